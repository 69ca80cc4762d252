"""Every clause of the document: what is built from it, or why nothing is."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.coverage import coverage
from caseflow.model import Policy
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View, place_of

TEMPLATE = "clauses"
WORDS = ("paragraphs", "source", "audit", "where does it say", "evidence")


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the page of clauses."""
    view = View(policy, book, "clauses.html")
    entries = coverage(policy)
    headings = {clause.id: clause.heading for clause in policy.clauses if clause.heading}
    yield council_page(
        view,
        TEMPLATE,
        "Clauses",
        title="clauses and what is built from them",
        aliases=WORDS,
        description=f"{policy.council}: every clause of the document and what is built from it.",
        boost=0.6,
        hide=("toc",),
        entries=entries,
        headings=headings,
        cited=sum(e.status == "cited" for e in entries),
        uncited=sum(e.status == "uncited" for e in entries),
        where=lambda use: view.href(place_of(use, view.known)),
    )
