"""Reading YAML: every mistake with its line, all at once, and nothing that can hurt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.errors import CaseflowError, UnreadableInput
from caseflow.library import load, revisions
from caseflow.loader import load_file, load_scenarios
from tests.conftest import DATA

GOOD = (DATA / "testshire.yaml").read_text()


def refused(tmp_path: Path, text: str | bytes) -> str:
    path = tmp_path / "policy.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UnreadableInput) as caught:
        load_file(path)
    return str(caught.value)


def line_of(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    to: assessment\n", "    to: assesment\n", "did you mean 'assessment'?"),
        ("    from: front-door\n", "    from: front-dor\n", "did you mean 'front-door'?"),
        ("on: proceedings_issued", "on: proceedings_isued", "did you mean 'proceedings_issued'?"),
        ("{plan: early_help, consent", "{plam: early_help, consent", "did you mean 'plan'?"),
        ("{plan: early_help, consent", "{plan: early_hlp, consent", "did you mean 'early_help'?"),
        (
            "checklist: ready-to-move\n    steps:\n      - id: checked",
            "checklist: redy\n    steps:\n      - id: checked",
            "unknown checklist 'redy'",
        ),
        ("by: front-door-manager", "by: front-door-manger", "did you mean 'front-door-manager'?"),
        (
            "of: notified}\n        only_if",
            "of: notifed}\n        only_if",
            "did you mean 'notified'?",
        ),
        (
            "within: 24 hours, of: event}",
            "within: 24 fortnights, of: event}",
            "not an amount of time",
        ),
        ("within: 24 hours, of: event}", "within: 0 hours, of: event}", "not an amount of time"),
        ("within: 24 hours, of: event}", "within: 24 hours}", "needs 'of'"),
        ("age: {at_least: 16}", "age: {at_least: sixteen}", "not a number"),
        ("age: {at_least: 16}", "age: {atleast: 16}", "cannot be compared by 'atleast'"),
        ("ages: {from: 0, under: 18}", "ages: {from: 0, under: 400}", "not an age"),
        ("read_on: 2026-11-22", "read_on: yesterday", "pattern"),
        ("strength: may", "strength: mya", "did you mean 'may'?"),
        ("    title: Proceedings begin", "    titel: Proceedings begin", "did you mean 'title'?"),
        ("clauses: ['5.2']", "clauses: ['5.9']", "unknown clause '5.9'"),
        ("    clauses: ['4.3']\n", "", "clauses: missing"),
        ("  - id: in-care\n", "  - id: locality\n", "used twice"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_nearest_name(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    assert old in GOOD
    message = refused(tmp_path, GOOD.replace(old, new, 1))
    assert words in message
    assert "policy.yaml:" in message
    assert "Traceback" not in message


def test_the_line_given_is_the_line_of_the_mistake(tmp_path: Path) -> None:
    text = GOOD.replace("by: front-door-manager", "by: nobody-at-all", 1)
    assert f"policy.yaml:{line_of(text, 'nobody-at-all')}: " in refused(tmp_path, text)


def test_every_mistake_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("    to: assessment\n", "    to: nowhere\n", 1)
    text = text.replace("on: proceedings_issued", "on: never", 1).replace(
        "kind: gap", "kind: hole", 1
    )
    message = refused(tmp_path, text)
    assert "findings[1].kind" in message
    assert "nowhere" in message
    assert "never" in message


def test_a_key_written_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    text = GOOD.replace("council: Testshire", "policy: again\ncouncil: Testshire", 1)
    message = refused(tmp_path, text)
    assert "written twice" in message
    assert "the first is on line 3" in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("# nothing but a comment\n", "empty"),
        ("- a\n- list\n", "not of the expected shape"),
        ("just words", "not of the expected shape"),
        ("a: [1, 2\nb: 3", "not YAML"),
        ("a: &x [1]\nb: *x", "anchor"),
        ("a: &a [*a]", "anchor"),
        (b"policy: caf\xe9", "not UTF-8"),
        (b"\x00\x01\x02", "not YAML"),
        ("[" * 5000, "nested more than 60"),
        ("a: " + "[" * 100 + "]" * 100, "nested"),
        ("a: " + "x" * 2_100_000, "at most"),
        ("policy: {{ evil }}", "not a word"),
        ("policy: !!python/object:os.system x", "a tag"),
        ("policy: a\n---\npolicy: b", "second document"),
    ],
)
def test_a_file_that_is_no_policy_is_refused_in_plain_words(
    tmp_path: Path, text: str | bytes, words: str
) -> None:
    assert words in refused(tmp_path, text)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        load_file(tmp_path / "none.yaml")


def test_yes_no_and_on_are_words_and_not_booleans(tmp_path: Path) -> None:
    policy = load_file(DATA / "testshire.yaml")
    rule = next(t for t in policy.transfers if t.id == "assessment-to-locality")
    assert rule.on == ("assessment_completed",)
    assert rule.unless is not None


def test_a_clause_number_is_never_taken_for_a_figure(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(GOOD.replace("'5.2'", "5.10").replace("'0ed5e098bae9'", "012345678901"))
    policy = load_file(path)
    assert policy.clause("5.10").fingerprint == "012345678901"


@given(st.text(max_size=300))
def test_no_text_at_all_makes_the_reader_crash(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "policy.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(CaseflowError):
        load_file(path)


@pytest.mark.parametrize("name", ["../nottingham", "/etc", "nottingam", "", "a b", "Nottingham"])
def test_a_council_that_is_not_there_or_lies_outside_is_refused(name: str) -> None:
    with pytest.raises(UnreadableInput, match="no such council"):
        revisions(name)


def test_a_revision_that_is_not_there_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "testshire"
    folder.mkdir()
    (folder / "2024-04.yaml").write_text(GOOD)
    assert load("testshire", folder=tmp_path).policy == "testshire"
    with pytest.raises(UnreadableInput, match="2024-04"):
        load("testshire", "2020-01", folder=tmp_path)


def test_a_policy_in_another_councils_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "2024-04.yaml").write_text(GOOD)
    with pytest.raises(UnreadableInput, match="misplaced"):
        load("elsewhere", folder=tmp_path)


def test_a_scenario_with_a_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(
        "- name: one\n  policy: testshire\n  at: assessment\n  hapens: x\n  expect: {}\n"
    )
    with pytest.raises(UnreadableInput) as caught:
        load_scenarios(path)
    assert "s.yaml:4: [1].hapens: unknown field" in str(caught.value)
    assert "did you mean 'happens'?" in str(caught.value)
