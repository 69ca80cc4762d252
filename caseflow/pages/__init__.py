"""The page types of the handbook: one a file, listed here, each with its template.

A council's page type has ``pages(policy, book)``; a shared one has ``pages(book)``. Both yield
``Page`` records in the order of the navigation. Modules whose names begin with ``_`` are not page
types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from caseflow.model import Policy
from caseflow.pages import (
    checklist,
    checks,
    clauses,
    compare,
    disputes,
    gaps,
    glossary,
    home,
    joint_work,
    overview,
    principles,
    rereferrals,
    rules,
    team,
    terms,
    timescales,
    transfer,
)
from caseflow.pages._page import Book, Drawing, Page, plain_title, short_council
from caseflow.pages._view import places

CouncilPages = Callable[[Policy, Book], Iterable[Page]]
SharedPages = Callable[[Book], Iterable[Page]]

FIRST: tuple[SharedPages, ...] = (home.pages,)
PER_COUNCIL: tuple[CouncilPages, ...] = (
    overview.pages,
    team.pages,
    transfer.pages,
    checklist.pages,
    timescales.pages,
    rules.pages,
    joint_work.pages,
    disputes.pages,
    rereferrals.pages,
    gaps.pages,
    principles.pages,
    glossary.pages,
    clauses.pages,
)
SHARED: tuple[SharedPages, ...] = (compare.pages, terms.pages, checks.pages)


def all_pages(book: Book) -> Iterator[Page]:
    """Yield every page of the handbook in the order of the navigation."""
    for shared in FIRST:
        yield from shared(book)
    for policy in book.policies:
        for per_council in PER_COUNCIL:
            yield from per_council(policy, book)
    for shared in SHARED:
        yield from shared(book)


__all__ = ["Book", "Drawing", "Page", "all_pages", "places", "plain_title", "short_council"]
