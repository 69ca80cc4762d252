"""The page of dates: the browser counts as Python does, says what it skips, and keeps nothing."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from caseflow.due import clock_for, every_deadline
from caseflow.exports.due_data import asked, due_data
from caseflow.exports.ics import due_ics
from caseflow.library import councils, load
from caseflow.loader import load_file
from caseflow.model import JointWork, Policy, Rule
from caseflow.workdays import bank_holidays

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
DUE = HERE.parent.parent / "caseflow" / "assets" / "due.js"
FIRST, LAST = date(2019, 1, 1), date(2031, 12, 31)
WORK_OUT = """text => {
  const [data, cases] = JSON.parse(text);
  return JSON.stringify(cases.map(([owner, dates]) => caseflow.due(data, data.owners[owner], dates)
    .map(({step, readings, safe, note}) => ({step, readings, safe, note}))));
}"""
Owner = Rule | JointWork
Case = tuple[str, dict[str, str]]
VISIT = "transfer=door-to-long-term"


def owners_of(policy: Policy) -> list[Owner]:
    return [*policy.rules, *policy.duties, *policy.joint_work]


def special_days() -> list[date]:
    """Bank holidays, ends of months and leap days of 2019 to 2031, each with its neighbours."""
    days = {day for year in range(2019, 2032) for day in bank_holidays(year)}
    firsts = {date(year, month, 1) for year in range(2019, 2032) for month in range(1, 13)}
    days |= {day - timedelta(days=1) for day in firsts}
    days |= {date(year, 2, 29) for year in (2020, 2024, 2028)}
    near = {day + timedelta(days=shift) for day in days for shift in (-1, 0, 1)}
    return sorted(day for day in near if FIRST <= day <= LAST)


def cases_of(policy: Policy) -> Iterator[Case]:
    """Deadlines on days of 2019 to 2031, the special ones first of all; and days drawn apart.

    Rules share the days out among themselves, so that together they see every special day.
    """
    draw = random.Random(policy.policy)  # noqa: S311  # repeatable on purpose
    special, every = special_days(), [FIRST + timedelta(days=n) for n in range(4748)]
    for place, owner in enumerate(owners_of(policy)):
        names = asked(policy, owner)
        for day in (*special[place % 20 :: 20], *every[place % 90 :: 90]):
            yield owner.id, dict.fromkeys(names, str(day))
        for _ in range(20):
            days = {name: str(draw.choice(every)) for name in names if draw.random() < 0.8}
            yield owner.id, days


def worked_out(policy: Policy, cases: list[Case]) -> list[Any]:
    """What Python makes of the cases."""
    owners = {owner.id: owner for owner in owners_of(policy)}
    found = []
    for name, days in cases:
        clock = clock_for(policy, owners[name], {k: date.fromisoformat(d) for k, d in days.items()})
        found.append(
            [
                {
                    "step": due.step,
                    "readings": [
                        {
                            "date": str(reading.date) if reading.date else None,
                            "because": reading.because,
                            "skipped": [{"date": str(d), "why": why} for d, why in reading.skipped],
                        }
                        for reading in due.readings
                    ],
                    "safe": str(due.safe) if due.safe else None,
                    "note": due.note,
                }
                for due in every_deadline(policy, owners[name], clock)
            ]
        )
    return found


@pytest.fixture(scope="module")
def counts(browser: Browser) -> Iterator[Page]:
    """An empty page that can work out deadlines."""
    page = browser.new_page()
    page.add_script_tag(path=DUE)
    yield page
    page.close()


def in_browser(page: Page, policy: Policy, cases: list[Case]) -> list[Any]:
    data = due_data(policy, owners_of(policy))
    found: list[Any] = json.loads(page.evaluate(WORK_OUT, json.dumps([data, cases])))
    return found


def compare(page: Page, policy: Policy, cases: list[Case]) -> None:
    assert cases
    pairs = zip(cases, in_browser(page, policy, cases), worked_out(policy, cases), strict=True)
    wrong = [(case, js, python) for case, js, python in pairs if js != python]
    assert not wrong[:1], f"{len(wrong)} of {len(cases)} differ"


@pytest.mark.slow
@pytest.mark.parametrize("council", councils())
def test_the_browser_works_out_every_deadline_as_python_does(counts: Page, council: str) -> None:
    policy = load(council)
    compare(counts, policy, list(cases_of(policy)))


CLOCKS = (
    *("{ahead: 4 working days, of: event}", "{ahead: 10 days, of: event}"),
    *("{ahead: 50 hours, of: event}", "{ahead: 1 month, of: event}", "{ahead: 2 years, of: event}"),
    *("{either_side: 3 working days, of: event}", "{either_side: 5 days, of: [event, told]}"),
    *("{within: 3 months, of: event}", "{within: 1 year, of: event, first_day: counted}"),
    *("{within: 30 hours, of: event}", "{within: 1 working day, of: event, first_day: counted}"),
    *("{midway: [event, told]}", "{every: 2 working days}", "{every: 1 month, of: told}"),
    *("{weekly: Monday 09:30}", "{weekly: Sunday 23:59, after: told}"),
    *(
        "{at_age: 15 3/4}",
        "{by_age: 18}",
        "{before_age: 18}",
        "{at_age: 0}",
        "{same_day: told}",
        "{promptly: told}",
    ),
)


@pytest.mark.parametrize("clock", CLOCKS)
def test_every_kind_of_clock_is_counted_alike(counts: Page, tmp_path: Path, clock: str) -> None:
    text = (HERE / "anytown.yaml").read_text(encoding="utf-8")
    assert "{within: 5 working days, of: told}" in text
    path = tmp_path / "2024-03.yaml"
    path.write_text(text.replace("{within: 5 working days, of: told}", clock), encoding="utf-8")
    draw = random.Random(clock)  # noqa: S311  # repeatable on purpose
    names = ("event", "told", "date_of_birth")
    days = special_days()
    cases: list[Case] = [
        ("door-to-long-term", {name: str(draw.choice(days)) for name in names}) for _ in range(150)
    ]
    leap = [
        ("door-to-long-term", dict.fromkeys(names, day)) for day in ("2020-02-29", "2024-02-29")
    ]
    compare(counts, load_file(path), [*cases, *leap])


def test_a_browser_that_counts_wrongly_would_be_noticed(counts: Page) -> None:
    policy = load("nottingham")
    case: Case = ("duty-to-fieldwork-child-in-need", {"notified": "2021-03-31"})
    found = in_browser(counts, policy, [case])
    assert found == worked_out(policy, [case])
    meeting = next(due for due in found[0] if due["step"] == "planning-meeting")
    assert meeting["safe"] == "2021-04-15"
    assert {"date": "2021-04-02", "why": "Good Friday"} in meeting["readings"][0]["skipped"]


def test_a_year_whose_bank_holidays_are_not_known_is_named(counts: Page) -> None:
    policy = load("nottingham")
    data = due_data(policy, owners_of(policy))
    name = "duty-to-fieldwork-child-in-need"
    unknown = counts.evaluate(
        "([data, name]) => caseflow.due(data, data.owners[name], {notified: '2050-12-30'})"
        ".map(due => due.unknown)",
        [data, name],
    )
    assert ["2051"] in unknown


# --- the page ---------------------------------------------------------------------------------


@pytest.fixture(params=["http 1400", "http 360", "file 360"])
def root(request: pytest.FixtureRequest, site: Path, served: str) -> tuple[str, int]:
    """Where the site is opened, and how wide."""
    way, width = str(request.param).split()
    return (site.as_uri() if way == "file" else served), int(width)


@pytest.fixture
def opened(browser: Browser, root: tuple[str, int]) -> Iterator[Callable[[str], Page]]:
    """Open a page of the site in a new window; no other host is asked, and nothing breaks."""
    context = browser.new_context(viewport={"width": root[1], "height": 900})
    problems = watched(context)

    def go(path: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{root[0]}/{path}")
        return page

    yield go
    context.close()
    assert not problems


def watched(context: BrowserContext) -> list[str]:
    """The requests that a window makes to other hosts."""
    outside: list[str] = []
    ours = ("file:", "http://127.0.0.1", "data:", "blob:")
    context.on(
        "request", lambda r: None if r.url.startswith(ours) else outside.append(f"asks {r.url}")
    )
    return outside


def day_of(page: Page, label: str) -> Locator:
    """The field for a day; every transfer has its own, and only one transfer is shown."""
    return page.locator(".cf-dates__owner:visible").get_by_label(label)


def type_day(page: Page, label: str, text: str) -> None:
    day_of(page, label).fill(text)
    day_of(page, label).press("Tab")


def deadline(page: Page, what: str) -> Locator:
    return page.locator(".cf-due:visible").filter(has_text=what)


def test_entering_days_gives_every_deadline_with_its_readings(
    opened: Callable[[str], Page],
) -> None:
    page = opened("handbook/nottingham/dates.html")
    page.get_by_label("Which transfer or task?").select_option("Duty to Fieldwork, child in need")
    expect(page.locator(".cf-dates__owner:visible")).to_have_count(1)
    type_day(page, "Step 2: Give", "28/4/2021")
    meeting = deadline(page, "Organise a Child in Need planning meeting")
    expect(meeting.locator(".cf-due__date")).to_have_text("Wednesday 12 May 2021")
    expect(meeting).to_contain_text("is safe under every reading")
    expect(meeting).to_contain_text("Thursday 13 May 2021: 10 working days")
    expect(meeting).to_contain_text("Monday 3 May (May Day)")
    expect(meeting.get_by_role("link", name="Child In Need, para 3")).to_be_visible()
    visit = deadline(page, "Arrange a handover visit")
    expect(visit.locator(".cf-due__date")).to_have_text("No date yet")
    expect(visit).to_contain_text("whose date is not given")
    expect(visit.get_by_text("Safe date", exact=True)).to_have_count(0)
    expect(page.locator(".cf-dates__status")).to_have_text("2 of 3 with a safe date.")
    assert page.url.endswith("#transfer=duty-to-fieldwork-child-in-need&notified=2021-04-28")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2021-02-30", "There is no such day as 2021-02-30."),
        ("29 Feb 2021", "There is no such day as 29 Feb 2021."),
        ("31/04/2021", "There is no such day"),
        ("1/13/2021", "There is no such day"),
        ("99999", "“99999” is not a date"),
        ("<img src=x onerror=window.hacked=1>", "is not a date"),
        ("1 1 1066", "is not between the years 1900 and 2200"),
    ],
)
def test_an_impossible_day_is_refused_beside_the_field_and_nothing_is_lost(
    browser: Browser, served: str, typed: str, said: str
) -> None:
    page = browser.new_page()
    page.goto(f"{served}/handbook/anytown/dates.html#{VISIT}")
    type_day(page, "The event:", "28 March 2024")
    type_day(page, "Step 1: Tell the family", typed)
    field = day_of(page, "Step 1: Tell the family")
    expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
    expect(field).to_have_value(typed)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(day_of(page, "The event:")).to_have_value("28 March 2024")
    expect(deadline(page, "Responsibility passes").locator(".cf-due__date")).to_have_text(
        "No date yet"
    )
    assert page.evaluate("window.hacked") is None
    type_day(page, "Step 1: Tell the family", "29 feb 2024")
    expect(field).to_have_attribute("aria-invalid", "false")
    page.close()


def test_a_birth_after_the_event_is_said_and_a_birth_is_never_kept(
    browser: Browser, served: str
) -> None:
    page = browser.new_page()
    page.goto(f"{served}/handbook/islington/dates.html#transfer=cin-to-if&date_of_birth=2007-05-10")
    born = page.locator("section:visible [name=date_of_birth]")
    expect(born).to_have_count(0)
    page.goto(
        f"{served}/handbook/islington/dates.html#transfer=to-transition&date_of_birth=2007-05-10"
    )
    page.reload()
    expect(born).to_have_value("")
    expect(page.locator("section:visible")).to_contain_text(
        "never kept, and never put in the address"
    )
    born.fill("10 5 2010")
    born.press("Tab")
    expect(deadline(page, "13½").locator(".cf-due__date")).to_have_text("Friday 10 November 2023")
    assert "2010" not in page.url
    assert "2010" not in page.evaluate(
        "JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"
    )
    page.goto(f"{served}/handbook/islington/dates.html#transfer=before-18")
    page.close()


def test_an_event_before_the_rule_or_the_document_is_said(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/handbook/anytown/dates.html#{VISIT}&event=2023-01-31")
    expect(page.locator("section:visible")).to_contain_text(
        "before the document’s date, March 2024"
    )
    page.close()


def test_an_address_edited_by_hand_is_taken_as_far_as_it_is_known(
    browser: Browser, served: str
) -> None:
    page = browser.new_page()
    page.goto(f"{served}/handbook/anytown/dates.html#{VISIT}&event=2024-02-31&told=2024-03-28&x=1")
    expect(day_of(page, "The event:")).to_have_value("2024-02-31")
    expect(page.get_by_role("alert").filter(has_text="There is no such day")).to_be_visible()
    expect(day_of(page, "Step 1: Tell the family")).to_have_value("2024-03-28")
    moves = deadline(page, "Responsibility passes")
    expect(moves.locator(".cf-due__date")).to_have_text("Friday 5 April 2024")
    expect(moves).to_contain_text("Friday 29 March (Good Friday)")
    page.goto(f"{served}/handbook/anytown/dates.html#transfer=<img src=x onerror=window.hacked=2>")
    expect(page.locator(".cf-dates__problem")).to_contain_text("which is not known here")
    expect(page.locator(".cf-dates__owner:visible").first).to_be_visible()
    assert page.evaluate("window.hacked") is None
    page.close()


def test_a_deadline_on_a_day_that_is_not_worked_says_so(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/handbook/anytown/dates.html#transfer=first-meeting&event=2024-03-26")
    meeting = deadline(page, "Hold the meeting")
    expect(meeting.locator(".cf-due__date")).to_have_text("Friday 29 March 2024")
    expect(meeting).to_contain_text(
        "This is Good Friday; the last working day before it is Thursday"
    )
    page.close()


def test_the_dates_can_be_worked_out_by_keyboard_alone(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/handbook/anytown/dates.html")
    page.get_by_label("Which transfer or task?").focus()
    page.keyboard.press("ArrowDown")
    for _ in range(6):  # past the links of the headings between
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "told":
            break
    expect(day_of(page, "Step 1: Tell the family")).to_be_focused()
    page.keyboard.type("28 3 2024")
    page.keyboard.press("Enter")
    expect(deadline(page, "Responsibility passes").locator(".cf-due__date")).to_have_text(
        "Friday 5 April 2024"
    )
    with page.expect_download() as download:
        button = page.get_by_role("button", name="Put the safe dates in a calendar")
        button.focus()
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "anytown_2024-03_door-to-long-term.ics"
    page.close()


def events_of(raw: bytes) -> list[dict[str, Any]]:
    """A calendar file's events, checked against the rules every reader relies on."""
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    calendar = Calendar.from_ical(raw)
    assert (calendar["VERSION"], bool(calendar["PRODID"])) == ("2.0", True)
    assert not calendar.errors
    found = []
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        kept = {name: event.decoded(name) for name in event if name != "DTSTAMP"}
        assert event.decoded("DTSTAMP").tzinfo is not None
        assert kept["DTEND"] - kept["DTSTART"] == timedelta(days=1)
        found.append(kept)
    assert len({event["UID"] for event in found}) == len(found)
    return found


