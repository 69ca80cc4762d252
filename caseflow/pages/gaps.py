"""What a document leaves open, the gravest first, each with its safe course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from caseflow.model import Policy
from caseflow.pages._names import SEVERITIES
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View

TEMPLATE = "gaps"
WORDS = ("contradictions", "ambiguity", "unclear", "findings", "open questions", "silence")


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the page of findings."""
    kinds = list(dict.fromkeys(f.kind for f in policy.findings))
    ordered = sorted(policy.findings, key=lambda finding: kinds.index(finding.kind))
    yield council_page(
        View(policy, book, "gaps.html"),
        TEMPLATE,
        "Gaps and contradictions",
        title="gaps and contradictions",
        aliases=WORDS,
        description=f"{policy.council}: what the document leaves open, and the safe course.",
        kinds=kinds,
        counts=Counter((f.kind, f.severity) for f in policy.findings),
        groups=[
            (level, [finding for finding in ordered if finding.severity == level])
            for level in SEVERITIES
        ],
    )
