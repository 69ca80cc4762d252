"""What each check proves and how to mend what it finds, from its own docstring."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from caseflow.checks import CHECKS, SLUGS
from caseflow.pages._page import ROOT, Book, Page
from caseflow.pages._render import shared_page

INDEX = f"{ROOT}/checks/index.html"


def pages(book: Book) -> Iterator[Page]:
    """Yield the list of checks, then a page for each."""
    documented = [
        (slug, (module.__doc__ or "").partition("\n\n"))
        for slug, module in zip(SLUGS, CHECKS, strict=True)
    ]
    yield shared_page(
        INDEX,
        "checks",
        "Checks",
        section=("Compare", "Checks"),
        title="What the checks prove of a policy",
        description="Every check, and how many results it has for each council.",
        aliases=("checker", "proof", "contradictions found"),
        rows=[(slug, parts[0], _counts(book, slug)) for slug, parts in documented],
        councils=[policy.council for policy in book.policies],
    )
    for slug, parts in documented:
        yield shared_page(
            f"{ROOT}/checks/{slug}.html",
            "check",
            _name(slug),
            section=("Compare", "Checks"),
            title=f"Check: {_name(slug).lower()}",
            description=parts[0],
            aliases=(slug,),
            first=parts[0],
            rest=Markup(parts[2]),  # noqa: S704  # our own docstring, in Markdown
        )


def _counts(book: Book, slug: str) -> list[int]:
    return [sum(r.rule == slug for r in book.proved(policy)) for policy in book.policies]


def _name(slug: str) -> str:
    return slug.replace("-", " ").capitalize()
