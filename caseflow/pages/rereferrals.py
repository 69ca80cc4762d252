"""A closed case comes back: everything a policy says of it, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.model import Policy
from caseflow.pages._names import theme_words
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View

TEMPLATE = "re-referrals"
THEME = "re-referral"
WORDS = ("re-referral", "rereferral", "case comes back", "reopen", "closed case")


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield the page of re-referrals."""
    yield council_page(
        View(policy, book, "re-referrals.html"),
        TEMPLATE,
        "Re-referrals",
        title="re-referrals, a closed case comes back",
        aliases=(*WORDS, *theme_words(policy, [THEME])),
        description=f"{policy.council}: which team takes a case that was closed and comes back.",
        boost=1.2,
        transfers=[t for t in policy.transfers if THEME in t.themes],
        rules=[
            *(("stay", r) for r in policy.stays if THEME in r.themes),
            *(("discretion", r) for r in policy.discretions if THEME in r.themes),
            *(("duty", r) for r in policy.duties if THEME in r.themes),
        ],
        joint=[j for j in policy.joint_work if THEME in j.themes],
        found=[f for f in policy.findings if THEME in f.themes],
        principles=[p for p in policy.principles if THEME in p.themes],
    )
