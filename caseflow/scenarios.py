"""Run a policy's own tests, and say what none of them reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from caseflow.case import read_case, read_date
from caseflow.conditions import View
from caseflow.coverage import citations
from caseflow.decisions import Decision, decide
from caseflow.errors import CaseflowError, EventRefused
from caseflow.expectations import Differences, compare_decision, compare_journey, compare_ladder
from caseflow.journey import Journey
from caseflow.ladder import ladder
from caseflow.model import Policy
from caseflow.model.scenario import Event, Located, Scenario

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


@dataclass(frozen=True)
class Result:
    """One scenario's outcome; ``expected`` and ``got`` hold only what differs."""

    located: Located
    passed: bool
    expected: dict[str, Any]
    got: dict[str, Any]


@dataclass(frozen=True)
class Report:
    """All results, and what no scenario reaches in the policies they ran against."""

    results: tuple[Result, ...]
    unreached_rules: tuple[str, ...]
    unreached_clauses: tuple[str, ...]

    @property
    def failed(self) -> tuple[Result, ...]:
        """The results that did not pass."""
        return tuple(result for result in self.results if not result.passed)


def run(located: Iterable[Located], load: Callable[[str], Policy]) -> Report:
    """Run scenarios against the policies they name, loading each policy once."""
    policies: dict[str, Policy] = {}
    uses: dict[str, Mapping[str, frozenset[str]]] = {}
    reached: dict[str, Reach] = {}
    results = []
    for one in located:
        name = one.scenario.policy
        if name not in policies:
            policies[name] = load(name)
            uses[name] = clauses_by_thing(policies[name])
        result, reach = run_one(one, policies[name], uses[name])
        results.append(result)
        if result.passed:
            reached.setdefault(name, Reach()).add(reach)
    rules, clauses = [], []
    for name, policy in sorted(policies.items()):
        reach = reached.get(name, Reach())
        rules += [f"{name}:{rule}" for rule in unreached_rules(policy, reach)]
        clauses += [f"{name}:{clause}" for clause in unreached_clauses(policy, reach)]
    return Report(tuple(results), tuple(rules), tuple(clauses))


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


def run_one(
    one: Located, policy: Policy, uses: Mapping[str, frozenset[str]] | None = None
) -> tuple[Result, Reach]:
    """Run one scenario; an error that a person can read counts as a failure, not a crash.

    ``uses`` is what ``clauses_by_thing`` gives; without it the clauses reached are not gathered.
    """
    different, reach = Differences(), Reach(uses=uses or {})
    try:
        if one.scenario.journey:
            _journey(one.scenario, policy, different, reach)
        elif one.scenario.dispute:
            _dispute(one.scenario, policy, different, reach)
        elif one.scenario.classify:
            _classify(one.scenario, policy, different, reach)
        else:
            _decision(one.scenario, policy, different, reach)
    except CaseflowError as error:
        different.note("error", "none", str(error))
    return Result(one, not different.expected, different.expected, different.got), reach


def _decision(scenario: Scenario, policy: Policy, different: Differences, reach: Reach) -> None:
    on = _day(scenario.on)
    case = read_case(
        policy,
        scenario.at or "",
        scenario.given,
        done=scenario.done,
        ticked=scenario.ticked,
        on=on,
    )
    decision = decide(policy, case, scenario.happens or "", on)
    compare_decision(scenario.expect, decision, different)
    _touch(decision, reach)
    reach.findings |= set(scenario.expect.findings)


def _journey(scenario: Scenario, policy: Policy, different: Differences, reach: Reach) -> None:
    journey = Journey(policy, scenario.at or "", scenario.given, ticked=scenario.ticked)
    for number, event in enumerate(scenario.journey, start=1):
        _one_event(journey, event, different.within(f"event {number}"), reach)
    compare_journey(scenario.expect, journey, different)


def _one_event(journey: Journey, event: Event, different: Differences, reach: Reach) -> None:
    if event.refused:
        try:
            journey.happens(event.refused, event.on, **event.facts)
        except EventRefused:
            return
        different.note("refused", event.refused, "not refused")
    elif event.happens:
        decision = journey.happens(event.happens, event.on, **event.facts)
        compare_decision(event.expect, decision, different)
        _touch(decision, reach)
        reach.findings |= set(event.expect.findings)
    elif event.done:
        journey.done(event.done, event.on)
    else:
        journey.choose(event.choose or "", event.on)
    compare_journey(event.expect, journey, different)


def _dispute(scenario: Scenario, policy: Policy, different: Differences, reach: Reach) -> None:
    found = next((d for d in policy.disputes if d.id == scenario.dispute), None)
    if found is None:
        different.note("dispute", scenario.dispute, "no such ladder in this policy")
        return
    try:
        raised = datetime.fromisoformat(scenario.raised or "")
    except ValueError:
        different.note("raised", "a time such as 2021-04-28 09:00", scenario.raised)
        return
    compare_ladder(scenario.expect, ladder(found, raised), different)
    reach.touch([found.id])
    findings = set(scenario.expect.findings)
    about = {f.id: f for f in policy.bearing_on(found.id)}
    for name in sorted(findings - set(about)):
        different.note("findings", name, sorted(about))
    reach.findings |= findings
    reach.clauses |= {c for f in about.values() for c in f.clauses}
    reach.clauses |= {c for p in policy.principles_on(found.id) for c in p.clauses}


def _classify(scenario: Scenario, policy: Policy, different: Differences, reach: Reach) -> None:
    on = _day(scenario.on)
    at = scenario.at or policy.teams[0].id
    case = read_case(policy, at, scenario.given, on=on)
    truths = View(policy, case.facts, on).classified(scenario.classify or "")
    true = [value for value, truth in truths.items() if truth]
    unknown = any(truth is None for truth in truths.values())
    got = " and ".join(true) or ("not known" if unknown or not truths else "none")
    if got != scenario.expect.value:
        different.note("value", scenario.expect.value, got)
    ids = {d.id for d in policy.definitions if d.fact == scenario.classify and d.value in true}
    reach.touch(ids)
    about = {f.id: f for f in policy.bearing_on(*(d.id for d in policy.definitions))}
    for name in sorted(set(scenario.expect.findings) - set(about)):
        different.note("findings", name, sorted(about))
    reach.findings |= set(scenario.expect.findings)
    reach.clauses |= {
        c for name in scenario.expect.findings if name in about for c in about[name].clauses
    }


def _touch(decision: Decision, reach: Reach) -> None:
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


def _day(raw: str | None) -> date | None:
    if raw is None:
        return None
    try:
        return read_date(raw)
    except ValueError as error:
        raise CaseflowError(str(error)) from None
