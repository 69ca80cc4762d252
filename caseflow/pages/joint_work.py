"""When a second team works beside the one that is accountable."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.model import Policy
from caseflow.pages._names import other_words
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View

TEMPLATE = "joint-work"
WORDS = ("co-working", "joint working", "who stays accountable", "shadowing")


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the page of joint work."""
    ids = {j.id for j in policy.joint_work}
    words = [w for j in policy.joint_work for w in other_words(policy, j)]
    yield council_page(
        View(policy, book, "joint-work.html"),
        TEMPLATE,
        "Joint work",
        title="joint work and co-working",
        aliases=(*WORDS, *words)[:40],
        description=f"{policy.council}: who works beside whom, who stays accountable, until when.",
        found=[f for f in policy.findings if ids & set(f.bears_on)],
        principles=[p for p in policy.principles if ids & set(p.bears_on)],
    )
