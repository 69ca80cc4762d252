"""The command line: the only part that imports typer."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from caseflow import __version__
from caseflow.cli import build, changes, check, decide, offline, policy
from caseflow.cli.shared import app
from caseflow.errors import CaseflowError

__all__ = ["app", "build", "changes", "check", "decide", "main", "offline", "policy"]


def main() -> None:
    """Run the command line; every error that is meant for a person is shown without a traceback."""
    try:
        app()
    except CaseflowError as error:
        print(error, file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


def _version(wanted: bool) -> None:
    if wanted:
        print(f"caseflow {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Exit codes: 0 clean, 1 findings or failures, 2 input that cannot be read."""