@pytest.mark.parametrize(
    ("council", "name", "days"),
    [
        ("nottingham", "duty-to-fieldwork-child-in-need", {"notified": "2021-04-28"}),
        ("islington", "cin-to-if", {"accommodated_on": "2024-02-29"}),
        (
            "stoke-on-trent",
            "css-to-court-interim-care-order",
            {"interim_care_order_made": "2025-12-24", "event": "2025-12-24"},
        ),
        (
            "anytown",
            "door-to-long-term",
            {"told": "2024-03-28", "event": "2024-03-28", "visit": "2024-04-02"},
        ),
    ],
)
def test_the_downloaded_calendar_holds_the_events_that_python_writes(
    browser: Browser, served: str, council: str, name: str, days: dict[str, str]
) -> None:
    policy = load_file(HERE / "anytown.yaml") if council == "anytown" else load(council)
    owner = next(one for one in owners_of(policy) if one.id == name)
    clock = clock_for(policy, owner, {k: date.fromisoformat(d) for k, d in days.items()})
    wanted = events_of(due_ics(every_deadline(policy, owner, clock), policy))
    page = browser.new_page()
    given = "&".join(f"{k}={d}" for k, d in days.items())
    page.goto(f"{served}/handbook/{council}/dates.html#transfer={name}&{given}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Put the safe dates in a calendar").locator(
            "visible=true"
        ).click()
    assert wanted
    assert events_of(Path(download.value.path()).read_bytes()) == wanted
    page.close()


def test_every_deadline_is_readable_without_scripts(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/handbook/nottingham/dates.html#transfer=duty-to-fieldwork-child-in-need")
    section = page.locator("[id='transfer=duty-to-fieldwork-child-in-need']")
    expect(section).to_contain_text("Within 10 working days of the step")
    expect(section).to_be_in_viewport()
    expect(page.get_by_label("Which transfer or task?")).to_be_hidden()
    context.close()
