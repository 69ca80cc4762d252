"""A map that is drawn already, with a child's way lit on it: nothing is drawn again.

Teams get a thick outline and a badge with the order in which they held the child, lines a thick
stroke, numbers a frame: never colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from caseflow.graph import Graph, pathway, team_map
from caseflow.graph_parts import numbers
from caseflow.model import Policy

SVG = "http://www.w3.org/2000/svg"
LIT = "var(--cf-lit, #a32a00)"
"""The colour of what is lit; the page may set its own."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SHAPES = ("path", "polygon", "ellipse", "polyline")


@dataclass(frozen=True)
class Way:
    """What is to be lit: teams in the order in which they held the child, and transfers."""

    teams: tuple[str, ...] = ()
    transfers: tuple[str, ...] = ()


def graph_of(policy: Policy, name: str = "pathway") -> Graph | None:
    """Return the graph of a map by the name of its file: the pathway, or ``team-`` and a team."""
    team = name.removeprefix("team-")
    if team != name and team in {one.id for one in policy.teams}:
        return team_map(policy, team)
    return pathway(policy) if name == "pathway" else None


def light(svg: str, policy: Policy, graph: Graph | None, way: Way) -> str:
    """Return a map's SVG with a way lit on it; what the map does not show is passed over."""
    if graph is None or not (way.teams or way.transfers):
        return svg
    start = svg.index("<svg")
    end = svg.rindex("</svg>") + len("</svg>")
    ET.register_namespace("", SVG)
    root = ET.fromstring(svg[start:end])
    drawing = root.find(f"{{{SVG}}}g")
    if drawing is not None:
        _lines(drawing, policy, way.transfers)
        _teams(drawing, graph, way.teams)
    return svg[:start] + ET.tostring(root, encoding="unicode") + svg[end:]


def _lines(drawing: ET.Element, policy: Policy, transfers: Iterable[str]) -> None:
    number = numbers(policy)
    for transfer in transfers:
        wanted = f"cf-transfer-{transfer}"
        for group in drawing.findall(f"{{{SVG}}}g"):
            classes = group.get("class", "").split()
            if wanted not in classes:
                continue
            if "cf-label" in classes:
                _cell(group, f"{number.get(transfer, '')} ")
            elif "cf-passed" not in classes:
                group.set("class", " ".join([*classes, "cf-passed"]))
                _thick(group, "4")


def _cell(label: ET.Element, begins: str) -> None:
    """Frame the cell of a label that carries a transfer's number."""
    for title in label.iter(f"{{{SVG}}}title"):
        if (title.text or "").startswith(begins):
            cell = next(part for part in label.iter() if title in list(part))
            cell.set("class", f"{cell.get('class', '')} cf-passed".strip())
            _thick(cell, "2.5")


def _teams(drawing: ET.Element, graph: Graph, teams: Sequence[str]) -> None:
    titled: dict[str, str] = {}
    for node in graph.nodes:
        if node.team:
            tip = node.name if node.tip in ("", node.name) else f"{node.name}: {node.tip}"
            titled.setdefault(" ".join(tip.split()), node.team)
    order: dict[str, list[int]] = {}
    for place, team in enumerate(teams, start=1):
        order.setdefault(team, []).append(place)
    for group in drawing.findall(f"{{{SVG}}}g"):
        if "cf-node" not in group.get("class", "").split():
            continue
        title = group.find(f".//{{{SVG}}}title")
        words = (title.text or "") if title is not None else ""
        holder = titled.get(" ".join(words.split()), "")
        if holder in order:
            _badge(drawing, group, ", ".join(map(str, order[holder])))


def _badge(drawing: ET.Element, group: ET.Element, words: str) -> None:
    """Frame a team, and put a badge at its corner, above every line."""
    group.set("class", f"{group.get('class', '')} cf-passed")
    _thick(group, "4")
    shape = next(part for part in group.iter() if part.tag in _tags())
    points = [float(n) for n in _NUMBER.findall(shape.get("points") or shape.get("d") or "0 0")]
    x, y = min(points[0::2]), min(points[1::2])
    wide = 12 + 6 * len(words)
    badge = ET.SubElement(drawing, f"{{{SVG}}}g", {"class": "cf-order", "aria-hidden": "true"})
    spot = {"x": f"{x - 8:.1f}", "y": f"{y - 9:.1f}", "width": str(wide), "height": "18", "rx": "9"}
    ET.SubElement(badge, f"{{{SVG}}}rect", {**spot, "fill": LIT})
    middle = {"x": f"{x - 8 + wide / 2:.1f}", "y": f"{y + 4.4:.1f}", "text-anchor": "middle"}
    look = {"font-size": "12", "font-weight": "bold", "fill": "var(--cf-map-lit-ink, #ffffff)"}
    ET.SubElement(badge, f"{{{SVG}}}text", {**middle, **look}).text = words


def _tags() -> set[str]:
    return {f"{{{SVG}}}{shape}" for shape in _SHAPES}


def _thick(group: ET.Element, width: str) -> None:
    for part in group.iter():
        if part.tag in _tags():
            part.set("stroke", LIT)
            part.set("stroke-width", width)
            if part.tag == f"{{{SVG}}}polygon" and "edge" in group.get("class", ""):
                part.set("fill", LIT)
