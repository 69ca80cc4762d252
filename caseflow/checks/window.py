"""Deadlines of one rule that no calendar can keep: a window of time that is empty.

**Proved over every calendar.** Every deadline says that one day comes so long before or after
another. Where a chain of them asks a day to come before itself (notice ten days ahead of a meeting
that must be held within five days, and not before the event), no dates can keep them all. Working
days are taken at their longest where they give time and at their shortest where they take it, so
that what is reported is impossible in every year.

**To mend it**: correct a figure or an anchor; or record a finding with `found_by: [window]` that
bears on the rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result, titles
from caseflow.model import Amount, Deadline, Policy, Rule, Step, Transfer

Bound = tuple[str, str, int, str]
"""A day, another, by how many days at most the first comes after the second, and who asks it."""
_LONGEST = {"hours": 1, "calendar days": 1, "weeks": 7, "months": 31, "years": 366}
_SHORTEST = {"hours": 0, "weeks": 7, "months": 28, "years": 365}
_BANK_HOLIDAYS = 12
"""More than any year has, extra ones included."""


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each rule whose deadlines ask a day to come before itself."""
    for rule in (*policy.rules, *policy.duties):
        asked = _contradiction(list(_bounds(rule)))
        if asked:
            steps = ", ".join(f"“{words}”" for words in asked)
            message = f"{titles(policy, (rule.id,))}: no calendar can keep all of {steps}"
            case = cases.of_rule(policy, logic, rule)
            yield Result("window", "medium", message, (rule.id,), rule.clauses, case)


def _bounds(rule: Rule) -> Iterator[Bound]:
    for number, step in enumerate(rule.steps):
        day = step.id or f"step {number}"
        if step.deadline:
            yield from _of_deadline(day, step.deadline, step.do)
        if isinstance(rule, Transfer):
            yield from _of_stage(day, step)
    if isinstance(rule, Transfer):
        if rule.moves.deadline:
            yield from _of_deadline("move", rule.moves.deadline, rule.moves.says)
        if rule.moves.at not in ("unstated", "move"):
            yield "move", rule.moves.at, 0, rule.moves.says
            yield rule.moves.at, "move", 0, rule.moves.says


def _of_stage(day: str, step: Step) -> Iterator[Bound]:
    if step.stage == "before":
        yield day, "move", 0, step.do
    elif step.stage == "after":
        yield "move", day, 0, step.do


def _of_deadline(day: str, deadline: Deadline, words: str) -> Iterator[Bound]:
    """Yield what a deadline asks; one that can count from several days asks nothing certain."""
    of = deadline.of[0] if len(deadline.of) == 1 else None
    if of and deadline.within:
        yield day, of, _longest(deadline.within), words
    if of and deadline.ahead:
        yield day, of, -_shortest(deadline.ahead), words
    if of and deadline.either_side:
        yield day, of, _longest(deadline.either_side), words
        yield of, day, _longest(deadline.either_side), words
    if deadline.before:
        yield day, deadline.before, 0, words
    for earliest in (deadline.after, deadline.promptly, deadline.same_day):
        if earliest:
            yield earliest, day, 0, words
    if deadline.same_day:
        yield day, deadline.same_day, 0, words


def _longest(amount: Amount) -> int:
    if amount.unit in ("working days", "days"):
        return amount.number * 7 // 5 + 2 + _BANK_HOLIDAYS * (1 + amount.number // 250)
    return amount.number * _LONGEST[amount.unit]


def _shortest(amount: Amount) -> int:
    return amount.number * _SHORTEST.get(amount.unit, 1)


def _contradiction(bounds: list[Bound]) -> list[str]:
    """Return the words of bounds in a circle that adds up to less than nothing, if there is one.

    The method is Bellman and Ford's for difference constraints (Cormen and others, *Introduction
    to Algorithms*, chapter on single-source shortest paths).
    """
    days = dict.fromkeys(day for one in bounds for day in one[:2])
    latest, last = dict.fromkeys(days, 0), dict[str, Bound]()
    changed = None
    for _ in range(len(days) + 1):
        changed = None
        for bound in bounds:
            day, other, by, _ = bound
            if latest[other] + by < latest[day]:
                latest[day], last[day], changed = latest[other] + by, bound, day
        if changed is None:
            return []
    here = changed or ""
    for _ in days:
        here = last[here][1]
    circle, day = [last[here]], last[here][1]
    while day != here:
        circle.append(last[day])
        day = last[day][1]
    return list(dict.fromkeys(bound[3] for bound in circle))
