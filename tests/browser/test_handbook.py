"""The built handbook in a real browser: from a folder and over http, asking no other host."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

pytestmark = pytest.mark.browser


def opened(browser: Browser, width: int = 1400) -> tuple[BrowserContext, list[str]]:
    """A new window, and the requests it makes to other hosts."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    outside: list[str] = []

    def seen(request: Request) -> None:
        here = request.url.startswith(("file:", "http://127.0.0.1", "data:", "blob:"))
        if not here:
            outside.append(request.url)

    context.on("request", seen)
    return context, outside


def search(page: Page, words: str) -> Page:
    """Search as a person does: click, type, wait."""
    page.click(".md-search__input")
    page.wait_for_timeout(300)
    page.keyboard.type(words, delay=30)
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=20_000)
    return page


@pytest.mark.parametrize("way", ["file", "http"])
def test_no_page_type_asks_another_host_for_anything(
    browser: Browser, site: Path, served: str, page_types: list[str], way: str
) -> None:
    context, outside = opened(browser)
    root = site.as_uri() if way == "file" else served
    page = context.new_page()
    for name in page_types:
        page.goto(f"{root}/{name}")
    search(page, "transfer")
    context.close()
    assert not outside


@pytest.mark.parametrize("way", ["file", "http"])
def test_search_finds_a_transfer_and_opens_it(
    browser: Browser, site: Path, served: str, way: str
) -> None:
    context, _ = opened(browser)
    page = context.new_page()
    page.goto(f"{site.as_uri() if way == 'file' else served}/index.html")
    search(page, "goodbye visit")
    first = page.locator(".md-search-result__link").first
    first.click()
    expect(page.locator("h1")).to_be_visible()
    assert "/handbook/" in page.url
    context.close()


def test_a_search_by_another_name_leads_to_the_page(browser: Browser, site: Path) -> None:
    context, _ = opened(browser)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/handbook/anytown/index.html")
    search(page, "hatch")
    titles = page.locator(".md-search-result__item h1").all_inner_texts()
    assert any("Front Door & Co" in title for title in titles)
    context.close()


def test_words_that_try_to_be_markup_stay_words(
    browser: Browser, site: Path, page_types: list[str]
) -> None:
    context, _ = opened(browser)
    page = context.new_page()
    for name in page_types:
        page.goto(f"{site.as_uri()}/{name}")
        assert page.evaluate("window.hacked") is None, name
    page.goto(f"{site.as_uri()}/handbook/anytown/transfers/door-to-long-term.html")
    expect(page.locator("h1")).to_contain_text("<script>window.hacked=5</script> {#nasty} **bold**")
    expect(page.locator(".cf-says")).to_contain_text("## Not a heading")
    search(page, "quoted")
    page.wait_for_timeout(500)
    assert page.evaluate("window.hacked") is None
    context.close()


def test_time_limits_sort_by_length_and_back(browser: Browser, served: str) -> None:
    context, _ = opened(browser)
    page = context.new_page()
    page.goto(f"{served}/handbook/anytown/timescales.html")
    button = page.get_by_role("button", name="Time limit")
    button.click()
    shown = page.locator("tbody td[data-label='Time limit']").all_inner_texts()
    longest = "3 weeks at most, unless extended"
    assert shown.index("Within 72 hours") < shown.index("Within 5 working days")
    assert shown.index("Within 5 working days") < shown.index(longest)
    expect(page.locator("th[aria-sort='ascending']")).to_have_count(1)
    button.click()
    back = page.locator("tbody td[data-label='Time limit']").all_inner_texts()
    assert sorted(back) == sorted(shown)
    assert back.index(longest) < back.index("Within 72 hours")
    context.close()


def test_home_opens_the_search_with_one_button(browser: Browser, served: str) -> None:
    context, _ = opened(browser, 360)
    page = context.new_page()
    page.goto(f"{served}/index.html")
    page.get_by_role("button", name="Search the handbook").click()
    expect(page.locator(".md-search__input")).to_be_focused()
    context.close()


def test_everything_is_readable_without_scripts(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/handbook/anytown/timescales.html")
    expect(page.get_by_role("cell", name="Within 72 hours")).to_be_visible()
    page.goto(f"{served}/handbook/anytown/checklists/ready.html")
    expect(page.get_by_label("Legal papers saved", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Clear all ticks")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [360, 1400])
def test_no_page_type_scrolls_sideways(
    browser: Browser, served: str, page_types: list[str], width: int
) -> None:
    context, _ = opened(browser, width)
    page = context.new_page()
    wide = []
    for name in page_types:
        page.goto(f"{served}/{name}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    context.close()
    assert not wide
