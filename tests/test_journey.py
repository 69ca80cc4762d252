"""A child's way through, on the state machine of the ``transitions`` library."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from caseflow import Journey
from caseflow.errors import CaseflowError, EventRefused
from caseflow.ladder import ladder
from caseflow.library import councils, load
from caseflow.machine import TransferMachine
from caseflow.model import Policy

CIN = {"plan": "child_in_need", "further_social_work_needed": "yes", "child_protection_plan": "no"}


def arrows(policy: Policy) -> set[tuple[str, str, str]]:
    return {
        (t.id, start, way.to) for t in policy.transfers for way in t.ways for start in way.start
    }


def test_the_machine_has_exactly_the_policys_transfers(testshire: Policy) -> None:
    assert TransferMachine(testshire, "assessment").arrows == arrows(testshire)


@pytest.mark.parametrize("council", councils())
def test_the_machine_of_a_council_has_exactly_its_transfers(council: str) -> None:
    policy = load(council)
    assert TransferMachine(policy, policy.teams[0].id).arrows == arrows(policy)


def test_no_name_of_a_policy_becomes_an_attribute_of_the_model(testshire: Policy) -> None:
    machine = TransferMachine(testshire, "assessment")
    given = {name for name in vars(machine._holder) if not name.startswith("__")}
    words = {t.id for t in testshire.teams} | {t.id for t in testshire.transfers}
    spoken = {word.replace("-", "_") for word in words} | words
    assert not {name for name in given for word in spoken if word in name}


def test_a_move_that_is_not_drawn_is_refused(testshire: Policy) -> None:
    machine = TransferMachine(testshire, "front-door")
    with pytest.raises(EventRefused, match="leads from 'front-door'"):
        machine.move("locality-to-in-care", "in-care")
    assert machine.team == "front-door"


def test_the_old_team_stays_accountable_until_the_moment_comes(testshire: Policy) -> None:
    journey = Journey(testshire, "assessment")
    journey.happens("assessment_completed", "2024-05-01", **CIN)
    assert (journey.team, journey.hand_offs) == ("assessment", 0)
    assert journey.pending is not None
    assert journey.pending.to == "locality"
    journey.done("handover-visit", "2024-05-08")
    assert (journey.team, journey.hand_offs) == ("locality", 1)
    assert journey.pending is None


def test_a_transfer_at_the_event_moves_that_day(testshire: Policy) -> None:
    journey = Journey(testshire, "front-door")
    journey.happens(
        "screening_completed", "2024-05-01", threshold="child_in_need", service_needed="social_work"
    )
    assert journey.team == "assessment"


def test_an_event_with_no_rule_from_here_is_refused_with_what_is_allowed(testshire: Policy) -> None:
    journey = Journey(testshire, "front-door")
    with pytest.raises(EventRefused, match="screening_completed"):
        journey.happens("final_hearing_held", "2024-05-01")
    assert journey.history == []


def test_time_does_not_run_backwards(testshire: Policy) -> None:
    journey = Journey(testshire, "locality")
    journey.happens("proceedings_issued", "2024-05-02")
    with pytest.raises(CaseflowError, match="before the last event"):
        journey.happens("proceedings_issued", "2024-05-01")


def test_a_named_role_chooses_only_what_the_policy_offers(testshire: Policy) -> None:
    journey = Journey(testshire, "locality")
    journey.happens("child_accommodated", "2024-05-01")
    with pytest.raises(EventRefused, match="does not offer 'assessment'"):
        journey.choose("assessment", "2024-05-02")
    journey.choose("in-care", "2024-05-02")
    assert (journey.team, journey.hand_offs) == ("in-care", 1)
    with pytest.raises(EventRefused, match="waiting"):
        journey.choose("in-care", "2024-05-03")


def test_joint_work_and_deadlines_run_beside_the_accountable_team(testshire: Policy) -> None:
    journey = Journey(testshire, "locality")
    journey.happens("final_hearing_held", "2024-05-01", order_made="care_order")
    assert journey.co_workers == ("in-care",)
    running = {due.step: due for due in journey.deadlines}
    assert running["joint-visit"].safe == date(2024, 5, 15)
    journey.done("joint-visit", "2024-05-09")
    assert "joint-visit" not in {due.step for due in journey.deadlines}


def test_a_journey_shows_its_path_in_a_notebook(testshire: Policy) -> None:
    journey: Any = Journey(testshire, "locality")
    journey.happens("proceedings_issued", "2024-05-02")
    assert "Locality Social Work Team" in journey._repr_html_()


def test_a_ladders_hours_run_by_the_clock_and_days_by_working_days(testshire: Policy) -> None:
    found = ladder(testshire.disputes[0], datetime(2024, 5, 3, 16, 0))
    assert [level.ends for level in found.levels] == [
        datetime(2024, 5, 4, 16, 0),
        datetime(2024, 5, 8, 16, 0),
    ]
    assert found.total == datetime(2024, 5, 6, 16, 0)


def test_where_no_moment_is_stated_only_the_report_of_the_move_moves_the_case(
    testshire: Policy,
) -> None:
    journey = Journey(testshire, "assessment")
    journey.happens("icpc_held", "2024-05-01", child_protection_plan="yes")
    journey.done("discussion", "2024-05-02")
    assert journey.team == "assessment"
    journey.done("move", "2024-05-03")
    assert (journey.team, journey.hand_offs) == ("locality", 1)
