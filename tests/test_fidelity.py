"""The policies against the documents themselves, where those are at hand.

The documents are the councils' and not part of the project. ``CASEFLOW_SOURCES`` names the folder
that holds them; without it, ``shared/sources`` beside the checkout is used.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from caseflow.library import councils, load, revisions
from caseflow.sources import compare

ROOT = Path(__file__).parent.parent
SOURCES = Path(os.environ.get("CASEFLOW_SOURCES", ROOT.parent / "shared" / "sources"))
LONGEST = 12
"""A run of this many words in common is a copied sentence; shorter ones are names and figures."""


def document(council: str) -> str:
    """Return the document that a policy models: the one that has most of its fingerprints."""
    if not SOURCES.is_dir():
        pytest.skip(f"the councils' documents are not at {SOURCES}; set CASEFLOW_SOURCES")
    texts = [path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.txt"))]
    clauses = load(council).clauses
    return max(texts, key=lambda text: len(compare(clauses, text).same))


@pytest.mark.parametrize("council", councils())
def test_every_line_of_the_document_is_in_the_index_and_no_other(council: str) -> None:
    found = compare(load(council).clauses, document(council))
    assert (found.missing, found.new) == ((), ())


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", re.sub(r"<[^>]+>", " ", text.lower()))


@pytest.mark.parametrize("council", councils())
def test_no_sentence_of_the_document_is_copied(council: str) -> None:
    source = words(document(council))
    runs = {tuple(source[i : i + LONGEST]) for i in range(len(source) - LONGEST + 1)}
    copied = []
    for number, line in enumerate(revisions(council)[-1].read_text().splitlines(), start=1):
        if "fingerprint:" in line:  # headings keep their own words
            continue
        mine = words(re.sub(r"(clauses|bears_on|aliases): \[[^\]]*\]", "", line))
        if any(tuple(mine[i : i + LONGEST]) in runs for i in range(len(mine) - LONGEST + 1)):
            copied.append(f"line {number}: {line.strip()}")
    assert copied == []
