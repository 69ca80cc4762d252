"""What a term means is shown beside it, by mouse, keyboard and touch, and put away again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
PAGE = "handbook/stoke-on-trent/gaps.html"


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    opened.goto(f"{served}/{PAGE}")
    yield opened
    opened.close()


def tip(page: Page) -> str:
    """The words of the one meaning that is shown."""
    shown = page.locator(".cf-tip:visible")
    expect(shown).to_have_count(1)
    return shown.inner_text()


def test_a_meaning_has_its_clause_and_is_shown_once_for_each_term(page: Page) -> None:
    terms = page.locator(".cf-term").all_inner_texts()
    assert len(terms) >= 10
    assert len(terms) == len(set(terms))
    assert page.locator(".cf-tip .cf-tip__source").count() == len(terms)


def test_the_mouse_shows_a_meaning_that_can_be_pointed_at(page: Page) -> None:
    page.locator(".cf-term").first.hover()
    assert "Source:" in tip(page)
    page.locator(".cf-tip:visible").hover()
    page.wait_for_timeout(700)
    tip(page)
    page.mouse.move(2, 2)
    expect(page.locator(".cf-tip:visible")).to_have_count(0)


def test_the_keyboard_shows_a_meaning_and_escape_puts_it_away(page: Page) -> None:
    term = page.locator(".cf-term").nth(1)
    term.focus()
    assert tip(page)
    described = term.get_attribute("aria-describedby")
    assert page.locator(".cf-tip:visible").get_attribute("id") == described
    page.mouse.move(5, 5)
    page.wait_for_timeout(600)
    tip(page)
    page.keyboard.press("Escape")
    expect(page.locator(".cf-tip:visible")).to_have_count(0)
    expect(term).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#term-*")


def test_the_first_tap_shows_a_meaning_and_the_second_opens_the_glossary(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(f"{served}/{PAGE}")
    term = page.locator(".cf-term").first
    term.tap()
    assert tip(page)
    assert page.url.endswith(PAGE)
    box = page.locator(".cf-tip:visible").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    term.tap()
    page.wait_for_url("**/glossary.html#term-*")
    context.close()


def test_without_scripts_a_term_leads_to_the_glossary(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{PAGE}")
    assert not page.locator(".cf-tip:visible").count()
    page.locator(".cf-term").first.click()
    assert "glossary.html#term-" in page.url
    context.close()


def test_on_paper_a_term_is_plain_text(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.locator(".cf-tip:visible").count()
    line = page.locator(".cf-term").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert line == "none"
