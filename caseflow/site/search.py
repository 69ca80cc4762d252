"""The search index of the built site: full titles, other words, and what counts for how much."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any

from caseflow.errors import BuildFailed
from caseflow.model import Vocabulary
from caseflow.pages import Page, plain_title
from caseflow.search_words import figures, forms_of, found_by

WORKER = "assets/javascripts/workers/search.*.js"
INDEX = Path("search", "search_index.json")
Entry = dict[str, Any]
"""One section of a page as the search knows it."""
_GAPLESS, _GAPPED = "e=e+s+o.id}return e}", 'e=e+s+o.id+","}return e}'
_FIELDS = {
    "council": 700.0,
    "short": 60.0,
    "title": 30.0,
    "names": 20.0,
    "aliases": 4.0,
    "forms": 4.0,
    "text": 1.0,
    "tags": 1.0,
}
"""How much a word counts for, by where it stands."""
_SECTION = 2.6
"""How much a section counts for, beside its page."""
_AGAIN = 0.7
"""The same on the pages whose sections stand in full on another one."""
_GATHERING = ("/dates.html", "/find.html", "/re-referrals.html")
_PARTED = re.compile(r"[\s,;:()|/-]+")
_LITTLE = 0.2
"""How much of a page's own boost is kept in a council's pages, where the topic has to decide."""
_ANY_COUNCIL = frozenset(("a", "council", "document", "does", "name", "not", "the"))
_WRITTEN = 1.5
"""How much a hand-written page counts for."""
_SHORT = re.compile(r"[A-Z]{2,5}|[A-Z][a-z]?[A-Z]{1,3}|s\.?\d+")
_ASIDE = {"decisions/": 0.05, "fidelity/": 0.05, "reference/": 0.2}
"""Pages about the handbook, which nobody with a case in front of them looks for."""


def indexed(site: Path) -> list[Entry]:
    """Return the entries of a site's search index."""
    found: list[Entry] = json.loads((site / INDEX).read_text(encoding="utf-8"))["docs"]
    return found


def index_aliases(
    site: Path, pages: Sequence[Page], vocabulary: Vocabulary, earlier: Iterable[Entry] = ()
) -> None:
    """Give each entry of a built site's search index its full title and all it is found by.

    ``earlier`` are entries of the last site, kept as they are for pages not built again.
    """
    path = site / INDEX
    index = json.loads(path.read_text(encoding="utf-8"))
    index["config"]["pipeline"] = []
    index["config"]["fields"] = {name: {"boost": boost} for name, boost in _FIELDS.items()}
    docs = _entries(index["docs"], {page.path: page for page in pages}, vocabulary)
    new = {_page_of(entry) for entry in docs}
    every = [*docs, *(entry for entry in earlier if _page_of(entry) not in new)]
    index["docs"] = sorted(every, key=_page_of)
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text, encoding="utf-8")
    path.with_suffix(".js").write_text(f"var __index = {text}", encoding="utf-8")


def mend_worker(site: Path) -> None:
    """Mend a slip of lunr in the theme's script: some indexes make it find nothing for some words.

    It tells sets of words apart by letters and numbers written without a gap, so that a figure
    among the words can make two sets look alike, and a search that meets them fails. Raises
    BuildFailed where the script is not the one we know.
    """
    scripts = sorted(site.glob(WORKER))
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        if _GAPLESS not in text and _GAPPED not in text:
            raise BuildFailed(f"{path.name} is not the search script that caseflow can mend.")
        path.write_text(text.replace(_GAPLESS, _GAPPED), encoding="utf-8")
    if not scripts:
        raise BuildFailed(f"The theme has no search script at {WORKER}.")


def _entries(
    docs: Iterable[Entry], pages: Mapping[str, Page], vocabulary: Vocabulary
) -> list[Entry]:
    """Return one entry for each page and each section, with everything they are found by."""
    found: dict[str, Entry] = {}
    for entry in docs:
        page = pages.get(_page_of(entry))
        if page and entry["location"] == f"{page.path}#top":
            entry["location"] = page.path
        first = found.setdefault(entry["location"], entry)
        if first is not entry:
            first["text"] = f"{first['text']} {entry['text']}".strip()
    for entry in found.values():
        _complete(entry, pages.get(_page_of(entry)), vocabulary)
    return list(found.values())


def _complete(entry: Entry, page: Page | None, vocabulary: Vocabulary) -> None:
    """Add to an entry its full title, what it is found by, and how much it counts."""
    location = str(entry["location"])
    aside = [much for start, much in _ASIDE.items() if location.startswith(start)]
    boost = aside[0] if aside else _WRITTEN
    title: str = unescape(entry["title"])
    aliases: tuple[str, ...] = ()
    council: set[str] = set()
    if page:
        if page.section[:1] == page.aliases[:1]:  # it is a council's
            council = _tokens(found_by(page.section[:1], vocabulary)) - _ANY_COUNCIL
        boost = 1 + (page.boost - 1) * (_LITTLE if council else 1)
        if location != page.path:
            boost *= _AGAIN if page.path.endswith(_GATHERING) else _SECTION
    if page and location == page.path:
        title, aliases = page.title, page.aliases
        entry["title"] = plain_title(page.title)
    names = found_by((title,), vocabulary)
    others = found_by(aliases, vocabulary)
    fields = {
        "council": council,
        "short": _tokens(word for word in names if _SHORT.fullmatch(word)),
        "names": _tokens(names) - council,
        "aliases": _tokens((*others, *figures(entry["text"]))) - _tokens(names) - council,
        "forms": _tokens(forms_of((*names, *others), vocabulary)) - _tokens(names) - council,
    }
    for field, tokens in fields.items():
        entry[field] = plain_title(" ".join(sorted(tokens)))
    entry["boost"] = boost


def _tokens(words: Iterable[str]) -> set[str]:
    return {token for word in words for token in _PARTED.split(word.lower()) if token}


def _page_of(entry: Entry) -> str:
    return str(entry["location"]).partition("#")[0]
