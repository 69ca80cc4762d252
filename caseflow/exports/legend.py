"""The legend of a map: a line for every shape, line and sign that it uses, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.graph import Graph

_NODES = {
    "front_door": ("Arrow-shaped box", "front door: cases come in here"),
    "ending": ("Double outline", "outside the service: cases end here"),
    "outside": ("Oval", "outside the council's own teams"),
    "stay": ("Box with cut corners", "the child stays with the team"),
    "discretion": ("Six-sided box", "a named person decides"),
    "finding": ("Note with a folded corner", "the document leaves something open"),
    "moment": ("Thick double outline", "the moment responsibility passes"),
}
_LINES = {
    "discretion": ("Dotted line, J1", "may move: a named person decides"),
    "joint_work": ("Dashed line, W1", "works jointly; nothing moves"),
}
_STRENGTHS = {
    "must": ("Thick outline", "must"),
    "should": ("Thin outline", "should"),
    "may": ("Dotted outline", "may"),
}


def legend_rows(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the sign and the meaning of everything that a map uses."""
    kinds = {node.kind for node in graph.nodes}
    strengths = {node.strength for node in graph.nodes}
    marks = [mark for line in graph.lines for mark in line.there + line.back]
    used = {mark.kind for mark in marks} | {line.kind for line in graph.lines}
    if "transfer" in used:
        yield "Line, 1", "a transfer, with its number in the table"
    for table, present in ((_LINES, used), (_NODES, kinds), (_STRENGTHS, strengths)):
        yield from (words for key, words in table.items() if key in present)
    if graph.kind == "team" and any(mark.open for mark in marks):
        yield "? in a box", "the document leaves something open"


def legend(graph: Graph) -> str:
    """Return the legend as an HTML-like label, in as many columns as the map is wide."""
    rows = list(legend_rows(graph))
    columns = 3 if graph.kind == "pathway" else 2
    cells = [
        f'<TD ALIGN="LEFT"><B>{sign}</B> {meaning}</TD><TD WIDTH="18"></TD>' for sign, meaning in rows
    ]
    lines = [cells[i : i + columns] for i in range(0, len(cells), columns)]
    head = f'<TR><TD ALIGN="LEFT" COLSPAN="{columns * 2}"><B>Key</B></TD></TR>'
    body = "".join(f"<TR>{''.join(line)}</TR>" for line in lines)
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2">{head}{body}</TABLE>'
