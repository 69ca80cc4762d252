"""A clause of the document from which nothing is built.

Every clause must be cited by what is built from it, or say why nothing is.

**To mend it**: cite the clause, or give it a `context`.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks.logic import Logic
from caseflow.checks.result import Result
from caseflow.coverage import coverage
from caseflow.model import Policy


def check(policy: Policy, _logic: Logic) -> Iterator[Result]:
    """Yield each clause that is neither cited nor context."""
    for clause in coverage(policy):
        if clause.status == "uncited":
            message = f"nothing is built from {clause.label}"
            yield Result("uncited", "medium", message, (clause.id,), (clause.id,))
