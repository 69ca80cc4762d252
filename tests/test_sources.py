"""A document becomes clauses with fingerprints, and a new version shows what changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from caseflow.model import Clause
from caseflow.sources import compare, draft, fingerprint, split

OLD = """# Purpose

This says why.

1.1. First clause of the invented document.
 - a point of it
| Cell one | Cell two |
|--|--|
| <p>Left</p> | <ul><li>One</li><li>Two</li></ul> |
"""


def index(document: str) -> list[Clause]:
    return [
        Clause(id=f"c/{n}", fingerprint=line.fingerprint) for n, line in enumerate(split(document))
    ]


def test_markup_case_and_spacing_do_not_change_a_fingerprint() -> None:
    assert fingerprint("**Once**  confirmed, the case") == fingerprint("once confirmed the case")


def test_one_figure_changes_a_fingerprint() -> None:
    assert fingerprint("within 5 working days") != fingerprint("within 6 working days")
    assert fingerprint("from 15 ¾") != fingerprint("from 15 ½")


def test_table_cells_and_list_points_are_clauses_of_their_own() -> None:
    assert [line.text for line in split(OLD)][-5:] == ["Cell one", "Cell two", "Left", "One", "Two"]


def test_a_draft_index_keeps_numbers_and_headings() -> None:
    lines = list(draft(OLD))
    assert 'heading: "Purpose"' in lines[0]
    assert "{id: 1.1, " in lines[2]
    assert "{id: 1.1/1, " in lines[3]


def test_an_unchanged_document_compares_as_unchanged() -> None:
    found = compare(index(OLD), OLD)
    assert (found.missing, found.new) == ((), ())


def test_a_changed_clause_is_both_gone_and_new() -> None:
    found = compare(index(OLD), OLD.replace("why", "when"))
    assert found.missing == ("c/1",)
    assert [line.text for line in found.new] == ["This says when."]


@given(st.lists(st.text(st.characters(categories=["L", "N", "Zs"]), max_size=20), max_size=12))
def test_every_line_with_words_is_counted_once(lines: list[str]) -> None:
    document = "\n".join(lines)
    found = compare(index(document), document)
    assert len(found.same) == len(list(split(document)))
    assert not found.new
