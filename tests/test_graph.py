"""What the maps contain: every arrow, no other, in a stable order and with stable numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseflow.graph import arrows, arrows_of, numbers, pathway, team_map, ways
from caseflow.handover import handover
from caseflow.loader import POLICIES, load_file
from caseflow.machine import TransferMachine
from caseflow.model import Policy

TESTSHIRE = Path(__file__).parent / "data" / "testshire.yaml"
FILES = [TESTSHIRE, *sorted(POLICIES.glob("*/*.yaml"))]


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.parent.name)
def policy(request: pytest.FixtureRequest) -> Policy:
    return load_file(request.param)


@pytest.fixture(scope="module")
def testshire() -> Policy:
    return load_file(TESTSHIRE)


def stated(policy: Policy) -> set[tuple[str, str, str]]:
    return {(t.id, start, w.to) for t in policy.transfers for w in t.ways for start in w.start}


def test_the_arrows_of_all_maps_are_exactly_the_machines_transitions(policy: Policy) -> None:
    machine = TransferMachine(policy, policy.teams[0].id)
    assert arrows(policy) == machine.arrows == stated(policy)


def test_the_pathway_alone_shows_every_arrow(policy: Policy) -> None:
    assert set(arrows_of(pathway(policy))) == stated(policy)


def test_a_teams_map_shows_every_arrow_that_touches_it(policy: Policy) -> None:
    for team in policy.teams:
        touching = {arrow for arrow in stated(policy) if team.id in arrow[1:]}
        assert set(arrows_of(team_map(policy, team.id))) == touching


def test_the_table_has_a_row_for_every_arrow(policy: Policy) -> None:
    assert {(row.transfer, row.start, row.to) for row in ways(policy)} == stated(policy)


def test_the_pathway_has_one_line_for_each_pair_of_teams(policy: Policy) -> None:
    pairs = [frozenset((line.tail, line.head)) for line in pathway(policy).lines]
    assert len(pairs) == len(set(pairs))


def test_lines_run_from_the_earlier_stage_to_the_later(policy: Policy) -> None:
    for line in pathway(policy).lines:
        assert policy.team(line.tail).stage <= policy.team(line.head).stage


def test_every_team_stands_on_the_pathway(policy: Policy) -> None:
    assert {node.team for node in pathway(policy).nodes} == {team.id for team in policy.teams}


def test_a_handover_shows_every_step_once_and_one_moment(policy: Policy) -> None:
    for transfer in policy.transfers:
        graph = handover(policy, transfer.id)
        kinds = [node.kind for node in graph.nodes]
        assert kinds.count("step") == len(transfer.steps)
        assert kinds.count("moment") == 1
        cells = [(node.group, node.row) for node in graph.nodes]
        assert len(cells) == len(set(cells))


def test_steps_before_the_move_stand_above_the_moment(policy: Policy) -> None:
    for transfer in policy.transfers:
        rows = {node.key: node.row for node in handover(policy, transfer.id).nodes}
        for number, step in enumerate(transfer.steps, 1):
            assert (rows[f"step {number}"] < rows["moment"]) == (step.stage in ("before", "at"))


def test_services_show_only_what_touches_them(policy: Policy) -> None:
    for service in policy.services:
        inside = {team.id for team in policy.teams if team.service == service.id}
        graph = pathway(policy, service.id)
        wanted = {arrow for arrow in stated(policy) if inside & set(arrow[1:])}
        assert set(arrows_of(graph)) == wanted


def test_numbers_follow_the_file(testshire: Policy) -> None:
    number = numbers(testshire)
    assert [number[t.id] for t in testshire.transfers] == ["1", "2", "3", "4", "5", "6", "7"]
    assert number["re-referral-within-three-months"] == "J1"
    assert number["proceedings-stay"] == "S1"
    assert number["care-joins-early"] == "W1"


def test_a_pair_carries_both_directions(testshire: Policy) -> None:
    lines = {(line.tail, line.head): line for line in pathway(testshire).lines}
    line = lines["locality", "in-care"]
    assert [mark.number for mark in line.there] == ["4", "J2"]
    assert [mark.number for mark in line.back] == ["5"]


def test_joint_work_and_stays_are_on_the_teams_map(testshire: Policy) -> None:
    graph = team_map(testshire, "locality")
    assert {line.kind for line in graph.lines} == {"transfer", "discretion", "stay", "joint_work"}


def test_the_step_that_passes_responsibility_says_so(testshire: Policy) -> None:
    nodes = {node.key: node for node in handover(testshire, "assessment-to-locality").nodes}
    assert "Responsibility passes with this step" in nodes["step 3"].notes
    assert "Within 5 working days of step 2" in nodes["step 3"].notes


def test_an_unstated_moment_says_that_it_is_not_stated(testshire: Policy) -> None:
    nodes = {node.key: node for node in handover(testshire, "conference-to-locality").nodes}
    assert nodes["moment"].name == "Not stated when responsibility passes"
    assert not nodes["moment"].focus


def test_a_second_reading_gives_the_same_graphs(testshire: Policy) -> None:
    again = load_file(TESTSHIRE)
    assert pathway(again) == pathway(testshire)
    assert team_map(again, "locality") == team_map(testshire, "locality")
