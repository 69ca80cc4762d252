"""The legend of a map: a line for every shape, line and sign that it uses, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.graph import Graph

_NODES = {
    "front_door": ("Arrow-shaped box", "front door: cases come in here"),
    "ending": ("Double outline", "cases end here, or leave the service"),
    "outside": ("Oval", "outside: cases come from there"),
    "stay": ("Box with cut corners", "the child stays with the team"),
    "discretion": ("Six-sided box", "a person decides where, or whether"),
    "finding": ("Folded corner", "the document leaves something open"),
    "moment": ("Thick double outline", "the moment responsibility passes"),
}
_LINES = {
    "discretion": ("Dotted, J1", "may move: a person decides"),
    "joint_work": ("Dashed, W1", "works jointly; nothing moves"),
}
_STRENGTHS = {
    "must": ("Thick outline", "must"),
    "should": ("Thin outline", "should"),
    "may": ("Dotted outline", "may"),
}
_COLUMNS = {"pathway": 3, "team": 2, "handover": 2}


def legend_rows(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the sign and the meaning of everything that a map uses."""
    marks = [mark for line in graph.lines for mark in line.there + line.back]
    lines = {mark.kind for mark in marks}
    if "transfer" in lines:
        yield "Line, 1", "a transfer, with its number in the table"
    kinds = {node.kind for node in graph.nodes}
    strengths = {node.strength for node in graph.nodes}
    for table, used in ((_LINES, lines), (_NODES, kinds), (_STRENGTHS, strengths)):
        yield from (words for key, words in table.items() if key in used)
    if graph.kind == "pathway":
        notes = {word for node in graph.nodes for note in node.notes for word in note.split()}
        if "open" in notes:
            yield "2 open", "questions that the document leaves open"
        if notes & {"stay", "stays"}:
            yield "1 stay", "a rule by which the child stays"
    if graph.kind == "team" and any(mark.open for mark in marks):
        yield "? in a box", "the document leaves something open"


def legend(graph: Graph) -> str:
    """Return the legend as an HTML-like label, in as many columns as the map is wide."""
    rows = list(legend_rows(graph))
    narrow = graph.kind == "handover" and len(graph.groups) < 4
    columns = 1 if narrow else _COLUMNS[graph.kind]
    cells = [
        f'<TD ALIGN="LEFT"><B>{sign}</B>: {meaning}</TD><TD WIDTH="12"></TD>'
        for sign, meaning in rows
    ]
    lines = [cells[i : i + columns] for i in range(0, len(cells), columns)]
    head = f'<TR><TD ALIGN="LEFT" COLSPAN="{columns * 3}"><B>Key</B></TD></TR>'
    body = "".join(f"<TR>{''.join(line)}</TR>" for line in lines)
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1">{head}{body}</TABLE>'
