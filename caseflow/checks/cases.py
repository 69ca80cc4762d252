"""Concrete cases for what a check has proved: the smallest that bring something into play."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from caseflow.case import Case
from caseflow.checks.logic import Logic
from caseflow.checks.result import Example, day_in_force
from caseflow.checks.situations import Situation, situations
from caseflow.conditions import Value
from caseflow.decisions import decide
from caseflow.model import JointWork, Policy, Rule

ENDING = "closure_proposed"
"""What happens to every case one day, for teams of which no rule speaks."""


def case(
    policy: Policy,
    at: str,
    event: str,
    facts: Sequence[tuple[str, Value]] = (),
    on: str | None = None,
) -> Example:
    """Return a case as an example, with what a decision says of it."""
    day = date.fromisoformat(on) if on else None
    decision = decide(policy, Case(at, dict(facts)), event, day)
    return Example(at, event, tuple(facts), decision.outcome, on)


def of_rule(policy: Policy, logic: Logic, rule: Rule, *also: Any) -> Example | None:
    """Return a case to which a rule applies, where possible to no other rule as well.

    ``also`` are formulas that the case satisfies too. None where there is no such case.
    """
    for at, event, wanted, others in _ways(policy, logic, rule):
        given = (logic.established(event), wanted, *also)
        for beside in ([logic.opposite(other) for other in others], []):
            answer = logic.solve(*given, *beside)
            if not answer.possible:
                continue
            found = case(policy, at, event, answer.facts, day_in_force(rule))
            if found.outcome == "needs_facts":
                whole = logic.solve(*given, *beside, about=others)
                found = case(policy, at, event, whole.facts, day_in_force(rule))
            return found
    return None


def of_joint_work(policy: Policy, logic: Logic, joint: JointWork) -> Example | None:
    """Return a case in which a second team works beside the accountable one."""
    wanted = logic.formula(joint.when)
    for rule in policy.rules:
        begins = set(joint.on) & set(rule.on) and (not joint.at or set(joint.at) & set(rule.at))
        if rule.id in joint.transfers or begins:
            found = of_rule(policy, logic, rule, wanted)
            if found:
                return found
    return _alone(policy, logic, joint, wanted)


def of_team(policy: Policy, logic: Logic, team: str, *also: Any) -> Example:
    """Return a case at a team that some rule there covers, else at the end of the team's work.

    ``also`` are formulas that the case satisfies too, whether or not a rule covers it.
    """
    here: list[Situation] = [s for s in situations(policy, logic) if s.at == team]
    for covered in (True, False):
        for situation in here:
            formulas = [candidate.formula for candidate in situation.candidates]
            wanted = [logic.any_of(formulas)] if covered else []
            answer = logic.solve(situation.given, *wanted, *also, about=formulas)
            if answer.possible:
                on = day_in_force(*(candidate.rule for candidate in situation.candidates))
                return case(policy, team, situation.event, answer.facts, on)
    events = policy.vocabulary.events
    return case(policy, team, ENDING if ENDING in events else next(iter(events)))


def _ways(policy: Policy, logic: Logic, rule: Rule) -> Iterator[tuple[str, str, Any, list[Any]]]:
    """Yield each place and event of a rule, its formula there, and the other rules' formulas."""
    by_place = {(s.at, s.event): s.candidates for s in situations(policy, logic)}
    for at in rule.at:
        for event in rule.on:
            candidates = by_place.get((at, event), ())
            own = [c.formula for c in candidates if c.rule.id == rule.id]
            others = [c.formula for c in candidates if c.rule.id != rule.id]
            yield at, event, logic.any_of(own) if own else logic.applies(rule), others


def _alone(policy: Policy, logic: Logic, joint: JointWork, wanted: Any) -> Example | None:
    """Return a case of joint work that begins where no rule decides."""
    at = next(iter((*joint.at, *joint.lead)), None)
    if at is None:
        return None
    if not joint.on:
        return of_team(policy, logic, at, wanted)
    answer = logic.solve(logic.established(joint.on[0]), wanted)
    return case(policy, at, joint.on[0], answer.facts) if answer.possible else None
