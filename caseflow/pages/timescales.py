"""The time limits of a council in one table that can be sorted."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.model import Policy
from caseflow.pages._deadlines import rows
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View

TEMPLATE = "timescales"
WORDS = ("deadlines", "time limits", "how long", "by when", "working days", "hours", "due dates")


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the table of time limits."""
    view = View(policy, book, "timescales.html")
    yield council_page(
        view,
        TEMPLATE,
        "Timescales",
        title="timescales, every deadline",
        aliases=WORDS,
        description=f"{policy.council}: the document’s time limits in one table.",
        boost=1.4,
        hide=("toc",),
        rows=rows(view),
    )
