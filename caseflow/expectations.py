"""Hold what a scenario expects against what happened; note only what differs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from caseflow.decisions import Decision
from caseflow.due import Due
from caseflow.follows import ToDo
from caseflow.journey import Journey
from caseflow.ladder import Ladder
from caseflow.model.scenario import DueExpected, Expect, StepExpected


class Differences:
    """What was expected and what was got, by name, where they differ."""

    def __init__(self, prefix: str = "", parent: Differences | None = None) -> None:
        self._prefix = prefix
        self.expected: dict[str, Any] = parent.expected if parent else {}
        self.got: dict[str, Any] = parent.got if parent else {}

    def within(self, name: str) -> Differences:
        """Return a view on the same differences whose names begin with a place."""
        return Differences(f"{self._prefix}{name}: ", self)

    def note(self, name: str, expected: Any, got: Any) -> None:
        """Record one difference."""
        self.expected[self._prefix + name] = expected
        self.got[self._prefix + name] = got

    def same(self, name: str, expected: Any, got: Any) -> None:
        """Record a difference where an expectation was given and is not met."""
        if expected is not None and expected != got:
            self.note(name, expected, got)

    def equal_sets(self, name: str, expected: Iterable[str] | None, got: Iterable[str]) -> None:
        """Compare as sets, where an expectation was given."""
        if expected is not None:
            self.same(name, sorted(set(expected)), sorted(set(got)))

    def contained(self, name: str, expected: Iterable[str], got: Iterable[str]) -> None:
        """Record what was expected and is not there."""
        found = list(got)
        missing = [one for one in expected if one not in found]
        if missing:
            self.note(name, missing, found)

    def without(self, name: str, unwanted: Iterable[str], got: Iterable[str]) -> None:
        """Record what should not be there and is."""
        found = set(got)
        there = sorted(set(unwanted) & found)
        if there:
            self.note(f"absent {name}", [], there)


def compare_decision(expect: Expect, decision: Decision, different: Differences) -> None:
    """Compare a decision and everything that follows from it."""
    follows = decision.follows
    different.same("outcome", expect.outcome, decision.outcome)
    different.equal_sets("to", expect.to, decision.to)
    different.equal_sets("decided_by", expect.decided_by, (r.id for r in decision.decided_by))
    different.contained("cites", expect.cites, _all_clauses(decision))
    different.equal_sets("needs", expect.needs, (need.fact for need in decision.needs))
    moments = [shown(moment.date, "unknown") for moment in follows.moments] or ["unknown"]
    different.same("on", expect.on, moments[0])
    different.same("fallback", expect.fallback, decision.fallback is not None)
    lists = {
        "duties": (expect.duties, [d.id for d in follows.duties], expect.absent.duties),
        "joint_work": (
            expect.joint_work,
            [j.id for j in follows.joint_work],
            expect.absent.joint_work,
        ),
        "findings": (expect.findings, [f.id for f in follows.findings], expect.absent.findings),
        "principles": (
            expect.principles,
            [p.id for p in follows.principles],
            expect.absent.principles,
        ),
    }
    for name, (wanted, got, unwanted) in lists.items():
        different.contained(name, wanted, got)
        different.without(name, unwanted, got)
    different.contained("tell", expect.tell, [r for todo in follows.tell for r in todo.step.tell])
    items = [state.item.id for state in follows.items]
    different.equal_sets("items", expect.items, items)
    different.without("items", expect.absent.items, items)
    different.equal_sets("missing", expect.missing, (s.item.id for s in follows.missing))
    _steps(expect, follows.steps, different)
    for name, wanted_date in expect.deadlines.items():
        _deadline(name, wanted_date, follows.deadlines, different)


def _all_clauses(decision: Decision) -> set[str]:
    follows = decision.follows
    found = set(decision.clauses)
    parts = (follows.duties, follows.joint_work, follows.findings, follows.principles)
    for group in parts:
        found |= {clause for thing in group for clause in thing.clauses}
    found |= {clause for todo in follows.steps for clause in todo.step.clauses}
    found |= {clause for state in follows.items for clause in state.item.clauses}
    if decision.fallback:
        found |= set(decision.fallback.clauses)
    return found


def _steps(expect: Expect, todos: tuple[ToDo, ...], different: Differences) -> None:
    by_name = {name: todo for todo in todos for name in (todo.ref, f"{todo.owner}/{todo.ref}")}
    different.contained("steps", expect.steps, by_name)
    different.without("steps", expect.absent.steps, by_name)
    if isinstance(expect.steps, dict):
        for name, wanted in expect.steps.items():
            if name in by_name:
                _step(name, wanted, by_name[name], different)


def _step(name: str, wanted: StepExpected, todo: ToDo, different: Differences) -> None:
    step, record = todo.step, todo.step.record
    different.equal_sets(f"step {name} by", wanted.by, step.by)
    different.equal_sets(f"step {name} tell", wanted.tell, step.tell)
    different.same(f"step {name} strength", wanted.strength, step.strength)
    different.same(f"step {name} stage", wanted.stage, step.stage)
    different.same(f"step {name} recorded_in", wanted.recorded_in, record.place if record else "")
    different.same(f"step {name} recorded_by", wanted.recorded_by, record.by if record else "")


def _deadline(
    name: str, wanted: str | DueExpected, dues: tuple[Due, ...], different: Differences
) -> None:
    found = next((d for d in dues if name in (d.step, f"{d.owner}/{d.step}")), None)
    label = f"deadline {name}"
    if found is None:
        different.note(label, "a deadline", sorted(f"{d.owner}/{d.step}" for d in dues))
        return
    if isinstance(wanted, str):
        different.same(label, wanted, shown(found.safe, "open"))
        return
    different.same(f"{label} safe", wanted.safe, shown(found.safe, "open"))
    different.same(f"{label} stated", wanted.stated, found.stated)
    readings = [shown(reading.date, "open") for reading in found.readings]
    different.equal_sets(f"{label} readings", wanted.readings, readings)


def compare_journey(expect: Expect, journey: Journey, different: Differences) -> None:
    """Compare where a journey has got to."""
    different.same("team", expect.team, journey.team)
    different.same("hand_offs", expect.hand_offs, journey.hand_offs)
    different.equal_sets("co_workers", expect.co_workers, journey.co_workers)
    different.same("pending", expect.pending, journey.pending.to if journey.pending else "nothing")


def compare_ladder(expect: Expect, ladder: Ladder, different: Differences) -> None:
    """Compare a dispute's clock."""
    ends = [shown(level.ends, "open") for level in ladder.levels]
    different.same("rungs", list(expect.rungs) if expect.rungs is not None else None, ends)
    different.same("total", expect.total, shown(ladder.total, "open"))
    different.same("holds", expect.holds, ladder.dispute.holds is not None)


def shown(moment: date | datetime | None, missing: str) -> str:
    """Return a date or time as scenarios write it."""
    if moment is None:
        return missing
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else str(moment)
