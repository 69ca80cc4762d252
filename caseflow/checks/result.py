"""What a check yields: one thing proved, with a case that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from caseflow.conditions import Value
from caseflow.model import Policy, Rule
from caseflow.words import answer_words, joined, number_words

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
        known = policy.vocabulary.facts
        parts = []
        for name, value in self.facts:
            shown = str(value)
            if not isinstance(value, str):
                shown = f"{number_words(value)} {known[name].unit or ''}".strip()  # type: ignore[arg-type]  # examples hold no dates
            else:
                shown = answer_words(known[name], value, policy)
            parts.append(f"{known[name].question} {shown}")
        label = policy.vocabulary.events[self.event].label
        facts = f" ({'; '.join(parts)})" if parts else ""
        return f"At {policy.team(self.at).name}: {label[0].lower()}{label[1:]}{facts}."

    def scenario(self, policy: Policy, name: str) -> str:
        """Return the case as a scenario ready to paste."""
        facts = ", ".join(f"{name}: {_plain(value)}" for name, value in self.facts)
        lines = [
            f"- name: {name}",
            f"  policy: {policy.policy}",
            f"  at: {self.at}",
            f"  happens: {self.event}",
            *([f"  on: {self.on}"] if self.on else []),
            f"  facts: {{{facts}}}",
            f"  expect: {{outcome: {self.outcome}}}",
        ]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Result:
    """One thing a check has proved of a policy, or could not settle."""

    rule: str
    severity: Severity
    message: str
    ids: tuple[str, ...]
    """What it is about: rules, teams, checklists, disputes, roles."""
    clauses: tuple[str, ...] = ()
    example: Example | None = None
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
    return value if isinstance(value, str) else str(float(value))  # type: ignore[arg-type]  # no dates
