"""A rule that no case can satisfy.

**Proved over every case.** The solver looks for any case at all, at any of the rule's teams and
events, to which the rule applies once its exceptions, the rules that override it and what cannot
be are taken into account. A rule that nothing can fire is a slip in the file, or a clause of the
document that its own other clauses undo.

**To mend it**: correct the condition; or record a finding with `found_by: [never]` that bears on
the rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks.logic import Logic
from caseflow.checks.result import Result, titles
from caseflow.checks.situations import situations
from caseflow.model import Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each way of each rule that no case can take."""
    possible: dict[tuple[str, tuple[str, str]], bool | None] = {}
    for situation in situations(policy, logic):
        for one in situation.candidates:
            key = (one.rule.id, one.result)
            if possible.get(key) is not True:
                found = logic.solve(situation.given, one.formula).possible
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
