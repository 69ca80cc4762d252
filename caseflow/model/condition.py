"""What a rule asks of a case, as plain data: a tree of tests on named facts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, InstanceOf, WithJsonSchema

from caseflow.model.time import parse_number

Operator = Literal["is", "at_least", "at_most", "under", "over"]
COMPARISONS: tuple[Operator, ...] = ("at_least", "at_most", "under", "over")
GROUPS = {"all_of": "all", "any_of": "any", "none_of": "none"}


@dataclass(frozen=True)
class Test:
    """One question asked of one fact; ``values`` are the answers that satisfy it."""

    __test__ = False  # not a test case, whatever its name suggests to pytest

    fact: str
    operator: Operator
    values: tuple[str, ...] = ()
    number: Fraction = Fraction(0)


@dataclass(frozen=True)
class Group:
    """Several conditions together: all of them, any of them, or none of them."""

    how: Literal["all", "any", "none"]
    parts: tuple[Condition, ...]


Condition = Test | Group


def tests_of(condition: Condition | None) -> tuple[Test, ...]:
    """Return every test in a condition, in the order it was written."""
    if condition is None:
        return ()
    if isinstance(condition, Test):
        return (condition,)
    return tuple(test for part in condition.parts for test in tests_of(part))


def parse(raw: Any) -> Condition:
    """Read a condition from the mapping written in YAML; raise ValueError in plain words."""
    if isinstance(raw, Test | Group):
        return raw
    if not isinstance(raw, dict) or not raw:
        raise ValueError("a condition is a mapping such as 'plan: child_in_need'")
    parts = tuple(_entry(str(key), value) for key, value in raw.items())
    return parts[0] if len(parts) == 1 else Group("all", parts)


def _entry(key: str, value: Any) -> Condition:
    if key in GROUPS:
        if not isinstance(value, list) or not value:
            raise ValueError(f"'{key}' needs a list of conditions")
        how: Any = GROUPS[key]
        return Group(how, tuple(parse(part) for part in value))
    if isinstance(value, dict):
        return _comparison(key, value)
    answers = value if isinstance(value, list) else [value]
    if not answers or any(isinstance(a, dict | list) or a is None for a in answers):
        raise ValueError(f"'{key}' needs a value or a list of values")
    return Test(key, "is", tuple(plain(a) for a in answers))


def _comparison(fact: str, limits: dict[str, Any]) -> Condition:
    parts: list[Condition] = []
    for name, limit in limits.items():
        if name == "is_not":
            answers = limit if isinstance(limit, list) else [limit]
            parts.append(Group("none", (Test(fact, "is", tuple(plain(a) for a in answers)),)))
        elif name in COMPARISONS:
            parts.append(Test(fact, name, number=parse_number(limit)))
        else:
            allowed = ", ".join((*COMPARISONS, "is_not"))
            raise ValueError(f"'{fact}' cannot be compared by '{name}'; allowed: {allowed}")
    if not parts:
        raise ValueError(f"'{fact}' is compared with nothing")
    return parts[0] if len(parts) == 1 else Group("all", tuple(parts))


def plain(value: Any) -> str:
    """Return a YAML scalar as the string that answers are compared by ('yes', 'no', a choice)."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


ConditionField = Annotated[
    InstanceOf[Test] | InstanceOf[Group],
    BeforeValidator(parse),
    WithJsonSchema({"type": "object", "x-caseflow": "condition"}),
]
