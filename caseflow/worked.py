"""A notebook becomes the Markdown of its page, by nbconvert; its parts are told apart here."""

from __future__ import annotations

import re
import warnings
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from caseflow.errors import UnreadableInput
from caseflow.library import lessons
from caseflow.notebooks import Notebook
from caseflow.pages import Worked

TEMPLATE = Path(__file__).parent / "pages" / "templates" / "notebook.md.j2"
CLAIM = "claim"
"""The tag of a cell that holds the text to the policy: run, and not shown."""
_CHECK = re.compile(r'\bcheck\("([a-z0-9-]+)"')
_FACT = re.compile(r"^\*\*(For|Time):\*\*\s*(.+)$", re.MULTILINE)
_AIM = re.compile(r"^- (.+?)[;.]?$", re.MULTILINE)
_AIMS = "**After this you can**"
_PRE = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
_STYLE = re.compile(r' style="text-align:left;[^"]*"')


def worked(name: str, notebook: Notebook, source: bytes = b"") -> Worked:
    """Return a notebook as its page needs it; with outputs where it has been executed.

    Raises UnreadableInput where its first cell does not say for whom, how long and to what end.
    """
    first, *rest = notebook.cells
    title, facts, aims, opening = _first(name, first.source)
    notebook = notebook.copy()
    notebook.cells = rest
    return Worked(
        name,
        title,
        facts["For"],
        facts["Time"],
        aims,
        opening,
        _markdown(notebook),
        _questions(name, rest),
        lessons()[name],
        source,
    )


def _first(name: str, text: str) -> tuple[str, dict[str, str], tuple[str, ...], str]:
    heading, _, below = text.strip().partition("\n")
    facts = {found[1]: found[2].rstrip(".").strip() for found in _FACT.finditer(below)}
    _, _, after = below.partition(_AIMS)
    listed, _, opening = after.strip().partition("\n\n")
    aims = tuple(found[1] for found in _AIM.finditer(listed))
    if not heading.startswith("# ") or set(facts) != {"For", "Time"} or not aims:
        wanted = "'# Title', '**For:** …', '**Time:** …', '**After this you can**' and a list"
        raise UnreadableInput(f"The first cell of {name}.ipynb needs {wanted}.")
    return heading[2:].strip(), facts, aims, opening.strip()


def _questions(name: str, cells: list[Any]) -> dict[str, str]:
    """Return the text that stands before each exercise's cell, by the exercise's id."""
    found: dict[str, str] = {}
    for before, cell in pairwise(cells):
        if cell.cell_type == "code" and (called := _CHECK.search(cell.source)):
            found[called[1]] = before.source if before.cell_type == "markdown" else ""
    known = {exercise.id for exercise in lessons()[name].exercises}
    if set(found) != known:
        apart = ", ".join(sorted(set(found) ^ known))
        raise UnreadableInput(f"{name}.ipynb and its lesson differ in the exercises: {apart}.")
    return found


def _markdown(notebook: Notebook) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the libraries among themselves
        from nbconvert import exporters

        made: Any = exporters.MarkdownExporter  # it has no types
        exporter = made(
            raw_template=TEMPLATE.read_text("utf-8"),
            filters={"output": _output, "hidden": _hidden},
        )
        body: str = exporter.from_notebook_node(notebook)[0]
    return body.strip() + "\n"


def _hidden(cell: Any) -> bool:
    return CLAIM in cell.metadata.get("tags", [])


def _output(output: Any) -> str:
    """Return one output as a block of HTML on one line, so that Markdown leaves it alone."""
    data = output.get("data", {})
    if output.output_type == "stream":
        inside = f"<pre>{escape(output.text.rstrip())}</pre>"
    elif "text/html" in data:
        inside = _STYLE.sub("", "".join(data["text/html"]))
    else:
        inside = f"<pre>{escape(str(data.get('text/plain', '')))}</pre>"
    whole = _PRE.sub(lambda pre: f"<pre>{pre[1].replace(chr(10), '&#10;')}</pre>", inside)
    one_line = " ".join(whole.split("\n"))
    return f'<div class="cf-output">{one_line}</div>'
