"""All the maps of a council, with their names, as DOT."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from caseflow.exports.dot import Link, dot, no_link
from caseflow.graph import Graph, pathway, team_map
from caseflow.handover import handover
from caseflow.model import Policy

MOST_LINES = 40
"""How many lines one picture of the pathway can carry; beyond it each service gets its own too."""
_FOLDERS = {"pathway": "", "team": "teams/", "handover": "transfers/"}
_NAMES = {"pathway": "{id}", "team": "team-{id}", "handover": "transfer-{id}"}


@dataclass(frozen=True)
class Map:
    """One map: the name of its files, its words, and its DOT."""

    name: str
    title: str
    description: str
    dot: str


def graphs(policy: Policy) -> Iterator[tuple[str, Graph]]:
    """Yield every map's name and graph: the pathway, large services, teams, handovers."""
    whole = pathway(policy)
    every = [whole]
    if len(whole.lines) > MOST_LINES:
        every += [pathway(policy, service.id) for service in policy.services]
    every += [team_map(policy, team.id) for team in policy.teams]
    every += [handover(policy, transfer.id) for transfer in policy.transfers]
    for graph in every:
        yield _NAMES[graph.kind].format(id=graph.id), graph


def maps(policy: Policy, links: Callable[[Graph], Link] | None = None) -> Iterator[Map]:
    """Yield every map of a policy; ``links`` gives the addresses as seen from a map's own page."""
    for name, graph in graphs(policy):
        link = links(graph) if links else no_link
        yield Map(name, graph.title, graph.description, dot(graph, link))


def page_links(graph: Graph) -> Link:
    """Return addresses by the handbook's convention, seen from the page that a map stands on.

    Teams stand at ``teams/<id>.html`` and transfers at ``transfers/<id>.html`` in the council's
    folder; nothing else on a map has a page of its own.
    """
    up = "../" if _FOLDERS[graph.kind] else ""

    def link(kind: str, thing_id: str) -> str:
        folder = {"team": "teams/", "transfer": "transfers/"}.get(kind)
        return f"{up}{folder}{thing_id}.html" if folder else ""

    return link
