"""A scenario run as text: failures first, then what no scenario reaches."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.scenarios import Report


def report_text(report: Report) -> str:
    """Return the run as lines of plain text."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    for result in report.failed:
        located = result.located
        yield f"FAILED {located.file}:{located.line}: {located.scenario.name}"
        for name, expected in result.expected.items():
            yield f"    {name}: expected {expected}, got {result.got[name]}"
    for rule in report.unreached_rules:
        yield f"no scenario reaches rule {rule}"
    for clause in report.unreached_clauses:
        yield f"no scenario reaches clause {clause}"
    passed = len(report.results) - len(report.failed)
    yield f"{passed} passed, {len(report.failed)} failed"
