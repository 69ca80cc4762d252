"""Deadlines, disputes, open questions and decisions as the tables a notebook shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from caseflow.decisions import Decision
from caseflow.due import Due
from caseflow.errors import UnreadableInput, listing, nearest
from caseflow.exports.decision_text import headline
from caseflow.journey import Journey
from caseflow.ladder import ladder
from caseflow.model import Policy
from caseflow.shown.parts import (
    Cell,
    Shown,
    beside,
    clause_cells,
    linked,
    paragraphs,
    plain,
    points,
    strong,
    table,
)
from caseflow.words import date_words, names


def dates(thing: Decision | Journey) -> Shown:
    """Return the deadlines of a decision, or those still running in a journey, as a table."""
    found = thing.follows.deadlines if isinstance(thing, Decision) else thing.deadlines
    policy = thing.policy
    if not found:
        return paragraphs(plain("No time limit follows from this."))
    heads = ("What, and who", "As stated", "Safe date", "Every way to count")
    dated = [due for due in found if any(reading.date for reading in due.readings)]
    later = [due for due in found if due not in dated]
    parts = [table("Deadlines", heads, [_due_row(policy, due) for due in dated])] if dated else []
    if later:
        short = [(plain(d.what), plain(d.stated), clause_cells(policy, d.clauses)) for d in later]
        rest = table("Without a date yet", ("What", "As stated", "Clauses"), short)
        summary = f"{len(later)} more, whose dates are not known yet"
        html = f"<details><summary>{summary}</summary>{rest.html}</details>"
        parts.append(Shown(html, rest.words))
    return Shown("".join(part.html for part in parts), "\n".join(part.words for part in parts))


def _thing(what: str, who: str) -> Cell:
    light = f'<span style="font-weight:normal">{plain(who).html}</span>'
    return Cell(f"{plain(what).html}<br>{light}", f"{what} ({who})")


def _due_row(policy: Policy, due: Due) -> Sequence[Cell]:
    readings = [
        strong(date_words(r.date) if r.date else "No date yet", f": {r.because}")
        for r in due.readings
    ]
    who = names(policy, due.by) or "The document does not say who"
    cites = clause_cells(policy, due.clauses)
    stated = plain(due.stated)
    return (
        _thing(due.what, who),
        Cell(f"{stated.html}<br>{cites.html}", f"{stated.words} [{cites.words}]"),
        strong(date_words(due.safe), f" ({due.note})" if due.note else "")
        if due.safe
        else plain("Not known yet"),
        points(readings),
    )


def dispute(policy: Policy, ladder_id: str, raised: str) -> Shown:
    """Return a dispute's levels as moments, from when it was raised: '2026-11-27 14:00'.

    Raises UnreadableInput for an unknown ladder, or a moment that cannot be read.
    """
    found = next((d for d in policy.disputes if d.id == ladder_id), None)
    if found is None:
        known = listing(d.id for d in policy.disputes)
        raise UnreadableInput(f"There is no dispute ladder '{ladder_id}'; there is: {known}.")
    try:
        start = datetime.fromisoformat(raised)
    except ValueError:
        raise UnreadableInput(f"'{raised}' is not a moment such as '2026-11-27 14:00'.") from None
    clock = ladder(found, start)
    rows = [
        (
            plain(f"{number}. {names(policy, level.rung.by)}"),
            plain(level.rung.do),
            plain(level.rung.within or "no time stated"),
            plain(_moment(level.ends)),
            clause_cells(policy, level.rung.clauses),
        )
        for number, level in enumerate(clock.levels, start=1)
    ]
    heads = ("Level", "What they do", "Time allowed", "Settled by", "Clauses")
    main = table(f"{found.title}, raised {_moment(start)}", heads, rows)
    open_ones = [linked(f.title, policy, f"gaps.html#{f.id}") for f in policy.bearing_on(found.id)]
    counted = [beside("Counted", plain("from the moment it was raised, hours by the clock"))]
    runs = clock.total or any(level.ends for level in clock.levels)
    after = paragraphs(
        beside("All of it settled by", plain(_moment(clock.total))),
        *(counted if runs else []),
        beside("Who holds the child meanwhile", plain(found.holds or "the document does not say")),
        beside("Clauses", clause_cells(policy, found.clauses)),
        beside("Left open", points(open_ones) if open_ones else plain("nothing found")),
    )
    return Shown(main.html + after.html, f"{main.words}\n{after.words}")


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return "no time stated"
    return f"{date_words(moment.date())}, {moment:%H:%M}"


def finding(policy: Policy, finding_id: str) -> Shown:
    """Return something the document leaves open: the readings, and what is right under them all.

    Raises UnreadableInput for an unknown finding.
    """
    found = next((f for f in policy.findings if f.id == finding_id), None)
    if found is None:
        hint = nearest(finding_id, (f.id for f in policy.findings))
        raise UnreadableInput(f"There is no finding '{finding_id}'. {hint}".strip())
    title = linked(found.title, policy, f"gaps.html#{found.id}")
    return paragraphs(
        beside(f"{found.kind.replace('_', ' ').capitalize()}, {found.severity}", title),
        beside("A case in which it matters", plain(found.example)),
        beside("How it can be read", points(plain(reading) for reading in found.readings)),
        beside("Right under every reading", plain(found.safe)),
        beside("Clauses", clause_cells(policy, found.clauses)),
    )


def findings(thing: Decision | Policy) -> Shown:
    """Return what the document leaves open, for a decision or as a whole, as a table."""
    of_decision = isinstance(thing, Decision)
    policy = thing.policy if isinstance(thing, Decision) else thing
    found = thing.follows.findings if isinstance(thing, Decision) else policy.findings
    rows = [
        (
            linked(f.title, policy, f"gaps.html#{f.id}"),
            plain(f.kind.replace("_", " ")),
            plain(f.severity),
            plain(f.id),
            clause_cells(policy, f.clauses),
        )
        for f in found
    ]
    caption = "What the document leaves open" + (" for this case" if of_decision else "")
    return table(caption, ("Question", "Kind", "Weight", "Its id", "Clauses"), rows)


def side_by_side(decisions: Iterable[Decision]) -> Shown:
    """Return the decisions of several councils, or days, as one table."""
    rows = [
        (
            plain(one.policy.council),
            plain(one.policy.vocabulary.events[one.event].label),
            plain(date_words(one.on) if one.on else "no day given"),
            plain(headline(one)),
            plain(" ".join(m.moment.says for m in one.follows.moments) or "–"),
            clause_cells(one.policy, one.clauses),
        )
        for one in decisions
    ]
    heads = ("Council", "What happens", "When", "Answer", "The moment responsibility passes")
    return table("Side by side", (*heads, "Clauses"), rows)
