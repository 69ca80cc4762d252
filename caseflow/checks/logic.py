"""The only file that imports z3: conditions over typed facts become formulas that are settled.

Choices and yes/no answers are finite; ages count in months, periods in days (weeks), quarters of
a month (months) or the fact's own unit, so that every boundary a policy draws is exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import z3

from caseflow.checks.absences import ABSENT, absences
from caseflow.conditions import Value
from caseflow.model import Condition, Policy, Rule, Test, tests_of
from caseflow.model.vocabulary import Fact

MILLISECONDS = 2000
"""The time one question may take before it is called undecided."""
MOST = {"age": 26, "duration": 520, "number": 40}
"""The largest age in years, period in its unit and count that examples use."""
_PARTS = {"years": 12, "weeks": 7, "months": 4}


@dataclass(frozen=True)
class Answer:
    """Whether some case satisfies a formula, and one that does."""

    possible: bool | None
    """None where it could not be settled in time."""
    facts: tuple[tuple[str, Value], ...] = ()


class Logic:
    """A policy's conditions as formulas, under what the vocabulary calls impossible."""

    def __init__(self, policy: Policy, milliseconds: int = MILLISECONDS) -> None:
        self.policy = policy
        self._facts = policy.vocabulary.facts
        self._teams = tuple(team.id for team in policy.teams)
        self._variables: dict[str, Any] = {}
        self._pending: set[str] = set()
        self._seen: dict[int, tuple[Any, frozenset[str]]] = {}
        self.kept: dict[str, Any] = {}
        """What several checks work out once and share."""
        self._solver = z3.Solver()
        self._solver.set("timeout", milliseconds)
        self._solver.set("random_seed", 0)
        self._absent = absences(policy)
        for impossible in policy.vocabulary.impossible:
            self._solver.add(z3.Not(self.formula(impossible.case)))

    @cached_property
    def _defined(self) -> dict[str, dict[str, list[Condition]]]:
        found: dict[str, dict[str, list[Condition]]] = {}
        for one in self.policy.definitions:
            found.setdefault(one.fact, {}).setdefault(one.value, []).append(one.when)
        return found

    def formula(self, condition: Condition | None) -> Any:
        """Return a condition as a formula; no condition is always true."""
        if condition is None:
            return z3.BoolVal(True)
        if isinstance(condition, Test):
            return self._test(condition)
        parts = [self.formula(part) for part in condition.parts]
        if condition.how == "all":
            return z3.And(*parts)
        return z3.Or(*parts) if condition.how == "any" else z3.Not(z3.Or(*parts))

    def both(self, *formulas: Any) -> Any:
        """Return the formula that all of these hold."""
        return z3.And(*formulas)

    def opposite(self, formula: Any) -> Any:
        """Return the formula that this does not hold."""
        return z3.Not(formula)

    def any_of(self, formulas: Iterable[Any]) -> Any:
        """Return the formula that at least one of these holds."""
        return z3.Or(*formulas)

    def applies(self, rule: Rule) -> Any:
        """Return the formula that a rule's own condition holds and its exception does not."""
        own = self.formula(rule.when)
        return z3.And(own, z3.Not(self.formula(rule.unless))) if rule.unless else own

    def differ(self, one: Any, other: Any) -> Any:
        """Return the formula that exactly one of the two holds."""
        return z3.Xor(one, other)

    def established(self, event: str) -> Any:
        """Return what is so because an event has happened."""
        facts = self.policy.vocabulary.events[event].establishes
        return z3.And(*(self._test(Test(name, "is", (value,))) for name, value in facts.items()))

    def possible(self, *formulas: Any) -> bool | None:
        """Say whether some case satisfies all the formulas; None where time was too short."""
        self._solver.push()
        try:
            self._solver.add(*formulas)
            found = self._solver.check()
            return True if found == z3.sat else False if found == z3.unsat else None
        finally:
            self._solver.pop()

    def solve(self, *formulas: Any, about: Iterable[Any] = ()) -> Answer:
        """Look for a case that satisfies all the formulas together.

        The case gives every fact that the formulas mention, and those that ``about`` mentions.
        """
        self._solver.push()
        try:
            self._solver.add(*formulas)
            found = self._solver.check()
            if found == z3.sat:
                return Answer(True, self._case((*formulas, *about)))
            return Answer(False if found == z3.unsat else None)
        finally:
            self._solver.pop()

    def _test(self, test: Test) -> Any:
        defined = self._defined.get(test.fact, {})
        if defined and test.operator == "is" and test.fact not in self._pending:
            return self._by_definition(test, defined)
        variable, fact = self._variable(test.fact), self._facts[test.fact]
        if test.operator == "is":
            if fact.type == "number":
                return z3.Or(*(variable == int(answer) for answer in test.values))
            answers = self._answers(fact)
            return z3.Or(*(variable == answers.index(answer) for answer in test.values))
        limit = test.number * _PARTS.get(fact.unit or "", 1)
        value = z3.RealVal(str(limit))
        number = z3.ToReal(variable)
        compared = {
            "at_least": number >= value,
            "at_most": number <= value,
            "under": number < value,
            "over": number > value,
        }[test.operator]
        return z3.And(variable >= 0, compared)

    def _by_definition(self, test: Test, defined: dict[str, list[Condition]]) -> Any:
        self._pending.add(test.fact)
        holds = {
            value: z3.Or(*(self.formula(condition) for condition in conditions))
            for value, conditions in defined.items()
        }
        self._pending.discard(test.fact)
        none = z3.Not(z3.Or(*holds.values()))
        own = self._test_plainly(test)
        parts = [holds.get(answer, z3.And(none, own)) for answer in test.values]
        return z3.Or(*parts)

    def _test_plainly(self, test: Test) -> Any:
        if test.values == ("none",):
            return z3.BoolVal(True)
        variable, answers = self._variable(test.fact), self._answers(self._facts[test.fact])
        return z3.Or(*(variable == answers.index(answer) for answer in test.values))

    def _answers(self, fact: Fact) -> tuple[str, ...]:
        if fact.type == "team":
            return self._teams
        return tuple(fact.values) or ("no", "yes")

    def _variable(self, name: str) -> Any:
        if name not in self._variables:
            fact = self._facts[name]
            variable = z3.Int(name)
            most = len(self._answers(fact)) - 1
            if fact.type in MOST:
                most = MOST[fact.type] * _PARTS.get(fact.unit or "", 1)
            self._solver.add(variable >= ABSENT, variable <= most)
            self._variables[name] = variable
            without = [self.formula(condition) for condition in self._absent.get(name, [])]
            self._solver.add((variable == ABSENT) == z3.Or(*without))
        return self._variables[name]

    def _case(self, formulas: Iterable[Any]) -> tuple[tuple[str, Value], ...]:
        """Return the facts the formulas mention, each the smallest that it can be, in turn.

        The solver's own choice may differ from run to run; the smallest case does not.
        """
        mentioned = {name for formula in formulas for name in self._mentioned(formula)}
        numbers = {name: self._smallest(name) for name in self._facts if name in mentioned}
        for name in [name for name, number in numbers.items() if number == ABSENT]:
            why = dict.fromkeys(test.fact for one in self._absent[name] for test in tests_of(one))
            numbers |= {fact: self._smallest(fact) for fact in why}
        return tuple(
            (name, self._value(self._facts[name], numbers[name]))
            for name in self._facts
            if numbers.get(name, ABSENT) != ABSENT
        )

    def _mentioned(self, formula: Any) -> frozenset[str]:
        """Return the facts a formula mentions; each part of it is looked at once."""
        key = formula.get_id()
        if key not in self._seen:
            parts = [self._mentioned(child) for child in formula.children()]
            name = str(formula) if not parts else ""
            self._seen[key] = formula, frozenset({name} & set(self._variables)).union(*parts)
        return self._seen[key][1]

    def _smallest(self, name: str) -> int:
        """Find the smallest value of a fact beside what is settled, and settle it."""
        variable = self._variable(name)
        lowest = 0
        highest = self._found(variable == 0, variable)
        if highest is None:
            highest = self._found(variable >= 0, variable)
        if highest is None:
            highest = lowest = ABSENT
        while lowest < highest:
            middle = (lowest + highest) // 2
            lower = self._found(z3.And(variable >= lowest, variable <= middle), variable)
            lowest, highest = (middle + 1, highest) if lower is None else (lowest, lower)
        self._solver.add(variable == highest)
        return highest

    def _found(self, formula: Any, variable: Any) -> int | None:
        """Return a value of a variable where the formula can hold, or None."""
        self._solver.push()
        try:
            self._solver.add(formula)
            if self._solver.check() != z3.sat:
                return None
            model = self._solver.model()
            return int(model.eval(variable, model_completion=True).as_long())
        finally:
            self._solver.pop()

    def _value(self, fact: Fact, number: int) -> Value:
        if fact.type in MOST:
            return Fraction(number, _PARTS.get(fact.unit or "", 1))
        return self._answers(fact)[number]
