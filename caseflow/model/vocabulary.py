"""The words all councils share: the facts a rule may test, the events, themes and concepts."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from caseflow.model.base import Name, Slug, Strict, Text
from caseflow.model.condition import ConditionField, Test, tests_of

FactType = Literal["yes_no", "choice", "number", "age", "duration", "date", "team"]


class Derivation(Strict):
    """How a fact follows from dates: the time that has passed since another one."""

    since: Name
    unit: Literal["days", "weeks", "months", "years"]


class Fact(Strict):
    """Something about a case that a rule may test."""

    question: Text
    type: FactType
    values: dict[Name, Text] = Field(default_factory=dict)
    """For a choice: each answer and its words."""
    unit: Literal["days", "weeks", "months", "years"] | None = None
    standard: Text | None = None
    """The term or code list it follows."""
    from_: Derivation | None = Field(default=None, alias="from")
    """The date it is worked out from when it is not given."""


class Event(Strict):
    """Something that happens to a case and may move it."""

    label: Text
    """In the past tense: 'The assessment is completed'."""
    short: Text
    """A few words for a map."""
    establishes: dict[Name, Name] = Field(default_factory=dict)
    """Facts that are so because the event has happened."""
    standard: Text | None = None


class Concept(Strict):
    """A standard term of the field, with the words people use for it."""

    name: Text
    means: Text
    words: tuple[Text, ...] = ()
    standard: Text | None = None


class Theme(Strict):
    """A topic on which councils are compared, and searched for."""

    title: Text
    asks: Text
    """The question the comparison answers."""
    words: tuple[Text, ...] = ()


class SameWords(Strict):
    """Words people use for the same thing: what is found by one of them is found by all."""

    words: tuple[Text, ...] = Field(min_length=1)
    local: tuple[Text, ...] = ()
    """Words of one place, or narrower ones: they lead to ``words``, but ``words`` not to them."""


class Search(Strict):
    """What the search knows besides the words on the pages."""

    same: tuple[SameWords, ...] = ()
    forms: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """For a word, its inflections and the ways people misspell it."""


class Impossible(Strict):
    """A combination of facts that no real case has, so that nobody need be asked about it."""

    case: ConditionField
    because: Text


class Vocabulary(Strict):
    """Every name that policies may use, listed once for all councils."""

    code_lists: Text
    impossible: tuple[Impossible, ...] = ()
    facts: dict[Name, Fact]
    events: dict[Name, Event]
    concepts: dict[Slug, Concept]
    themes: dict[Slug, Theme]
    search: Search = Field(default_factory=Search)

    @cached_property
    def dates(self) -> frozenset[str]:
        """The facts that are dates, which clocks may start from."""
        return frozenset(name for name, fact in self.facts.items() if fact.type == "date")

    @cached_property
    def exclusions(self) -> tuple[tuple[Test, ...], ...]:
        """The tests of each impossible case: they never all hold together."""
        return tuple(tests_of(one.case) for one in self.impossible)

    @cached_property
    def no_figure(self) -> dict[str, tuple[tuple[Test, ...], ...]]:
        """Each figure, with the answers beside which a case has none: an unborn child has no age.

        Said by calling those answers impossible together with a figure of nought or more.
        """
        found: dict[str, tuple[tuple[Test, ...], ...]] = {}
        for tests in self.exclusions:
            rest = tuple(test for test in tests if test.operator == "is")
            for test in tests:
                if test.operator == "at_least" and not test.number:
                    found[test.fact] = (*found.get(test.fact, ()), rest)
        return found
