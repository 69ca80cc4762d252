"""Templates become pages: autoescaping always on, a slip in a template is an error."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from caseflow.pages._page import Page
from caseflow.pages._view import View, clause_anchor, relative, term_anchor
from caseflow.words import dated_words, number_words

_MOST_SHOWN = 10
"""How many other names a page shows; the search knows them all."""

TEMPLATES = Path(__file__).parent / "templates"


def _one_line(value: Any) -> Any:
    """Keep words from breaking a line: a block of HTML must not be left by way of a blank one."""
    plain = isinstance(value, str) and not isinstance(value, Markup)
    return re.sub(r"\s*[\r\n]\s*", " ", value) if plain else value


_environment = Environment(
    loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    comment_start_string="{*",
    finalize=_one_line,
    comment_end_string="*}",
)


def _opening(text: str) -> str:
    """Return words with a capital at the front, the rest as it was."""
    return text[:1].upper() + text[1:]


def _lower_first(text: str) -> str:
    """Return words without the capital at the front, unless an abbreviation stands there."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _pairs(things: Iterable[Any]) -> list[tuple[int, Any]]:
    """Return things with their numbers, from one."""
    return list(enumerate(things, start=1))


_environment.filters["pairs"] = _pairs
_environment.filters["opening"] = _opening
_environment.filters["lower_first"] = _lower_first
_environment.filters["dated"] = dated_words
_environment.filters["number"] = number_words
_environment.globals.update(clause_anchor=clause_anchor, term_anchor=term_anchor)


def embedded(data: Any, *, ascii_only: bool = False) -> Markup:
    """Return data as JSON that cannot end the script element it stands in.

    ``ascii_only`` is for bytes written as letters, which nothing on the way may touch.
    """
    text = json.dumps(data, ensure_ascii=ascii_only, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c"))  # noqa: S704  # just escaped


def render(template: str, **context: Any) -> str:
    """Return a template filled in."""
    return _environment.get_template(f"{template}.md.jinja").render(**context)


def council_page(
    view: View,
    template: str,
    nav: str,
    *,
    description: str,
    section: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    boost: float = 1,
    title: str = "",
    hide: tuple[str, ...] = (),
    **context: Any,
) -> Page:
    """Return a page of one council, with its title, its other names and what it rests on."""
    others = {word.lower(): word for word in reversed(aliases) if word.lower() not in nav.lower()}
    every = tuple(reversed(others.values()))
    shown = every[:_MOST_SHOWN]
    body = render(template, v=view, policy=view.policy, heading=nav, aliases=shown, **context)
    return Page(
        path=view.page,
        title=f"{view.short}: {title or nav}",
        nav=nav,
        body=body,
        description=description,
        section=(view.short, *section),
        aliases=(view.short, *every),
        boost=boost,
        hide=hide,
        running=f"{view.council} · {view.policy.document.title} · {view.dated}",
    )


def shared_page(
    path: str,
    template: str,
    nav: str,
    *,
    description: str,
    section: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    boost: float = 1,
    title: str = "",
    hide: tuple[str, ...] = (),
    **context: Any,
) -> Page:
    """Return a page that belongs to no council."""

    def href(target: str) -> str:
        return relative(target.removeprefix("/"), path)

    body = render(template, href=href, heading=nav, aliases=list(aliases), **context)
    title = title or nav
    return Page(path, title, nav, body, description, section, aliases, boost, hide)
