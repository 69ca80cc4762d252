"""A whole policy: one council's protocol at one date."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from caseflow.model.base import Cited, Slug, Strict, Text
from caseflow.model.content import (
    Checklist,
    Clause,
    Definition,
    Dispute,
    Document,
    Finding,
    Principle,
    Term,
)
from caseflow.model.people import Role, Service, Team
from caseflow.model.rules import (
    Discretion,
    Duty,
    JointWork,
    Rule,
    SharedSteps,
    Stay,
    Step,
    Transfer,
)
from caseflow.model.vocabulary import Vocabulary


class Fallback(Cited):
    """What the policy says to do when none of its rules fits."""

    says: Text
    by: tuple[Slug, ...] = ()


def with_shared(transfer: Transfer, shared: tuple[SharedSteps, ...]) -> Transfer:
    """Add the steps that a transfer shares, those before the move first."""
    own = [
        s for one in shared if not one.transfers or transfer.id in one.transfers for s in one.steps
    ]
    if not own:
        return transfer
    before = [step for step in own if step.stage == "before"]
    after = [step for step in own if step.stage != "before"]
    return transfer.model_copy(update={"steps": (*before, *transfer.steps, *after)})


class PolicyFile(Strict):
    """What one YAML file holds, field by field."""

    policy: Slug
    council: Text
    document: Document
    systems: tuple[Text, ...] = ()
    """The case systems the document names."""
    fallback: Fallback | None = None
    services: tuple[Service, ...] = Field(min_length=1)
    teams: tuple[Team, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    shared_steps: tuple[SharedSteps, ...] = ()
    stays: tuple[Stay, ...] = ()
    discretions: tuple[Discretion, ...] = ()
    duties: tuple[Duty, ...] = ()
    joint_work: tuple[JointWork, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    definitions: tuple[Definition, ...] = ()
    principles: tuple[Principle, ...] = ()
    findings: tuple[Finding, ...] = ()
    glossary: tuple[Term, ...] = ()
    clauses: tuple[Clause, ...] = Field(min_length=1)


class Policy(PolicyFile):
    """A policy that has been read and checked, with the vocabulary it is written in."""

    vocabulary: Vocabulary
    file: str
    """Where it was read from, for messages."""
    lines: dict[str, int] = Field(default_factory=dict, repr=False)
    """The line each id stands on, for reports."""

    @classmethod
    def complete(
        cls, read: PolicyFile, vocabulary: Vocabulary, file: str, lines: dict[str, int]
    ) -> Policy:
        """Return a checked file as a policy, its shared steps added to each transfer they serve."""
        values = {name: getattr(read, name) for name in PolicyFile.model_fields}
        values["transfers"] = tuple(with_shared(t, read.shared_steps) for t in read.transfers)
        return cls.model_construct(**values, vocabulary=vocabulary, file=file, lines=lines)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that can decide where a case goes."""
        return (*self.transfers, *self.stays, *self.discretions)

    @cached_property
    def _teams(self) -> dict[str, Team]:
        return {team.id: team for team in self.teams}

    @cached_property
    def _roles(self) -> dict[str, Role]:
        return {role.id: role for role in self.roles}

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def _titled(self) -> dict[str, str]:
        named = {t.id: t.name for t in self.teams}
        for group in (
            *(self.rules, self.duties, self.joint_work, self.checklists, self.shared_steps),
            *(self.disputes, self.definitions),
        ):
            named.update({thing.id: thing.title for thing in group})
        return named

    def team(self, team_id: str) -> Team:
        """Return a team by its id."""
        return self._teams[team_id]

    def role(self, role_id: str) -> Role:
        """Return a role by its id."""
        return self._roles[role_id]

    def clause(self, clause_id: str) -> Clause:
        """Return a clause by its id."""
        return self._clauses[clause_id]

    def title_of(self, thing_id: str) -> str:
        """Return the name of a team, rule, checklist or dispute."""
        return self._titled.get(thing_id, thing_id)

    @property
    def ids(self) -> frozenset[str]:
        """Every id that findings and principles can bear on."""
        return frozenset(self._titled)

    def clause_label(self, clause_id: str) -> str:
        """Return how people cite a clause: its number, or its headings and paragraph."""
        if clause_id[0].isdigit():
            return f"clause {clause_id}"
        parts = clause_id.split("/")
        names: list[str] = []
        for depth in range(1, len(parts) + 1):
            clause = self._clauses.get("/".join(parts[:depth]))
            if clause and clause.heading:
                names.append(clause.heading)
        last = parts[-1]
        where = " › ".join(names) or parts[0].replace("-", " ")
        if self._clauses[clause_id].heading:
            return f"heading “{names[-1]}”"
        return f"{where}, para {last}" if last.isdigit() else f"{where}, {last.replace('-', ' ')}"

    @property
    def own_transfers(self) -> tuple[Transfer, ...]:
        """Every transfer as the file has it: with its own steps alone, not those that it shares."""
        shared = {id(step) for one in self.shared_steps for step in one.steps}
        own = (tuple(s for s in t.steps if id(s) not in shared) for t in self.transfers)
        return tuple(
            transfer.model_copy(update={"steps": steps})
            for transfer, steps in zip(self.transfers, own, strict=True)
        )

    def bearing_on(self, *ids: str) -> tuple[Finding, ...]:
        """Return the findings that bear on any of these ids, in the file's order."""
        wanted = set(ids)
        return tuple(f for f in self.findings if wanted & set(f.bears_on))

    def principles_on(self, *ids: str) -> tuple[Principle, ...]:
        """Return the principles that bear on any of these ids, and those for the whole policy."""
        wanted = set(ids)
        return tuple(p for p in self.principles if not p.bears_on or wanted & set(p.bears_on))

    def shared_by(self, transfer_id: str) -> tuple[SharedSteps, ...]:
        """Return the shared steps that a transfer has."""
        return tuple(s for s in self.shared_steps if not s.transfers or transfer_id in s.transfers)

    def steps(self) -> Iterator[tuple[str, Step]]:
        """Yield every step with the id of what it belongs to."""
        for group in (self.rules, self.duties, self.joint_work, self.disputes):
            for owner in group:
                for step in owner.steps:
                    yield owner.id, step
