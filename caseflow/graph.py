"""A policy as plain nodes and lines, ready for any drawing: the whole pathway, or one team.

What is drawn, its numbers and its order are settled here; shapes and colours in
``caseflow.exports.dot``. The map of one handover is in ``caseflow.handover``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from caseflow.graph_parts import (
    HOLDS,
    KINDS,
    LETTERS,
    Graph,
    Kind,
    Line,
    Mark,
    Node,
    count,
    ends_of,
    event_words,
    mark_of,
    marked,
    numbers,
)
from caseflow.model import Discretion, Policy, Stay, Team
from caseflow.words import joined, names

__all__ = [
    "HOLDS",
    "Arrow",
    "Graph",
    "Line",
    "Mark",
    "Node",
    "Way",
    "arrows",
    "arrows_of",
    "event_words",
    "numbers",
    "pathway",
    "team_map",
    "ways",
]

Arrow = tuple[str, str, str]
"""A transfer's id, the team it leaves, and the team it reaches."""


@dataclass(frozen=True)
class Way:
    """One row of the table that says the same as the map."""

    number: str
    transfer: str
    start: str
    to: str
    words: str
    title: str


def ways(policy: Policy) -> tuple[Way, ...]:
    """Return every way of every transfer, in the policy's order: the rows of the table."""
    number = numbers(policy)
    return tuple(
        Way(number[t.id], t.id, start, to, event_words(policy, t.on), t.title)
        for t in policy.transfers
        for start, to in ends_of(t)
    )


def arrows(policy: Policy) -> frozenset[Arrow]:
    """Return every transfer's arrows as drawn: read back from the lines of all the maps."""
    drawn = [pathway(policy), *(team_map(policy, team.id) for team in policy.teams)]
    return frozenset(arrow for graph in drawn for arrow in arrows_of(graph))


def arrows_of(graph: Graph) -> Iterator[Arrow]:
    """Yield the arrows that the lines of one map show, transfers only."""
    team = {node.key: node.team for node in graph.nodes}
    for line in graph.lines:
        ends = (line.there, line.tail, line.head), (line.back, line.head, line.tail)
        for marks, start, to in ends:
            for mark in marks:
                if mark.kind == "transfer":
                    yield mark.id, team[start], team[to]


def pathway(policy: Policy, service: str = "") -> Graph:
    """Return the whole pathway, or what enters, crosses and leaves one service."""
    ordered = sorted(policy.teams, key=lambda team: team.stage)
    place = {team.id: i for i, team in enumerate(ordered)}
    inside = {team.id for team in ordered if service in ("", team.service)}
    pairs: dict[tuple[str, str], tuple[list[Mark], list[Mark]]] = {}
    for mark, start, to in marked(policy):
        if inside & {start, to} and mark.kind != "joint_work":
            tail, head = sorted((start, to), key=lambda team: place[team])
            there, back = pairs.setdefault((tail, head), ([], []))
            (there if start == tail else back).append(mark)
    lines = [
        Line(tail, head, _strongest(there + back), tuple(there), tuple(back))
        for (tail, head), (there, back) in pairs.items()
    ]
    lines.sort(key=lambda line: (place[line.tail], place[line.head]))
    shown = inside | {end for pair in pairs for end in pair}
    named = {s.id: s.name for s in policy.services}
    groups, nodes = _neighbours(policy, [team for team in ordered if team.id in shown])
    title = f"{policy.council}: {named.get(service, 'the whole pathway')}"
    described = {mark.id for x in lines for mark in x.there + x.back if mark.kind == "transfer"}
    description = (
        f"{count(len(nodes), 'team')}, from where cases come in on the left to where they end on "
        f"the right. Each line joins two teams and carries the numbers of the transfers between "
        f"them, {len(described)} in all. The table says the same in words."
    )
    name = f"pathway-{service}" if service else "pathway"
    return Graph("pathway", name, title, description, groups, nodes, tuple(lines))


