"""The first view of any page is light: everything it asks for, compressed, without the index."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response

pytestmark = pytest.mark.browser

MOST = 300_000
"""Bytes, each response compressed by gzip at level 6; the search index is not counted."""


LONGEST = ("stoke-on-trent", "nottingham")
"""Councils whose pages are the longest."""


def weights(browser: Browser, served: str, name: str) -> dict[str, int]:
    """The compressed bytes of each response that a first view of a page asks for."""
    context = browser.new_context()  # nothing is cached in it
    page = context.new_page()
    seen: list[Response] = []

    def note(one: Response) -> None:
        if one.status == 200 and "search_index" not in one.url:
            seen.append(one)

    page.on("response", note)
    page.goto(f"{served}/{name}", wait_until="networkidle")
    found = {one.url: len(gzip.compress(one.body(), 6)) for one in seen}
    context.close()
    return found


def test_the_first_view_of_every_page_type_is_under_300_kb(
    browser: Browser, served: str, page_types: list[str]
) -> None:
    heavy = {}
    for name in [*page_types, *(f"handbook/{council}/gaps.html" for council in LONGEST)]:
        found = weights(browser, served, name)
        assert any(url.endswith(".css") for url in found), name
        assert any(url.endswith(".js") for url in found), name
        if sum(found.values()) > MOST:
            heavy[name] = found
    assert not heavy


def test_no_page_of_the_whole_site_is_heavy_by_itself(site: Path) -> None:
    pages = [path for path in site.rglob("*.html") if "lab" not in path.relative_to(site).parts]
    sizes = {path: len(gzip.compress(path.read_bytes(), 6)) for path in pages}
    assert len(sizes) > 100
    others = 110_000  # what every page asks for besides itself, see the test above
    assert not {path: size for path, size in sizes.items() if size > MOST - others}
