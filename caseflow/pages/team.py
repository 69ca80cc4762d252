"""One page for each team: what comes in, what goes out, what stays, who co-works, until when."""

from __future__ import annotations

from collections.abc import Iterator

from caseflow.graph import numbers
from caseflow.model import Policy, Team
from caseflow.pages._names import gravest_first, team_words
from caseflow.pages._page import Book, Page
from caseflow.pages._render import council_page
from caseflow.pages._view import View

TEMPLATE = "team"


def pages(policy: Policy, book: Book) -> Iterator[Page]:
    """Yield a page for each team of a policy."""
    for team in sorted(policy.teams, key=lambda t: (t.stage, t.kind == "outside")):
        yield _page(policy, book, team)


def _page(policy: Policy, book: Book, team: Team) -> Page:
    view = View(policy, book, f"teams/{team.id}.html")
    return council_page(
        view,
        TEMPLATE,
        team.name,
        section=("Teams",),
        aliases=tuple(team_words(team)),
        description=f"{policy.council}, {team.name}: what comes in, what goes out, what stays.",
        boost=1.3,
        team=team,
        numbers=numbers(policy),
        service=next(s.name for s in policy.services if s.id == team.service),
        outgoing=[t for t in policy.transfers if team.id in t.at],
        incoming=[t for t in policy.transfers if team.id in {way.to for way in t.ways}],
        chosen=[r for r in policy.discretions if team.id in r.to],
        decided=[r for r in policy.discretions if team.id in r.at and r.to],
        stays=[r for r in policy.stays if team.id in r.at],
        discretions=[r for r in policy.discretions if team.id in r.at],
        duties=[r for r in policy.duties if team.id in r.at],
        joint=[j for j in policy.joint_work if team.id in {*j.lead, *j.partners, *j.at}],
        roles=[r for r in policy.roles if r.team == team.id],
        found=gravest_first(policy.bearing_on(team.id)),
        principles=[p for p in policy.principles if team.id in p.bears_on],
        drawing=book.drawing(policy, f"team-{team.id}"),
    )
