"""DOT and SVG: safe for any words, the same every time, accessible, and fit to stand in a page."""

from __future__ import annotations

import html
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.errors import CaseflowError
from caseflow.exports import svg
from caseflow.exports.dot import dot
from caseflow.exports.dot_looks import PALETTE
from caseflow.exports.dot_text import clean
from caseflow.exports.legend import legend_rows
from caseflow.exports.maps import graphs, maps, page_links
from caseflow.graph import Graph, Line, Mark, Node, pathway, team_map
from caseflow.handover import handover
from caseflow.loader import POLICIES, load_file
from caseflow.model import Policy

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
FILES = [HERE / "data" / "testshire.yaml", *sorted(POLICIES.glob("*/*.yaml"))]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.parent.name)
def policy(request: pytest.FixtureRequest) -> Policy:
    return load_file(request.param)


@pytest.fixture(scope="module")
def testshire() -> Policy:
    return load_file(FILES[0])


def drawn(graph: Graph, name: str = "map") -> ET.Element:
    """Return the SVG of a graph as it stands in a page."""
    text = svg.draw([dot(graph, page_links(graph))])[0]
    frame = svg.inline(text, name, graph.title, graph.description)
    return next(ET.fromstring(frame).iter(f"{SVG}svg"))


def words(root: ET.Element) -> str:
    return " ".join(" ".join(t.text or "" for t in root.iter(f"{SVG}text")).split())


def bare(text: str) -> str:
    """Return text without the spaces, which wrapping may move."""
    return re.sub(r"\s", "", text)


def one(hostile: str, link: str = "") -> tuple[Graph, str]:
    """Return a graph in which every place for words holds the same ones, and its DOT."""
    mark = Mark("transfer", "x", hostile, hostile, hostile, True)
    a = Node("a", "team", hostile, (hostile,), hostile, ("team", "a"), "g", "a")
    b = Node(hostile, "ending", hostile, (), hostile, None, "", "b")
    lines = (Line("a", b.key, "transfer", (mark,), (mark,)),)
    graph = Graph("pathway", "p", hostile, hostile, (("g", hostile),), (a, b), lines)
    return graph, dot(graph, lambda kind, thing: link or hostile)


HOSTILE = [
    '"quoted" and \\"escaped\\"',
    "ends with a backslash \\",
    "\\N \\G \\E \\T \\L \\l \\r \\n",
    "<b>bold</b> </TABLE> <script>alert(1)</script>",
    "&amp; &lt; &#60; &copy; & &&",
    "a\nb\r\nc\td",
    "nul \x00 bell \x07 escape \x1b c1 \x85 \x9f",
    "\ud800 lone",
    "\ufffe \uffff",
    "]] > }; digraph { x -> y } /* c */ // # --",
    "é 家 🚸 \u202e rtl \u200b",
    "%3 %s {0} $x `cmd` {{ jinja }}",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_survive_being_drawn(hostile: str) -> None:
    graph, text = one(hostile, link="")
    root = ET.fromstring(svg.inline(svg.draw([text])[0], "m", graph.title, graph.description))
    wanted = clean(hostile)
    assert bare(wanted) in bare(words(root))
    assert wanted in [title.text for title in root.iter(f"{SVG}title")]
    tips = [bare(title.text or "") for title in root.iter(f"{SVG}title")]
    assert bare(f"{wanted} {wanted}: {wanted}") in tips
    assert {bare(link.get("href", "")) for link in root.iter(f"{SVG}a")} == {bare(wanted)}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=60).filter(lambda words: clean(words) != ""))
def test_any_words_survive_being_drawn(hostile: str) -> None:
    test_hostile_words_survive_being_drawn(hostile)


@settings(max_examples=300)
@given(st.text(max_size=80))
def test_any_words_leave_dot_on_its_own_lines(hostile: str) -> None:
    _, text = one(hostile)
    _, plain = one("plain")
    assert text.count("\n") == plain.count("\n")
    assert text.encode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


