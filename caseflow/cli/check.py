"""The command for what a policy leaves open: check."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from typing import Annotated

import typer

from caseflow.checks import Result
from caseflow.checks import check as run_checks
from caseflow.cli.shared import Councils, app
from caseflow.errors import UnreadableInput
from caseflow.exports.check_json import check_json
from caseflow.exports.check_sarif import check_sarif
from caseflow.exports.check_text import check_markdown, check_text
from caseflow.library import councils, load
from caseflow.model import Policy

FORMATS = ("text", "json", "markdown", "sarif")


@app.command()
def check(
    names: Councils = None,
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}.")] = "text",
) -> None:
    """Prove what a policy leaves open, over every possible case; each result has an example.

    Example: caseflow check nottingham
    """
    if form not in FORMATS:
        raise UnreadableInput(f"--format takes {', '.join(FORMATS)}; found '{form}'")
    chosen = list(names or councils())
    for name in chosen:
        load(name)
    if len(chosen) == 1:
        checked = [_one(chosen[0])]
    else:
        with ProcessPoolExecutor() as pool:
            checked = list(pool.map(_one, chosen))
    texts = {"text": check_text, "markdown": check_markdown}
    if form in texts:
        print(texts[form](checked), end="")
    else:
        data = check_json(checked) if form == "json" else check_sarif(checked)
        print(json.dumps(data, indent=2, ensure_ascii=False))
    if any(result.finding is None for _, found in checked for result in found):
        raise typer.Exit(1)


def _one(name: str) -> tuple[Policy, tuple[Result, ...]]:
    policy = load(name)
    return policy, run_checks(policy)
