"""The other rules: steps that transfers share, and by team what stays, is decided, must be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from caseflow.model import Policy, Rule, Team
from caseflow.pages._names import other_words
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View

TEMPLATE = "rules"


@dataclass(frozen=True)
class AtTeam:
    """The rules of one team, each with its kind; a rule of several teams stands at the first."""

    team: Team
    rules: tuple[tuple[str, Rule], ...]


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the page of stays, discretions and duties."""
    every = [
        *(("stay", r) for r in policy.stays),
        *(("discretion", r) for r in policy.discretions),
        *(("duty", r) for r in policy.duties),
    ]
    teams = sorted(policy.teams, key=lambda t: t.stage)
    groups = [AtTeam(t, tuple((k, r) for k, r in every if r.at[0] == t.id)) for t in teams]
    words = [w for _, rule in every for w in other_words(policy, rule)]
    yield council_page(
        View(policy, book, "rules.html"),
        TEMPLATE,
        "Stays, decisions and duties",
        title="stays, decisions and duties",
        aliases=("case stays", "discretion", "who decides", *words)[:40],
        description=f"{policy.council}: which cases stay, who decides, and what else must be done.",
        groups=[group for group in groups if group.rules],
    )
