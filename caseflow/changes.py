"""What differs between two revisions of a policy: decisions, dates, checks and lines of the map.

Decisions are compared on cases: the facts that the changed rules and their neighbours ask about,
each with every answer they name, and each figure from just below to just above. Last comes every
field of the file that is written differently, so that no change can go unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseflow.case import read_date
from caseflow.cases import Situation, differing, facts_words
from caseflow.decisions import Decision
from caseflow.due import due
from caseflow.errors import CaseflowError
from caseflow.exports.decision_text import headline
from caseflow.graph_parts import ends_of
from caseflow.limits import Limit, limits
from caseflow.model import Amount, Policy
from caseflow.model.written import written
from caseflow.readings import Clock
from caseflow.shown.parts import Shown, paragraphs, plain, table
from caseflow.words import date_words, deadline_words

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

    @property
    def parts(self) -> tuple[tuple[str, tuple[Change, ...] | None], ...]:
        """Every part with its title, in the order in which they are shown."""
        return (
            (f"Decisions ({self.cases} cases compared)", self.decisions),
            ("Deadlines", self.dates),
            ("Lines of the map", self.lines),
            ("What the checks prove", self.checks),
            ("The file, field by field", self.written),
        )

    def _shown(self) -> Shown:
        parts = [_part(title, found) for title, found in self.parts]
        return Shown("".join(p.html for p in parts), "\n\n".join(p.words for p in parts))


def _part(title: str, found: tuple[Change, ...] | None) -> Shown:
    if found is None:
        return paragraphs(plain(NO_PROVER))
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


def _dates(before: Policy, after: Policy, day: date) -> Iterator[Change]:
    old, new = dict(limits(before)), dict(limits(after))
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
    old, new = dict(written(before)), dict(written(after))
    for place in dict.fromkeys([*old, *new]):
        if old.get(place) != new.get(place):
            yield Change(place, old.get(place, ""), new.get(place, ""))


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
