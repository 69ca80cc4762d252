"""An abbreviation that readers meet and nothing explains.

Abbreviations in the names of teams, roles, steps and items are looked up in the policy's
glossary, its teams' aliases and the shared concepts.

**To mend it**: add a term to the glossary; or record a finding of kind `undefined` with
`found_by: [undefined-term]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from caseflow.checks.logic import Logic
from caseflow.checks.result import Result
from caseflow.model import Policy

_SHORT = re.compile(r"\b[A-Z][A-Za-z]?[A-Z]{1,5}s?\b")


def check(policy: Policy, _logic: Logic) -> Iterator[Result]:
    """Yield each abbreviation that is used and not explained, with where it is used."""
    known = _explained(policy)
    used: dict[str, tuple[list[str], tuple[str, ...]]] = {}
    for owner, text, clauses in _texts(policy):
        for word in _SHORT.findall(text):
            if word.lower().rstrip("s") not in known:
                used.setdefault(word.rstrip("s"), ([], clauses))[0].append(owner)
    for word, (owners, clauses) in sorted(used.items()):
        message = f"“{word}” is used and explained nowhere"
        yield Result("undefined-term", "low", message, tuple(dict.fromkeys(owners)), clauses)


def _texts(policy: Policy) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for team in policy.teams:
        yield team.id, team.name, team.clauses
    for rule in (*policy.rules, *policy.duties, *policy.joint_work):
        yield rule.id, rule.title, rule.clauses
    for owner, step in policy.steps():
        yield owner, step.do, step.clauses
    for checklist in policy.checklists:
        for item in checklist.items:
            yield checklist.id, item.item, item.clauses


def _explained(policy: Policy) -> set[str]:
    words = [word for term in policy.glossary for word in (term.term, *term.aliases)]
    words += [word for team in policy.teams for word in (team.short or "", *team.aliases)]
    words += [word for concept in policy.vocabulary.concepts.values() for word in concept.words]
    words += [word for role in policy.roles for word in role.aliases]
    return {
        piece.lower().rstrip("s")
        for word in words
        for piece in (word, *word.split("/"), *word.split())
    }
