"""All pages of a council as one document, ready to be printed: a cover, the contents, the pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path

from caseflow.errors import CaseflowError
from caseflow.site.contents import Contents, Entry
from caseflow.site.heads import css_string

_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(.*?)</article>', re.DOTALL)
_DROPPED = re.compile(
    r"<(script|template)\b.*?</\1>|<!--.*?-->|<a class=\"headerlink\".*?</a>"
    r'|<details class="cf-more cf-twice".*?</details>|<p class="cf-aka".*?</p>',
    re.DOTALL,
)
"""What paper has no use for: scripts, other words to search by, what the page of gaps has whole."""
_RESTS = re.compile(r'<h2 id="rests-on".*', re.DOTALL)
"""Said once, by the first page: statements have their clauses, sheets their document."""
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_IDS = re.compile(r'\s(id|for|aria-labelledby|aria-describedby|headers)="([^"]*)"')
_HREF = re.compile(r'\shref="([^"]*)"')
_HEADING = re.compile(r"(</?h)([1-5])\b")
_SHUT = re.compile(r'<details class="cf-more[^"]*"')
_STYLES = re.compile(r'<link rel="stylesheet" href="([^"]*)">')
_ONLY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src file: 'unsafe-inline'; img-src file: data:\">"
)
"""Nothing is run, and nothing is read but style sheets and pictures of this disk."""
_SMALLER = "@media print{html{font-size:12.5px}.md-content__inner.md-typeset{font-size:9pt}}"
_FACTS = re.compile(r'<div class="cf-block cf-rests">\s*(<dl.*?</dl>)', re.DOTALL)


def whole(site: Path, contents: Contents, pages: Mapping[str, int] | None = None) -> str:
    """Return a council's handbook as one page of HTML, its links leading to places within it.

    ``pages`` are the numbers of the sheets on which pages begin, by address, for the contents;
    left out before they are known.
    """
    anchors = {entry.path: f"p{number}" for number, entry in enumerate(contents.pages, start=1)}
    texts = {entry.path: _read(site / entry.path) for entry in contents.pages}
    first = contents.pages[0].path
    styles = "".join(
        f'<link rel="stylesheet" href="{(site / first).parent.joinpath(href).resolve().as_uri()}">'
        for href in _STYLES.findall(texts[first])
    )
    title = f"{escape(contents.name)}: practice handbook for case transfers"
    rule = f"@page{{@top-left{{content:{css_string(contents.running)}}}}}{_SMALLER}"
    facts = _FACTS.search(texts[first])
    cover = (
        '<article class="md-content__inner md-typeset cf-cover">'
        f'<p class="cf-eyebrow">Practice handbook for case transfers</p><h1>{escape(contents.name)}'
        f"</h1>{facts[1] if facts else ''}<p>This is our reading of the council’s document, clause "
        "by clause. It is not legal advice, and where it differs from the document, the document "
        "rules. A printed copy may be out of date: the handbook on screen is the current one.</p>"
        "</article>"
    )
    body = "".join(_parts(contents, texts, anchors))
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">{_ONLY}'
        f"<title>{title}</title>"
        f"{styles}<style>{rule}</style></head>"
        '<body data-md-color-scheme="default" data-md-color-primary="custom"><main>'
        f"{cover}{_table(contents, anchors, pages or {})}{body}</main></body></html>"
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        message = f"{path} is missing. Run 'caseflow build' again."
        raise CaseflowError(message) from None


def _table(contents: Contents, anchors: Mapping[str, str], pages: Mapping[str, int]) -> str:
    """Return the table of contents, each line a link, with the number of its sheet."""
    lines, above = [], ""
    for entry in contents.pages:
        head = " › ".join(entry.section)
        if head and head != above:
            lines.append(f'<li class="cf-contents__part">{escape(head)}</li>')
        above = head
        inner = ' class="cf-contents__inner"' if head else ""
        number = f"<span>{pages[entry.path]}</span>" if entry.path in pages else ""
        link = f'<a href="#{anchors[entry.path]}-top">{escape(entry.title)}</a>'
        lines.append(f"<li{inner}>{link}{number}</li>")
    listed = "".join(lines)
    opening = '<article class="md-content__inner md-typeset cf-contents"><h1>Contents</h1>'
    return f"{opening}<ul>{listed}</ul></article>"


def _parts(contents: Contents, texts: Mapping[str, str], anchors: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    above = ""
    for entry in contents.pages:
        head = " › ".join(entry.section)
        part = f'<h1 class="cf-part">{escape(head)}</h1>' if head and head != above else ""
        above = head
        article = _ARTICLE.search(texts[entry.path])
        if not article:
            raise CaseflowError(f"{entry.path} is not a page of a handbook. Build it again.")
        kept = _DROPPED.sub("", article[1])
        kept = _RESTS.sub("", kept) if found else kept
        inner = _moved(kept, entry, anchors, deeper=bool(head))
        found.append(f'<article class="md-content__inner md-typeset">{part}{inner}</article>')
    return found


def _moved(html: str, entry: Entry, anchors: Mapping[str, str], *, deeper: bool) -> str:
    """Return a page's words with ids of its own, links within the document, everything open."""
    own = anchors[entry.path]

    def ids(found: re.Match[str]) -> str:
        every = " ".join(f"{own}-{one}" for one in found[2].split())
        return f' {found[1]}="{every}"'

    def href(found: re.Match[str]) -> str:
        path, _, anchor = unescape(found[1]).partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), path))
        place = anchors.get(target if path else entry.path)
        return f' href="#{place}-{escape(anchor or "top")}"' if place else ""

    def tag(found: re.Match[str]) -> str:
        opened = _SHUT.sub(lambda shut: f"{shut[0]} open", found[0])
        return _HREF.sub(href, _IDS.sub(ids, opened))

    html = _TAG.sub(tag, html)
    return _HEADING.sub(lambda h: f"{h[1]}{int(h[2]) + 1}", html) if deeper else html
