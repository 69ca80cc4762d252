"""A child's way through the service, one event after another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseflow.case import Case, read_case, read_date
from caseflow.decisions import Decision, decide
from caseflow.due import Due
from caseflow.errors import EventRefused, UnreadableInput
from caseflow.machine import TransferMachine
from caseflow.model import Discretion, JointWork, Policy


@dataclass(frozen=True)
class Entry:
    """One line of a journey's history."""

    on: date
    what: str
    team: str
    """The team accountable afterwards."""
    decision: Decision | None = None


@dataclass(frozen=True)
class Pending:
    """A transfer that is decided, whose moment has not come yet."""

    transfer: str
    to: str
    until: str
    """The step, event or date that is its moment; 'unstated' where the document names none."""


class Journey:
    """Apply decisions in turn: who is accountable, who works beside them, what is running.

    Only one team is accountable at any time. A transfer whose moment is still to come is
    ``pending``: the team it leaves stays accountable until ``done`` reports that moment.
    """

    def __init__(
        self,
        policy: Policy,
        at: str,
        facts: Mapping[str, Any] | None = None,
        *,
        ticked: Iterable[str] = (),
    ) -> None:
        self.policy = policy
        self.case: Case = read_case(policy, at, facts, ticked=ticked)
        self._given: dict[str, Any] = dict(facts or {})
        self._machine = TransferMachine(policy, at)
        self.began = at
        self.pending: Pending | None = None
        self.hand_offs = 0
        self.history: list[Entry] = []
        self._latest: Decision | None = None
        self._joint: dict[str, JointWork] = {}
        self._deadlines: dict[tuple[str, str | None], Due] = {}

    @property
    def team(self) -> str:
        """The id of the team that is accountable now."""
        return self._machine.team

    @property
    def co_workers(self) -> tuple[str, ...]:
        """The teams that work beside the accountable one, under joint work that has begun.

        Joint work whose lead is no longer accountable has ended with the move.
        """
        here = [j for j in self._joint.values() if not j.lead or self.team in j.lead]
        partners = [team for joint in here for team in joint.partners]
        return tuple(dict.fromkeys(team for team in partners if team != self.team))

    @property
    def deadlines(self) -> tuple[Due, ...]:
        """The deadlines that are running, the earliest safe date first."""
        open_ones = [d for d in self._deadlines.values() if d.step not in self.case.done]
        return tuple(sorted(open_ones, key=lambda d: (d.safe is None, d.safe or date.max, d.what)))

    @property
    def allowed(self) -> tuple[str, ...]:
        """The events for which the policy has a rule or a duty from here."""
        every = (*self.policy.rules, *self.policy.duties)
        here = [event for rule in every if self.team in rule.at for event in rule.on]
        return tuple(dict.fromkeys(here))

    def happens(self, event: str, on: date | str, **facts: Any) -> Decision:
        """Apply an event and return the decision.

        Raises EventRefused where the policy has no rule for the event from here, and
        UnreadableInput for a fact of the wrong kind or an event before the one before it.
        """
        day = self._day(on)
        here = self.allowed
        if event in self.policy.vocabulary.events and event not in here:
            raise EventRefused(self._refusal(event))
        established = self.policy.vocabulary.events[event].establishes if event in here else {}
        self._learn({**facts, **established}, day)
        decision = decide(self.policy, self.case, event, day)
        self._latest = decision
        self.case = Case(
            self.team, self.case.facts, {**self.case.done, event: day}, self.case.ticked
        )
        for joint in decision.follows.joint_work:
            if joint.id not in decision.follows.maybe_joint_work:
                self._joint[joint.id] = joint
        for item in decision.follows.deadlines:
            self._deadlines[item.owner, item.step] = item
        if decision.outcome in ("moves", "ends"):
            self._begin(decision, event, day)
        self.history.append(Entry(day, event, self.team, decision))
        return decision

    def done(self, step: str, on: date | str) -> None:
        """Report that a step is done; the transfer that waited for it moves.

        ``move`` reports that responsibility has passed, whatever it waited for: the only way where
        the document states no moment.
        """
        day = self._day(on)
        dates = {**self.case.done, step: day}
        self.case = read_case(
            self.policy, self.team, self.case.facts, done=dates, ticked=self.case.ticked, on=day
        )
        if self.pending and step in (self.pending.until, "move"):
            self._move(self.pending.transfer, self.pending.to)
        self.history.append(Entry(day, step, self.team))

    def choose(self, team: str, on: date | str) -> None:
        """Record what was decided, where the policy leaves it open or contradicts itself."""
        day = self._day(on)
        latest = self._latest
        if latest is None or latest.outcome not in ("discretion", "conflict"):
            raise EventRefused("Nothing is waiting for somebody's decision here.")
        if team not in latest.to:
            allowed = ", ".join(latest.to)
            raise EventRefused(f"The policy does not offer '{team}' here; it offers {allowed}.")
        if team != self.team:
            self._machine.place(team)
            self.hand_offs += 1
        self._forget(latest, team)
        self._latest = None
        self.case = Case(self.team, self.case.facts, self.case.done, self.case.ticked)
        named = all(one.by for one in latest.decided_by if isinstance(one, Discretion))
        by_role = latest.outcome == "discretion" and named
        unnamed = "decided; the document does not name by whom"
        words = "decided by the named role" if by_role else unnamed
        self.history.append(Entry(day, words, self.team))

    def _forget(self, decision: Decision, chosen: str) -> None:
        """End the joint work that belongs only to transfers that were not chosen."""
        lost = {one.rule.id for one in decision.considered if one.to not in (None, chosen)}
        kept = {one.rule.id for one in decision.considered if one.to == chosen}
        for joint in decision.follows.joint_work:
            own = set(joint.transfers)
            if own & lost and not own & kept:
                self._joint.pop(joint.id, None)

    def _begin(self, decision: Decision, event: str, day: date) -> None:
        moment = decision.follows.moments[0]
        if moment.date is not None and moment.date <= day:
            self._move(moment.rule, decision.to[0])
        else:
            self.pending = Pending(moment.rule, decision.to[0], moment.moment.at)

    def _move(self, transfer: str, to: str) -> None:
        self._machine.move(transfer, to)
        self.pending = None
        self.hand_offs += 1
        self.case = Case(self.team, self.case.facts, self.case.done, self.case.ticked)

    def _learn(self, facts: Mapping[str, Any], day: date) -> None:
        self._given.update(facts)
        self.case = read_case(
            self.policy,
            self.team,
            self._given,
            done=self.case.done,
            ticked=self.case.ticked,
            on=day,
        )

    def _day(self, on: date | str) -> date:
        try:
            day = read_date(on)
        except ValueError as error:
            raise UnreadableInput(str(error)) from None
        if self.history and day < self.history[-1].on:
            raise UnreadableInput(f"{day} is before the last event, on {self.history[-1].on}.")
        return day

    def _refusal(self, event: str) -> str:
        label = self.policy.vocabulary.events[event].label
        here = self.policy.team(self.team).name
        allowed = ", ".join(self.allowed) or "nothing"
        return f"“{label}” has no rule at {here}. From here the policy provides for: {allowed}."
