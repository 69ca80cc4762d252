"""axe finds nothing wrong on any page type; pages work by keyboard, zoomed in and recoloured."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
AXE = Path(os.environ.get("CASEFLOW_AXE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
"""axe-core as package-lock.json has it, or the file named in CASEFLOW_AXE."""
VERSION = "4.14"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASKED = f"{{runOnly: {{type: 'tag', values: {TAGS}}}, resultTypes: ['violations']}}"
RUN = f"axe.run(document, {ASKED})"


def violations(page: Page) -> list[str]:
    """What axe finds wrong, a line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN)["violations"]
    return [f"{v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]


def test_axe_is_the_version_that_the_statement_names(browser: Browser) -> None:
    page = browser.new_page()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    version = page.evaluate("axe.version")
    page.close()
    assert version.startswith(f"{VERSION}.")
    assert f"axe-core {VERSION}" in (ROOT / "docs" / "accessibility.md").read_text("utf-8")


LOOKS: tuple[tuple[Literal["light", "dark"], str, int], ...] = (
    ("light", "default", 1400),
    ("dark", "slate", 1400),
    ("dark", "slate", 360),
    ("light", "default", 360),
)
"""What the reader's system asks for, what the theme calls it, and the width of the window."""


@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_wrong_on_any_page_type(
    browser: Browser, served: str, page_types: list[str], half: int
) -> None:
    """Light and dark, wide and narrow; the half of the pages is there to share the work."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    wrong = []
    for name in page_types[half::2]:
        page.goto(f"{served}/{name}")
        for scheme, called, width in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", called)
            wrong += [f"{name} {scheme} {width}: {line}" for line in violations(page)]
    context.close()
    assert not wrong


def test_axe_finds_what_is_wrong(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/about.html")
    page.evaluate("document.querySelector('.md-content a').replaceChildren()")
    assert any(line.startswith("link-name") for line in violations(page))
    page.close()


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_while_a_case_is_followed(
    browser: Browser, served: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{served}/handbook/nottingham/index.html#from=duty")
    page.locator(".cf-walk ul li > a").first.click()
    expect(page.locator(".cf-walk ol li")).to_have_count(1)
    found = violations(page)
    context.close()
    assert not found


FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const one = at.matches(".md-option") ? at.nextElementSibling : at; // its label is what is seen
  const look = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const shown = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  return {what: one.outerHTML.slice(0, 90), width: parseFloat(look.outlineWidth),
    style: look.outlineStyle, shown, colour: look.outlineColor};
}"""


@pytest.mark.parametrize("width", [1400, 360])
def test_the_tab_key_reaches_things_in_sight_with_a_visible_ring(
    browser: Browser, served: str, page_types: list[str], width: int
) -> None:
    """The first 40 stops of each page type; the search field marks its focus by opening."""
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    unseen = []
    for name in page_types:
        page.goto(f"{served}/{name}")
        seen = 0
        for _ in range(40):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus is None:
                break
            seen += 1
            ring = focus["style"] != "none" and focus["width"] >= 2
            if not (ring and focus["shown"]):
                unseen.append((name, focus))
        assert seen > 5, name
    context.close()
    assert not unseen


def test_a_narrow_screens_menu_opens_and_shuts_by_keyboard(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{served}/index.html")
    link = page.locator(".md-sidebar--primary a[href='about.html']")
    expect(link).not_to_be_visible()
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Space")
    expect(link).to_be_in_viewport()
    found = violations(page)
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    expect(link).not_to_be_visible()
    page.set_viewport_size({"width": 1400, "height": 800})
    expect(page.locator(".cf-menu")).to_be_hidden()
    context.close()
    assert not found


def test_a_narrow_screens_menu_opens_by_a_finger_without_scripts(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, has_touch=True, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{served}/index.html")
    link = page.locator(".md-sidebar--primary a[href='about.html']")
    expect(link).not_to_be_visible()
    page.locator(".cf-menu label").tap()
    expect(link).to_be_in_viewport()
    context.close()


def test_the_first_stop_leads_past_the_menus(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/handbook/nottingham/timescales.html")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.md-content')")
    page.close()


STRUCTURE = """() => {
  const heads = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((one) => one.checkVisibility()).map((one) => Number(one.localName[1]));
  const landmarks = "nav, [role=navigation], [role=region], [role=search]";
  const unnamed = [...document.querySelectorAll(landmarks)]
    .filter((one) => one.checkVisibility() && one.getAttribute("role") !== "none"
      && !one.ariaLabel && !one.getAttribute("aria-labelledby"))
    .map((one) => one.outerHTML.slice(0, 80));
  return {heads, unnamed, mains: document.querySelectorAll("main").length,
    lang: document.documentElement.lang, title: document.title};
}"""


def test_headings_go_in_order_and_landmarks_have_names(
    browser: Browser, served: str, page_types: list[str]
) -> None:
    page = browser.new_page()
    titles = []
    for name in page_types:
        page.goto(f"{served}/{name}")
        found = page.evaluate(STRUCTURE)
        assert found["heads"].count(1) == 1, name
        assert found["heads"][0] == 1, name
        steps = zip(found["heads"], found["heads"][1:], strict=False)
        assert all(after - before <= 1 for before, after in steps), (name, found["heads"])
        assert not found["unnamed"], (name, found["unnamed"])
        assert found["mains"] == 1, name
        assert found["lang"] == "en-GB", name
        titles.append(found["title"])
    page.close()
    assert len(set(titles)) == len(titles)


CUT = """() => [...document.querySelectorAll(".md-content *")].filter((one) => {
  const may = "svg, .cf-drawing, .cf-sr, pre, .md-typeset__scrollwrap";
  if (!one.checkVisibility() || one.closest(may)) return false;
  const box = one.getBoundingClientRect();
  const look = getComputedStyle(one);
  const hides = look.overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1
    && one.textContent.trim() && box.width > 2;
  return (box.width > 2 && box.right > innerWidth + 1) || hides;
}).map((one) => one.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize(("width", "scale"), [(640, 2.0), (320, 4.0)])
def test_zoomed_in_nothing_is_cut_off_and_only_maps_and_tables_scroll_sideways(
    browser: Browser, served: str, page_types: list[str], width: int, scale: float
) -> None:
    """640 pixels is a screen of 1280 at 200 %; 320 the same at 400 %."""
    context = browser.new_context(
        viewport={"width": width, "height": 512},
        device_scale_factor=scale,
        reduced_motion="reduce",
    )
    page = context.new_page()
    wrong = []
    for name in page_types:
        page.goto(f"{served}/{name}")
        wrong += [f"{name}: {one}" for one in page.evaluate(CUT)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{name}: scrolls sideways")
    context.close()
    assert not wrong


def test_with_forced_colours_every_control_has_an_edge_and_a_ring(
    browser: Browser, served: str, page_types: list[str]
) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    bare = """() => [...document.querySelectorAll(
        ".md-content :is(button, input, select, textarea, .cf-button)")].filter((one) => {
      const look = getComputedStyle(one);
      const native = ["checkbox", "radio"].includes(one.type) && look.appearance !== "none";
      const plain = one.matches(".cf-sort, .md-clipboard, .md-code__button");
      return one.checkVisibility() && !native && !plain && parseFloat(look.borderTopWidth) < 1;
    }).map((one) => one.outerHTML.slice(0, 90))"""
    wrong = []
    for name in page_types:
        page.goto(f"{served}/{name}")
        wrong += [f"{name}: {one}" for one in page.evaluate(bare)]
    page.goto(f"{served}/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["style"] != "none"
    context.close()
    assert not wrong


def test_a_reader_who_wants_less_motion_gets_none(
    browser: Browser, served: str, page_types: list[str]
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
      const look = getComputedStyle(one);
      const lasts = (all) => all.split(",").some((one) => parseFloat(one) > 0.01);
      return lasts(look.transitionDuration) || lasts(look.animationDuration)
        || look.scrollBehavior === "smooth";
    }).map((one) => one.outerHTML.slice(0, 80))"""
    for name in page_types:
        page.goto(f"{served}/{name}")
        assert not page.evaluate(moving), name
    context.close()
