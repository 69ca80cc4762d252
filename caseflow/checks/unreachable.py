"""A team to which no rule brings a child.

A team that is neither the front door nor outside the service, and that no transfer or discretion
names as a destination, can hold a child only by a way the document does not tell.

**To mend it**: add the transfer that the document has; or record a finding with `found_by:
[unreachable]` that bears on the team.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result
from caseflow.model import Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each team that is no rule's destination."""
    reached = {way.to for transfer in policy.transfers for way in transfer.ways}
    reached |= {team for discretion in policy.discretions for team in discretion.to}
    for team in policy.teams:
        if team.kind == "team" and team.id not in reached:
            message = f"no rule brings a child to {team.name}"
            example = cases.of_team(policy, logic, team.id)
            yield Result("unreachable", "medium", message, (team.id,), team.clauses, example)
