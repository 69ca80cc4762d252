"""Whether a case meets a condition: yes, no, or not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from caseflow.model import Condition, Policy, Test
from caseflow.workdays import age_on, months_between

Value = str | Fraction | date
Truth = bool | None
"""True, false, or None for not known; not known is never treated as false."""

DAYS_IN = {"days": 1, "weeks": 7}


@dataclass(frozen=True)
class Seen:
    """One test of a condition with the answer it saw."""

    test: Test
    saw: Value | None
    holds: Truth
    negated: bool = False
    """True where the rule asks that the test should not hold."""

    @property
    def met(self) -> Truth:
        """Whether the rule gets what it asks."""
        return opposite(self.holds) if self.negated else self.holds


@dataclass
class View:
    """A case as conditions see it: facts given, facts that follow from dates, definitions."""

    policy: Policy
    facts: Mapping[str, Value]
    on: date | None = None
    _pending: frozenset[str] = field(default=frozenset(), repr=False)

    @cached_property
    def ruled_out(self) -> dict[str, frozenset[str]]:
        """Return the answers that a fact not given cannot have, beside those that are given.

        Follows from the combinations the vocabulary calls impossible: where all of one holds but a
        single test, that test cannot hold.
        """
        found: dict[str, frozenset[str]] = {}
        while True:
            before = found
            for tests in self.policy.vocabulary.exclusions:
                found = self._exclude(tests, found)
            if found == before:
                return found

    def has_none(self, fact: str) -> bool:
        """Say whether this case cannot have a figure at all, as an unborn child has no age."""
        apart = self.policy.vocabulary.no_figure.get(fact, ())
        return any(all(_plainly(test, self, {}) is True for test in tests) for tests in apart)

    def _exclude(
        self, tests: tuple[Test, ...], found: dict[str, frozenset[str]]
    ) -> dict[str, frozenset[str]]:
        unsettled: Test | None = None
        for test in tests:
            truth = _plainly(test, self, found)
            if truth is False or (truth is None and unsettled):
                return found
            if truth is None:
                unsettled = test
        if unsettled is None or unsettled.operator != "is":
            return found
        own = found.get(unsettled.fact, frozenset())
        return {**found, unsettled.fact: own | set(unsettled.values)}

    def value(self, fact: str) -> Value | None:
        """Return a fact as given, or as it follows from a date; None where it is not known."""
        if fact in self.facts:
            return self.facts[fact]
        derivation = self.policy.vocabulary.facts[fact].from_
        since = self.facts.get(derivation.since) if derivation else None
        if derivation is None or self.on is None or not isinstance(since, date):
            return None
        if since > self.on:
            return None
        if derivation.unit == "years":
            return age_on(since, self.on)
        if derivation.unit == "months":
            return months_between(since, self.on)
        return Fraction((self.on - since).days, DAYS_IN[derivation.unit])

    def classified(self, fact: str) -> dict[str, Truth]:
        """Return, for a fact that the policy defines, whether each defined value applies."""
        found: dict[str, Truth] = {}
        if fact in self._pending:
            return found
        inner = View(self.policy, self.facts, self.on, self._pending | {fact})
        for definition in self.policy.definitions:
            if definition.fact == fact:
                truth = evaluate(definition.when, inner)
                found[definition.value] = either(found.get(definition.value, False), truth)
        return found


def both(*truths: Truth) -> Truth:
    """Return three-valued 'and'."""
    if False in truths:
        return False
    return None if None in truths else True


def either(*truths: Truth) -> Truth:
    """Return three-valued 'or'."""
    if True in truths:
        return True
    return None if None in truths else False


def opposite(truth: Truth) -> Truth:
    """Return three-valued 'not'."""
    return None if truth is None else not truth


def evaluate(condition: Condition | None, view: View) -> Truth:
    """Say whether a condition holds; no condition always holds."""
    if condition is None:
        return True
    if isinstance(condition, Test):
        return _holds(condition, view)
    truths = [evaluate(part, view) for part in condition.parts]
    if condition.how == "all":
        return both(*truths)
    return either(*truths) if condition.how == "any" else opposite(either(*truths))


def explain(condition: Condition | None, view: View, negated: bool = False) -> tuple[Seen, ...]:
    """Return every test of a condition with what it saw, never stopping at the first failure."""
    if condition is None:
        return ()
    if isinstance(condition, Test):
        return (Seen(condition, view.value(condition.fact), _holds(condition, view), negated),)
    inner = negated ^ (condition.how == "none")
    return tuple(seen for part in condition.parts for seen in explain(part, view, inner))


def unknown_facts(condition: Condition | None, view: View) -> tuple[str, ...]:
    """Return the facts on which a condition that is not settled still turns."""
    if evaluate(condition, view) is not None or condition is None:
        return ()
    if isinstance(condition, Test):
        return _missing(condition.fact, view)
    parts = (unknown_facts(part, view) for part in condition.parts)
    return tuple(dict.fromkeys(fact for part in parts for fact in part))


def _missing(fact: str, view: View) -> tuple[str, ...]:
    """Name the fact to ask for; for a defined fact, those its definitions turn on."""
    inner = View(view.policy, view.facts, view.on, view._pending | {fact})
    asked = [
        name
        for definition in view.policy.definitions
        if definition.fact == fact and fact not in view._pending
        for name in unknown_facts(definition.when, inner)
    ]
    return tuple(dict.fromkeys(asked)) or (fact,)


def _holds(test: Test, view: View) -> Truth:
    truth = _plainly(test, view, view.ruled_out)
    return _by_definition(test, view) if truth is None else truth


def _plainly(test: Test, view: View, ruled_out: Mapping[str, frozenset[str]]) -> Truth:
    """Settle a test by what is given, or by what cannot be."""
    value = view.value(test.fact)
    if value is None and test.operator != "is":
        return False if view.has_none(test.fact) else None
    if value is None:
        return _by_elimination(test, view, ruled_out.get(test.fact, frozenset()))
    if test.operator == "is":
        shown = _plain(value)
        return shown in {_plain(answer) for answer in test.values}
    if not isinstance(value, Fraction):
        return None
    return {
        "at_least": value >= test.number,
        "at_most": value <= test.number,
        "under": value < test.number,
        "over": value > test.number,
    }[test.operator]


def _by_elimination(test: Test, view: View, excluded: frozenset[str]) -> Truth:
    if not excluded:
        return None
    fact = view.policy.vocabulary.facts[test.fact]
    every = {"yes", "no"} if fact.type == "yes_no" else set(fact.values)
    left, wanted = every - excluded, set(test.values)
    if not left & wanted:
        return False
    return True if left and left <= wanted else None


def _plain(value: Value) -> str:
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else str(float(value))
    return str(value)


def _by_definition(test: Test, view: View) -> Truth:
    """Settle a test on a fact that the policy itself defines, value by value."""
    known = view.classified(test.fact)
    if not known or test.operator != "is":
        return None
    truths: list[Truth] = []
    for answer in test.values:
        if answer in known:
            truths.append(known[answer])
        else:
            truths.append(False if True in known.values() else None)
    if "none" in test.values and "none" not in known:
        truths.append(opposite(either(*known.values())))
    return either(*truths)


__all__ = [
    "Seen",
    "Truth",
    "Value",
    "View",
    "both",
    "either",
    "evaluate",
    "explain",
    "opposite",
    "unknown_facts",
]
