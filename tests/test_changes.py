"""Drafts of a revision, and what it changes: decisions, dates, lines of the map, checks."""

from __future__ import annotations

import sys

import pytest
from pydantic import BaseModel

from caseflow import Draft, changes, councils, load
from caseflow.changes import NO_PROVER
from caseflow.errors import CaseflowError, UnreadableInput
from caseflow.limits import limits
from caseflow.model import Amount, Deadline, Policy, SharedSteps, Vocabulary
from caseflow.model.written import written
from caseflow.mutations import applied, mutants


@pytest.fixture
def draft() -> Draft:
    return Draft("unnamed", "2027-04-01")


def test_a_draft_without_changes_changes_nothing(draft: Draft) -> None:
    found = changes(load("unnamed"), draft.read())
    assert (found.decisions, found.dates, found.lines, found.checks) == ((), (), (), ())
    assert not found.written


def test_a_draft_has_its_own_date_and_leaves_the_published_policy_alone(draft: Draft) -> None:
    draft.change("planned-handover", "ahead: 6 weeks", "ahead: 8 weeks")
    assert draft.read().document.dated == "2027-04-01"
    assert "8 weeks" not in load("unnamed").model_dump_json()


def test_a_changed_deadline_changes_a_date_and_no_decision(draft: Draft) -> None:
    draft.change("planned-handover", "ahead: 6 weeks", "ahead: 8 weeks")
    found = changes(load("unnamed"), draft.read(), on="2027-05-20")
    assert [one.where for one in found.dates] == [
        "Care proceedings concluded, to CIOC: Have the handover of the case planned"
    ]
    assert "Thursday 8 April 2027" in found.dates[0].before
    assert "Thursday 25 March 2027" in found.dates[0].after
    assert not found.decisions


@pytest.mark.parametrize("council", councils())
def test_every_time_limit_of_a_policy_is_compared(council: str) -> None:
    policy = load(council)
    found = list(limits(policy))
    assert len({name for name, _ in found}) == len(found)
    named = {id(limit) for _, (_, limit, _) in found}
    stated = _all_of(policy, (Deadline, Amount))
    assert stated
    assert not [one for one in stated if id(one) not in named]


def _all_of(value: object, kinds: tuple[type, ...]) -> list[object]:
    """Every value of some kinds within a model, nothing below one of them."""
    if isinstance(value, kinds):
        return [value]
    if isinstance(value, list | tuple):
        return [one for part in value for one in _all_of(part, kinds)]
    if isinstance(value, BaseModel) and not isinstance(value, Vocabulary | SharedSteps):
        names = type(value).model_fields
        return [one for name in names for one in _all_of(getattr(value, name), kinds)]
    return []


def test_a_changed_limit_of_a_dispute_is_a_changed_deadline(testshire: Policy) -> None:
    ladder = testshire.disputes[0]
    rung = ladder.rungs[0].model_copy(update={"within": Amount(9, "working days")})
    changed = ladder.model_copy(update={"rungs": (rung, *ladder.rungs[1:])})
    after = testshire.model_copy(update={"disputes": (changed, *testshire.disputes[1:])})
    (found,) = changes(testshire, after).dates
    assert found.after == "9 working days"


def test_no_single_change_of_a_policy_goes_unsaid(testshire: Policy) -> None:
    tried = mutants(testshire)
    before = list(written(testshire))
    unsaid = [m for m, changed in tried if list(written(applied(testshire, m, changed))) == before]
    assert len(tried) > 90
    assert not unsaid


def test_a_changed_condition_changes_decisions_on_both_sides_of_the_figure(draft: Draft) -> None:
    draft.change("section-20-to-cp-court", "{over: 28}", "{over: 42}")
    found = changes(load("unnamed"), draft.read())
    kinds = {(one.before, one.after) for one in found.decisions}
    both = "The document contradicts itself: it sends the case to CP & Court Team and to CIOC Team."
    assert (both, "The case moves to CIOC Team.") in kinds
    silent = "The document has no rule for where the case goes."
    assert ("The case moves to CP & Court Team.", silent) in kinds
    assert not found.lines


def test_a_changed_destination_moves_a_line_and_a_proof(draft: Draft) -> None:
    draft.change("section-20-to-cp-court", "to: cp-and-court", "to: cioc")
    found = changes(load("unnamed"), draft.read())
    assert {(one.before, one.after) for one in found.lines} == {
        ("drawn", "not drawn"),
        ("not drawn", "drawn"),
    }
    assert found.checks is not None
    assert [one for one in found.checks if one.after == "no longer so"]


def test_without_the_prover_everything_else_is_compared(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "caseflow.checks", None)
    draft.change("section-20-to-cp-court", "to: cp-and-court", "to: cioc")
    found = changes(load("unnamed"), draft.read())
    assert found.checks is None
    assert NO_PROVER in repr(found)
    assert found.lines


def test_two_councils_cannot_be_compared_as_revisions() -> None:
    with pytest.raises(CaseflowError, match="not revisions of one policy"):
        changes(load("unnamed"), load("nottingham"))


def test_a_day_that_cannot_be_read_is_refused(draft: Draft) -> None:
    with pytest.raises(CaseflowError, match="not a date"):
        changes(load("unnamed"), draft.read(), on="tomorrow")


@pytest.mark.parametrize(
    ("thing", "old", "why"),
    [
        ("planned-handovers", "x", "did you mean 'planned-handover'"),
        ("planned-handover", "ahead: 9 weeks", "are not there"),
        ("proceedings-concluded", "ahead: 6 weeks", "are there 2 times"),
    ],
)
def test_a_change_that_is_not_clear_is_refused(
    draft: Draft, thing: str, old: str, why: str
) -> None:
    before = draft.text
    with pytest.raises(UnreadableInput, match=why):
        draft.change(thing, old, "x")
    assert draft.text == before


def test_a_slip_in_a_draft_is_told_in_plain_words(draft: Draft) -> None:
    draft.change("section-20-to-cp-court", "to: cp-and-court", "to: cp-and-cuort")
    said = draft.problems().words
    assert "2027-04-01.yaml" in said
    assert "did you mean 'cp-and-court'?" in said
    assert "/tmp" not in said  # noqa: S108  # looked for, not written to


def test_the_lines_of_a_rule_are_shown_with_their_numbers(draft: Draft) -> None:
    lines = draft.show("planned-handover").words.splitlines()
    assert "- id: planned-handover" in lines[0]
    assert len(lines) == 6
