"""Where a case goes when something happens, and why: every rule considered, nothing assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from caseflow.case import Case
from caseflow.conditions import Seen, Truth, View, both, evaluate, explain, unknown_facts
from caseflow.errors import Problem, UnreadableInput, listing, nearest
from caseflow.follows import Follows, applies, what_follows
from caseflow.model import Discretion, Dispute, Policy, Rule, Stay, Transfer
from caseflow.model.policy import Fallback

OUTCOMES = ("moves", "stays", "ends", "discretion", "conflict", "silent", "needs_facts")
MOST_NEAR = 5


@dataclass(frozen=True)
class Considered:
    """One rule that was looked at: whether it applies, and each condition with what it saw."""

    rule: Rule
    to: str | None
    """Where it would send the case; None for a stay or a discretion."""
    applies: Truth
    conditions: tuple[Seen, ...]
    overridden_by: str | None = None

    @property
    def since(self) -> str | None:
        """The month or day from which the rule holds, where it has its own."""
        return self.rule.since


@dataclass(frozen=True)
class Need:
    """A fact the answer turns on, as a question."""

    fact: str
    question: str
    answers: tuple[str, ...]
    rules: tuple[str, ...]
    """The rules that turn on it."""


@dataclass(frozen=True)
class Decision:
    """What a policy says happens, with its reasons and what follows from it."""

    policy: Policy
    case: Case
    event: str
    on: date | None
    outcome: str
    """One of OUTCOMES."""
    to: tuple[str, ...]
    """Where the case goes or may go; the present team where it stays."""
    decided_by: tuple[Rule, ...]
    considered: tuple[Considered, ...]
    needs: tuple[Need, ...]
    nearest: tuple[Considered, ...]
    fallback: Fallback | None
    disputes: tuple[Dispute, ...]
    follows: Follows

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses the outcome rests on."""
        own = [c for rule in self.decided_by for c in rule.clauses]
        moved = [c for r in self.decided_by if isinstance(r, Transfer) for c in r.moves.clauses]
        return tuple(dict.fromkeys(own + moved))


def decide(policy: Policy, case: Case, event: str, on: date | None = None) -> Decision:
    """Return what a policy says when an event happens to a case.

    ``on`` is the day of the event; without it ages and deadlines are left open. Raises
    UnreadableInput for an event that the vocabulary does not know.
    """
    events = policy.vocabulary.events
    if event not in events:
        hint = nearest(event, events)
        problem = Problem("case", 0, "happens", f"unknown event '{event}'", listing(events), hint)
        raise UnreadableInput("The event cannot be read.", [problem])
    case = replace(case, facts={**case.facts, **events[event].establishes})
    view = case.view(policy, on)
    considered = _overridden(_consider(policy, case, event, view))
    applying = [c for c in considered if c.applies is True]
    open_ones = [c for c in considered if c.applies is None]
    outcome, to = _outcome(policy, case, applying, open_ones)
    needs = _needs(policy, case.at, open_ones, view) if outcome == "needs_facts" else ()
    rules = tuple(dict.fromkeys(c.rule for c in applying)) if outcome != "needs_facts" else ()
    about = tuple(c.rule.id for c in considered) if outcome in ("silent", "needs_facts") else ()
    silent, conflict = outcome == "silent", outcome == "conflict"
    return Decision(
        policy=policy,
        case=case,
        event=event,
        on=on,
        outcome=outcome,
        to=to,
        decided_by=rules,
        considered=tuple(considered),
        needs=needs,
        nearest=_nearest(policy, case, event, view, considered) if silent else (),
        fallback=policy.fallback if silent else None,
        disputes=_disputes(policy, case.at) if conflict else (),
        follows=what_follows(policy, case, event, on, view, rules=rules, to=to, about=about),
    )


def _consider(policy: Policy, case: Case, event: str, view: View) -> list[Considered]:
    return [
        considered
        for rule in policy.rules
        if event in rule.on and case.at in rule.at
        for considered in _ways(rule, case.at, view)
    ]


def _ways(rule: Rule, at: str, view: View) -> Iterable[Considered]:
    """Look at a rule, once for each way it can send the case."""
    own = applies(rule, view)
    seen = (*explain(rule.when, view), *explain(rule.unless, view, negated=True))
    if not isinstance(rule, Transfer):
        yield Considered(rule, None, own, seen)
        return
    for way in rule.ways:
        if at in way.start:
            truth = both(own, evaluate(way.when, view))
            yield Considered(rule, way.to, truth, (*seen, *explain(way.when, view)))


