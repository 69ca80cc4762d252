"""The only file that imports ``transitions``: a policy becomes a state machine.

States and triggers get opaque names (``s0``, ``t0``), because the library makes attributes of the
names it is given: no word of a policy ever becomes one. Conditions are evaluated in our own layer,
which explains itself; the library executes the move and refuses one that is not drawn.
"""

from __future__ import annotations

from transitions import Machine, MachineError

from caseflow.errors import EventRefused
from caseflow.model import Policy

Arrow = tuple[str, str, str]
"""A transfer's id, the team it leaves, and the team it reaches."""


class _Holder:
    """The bare model whose only attribute is the state the library keeps in it."""

    place: str


class TransferMachine:
    """Which team is accountable, moved only along the policy's own transfers."""

    def __init__(self, policy: Policy, at: str) -> None:
        self._states = {team.id: f"s{i}" for i, team in enumerate(policy.teams)}
        self._teams = {state: team for team, state in self._states.items()}
        self._triggers: dict[tuple[str, str], str] = {}
        self._holder = _Holder()
        self._machine = Machine(
            model=self._holder,
            states=list(self._teams),
            initial=self._states[at],
            auto_transitions=False,
            send_event=False,
            model_attribute="place",
        )
        for transfer in policy.transfers:
            for way in transfer.ways:
                for start in way.start:
                    self._connect(transfer.id, start, way.to)

    def _connect(self, transfer: str, start: str, to: str) -> None:
        """Add one arrow; a transfer has one trigger for each place it can go to."""
        key = (transfer, to)
        trigger = self._triggers.setdefault(key, f"t{len(self._triggers)}")
        self._machine.add_transition(trigger, self._states[start], self._states[to])

    @property
    def team(self) -> str:
        """The team that is accountable now."""
        return self._teams[self._holder.place]

    @property
    def arrows(self) -> frozenset[Arrow]:
        """Every arrow the library itself holds, read back from it."""
        names = {trigger: transfer for (transfer, _), trigger in self._triggers.items()}
        return frozenset(
            (names[trigger], self._teams[move.source], self._teams[str(move.dest)])
            for trigger, event in self._machine.events.items()
            for moves in event.transitions.values()
            for move in moves
        )

    def move(self, transfer: str, to: str) -> None:
        """Move along a transfer; raise EventRefused where none leads there from here."""
        trigger: str = self._triggers.get((transfer, to), "")
        try:
            self._machine.events[trigger].trigger(self._holder)
        except (MachineError, KeyError):
            message = f"No transfer '{transfer}' leads from '{self.team}' to '{to}'."
            raise EventRefused(message) from None

    def place(self, team: str) -> None:
        """Put the case where a named role has decided it belongs."""
        self._machine.set_state(self._states[team], self._holder)
