"""What a browser decides from, and the answers a page offers, fit the policy they are made from."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

import caseflow
from caseflow import model
from caseflow.conditions import View, evaluate
from caseflow.exports.browser_json import browser_json, key_of
from caseflow.exports.choices import FIGURES, Choice, choices, conditions, days
from caseflow.model import Policy, Test

COUNCILS = caseflow.councils()


@pytest.mark.parametrize("council", COUNCILS)
def test_the_data_is_plain_json_and_the_same_every_time(council: str) -> None:
    policy = caseflow.load(council)
    text = json.dumps(browser_json(policy))
    assert json.loads(text) == browser_json(policy)
    assert len(text) < 100_000


def test_a_step_that_rules_share_has_one_number_and_no_other_has_it() -> None:
    policy = caseflow.load("south-gloucestershire")
    written = {rule["id"]: rule["steps"] for rule in browser_json(policy)["rules"]}
    pairs = [
        (step[0], id(own))
        for rule in policy.rules
        for step, own in zip(written[rule.id], rule.steps, strict=True)
    ]
    numbers, steps = {number for number, _ in pairs}, {own for _, own in pairs}
    assert len(set(pairs)) == len(numbers) == len(steps) < len(pairs)


def test_every_test_of_a_policy_is_found_by_what_the_browser_writes() -> None:
    policy = caseflow.load("unnamed")
    tests = [t for condition in conditions(policy) for t in model.tests_of(condition)]
    keys = {key_of(test) for test in tests}
    text = json.dumps(browser_json(policy), separators=(",", ":"))
    missing = [key for key in keys if key[:-1] not in text]
    assert keys
    assert not missing


def ranges(council: str) -> dict[str, list[tuple[str, str]]]:
    policy = caseflow.load(council)
    facts = policy.vocabulary.facts
    return {
        name: [(choice.value, choice.words) for choice in offered]
        for name, offered in choices(policy).items()
        if facts[name].type in FIGURES
    }


def test_an_age_is_asked_by_the_ages_that_rules_turn_on_and_never_by_a_date() -> None:
    found = ranges("unnamed")
    assert found["age"] == [
        ("0", "Under 15¾"),
        ("63/4", "15¾ or older, and under 18"),
        ("18", "18 or older"),
    ]
    for council in COUNCILS:
        offered = choices(caseflow.load(council))
        dates = caseflow.load(council).vocabulary.dates
        assert not dates & set(offered)


def test_a_limit_that_belongs_below_and_above_has_its_own_answer() -> None:
    found = ranges("islington")["weeks_looked_after_since_14"]
    assert [words for _, words in found] == [
        "Under 13 weeks",
        "Exactly 13 weeks",
        "More than 13 weeks",
    ]


@pytest.mark.parametrize("council", COUNCILS)
def test_within_a_range_no_test_changes_its_answer(council: str) -> None:
    policy = caseflow.load(council)
    facts = policy.vocabulary.facts
    tests = {t for condition in conditions(policy) for t in model.tests_of(condition)}
    for name, offered in choices(policy).items():
        if facts[name].type not in FIGURES:
            continue
        own = sorted((t for t in tests if t.fact == name), key=key_of)
        values = [Fraction(choice.value) for choice in offered]
        assert values == sorted(set(values))
        answered = [_answers(policy, own, value) for value in values]
        for figure in (Fraction(number, 96) for number in range(20 * 12 * 8)):
            assert _answers(policy, own, figure) in answered, f"{name} {figure} lies in no range"


def _answers(policy: Policy, tests: list[Test], value: Fraction) -> list[bool | None]:
    view = View(policy, {test.fact: value for test in tests})
    return [evaluate(test, view) for test in tests]


def test_a_day_is_asked_only_where_a_rule_begins_on_one() -> None:
    asked = {council: days(caseflow.load(council)) for council in COUNCILS}
    assert {council for council, found in asked.items() if found} == {"stoke-on-trent"}
    assert asked["stoke-on-trent"] == (
        Choice("2023-10-31", "Before November 2023"),
        Choice("2023-11-01", "November 2023 or later"),
    )


def test_a_fact_that_the_policy_defines_carries_its_definitions(testshire: Policy) -> None:
    fact, value = testshire.definitions[0].fact, testshire.definitions[0].value
    rule = testshire.rules[0].model_copy(
        update={"when": Test(fact, "is", (value,)), "unless": None}
    )
    own = testshire.model_copy(update={"transfers": (rule,)})
    how, name, answers, defined, asks = browser_json(own)["rules"][0]["when"]
    assert (how, name, answers) == ("is", fact, [value])
    assert asks[0] in defined[1]
    assert len(asks) == sum(one.fact == fact for one in testshire.definitions)
