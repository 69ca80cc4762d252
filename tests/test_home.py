"""The first page leads each of its three readers to the first thing they need in one click."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from caseflow.library import councils, load
from caseflow.pages import Book, all_pages, home
from caseflow.site.notebooks import committed

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def book() -> Book:
    """The real policies and the notebooks as committed."""
    return Book(tuple(load(name) for name in councils()), worked=committed(ROOT))


def links(book: Book, card: str) -> list[str]:
    """The addresses in one reader's card."""
    (page,) = home.pages(book)
    part = page.body.split(f'aria-labelledby="{card}"')[1].split("</section>")[0]
    return re.findall(r'href="([^"]*)"', part)


def test_whoever_has_a_case_finds_their_transfer_for_each_council(book: Book) -> None:
    found = links(book, "with-a-case")
    assert [f"handbook/{p.policy}/find.html" for p in book.policies] == found[: len(book.policies)]


def test_whoever_trains_finds_the_guide_and_every_example(book: Book) -> None:
    found = links(book, "with-a-class")
    assert found[0] == "trainers-guide.html"
    assert {one.path for one in book.worked} <= set(found)
    assert len(book.worked) > 5


def test_whoever_keeps_a_policy_finds_its_gaps_and_how_to_change_a_deadline(book: Book) -> None:
    found = links(book, "with-a-policy")
    assert {f"handbook/{policy.policy}/gaps.html" for policy in book.policies} <= set(found)
    assert "how-to/change-a-deadline.html" in found
    assert "handbook/compare/index.html" in found


def test_every_link_of_home_leads_to_a_page(book: Book) -> None:
    known = {page.path for page in all_pages(book)}
    known |= {path.relative_to(ROOT / "docs").as_posix()[:-3] + ".html"
              for path in (ROOT / "docs").rglob("*.md")}  # fmt: skip
    (page,) = home.pages(book)
    addresses = {href.partition("#")[0] for href in re.findall(r'href="([^"]*)"', page.body)}
    assert addresses - {""} <= known


def test_without_notebooks_home_says_so_and_links_to_none(book: Book) -> None:
    assert links(Book(book.policies), "with-a-class") == []
