"""The command for what a policy leaves open: check."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from caseflow.checks import Result
from caseflow.checks import check as run_checks
from caseflow.cli.shared import Councils, app
from caseflow.errors import UnreadableInput
from caseflow.exports.check_json import check_json, mutations_json
from caseflow.exports.check_sarif import check_sarif
from caseflow.exports.check_text import check_markdown, check_text
from caseflow.library import councils, load
from caseflow.model import Policy
from caseflow.mutation_run import try_mutants
from caseflow.mutations import Outcome

FORMATS = ("text", "json", "markdown", "sarif")


@app.command()
def check(
    names: Councils = None,
    *,
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}.")] = "text",
    mutations: Annotated[
        bool, typer.Option(help="Make slips on purpose and see whether a scenario notices.")
    ] = False,
) -> None:
    """Prove what a policy leaves open, over every possible case; each result has an example.

    Example: caseflow check nottingham; caseflow check nottingham --mutations
    """
    if form not in FORMATS:
        raise UnreadableInput(f"--format takes {', '.join(FORMATS)}; found '{form}'")
    chosen = list(names or councils())
    for name in chosen:
        load(name)
    if mutations:
        _mutations(chosen, form)
        return
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


def _mutations(chosen: list[str], form: str) -> None:
    data = {}
    for name in chosen:
        outcome = _tried(name)
        data[name] = mutations_json(outcome)
        if form == "text":
            share = 100 * outcome.killed / max(outcome.mutants, 1)
            print(f"{name}: {outcome.killed} of {outcome.mutants} mutants killed ({share:.1f} %)")
            for survivor in outcome.survivors:
                where = f"{outcome.file}:{survivor.line}"
                print(f"  survived {where}: {survivor.owner}: {survivor.change}")
    if form != "text":
        print(json.dumps(data, indent=2, ensure_ascii=False))
    if any(20 * len(found["survivors"]) > found["mutants"] for found in data.values()):
        raise typer.Exit(1)


def _tried(name: str) -> Outcome:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name)
        return try_mutants(name, lambda done, of: progress.update(task, completed=done, total=of))


def _one(name: str) -> tuple[Policy, tuple[Result, ...]]:
    policy = load(name)
    return policy, run_checks(policy)
