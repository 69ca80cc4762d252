"""The published notebooks in a real browser: like any page, with maps to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from caseflow.library import lessons

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
EXAMPLES = "handbook/examples"
MOST = 150_000
_MAP = re.compile(r"<svg.*?</svg>", re.DOTALL)
each = pytest.mark.parametrize("name", sorted(lessons()))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


@each
def test_a_page_without_its_maps_is_light(site: Path, name: str) -> None:
    text = (site / EXAMPLES / f"{name}.html").read_text("utf-8")
    assert len(_MAP.sub("", text).encode()) < MOST


@each
def test_the_notebook_can_be_downloaded_as_it_is_committed(site: Path, name: str) -> None:
    given = (site / EXAMPLES / f"{name}.ipynb").read_bytes()
    assert given == (ROOT / "notebooks" / f"{name}.ipynb").read_bytes()


@each
def test_a_page_shows_outputs_and_no_claims(site: Path, name: str) -> None:
    text = (site / EXAMPLES / f"{name}.html").read_text("utf-8")
    assert text.count('class="cf-output"') > 5
    assert "claim(" not in re.sub(r"<[^>]*>", "", text)
    assert "data-cf-" not in text
    assert text.count("Not answered yet.") == len(lessons()[name].exercises)


def test_the_index_leads_to_every_example_and_to_the_trainers_guide(
    page: Page, served: str
) -> None:
    page.goto(f"{served}/{EXAMPLES}/index.html")
    rows = page.locator(".cf-table tbody tr")
    expect(rows).to_have_count(len(lessons()))
    page.locator(".cf-block").get_by_role("link", name="trainer’s guide").click()
    expect(page.locator("h1")).to_contain_text("Trainer’s guide")
    expect(page.locator("#nottingham")).to_be_visible()


def test_a_lit_team_on_a_map_leads_to_its_page(page: Page, served: str) -> None:
    page.goto(f"{served}/{EXAMPLES}/nottingham.html")
    last = page.locator("figure.cf-map").last
    assert sorted(last.locator(".cf-order text").all_text_contents()) == ["1", "2", "3"]
    expect(last.locator("figcaption")).to_contain_text(
        "Duty, then Fieldwork, then Children in Care"
    )
    last.locator(".cf-passed a").filter(has_text="Fieldwork").first.click()
    assert page.url.endswith("/handbook/nottingham/teams/fieldwork.html")


def test_a_clause_in_an_output_leads_to_its_line(page: Page, served: str) -> None:
    page.goto(f"{served}/{EXAMPLES}/nottingham.html")
    page.locator(".cf-output").get_by_role("link", name="Child In Need, para 2").first.click()
    page.wait_for_url("**/handbook/nottingham/clauses.html#*")
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_visible()


def test_a_team_that_a_number_leads_to_is_the_one_the_map_means(page: Page, served: str) -> None:
    page.goto(f"{served}/{EXAMPLES}/islington.html")
    team_map = page.locator("figure.cf-map").last
    team_map.locator("a", has_text="CLA").first.click()
    assert page.url.endswith("/handbook/islington/teams/cla.html")


def test_reasons_open_by_keyboard(page: Page, served: str) -> None:
    page.goto(f"{served}/{EXAMPLES}/first-steps.html")
    summary = page.locator(".cf-output summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cf-output details pre").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 1400])
@each
def test_a_page_is_no_wider_than_the_screen(
    browser: Browser, served: str, name: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{served}/{EXAMPLES}/{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_page_asks_for_nothing_elsewhere_and_reads_without_scripts(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}/{EXAMPLES}/unnamed.html")
    expect(page.locator(".cf-output").first).to_be_visible()
    assert all(url.startswith((served, "data:")) for url in asked)
    context.close()
