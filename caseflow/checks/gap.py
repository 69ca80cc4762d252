"""An event can happen at a team, and for some case no rule says where the child is.

**Proved over every case.** For each team and event that the policy has a rule for, the solver
looks for a case to which no transfer, stay or discretion applies. The handbook then says "the
document has no rule for where the case goes"; this check says so before a child meets it.

**To mend it**: add the rule that the document has and the file lacks. Where the document is
silent, record a finding of kind `gap` with `found_by: [gap]` that bears on one of the rules
there, or on the team.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks.logic import Logic
from caseflow.checks.result import Example, Result
from caseflow.checks.situations import situations
from caseflow.model import Policy


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each team and event at which some case falls through every rule."""
    for situation in situations(policy, logic):
        none_applies = [logic.opposite(c.formula) for c in situation.candidates]
        answer = logic.solve(situation.given, *none_applies)
        if answer.possible is False:
            continue
        rules = dict.fromkeys(c.rule.id for c in situation.candidates)
        ids = (*rules, situation.at)
        clauses = dict.fromkeys(x for c in situation.candidates for x in c.rule.clauses)
        event = policy.vocabulary.events[situation.event].label
        where = f"“{event}” at {policy.team(situation.at).name}"
        if answer.possible is None:
            message = f"could not be settled in time: every case of {where}"
            yield Result("gap", "medium", message, ids, tuple(clauses), undecided=True)
            continue
        example = Example(situation.at, situation.event, answer.facts, "silent")
        message = f"{where}: for some cases no rule applies"
        yield Result("gap", "medium", message, ids, tuple(clauses), example)
