"""A deadline becomes dates: one for each way the document can be read, and the safe one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from caseflow.model import Amount, Deadline, JointWork, Policy, Rule, Step, Transfer
from caseflow.model.time import Unit
from caseflow.words import anchor_words, deadline_words
from caseflow.workdays import after, ahead, birthday, why_not_working, working_day_on_or_before


@dataclass(frozen=True)
class Reading:
    """One way to read a deadline; ``date`` is None where it cannot be worked out yet."""

    date: date | None
    because: str


@dataclass(frozen=True)
class Due:
    """What is due, from whom, by when under every reading."""

    what: str
    by: tuple[str, ...]
    """Role ids."""
    owner: str
    """The rule, or other thing, that asks for it."""
    step: str | None
    stated: str
    """The deadline in the document's own units."""
    readings: tuple[Reading, ...]
    clauses: tuple[str, ...]
    note: str = ""

    @property
    def safe(self) -> date | None:
        """The latest date that satisfies every reading; None while any is not known."""
        days = [reading.date for reading in self.readings]
        return None if None in days or not days else min(day for day in days if day)


@dataclass(frozen=True)
class Clock:
    """The dates that anchors stand for."""

    policy: Policy
    event: str
    on: date | None
    dates: dict[str, date]
    """Dates of steps done, of events, and date facts."""
    moved: date | None = None
    """When responsibility passed, where that is known."""

    def find(self, anchor: str) -> date | None:
        """Return an anchor's date, or None."""
        if anchor in ("event", self.event):
            return self.on
        return self.moved if anchor == "move" else self.dates.get(anchor)


def due(
    deadline: Deadline,
    clock: Clock,
    *,
    what: str,
    by: tuple[str, ...],
    owner: str,
    clauses: tuple[str, ...],
    step: str | None = None,
    steps: tuple[Step, ...] = (),
) -> Due:
    """Work out a deadline under every reading that the document leaves open."""
    readings = tuple(dict.fromkeys(_readings(deadline, clock, steps)))
    found = Due(
        what, by, owner, step, deadline_words(deadline, clock.policy, steps), readings, clauses
    )
    return Due(**{**found.__dict__, "note": _note(found.safe)})


def _note(safe: date | None) -> str:
    if safe is None or not why_not_working(safe):
        return ""
    last = working_day_on_or_before(safe)
    return f"{safe} is {why_not_working(safe)}; the last working day before it is {last}"


def _readings(deadline: Deadline, clock: Clock, steps: tuple[Step, ...]) -> Iterator[Reading]:
    amount = deadline.within or deadline.ahead or deadline.either_side
    age = deadline.at_age if deadline.by_age is None else deadline.by_age
    if amount:
        for anchor in deadline.of:
            yield from _counted(deadline, amount, clock.find(anchor), _words(anchor, clock, steps))
    elif age is not None:
        yield _at_age(age, clock)
    elif deadline.midway:
        yield _midway(*deadline.midway, clock)
    elif deadline.weekly:
        yield _weekly(deadline, clock)
    elif deadline.every:
        start = clock.find(deadline.of[0]) if deadline.of else clock.on
        because = "the first time, counted from the start" if start else "the start is not given"
        yield Reading(after(start, deadline.every) if start else None, because)
    else:
        yield _at_moment(deadline, clock, steps)


def _words(anchor: str, clock: Clock, steps: tuple[Step, ...]) -> str:
    return anchor_words(anchor, clock.policy, steps)


def _counted(
    deadline: Deadline, amount: Amount, start: date | None, words: str
) -> Iterator[Reading]:
    if start is None:
        yield Reading(None, f"counts from {words}, whose date is not given")
    elif deadline.ahead:
        yield from _ahead(amount, start, words)
    elif deadline.either_side:
        yield Reading(start, f"the day of {words}, the middle of the time allowed")
        for kind in _kinds(amount):
            last = after(start, amount, unit=kind)
            yield Reading(last, f"{amount.number} {kind} after {words}, the end of it")
    else:
        yield from _within(amount, deadline, start, words)


