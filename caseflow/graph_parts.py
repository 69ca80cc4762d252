"""What every map is made of: nodes, lines, and the numbers that lines and tables share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from caseflow.model import Discretion, JointWork, Policy, Stay, Transfer

HOLDS = "lane-holds"
"""The lane that shows who is responsible for the child."""
Kind = Literal["transfer", "discretion", "stay", "joint_work"]
Numbered = Transfer | Discretion | Stay | JointWork
KINDS: dict[type, Kind] = {
    Transfer: "transfer",
    Discretion: "discretion",
    Stay: "stay",
    JointWork: "joint_work",
}
LETTERS: dict[Kind, str] = {"transfer": "", "discretion": "J", "stay": "S", "joint_work": "W"}


@dataclass(frozen=True)
class Mark:
    """A numbered thing that a line stands for."""

    kind: Kind
    id: str
    number: str
    words: str
    title: str
    open: bool
    """Whether a finding bears on it."""


@dataclass(frozen=True)
class Node:
    """Something drawn as a shape."""

    key: str
    kind: str
    """A kind of team, or ``partners``, ``stay``, ``discretion``, ``finding``, ``step``, ..."""
    name: str
    notes: tuple[str, ...] = ()
    tip: str = ""
    """The full name, where the drawn one is short."""
    refers: tuple[str, str] | None = None
    """The kind and id of what it links to."""
    group: str = ""
    team: str = ""
    strength: str = ""
    row: int = 0
    """Where it stands from top to bottom, on a map with lanes."""
    focus: bool = False
    """The one thing the map is about."""


@dataclass(frozen=True)
class Line:
    """A line between two nodes: what moves from tail to head, and what moves back."""

    tail: str
    head: str
    kind: str
    """``transfer``, ``discretion``, ``stay``, ``joint_work``, ``order``, ``holds`` or ``note``."""
    there: tuple[Mark, ...] = ()
    back: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Graph:
    """One map before it is drawn; ``groups`` are keys and names of nodes that stand together."""

    kind: Literal["pathway", "team", "handover"]
    id: str
    title: str
    description: str
    groups: tuple[tuple[str, str], ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def numbers(policy: Policy) -> dict[str, str]:
    """Return the number of every transfer (1), judgement (J1), stay (S1) and joint work (W1)."""
    groups: tuple[tuple[Numbered, ...], ...] = (
        *(policy.transfers, policy.discretions),
        *(policy.stays, policy.joint_work),
    )
    return {
        thing.id: f"{LETTERS[KINDS[type(thing)]]}{place}"
        for things in groups
        for place, thing in enumerate(things, start=1)
    }


def event_words(policy: Policy, events: Iterable[str]) -> str:
    """Return the few words of some events, in their order."""
    return " / ".join(policy.vocabulary.events[name].short for name in dict.fromkeys(events))


def ends_of(thing: Numbered) -> Iterator[tuple[str, str]]:
    """Yield each pair of different teams that a thing joins, once, in order."""
    pairs: list[tuple[str, str]] = []
    if isinstance(thing, Transfer):
        pairs = [(start, way.to) for way in thing.ways for start in way.start]
    elif isinstance(thing, Discretion):
        pairs = [(start, to) for start in thing.at for to in thing.to]
    elif isinstance(thing, JointWork):
        pairs = [(lead, partner) for lead in thing.lead for partner in thing.partners]
    yield from dict.fromkeys(pair for pair in pairs if pair[0] != pair[1])


def marked(policy: Policy) -> Iterator[tuple[Mark, str, str]]:
    """Yield every transfer, judgement and joint work with each pair of teams it joins."""
    number = numbers(policy)
    things: tuple[Numbered, ...] = (
        *policy.transfers,
        *policy.discretions,
        *policy.joint_work,
    )
    for thing in things:
        mark = mark_of(policy, number, thing)
        for start, to in ends_of(thing):
            yield mark, start, to


def mark_of(policy: Policy, number: dict[str, str], thing: Numbered) -> Mark:
    """Return the mark of a numbered thing."""
    words = thing.title if isinstance(thing, JointWork) else event_words(policy, thing.on)
    is_open = bool(policy.bearing_on(thing.id))
    return Mark(KINDS[type(thing)], thing.id, number[thing.id], words, thing.title, is_open)


def count(number: int, word: str) -> str:
    """Return a number and its word: 1 team, 2 teams."""
    return f"{number} {word}{'' if number == 1 else 's'}"
