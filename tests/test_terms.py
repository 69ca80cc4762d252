"""Silence has its own page, a concept each council's word, and a term its meaning beside it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from caseflow.library import councils, load
from caseflow.model import Policy
from caseflow.pages import Book, Page
from caseflow.pages import concepts as concept_pages
from caseflow.pages import silent as silent_pages
from caseflow.pages._tips import with_tips

RULES = (
    *("transfers", "stays", "discretions", "duties", "joint_work"),
    *("shared_steps", "checklists", "disputes", "definitions", "principles"),
)


@pytest.fixture(scope="module")
def book() -> Book:
    return Book(tuple(load(name) for name in councils()))


def treats(policy: Policy, theme: str) -> bool:
    return any(theme in one.themes for kind in RULES for one in getattr(policy, kind))


def page(body: str, path: str = "handbook/nottingham/rules.html") -> Page:
    return Page(path, "T", "T", body, "")


def council(book: Book, name: str) -> Policy:
    return next(policy for policy in book.policies if policy.policy == name)


def test_every_theme_without_a_rule_has_a_page_that_says_so_and_no_other_has(book: Book) -> None:
    for policy in book.policies:
        made = {p.path.rpartition("/")[2].removesuffix(".html"): p for p in pages(book, policy)}
        wanted = {name for name in book.vocabulary.themes if not treats(policy, name)}
        assert set(made) == wanted
        for name, one in made.items():
            assert one.title.startswith(f"{one.section[0]}: {book.vocabulary.themes[name].title}")
            opened = [f for f in policy.findings if name in f.themes]
            assert ("no rule of this document" in one.body) is bool(opened)
            assert ("found nothing on it" in one.body) is not bool(opened)
            assert all(f.id in one.body for f in opened)


def pages(book: Book, policy: Policy) -> list[Page]:
    return list(silent_pages.pages(policy, book))


def test_a_silent_page_names_whom_to_ask_only_as_far_as_the_document_does(book: Book) -> None:
    for policy in book.policies:
        for one in pages(book, policy):
            says = "does not say what to do when none of its rules fits" in one.body
            assert says is (policy.fallback is None)


def test_a_concept_has_each_councils_word_with_its_clause_or_says_there_is_none(book: Book) -> None:
    made = {one.path: one for one in concept_pages.pages(book)}
    assert len(made) == len(book.vocabulary.concepts)
    front = made["handbook/concepts/front-door.html"].body
    for word in ("ChAD", "Access/MASH", "CFD", "MASH"):
        assert f">{word}</a>" in front
    rows = re.findall(r"<tr>.*?</tr>", front, re.DOTALL)[1:]
    assert len(rows) >= len(book.policies)
    for row in rows:
        assert ("Source:" in row) is not ("No entry in our glossary" in row)


def test_the_first_use_of_a_term_leads_to_its_meaning_and_clause(book: Book) -> None:
    policy = council(book, "nottingham")
    body = (
        '<div>\n<p>The ICPC and the ICPC again.</p>\n<a href="#">UASC</a>\n<h2>CPR</h2>\n</div>\n'
    )
    made = with_tips(page(body), book, policy).body
    assert made.count('class="cf-term"') == 1
    assert made.count('role="tooltip"') == 1
    link = re.search(r'<a class="cf-term" href="([^"]*)" aria-describedby="([^"]*)">ICPC</a>', made)
    assert link
    assert link[1] == "glossary.html#term-icpc"
    assert f'id="{link[2]}" hidden' in made
    assert "Source:" in made


@pytest.mark.parametrize(
    "body",
    [
        "## ICPC {#icpc}\n",
        "<div><h2>ICPC</h2></div>",
        "<div><a href='#'>the ICPC</a></div>",
        "<div><button>ICPC</button><label>ICPC</label></div>",
        '<script type="application/json">{"a": "ICPC"}</script>',
        "<svg><g><text>ICPC</text></g></svg>",
        '<p class="cf-aka">Also known as: ICPC</p>',
        "<div data-no-tips><p>ICPC</p></div>",
        '<p title="ICPC">XICPC ICPC-2 &ICPC;</p>',
        "<!-- <p>ICPC</p> -->",
    ],
)
def test_headings_links_controls_scripts_and_drawings_are_left_alone(book: Book, body: str) -> None:
    before = page(body)
    assert with_tips(before, book, council(book, "nottingham")) == before


def test_what_could_be_an_ordinary_word_is_not_explained(book: Book) -> None:
    before = page("<p>Eligible, if pending. Transferred. Access. If so.</p>")
    for name in ("stoke-on-trent", "south-gloucestershire", "islington"):
        assert with_tips(before, book, council(book, name)) == before


def test_side_by_side_each_council_has_its_own_meaning(book: Book) -> None:
    sides = "".join(
        f'<section class="cf-side" aria-labelledby="of-{name}"><p>The CIN plan</p></section>\n'
        for name in ("islington", "nottingham")
    )
    made = with_tips(page(sides, "handbook/compare/x.html"), book).body
    assert 'href="../islington/glossary.html#term-cin"' in made
    assert 'href="../nottingham/glossary.html#term-cin"' in made
    assert len(set(re.findall(r'id="(tip-[^"]*)"', made))) == 2


def test_a_team_s_name_is_not_explained_by_what_such_teams_do_elsewhere(book: Book) -> None:
    shared = page("<p>CIOC Team, ICPC.</p>", "handbook/examples/boundaries.html")
    made = with_tips(shared, book).body
    assert ">ICPC</a>" in made
    assert ">CIOC Team</a>" not in made
    own = with_tips(replace(shared, whose="nottingham"), book).body
    assert 'href="../nottingham/glossary.html#term-icpc"' in own


def test_a_term_that_is_markup_stays_words(book: Book) -> None:
    policy = council(book, "nottingham")
    term = policy.glossary[0].model_copy(
        update={"term": "AB <i>", "means": "x\n\n<script>hacked()</script>", "aliases": ()}
    )
    hostile = policy.model_copy(update={"glossary": (term,)})
    own = replace(book, policies=(hostile,))
    made = with_tips(page("<p>An AB &lt;i&gt; here</p>"), own, hostile).body
    assert ">AB &lt;i&gt;</a>" in made
    assert "<script" not in made
    assert "<i>" not in made
    assert "\n\n&lt;" not in made
