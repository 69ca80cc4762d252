"""Conditions, deadlines and dates in plain words, the same everywhere they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

from caseflow.model import Condition, Deadline, Group, Policy, Step, Test
from caseflow.model.vocabulary import Fact

_GLYPHS = {Fraction(1, 4): "¼", Fraction(1, 2): "½", Fraction(3, 4): "¾"}
_COMPARED = {
    "at_least": "{n} or more",
    "at_most": "{n} or less",
    "under": "under {n}",
    "over": "more than {n}",
}
_AGES = {
    "at_least": "{n} or older",
    "at_most": "{n} or younger",
    "under": "under {n}",
    "over": "over {n}",
}


def number_words(number: Fraction) -> str:
    """Return 15¾, 13½ or 28."""
    whole, rest = divmod(number, 1)
    if not rest:
        return str(whole)
    glyph = _GLYPHS.get(Fraction(rest))
    return f"{whole or ''}{glyph}" if glyph else f"{float(number):g}"


def date_words(day: date) -> str:
    """Return 'Wednesday 28 April 2021'."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def dated_words(dated: str) -> str:
    """Return a document's date as precisely as the document gives it, and no more."""
    if dated == "undated":
        return "undated"
    year, *rest = (int(part) for part in dated.split("-"))
    month, day = [*rest, 1, 1][:2] if len(rest) < 2 else rest
    if not rest:
        return str(year)
    shown = f"{date(year, month, day):%B %Y}"
    return f"{day} {shown}" if len(rest) == 2 else shown


def names(policy: Policy, role_ids: Iterable[str]) -> str:
    """Return the names of roles, joined by 'and'."""
    return joined([policy.role(role_id).name for role_id in role_ids], "and")


def joined(words: Iterable[str], by: str) -> str:
    """Return 'a, b and c'."""
    parts = list(words)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {by} {parts[-1]}"


def answer_words(fact: Fact, answer: str, policy: Policy) -> str:
    """Return the words of an answer to a fact's question."""
    if fact.type == "yes_no":
        return {"yes": "Yes", "no": "No"}[answer]
    if fact.type == "team":
        return policy.team(answer).name
    return fact.values.get(answer, answer)


def case_facts(facts: Iterable[tuple[str, str | Fraction | date]], policy: Policy) -> list[str]:
    """Return each fact of a case with its answer: 'How old is the child? 16 years'."""
    said = []
    for name, value in facts:
        fact = policy.vocabulary.facts[name]
        if isinstance(value, str):
            shown = answer_words(fact, value, policy)
        elif isinstance(value, Fraction):
            shown = f"{number_words(value)} {fact.unit or ''}".strip()
        else:
            shown = str(value)
        said.append(f"{fact.question} {shown}")
    return said


def test_words(test: Test, policy: Policy) -> str:
    """Return a question and the answers that satisfy it: 'Is the child looked after? No'."""
    fact = policy.vocabulary.facts[test.fact]
    if test.operator == "is":
        shown = joined([answer_words(fact, a, policy) for a in test.values], "or")
    else:
        shown = limit_words(fact, test.operator, test.number)
    return f"{fact.question} {shown}"


def limit_words(fact: Fact, operator: str, number: Fraction) -> str:
    """Return a limit on a figure, in its own unit: 'under 15¾', '3 months or less'."""
    if fact.type == "age":
        return _AGES[operator].format(n=number_words(number))
    return _COMPARED[operator].format(n=amount_words(fact, number))


def amount_words(fact: Fact, number: Fraction) -> str:
    """Return a figure with its unit: '3 months'; an age has none."""
    unit = "" if fact.type == "age" else fact.unit or ""
    return f"{number_words(number)} {unit[:-1] if number == 1 else unit}".strip()


