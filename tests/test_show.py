"""How things look in a notebook: maps with a way lit on them, tables, short words beside."""

from __future__ import annotations

import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from caseflow import (
    Draft,
    Journey,
    councils,
    dates,
    decide,
    dispute,
    draw,
    finding,
    findings,
    load,
    side_by_side,
)
from caseflow.errors import UnreadableInput
from caseflow.exports import svg
from caseflow.loader import POLICIES
from caseflow.shown import objects
from caseflow.shown.lit import Way
from caseflow.shown.parts import plain, table

CHILD_IN_NEED: dict[str, Any] = {"plan": "child_in_need", "unaccompanied": "no"}


@pytest.fixture
def journey() -> Journey:
    found = Journey(load("nottingham"), "duty", {"unaccompanied": "no"})
    found.happens("assessment_completed", "2026-11-23", plan="child_in_need")
    found.done("handover-visit", "2026-11-27")
    return found


def test_a_journeys_teams_and_lines_are_lit_in_order(journey: Journey) -> None:
    shown = draw(journey)
    assert shown.html.count('class="cf-order"') == 2
    assert shown.html.count("cf-passed") == 4  # two teams, one line, its number
    assert "Duty, then Fieldwork." in shown.words
    assert "6 (Duty to Fieldwork, child in need)" in shown.words


def test_every_team_of_every_council_can_be_lit_on_its_map() -> None:
    for name in councils():
        policy = load(name)
        shown = draw(policy, lit=[team.id for team in policy.teams])
        assert shown.html.count('class="cf-order"') == len(policy.teams)


def test_every_transfer_can_be_lit_on_its_map() -> None:
    policy = load("unnamed")
    for transfer in policy.transfers:
        assert "cf-passed" in draw(policy, lit=[transfer.id]).html


def test_what_is_neither_team_nor_transfer_cannot_be_lit() -> None:
    with pytest.raises(UnreadableInput, match="did you mean 'duty'"):
        draw(load("nottingham"), lit=["dutty"])


def test_a_map_without_a_way_is_as_it_was_drawn() -> None:
    assert "cf-passed" not in draw(load("unnamed")).html


class Prepared:
    """A package that carries one map, and where there is no drawing engine."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        drawn = objects.map_svg(load("unnamed"))
        (folder / "maps" / "unnamed").mkdir(parents=True)
        (folder / "maps" / "unnamed" / "pathway.svg").write_text(drawn, "utf-8")
        shutil.copytree(POLICIES / "unnamed", folder / "policies" / "unnamed")
        monkeypatch.setattr(objects, "files", lambda package: folder)
        monkeypatch.setitem(sys.modules, "caseflow.exports.svg", None)
        monkeypatch.delattr("caseflow.exports.svg")
        monkeypatch.setenv("CASEFLOW_POLICIES", str(folder / "policies"))


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prepared:
    assert svg.STYLE.is_file()
    return Prepared(tmp_path, monkeypatch)


def test_without_an_engine_the_prepared_map_is_lit(prepared: Prepared) -> None:
    shown = objects.map_svg(load("unnamed"), "pathway", Way(("cioc",)))
    assert shown.count('class="cf-order"') == 1


def test_without_an_engine_a_drafts_map_is_not_shown_as_the_published_one(
    prepared: Prepared,
) -> None:
    shown = draw(Draft("unnamed", "2027-04-01").read(), lit=["cioc"])
    assert "<svg" not in shown.html
    assert "no drawing engine" in shown.words


def test_without_an_engine_a_map_that_is_not_prepared_is_words(prepared: Prepared) -> None:
    assert "no drawing engine" in draw(load("unnamed"), "team-cioc").words


def test_a_policy_beside_its_html_is_one_line_of_text() -> None:
    decision = decide(load("nottingham"), "duty", "assessment_completed", **CHILD_IN_NEED)
    things: tuple[Any, ...] = (load("nottingham"), decision, Journey(load("nottingham"), "duty"))
    for thing in things:
        bundle = thing._repr_mimebundle_(include=None, exclude=None)
        assert set(bundle) == {"text/html", "text/plain"}
        assert len(bundle["text/plain"]) < 200


def test_deadlines_without_a_date_are_kept_apart() -> None:
    shown = dates(decide(load("nottingham"), "duty", "assessment_completed", **CHILD_IN_NEED))
    assert "3 more, whose dates are not known yet" in shown.html


def test_no_deadline_is_said_so() -> None:
    unclear = decide(load("nottingham"), "duty", "assessment_completed")
    assert dates(unclear).words == "No time limit follows from this."


def test_a_dispute_without_a_clock_is_shown_as_that() -> None:
    words = dispute(load("unnamed"), "complex-transfer", "2026-12-23 10:00").words
    assert "no time stated" in words
    assert "the document does not say" in words


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda p: dispute(p, "complex", "2026-12-23 10:00"), "There is no dispute ladder"),
        (lambda p: dispute(p, "complex-transfer", "noon"), "not a moment such as"),
        (lambda p: finding(p, "given-days"), "did you mean 'given-day'"),
        (lambda p: draw(p, "team-nobody"), "neither 'pathway' nor"),
    ],
)
def test_what_is_not_there_is_told_in_plain_words(wrong: Any, why: str) -> None:
    with pytest.raises(UnreadableInput, match=why):
        wrong(load("unnamed"))


def test_findings_of_a_policy_and_of_a_decision_are_listed() -> None:
    policy = load("unnamed")
    assert all(found.id in findings(policy).words for found in policy.findings)
    decision = decide(policy, "cioc", "final_hearing_held")
    assert len(findings(decision).words) < len(findings(policy).words)


def test_decisions_side_by_side_name_council_answer_and_clause() -> None:
    decision = decide(load("nottingham"), "duty", "assessment_completed", **CHILD_IN_NEED)
    words = side_by_side([decision]).words
    assert "Nottingham City Council" in words
    assert "Fieldwork Social Work Team" in words
    assert "Child In Need, para 1" in words


class Headers(HTMLParser):
    """Gathers the scopes of header cells."""

    def __init__(self) -> None:
        super().__init__()
        self.scopes: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a header's scope."""
        if tag == "th":
            self.scopes.append(dict(attrs).get("scope"))


def test_a_table_has_a_caption_and_headers_for_rows_and_columns() -> None:
    shown = table("Title", ("A", "B"), [(plain("<x>"), plain("1"))])
    parser = Headers()
    parser.feed(shown.html)
    assert parser.scopes == ["col", "col", "row"]
    assert "<caption" in shown.html
    assert "&lt;x&gt;" in shown.html


def test_another_folder_of_policies_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(POLICIES / "unnamed", tmp_path / "unnamed")
    monkeypatch.setenv("CASEFLOW_POLICIES", str(tmp_path))
    assert councils() == ("unnamed",)
    monkeypatch.setenv("CASEFLOW_POLICIES", str(tmp_path / "nowhere"))
    with pytest.raises(UnreadableInput, match="is not there"):
        councils()
