"""A graph as DOT: our own writer, the same bytes for the same policy, safe for any words in it.

Where things stand is settled here; how they look in ``dot_looks``, what lines say in
``dot_labels``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from caseflow.exports.dot_labels import Link, number_label, word_label
from caseflow.exports.dot_looks import (
    AREA,
    EDGE,
    FOCUS,
    FONT,
    GRAPHS,
    INK,
    LINE,
    LINES,
    NODES,
    WRAP,
)
from caseflow.exports.dot_text import quoted, tooltip, wrapped
from caseflow.exports.legend import legend
from caseflow.graph import HOLDS, Graph, Line, Node

__all__ = ["Link", "dot", "no_link"]


def no_link(kind: str, thing_id: str) -> str:
    """Return no address: for a map that stands alone."""
    return ""


def dot(graph: Graph, link: Link = no_link) -> str:
    """Return a graph as DOT."""
    body = _lanes(graph, link) if graph.kind == "handover" else _free(graph, link)
    head = [
        f"digraph {quoted(graph.title)} {{",
        f"  graph [{GRAPHS[graph.kind]} bgcolor=transparent pad=0.05 labelloc=b labeljust=l",
        f"    {FONT.replace(INK, LINE)} label=<{legend(graph)}>]",
        f'  node [{FONT} margin="0.1,0.06" height=0.4]',
        f"  edge [{FONT.replace(INK, LINE)} arrowsize=0.8]",
    ]
    return "\n".join([*head, *body, "}", ""])


def _free(graph: Graph, link: Link) -> Iterator[str]:
    """Yield nodes in their groups, placed by the engine."""
    grouped = {key for key, _ in graph.groups}
    for key, label in graph.groups:
        inside = [node for node in graph.nodes if node.group == key]
        yield from _area(key)
        yield from (f"    {_node(node, link)}" for node in inside)
        yield from _heading(graph, key, label, inside)
        yield "  }"
    yield from (f"  {_node(node, link)}" for node in graph.nodes if node.group not in grouped)
    yield from (f"  {_line(graph, line, link)}" for line in graph.lines)


def _heading(graph: Graph, key: str, label: str, inside: list[Node]) -> Iterator[str]:
    """Yield a group's name as a node above its first column, where no line can cross it."""
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
    """Yield nodes in a grid: a column for each lane, and a thin line down it."""
    places = {(node.group, node.row): node for node in graph.nodes}
    rows = range(-1, max(node.row for node in graph.nodes) + 2)
    joined = {(line.tail, line.head) for line in graph.lines}
    held = {row for line in graph.lines if line.kind == "holds" for row in _between(graph, line)}
    columns: dict[str, list[str]] = {key: [] for key, _ in graph.groups}
    for row in rows:
        for key, label in graph.groups:
            if node := places.get((key, row)):
                yield f"  {_node(node, link)}"
            elif key == HOLDS and row in held:
                continue
            else:
                unseen = 'style=invis shape=point width=0.001 label=""'
                yield f"  {quoted(f'{key} {row}')} [{_plain(label, 22) if row < 0 else unseen}]"
            columns[key].append(node.key if node else f"{key} {row}")
        cells = [
            quoted(column[-1]) for key, column in columns.items() if key != HOLDS or row not in held
        ]
        look = " [style=invis]" if len(cells) > 1 else ""
        yield f"  {{rank=same; {' -> '.join(cells)}{look}}}"
    straight = {pair for column in columns.values() for pair in pairwise(column)}
    for tail, head in sorted(straight - joined):
        yield f"  {quoted(tail)} -> {quoted(head)} [{LINES['lane']}]"
    for line in graph.lines:
        weight = " weight=20" if (line.tail, line.head) in straight else " weight=0"
        yield f"  {_line(graph, line, link, weight)}"


def _between(graph: Graph, line: Line) -> range:
    """Return the rows that a line passes by, its ends left out."""
    row = {node.key: node.row for node in graph.nodes}
    return range(row[line.tail] + 1, row[line.head])


def _plain(words: str, width: int) -> str:
    shown = "<BR/>".join(wrapped(words, width))
    return f'shape=plain fontsize=12 label=<<B>{shown}</B>> class="cf-heading"'


def _area(key: str) -> Iterator[str]:
    yield f"  subgraph {quoted('cluster ' + key)} {{"
    yield f'    graph [label="" style="filled,rounded" fillcolor="{AREA}" color="{EDGE}" margin=8]'


def _node(node: Node, link: Link) -> str:
    width = WRAP.get(node.kind, 13)
    lines = [f"<B>{part}</B>" for part in wrapped(node.name, width)]
    lines += [f"<I>{node.strength}</I>"] if node.strength else []
    for note in node.notes:
        lines += [f'<FONT POINT-SIZE="12">{part}</FONT>' for part in wrapped(note, width + 4)]
    attributes = [NODES[node.strength or node.kind], f"label=<{'<BR/>'.join(lines)}>"]
    attributes.append(f'class="cf-node cf-{node.kind}"')
    if node.focus:
        attributes.append(f'fillcolor="{FOCUS}" penwidth=2.5')
    if node.refers and (url := link(*node.refers)):
        attributes.append(f"URL={quoted(url)}")
    tip = node.name if node.tip in ("", node.name) else f"{node.name}: {node.tip}"
    return f"{quoted(node.key)} [{' '.join(attributes)} tooltip={tooltip(tip)}]"


def _line(graph: Graph, line: Line, link: Link, weight: str = "") -> str:
    attributes = [LINES[line.kind] + weight]
    if line.back:
        attributes.append("dir=both" if line.there else "dir=back")
    marks = list(dict.fromkeys(line.there + line.back))
    classes = ["cf-line", f"cf-{line.kind}", *(f"cf-{mark.kind}-{mark.id}" for mark in marks)]
    attributes.append(f'class="{" ".join(classes)}"')
    if marks:
        label = number_label(line, link) if graph.kind == "pathway" else word_label(line, link)
        attributes.append(f"label=<{label}>")
    return f"{quoted(line.tail)} -> {quoted(line.head)} [{' '.join(attributes)}]"
