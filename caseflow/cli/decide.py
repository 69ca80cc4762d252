"""Commands for a case in hand: decide, due."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from caseflow.case import read_case
from caseflow.cli.shared import Council, Format, app, day, emit, pairs
from caseflow.decisions import decide as decide_case
from caseflow.due import Due, clock_for, every_deadline
from caseflow.errors import UnreadableInput, listing, nearest
from caseflow.exports.decision_json import decision_json, due_json
from caseflow.exports.decision_text import decision_text, due_lines
from caseflow.library import load
from caseflow.model import JointWork, Policy, Rule


@app.command()
def decide(
    council: Council,
    at: Annotated[str, typer.Option(help="The team that holds the case now.")],
    happens: Annotated[str, typer.Option(help="What has happened.")],
    *,
    fact: Annotated[
        list[str] | None, typer.Option(help="A fact, as name=value; repeat it.")
    ] = None,
    on: Annotated[str | None, typer.Option(help="The day it happened: 2021-04-28.")] = None,
    done: Annotated[
        list[str] | None, typer.Option(help="A step done, as step=date; repeat it.")
    ] = None,
    ticked: Annotated[
        list[str] | None, typer.Option(help="A checklist item that is complete.")
    ] = None,
    revision: Annotated[str | None, typer.Option(help="A revision, such as 2021-02.")] = None,
    form: Format = "text",
) -> None:
    """Say where a case goes, why, what has to be done, and by when.

    Example: caseflow decide nottingham --at duty --happens assessment_completed
    --fact plan=child_in_need --on 2021-04-28
    """
    policy = load(council, revision)
    when = day(on, "on") if on else None
    facts, dates = pairs(fact, "fact"), pairs(done, "done")
    case = read_case(policy, at, facts, done=dates, ticked=ticked or (), on=when)
    decision = decide_case(policy, case, happens, when)
    emit(form, decision_json(decision), decision_text(decision))


@app.command()
def due(
    council: Council,
    rule: Annotated[str, typer.Argument(help="A transfer, stay, duty or joint work, by its id.")],
    date: Annotated[
        list[str] | None, typer.Option(help="A date, as event=2021-04-28; repeat it.")
    ] = None,
    ics: Annotated[
        Path | None, typer.Option(help="Write the safe dates to this file for a calendar.")
    ] = None,
    form: Format = "text",
) -> None:
    """Turn the deadlines of one rule and its checklists into dates, under every reading.

    Example: caseflow due nottingham duty-to-fieldwork-child-in-need --date notified=2021-04-28
    --ics deadlines.ics
    """
    policy = load(council)
    things: tuple[Rule | JointWork, ...] = (*policy.rules, *policy.duties, *policy.joint_work)
    owners = {thing.id: thing for thing in things}
    if rule not in owners:
        hint = nearest(rule, owners)
        raise UnreadableInput(f"{council} has no rule '{rule}'. {hint or listing(owners)}")
    dates = {name: day(value, "date") for name, value in pairs(date, "date").items()}
    steps = {step.id for _, step in policy.steps() if step.id}
    known = {"event", "move", *steps, *policy.vocabulary.dates, *policy.vocabulary.events}
    for name in dates:
        if name not in known:
            hint = nearest(name, known) or listing(known)
            raise UnreadableInput(f"--date: nothing is called '{name}'. {hint}")
    owner = owners[rule]
    found = every_deadline(policy, owner, clock_for(policy, owner, dates))
    lines = [line for one in found for line in due_lines(one, policy)]
    text = "\n".join(lines) or "The document gives no deadline here."
    emit(form, {"rule": rule, "deadlines": [due_json(one, policy) for one in found]}, text)
    if ics:
        _write_calendar(ics, found, policy)


def _write_calendar(path: Path, found: tuple[Due, ...], policy: Policy) -> None:
    """Write the deadlines that have a safe date; say on stderr how many, and which have none."""
    from caseflow.exports.ics import due_ics

    dated = [one for one in found if one.safe]
    if not dated:
        raise UnreadableInput(f"No calendar is written to {path}: no deadline has a safe date yet.")
    try:
        path.write_bytes(due_ics(dated, policy))
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be written: {error.strerror}") from None
    events = f"{len(dated)} of {len(found)} deadlines are in {path}"
    without = "".join(f"\n  not in it, no safe date: {one.what}" for one in found if not one.safe)
    print(f"{events}{without}", file=sys.stderr)
