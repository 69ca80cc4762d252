"""The clock of a dispute: which level has it, until when, and who holds the child meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from caseflow.model import Amount, Dispute, Rung
from caseflow.workdays import after


@dataclass(frozen=True)
class Level:
    """One level of a ladder with the moment by which it must have settled the dispute."""

    rung: Rung
    ends: datetime | None
    """None where the document gives this level, or one before it, no time."""


@dataclass(frozen=True)
class Ladder:
    """A dispute's levels as moments, and the total the document allows."""

    dispute: Dispute
    levels: tuple[Level, ...]
    total: datetime | None


def ladder(dispute: Dispute, raised: datetime) -> Ladder:
    """Work out a dispute's clock from the moment it was raised; hours run by the clock."""
    levels: list[Level] = []
    start: datetime | None = raised
    for rung in dispute.rungs:
        start = _add(start, rung.within) if start and rung.within else None
        levels.append(Level(rung, start))
    total = _add(raised, dispute.total) if dispute.total else None
    return Ladder(dispute, tuple(levels), total)


def _add(start: datetime, amount: Amount) -> datetime:
    if amount.unit == "hours":
        return start + timedelta(hours=amount.number)
    return datetime.combine(after(start.date(), amount), start.time())
