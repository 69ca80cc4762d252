"""The clause index as JSON: the shape that ``caseflow clauses --format json`` promises."""

from __future__ import annotations

from typing import Any

from caseflow.coverage import coverage
from caseflow.model import Policy


def clauses_json(policy: Policy) -> dict[str, Any]:
    """Return the counts and the list of clauses, each with what is built from it."""
    found = coverage(policy)
    counts = {s: sum(c.status == s for c in found) for s in ("cited", "context", "uncited")}
    return {
        "policy": policy.policy,
        "in_force": policy.document.dated,
        "clauses": len(found),
        **counts,
        "list": [
            {
                "id": clause.id,
                "label": clause.label,
                "status": clause.status,
                "reason": clause.reason,
                "fingerprint": clause.fingerprint,
                "used_by": [{"kind": u.kind, "id": u.id, "title": u.title} for u in clause.uses],
            }
            for clause in found
        ],
    }
