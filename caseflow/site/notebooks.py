"""The worked notebooks of a site: those of its councils, executed where anything has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from caseflow.library import lessons
from caseflow.model import Policy
from caseflow.notebooks import executed, read
from caseflow.pages import Worked
from caseflow.worked import worked

FOLDER = "notebooks"
ORDER = ("first-steps", "boundaries", "compare", "revise")
"""Those that belong to no single council, in the order of the navigation."""


def worked_examples(
    root: Path,
    policies: Sequence[Policy],
    folder: Path,
    cache: Path,
    tell: Callable[[str], None] = lambda message: None,
) -> tuple[Worked, ...]:
    """Return the notebooks whose councils are all among the policies, executed.

    Raises BuildFailed, naming the notebook and the cell, where one does not run to its end.
    """
    councils = {policy.policy for policy in policies}
    plans = lessons()
    every = notebooks(root)
    paths = [p for p in every if p.stem not in plans or set(plans[p.stem].councils) <= councils]
    if not paths:
        return ()
    found = executed(paths, cache, folder, tell)
    return tuple(worked(path.stem, found[path.stem], path.read_bytes()) for path in paths)


def notebooks(root: Path) -> list[Path]:
    """Return the notebooks of a project in the order of the navigation."""
    return sorted((root / FOLDER).glob("*.ipynb"), key=lambda path: _place(path.stem))


def committed(root: Path) -> tuple[Worked, ...]:
    """Return the notebooks as they are committed, without running them."""
    return tuple(worked(path.stem, read(path), path.read_bytes()) for path in notebooks(root))


def _place(name: str) -> tuple[int, str]:
    """Return where a notebook stands: first steps, then the councils', then the others."""
    if name == ORDER[0]:
        return 0, name
    return (2 + ORDER.index(name), name) if name in ORDER else (1, name)