def team_map(policy: Policy, team_id: str) -> Graph:
    """Return everything that comes to a team, leaves it, stays with it or is done beside it."""
    team, number = policy.team(team_id), numbers(policy)
    nodes: dict[str, Node] = {team_id: _team_node(policy, team, focus=True)}
    lines: dict[tuple[str, str, str], list[Mark]] = {}
    for mark, start, to in marked(policy):
        own_decision = mark.kind == "discretion" and start == team_id
        if team_id not in (start, to) or own_decision or mark.kind == "joint_work":
            continue
        side, other = ("in", start) if to == team_id else ("out", to)
        key = f"{side} {other}"
        nodes.setdefault(key, _team_node(policy, policy.team(other), key=key, group=side))
        ends = (key, team_id) if side == "in" else (team_id, key)
        lines.setdefault((*ends, mark.kind), []).append(mark)
    rules: tuple[Discretion | Stay, ...] = (*policy.discretions, *policy.stays)
    for rule in rules:
        if team_id in rule.at:
            nodes[rule.id] = _rule_node(policy, rule)
            lines[(team_id, rule.id, KINDS[type(rule)])] = [mark_of(policy, number, rule)]
    for partners, marks in _beside(policy, team_id).items():
        key = f"beside {' '.join(partners)}"
        nodes[key] = _partners_node(policy, partners, key)
        lines[(team_id, key, "joint_work")] = marks
    if found := policy.bearing_on(team_id):
        nodes["findings"] = Node(
            "findings", "finding", count(len(found), "open question"), refers=("findings", team_id)
        )
        lines[(team_id, "findings", "note")] = []
    sides = [("in", "Comes from"), ("out", "Goes to"), ("decides", "A person decides")]
    sides += [("stays", "Stays here"), ("beside", "Works together with")]
    groups = tuple(side for side in sides if any(n.group == side[0] for n in nodes.values()))
    drawn = tuple(Line(tail, head, kind, tuple(m)) for (tail, head, kind), m in lines.items())
    comes = sum(node.group == "in" for node in nodes.values())
    description = (
        f"On the left the teams that cases come from ({comes}), in the middle {team.name}, on the "
        "right where cases go, stay, or wait for a decision. The tables say the same in words."
    )
    return Graph("team", team_id, team.name, description, groups, tuple(nodes.values()), drawn)


def _beside(policy: Policy, team_id: str) -> dict[tuple[str, ...], list[Mark]]:
    """Return the joint work of a team, by the teams it works with."""
    place = {team.id: i for i, team in enumerate(policy.teams)}
    partners: dict[Mark, set[str]] = {}
    for mark, start, to in marked(policy):
        if mark.kind == "joint_work" and team_id in (start, to):
            partners.setdefault(mark, set()).update({start, to} - {team_id})
    found: dict[tuple[str, ...], list[Mark]] = {}
    for mark, teams in partners.items():
        found.setdefault(tuple(sorted(teams, key=place.__getitem__)), []).append(mark)
    return found


def _partners_node(policy: Policy, partners: tuple[str, ...], key: str) -> Node:
    teams = [policy.team(team) for team in partners]
    if len(teams) == 1:
        return _team_node(policy, teams[0], key=key, group="beside")
    name = joined([team.label for team in teams], "and")
    tip = joined([team.name for team in teams], "and")
    return Node(key, "partners", name, (), tip, group="beside")


def _neighbours(
    policy: Policy, ordered: list[Team]
) -> tuple[tuple[tuple[str, str], ...], tuple[Node, ...]]:
    """Group teams of one service that follow each other; one that stands apart has no group."""
    names_of = {service.id: service.name for service in policy.services}
    groups, nodes = [], []
    for number, (service, run) in enumerate(groupby(ordered, key=lambda team: team.service)):
        teams = list(run)
        key = f"{number} {service}" if len(teams) > 1 else ""
        groups += [(key, names_of[service])] if key else []
        for team in teams:
            stays = sum(team.id in stay.at for stay in policy.stays)
            found = len(policy.bearing_on(team.id))
            notes = [count(stays, "stay")] * bool(stays) + [f"{found} open"] * bool(found)
            node = _team_node(policy, team, group=key)
            tip = f"{team.name}, {names_of[service]}"
            nodes.append(replace(node, notes=(" · ".join(notes),) * bool(notes), tip=tip))
    return tuple(groups), tuple(nodes)


def _strongest(marks: list[Mark]) -> Kind:
    kinds = {mark.kind for mark in marks}
    return next(kind for kind in LETTERS if kind in kinds)


def _team_node(
    policy: Policy, team: Team, key: str = "", group: str = "", focus: bool = False
) -> Node:
    refers = ("team", team.id)
    key = key or team.id
    return Node(*(key, team.kind, team.label, (), team.name, refers, group, team.id), focus=focus)


def _rule_node(policy: Policy, rule: Discretion | Stay) -> Node:
    if isinstance(rule, Stay):
        return Node(rule.id, "stay", rule.title, (), "", ("stay", rule.id), "stays")
    outcomes = [policy.team(to).label for to in rule.to]
    outcomes += ["stays here"] if rule.may_stay else []
    who = names(policy, rule.by)
    verb = "decides" if len(rule.by) == 1 else "decide"
    asked = f"{who} {verb}:" if who else "It is not said who decides:"
    notes = (asked, joined(outcomes, "or"))
    return Node(rule.id, "discretion", rule.title, notes, "", ("discretion", rule.id), "decides")
