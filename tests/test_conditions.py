"""Three-valued conditions: true, false, and not known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.conditions import View, both, either, evaluate, opposite, unknown_facts
from caseflow.model import Policy
from caseflow.model.condition import Condition, parse
from caseflow.words import condition_lines

truths = st.sampled_from([True, False, None])


@given(truths, truths)
def test_not_both_is_either_not(a: bool | None, b: bool | None) -> None:
    assert opposite(both(a, b)) == either(opposite(a), opposite(b))


@pytest.mark.parametrize(
    ("raw", "facts", "expected"),
    [
        ({"plan": "none"}, {}, None),
        ({"plan": "none"}, {"plan": "none"}, True),
        ({"plan": {"is_not": "none"}}, {"plan": "none"}, False),
        ({"plan": {"is_not": "none"}}, {}, None),
        ({"plan": "none", "consent": "yes"}, {"consent": "no"}, False),
        ({"any_of": [{"plan": "none"}, {"consent": True}]}, {"consent": "yes"}, True),
        ({"none_of": [{"plan": "none"}, {"consent": True}]}, {"consent": "no"}, None),
        ({"none_of": [{"plan": "none"}, {"consent": True}]}, {"consent": "yes"}, False),
        ({"reviews_held": 2}, {"reviews_held": Fraction(2)}, True),
        ({"age": {"at_least": "15 3/4", "under": 18}}, {"age": Fraction(63, 4)}, True),
        ({"age": {"at_least": "15 3/4", "under": 18}}, {"age": Fraction(18)}, False),
    ],
)
def test_a_condition_is_settled_only_by_what_is_known(
    testshire: Policy, raw: dict[str, object], facts: dict[str, object], expected: bool | None
) -> None:
    view = View(testshire, facts)  # type: ignore[arg-type]  # written as plain values
    assert evaluate(parse(raw), view) is expected


@pytest.mark.parametrize(("on", "expected"), [(date(2024, 5, 9), False), (date(2024, 5, 10), True)])
def test_an_age_follows_from_the_date_of_birth(testshire: Policy, on: date, expected: bool) -> None:
    view = View(testshire, {"date_of_birth": date(2008, 5, 10)}, on)
    assert evaluate(parse({"age": {"at_least": 16}}), view) is expected


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [(Fraction(90, 7), False), (Fraction(13), True), (None, None)],
)
def test_a_defined_status_follows_from_the_policys_own_definition(
    testshire: Policy, weeks: Fraction | None, expected: bool | None
) -> None:
    facts: dict[str, object] = {"age": Fraction(16), "looked_after": "yes"}
    if weeks is not None:
        facts["weeks_looked_after_since_14"] = weeks
    view = View(testshire, facts)  # type: ignore[arg-type]  # written as plain values
    asked = parse({"leaving_care_status": "eligible"})
    assert evaluate(asked, view) is expected
    if expected is None:
        assert unknown_facts(asked, view) == ("weeks_looked_after_since_14",)


def test_no_status_applies_when_every_definition_fails(testshire: Policy) -> None:
    view = View(testshire, {"age": Fraction(12)})
    assert evaluate(parse({"leaving_care_status": "none"}), view) is True
    assert evaluate(parse({"leaving_care_status": "eligible"}), view) is False


leaves = st.sampled_from(["yes", "no"]).flatmap(
    lambda answer: st.sampled_from(["consent", "looked_after", "siblings"]).map(
        lambda fact: {fact: answer}
    )
)
trees = st.recursive(
    leaves,
    lambda inner: st.sampled_from(["any_of", "all_of", "none_of"]).flatmap(
        lambda how: st.lists(inner, min_size=1, max_size=3).map(lambda parts: {how: parts})
    ),
    max_leaves=6,
)
answers = st.dictionaries(
    st.sampled_from(["consent", "looked_after", "siblings"]), st.sampled_from(["yes", "no"])
)


def settle(condition: Condition, policy: Policy, facts: dict[str, str]) -> set[bool | None]:
    """Every truth a condition takes as the unknown facts are filled in all possible ways."""
    free = [f for f in ("consent", "looked_after", "siblings") if f not in facts]
    found: set[bool | None] = set()
    for number in range(2 ** len(free)):
        filled = {f: "yes" if number >> i & 1 else "no" for i, f in enumerate(free)}
        found.add(evaluate(condition, View(policy, {**facts, **filled})))
    return found


@given(trees, answers)
def test_known_truths_survive_every_way_of_filling_in_the_unknown(
    testshire: Policy, tree: dict[str, object], facts: dict[str, str]
) -> None:
    condition = parse(tree)
    now = evaluate(condition, View(testshire, facts))
    if now is not None:
        assert settle(condition, testshire, facts) == {now}
    else:
        assert unknown_facts(condition, View(testshire, facts))


@given(trees)
def test_every_condition_can_be_put_into_words(testshire: Policy, tree: dict[str, object]) -> None:
    assert all(line.strip() for line in condition_lines(parse(tree), testshire))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"looked_after": "yes"}, False),
        ({"looked_after": "no"}, True),
        ({"further_social_work_needed": "yes"}, True),
        ({"legal_status": "section_20"}, False),
        ({"legal_status": "none"}, None),
        ({"consent": "yes"}, None),
    ],
)
def test_what_cannot_be_beside_what_is_known_need_not_be_asked(
    testshire: Policy, raw: dict[str, object], expected: bool | None
) -> None:
    """With a child in need plan, the child is not looked after, so no section 20 either."""
    assert evaluate(parse(raw), View(testshire, {"plan": "child_in_need"})) is expected


def test_every_combination_called_impossible_says_why(testshire: Policy) -> None:
    assert all(len(i.because) > 10 for i in testshire.vocabulary.impossible)


def test_an_unborn_child_has_no_age_so_no_rule_on_age_applies(testshire: Policy) -> None:
    unborn = View(testshire, {"unborn": "yes"})
    assert evaluate(parse({"age": {"under": 18}}), unborn) is False
    assert evaluate(parse({"age": {"under": 18}}), View(testshire, {})) is None
