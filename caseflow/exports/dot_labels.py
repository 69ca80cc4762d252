"""The labels of lines: numbers on the pathway, numbers and events on a team's map."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from caseflow.exports.dot_looks import FINDING, INK, LINE, PAPER
from caseflow.exports.dot_text import address, text, wrapped
from caseflow.graph import Line, Mark

Link = Callable[[str, str], str]
"""From a thing's kind (``team``, ``transfer``, ...) and id to its page's address, or ''."""
_PER_ROW = 3


def number_label(line: Line, link: Link) -> str:
    """Return the label of a line of the pathway: a row of numbers for each direction."""
    rows = []
    both = line.there and line.back
    for sign, marks in (("→", line.there), ("←", line.back)):
        for start in range(0, len(marks), _PER_ROW):
            lead = f'<TD BORDER="0">{sign if start == 0 else ""}</TD>' if both else ""
            cells = [_cell(mark, link) for mark in marks[start : start + _PER_ROW]]
            rows.append(f"<TR>{lead}{''.join(cells)}</TR>")
    return _table(rows, spacing=1)


def word_label(line: Line, link: Link) -> str:
    """Return the label of a line of a team's map: a row for each rule, its number and its event."""
    rows = []
    for mark, words in zip(line.there, told_apart(line.there), strict=True):
        shown = "".join(f'{part}<BR ALIGN="LEFT"/>' for part in wrapped(words, 30))
        cells = [_boxed(_cell(mark, link)), f'<TD ALIGN="LEFT" BALIGN="LEFT">{shown}</TD>']
        if mark.open:
            cells.append(_boxed(f'<TD BGCOLOR="{FINDING}" COLOR="{LINE}">{_ink("?")}</TD>'))
        rows.append(f"<TR>{''.join(cells)}</TR>")
    return _table(rows, spacing=0, border=0)


def told_apart(marks: tuple[Mark, ...]) -> list[str]:
    """Return the words of each mark; where two have the same, with what their titles differ in."""
    found = []
    for mark in marks:
        alike = [other.title.split() for other in marks if other.words == mark.words]
        shared = 0
        while all(
            words[shared : shared + 1] == alike[0][shared : shared + 1] != [] for words in alike
        ):
            shared += 1
        rest = " ".join(mark.title.split()[shared:]) if len(alike) > 1 else ""
        found.append(f"{mark.words}: {rest}" if rest else mark.words)
    return found


def _cell(mark: Mark, link: Link) -> str:
    style = {"joint_work": "ROUNDED,DASHED", "discretion": "ROUNDED,DOTTED"}.get(
        mark.kind, "ROUNDED"
    )
    url = link(mark.kind, mark.id)
    href = f' HREF="{address(url)}"' if url else ""
    tip = text(f"{mark.number} {mark.words}: {mark.title}")
    look = f'STYLE="{style}" BGCOLOR="{PAPER}" COLOR="{LINE}"'
    return f'<TD {look}{href} TITLE="{tip}">{_ink(mark.number)}</TD>'


def _ink(words: str) -> str:
    return f'<FONT COLOR="{INK}"><B>{text(words)}</B></FONT>'


def _boxed(cell: str) -> str:
    """Return a cell that keeps its own height beside taller ones."""
    return f"<TD>{_table([f'<TR>{cell}</TR>'], spacing=1)}</TD>"


def _table(rows: Iterable[str], spacing: int, border: int = 1) -> str:
    look = f'BORDER="0" CELLBORDER="{border}" CELLSPACING="{spacing}" CELLPADDING="2"'
    return f"<TABLE {look}>{''.join(rows)}</TABLE>"
