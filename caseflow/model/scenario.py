"""A policy's own tests, as a policy officer writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from pydantic import Field, model_validator

from caseflow.model.base import Name, Slug, Strict, Text

Answers = dict[str, str | int | float | bool]


def _lists(raw: Any, *fields: str) -> Any:
    if not isinstance(raw, dict):
        return raw
    return {k: [v] if k in fields and isinstance(v, str) else v for k, v in raw.items()}


class StepExpected(Strict):
    """What a step must look like; anything left out is not checked."""

    by: tuple[Slug, ...] | None = None
    strength: str | None = None
    stage: str | None = None
    tell: tuple[Slug, ...] | None = None
    recorded_in: str | None = None
    recorded_by: Slug | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_or_several(cls, raw: Any) -> Any:
        return _lists(raw, "by", "tell")


class DueExpected(Strict):
    """The dates a deadline must come to."""

    safe: str | None = None
    readings: tuple[str, ...] | None = None
    stated: str | None = None


class Absent(Strict):
    """What must not follow."""

    steps: tuple[str, ...] = ()
    duties: tuple[Slug, ...] = ()
    joint_work: tuple[Slug, ...] = ()
    findings: tuple[Slug, ...] = ()
    principles: tuple[Slug, ...] = ()
    items: tuple[Slug, ...] = ()


class Expect(Strict):
    """What a scenario expects; lists must be contained unless said otherwise."""

    outcome: str | None = None
    to: tuple[Slug, ...] | None = None
    """Exactly these destinations, in any order."""
    on: str | None = None
    """The day responsibility passes; 'unknown' where it cannot be said yet."""
    decided_by: tuple[Slug, ...] | None = None
    """Exactly these rules."""
    cites: tuple[str, ...] = ()
    needs: tuple[Name, ...] | None = None
    """Exactly these questions."""
    steps: tuple[str, ...] | dict[str, StepExpected] = ()
    deadlines: dict[str, str | DueExpected] = Field(default_factory=dict)
    """By step id, or 'rule/step': the safe date, 'open', or the readings."""
    duties: tuple[Slug, ...] = ()
    joint_work: tuple[Slug, ...] = ()
    findings: tuple[Slug, ...] = ()
    principles: tuple[Slug, ...] = ()
    tell: tuple[Slug, ...] = ()
    items: tuple[Slug, ...] | None = None
    """Exactly these checklist items."""
    missing: tuple[Slug, ...] | None = None
    """Exactly these checklist items not done."""
    fallback: bool | None = None
    absent: Absent = Absent()
    team: Slug | None = None
    """For a journey: the team accountable at the end."""
    pending: Slug | None = None
    """For a journey: where a transfer that has not reached its moment will go; or 'nothing'."""
    hand_offs: int | None = None
    co_workers: tuple[Slug, ...] | None = None
    rungs: tuple[str, ...] | None = None
    """For a dispute: when each level ends, such as '2021-04-29 09:00', or 'open'."""
    total: str | None = None
    holds: bool | None = None
    """For a dispute: whether the document says who holds the child meanwhile."""
    value: str | None = None
    """For a classification: the value, 'none' or 'not known'."""

    @model_validator(mode="before")
    @classmethod
    def _one_or_several(cls, raw: Any) -> Any:
        return _lists(raw, "to", "decided_by", "cites", "needs", "co_workers", "tell")


class Event(Strict):
    """One line of a journey: something happens, is done, is chosen, or is refused."""

    happens: Name | None = None
    done: str | None = None
    choose: Slug | None = None
    refused: Name | None = None
    on: str
    facts: Answers = Field(default_factory=dict, alias="with")
    expect: Expect = Expect()

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if sum(v is not None for v in (self.happens, self.done, self.choose, self.refused)) != 1:
            raise ValueError("exactly one of happens, done, choose, refused")
        return self


class Scenario(Strict):
    """One claim about a policy: a case, what happens, what must follow."""

    name: Text
    policy: Slug
    at: Slug | None = None
    date_of_birth: str | None = None
    facts: Answers = Field(default_factory=dict)
    done: dict[str, str] = Field(default_factory=dict)
    ticked: tuple[Slug, ...] = ()
    happens: Name | None = None
    on: str | None = None
    extra: Answers = Field(default_factory=dict, alias="with")
    journey: tuple[Event, ...] = ()
    dispute: Slug | None = None
    raised: str | None = None
    classify: Name | None = None
    expect: Expect

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [bool(v) for v in (self.happens, self.journey, self.dispute, self.classify)]
        if sum(kinds) != 1:
            raise ValueError("a scenario has exactly one of happens, journey, dispute, classify")
        if (self.happens or self.journey) and not self.at:
            raise ValueError("a scenario with 'happens' or 'journey' needs 'at'")
        if self.dispute and not self.raised:
            raise ValueError("a scenario with 'dispute' needs 'raised'")
        return self

    @property
    def given(self) -> dict[str, Any]:
        """Every fact of the case, the date of birth among them."""
        born = {"date_of_birth": self.date_of_birth} if self.date_of_birth else {}
        return {**born, **self.facts, **self.extra}


@dataclass(frozen=True)
class Located:
    """A scenario and where it is written."""

    scenario: Scenario
    file: str
    line: int
