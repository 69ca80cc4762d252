"""A child is moved on before an event, and no rule covers the event where the child now is.

**Proved over every case.** For each event on which the policy decides at one team, the solver looks
for a child to whom that rule would apply, and whom another rule moves on first, to a team at which
no transfer, stay or discretion covers the event. Each event is reported once, with those teams.

**To mend it**: name the other teams in the rule, if the document does; or record a finding of
kind `gap` with `found_by: [elsewhere]` and no `bears_on`: it stands for the whole policy.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Example, Result, day_in_force
from caseflow.checks.situations import Candidate, Situation, situations
from caseflow.model import Policy
from caseflow.words import joined


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each event that can meet a child where the policy has no rule for it."""
    every = situations(policy, logic)
    for event in dict.fromkeys(situation.event for situation in every):
        here = [situation for situation in every if situation.event == event]
        found: dict[str, tuple[Situation, Candidate]] = {}
        undecided = False
        for situation in here:
            own = logic.any_of([candidate.formula for candidate in situation.candidates])
            for move in _moves_first(policy, every, situation):
                team = move.result[1]
                if team in found or team in [s.at for s in here]:
                    continue
                possible = logic.possible(situation.given, own, move.formula)
                undecided |= possible is None
                if possible is not False:
                    found[team] = situation, move
        if found:
            rules = dict.fromkeys(c.rule for situation in here for c in situation.candidates)
            clauses = tuple(dict.fromkeys(clause for rule in rules for clause in rule.clauses))
            names = joined([policy.team(team).name for team in found], "or")
            label = policy.vocabulary.events[event].label
            message = f"“{label}” has no rule for a child who has moved on to {names} before it"
            if undecided:
                message = f"could not be settled in time: “{label}” for a child at {names}"
            ids = tuple(rule.id for rule in rules)
            case = None if undecided else _case(policy, logic, *next(iter(found.values())))
            yield Result("elsewhere", "low", message, ids, clauses, case, undecided)


def _moves_first(
    policy: Policy, every: tuple[Situation, ...], situation: Situation
) -> Iterator[Candidate]:
    """Yield the ways in which another event takes a case from the same place to another team."""
    for other in every:
        if other.at == situation.at and other.event != situation.event:
            for one in other.candidates:
                kind, to = one.result
                if kind == "moves" and policy.team(to).kind == "team":
                    yield one


def _case(policy: Policy, logic: Logic, situation: Situation, move: Candidate) -> Example:
    """Return a child who is moved on first and would have met the event's own rule."""
    own = logic.any_of([candidate.formula for candidate in situation.candidates])
    answer = logic.solve(situation.given, own, move.formula)
    on = day_in_force(move.rule)
    return cases.case(policy, move.result[1], situation.event, answer.facts, on)
