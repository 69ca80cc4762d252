"""A team serves children up to an age, and no rule moves one who reaches it.

**Proved over every case.** Where the policy gives a team an upper age, the solver looks for a case
of that age or more that some transfer or discretion moves on from the team. If there is none, the
limit comes and the child stays where the document says no such child is.

**To mend it**: add the transfer that the document has; or record a finding with `found_by:
[age-limit]` that bears on the team.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.checks import cases
from caseflow.checks.logic import Logic
from caseflow.checks.result import Result
from caseflow.checks.situations import situations
from caseflow.model import Policy, Test
from caseflow.words import number_words


def check(policy: Policy, logic: Logic) -> Iterator[Result]:
    """Yield each team whose upper age no rule takes a child out at."""
    for team in policy.teams:
        if team.ages is None or team.ages.end is None or "age" not in policy.vocabulary.facts:
            continue
        old = logic.formula(Test("age", "at_least", (), team.ages.end))
        onward = [
            logic.possible(situation.given, one.formula, old)
            for situation in situations(policy, logic)
            if situation.at == team.id
            for one in situation.candidates
            if one.result != ("stays", team.id)
        ]
        if True not in onward:
            undecided = None in onward
            age = f"{number_words(team.ages.end)} years"
            say = "could not be settled in time:" if undecided else "no rule takes"
            message = f"{say} a child of {age} on from {team.name}, which serves children under it"
            case = None if undecided else cases.of_team(policy, logic, team.id, old)
            yield Result("age-limit", "medium", message, (team.id,), team.clauses, case, undecided)
