"""What each check proves and how to mend what it finds, from its own docstring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from markupsafe import Markup

from caseflow.checks import CHECKS, SLUGS
from caseflow.model import Finding, Policy
from caseflow.pages._page import ROOT, Book, Page, short_council
from caseflow.pages._render import shared_page

INDEX = f"{ROOT}/checks/index.html"
KNOWN = f"{ROOT}/checks/known.html"
BEYOND = {
    "contradiction": "where two clauses disagree about a step, a time or a person inside one rule: "
    "the model keeps both readings there, so that no two rules are left to be compared",
    "gap": "where the document leaves out who, when or how, and no event is left without a rule",
    "ambiguity": "where one sentence can be read in two ways: a check sees the readings that were "
    "modelled, never the sentence",
    "dangling": "where the document points to another document or form that nobody here has read",
    "undefined": "where a word is used and not explained: only abbreviations can be told from "
    "ordinary words",
    "lost_text": "where words are missing from the document: there is nothing to reason about",
}
"""Why findings of each kind can escape every check."""


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
    yield _known(book)
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


def _known(book: Book) -> Page:
    """Return the page that says which recorded findings the checks see too, and which not."""
    every = [(policy, finding) for policy in book.policies for finding in policy.findings]
    kinds = get_args(Finding.model_fields["kind"].annotation)
    return shared_page(
        KNOWN,
        "known",
        "Found again by machine",
        section=("Compare", "Checks"),
        title="Known contradictions found again by machine, and those beyond it",
        description="Which recorded findings the checks rediscover, and why others escape them.",
        aliases=("rediscovered", "recorded findings", "limits of the checks"),
        kinds=[
            (
                kind,
                [_entry(*one) for one in every if one[1].kind == kind and one[1].found_by],
                [_entry(*one) for one in every if one[1].kind == kind and not one[1].found_by],
                BEYOND[kind],
            )
            for kind in kinds
        ],
    )


def _entry(policy: Policy, finding: Finding) -> tuple[str, str, Finding]:
    """Return a finding with its council and the address of its place on the page of gaps."""
    where = f"{ROOT}/{policy.policy}/gaps.html#{finding.id}"
    return short_council(policy.council), where, finding


def _counts(book: Book, slug: str) -> list[int]:
    return [sum(r.rule == slug for r in book.proved(policy)) for policy in book.policies]


def _name(slug: str) -> str:
    return slug.replace("-", " ").capitalize()
