"""axe finds nothing wrong on any page type, in light and dark, wide and narrow."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PACKED = Path(axe_playwright_python.__file__).parent / "axe.min.js"
AXE = Path(os.environ.get("CASEFLOW_AXE") or PACKED)
"""The axe that comes with the test tools, or a newer one named in CASEFLOW_AXE."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASKED = f"{{runOnly: {{type: 'tag', values: {TAGS}}}, resultTypes: ['violations']}}"
RUN = f"axe.run(document, {ASKED})"


def violations(page: Page) -> list[str]:
    """What axe finds wrong, a line for each element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN)["violations"]
    return [f"{v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("width", [1400, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_on_any_page_type(
    browser: Browser,
    served: str,
    page_types: list[str],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    wrong = []
    for name in page_types:
        page.goto(f"{served}/{name}")
        wrong += [f"{name}: {line}" for line in violations(page)]
    context.close()
    assert not wrong


def test_axe_finds_nothing_wrong_while_searching(browser: Browser, served: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{served}/index.html")
    page.click(".md-search__input")
    page.wait_for_timeout(300)
    page.keyboard.type("transfer", delay=30)
    page.wait_for_selector(".md-search-result__item")
    found = violations(page)
    context.close()
    assert not found
