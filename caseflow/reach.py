"""What scenarios touch of a policy, and what none of them reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from caseflow.coverage import citations
from caseflow.decisions import Decision
from caseflow.model import Policy

RULE_KINDS = (
    "transfers",
    "stays",
    "discretions",
    "duties",
    "joint_work",
    "definitions",
    "disputes",
)
UNTESTABLE = frozenset({"role", "term"})
"""Kinds that no case can reach: they name things and decide nothing."""


@dataclass
class Reach:
    """What the scenarios of one policy have touched."""

    rules: set[str] = field(default_factory=set)
    findings: set[str] = field(default_factory=set)
    clauses: set[str] = field(default_factory=set)
    uses: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The clauses that each thing of the policy cites; empty where reach is not asked for."""

    def touch(self, ids: Iterable[str]) -> None:
        """Note things, and the clauses they cite."""
        for thing in ids:
            self.rules.add(thing)
            self.clauses |= self.uses.get(thing, frozenset())

    def add(self, other: Reach) -> None:
        """Take in what another run touched."""
        self.rules |= other.rules
        self.findings |= other.findings
        self.clauses |= other.clauses


def unreached_rules(policy: Policy, reach: Reach) -> list[str]:
    """Return the rules and findings of a policy that no passing scenario reaches."""
    rules = [thing.id for kind in RULE_KINDS for thing in getattr(policy, kind)]
    left = [rule for rule in rules if rule not in reach.rules]
    bearing = [f.id for f in policy.findings if f.bears_on]
    return left + [finding for finding in bearing if finding not in reach.findings]


def unreached_clauses(policy: Policy, reach: Reach) -> list[str]:
    """Return the clauses that something testable cites and no passing scenario reaches."""
    cited = {clause for clause, use in citations(policy) if use.kind not in UNTESTABLE}
    return [c.id for c in policy.clauses if c.id in cited - reach.clauses]


def clauses_by_thing(policy: Policy) -> dict[str, frozenset[str]]:
    """Return the clauses that each thing of a policy cites, by its id."""
    found: dict[str, set[str]] = {}
    for clause, use in citations(policy):
        found.setdefault(use.id, set()).add(clause)
    return {thing: frozenset(clauses) for thing, clauses in found.items()}


def touch(decision: Decision, reach: Reach) -> None:
    """Note what a decision touches: what decided, what follows, and what bears on it."""
    follows = decision.follows
    reach.touch(part.id for part in (*decision.decided_by, *follows.duties, *follows.joint_work))
    reach.touch(state.checklist.id for state in follows.items)
    reach.touch((decision.case.at, *decision.to, *(d.id for d in decision.disputes)))
    if not reach.uses:
        return
    facts = {seen.test.fact for one in decision.considered for seen in one.conditions}
    view = decision.case.view(decision.policy, decision.on)
    for definition in decision.policy.definitions:
        if definition.fact in facts and view.classified(definition.fact).get(definition.value):
            reach.touch([definition.id])
    reach.clauses |= {c for f in follows.findings for c in f.clauses}
    reach.clauses |= {c for p in follows.principles for c in p.clauses}
    if decision.fallback:
        reach.clauses |= set(decision.fallback.clauses)
