"""DOT becomes SVG: the one module that knows the drawing engine.

The engine is graphviz-pure, which draws alike on every machine. A system ``dot`` is used only where
the environment variable ``CASEFLOW_DOT`` names it, because its pictures would differ.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import escape
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from xml.etree import ElementTree as ET

import graphviz
import graphviz.backend.dot_command

from caseflow.errors import CaseflowError
from caseflow.exports.dot_looks import PALETTE
from caseflow.exports.dot_text import clean

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
STYLE = Path(__file__).parent.parent / "assets" / "maps.css"
SMALLEST = 0.85
"""How far a map may shrink to fit before its frame scrolls instead."""
WIDE, LONG = 800, 1.37
"""A map this wide, and this much wider than high, is larger on a page turned on its side."""
_PACKAGE = "graphviz-pure"
_DO = "install caseflow again (pip install graphviz-pure), or set CASEFLOW_DOT to a Graphviz dot"


@cache
def _engine(named: str) -> Path:
    if named:
        if not Path(named).is_file():
            raise CaseflowError(f"CASEFLOW_DOT names '{named}', which is not a file.")
        return Path(named)
    try:
        files = distribution(_PACKAGE).files or []
    except PackageNotFoundError:
        files = []
    for file in files:
        if file.stem == _PACKAGE and file.suffix in ("", ".exe") and ".dist-info" not in str(file):
            path = Path(str(file.locate())).resolve()
            if path.is_file():
                return path
    raise CaseflowError(f"The maps cannot be drawn: {_PACKAGE} is not installed. Please {_DO}.")


def engine() -> Path:
    """Return the drawing engine's program; raise CaseflowError where there is none."""
    return _engine(os.environ.get("CASEFLOW_DOT", ""))


def key(dot: str) -> str:
    """Return a short key that changes when the picture of a DOT text could change."""
    named = os.environ.get("CASEFLOW_DOT", "")
    return hashlib.sha256(f"{_drawn_by(named)}\0{dot}".encode()).hexdigest()[:16]


@cache
def _drawn_by(named: str) -> str:
    if named:
        return f"{named} {Path(named).stat().st_mtime_ns if Path(named).is_file() else 0}"
    try:
        return f"{_PACKAGE} {distribution(_PACKAGE).version}"
    except PackageNotFoundError:
        return "no engine"


def draw(dots: Sequence[str]) -> list[str]:
    """Return the engine's own SVG of each DOT text, in order, drawn a few at a time."""
    graphviz.backend.dot_command.DOT_BINARY = engine()
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as pool:
        return list(pool.map(_draw_one, dots))


def _draw_one(dot: str) -> str:
    try:
        drawn: str = graphviz.pipe_string("dot", "svg", dot, encoding="utf-8", quiet=True)
        return drawn
    except (graphviz.CalledProcessError, graphviz.ExecutableNotFound, OSError) as error:
        said = getattr(error, "stderr", None) or str(error)
        first = str(said).strip().splitlines()[0] if str(said).strip() else "it said nothing"
        raise CaseflowError(f"A map cannot be drawn by {engine()}: {first}") from None


def inline(svg: str, name: str, title: str, description: str) -> str:
    """Return a map to stand inside a page: one line of HTML, its ids beginning with ``name``."""
    root = _tidied(svg, name, title, description, linked=True)
    wide, high = map(float, root.get("viewBox", "0 0 100 100").split()[2:])
    size = f"width:100%;height:auto;max-width:{wide:.0f}px;min-width:{wide * SMALLEST:.0f}px"
    root.set("style", size)
    label = escape(f"Map: {clean(title)}")
    turned = ' data-wide=""' if wide > WIDE and wide > LONG * high else ""
    frame = f'<div class="cf-drawing"{turned} tabindex="0" role="group" aria-label="{label}">'
    return f"{frame}{_one_line(root)}</div>"


def standalone(svg: str, name: str, title: str, description: str) -> str:
    """Return a map as a file of its own, with its style inside and without links."""
    root = _tidied(svg, name, title, description, linked=False)
    wide, high = root.get("viewBox", "0 0 100 100").split()[2:]
    root.attrib.update({"width": f"{float(wide):.0f}", "height": f"{float(high):.0f}"})
    root.set("class", "cf-drawing cf-alone")
    style = ET.Element(f"{{{SVG}}}style")
    style.text = STYLE.read_text("utf-8")
    root.insert(2, style)
    return _one_line(root) + "\n"


def _tidied(svg: str, name: str, title: str, description: str, *, linked: bool) -> ET.Element:
    """Return the engine's SVG without its clutter: our names, our colours, the page's font."""
    root = ET.fromstring(svg[svg.index("<svg") :])
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{{{SVG}}}title":
                parent.remove(child)
                if linked and "edge" in parent.get("class", "").split():
                    _for_scripts(parent, child.text or "")
    for element in root.iter():
        element.attrib.pop("id", None)
        element.attrib.pop("font-family", None)
        element.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
        for paint in ("fill", "stroke"):
            if colour := PALETTE.get(element.get(paint, "")):
                element.set(paint, colour)
        if element.tag == f"{{{SVG}}}a":
            _link(element, linked)
        if element.tag not in (f"{{{SVG}}}text", f"{{{SVG}}}title"):
            element.text = None
        element.tail = None
    _labels_last(root[0])
    has_links = any(element.get("href") for element in root.iter())
    view = root.get("viewBox", "")
    root.attrib.clear()
    ids = f"{name}-title", f"{name}-desc"
    root.attrib.update({"viewBox": view, "role": "group" if has_links else "img"})
    root.set("aria-labelledby", " ".join(ids))
    for place, (tag, words) in enumerate((("title", title), ("desc", description))):
        named = ET.Element(f"{{{SVG}}}{tag}", {"id": ids[place]})
        named.text = clean(words)
        root.insert(place, named)
    return root


def _for_scripts(line: ET.Element, ends: str) -> None:
    """Say on a line which nodes it joins and which pages its label leads to."""
    pages = (link.get(f"{{{XLINK}}}href", "") for link in line.iter(f"{{{SVG}}}a"))
    line.set("data-ends", ends.replace("->", " "))
    line.set("data-pages", " ".join(dict.fromkeys(pages)))


def _labels_last(drawing: ET.Element) -> None:
    """Move the labels of lines to the end, so that no line is drawn over one."""
    for line in drawing.findall(f"{{{SVG}}}g[@class]"):
        if "edge" in line.get("class", "").split():
            same = {key: value for key, value in line.attrib.items() if key.startswith("data-")}
            same["class"] = line.get("class", "").replace("cf-line", "cf-label")
            label = ET.Element(f"{{{SVG}}}g", same)
            for part in list(line):
                if part.tag in (f"{{{SVG}}}g", f"{{{SVG}}}text"):
                    line.remove(part)
                    label.append(part)
            if len(label):
                drawing.append(label)


def _link(element: ET.Element, linked: bool) -> None:
    """Make a link plain SVG 2, named by its tooltip; keep the tooltip where there is no link."""
    address = element.attrib.pop(f"{{{XLINK}}}href", "")
    tip = element.attrib.pop(f"{{{XLINK}}}title", "")
    element.attrib.clear()
    if address and linked:
        element.set("href", address)
    else:
        element.tag = f"{{{SVG}}}g"
    named = ET.Element(f"{{{SVG}}}title")
    named.text = tip
    element.insert(0, named)


def _one_line(root: ET.Element) -> str:
    ET.register_namespace("", SVG)
    text = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return re.sub(r"\s*\n\s*", " ", text).strip()
