"""A decision as text that a manager can read, the answer first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from caseflow.decisions import Considered, Decision
from caseflow.due import Due
from caseflow.exports.decision_json import value_words
from caseflow.model import Policy
from caseflow.words import answer_words, date_words, dated_words, joined, names, test_words

HEADLINES = {
    "moves": "The case moves to {to}.",
    "stays": "The case stays with {to}.",
    "ends": "The case leaves: {to}.",
    "discretion": "A named role decides, case by case: {roles}. Possible: {to}.",
    "conflict": "The document contradicts itself: it sends the case to {to}.",
    "silent": "The document has no rule for where the case goes.",
    "needs_facts": "The answer turns on facts that are not given.",
}
NO_LEAD = "together; the document does not say which stays accountable"
_HOLDS = {True: "yes", False: "no", None: "not known"}


def decision_text(decision: Decision) -> str:
    """Return the whole decision as lines of plain text."""
    return "\n".join(_lines(decision)) + "\n"


def headline(decision: Decision) -> str:
    """Return the answer in one sentence."""
    policy = decision.policy
    word = "and to" if decision.outcome == "conflict" else "or"
    to = joined([policy.team(team).name for team in decision.to], word)
    roles = [role for rule in decision.decided_by for role in getattr(rule, "by", ())]
    who = names(policy, roles) or "the document does not say who"
    return HEADLINES[decision.outcome].format(to=to, roles=who)


def _lines(decision: Decision) -> Iterator[str]:
    policy = decision.policy
    document = policy.document
    yield headline(decision)
    yield ""
    yield f"{policy.council}: {document.title}, {dated_words(document.dated)}"
    where = policy.team(decision.case.at).name
    day = f", on {date_words(decision.on)}" if decision.on else ""
    yield f"At {where}: {policy.vocabulary.events[decision.event].label}{day}"
    yield from _section("Why", _reasons(decision))
    yield from _section("What else would need to be known", _needs(decision))
    yield from _section("The moment responsibility passes", _moments(decision))
    yield from _section("What has to be done", _steps(decision))
    yield from _section(
        "By when", (line for d in decision.follows.deadlines for line in due_lines(d, policy))
    )
    yield from _section("Still missing from the checklist", _missing(decision))
    yield from _section("Joint work", _joint(decision))
    yield from _section("What the document leaves open", _findings(decision))
    yield from _section("If managers disagree", _disputes(decision))
    yield from _section("When no rule fits", _fallback(decision))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", title, *(f"  {line}" for line in found))


def cited(policy: Policy, clauses: Iterable[str]) -> str:
    """Return '[clause 3.1; clause 3.2]'."""
    return f"[{'; '.join(policy.clause_label(clause) for clause in clauses)}]"


def _reasons(decision: Decision) -> Iterator[str]:
    shown = decision.considered or decision.nearest
    for one in shown:
        if decision.outcome not in ("needs_facts", "silent") and one.applies is False:
            continue
        yield from _reason(one, decision.policy)
    others = sum(one.applies is False for one in decision.considered)
    if others and decision.outcome not in ("needs_facts", "silent"):
        yield f"{others} other rule{'s' if others > 1 else ''} for this event do not apply."


def _reason(one: Considered, policy: Policy) -> Iterator[str]:
    applies = {True: "applies", False: "does not apply", None: "may apply"}[one.applies]
    yield f"{one.rule.title}: {applies} {cited(policy, one.rule.clauses)}"
    if one.rule.since:
        yield f"  - in force from {dated_words(one.rule.since)}"
    for seen in one.conditions:
        saw = value_words(seen.saw)
        fact = policy.vocabulary.facts[seen.test.fact]
        if saw is not None and fact.type in ("yes_no", "choice", "team"):
            saw = answer_words(fact, saw, policy)
        follows = "it follows" if seen.holds is not None else "not given"
        given = f"given: {saw}" if saw is not None else follows
        asks = ("Not: " if seen.negated else "") + test_words(seen.test, policy)
        yield f"  - {asks} ({given}: {_HOLDS[seen.met]})"


def _needs(decision: Decision) -> Iterator[str]:
    for need in decision.needs:
        answers = f" ({' | '.join(need.answers)})" if need.answers else ""
        yield f"{need.question}  --fact {need.fact}=…{answers}"


def _moments(decision: Decision) -> Iterator[str]:
    for moment in decision.follows.moments:
        day = f" ({date_words(moment.date)})" if moment.date else ""
        yield f"{moment.moment.says}{day} {cited(decision.policy, moment.moment.clauses)}"


def _steps(decision: Decision) -> Iterator[str]:
    policy = decision.policy
    for number, todo in enumerate(decision.follows.steps, start=1):
        step = todo.step
        who = names(policy, step.by) or "The document does not say who"
        unsure = " (if it applies)" if todo.applies is None else ""
        line = f"{number}. {who} {step.strength}{unsure}: {step.do} {cited(policy, step.clauses)}"
        yield line
        if step.record:
            by = f" by {names(policy, [step.record.by])}" if step.record.by else ""
            yield f"   recorded in {step.record.place}{by}"


def due_lines(due: Due, policy: Policy) -> Iterator[str]:
    """Yield a deadline with every reading, and the safe date."""
    yield f"{due.what}: {due.stated} {cited(policy, due.clauses)}"
    for line in due.where:
        yield f"  only where: {line}"
    days = {reading.date for reading in due.readings}
    for reading in due.readings:
        yield f"  - {_day(reading.date)}: {reading.because}"
        named = [f"{why}, {date_words(day)}" for day, why in reading.skipped if day.weekday() < 5]
        if named:
            yield f"    not counted besides weekends: {'; '.join(named)}"
    if due.safe and len(days) > 1:
        yield f"  safe under every reading: {date_words(due.safe)}"
    if due.note:
        yield f"  note: {due.note}"
    if due.missed:
        yield f"  if missed: {due.missed}"


def _day(day: date | None) -> str:
    return date_words(day) if day else "no date yet"


def _missing(decision: Decision) -> Iterator[str]:
    for state in decision.follows.missing:
        where = f" ({state.item.applies})" if state.item.applies else ""
        yield f"[ ] {state.item.item}{where} {cited(decision.policy, state.item.clauses)}"


def _joint(decision: Decision) -> Iterator[str]:
    policy = decision.policy
    for joint in decision.follows.joint_work:
        lead = joined([policy.team(team).name for team in joint.lead], "or")
        partners = joined([policy.team(team).name for team in joint.partners], "and")
        who = f"{partners} {f'beside {lead}' if lead else NO_LEAD}"
        unsure = " (if it applies)" if joint.id in decision.follows.maybe_joint_work else ""
        yield f"{joint.title}{unsure}: {who} {cited(policy, joint.clauses)}"
        yield f"  from: {joint.starts}; until: {joint.ends}"


def _findings(decision: Decision) -> Iterator[str]:
    for finding in decision.follows.findings:
        where = cited(decision.policy, finding.clauses)
        yield f"{finding.severity.upper()}: {finding.title} {where}"
        yield f"  meanwhile: {finding.safe}"


def _disputes(decision: Decision) -> Iterator[str]:
    policy = decision.policy
    for dispute in decision.disputes:
        for number, rung in enumerate(dispute.rungs, start=1):
            time = f", within {rung.within}" if rung.within else ""
            where = cited(policy, rung.clauses)
            yield f"{number}. {names(policy, rung.by)}: {rung.do}{time} {where}"
        yield f"   meanwhile: {dispute.holds or 'the document does not say who holds the child'}"


def _fallback(decision: Decision) -> Iterator[str]:
    if decision.fallback:
        clauses = cited(decision.policy, decision.fallback.clauses)
        yield f"{decision.fallback.says} {clauses}"