def _overridden(considered: list[Considered]) -> list[Considered]:
    """Let a rule that applies set aside those it overrides; one that may apply leaves them open."""
    return [_against(one, considered) for one in considered]


def _against(one: Considered, considered: list[Considered]) -> Considered:
    over = [c for c in considered if one.rule.id in getattr(c.rule, "overrides", ())]
    winner = next((c for c in over if c.applies is True), None)
    if winner and one.applies is not False:
        return replace(one, applies=False, overridden_by=winner.rule.id)
    if one.applies is True and any(c.applies is None for c in over):
        return replace(one, applies=None)
    return one


def _results(at: str, considered: Iterable[Considered]) -> set[tuple[str, str]]:
    """Return the different things rules say: a destination, a stay, a discretion."""
    results = set()
    for one in considered:
        if isinstance(one.rule, Discretion):
            results.add(("discretion", one.rule.id))
        else:
            results.add(("stays", at) if one.to is None else ("moves", one.to))
    return results


def _outcome(
    policy: Policy, case: Case, applying: list[Considered], open_ones: list[Considered]
) -> tuple[str, tuple[str, ...]]:
    settled, possible = _results(case.at, applying), _results(case.at, [*applying, *open_ones])
    if len(settled) > 1:
        return "conflict", _destinations(case.at, applying)
    if open_ones and (not settled or possible != settled):
        return "needs_facts", ()
    if not settled:
        return "silent", ()
    kind, where = next(iter(settled))
    if kind == "discretion":
        return kind, _destinations(case.at, applying)
    if kind == "moves" and policy.team(where).kind == "ending":
        return "ends", (where,)
    return kind, (where,)


def _destinations(at: str, considered: Iterable[Considered]) -> tuple[str, ...]:
    found: list[str] = []
    for one in considered:
        if isinstance(one.rule, Discretion):
            found += [*one.rule.to, *([at] if one.rule.may_stay else [])]
        else:
            found.append(at if isinstance(one.rule, Stay) else one.to or at)
    return tuple(dict.fromkeys(found))


def _needs(policy: Policy, at: str, open_ones: list[Considered], view: View) -> tuple[Need, ...]:
    """Return the open questions, the one that settles most rules first."""
    weights: dict[str, float] = {}
    rules: dict[str, list[str]] = {}
    for one in open_ones:
        conditions = [one.rule.when, one.rule.unless]
        if isinstance(one.rule, Transfer):
            here = [way for way in one.rule.ways if at in way.start]
            conditions += [way.when for way in here if way.to == one.to]
        facts = dict.fromkeys(f for c in conditions for f in unknown_facts(c, view))
        for fact in facts:
            weights[fact] = weights.get(fact, 0.0) + 1 / len(facts)
            rules.setdefault(fact, []).append(one.rule.id)
    order = sorted(weights, key=lambda f: (-len(set(rules[f])), -weights[f], f))
    return tuple(_need(policy, fact, tuple(dict.fromkeys(rules[fact]))) for fact in order)


def _need(policy: Policy, name: str, rules: tuple[str, ...]) -> Need:
    fact = policy.vocabulary.facts[name]
    answers = {"yes_no": ("yes", "no"), "team": tuple(team.id for team in policy.teams)}
    return Need(name, fact.question, answers.get(fact.type, tuple(fact.values)), rules)


def _nearest(
    policy: Policy, case: Case, event: str, view: View, considered: list[Considered]
) -> tuple[Considered, ...]:
    """Return the rules that came nearest: here and now first, then this event elsewhere."""
    if considered:
        order = sorted(considered, key=lambda c: sum(s.met is False for s in c.conditions))
        return tuple(order[:MOST_NEAR])
    elsewhere = [rule for rule in policy.rules if event in rule.on]
    found = [one for rule in elsewhere for one in list(_ways(rule, rule.at[0], view))[:1]]
    return tuple(found[:MOST_NEAR])


def _disputes(policy: Policy, at: str) -> tuple[Dispute, ...]:
    return tuple(d for d in policy.disputes if not d.at or at in d.at)
