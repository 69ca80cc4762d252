"""One page per council on which dates become deadlines, worked out in the reader's own browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from caseflow.due import Due
from caseflow.exports.due_data import asked, due_data, sources
from caseflow.model import JointWork, Policy, Rule, Transfer
from caseflow.pages._names import gravest_first
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page, embedded
from caseflow.pages._view import View
from caseflow.words import anchor_words, dated_words

TEMPLATE = "dates"
WORDS = ("deadline calculator", "work out the dates", "due dates", "by when", "calendar", "diary")
_HAPPENED, _DONE = "The day it happened.", "The day it was done."
_BORN = "Counts on this page only: never kept, and never put in the address."
Owner = Rule | JointWork


@dataclass(frozen=True)
class Ask:
    """The question for the day that deadlines count from."""

    name: str
    label: str
    hint: str
    since: str = ""
    """A date before which ``early`` is said; as precise as the document gives it."""
    early: str = ""


@dataclass(frozen=True)
class Group:
    """Everything of one kind that has deadlines; every transfer, whether it has any or not."""

    kind: str
    owners: tuple[Owner, ...]


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the page of dates."""
    view = View(policy, book, "dates.html")
    groups = tuple(_groups(policy))
    owners = [owner for group in groups for owner in group.owners]
    yield council_page(
        view,
        TEMPLATE,
        "Dates and deadlines",
        title="dates and deadlines",
        aliases=WORDS,
        description=f"{policy.council}: every deadline as a date, from the dates you enter.",
        boost=1.4,
        hide=("toc",),
        groups=groups,
        asks={
            owner.id: [_ask(view, owner, name) for name in asked(policy, owner)] for owner in owners
        },
        dues={owner.id: _dues(policy, owner) for owner in owners},
        strengths=_strengths(policy),
        found={owner.id: gravest_first(policy.bearing_on(owner.id)) for owner in owners},
        beside={owner.id: _beside(policy, owner, owners) for owner in owners},
        data=embedded(due_data(policy, owners)),
    )


def _groups(policy: Policy) -> Iterator[Group]:
    yield Group("Transfers", policy.transfers)
    rest: dict[str, tuple[Owner, ...]] = {
        "Stays": policy.stays,
        "Decisions left to somebody": policy.discretions,
        "Duties": policy.duties,
        "Joint work": policy.joint_work,
    }
    for kind, owners in rest.items():
        if timed := tuple(owner for owner in owners if _dues(policy, owner)):
            yield Group(kind, timed)


def _dues(policy: Policy, owner: Owner) -> list[Due]:
    return [due for due, _, _ in sources(policy, owner)]


def _strengths(policy: Policy) -> dict[tuple[str, str], str]:
    """Return how binding each step or item with a deadline is, by its owner and itself."""
    owners: list[Owner] = [*policy.rules, *policy.duties, *policy.joint_work]
    found: dict[tuple[str, str], str] = {
        (o.id, s.id or str(n)): s.strength for o in owners for n, s in enumerate(o.steps, 1)
    }
    found |= {(t.id, "move"): t.strength for t in policy.transfers}
    found |= {(j.id, "limit"): j.strength for j in policy.joint_work}
    found |= {(c.id, item.id): item.strength for c in policy.checklists for item in c.items}
    return found


def _ask(view: View, owner: Owner, name: str) -> Ask:
    policy, vocabulary = view.policy, view.policy.vocabulary
    for number, step in enumerate(owner.steps, start=1):
        if step.id == name:
            return Ask(name, f"Step {number}: {step.do}", _DONE)
    if name == "event" and owner.on:
        return Ask(name, f"The event: {view.events(owner)}", _HAPPENED, *_early(policy, owner))
    if name in vocabulary.facts:
        return Ask(name, vocabulary.facts[name].question, _BORN if name == "date_of_birth" else "")
    if name in vocabulary.events:
        return Ask(name, vocabulary.events[name].label, _HAPPENED)
    moments = {
        "event": ("The joint work starts", getattr(owner, "starts", "")),
        "move": (
            "Responsibility passes",
            owner.moves.says if isinstance(owner, Transfer) else _HAPPENED,
        ),
    }
    return Ask(name, *moments.get(name, (anchor_words(name, policy), _DONE)))


def _early(policy: Policy, owner: Owner) -> tuple[str, str]:
    """Return the date from which a rule, or else the document, is in force, and what to say."""
    since, dated = getattr(owner, "since", None), policy.document.dated
    if since:
        return since, f"This rule holds only from {dated_words(since)}."
    if dated == "undated":
        return "", ""
    return dated, f"This is before the document’s date, {dated_words(dated)}."


def _beside(policy: Policy, owner: Owner, owners: list[Owner]) -> list[Owner]:
    """Return what has deadlines of its own beside a transfer: its joint work, and duties then."""
    if not isinstance(owner, Transfer):
        return []
    joint = [j for j in policy.joint_work if owner.id in j.transfers]
    duties = [d for d in policy.duties if set(d.at) & set(owner.at) and set(d.on) & set(owner.on)]
    return [one for one in (*joint, *duties) if one in owners]
