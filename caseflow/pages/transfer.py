"""One page for each transfer: where, when, what must be done, by what date, which clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from caseflow.model import Checklist, Finding, Policy, Rule, Step, Transfer
from caseflow.model.base import Stage
from caseflow.pages._deadlines import of_steps
from caseflow.pages._names import gravest_first, other_words
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View

TEMPLATE = "transfer"


@dataclass(frozen=True)
class Group:
    """The steps of one stage, each with its number among all steps, as on the map."""

    stage: str
    steps: tuple[tuple[int, Step], ...]


@dataclass(frozen=True)
class ListInBrief:
    """What a transfer's page says of its checklist."""

    id: str
    items: tuple[object, ...]
    must: int
    blocks: str
    depends: bool
    """Whether the case decides which items apply."""
    found: tuple[Finding, ...]
    """What the document leaves open about the list itself."""


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield a page for each transfer of a policy."""
    for number, transfer in enumerate(policy.transfers, start=1):
        yield _page(policy, book, transfer, number)


def _page(policy: Policy, book: Book, transfer: Transfer, number: int) -> Page:
    view = View(policy, book, f"transfers/{transfer.id}.html")
    joint = tuple(j for j in policy.joint_work if transfer.id in j.transfers)
    found = gravest_first(policy.bearing_on(transfer.id))
    groups = _groups(transfer)
    lists = [c for c in policy.checklists if c.id in transfer.checklist]
    return council_page(
        view,
        TEMPLATE,
        transfer.title,
        section=("Transfers",),
        aliases=other_words(policy, transfer),
        description=f"{policy.council}: {transfer.title}. When it applies, who does what by when.",
        boost=1.5,
        t=transfer,
        number=number,
        ways=_ways(transfer),
        limits=[row for row in of_steps(view, transfer.steps, transfer) if row.timed],
        groups=groups,
        numbered=_numbering(view, transfer, groups),
        checklists=[_brief(policy, one) for one in lists],
        told=[step for step in transfer.steps if step.tell],
        joint=joint,
        disputes=[d for d in policy.disputes if not d.at or set(d.at) & set(transfer.at)],
        found=found,
        high=sum(f.severity == "high" for f in found),
        principles=_principles(policy, transfer, *(j.id for j in joint)),
        also=_met(transfer, policy.duties),
        others=_met(transfer, policy.rules),
        beaten_by=[r.id for r in policy.rules if transfer.id in getattr(r, "overrides", ())],
        drawing=book.drawing(policy, f"transfer-{transfer.id}"),
    )


def _ways(transfer: Transfer) -> list[object]:
    """Return every way once, however many conditions lead along it."""
    seen: dict[tuple[tuple[str, ...], str], object] = {}
    for way in transfer.ways:
        seen.setdefault((way.start, way.to), way)
    return list(seen.values())


def _groups(transfer: Transfer) -> list[Group]:
    numbered = list(enumerate(transfer.steps, start=1))
    groups = [Group(g, tuple(p for p in numbered if p[1].stage == g)) for g in get_args(Stage)]
    return [group for group in groups if group.steps]


def _numbering(view: View, transfer: Transfer, groups: list[Group]) -> Callable[[str], str]:
    """Return what says 'step 2' for a step's words, and for 'the event' what has happened."""
    known = {
        f"the step “{step.do}”": f"step {number}"
        for group in groups
        for number, step in group.steps
    }

    def numbered(words: str) -> str:
        for long, short in known.items():
            words = words.replace(long, short)
        return view.event_in(words, transfer)

    return numbered


def _brief(policy: Policy, checklist: Checklist) -> ListInBrief:
    must = sum(item.strength == "must" for item in checklist.items)
    found = gravest_first(policy.bearing_on(checklist.id))
    return ListInBrief(
        id=checklist.id,
        items=checklist.items,
        must=must,
        blocks=checklist.blocks,
        depends=any(item.only_if or item.applies or item.to for item in checklist.items),
        found=tuple(found),
    )


def _principles(policy: Policy, transfer: Transfer, *also: str) -> list[object]:
    wanted = {transfer.id, *transfer.at, *(way.to for way in transfer.ways), *also}
    return [p for p in policy.principles if wanted & set(p.bears_on)]


def _met(transfer: Transfer, rules: Iterable[Rule]) -> list[Rule]:
    """Return the other rules that a case could meet at the same team on the same event."""
    return [
        rule
        for rule in rules
        if rule.id != transfer.id
        and set(rule.at) & set(transfer.at)
        and set(rule.on) & set(transfer.on)
    ]
