"""Which councils there are, which revisions they have, and the one that is wanted."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from caseflow.errors import Problem, UnreadableInput, listing, nearest
from caseflow.loader import POLICIES, load_file
from caseflow.model import Policy

SCENARIOS = Path(__file__).parent.parent / "tests" / "scenarios"
"""Where a checkout keeps the policies' own tests."""
_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def councils(folder: Path = POLICIES) -> tuple[str, ...]:
    """Return the councils that have a policy, in alphabetical order."""
    return tuple(sorted(p.name for p in folder.iterdir() if p.is_dir() and any(p.glob("*.yaml"))))


def revisions(council: str, folder: Path = POLICIES) -> tuple[Path, ...]:
    """Return a council's policy files, the earliest first; an undated one comes before all."""
    known = councils(folder)
    if not _SLUG.match(council) or council not in known:
        unknown, hint = f"unknown council '{council}'", nearest(council, known)
        problem = Problem("arguments", 0, "council", unknown, listing(known), hint)
        raise UnreadableInput("There is no such council.", [problem])
    files = (folder / council).glob("*.yaml")
    return tuple(sorted(files, key=lambda p: "" if p.stem == "undated" else p.stem))


def load(council: str, revision: str | None = None, folder: Path = POLICIES) -> Policy:
    """Return a council's policy: the latest revision, or the one of a date such as '2021-02'.

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
