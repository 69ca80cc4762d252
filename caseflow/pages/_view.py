"""A policy as one page speaks of it: names as links, conditions and times as words."""

from __future__ import annotations

import posixpath
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from caseflow.checks import Result
from caseflow.coverage import Use
from caseflow.model import Condition, Deadline, JointWork, Policy, Rule, Step
from caseflow.pages._page import ROOT, Book, nothing, short_council
from caseflow.words import condition_lines, dated_words, deadline_words, joined, names

_ANSWER = re.compile(r"(?<=\? )((?:&\w+;|[^;()])+)")
_LONGEST = 36
_PER_RULE = ("shared_steps", "stays", "discretions", "duties")


def relative(target: str, page: str) -> str:
    """Return the address of a target, from the site's root, as seen from a page."""
    path, hash_, anchor = target.partition("#")
    if path == page and anchor:
        return f"#{anchor}"
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + hash_ + anchor


def clause_anchor(clause_id: str) -> str:
    """Return the anchor of a clause on the page of clauses."""
    return "c-" + clause_id.replace("/", "_")


def places(policy: Policy) -> dict[str, str]:
    """Return where everything with an id that findings can bear on stands in the handbook."""
    found = {team.id: f"teams/{team.id}.html" for team in policy.teams}
    found.update({t.id: f"transfers/{t.id}.html" for t in policy.transfers})
    for kind in _PER_RULE:
        found.update({rule.id: f"rules.html#{rule.id}" for rule in getattr(policy, kind)})
    found.update({j.id: f"joint-work.html#{j.id}" for j in policy.joint_work})
    found.update({c.id: f"checklists/{c.id}.html" for c in policy.checklists})
    found.update({d.id: f"disputes.html#{d.id}" for d in policy.disputes})
    found.update({d.id: f"glossary.html#{d.id}" for d in policy.definitions})
    return found


def place_of(use: Use, known: dict[str, str]) -> str:
    """Return where something built from a clause stands in the handbook."""
    match use.kind:
        case "role":
            return f"glossary.html#role-{use.id}"
        case "principle":
            return f"principles.html#{use.id}"
        case "finding":
            return f"gaps.html#{use.id}"
        case "term":
            return f"glossary.html#{term_anchor(use.title)}"
        case "fallback":
            return "principles.html#when-no-rule-fits"
        case _:
            return known[use.id]


def _cut(heading: str) -> str:
    """Return a heading short enough to stand beside a sentence; its page has it whole."""
    return textwrap.shorten(heading, _LONGEST, placeholder=" …")


def _answers_set_off(line: str) -> Markup:
    parts = _ANSWER.split(line)
    return Markup("").join(
        Markup("<strong>{}</strong>").format(part) if place % 2 else part
        for place, part in enumerate(parts)
    )


def term_anchor(term: str) -> str:
    """Return the anchor of a local term in the glossary."""
    return "term-" + (re.sub(r"[^a-z0-9]+", "-", term.lower()).strip("-") or "x")


@dataclass(frozen=True)
class Citation:
    """A clause as a page cites it."""

    href: str
    words: str
    label: str


