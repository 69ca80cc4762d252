"""The answers that a page offers to a question; for a figure, which side of each limit it lies.

Nothing that names a child is asked: never a date of birth, only on which side of the ages that the
policy's own rules turn on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from caseflow.model import Condition, Policy, Test, Transfer, tests_of
from caseflow.model.rules import JointWork, Rule
from caseflow.model.vocabulary import Fact
from caseflow.words import amount_words, answer_words, dated_words, limit_words

FIGURES = ("age", "duration", "number")
Cut = tuple[Fraction, int]
"""A place where an answer changes: just below a number (0) or just above it (1)."""
_CUTS = {"at_least": (0,), "under": (0,), "at_most": (1,), "over": (1,)}


@dataclass(frozen=True)
class Choice:
    """One answer: how it is written in an address, and in words."""

    value: str
    words: str


def choices(policy: Policy) -> dict[str, tuple[Choice, ...]]:
    """Return for every fact that a policy tests the answers to choose from, in order."""
    tests = _tests(policy)
    facts = policy.vocabulary.facts
    return {
        name: tuple(_answers(policy, fact, tests[name]))
        for name, fact in facts.items()
        if name in tests and fact.type != "date"
    }


def days(policy: Policy) -> tuple[Choice, ...]:
    """Return the days of an event to choose from: before or after rules of the policy begin."""
    starts = sorted({rule.since for rule in (*policy.rules, *policy.duties) if rule.since})
    if not starts:
        return ()
    month = len("2021-04")
    firsts = [date.fromisoformat(s if len(s) > month else f"{s}-01") for s in starts]
    before = Choice(str(firsts[0] - timedelta(days=1)), f"Before {dated_words(starts[0])}")
    later = [
        Choice(str(first), f"{dated_words(start)} or later")
        for first, start in zip(firsts, starts, strict=True)
    ]
    return (before, *later)


def _tests(policy: Policy) -> dict[str, list[Test]]:
    """Return the tests of each fact, and those of impossible cases whose other facts are tested."""
    found: dict[str, list[Test]] = {}
    for condition in conditions(policy):
        for test in tests_of(condition):
            found.setdefault(test.fact, []).append(test)
    known = set(found)
    for tests in policy.vocabulary.exclusions:
        if {test.fact for test in tests} <= known:
            for test in tests:
                found[test.fact].append(test)
    return found


def conditions(policy: Policy) -> Iterator[Condition | None]:
    """Yield every condition on which something of a policy turns."""
    owners: tuple[Rule | JointWork, ...] = (*policy.rules, *policy.duties, *policy.joint_work)
    for owner in owners:
        yield owner.when
        yield from (step.only_if for step in owner.steps)
        if isinstance(owner, Rule):
            yield owner.unless
        if isinstance(owner, Transfer):
            yield from (way.when for way in owner.ways)
    for checklist in policy.checklists:
        yield from (item.only_if for item in checklist.items)
    yield from (definition.when for definition in policy.definitions)


def _answers(policy: Policy, fact: Fact, tests: Iterable[Test]) -> Iterator[Choice]:
    if fact.type in FIGURES:
        yield from _ranges(fact, tests)
        return
    every = {"yes_no": ("yes", "no"), "team": tuple(team.id for team in policy.teams)}
    for answer in every.get(fact.type, tuple(fact.values)):
        yield Choice(answer, answer_words(fact, answer, policy))


def _ranges(fact: Fact, tests: Iterable[Test]) -> Iterator[Choice]:
    """Yield the ranges within which no test of a figure changes its answer, from nought up."""
    cuts: set[Cut] = set()
    for test in tests:
        if test.operator == "is":
            cuts |= {(Fraction(value), side) for value in test.values for side in (0, 1)}
        else:
            cuts |= {(test.number, side) for side in _CUTS[test.operator]}
    nought = (Fraction(0), 0)
    edges = [nought, *sorted(cuts - {nought}), None]
    for start, end in pairwise(edges):
        if start:
            words = _range_words(fact, start, end)
            yield Choice(str(_within(start, end)), words[:1].upper() + words[1:])


def _within(start: Cut, end: Cut | None) -> Fraction:
    """Return a figure that lies in a range: its first, where it has one."""
    if not start[1]:
        return start[0]
    if end is None:
        return start[0] + 1
    return end[0] if end[1] else (start[0] + end[0]) / 2


def _range_words(fact: Fact, start: Cut, end: Cut | None) -> str:
    number, above = start
    low = limit_words(fact, "over" if above else "at_least", number)
    if end is None:
        return low if number or above else "Any"
    if end == (number, 1):
        day = " (the day the age is reached)" if fact.type == "age" else ""
        return f"exactly {amount_words(fact, number)}{day}"
    high = limit_words(fact, "at_most" if end[1] else "under", end[0])
    return f"{low}, and {high}" if number or above else high
