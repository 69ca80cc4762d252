"""The clause index as text: the count, what is left, and how a new version compares."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.coverage import coverage
from caseflow.model import Policy
from caseflow.sources import Comparison


def clauses_text(policy: Policy) -> str:
    """Return the counts, then every clause with what is built from it."""
    return "\n".join(_lines(policy)) + "\n"


def _lines(policy: Policy) -> Iterator[str]:
    found = coverage(policy)
    counts = {s: sum(c.status == s for c in found) for s in ("cited", "context", "uncited")}
    total = f"{counts['cited']} cited, {counts['context']} context, {counts['uncited']} uncited"
    yield f"{policy.council}: {len(found)} clauses, {total}"
    for clause in found:
        uses = ", ".join(f"{use.kind} {use.id}" for use in clause.uses[:4])
        more = f" and {len(clause.uses) - 4} more" if len(clause.uses) > 4 else ""
        yield f"  {clause.status:8} {clause.label}: {uses + more if uses else clause.reason}"


def comparison_text(policy: Policy, found: Comparison) -> str:
    """Return which clauses a version of the document keeps, loses and adds."""
    lines = [f"{policy.council}: {len(found.same)} clauses unchanged"]
    lines += [f"  changed or gone: {policy.clause_label(clause)}" for clause in found.missing]
    lines += [f"  new or changed: line {line.number}: {line.text[:70]}" for line in found.new]
    return "\n".join(lines) + "\n"
