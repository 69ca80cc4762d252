"""A decision as JSON: the shape that ``caseflow decide --format json`` promises, version 1."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from caseflow.conditions import Seen, Value
from caseflow.decisions import Considered, Decision
from caseflow.due import Due
from caseflow.follows import ItemState, ToDo
from caseflow.model import Policy
from caseflow.words import deadline_words, number_words, test_words

VERSION = 1


def decision_json(decision: Decision) -> dict[str, Any]:
    """Return a decision as plain data; see docs/reference/json.md for each field."""
    policy, follows = decision.policy, decision.follows
    moments = [
        {
            "rule": m.rule,
            "at": m.moment.at,
            "says": m.moment.says,
            "date": _day(m.date),
            "clauses": list(m.moment.clauses),
        }
        for m in follows.moments
    ]
    return {
        "version": VERSION,
        "policy": policy.policy,
        "in_force": policy.document.dated,
        "at": decision.case.at,
        "event": decision.event,
        "on": _day(decision.on),
        "outcome": decision.outcome,
        "to": list(decision.to),
        "decided_by": decision.decided_by[0].id if len(decision.decided_by) == 1 else None,
        "rules": [rule.id for rule in decision.decided_by],
        "roles": [role for rule in decision.decided_by for role in getattr(rule, "by", ())],
        "moment": moments[0] if len(moments) == 1 else None,
        "moments": moments,
        "clauses": list(decision.clauses),
        "reasons": [_reason(one, policy) for one in decision.considered],
        "nearest": [_reason(one, policy) for one in decision.nearest],
        "fallback": _fallback(decision),
        "steps": [_step(todo, policy) for todo in follows.steps],
        "checklist": {
            "items": [_item(state) for state in follows.items],
            "missing": [state.item.id for state in follows.missing],
        },
        "deadlines": [due_json(due, policy) for due in follows.deadlines],
        "joint_work": [
            {
                "id": j.id,
                "title": j.title,
                "lead": list(j.lead),
                "partners": list(j.partners),
                "role": j.role,
                "starts": j.starts,
                "ends": j.ends,
                "limit": str(j.limit) if j.limit else None,
                "lasts": str(j.lasts) if j.lasts else None,
                "extended_by": list(j.extended_by),
                "strength": j.strength,
                "applies": None if j.id in follows.maybe_joint_work else True,
                "clauses": list(j.clauses),
            }
            for j in follows.joint_work
        ],
        "duties": [
            {"id": d.id, "title": d.title, "clauses": list(d.clauses)} for d in follows.duties
        ],
        "tell": [
            {
                "step": t.ref,
                "who": list(t.step.tell),
                "by": list(t.step.by),
                "clauses": list(t.step.clauses),
            }
            for t in follows.tell
        ],
        "findings": [
            {
                "id": f.id,
                "kind": f.kind,
                "severity": f.severity,
                "title": f.title,
                "readings": list(f.readings),
                "safe": f.safe,
                "clauses": list(f.clauses),
            }
            for f in follows.findings
        ],
        "principles": [
            {"id": p.id, "says": p.says, "strength": p.strength, "clauses": list(p.clauses)}
            for p in follows.principles
        ],
        "disputes": [d.id for d in decision.disputes],
        "needs": [
            {
                "fact": n.fact,
                "question": n.question,
                "answers": list(n.answers),
                "rules": list(n.rules),
            }
            for n in decision.needs
        ],
    }


def due_json(due: Due, policy: Policy) -> dict[str, Any]:
    """Return a deadline with each reading and the date that is safe under all of them."""
    return {
        "what": due.what,
        "by": [policy.role(role).name for role in due.by],
        "owner": due.owner,
        "step": due.step,
        "stated": due.stated,
        "readings": [
            {
                "date": _day(r.date),
                "because": r.because,
                "skipped": [{"date": str(day), "why": why} for day, why in r.skipped],
            }
            for r in due.readings
        ],
        "safe": _day(due.safe),
        "note": due.note,
        "where": list(due.where),
        "missed": due.missed,
        "clauses": list(due.clauses),
    }


def _reason(one: Considered, policy: Policy) -> dict[str, Any]:
    return {
        "rule": one.rule.id,
        "title": one.rule.title,
        "kind": type(one.rule).__name__.lower(),
        "to": one.to,
        "applies": one.applies,
        "overridden_by": one.overridden_by,
        "since": one.rule.since,
        "conditions": [_condition(seen, policy) for seen in one.conditions],
        "clauses": list(one.rule.clauses),
    }


def _condition(seen: Seen, policy: Policy) -> dict[str, Any]:
    return {
        "fact": seen.test.fact,
        "asks": ("Not: " if seen.negated else "") + test_words(seen.test, policy),
        "saw": value_words(seen.saw),
        "holds": seen.met,
    }


def value_words(value: Value | None) -> str | None:
    """Return a fact's value in words; None where it is not known."""
    if value is None:
        return None
    return number_words(value) if isinstance(value, Fraction) else str(value)


def _step(todo: ToDo, policy: Policy) -> dict[str, Any]:
    step = todo.step
    return {
        "id": todo.ref,
        "owner": todo.owner,
        "do": step.do,
        "by": list(step.by),
        "strength": step.strength,
        "stage": step.stage,
        "deadline": deadline_words(step.deadline, policy),
        "record": {"in": step.record.place, "by": step.record.by} if step.record else None,
        "tell": list(step.tell),
        "applies": todo.applies,
        "clauses": list(step.clauses),
    }


def _item(state: ItemState) -> dict[str, Any]:
    return {
        "id": state.item.id,
        "item": state.item.item,
        "checklist": state.checklist.id,
        "strength": state.item.strength,
        "applies": state.applies,
        "where": state.item.applies,
        "done": state.done,
        "clauses": list(state.item.clauses),
    }


def _fallback(decision: Decision) -> dict[str, Any] | None:
    fallback = decision.fallback
    if fallback is None:
        return None
    return {"says": fallback.says, "by": list(fallback.by), "clauses": list(fallback.clauses)}


def _day(day: object) -> str | None:
    return str(day) if day is not None else None
