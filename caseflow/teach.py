"""Teaching: an answer is checked and explained, never given away; a claim is held to the policy."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from typing import Any, Literal

from caseflow.answers import Solved, solve
from caseflow.due import Due
from caseflow.errors import CaseflowError
from caseflow.library import exercise as find
from caseflow.library import load
from caseflow.model import Policy
from caseflow.model.lesson import Exercise
from caseflow.shown.parts import Cell, Shown, clause_cells, paragraphs, plain
from caseflow.workdays import why_not_working

STRICT = "CASEFLOW_CLAIMS"
"""The environment variable that, set to 'strict', makes a claim that does not hold an error."""
UNSAID = "No clause of the document speaks of this."
Verdict = Literal["right", "not yet", "not quite", "unclear"]
_OPENINGS = {
    "right": "Right.",
    "not yet": "Not answered yet.",
    "not quite": "Not quite.",
    "unclear": "That cannot be read as an answer.",
}
_OUTCOMES = ("moves", "stays", "ends", "discretion", "conflict", "silent", "needs_facts")


@dataclass(frozen=True, repr=False)
class Reply(Shown):
    """What a learner is told."""

    verdict: Verdict


def check(exercise_id: str, answer: Any = ...) -> Reply:
    """Say whether an answer is right and why, or give a hint that fits the mistake.

    A team is given by its id or its name (several in a list), a date as '2021-05-05', a moment as
    '2021-05-05 14:00', a count as a number. Raises UnreadableInput for an unknown exercise.
    """
    exercise = find(exercise_id)
    policy = load(exercise.case.policy)
    solved = solve(exercise, policy)
    if answer is ... or answer is None or answer == "":
        wanted = "Put your answer in place of the three dots after “answer =”, then run the cell."
        return _reply("not yet", plain(f"{wanted} {_form(exercise)}"))
    given = _read(exercise, policy, solved, answer)
    if given is None:
        return _reply("unclear", plain(_form(exercise)))
    if given == solved.value:
        cites = clause_cells(policy, solved.clauses)
        because = plain(f"{exercise.right} ")
        rests = Cell(f"Look it up: {cites.html}.", f"Look it up: {cites.words}.")
        rests = rests if solved.clauses else plain(UNSAID)
        return _reply("right", Cell(because.html + rests.html, because.words + rests.words))
    return _reply("not quite", plain(_help(exercise, solved, given)))


def _reply(verdict: Verdict, cell: Cell) -> Reply:
    opening = _OPENINGS[verdict]
    said = paragraphs(
        Cell(f"<strong>{escape(opening)}</strong> {cell.html}", f"{opening} {cell.words}")
    )
    name = verdict.replace(" ", "-")
    return Reply(f'<div class="cf-reply cf-reply--{name}">{said.html}</div>', said.words, verdict)


def _form(exercise: Exercise) -> str:
    """Say how an answer is written, without the answer."""
    match exercise.asks:
        case "to" | "team":
            return "A team is written in quotation marks, by its name or its id; several in […]."
        case "due" | "latest":
            return "A date is written '2021-05-05': year, month, day, in quotation marks."
        case "level" | "total":
            return "A moment is written '2021-05-05 14:00', in quotation marks."
        case "missing" | "readings":
            return "A count is written as a whole number, without quotation marks."
        case "outcome":
            return f"It is one of these words, in quotation marks: {', '.join(_OUTCOMES)}."
        case _:
            return "A fact is written as the table names it, in quotation marks."


def _read(exercise: Exercise, policy: Policy, solved: Solved, answer: Any) -> Any:
    """Return an answer in the form of the right one, or None where it has another form."""
    if isinstance(solved.value, frozenset):
        words = answer if isinstance(answer, list | tuple | set | frozenset) else [answer]
        if not words or not all(isinstance(word, str) and word.strip() for word in words):
            return None
        if exercise.asks == "outcome" and not {_plainly(w) for w in words} <= set(_OUTCOMES):
            return None
        found = frozenset(_named(exercise, policy, word) for word in words)
        one_will_do = exercise.asks == "needs" and found <= solved.value
        return solved.value if one_will_do else found
    if isinstance(solved.value, int):
        return answer if isinstance(answer, int) and not isinstance(answer, bool) else None
    return _read_day(solved, answer)


def _read_day(solved: Solved, answer: Any) -> date | datetime | None:
    try:
        if isinstance(solved.value, datetime):
            return answer if isinstance(answer, datetime) else _moment(str(answer))
        return answer if isinstance(answer, date) else date.fromisoformat(str(answer).strip())
    except ValueError:
        return None


def _moment(text: str) -> datetime:
    if ":" not in text:
        raise ValueError
    return datetime.fromisoformat(text.strip())


def _plainly(word: str) -> str:
    return word.strip().lower().replace(" ", "_")


def _named(exercise: Exercise, policy: Policy, word: str) -> str:
    if exercise.asks not in ("to", "team"):
        return _plainly(word)
    low = word.strip().lower()
    for team in policy.teams:
        called = (team.id, team.name, team.short or "", *team.aliases)
        if low in {name.lower() for name in called}:
            return team.id
    return low


def _help(exercise: Exercise, solved: Solved, given: Any) -> str:
    """Return the hint that fits a wrong answer best."""
    if isinstance(given, frozenset):
        return _about_names(exercise, solved, given)
    if isinstance(given, int):
        more = "Fewer than that." if given > int(str(solved.value)) else "More than that."
        return f"{more} {exercise.wrong.get(str(given), exercise.hint)}"
    return f"{_about_date(solved, given)} {exercise.hint}".strip()


def _about_names(exercise: Exercise, solved: Solved, given: frozenset[str]) -> str:
    right = solved.value if isinstance(solved.value, frozenset) else frozenset()
    special = [exercise.wrong[one] for one in sorted(given - right) if one in exercise.wrong]
    if special:
        return " ".join(special)
    if given < right:
        return f"That is part of the answer, and not all of it. {exercise.hint}"
    if given == {solved.at} and exercise.asks in ("to", "team"):
        return f"That team has the case at the start. {exercise.hint}"
    return exercise.hint


def _about_date(solved: Solved, given: date) -> str:
    """Say what kind of slip leads to a wrong date or moment, without the right one."""
    right = solved.value
    if isinstance(right, datetime) and isinstance(given, datetime):
        return "That is too late." if given > right else "That is too early."
    if not isinstance(right, date):
        return ""
    other = _other_reading(solved.due, given)
    if other:
        return other
    closed = why_not_working(given)
    said = f"That day is {closed}, and the time runs in working days." if closed else ""
    if closed and solved.due and "working day" in solved.due.stated:
        return said
    if abs(given - right) == timedelta(days=1):
        side = "later" if given > right else "earlier"
        return f"You are one day {side}: does the day on which the time starts count?"
    return "That is too late." if given > right else "That is too early."


def _other_reading(due: Due | None, given: date) -> str:
    """Say so where a date is right under another reading of the same deadline."""
    if due is None or given not in {reading.date for reading in due.readings}:
        return ""
    return (
        "That date is right under one way of counting, and the document leaves more than one open. "
        "Which date is asked for?"
    )


def claim(words: str, holds: object) -> Shown | None:
    """Hold what a notebook says to what the policy says: nothing is shown as long as it is so.

    Where it is no longer so, the reader is told. In tests and in the build it is an error.
    """
    if holds:
        return None
    if os.environ.get(STRICT) == "strict":
        raise CaseflowError(f"The notebook says what is not so: {words}")
    return paragraphs(
        plain(f"No longer so: {words} Something above, or the policy, has been changed.")
    )
