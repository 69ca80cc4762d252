"""What a check yields: one thing proved, with a case that shows it, in words and as a scenario."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from caseflow.conditions import Value
from caseflow.ladder import Ladder, ladder
from caseflow.model import Policy, Rule
from caseflow.words import case_facts, joined

Severity = Literal["high", "medium", "low"]


@dataclass(frozen=True)
class Example:
    """A concrete case: where the child is, what happens, and the facts that matter."""

    at: str
    event: str
    facts: tuple[tuple[str, Value], ...]
    outcome: str = ""
    """What a decision says of it."""
    on: str | None = None
    """A day on which the rules are in force, where they hold from a date of their own."""

    def words(self, policy: Policy) -> str:
        """Return the case as a sentence."""
        parts = case_facts(self.facts, policy)
        label = policy.vocabulary.events[self.event].label
        facts = f" ({'; '.join(parts)})" if parts else ""
        return f"At {policy.team(self.at).name}: {label[0].lower()}{label[1:]}{facts}."

    def scenario(self, policy: Policy, name: str) -> str:
        """Return the case as a scenario ready to paste."""
        facts = ", ".join(f"{name}: {_plain(value)}" for name, value in self.facts)
        lines = [
            f"- name: {json.dumps(name, ensure_ascii=False)}",
            f"  policy: {policy.policy}",
            f"  at: {self.at}",
            f"  happens: {self.event}",
            *([f"  on: {self.on}"] if self.on else []),
            f"  facts: {{{facts}}}",
            f"  expect: {{outcome: {self.outcome}}}",
        ]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Disagreement:
    """A dispute raised at a moment, for what is wrong with a ladder."""

    dispute: str
    raised: datetime = datetime(2024, 3, 4, 9, 0)

    def words(self, policy: Policy) -> str:
        """Return the case as a sentence or two."""
        ladder = self._ladder(policy)
        levels = [level for level in ladder.levels if level.ends]
        about = titles(policy, (self.dispute,))
        said = f"A dispute is raised under {about} at {_moment(self.raised)}."
        if levels and levels[-1].ends:
            said += f" Level {len(levels)} ends at {_moment(levels[-1].ends)}."
        if ladder.total:
            said += f" The whole is to end at {_moment(ladder.total)}."
        if ladder.dispute.holds is None:
            said += " Until it is settled, nobody is said to be accountable for the child."
        return said

    def scenario(self, policy: Policy, name: str) -> str:
        """Return the case as a scenario ready to paste."""
        ladder = self._ladder(policy)
        rungs = ", ".join(f"'{_stamp(level.ends)}'" for level in ladder.levels)
        expect = [f"rungs: [{rungs}]", f"holds: {'no' if ladder.dispute.holds is None else 'yes'}"]
        if ladder.total:
            expect.append(f"total: '{_stamp(ladder.total)}'")
        lines = [
            f"- name: {json.dumps(name, ensure_ascii=False)}",
            f"  policy: {policy.policy}",
            f"  dispute: {self.dispute}",
            f"  raised: '{_stamp(self.raised)}'",
            f"  expect: {{{', '.join(expect)}}}",
        ]
        return "\n".join(lines) + "\n"

    def _ladder(self, policy: Policy) -> Ladder:
        return ladder(next(d for d in policy.disputes if d.id == self.dispute), self.raised)


@dataclass(frozen=True)
class Result:
    """One thing a check has proved of a policy, or could not settle."""

    rule: str
    severity: Severity
    message: str
    ids: tuple[str, ...]
    """What it is about: rules, teams, checklists, disputes, roles."""
    clauses: tuple[str, ...] = ()
    example: Example | Disagreement | None = None
    undecided: bool = False
    """True where the solver could not settle it in the time allowed: never 'no conflict'."""
    finding: str | None = None
    """The recorded finding that accepts it."""


def day_in_force(*rules: Rule) -> str | None:
    """Return the first day on which all of these rules hold; None where they have no date."""
    dates = [rule.since for rule in rules if rule.since]
    return max(f"{since}-01"[:10] for since in dates) if dates else None


def titles(policy: Policy, ids: tuple[str, ...]) -> str:
    """Return the titles of things, joined."""
    return joined([f"“{policy.title_of(thing)}”" for thing in ids], "and")


def _plain(value: Value) -> str:
    """Return a value as a scenario reads it back: exactly, with no quarter or month lost."""
    if not isinstance(value, Fraction) or value.denominator == 1:
        return str(value)
    whole, rest = divmod(value, 1)
    return f"'{whole} {rest.numerator}/{rest.denominator}'"


def _moment(when: datetime) -> str:
    return f"{when:%H:%M} on {when:%A} {when.day} {when:%B %Y}"


def _stamp(when: datetime | None) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if when else "open"
