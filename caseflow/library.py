"""Which councils there are, which revisions they have, and the one that is wanted."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from caseflow.errors import Problem, UnreadableInput, listing, nearest
from caseflow.loader import POLICIES, load_file, load_lesson
from caseflow.model import Policy
from caseflow.model.lesson import Exercise, Lesson

SCENARIOS = Path(__file__).parent.parent / "tests" / "scenarios"
"""Where a checkout keeps the policies' own tests."""
LESSONS = Path(__file__).parent / "lessons"
"""What each worked notebook teaches, one file a notebook."""
ELSEWHERE = "CASEFLOW_POLICIES"
"""The environment variable that names another folder of policies."""
_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def policies_folder() -> Path:
    """Return the folder of policies: our own, or the one that CASEFLOW_POLICIES names."""
    named = os.environ.get(ELSEWHERE)
    return Path(named) if named else POLICIES


def councils(folder: Path | None = None) -> tuple[str, ...]:
    """Return the councils that have a policy, in alphabetical order.

    Raises UnreadableInput where the folder is not there.
    """
    folder = folder or policies_folder()
    if not folder.is_dir():
        raise UnreadableInput(f"The folder of policies '{folder}' is not there.")
    return tuple(sorted(p.name for p in folder.iterdir() if p.is_dir() and any(p.glob("*.yaml"))))


def revisions(council: str, folder: Path | None = None) -> tuple[Path, ...]:
    """Return a council's policy files, the earliest first; an undated one comes before all."""
    folder = folder or policies_folder()
    known = councils(folder)
    if not _SLUG.match(council) or council not in known:
        unknown, hint = f"unknown council '{council}'", nearest(council, known)
        problem = Problem("arguments", 0, "council", unknown, listing(known), hint)
        raise UnreadableInput("There is no such council.", [problem])
    files = (folder / council).glob("*.yaml")
    return tuple(sorted(files, key=lambda p: "" if p.stem == "undated" else p.stem))


def load(council: str, revision: str | None = None, folder: Path | None = None) -> Policy:
    """Return a council's policy: the latest revision, or the one of a date such as '2021-02'.

    Without ``folder`` it is read from ours, or from the one that CASEFLOW_POLICIES names.
    Raises UnreadableInput for an unknown council or revision, and for a file with problems.
    """
    files = revisions(council, folder)
    if revision is None:
        return _load(files[-1])
    found = next((path for path in files if path.stem == revision), None)
    if found is None:
        known = [path.stem for path in files]
        problem = Problem("arguments", 0, "revision", f"unknown '{revision}'", listing(known))
        raise UnreadableInput(f"{council} has no such revision.", [problem])
    return _load(found)


@lru_cache(maxsize=1)
def lessons() -> dict[str, Lesson]:
    """Return what every worked notebook teaches, by the notebook's name."""
    found = {path.stem: load_lesson(path) for path in sorted(LESSONS.glob("*.yaml"))}
    for name, lesson in found.items():
        if lesson.lesson != name:
            raise UnreadableInput(f"{name}.yaml says that it is lesson '{lesson.lesson}'.")
    return found


def exercise(wanted: str) -> Exercise:
    """Return an exercise by its id; raise UnreadableInput, with the nearest, for an unknown one."""
    known = {one.id: one for lesson in lessons().values() for one in lesson.exercises}
    if wanted not in known:
        hint = nearest(wanted, known)
        raise UnreadableInput(f"There is no exercise '{wanted}'. {hint}".strip())
    return known[wanted]


def _load(path: Path) -> Policy:
    stamp = path.stat()
    return _cached(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=32)
def _cached(path: Path, _changed: int, _size: int) -> Policy:
    policy = load_file(path)
    if (policy.policy, policy.document.dated) != (path.parent.name, path.stem):
        named = f"{path.parent.name}/{path.stem}.yaml"
        found = f"policy '{policy.policy}' dated '{policy.document.dated}' in {named}"
        problem = Problem(policy.file, 1, "policy", found, "the folder's and the file's own names")
        raise UnreadableInput(f"{policy.file} is misplaced.", [problem])
    return policy
