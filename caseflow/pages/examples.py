"""The worked examples: an index, and a page for each notebook with what it printed and drew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from caseflow.pages._page import Book, Page
from caseflow.pages._render import shared_page
from caseflow.pages._view import View
from caseflow.pages._worked import FOLDER, Worked, linked

INDEX = f"{FOLDER}/index.html"
SECTION = "Worked examples"


def pages(book: Book) -> Iterator[Page]:
    """Yield the list of worked examples and a page for each; nothing where there is none."""
    if not book.worked:
        return
    yield shared_page(
        INDEX,
        "examples",
        SECTION,
        section=(SECTION,),
        description="One child’s case after another, step by step, with exercises.",
        aliases=("notebooks", "training", "exercises", "tutorial", "teaching", "practice"),
        worked=book.worked,
    )
    for one in book.worked:
        yield _page(one, book)


def _page(one: Worked, book: Book) -> Page:
    own = [policy for policy in book.policies if policy.policy in one.lesson.councils]
    page = shared_page(
        one.path,
        "example",
        one.title.partition(":")[0],
        section=(SECTION,),
        title=f"Worked example: {one.title}",
        description=f"For {one.whom}. {one.time}.",
        aliases=("notebook", "exercise"),
        boost=0.3,
        hide=("navigation",),
        one=one,
        lab=book.lab,
        councils=[View(policy, book, f"/{one.path}") for policy in own],
        opening=Markup(linked(one.opening, one.path, book)),  # noqa: S704  # our own notebooks
        body=Markup(linked(one.body, one.path, book)),  # noqa: S704  # and their outputs
    )
    return replace(page, whose=own[0].policy) if len(own) == 1 else page
