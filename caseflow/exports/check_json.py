"""Check results as JSON: the shape that ``caseflow check --format json`` promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseflow.checks import Result
from caseflow.model import Policy
from caseflow.mutations import Outcome

Checked = Sequence[tuple[Policy, Sequence[Result]]]
"""Policies with what was found in each."""


def check_json(checked: Checked) -> dict[str, Any]:
    """Return every result, and how many no recorded finding accepts."""
    results = [result_json(policy, one) for policy, found in checked for one in found]
    return {"results": results, "unaccepted": sum(r["finding"] is None for r in results)}


def result_json(policy: Policy, result: Result) -> dict[str, Any]:
    """Return one result with its place in the file, its example in words and as a scenario."""
    example = result.example
    return {
        "rule": result.rule,
        "severity": result.severity,
        "policy": policy.policy,
        "file": policy.file,
        "line": line_of(policy, result),
        "message": result.message,
        "ids": list(result.ids),
        "clauses": list(result.clauses),
        "example": example.words(policy) if example else None,
        "scenario": example.scenario(policy, result.message) if example else None,
        "undecided": result.undecided,
        "finding": result.finding,
    }


def mutations_json(outcome: Outcome) -> dict[str, Any]:
    """Return how many mutants there were, how many were killed, and which survived where."""
    return {
        "mutants": outcome.mutants,
        "killed": outcome.killed,
        "survivors": [
            {"file": outcome.file, "line": s.line, "owner": s.owner, "change": s.change}
            for s in outcome.survivors
        ],
    }


def line_of(policy: Policy, result: Result) -> int:
    """Return the line on which the first thing a result is about begins."""
    return next((policy.lines[i] for i in result.ids if i in policy.lines), 1)
