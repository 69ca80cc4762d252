"""The kinds of slip that a condition, a list of names or a figure can have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from caseflow.model import Amount, Condition, Deadline, Group, Test
from caseflow.model.time import Unit

_OTHER_UNIT: dict[Unit, Unit] = {
    "hours": "working days",
    "working days": "calendar days",
    "calendar days": "working days",
    "days": "calendar days",
    "weeks": "months",
    "months": "weeks",
    "years": "months",
}
Slip = tuple[str, Any]
"""What was changed, in words, and the changed thing."""


def shorter(thing: Any, field: str) -> Iterator[Slip]:
    """Leave out each entry of a list of names in turn, where it has several."""
    names = getattr(thing, field)
    for name in names if len(names) > 1 else ():
        left = tuple(other for other in names if other != name)
        yield f"{field} without {name}", thing.model_copy(update={field: left})


def conditions_slips(thing: Any, field: str) -> Iterator[Slip]:
    """Drop each test of a condition, and move each boundary by one, up and down."""
    whole = getattr(thing, field)
    if whole is None:
        return
    for change, changed in _condition(whole):
        yield f"{field}: {change}", thing.model_copy(update={field: changed})


def _condition(condition: Condition) -> Iterator[tuple[str, Condition | None]]:
    if isinstance(condition, Test):
        yield f"{condition.fact} dropped", None
        yield from _test(condition)
        return
    for i, part in enumerate(condition.parts):
        for change, changed in _condition(part):
            kept = [
                *condition.parts[:i],
                *([changed] if changed else []),
                *condition.parts[i + 1 :],
            ]
            yield change, Group(condition.how, tuple(kept)) if kept else None


def _test(test: Test) -> Iterator[tuple[str, Condition]]:
    if test.operator == "is":
        for answer in test.values if len(test.values) > 1 else ():
            left = tuple(other for other in test.values if other != answer)
            yield f"{test.fact} without {answer}", replace(test, values=left)
        return
    for by in (Fraction(1), Fraction(-1)):
        if test.number + by >= 0:
            yield f"{test.fact} moved by {by}", replace(test, number=test.number + by)


def deadline_slips(deadline: Deadline) -> Iterator[tuple[str, Deadline]]:
    """Change the figure or the unit of a deadline, or move its age by a year."""
    for field in ("within", "ahead", "either_side", "every"):
        amount = getattr(deadline, field)
        if amount:
            for change, changed in amount_slips(amount):
                yield change, deadline.model_copy(update={field: changed})
    for field in ("at_age", "by_age", "before_age"):
        age = getattr(deadline, field)
        if age is not None:
            yield "age moved by 1", deadline.model_copy(update={field: age + 1})


def amount_slips(amount: Amount) -> Iterator[tuple[str, Amount]]:
    """Add one, or count in another unit."""
    yield f"{amount} plus one", Amount(amount.number + 1, amount.unit)
    other = _OTHER_UNIT[amount.unit]
    yield f"{amount} in {other}", Amount(amount.number, other)
