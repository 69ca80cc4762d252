"""Working days, ages and periods, by the rules of England and Wales."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import holidays

from caseflow.model import Amount
from caseflow.model.time import Unit

SATURDAY = 5


@cache
def bank_holidays(year: int) -> dict[date, str]:
    """Return the bank holidays of England and Wales in a year, with their names.

    Substitute days are included. A year to come has only the holidays the law already fixes.
    """
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Say whether a day is neither a weekend nor a bank holiday (Children Act guidance usage)."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def why_not_working(day: date) -> str:
    """Return 'a Saturday', 'a Sunday' or the bank holiday's name; empty for a working day."""
    if day in bank_holidays(day.year):
        return bank_holidays(day.year)[day]
    return "" if day.weekday() < SATURDAY else f"a {day:%A}"


def days_off(first: date, last: date) -> tuple[tuple[date, str], ...]:
    """Return the days from one day to another, both included, that are not worked, and why."""
    span = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple((day, why) for day in span if (why := why_not_working(day)))


def working_day_on_or_before(day: date) -> date:
    """Return the day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def add_working_days(start: date, number: int) -> date:
    """Return the working day that many after a day; backwards where the number is negative."""
    step = timedelta(days=1 if number > 0 else -1)
    day = start
    for _ in range(abs(number)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def add_months(start: date, months: int) -> date:
    """Return the corresponding day some months on, or the last of that month if there is none.

    This is the corresponding date rule of Dodds v Walker [1981] 1 WLR 1027.
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> Fraction:
    """Return the months from one day to another: whole at a corresponding day, else in between.

    Two days compare with a number of months exactly as ``end`` compares with
    ``add_months(start, number)``.
    """
    if end < start:
        return -months_between(end, start)
    whole = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, whole) > end:
        whole -= 1
    reached, following = add_months(start, whole), add_months(start, whole + 1)
    return whole + Fraction((end - reached).days, (following - reached).days)


def birthday(born: date, age: Fraction) -> date:
    """Return the day on which a child reaches an age in years, such as 15¾.

    An age is reached at the start of the day (Family Law Reform Act 1969, section 9). Born on
    29 February, a child comes of age on 1 March in a common year.
    """
    months = age * 12
    if months.denominator != 1:
        raise ValueError(f"{age} years is not a whole number of months")
    day = add_months(born, int(months))
    leapling = (born.month, born.day) == (2, 29) and (day.month, day.day) == (2, 28)
    return day + timedelta(days=1) if leapling and age.denominator == 1 else day


def age_on(born: date, day: date) -> Fraction:
    """Return a child's age in years on a day, exact at every birthday and fraction of one."""
    months = months_between(born, day)
    if day < birthday(born, Fraction(int(months) // 12)):
        months = Fraction(int(months)) - Fraction(1, 32)
    return months / 12


def after(start: date, amount: Amount, *, unit: Unit | None = None, first: bool = False) -> date:
    """Return the last day of a period that runs from a day.

    ``unit`` overrides the amount's own (for days of unstated kind); ``first`` counts the day
    itself as day one. Hours count in whole days from the same time of day.
    """
    kind, number = unit or amount.unit, amount.number
    if kind == "hours":
        return start + timedelta(days=number // 24)
    if kind == "working days":
        counts_today = first and is_working_day(start)
        return add_working_days(start, number - 1 if counts_today else number)
    if kind in ("months", "years"):
        day = add_months(start, number * (12 if kind == "years" else 1))
    else:
        day = start + timedelta(days=number * (7 if kind == "weeks" else 1))
    return day - timedelta(days=1) if first else day


def ahead(end: date, amount: Amount, *, unit: Unit | None = None) -> date:
    """Return the last day that is still a whole period before a day."""
    kind, number = unit or amount.unit, amount.number
    if kind == "working days":
        return add_working_days(end, -number)
    if kind in ("months", "years"):
        return add_months(end, -number * (12 if kind == "years" else 1))
    if kind == "hours":
        return end - timedelta(days=-(-number // 24))
    return end - timedelta(days=number * (7 if kind == "weeks" else 1))
