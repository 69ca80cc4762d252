"""What a reader can follow on a council's map: each move from one team to another."""

from __future__ import annotations

from dataclasses import dataclass

from caseflow.graph_parts import marked
from caseflow.model import Policy


@dataclass(frozen=True)
class Move:
    """One line of the map in one direction, with the clauses it rests on."""

    id: str
    number: str
    words: str
    """The few words of its event."""
    title: str
    start: str
    to: str
    clauses: tuple[str, ...]
    decided: bool
    """Whether a person decides it."""


def moves(policy: Policy) -> list[Move]:
    """Return every move that the pathway shows, in the order of the policy."""
    rules = {rule.id: rule for rule in (*policy.transfers, *policy.discretions)}
    return [
        Move(
            *(mark.id, mark.number, mark.words, mark.title, start, to),
            clauses=tuple(rules[mark.id].clauses),
            decided=mark.kind == "discretion",
        )
        for mark, start, to in marked(policy)
        if mark.id in rules
    ]
