"""A graph as DOT: our own writer, the same bytes for the same policy, safe for any words in it.

Shapes, lines and colours are settled here. The colours are those of a light page;
``caseflow.exports.svg`` turns each into the CSS of ``PALETTE``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from caseflow.exports.dot_text import attribute, quoted, text, wrapped
from caseflow.exports.legend import legend
from caseflow.graph import Graph, Line, Mark, Node

Link = Callable[[str, str], str]
"""Where a thing's page is: from its kind (``team``, ``transfer``, ...) and id to an address, or ''."""

INK, LINE, PAPER = "#1a1a1a", "#1b1b1b", "#ffffff"
TEAM, FOCUS, DOOR, ENDING = "#e3ecfa", "#bcd4f6", "#d9efdf", "#e8e8ea"
STAY, DECIDE, FINDING, AREA, EDGE = "#fcecc9", "#ecdff8", "#fff3a8", "#f5f6f8", "#7b8190"
PALETTE = {
    LINE: "currentColor",
    "black": "currentColor",
    **{
        colour: f"var(--cf-map-{name}, {colour})"
        for name, colour in (
            *(("ink", INK), ("paper", PAPER), ("team", TEAM), ("focus", FOCUS), ("door", DOOR)),
            *(("ending", ENDING), ("stay", STAY), ("decide", DECIDE), ("finding", FINDING)),
            *(("area", AREA), ("edge", EDGE)),
        )
    },
}
_FONT = f'fontname="Helvetica" fontsize=13 fontcolor="{INK}" color="{LINE}"'
_NODES = {
    "front_door": f'shape=cds style=filled fillcolor="{DOOR}" margin="0.2,0.1"',
    "team": f'shape=box style="filled,rounded" fillcolor="{TEAM}"',
    "ending": f'shape=box style="filled,rounded" fillcolor="{ENDING}" peripheries=2',
    "outside": f'shape=ellipse style=filled fillcolor="{ENDING}" margin="0.06,0.04"',
    "stay": f'shape=octagon style=filled fillcolor="{STAY}" margin="0.1,0.06"',
    "discretion": f'shape=hexagon style=filled fillcolor="{DECIDE}" margin="0.02,0.05"',
    "finding": f'shape=note style=filled fillcolor="{FINDING}"',
    "moment": f'shape=box style="filled,bold" fillcolor="{FOCUS}" peripheries=2',
    "holder": f'shape=box style="filled,rounded" fillcolor="{TEAM}"',
    "must": f'shape=box style="filled,bold" fillcolor="{PAPER}"',
    "should": f'shape=box style=filled fillcolor="{PAPER}"',
    "may": f'shape=box style="filled,dotted" fillcolor="{PAPER}"',
}
_LINES = {
    "transfer": "penwidth=1.3",
    "discretion": "style=dotted penwidth=1.8",
    "joint_work": "style=dashed dir=none penwidth=1.3",
    "stay": "dir=none",
    "order": "penwidth=1.3 weight=0",
    "holds": "style=bold penwidth=2.6 weight=50",
    "note": "style=dotted dir=none weight=50",
}
_GRAPHS = {
    "pathway": "rankdir=LR newrank=true nodesep=0.25 ranksep=0.25",
    "team": "rankdir=LR nodesep=0.14 ranksep=0.3",
    "handover": "rankdir=TB newrank=true nodesep=0.16 ranksep=0.24",
}
_PER_ROW = 3
_WRAP = {"step": 25, "moment": 25, "finding": 25, "stay": 34, "discretion": 34, "holder": 22}


def no_link(kind: str, thing_id: str) -> str:
    """Return no address: for a map that stands alone."""
    return ""


