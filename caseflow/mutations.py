"""Small slips made on purpose, one at a time, to see whether a policy's scenarios notice.

A mutant drops a condition, moves a boundary by one, swaps a team, changes a number, a unit or an
actor, or removes a step or an item. One that no scenario fails for is a survivor: nobody would
notice if the file said that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from caseflow.model import (
    Discretion,
    Item,
    Policy,
    Route,
    Rule,
    SharedSteps,
    Step,
    Transfer,
)
from caseflow.model.policy import with_shared
from caseflow.model.scenario import Located
from caseflow.mutation_kinds import Slip, amount_slips, conditions_slips, deadline_slips, shorter
from caseflow.scenarios import run_one

_SECTIONS = ("transfers", "stays", "discretions", "duties")


@dataclass(frozen=True)
class Mutant:
    """One slip: what was changed, in which thing."""

    section: str
    index: int
    owner: str
    change: str
    line: int


@dataclass(frozen=True)
class Outcome:
    """How a council's scenarios did against its mutants."""

    policy: str
    file: str
    mutants: int
    survivors: tuple[Mutant, ...]

    @property
    def killed(self) -> int:
        """How many mutants some scenario failed for."""
        return self.mutants - len(self.survivors)


def mutants(policy: Policy) -> list[tuple[Mutant, Any]]:
    """Return every slip with the changed thing that stands in the original's place."""
    found: list[tuple[Mutant, Any]] = []
    for section, slips in _sections(policy):
        for index, thing in enumerate(getattr(policy, section)):
            line = policy.lines.get(thing.id, 0)
            found += [
                (Mutant(section, index, thing.id, change, line), changed)
                for change, changed in slips(thing)
            ]
    return found


def applied(policy: Policy, mutant: Mutant, changed: Any) -> Policy:
    """Return the policy with one thing changed."""
    if mutant.section == "shared_steps":
        return _with_shared_changed(policy, mutant.index, changed)
    things = list(getattr(policy, mutant.section))
    things[mutant.index] = changed
    return policy.model_copy(update={mutant.section: tuple(things)})


def survives(policy: Policy, located: Sequence[Located]) -> bool:
    """Say whether every scenario still passes."""
    return all(run_one(one, policy)[0].passed for one in located)


def _with_shared_changed(policy: Policy, index: int, changed: SharedSteps) -> Policy:
    """Return the policy with shared steps changed in every transfer they were added to."""
    shared = list(policy.shared_steps)
    shared[index] = changed
    transfers = tuple(with_shared(t, tuple(shared)) for t in policy.own_transfers)
    return policy.model_copy(update={"shared_steps": tuple(shared), "transfers": transfers})


def _sections(policy: Policy) -> Iterator[tuple[str, Callable[[Any], Iterable[Slip]]]]:
    teams, roles = [t.id for t in policy.teams], [r.id for r in policy.roles]
    shared = {id(step) for one in policy.shared_steps for step in one.steps}
    for section in _SECTIONS:
        yield section, lambda rule: _rule(rule, teams, roles, shared)
    yield "shared_steps", lambda one: _in_list(one, "steps", lambda step: _step(step, roles))
    yield "definitions", lambda one: conditions_slips(one, "when")
    yield "checklists", lambda one: _in_list(one, "items", _item)
    yield "disputes", lambda one: _in_list(one, "rungs", lambda rung: _rung(rung, roles))
    yield "joint_work", lambda one: _joint(one, teams)


def _rule(rule: Rule, teams: list[str], roles: list[str], shared: set[int]) -> Iterator[Slip]:
    """Change a rule's own words; steps it shares are changed where they are written."""
    yield from conditions_slips(rule, "when")
    yield from conditions_slips(rule, "unless")
    yield from shorter(rule, "at")
    yield from shorter(rule, "on")
    if isinstance(rule, Transfer):
        if rule.to is not None:
            other = _next(teams, rule.to, {rule.to, *rule.at})
            yield f"to {other}", rule.model_copy(update={"to": other})
        yield from _in_list(
            rule, "routes", lambda route: _route(route, teams, rule.at), remove=False
        )
    if isinstance(rule, Discretion):
        yield from shorter(rule, "to")
    own = {i for i, step in enumerate(rule.steps) if id(step) not in shared}
    yield from _in_list(rule, "steps", lambda step: _step(step, roles), only=own)


def _route(route: Route, teams: list[str], at: tuple[str, ...]) -> Iterator[Slip]:
    yield from conditions_slips(route, "when")
    other = _next(teams, route.to, {route.to, *route.start, *at})
    yield f"to {other}", route.model_copy(update={"to": other})


def _step(step: Step, roles: list[str]) -> Iterator[Slip]:
    if step.by:
        other = _next(roles, step.by[0], set(step.by))
        yield f"by {other}", step.model_copy(update={"by": (other, *step.by[1:])})
    if step.deadline:
        for change, deadline in deadline_slips(step.deadline):
            yield change, step.model_copy(update={"deadline": deadline})
    yield from conditions_slips(step, "only_if")


def _item(item: Item) -> Iterator[Slip]:
    yield from conditions_slips(item, "only_if")


def _rung(rung: Any, roles: list[str]) -> Iterator[Slip]:
    if rung.within:
        for change, amount in amount_slips(rung.within):
            yield change, rung.model_copy(update={"within": amount})


def _joint(joint: Any, teams: list[str]) -> Iterator[Slip]:
    other = _next(teams, joint.partners[0], {*joint.partners, *joint.lead})
    yield f"partner {other}", joint.model_copy(update={"partners": (other, *joint.partners[1:])})
    yield from conditions_slips(joint, "when")
    yield from shorter(joint, "transfers")


def _in_list(
    thing: Any,
    field: str,
    slips: Callable[[Any], Iterable[Slip]],
    *,
    remove: bool = True,
    only: set[int] | None = None,
) -> Iterator[Slip]:
    """Change each part of a list, and remove it."""
    parts = getattr(thing, field)
    for i, part in enumerate(parts):
        if only is not None and i not in only:
            continue
        name = getattr(part, "id", None) or f"{field} {i + 1}"
        if remove:
            left = (*parts[:i], *parts[i + 1 :])
            yield f"{name} removed", thing.model_copy(update={field: left})
        for change, changed in slips(part):
            whole = (*parts[:i], changed, *parts[i + 1 :])
            yield f"{name}: {change}", thing.model_copy(update={field: whole})


def _next(names: list[str], name: str, taken: set[str]) -> str:
    """Return the next name in the list that is not taken."""
    start = names.index(name)
    round_ = [*names[start + 1 :], *names[:start]]
    return next((other for other in round_ if other not in taken), name)
