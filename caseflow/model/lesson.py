"""What a worked notebook teaches: the trainer's plan, and exercises whose answers are worked out.

No answer stands in a lesson file: an exercise names a case and what is asked of it, and the policy
gives the answer.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from caseflow.model.base import Name, Slug, Strict, Text
from caseflow.model.scenario import Answers

Asked = Literal[
    "to", "team", "outcome", "due", "latest", "readings", "level", "total", "missing", "needs"
]
"""``to``: where a case goes or may go; ``team``: who is accountable after a journey; ``outcome``:
what kind of answer the document gives; ``due`` and ``latest``: the safe and the last date of a
deadline; ``readings``: how many different dates it can mean; ``level`` and ``total``: when a
level, or all, of a dispute ends; ``missing``: how many checklist items; ``needs``: which fact."""


class Happening(Strict):
    """One line of a journey: something happens, or is done."""

    happens: Name | None = None
    done: Name | Slug | None = None
    on: str
    facts: Answers = Field(default_factory=dict, alias="with")

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if (self.happens is None) == (self.done is None):
            raise ValueError("exactly one of happens, done")
        return self


class Setting(Strict):
    """The case an exercise is about: one event, a journey, or a dispute."""

    policy: Slug
    at: Slug | None = None
    facts: Answers = Field(default_factory=dict)
    done: dict[str, str] = Field(default_factory=dict)
    happens: Name | None = None
    on: str | None = None
    journey: tuple[Happening, ...] = ()
    dispute: Slug | None = None
    raised: str | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(bool(kind) for kind in (self.happens, self.journey, self.dispute)) != 1:
            raise ValueError("a case has exactly one of happens, journey, dispute")
        if not self.dispute and not self.at:
            raise ValueError("a case with 'happens' or 'journey' needs 'at'")
        if self.dispute and not self.raised:
            raise ValueError("a case with 'dispute' needs 'raised'")
        return self


class Exercise(Strict):
    """A question, what gives its answer, and what helps somebody who is wrong."""

    id: Slug
    case: Setting
    asks: Asked
    step: str | None = None
    """For a deadline: the step's id or number; for a level: its number."""
    right: Text
    """Why the answer is right; the clauses are added."""
    wrong: dict[str, Text] = Field(default_factory=dict)
    """Hints for particular wrong answers, by team, outcome, fact or number."""
    hint: Text
    """What helps anybody else."""

    @model_validator(mode="after")
    def _step_where_needed(self) -> Self:
        if (self.asks in ("due", "latest", "readings", "level")) != (self.step is not None):
            raise ValueError("'step' is needed for due, latest, readings and level, and only there")
        return self


class Part(Strict):
    """One part of a session: how long, and what the trainer does."""

    minutes: int = Field(gt=0, le=120)
    do: Text


class Lesson(Strict):
    """One notebook's plan for a session, and its exercises; a file is named after the notebook."""

    lesson: Slug
    councils: tuple[Slug, ...] = Field(min_length=1)
    """The councils whose pages it links to."""
    before: Text
    """What a trainer has to have ready."""
    session: tuple[Part, ...] = Field(min_length=1)
    talk: tuple[Text, ...] = ()
    """Questions for the room, which have no single right answer."""
    exercises: tuple[Exercise, ...] = Field(min_length=1)

    @property
    def minutes(self) -> int:
        """How long the session takes."""
        return sum(part.minutes for part in self.session)
