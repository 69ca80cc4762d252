"""Exercises: answers are worked out and explained, mistakes are helped, nothing is given away."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from caseflow import check, claim
from caseflow.answers import Solved, solve
from caseflow.decisions import OUTCOMES
from caseflow.errors import CaseflowError, UnreadableInput
from caseflow.library import councils, lessons, load
from caseflow.model.lesson import Exercise, Setting
from caseflow.pages.guide import guide
from caseflow.site.notebooks import committed
from caseflow.teach import UNSAID
from caseflow.words import date_words

ROOT = Path(__file__).parent.parent
EXERCISES = [one for lesson in lessons().values() for one in lesson.exercises]
each = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: str(one.id))


def solved(exercise: Exercise) -> Solved:
    return solve(exercise, load(exercise.case.policy))


def wrong_answers(exercise: Exercise, right: Any) -> list[Any]:
    policy = load(exercise.case.policy)
    if isinstance(right, frozenset):
        every = [team.id for team in policy.teams]
        if exercise.asks == "outcome":
            every = list(OUTCOMES)
        return [one for one in every if {one} != right]
    if isinstance(right, int):
        return [right - 1, right + 1, 0]
    days = [timedelta(days=n) for n in (-30, -7, -2, -1, 1, 2, 7, 30)]
    return [str(right + by) for by in days]


def given_away(exercise: Exercise, right: Any) -> list[str]:
    """What a hint may not say: the answer as it would be typed, or in words."""
    policy = load(exercise.case.policy)
    if isinstance(right, datetime):
        return [str(right)[:16], f"{date_words(right.date())}, {right:%H:%M}"]
    if isinstance(right, date):
        return [str(right), date_words(right), f"{right.day} {right:%B}"]
    if isinstance(right, frozenset):
        if exercise.asks in ("to", "team"):
            teams = [policy.team(one) for one in right]
            return [name for team in teams for name in (team.name, team.id)]
        return [f"“{one}”" for one in right]
    return []


@each
def test_the_model_answer_is_right_and_cites_a_clause(exercise: Exercise) -> None:
    found = solved(exercise)
    right = found.value
    reply = check(exercise.id, sorted(right) if isinstance(right, frozenset) else right)
    assert reply.verdict == "right"
    if not found.clauses:
        assert found.value == {"silent"}
        assert UNSAID in reply.words
        return
    label = load(exercise.case.policy).clause_label(found.clauses[0]).rpartition(" › ")[2]
    assert label in reply.words


@each
def test_the_answer_can_be_typed_as_people_type_it(exercise: Exercise) -> None:
    right = solved(exercise).value
    if exercise.asks in ("to", "team") and isinstance(right, frozenset):
        names = [load(exercise.case.policy).team(one).name.upper() for one in right]
        assert check(exercise.id, names).verdict == "right"
    elif isinstance(right, date):
        assert check(exercise.id, str(right)).verdict == "right"
    else:
        assert (
            check(exercise.id, right if isinstance(right, int) else min(right)).verdict == "right"
        )


@each
def test_a_wrong_answer_gets_help_and_not_the_answer(exercise: Exercise) -> None:
    right = solved(exercise).value
    for wrong in wrong_answers(exercise, right):
        reply = check(exercise.id, wrong)
        assert reply.verdict == "not quite", wrong
        assert len(reply.words) > len("Not quite. ") + 20
        for secret in given_away(exercise, right):
            if secret != wrong:
                assert secret.lower() not in reply.words.lower(), (wrong, reply.words)


@each
def test_every_hint_is_for_a_real_mistake(exercise: Exercise) -> None:
    right = solved(exercise).value
    known = {team.id for team in load(exercise.case.policy).teams}
    known = set(OUTCOMES) if exercise.asks == "outcome" else known
    assert set(exercise.wrong) <= known
    assert not isinstance(right, frozenset) or not set(exercise.wrong) & right
    for wrong, hint in exercise.wrong.items():
        assert hint in check(exercise.id, wrong).words


@pytest.mark.parametrize("nothing", [..., None, ""])
def test_no_answer_yet_says_what_to_do(nothing: Any) -> None:
    reply = check("nottingham-visit", nothing)
    assert reply.verdict == "not yet"
    assert "three dots" in reply.words


@pytest.mark.parametrize(
    ("exercise", "odd"),
    [
        ("nottingham-visit", "next Tuesday"),
        ("nottingham-visit", 5),
        ("nottingham-ladder", "2026-12-13"),
        ("nottingham-team", 3),
        ("unnamed-29", []),
        ("unnamed-28", "perhaps"),
    ],
)
def test_an_answer_of_the_wrong_form_is_told_the_form(exercise: str, odd: Any) -> None:
    reply = check(exercise, odd)
    assert reply.verdict == "unclear"
    assert "written" in reply.words or "one of these words" in reply.words


def test_half_of_an_answer_is_told_so() -> None:
    assert "part of the answer" in check("unnamed-29", "CIOC Team").words


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("2027-03-31", "one way of counting"),
        ("2027-03-27", "Saturday"),
        ("2027-03-29", "Easter Monday"),
        ("2027-04-20", "too late"),
        ("2027-03-02", "too early"),
    ],
)
def test_a_wrong_date_is_told_what_kind_of_slip_it_is(answer: str, word: str) -> None:
    assert word in check("nottingham-visit", answer).words


def test_an_unknown_exercise_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnreadableInput, match="nottingham-visit"):
        check("nottingham-visits", "x")


def test_what_a_learner_types_is_shown_as_words() -> None:
    assert "<script>" not in check("first-steps-team", "<script>alert(1)</script>").html


def test_an_answer_that_the_policy_no_longer_gives_is_an_error_in_plain_words() -> None:
    asked = next(one for one in EXERCISES if one.id == "nottingham-visit")
    changed = asked.model_copy(update={"step": "no-such-step"})
    with pytest.raises(CaseflowError, match="0 deadlines"):
        solved(changed)


def test_a_count_is_checked_and_helped() -> None:
    setting = Setting(
        policy="nottingham",
        at="duty",
        happens="assessment_completed",
        on="2026-11-23",
        facts={"plan": "child_in_need", "unaccompanied": "no"},
    )
    exercise = Exercise(id="x", case=setting, asks="missing", right="r", hint="h")
    assert isinstance(solved(exercise).value, int)


def test_a_claim_that_holds_says_nothing() -> None:
    assert claim("It is so.", [1]) is None


def test_a_claim_that_fails_tells_the_learner_and_stops_a_strict_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = claim("It is so.", [])
    assert shown is not None
    assert "No longer so: It is so." in shown.words
    monkeypatch.setenv("CASEFLOW_CLAIMS", "strict")
    with pytest.raises(CaseflowError, match="what is not so"):
        claim("It is so.", False)


def test_the_trainers_guide_is_current() -> None:
    wanted = guide(committed(ROOT), {name: load(name) for name in councils()})
    found = (ROOT / "docs" / "trainers-guide.md").read_text("utf-8")
    assert found == wanted, "run 'python tests/golden/write.py' and read the difference"


def test_the_trainers_guide_has_every_session_and_every_model_answer() -> None:
    text = (ROOT / "docs" / "trainers-guide.md").read_text("utf-8")
    for exercise in EXERCISES:
        assert f"**Model answer:** {solved(exercise).words}".replace("&", "&amp;") in text
    assert len(re.findall(r"^\*\*Have ready:\*\*", text, re.MULTILINE)) == len(lessons())
