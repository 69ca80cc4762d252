"""What no rule can decide: principles, prohibitions, good practice, and what to do otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.model import Policy
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View

TEMPLATE = "principles"
KINDS = ("principle", "prohibition", "good_practice", "capacity", "fallback")
WORDS = ("values", "good practice", "capacity", "unallocated cases", "when no rule fits")


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the page of principles."""
    yield council_page(
        View(policy, book, "principles.html"),
        TEMPLATE,
        "Principles",
        title="principles",
        aliases=WORDS,
        description=f"{policy.council}: what no rule can decide, and what to do when none fits.",
        boost=0.8,
        groups=[(kind, [p for p in policy.principles if p.kind == kind]) for kind in KINDS],
    )