def test_links_stand_on_nodes_and_numbers_and_nowhere_else(policy: Policy) -> None:
    graph = pathway(policy)
    addresses = [a.get("href", "") for a in drawn(graph).iter(f"{SVG}a")]
    teams = [address for address in addresses if address.startswith("teams/")]
    assert sorted(teams) == sorted(f"teams/{team.id}.html" for team in policy.teams)
    marks = [mark for line in graph.lines for mark in line.there + line.back]
    numbered = sorted(f"transfers/{m.id}.html" for m in marks if m.kind == "transfer")
    assert sorted(set(addresses) - set(teams)) == sorted(set(numbered))
    assert len(addresses) - len(teams) == len(numbered)


def test_every_links_name_begins_with_its_visible_words(policy: Policy) -> None:
    for graph in (pathway(policy), team_map(policy, policy.teams[0].id)):
        for link in drawn(graph).iter(f"{SVG}a"):
            title = next(link.iter(f"{SVG}title"))
            assert link[0] is title
            visible = next(link.iter(f"{SVG}text")).text or ""
            assert (title.text or "").startswith(visible.strip())


def test_the_tooltip_of_a_short_name_gives_the_full_one(testshire: Policy) -> None:
    titles = {t.text for t in drawn(team_map(testshire, "assessment")).iter(f"{SVG}title")}
    assert "Locality: Locality Social Work Team" in titles


def test_arrows_can_be_counted_in_the_picture(policy: Policy) -> None:
    """No arrow is lost between the graph and the picture: as many heads as directions drawn."""
    graph = pathway(policy)
    raw = svg.draw([dot(graph)])[0]
    lines = re.findall(r'<g id="edge\d+" class="edge cf.*?</g>\s*(?=<!--|</g>)', raw, re.DOTALL)
    assert len(lines) == len(graph.lines)
    for text in lines:
        assert re.search(r'<path fill="none"', text)
    heads = sum(bool(line.there) + bool(line.back) for line in graph.lines)
    painted = re.findall(r'<polygon fill="#1b1b1b" stroke="#1b1b1b"[^>]*points', raw)
    assert len(painted) == heads


def test_lanes_stand_in_their_order(policy: Policy) -> None:
    for transfer in policy.transfers:
        graph = handover(policy, transfer.id)
        heads = [g for g in drawn(graph).iter(f"{SVG}g") if "cf-heading" in g.get("class", "")]
        heads.sort(key=lambda head: float(next(head.iter(f"{SVG}text")).get("x", "0")))
        assert [words(head) for head in heads] == [label for _, label in graph.groups]


def test_a_legend_lists_only_what_the_map_uses(testshire: Policy) -> None:
    rows = dict(legend_rows(handover(testshire, "locality-to-in-care")))
    assert rows == {
        "Thick double outline": "the moment responsibility passes",
        "Thin outline": "should",
    }
    assert "Dashed, W1" in dict(legend_rows(team_map(testshire, "locality")))
    assert "Dashed, W1" not in dict(legend_rows(team_map(testshire, "front-door")))


@pytest.mark.parametrize("name", ["pathway", "team-locality", "transfer-assessment-to-locality"])
def test_dot_is_as_it_was(testshire: Policy, name: str) -> None:
    """Compare with tests/golden; after a wanted change run tests/golden/write.py."""
    text = next(m.dot for m in maps(testshire, page_links) if m.name == name)
    assert text == (GOLDEN / f"{name}.dot").read_text(encoding="utf-8")


def test_the_same_policy_gives_the_same_bytes(policy: Policy) -> None:
    again = load_file(Path(policy.file))
    assert [m.dot for m in maps(again)] == [m.dot for m in maps(policy)]


def test_drawing_twice_gives_the_same_picture(testshire: Policy) -> None:
    text = dot(pathway(testshire))
    first, second = svg.draw([text, text])
    assert first == second
    assert svg.key(text) == svg.key(text) != svg.key(text + " ")


