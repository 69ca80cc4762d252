"""Names that stand for nothing, with what is allowed and the nearest name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caseflow.errors import listing, nearest
from caseflow.model import Condition, Vocabulary, tests_of
from caseflow.model.condition import COMPARISONS

Place = tuple[str | int, ...]
Found = tuple[Place, str, str, str]
"""Where, what was found, what is allowed, what to do."""

NUMERIC = frozenset({"number", "age", "duration"})


def vocabulary_slips(vocabulary: Vocabulary) -> Iterator[Found]:
    """Yield every name in the vocabulary itself that stands for nothing."""
    facts = vocabulary.facts
    for i, impossible in enumerate(vocabulary.impossible):
        yield from condition_slips(("impossible", i), impossible.case, vocabulary, set())
    for name, event in vocabulary.events.items():
        for fact, answer in event.establishes.items():
            place = ("events", name, "establishes", fact)
            allowed = set(facts[fact].values) or {"yes", "no"} if fact in facts else set()
            yield from known(place, [fact], facts, "fact")
            yield from known(place, [answer], allowed or {answer}, "value")
    for name, found in facts.items():
        if found.from_:
            yield from known(("facts", name, "from"), [found.from_.since], vocabulary.dates, "date")


def known(place: Place, names: Iterable[str], allowed: Iterable[str], kind: str) -> Iterator[Found]:
    """Yield a finding for each name that is not among those allowed."""
    allowed = set(allowed)
    for name in names:
        if name not in allowed:
            hint = nearest(name, allowed) or f"define it, or use a {kind} that exists"
            yield place, f"unknown {kind} '{name}'", listing(allowed), hint


def condition_slips(
    place: Place, condition: Condition | None, vocabulary: Vocabulary, teams: set[str]
) -> Iterator[Found]:
    """Yield every fact, answer or comparison in a condition that cannot be."""
    facts = vocabulary.facts
    for test in tests_of(condition):
        here = (*place, test.fact)
        if test.fact not in facts:
            yield from known(here, [test.fact], facts, "fact")
            continue
        fact = facts[test.fact]
        if test.operator in COMPARISONS and fact.type not in NUMERIC:
            yield here, f"'{test.fact}' is not a number", "a value, or a list of values", ""
        elif test.operator == "is" and fact.type in ("age", "duration", "date"):
            yield here, f"'{test.fact}' needs a comparison", ", ".join(COMPARISONS), ""
        elif test.operator == "is" and fact.type != "number":
            allowed = {"yes", "no"} if fact.type == "yes_no" else set(fact.values)
            yield from known(here, test.values, teams if fact.type == "team" else allowed, "value")
