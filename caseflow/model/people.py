"""Who holds cases and who acts: services, teams and roles."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from caseflow.model.base import Cited, ClauseId, Slug, Strict, Text
from caseflow.model.time import AgeField

TeamKind = Literal["front_door", "team", "ending", "outside"]
"""``ending``: the child leaves the service; ``outside``: cases come from there."""


class Service(Strict):
    """A part of the council that teams belong to; maps group teams by it."""

    id: Slug
    name: Text


class Remit(Cited):
    """One thing a team does, does not do, or is for."""

    says: Text
    findings: tuple[Slug, ...] = ()


class Ages(Strict):
    """The ages a team serves: from one birthday up to, and not including, another."""

    start: AgeField | None = Field(default=None, alias="from")
    end: AgeField | None = Field(default=None, alias="under")


class Team(Cited):
    """A team that can be accountable for a child, or a place where cases begin or end."""

    id: Slug
    name: Text
    short: Text | None = None
    aliases: tuple[Text, ...] = ()
    kind: TeamKind = "team"
    service: Slug
    stage: int = Field(ge=0, le=20)
    """Where the team stands on the way through, for the order of maps: 0 is the front door."""
    ages: Ages | None = None
    sits: Text | None = None
    """Where the team is placed, if the source says."""
    does: tuple[Remit, ...] = ()

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.name


class Role(Strict):
    """Somebody who acts: an officer of a team, or a person or body outside any team."""

    id: Slug
    name: Text
    team: Slug | None = None
    side: Literal["transferring", "receiving"] | None = None
    """For a role of whichever team hands a case over, or takes it."""
    outside: bool = False
    """True where the role stands outside every team: a court, a family, a partner agency."""
    aliases: tuple[Text, ...] = ()
    clauses: tuple[ClauseId, ...] = ()
