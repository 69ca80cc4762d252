"""Two rules that say the same of the same cases.

**Proved over every case.** Two rules for the same team and event with the same destination are
compared: if there is no case in which one applies and the other does not, one of them adds
nothing, and a change to one will be forgotten in the other.

**To mend it**: make them one rule that cites both clauses; or record a finding with `found_by:
[duplicate]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result, day_in_force, titles
from caseflow.checks.situations import situations
from caseflow.model import Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each pair of rules that no case tells apart, once."""
    seen: set[frozenset[str]] = set()
    for situation in situations(policy, logic):
        for one, other in combinations(situation.candidates, 2):
            pair = frozenset({one.rule.id, other.rule.id})
            if one.result != other.result or len(pair) == 1 or pair in seen:
                continue
            apart = logic.solve(situation.given, logic.differ(one.plain, other.plain))
            if apart.possible is True:
                continue
            seen.add(pair)
            ids = (one.rule.id, other.rule.id)
            clauses = tuple(dict.fromkeys((*one.rule.clauses, *other.rule.clauses)))
            undecided = apart.possible is None
            say = "could not be told apart in time:" if undecided else "no case tells apart"
            message = f"{say} {titles(policy, ids)}"
            both = logic.solve(situation.given, one.plain, other.plain)
            example = None
            if both.possible:
                on = day_in_force(one.rule, other.rule)
                example = cases.case(policy, situation.at, situation.event, both.facts, on)
            yield Result("duplicate", "low", message, ids, clauses, example, undecided)
