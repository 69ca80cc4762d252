"""A draft of a policy's next revision, in a folder of its own: nothing published changes."""

from __future__ import annotations

import os
import re
import weakref
from html import escape
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from caseflow.errors import UnreadableInput, nearest
from caseflow.library import revisions
from caseflow.loader import load_file
from caseflow.model import Policy
from caseflow.shown.parts import Shown

_DATED = re.compile(r"^(\s+dated:\s*)\S+", re.MULTILINE)


class Draft:
    """A copy of a council's newest policy file under a new date, to be changed and read.

    The copy is gone when the draft is; save ``text`` elsewhere to keep it.
    """

    def __init__(self, council: str, dated: str, folder: Path | None = None) -> None:
        """Copy the newest revision; raise UnreadableInput for an unknown council."""
        newest = revisions(council, folder)[-1]
        kept = mkdtemp(prefix="caseflow-")
        weakref.finalize(self, rmtree, kept, ignore_errors=True)
        self.path = Path(kept) / council / f"{dated}.yaml"
        self.path.parent.mkdir()
        text = newest.read_text("utf-8").replace("\r\n", "\n")
        self.path.write_text(_DATED.sub(rf"\g<1>{dated}", text, count=1), encoding="utf-8")

    @property
    def text(self) -> str:
        """The whole file."""
        return self.path.read_text("utf-8")

    def read(self) -> Policy:
        """Return the draft as a policy; raise UnreadableInput with every problem of the file."""
        return load_file(self.path)

    def problems(self) -> Shown:
        """Return what is wrong with the draft in plain words, or that nothing is."""
        try:
            self.read()
        except UnreadableInput as error:
            said = str(error).replace(f"{self.path.parent}{os.sep}", "")
            return Shown(f"<pre>{escape(said)}</pre>", said)
        return Shown("<p>Nothing is wrong.</p>", "Nothing is wrong.")

    def show(self, thing_id: str) -> Shown:
        """Return the lines of a rule, or of anything else with an id, with their numbers."""
        lines = self.text.split("\n")
        first, last = self._block(thing_id)
        words = "\n".join(f"{n + 1:5}  {lines[n]}" for n in range(first, last)).rstrip()
        return Shown(f"<pre>{escape(words)}</pre>", words)

    def change(self, thing_id: str, old: str, new: str) -> None:
        """Put new words in the place of old ones, within one rule.

        Raises UnreadableInput unless the old words stand there exactly once.
        """
        lines = self.text.split("\n")
        first, last = self._block(thing_id)
        block = "\n".join(lines[first:last])
        if block.count(old) != 1:
            many = "are not there" if old not in block else f"are there {block.count(old)} times"
            raise UnreadableInput(f"In {thing_id}, the words '{old}' {many}; they must be once.")
        lines[first:last] = block.replace(old, new).split("\n")
        self.path.write_text("\n".join(lines), encoding="utf-8")

    def _block(self, thing_id: str) -> tuple[int, int]:
        """Return where a thing begins and ends in the file, as places in its list of lines."""
        lines = self.text.split("\n")
        begins = re.compile(rf"^(\s*)- (?:\{{)?id: {re.escape(thing_id)}\b(?!-)")
        for first, line in enumerate(lines):
            if found := begins.match(line):
                depth = len(found[1])
                rest = range(first + 1, len(lines))
                ends = (n for n in rest if lines[n].strip() and _depth(lines[n]) <= depth)
                return first, next(ends, len(lines))
        known = re.findall(r"- (?:\{)?id: ([a-z0-9-]+)", self.text)
        hint = nearest(thing_id, known)
        raise UnreadableInput(f"Nothing in the draft is called '{thing_id}'. {hint}".strip())


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
