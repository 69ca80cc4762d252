"""One theme, all councils side by side; where a document is silent, the page says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from caseflow.model import Finding, Policy, Principle
from caseflow.model.rules import Themed
from caseflow.model.vocabulary import Theme
from caseflow.pages._page import ROOT, Book, Page, short_council
from caseflow.pages._render import shared_page
from caseflow.pages._view import View

FOLDER = f"{ROOT}/compare"


@dataclass(frozen=True)
class Entry:
    """One thing a council's document says on a theme."""

    kind: str
    thing: Themed
    ways: Markup
    """Where it leads, or who works beside whom; empty where that does not apply."""
    when: str
    moves: str
    strength: str


@dataclass(frozen=True)
class Side:
    """One council's column."""

    view: View
    entries: tuple[Entry, ...]
    principles: tuple[Principle, ...]
    findings: tuple[Finding, ...]

    @property
    def silent(self) -> bool:
        """Whether the document says nothing on the theme."""
        return not (self.entries or self.principles or self.findings)


def pages(book: Book) -> Iterator[Page]:
    """Yield the table of themes, then a page for each theme."""
    themes = book.vocabulary.themes
    sides = {name: [_side(p, book, name) for p in book.policies] for name in themes}
    yield shared_page(
        f"{FOLDER}/index.html",
        "themes",
        "Compare councils",
        section=("Compare",),
        hide=("toc",),
        description="What each council’s document says on each theme, and where it is silent.",
        aliases=("comparison", "side by side", "themes", "differences between councils"),
        boost=3,
        themes=themes,
        sides=sides,
        councils=[short_council(p.council) for p in book.policies],
    )
    for name, theme in themes.items():
        yield _page(name, theme, sides[name])


def _page(name: str, theme: Theme, sides: list[Side]) -> Page:
    return shared_page(
        f"{FOLDER}/{name}.html",
        "compare",
        theme.title,
        title=f"Compare councils: {theme.title}",
        section=("Compare",),
        hide=("navigation", "toc"),
        description=f"{theme.asks} What each council’s document says.",
        aliases=theme.words,
        boost=2.4,
        theme=theme,
        sides=sides,
    )


def _side(policy: Policy, book: Book, theme: str) -> Side:
    view = View(policy, book, f"/{FOLDER}/{theme}.html")
    return Side(
        view,
        tuple(_entries(view, theme)),
        tuple(p for p in policy.principles if theme in p.themes),
        tuple(f for f in policy.findings if theme in f.themes),
    )


def _entries(view: View, theme: str) -> Iterator[Entry]:
    policy = view.policy
    for t in policy.transfers:
        if theme in t.themes:
            to = dict.fromkeys(way.to for way in t.ways)
            ways = Markup("{} → {}").format(view.teams(t.at), view.teams(to))
            yield Entry("Transfer", t, ways, view.events(t), t.moves.says, t.strength)
    for kind, rules in (
        ("Stays", policy.stays),
        ("Decision", policy.discretions),
        ("Duty", policy.duties),
    ):
        for rule in rules:
            if theme in rule.themes:
                yield Entry(kind, rule, view.teams(rule.at), view.events(rule), "", "")
    for j in policy.joint_work:
        if theme in j.themes:
            ways = view.teams(j.partners, "and")
            ways += Markup(" beside {}").format(view.teams(j.lead)) if j.lead else " together"
            yield Entry("Joint work", j, ways, "", j.ends, j.strength)
    for kind, things in (
        ("Shared steps", policy.shared_steps),
        ("Checklist", policy.checklists),
        ("Dispute", policy.disputes),
        ("Definition", policy.definitions),
    ):
        for thing in things:
            if theme in thing.themes:
                yield Entry(kind, thing, Markup(""), "", "", "")
