"""The same case, at the same event, is handed round in a circle.

**Proved over every case.** Where rules for one event send a case from A to B and from B to A, or
round a longer circle of teams, the solver looks for a case that satisfies them all: nothing need
happen in between, and the teams could pass the child on for ever.

**To mend it**: give the rules the condition that tells them apart; or record a finding with
`found_by: [hand-back]` that bears on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result, day_in_force, titles
from caseflow.checks.situations import Candidate, Situation, situations
from caseflow.model import Policy

Hop = tuple[str, Candidate]
"""A team, and a way in which a rule sends a case on from it."""


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each set of rules that can pass a case round, once."""
    seen: set[frozenset[str]] = set()
    places = {(s.at, s.event): s for s in situations(policy, logic)}
    for situation in places.values():
        for circle in _circles(situation.at, situation.event, (), places, logic):
            rules = frozenset(one.rule.id for _, one in circle)
            if rules not in seen:
                seen.add(rules)
                yield _result(policy, logic, situation, circle)


def _circles(
    at: str,
    event: str,
    trail: tuple[Hop, ...],
    places: dict[tuple[str, str], Situation],
    logic: Logic,
) -> Iterator[tuple[Hop, ...]]:
    """Yield each way back to where the trail began, given up where no case can go on."""
    first = trail[0][0] if trail else at
    there = places.get((at, event))
    for one in there.candidates if there else ():
        kind, to = one.result
        if kind != "moves" or to in [team for team, _ in trail[1:]] or to == at:
            continue
        longer = (*trail, (at, one))
        formulas = [hop.formula for _, hop in longer]
        if logic.possible(logic.established(event), *formulas) is False:
            continue
        if to == first:
            yield longer
        elif to > first:
            yield from _circles(to, event, longer, places, logic)


def _result(policy: Policy, logic: Logic, situation: Situation, circle: tuple[Hop, ...]) -> Result:
    rules = [one.rule for _, one in circle]
    ids = tuple(dict.fromkeys(rule.id for rule in rules))
    clauses = tuple(dict.fromkeys(clause for rule in rules for clause in rule.clauses))
    answer = logic.solve(situation.given, *(one.formula for _, one in circle))
    if answer.possible is None:
        message = f"could not be settled in time: {titles(policy, ids)} in a circle"
        return Result("hand-back", "high", message, ids, clauses, undecided=True)
    on = day_in_force(*rules)
    example = cases.case(policy, situation.at, situation.event, answer.facts, on)
    how = "to and fro" if len(circle) == 2 else f"round {len(circle)} teams"
    message = f"{titles(policy, ids)} can pass the same case {how}"
    return Result("hand-back", "high", message, ids, clauses, example)
