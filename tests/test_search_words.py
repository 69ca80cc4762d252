"""Words for the same thing, other forms, and figures written the other way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from caseflow.errors import BuildFailed
from caseflow.loader import load_vocabulary
from caseflow.model import Vocabulary
from caseflow.pages import Page
from caseflow.search_words import figures, forms_of, found_by, same_thing
from caseflow.site.search import INDEX, index_aliases, mend_worker


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("within three months", "3 months"),
        ("48 hours", ""),
        ("6 weeks", "six weeks"),
        ("two working days", "2 working days"),
        ("told at 15 ¾", "15¾ 15 3/4 15.75"),
        ("at 13½", "13½ 13 1/2 13.5"),
        ("under Section 20", "section 20 s20 s.20"),
        ("s47 enquiry", "section 47 s47 s.47"),
    ],
)
def test_figures_are_found_however_they_are_written(text: str, also: str) -> None:
    assert figures(text) == ((also,) if also else ())


def test_one_word_for_a_thing_leads_to_all_the_others(vocabulary: Vocabulary) -> None:
    for word in ("LAC", "children in care", "Looked-after child"):
        assert {"LAC", "CLA", "CIC"} <= set(found_by((word,), vocabulary)), word


def test_a_local_word_leads_to_the_general_one_and_not_back(vocabulary: Vocabulary) -> None:
    assert "disability" in found_by(("WLDT",), vocabulary)
    assert "0-25" not in found_by(("disability",), vocabulary)


def test_a_word_inside_another_word_is_not_that_word(vocabulary: Vocabulary) -> None:
    assert found_by(("Pace of work",), vocabulary) == ("Pace of work",)
    assert "referral" not in found_by(("re-referral-desk",), vocabulary)


def test_one_group_does_not_lead_on_to_the_next(vocabulary: Vocabulary) -> None:
    assert "court" not in found_by(("special guardianship",), vocabulary)


def test_misspellings_lead_to_the_word_and_the_word_to_them(vocabulary: Vocabulary) -> None:
    assert "assesment" in forms_of(("Assessment and Duty",), vocabulary)
    assert "conference" in forms_of(("conferance",), vocabulary)


def test_same_thing_means_a_whole_word() -> None:
    assert same_thing(("PLO", "court"), ("plo",))
    assert not same_thing(("court",), ("court reports",))


def written(folder: Path, docs: list[dict[str, object]]) -> None:
    path = folder / INDEX
    path.parent.mkdir(parents=True)
    index = {"config": {"pipeline": ["stopWordFilter"]}, "docs": docs}
    path.write_text(json.dumps(index), encoding="utf-8")


def test_an_entry_has_its_council_its_title_and_all_it_is_found_by(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    where = "handbook/x/transfers/a.html"
    written(
        tmp_path,
        [
            {"location": where, "title": "A", "text": "Within three months."},
            {"location": f"{where}#top", "title": "A", "text": "More."},
            {"location": f"{where}#steps", "title": "Section 47", "text": ""},
            {"location": "decisions/1.html", "title": "A decision", "text": ""},
        ],
    )
    page = Page(where, "Xton: LAC <b>", "A", "", "", ("Xton",), ("Xton", "handover"), boost=1.5)
    index_aliases(tmp_path, [page], vocabulary)
    index = json.loads((tmp_path / INDEX).read_text(encoding="utf-8"))
    docs = {entry["location"]: entry for entry in index["docs"]}
    assert len(docs) == 3
    first = docs[where]
    assert first["council"] == "xton"
    assert "<" not in first["title"] + first["names"]
    assert {"cla", "cic"} <= set(first["names"].split())
    assert {"3", "months", "visit"} <= set(first["aliases"].split())
    assert "More." in first["text"]
    assert "s47" in docs[f"{where}#steps"]["names"].split()
    assert docs["decisions/1.html"]["boost"] < 0.2 < first["boost"]
    assert set(index["config"]["fields"]) >= {"council", "names", "aliases", "forms", "text"}


def test_the_themes_search_script_is_mended_once_and_an_unknown_one_stops_the_build(
    tmp_path: Path,
) -> None:
    script = tmp_path / "assets" / "javascripts" / "workers" / "search.1.min.js"
    with pytest.raises(BuildFailed, match="no search script"):
        mend_worker(tmp_path)
    script.parent.mkdir(parents=True)
    script.write_text("a;e=e+s+o.id}return e},b", encoding="utf-8")
    mend_worker(tmp_path)
    mended = script.read_text(encoding="utf-8")
    assert mended == 'a;e=e+s+o.id+","}return e},b'
    mend_worker(tmp_path)
    assert script.read_text(encoding="utf-8") == mended
    script.write_text("something else", encoding="utf-8")
    with pytest.raises(BuildFailed, match=r"search\.1\.min\.js"):
        mend_worker(tmp_path)
