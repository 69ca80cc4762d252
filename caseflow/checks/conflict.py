"""Two rules fire for the same case and send the child to different places.

**Proved over every case.** For each team and event, each pair of rules with different
destinations is put to a solver: is there a case, among all combinations of facts that are
possible, in which both apply and neither is given precedence? If there is, two teams could each
believe that they hold the child.

**To mend it**: give one of the rules the condition or the exception that tells the two apart, or,
where the document itself gives one precedence, `overrides`. Where the document really contradicts
itself, record a finding of kind `contradiction` with `found_by: [conflict]` that bears on both
rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from caseflow.checks.logic import Logic
from caseflow.checks.result import Example, Result, day_in_force, titles
from caseflow.checks.situations import situations
from caseflow.model import Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each pair of rules that some case fires together, once."""
    seen: set[frozenset[str]] = set()
    for situation in situations(policy, logic):
        for one, other in combinations(situation.candidates, 2):
            pair = frozenset({one.rule.id, other.rule.id})
            if one.result == other.result or pair in seen:
                continue
            answer = logic.solve(situation.given, one.formula, other.formula)
            if answer.possible is False:
                continue
            seen.add(pair)
            ids = tuple(dict.fromkeys((one.rule.id, other.rule.id)))
            clauses = tuple(dict.fromkeys((*one.rule.clauses, *other.rule.clauses)))
            if answer.possible is None:
                message = f"could not be settled in time: {titles(policy, ids)} together"
                yield Result("conflict", "high", message, ids, clauses, undecided=True)
                continue
            on = day_in_force(one.rule, other.rule)
            example = Example(situation.at, situation.event, answer.facts, "conflict", on)
            message = f"{titles(policy, ids)} both apply, and say different things"
            yield Result("conflict", "high", message, ids, clauses, example)
