"""What the pages of each council are, in order: written into the site, read to print it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from caseflow.errors import CaseflowError
from caseflow.pages import Page

FILE = Path("handbook", "contents.json")
_ON_SCREEN = ("find.html", "dates.html")
"""Pages that are forms; what they say is on the other pages too."""


@dataclass(frozen=True)
class Entry:
    """One page to be printed."""

    path: str
    """Its address from the site's root."""
    title: str
    section: tuple[str, ...]
    """The headings above it within its council."""


@dataclass(frozen=True)
class Contents:
    """The pages of one council, and the words that stand at the top of each sheet."""

    council: str
    """The name of its folder."""
    name: str
    running: str
    pages: tuple[Entry, ...]


def contents(pages: Iterable[Page]) -> list[Contents]:
    """Return what each council's pages are, in the order of the navigation."""
    of_council: dict[str, list[Page]] = {}
    for page in pages:
        if page.running:
            of_council.setdefault(page.path.split("/")[1], []).append(page)
    return [
        Contents(
            council,
            some[0].nav,
            some[0].running,
            tuple(
                Entry(page.path, page.nav, page.section[1:])
                for page in some
                if page.path.split("/", 2)[2] not in _ON_SCREEN
            ),
        )
        for council, some in of_council.items()
    ]


def write_contents(site: Path, pages: Iterable[Page]) -> None:
    """Write the contents of every council into a site."""
    data = [asdict(one) for one in contents(pages)]
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (site / FILE).write_text(text + "\n", encoding="utf-8")


def read_contents(site: Path) -> dict[str, Contents]:
    """Return the contents of every council of a built site; CaseflowError where there is none."""
    try:
        data = json.loads((site / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        message = f"There is no handbook in {site}. Run 'caseflow build' first, or name its folder."
        raise CaseflowError(message) from None
    return {
        one["council"]: Contents(
            one["council"],
            one["name"],
            one["running"],
            tuple(Entry(e["path"], e["title"], tuple(e["section"])) for e in one["pages"]),
        )
        for one in data
    }
