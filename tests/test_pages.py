"""Every page of the handbook is there, says everything of its kind, and lets no markup through."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

import pytest

from caseflow import pages as page_types
from caseflow.library import councils, load
from caseflow.loader import load_file
from caseflow.model import Policy
from caseflow.pages import Book, Page, all_pages, places, plain_title
from caseflow.pages._deadlines import rows
from caseflow.pages._view import View, relative

HERE = Path(__file__).parent
FOLDER = Path(page_types.__file__).parent
EVERY = (*councils(), "anytown", "testshire")
MADE_UP = {
    "anytown": HERE / "browser" / "anytown.yaml",
    "testshire": HERE / "data" / "testshire.yaml",
}
OWN_SCRIPT = re.compile(
    r'<script type="application/json" id="[a-z-]+">[^<]*</script>'
    r'|<script src="[./]*assets/[a-z]+\.js" defer></script>'
)
"""A page's data, in which nothing can be markup, and our own scripts."""


@pytest.fixture(scope="module")
def policies() -> dict[str, Policy]:
    """Every policy there is, and two made-up ones."""
    found = {name: load(name) for name in councils()}
    return found | {name: load_file(path) for name, path in MADE_UP.items()}


@pytest.fixture(scope="module")
def handbook(policies: dict[str, Policy]) -> dict[str, Page]:
    """Every page by its address."""
    return {page.path: page for page in all_pages(Book(tuple(policies.values())))}


def words(page: Page) -> str:
    """What a page says, without markup, on one line."""
    body = re.sub(r'<a class="cf-term"[^>]*>([^<]*)</a>', r"\1", page.body)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def said(text: object) -> str:
    """A policy's words as a page shows them."""
    return " ".join(str(text).split())


