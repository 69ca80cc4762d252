"""A council's front page: where a case can go, as a map and as a table with the same numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from caseflow.graph import numbers
from caseflow.model import Policy
from caseflow.pages._names import SEVERITIES
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View
from caseflow.pages._walk import moves

TEMPLATE = "overview"


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the overview of a policy."""
    view = View(policy, book, "index.html")
    walk = moves(policy)
    leaving = {move.start for move in walk}
    counts: Counter[str] = Counter(f.severity for f in policy.findings)
    yield council_page(
        view,
        TEMPLATE,
        policy.council,
        title="where a case goes",
        description=f"{policy.council}: where a case goes, when, and what has to be done.",
        aliases=("case transfer", "pathway", "map", "which team", "where does my case go"),
        boost=1.2,
        counts=[(level, counts[level]) for level in SEVERITIES],
        numbers=numbers(policy),
        hide=("toc",),
        by_service=[book.drawing(policy, f"pathway-{s.id}") for s in policy.services],
        proved=len(book.proved(policy)),
        drawing=book.drawing(policy, "pathway"),
        walk=walk,
        walk_view=View(policy, book, "index.html"),
        walking=[team for team in policy.teams if team.id in leaving],
        holding=[t for t in policy.teams if t.kind in ("front_door", "team")],
        elsewhere=[t for t in policy.teams if t.kind in ("ending", "outside")],
        leaving=Counter(team for t in policy.transfers for team in t.at),
        deciding=Counter(team for r in policy.discretions if r.to for team in r.at),
        findings_on=Counter(i for f in policy.findings for i in f.bears_on),
    )
