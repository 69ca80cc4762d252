"""Which clauses of a document something is built from, which are context, which are left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caseflow.model import Policy

_KINDS = {
    "teams": "team",
    "roles": "role",
    "transfers": "transfer",
    "stays": "stay",
    "discretions": "discretion",
    "duties": "duty",
    "shared_steps": "shared steps",
    "joint_work": "joint work",
    "checklists": "checklist",
    "disputes": "dispute",
    "definitions": "definition",
    "principles": "principle",
    "findings": "finding",
    "glossary": "term",
    "fallback": "fallback",
}


@dataclass(frozen=True, order=True)
class Use:
    """Something built from a clause."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True)
class ClauseUse:
    """One clause and what became of it."""

    id: str
    label: str
    fingerprint: str
    status: str
    """'cited', 'context' or 'uncited'."""
    reason: str
    uses: tuple[Use, ...]


def coverage(policy: Policy) -> tuple[ClauseUse, ...]:
    """Return every clause in the document's order with what is built from it."""
    uses: dict[str, set[Use]] = {}
    for clause_id, use in citations(policy):
        uses.setdefault(clause_id, set()).add(use)
    found = []
    for clause in policy.clauses:
        built = tuple(sorted(uses.get(clause.id, ())))
        reason = clause.context or ("A heading: it names what follows." if clause.heading else "")
        status = "cited" if built else "context" if reason else "uncited"
        label = policy.clause_label(clause.id)
        shown = "" if built else reason
        found.append(ClauseUse(clause.id, label, clause.fingerprint, status, shown, built))
    return tuple(found)


def citations(policy: Policy) -> Iterator[tuple[str, Use]]:
    """Yield every citation in a policy with the thing that makes it."""
    for name, kind in _KINDS.items():
        value = getattr(policy, name)
        for thing in value if isinstance(value, tuple) else [value] if value else []:
            title = next(
                text
                for field in ("title", "name", "term", "says")
                if (text := getattr(thing, field, None))
            )
            use = Use(kind, getattr(thing, "id", title), title)
            for clause_id in _cited_within(thing):
                yield clause_id, use


def _cited_within(thing: Any) -> Iterator[str]:
    for name in type(thing).model_fields:
        value = getattr(thing, name)
        if name == "clauses":
            yield from value
        for part in value if isinstance(value, tuple) else (value,):
            if hasattr(type(part), "model_fields"):
                yield from _cited_within(part)
