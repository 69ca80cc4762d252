"""The command for what a revision changes: changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from caseflow.changes import NO_PROVER, Changes
from caseflow.changes import changes as compare
from caseflow.cli.shared import Council, Format, app, emit
from caseflow.errors import UnreadableInput
from caseflow.library import load, revisions

EARLIER = "The earlier revision, such as 2021-02; the last but one when left out."
LATER = "The later revision; the newest when left out."


@app.command()
def changes(
    council: Council,
    before: Annotated[str, typer.Argument(help=EARLIER, show_default=False)] = "",
    after: Annotated[str, typer.Argument(help=LATER, show_default=False)] = "",
    *,
    form: Format = "text",
) -> None:
    """Say what a revision changes: decisions, deadlines, the map, what is proved, every field.

    Example: caseflow changes nottingham 2021-02 2026-04
    """
    known = [path.stem for path in revisions(council)]
    if len(known) < 2 and not (before and after):
        raise UnreadableInput(
            f"{council} has one revision, {known[-1]}: there is nothing to compare it with. "
            "Copy its file to one named by the new date, and change that."
        )
    found = compare(load(council, before or known[-2]), load(council, after or known[-1]))
    emit(form, asdict(found), "\n".join(_lines(found)))


def _lines(found: Changes) -> Iterator[str]:
    for title, part in found.parts:
        if part is None:
            yield NO_PROVER
            continue
        yield f"{title}: {len(part) or 'nothing changes'}"
        for one in part:
            yield f"  {one.where}"
            yield f"    before: {one.before or '–'}"
            yield f"    after:  {one.after or '–'}"