def dot(graph: Graph, link: Link = no_link) -> str:
    """Return a graph as DOT."""
    body = _lanes(graph, link) if graph.kind == "handover" else _free(graph, link)
    head = [
        f"digraph {quoted(graph.title)} {{",
        f"  graph [{_GRAPHS[graph.kind]} bgcolor=transparent pad=0.05 labelloc=b labeljust=l",
        f'    {_FONT.replace(INK, LINE)} label=<{legend(graph)}>]',
        f'  node [{_FONT} margin="0.1,0.06" height=0.4]',
        f"  edge [{_FONT.replace(INK, LINE)} arrowsize=0.8]",
    ]
    return "\n".join([*head, *body, "}", ""])


def _free(graph: Graph, link: Link) -> Iterator[str]:
    """Yield nodes in their groups, placed by the engine."""
    grouped = {key for key, _ in graph.groups}
    for key, label in graph.groups:
        inside = [node for node in graph.nodes if node.group == key]
        named = graph.kind == "pathway"
        yield from _area(key, "" if named else label)
        yield from (f"    {_node(node, link)}" for node in inside)
        if named:
            yield from _heading(graph, key, label, inside)
        yield "  }"
    yield from (f"  {_node(node, link)}" for node in graph.nodes if node.group not in grouped)
    yield from (f"  {_line(graph, line, link)}" for line in graph.lines)


def _heading(graph: Graph, key: str, label: str, inside: list[Node]) -> Iterator[str]:
    """Yield a service's name as a node above its first column, where no line can cross it."""
    joined = {frozenset((line.tail, line.head)) for line in graph.lines}
    first: list[str] = []
    for node in inside:
        if not any(frozenset((node.key, other)) in joined for other in first):
            first.append(node.key)
    head = quoted(f"{key} head")
    yield f"    {head} [{_plain(label, 19)}]"
    yield f"    {{rank=same; {head}; {'; '.join(map(quoted, first))}}}"
    yield from (f"    {quoted(one)} -> {head} [style=invis]" for one in first)


def _lanes(graph: Graph, link: Link) -> Iterator[str]:
    """Yield nodes in a grid, a column for each lane; unseen points keep lanes and rows straight."""
    places = {(node.group, node.row): node for node in graph.nodes}
    rows = range(max(node.row for node in graph.nodes) + 2)
    heads = [quoted(f"{key} head") for key, _ in graph.groups]
    for head, (_, label) in zip(heads, graph.groups, strict=True):
        yield f"  {head} [{_plain(label, 24)}]"
    yield f"  {{rank=same; {' -> '.join(heads)} [style=invis]}}"
    for head, (key, _) in zip(heads, graph.groups, strict=True):
        yield from _area(key, "")
        column = [head]
        for row in rows:
            cell = places.get((key, row))
            column.append(quoted(cell.key if cell else f"{key} {row}"))
            hidden = f'{column[-1]} [style=invis shape=point width=0.02 label=""]'
            yield f"    {_node(cell, link) if cell else hidden}"
        yield "  }"
        yield f"  {' -> '.join(column)} [style=invis weight=20]"
    for row in rows:
        same = [
            quoted(places[key, row].key if (key, row) in places else f"{key} {row}")
            for key, _ in graph.groups
        ]
        yield f"  {{rank=same; {'; '.join(same)}}}"
    yield from (f"  {_line(graph, line, link)}" for line in graph.lines)


def _plain(words: str, width: int) -> str:
    shown = "<BR/>".join(wrapped(words, width))
    return f'shape=plain fontsize=12 label=<<B>{shown}</B>> class="cf-heading"'


def _area(key: str, label: str) -> Iterator[str]:
    yield f"  subgraph {quoted('cluster ' + key)} {{"
    shown = f"<<B>{'<BR/>'.join(wrapped(label, 30))}</B>>" if label else '""'
    yield (
        f'    graph [label={shown} style="filled,rounded" fillcolor="{AREA}" color="{EDGE}" '
        f'fontcolor="{INK}" fontsize=12 labelloc=t labeljust=l margin=8]'
    )


