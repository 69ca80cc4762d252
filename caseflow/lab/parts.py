"""The list of what others made that a lab contains, with versions and licences."""

from __future__ import annotations

import json
from collections.abc import Iterable
from email.message import Message
from pathlib import Path

from caseflow.lab.tools import Tools
from caseflow.lab.wheels import metadata

_HEAD = """What others made that this folder contains. Each wheel carries its licence inside; the
licences of JupyterLite's own parts are in build/third-party-licenses.json.

JupyterLite, with JupyterLab and Jupyter Notebook: BSD-3-Clause
"""


def third_parties(tools: Tools, wheels: Iterable[Path]) -> str:
    """Return a line for each part: its name, version and licence."""
    about = json.loads((tools.pyodide / "package.json").read_text("utf-8"))
    lines = [f"Pyodide {about['version']}, with CPython (PSF-2.0): {about['license']}"]
    lines += [_line(wheel) for wheel in sorted(wheels, key=lambda path: path.name.lower())]
    return _HEAD + "\n".join(lines) + "\n"


def _line(wheel: Path) -> str:
    about = metadata(wheel)
    return f"{about['Name']} {about['Version']}: {_licence(about)}"


def _licence(about: Message) -> str:
    named = [about["License-Expression"], about["License"]]
    classed = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    ]
    short = [text.strip() for text in [*named, *classed] if text and len(text.strip()) < 60]
    return short[0] if short else "see the wheel"
