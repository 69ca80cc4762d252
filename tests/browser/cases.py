"""Cases on which the browser and Python must agree, and a decision as both say it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from caseflow.case import Case, read_case
from caseflow.conditions import Value
from caseflow.decisions import Considered, Decision, decide
from caseflow.errors import EventRefused
from caseflow.journey import Journey
from caseflow.loader import load_scenarios
from caseflow.model import Condition, Policy, Rule, Test, Transfer, tests_of
from caseflow.model.vocabulary import Fact

MONTH = Fraction(1, 12)
ANSWERED, OTHERWISE = 0.8, 0.93
"""How often a generated case meets a test; above the second it leaves the answer out."""


@dataclass(frozen=True)
class Asked:
    """One question to decide: what is known of a case, and what happens to it."""

    at: str
    event: str
    facts: Mapping[str, Value]
    on: date | None = None
    ticked: frozenset[str] = frozenset()

    def decided(self, policy: Policy) -> dict[str, Any]:
        """What Python decides, in plain data."""
        case = Case(self.at, self.facts, ticked=self.ticked)
        return said(decide(policy, case, self.event, self.on))

    @property
    def json(self) -> dict[str, Any]:
        """The question as ``decide.js`` takes it."""
        return {
            "at": self.at,
            "event": self.event,
            "on": str(self.on) if self.on else None,
            "facts": {name: str(value) for name, value in self.facts.items()},
            "ticked": sorted(self.ticked),
        }


def said(decision: Decision) -> dict[str, Any]:
    """A decision and all that follows from it, in plain data and the order it is shown."""
    follows = decision.follows
    return {
        "outcome": decision.outcome,
        "to": list(decision.to),
        "rules": [rule.id for rule in decision.decided_by],
        "considered": [_considered(one) for one in decision.considered],
        "needs": [[need.fact, *need.rules] for need in decision.needs],
        "nearest": [_considered(one) for one in decision.nearest],
        "disputes": [dispute.id for dispute in decision.disputes],
        "steps": [[todo.owner, todo.number, todo.applies] for todo in follows.steps],
        "items": [[s.checklist.id, s.item.id, s.applies, s.done] for s in follows.items],
        "joint": [
            [j.id, None if j.id in follows.maybe_joint_work else True] for j in follows.joint_work
        ],
        "duties": [duty.id for duty in follows.duties],
        "maybe": [duty.id for duty in follows.maybe_duties],
        "findings": [finding.id for finding in follows.findings],
        "principles": [principle.id for principle in follows.principles],
    }


def _considered(one: Considered) -> list[Any]:
    seen = [[None if s.saw is None else str(s.saw), s.met] for s in one.conditions]
    return [one.rule.id, one.to, one.applies, one.overridden_by, seen]


SAID = """(text) => {
  const [data, asked] = JSON.parse(text);
  const lowest = (text) => {
    const [n, d] = (text ?? "").split("/").map(Number);
    if (!(d > 0)) return text;
    let [a, b] = [n, d];
    while (b) [a, b] = [b, a % b];
    return d === Math.abs(a) ? String(n / d) : `${n / Math.abs(a)}/${d / Math.abs(a)}`;
  };
  const look = ({ rule, way, applies, by, seen }) =>
    [rule.id, way.to, applies, by || null, seen.map(({ saw, met }) => [lowest(saw), met])];
  const ids = (all) => all.map((one) => one.id);
  return JSON.stringify(asked.map((given) => {
    const d = caseflow.decide(data, given);
    return {
      outcome: d.outcome, to: d.to, rules: ids(d.rules), considered: d.considered.map(look),
      needs: d.needs.map((need) => [need.fact, ...need.rules]), nearest: d.nearest.map(look),
      disputes: d.disputes, steps: d.steps.map((s) => [s.owner, s.number, s.applies]),
      items: d.items.map((i) => [i.list, i.item, i.applies, i.done]),
      joint: d.also.filter((a) => a.kind === "joint").map((j) => [j.id, j.applies]),
      duties: ids(d.also.filter((a) => a.kind === "duty" && a.applies)),
      maybe: ids(d.also.filter((a) => a.kind === "duty" && !a.applies)),
      findings: d.findings, principles: d.principles,
    };
  }));
}"""
"""The same of what ``decide.js`` returns; fractions in lowest terms, as Python writes them."""


def from_scenarios(policy: Policy, path: Path) -> Iterator[Asked]:
    """Every question that a council's scenarios put, those on the way of a journey too."""
    for located in load_scenarios(path):
        scenario = located.scenario
        on = date.fromisoformat(scenario.on) if scenario.on else None
        if scenario.journey:
            journey = Journey(policy, scenario.at or "", scenario.given, ticked=scenario.ticked)
            for leg in scenario.journey:
                decision = _leg(journey, leg)
                if decision:
                    yield _asked(decision)
        elif scenario.happens:
            case = read_case(policy, scenario.at or "", scenario.given, ticked=scenario.ticked)
            yield Asked(case.at, scenario.happens, case.facts, on, case.ticked)


def _leg(journey: Journey, leg: Any) -> Decision | None:
    try:
        if leg.happens or leg.refused:
            return journey.happens(leg.happens or leg.refused, leg.on, **leg.facts)
    except EventRefused:
        return None
    if leg.done:
        journey.done(leg.done, leg.on)
    else:
        journey.choose(leg.choose or "", leg.on)
    return None


def _asked(decision: Decision) -> Asked:
    case = decision.case
    return Asked(case.at, decision.event, case.facts, decision.on, case.ticked)


