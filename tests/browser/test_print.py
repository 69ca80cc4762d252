"""Pages on paper, a council as one PDF, and the zip that works from a folder without a network."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from caseflow.errors import CaseflowError, UnreadableInput
from caseflow.site.browser import find_browser, print_pdf
from caseflow.site.contents import read_contents
from caseflow.site.offline import write_pdfs
from caseflow.site.zip import START, write_zip

pytestmark = pytest.mark.browser

A4_INSIDE = 688
"""The pixels between the side margins of an A4 sheet."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of a reader who prefers dark."""
    context = browser.new_context(color_scheme="dark")
    yield context.new_page()
    context.close()


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def test_each_sheet_of_a_council_s_page_carries_document_date_and_number(
    page: Page, served: str
) -> None:
    page.goto(f"{served}/handbook/nottingham/timescales.html")
    sheets = printed(page).pages
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, start=1):
        text = sheet.extract_text()
        assert "Nottingham City Council · Case Transfer Procedure · February 2021" in text
        assert f"Page {number} of {len(sheets)}" in text


def test_hostile_words_head_a_sheet_as_words(page: Page, served: str) -> None:
    page.goto(f"{served}/handbook/anytown/gaps.html")
    assert page.evaluate("window.hacked") is None
    council = page.locator(".cf-eyebrow").inner_text()
    assert council in printed(page).pages[0].extract_text()


def test_every_page_type_prints_without_menus_and_without_losing_a_margin(
    page: Page, served: str, page_types: list[str]
) -> None:
    page.set_viewport_size({"width": A4_INSIDE, "height": 900})
    page.emulate_media(media="print", color_scheme="dark")
    beyond = f"""[...document.querySelectorAll(".md-content *")].filter((one) => {{
      const box = one.getBoundingClientRect();
      const seen = box.width > 1 && one.checkVisibility() && !one.closest("svg, figure, .cf-sr");
      return seen && box.right > {A4_INSIDE} + 1; }}).map((one) => one.outerHTML.slice(0, 80))"""
    for name in page_types:
        page.goto(f"{served}/{name}")
        assert not page.evaluate(beyond), name
        for part in (".md-header", ".md-sidebar", ".md-footer", ".md-search", ".cf-zoom"):
            for one in page.locator(part).all():
                expect(one).to_be_hidden()
        white = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(white) == "rgb(255, 255, 255)"


def test_a_page_prints_dark_on_light_whatever_the_screen(page: Page, served: str) -> None:
    page.goto(f"{served}/handbook/nottingham/index.html")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "[...document.querySelectorAll('.cf-drawing text, td, h1, .cf-badge')].map((one) =>"
        " getComputedStyle(one)[one.localName === 'text' ? 'fill' : 'color'])"
    )
    for colour in set(colours):
        assert max(int(part) for part in re.findall(r"\d+", colour)[:3]) < 160, colour


def test_a_wide_map_turns_its_sheet_and_fits_it(page: Page, served: str) -> None:
    page.goto(f"{served}/handbook/nottingham/index.html")
    sheets = printed(page).pages
    turned = [sheet for sheet in sheets if sheet.mediabox.width > sheet.mediabox.height]
    assert len(turned) == 1
    text = turned[0].extract_text()
    assert "Fieldwork" in text
    assert "Key" in text


def test_what_is_folded_away_is_open_on_paper(page: Page, served: str) -> None:
    page.goto(f"{served}/handbook/nottingham/transfers/mash-to-duty.html")
    assert page.locator("details:not([open])").count() > 0
    page.emulate_media(media="print")
    text = " ".join(sheet.extract_text() for sheet in printed(page).pages)
    assert "It can be read in" in text


