"""What is done to the built files: accessibility, the search index, and a check of every link."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from caseflow.lab import FOLDER as LAB
from caseflow.model import Vocabulary
from caseflow.pages import Drawing, Page
from caseflow.site.contents import write_contents
from caseflow.site.heads import with_running_head
from caseflow.site.search import Entry, index_aliases, mend_worker

_LINK = re.compile(r"\s(?:xlink:href|href|src)=(?:\"([^\"]*)\"|'([^']*)')")
_ID = re.compile(r"\sid=(?:\"([^\"]*)\"|'([^']*)')")
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?</\1>", re.DOTALL)
_OUTSIDE = ("http:", "https:", "mailto:", "tel:", "data:", "javascript:")

_REPLACED = (
    ('<html lang="en"', '<html lang="en-GB"'),
    (
        '<nav class="md-path" aria-label="Navigation"',
        '<nav class="md-path" aria-label="You are here"',
    ),
    (
        '<div class="md-search" data-md-component="search" role="dialog">',
        '<div class="md-search" data-md-component="search" role="dialog" aria-label="Search">',
    ),
    ('<div class="md-search__inner" role="search">', '<div class="md-search__inner">'),
)
"""What the theme writes, and what it should have written."""
_INNER_NAV = re.compile(r'(<nav class="md-nav" data-md-level="[1-9]")[^>]*>')
_MENU = re.compile(
    r'(?<!<span class="cf-menu">)<label class="md-header__button md-icon" for="__drawer">'
    r".*?</label>",
    re.DOTALL,
)
_PRESS = "document.getElementById('__drawer').click()"
_WITH_BUTTON = (
    r'<span class="cf-menu">\g<0>'
    rf'<button type="button" aria-label="Menu" onclick="{_PRESS}"></button></span>'
)
"""The theme's label opens the menu of a narrow screen, out of the keyboard's reach; a button over
it is within. The label stays for a finger, and works without scripts."""
_PICTURE = re.compile(r'<img [^>]*data-map="([^"]*)"[^>]*>')
_SKIP = re.compile(r'<a href="[^"]*" class="md-skip">')


def mend(
    site: Path,
    pages: Sequence[Page],
    drawings: Iterable[Drawing] = (),
    *,
    vocabulary: Vocabulary,
    earlier: Iterable[Entry] = (),
) -> None:
    """Mend every built file in place, and put each map itself where its picture stands.

    ``vocabulary`` has the other words that pages are found by; ``earlier`` are the search entries
    of the last site, for pages that were not built again.
    """
    maps = {drawing.path: drawing.svg for drawing in drawings}
    heads = {page.path: page.running for page in pages}
    for path in sorted(site.rglob("*.html")):
        text = _PICTURE.sub(lambda found: maps.get(found[1], found[0]), path.read_text("utf-8"))
        text = with_running_head(text, heads.get(path.relative_to(site).as_posix(), ""))
        path.write_text(mended(text), encoding="utf-8")
    write_contents(site, pages)
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    index_aliases(site, pages, vocabulary, earlier)
    mend_worker(site)


def mended(html: str) -> str:
    """Return a page of the theme with its known failings of accessibility mended.

    A page that a quick build has kept is mended again, which must change nothing.
    """
    for found, better in _REPLACED:
        html = html.replace(found, better)
    html = _MENU.sub(_WITH_BUTTON, html)
    html = _INNER_NAV.sub(r'\1 role="none">', html)
    return _SKIP.sub('<a href="#top" class="md-skip">', html) if ' id="top"' in html else html


def broken_links(site: Path) -> list[str]:
    """Return every link of the built site that leads nowhere, as 'page: link'."""
    texts = {
        path.relative_to(site).as_posix(): _SCRIPT.sub("", path.read_text(encoding="utf-8"))
        for path in site.rglob("*.html")
        if path.relative_to(site).parts[0] != LAB
    }
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    ids = {name: _ids(text) for name, text in texts.items()}
    broken = [
        f"{name}: the id '{x}' is used twice" for name, all_ in ids.items() for x in _twice(all_)
    ]
    for name, text in sorted(texts.items()):
        if name == "404.html":
            continue
        links = sorted({unescape(a or b) for a, b in _LINK.findall(text)} - {""})
        inside = (link for link in links if not link.startswith(_OUTSIDE))
        broken += [f"{name}: {link}" for link in inside if not _leads(link, name, files, ids)]
    return broken


def _ids(text: str) -> list[str]:
    return [unescape(a or b) for a, b in _ID.findall(text)]


def _twice(ids: list[str]) -> set[str]:
    return {one for one in ids if not one.startswith("__") and ids.count(one) > 1}


def _leads(link: str, page: str, files: set[str], ids: dict[str, list[str]]) -> bool:
    path, _, anchor = link.partition("#")
    path = unquote(path.partition("?")[0])
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if target == "." or f"{target}/index.html" in files:
        target = posixpath.normpath(f"{target}/index.html")
    if target not in files:
        return False
    return not anchor or target not in ids or unquote(anchor) in ids[target]
