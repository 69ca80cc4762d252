"""The same case, at the same event, is handed from one team to another and straight back.

**Proved over every case.** Where one rule sends a case from A to B at an event, and another from
B to A at the same event, the solver looks for a case that satisfies both: nothing need happen in
between, and each team could pass the child on for ever.

**To mend it**: give the two rules the condition that tells them apart; or record a finding with
`found_by: [hand-back]` that bears on both.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks.logic import Logic
from caseflow.checks.result import Example, Result, titles
from caseflow.checks.situations import Situation, situations
from caseflow.model import Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each pair of rules that can pass a case to and fro."""
    by_place: dict[tuple[str, str], Situation] = {
        (s.at, s.event): s for s in situations(policy, logic)
    }
    seen: set[frozenset[str]] = set()
    for (at, event), situation in by_place.items():
        for one in situation.candidates:
            there = by_place.get((one.result[1], event)) if one.result[0] == "moves" else None
            for back in there.candidates if there else ():
                pair = frozenset({one.rule.id, back.rule.id})
                if back.result != ("moves", at) or pair in seen:
                    continue
                answer = logic.solve(situation.given, one.formula, back.formula)
                if answer.possible is False:
                    continue
                seen.add(pair)
                ids = tuple(dict.fromkeys((one.rule.id, back.rule.id)))
                clauses = tuple(dict.fromkeys((*one.rule.clauses, *back.rule.clauses)))
                undecided = answer.possible is None
                example = None if undecided else Example(at, event, answer.facts, "moves")
                message = f"{titles(policy, ids)} can pass the same case to and fro"
                yield Result("hand-back", "high", message, ids, clauses, example, undecided)
