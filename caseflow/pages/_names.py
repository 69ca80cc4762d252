"""The other words people look for something by, and the order in which findings are shown."""

from __future__ import annotations

from collections.abc import Iterable

from caseflow.model import Finding, Policy, Team
from caseflow.model.content import Checklist, Definition, Dispute
from caseflow.model.rules import JointWork, Rule, Transfer

Named = Rule | JointWork | Checklist | Dispute | Definition


SEVERITIES = ("high", "medium", "low")


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity, those of the same severity in the file's order."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def theme_words(policy: Policy, themes: Iterable[str]) -> list[str]:
    """Return the titles of themes and the words people use for them."""
    known = policy.vocabulary.themes
    return [w for name in themes if name in known for w in (known[name].title, *known[name].words)]


def team_words(team: Team) -> list[str]:
    """Return the names of a team besides its own."""
    return [w for w in (team.short, *team.aliases) if w and w != team.name]


def other_words(policy: Policy, thing: Named) -> tuple[str, ...]:
    """Return every other word for a rule: its teams' aliases, its themes, its events."""
    teams = [*getattr(thing, "at", ())]
    if isinstance(thing, Transfer):
        teams += [way.to for way in thing.ways]
    if isinstance(thing, JointWork):
        teams += [*thing.lead, *thing.partners]
    words = theme_words(policy, thing.themes)
    words += [w for team_id in dict.fromkeys(teams) for w in team_words(policy.team(team_id))]
    words += [policy.vocabulary.events[name].short for name in getattr(thing, "on", ())]
    return tuple(dict.fromkeys(words))
