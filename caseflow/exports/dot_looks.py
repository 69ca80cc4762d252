"""How maps look: colours, shapes, lines and spacing, each in one table.

The colours are those of a light page; ``caseflow.exports.svg`` turns each into the CSS of
``PALETTE``, and ``caseflow/assets/maps.css`` gives the dark ones.
"""

from __future__ import annotations

INK, LINE, PAPER = "#1a1a1a", "#1b1b1b", "#ffffff"
TEAM, FOCUS, DOOR, ENDING = "#e3ecfa", "#bcd4f6", "#d9efdf", "#e8e8ea"
STAY, DECIDE, FINDING, AREA, EDGE = "#fcecc9", "#ecdff8", "#fff3a8", "#f5f6f8", "#7b8190"
PALETTE = {
    LINE: "currentColor",
    "black": "currentColor",
    **{
        colour: f"var(--cf-map-{name}, {colour})"
        for name, colour in (
            *(("ink", INK), ("paper", PAPER), ("team", TEAM), ("focus", FOCUS), ("door", DOOR)),
            *(("ending", ENDING), ("stay", STAY), ("decide", DECIDE), ("finding", FINDING)),
            *(("area", AREA), ("edge", EDGE)),
        )
    },
}
FONT = f'fontname="Helvetica" fontsize=13 fontcolor="{INK}" color="{LINE}"'
NODES = {
    "front_door": f'shape=cds style=filled fillcolor="{DOOR}" margin="0.2,0.1"',
    "team": f'shape=box style="filled,rounded" fillcolor="{TEAM}"',
    "partners": f'shape=box style="filled,rounded" fillcolor="{TEAM}"',
    "ending": f'shape=box style="filled,rounded" fillcolor="{ENDING}" peripheries=2',
    "outside": f'shape=ellipse style=filled fillcolor="{ENDING}" margin="0.06,0.04"',
    "stay": f'shape=octagon style=filled fillcolor="{STAY}" margin="0.1,0.06"',
    "discretion": f'shape=hexagon style=filled fillcolor="{DECIDE}" margin="0.02,0.05"',
    "finding": f'shape=note style=filled fillcolor="{FINDING}"',
    "moment": f'shape=box style="filled,bold" fillcolor="{FINDING}" peripheries=2',
    "holder": f'shape=box style="filled,rounded" fillcolor="{TEAM}"',
    "must": f'shape=box style="filled,bold" fillcolor="{PAPER}"',
    "should": f'shape=box style=filled fillcolor="{PAPER}"',
    "may": f'shape=box style="filled,dotted" fillcolor="{PAPER}"',
}
LINES = {
    "transfer": "penwidth=1.3",
    "discretion": "style=dotted penwidth=1.8",
    "joint_work": "style=dashed dir=none penwidth=1.3",
    "stay": "dir=none",
    "lane": f'dir=none color="{EDGE}" weight=20 class="cf-lane"',
    "order": "penwidth=1.3",
    "holds": "style=bold penwidth=2.6",
    "note": "style=dotted dir=none",
}
GRAPHS = {
    "pathway": "rankdir=LR newrank=true nodesep=0.25 ranksep=0.25",
    "team": "rankdir=LR nodesep=0.14 ranksep=0.3",
    "handover": "rankdir=TB nodesep=0.3 ranksep=0.24",
}
WRAP = {
    "step": 25,
    "moment": 25,
    "finding": 25,
    "stay": 24,
    "discretion": 32,
    "holder": 22,
    "partners": 24,
}
