"""The standard term for each concept, and what each council calls it."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.pages._concepts import address, local_words
from caseflow.pages._page import ROOT, Book, Page
from caseflow.pages._render import shared_page
from caseflow.pages._view import View, relative

PATH = f"{ROOT}/terms.html"


def pages(book: Book) -> Iterator[Page]:
    """Yield the page of concepts."""
    concepts = book.vocabulary.concepts
    views = [View(policy, book, f"/{PATH}") for policy in book.policies]
    local = {name: [x for view in views for x in local_words(view, name)] for name in concepts}
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
        addresses={name: relative(address(name), PATH) for name in concepts},
        code_lists=book.vocabulary.code_lists,
        councils=[view.short for view in views],
    )
