"""Cases on which two revisions of a policy can be told apart, made from what their rules ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product

from caseflow.case import Case
from caseflow.conditions import Value, View, evaluate
from caseflow.decisions import Decision, decide
from caseflow.model import Condition, Policy, Rule, Test, Transfer, tests_of
from caseflow.model.vocabulary import Fact
from caseflow.words import case_facts, joined

MOST = 1000
"""How many cases are tried for one team and event; further facts are left unknown."""
_STEPS = {"age": Fraction(1, 12), "duration": Fraction(1), "number": Fraction(1)}


@dataclass(frozen=True)
class Situation:
    """A case before it is decided: where the child is, what happens, what is known."""

    at: str
    event: str
    facts: tuple[tuple[str, Value], ...]


def differing(
    before: Policy, after: Policy, on: date
) -> tuple[int, list[tuple[Situation, Decision, Decision]]]:
    """Return how many cases were decided under both revisions, and those decided differently."""
    tried, found = 0, []
    for at, event in _places(before, after):
        for case in _cases(before, after, at, event, on):
            tried += 1
            old, new = (_decide(policy, case, on) for policy in (before, after))
            if (old.outcome, set(old.to)) != (new.outcome, set(new.to)):
                found.append((case, old, new))
    return tried, found


def facts_words(policy: Policy, case: Situation) -> str:
    """Return a case as a sentence."""
    said = case_facts(case.facts, policy)
    event = policy.vocabulary.events[case.event].label
    facts = f" ({joined(said, 'and')})" if said else ""
    return f"At {policy.team(case.at).name}: {event[0].lower()}{event[1:]}{facts}"


def _decide(policy: Policy, case: Situation, on: date) -> Decision:
    return decide(policy, Case(case.at, dict(case.facts)), case.event, on)


def _places(before: Policy, after: Policy) -> Iterator[tuple[str, str]]:
    """Yield each team and event, known to both, for which a rule differs."""
    old, new = ({rule.id: rule for rule in policy.rules} for policy in (before, after))
    changed = [
        n for n in dict.fromkeys([*old, *new]) if _decides(old.get(n)) != _decides(new.get(n))
    ]
    teams = {team.id for team in before.teams} & {team.id for team in after.teams}
    places = {
        (at, event): None
        for name in changed
        for rule in (old.get(name), new.get(name))
        if rule
        for at in rule.at
        for event in rule.on
        if at in teams
    }
    yield from places


def _decides(rule: Rule | None) -> dict[str, object] | None:
    """Return the part of a rule that decides where a case goes."""
    if rule is None:
        return None
    skip = {"steps", "title", "says", "themes", "clauses", "moves", "checklist", "strength"}
    return {name: getattr(rule, name) for name in type(rule).model_fields if name not in skip}


def _cases(before: Policy, after: Policy, at: str, event: str, on: date) -> Iterator[Situation]:
    """Yield every possible combination of the answers that the rules here ask about."""
    tests: dict[str, list[Test]] = {}
    for policy in (before, after):
        for test in _tests(policy, at, event):
            tests.setdefault(test.fact, []).append(test)
    given = before.vocabulary.events[event].establishes
    chosen: dict[str, list[Value]] = {}
    number = 1
    for name, asked in tests.items():
        values = _values(before.vocabulary.facts[name], asked)
        if name not in given and values and number * len(values) <= MOST:
            chosen[name] = values
            number *= len(values)
    for answers in product(*chosen.values()):
        facts = dict(zip(chosen, answers, strict=True))
        view = View(before, {**facts, **given}, on)
        if not any(evaluate(one.case, view) is True for one in before.vocabulary.impossible):
            yield Situation(at, event, tuple(facts.items()))


def _tests(policy: Policy, at: str, event: str) -> Iterator[Test]:
    for rule in policy.rules:
        if at in rule.at and event in rule.on:
            conditions: list[Condition | None] = [rule.when, rule.unless]
            if isinstance(rule, Transfer):
                conditions += [way.when for way in rule.ways]
            for condition in conditions:
                yield from tests_of(condition) if condition else ()


def _values(fact: Fact, asked: list[Test]) -> list[Value]:
    """Return the answers worth trying: those named, one that is not, both sides of a figure."""
    if fact.type == "yes_no":
        return ["yes", "no"]
    if fact.type in _STEPS:
        step = _STEPS[fact.type]
        figures = {test.number for test in asked if test.operator != "is"}
        near = {figure + by for figure in figures for by in (-step, Fraction(0), step)}
        return sorted(figure for figure in near if figure >= 0)
    named: list[Value] = [v for test in asked for v in test.values if v != "none"]
    others: list[Value] = [value for value in fact.values if value not in named]
    return list(dict.fromkeys([*named, *others[:1]]))
