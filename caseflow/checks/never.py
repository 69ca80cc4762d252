"""A rule, or a part of one, that no case can satisfy.

**Proved over every case.** The solver looks for any case at all, at any of the rule's teams and
events, to which the rule applies once its exceptions, the rules that override it and what cannot
be are taken into account. Each alternative of a condition is looked at in the same way, and each
condition of a step beside its rule's: a range of ages or periods that is empty shows here. What
nothing can satisfy is a slip in the file, or a clause that other clauses undo.

**To mend it**: correct the condition; or record a finding with `found_by: [never]` that bears on
the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from caseflow.checks.logic import Logic
from caseflow.checks.result import Result, titles
from caseflow.checks.situations import situations
from caseflow.model import Condition, Group, Policy, Rule
from caseflow.words import condition_lines, joined


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each way of each rule that no case can take."""
    possible: dict[tuple[str, tuple[str, str]], bool | None] = {}
    for situation in situations(policy, logic):
        for one in situation.candidates:
            key = (one.rule.id, one.result)
            if possible.get(key) is not True:
                found = logic.possible(situation.given, one.formula)
                before = possible.get(key, False)
                possible[key] = True if found else None if None in (found, before) else False
    rules = {rule.id: rule for rule in policy.rules}
    for (rule, (kind, where)), found in possible.items():
        if found is True:
            continue
        ids = (rule,)
        to = f", to {policy.team(where).name}" if kind == "moves" else ""
        say = "no case can satisfy" if found is False else "could not be settled in time:"
        message = f"{say} {titles(policy, ids)}{to}"
        yield Result("never", "medium", message, ids, rules[rule].clauses, undecided=found is None)
    fired = {rule for (rule, _), found in possible.items() if found is True}
    for whole in (*(rule for rule in policy.rules if rule.id in fired), *policy.duties):
        yield from _parts(policy, logic, whole)


def _parts(policy: Policy, logic: Logic, rule: Rule) -> Iterator[Result]:
    """Yield each alternative, and each step's own condition, that no case of the rule meets."""
    own = logic.applies(rule)
    alternatives = [(part, rule.clauses) for part in _alternatives(rule.when)]
    steps = [(step.only_if, step.clauses) for step in rule.steps if step.only_if]
    for condition, clauses in chain(alternatives, steps):
        found = logic.possible(own, logic.formula(condition))
        if found is not True:
            words = joined(condition_lines(condition, policy), "and")
            say = "no case can satisfy" if found is False else "could not be settled in time:"
            message = f"{say} this part of {titles(policy, (rule.id,))}: {words}"
            ids = (rule.id,)
            yield Result("never", "medium", message, ids, clauses, undecided=found is None)


def _alternatives(condition: Condition | None) -> Iterator[Condition]:
    """Yield every alternative of a condition, however deep."""
    if isinstance(condition, Group):
        for part in condition.parts:
            if condition.how == "any":
                yield part
            if condition.how != "none":
                yield from _alternatives(part)
