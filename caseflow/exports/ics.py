"""Deadlines as a calendar file (iCalendar, RFC 5545): an all-day event for each safe date.

No name and nothing typed by a reader goes in. A deadline that has no safe date is left out: the
caller says which those are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from caseflow.due import Due
from caseflow.model import Policy
from caseflow.words import date_words, dated_words, names

PRODUCT = "-//Caseflow//Practice handbook//EN"
CLOSING = "Our reading, not legal advice: where it differs from the document, the document rules."


def due_ics(dues: Iterable[Due], policy: Policy, stamp: datetime | None = None) -> bytes:
    """Return a calendar with an event for each deadline that has a safe date.

    ``stamp`` is the time of writing, in UTC; now, where none is given.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    for due in dues:
        if due.safe:
            calendar.add_component(_event(due, due.safe, policy, stamp or datetime.now(UTC)))
    written: bytes = calendar.to_ical(sorted=False)
    return written


def _event(due: Due, safe: date, policy: Policy, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid(due, safe, policy))
    event.add("dtstamp", stamp.replace(microsecond=0))
    event.add("dtstart", safe)
    event.add("dtend", safe + timedelta(days=1))
    event.add("summary", summary(due))
    event.add("description", _description(due, policy))
    event.add("transp", "TRANSPARENT")
    return event


def uid(due: Due, safe: date, policy: Policy) -> str:
    """Return an id that is the same whenever the same deadline falls on the same day."""
    parts = (policy.policy, policy.document.dated, due.owner, due.step or "", str(safe))
    return "_".join(parts) + "@caseflow.invalid"


def summary(due: Due) -> str:
    """Return the words a calendar shows; a date that is one of several is called the safe one."""
    several = len({reading.date for reading in due.readings}) > 1
    return f"{'Safe date' if several else 'Due'}: {due.what}"


def head(due: Due, policy: Policy) -> str:
    """Return what a description says before the readings: who, what is stated, and where."""
    lines = [f"Who: {names(policy, due.by) or 'the document does not say'}"]
    lines += [f"The document: {due.stated}"]
    return "\n".join(lines + [f"Only where: {line}" for line in due.where])


def tail(due: Due, policy: Policy) -> str:
    """Return what a description says after the readings: the source, and what this is not."""
    document = f"{policy.document.title}, {dated_words(policy.document.dated)}"
    lines = [f"If missed: {due.missed}"] if due.missed else []
    lines += [f"Source: {'; '.join(policy.clause_label(clause) for clause in due.clauses)}"]
    return "\n".join([*lines, f"{policy.council}: {document}", CLOSING])


def _description(due: Due, policy: Policy) -> str:
    read = [f"- {date_words(r.date)}: {r.because}" for r in due.readings if r.date]
    note = [f"Note: {due.note}"] if due.note else []
    parts = (policy.title_of(due.owner), head(due, policy), *read, *note, tail(due, policy))
    return "\n".join(parts)
