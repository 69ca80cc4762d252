"""Somebody has to act, and the policy does not say to which team they belong.

A role that acts in a step, signs a checklist off or settles a dispute should belong to a team, or
be said to stand outside every team (a court, a family, an independent reviewing officer:
`outside: yes`). Otherwise a reader cannot tell whom to ring.

**To mend it**: give the role its team, or say that it stands outside; or record a finding with
`found_by: [actor]` whose clauses the role cites.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result
from caseflow.model import Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each role that acts and belongs to no team."""
    acting: dict[str, list[str]] = {}
    for owner, step in policy.steps():
        for name in step.by:
            acting.setdefault(name, []).append(owner)
    for role in policy.roles:
        owners = tuple(dict.fromkeys(acting.get(role.id, ())))
        if owners and not (role.team or role.side or role.outside):
            message = f"“{role.name}” has to act, and belongs to no team"
            rules = [r for r in (*policy.rules, *policy.duties) if r.id in owners]
            example = cases.of_rule(policy, logic, rules[0]) if rules else None
            yield Result("actor", "low", message, (*owners, role.id), role.clauses, example)
