"""What differs between two revisions of a policy: decisions, dates, checks and lines of the map.

Decisions are compared on cases: the facts that the changed rules and their neighbours ask about,
each with every answer they name, and each figure from just below to just above. Last comes every
field of the file that is written differently, so that no change can go unsaid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date

from pydantic import BaseModel

from caseflow.case import read_date
from caseflow.cases import Situation, differing, facts_words
from caseflow.decisions import Decision
from caseflow.due import due
from caseflow.errors import CaseflowError
from caseflow.exports.decision_text import headline
from caseflow.graph_parts import ends_of
from caseflow.model import Amount, Deadline, Dispute, JointWork, Policy, Rule, Step, WeeklyTime
from caseflow.model.policy import without_shared
from caseflow.readings import Clock
from caseflow.shown import Shown, paragraphs, plain, table
from caseflow.words import date_words, deadline_words

_NOT_WRITTEN = {("", name) for name in ("document", "vocabulary", "file", "lines")}
_NOTHING: tuple[object, ...] = (None, "", (), [], {}, False)

NO_PROVER = (
    "The checks are not compared here: they need the prover z3, which is not installed. "
    "Everything else is complete."
)


@dataclass(frozen=True)
class Change:
    """One thing that differs; empty words where it was not there, or is there no longer."""

    where: str
    before: str
    after: str


@dataclass(frozen=True, repr=False)
class Changes:
    """What a new revision changes."""

    decisions: tuple[Change, ...]
    dates: tuple[Change, ...]
    lines: tuple[Change, ...]
    checks: tuple[Change, ...] | None
    """None where the checks cannot be run."""
    written: tuple[Change, ...]
    """Every field that differs, whatever comes of it; the document's own version is left out."""
    cases: int
    """How many cases were decided under both."""

    def __repr__(self) -> str:
        return self._shown().words

    def _repr_html_(self) -> str:
        return self._shown().html

    def _shown(self) -> Shown:
        parts = [
            _part(f"Decisions ({self.cases} cases compared)", self.decisions),
            _part("Deadlines", self.dates),
            _part("Lines of the map", self.lines),
        ]
        if self.checks is None:
            parts.append(paragraphs(plain(NO_PROVER)))
        else:
            parts.append(_part("What the checks prove", self.checks))
        parts.append(_part("The file, field by field", self.written))
        return Shown("".join(p.html for p in parts), "\n\n".join(p.words for p in parts))


def _part(title: str, found: tuple[Change, ...]) -> Shown:
    if not found:
        return paragraphs(plain(f"{title}: nothing changes."))
    rows = [(plain(c.where), plain(c.before or "–"), plain(c.after or "–")) for c in found]
    return table(title, ("Where", "Before", "After"), rows)


def changes(before: Policy, after: Policy, on: date | str = "2026-11-23") -> Changes:
    """Compare two revisions of one council's policy.

    ``on`` is the day on which example clocks start. Raises CaseflowError for two councils, and for
    a day that cannot be read.
    """
    if before.policy != after.policy:
        raise CaseflowError(
            f"{before.council} and {after.council} are not revisions of one policy."
        )
    try:
        day = read_date(on)
    except ValueError as error:
        raise CaseflowError(str(error)) from None
    tried, found = differing(before, after, day)
    return Changes(
        decisions=tuple(_decisions(found)),
        dates=tuple(_dates(before, after, day)),
        lines=tuple(_lines(before, after)),
        checks=_checks(before, after),
        written=tuple(_written(before, after)),
        cases=tried,
    )


def _decisions(found: list[tuple[Situation, Decision, Decision]]) -> Iterator[Change]:
    """Yield each kind of difference once, with its smallest case."""
    kinds: dict[tuple[str, str, str, str], list[str]] = {}
    for case, old, new in found:
        key = (case.at, case.event, headline(old), headline(new))
        kinds.setdefault(key, []).append(facts_words(old.policy, case))
    for (_, _, old_words, new_words), cases in kinds.items():
        shortest = min(cases, key=len)
        more = f" (and {len(cases) - 1} more like it)" if len(cases) > 1 else ""
        yield Change(shortest + more, old_words, new_words)


Limit = tuple[str, Deadline | Amount, tuple[Step, ...]]
"""Where a time limit stands, the limit, and the steps beside it."""


def _limits(policy: Policy) -> Iterator[tuple[str, Limit]]:
    """Yield every time limit of a policy with a name that lasts from revision to revision."""
    for transfer in policy.transfers:
        if transfer.moves.deadline:
            where = f"{transfer.title}: responsibility passes"
            yield f"{transfer.id}/move", (where, transfer.moves.deadline, transfer.steps)
    owners: tuple[Rule | JointWork | Dispute, ...] = (
        *policy.rules,
        *policy.duties,
        *policy.joint_work,
        *policy.disputes,
    )
    for owner in owners:
        for number, step in enumerate(owner.steps, start=1):
            if step.deadline:
                where = f"{owner.title}: {step.do}"
                yield f"{owner.id}/{step.id or number}", (where, step.deadline, owner.steps)
    for checklist in policy.checklists:
        for item in checklist.items:
            if item.deadline:
                where = f"{checklist.title}: {item.item}"
                yield f"{checklist.id}/{item.id}", (where, item.deadline, ())
    yield from _amounts(policy)


