"""The pieces every part of a policy is made of: strict records, ids and citations."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""An id inside a policy: lower-case words joined by hyphens."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
"""A name from the shared vocabulary: lower-case words joined by underscores."""

ClauseId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9./-]*$", max_length=120)]
"""A clause of the source document, such as ``3.1`` or ``duty-to-fieldwork/child-in-need/2``."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]
"""A sentence or two in our own words."""

Strength = Literal["must", "should", "may"]
"""How binding the source makes a statement: "will" and "must" are must; "ideally" is should."""

Stage = Literal["before", "at", "after", "unstated"]
"""When a step happens, seen from the moment responsibility moves, if the source says."""


class Strict(BaseModel):
    """A record that refuses unknown fields and cannot be changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Cited(Strict):
    """Anything a reader may rely on: it names the clauses it rests on."""

    clauses: tuple[ClauseId, ...] = Field(min_length=1)
