"""Working days, ages and periods: arithmetic that a deadline can hang on."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.model import Amount
from caseflow.workdays import (
    add_months,
    add_working_days,
    after,
    age_on,
    ahead,
    birthday,
    is_working_day,
    months_between,
    why_not_working,
    working_day_on_or_before,
)

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
ages = st.integers(0, 25 * 4).map(lambda quarter: Fraction(quarter, 4))


def counted_by_hand(start: date, number: int) -> date:
    """The plainest reference: walk a day at a time and count working days."""
    day = start
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


@given(days, st.integers(1, 60))
def test_working_days_are_those_counted_by_hand(start: date, number: int) -> None:
    assert add_working_days(start, number) == counted_by_hand(start, number)


@given(days, st.integers(1, 40))
def test_working_days_backwards_undo_working_days_forwards(start: date, number: int) -> None:
    end = add_working_days(start, number)
    assert add_working_days(end, -number) == working_day_on_or_before(start)


@given(days, st.integers(-400, 400))
def test_months_between_compares_as_the_months_added_do(start: date, months: int) -> None:
    end = add_months(start, months)
    assert months_between(start, end + timedelta(days=1)) > months or months < 0
    if months >= 0:
        assert months_between(start, end) >= months
        assert months_between(start, end - timedelta(days=1)) < months


@given(days, ages, st.integers(-40, 40))
def test_an_age_is_reached_on_its_birthday_and_not_the_day_before(
    born: date, age: Fraction, shift: int
) -> None:
    day = birthday(born, age) + timedelta(days=shift)
    if day >= born:
        assert (age_on(born, day) >= age) == (shift >= 0)


@given(days, st.integers(1, 30), st.sampled_from(["working days", "calendar days", "weeks"]))
def test_counting_the_first_day_never_ends_later(start: date, number: int, unit: str) -> None:
    amount = Amount(number, unit)  # type: ignore[arg-type]  # drawn from the units
    assert after(start, amount, first=True) <= after(start, amount)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2021, 4, 2), "Good Friday"),
        (date(2021, 12, 27), "Christmas Day (substitute)"),
        (date(2022, 6, 3), "Platinum Jubilee of Elizabeth II"),
        (date(2021, 4, 3), "a Saturday"),
        (date(2021, 4, 28), ""),
    ],
)
def test_a_day_that_is_not_worked_says_why(day: date, why: str) -> None:
    assert why.split(" (", maxsplit=1)[0].lower() in why_not_working(day).lower()
    assert is_working_day(day) == (not why)


def test_five_working_days_over_easter_skip_both_bank_holidays() -> None:
    assert after(date(2021, 3, 31), Amount(5, "working days")) == date(2021, 4, 9)


def test_a_month_from_the_31st_ends_on_the_last_day_of_a_shorter_month() -> None:
    assert add_months(date(2021, 1, 31), 1) == date(2021, 2, 28)


def test_a_child_born_on_29_february_comes_of_age_on_1_march() -> None:
    assert birthday(date(2004, 2, 29), Fraction(18)) == date(2022, 3, 1)
    assert age_on(date(2004, 2, 29), date(2022, 2, 28)) < 18


def test_fifteen_and_three_quarters_is_nine_months_after_the_fifteenth_birthday() -> None:
    assert birthday(date(2008, 5, 10), Fraction(63, 4)) == date(2024, 2, 10)


def test_six_weeks_ahead_of_a_hearing_is_forty_two_days() -> None:
    assert ahead(date(2024, 6, 14), Amount(6, "weeks")) == date(2024, 5, 3)


def test_forty_eight_hours_run_over_a_weekend() -> None:
    assert after(date(2021, 4, 30), Amount(48, "hours")) == date(2021, 5, 2)
