"""A dispute ladder whose levels take longer than the whole is allowed to.

The time of every level, added up, is held against the total the document gives. Levels in hours
and days are compared at the shortest and the longest they can mean.

**To mend it**: correct a figure; or record a finding with `found_by: [ladder-total]` that bears
on the ladder.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks.logic import Logic
from caseflow.checks.result import Disagreement, Result, titles
from caseflow.model import Amount, Policy

_HOURS = {"hours": 1, "working days": 24, "calendar days": 24, "days": 24, "weeks": 168}


def check(policy: Policy, _logic: Logic) -> Iterator[Result]:
    """Yield each ladder that cannot fit into its own total."""
    for dispute in policy.disputes:
        times = [rung.within for rung in dispute.rungs if rung.within]
        if dispute.total is None or not times:
            continue
        whole, parts = _hours(dispute.total), sum(_hours(amount) for amount in times)
        if parts > whole:
            message = (
                f"{titles(policy, (dispute.id,))}: its levels take {parts} hours at least, "
                f"and the whole is to take {dispute.total}"
            )
            case = Disagreement(dispute.id)
            yield Result("ladder-total", "medium", message, (dispute.id,), dispute.clauses, case)


def _hours(amount: Amount) -> int:
    return amount.number * _HOURS.get(amount.unit, 720)
