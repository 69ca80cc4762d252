"""A page for each theme on which a council's document has no rule, so that silence can be found."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.model import Policy
from caseflow.model.vocabulary import Theme
from caseflow.pages._names import gravest_first
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View

TEMPLATE = "silent"
FOLDER = "silent"
_RULES = (
    *("transfers", "stays", "discretions", "duties", "joint_work"),
    *("shared_steps", "checklists", "disputes", "definitions", "principles"),
)


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield a page for each theme of the vocabulary that no rule of a policy bears."""
    for name, theme in book.vocabulary.themes.items():
        if not any(name in one.themes for kind in _RULES for one in getattr(policy, kind)):
            yield _page(policy, book, name, theme)


def _page(policy: Policy, book: Book, name: str, theme: Theme) -> Page:
    found = gravest_first(f for f in policy.findings if name in f.themes)
    said = "no rule in the document" if found else "not in the document"
    view = View(policy, book, f"{FOLDER}/{name}.html")
    return council_page(
        view,
        TEMPLATE,
        theme.title,
        title=f"{theme.title}, {said}",
        section=("No rule in the document",),
        aliases=(theme.title, *theme.words),
        description=f"{policy.council}: {theme.asks} The document has no rule on it.",
        boost=1.2,
        hide=("toc",),
        theme=theme,
        theme_id=name,
        found=found,
    )
