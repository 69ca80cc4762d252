"""Check results as SARIF 2.1.0, which editors and code hosts show beside the lines."""

from __future__ import annotations

from typing import Any

from caseflow.checks import CHECKS, SLUGS, Result
from caseflow.exports.check_json import Checked, line_of
from caseflow.model import Policy

_LEVELS = {"high": "error", "medium": "warning", "low": "note"}


def check_sarif(checked: Checked) -> dict[str, Any]:
    """Return a SARIF log; a result met by a recorded finding is marked as suppressed."""
    rules = [
        {"id": slug, "shortDescription": {"text": (module.__doc__ or "").splitlines()[0]}}
        for slug, module in zip(SLUGS, CHECKS, strict=True)
    ]
    results = [_result(policy, one) for policy, found in checked for one in found]
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "caseflow", "rules": rules}}, "results": results}],
    }


def _result(policy: Policy, result: Result) -> dict[str, Any]:
    example = f" For example: {result.example.words(policy)}" if result.example else ""
    place = {
        "artifactLocation": {"uri": policy.file},
        "region": {"startLine": line_of(policy, result)},
    }
    found: dict[str, Any] = {
        "ruleId": result.rule,
        "level": _LEVELS[result.severity],
        "message": {"text": result.message + example},
        "locations": [{"physicalLocation": place}],
    }
    if result.finding:
        found["suppressions"] = [{"kind": "inSource", "justification": result.finding}]
    return found
