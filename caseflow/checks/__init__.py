"""What can be proved wrong with a policy: one check a file, each with a page of its own.

A check's docstring is its page; its name, with hyphens, is its slug. ``CHECKS`` is the whole
list, in the order in which results are shown; a test holds it against the folder.
"""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from caseflow.checks import (
    actor,
    age_limit,
    conflict,
    duplicate,
    elsewhere,
    gap,
    hand_back,
    holder,
    idle_item,
    joint_end,
    ladder_total,
    moment,
    never,
    no_way_out,
    order,
    shadowed,
    uncited,
    undefined_term,
    unreachable,
    window,
)
from caseflow.checks.logic import MILLISECONDS, Logic
from caseflow.checks.result import Example, Result
from caseflow.model import Finding, Policy

CHECKS: tuple[ModuleType, ...] = (
    *(conflict, moment, holder, hand_back, gap, elsewhere),
    *(never, shadowed, duplicate, order, window, ladder_total, joint_end),
    *(unreachable, no_way_out, age_limit, actor, idle_item, uncited, undefined_term),
)
SLUGS = tuple(module.__name__.rsplit(".", 1)[-1].replace("_", "-") for module in CHECKS)

__all__ = ["CHECKS", "SLUGS", "Example", "Result", "check"]


def check(policy: Policy, milliseconds: int = MILLISECONDS) -> tuple[Result, ...]:
    """Run every check; each result carries the recorded finding that accepts it, if one does.

    ``milliseconds`` is the time the solver has for one question; what it cannot settle is reported
    as undecided. A finding that says a check can see it, and that no result matches, is reported
    by the rule ``not-reproduced``.
    """
    logic = Logic(policy, milliseconds)
    results = [result for module in CHECKS for result in module.check(policy, logic)]
    accepted = [replace(result, finding=_finding(policy, result)) for result in results]
    used = {(f.id, r.rule) for r in results for f in policy.findings if _accepts(f, r)}
    return (*accepted, *_not_reproduced(policy, used))


def _finding(policy: Policy, result: Result) -> str | None:
    """Return the finding that names this check and bears on most of the rules concerned."""
    accepting = [f for f in policy.findings if _accepts(f, result)]
    rules = {rule.id for rule in policy.rules} & set(result.ids)
    closest = max(accepting, key=lambda f: len(rules & set(f.bears_on)), default=None)
    return closest.id if closest else None


def _accepts(finding: Finding, result: Result) -> bool:
    """A conflict needs both its rules named; anything else, one of the things it is about.

    What an event means at other teams is accepted by a finding for the whole policy.
    """
    if result.undecided or result.rule not in finding.found_by:
        return False
    if result.rule == "elsewhere":
        return not finding.bears_on
    wanted, named = set(result.ids), set(finding.bears_on)
    if result.rule in ("conflict", "hand-back", "duplicate"):
        return wanted <= named
    return bool(wanted & named) or bool(set(result.clauses) & set(finding.clauses) and not named)


def _not_reproduced(policy: Policy, used: set[tuple[str, str]]) -> tuple[Result, ...]:
    return tuple(
        Result(
            "not-reproduced",
            "medium",
            f"the finding “{finding.title}” says that '{slug}' finds it, and it does not",
            (finding.id,),
            finding.clauses,
        )
        for finding in policy.findings
        for slug in finding.found_by
        if (finding.id, slug) not in used
    )
