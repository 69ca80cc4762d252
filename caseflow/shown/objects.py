"""How policies, decisions and journeys look in a notebook, and the maps with a way lit on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from caseflow.decisions import Decision
from caseflow.errors import CaseflowError, UnreadableInput, nearest
from caseflow.exports.decision_text import decision_text, headline
from caseflow.journey import Journey
from caseflow.model import Policy, Step
from caseflow.shown.lit import Way, graph_of, light
from caseflow.shown.parts import Shown, clause_cells, paragraphs, plain, table, team_cell
from caseflow.words import date_words, dated_words, joined


def attach(kind: type[Any], html: Callable[[Any], str], words: Callable[[Any], str]) -> None:
    """Give a kind of thing its look in a notebook: HTML, and short words beside it.

    Without the words a notebook would hold the whole of a policy as text.
    """

    def bundle(thing: Any, **_: Any) -> dict[str, str]:
        return {"text/html": html(thing), "text/plain": words(thing)}

    kind._repr_html_ = html
    kind._repr_mimebundle_ = bundle


class NoEngine(CaseflowError):
    """A map that is not there and cannot be drawn here."""


def decision_words(decision: Decision) -> str:
    """Return a decision's answer in one sentence."""
    return headline(decision)


def journey_words(journey: Journey) -> str:
    """Return who is accountable now."""
    return f"Accountable now: {journey.policy.team(journey.team).name}"


def policy_words(policy: Policy) -> str:
    """Return a policy's council, document and date."""
    return f"{policy.council}: {policy.document.title}, {dated_words(policy.document.dated)}"


def decision_html(decision: Decision) -> str:
    """Return a decision's answer, the clauses it rests on, and its reasons folded below."""
    policy = decision.policy
    rests = clause_cells(policy, decision.clauses).html
    cites = f"<p>Rests on: {rests}</p>" if decision.clauses else ""
    return (
        f"<p><strong>{escape(headline(decision))}</strong></p>{cites}"
        "<details><summary>Reasons, steps and dates</summary>"
        f"<pre>{escape(decision_text(decision))}</pre></details>"
    )


def journey_html(journey: Journey) -> str:
    """Return a journey as a table of what happened and who was accountable after it."""
    rows = [
        (
            plain(date_words(entry.on)),
            plain(_what(journey, entry.what)),
            team_cell(journey.policy, entry.team),
            clause_cells(journey.policy, entry.decision.clauses) if entry.decision else plain("–"),
        )
        for entry in journey.history
    ]
    heads = ("Date", "What happened", "Accountable afterwards", "Clauses")
    return table("The way through the service", heads, rows).html


def _what(journey: Journey, what: str) -> str:
    event = journey.policy.vocabulary.events.get(what)
    if event:
        return event.label
    step = next((step for step in _steps(journey) if step.id == what), None)
    return f"Done: {step.do}" if step else what.replace("-", " ").capitalize()


def _steps(journey: Journey) -> Iterator[Step]:
    """Yield the steps of what has been decided, the latest first, then every other."""
    for entry in reversed(journey.history):
        if entry.decision:
            yield from (todo.step for todo in entry.decision.follows.steps)
    yield from (step for _, step in journey.policy.steps())


def policy_html(policy: Policy) -> str:
    """Return a policy's name, how much is in it, and its map."""
    title = policy_words(policy)
    counts = (
        f"{len(policy.teams)} teams and places, {len(policy.transfers)} transfers, "
        f"{len(policy.findings)} open questions"
    )
    return f"<p><strong>{escape(title)}</strong><br>{counts}</p>{draw(policy).html}"


