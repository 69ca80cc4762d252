"""Every time limit a policy sets: deadlines of steps, moves and list items, and plain amounts."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.model import Amount, Deadline, Dispute, JointWork, Policy, Rule, Step

Limit = tuple[str, Deadline | Amount, tuple[Step, ...]]
"""Where a time limit stands, the limit, and the steps beside it."""


def limits(policy: Policy) -> Iterator[tuple[str, Limit]]:
    """Yield every time limit of a policy with a name that lasts from revision to revision."""
    for transfer in policy.transfers:
        if transfer.moves.deadline:
            where = f"{transfer.title}: responsibility passes"
            yield f"{transfer.id}/move", (where, transfer.moves.deadline, transfer.steps)
    owners: tuple[Rule | JointWork | Dispute, ...] = (
        *policy.rules,
        *policy.duties,
        *policy.joint_work,
        *policy.disputes,
    )
    for owner in owners:
        for number, step in enumerate(owner.steps, start=1):
            if step.deadline:
                where = f"{owner.title}: {step.do}"
                yield f"{owner.id}/{step.id or number}", (where, step.deadline, owner.steps)
    for checklist in policy.checklists:
        for item in checklist.items:
            if item.deadline:
                where = f"{checklist.title}: {item.item}"
                yield f"{checklist.id}/{item.id}", (where, item.deadline, ())
    yield from _amounts(policy)


def _amounts(policy: Policy) -> Iterator[tuple[str, Limit]]:
    for joint in policy.joint_work:
        if joint.limit:
            yield f"{joint.id}/limit", (f"{joint.title}: at most", joint.limit, ())
        if joint.lasts:
            yield f"{joint.id}/lasts", (f"{joint.title}: for", joint.lasts, ())
    for dispute in policy.disputes:
        if dispute.total:
            yield f"{dispute.id}/total", (f"{dispute.title}: all levels", dispute.total, ())
        for number, rung in enumerate(dispute.rungs, start=1):
            if rung.within:
                where = f"{dispute.title}: level {number}"
                yield f"{dispute.id}/rung {number}", (where, rung.within, ())
