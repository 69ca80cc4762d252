"""The standard term for each concept, and what each council calls it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from caseflow.model import Term
from caseflow.pages._page import ROOT, Book, Page
from caseflow.pages._render import shared_page
from caseflow.pages._view import View, term_anchor

PATH = f"{ROOT}/terms.html"


@dataclass(frozen=True)
class Local:
    """A council's own word for a concept."""

    council: str
    term: Term
    href: str


def pages(book: Book) -> Iterator[Page]:
    """Yield the page of concepts."""
    concepts = book.vocabulary.concepts
    views = [View(policy, book, f"/{PATH}") for policy in book.policies]
    local: dict[str, list[Local]] = {name: [] for name in concepts}
    for view in views:
        for term in view.policy.glossary:
            if term.concept in local:
                href = view.href(f"glossary.html#{term_anchor(term.term)}")
                local[term.concept].append(Local(view.short, term, href))
    yield shared_page(
        PATH,
        "terms",
        "Standard terms",
        section=("Compare",),
        title="Standard terms and each council’s words",
        description="The standard term for each concept, and what each council calls it.",
        aliases=("glossary", "abbreviations", "acronyms"),
        concepts=concepts,
        local=local,
        code_lists=book.vocabulary.code_lists,
        councils=[view.short for view in views],
    )
