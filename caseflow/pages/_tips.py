"""What a word means, beside the word: the first use of each local term on a page is explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from markupsafe import Markup, escape

from caseflow.model import Policy, Term, Vocabulary
from caseflow.pages._concepts import address
from caseflow.pages._names import team_words
from caseflow.pages._page import Book, Page
from caseflow.pages._view import relative, term_anchor

_TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][\w-]*)[^>]*>", re.DOTALL)
_VOID = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_LEFT_ALONE = frozenset(
    (
        *("h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "caption", "legend", "summary"),
        *("a", "button", "form", "label", "nav", "select", "textarea", "details"),
        *("abbr", "code", "kbd", "pre", "script", "style", "svg", "template"),
    )
)
"""Elements whose words are names, links, controls or headings."""
_MARKED_OUT = re.compile(r"cf-(?:aka|eyebrow|stamp|badge|cites|tip)\b|\bdata-no-tips\b|\shidden\b")
_ABBREVIATION = re.compile(r"\S*[A-Z]\S*[A-Z]\S*|[Ss]\.?\d+")
_SIDES = re.compile(r'(?=<section class="cf-side")')
_WHOSE = re.compile(r'<section class="cf-side" aria-labelledby="of-([a-z0-9-]+)"')
_WITHOUT = ("glossary.html", "terms.html", "/concepts/", "clauses.html")
"""Pages that explain words themselves, or list the document line by line."""


@dataclass(frozen=True)
class Tip:
    """One meaning, the words it belongs to, where it comes from, and where to read on."""

    id: str
    words: tuple[str, ...]
    means: str
    source: str
    target: str
    """The address of the entry from the site's root."""


def of_policy(policy: Policy) -> tuple[Tip, ...]:
    """Return a tip for each term of a council's glossary that cannot be taken for another word."""
    tips = (_of_term(policy, term) for term in policy.glossary)
    return tuple(tip for tip in tips if tip.words)


def of_vocabulary(vocabulary: Vocabulary, policies: Iterable[Policy] = ()) -> tuple[Tip, ...]:
    """Return a tip for each standard term, for pages that belong to no council.

    A word that is a team's name in one of the policies is that council's own, and is left alone.
    """
    teams = [team for policy in policies for team in policy.teams]
    local = {word for team in teams for word in (team.name, *team_words(team))}
    return tuple(
        Tip(
            id=f"tip-{name}",
            words=_sure(word for word in (concept.name, *concept.words) if word not in local),
            means=concept.means + ".",
            source=concept.standard or "",
            target=address(name),
        )
        for name, concept in vocabulary.concepts.items()
    )


def _of_term(policy: Policy, term: Term) -> Tip:
    labels = "; ".join(policy.clause_label(clause) for clause in term.clauses)
    return Tip(
        id=f"tip-{policy.policy}-{term_anchor(term.term)}",
        words=_sure((term.term, *term.aliases)),
        means=term.means.rstrip(".") + ".",
        source=labels,
        target=f"handbook/{policy.policy}/glossary.html#{term_anchor(term.term)}",
    )


def _sure(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that are nothing else: abbreviations, and terms of several words."""
    return tuple(w for w in words if _ABBREVIATION.fullmatch(w) or " " in w.strip())


def with_tips(page: Page, book: Book, policy: Policy | None = None) -> Page:
    """Return a page on which the first use of each term leads to its meaning.

    ``policy`` is the council's whose page it is. On a page with several councils side by side each
    one's words have its own meanings.
    """
    if any(part in page.path for part in _WITHOUT):
        return page
    councils = {one.policy: one for one in book.policies}
    policy = policy or councils.get(page.whose)
    own = of_policy(policy) if policy else of_vocabulary(book.vocabulary, book.policies)
    body, notes = "", list[Markup]()
    for part in _SIDES.split(page.body):
        whose = _WHOSE.match(part)
        tips = of_policy(councils[whose[1]]) if whose else own
        used: dict[str, Tip] = {}
        body += "".join(_explained(part, page.path, tips, used))
        notes += (_note(word, tip) for word, tip in used.items())
    if not notes:
        return page
    block = Markup("\n").join(notes)
    tail = f'\n\n<div class="cf-tips" data-search-exclude="true">\n{block}\n</div>\n'
    return replace(page, body=body.rstrip("\n") + tail)


def _explained(body: str, path: str, tips: Iterable[Tip], used: dict[str, Tip]) -> Iterator[str]:
    """Yield the pieces of a body, the first use of each term made a link; ``used`` is filled."""
    known = {str(escape(word)): tip for tip in tips for word in tip.words}
    words = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True)) or r"\b\B"
    pattern = re.compile(rf"(?<![\w&#-])(?:{words})(?![\w;-])")

    def link(found: re.Match[str]) -> str:
        tip = known[found[0]]
        if tip in used.values():
            return found[0]
        used[found[0]] = tip
        href = relative(tip.target, path)
        opened = Markup('<a class="cf-term" href="{}" aria-describedby="{}">').format(href, tip.id)
        return f"{opened}{found[0]}</a>"

    for text, running in _pieces(body):
        yield pattern.sub(link, text) if running else text


def _pieces(body: str) -> Iterator[tuple[str, bool]]:
    """Yield a body in pieces, each with whether it is running text inside an element."""
    depth, alone, within, end = 0, "", 0, 0
    for tag in _TAG.finditer(body):
        yield body[end : tag.start()], depth > 0 and not alone
        yield tag[0], False
        end = tag.end()
        closes, name = tag[1], (tag[2] or "").lower()
        if not name or name in _VOID or tag[0].endswith("/>"):
            continue
        depth += -1 if closes else 1
        if alone:
            within += (-1 if closes else 1) if name == alone else 0
            alone = alone if within else ""
        elif not closes and (name in _LEFT_ALONE or _MARKED_OUT.search(tag[0])):
            alone, within = name, 1
    yield body[end:], False


def _note(word: str, tip: Tip) -> Markup:
    source = Markup(' <span class="cf-tip__source">Source: {}</span>').format(_flat(tip.source))
    tag = Markup('<p class="cf-tip" role="tooltip" id="{}" hidden>').format(tip.id)
    body = Markup("<strong>{}</strong>: {}{}</p>")
    return tag + body.format(unescape(word), _flat(tip.means), source if tip.source else "")


def _flat(words: str) -> str:
    return " ".join(words.split())
