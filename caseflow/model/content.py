"""What else a policy says: checklists, disputes, definitions, principles, findings, clauses."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from caseflow.model.base import Cited, ClauseId, Name, Slug, Strength, Strict, Text
from caseflow.model.condition import ConditionField
from caseflow.model.rules import Step, Themed, _as_list
from caseflow.model.time import AmountField, Deadline


class Item(Cited):
    """One line of a checklist."""

    id: Slug
    item: Text
    strength: Strength
    only_if: ConditionField | None = None
    """The cases it applies to, where a rule can tell."""
    applies: Text | None = None
    """The cases it applies to, in words, where the source leaves it to judgement or has lost it."""
    to: tuple[Slug, ...] = ()
    """The receiving teams it applies to; empty for all."""
    by: tuple[Slug, ...] = ()
    """Roles that see to it, where the source names them for this item."""
    deadline: Deadline | None = None


class Checklist(Themed):
    """What must be in place before a case moves."""

    items: tuple[Item, ...] = Field(min_length=1)
    checked_by: tuple[Slug, ...] = ()
    signed_off_by: tuple[Slug, ...] = ()
    blocks: Literal["yes", "no", "unstated"]
    """Whether an incomplete list stops the transfer, as the source states it."""
    says: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, raw: Any) -> Any:
        return _as_list(raw, "checked_by", "signed_off_by")


class Rung(Cited):
    """One level of a dispute ladder."""

    by: tuple[Slug, ...] = Field(min_length=1)
    do: Text
    within: AmountField | None = None
    """Time allowed at this level, from when the level before it ended; none where unstated."""

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, raw: Any) -> Any:
        return _as_list(raw, "by")


class Dispute(Themed):
    """How a disagreement is settled, and who holds the child meanwhile."""

    covers: Text
    at: tuple[Slug, ...] = ()
    """The teams it binds; empty for all."""
    rungs: tuple[Rung, ...] = Field(min_length=1)
    total: AmountField | None = None
    """Time the source allows for the whole, counted from when the dispute arose."""
    holds: Text | None = None
    """Who keeps responsibility meanwhile; none where the source is silent."""
    final: Text | None = None
    """What the source says of the last decision."""
    steps: tuple[Step, ...] = ()


class Definition(Themed):
    """A rule that gives a case one of the values of a fact, such as a leaving-care status."""

    fact: Name
    value: Name
    when: ConditionField


class Principle(Cited):
    """A statement no rule can decide: kept, cited and shown where it bears."""

    id: Slug
    says: Text
    kind: Literal["principle", "prohibition", "good_practice", "capacity", "fallback"]
    strength: Strength
    bears_on: tuple[Slug, ...] = ()
    """Ids of the teams, rules, checklists and disputes it bears on; empty for the whole policy."""
    themes: tuple[Slug, ...] = ()


class Finding(Cited):
    """Something the document leaves open: shown, never settled, by the handbook."""

    id: Slug
    kind: Literal["contradiction", "gap", "ambiguity", "dangling", "undefined", "lost_text"]
    severity: Literal["high", "medium", "low"]
    """``high``: two teams could both, or neither, believe that they hold a child."""
    title: Text
    example: Text
    """A concrete case in which it matters."""
    readings: tuple[Text, ...] = Field(min_length=1)
    safe: Text
    """What to do meanwhile that is right under every reading."""
    bears_on: tuple[Slug, ...] = ()
    """Ids of the teams, rules, checklists and disputes it bears on; empty for the whole policy."""
    found_by: tuple[Slug, ...] = ()
    """The checks that see it too."""
    themes: tuple[Slug, ...] = ()


class Term(Cited):
    """A local word and what it stands for."""

    term: Text
    means: Text
    concept: Slug | None = None
    """The standard concept of the vocabulary, where there is one."""
    aliases: tuple[Text, ...] = ()


class Clause(Strict):
    """One line of the source: never its text, only its place and its fingerprint."""

    id: ClauseId
    fingerprint: str = Field(pattern=r"^[0-9a-f]{12}$")
    heading: Text | None = None
    """The heading's own words, where the line is a heading."""
    context: Text | None = None
    """Why nothing is built from it, where nothing is."""


class Document(Strict):
    """The document a policy file models."""

    title: Text
    dated: str = Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)$")
    """As precise as the document is: 2021-02, 2023-09-28, or undated."""
    review: Text
    """What the document says of its review, in our words."""
    review_by: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}(-\d{2})?$")
    agreed_by: Text | None = None
    read_on: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    """The day our reading was last checked against the document."""