def _kinds(amount: Amount) -> tuple[Unit, ...]:
    return ("calendar days", "working days") if amount.unit == "days" else (amount.unit,)


def _within(amount: Amount, deadline: Deadline, start: date, words: str) -> Iterator[Reading]:
    for kind in _kinds(amount):
        if kind == "hours":
            when = "the same time of day" if amount.number % 24 == 0 else f"{amount} later"
            yield Reading(after(start, amount), f"{amount} by the clock from {words}, {when}")
            continue
        firsts = {"counted": [True], "not_counted": [False], "unstated": [False, True]}
        for first in firsts[deadline.first_day]:
            counted = "counting that day as day one" if first else "counting from the day after"
            because = f"{amount.number} {kind} from {words}, {counted}"
            yield Reading(after(start, amount, unit=kind, first=first), because)


def _ahead(amount: Amount, end: date, words: str) -> Iterator[Reading]:
    for kind in _kinds(amount):
        yield Reading(ahead(end, amount, unit=kind), f"{amount.number} {kind} before {words}")


def _at_moment(deadline: Deadline, clock: Clock, steps: tuple[Step, ...]) -> Reading:
    anchor = deadline.before or deadline.same_day or deadline.promptly or "event"
    day, words = clock.find(anchor), _words(anchor, clock, steps)
    if deadline.promptly:
        because = f"as soon as possible after {words}; the document gives no figure"
        return Reading(None, because)
    missing = "" if day else ", whose date is not given"
    lead = "no later than" if deadline.before else "on the day of"
    return Reading(day, f"{lead} {words}{missing}")


def _at_age(age: Fraction, clock: Clock) -> Reading:
    born = clock.dates.get("date_of_birth")
    because = "the day the age is reached" if born else "the date of birth is not given"
    return Reading(birthday(born, age) if born else None, because)


def _midway(first: str, second: str, clock: Clock) -> Reading:
    start, end = clock.find(first), clock.find(second)
    if start is None or end is None:
        return Reading(None, "halfway between two dates that are not both given")
    return Reading(start + (end - start) // 2, f"halfway between {start} and {end}")


def _weekly(deadline: Deadline, clock: Clock) -> Reading:
    weekly = deadline.weekly
    start = clock.find(deadline.after) if deadline.after else clock.on
    if weekly is None or start is None:
        return Reading(None, "the day to count from is not given")
    wait = (weekly.weekday - start.weekday()) % 7
    return Reading(start + timedelta(days=wait), f"the next {weekly}")


def step_due(step: Step, number: int, owner: str, clock: Clock, beside: tuple[Step, ...]) -> Due:
    """Work out the deadline of a step that has one; ``beside`` are the steps of the same owner."""
    if step.deadline is None:
        raise ValueError(f"step {number} of {owner} has no deadline")
    return due(
        step.deadline,
        clock,
        what=step.do,
        by=step.by,
        owner=owner,
        step=step.id or str(number),
        clauses=step.clauses,
        steps=beside,
    )


def moment_due(rule: Transfer, clock: Clock) -> Due | None:
    """Work out the deadline of the moment responsibility passes, where the document gives one."""
    if rule.moves.deadline is None:
        return None
    return due(
        rule.moves.deadline,
        clock,
        what="Responsibility passes",
        by=(),
        owner=rule.id,
        step="move",
        clauses=rule.moves.clauses,
        steps=rule.steps,
    )


def rule_deadlines(rule: Rule | JointWork, clock: Clock) -> tuple[Due, ...]:
    """Return every deadline of a rule, the moment of a transfer first."""
    moment = moment_due(rule, clock) if isinstance(rule, Transfer) else None
    own = [
        step_due(step, number, rule.id, clock, rule.steps)
        for number, step in enumerate(rule.steps, start=1)
        if step.deadline
    ]
    return tuple([moment, *own] if moment else own)
