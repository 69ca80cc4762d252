"""One transfer's handover as a graph: its steps in lanes, and when responsibility passes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from caseflow.graph import HOLDS, Graph, Line, Node, event_words, numbers
from caseflow.model import Deadline, Policy, Step, Transfer
from caseflow.words import deadline_words, joined, names

MOST = 3
"""How many open questions a map names; the page lists them all."""
_STAGES = ("before", "at", "after", "unstated")
TOGETHER, OTHERS = "lane-together", "lane-others"


def handover(policy: Policy, transfer_id: str) -> Graph:
    """Return the steps of a transfer, in lanes by the team of whoever acts."""
    transfer = next(t for t in policy.transfers if t.id == transfer_id)
    numbered = sorted(enumerate(transfer.steps, 1), key=lambda pair: _STAGES.index(pair[1].stage))
    steps = [_step_node(policy, transfer, number, step) for number, step in numbered]
    passed = sum(step.stage in ("before", "at") for step in transfer.steps)
    timed = 1 + sum(step.stage != "unstated" for step in transfer.steps)
    moment = _moment(policy, transfer)
    chain = [*steps[:passed], moment, *steps[passed:]]
    first = 0 if passed else 1
    chain = [replace(node, row=row) for row, node in enumerate(chain, first)]
    then = first + passed + 1
    before = _holder(policy, "before", 0, (s for w in transfer.ways for s in w.start))
    after = _holder(policy, "after", then, (way.to for way in transfer.ways))
    lines = [Line(a.key, b.key, "order") for a, b in pairwise(chain[:timed])]
    lines += [Line("before", "moment", "holds"), Line("moment", "after", "holds")]
    nodes = [before, *chain, after]
    if found := policy.bearing_on(transfer.id):
        titles = tuple(f"- {finding.title}" for finding in found[:MOST])
        titles += (f"- and {len(found) - MOST} more",) if len(found) > MOST else ()
        name = "Open question" if len(found) == 1 else f"{len(found)} open questions"
        refers = ("findings", transfer.id)
        note = Node("findings", "finding", name, titles, "", refers, HOLDS, row=then + 1)
        nodes.append(note)
        lines.append(Line("after", "findings", "note"))
    description = (
        f"{len(steps)} steps from top to bottom, in lanes by the team that acts. "
        f"{moment.name}: {transfer.moves.says} The numbered list says the same in words."
    )
    title = f"Transfer {numbers(policy)[transfer.id]}: {transfer.title}"
    groups = _lanes(policy, transfer, {node.group for node in nodes})
    return Graph("handover", transfer.id, title, description, groups, tuple(nodes), tuple(lines))


def _lanes(policy: Policy, transfer: Transfer, used: set[str]) -> tuple[tuple[str, str], ...]:
    """Return the lanes in use: who is responsible, who hands over, both, who takes over, others."""
    starts = [start for way in transfer.ways for start in way.start]
    ends = [way.to for way in transfer.ways]
    rest = [team.id for team in policy.teams]
    label = {f"lane {team.id}": team.label for team in policy.teams}
    label |= {
        HOLDS: "Responsible for the child",
        TOGETHER: "Together",
        OTHERS: "Others, or not said",
    }
    teams = [f"lane {team}" for team in (*starts, "", *ends, *rest)]
    order = dict.fromkeys(TOGETHER if lane == "lane " else lane for lane in teams)
    return tuple((key, label[key]) for key in (HOLDS, *order, OTHERS) if key in used)


def _lane(policy: Policy, step: Step) -> str:
    teams = {policy.role(role).team for role in step.by}
    if len(teams) > 1:
        return TOGETHER
    team = teams.pop() if teams else None
    return f"lane {team}" if team else OTHERS


def _step_node(policy: Policy, transfer: Transfer, number: int, step: Step) -> Node:
    notes = [step.do]
    if due := _due(step.deadline, policy, transfer):
        notes.append(due[0].upper() + due[1:])
    if step.stage == "unstated":
        notes.append("Not said whether before or after the move")
    if step.only_if:
        notes.append("In some cases only")
    if step.id and step.id == transfer.moves.at:
        notes.append("Responsibility passes with this step")
    name = f"{number}. {names(policy, step.by) or 'Not said who'}"
    lane, strength = _lane(policy, step), step.strength
    return Node(f"step {number}", "step", name, tuple(notes), group=lane, strength=strength)


def _moment(policy: Policy, transfer: Transfer) -> Node:
    unstated = transfer.moves.at == "unstated"
    name = "Not stated when responsibility passes" if unstated else "Responsibility passes"
    notes = [] if unstated else [transfer.moves.says]
    if due := _due(transfer.moves.deadline, policy, transfer):
        notes.append(due[0].upper() + due[1:])
    return Node("moment", "moment", name, tuple(notes), group=HOLDS, focus=not unstated)


def _holder(policy: Policy, key: str, row: int, teams: Iterable[str]) -> Node:
    shown = list(dict.fromkeys(teams))
    refers = ("team", shown[0]) if len(shown) == 1 else None
    note = joined([policy.team(team).label for team in shown], "or")
    tip = joined([policy.team(team).name for team in shown], "or")
    when = "Until then" if key == "before" else "From then on"
    return Node(key, "holder", note, (when,), tip, refers, HOLDS, shown[0], row=row)


def _due(deadline: Deadline | None, policy: Policy, transfer: Transfer) -> str:
    """Return a deadline in words short enough for a box: steps by number, the event by name."""
    numbered = [step.model_copy(update={"do": str(n)}) for n, step in enumerate(transfer.steps, 1)]
    words = re.sub(r"the step “(\d+)”", r"step \1", deadline_words(deadline, policy, numbered))
    words = words.replace("the event", f"“{event_words(policy, transfer.on)}”")
    return words.replace("(the document leaves open which starts the clock)", "(start left open)")
