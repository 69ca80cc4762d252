"""A deadline becomes dates: one for each way in which the document can be read.

What a deadline counts from, and every way to count, is plain data (``starts``): the handbook's
script counts by the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from caseflow.model import Amount, Deadline, Policy, Step
from caseflow.model.time import Unit
from caseflow.words import anchor_words, date_words
from caseflow.workdays import after, ahead, birthday, days_off

Skipped = tuple[tuple[date, str], ...]
"""Days, each with why it is not worked."""


@dataclass(frozen=True)
class Reading:
    """One way to read a deadline; ``date`` is None where it cannot be worked out yet."""

    date: date | None
    because: str
    skipped: Skipped = ()
    """Days on the way that were not counted as working days."""


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


@dataclass(frozen=True)
class Way:
    """One way to count from a day, and its words."""

    how: Literal["count", "age", "weekday", "midway"]
    because: str
    number: int = 0
    """Of ``unit``, below nought for backwards; months of an age; a weekday, Monday being 0."""
    unit: Unit = "calendar days"
    first: bool = False
    """Whether the day itself is day one; of an age, whether the last day is the one before."""


@dataclass(frozen=True)
class Start:
    """What a deadline may count from, what to say while that is not given, and the ways to count.

    Where there is no way, the document gives no figure.
    """

    anchors: tuple[str, ...]
    missing: str
    ways: tuple[Way, ...]


def readings(deadline: Deadline, clock: Clock, steps: tuple[Step, ...] = ()) -> tuple[Reading, ...]:
    """Return every way to read a deadline, each once; ``steps`` are those its anchors may name."""
    found = (
        reading
        for start in starts(deadline, clock.policy, steps)
        for reading in _readings(start, clock)
    )
    return tuple(dict.fromkeys(found))


def _readings(start: Start, clock: Clock) -> Iterator[Reading]:
    days = [day for anchor in start.anchors if (day := clock.find(anchor))]
    if len(days) < len(start.anchors) or not start.ways:
        yield Reading(None, start.missing)
        return
    for way in start.ways:
        if way.how == "count":
            yield _counted(way, days[0])
        elif way.how == "age":
            day = birthday(days[0], Fraction(way.number, 12))
            yield Reading(day - timedelta(days=way.first), way.because)
        elif way.how == "weekday":
            wait = (way.number - days[0].weekday()) % 7
            yield Reading(days[0] + timedelta(days=wait), way.because)
        else:
            half = days[0] + (days[1] - days[0]) // 2
            yield Reading(half, way.because.format(*(date_words(day) for day in days)))


def _counted(way: Way, start: date) -> Reading:
    if not way.number:
        return Reading(start, way.because)
    amount, one = Amount(abs(way.number), way.unit), timedelta(days=1)
    if way.number < 0:
        day = ahead(start, amount)
        span = (day, start - one)
    else:
        day = after(start, amount, first=way.first)
        span = (start if way.first else start + one, day)
    return Reading(day, way.because, days_off(*span) if way.unit == "working days" else ())


def starts(deadline: Deadline, policy: Policy, steps: tuple[Step, ...] = ()) -> tuple[Start, ...]:
    """Return what a deadline may count from, and how; several where the document leaves it open."""

    def words(anchor: str) -> str:
        return anchor_words(anchor, policy, steps)

    if not (deadline.within or deadline.ahead or deadline.either_side):
        return (_only_start(deadline, words),)
    return tuple(
        Start(
            (anchor,),
            f"counts from {words(anchor)}, whose date is not given",
            tuple(_ways(deadline, words(anchor))),
        )
        for anchor in deadline.of
    )


def _only_start(deadline: Deadline, words: Callable[[str], str]) -> Start:
    ages = (deadline.at_age, deadline.by_age, deadline.before_age)
    age = next((age for age in ages if age is not None), None)
    if age is not None:
        early = deadline.before_age is not None
        because = "the day before the age is reached" if early else "the day the age is reached"
        way = Way("age", because, int(age * 12), first=early)
        return Start(("date_of_birth",), "the date of birth is not given", (way,))
    if deadline.midway:
        missing = "halfway between two dates that are not both given"
        return Start(deadline.midway, missing, (Way("midway", "halfway between {} and {}"),))
    if deadline.weekly:
        way = Way("weekday", f"the next {deadline.weekly}", deadline.weekly.weekday)
        return Start((deadline.after or "event",), "the day to count from is not given", (way,))
    if deadline.every:
        because = "the first time, counted from the start"
        way = Way("count", because, deadline.every.number, deadline.every.unit)
        return Start(deadline.of[:1] or ("event",), "the start is not given", (way,))
    if deadline.promptly:
        missing = f"as soon as possible after {words(deadline.promptly)}"
        return Start((), f"{missing}; the document gives no figure", ())
    anchor = deadline.before or deadline.same_day or "event"
    because = f"{'no later than' if deadline.before else 'on the day of'} {words(anchor)}"
    missing = f"{because}, whose date is not given"
    return Start((anchor,), missing, (Way("count", because),))


def _kinds(amount: Amount) -> tuple[Unit, ...]:
    return ("calendar days", "working days") if amount.unit == "days" else (amount.unit,)


def _ways(deadline: Deadline, words: str) -> Iterator[Way]:
    if deadline.within:
        yield from _within(deadline.within, deadline.first_day, words)
    elif deadline.ahead:
        number = deadline.ahead.number
        for kind in _kinds(deadline.ahead):
            yield Way("count", f"{number} {kind} before {words}", -number, kind)
    elif deadline.either_side:
        number = deadline.either_side.number
        yield Way("count", f"the day of {words}, the middle of the time allowed")
        for kind in _kinds(deadline.either_side):
            yield Way("count", f"{number} {kind} after {words}, the end of it", number, kind)


def _within(amount: Amount, first_day: str, words: str) -> Iterator[Way]:
    firsts = {"counted": [True], "not_counted": [False], "unstated": [False, True]}[first_day]
    for kind in _kinds(amount):
        if kind == "hours":
            when = "the same time of day" if amount.number % 24 == 0 else f"{amount} later"
            because = f"{amount} by the clock from {words}, {when}"
            yield Way("count", because, amount.number, kind)
            continue
        for first in firsts:
            counted = "counting that day as day one" if first else "counting from the day after"
            because = f"{amount.number} {kind} from {words}, {counted}"
            yield Way("count", because, amount.number, kind, first)
