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
    concepts,
    dates,
    disputes,
    examples,
    find,
    gaps,
    glossary,
    guide,
    home,
    joint_work,
    overview,
    principles,
    rereferrals,
    rules,
    silent,
    team,
    terms,
    timescales,
    transfer,
)
from caseflow.pages._page import Book, Drawing, Page, plain_title, short_council
from caseflow.pages._tips import with_tips
from caseflow.pages._view import places
from caseflow.pages._worked import Worked

CouncilPages = Callable[[Policy, Book], Iterable[Page]]
SharedPages = Callable[[Book], Iterable[Page]]

FIRST: tuple[SharedPages, ...] = (home.pages,)
PER_COUNCIL: tuple[CouncilPages, ...] = (
    overview.pages,
    find.pages,
    team.pages,
    transfer.pages,
    checklist.pages,
    dates.pages,
    timescales.pages,
    rules.pages,
    joint_work.pages,
    disputes.pages,
    rereferrals.pages,
    gaps.pages,
    silent.pages,
    principles.pages,
    glossary.pages,
    clauses.pages,
)
SHARED: tuple[SharedPages, ...] = (
    *(compare.pages, terms.pages, concepts.pages, checks.pages),
    *(examples.pages, guide.pages),
)


def all_pages(book: Book) -> Iterator[Page]:
    """Yield every page of the handbook in the order of the navigation."""
    for shared in FIRST:
        yield from (with_tips(page, book) for page in shared(book))
    for policy in book.policies:
        for per_council in PER_COUNCIL:
            yield from (with_tips(page, book, policy) for page in per_council(policy, book))
    for shared in SHARED:
        yield from (with_tips(page, book) for page in shared(book))


__all__ = [
    "Book",
    "Drawing",
    "Page",
    "Worked",
    "all_pages",
    "places",
    "plain_title",
    "short_council",
]
