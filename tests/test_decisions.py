"""The seven outcomes, their reasons, and what follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import caseflow
from caseflow.decisions import OUTCOMES
from caseflow.errors import UnreadableInput
from caseflow.model import Deadline, JointWork, Policy
from caseflow.readings import Clock, readings


def decided(policy: Policy, at: str, event: str, on: str | None = None, **facts: Any) -> Any:
    return caseflow.decide(policy, at, event, on, **facts)


def test_exactly_one_transfer_moves_the_case(testshire: Policy) -> None:
    found = decided(
        testshire,
        "front-door",
        "screening_completed",
        threshold="child_in_need",
        service_needed="social_work",
    )
    assert (found.outcome, found.to) == ("moves", ("assessment",))
    assert found.clauses == ("3.1",)


def test_an_explicit_stay_keeps_the_case(testshire: Policy) -> None:
    found = decided(testshire, "locality", "proceedings_issued")
    assert (found.outcome, found.to) == ("stays", ("locality",))


def test_a_transfer_to_an_ending_ends_the_case(testshire: Policy) -> None:
    found = decided(testshire, "locality", "step_down_proposed", plan="early_help", consent="yes")
    assert (found.outcome, found.to) == ("ends", ("early-help",))


def test_discretion_names_the_outcomes_it_allows(testshire: Policy) -> None:
    found = decided(testshire, "locality", "child_accommodated")
    assert (found.outcome, found.to) == ("discretion", ("in-care", "locality"))


def test_two_destinations_are_a_conflict_with_the_dispute_route(testshire: Policy) -> None:
    found = decided(
        testshire,
        "front-door",
        "screening_completed",
        threshold="child_in_need",
        service_needed="early_help",
    )
    assert (found.outcome, set(found.to)) == ("conflict", {"assessment", "early-help"})
    assert [d.id for d in found.disputes] == ["managers-disagree"]


def test_no_rule_is_silence_with_the_nearest_rules_and_the_fallback(testshire: Policy) -> None:
    found = decided(testshire, "assessment", "assessment_completed", plan="none")
    assert found.outcome == "silent"
    assert found.fallback is not None
    assert found.fallback.clauses == ("1.3",)
    near = found.nearest[0]
    assert near.rule.id == "assessment-to-locality"
    assert [s.test.fact for s in near.conditions if s.met is False] == ["plan"]


def test_an_unknown_fact_is_asked_for_and_never_taken_as_no(testshire: Policy) -> None:
    found = decided(testshire, "locality", "step_down_proposed", plan="early_help")
    assert found.outcome == "needs_facts"
    assert [need.fact for need in found.needs] == ["consent"]


def test_the_question_that_settles_most_rules_comes_first(testshire: Policy) -> None:
    found = decided(testshire, "in-care", "reunification_decided")
    assert [need.fact for need in found.needs] == ["plan"]
    assert found.needs[0].rules == ("home-from-care",)


@pytest.mark.parametrize(
    ("closed", "outcome"), [("2024-01-15", "discretion"), ("2024-01-14", "silent")]
)
def test_three_months_are_three_months_to_the_day(
    testshire: Policy, closed: str, outcome: str
) -> None:
    found = decided(testshire, "front-door", "rereferral_received", "2024-04-15", closed_on=closed)
    assert found.outcome == outcome


def test_the_moment_waits_for_its_step_and_has_the_steps_date(testshire: Policy) -> None:
    facts = {
        "plan": "child_in_need",
        "further_social_work_needed": "yes",
        "child_protection_plan": "no",
    }
    before = decided(testshire, "assessment", "assessment_completed", "2024-05-01", **facts)
    after = caseflow.decide(
        testshire,
        "assessment",
        "assessment_completed",
        "2024-05-01",
        done={"handover-visit": "2024-05-08"},
        **facts,
    )
    assert before.follows.moments[0].date is None
    assert after.follows.moments[0].date == date(2024, 5, 8)


def test_days_of_an_unstated_kind_and_start_give_every_reading(testshire: Policy) -> None:
    facts = {
        "plan": "child_in_need",
        "further_social_work_needed": "yes",
        "child_protection_plan": "no",
    }
    found = caseflow.decide(
        testshire,
        "assessment",
        "assessment_completed",
        "2024-05-01",
        done={"notified": "2024-05-02", "handover-visit": "2024-05-09"},
        **facts,
    )
    due = next(d for d in found.follows.deadlines if d.step == "first-meeting")
    assert {str(r.date) for r in due.readings} == {
        "2024-05-12",
        "2024-05-11",
        "2024-05-17",
        "2024-05-16",
        "2024-05-19",
        "2024-05-18",
        "2024-05-23",
        "2024-05-22",
    }
    assert due.safe == date(2024, 5, 11)
    assert "Saturday" in due.note


def test_a_clock_whose_start_is_not_known_is_not_called_safe(testshire: Policy) -> None:
    facts = {
        "plan": "child_in_need",
        "further_social_work_needed": "yes",
        "child_protection_plan": "no",
    }
    found = decided(testshire, "assessment", "assessment_completed", "2024-05-01", **facts)
    due = next(d for d in found.follows.deadlines if d.step == "handover-visit")
    assert due.safe is None
    assert "not given" in due.readings[0].because


@pytest.mark.parametrize(("age", "listed"), [("15 3/4", False), ("16", True)])
def test_a_checklist_lists_the_items_of_this_case(
    testshire: Policy, age: str, listed: bool
) -> None:
    found = decided(
        testshire,
        "assessment",
        "assessment_completed",
        plan="child_in_need",
        age=age,
        further_social_work_needed="yes",
        child_protection_plan="no",
    )
    assert ("pathway-plan" in {i.item.id for i in found.follows.items}) == listed


def test_an_item_left_to_judgement_is_missing_but_not_certain(testshire: Policy) -> None:
    found = caseflow.decide(
        testshire,
        "assessment",
        "assessment_completed",
        ticked=["chronology"],
        plan="child_in_need",
        further_social_work_needed="yes",
        child_protection_plan="no",
        age=4,
    )
    assert {i.item.id: i.applies for i in found.follows.missing} == {"court-papers": None}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"plan": "chid_in_need"}, "did you mean 'child_in_need'?"),
        ({"pln": "none"}, "did you mean 'plan'?"),
        ({"age": "old"}, "not a number"),
        ({"looked_after": "perhaps"}, "allowed: no, yes"),
        ({"closed_on": "2024-02-30"}, "not a date"),
        ({"date_of_birth": "2024-05-02"}, "before the birth"),
        ({"date_of_birth": "2010-05-02", "age": 9}, "does not fit"),
    ],
)
def test_a_case_that_cannot_be_is_refused_in_plain_words(
    testshire: Policy, facts: dict[str, Any], words: str
) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read") as caught:
        decided(testshire, "assessment", "assessment_completed", "2024-05-01", **facts)
    assert words in str(caught.value)


def test_all_that_is_wrong_with_a_case_is_said_at_once(testshire: Policy) -> None:
    with pytest.raises(UnreadableInput) as caught:
        decided(testshire, "asessment", "assessment_completed", plan="x", ag=1)
    assert len(caught.value.problems) == 3


def test_an_event_nobody_knows_is_refused_with_the_nearest(testshire: Policy) -> None:
    with pytest.raises(UnreadableInput, match="assessment_completed"):
        decided(testshire, "assessment", "assesment_completed")


yes_no = st.sampled_from(["yes", "no"])
known = st.fixed_dictionaries(
    {},
    optional={
        "plan": st.sampled_from(["none", "early_help", "child_in_need", "child_protection"]),
        "threshold": st.sampled_from(["none", "early_help", "child_in_need", "child_protection"]),
        "service_needed": st.sampled_from(["early_help", "social_work", "other"]),
        "further_social_work_needed": yes_no,
        "child_protection_plan": yes_no,
        "immediate_protection_concern": yes_no,
        "consent": yes_no,
        "order_made": st.sampled_from(["none", "care_order", "supervision_order"]),
        "permanence_plan": st.sampled_from(["return_home", "away_from_home"]),
        "months_since_closed": st.integers(0, 6),
    },
)


@given(known, known, st.data())
def test_learning_more_never_changes_a_settled_answer(
    testshire: Policy, facts: dict[str, Any], more: dict[str, Any], data: st.DataObject
) -> None:
    team = data.draw(st.sampled_from([t.id for t in testshire.teams]))
    event = data.draw(st.sampled_from(sorted({e for r in testshire.rules for e in r.on})))
    before = decided(testshire, team, event, **facts)
    after = decided(testshire, team, event, **{**more, **facts})
    assert before.outcome in OUTCOMES
    if before.outcome != "needs_facts":
        assert (before.outcome, set(before.to)) == (after.outcome, set(after.to))


@pytest.mark.parametrize(
    ("on", "outcome"),
    [("2024-05-31", "silent"), ("2024-06-01", "stays"), (None, "needs_facts")],
)
def test_a_rule_with_a_date_of_its_own_holds_from_that_date(
    testshire: Policy, on: str | None, outcome: str
) -> None:
    stay = testshire.stays[0].model_copy(update={"since": "2024-06"})
    later = testshire.model_copy(update={"stays": (stay,)})
    assert decided(later, "locality", "proceedings_issued", on).outcome == outcome


@pytest.mark.parametrize(
    ("born", "said", "day"),
    [
        ("2006-06-10", "before_age", date(2024, 6, 9)),
        ("2006-06-10", "by_age", date(2024, 6, 10)),
        ("2008-02-29", "before_age", date(2026, 2, 28)),
        ("2008-02-29", "by_age", date(2026, 3, 1)),
    ],
)
def test_before_a_birthday_ends_the_day_before_it(
    testshire: Policy, born: str, said: str, day: date
) -> None:
    deadline = Deadline.model_validate({said: 18})
    clock = Clock(testshire, "event", None, {"date_of_birth": date.fromisoformat(born)})
    (found,) = readings(deadline, clock)
    assert found.date == day


def test_joint_work_has_a_longest_time_or_a_length_not_both(testshire: Policy) -> None:
    joint = testshire.joint_work[0].model_dump(exclude={"limit", "steps", "when"})
    with pytest.raises(ValueError, match="'limit', the longest, or 'lasts'"):
        JointWork.model_validate({**joint, "limit": "3 weeks", "lasts": "3 weeks"})
