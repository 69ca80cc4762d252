"""Joint work with a limit and nothing that follows it.

Where a document limits a time of working together, something must happen when it is over: a
transfer it leads to, somebody who may extend it, or a rule at its end. Otherwise the limit comes
and the child stays where nobody has decided.

**To mend it**: name the transfer it leads to, or who may extend it; or record a finding with
`found_by: [joint-end]` that bears on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result, titles
from caseflow.model import Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each limited joint work that leads to nothing."""
    for joint in policy.joint_work:
        length = joint.limit or joint.lasts
        if length and not joint.transfers and not joint.extended_by:
            message = f"{titles(policy, (joint.id,))}: nothing is said to follow its {length}"
            example = cases.of_joint_work(policy, logic, joint)
            yield Result("joint-end", "medium", message, (joint.id,), joint.clauses, example)
