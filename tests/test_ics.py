"""Deadlines as a calendar file: real calendars read it, and it claims no more than is known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from caseflow.due import Due, clock_for, every_deadline
from caseflow.exports.ics import due_ics
from caseflow.library import load
from caseflow.loader import load_file
from caseflow.model import Policy

STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HOSTILE = Path(__file__).parent / "browser" / "anytown.yaml"


def dues_of(policy: Policy, rule: str, **dates: str) -> tuple[Due, ...]:
    owner = next(one for one in (*policy.rules, *policy.duties) if one.id == rule)
    days = {name: date.fromisoformat(day) for name, day in dates.items()}
    return every_deadline(policy, owner, clock_for(policy, owner, days))


def events(raw: bytes) -> list[Any]:
    calendar = Calendar.from_ical(raw)
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def test_each_safe_date_is_an_all_day_event() -> None:
    policy = load("nottingham")
    dues = dues_of(policy, "duty-to-fieldwork-child-in-need", notified="2021-04-28")
    found = events(due_ics(dues, policy, STAMP))
    assert len(found) == sum(due.safe is not None for due in dues) == 2
    meeting = next(event for event in found if "planning meeting" in event["SUMMARY"])
    assert meeting.decoded("DTSTART") == date(2021, 5, 12)
    assert meeting.decoded("DTEND") - meeting.decoded("DTSTART") == timedelta(days=1)
    assert meeting.decoded("DTSTAMP") == STAMP
    assert not meeting.subcomponents


def test_an_event_claims_no_more_than_is_known() -> None:
    policy = load("nottingham")
    dues = dues_of(policy, "duty-to-fieldwork-child-in-need", notified="2021-04-28")
    ready, meeting = events(due_ics(dues, policy, STAMP))
    assert ready["SUMMARY"].startswith("Due: ")
    assert meeting["SUMMARY"].startswith("Safe date: ")
    told = meeting["DESCRIPTION"]
    for words in (
        *("- Thursday 13 May 2021: ", "- Wednesday 12 May 2021: ", "Child In Need, para 3"),
        *(
            "Case Transfer Procedure, February 2021",
            "the document does not say",
            "not legal advice",
        ),
    ):
        assert words in told


def test_the_same_deadline_on_the_same_day_has_the_same_id_and_no_other() -> None:
    policy = load("nottingham")
    rule = "duty-to-fieldwork-child-in-need"
    first = events(due_ics(dues_of(policy, rule, notified="2021-04-28"), policy))
    again = events(due_ics(dues_of(policy, rule, notified="2021-04-28"), policy))
    later = events(due_ics(dues_of(policy, rule, notified="2021-05-28"), policy))
    ids = [event["UID"] for event in first]
    assert ids == [event["UID"] for event in again]
    assert len({*ids, *(event["UID"] for event in later)}) == len(first) + len(later)


@pytest.mark.parametrize("source", ["nottingham", "anytown"])
def test_lines_are_folded_and_words_escaped_as_the_standard_asks(source: str) -> None:
    if source == "anytown":
        policy, rule = load_file(HOSTILE), "door-to-long-term"
        dues = dues_of(policy, rule, told="2024-03-28", event="2024-03-28", visit="2024-04-01")
    else:
        policy, rule = load(source), "duty-to-fieldwork-child-in-need"
        dues = dues_of(policy, rule, notified="2021-04-28", confirmed="2021-04-28")
    raw = due_ics(dues, policy, STAMP)
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    found = events(raw)
    assert found
    titles = {policy.title_of(due.owner) for due in dues}
    assert {str(event["DESCRIPTION"]).splitlines()[0] for event in found} <= titles
    assert all(
        due.what in " ".join(str(event["SUMMARY"]) for event in found) for due in dues if due.safe
    )


def test_a_date_of_birth_is_in_no_file() -> None:
    policy = load("islington")
    dues = dues_of(policy, "to-transition", date_of_birth="2010-05-10")
    raw = due_ics(dues, policy, STAMP)
    assert b"20231110" in raw
    assert b"20100510" not in raw
    assert b"10 May 2010" not in raw
