"""Each council's own words for a concept: the terms its document uses and the teams it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from caseflow.model import Policy
from caseflow.model.vocabulary import Concept
from caseflow.pages._page import ROOT
from caseflow.pages._view import View, term_anchor

FOLDER = f"{ROOT}/concepts"


@dataclass(frozen=True)
class Local:
    """A council's own word for a concept, where it stands, and the clauses it comes from."""

    council: str
    word: str
    also: tuple[str, ...]
    means: str
    """Empty for a team, whose page says what it does."""
    href: str
    clauses: tuple[str, ...]


def address(concept_id: str) -> str:
    """Return the address of a concept's page from the site's root."""
    return f"{FOLDER}/{concept_id}.html"


def concept_ids(term: str, policy: Policy) -> list[str]:
    """Return the concepts that one of a policy's own terms stands for."""
    found = next(t for t in policy.glossary if t.term == term)
    return [
        name
        for name, concept in policy.vocabulary.concepts.items()
        if found.concept == name or _same(concept, (found.term, *found.aliases))
    ]


def local_words(view: View, concept_id: str) -> Iterator[Local]:
    """Yield the terms and teams of a policy that a concept's name or words are used for.

    A term belongs to a concept if the policy file says so, or if it is spelled as one of the
    concept's words; a team only by its spelling.
    """
    policy = view.policy
    concept = policy.vocabulary.concepts[concept_id]
    for term in policy.glossary:
        if term.concept == concept_id or _same(concept, (term.term, *term.aliases)):
            href = view.href(f"glossary.html#{term_anchor(term.term)}")
            yield Local(view.short, term.term, term.aliases, term.means, href, term.clauses)
    for team in policy.teams:
        also = tuple(dict.fromkeys(x for x in (team.short, *team.aliases) if x and x != team.name))
        if _same(concept, (team.name, *also)):
            href = view.href(view.known[team.id])
            yield Local(view.short, team.name, also, "", href, team.clauses)


def _same(concept: Concept, words: tuple[str, ...]) -> bool:
    known = {word.lower() for word in (concept.name, *concept.words)}
    return any(word.lower() in known for word in words)
