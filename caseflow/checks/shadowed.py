"""A rule that another one always sets aside.

**Proved over every case.** A rule that is overridden is looked at with and without the rules that
override it: if it would apply to some case, but to none once they are taken into account, it
never has a say.

**To mend it**: narrow the rule that overrides; or record a finding with `found_by: [shadowed]`
that bears on both.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result, day_in_force, titles
from caseflow.checks.situations import situations
from caseflow.model import Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each rule that is always set aside at a team and event, once."""
    seen: set[str] = set()
    for situation in situations(policy, logic):
        for one in situation.candidates:
            if one.formula is one.plain or one.rule.id in seen:
                continue
            if logic.possible(situation.given, one.formula) is not False:
                continue
            aside = logic.solve(situation.given, one.plain)
            if aside.possible is True:
                seen.add(one.rule.id)
                over = [
                    c.rule.id
                    for c in situation.candidates
                    if one.rule.id in getattr(c.rule, "overrides", ())
                ]
                ids = (one.rule.id, *over)
                message = f"{titles(policy, ids[:1])} is always set aside"
                on = day_in_force(one.rule)
                example = cases.case(policy, situation.at, situation.event, aside.facts, on)
                yield Result("shadowed", "medium", message, ids, one.rule.clauses, example)
