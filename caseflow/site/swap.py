"""The finished site takes the place of the last good one, whole or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseflow.errors import BuildFailed, CaseflowError

MARKER = ".caseflow-site"
NOTE = "This folder is written by 'caseflow build', which replaces it whole. Keep nothing here.\n"
_EXCHANGE = 2
_HERE = -100


def check_out(out: Path, project: Path) -> None:
    """Refuse a folder that is not ours to replace; raise CaseflowError in plain words."""
    resolved = out.resolve()
    if resolved == project or resolved in project.parents:
        raise CaseflowError(f"{out} holds the project itself. Choose a folder for the site alone.")
    for name in ("caseflow", "docs", "tests", "diagrams", ".git"):
        if resolved == project / name or project / name in resolved.parents:
            raise CaseflowError(f"{out} is part of the project's own files. Choose another folder.")
    if out.is_symlink():
        raise CaseflowError(f"{out} is a link to {resolved}. Give the folder itself instead.")
    if out.exists() and not out.is_dir():
        raise CaseflowError(f"{out} is a file, not a folder. Choose another name.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise CaseflowError(
            f"{out} is not empty and was not written by 'caseflow build', so it is left alone. "
            "Choose an empty or a new folder."
        )


def spare(out: Path, purpose: str) -> Path:
    """Return the hidden name beside a folder that is used while it is being replaced."""
    return out.with_name(f".{out.name}.{purpose}")


def recover(out: Path) -> None:
    """Put the last good site back if a build was killed between taking it away and replacing it."""
    old = spare(out, "old")
    if (old / MARKER).is_file() and not out.exists():
        old.rename(out)
    for leftover in (old, spare(out, "new")):
        if (leftover / MARKER).is_file() or leftover.name.endswith(".new"):
            shutil.rmtree(leftover, ignore_errors=True)


def swap(new: Path, out: Path) -> None:
    """Put a finished site in the place of the last one, in one step where the system can."""
    if not out.exists():
        new.rename(out)
        return
    if not _exchange(new, out):
        old = spare(out, "old")
        shutil.rmtree(old, ignore_errors=True)
        out.rename(old)
        try:
            new.rename(out)
        except OSError:
            old.rename(out)
            raise
        new = old
    shutil.rmtree(new, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in a single step; False where the system has no such step."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return bool(done == 0)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Let one build at a time use a work folder; the lock goes with the process that holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as handle:
        try:
            _lock(handle.fileno())
        except OSError:
            message = "Another build of the same site is running. Wait until it has finished."
            raise BuildFailed(message) from None
        yield


def _lock(number: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
