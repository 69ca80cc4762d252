"""Deadlines as data from which a browser works out the same dates as ``caseflow.due``.

Words are made here once; the browser only counts days and puts dates beside the words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from caseflow.due import Due, every_deadline
from caseflow.exports.ics import PRODUCT, head, tail
from caseflow.model import Deadline, JointWork, Policy, Rule, Step, Transfer
from caseflow.readings import Clock, Start, Way, starts
from caseflow.workdays import bank_holidays

YEARS = range(2000, 2051)
"""The years whose bank holidays a browser knows; outside them it says that it does not know."""
MONTHS = tuple(f"{date(YEARS[0], month, 1):%B}".lower() for month in range(1, 13))
UNITS: dict[str, tuple[str, Fraction]] = {
    "years": ("months", Fraction(12)),
    "weeks": ("days", Fraction(7)),
    "calendar days": ("days", Fraction(1)),
    "hours": ("days", Fraction(1, 24)),
}
"""What a unit is counted in, in whole numbers, and how many it is; any other counts as it is."""
CALENDAR = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:{PRODUCT}
CALSCALE:GREGORIAN
{{}}
END:VCALENDAR"""
EVENT = """BEGIN:VEVENT
UID:{}
DTSTAMP:{}
DTSTART;VALUE=DATE:{}
DTEND;VALUE=DATE:{}
SUMMARY:{}
DESCRIPTION:{}
TRANSP:TRANSPARENT
END:VEVENT"""
"""What ``caseflow.exports.ics`` writes, for the browser to fill in; a test compares the two."""
Owner = Rule | JointWork


def due_data(policy: Policy, owners: Iterable[Owner]) -> dict[str, Any]:
    """Return the deadlines of rules and joint work, each written once, and the bank holidays."""
    found: dict[str, dict[str, Any]] = {}
    listed = {}
    for owner in owners:
        dues = [
            _due_data(policy, owner, due, starts(deadline, policy, steps))
            for due, deadline, steps in sources(policy, owner)
        ]
        keys = [json.dumps(one) for one in dues]
        found.update(zip(keys, dues, strict=True))
        listed[owner.id] = {"title": owner.title, "dues": keys}
    place = {key: number for number, key in enumerate(found)}
    return {
        "uid": f"{policy.policy}_{policy.document.dated}_",
        "calendar": CALENDAR,
        "event": EVENT,
        "months": MONTHS,
        "holidays": holiday_data(),
        "owners": {
            name: {**one, "dues": [place[key] for key in one["dues"]]}
            for name, one in listed.items()
        },
        "dues": list(found.values()),
    }


def alias(owner: Owner) -> dict[str, str]:
    """Return what 'move' and the rule's own event stand for, where that is another anchor."""
    found = {owner.on[0]: "event"} if len(owner.on) == 1 else {}
    if isinstance(owner, Transfer) and owner.moves.at != "unstated":
        found["move"] = found.get(owner.moves.at, owner.moves.at)
    return found


def holiday_data() -> dict[str, Any]:
    """Return the names of bank holidays, and for each year month, day and the name's letter."""
    found: dict[str, str] = {}
    letters: dict[str, str] = {}
    for year in YEARS:
        days = sorted(bank_holidays(year).items())
        for _, name in days:
            letters.setdefault(name, chr(ord("A") + len(letters)))
        found[str(year)] = "".join(f"{day:%m%d}{letters[name]}" for day, name in days)
    return {"names": {letter: name for name, letter in letters.items()}, "years": found}


def asked(policy: Policy, owner: Owner) -> tuple[str, ...]:
    """Return the anchors whose dates the deadlines of something count from, each once."""
    same = alias(owner)
    found = (
        same.get(anchor, anchor)
        for _, deadline, steps in sources(policy, owner)
        for start in starts(deadline, policy, steps)
        for anchor in start.anchors
        if anchor != "unstated"
    )
    return tuple(dict.fromkeys(found))


def sources(policy: Policy, owner: Owner) -> Iterator[tuple[Due, Deadline, tuple[Step, ...]]]:
    """Yield each deadline without a date, what it is worked out from, and the steps it may name."""
    dues = every_deadline(policy, owner, Clock(policy, "event", None, {}))
    for due, source in zip(dues, _sources(policy, owner), strict=True):
        yield due, *source


def _sources(policy: Policy, owner: Owner) -> Iterator[tuple[Deadline, tuple[Step, ...]]]:
    if isinstance(owner, Transfer) and owner.moves.deadline:
        yield owner.moves.deadline, owner.steps
    if isinstance(owner, JointWork) and owner.limit:
        yield Deadline(within=owner.limit, of=("event",)), ()
    for step in owner.steps:
        if step.deadline:
            yield step.deadline, owner.steps
    for checklist in policy.checklists:
        for item in checklist.items:
            if checklist.id in getattr(owner, "checklist", ()) and item.deadline:
                yield item.deadline, ()


def _due_data(policy: Policy, owner: Owner, due: Due, from_: tuple[Start, ...]) -> dict[str, Any]:
    own, same = due.owner == owner.id, alias(owner)
    return {
        **({} if own else {"owner": due.owner, "title": policy.title_of(due.owner)}),
        "step": due.step,
        "what": due.what,
        "head": head(due, policy),
        "tail": tail(due, policy),
        "starts": [
            [
                [same.get(a, a) for a in start.anchors],
                start.missing,
                [_way(way) for way in start.ways],
            ]
            for start in from_
        ],
    }


def _way(way: Way) -> tuple[str, str, int, int]:
    """Return how to count, the words for it, the number, and 1 for a day less: the first counts."""
    if way.how != "count":
        return way.how, way.because, way.number, int(way.first)
    kind, size = UNITS.get(way.unit, (way.unit, Fraction(1)))
    return kind, way.because, floor(way.number * size), int(way.first)
