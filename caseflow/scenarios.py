"""Run a policy's own tests, and say what none of them reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from caseflow.case import read_case, read_date
from caseflow.conditions import View
from caseflow.decisions import decide
from caseflow.errors import CaseflowError, EventRefused
from caseflow.expectations import Differences, compare_decision, compare_journey, compare_ladder
from caseflow.journey import Journey
from caseflow.ladder import ladder
from caseflow.model import Policy
from caseflow.model.scenario import Event, Located, Scenario
from caseflow.reach import Reach, clauses_by_thing, touch, unreached_clauses, unreached_rules


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
    touch(decision, reach)
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
        touch(decision, reach)
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


def _day(raw: str | None) -> date | None:
    if raw is None:
        return None
    try:
        return read_date(raw)
    except ValueError as error:
        raise CaseflowError(str(error)) from None
