"""One page for each checklist: must and should apart, ticked in the reader's own browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caseflow.exports.docx_parts import docx_parts
from caseflow.model import Checklist, Condition, Item, Policy, Test, tests_of
from caseflow.pages._names import theme_words
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page, embedded
from caseflow.pages._view import View
from caseflow.words import test_words

TEMPLATE = "checklist"
WORDS = ("tick list", "sign off", "readiness", "what must be done before transfer")
_YES_NO = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True)
class Switch:
    """A question on which it turns whether items apply: its name, its words, its answers."""

    name: str
    question: str
    answers: tuple[tuple[str, str], ...]


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the list of checklists, then a page for each."""
    yield council_page(
        View(policy, book, "checklists/index.html"),
        "checklists",
        "Checklists",
        title="checklists",
        section=("Checklists",),
        aliases=WORDS,
        description=f"{policy.council}: what must be in place before a case moves.",
        lists=policy.checklists,
    )
    for checklist in policy.checklists:
        yield _page(policy, book, checklist)


def _page(policy: Policy, book: Book, checklist: Checklist) -> Page:
    view = View(policy, book, f"checklists/{checklist.id}.html")
    return council_page(
        view,
        TEMPLATE,
        checklist.title,
        section=("Checklists",),
        aliases=(*WORDS, *theme_words(policy, checklist.themes)),
        description=f"{policy.council}: {checklist.title}, to tick and to print.",
        boost=1.4,
        c=checklist,
        by_strength=[
            (strength, [item for item in checklist.items if item.strength == strength])
            for strength in ("must", "should", "may")
        ],
        switches=_switches(policy, checklist),
        when={item.id: _when(policy, item) for item in checklist.items},
        signers=tuple(dict.fromkeys((*checklist.checked_by, *checklist.signed_off_by))),
        docx=embedded(docx_parts(), ascii_only=True),
        transfers=[t for t in policy.transfers if checklist.id in t.checklist],
        found=policy.bearing_on(checklist.id),
        principles=[p for p in policy.principles if checklist.id in p.bears_on],
    )


def _switches(policy: Policy, checklist: Checklist) -> list[Switch]:
    """Return what to ask about the case: where it goes, and what the items' conditions test."""
    found: dict[str, Switch] = {}
    named = [team for item in checklist.items for team in item.to]
    if named:
        ways = (way.to for t in policy.transfers if checklist.id in t.checklist for way in t.ways)
        teams = tuple((team, policy.team(team).name) for team in dict.fromkeys((*named, *ways)))
        found["to"] = Switch("to", "Where does the case go?", teams)
    for item in checklist.items:
        for test in tests_of(item.only_if):
            name, _ = _asked(policy, test)
            question = policy.vocabulary.facts[name].question if name == test.fact else ""
            found[name] = Switch(name, question or test_words(test, policy), _YES_NO)
    return list(found.values())


def _asked(policy: Policy, test: Test) -> tuple[str, tuple[str, ...]]:
    """Return the name of the question that settles a test, and the answers that satisfy it.

    A fact that is yes or no is asked as it is; of any other it is asked whether the test holds.
    """
    if policy.vocabulary.facts[test.fact].type == "yes_no":
        return test.fact, test.values
    return f"{test.fact} {test.operator} {' '.join(test.values) or test.number}", ("yes",)


def _when(policy: Policy, item: Item) -> str:
    """Return what must hold for an item to apply, as JSON."""
    parts = [["=", "to", *item.to]] if item.to else []
    if item.only_if is not None:
        parts.append(_condition(policy, item.only_if))
    return json.dumps(["all", *parts], ensure_ascii=False)


def _condition(policy: Policy, condition: Condition) -> list[Any]:
    if isinstance(condition, Test):
        name, answers = _asked(policy, condition)
        return ["=", name, *answers]
    return [condition.how, *(_condition(policy, part) for part in condition.parts)]
