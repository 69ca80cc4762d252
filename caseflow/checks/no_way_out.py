"""A team from which no chain of rules leads to an ending, or a dead end.

Every child's involvement ends some day: the case closes, the young person grows up, another
authority takes over. A team from which no chain of transfers and discretions reaches an ending
keeps a child for ever, on paper; one that no rule leaves at all is a dead end. Where a policy
names no ending at all, that is said once, with its dead ends.

**To mend it**: add the ending that the document has; or record a finding with `found_by:
[no-way-out]` that bears on the team.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result
from caseflow.model import Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each team that cannot reach an ending."""
    endings = {team.id for team in policy.teams if team.kind == "ending"}
    steps = {(start, way.to) for t in policy.transfers for way in t.ways for start in way.start}
    steps |= {(at, to) for d in policy.discretions for at in d.at for to in d.to}
    leading = set(endings)
    while new := {start for start, to in steps if to in leading} - leading:
        leading |= new
    stuck = [t for t in policy.teams if t.kind in ("team", "front_door") and t.id not in leading]
    if stuck and not leading:
        ids = tuple(team.id for team in stuck)
        message = "no rule of the policy ever ends a child's involvement"
        example = cases.of_team(policy, logic, stuck[0].id)
        yield Result("no-way-out", "medium", message, ids, stuck[0].clauses, example)
    left = {start for start, _ in steps}
    for team in stuck:
        if team.id not in left:
            message = f"{team.name} is a dead end: no rule leads on from it"
        elif leading:
            message = f"no chain of rules leads from {team.name} to an ending"
        else:
            continue
        example = cases.of_team(policy, logic, team.id)
        yield Result("no-way-out", "medium", message, (team.id,), team.clauses, example)
