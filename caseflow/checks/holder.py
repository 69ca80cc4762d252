"""A time when nobody is said to hold the child.

A dispute ladder should say who keeps responsibility until it is settled, and joint work should
say which team is accountable. Where the document does not, each side can believe that the other
has the child.

**To mend it**: take it from the document; or record a finding with `found_by: [holder]` that
bears on the ladder or the joint work.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Disagreement, Result, titles
from caseflow.model import Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each dispute ladder and joint work with nobody accountable."""
    for dispute in policy.disputes:
        if dispute.holds is None:
            message = f"{titles(policy, (dispute.id,))}: nobody is said to hold the child meanwhile"
            example = Disagreement(dispute.id)
            yield Result("holder", "high", message, (dispute.id,), dispute.clauses, example)
    for joint in policy.joint_work:
        if not joint.lead:
            message = f"{titles(policy, (joint.id,))}: no team is said to be accountable"
            case = cases.of_joint_work(policy, logic, joint)
            yield Result("holder", "high", message, (joint.id,), joint.clauses, case)
