"""What every command shares: the application, its options, and reading them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from caseflow.case import read_date
from caseflow.errors import UnreadableInput

app = typer.Typer(
    help="Turn councils' case-transfer protocols into decisions, maps and a practice handbook.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
FORMATS = ("text", "json")
Council = Annotated[str, typer.Argument(help="The council's folder name, such as nottingham.")]
Councils = Annotated[
    list[str] | None, typer.Argument(help="Councils; all when left out.", show_default=False)
]
Format = Annotated[str, typer.Option("--format", help="text or json.")]
Out = Annotated[Path, typer.Option(help="The folder to write.")]


def pairs(given: list[str] | None, what: str) -> dict[str, str]:
    """Read 'name=value' options."""
    found = {}
    for pair in given or []:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise UnreadableInput(f"--{what} takes name=value; found '{pair}'")
        found[name.strip()] = value.strip()
    return found


def emit(form: str, data: Any, text: str) -> None:
    """Print data as JSON, or text, as asked."""
    if form not in FORMATS:
        raise UnreadableInput(f"--format takes {' or '.join(FORMATS)}; found '{form}'")
    print(json.dumps(data, indent=2, ensure_ascii=False) if form == "json" else text.rstrip())


def day(raw: str, option: str) -> date:
    """Read a date given on the command line."""
    try:
        return read_date(raw)
    except ValueError as error:
        raise UnreadableInput(f"--{option}: {error}") from None
