"""Every check finds its fault and only its fault, proves it with a case, and never guesses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.checks import CHECKS, SLUGS, Result, check
from caseflow.checks.logic import Logic
from caseflow.conditions import View, evaluate
from caseflow.exports.check_json import check_json
from caseflow.exports.check_sarif import check_sarif
from caseflow.exports.check_text import check_markdown
from caseflow.library import councils, load
from caseflow.loader import load_file, load_scenarios
from caseflow.model import Policy
from caseflow.model.condition import parse
from caseflow.scenarios import run_one

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "checks"
WITHOUT_CASE = {"never", "uncited", "undefined-term"}
"""What these find is that there is no case, or a word; every other result has a case."""


def checked(slug: str, kind: str) -> tuple[Policy, list[Result]]:
    policy = load_file(CASES / slug / f"{kind}.yaml")
    return policy, [result for result in check(policy) if result.rule == slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sound_policy_passes(slug: str) -> None:
    assert checked(slug, "good")[1] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_fault_is_found_with_its_clauses_and_line(slug: str) -> None:
    policy, found = checked(slug, "bad")
    assert found
    assert all(result.clauses for result in found)
    assert all(not result.undecided for result in found)
    shown = check_json([(policy, found)])
    assert shown["unaccepted"] == len(found)
    assert all(result["line"] > 1 for result in shown["results"])


def shows(policy: Policy, result: Result, folder: Path) -> None:
    """The case of a result stands up: in words, and as a scenario that passes as it is."""
    example = result.example
    assert example is not None, result.message
    assert len(example.words(policy)) > 20
    path = folder / "example.yaml"
    path.write_text(example.scenario(policy, result.message), encoding="utf-8")
    [located] = load_scenarios(path)
    run, _ = run_one(located, policy)
    assert run.passed, (result.message, run.expected, run.got)


@pytest.mark.parametrize("slug", sorted(set(SLUGS) - WITHOUT_CASE))
def test_the_case_of_a_fault_really_shows_it(slug: str, tmp_path: Path) -> None:
    policy, found = checked(slug, "bad")
    for result in found:
        shows(policy, result, tmp_path)


@pytest.mark.parametrize("council", councils())
def test_every_case_of_every_council_really_shows_what_is_claimed(
    council: str, tmp_path: Path
) -> None:
    policy = load(council)
    for result in check(policy):
        assert not result.undecided
        if result.example or result.rule not in WITHOUT_CASE | {"actor"}:
            shows(policy, result, tmp_path)


def test_a_circle_of_three_teams_is_found_once_with_a_case() -> None:
    _, found = checked("hand-back", "circle")
    assert [result.ids for result in found] == [("back", "over", "further")]
    assert "round 3 teams" in found[0].message


def test_the_list_of_checks_is_the_folder() -> None:
    helpers = {"__init__", "absences", "cases", "logic", "result", "situations"}
    files = {path.stem for path in (ROOT / "caseflow" / "checks").glob("*.py")} - helpers
    assert {module.__name__.rsplit(".", 1)[-1] for module in CHECKS} == files
    assert {path.name for path in CASES.iterdir()} == set(SLUGS)


def test_every_check_has_a_page_that_says_how_to_mend_it() -> None:
    for module in CHECKS:
        assert "**To mend it**" in (module.__doc__ or "")


def test_what_cannot_be_settled_in_time_is_undecided_and_never_sound() -> None:
    policy = load_file(CASES / "conflict" / "bad.yaml")
    found = [r for r in check(policy, milliseconds=0) if r.rule == "conflict"]
    settled = [r for r in check(policy) if r.rule == "conflict"]
    assert len(found) >= len(settled)
    assert all(r.undecided and r.finding is None for r in found) or found == settled


def accepting(policy: Policy, slug: str, *ids: str) -> Policy:
    base = load("nottingham").findings[0]
    one = base.model_copy(
        update={"id": "known", "found_by": (slug,), "bears_on": ids, "clauses": ("1",)}
    )
    return policy.model_copy(update={"findings": (one,)})


def test_a_recorded_finding_accepts_a_conflict_only_when_it_names_both_rules() -> None:
    policy = load_file(CASES / "conflict" / "bad.yaml")
    both = check(accepting(policy, "conflict", "to-north", "to-south"))
    half = check(accepting(policy, "conflict", "to-north"))
    assert [r.finding for r in both if r.rule == "conflict"] == ["known"]
    assert [r.finding for r in half if r.rule == "conflict"] == [None]


def test_a_finding_that_no_check_reproduces_is_reported() -> None:
    policy = load_file(CASES / "conflict" / "good.yaml")
    found = check(accepting(policy, "conflict", "to-north", "to-south"))
    assert [r.rule for r in found] == ["not-reproduced"]


def test_sarif_and_markdown_say_the_same_as_json() -> None:
    policy, found = checked("conflict", "bad")
    log = check_sarif([(policy, found)])
    assert log["version"] == "2.1.0"
    assert log["runs"][0]["results"][0]["ruleId"] == "conflict"
    assert "| conflict |" in check_markdown([(policy, found)])


def test_the_command_ends_with_1_while_something_is_not_accepted() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "caseflow", "check", "nottingham", "--format", "json"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == (1 if json.loads(done.stdout)["unaccepted"] else 0)


conditions = st.sampled_from(
    [
        {"age": {"at_least": "15 3/4", "under": 18}},
        {"months_since_closed": {"at_most": 3}},
        {"any_of": [{"consent": "yes"}, {"plan": ["none", "child_in_need"]}]},
        {"none_of": [{"consent": "no"}, {"age": {"over": 13.5}}]},
        {"plan": {"is_not": "none"}, "consent": "yes"},
    ]
)


@given(conditions, conditions)
def test_the_solver_and_the_decisions_agree_on_what_a_case_satisfies(
    testshire: Policy, one: dict[str, object], other: dict[str, object]
) -> None:
    logic = Logic(testshire)
    first, second = parse(one), parse(other)
    answer = logic.solve(logic.formula(first), logic.opposite(logic.formula(second)))
    if answer.possible:
        view = View(testshire, dict(answer.facts))
        assert evaluate(first, view) is True
        assert evaluate(second, view) is False


def test_the_same_policy_gives_the_same_examples_again(testshire: Policy) -> None:
    def words() -> list[str | None]:
        return [r.example.words(testshire) if r.example else None for r in check(testshire)]

    assert words() == words()
