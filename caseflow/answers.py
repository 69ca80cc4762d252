"""The model answer of an exercise, worked out from the policy: none is written down anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from caseflow.case import read_case, read_date
from caseflow.decisions import Decision, decide
from caseflow.due import Due
from caseflow.errors import CaseflowError
from caseflow.exports.decision_text import headline
from caseflow.journey import Journey
from caseflow.ladder import ladder
from caseflow.model import Policy
from caseflow.model.lesson import Exercise, Setting
from caseflow.words import date_words, joined

Value = frozenset[str] | date | datetime | int
"""Ids, words or facts as a set; a date; a moment; or a number."""


@dataclass(frozen=True)
class Solved:
    """An exercise's answer and what it rests on."""

    value: Value
    words: str
    clauses: tuple[str, ...]
    due: Due | None = None
    """The deadline, where a date is asked for."""
    at: str = ""
    """The team that has the case at the start."""


def solve(exercise: Exercise, policy: Policy) -> Solved:
    """Return the answer that a policy gives to an exercise.

    Raises CaseflowError where the policy gives none: the exercise has to be changed then.
    """
    case, asks = exercise.case, exercise.asks
    if case.dispute:
        return _moment(exercise, policy)
    if case.journey:
        journey = _journey(case, policy)
        team = journey.team
        decided = [entry.decision for entry in journey.history if entry.decision]
        clauses = tuple(dict.fromkeys(c for decision in decided for c in decision.clauses))
        return Solved(frozenset([team]), policy.team(team).name, clauses, at=case.at or "")
    decision = _decision(case, policy)
    if asks in ("due", "latest", "readings"):
        return _date(exercise, decision)
    return _answer(asks, decision)


def _decision(case: Setting, policy: Policy) -> Decision:
    on = read_date(case.on) if case.on else None
    read = read_case(policy, case.at or "", case.facts, done=case.done, on=on)
    return decide(policy, read, case.happens or "", on)


def _journey(case: Setting, policy: Policy) -> Journey:
    journey = Journey(policy, case.at or "", case.facts)
    for line in case.journey:
        if line.happens:
            journey.happens(line.happens, line.on, **line.facts)
        else:
            journey.done(line.done or "", line.on)
    return journey


def _answer(asks: str, decision: Decision) -> Solved:
    policy, at = decision.policy, decision.case.at
    if asks == "outcome":
        value = frozenset([decision.outcome])
        looked = (c for one in decision.considered or decision.nearest for c in one.rule.clauses)
        duties = (clause for duty in decision.follows.duties for clause in duty.clauses)
        clauses = decision.clauses or tuple(dict.fromkeys([*looked, *duties]))
        return Solved(value, f"{decision.outcome}: {headline(decision)}", clauses, at=at)
    if asks == "missing":
        missing = decision.follows.missing
        clauses = tuple(dict.fromkeys(c for state in missing for c in state.item.clauses))
        return Solved(len(missing), str(len(missing)), clauses, at=at)
    if asks == "needs":
        if not decision.needs:
            raise CaseflowError("Nothing more needs to be known: the exercise asks for a fact.")
        clauses = tuple(dict.fromkeys(c for one in decision.considered for c in one.rule.clauses))
        facts = frozenset(need.fact for need in decision.needs)
        return Solved(facts, joined(sorted(facts), "or"), clauses, at=at)
    if not decision.to:
        raise CaseflowError("The document names no team here: the exercise asks for one.")
    words = joined([policy.team(team).name for team in decision.to], "and")
    return Solved(frozenset(decision.to), words, decision.clauses, at=at)


def _date(exercise: Exercise, decision: Decision) -> Solved:
    found = [due for due in decision.follows.deadlines if due.step == exercise.step]
    if len(found) != 1:
        raise CaseflowError(f"{exercise.id}: {len(found)} deadlines are called '{exercise.step}'.")
    due, at = found[0], decision.case.at
    days = {reading.date for reading in due.readings if reading.date}
    if exercise.asks == "readings":
        return Solved(len(days), str(len(days)), due.clauses, due, at)
    day = due.safe if exercise.asks == "due" else max(days, default=None)
    if day is None:
        raise CaseflowError(f"{exercise.id}: the deadline has no date yet.")
    return Solved(day, date_words(day), due.clauses, due, at)


def _moment(exercise: Exercise, policy: Policy) -> Solved:
    case = exercise.case
    found = next((d for d in policy.disputes if d.id == case.dispute), None)
    if found is None:
        raise CaseflowError(f"{exercise.id}: there is no dispute ladder '{case.dispute}'.")
    clock = ladder(found, datetime.fromisoformat(case.raised or ""))
    moment, clauses = clock.total, found.clauses
    if exercise.asks == "level":
        level = clock.levels[int(exercise.step or "1") - 1]
        moment, clauses = level.ends, level.rung.clauses
    if moment is None:
        raise CaseflowError(f"{exercise.id}: the document gives that level no time.")
    return Solved(moment, f"{date_words(moment.date())}, {moment:%H:%M}", clauses)
