"""Slips made on purpose: every kind is made, a scenario notices, a run can be taken up again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import pytest

from caseflow import mutation_run
from caseflow.errors import UnreadableInput
from caseflow.library import load
from caseflow.model import Policy
from caseflow.mutation_run import try_mutants
from caseflow.mutations import applied, mutants

ROOT = Path(__file__).parent.parent
COUNCIL = "unnamed"


class Counting:
    """Stands in for the pool of workers: tries nothing, and notes what it was asked to try."""

    asked: list[int]

    def __init__(self) -> None:
        type(self).asked = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def map(self, _do: object, _names: object, chunks: Sequence[list[int]]) -> Iterator[Any]:
        for chunk in chunks:
            type(self).asked += chunk
            yield {str(index): False for index in chunk}


def ignored(_done: int, _of: int) -> None:
    """Take no notice of progress."""


def test_every_kind_of_slip_is_made(testshire: Policy) -> None:
    changes = " | ".join(mutant.change for mutant, _ in mutants(testshire))
    kinds = ("dropped", "moved by 1", "moved by -1", "plus one", "in working days", "to locality")
    for kind in (*kinds, ": by ", "steps 1 removed", "chronology removed", "partner", "without"):
        assert kind in changes, kind
    assert all(mutant.line for mutant, _ in mutants(testshire))


def test_a_mutant_differs_from_its_policy_in_one_thing(testshire: Policy) -> None:
    for mutant, changed in mutants(testshire):
        assert applied(testshire, mutant, changed) != testshire, mutant


def test_the_command_says_how_many_were_killed_and_what_survived_where(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "caseflow", "check", COUNCIL, "--mutations", "--format", "json"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    found = json.loads(done.stdout)[COUNCIL]
    assert done.returncode == 0, done.stderr
    assert found["mutants"] == len(mutants(load(COUNCIL)))
    assert found["killed"] + len(found["survivors"]) == found["mutants"]
    assert found["killed"] >= 0.95 * found["mutants"]
    for survivor in found["survivors"]:
        assert Path(survivor["file"]).name == Path(load(COUNCIL).file).name
        assert survivor["line"] > 1
        assert survivor["change"]


def test_a_run_that_was_stopped_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutation_run, "CACHE", tmp_path)
    monkeypatch.setattr(mutation_run, "ProcessPoolExecutor", Counting)
    told: list[tuple[int, int]] = []
    first = try_mutants(COUNCIL, lambda done, of: told.append((done, of)))
    assert sorted(Counting.asked) == list(range(first.mutants))
    assert told[-1] == (first.mutants, first.mutants)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    [kept] = tmp_path.glob("*.json")
    lived = json.loads(kept.read_text())
    kept.write_text(json.dumps({index: lived[index] for index in list(lived)[30:]}))
    again = try_mutants(COUNCIL, ignored)
    assert Counting.asked == list(range(30))
    assert again == first
    try_mutants(COUNCIL, ignored)
    assert Counting.asked == []


def test_scenarios_that_fail_already_are_not_taken_for_alert(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mutation_run, "survives", lambda *_: False)
    with pytest.raises(UnreadableInput, match="fail already"):
        try_mutants(COUNCIL, ignored)
