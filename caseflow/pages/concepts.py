"""A page for each standard term: its meaning, each council's own word, where it is treated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from caseflow.model.vocabulary import Concept, Theme
from caseflow.pages._concepts import Local, address, local_words
from caseflow.pages._page import Book, Page
from caseflow.pages._render import shared_page
from caseflow.pages._view import View
from caseflow.search_words import same_thing

SECTION = ("Compare", "Concepts")


@dataclass(frozen=True)
class Council:
    """What one council calls a concept; nothing where its document explains no word for it."""

    view: View
    words: tuple[Local, ...]


def pages(book: Book) -> Iterator[Page]:
    """Yield a page for each concept of the vocabulary."""
    for name, concept in book.vocabulary.concepts.items():
        yield _page(book, name, concept)


def _page(book: Book, name: str, concept: Concept) -> Page:
    path = address(name)
    views = [View(policy, book, f"/{path}") for policy in book.policies]
    return shared_page(
        path,
        "concept",
        concept.name,
        section=SECTION,
        title=f"{concept.name}: each council’s word",
        description=f"{concept.means}. What each council’s document calls it.",
        aliases=tuple(word for word in concept.words if word.lower() != concept.name.lower()),
        boost=2,
        hide=("toc",),
        concept=concept,
        councils=[Council(view, tuple(local_words(view, name))) for view in views],
        themes=_themes(book, concept),
    )


def _themes(book: Book, concept: Concept) -> dict[str, Theme]:
    """Return the themes whose title or words share a word with a concept."""
    words = (concept.name, *concept.words)
    themes = book.vocabulary.themes
    return {n: t for n, t in themes.items() if same_thing(words, (t.title, *t.words))}