def _amounts(policy: Policy) -> Iterator[tuple[str, Limit]]:
    for joint in policy.joint_work:
        if joint.limit:
            yield f"{joint.id}/limit", (f"{joint.title}: at most", joint.limit, ())
    for dispute in policy.disputes:
        if dispute.total:
            yield f"{dispute.id}/total", (f"{dispute.title}: all levels", dispute.total, ())
        for number, rung in enumerate(dispute.rungs, start=1):
            if rung.within:
                where = f"{dispute.title}: level {number}"
                yield f"{dispute.id}/rung {number}", (where, rung.within, ())


def _dates(before: Policy, after: Policy, day: date) -> Iterator[Change]:
    old, new = dict(_limits(before)), dict(_limits(after))
    for name in dict.fromkeys([*old, *new]):
        was, will = old.get(name), new.get(name)
        if was and will and was[1] == will[1]:
            continue
        (where, *_) = was or will or ("",)
        yield Change(where, _dated(before, was, day), _dated(after, will, day))


def _dated(policy: Policy, found: Limit | None, day: date) -> str:
    """Return a deadline as stated, and its safe date where every clock starts on one day."""
    if found is None:
        return ""
    _, limit, steps = found
    if isinstance(limit, Amount):
        return str(limit)
    clock = Clock(policy, "event", day, dict.fromkeys(limit.anchors, day), day)
    one = due(limit, clock, what="", by=(), owner="", clauses=(), steps=steps)
    way = "back from" if limit.ahead else "from"
    counted = f"; counted {way} {date_words(day)}: {date_words(one.safe)}" if one.safe else ""
    return deadline_words(limit, policy, steps) + counted


def _lines(before: Policy, after: Policy) -> Iterator[Change]:
    old, new = _arrows(before), _arrows(after)
    for arrow in dict.fromkeys([*old, *new]):
        if arrow not in new:
            yield Change(old[arrow], "drawn", "not drawn")
        elif arrow not in old:
            yield Change(new[arrow], "not drawn", "drawn")


def _arrows(policy: Policy) -> dict[tuple[str, str, str], str]:
    found = {}
    for transfer in policy.transfers:
        for start, to in ends_of(transfer):
            ends = f"{policy.team(start).label} to {policy.team(to).label}"
            found[transfer.id, start, to] = f"{ends}: {transfer.title}"
    return found


def _written(before: Policy, after: Policy) -> Iterator[Change]:
    old, new = dict(_fields("", _own(before))), dict(_fields("", _own(after)))
    for place in dict.fromkeys([*old, *new]):
        if old.get(place) != new.get(place):
            yield Change(place, old.get(place, ""), new.get(place, ""))


def _own(policy: Policy) -> Policy:
    """Return a policy as it is written: a step that transfers share stands in one place."""
    own = (without_shared(transfer, policy.shared_steps) for transfer in policy.transfers)
    return policy.model_copy(update={"transfers": tuple(own)})


def _fields(place: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield each field that holds something, named by the ids on the way to it."""
    if isinstance(value, list | tuple) and any(map(_parted, value)):
        for number, part in enumerate(value, start=1):
            yield from _fields(f"{place} {getattr(part, 'id', None) or number}", part)
    elif isinstance(value, list | tuple):
        yield place, "; ".join(map(str, value))
    elif _parted(value):
        for name, part in _parts(value):
            if (place, name) not in _NOT_WRITTEN and part not in _NOTHING:
                yield from _fields(f"{place}, {name}" if place else str(name), part)
    else:
        yield place, str(value)


def _parts(value: object) -> Iterable[tuple[object, object]]:
    if isinstance(value, BaseModel):
        return [(name, getattr(value, name)) for name in type(value).model_fields]
    return value.items() if isinstance(value, Mapping) else vars(value).items()


def _parted(value: object) -> bool:
    own = is_dataclass(value) and not isinstance(value, Amount | WeeklyTime)
    return own or isinstance(value, BaseModel | Mapping)


def _checks(before: Policy, after: Policy) -> tuple[Change, ...] | None:
    try:
        from caseflow.checks import check
    except ImportError:
        return None
    old = {(r.rule, r.ids, r.message): r.message for r in check(before)}
    new = {(r.rule, r.ids, r.message): r.message for r in check(after)}
    gone = [Change(key[0], words, "no longer so") for key, words in old.items() if key not in new]
    come = [Change(key[0], "was not so", words) for key, words in new.items() if key not in old]
    return (*gone, *come)


__all__ = ["Change", "Changes", "changes"]