@dataclass
class Generator:
    """Makes cases near the edges of a policy's rules, the same for the same seed."""

    policy: Policy
    seeds: tuple[Asked, ...]
    seed: str
    tests: dict[str, list[Test]] = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311  # repeatable on purpose
        found: dict[str, list[Test]] = {}
        for condition in _conditions(self.policy):
            for test in tests_of(condition):
                found.setdefault(test.fact, []).append(test)
        self.tests = dict(sorted(found.items()))

    def make(self, number: int) -> Iterator[Asked]:
        """Yield that many cases: two in five from a scenario, the others from a rule."""
        for _ in range(number):
            asked = self._changed() if self.seeds and self._odds(0.4) else self._fitting()
            facts = {name: value for name, value in asked.facts.items() if not self._odds(0.06)}
            yield Asked(asked.at, asked.event, facts, asked.on, self._ticked())

    def _odds(self, odds: float) -> bool:
        return self.chance.random() < odds

    def _changed(self) -> Asked:
        """A scenario's case with some answers changed, on another day, or elsewhere."""
        one = self.chance.choice(self.seeds)
        facts = dict(one.facts)
        for name in self.chance.sample(list(self.tests), self.chance.randrange(4)):
            facts.update(self._answer(self.chance.choice(self.tests[name]), one.on))
        at = self._team() if self._odds(0.05) else one.at
        on = self._day() if self._odds(0.2) else None if self._odds(0.1) else one.on
        return Asked(at, one.event, facts, on)

    def _fitting(self) -> Asked:
        """A case that meets most of what one rule asks, with a few other answers."""
        rule = self.chance.choice([*self.policy.rules, *self.policy.duties])
        at, event = self.chance.choice(rule.at), self.chance.choice(rule.on)
        if self._odds(0.05):
            at = self._team()
        if self._odds(0.05):
            event = self.chance.choice(list(self.policy.vocabulary.events))
        on = None if self._odds(0.2) else self._day()
        facts: dict[str, Value] = {}
        for name in self.chance.sample(list(self.tests), self.chance.randrange(6)):
            facts.update(self._answer(self.chance.choice(self.tests[name]), on))
        for condition in _asks(rule):
            for test in tests_of(condition):
                if not self._odds(1 - OTHERWISE):
                    facts.update(self._answer(test, on, ANSWERED / OTHERWISE))
        return Asked(at, event, facts, on)

    def _answer(self, test: Test, on: date | None, fits: float = 0.5) -> dict[str, Value]:
        """An answer to a test, which meets it that often; a figure is on or beside the edge."""
        fact = self.policy.vocabulary.facts[test.fact]
        if fact.type in ("number", "age", "duration"):
            return self._figure(test, fact, on)
        every = ["yes", "no"] if fact.type == "yes_no" else list(fact.values)
        every = every or [team.id for team in self.policy.teams]
        return {test.fact: self.chance.choice(test.values if self._odds(fits) else every)}

    def _figure(self, test: Test, fact: Fact, on: date | None) -> dict[str, Value]:
        if fact.from_ and on and self._odds(0.6):
            return {fact.from_.since: self._since(test.number, fact.from_.unit, on)}
        beside = (0, 0, MONTH, -MONTH, 1, -1, Fraction(1, 4), Fraction(-3, 4))
        return {test.fact: max(Fraction(0), test.number + self.chance.choice(beside))}

    def _since(self, number: Fraction, unit: str, on: date) -> date:
        """A day that lies about that long before another; now and then 29 February."""
        length = {"days": 1.0, "weeks": 7.0, "months": 30.4375, "years": 365.25}[unit]
        day = on - timedelta(days=round(float(number) * length))
        if unit == "years" and day.year % 4 == 0 and (on.month, on.day) in ((2, 28), (3, 1)):
            return date(day.year, 2, 29)
        if unit in ("months", "years") and self._odds(0.5):
            months = int(number * (12 if unit == "years" else 1))
            year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
            day = date(year, month + 1, min(on.day, 28))
            day += timedelta(days=max(0, on.day - 28) if self._odds(0.5) else 0)
        if self._odds(0.05):
            day = date(day.year - day.year % 4, 2, 29)
        return day + timedelta(days=self.chance.choice((0, 0, 0, 1, -1, 2, -2, 31, 400)))

    def _day(self) -> date:
        if self._odds(0.2):
            return date(2000 + self.chance.randrange(30), 2, 28) + timedelta(days=self._odds(0.5))
        return date(2010, 1, 1) + timedelta(days=self.chance.randrange(7300))

    def _team(self) -> str:
        return self.chance.choice([team.id for team in self.policy.teams])

    def _ticked(self) -> frozenset[str]:
        items = [item.id for checklist in self.policy.checklists for item in checklist.items]
        return frozenset(item for item in items if self._odds(0.3))


def _asks(rule: Rule) -> list[Condition | None]:
    ways = [way.when for way in rule.ways] if isinstance(rule, Transfer) else []
    return [rule.when, *ways]


def _conditions(policy: Policy) -> Iterator[Condition | None]:
    """Every condition of a policy."""
    for rule in (*policy.rules, *policy.duties):
        yield from (*_asks(rule), rule.unless, *(step.only_if for step in rule.steps))
    for joint in policy.joint_work:
        yield from (joint.when, *(step.only_if for step in joint.steps))
    for checklist in policy.checklists:
        yield from (item.only_if for item in checklist.items)
    yield from (definition.when for definition in policy.definitions)
    yield from (one.case for one in policy.vocabulary.impossible)
