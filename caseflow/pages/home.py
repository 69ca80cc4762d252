"""The first page: each reader reaches the first thing they need with one click."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from caseflow.pages import examples, find, guide
from caseflow.pages._page import Book, Page
from caseflow.pages._render import shared_page
from caseflow.pages._view import View

PATH = "index.html"


def pages(book: Book) -> Iterator[Page]:
    """Yield the home page."""
    yield shared_page(
        PATH,
        "home",
        "Home",
        title="Practice handbook for case transfers",
        description="Where a child’s case goes between teams, when, and what has to be done.",
        hide=("navigation", "toc", "path", "footer"),
        views=[View(policy, book, f"/{PATH}") for policy in book.policies],
        high={p.policy: Counter(f.severity for f in p.findings)["high"] for p in book.policies},
        find=find.PATH,
        examples=examples.INDEX,
        guide=guide.PATH,
        worked=book.worked,
    )