def draw(thing: Policy | Journey, name: str = "", lit: Iterable[str] = ()) -> Shown:
    """Return a map: of a policy, with teams and transfers lit, or of a journey with its way lit.

    ``name`` is ``pathway`` or ``team-`` and a team's id; ``lit`` are ids, teams in their order.
    Raises UnreadableInput for an id that is neither.
    """
    policy = thing.policy if isinstance(thing, Journey) else thing
    way = journey_way(thing) if isinstance(thing, Journey) else _way(policy, lit)
    words = _lit_words(policy, way)
    try:
        picture = map_svg(policy, name or "pathway", way)
    except NoEngine as error:
        return paragraphs(plain(f"{error} {words}"))
    place = f"{policy.policy}/{policy.document.dated}/{name or 'pathway'}"
    marks = " ".join([*way.teams, "|", *way.transfers])
    html = (
        f'<figure class="cf-map" data-cf-map="{escape(place)}" data-cf-lit="{escape(marks)}" '
        f'style="margin:0;overflow-x:auto">{picture}<figcaption>{escape(words)}</figcaption>'
        "</figure>"
    )
    return Shown(html, words)


def journey_way(journey: Journey) -> Way:
    """Return the teams that held the child, in order, and the transfers that moved the case."""
    start = journey.began
    teams, transfers = [start], []
    for entry in journey.history:
        if entry.team != teams[-1]:
            teams.append(entry.team)
        if entry.decision and entry.decision.outcome in ("moves", "ends"):
            transfers += [rule.id for rule in entry.decision.decided_by]
    return Way(tuple(teams), tuple(dict.fromkeys(transfers)))


def _way(policy: Policy, lit: Iterable[str]) -> Way:
    teams = {team.id for team in policy.teams}
    transfers = {transfer.id for transfer in policy.transfers}
    wanted = tuple(lit)
    for one in wanted:
        if one not in teams | transfers:
            hint = nearest(one, teams | transfers)
            raise UnreadableInput(f"'{one}' is neither a team nor a transfer here. {hint}".strip())
    return Way(
        tuple(one for one in wanted if one in teams),
        tuple(one for one in wanted if one in transfers),
    )


def _is_published(policy: Policy) -> bool:
    """Say whether a policy is the newest that the package carries: prepared maps show that one."""
    own = Path(str(files("caseflow").joinpath("policies", policy.policy)))
    newest = max(own.glob("*.yaml"), default=None, key=lambda p: (p.stem != "undated", p.stem))
    return newest is not None and newest.resolve() == Path(policy.file).resolve()


def _lit_words(policy: Policy, way: Way) -> str:
    if not (way.teams or way.transfers):
        return f"{policy.council}: nothing is lit."
    teams = [policy.team(team).label for team in way.teams]
    number = {t.id: place for place, t in enumerate(policy.transfers, start=1)}
    lines = [f"{number[t]} ({policy.title_of(t)})" for t in way.transfers]
    shown = [f"Teams lit, in order: {', then '.join(teams)}."] if teams else []
    shown += [f"Lines lit: {joined(lines, 'and')}."] if lines else []
    return " ".join(shown)


def map_svg(policy: Policy, name: str = "pathway", way: Way = Way()) -> str:  # noqa: B008  # frozen
    """Return a map as SVG that stands alone, with a way lit on it.

    It is taken from those the package carries, where it has any, and drawn otherwise. Raises
    UnreadableInput for a name that no map has, NoEngine where it is not there and cannot be drawn.
    """
    graph = graph_of(policy, name)
    prepared = files("caseflow").joinpath("maps", policy.policy, f"{name}.svg")
    if prepared.is_file() and _is_published(policy):
        return light(prepared.read_text("utf-8"), policy, graph, way)
    if graph is None:
        wrong = f"'{name}' is neither 'pathway' nor 'team-' and the id of a team here."
        raise UnreadableInput(wrong)
    try:
        from caseflow.exports import svg
        from caseflow.exports.dot import dot, no_link
    except ImportError:
        raise NoEngine("This map cannot be drawn here: there is no drawing engine.") from None
    drawn = svg.draw([dot(graph, no_link)])[0]
    alone = svg.standalone(drawn, f"map-{name}", graph.title, graph.description)
    return light(alone, policy, graph, way)
