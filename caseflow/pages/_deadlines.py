"""Every time limit of a policy as a row that a table can sort."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from caseflow.model import Amount, Deadline, Item, JointWork, Rule, Step, Transfer
from caseflow.model.rules import Themed
from caseflow.pages._view import View
from caseflow.words import anchor_words

_HOURS = {
    "hours": 1.0,
    "working days": 33.6,
    "calendar days": 24.0,
    "days": 24.0,
    "weeks": 168.0,
    "months": 730.5,
    "years": 8766.0,
}
_OPEN_ENDED = 1e6
"""Sorts after every amount: the clock has no length, as 'by the time of' has none."""


@dataclass(frozen=True)
class Owner:
    """What time limits belong to: its name, where it stands, and how binding it is."""

    title: str
    target: str
    strength: str = "must"


@dataclass(frozen=True)
class Row:
    """One time limit: what is due, by when, whose it is and where it stands."""

    what: str
    limit: str
    """The time allowed, without what it is counted from."""
    start: str
    """What it is counted from; empty where that is not needed."""
    who: str
    strength: str
    owner: Owner
    clauses: tuple[str, ...]
    hours: float
    """Roughly how long, to sort by; never shown."""
    missed: str = ""

    @property
    def clock(self) -> str:
        """The whole time limit in words."""
        return f"{self.limit} {self.start}".strip()

    @property
    def short(self) -> str:
        """The time allowed as a table shows it, beside a column for what it is counted from."""
        return self.limit.removesuffix(" of") if self.figure else self.limit

    @property
    def timed(self) -> bool:
        """Whether it is a figure, or asks for haste, rather than an order of things."""
        return self.hours < _OPEN_ENDED

    @property
    def figure(self) -> bool:
        """Whether it is an amount, an age or a time, rather than an order of things."""
        return 0 < self.hours < _OPEN_ENDED


def rows(view: View) -> tuple[Row, ...]:
    """Return every time limit of a policy, in the file's order."""
    policy = view.policy
    found: list[Row] = []
    for transfer in policy.own_transfers:
        found += of_transfer(view, transfer)
    for one in policy.shared_steps:
        found += of_steps(view, one.steps, one)
    for rule in (*policy.stays, *policy.discretions, *policy.duties):
        found += of_steps(view, rule.steps, rule)
    for joint in policy.joint_work:
        owner = _owner(view, joint.id, joint.strength)
        if joint.limit:
            words = "{} at most, unless extended" if joint.extended_by else "{} at most"
            found.append(_amount(joint.role, joint.limit, owner, joint.clauses, words))
        if joint.lasts:
            found.append(_amount(joint.role, joint.lasts, owner, joint.clauses, "for {}"))
        found += of_steps(view, joint.steps, joint)
    for checklist in policy.checklists:
        owner = _owner(view, checklist.id)
        for item in checklist.items:
            found += _of_item(view, item, replace(owner, strength=item.strength))
    return (*found, *_of_disputes(view))


def of_transfer(view: View, transfer: Transfer) -> list[Row]:
    """Return the time limits of one transfer: that of the move itself, then its steps."""
    owner = _owner(view, transfer.id, transfer.strength)
    moves = transfer.moves
    found = []
    if moves.deadline:
        row = _row(view, moves.says, moves.deadline, transfer.steps, owner, moves.clauses)
        found.append(replace(row, start=view.event_in(row.start, transfer)))
    return [*found, *of_steps(view, transfer.steps, transfer)]


def of_steps(view: View, steps: Sequence[Step], thing: Themed) -> Iterator[Row]:
    """Yield the time limits of the steps of a rule, joint work or a dispute."""
    for step in steps:
        if step.deadline:
            owner = _owner(view, thing.id, step.strength)
            row = _row(view, step.do, step.deadline, steps, owner, step.clauses)
            if isinstance(thing, Rule | JointWork):
                row = replace(row, start=view.event_in(row.start, thing))
            yield replace(row, who=view.roles(step.by))


def _owner(view: View, thing_id: str, strength: str = "must") -> Owner:
    return Owner(view.name(thing_id), view.known[thing_id], strength)


def _of_item(view: View, item: Item, owner: Owner) -> Iterator[Row]:
    if item.deadline:
        row = _row(view, item.item, item.deadline, (), owner, item.clauses)
        yield replace(row, who=view.roles(item.by))


def _of_disputes(view: View) -> Iterator[Row]:
    for dispute in view.policy.disputes:
        owner = _owner(view, dispute.id)
        for rung in dispute.rungs:
            if rung.within:
                who = view.roles(rung.by)
                yield _amount(rung.do, rung.within, owner, rung.clauses, "within {}", who)
        if dispute.total:
            yield _amount(dispute.covers, dispute.total, owner, dispute.clauses, "{} in all")
        yield from of_steps(view, dispute.steps, dispute)


def _amount(
    what: str,
    amount: Amount,
    owner: Owner,
    clauses: tuple[str, ...],
    words: str,
    who: str = "",
) -> Row:
    limit = words.format(amount)
    return Row(what, limit, "", who, owner.strength, owner, clauses, _hours(amount))


def _row(
    view: View,
    what: str,
    deadline: Deadline,
    steps: Sequence[Step],
    owner: Owner,
    clauses: tuple[str, ...],
) -> Row:
    limit, start = _parted(view, deadline, steps)
    length, missed = _length(deadline), deadline.missed or ""
    return Row(what, limit, start, "", owner.strength, owner, clauses, length, missed)


def _parted(view: View, deadline: Deadline, steps: Iterable[Step]) -> tuple[str, str]:
    """Part a deadline's words where what it counts from begins."""
    text = view.deadline(deadline, steps)
    if deadline.anchors:
        first = text.find(anchor_words(deadline.anchors[0], view.policy, steps))
        if first > 0:
            return text[:first].strip(), text[first:]
    return text, ""


def _length(deadline: Deadline) -> float:
    amount = deadline.within or deadline.ahead or deadline.either_side or deadline.every
    if amount:
        return _hours(amount)
    ages = (deadline.at_age, deadline.by_age, deadline.before_age)
    age = next((age for age in ages if age is not None), None)
    if age is not None:
        return float(age) * _HOURS["years"]
    if deadline.promptly:
        return 0.0
    return 12.0 if deadline.same_day else 168.0 if deadline.weekly else _OPEN_ENDED


def _hours(amount: Amount) -> float:
    return amount.number * _HOURS[amount.unit]
