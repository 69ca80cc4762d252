"""The lab of a site: built before the pages that lead to it, put in before links are checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

from caseflow.lab import FOLDER, Lab, NoLab, build_lab, measured, put, ready
from caseflow.library import councils, load
from caseflow.site.maps import write_maps
from caseflow.site.swap import MARKER, spare, swap


def lab_for_site(
    root: Path, cache: Path, last: Path | None, tell: Callable[[str], None]
) -> tuple[Lab | None, str]:
    """Return the lab for a site, or nothing and why there is none.

    ``last`` is a site whose lab is taken over as it stands, where it has one.
    """
    if last and (last / FOLDER / "index.html").is_file():
        return measured(last / FOLDER, kept=True), ""
    tell("Building the lab")
    try:
        return build(root, cache), ""
    except NoLab as problem:
        return None, str(problem)


def build(root: Path, cache: Path) -> Lab:
    """Return the lab with every policy's maps as they are drawn now; raise NoLab if it fails."""
    ready(root, cache)
    maps = cache / "lab" / "maps"
    write_maps([load(name) for name in councils()], maps, cache / "maps")
    return build_lab(root, cache, maps)


def renew_lab(root: Path, cache: Path, out: Path) -> tuple[Lab, bool]:
    """Build the lab and put it in the place of the one in a site, whole or not at all.

    Return it, and whether there was a site to put it into. Raises NoLab if it fails.
    """
    lab = build(root, cache)
    if not (out / MARKER).is_file():
        return lab, False
    new = spare(out / FOLDER, "new")
    rmtree(new, ignore_errors=True)
    try:
        put(lab, new)
        swap(new, out / FOLDER)
    finally:
        rmtree(new, ignore_errors=True)
    return lab, True
