"""A transfer with no certain moment: two teams, or none, could hold the child.

Responsibility must pass at one moment. The document may give none; or tie it to a step that need
not happen (it only should or may, or applies only to some cases), in which case the moment may
never come.

**To mend it**: take the moment from the document; or record a finding with `found_by: [moment]`
that bears on the transfer.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result, titles
from caseflow.model import Policy, Transfer


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each transfer whose moment is not stated, or may never come."""
    for transfer in policy.transfers:
        why = _uncertain(transfer)
        if why:
            message = f"{titles(policy, (transfer.id,))}: {why}"
            example = cases.of_rule(policy, logic, transfer)
            clauses = transfer.moves.clauses
            yield Result("moment", "high", message, (transfer.id,), clauses, example)


def _uncertain(transfer: Transfer) -> str:
    if transfer.moves.at == "unstated":
        return "the document does not say when responsibility passes"
    step = next((s for s in transfer.steps if s.id == transfer.moves.at), None)
    if step is None:
        return ""
    if step.only_if is not None:
        return "responsibility waits for a step that only some cases have"
    if step.strength != "must":
        return f"responsibility waits for a step that only {step.strength} happen"
    return ""
