"""Find your transfer: a few questions, only those that matter, and the decision with its reasons.

The page holds the policy as ``decide.js`` reads it, and every piece of the answer ready made, so
that its words are those of the other pages. ``assets/find.js`` asks, and puts the pieces together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from caseflow.exports.browser_json import browser_json, key_of
from caseflow.exports.choices import choices, conditions, days
from caseflow.exports.decision_text import HEADLINES
from caseflow.model import JointWork, Policy, Rule, Step, Team, tests_of
from caseflow.pages._names import gravest_first
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page, embedded, render
from caseflow.pages._view import View
from caseflow.words import names, test_words

TEMPLATE = "find"
PATH = "find.html"
WORDS = ("where does my case go", "which team", "who holds the case", "find my transfer", "decide")
Owner = Rule | JointWork


@dataclass(frozen=True)
class Listed:
    """An event at a team, and the rules that speak of it."""

    event: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class AtTeam:
    """A team, and the events that rules speak of there."""

    team: Team
    events: tuple[Listed, ...]


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the page on which a council's cases are decided."""
    owners: tuple[Owner, ...] = (*policy.rules, *policy.duties, *policy.joint_work)
    pool = _Pool(View(policy, book, PATH))
    steps = {owner.id: [pool.place(step, owner) for step in owner.steps] for owner in owners}
    pieces = render(
        "find-pieces",
        v=pool.view,
        policy=policy,
        steps=pool.steps,
        drawing=lambda transfer: book.drawing(policy, f"transfer-{transfer}"),
    )
    findings = [[f.id, *f.bears_on] for f in gravest_first(policy.findings)]
    yield council_page(
        View(policy, book, PATH),
        TEMPLATE,
        "Find your transfer",
        title="find your transfer",
        description=f"{policy.council}: a few questions, and where the case goes, why, what to do.",
        aliases=WORDS,
        boost=1.6,
        hide=("toc",),
        data=embedded({**browser_json(policy), "findings": findings}),
        words=embedded(_words(policy, steps)),
        pieces=_lines(pieces),
        listed=_listed(policy),
    )


class _Pool:
    """The steps of a policy, each once for every way in which its words come out."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.steps: list[tuple[Step, Owner]] = []
        self._known: dict[tuple[int, str], int] = {}

    def place(self, step: Step, owner: Owner) -> int:
        """Return the place of an owner's step among the pieces."""
        when = self.view.event_in(self.view.deadline(step.deadline, owner.steps), owner)
        if (id(step), when) not in self._known:
            self._known[id(step), when] = len(self.steps)
            self.steps.append((step, owner))
        return self._known[id(step), when]


def _words(policy: Policy, steps: dict[str, list[int]]) -> dict[str, Any]:
    """Return the words that the script needs beside the pieces."""
    vocabulary = policy.vocabulary
    services = {service.id: service.name for service in policy.services}
    not_known = ["not-known", "Not known"]
    ask: list[Any] = [
        ["at", "Where is the case now?", [[team.id, team.name] for team in by_service(policy)]],
        ["event", "What has happened?", [[n, e.label] for n, e in vocabulary.events.items()]],
        ["on", "When did it happen?", [*([d.value, d.words] for d in days(policy)), not_known]],
    ]
    for name, answers in choices(policy).items():
        given = [[answer.value, answer.words] for answer in answers]
        ask.append([name, vocabulary.facts[name].question, [*given, not_known]])
    owners = (*policy.rules, *policy.duties, *policy.joint_work)
    tests = [test for condition in conditions(policy) for test in tests_of(condition)]
    return {
        "ask": ask,
        "services": {team.id: services[team.service] for team in policy.teams},
        "tests": {key_of(test): test_words(test, policy) for test in tests},
        "headlines": HEADLINES,
        "roles": {rule.id: names(policy, getattr(rule, "by", ())) for rule in policy.rules},
        "titles": {owner.id: owner.title for owner in owners},
        "steps": steps,
        "impossible": [one.because for one in vocabulary.impossible],
        "nobody": "the document does not say who",
        "beaten": "Set aside, because another rule goes before it: ",
        "met": {"true": "Met", "false": "Not met", "null": "Not known"},
        "answered": "answered",
        "follows": "follows from the other answers",
    }


def by_service(policy: Policy) -> list[Team]:
    """Return the teams, those of one service together, in the order of the way through."""
    first: dict[str, int] = {}
    for team in sorted(policy.teams, key=lambda team: team.stage):
        first.setdefault(team.service, len(first))
    return sorted(policy.teams, key=lambda team: (first[team.service], team.stage))


def _listed(policy: Policy) -> list[AtTeam]:
    """Return every team at which something can happen, and what speaks of each event there."""
    every = (*policy.rules, *policy.duties)
    found = []
    for team in by_service(policy):
        events = []
        for event in policy.vocabulary.events:
            rules = tuple(rule for rule in every if event in rule.on and team.id in rule.at)
            events += [Listed(event, rules)] if rules else []
        found += [AtTeam(team, tuple(events))] if events else []
    return found


def _lines(html: str) -> Markup:
    """Return what a template made, without the blanks between its lines."""
    lines = (line.strip() for line in html.splitlines())
    return Markup("\n".join(line for line in lines if line))  # noqa: S704  # escaped as it was made