def test_every_page_type_is_listed_and_has_its_template() -> None:
    files = {path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_")}
    listed = (*page_types.FIRST, *page_types.PER_COUNCIL, *page_types.SHARED)
    assert sorted(each.__module__.rsplit(".", 1)[1] for each in listed) == sorted(files)
    used = re.findall(
        r'"([a-z-]+)"', " ".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    )
    templates = {path.name.removesuffix(".md.jinja") for path in FOLDER.glob("templates/*.jinja")}
    assert {name for name in templates if not name.startswith("_")} <= set(used)


@pytest.mark.parametrize("council", EVERY)
def test_everything_with_an_id_stands_where_its_links_lead(
    policies: dict[str, Policy], handbook: dict[str, Page], council: str
) -> None:
    policy = policies[council]
    assert set(places(policy)) >= set(policy.ids)
    for thing, place in places(policy).items():
        path, _, anchor = place.partition("#")
        page = handbook[f"handbook/{council}/{path}"]
        assert not anchor or f'id="{anchor}"' in page.body, thing


@pytest.mark.parametrize("council", EVERY)
def test_each_finding_shows_its_example_readings_and_safe_course(
    policies: dict[str, Policy], handbook: dict[str, Page], council: str
) -> None:
    page = handbook[f"handbook/{council}/gaps.html"]
    shown = words(page)
    for finding in policies[council].findings:
        assert f'id="{finding.id}"' in page.body
        for part in (finding.title, finding.example, finding.safe, *finding.readings):
            assert said(part) in shown


@pytest.mark.parametrize("council", EVERY)
def test_each_clause_has_its_anchor_and_each_citation_leads_to_one(
    policies: dict[str, Policy], handbook: dict[str, Page], council: str
) -> None:
    clauses = handbook[f"handbook/{council}/clauses.html"].body
    anchors = set(re.findall(r'id="(c-[^"]+)"', clauses))
    assert len(anchors) == len(policies[council].clauses)
    for path, page in handbook.items():
        if path.startswith(f"handbook/{council}/"):
            cited = re.findall(r'clauses\.html#(c-[^"]+)"', page.body)
            assert set(cited) <= anchors, path


@pytest.mark.parametrize("council", EVERY)
def test_each_time_limit_is_in_the_table(
    policies: dict[str, Policy], handbook: dict[str, Page], council: str
) -> None:
    policy = policies[council]
    shown = words(handbook[f"handbook/{council}/timescales.html"])
    steps = {step.do for _, step in policy.steps() if step.deadline}
    steps |= {t.moves.says for t in policy.transfers if t.moves.deadline}
    steps |= {item.item for c in policy.checklists for item in c.items if item.deadline}
    for what in steps:
        assert said(what) in shown
    found = rows(View(policy, Book((policy,)), "timescales.html"))
    assert {row.what for row in found} >= steps


@pytest.mark.parametrize("council", EVERY)
def test_each_transfer_page_says_who_when_what_and_by_which_clause(
    policies: dict[str, Policy], handbook: dict[str, Page], council: str
) -> None:
    policy = policies[council]
    for transfer in policy.transfers:
        page = handbook[f"handbook/{council}/transfers/{transfer.id}.html"]
        shown = words(page)
        assert said(transfer.moves.says) in shown
        for event in transfer.on:
            assert policy.vocabulary.events[event].label.lower() in shown.lower()
        for step in transfer.steps:
            assert said(step.do) in shown
            for role in (*step.by, *step.tell):
                assert said(policy.role(role).name) in shown
        for finding in policy.bearing_on(transfer.id):
            assert said(finding.safe) in shown


@pytest.mark.parametrize("council", EVERY)
def test_each_page_of_a_council_names_its_document_and_when_it_was_checked(
    policies: dict[str, Policy], handbook: dict[str, Page], council: str
) -> None:
    view = View(policies[council], Book((policies[council],)), "index.html")
    for path, page in handbook.items():
        if path.startswith(f"handbook/{council}/"):
            shown = words(page)
            for part in (view.council, view.policy.document.title, view.dated, view.checked):
                assert said(part) in shown, path
            assert "#strength" in page.body


def test_a_document_without_something_has_a_page_that_says_so(
    policies: dict[str, Policy],
) -> None:
    kept = {"policy", "council", "document", "services", "teams", "clauses", "vocabulary", "file"}
    full = policies["testshire"]
    bare = {n: () for n in Policy.model_fields if n not in {*kept, "fallback", "lines"}}
    policy = full.model_copy(update={**bare, "fallback": None})
    found = {page.path: words(page) for page in all_pages(Book((policy,)))}
    for name in ("timescales", "disputes", "joint-work", "re-referrals", "rules", "principles"):
        assert "This document says nothing on" in found[f"handbook/testshire/{name}.html"], name
    assert "says nothing on" in found["handbook/testshire/checklists/index.html"]
    assert "found nothing in this document on this theme" in found["handbook/compare/adoption.html"]


def test_no_words_of_a_policy_become_markup(
    policies: dict[str, Policy], handbook: dict[str, Page]
) -> None:
    del policies
    for path, page in handbook.items():
        assert "<script" not in OWN_SCRIPT.sub("", page.body), path
        assert not re.search(r"<[^>]*\son\w+=", page.body), path
        for line in page.body.splitlines():
            own = line.startswith("##") is False or re.fullmatch(
                r"#{2,3} [^<>*`\[\]]+ \{#[a-z_-]+( data-search-exclude=\"true\")?\}", line
            )
            assert own, f"{path}: {line}"
        assert not set('<>"`') & set(plain_title(page.title)), path


def test_no_words_of_a_policy_stand_in_python_or_templates(policies: dict[str, Policy]) -> None:
    ours = "".join(p.read_text(encoding="utf-8") for p in FOLDER.rglob("*") if p.is_file()
                   and p.suffix in (".py", ".jinja")).lower()  # fmt: skip
    for name in councils():
        policy = policies[name]
        assert policy.council.lower() not in ours
        for transfer in policy.transfers:
            assert transfer.title.lower() not in ours
            assert not any(step.do.lower() in ours for step in transfer.steps)


def test_pages_are_the_same_each_time_they_are_made(policies: dict[str, Policy]) -> None:
    book = Book((policies["anytown"], policies["testshire"]))
    assert list(all_pages(book)) == list(all_pages(book))


def test_titles_say_council_and_topic_and_are_all_different(handbook: dict[str, Page]) -> None:
    titles = [page.title for page in handbook.values()]
    assert len(set(titles)) == len(titles)
    assert handbook["handbook/testshire/gaps.html"].title == "Testshire: gaps and contradictions"


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("handbook/a/gaps.html#x", "handbook/a/teams/t.html", "../gaps.html#x"),
        ("handbook/a/gaps.html#x", "handbook/a/gaps.html", "#x"),
        ("about.html", "index.html", "about.html"),
        ("index.html", "handbook/compare/x.html", "../../index.html"),
    ],
)
def test_an_address_is_seen_from_its_page(target: str, page: str, expected: str) -> None:
    assert relative(target, page) == expected


def test_a_title_cannot_be_read_as_markup() -> None:
    assert plain_title('A <b> & "c" &lt;') == "A ‹b› & ”c” &amp;lt;"
    assert escape(plain_title("plain words")) == "plain words"


def test_each_finding_is_said_to_be_found_again_by_machine_or_beyond_it(
    policies: dict[str, Policy], handbook: dict[str, Page]
) -> None:
    page = handbook["handbook/checks/known.html"].body
    for policy in policies.values():
        for finding in policy.findings:
            link = f"../{policy.policy}/gaps.html#{finding.id}"
            assert page.count(f'href="{link}"') == 1, link
            line = page[page.index(f'href="{link}"') :].partition("</li>")[0]
            assert all(
                f"../checks/{s}.html" in line or f"{s}.html" in line for s in finding.found_by
            )
