"""What is due, from whom, by when under every reading, and the date that is safe under all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from caseflow.model import Checklist, Deadline, Item, JointWork, Policy, Rule, Step, Transfer
from caseflow.readings import Clock, Reading, readings
from caseflow.words import condition_lines, date_words, deadline_words, joined
from caseflow.workdays import why_not_working, working_day_on_or_before


@dataclass(frozen=True)
class Due:
    """What is due, from whom, by when under every reading."""

    what: str
    by: tuple[str, ...]
    """Role ids."""
    owner: str
    """The rule, or other thing, that asks for it."""
    step: str | None
    stated: str
    """The deadline in the document's own units."""
    readings: tuple[Reading, ...]
    clauses: tuple[str, ...]
    note: str = ""
    where: tuple[str, ...] = ()
    """What must hold for it to be asked of a case, in words."""
    missed: str = ""
    """What the document says happens when it is missed."""

    @property
    def safe(self) -> date | None:
        """The latest date that satisfies every reading; None while any is not known."""
        days = [reading.date for reading in self.readings]
        return None if None in days or not days else min(day for day in days if day)


def due(
    deadline: Deadline,
    clock: Clock,
    *,
    what: str,
    by: tuple[str, ...],
    owner: str,
    clauses: tuple[str, ...],
    step: str | None = None,
    steps: tuple[Step, ...] = (),
    where: tuple[str, ...] = (),
) -> Due:
    """Work out a deadline under every reading that the document leaves open."""
    stated = deadline_words(deadline, clock.policy, steps)
    ways, missed = readings(deadline, clock, steps), deadline.missed or ""
    found = Due(what, by, owner, step, stated, ways, clauses, where=where, missed=missed)
    return replace(found, note=_note(found.safe))


def _note(safe: date | None) -> str:
    if safe is None or not why_not_working(safe):
        return ""
    last = working_day_on_or_before(safe)
    why = why_not_working(safe)
    return f"This is {why}; the last working day before it is {date_words(last)}"


def step_due(step: Step, number: int, owner: str, clock: Clock, beside: tuple[Step, ...]) -> Due:
    """Work out the deadline of a step that has one; ``beside`` are the steps of the same owner."""
    if step.deadline is None:
        raise ValueError(f"step {number} of {owner} has no deadline")
    return due(
        step.deadline,
        clock,
        what=step.do,
        by=step.by,
        owner=owner,
        step=step.id or str(number),
        clauses=step.clauses,
        steps=beside,
        where=tuple(condition_lines(step.only_if, clock.policy)),
    )


def item_due(item: Item, checklist: Checklist, clock: Clock) -> Due:
    """Work out the deadline of a checklist item that has one; only those it names see to it."""
    if item.deadline is None:
        raise ValueError(f"the item {item.id} has no deadline")
    policy = clock.policy
    where = condition_lines(item.only_if, policy)
    if item.to:
        where += [f"The case goes to {joined([policy.team(team).name for team in item.to], 'or')}"]
    return due(
        item.deadline,
        clock,
        what=item.item,
        by=item.by,
        owner=checklist.id,
        step=item.id,
        clauses=item.clauses,
        where=(*where, *([item.applies] if item.applies else [])),
    )


def moment_due(rule: Transfer, clock: Clock) -> Due | None:
    """Work out the deadline of the moment responsibility passes, where the document gives one."""
    if rule.moves.deadline is None:
        return None
    return due(
        rule.moves.deadline,
        clock,
        what="Responsibility passes",
        by=(),
        owner=rule.id,
        step="move",
        clauses=rule.moves.clauses,
        steps=rule.steps,
    )


def limit_due(joint: JointWork, clock: Clock) -> Due | None:
    """Work out when joint work ends at the latest, where the document limits it.

    The clock's event is the start of the joint work.
    """
    if joint.limit is None:
        return None
    found = due(
        Deadline.model_validate({"within": joint.limit, "of": "event"}),
        clock,
        what="The joint work ends",
        by=(),
        owner=joint.id,
        step="limit",
        clauses=joint.clauses,
    )
    extended = ", unless extended" if joint.extended_by else ""
    return replace(found, stated=f"{joint.limit} at most, from its start{extended}")


def rule_deadlines(rule: Rule | JointWork, clock: Clock) -> tuple[Due, ...]:
    """Return every deadline of a rule; a transfer's moment or joint work's limit comes first."""
    moment = moment_due(rule, clock) if isinstance(rule, Transfer) else None
    if isinstance(rule, JointWork):
        moment = limit_due(rule, clock)
    own = [
        step_due(step, number, rule.id, clock, rule.steps)
        for number, step in enumerate(rule.steps, start=1)
        if step.deadline
    ]
    return tuple([moment, *own] if moment else own)


def clock_for(policy: Policy, rule: Rule | JointWork, dates: Mapping[str, date]) -> Clock:
    """Return the clock of one rule from dates by anchor: 'event', 'move', steps, events, facts.

    Where the document says at what moment responsibility passes, 'move' follows from that.
    """
    event = rule.on[0] if len(rule.on) == 1 else "event"
    known = dict(dates)
    on = known.get("event", known.get(event))
    moved = known.get("move")
    if moved is None and isinstance(rule, Transfer):
        moved = Clock(policy, event, on, known).find(rule.moves.at)
    return Clock(policy, event, on, known, moved)


def every_deadline(policy: Policy, rule: Rule | JointWork, clock: Clock) -> tuple[Due, ...]:
    """Return the deadlines of a rule, then those of the items on its checklists."""
    lists = [c for c in policy.checklists if c.id in getattr(rule, "checklist", ())]
    items = [item_due(i, c, clock) for c in lists for i in c.items if i.deadline]
    return (*rule_deadlines(rule, clock), *items)
