"""A council's own words, who acts, and what its document means by a status."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.model import Policy
from caseflow.pages._concepts import address, concept_ids
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View, term_anchor

TEMPLATE = "glossary"
WORDS = ("abbreviations", "acronyms", "what does it mean", "roles", "who is who")


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the glossary of a policy."""
    anchors: dict[str, str] = {}
    for term in policy.glossary:
        anchors.setdefault(term_anchor(term.term), term.term)
    yield council_page(
        View(policy, book, "glossary.html"),
        TEMPLATE,
        "Glossary and roles",
        title="glossary and roles",
        aliases=WORDS,
        description=f"{policy.council}: its own words, who acts, and what a status means.",
        terms=sorted(policy.glossary, key=lambda term: term.term.lower()),
        first=anchors,
        concepts=policy.vocabulary.concepts,
        standard={t.term: concept_ids(t.term, policy) for t in policy.glossary},
        concept_address=address,
        facts=policy.vocabulary.facts,
        roles=sorted(policy.roles, key=lambda role: role.name.lower()),
    )