def test_every_map_of_a_council_has_its_own_name(policy: Policy) -> None:
    found = [name for name, _ in graphs(policy)]
    assert len(found) == len(set(found)) >= 1 + len(policy.teams) + len(policy.transfers)


def test_two_maps_on_a_page_never_share_an_id(testshire: Policy) -> None:
    graph = pathway(testshire)
    ids = [e.get("id") for name in ("one", "two") for e in drawn(graph, name).iter() if e.get("id")]
    assert len(ids) == len(set(ids)) == 4


def test_inline_svg_is_one_line_named_and_without_clutter(testshire: Policy) -> None:
    graph = pathway(testshire)
    text = svg.inline(svg.draw([dot(graph, page_links(graph))])[0], "m", graph.title, "Words")
    assert "\n" not in text
    for clutter in ("<?xml", "<!DOCTYPE", "<!--", "xlink", "%3", "-&gt;<", "font-family", 'pt"'):
        assert clutter not in text
    root = next(ET.fromstring(text).iter(f"{SVG}svg"))
    assert root.get("aria-labelledby") == "m-title m-desc"
    assert root.get("role") == "group"
    assert root.get("width") is None
    assert root.get("viewBox")
    assert root[0].text == graph.title
    assert root[1].text == "Words"


def test_an_svg_without_links_is_an_image(testshire: Policy) -> None:
    graph = pathway(testshire)
    alone = svg.standalone(svg.draw([dot(graph)])[0], "m", graph.title, "Words")
    root = ET.fromstring(alone)
    assert root.get("role") == "img"
    assert "cf-alone" in (next(root.iter(f"{SVG}style")).text or "")
    assert not list(root.iter(f"{SVG}a"))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_stand_out_in_both_schemes() -> None:
    light = dict(re.findall(r"var\(--cf-map-([\w-]+), (#\w{6})\)", " ".join(PALETTE.values())))
    css = svg.STYLE.read_text(encoding="utf-8")
    dark = dict(re.findall(r"--cf-map-([\w-]+): (#\w{6})", css))
    for scheme in (light, dark):
        for name in set(light) - {"ink", "edge"}:
            assert contrast(scheme["ink"], scheme[name]) >= 4.5, name
    assert set(light) <= set(dark)


def test_forced_colours_name_every_colour() -> None:
    css = svg.STYLE.read_text(encoding="utf-8").split("forced-colors")[1]
    for value in PALETTE.values():
        for name in re.findall(r"--cf-map-[\w-]+", value):
            assert f"{name}:" in css


def test_no_engine_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEFLOW_DOT", "/nowhere/dot")
    with pytest.raises(CaseflowError, match="CASEFLOW_DOT names '/nowhere/dot'"):
        svg.draw(["digraph {}"])


def test_a_missing_package_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEFLOW_DOT", raising=False)
    monkeypatch.setattr(svg, "_PACKAGE", "no-such-engine")
    svg._engine.cache_clear()
    try:
        with pytest.raises(CaseflowError, match="pip install graphviz-pure"):
            svg.engine()
    finally:
        svg._engine.cache_clear()


def test_bad_dot_is_a_clear_error() -> None:
    with pytest.raises(CaseflowError, match="cannot be drawn"):
        svg.draw(["digraph {"])


def test_a_named_engine_is_used(monkeypatch: pytest.MonkeyPatch, testshire: Policy) -> None:
    text = dot(pathway(testshire))
    own, before = svg.engine(), svg.key(text)
    monkeypatch.setenv("CASEFLOW_DOT", str(own))
    assert svg.engine() == own
    assert svg.key(text) != before


def test_a_page_can_read_the_map_as_html(testshire: Policy) -> None:
    graph = pathway(testshire)
    text = svg.inline(svg.draw([dot(graph)])[0], "m", 'A "title" & more', "d")
    assert html.escape('Map: A "title" & more') in text
