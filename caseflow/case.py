"""A child's case as far as it is known: where it is, its facts, the dates of what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from caseflow.conditions import Value, View
from caseflow.errors import Problem, UnreadableInput, listing, nearest
from caseflow.model import Policy
from caseflow.model.condition import plain
from caseflow.model.time import parse_age, parse_number
from caseflow.workdays import birthday


@dataclass(frozen=True)
class Case:
    """What is known of one child's case; anything left out is not known, never 'no'."""

    at: str
    """The team that is accountable."""
    facts: Mapping[str, Value] = field(default_factory=dict)
    done: Mapping[str, date] = field(default_factory=dict)
    """Steps and events that have happened, with their dates; clocks start from them."""
    ticked: frozenset[str] = frozenset()
    """Checklist items that are complete."""

    def view(self, policy: Policy, on: date | None) -> View:
        """Return the case as conditions see it on a day."""
        return View(policy, self.facts, on)


def read_case(
    policy: Policy,
    at: str,
    facts: Mapping[str, Any] | None = None,
    *,
    done: Mapping[str, Any] | None = None,
    ticked: Iterable[str] = (),
    on: date | None = None,
) -> Case:
    """Check a case against a policy and return it.

    Raises UnreadableInput with every problem: an unknown team, fact, step or item, a value of the
    wrong kind, a date before birth.
    """
    problems: list[Problem] = []

    def wrong(where: str, found: str, allowed: str = "", do: str = "") -> None:
        problems.append(Problem("case", 0, where, found, allowed, do))

    teams = {team.id for team in policy.teams}
    if at not in teams:
        wrong("at", f"unknown team '{at}'", listing(teams), nearest(at, teams))
    read: dict[str, Value] = {}
    known = policy.vocabulary.facts
    for name, raw in (facts or {}).items():
        if name not in known:
            wrong(name, f"unknown fact '{name}'", listing(known), nearest(name, known))
            continue
        try:
            read[name] = read_value(policy, name, raw)
        except ValueError as error:
            wrong(name, str(error))
    anchors = (
        {step.id for _, step in policy.steps() if step.id}
        | set(policy.vocabulary.events)
        | policy.vocabulary.dates
        | {"move"}
    )
    dates: dict[str, date] = {}
    for name, raw in (done or {}).items():
        if name not in anchors:
            wrong(
                "done", f"unknown step or event '{name}'", listing(anchors), nearest(name, anchors)
            )
            continue
        try:
            dates[name] = read_date(raw)
        except ValueError as error:
            wrong(name, str(error))
    items = {item.id for checklist in policy.checklists for item in checklist.items}
    for name in ticked:
        if name not in items:
            wrong("ticked", f"unknown item '{name}'", listing(items), nearest(name, items))
    for message in _impossible(read, dates, on):
        wrong("date_of_birth", message)
    if problems:
        raise UnreadableInput("The case cannot be read.", problems)
    return Case(at, read, dates, frozenset(ticked))


def read_value(policy: Policy, name: str, raw: Any) -> Value:
    """Read a fact's value by its type; raise ValueError in plain words."""
    fact = policy.vocabulary.facts[name]
    if fact.type == "date":
        return read_date(raw)
    if fact.type == "age":
        return parse_age(raw)
    if fact.type in ("number", "duration"):
        return parse_number(raw)
    answer = plain(raw)
    allowed = {"yes", "no"} if fact.type == "yes_no" else set(fact.values)
    if fact.type == "team":
        allowed = {team.id for team in policy.teams}
    if answer not in allowed:
        hint = nearest(answer, allowed)
        raise ValueError(
            f"'{answer}' is not an answer; allowed: {listing(allowed)}. {hint}".strip()
        )
    return answer


def read_date(raw: Any) -> date:
    """Read a date written 2021-04-28; raise ValueError in plain words."""
    if isinstance(raw, date):
        return raw
    try:
        if len(str(raw)) != len("2021-04-28"):
            raise ValueError
        day = date.fromisoformat(str(raw))
    except ValueError:
        raise ValueError(f"'{raw}' is not a date; write it as 2021-04-28") from None
    if not 1900 <= day.year <= 2200:
        raise ValueError(f"'{raw}' is not between the years 1900 and 2200")
    return day


def _impossible(facts: Mapping[str, Value], done: Mapping[str, date], on: date | None) -> list[str]:
    born = facts.get("date_of_birth")
    if not isinstance(born, date):
        return []
    found = []
    if on and on < born and facts.get("unborn") != "yes":
        found.append(f"the event on {on} is before the birth on {born}")
    for name, value in {**facts, **done}.items():
        early = isinstance(value, date) and value < born
        if early and name != "date_of_birth" and facts.get("unborn") != "yes":
            found.append(f"'{name}' on {value} is before the birth on {born}")
    given = facts.get("age")
    fits = not isinstance(given, Fraction) or on is None or on < born
    if not fits and isinstance(given, Fraction) and on:
        fits = birthday(born, given) <= on < birthday(born, given + 1)
    if not fits:
        found.append(f"age {given} does not fit a birth on {born} and an event on {on}")
    return found
