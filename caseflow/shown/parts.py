"""What a notebook shows: a piece of HTML that stands alone, and the same as plain text.

A name that has a page in the handbook carries that page's place in ``data-cf-to``: the published
notebook makes a link of it, and anywhere else it is plain words, so that no link is dead. A place
is seen from the folder of all councils, or from the root where it begins with a stroke.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from caseflow.model import Policy

_LEFT = "text-align:left;vertical-align:top"


@dataclass(frozen=True)
class Shown:
    """Something to look at: HTML for a notebook, words for anything else."""

    html: str
    words: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.words

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Cell:
    """One cell of a table: its HTML, and its words."""

    html: str
    words: str


def plain(words: object) -> Cell:
    """Return words as a cell, safe in HTML."""
    return Cell(escape(str(words)), str(words))


def linked(words: str, policy: Policy, place: str) -> Cell:
    """Return words that lead to a page of a council's handbook, such as ``teams/duty.html``."""
    to = escape(f"{policy.policy}/{place}")
    return Cell(f'<span data-cf-to="{to}">{escape(words)}</span>', words)


def team_cell(policy: Policy, team: str) -> Cell:
    """Return a team's name, which leads to its page."""
    return linked(policy.team(team).name, policy, f"teams/{team}.html")


def clause_cells(policy: Policy, clauses: Iterable[str]) -> Cell:
    """Return clauses as people cite them, by the nearest heading, each leading to its line."""
    cells = [
        linked(
            policy.clause_label(clause).rpartition(" › ")[2],
            policy,
            f"clauses.html#c-{clause.replace('/', '_')}",
        )
        for clause in dict.fromkeys(clauses)
    ]
    return several(cells, "; ") if cells else plain("–")


def points(cells: Iterable[Cell]) -> Cell:
    """Return cells as a list, one below the other."""
    found = list(cells)
    html = "".join(f"<li>{cell.html}</li>" for cell in found)
    return Cell(f"<ul>{html}</ul>", "; ".join(cell.words for cell in found))


def strong(words: str, rest: str = "") -> Cell:
    """Return words in bold, and others after them."""
    return Cell(f"<strong>{escape(words)}</strong>{escape(rest)}", words + rest)


def several(cells: Sequence[Cell], by: str = ", ") -> Cell:
    """Return cells one after another as one."""
    return Cell(escape(by).join(cell.html for cell in cells), by.join(cell.words for cell in cells))


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Shown:
    """Return a table; the first cell of each row names it."""
    found = list(rows)
    top = "".join(f'<th scope="col" style="{_LEFT}">{escape(head)}</th>' for head in heads)
    body = "".join(f"<tr>{_row(heads, row)}</tr>" for row in found)
    html = (
        f'<table class="cf-table"><caption style="{_LEFT};font-weight:600">{escape(caption)}'
        f"</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )
    lines = [" | ".join(cell.words for cell in row) for row in found]
    return Shown(html, "\n".join([caption, " | ".join(heads), *lines]))


def _row(heads: Sequence[str], row: Sequence[Cell]) -> str:
    label = [f'data-label="{escape(head)}" style="{_LEFT}"' for head in heads]
    first = f'<th scope="row" {label[0]}>{row[0].html}</th>'
    rest = zip(label[1:], row[1:], strict=True)
    return first + "".join(f"<td {attributes}>{cell.html}</td>" for attributes, cell in rest)


def paragraphs(*lines: Cell) -> Shown:
    """Return paragraphs, one a cell."""
    html = "".join(f"<div>{line.html}</div>" for line in lines)
    return Shown(html, "\n".join(line.words for line in lines))


def beside(label: str, cell: Cell) -> Cell:
    """Return a cell with a bold label before it."""
    return Cell(f"<strong>{escape(label)}:</strong> {cell.html}", f"{label}: {cell.words}")