class View:
    """What a template may ask about a policy; every address is relative to the page.

    ``path`` is the page's place in the council's folder, or from the site's root if it starts
    with a stroke.
    """

    def __init__(self, policy: Policy, book: Book, path: str) -> None:
        self.policy = policy
        self.book = book
        self.base = f"{ROOT}/{policy.policy}"
        self.page = path[1:] if path.startswith("/") else f"{self.base}/{path}"
        self.council = policy.council
        self.short = short_council(policy.council)
        self.known = places(policy)
        self.cited: dict[str, None] = {}

    def href(self, target: str) -> str:
        """Return the address of a page of this council, or from the root if it starts with /."""
        full = target[1:] if target.startswith("/") else f"{self.base}/{target}"
        return relative(full, self.page)

    def link(self, thing_id: str, words: str = "") -> Markup:
        """Return a link to a team, rule, joint work, checklist, dispute or definition."""
        shown = words or self.name(thing_id)
        return Markup('<a href="{}">{}</a>').format(self.href(self.known[thing_id]), shown)

    def name(self, thing_id: str) -> str:
        """Return the name of anything with an id."""
        return self.policy.title_of(thing_id)

    def links(self, ids: Iterable[str], by: str = "and") -> Markup:
        """Return links joined as a sentence does it."""
        parts = [self.link(one) for one in ids]
        if len(parts) < 2:
            return parts[0] if parts else nothing()
        return Markup(", ").join(parts[:-1]) + f" {by} " + parts[-1]

    def teams(self, ids: Iterable[str], by: str = "or") -> Markup:
        """Return links to teams by their short names."""
        parts = [self.link(one, self.policy.team(one).label) for one in ids]
        if len(parts) < 2:
            return parts[0] if parts else nothing()
        return Markup(", ").join(parts[:-1]) + f" {by} " + parts[-1]

    def events(self, rule: Rule | JointWork) -> str:
        """Return the events on which a rule acts, in words."""
        labels = [self.policy.vocabulary.events[name].label for name in rule.on]
        return joined([labels[0], *(f"{x[0].lower()}{x[1:]}" for x in labels[1:])], "or")

    def conditions(self, condition: Condition | None) -> list[Markup]:
        """Return the lines of a condition, their answers set off."""
        return [_answers_set_off(line) for line in condition_lines(condition, self.policy)]

    def deadline(self, deadline: Deadline | None, steps: Iterable[Step] = ()) -> str:
        """Return a deadline in words."""
        return deadline_words(deadline, self.policy, steps)

    def event_in(self, words: str, rule: Rule | JointWork) -> str:
        """Return words about a rule with 'the event' said outright."""
        if not rule.on:
            return words
        label = self.events(rule)
        return words.replace("the event", f"“{label[0].lower()}{label[1:]}”")

    def proofs(self, finding: str) -> list[Result]:
        """Return what the checks proved that a finding accepts."""
        return [r for r in self.book.proved(self.policy) if r.finding == finding]

    def proved_of(self, thing_id: str) -> list[Result]:
        """Return what the checks proved about one thing."""
        return [r for r in self.book.proved(self.policy) if thing_id in r.ids]

    @property
    def unrecorded(self) -> list[Result]:
        """What the checks proved that no finding accepts."""
        return [r for r in self.book.proved(self.policy) if r.finding is None]

    def example(self, result: Result) -> str:
        """Return the case that shows a result, in words; empty where it has none."""
        return result.example.words(self.policy) if result.example else ""

    def roles(self, ids: Iterable[str]) -> str:
        """Return the names of roles."""
        return names(self.policy, ids)

    def cite(self, clauses: Iterable[str]) -> list[Citation]:
        """Return clauses as links, and remember that the page cites them."""
        found, before = [], ""
        for clause_id in clauses:
            self.cited[clause_id] = None
            label = self.policy.clause_label(clause_id)
            where, _, last = label.rpartition(", ")
            heading = _cut(where.rpartition(" › ")[2] or label.rpartition(" › ")[2])
            full = f"{heading}, {last}" if where else heading
            words = last if where and where == before else full
            before = where
            href = self.href(f"clauses.html#{clause_anchor(clause_id)}")
            found.append(Citation(href, words, label))
        return found

    @property
    def cited_in_order(self) -> list[str]:
        """Every clause the page has cited so far, in the document's order."""
        return [clause.id for clause in self.policy.clauses if clause.id in self.cited]

    @property
    def dated(self) -> str:
        """The document's date, as precise as the document."""
        return dated_words(self.policy.document.dated)

    @property
    def checked(self) -> str:
        """The day our reading was last checked."""
        return dated_words(self.policy.document.read_on)

    @property
    def overdue(self) -> bool:
        """Whether the review was overdue on the day our reading was last checked."""
        due = self.policy.document.review_by
        return bool(due) and str(due) < self.policy.document.read_on[: len(str(due))]
