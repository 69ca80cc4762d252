"""A checklist item that no case needs, or a list that nothing uses.

**Proved over every case.** An item that applies only to some cases is put, with each transfer
that uses its checklist, to the solver: if no case of any of those transfers needs it, it will
never be asked for. An item whose clock runs from the transfer cannot be complete before it. A
checklist that no transfer names is never shown to anybody who moves a case.

**To mend it**: correct the item's condition, or name the checklist on its transfers; or record a
finding with `found_by: [idle-item]` that bears on the checklist.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result, titles
from caseflow.checks.situations import situations
from caseflow.model import Checklist, Item, Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each item that is never needed, and each list that is never used."""
    used = {name for transfer in policy.transfers for name in transfer.checklist}
    for checklist in policy.checklists:
        if checklist.id not in used:
            message = f"{titles(policy, (checklist.id,))} is used by no transfer"
            case = cases.of_rule(policy, logic, policy.transfers[0]) if policy.transfers else None
            yield Result("idle-item", "low", message, (checklist.id,), checklist.clauses, case)
            continue
        for item in checklist.items:
            why = _late(item) or _idle(policy, logic, checklist, item)
            if why:
                message = f"{titles(policy, (checklist.id,))}: “{item.item}” {why}"
                user = next(t for t in policy.transfers if checklist.id in t.checklist)
                case = cases.of_rule(policy, logic, user)
                yield Result("idle-item", "low", message, (checklist.id,), item.clauses, case)


def _late(item: Item) -> str:
    counts = item.deadline.of if item.deadline else ()
    return "counts its time from the transfer it must precede" if counts == ("move",) else ""


def _idle(policy: Policy, logic: Logic, checklist: Checklist, item: Item) -> str:
    if item.only_if is None:
        return ""
    wanted = logic.formula(item.only_if)
    users = {t.id for t in policy.transfers if checklist.id in t.checklist}
    for situation in situations(policy, logic):
        for one in situation.candidates:
            if one.rule.id not in users:
                continue
            if logic.possible(situation.given, one.formula, wanted) is not False:
                return ""
    return "is needed by no case that any of its transfers moves"
