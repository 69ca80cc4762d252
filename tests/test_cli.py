"""The command line: text for managers, JSON for machines, exit codes for scripts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from caseflow.cli import app, main
from caseflow.library import councils

ROOT = Path(__file__).parent.parent
CIN = [
    "decide", "nottingham", "--at", "duty", "--happens", "assessment_completed",
    "--fact", "plan=child_in_need", "--fact", "unaccompanied=no", "--on", "2021-04-28",
]  # fmt: skip


def run(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "caseflow", *arguments],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def as_json(*arguments: str) -> Any:
    code, out, err = run(*arguments, "--format", "json")
    assert not err
    return code, json.loads(out)


def test_a_decision_reads_as_text_a_manager_can_use() -> None:
    code, out, _ = run(*CIN)
    assert code == 0
    assert out.startswith("The case moves to Fieldwork")
    assert "Wednesday 28 April 2021" in out
    assert "Child In Need, para 1" in out


def test_a_decision_as_json_has_the_promised_shape() -> None:
    code, found = as_json(*CIN)
    assert code == 0
    assert (found["outcome"], found["to"]) == ("moves", ["fieldwork"])
    assert found["decided_by"] == "duty-to-fieldwork-child-in-need"
    assert {"rule", "applies", "conditions", "clauses"} <= set(found["reasons"][0])
    assert {"what", "by", "readings", "safe"} <= set(found["deadlines"][0])
    assert set(found["checklist"]) == {"items", "missing"}
    for name in ("moment", "steps", "joint_work", "tell", "findings", "needs"):
        assert name in found


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["decide", "notingham", "--at", "duty", "--happens", "x"], "did you mean 'nottingham'?"),
        (["decide", "../etc", "--at", "duty", "--happens", "x"], "no such council"),
        ([*CIN, "--fact", "plam=x"], "did you mean 'plan'?"),
        ([*CIN, "--fact", "plan"], "name=value"),
        ([*CIN, "--fact", "date_of_birth=2022-01-01"], "before the birth"),
        ([*CIN, "--on", "28/04/2021"], "write it as 2021-04-28"),
        ([*CIN, "--format", "xml"], "text or json"),
        (["due", "nottingham", "nothing"], "no rule 'nothing'"),
        (
            ["due", "nottingham", "duty-to-fieldwork-child-in-need", "--date", "evnt=2021-04-28"],
            "nothing is called",
        ),
        (["clauses"], "Name a council"),
        (["scenarios", "no-such-file.yaml"], "cannot be read"),
        (["clauses", "nottingham", "--against", "no-such-file.txt"], "cannot be read"),
    ],
)
def test_bad_input_ends_with_2_and_plain_words(arguments: list[str], words: str) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert words in err
    assert "Traceback" not in err
    assert not out


@pytest.mark.parametrize("council", councils())
def test_no_clause_of_a_council_is_left_out(council: str) -> None:
    code, found = as_json("clauses", council)
    assert (code, found["uncited"]) == (0, 0)
    assert found["clauses"] == found["cited"] + found["context"] == len(found["list"])


def test_deadlines_of_one_rule_come_as_dates() -> None:
    code, found = as_json(
        "due", "nottingham", "duty-to-fieldwork-child-in-need", "--date", "notified=2021-04-28"
    )
    meeting = next(d for d in found["deadlines"] if d["step"] == "planning-meeting")
    assert code == 0
    assert [r["date"] for r in meeting["readings"]] == ["2021-05-13", "2021-05-12"]
    assert meeting["safe"] == "2021-05-12"


def test_deadlines_of_one_rule_go_into_a_calendar_file(tmp_path: Path) -> None:
    path = tmp_path / "deadlines.ics"
    code, out, err = run(
        *("due", "nottingham", "duty-to-fieldwork-child-in-need"),
        *("--date", "notified=2021-04-28", "--ics", str(path)),
    )
    assert code == 0
    assert "safe under every reading: Wednesday 12 May 2021" in out
    assert "not counted besides weekends: May Day, Monday 3 May 2021" in out
    assert f"2 of 3 deadlines are in {path}" in err
    assert "not in it, no safe date: Arrange a handover visit" in err
    raw = path.read_bytes()
    assert raw.count(b"BEGIN:VEVENT") == 2
    assert b"DTSTART;VALUE=DATE:20210512" in raw


def test_no_calendar_is_written_without_a_safe_date_or_where_it_cannot_be(tmp_path: Path) -> None:
    rule = ("due", "nottingham", "duty-to-fieldwork-child-in-need")
    path = tmp_path / "none.ics"
    code, _, err = run(*rule, "--ics", str(path))
    assert (code, path.exists()) == (2, False)
    assert "no deadline has a safe date yet" in err
    nowhere = str(tmp_path / "no folder" / "x.ics")
    code, _, err = run(*rule, "--date", "notified=2021-04-28", "--ics", nowhere)
    assert code == 2
    assert "cannot be written" in err
    assert "Traceback" not in err


def test_checklist_deadlines_and_the_moment_come_with_a_transfer() -> None:
    code, found = as_json(
        "due", "stoke-on-trent", "court-to-children-in-care", "--date", "placed_on=2025-05-01"
    )
    steps = {due["step"]: due for due in found["deadlines"]}
    assert code == 0
    assert steps["placement-meeting"]["owner"] == "transfer-standards"
    assert steps["placement-meeting"]["safe"] == "2025-05-04"
    assert steps["placement-meeting"]["where"]


def test_a_failing_scenario_ends_with_1_and_says_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "- name: A wrong claim\n  policy: nottingham\n  at: duty\n  happens: assessment_completed\n"
        "  with: {plan: child_in_need, unaccompanied: no}\n  expect: {to: permanency}\n"
    )
    code, found = as_json("scenarios", str(path))
    assert code == 1
    assert (found["passed"], found["failed"]) == (0, 1)
    result = found["results"][0]
    assert (result["expected"], result["got"]) == ({"to": ["permanency"]}, {"to": ["fieldwork"]})
    assert (result["line"], result["passed"]) == (1, False)
    assert found["unreached"]["rules"]


def test_the_schema_knows_every_fact_and_event() -> None:
    code, out, _ = run("schema")
    found = json.loads(out)
    assert code == 0
    assert "further_social_work_needed" in found["$defs"]["Condition"]["properties"]
    assert "assessment_completed" in json.dumps(found["$defs"]["Transfer"]["properties"]["on"])


def test_the_committed_schemas_are_current() -> None:
    folder = ROOT / "caseflow" / "policies"
    assert (folder / "policy.schema.json").read_text() == run("schema")[1]
    assert (folder / "scenario.schema.json").read_text() == run("schema", "--scenarios")[1]


def test_a_draft_index_can_be_made_from_any_document(tmp_path: Path) -> None:
    document = tmp_path / "new.txt"
    document.write_text("1.1. A first clause.\n1.2. A second.\n")
    code, out, _ = run("clauses", "--draft", str(document))
    assert code == 0
    assert "{id: 1.2, " in out


def test_a_changed_document_ends_with_1_and_lists_what_is_new(tmp_path: Path) -> None:
    document = tmp_path / "new.txt"
    document.write_text("Something entirely new.\n")
    code, out, _ = run("clauses", "nottingham", "--against", str(document))
    assert code == 1
    assert "Something entirely new." in out


def test_the_version_is_told() -> None:
    code, out, _ = run("--version")
    assert code == 0
    assert out.startswith("caseflow ")


COMMANDS = sorted(
    command.name or command.callback.__name__
    for command in app.registered_commands
    if command.callback
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_is_in_the_docs(command: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert "Example" in shown.output
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    assert any(f"caseflow {command}" in page.read_text(encoding="utf-8") for page in pages)


def test_errors_for_people_carry_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["caseflow", "clauses", "nowhere"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "no such council" in capsys.readouterr().err


def test_the_committed_maps_are_current() -> None:
    code, out, _ = run("maps", "--check")
    assert code == 0, out


@pytest.mark.parametrize("council", councils())
def test_the_scenarios_of_a_council_pass_and_leave_nothing_unreached(council: str) -> None:
    code, found = as_json("scenarios", f"tests/scenarios/{council}.yaml")
    assert [r["name"] for r in found["results"] if not r["passed"]] == []
    assert found["unreached"] == {"rules": [], "clauses": []}
    assert code == 0


def test_what_a_revision_changes_is_said_part_by_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "unnamed"
    folder.mkdir()
    text = (ROOT / "caseflow" / "policies" / "unnamed" / "undated.yaml").read_text("utf-8")
    (folder / "undated.yaml").write_text(text, "utf-8")
    monkeypatch.setenv("CASEFLOW_POLICIES", str(tmp_path))
    code, _, err = run("changes", "unnamed")
    assert code == 2
    assert "nothing to compare it with" in err
    assert "Traceback" not in err
    later = text.replace("ahead: 6 weeks", "ahead: 8 weeks", 1).replace(
        "dated: undated", "dated: 2027-04", 1
    )
    (folder / "2027-04.yaml").write_text(later, "utf-8")
    code, out, _ = run("changes", "unnamed")
    assert code == 0
    assert "Deadlines: 1\n" in out
    assert "    before: 6 weeks\n    after:  8 weeks\n" in out
    assert "Lines of the map: nothing changes" in out
    code, data = as_json("changes", "unnamed", "undated", "2027-04")
    assert code == 0
    assert [one["after"] for one in data["written"]] == ["8 weeks"]
    assert (data["decisions"], data["lines"], data["checks"]) == ([], [], [])
