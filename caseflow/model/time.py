"""Amounts of time, ages and deadlines exactly as a source states them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, InstanceOf, StringConstraints, WithJsonSchema, model_validator

from caseflow.model.base import Strict, Text

Unit = Literal["hours", "working days", "calendar days", "days", "weeks", "months", "years"]
"""``days`` alone means that the source does not say which kind of day."""

UNITS: tuple[Unit, ...] = (
    "hours",
    "working days",
    "calendar days",
    "days",
    "weeks",
    "months",
    "years",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_AMOUNT = re.compile(r"^(\d{1,4}) (" + "|".join(UNITS) + r")$")
_SINGULAR = re.compile(r"^1 (hour|working day|calendar day|day|week|month|year)$")
_MIXED = re.compile(r"^(\d{1,4}) (\d{1,2})/(\d{1,2})$")


@dataclass(frozen=True, order=True)
class Amount:
    """A number of units of time, such as 5 working days."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.number} {self.unit[:-1] if self.number == 1 else self.unit}"


@dataclass(frozen=True)
class WeeklyTime:
    """A clock time that comes round each week, such as Thursday 16:30."""

    weekday: int
    hour: int
    minute: int

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.hour:02}:{self.minute:02}"


def parse_amount(raw: Any) -> Amount:
    """Read '5 working days'; raise ValueError in plain words."""
    if isinstance(raw, Amount):
        return raw
    text = str(raw).strip()
    if _SINGULAR.match(text):
        text += "s"
    found = _AMOUNT.match(text)
    if not found or int(found[1]) == 0:
        raise ValueError(
            f"'{raw}' is not an amount of time: write a whole number and one of {', '.join(UNITS)}"
        )
    unit: Any = found[2]
    return Amount(int(found[1]), unit)


def parse_number(raw: Any) -> Fraction:
    """Read 16, 13.5, '15 3/4' or '13 1/2' exactly; raise ValueError in plain words."""
    if isinstance(raw, Fraction):
        return raw
    text = str(raw).strip()
    mixed = _MIXED.match(text)
    try:
        if mixed:
            number = int(mixed[1]) + Fraction(int(mixed[2]), int(mixed[3]))
        elif isinstance(raw, bool) or len(text) > 12:
            raise ValueError
        else:
            number = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"'{raw}' is not a number such as 16, 13.5 or '15 3/4'") from None
    if number < 0:
        raise ValueError(f"'{raw}' is below nought")
    return number


def parse_age(raw: Any) -> Fraction:
    """Read an age in years, in whole months, no more than 130."""
    age = parse_number(raw)
    if age > 130 or (age * 12).denominator != 1:
        raise ValueError(f"'{raw}' is not an age in years and whole months, such as '15 3/4'")
    return age


def parse_weekly(raw: Any) -> WeeklyTime:
    """Read 'Thursday 16:30'; raise ValueError in plain words."""
    if isinstance(raw, WeeklyTime):
        return raw
    found = re.match(r"^(\w+) ([01]\d|2[0-3]):([0-5]\d)$", str(raw))
    if not found or found[1] not in WEEKDAYS:
        raise ValueError(f"'{raw}' is not a weekday and a time, such as 'Thursday 16:30'")
    return WeeklyTime(WEEKDAYS.index(found[1]), int(found[2]), int(found[3]))


def _schema(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": ["string", "number"], "examples": [example]})


AmountField = Annotated[
    InstanceOf[Amount], BeforeValidator(parse_amount), _schema("5 working days")
]
AgeField = Annotated[InstanceOf[Fraction], BeforeValidator(parse_age), _schema("15 3/4")]
WeeklyField = Annotated[
    InstanceOf[WeeklyTime], BeforeValidator(parse_weekly), _schema("Thursday 16:30")
]
Anchor = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=80)]
"""What a clock starts from: 'event', 'move', a step's id, a date fact or an event's name."""

_CLOCKS = (
    *("within", "ahead", "either_side", "midway", "before", "promptly", "same_day"),
    *("weekly", "every", "at_age", "by_age", "before_age"),
)
_CLOCKS_WITH_ANCHOR = ("within", "ahead", "either_side")


class Deadline(Strict):
    """When something is due, in exactly one of these ways; units as the source states them."""

    within: AmountField | None = None
    """No later than this long after ``of``."""
    ahead: AmountField | None = None
    """At least this long before ``of``."""
    either_side: AmountField | None = None
    """Within this long before or after ``of``, or on the day."""
    midway: tuple[Anchor, Anchor] | None = None
    """Halfway between the two."""
    before: Anchor | None = None
    """Before, or by the time of, this."""
    promptly: Anchor | None = None
    """At once, or as soon as possible, after this; the source gives no figure."""
    same_day: Anchor | None = None
    """On the day of this, by the end of the working day."""
    weekly: WeeklyField | None = None
    """By this time every week."""
    every: AmountField | None = None
    """Again and again, this far apart."""
    at_age: AgeField | None = None
    """When the child reaches this age, in years."""
    by_age: AgeField | None = None
    """No later than the day on which the child reaches this age, in years."""
    before_age: AgeField | None = None
    """Before the day on which the child reaches this age, in years."""
    of: tuple[Anchor, ...] = ()
    """What the clock starts from; several where the source leaves that open."""
    after: Anchor | None = None
    """A window: not earlier than this."""
    first_day: Literal["counted", "not_counted", "unstated"] = "unstated"
    """Whether the day of ``of`` is day one, where the source says."""
    missed: Text | None = None
    """What the source says happens when it is missed."""

    @model_validator(mode="before")
    @classmethod
    def _one_or_several_anchors(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and isinstance(raw.get("of"), str):
            return {**raw, "of": [raw["of"]]}
        return raw

    @model_validator(mode="after")
    def _one_clock(self) -> Self:
        given = [name for name in _CLOCKS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"a deadline has exactly one of {', '.join(_CLOCKS)}")
        if given[0] in _CLOCKS_WITH_ANCHOR and not self.of:
            raise ValueError(f"'{given[0]}' needs 'of': what the clock starts from")
        return self

    @property
    def anchors(self) -> tuple[str, ...]:
        """Every anchor the deadline mentions."""
        single = (self.before, self.promptly, self.same_day, self.after)
        return (*self.of, *(self.midway or ()), *(name for name in single if name))
