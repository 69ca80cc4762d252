"""Find your transfer: by keyboard to every kind of answer; shared addresses, altered ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from playwright.sync_api import Browser, Page, Request, expect

import caseflow
from caseflow.exports.choices import choices
from caseflow.model import tests_of as all_tests
from tests.browser.cases import from_scenarios

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
Open = Callable[..., Page]


@pytest.fixture
def find(browser: Browser, served: str) -> Iterator[Open]:
    """Open a council's page, with answers in its address; nothing may go wrong on it."""
    contexts, wrong = [], []

    def opened(council: str, answers: str = "", width: int = 1400, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{served}/handbook/{council}/find.html{answers}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong


def answers_in(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(page.url.partition("#")[2])


NEXT = """(name) => document.querySelector("#find-form").hidden
  || document.querySelector("#find-form input").name !== name"""
"""The next question is shown, or the answer; the address changes a moment before."""


def go_on(page: Page) -> None:
    """Press Continue, and wait for what comes next."""
    name = page.locator("#find-form input").first.get_attribute("name")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_function(NEXT, arg=name)


def by_keyboard(page: Page, path: list[tuple[str, str]]) -> None:
    """Answer every question of a path with Tab, arrows, Space and Enter alone."""
    answered = dict(path)
    for _ in range(20):
        if page.locator("#find-form").is_hidden():
            return
        name = page.locator("#find-form input").first.get_attribute("name") or ""
        value = answered.get(name, "not-known")
        page.locator("#find-question").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        place = page.locator("#find-form input").evaluate_all(
            "(all, value) => all.findIndex((one) => one.value === value)", value
        )
        hidden = page.locator("#find-form details input").count()
        total = page.locator("#find-form input").count()
        assert 0 <= place < total - hidden, f"{value} is not offered for {name}"
        for _ in range(place):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_function(NEXT, arg=name)
        expect(page).to_have_url(re.compile(rf"[#&]{name}="))


PATHS = (
    ("moves", "nottingham", "The case moves to"),
    ("stays", "unnamed", "The case stays with"),
    ("ends", "stoke-on-trent", "The case leaves:"),
    ("discretion", "nottingham", "A named role decides"),
    ("conflict", "south-gloucestershire", "The document contradicts itself"),
    ("silent", "unnamed", "The document has no rule for where the case goes."),
)


@pytest.mark.parametrize(("outcome", "council", "words"), PATHS, ids=[p[0] for p in PATHS])
def test_the_keyboard_alone_leads_to_every_kind_of_answer(
    find: Open, outcome: str, council: str, words: str
) -> None:
    policy = caseflow.load(council)
    offered = {
        name: {choice.value for choice in answers} for name, answers in choices(policy).items()
    }
    ways = (
        [("at", one.at), ("event", one.event), *((n, str(v)) for n, v in one.facts.items())]
        for one in from_scenarios(policy, ROOT / "tests" / "scenarios" / f"{council}.yaml")
        if one.decided(policy)["outcome"] == outcome
        and all(str(value) in offered.get(name, ()) for name, value in one.facts.items())
    )
    path = next(ways)
    page = find(council)
    by_keyboard(page, path)
    heading = page.locator("#find-headline")
    expect(heading).to_contain_text(words)
    expect(heading).to_be_focused()
    expect(page.locator("#find-said")).to_have_text(heading.inner_text())
    assert {answer for answer in answers_in(page) if answer[1] != "not-known"} <= set(path)
    if outcome == "conflict":
        assert page.locator("#find-why section").count() > 1
    elif outcome == "silent":
        assert page.locator("#find-nearest section").count() > 0


def test_what_is_not_known_is_never_guessed(find: Open) -> None:
    page = find("unnamed", "#at=assessment-and-safeguarding&event=icpc_held")
    while page.locator("#find-form").is_visible():
        expect(page.locator("#find-options label").last).to_have_text("Not known")
        before = page.url
        page.locator("#find-options input").last.check()
        go_on(page)
        expect(page).not_to_have_url(before)
    expect(page.locator("#find-headline")).to_contain_text("turns on facts that are not given")
    assert page.locator("#find-open section").count() > 1
    expect(page.locator("#find-open li").filter(has_text="Not known:").first).to_be_visible()
    assert page.locator("#find-moments").is_hidden()


def test_every_answer_is_a_step_back_and_survives_a_reload(find: Open) -> None:
    page = find("nottingham", "#at=duty")
    page.get_by_label("The assessment is completed").check()
    go_on(page)
    first = page.locator("#find-question").inner_text()
    page.get_by_label("No", exact=True).check()
    go_on(page)
    expect(page.locator("#find-question")).not_to_have_text(first)
    page.go_back()
    expect(page.locator("#find-question")).to_have_text(first)
    expect(page.locator("#find-answers dd")).to_have_count(2)
    page.go_forward()
    second = page.locator("#find-question").inner_text()
    page.reload()
    expect(page.locator("#find-question")).to_have_text(second)
    expect(page.locator("#find-answers dd")).to_have_count(3)


def test_an_answer_can_be_changed_and_the_others_stay(find: Open) -> None:
    known = "#at=duty&event=assessment_completed&plan=child_in_need&unaccompanied=no"
    page = find("nottingham", known)
    expect(page.locator("#find-headline")).to_contain_text("The case moves to Fieldwork")
    page.get_by_role("link", name=re.compile("^Change Is the child an unaccompanied")).click()
    expect(page.locator("#find-question")).to_be_focused()
    expect(page.get_by_label("No", exact=True)).to_be_checked()
    page.get_by_label("Yes", exact=True).check()
    go_on(page)
    assert ("unaccompanied", "yes") in answers_in(page)
    assert ("plan", "child_in_need") in answers_in(page)
    page.get_by_role("link", name="Start again").click()
    expect(page.locator("#find-question")).to_have_text("Where is the case now?")


def test_a_result_names_steps_clauses_and_where_to_go_next(find: Open) -> None:
    known = "#at=duty&event=assessment_completed&plan=child_in_need&unaccompanied=no"
    page = find("nottingham", known)
    expect(page.locator("#find-steps li").first).to_be_visible()
    links = page.locator("#find-moments a").evaluate_all("all => all.map(a => a.href)")
    assert any("/transfers/" in link for link in links)
    assert any("dates.html#transfer=" in link for link in links)
    assert page.locator("#find-why a[href*='clauses.html#c-']").count() > 0
    assert page.locator("#find-steps li a[href*='clauses.html#c-']").count() > 0
    expect(page.locator("#find-why")).to_contain_text("answered: Child in need plan")
    page.get_by_role("link", name="The whole transfer").click()
    expect(page.locator("h1")).to_be_visible()


def test_an_altered_address_is_said_and_what_is_known_is_kept(find: Open) -> None:
    hostile = "<img src=x onerror=window.hacked=1>"
    page = find("nottingham", f"#at=duty&event={hostile}&plan=[]&__proto__=x&constructor=y&q='\"`")
    expect(page.locator("#find-question")).to_have_text("What has happened?")
    expect(page.locator("#find-answers dd")).to_have_count(1)
    said = page.locator("#find-problems p")
    expect(said).to_have_count(5)
    expect(said.first).to_contain_text(hostile)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#find img").count() == 0


def test_answers_that_cannot_all_be_so_are_pointed_out(find: Open) -> None:
    policy = caseflow.load("islington")
    offered = {
        name: {choice.value for choice in answers} for name, answers in choices(policy).items()
    }
    every = [all_tests(one.case) for one in policy.vocabulary.impossible]
    asked = [{t.fact: t.values[0] for t in tests if t.values} for tests in every]
    clash = next(
        facts
        for facts, tests in zip(asked, every, strict=True)
        if len(facts) == len(tests) and all(v in offered.get(n, ()) for n, v in facts.items())
    )
    page = find("islington", f"#at=cin&{urlencode(clash)}")
    expect(page.locator("#find-problems")).to_contain_text("cannot all be so")
    page.goto(page.url.replace(f"{next(iter(clash))}=", "x="))
    expect(page.locator("#find-problems")).not_to_contain_text("cannot all be so")


def test_hostile_words_of_a_policy_stay_words(find: Open) -> None:
    page = find("anytown", "#at=door&event=screening_completed&plan=child_in_need")
    page.goto(page.url + "&further_social_work_needed=yes&age=5&unaccompanied=no")
    expect(page.locator("#find-headline")).to_contain_text("The case moves to Long-term Team")
    expect(page.locator("#find-why")).to_contain_text("<script>window.hacked=5</script>")
    assert page.evaluate("window.hacked") is None


def test_other_events_are_offered_apart_and_lead_to_silence(find: Open) -> None:
    page = find("nottingham", "#at=permanency")
    page.get_by_text("Something else has happened").click()
    page.get_by_label("A closed case is referred again").check()
    go_on(page)
    silent = "The document has no rule for where the case goes."
    expect(page.locator("#find-headline")).to_have_text(silent)


def test_a_day_is_asked_only_where_a_rule_turns_on_it(find: Open) -> None:
    policy = caseflow.load("stoke-on-trent")
    rule = next(rule for rule in policy.rules if rule.since)
    page = find("stoke-on-trent", f"#at={rule.at[0]}&event={rule.on[0]}")
    asked: list[str] = []
    while page.locator("#find-form").is_visible() and len(asked) < 30:
        name = page.locator("#find-form input").first.get_attribute("name") or ""
        asked.append(name)
        wanted = "yes" if name == "homeless" else "not-known"
        page.locator(f"#find-form input[value='{wanted}']").check()
        go_on(page)
        expect(page).to_have_url(re.compile(rf"[#&]{name}="))
    assert asked[-1] == "on"


def test_without_scripts_every_team_and_event_can_be_read(find: Open) -> None:
    page = find("nottingham", scripts=False)
    expect(page.get_by_text("The questions need scripts")).to_be_visible()
    assert page.locator("#find").is_hidden()
    policy = caseflow.load("nottingham")
    links = page.locator("#by-team ~ .cf-block a").evaluate_all("all => all.map(a => a.href)")
    for transfer in policy.transfers:
        assert any(link.endswith(f"/transfers/{transfer.id}.html") for link in links)
    for rule in (*policy.stays, *policy.discretions, *policy.duties):
        assert any(link.endswith(f"rules.html#{rule.id}") for link in links)


@pytest.mark.parametrize("council", caseflow.councils())
def test_questions_have_names_and_nothing_is_asked_of_another_host(
    browser: Browser, site: Path, council: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme="dark")
    outside: list[str] = []

    def seen(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            outside.append(request.url)

    context.on("request", seen)
    page = context.new_page()
    address = f"{site.as_uri()}/handbook/{council}/find.html"
    words = "all => all.map(one => one.labels[0]?.textContent.trim() ?? '')"
    for answers in ("", f"#at={caseflow.load(council).rules[0].at[0]}"):
        page.goto("about:blank")
        page.goto(address + answers)
        question = page.locator("#find-question").inner_text()
        expect(page.get_by_role("group", name=question)).to_be_visible()
        assert all(page.locator("#find-form input").evaluate_all(words))
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
    assert not outside
