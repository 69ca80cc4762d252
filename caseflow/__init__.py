"""Caseflow: councils' case-transfer protocols as decisions, maps and a practice handbook.

>>> import caseflow
>>> nottingham = caseflow.load("nottingham")
>>> caseflow.decide(nottingham, "duty", "assessment_completed", plan="child_in_need").outcome
'moves'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as _installed
from typing import Any

from caseflow.case import Case, read_case, read_date
from caseflow.changes import changes
from caseflow.decisions import Decision
from caseflow.decisions import decide as _decide
from caseflow.drafts import Draft
from caseflow.errors import CaseflowError
from caseflow.journey import Journey
from caseflow.library import councils, load
from caseflow.model import Policy
from caseflow.shown import objects as _show
from caseflow.shown.objects import draw
from caseflow.shown.tables import dates, dispute, finding, findings, side_by_side
from caseflow.teach import check, claim

__all__ = [
    "Case",
    "CaseflowError",
    "Decision",
    "Draft",
    "Journey",
    "Policy",
    "changes",
    "check",
    "claim",
    "councils",
    "dates",
    "decide",
    "dispute",
    "draw",
    "finding",
    "findings",
    "load",
    "side_by_side",
]

try:
    __version__ = _installed("caseflow")
except PackageNotFoundError:  # run from a folder that was not installed
    __version__ = "0+unknown"


def decide(
    policy: Policy,
    at: str,
    happens: str,
    on: date | str | None = None,
    *,
    done: Mapping[str, date | str] | None = None,
    ticked: Iterable[str] = (),
    **facts: Any,
) -> Decision:
    """Return what a policy says when an event happens to a case at a team.

    ``on`` is the day of the event, a date or '2021-04-28'; ``done`` gives the dates of steps that
    clocks start from; ``ticked`` the checklist items that are complete; facts are given by name.
    Raises CaseflowError, listing every problem, for a name or value the policy does not know.
    """
    try:
        day = read_date(on) if on is not None else None
    except ValueError as error:
        raise CaseflowError(str(error)) from None
    case = read_case(policy, at, facts, done=done, ticked=ticked, on=day)
    return _decide(policy, case, happens, day)


# How things look in a notebook is attached here, so that the model need not know it.
for _kind, _render, _words in (
    (Policy, _show.policy_html, _show.policy_words),
    (Decision, _show.decision_html, _show.decision_words),
    (Journey, _show.journey_html, _show.journey_words),
):
    _show.attach(_kind, _render, _words)
