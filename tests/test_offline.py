"""What is printed and packed: many pages as one document, its links in it, its words only words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from caseflow.cli import app
from caseflow.errors import CaseflowError
from caseflow.pages import Page
from caseflow.site.contents import Contents, Entry, contents, read_contents, write_contents
from caseflow.site.heads import css_string, with_running_head
from caseflow.site.sheets import sheets
from caseflow.site.whole import whole
from caseflow.site.zip import start_page

HEAD = (
    '<head><link rel="stylesheet" href="../assets/x.css"></head><body>'
    '<article class="md-content__inner md-typeset">'
)
OVERVIEW = (
    HEAD + '<h1 id="top">Town</h1><a class="headerlink" href="#top">#</a>'
    '<a href="teams/door.html#out">Door</a> <a href="#top">up</a> <a href="../other/x.html">o</a>'
    '<details class="cf-more"><summary>s</summary>kept</details>'
    '<details class="cf-more cf-twice">said elsewhere</details><script>bad()</script>'
    '<div class="cf-block cf-rests">\n<dl><div><dt>Document</dt></div></dl></div></article></body>'
)
DOOR = (
    HEAD + '<h1 id="top">Door</h1><h2 id="out">Out</h2><p aria-labelledby="top out">id="no"</p>'
    '<h2 id="rests-on">What this page rests on</h2><p>again</p></article></body>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages."""
    folder = tmp_path / "handbook" / "town"
    (folder / "teams").mkdir(parents=True)
    (folder / "index.html").write_text(OVERVIEW, encoding="utf-8")
    (folder / "teams" / "door.html").write_text(DOOR, encoding="utf-8")
    return tmp_path


TOWN = Contents(
    "town",
    "Town <b>",
    'Town "</style>" · Document',
    (
        Entry("handbook/town/index.html", "Town", ()),
        Entry("handbook/town/teams/door.html", "Door & Co", ("Teams",)),
    ),
)


def test_links_lead_within_the_document_and_ids_stand_once(site: Path) -> None:
    html = whole(site, TOWN)
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'\shref="#([^"]*)"', html)) <= set(ids)
    assert 'href="#p2-out">Door' in html
    assert 'href="#p1-top">up' in html
    assert "<a>o</a>" in html
    assert 'aria-labelledby="p2-top p2-out">id="no"<' in html


def test_a_page_within_a_part_is_one_heading_lower(site: Path) -> None:
    html = whole(site, TOWN)
    assert '<h1 class="cf-part">Teams</h1><h2 id="p2-top">Door</h2><h3 id="p2-out">' in html
    assert '<h1 id="p1-top">Town</h1>' in html


def test_nothing_runs_and_nothing_is_said_twice(site: Path) -> None:
    html = whole(site, TOWN)
    assert "<script" not in html
    assert "said elsewhere" not in html
    assert "again" not in html
    assert "default-src 'none'" in html
    assert '<details class="cf-more" open>' in html


def test_the_words_of_a_council_stay_words(site: Path) -> None:
    html = whole(site, TOWN)
    assert "Town <b>" not in html
    assert html.count("</style>") == 1
    assert "Door &amp; Co" in html


def test_contents_name_the_sheet_where_it_is_known(site: Path) -> None:
    html = whole(site, TOWN, {"handbook/town/teams/door.html": 7})
    assert ">Door &amp; Co</a><span>7</span>" in html


def test_a_page_that_is_missing_is_named(site: Path) -> None:
    (site / "handbook" / "town" / "teams" / "door.html").unlink()
    with pytest.raises(CaseflowError, match=r"door\.html is missing"):
        whole(site, TOWN)
    (site / "handbook" / "town" / "teams" / "door.html").write_text("x", encoding="utf-8")
    with pytest.raises(CaseflowError, match="is not a page of a handbook"):
        whole(site, TOWN)


def test_a_pdf_written_in_another_way_gives_no_numbers() -> None:
    assert sheets(b"%PDF-1.4") == {}
    tree = b"%PDF\n1 0 obj\n<</Type /Catalog /Pages 2 0 R /Dests 5 0 R>>\nendobj"
    tree += b"\n2 0 obj\n<</Kids [3 0 R 4 0 R]>>\nendobj\n3 0 obj\n<<>>\nendobj"
    tree += b"\n5 0 obj\n<</p1-top [4 0 R /XYZ 0 0 0] /p2-top [9 0 R /XYZ]>>\nendobj"
    assert sheets(tree) == {"p1": 2}


@pytest.mark.parametrize("words", ['"', "\\", "</style>", "a\nb", "}", "é “quoted”", "\x00", "*/"])
def test_any_words_make_one_css_string(words: str) -> None:
    made = css_string(words)
    assert made[0] == made[-1] == '"'
    assert not re.search(r'["<>{}\n\x00*]', made[1:-1])
    back = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), made[1:-1])
    assert back == words


def test_a_running_head_is_added_once() -> None:
    once = with_running_head("<head></head>", "Town")
    assert once.count("@page") == 1
    assert with_running_head(once, "Town") == once
    assert with_running_head("<head></head>", "") == "<head></head>"


def test_contents_are_read_back_as_written_without_the_forms(tmp_path: Path) -> None:
    def page(path: str, running: str = "Town · Document") -> Page:
        return Page(f"handbook/town/{path}", "t", path, "", "d", ("Town",), running=running)

    pages = [page("index.html"), page("find.html"), page("gaps.html"), page("x.html", "")]
    (tmp_path / "handbook").mkdir()
    write_contents(tmp_path, pages)
    (one,) = contents(pages)
    assert read_contents(tmp_path) == {"town": one}
    assert [entry.path[14:] for entry in one.pages] == ["index.html", "gaps.html"]


def test_the_start_page_escapes_a_council_and_names_the_folder() -> None:
    text = start_page([TOWN])
    assert "Town &lt;b&gt;" in text
    assert 'href="handbook/handbook/town/index.html"' in text


def test_the_command_says_what_to_do_without_a_site(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["offline", "--site", str(tmp_path), "--out", str(tmp_path)])
    assert isinstance(done.exception, CaseflowError)
    assert "Run 'caseflow build' first" in str(done.exception)
