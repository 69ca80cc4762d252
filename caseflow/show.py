"""How policies, decisions and journeys look in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from caseflow.exports import svg
from caseflow.exports.decision_text import decision_text, headline
from caseflow.exports.dot import dot, no_link
from caseflow.graph import pathway
from caseflow.words import dated_words

if TYPE_CHECKING:
    from caseflow.decisions import Decision
    from caseflow.journey import Journey
    from caseflow.model import Policy


def decision_html(decision: Decision) -> str:
    """Return a decision's answer, with its reasons folded below."""
    return (
        f"<p><strong>{escape(headline(decision))}</strong></p>"
        f"<details><summary>Reasons, steps and dates</summary>"
        f"<pre>{escape(decision_text(decision))}</pre></details>"
    )


def journey_html(journey: Journey) -> str:
    """Return a journey as a table of what happened and who was accountable after it."""
    rows = "".join(
        f"<tr><td>{entry.on}</td><td>{escape(_what(journey, entry.what))}</td>"
        f"<td>{escape(journey.policy.team(entry.team).name)}</td></tr>"
        for entry in journey.history
    )
    return (
        "<table><caption>The child's way through the service</caption><thead><tr>"
        "<th scope='col'>Date</th><th scope='col'>What happened</th>"
        f"<th scope='col'>Accountable afterwards</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _what(journey: Journey, what: str) -> str:
    event = journey.policy.vocabulary.events.get(what)
    return event.label if event else what.replace("-", " ").capitalize()


def policy_html(policy: Policy) -> str:
    """Return a policy's name and its map."""
    title = f"{policy.council}: {policy.document.title}, {dated_words(policy.document.dated)}"
    graph = pathway(policy)
    drawn = svg.draw([dot(graph, no_link)])[0]
    name = f"map-{policy.policy}"
    return f"<h3>{escape(title)}</h3>{svg.standalone(drawn, name, graph.title, graph.description)}"
