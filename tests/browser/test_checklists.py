"""Checklists: what applies, ticks that stay here, paper, plain text and a Word document."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from caseflow.library import councils, load
from caseflow.words import dated_words

pytestmark = pytest.mark.browser

READY = "handbook/anytown/checklists/ready.html"
LISTS = [(council, one.id) for council in councils() for one in load(council).checklists]
KEPT = "localStorage.getItem('caseflow/anytown/ready/2024-03')"


@pytest.fixture(params=["http 1400", "http 360", "file 360"])
def page(
    request: pytest.FixtureRequest, browser: Browser, site: Path, served: str
) -> Iterator[Page]:
    """The made-up council's checklist: nothing in it is run, nothing breaks, no host is asked."""
    way, width = str(request.param).split()
    context = browser.new_context(viewport={"width": int(width), "height": 900})
    problems: list[str] = []
    ours = ("file:", "http://127.0.0.1", "data:", "blob:")
    context.on("request", lambda r: None if r.url.startswith(ours) else problems.append(r.url))
    opened = context.new_page()
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.goto(f"{site.as_uri() if way == 'file' else served}/{READY}")
    yield opened
    assert opened.evaluate("window.hacked") is None
    context.close()
    assert not problems


def plain(text: str) -> str:
    """Words without spaces and joined letters, as a PDF breaks and joins them where it likes."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def tick(page: Page, words: str) -> None:
    page.get_by_label(words, exact=True).check()


def test_ticks_are_counted_by_strength_kept_here_and_cleared(page: Page) -> None:
    count = page.locator(".cf-checklist__count")
    expect(count).to_have_text("0 of 1 musts, 0 of 1 shoulds")
    tick(page, "Legal papers saved")
    expect(count).to_have_text("0 of 1 musts, 1 of 1 shoulds")
    page.reload()
    expect(page.get_by_label("Legal papers saved", exact=True)).to_be_checked()
    page.get_by_role("button", name="Clear all ticks").click()
    expect(page.get_by_label("Legal papers saved", exact=True)).not_to_be_checked()
    assert page.evaluate(KEPT) is None


def test_an_item_that_does_not_apply_is_set_apart_and_says_why(page: Page) -> None:
    item = page.locator("#legal")
    apart = page.get_by_role("group", name="Not for this case")
    expect(apart).to_be_hidden()
    expect(item).to_contain_text("Only where:")
    age = page.get_by_label("How old is the child? 13½ or older")
    age.select_option("No")
    expect(apart.locator("#legal")).to_contain_text("The answers above rule it out.")
    expect(page.locator(".cf-checklist__count")).to_have_text("0 of 1 musts, 0 of 0 shoulds")
    page.reload()
    expect(apart.locator("#legal")).to_be_visible()
    age.select_option("Not known")
    expect(page.locator("[data-strength=should] #legal")).to_be_visible()
    page.get_by_label("Judged not to apply").check()
    expect(apart.locator("#legal")).to_contain_text("Judged not to apply to this case.")
    expect(page.get_by_label("Judged not to apply")).to_be_focused()
    page.get_by_label("Judged not to apply").uncheck()
    expect(apart).to_be_hidden()


def test_where_the_case_goes_settles_the_items_for_one_team(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/handbook/stoke-on-trent/checklists/permanency-tracker.html")
    every = page.locator(".cf-item").count()
    goes = page.get_by_label("Where does the case go?")
    elsewhere = [
        v for v in goes.locator("option").evaluate_all("all => all.map(o => o.value)") if v
    ]
    others = [team for team in elsewhere if team != "children-in-care"]
    goes.select_option("children-in-care")
    expect(page.get_by_role("group", name="Not for this case")).to_be_hidden()
    for team in others[:1]:
        goes.select_option(team)
        expect(page.locator(".cf-items--apart .cf-item")).to_have_count(every)
    page.close()


def test_every_item_can_be_ticked_by_keyboard_and_by_a_finger(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(f"{served}/{READY}")
    box = page.get_by_label("Chronology", exact=False).first
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    for target in page.locator(
        ".cf-item label, .cf-checklist .cf-button, .cf-checklist select"
    ).all():
        size = target.bounding_box()
        assert size is None or size["height"] >= 24
    page.locator("#legal > label").tap()
    expect(page.get_by_label("Legal papers saved", exact=True)).to_be_checked()
    context.close()


@pytest.mark.parametrize(
    "script",
    [
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})",
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }",
    ],
    ids=["forbidden", "full"],
)
def test_a_tick_works_and_says_so_where_storage_is_forbidden_or_full(
    browser: Browser, served: str, script: str
) -> None:
    context = browser.new_context()
    context.add_init_script(script)
    page = context.new_page()
    page.goto(f"{served}/{READY}")
    tick(page, "Legal papers saved")
    expect(page.get_by_label("Legal papers saved", exact=True)).to_be_checked()
    expect(page.locator(".cf-checklist__note")).to_contain_text("does not let the page keep")
    context.close()


@pytest.mark.parametrize("kept", ['"x"', "null", "[1,2]", '{"ticks":5,"answers":7}', "{{", "12"])
def test_what_is_kept_may_be_spoilt_without_harm(browser: Browser, served: str, kept: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{served}/{READY}")
    page.evaluate("kept => localStorage.setItem('caseflow/anytown/ready/2024-03', kept)", kept)
    page.reload()
    tick(page, "Legal papers saved")
    expect(page.locator(".cf-checklist__count")).to_contain_text("1 of 1 shoulds")
    context.close()
    assert not problems


def test_the_plain_text_says_what_is_ticked_by_clause_and_version(page: Page) -> None:
    tick(page, "Legal papers saved")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    page.get_by_role("button", name="Copy as plain text").click()
    expect(page.get_by_label("The checklist as plain text")).to_be_visible()
    text = page.get_by_label("The checklist as plain text").input_value()
    for words in (
        "Ready to move",
        "☒ Legal papers saved",
        "Source: clause 3.1",
        "Dated: March 2024",
    ):
        assert words in text
    assert '☐ Chronology <b onclick="window.hacked=7">up to date</b>' in text
    assert "Only where:" in text
    expect(page.locator(".cf-checklist__note")).to_contain_text("Copy the selected words.")


def test_the_plain_text_goes_to_the_clipboard_where_that_is_allowed(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served}/{READY}")
    page.get_by_role("button", name="Copy as plain text").click()
    expect(page.locator(".cf-checklist__note")).to_contain_text("Copied.")
    assert "☐ Legal papers saved" in page.evaluate("navigator.clipboard.readText()")
    context.close()


def test_the_word_document_opens_and_holds_every_item(page: Page) -> None:
    tick(page, "Legal papers saved")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download for the case file").click()
    assert download.value.suggested_filename == "anytown-ready-2024-03.docx"
    document = Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    lines = [paragraph.text for paragraph in document.paragraphs]
    styles = {one.text: one.style.name for one in document.paragraphs if one.style}
    assert styles["Ready to move"] == "Heading 1"
    assert next(text for text, style in styles.items() if style == "Heading 2").startswith("Must")
    assert '☐ Chronology <b onclick="window.hacked=7">up to date</b>' in lines
    assert "☒ Legal papers saved" in lines
    assert lines.count("Source: clause 3.1") == 2
    whole = "\n".join(lines)
    for words in (
        "Moving On <script>window.hacked=1</script>",
        "Dated: March 2024",
        "Written on",
    ):
        assert words in whole
    assert "Team Manager <u>: ____" in whole


@pytest.mark.slow
@pytest.mark.parametrize(("council", "name"), LISTS, ids=["/".join(one) for one in LISTS])
def test_every_checklist_prints_on_two_pages_at_most(
    browser: Browser, served: str, council: str, name: str
) -> None:
    policy = load(council)
    checklist = next(one for one in policy.checklists if one.id == name)
    page = browser.new_page()
    page.goto(f"{served}/handbook/{council}/checklists/{name}.html")
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    page.close()
    text = "\n".join(one.extract_text() for one in printed.pages)
    flat = plain(text)
    assert len(printed.pages) <= 2
    for item in checklist.items:
        assert plain(item.item) in flat
    dated = policy.document.dated
    version = "the document gives no date" if dated == "undated" else dated_words(dated)
    today = date.today()
    printed_on = f"Printed on: {today.day} {today:%B %Y}"
    for words in (policy.council, f"Dated: {version}", printed_on, "Date:"):
        assert plain(words) in flat
    assert flat.count(plain("Source:")) >= len(checklist.items)
    for control in ("Clear all ticks", "Copy as plain text", "Judged not to apply to this case"):
        assert plain(control) not in flat


def test_a_checklist_is_readable_without_scripts(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{READY}")
    expect(page.get_by_label("Legal papers saved", exact=True)).to_be_visible()
    expect(page.locator("#legal")).to_contain_text("Only for a transfer to Long-term")
    expect(page.get_by_role("button", name="Clear all ticks")).to_be_hidden()
    context.close()
