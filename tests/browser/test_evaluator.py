"""The browser decides to the letter as Python does: every scenario, and cases at every edge."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import caseflow
from caseflow.exports.browser_json import browser_json
from caseflow.loader import load_file
from caseflow.model import Policy
from caseflow.model.condition import parse
from tests.browser.cases import SAID, Asked, Generator, from_scenarios

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
DECIDE = ROOT / "caseflow" / "assets" / "decide.js"
COUNCILS = caseflow.councils()
GENERATED = 10_000
OUTCOMES = {"moves", "stays", "conflict", "silent", "needs_facts"}
"""What every council's generated cases must come to; others only where its document has them."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.add_script_tag(path=DECIDE)
    yield opened
    opened.close()


def in_browser(page: Page, policy: Policy, asked: Iterable[Asked]) -> list[dict[str, Any]]:
    """What decide.js says of each case; text both ways, which is quicker than objects."""
    text = json.dumps([browser_json(policy), [one.json for one in asked]])
    found: list[dict[str, Any]] = json.loads(page.evaluate(SAID, text))
    return found


def differing(page: Page, policy: Policy, asked: list[Asked]) -> tuple[list[str], Counter[str]]:
    """The cases on which the two do not agree, in words, and how often each outcome came."""
    wrong, outcomes = [], Counter[str]()
    for one, got in zip(asked, in_browser(page, policy, asked), strict=True):
        wanted = one.decided(policy)
        outcomes[wanted["outcome"]] += 1
        if got != wanted:
            parts = {
                name: (wanted[name], got[name]) for name in wanted if wanted[name] != got[name]
            }
            wrong.append(f"{one.json}: Python and the browser: {parts}")
    return wrong, outcomes


def scenarios(council: str, policy: Policy) -> tuple[Asked, ...]:
    found = tuple(from_scenarios(policy, ROOT / "tests" / "scenarios" / f"{council}.yaml"))
    assert found, f"{council} has no scenario"
    return found


@pytest.mark.parametrize("council", COUNCILS)
def test_the_browser_decides_every_scenario_as_python_does(page: Page, council: str) -> None:
    policy = caseflow.load(council)
    wrong, _ = differing(page, policy, list(scenarios(council, policy)))
    assert not wrong, wrong[0]


@pytest.mark.slow
@pytest.mark.parametrize("council", COUNCILS)
def test_the_browser_decides_ten_thousand_cases_as_python_does(page: Page, council: str) -> None:
    policy = caseflow.load(council)
    seeds = scenarios(council, policy)
    asked = list(Generator(policy, seeds, f"{council} 1").make(GENERATED))
    wrong, outcomes = differing(page, policy, asked)
    assert not wrong, f"{len(wrong)} of {GENERATED}: {wrong[0]}"
    assert set(outcomes) >= OUTCOMES
    assert outcomes["silent"] < GENERATED / 2


def made_up(name: str) -> Policy:
    """A small policy: overrides, definitions, hostile words; one that turns on what it defines."""
    if name == "anytown":
        return load_file(Path(__file__).parent / "anytown.yaml")
    policy = load_file(ROOT / "tests" / "data" / "testshire.yaml")
    if name == "testshire":
        return policy
    status = "leaving_care_status"
    asks = (
        {status: "eligible"},
        {status: ["none", "relevant"]},
        {"none_of": [{status: ["eligible", "qualifying"]}], "consent": "yes"},
        {"any_of": [{status: "none"}, {"unborn": "yes", "age": {"under": 5}}]},
    )
    rules = [
        rule.model_copy(update={"when": parse(asks[number % len(asks)])})
        for number, rule in enumerate(policy.transfers)
    ]
    again = {
        "fact": status,
        "value": "relevant",
        "when": parse({status: "eligible", "consent": "no"}),
    }
    definitions = (*policy.definitions, policy.definitions[0].model_copy(update=again))
    return policy.model_copy(update={"transfers": tuple(rules), "definitions": definitions})


@pytest.mark.parametrize("name", ["anytown", "testshire", "defining"])
def test_the_browser_decides_a_made_up_policy_as_python_does(page: Page, name: str) -> None:
    policy = made_up(name)
    asked = list(Generator(policy, (), name).make(2000))
    wrong, outcomes = differing(page, policy, asked)
    assert not wrong, f"{len(wrong)}: {wrong[0]}"
    assert len(outcomes) > 4


BREAKS = (
    ("months", "nottingham", "whole -= 1;", "whole -= 0;"),
    (
        "leapling",
        "south-gloucestershire",
        "month - 1, date) / DAY;",
        "month - 1, Math.min(date, 28)) / DAY;",
    ),
    ("not known is no", "islington", 'my.evaluate(rest[2] ?? ["open"], view)', "false"),
    ("edge", "unnamed", "Math.sign(n * b - a * d)", "Math.sign(n * b - a * d || 1)"),
    ("overridden", "stoke-on-trent", "if (winner && one.applies !== false)", "if (false)"),
    ("impossible", "islington", "out[fact] = [...(out[fact] ?? []), ...answers];", "continue;"),
    (
        "shared steps",
        "south-gloucestershire",
        "to.length === 1 && seen.has(step)",
        "seen.has(step)",
    ),
    ("in force", "stoke-on-trent", "view.on.slice(0, since.length) >= since", "true"),
    ("order", "nottingham", "b.rules.length - a.rules.length ||", ""),
)
"""A slip in decide.js, and a council in whose cases it shows."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "council", "good", "bad"), BREAKS, ids=[b[0] for b in BREAKS])
def test_a_slip_in_the_script_is_seen(
    browser: Browser, name: str, council: str, good: str, bad: str
) -> None:
    script = DECIDE.read_text(encoding="utf-8")
    assert script.count(good) == 1, f"{name}: decide.js no longer holds this line"
    page = browser.new_page()
    page.add_script_tag(content=script.replace(good, bad))
    policy = caseflow.load(council)
    seeds = scenarios(council, policy)
    generator = Generator(policy, seeds, name)
    asked = [list(seeds), *(list(generator.make(400)) for _ in range(8))]
    seen = any(differing(page, policy, some)[0] for some in asked)
    page.close()
    assert seen
