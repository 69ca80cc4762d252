"""What can go wrong, said so that a policy lead can mend it without reading code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong: where it stands, what was found, what is allowed, what to do."""

    file: str
    line: int
    field: str
    found: str
    allowed: str = ""
    do: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        lines = [f"{where}: {self.field}: {self.found}" if self.field else f"{where}: {self.found}"]
        if self.allowed:
            lines.append(f"    allowed: {self.allowed}")
        if self.do:
            lines.append(f"    what to do: {self.do}")
        return "\n".join(lines)


class CaseflowError(Exception):
    """The base of every error that is meant for a person to read."""

    exit_code = 2

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([self.message, *(str(p) for p in self.problems)])


class UnreadableInput(CaseflowError):
    """A file or an argument that cannot be understood; nothing was written."""


class EventRefused(CaseflowError):
    """An event that the policy does not provide for from where the child is."""

    exit_code = 1


class BuildFailed(CaseflowError):
    """The handbook could not be built; the last good one is untouched."""

    exit_code = 1


def nearest(name: str, allowed: Iterable[str]) -> str:
    """Return the closest allowed name as a hint, or an empty string when none is close."""
    match = get_close_matches(str(name), sorted(allowed), n=1, cutoff=0.6)
    return f"did you mean '{match[0]}'?" if match else ""


def listing(names: Iterable[str], most: int = 12) -> str:
    """Return names in alphabetical order, cut to a readable number."""
    known = sorted(names)
    shown = ", ".join(known[:most])
    return f"{shown}, … ({len(known)} in all)" if len(known) > most else shown
