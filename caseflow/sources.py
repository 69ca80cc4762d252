"""A policy document becomes numbered clauses with fingerprints; its text is never kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseflow.model import Clause

_TAGS = re.compile(r"<[^>]+>")
_BREAKS = re.compile(r"</?(?:p|li|ul|br)\s*/?>|\t", re.IGNORECASE)
_LINKS = re.compile(r"\[bookmark:[^\]]*\]|\]\([^)]*\)")
_NUMBERED = re.compile(r"^(?:[-·•]\s*)?(\d{1,2}\.\d{1,2})\.?\s*(?=\S)")
_HEADING = re.compile(r"^(#+\s|\*\*.{3,90}\*\*$|\[bookmark:|\d{1,2}\. ?[A-Z][^.;]{3,100}$)")


@dataclass(frozen=True)
class Line:
    """One line of a document: its fingerprint, and what an author needs to name it."""

    number: int
    text: str
    fingerprint: str
    heading: bool


def normalise(text: str) -> str:
    """Return text without markup, case, spacing or punctuation, so that only its words count."""
    bare = _TAGS.sub(" ", _LINKS.sub(" ", text))
    return " ".join(re.findall(r"[a-z0-9¾½¼/£%]+", bare.lower().replace("’", "'")))


def fingerprint(text: str) -> str:
    """Return twelve hexadecimal digits that change when the words of the text change."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()[:12]


def split(document: str) -> Iterator[Line]:
    """Yield every line of a document that has words; table cells count as lines."""
    for number, raw in enumerate(document.splitlines(), start=1):
        pieces = raw.split("|") if raw.lstrip().startswith("|") else [raw]
        for piece in (part for cell in pieces for part in _BREAKS.split(cell)):
            if re.search(r"[a-z]", normalise(piece)):
                text = " ".join(_TAGS.sub(" ", piece).split())
                heading = bool(_HEADING.match(text))
                yield Line(number, text, fingerprint(piece), heading)


def draft(document: str) -> Iterator[str]:
    """Yield a first index in YAML for an author to rename; headings keep their words."""
    section, paragraph = "front", 0
    for line in split(document):
        numbered = _NUMBERED.match(line.text)
        if line.heading:
            words = (
                re.sub(r"[#*]|\[bookmark:[^\]]*\]", "", line.text).strip(" :.").replace('"', "'")
            )
            words = re.sub(r"^\d+\. ?", "", words)
            section, paragraph = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:50], 0
            yield f'  - {{id: {section}, fingerprint: {line.fingerprint}, heading: "{words}"}}'
            continue
        if numbered:
            name, section, paragraph = numbered[1], numbered[1], 0
        else:
            paragraph += 1
            name = f"{section}/{paragraph}"
        yield f"  - {{id: {name}, fingerprint: {line.fingerprint}}}  # line {line.number}"


@dataclass(frozen=True)
class Comparison:
    """What a document has that the index has not, and the other way round."""

    same: tuple[str, ...]
    missing: tuple[str, ...]
    """Clauses of the index whose words the document no longer has."""
    new: tuple[Line, ...]
    """Lines of the document that the index does not know."""


def compare(clauses: Sequence[Clause], document: str) -> Comparison:
    """Hold a document against a clause index, fingerprint by fingerprint, counting repeats."""
    lines = list(split(document))
    left = [line.fingerprint for line in lines]
    same, missing = [], []
    for clause in clauses:
        if clause.fingerprint in left:
            left.remove(clause.fingerprint)
            same.append(clause.id)
        else:
            missing.append(clause.id)
    new = []
    for line in lines:
        if line.fingerprint in left:
            left.remove(line.fingerprint)
            new.append(line)
    return Comparison(tuple(same), tuple(missing), tuple(new))
