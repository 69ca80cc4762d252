"""One page for each checklist: must and should apart, ticked in the reader's own browser."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.model import Checklist, Policy
from caseflow.pages._names import theme_words
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View

TEMPLATE = "checklist"
WORDS = ("tick list", "sign off", "readiness", "what must be done before transfer")


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the list of checklists, then a page for each."""
    yield council_page(
        View(policy, book, "checklists/index.html"),
        "checklists",
        "Checklists",
        title="checklists",
        section=("Checklists",),
        aliases=WORDS,
        description=f"{policy.council}: what must be in place before a case moves.",
        lists=policy.checklists,
    )
    for checklist in policy.checklists:
        yield _page(policy, book, checklist)


def _page(policy: Policy, book: Book, checklist: Checklist) -> Page:
    view = View(policy, book, f"checklists/{checklist.id}.html")
    return council_page(
        view,
        TEMPLATE,
        checklist.title,
        section=("Checklists",),
        aliases=(*WORDS, *theme_words(policy, checklist.themes)),
        description=f"{policy.council}: {checklist.title}, to tick and to print.",
        boost=1.4,
        c=checklist,
        by_strength=[
            (strength, [item for item in checklist.items if item.strength == strength])
            for strength in ("must", "should", "may")
        ],
        transfers=[t for t in policy.transfers if checklist.id in t.checklist],
        found=policy.bearing_on(checklist.id),
        principles=[p for p in policy.principles if checklist.id in p.bears_on],
    )
