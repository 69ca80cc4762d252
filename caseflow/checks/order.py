"""Steps and deadlines that cannot all be kept.

A step that must come before the move cannot count its time from the move; one that comes after it
cannot be due before it; two steps cannot each have to be before the other; and a window must open
before it closes.

**To mend it**: correct the stage or the deadline; or record a finding with `found_by: [order]`
that bears on the rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result, titles
from caseflow.model import Policy, Rule, Step, Transfer


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each step whose place in the order cannot be kept."""
    for rule in (*policy.rules, *policy.duties):
        for step in rule.steps:
            why = _impossible(rule, step)
            if why:
                message = f"{titles(policy, (rule.id,))}: “{step.do}” {why}"
                case = cases.of_rule(policy, logic, rule)
                yield Result("order", "medium", message, (rule.id,), step.clauses, case)
        loop = _loop(rule.steps)
        if loop:
            message = f"{titles(policy, (rule.id,))}: {' and '.join(loop)} each wait for the other"
            case = cases.of_rule(policy, logic, rule)
            yield Result("order", "medium", message, (rule.id,), rule.clauses, case)


def _impossible(rule: Rule, step: Step) -> str:
    deadline = step.deadline
    if deadline is None:
        return ""
    counts_from = {*deadline.of, deadline.promptly, deadline.after} - {None}
    if isinstance(rule, Transfer):
        moment = {"move", rule.moves.at} - {"unstated", "event", step.id}
        if step.stage == "before" and not deadline.ahead and counts_from and counts_from <= moment:
            return "must come before the move, and its time runs from the move"
        if step.stage == "after" and deadline.before in moment:
            return "comes after the move, and is due before it"
    if deadline.after is not None and deadline.after == deadline.before:
        return "may not be done before the moment by which it must be done"
    return ""


def _loop(steps: tuple[Step, ...]) -> list[str]:
    """Return the steps that each have to be before the other."""
    before = {s.id: s.deadline.before for s in steps if s.id and s.deadline and s.deadline.before}
    for start, first in before.items():
        seen, here = [start], first
        while here in before and here not in seen:
            seen.append(here)
            here = before[here]
        if here == start:
            return sorted(seen)
    return []
