"""What a browser needs to decide as Python does: ids, conditions and links between them, no words.

``caseflow/assets/decide.js`` reads it; ``assets/types/decide.d.ts`` says what each field holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from caseflow.model import (
    Condition,
    Discretion,
    JointWork,
    Policy,
    Rule,
    Step,
    Test,
    Transfer,
)
from caseflow.model.condition import Group
from caseflow.model.vocabulary import Fact

VERSION = 1
Plain = dict[str, Any]
_SIGNS = {"at_least": (0, 1), "at_most": (-1, 0), "under": (-1,), "over": (1,)}


def browser_json(policy: Policy) -> Plain:
    """Return a policy as ``decide.js`` reads it."""
    return _Writer(policy).written()


def key_of(test: Test) -> str:
    """Return a test as the browser writes it, to find its words by."""
    return json.dumps(_test(test), separators=(",", ":"))


class _Writer:
    """Writes one policy; a step shared by several rules has one number."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.every = [team.id for team in policy.teams]
        self._numbers: dict[int, int] = {}

    def written(self) -> Plain:
        policy, vocabulary = self.policy, self.policy.vocabulary
        return {
            "version": VERSION,
            "policy": policy.policy,
            "facts": {name: _fact(fact) for name, fact in vocabulary.facts.items()},
            "events": {name: dict(event.establishes) for name, event in vocabulary.events.items()},
            "impossible": [[_test(test) for test in tests] for tests in vocabulary.exclusions],
            "none": {
                fact: [[_test(test) for test in tests] for tests in apart]
                for fact, apart in vocabulary.no_figure.items()
            },
            "rules": [self.rule(rule) for rule in policy.rules],
            "duties": [self.rule(duty) for duty in policy.duties],
            "joint": [self.joint(joint) for joint in policy.joint_work],
            "checklists": [
                {
                    "id": checklist.id,
                    "bears": [checklist.id],
                    "items": [
                        {
                            "id": item.id,
                            "only_if": self.condition(item.only_if),
                            "judged": bool(item.applies),
                            "to": list(item.to),
                        }
                        for item in checklist.items
                    ],
                }
                for checklist in policy.checklists
            ],
            "findings": [[f.id, *f.bears_on] for f in policy.findings],
            "principles": [[p.id, *(p.bears_on or self.every)] for p in policy.principles],
            "disputes": {
                team: [d.id for d in policy.disputes if not d.at or team in d.at]
                for team in self.every
            },
        }

    def rule(self, rule: Rule) -> Plain:
        """Return a rule; whatever its kind, it has a way from each of its teams."""
        return {
            **self._thing(rule, rule.at),
            "since": rule.since or "",
            "when": self._whole(rule),
            "ways": list(self._ways(rule)),
            "transfers": [],
            "overrides": list(getattr(rule, "overrides", ())),
            "lists": list(getattr(rule, "checklist", ())),
        }

    def joint(self, joint: JointWork) -> Plain:
        """Return joint work; where no team is named it can begin at any."""
        return {
            **self._thing(joint, joint.at or self.every),
            "since": "",
            "when": self.condition(joint.when),
            "transfers": list(joint.transfers),
        }

    def _thing(self, thing: Rule | JointWork, at: Iterable[str]) -> Plain:
        kind = "joint" if isinstance(thing, JointWork) else type(thing).__name__.lower()
        shared = self.policy.shared_by(thing.id) if isinstance(thing, Transfer) else ()
        return {
            "id": thing.id,
            "kind": kind,
            "at": list(at),
            "on": list(thing.on),
            "steps": self.steps(thing.steps),
            "bears": [thing.id, *(one.id for one in shared)],
        }

    def _ways(self, rule: Rule) -> Iterator[Plain]:
        """Yield every way a rule can go from each team, with what would come of it."""
        if not isinstance(rule, Transfer):
            result = "stays"
            offers: list[str | None] = [None]
            if isinstance(rule, Discretion):
                result = f"discretion {rule.id}"
                offers = [*rule.to, *([None] if rule.may_stay else [])]
            for at in rule.at:
                yield self._way(rule, at, None, result, offers, ())
            return
        for way in rule.ways:
            ends = self.policy.team(way.to).kind == "ending"
            result = f"{'ends' if ends else 'moves'} {way.to}"
            for at in (team for team in way.start if team in rule.at):
                alike = [w for w in rule.ways if w.to == way.to and at in w.start]
                found = self._way(rule, at, way.to, result, [way.to], [w.when for w in alike])
                yield {**found, "when": self.condition(way.when)}

    def _way(
        self,
        rule: Rule,
        at: str,
        to: str | None,
        result: str,
        offers: list[str | None],
        whens: Iterable[Condition | None],
    ) -> Plain:
        asks = [self._whole(rule), *(self.condition(when) for when in whens)]
        known = {"from": at, "to": to, "result": result, "offers": offers, "when": None}
        return {**known, "asks": [one for one in asks if one]}

    def steps(self, steps: Iterable[Step]) -> list[Any]:
        """Return each step's number and its condition."""
        return [
            [self._numbers.setdefault(id(s), len(self._numbers)), self.condition(s.only_if)]
            for s in steps
        ]

    def condition(
        self, condition: Condition | None, pending: frozenset[str] = frozenset()
    ) -> list[Any] | None:
        """Return a condition as nested lists, facts that the policy defines worked out.

        ``pending`` are the facts whose definitions it stands in.
        """
        if condition is None:
            return None
        if isinstance(condition, Group):
            return [condition.how, *(self.condition(part, pending) for part in condition.parts)]
        return [*_test(condition), *self._defined(condition, pending)]

    def _defined(self, test: Test, pending: frozenset[str]) -> list[Any]:
        """Return what a policy's definitions make of a test, and their conditions."""
        own = [d for d in self.policy.definitions if d.fact == test.fact]
        if not own or test.fact in pending or test.operator != "is":
            return []
        asks = [self.condition(d.when, pending | {test.fact}) for d in own]
        of = {
            d.value: [a for d2, a in zip(own, asks, strict=True) if d2.value == d.value]
            for d in own
        }
        no_other = ["all", ["open"], ["none", *asks]]
        truths = [["any", *of[answer]] if answer in of else no_other for answer in test.values]
        if "none" in test.values and "none" not in of:
            truths.append(["none", *asks])
        return [["any", *truths], asks]

    def _whole(self, rule: Rule) -> list[Any] | None:
        """Return what a rule asks, its exceptions included."""
        when, unless = self.condition(rule.when), self.condition(rule.unless)
        if unless is None:
            return when
        return ["all", ["none", unless]] if when is None else ["all", when, ["none", unless]]


def _fact(fact: Fact) -> Plain:
    values = ["yes", "no"] if fact.type == "yes_no" else list(fact.values)
    return {"values": values, "since": [fact.from_.since, fact.from_.unit] if fact.from_ else []}


def _test(test: Test) -> list[Any]:
    if test.operator == "is":
        return ["is", test.fact, list(test.values)]
    number = test.number
    return ["number", test.fact, [number.numerator, number.denominator, *_SIGNS[test.operator]]]
