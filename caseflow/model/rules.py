"""Where a case goes, where it stays, and what has to be done on the way."""

from __future__ import annotations

from typing import Any, Self

from pydantic import Field, model_validator

from caseflow.model.base import Cited, Name, Slug, Stage, Strength, Strict, Text
from caseflow.model.condition import ConditionField
from caseflow.model.time import AmountField, Anchor, Deadline


def _as_list(raw: Any, *fields: str) -> Any:
    """Let a single name stand where a list of names is allowed."""
    if not isinstance(raw, dict):
        return raw
    return {k: [v] if k in fields and isinstance(v, str) else v for k, v in raw.items()}


class Record(Strict):
    """What is written down, where, and by whom."""

    place: Text = Field(alias="in")
    by: Slug | None = None
    what: Text | None = None


class Step(Cited):
    """One thing somebody does: an action, a notification, a record, an agreement."""

    id: Slug | None = None
    do: Text
    by: tuple[Slug, ...] = ()
    """Roles that act; empty where the source names nobody (the handbook says so)."""
    strength: Strength
    stage: Stage
    deadline: Deadline | None = None
    only_if: ConditionField | None = None
    tell: tuple[Slug, ...] = ()
    """Roles that are told, where the step is a notification."""
    record: Record | None = None

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, raw: Any) -> Any:
        return _as_list(raw, "by", "tell")


class Themed(Cited):
    """Something with an id and a title that the comparison of councils can find by theme."""

    id: Slug
    title: Text
    themes: tuple[Slug, ...] = ()


class Rule(Themed):
    """Something that applies to a case at a team when an event happens."""

    at: tuple[Slug, ...] = Field(min_length=1)
    on: tuple[Name, ...] = Field(min_length=1)
    when: ConditionField | None = None
    unless: ConditionField | None = None
    since: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}(-\d{2})?$")
    """The month or day from which the rule holds, where the document gives one of its own."""
    says: Text | None = None
    """A plain sentence that helps a practitioner to recognise the case."""
    steps: tuple[Step, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and "from" in raw and "at" not in raw:
            raw = {("at" if key == "from" else key): value for key, value in raw.items()}
        return _as_list(raw, "at", "on", "by", "checklist", "overrides")


class Route(Strict):
    """One way a transfer can go, where it has several."""

    start: tuple[Slug, ...] = Field(default=(), alias="from")
    to: Slug
    when: ConditionField | None = None

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, raw: Any) -> Any:
        return _as_list(raw, "from")


class Moment(Cited):
    """The moment responsibility passes."""

    at: Anchor
    """'event' (that day), a step's id, a date fact, an event's name, or 'unstated'."""
    says: Text
    deadline: Deadline | None = None


class Transfer(Rule):
    """A case moves to another team, or leaves the service."""

    to: Slug | None = None
    routes: tuple[Route, ...] = ()
    moves: Moment
    strength: Strength = "must"
    overrides: tuple[Slug, ...] = ()
    checklist: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _one_destination_each(self) -> Self:
        if (self.to is None) == (not self.routes):
            raise ValueError("a transfer has either 'to' or 'routes'")
        return self

    @property
    def ways(self) -> tuple[Route, ...]:
        """Every way the transfer can go, with its origins filled in."""
        if self.to is not None:
            return (Route(start=self.at, to=self.to),)
        return tuple(
            Route(start=route.start or self.at, to=route.to, when=route.when)
            for route in self.routes
        )


class SharedSteps(Themed):
    """Steps that the document asks of every transfer, or of several: written once.

    They are added to the steps of each of those transfers when a policy is read.
    """

    transfers: tuple[Slug, ...] = ()
    """The transfers they belong to; empty for every one."""
    steps: tuple[Step, ...] = Field(min_length=1)


class Stay(Rule):
    """The source says that the child remains where the child is."""

    overrides: tuple[Slug, ...] = ()


class Discretion(Rule):
    """The source leaves the outcome to a named role, from listed outcomes."""

    by: tuple[Slug, ...] = ()
    to: tuple[Slug, ...] = ()
    may_stay: bool = False
    overrides: tuple[Slug, ...] = ()


class Duty(Rule):
    """Something to be done at a team when an event happens, whether or not a case moves."""


class JointWork(Themed):
    """A time when a second team works beside the one that is accountable."""

    lead: tuple[Slug, ...] = ()
    """The team, or teams, that stay accountable; empty where the source does not say."""
    partners: tuple[Slug, ...] = Field(min_length=1)
    role: Text
    """What the partner does."""
    starts: Text
    ends: Text
    limit: AmountField | None = None
    """The longest it may go on."""
    lasts: AmountField | None = None
    """How long it goes on, where the source states a length: no ceiling, so no less either."""
    extended_by: tuple[Slug, ...] = ()
    strength: Strength
    transfers: tuple[Slug, ...] = ()
    """The transfers it belongs to."""
    at: tuple[Slug, ...] = ()
    on: tuple[Name, ...] = ()
    """Where and on which event it begins, when it stands apart from a transfer."""
    when: ConditionField | None = None
    steps: tuple[Step, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, raw: Any) -> Any:
        return _as_list(raw, "lead", "partners", "extended_by", "transfers", "at", "on")

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if self.limit and self.lasts:
            raise ValueError("joint work has a 'limit', the longest, or 'lasts', its length")
        return self
