"""Check results as text and as Markdown: what nobody has accepted first, each with its case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caseflow.checks import Result
from caseflow.exports.check_json import Checked, line_of
from caseflow.exports.decision_text import cited
from caseflow.model import Policy


def check_text(checked: Checked) -> str:
    """Return unaccepted results one by one, then a count for each council."""
    lines: list[str] = []
    for policy, found in checked:
        for result in found:
            if result.finding is None:
                lines += _result(policy, result)
        lines.append(_count(policy, found))
    return "\n".join(lines) + "\n"


def _result(policy: Policy, result: Result) -> Iterator[str]:
    kind = "UNDECIDED" if result.undecided else result.severity.upper()
    yield f"{policy.file}:{line_of(policy, result)}: {kind} {result.rule}: {result.message}"
    clauses = [c for c in result.clauses if c in {clause.id for clause in policy.clauses}]
    if clauses:
        yield f"    {cited(policy, clauses)}"
    if result.example:
        yield f"    for example: {result.example.words(policy)}"


def _count(policy: Policy, found: Sequence[Result]) -> str:
    unaccepted = sum(result.finding is None for result in found)
    accepted = len(found) - unaccepted
    return f"{policy.council}: {unaccepted} not accepted, {accepted} met by a recorded finding"


def check_markdown(checked: Checked) -> str:
    """Return a table for each council, fit for a pull request or a minute."""
    lines: list[str] = []
    for policy, found in checked:
        lines += [f"## {policy.council}", "", "| check | what | example | finding |"]
        lines.append("| --- | --- | --- | --- |")
        for result in found:
            example = result.example.words(policy) if result.example else ""
            cells = (result.rule, result.message, example, result.finding or "**none**")
            lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
