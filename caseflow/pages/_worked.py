"""A worked notebook as its page needs it, and what makes its outputs part of the handbook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import TYPE_CHECKING

from caseflow.model.lesson import Lesson
from caseflow.pages._page import ROOT
from caseflow.pages._view import relative
from caseflow.shown.lit import Way, graph_of, light

if TYPE_CHECKING:
    from caseflow.model import Policy
    from caseflow.pages._page import Book

FOLDER = f"{ROOT}/examples"
_LEADS = re.compile(r'<span data-cf-to="([^"]*)">(.*?)</span>')
_MAP = re.compile(
    r'<figure class="cf-map" data-cf-map="([^"]*)" data-cf-lit="([^"]*)"[^>]*>.*?'
    r"<figcaption>(.*?)</figcaption></figure>",
    re.DOTALL,
)
_OWN = re.compile(r' data-cf-(?:map|lit)="[^"]*"')
_ADDRESS = re.compile(r'\s(href|data-pages)="([^"]*)"')
_ID = re.compile(r'\s(id|aria-labelledby)="([^"]*)"')
_ZOOM = (
    '<div class="cf-zoom" role="group" aria-label="Size of the map" hidden>'
    '<button type="button" data-zoom="1.25">Larger</button> '
    '<button type="button" data-zoom="0.8">Smaller</button> '
    '<button type="button" data-zoom="fit">Whole map</button> <span role="status"></span></div>'
)


@dataclass(frozen=True)
class Worked:
    """A notebook that has been executed: what stands at its head, and the rest as Markdown."""

    name: str
    title: str
    whom: str
    time: str
    aims: tuple[str, ...]
    opening: str
    """What else its first cell says, as Markdown."""
    body: str
    """Everything after the first cell, as Markdown and blocks of HTML."""
    questions: Mapping[str, str]
    """The question of each exercise, as Markdown, by the exercise's id."""
    lesson: Lesson
    source: bytes = field(default=b"", repr=False)
    """The notebook as it is committed, without outputs."""

    @property
    def path(self) -> str:
        """The address of its page."""
        return f"{FOLDER}/{self.name}.html"


def linked(text: str, page: str, book: Book) -> str:
    """Return a notebook's Markdown and outputs with their links and maps as seen from a page."""
    text = _MAP.sub(_Maps(page, book), text)
    return _LEADS.sub(lambda found: _link(found[1], found[2], page, book), text)


def _link(to: str, words: str, page: str, book: Book) -> str:
    if to.startswith("/"):
        return f'<a href="{escape(relative(unescape(to[1:]), page))}">{words}</a>'
    council = to.partition("/")[0]
    if council not in {policy.policy for policy in book.policies}:
        return words
    return f'<a href="{escape(relative(f"{ROOT}/{unescape(to)}", page))}">{words}</a>'


class _Maps:
    """Puts the handbook's own map, with its links, where a notebook shows the same one."""

    def __init__(self, page: str, book: Book) -> None:
        self.page, self.book, self.count = page, book, 0

    def __call__(self, found: re.Match[str]) -> str:
        self.count += 1
        council, dated, name = found[1].split("/")
        for policy in self.book.policies:
            drawing = self.book.drawing(policy, name)
            if drawing and (policy.policy, policy.document.dated) == (council, dated):
                lit = self._own(drawing.svg, policy, name, found[2])
                caption = f"<figcaption>{drawing.title}. {found[3]}</figcaption>"
                return f'<figure class="cf-map">{_ZOOM}{lit}{caption}</figure>'
        return self._renamed(_OWN.sub("", found[0]))

    def _own(self, svg: str, policy: Policy, name: str, lit: str) -> str:
        teams, _, transfers = unescape(lit).partition("|")
        way = Way(tuple(teams.split()), tuple(transfers.split()))
        drawn = light(svg, policy, graph_of(policy, name), way)
        folder = "teams/" if name.startswith("team-") else ""
        stands = f"{ROOT}/{policy.policy}/{folder}{name.removeprefix('team-')}.html"
        if not folder:
            stands = f"{ROOT}/{policy.policy}/index.html"

        def seen(address: re.Match[str]) -> str:
            each = [_moved(one, stands, self.page) for one in unescape(address[2]).split()]
            return f' {address[1]}="{escape(" ".join(each))}"'

        return self._renamed(_ADDRESS.sub(seen, drawn))

    def _renamed(self, svg: str) -> str:
        """Give a map's ids an ending of their own: a page can show one map twice."""

        def own(found: re.Match[str]) -> str:
            names = " ".join(f"{name}-{self.count}" for name in found[2].split())
            return f' {found[1]}="{names}"'

        return _ID.sub(own, svg)


def _moved(address: str, stands: str, page: str) -> str:
    """Return a map's link, written for the page it was drawn for, as seen from another page."""
    target = stands + address if address.startswith("#") else _joined(stands, address)
    return relative(target, page)


def _joined(page: str, address: str) -> str:
    parts = page.split("/")[:-1]
    path, hash_, anchor = address.partition("#")
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) + hash_ + anchor