@pytest.fixture(scope="module")
def whole(site: Path, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """The PDF of the made-up council."""
    out = tmp_path_factory.mktemp("pdf")
    (path,) = write_pdfs(site, out, ["anytown"])
    assert [one.name for one in out.iterdir()] == ["anytown.pdf"]
    return PdfReader(path)


def bare(words: str) -> str:
    """Words without their spaces, of which a bookmark keeps only some."""
    return re.sub(r"\s", "", words)


def titles(outline: list[Any]) -> list[str]:
    """Every bookmark, at any depth."""
    found = []
    for one in outline:
        found += titles(one) if isinstance(one, list) else [bare(one["/Title"])]
    return found


def test_a_council_s_pdf_has_bookmarks_for_its_pages_and_tags(site: Path, whole: PdfReader) -> None:
    marks = titles(whole.outline)
    contents = read_contents(site)["anytown"]
    assert "Contents" in marks
    for entry in contents.pages:
        if not entry.path.endswith(("find.html", "dates.html")):
            assert bare(entry.title) in marks, entry
    top = [one["/Title"] for one in whole.outline if not isinstance(one, list)]
    assert {"Teams", "Transfers", "Timescales", "Clauses"} <= set(top)
    root: Any = whole.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert whole.metadata
    assert whole.metadata.title


def test_a_council_s_pdf_is_numbered_dated_and_leads_only_within_itself(whole: PdfReader) -> None:
    known = set(whole.named_destinations)
    links = 0
    for number, sheet in enumerate(whole.pages, start=1):
        text = sheet.extract_text()
        assert f"Page {number} of {len(whole.pages)}" in text
        assert "March 2024" in text
        for note in sheet.get("/Annots") or []:
            link = note.get_object()
            if link.get("/Subtype") == "/Link":
                assert "/URI" not in str(link.get("/A", {})), link
                assert link.get("/Dest") in known or "/A" not in link
                links += 1
    assert links > 50


def test_the_contents_name_the_sheet_on_which_each_page_begins(
    site: Path, whole: PdfReader
) -> None:
    start = whole.pages[1].extract_text() + whole.pages[2].extract_text()
    place = {sheet.indirect_reference: number for number, sheet in enumerate(whole.pages, start=1)}
    known = whole.named_destinations
    for number, entry in enumerate(read_contents(site)["anytown"].pages, start=1):
        sheet = place[known[f"/p{number}-top"].raw_get("/Page")]
        assert f"{bare(entry.title)}{sheet}" in bare(start), entry


def test_a_council_s_pdf_runs_no_script_and_says_everything_once(whole: PdfReader) -> None:
    text = " ".join(sheet.extract_text() for sheet in whole.pages)
    assert "It can be read in" in text
    assert "localStorage" not in text


@pytest.fixture(scope="module")
def unzipped(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of the site, unzipped somewhere else."""
    folder = tmp_path_factory.mktemp("a shared drive")
    count = write_zip(site, folder / "handbook.zip")
    with zipfile.ZipFile(folder / "handbook.zip") as packed:
        assert len(packed.namelist()) == count
        packed.extractall(folder)
    return folder


def test_the_zip_works_from_a_folder_with_no_network(browser: Browser, unzipped: Path) -> None:
    context = browser.new_context(offline=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto((unzipped / START).as_uri())
    page.get_by_role("link", name="Open the handbook").click()
    expect(page.locator("h1")).to_contain_text("Where does the case go?")
    page.click(".md-search__input")
    page.wait_for_timeout(300)
    page.keyboard.type("timescales", delay=30)
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=20_000)
    page.goto((unzipped / START).as_uri())
    page.get_by_role("link", name="Nottingham City Council").click()
    expect(page.locator("h1")).to_contain_text("Nottingham City Council")
    context.close()
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]


def test_the_zip_is_the_same_each_time_and_its_names_fit_any_system(
    site: Path, unzipped: Path, tmp_path: Path
) -> None:
    write_zip(site, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (unzipped / "handbook.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "again.zip") as packed:
        names = packed.namelist()
    assert names[0] == START
    assert max(map(len, names)) <= 150
    assert not [name for name in names if re.search(r'[<>:"|?*\\]', name)]
    assert not [name for name in names if name.endswith(".map") or "/lab/" in name]
    assert len({name.lower() for name in names}) == len(names)


def test_the_lab_is_in_the_zip_only_when_asked_for(tmp_path: Path) -> None:
    for name in ("handbook/contents.json", "lab/index.html", "index.html"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text("[]", encoding="utf-8")
    without = write_zip(tmp_path / "site", tmp_path / "one.zip")
    assert write_zip(tmp_path / "site", tmp_path / "two.zip", lab=True) == without + 1


def test_what_cannot_be_made_is_said_in_plain_words(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CaseflowError, match="Run 'caseflow build' first"):
        write_zip(tmp_path, tmp_path / "x.zip")
    with pytest.raises(UnreadableInput, match=r"has no council 'nowhere'\. It has: .*nottingham"):
        write_pdfs(site, tmp_path, ["nowhere"])
    monkeypatch.setenv("CASEFLOW_CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(CaseflowError, match=r"cannot be run\. No browser is found"):
        write_pdfs(site, tmp_path, ["anytown"])
    monkeypatch.setenv("CASEFLOW_CHROMIUM", "/bin/false")
    with pytest.raises(CaseflowError, match="could not print"):
        print_pdf(site / "index.html", tmp_path / "x.pdf", find_browser())
    assert not list(tmp_path.iterdir())
