"""A scenario run as JSON: the shape that ``caseflow scenarios --format json`` promises."""

from __future__ import annotations

from typing import Any

from caseflow.scenarios import Report


def report_json(report: Report) -> dict[str, Any]:
    """Return counts, each result with what differed, and what no scenario reaches."""
    return {
        "passed": len(report.results) - len(report.failed),
        "failed": len(report.failed),
        "results": [
            {
                "name": result.located.scenario.name,
                "policy": result.located.scenario.policy,
                "file": result.located.file,
                "line": result.located.line,
                "passed": result.passed,
                "expected": result.expected,
                "got": result.got,
            }
            for result in report.results
        ],
        "unreached": {
            "rules": list(report.unreached_rules),
            "clauses": list(report.unreached_clauses),
        },
    }
