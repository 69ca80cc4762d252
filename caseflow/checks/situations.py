"""Every place and event for which a policy has rules, with what each rule asks as a formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caseflow.checks.logic import Logic
from caseflow.model import Discretion, Policy, Rule, Transfer


@dataclass(frozen=True)
class Candidate:
    """One way a rule can send a case from a place at an event."""

    rule: Rule
    result: tuple[str, str]
    """What it says: ('moves', team), ('stays', team) or ('discretion', rule)."""
    formula: Any
    plain: Any
    """The formula before other rules set this one aside."""


@dataclass(frozen=True)
class Situation:
    """A team and an event, and the rules for them."""

    at: str
    event: str
    candidates: tuple[Candidate, ...]
    given: Any
    """What the event establishes."""


def situations(policy: Policy, logic: Logic) -> tuple[Situation, ...]:
    """Return each team and event that some rule covers, in the policy's order; worked out once."""
    if "situations" not in logic.kept:
        logic.kept["situations"] = tuple(_situations(policy, logic))
    found: tuple[Situation, ...] = logic.kept["situations"]
    return found


def _situations(policy: Policy, logic: Logic) -> Iterator[Situation]:
    pairs = dict.fromkeys((at, event) for r in policy.rules for at in r.at for event in r.on)
    for at, event in pairs:
        here = [r for r in policy.rules if at in r.at and event in r.on]
        found = [c for rule in here for c in _candidates(rule, at, logic)]
        settled = tuple(_set_aside(one, found, logic) for one in found)
        if settled:
            yield Situation(at, event, settled, logic.established(event))


def _candidates(rule: Rule, at: str, logic: Logic) -> Iterator[Candidate]:
    own = logic.applies(rule)
    if isinstance(rule, Transfer):
        for way in rule.ways:
            if at in way.start:
                formula = logic.both(own, logic.formula(way.when))
                yield Candidate(rule, ("moves", way.to), formula, formula)
    elif isinstance(rule, Discretion):
        yield Candidate(rule, ("discretion", rule.id), own, own)
    else:
        yield Candidate(rule, ("stays", at), own, own)


def _set_aside(one: Candidate, every: list[Candidate], logic: Logic) -> Candidate:
    over = [c.plain for c in every if one.rule.id in getattr(c.rule, "overrides", ())]
    if not over:
        return one
    left = logic.both(one.plain, *(logic.opposite(other) for other in over))
    return Candidate(one.rule, one.result, left, one.plain)
