"""What follows from a decision: the moment, steps, checklist, deadlines, joint work, notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseflow.case import Case
from caseflow.conditions import Truth, View, both, evaluate, opposite
from caseflow.due import Due, item_due, moment_due, step_due
from caseflow.model import (
    Checklist,
    Duty,
    Finding,
    Item,
    JointWork,
    Moment,
    Policy,
    Principle,
    Rule,
    Step,
    Transfer,
)
from caseflow.readings import Clock


@dataclass(frozen=True)
class ToDo:
    """A step that this case calls for; ``applies`` is None where that turns on a fact not known."""

    step: Step
    owner: str
    number: int
    applies: Truth

    @property
    def ref(self) -> str:
        """The step's id, or its number within its owner."""
        return self.step.id or str(self.number)


@dataclass(frozen=True)
class ItemState:
    """A checklist item for this case: whether it applies, and whether it is done."""

    checklist: Checklist
    item: Item
    applies: Truth
    done: bool


@dataclass(frozen=True)
class Passing:
    """The moment responsibility passes, and its date where that is known."""

    rule: str
    moment: Moment
    date: date | None
    due: Due | None


@dataclass(frozen=True)
class Follows:
    """Everything that follows from a decision."""

    moments: tuple[Passing, ...] = ()
    steps: tuple[ToDo, ...] = ()
    items: tuple[ItemState, ...] = ()
    deadlines: tuple[Due, ...] = ()
    joint_work: tuple[JointWork, ...] = ()
    maybe_joint_work: frozenset[str] = frozenset()
    """The ids of those that turn on a fact that is not known."""
    duties: tuple[Duty, ...] = ()
    maybe_duties: tuple[Duty, ...] = ()
    """Duties that turn on a fact that is not known."""
    findings: tuple[Finding, ...] = ()
    principles: tuple[Principle, ...] = ()

    @property
    def missing(self) -> tuple[ItemState, ...]:
        """Checklist items that apply, or may, and are not done."""
        return tuple(i for i in self.items if i.applies is not False and not i.done)

    @property
    def tell(self) -> tuple[ToDo, ...]:
        """The steps in which somebody is told."""
        return tuple(todo for todo in self.steps if todo.step.tell)


def what_follows(
    policy: Policy,
    case: Case,
    event: str,
    on: date | None,
    view: View,
    *,
    rules: tuple[Rule, ...],
    to: tuple[str, ...],
    about: tuple[str, ...] = (),
) -> Follows:
    """Gather what follows from the rules that decided, and from duties at the same event.

    ``about`` names rules that did not decide, whose findings bear on the case all the same.
    """
    transfers = [rule for rule in rules if isinstance(rule, Transfer)]
    clock = Clock(policy, event, on, _dates(case))
    moments = tuple(_passing(rule, clock) for rule in transfers)
    moved = moments[0].date if len(moments) == 1 else None
    clock = Clock(policy, event, on, clock.dates, moved)
    duties = [d for d in policy.duties if event in d.on and case.at in d.at]
    states = [(d, applies(d, view)) for d in duties]
    sure = tuple(d for d, truth in states if truth is True)
    joint = tuple(_joint_work(policy, case.at, event, view, rules))
    steps = tuple(_steps([*rules, *sure, *joint], view, one_way=len(to) == 1))
    lists = dict.fromkeys(name for rule in transfers for name in rule.checklist)
    checklists = [c for c in policy.checklists if c.id in lists]
    shared = [one.id for rule in transfers for one in policy.shared_by(rule.id)]
    teams = (case.at, *to, *about, *shared)
    ids = [thing.id for thing in (*rules, *sure, *joint, *checklists)]
    return Follows(
        moments=moments,
        steps=steps,
        items=tuple(_items(checklists, case, to, view)),
        deadlines=(
            *(moment.due for moment in moments if moment.due),
            *_step_deadlines(steps, [*rules, *sure, *joint], clock),
            *_item_deadlines(checklists, to, view, clock),
        ),
        joint_work=joint,
        maybe_joint_work=frozenset(j.id for j in joint if evaluate(j.when, view) is None),
        duties=sure,
        maybe_duties=tuple(d for d, truth in states if truth is None),
        findings=policy.bearing_on(*ids, *teams),
        principles=policy.principles_on(*ids, *teams),
    )


def _dates(case: Case) -> dict[str, date]:
    facts = {name: value for name, value in case.facts.items() if isinstance(value, date)}
    return {**facts, **case.done}


def _passing(rule: Transfer, clock: Clock) -> Passing:
    return Passing(rule.id, rule.moves, clock.find(rule.moves.at), moment_due(rule, clock))


def applies(rule: Rule, view: View) -> Truth:
    """Say whether a rule holds for a case: in force, its condition met, its exception not."""
    excepted = opposite(evaluate(rule.unless, view)) if rule.unless else True
    return both(_in_force(rule, view.on), evaluate(rule.when, view), excepted)


def _in_force(rule: Rule, on: date | None) -> Truth:
    if rule.since is None:
        return True
    return None if on is None else str(on)[: len(rule.since)] >= rule.since


def _joint_work(
    policy: Policy, at: str, event: str, view: View, rules: tuple[Rule, ...]
) -> Iterable[JointWork]:
    ids = {rule.id for rule in rules}
    for joint in policy.joint_work:
        attached = bool(ids & set(joint.transfers))
        begins = event in joint.on and (not joint.at or at in joint.at)
        if (attached or begins) and evaluate(joint.when, view) is not False:
            yield joint


def _steps(owners: Iterable[Rule | JointWork], view: View, *, one_way: bool) -> Iterable[ToDo]:
    """Yield what has to be done; a step shared by rules that go one way is there once."""
    seen: set[int] = set()
    for owner in owners:
        for number, step in enumerate(owner.steps, start=1):
            if one_way and id(step) in seen:
                continue
            seen.add(id(step))
            applies = evaluate(step.only_if, view)
            if applies is not False:
                yield ToDo(step, owner.id, number, applies)


def _items(
    checklists: list[Checklist], case: Case, to: tuple[str, ...], view: View
) -> Iterable[ItemState]:
    for checklist in checklists:
        for item in checklist.items:
            elsewhere = bool(item.to) and not set(item.to) & set(to)
            applies = False if elsewhere else evaluate(item.only_if, view)
            if item.applies and applies is True:
                applies = None
            if applies is not False:
                yield ItemState(checklist, item, applies, item.id in case.ticked)


def _step_deadlines(
    steps: tuple[ToDo, ...], owners: Iterable[Rule | JointWork], clock: Clock
) -> Iterable[Due]:
    beside = {owner.id: owner.steps for owner in owners}
    for todo in steps:
        if todo.step.deadline:
            yield step_due(todo.step, todo.number, todo.owner, clock, beside[todo.owner])


def _item_deadlines(
    checklists: list[Checklist], to: tuple[str, ...], view: View, clock: Clock
) -> Iterable[Due]:
    for checklist in checklists:
        for item in checklist.items:
            wanted = not item.to or set(item.to) & set(to)
            if item.deadline and wanted and evaluate(item.only_if, view) is not False:
                yield item_due(item, checklist, clock)