def _node(node: Node, link: Link) -> str:
    width = _WRAP.get(node.kind, 13)
    lines = [f"<B>{part}</B>" for part in wrapped(node.name, width)]
    lines += [f"<I>{node.strength}</I>"] if node.strength else []
    for note in node.notes:
        lines += [f'<FONT POINT-SIZE="12">{part}</FONT>' for part in wrapped(note, width + 4)]
    attributes = [_NODES[node.strength or node.kind], f"label=<{'<BR/>'.join(lines)}>"]
    attributes.append(f'class="cf-node cf-{node.kind}"')
    if node.focus and node.kind != "moment":
        attributes.append(f'fillcolor="{FOCUS}" penwidth=2.5')
    if node.refers and (url := link(*node.refers)):
        attributes.append(f"URL={quoted(url)}")
    tip = node.name if node.tip in ("", node.name) else f"{node.name}: {node.tip}"
    return f"{quoted(node.key)} [{' '.join(attributes)} tooltip={quoted(tip)}]"


def _line(graph: Graph, line: Line, link: Link) -> str:
    attributes = [_LINES[line.kind]]
    if line.back:
        attributes.append("dir=both" if line.there else "dir=back")
    marks = list(dict.fromkeys(line.there + line.back))
    classes = ["cf-line", f"cf-{line.kind}", *(f"cf-{mark.kind}-{mark.id}" for mark in marks)]
    attributes.append(f'class="{" ".join(classes)}"')
    if marks:
        label = _numbers(line, link) if graph.kind == "pathway" else _words(line, link)
        attributes.append(f"label=<{label}>")
    return f"{quoted(line.tail)} -> {quoted(line.head)} [{' '.join(attributes)}]"


def _numbers(line: Line, link: Link) -> str:
    """Return the label of a line of the pathway: a row of numbers for each direction."""
    rows = []
    both = line.there and line.back
    for sign, marks in (("→", line.there), ("←", line.back)):
        for start in range(0, len(marks), _PER_ROW):
            lead = f'<TD BORDER="0">{sign if start == 0 else ""}</TD>' if both else ""
            cells = [_cell(mark, link) for mark in marks[start : start + _PER_ROW]]
            rows.append(f"<TR>{lead}{''.join(cells)}</TR>")
    return _table(rows, spacing=1)


def _words(line: Line, link: Link) -> str:
    """Return the label of a line of a team's map: a row for each rule, its number and its event."""
    rows = []
    marks = line.there + line.back
    for mark in marks:
        same = [m.words for m in marks].count(mark.words) > 1
        words = wrapped(f"{mark.words}: {mark.title}" if same else mark.words, 28)
        shown = "".join(f'{part}<BR ALIGN="LEFT"/>' for part in words)
        asked = f'<TD BGCOLOR="{FINDING}" COLOR="{LINE}">{_ink("?")}</TD>' if mark.open else ""
        rows.append(f'<TR>{_cell(mark, link)}<TD BORDER="0">{shown}</TD>{asked}</TR>')
    return _table(rows)


def _cell(mark: Mark, link: Link) -> str:
    style = {"joint_work": "ROUNDED,DASHED", "discretion": "ROUNDED,DOTTED"}.get(mark.kind, "ROUNDED")
    url = link(mark.kind, mark.id)
    href = f' HREF="{attribute(url)}"' if url else ""
    tip = attribute(f"{mark.number} {mark.words}: {mark.title}")
    look = f'STYLE="{style}" BGCOLOR="{PAPER}" COLOR="{LINE}"'
    return f'<TD {look}{href} TITLE="{tip}">{_ink(mark.number)}</TD>'


def _ink(words: str) -> str:
    return f'<FONT COLOR="{INK}"><B>{text(words)}</B></FONT>'


def _table(rows: Iterable[str], spacing: int = 2) -> str:
    opened = f'<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="{spacing}" CELLPADDING="2">'
    return f"{opened}{''.join(rows)}</TABLE>"
