"""Commands for whoever keeps a policy: scenarios, clauses, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from caseflow import schema
from caseflow.cli.shared import Format, app, emit
from caseflow.errors import UnreadableInput, listing
from caseflow.exports.clauses_json import clauses_json
from caseflow.exports.clauses_text import clauses_text, comparison_text
from caseflow.exports.report_json import report_json
from caseflow.exports.report_text import report_text
from caseflow.library import SCENARIOS, councils, load
from caseflow.loader import load_scenarios, load_vocabulary
from caseflow.scenarios import run
from caseflow.sources import compare, draft


@app.command()
def scenarios(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Scenario files, from anywhere.")
    ] = None,
    form: Format = "text",
) -> None:
    """Run the policies' own tests; with no file, all that the project has.

    Example: caseflow scenarios tests/scenarios/nottingham.yaml
    """
    chosen = files or sorted(SCENARIOS.glob("*.yaml"))
    if not chosen:
        raise UnreadableInput(f"There are no scenario files in {SCENARIOS}.")
    located = [one for path in chosen for one in load_scenarios(path)]
    report = run(located, load)
    emit(form, report_json(report), report_text(report))
    if report.failed or (not files and (report.unreached_rules or report.unreached_clauses)):
        raise typer.Exit(1)


@app.command()
def clauses(
    council: Annotated[str | None, typer.Argument(help="The council's folder name.")] = None,
    against: Annotated[
        Path | None, typer.Option(help="A version of the document, as text.")
    ] = None,
    draft_from: Annotated[
        Path | None, typer.Option("--draft", help="A new document: print a first index.")
    ] = None,
    form: Format = "text",
) -> None:
    """Say what is built from each clause, or hold a new version of the document against the index.

    Example: caseflow clauses nottingham --format json
    """
    if draft_from:
        print("\n".join(draft(_document(draft_from))))
        return
    if council is None:
        raise UnreadableInput(f"Name a council: {listing(councils())}; or give --draft DOCUMENT.")
    policy = load(council)
    if against:
        found = compare(policy.clauses, _document(against))
        print(comparison_text(policy, found), end="")
        raise typer.Exit(1 if found.missing or found.new else 0)
    data = clauses_json(policy)
    emit(form, data, clauses_text(policy))
    raise typer.Exit(1 if data["uncited"] else 0)


def _document(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{path}: cannot be read as UTF-8 text: {error}") from None


@app.command("schema")
def write_schema(
    scenarios: Annotated[bool, typer.Option(help="For scenario files instead.")] = False,
    out: Annotated[Path | None, typer.Option(help="The file to write; printed otherwise.")] = None,
) -> None:
    """Write the JSON Schema that editors use to complete and check policy files.

    Example: caseflow schema --out caseflow/policies/policy.schema.json
    """
    found = schema.scenario_schema() if scenarios else schema.policy_schema(load_vocabulary())
    if out is None:
        print(schema.shown(found), end="")
    else:
        out.write_text(schema.shown(found), encoding="utf-8")
        print(f"Written: {out}")
