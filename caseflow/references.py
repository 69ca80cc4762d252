"""Everything a policy names must exist: teams, roles, events, facts, clauses, steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from caseflow.model import (
    Condition,
    Deadline,
    Discretion,
    PolicyFile,
    Rule,
    Step,
    Transfer,
    Vocabulary,
)
from caseflow.slips import Found, Place, condition_slips, known

FIXED_ANCHORS = frozenset({"event", "move", "unstated"})
RULES = ("transfers", "stays", "discretions", "duties")


def dangling(policy: PolicyFile, vocabulary: Vocabulary) -> list[Found]:
    """Return every name in a policy that stands for nothing."""
    return list(_Check(policy, vocabulary).run())


class _Check:
    def __init__(self, policy: PolicyFile, vocabulary: Vocabulary) -> None:
        self.policy = policy
        self.vocabulary = vocabulary
        self.teams = {t.id for t in policy.teams}
        self.roles = {r.id for r in policy.roles}
        self.clauses = {c.id for c in policy.clauses}
        self.rules = {r.id for kind in RULES for r in getattr(policy, kind)}
        self.checklists = {c.id for c in policy.checklists}
        self.shared = {s.id for one in policy.shared_steps for s in one.steps if s.id}
        self.bearable = self.teams | self.rules | self.checklists
        for group in (policy.joint_work, policy.disputes, policy.definitions, policy.shared_steps):
            self.bearable |= {thing.id for thing in group}

    def run(self) -> Iterator[Found]:
        policy = self.policy
        yield from self._unique_ids()
        services = {s.id for s in policy.services}
        findings = {f.id for f in policy.findings}
        for i, team in enumerate(policy.teams):
            yield from known(("teams", i, "service"), [team.service], services, "service")
            for j, remit in enumerate(team.does):
                here = ("teams", i, "does", j, "findings")
                yield from known(here, remit.findings, findings, "finding")
        for i, role in enumerate(policy.roles):
            if role.team:
                yield from known(("roles", i, "team"), [role.team], self.teams, "team")
        if policy.fallback:
            yield from known(("fallback", "by"), policy.fallback.by, self.roles, "role")
        for kind in RULES:
            for i, rule in enumerate(getattr(policy, kind)):
                yield from self._rule((kind, i), rule)
        yield from self._shared_steps()
        yield from self._joint_work()
        yield from self._content()
        yield from self._every_citation((), policy)

    def _unique_ids(self) -> Iterator[Found]:
        """Ids share one space, so that a finding can bear on anything by its id alone."""
        seen: Counter[str] = Counter()
        kinds = (
            "teams",
            *RULES,
            "shared_steps",
            "joint_work",
            "checklists",
            "disputes",
            "definitions",
        )
        for kind in kinds:
            for i, thing in enumerate(getattr(self.policy, kind)):
                seen[thing.id] += 1
                if seen[thing.id] > 1:
                    yield (kind, i, "id"), f"'{thing.id}' is used twice", "an id used once", ""
        for kind in ("services", "roles", "principles", "findings", "clauses"):
            own = Counter(thing.id for thing in getattr(self.policy, kind))
            for i, thing in enumerate(getattr(self.policy, kind)):
                if own[thing.id] > 1:
                    yield (kind, i, "id"), f"'{thing.id}' is used twice", "an id used once", ""

    def _rule(self, place: Place, rule: Rule) -> Iterator[Found]:
        yield from known((*place, "at"), rule.at, self.teams, "team")
        yield from known((*place, "on"), rule.on, self.vocabulary.events, "event")
        yield from known((*place, "themes"), rule.themes, self.vocabulary.themes, "theme")
        for name in ("when", "unless"):
            yield from self._condition((*place, name), getattr(rule, name))
        yield from self._steps(place, rule.steps)
        yield from known((*place, "overrides"), getattr(rule, "overrides", ()), self.rules, "rule")
        if isinstance(rule, Discretion):
            yield from known((*place, "to"), rule.to, self.teams, "team")
            yield from known((*place, "by"), rule.by, self.roles, "role")
        if isinstance(rule, Transfer):
            yield from self._transfer(place, rule)

    def _transfer(self, place: Place, rule: Transfer) -> Iterator[Found]:
        own = {step.id for step in rule.steps if step.id} | self.shared
        yield from known((*place, "moves", "at"), [rule.moves.at], self._anchors(own), "anchor")
        yield from self._deadline((*place, "moves", "deadline"), rule.moves.deadline, own)
        yield from known((*place, "checklist"), rule.checklist, self.checklists, "checklist")
        for j, way in enumerate(rule.ways):
            where = (*place, "routes", j) if rule.routes else place
            yield from known((*where, "to"), [way.to], self.teams, "team")
            yield from known((*where, "from"), way.start, rule.at, "team of this transfer")
            yield from self._condition((*where, "when"), way.when)
            if way.to in way.start:
                yield (*where, "to"), f"'{way.to}' to itself", "another team", "make it a stay"

    def _steps(self, place: Place, steps: tuple[Step, ...]) -> Iterator[Found]:
        own = {step.id for step in steps if step.id} | self.shared
        for j, step in enumerate(steps):
            here = (*place, "steps", j)
            yield from known((*here, "by"), step.by, self.roles, "role")
            yield from known((*here, "tell"), step.tell, self.roles, "role")
            yield from self._condition((*here, "only_if"), step.only_if)
            yield from self._deadline((*here, "deadline"), step.deadline, own)
            if step.record and step.record.by:
                recorder = [step.record.by]
                yield from known((*here, "record", "by"), recorder, self.roles, "role")

    def _anchors(self, own: set[str]) -> frozenset[str]:
        return FIXED_ANCHORS | own | self.vocabulary.dates | set(self.vocabulary.events)

    def _deadline(self, place: Place, deadline: Deadline | None, own: set[str]) -> Iterator[Found]:
        if deadline:
            yield from known(place, deadline.anchors, self._anchors(own), "anchor")

    def _condition(self, place: Place, condition: Condition | None) -> Iterator[Found]:
        return condition_slips(place, condition, self.vocabulary, self.teams)

    def _shared_steps(self) -> Iterator[Found]:
        transfers = {t.id for t in self.policy.transfers}
        for i, shared in enumerate(self.policy.shared_steps):
            place: Place = ("shared_steps", i)
            yield from known((*place, "transfers"), shared.transfers, transfers, "transfer")
            yield from known((*place, "themes"), shared.themes, self.vocabulary.themes, "theme")
            yield from self._steps(place, shared.steps)

    def _joint_work(self) -> Iterator[Found]:
        transfers = {t.id for t in self.policy.transfers}
        for i, joint in enumerate(self.policy.joint_work):
            place: Place = ("joint_work", i)
            yield from known((*place, "lead"), joint.lead, self.teams, "team")
            yield from known((*place, "partners"), joint.partners, self.teams, "team")
            yield from known((*place, "at"), joint.at, self.teams, "team")
            yield from known((*place, "on"), joint.on, self.vocabulary.events, "event")
            yield from known((*place, "extended_by"), joint.extended_by, self.roles, "role")
            yield from known((*place, "transfers"), joint.transfers, transfers, "transfer")
            yield from known((*place, "themes"), joint.themes, self.vocabulary.themes, "theme")
            yield from self._condition((*place, "when"), joint.when)
            yield from self._steps(place, joint.steps)

    def _content(self) -> Iterator[Found]:
        yield from self._checklists()
        yield from self._disputes_and_definitions()
        policy, vocabulary = self.policy, self.vocabulary
        for kind in ("principles", "findings"):
            for i, thing in enumerate(getattr(policy, kind)):
                yield from known((kind, i, "bears_on"), thing.bears_on, self.bearable, "id")
        for i, term in enumerate(policy.glossary):
            if term.concept:
                concepts = vocabulary.concepts
                yield from known(("glossary", i, "concept"), [term.concept], concepts, "concept")
        for kind in ("checklists", "disputes", "definitions", "principles", "findings"):
            for i, thing in enumerate(getattr(policy, kind)):
                yield from known((kind, i, "themes"), thing.themes, vocabulary.themes, "theme")

    def _checklists(self) -> Iterator[Found]:
        for i, checklist in enumerate(self.policy.checklists):
            place: Place = ("checklists", i)
            for name in ("checked_by", "signed_off_by"):
                yield from known((*place, name), getattr(checklist, name), self.roles, "role")
            items = Counter(item.id for item in checklist.items)
            for j, item in enumerate(checklist.items):
                here = (*place, "items", j)
                yield from self._condition((*here, "only_if"), item.only_if)
                yield from known((*here, "to"), item.to, self.teams, "team")
                yield from known((*here, "by"), item.by, self.roles, "role")
                yield from self._deadline((*here, "deadline"), item.deadline, set())
                if items[item.id] > 1:
                    yield (*here, "id"), f"'{item.id}' is used twice", "an id used once", ""

    def _disputes_and_definitions(self) -> Iterator[Found]:
        for i, dispute in enumerate(self.policy.disputes):
            yield from known(("disputes", i, "at"), dispute.at, self.teams, "team")
            yield from self._steps(("disputes", i), dispute.steps)
            for j, rung in enumerate(dispute.rungs):
                yield from known(("disputes", i, "rungs", j), rung.by, self.roles, "role")
        facts = self.vocabulary.facts
        for i, definition in enumerate(self.policy.definitions):
            place: Place = ("definitions", i)
            yield from self._condition((*place, "when"), definition.when)
            yield from known((*place, "fact"), [definition.fact], facts, "fact")
            if fact := facts.get(definition.fact):
                yield from known((*place, "value"), [definition.value], fact.values, "value")

    def _every_citation(self, place: Place, thing: Any) -> Iterator[Found]:
        """Walk the whole policy for citations, so that no kind of statement can be forgotten."""
        for name in type(thing).model_fields:
            value = getattr(thing, name)
            if name == "clauses" and thing is not self.policy:
                yield from known((*place, name), value, self.clauses, "clause")
            elif isinstance(value, tuple):
                for i, part in enumerate(value):
                    if hasattr(type(part), "model_fields"):
                        yield from self._every_citation((*place, name, i), part)
            elif hasattr(type(value), "model_fields"):
                yield from self._every_citation((*place, name), value)