def condition_lines(
    condition: Condition | None, policy: Policy, negated: bool = False
) -> list[str]:
    """Return the lines that must all hold, each a question and its answer."""
    if condition is None:
        return []
    if isinstance(condition, Test):
        return [("Not: " if negated else "") + test_words(condition, policy)]
    if negated:
        return ["Not: " + _group_line(condition, policy)]
    if condition.how == "all":
        return [line for part in condition.parts for line in condition_lines(part, policy)]
    return [_group_line(condition, policy)]


def _group_line(condition: Condition, policy: Policy) -> str:
    if isinstance(condition, Test):
        return test_words(condition, policy)
    word = {"all": "; and ", "any": "; or ", "none": "; nor "}[condition.how]
    parts = [_group_line(part, policy) for part in condition.parts]
    parts = [
        f"({p})" if isinstance(c, Group) else p for p, c in zip(parts, condition.parts, strict=True)
    ]
    if condition.how == "none":
        return ("None of these: " if len(parts) > 1 else "Not: ") + word.join(parts)
    return ("Any of these: " if condition.how == "any" else "") + word.join(parts)


def anchor_words(anchor: str, policy: Policy, steps: Iterable[Step] = ()) -> str:
    """Return what a clock starts from, in words."""
    fixed = {
        "event": "the event",
        "move": "the transfer",
        "unstated": "a moment the document does not state",
    }
    if anchor in fixed:
        return fixed[anchor]
    for step in steps:
        if step.id == anchor:
            return f"the step “{step.do}”"
    if anchor in policy.vocabulary.events:
        label = policy.vocabulary.events[anchor].label
        return f"“{label[0].lower()}{label[1:]}”"
    if anchor in policy.vocabulary.facts:
        return f"the date asked by “{policy.vocabulary.facts[anchor].question}”"
    return f"“{anchor}”"


def _clock_words(deadline: Deadline, of: str, start: Callable[[str], str]) -> str:
    """Return the one way in which a deadline counts, in words."""
    ages = {"at": deadline.at_age, "by": deadline.by_age, "before": deadline.before_age}
    shown = {name: number_words(age) for name, age in ages.items() if age is not None}
    first, second = deadline.midway or ("", "")
    ways: tuple[tuple[object, Callable[[], str]], ...] = (
        (deadline.within, lambda: f"within {deadline.within} of {of}"),
        (deadline.ahead, lambda: f"{deadline.ahead} before {of}"),
        (deadline.either_side, lambda: f"within {deadline.either_side} before or after {of}"),
        (deadline.midway, lambda: f"midway between {start(first)} and {start(second)}"),
        (deadline.before, lambda: f"by the time of {start(deadline.before or '')}"),
        (
            deadline.promptly,
            lambda: f"as soon as possible after {start(deadline.promptly or '')}",
        ),
        (deadline.same_day, lambda: f"on the day of {start(deadline.same_day or '')}"),
        (deadline.weekly, lambda: f"by {deadline.weekly} each week"),
        (deadline.every, lambda: f"every {deadline.every}"),
        (shown.get("at"), lambda: f"when the young person is {shown['at']}"),
        (shown.get("by"), lambda: f"by the day the young person is {shown['by']}"),
        (shown.get("before"), lambda: f"before the day the young person is {shown['before']}"),
    )
    for given, words in ways:
        if given:
            return words()
    return "at a time the document does not state"


def deadline_words(deadline: Deadline | None, policy: Policy, steps: Iterable[Step] = ()) -> str:
    """Return a deadline as the document states it, and what it leaves unsaid."""
    if deadline is None:
        return ""
    steps = tuple(steps)

    def start(anchor: str) -> str:
        return anchor_words(anchor, policy, steps)

    of = joined([start(anchor) for anchor in deadline.of], "or")
    text = _clock_words(deadline, of, start)
    if deadline.after:
        text += f", not before {start(deadline.after)}"
    amount = deadline.within or deadline.ahead or deadline.either_side
    if amount and amount.unit == "days":
        text += " (kind of day not stated)"
    if len(deadline.of) > 1:
        text += " (the document leaves open which starts the clock)"
    return text
