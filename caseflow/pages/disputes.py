"""Who settles a dispute, how fast, and who holds the child meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.model import Policy
from caseflow.pages._names import theme_words
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View

TEMPLATE = "disputes"
WORDS = ("escalation", "disagreement", "managers cannot agree", "who holds the child")


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the page of disputes."""
    ids = [d.id for d in policy.disputes]
    yield council_page(
        View(policy, book, "disputes.html"),
        TEMPLATE,
        "Disputes",
        title="disputes and escalation",
        aliases=(*WORDS, *theme_words(policy, ["disputes"])),
        description=f"{policy.council}: who settles a dispute, how fast, who holds the child.",
        boost=1.2,
        disputes=policy.disputes,
        found=[f for f in policy.findings if set(ids) & set(f.bears_on) or "disputes" in f.themes],
        principles=[
            p for p in policy.principles if set(ids) & set(p.bears_on) or "disputes" in p.themes
        ],
    )
