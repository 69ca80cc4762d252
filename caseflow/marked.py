"""YAML 1.2 as plain data that remembers the line of everything; strict, and safe on any input."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from caseflow.errors import Problem, UnreadableInput

MOST_BYTES = 2_000_000
MOST_DEPTH = 60

Place = tuple[str | int, ...]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE: dict[str, Any] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "null": None,
    "~": None,
    "": None,
}


class Marked:
    """Plain data read from a YAML file, with the line every value stands on.

    Only the events of the YAML library are used. A plain scalar is true, false, null, or else the
    words as written: ``on``, ``yes``, dates and clause 3.10 stay what they are, and the model turns
    words into numbers where it wants numbers. Anchors, aliases and tags are refused.
    """

    def __init__(self, path: Path, *, root: type[Any] = dict) -> None:
        self.name = _shown(path)
        self.lines: dict[Place, int] = {(): 1}
        self.problems: list[Problem] = []
        self._events = self._parse(_text(path, self.name))
        self.data: Any = self._document()
        if not isinstance(self.data, root):
            wanted = "a list" if root is list else "fields such as 'policy: nottingham'"
            found = "the file is empty" if self.data is None else "not of the expected shape"
            raise unreadable(self.name, 1, found, wanted)

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest place above it."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def problem(self, place: Place, found: str, allowed: str = "", do: str = "") -> Problem:
        """Describe a problem at a place in this file."""
        return Problem(self.name, self.line(place), _field(place), found, allowed, do)

    def at(self, place: Place) -> Any:
        """Return the data at a place."""
        data = self.data
        for part in place:
            data = data[part]
        return data

    def _parse(self, text: str) -> Iterator[Any]:
        try:
            yield from yaml.parse(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 0
            raise unreadable(
                self.name, line, f"not YAML: {error.problem or error.context}"
            ) from None
        except (yaml.YAMLError, ValueError) as error:
            raise unreadable(self.name, 0, f"not YAML: {str(error).splitlines()[0]}") from None

    def _document(self) -> Any:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                value = self._value(next(self._events), ())
                for later in self._events:
                    if isinstance(later, yaml.DocumentStartEvent):
                        line = self._line(later)
                        raise unreadable(
                            self.name, line, "a second document", "one document a file"
                        )
                return value
        return None

    def _value(self, event: Any, place: Place) -> Any:
        line = self._line(event)
        self.lines.setdefault(place, line)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise unreadable(self.name, line, "an anchor (&) or alias (*)", "plain values only")
        if event.tag is not None:
            raise unreadable(self.name, line, f"a tag '{event.tag}'", "plain values only")
        if len(place) > MOST_DEPTH:
            raise unreadable(self.name, line, f"nested more than {MOST_DEPTH} deep")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        return _CORE.get(event.value, event.value) if event.implicit[0] else event.value

    @staticmethod
    def _line(event: Any) -> int:
        return int(event.start_mark.line) + 1

    def _sequence(self, place: Place) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*place, len(found))))
        return found

    def _mapping(self, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = self._line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise unreadable(self.name, line, "a name that is not a word", "name: value")
            here = (*place, event.value)
            if event.value in found:
                first = f"keep one of the two; the first is on line {self.lines[here]}"
                again = f"'{event.value}' is written twice"
                where = Problem(self.name, line, _field(here), again, "each name once", first)
                self.problems.append(where)
                self._value(next(self._events), (*place, f"{event.value} (again)"))
                continue
            self.lines[here] = line
            found[event.value] = self._value(next(self._events), here)
        return found


def _text(path: Path, name: str) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise unreadable(name, 0, f"cannot be read: {error.strerror or error}") from None
    if len(raw) > MOST_BYTES:
        raise unreadable(name, 0, f"{len(raw):,} bytes", f"at most {MOST_BYTES:,} bytes")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise unreadable(name, line, "not UTF-8", do="save the file as UTF-8") from None


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)


def _field(place: Place) -> str:
    out = ""
    for part in place:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else str(part)
    return out


def unreadable(
    name: str, line: int, found: str, allowed: str = "", do: str = ""
) -> UnreadableInput:
    """Return the error for a file that cannot be read at all."""
    return UnreadableInput(
        "The file cannot be read.", [Problem(name, line, "", found, allowed, do)]
    )
