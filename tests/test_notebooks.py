"""The worked notebooks: committed clean, run to the end, true of the policies, and kept."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from caseflow import notebooks as running
from caseflow.answers import solve
from caseflow.drafts import Draft
from caseflow.errors import BuildFailed, UnreadableInput
from caseflow.library import lessons, load
from caseflow.loader import POLICIES
from caseflow.pages import Book, examples, guide
from caseflow.site.notebooks import committed, notebooks, worked_examples
from caseflow.worked import CLAIM, worked

ROOT = Path(__file__).parent.parent
PATHS = notebooks(ROOT)
COUNCILS = ("islington", "nottingham", "south-gloucestershire", "stoke-on-trent", "unnamed")
NAMES = ("first-steps", *COUNCILS, "boundaries", "compare", "revise")
each = pytest.mark.parametrize("path", PATHS, ids=lambda path: str(path.stem))

# A change of policy that each notebook has to notice, and what stands in the cell that does.
CHANGES = {
    "first-steps": ("nottingham", "duty-to-fieldwork-child-in-need", "to: fieldwork", "to: duty"),
    "nottingham": ("nottingham", "visit-arranged", "within: 5", "within: 6"),
    "unnamed": ("unnamed", "section-20-to-cioc", "{over: 28}", "{over: 29}"),
    "south-gloucestershire": (
        *("south-gloucestershire", "response-to-locality-child-in-need"),
        *("at: cin_meeting_held", "at: event"),
    ),
    "islington": ("islington", "pathway-part-1", "within: 13 weeks", "within: 12 weeks"),
    "stoke-on-trent": ("stoke-on-trent", "court-joint-visit", "within: 2", "within: 3"),
    "compare": (
        *("nottingham", "duty-to-fieldwork-child-protection"),
        *("at: checklist-done", "at: event"),
    ),
    "boundaries": (
        *("islington", "custodial-sentence-to-if"),
        *("weeks_looked_after_since_14: {over: 13}", "weeks_looked_after_since_14: {at_least: 13}"),
    ),
    "revise": ("unnamed", "planned-handover", "ahead: 6 weeks", "ahead: 7 weeks"),
}


def plain(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def source(cell: Any) -> str:
    return "".join(cell["source"])


def code_of(path: Path) -> list[str]:
    return [source(cell) for cell in plain(path)["cells"] if cell["cell_type"] == "code"]


def printed(output: Any) -> str:
    data = output.get("data", {})
    return str(output.get("text", "")) + str(data.get("text/plain", ""))


def test_there_is_a_notebook_for_each_council_and_four_for_all() -> None:
    assert tuple(path.stem for path in PATHS) == NAMES


def test_every_notebook_has_a_lesson_and_every_lesson_a_notebook() -> None:
    assert {path.stem for path in PATHS} == set(lessons())


@each
def test_a_notebook_is_committed_without_outputs(path: Path) -> None:
    for cell in plain(path)["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


@each
def test_a_notebook_keeps_to_the_format_and_names_the_plain_kernel(path: Path) -> None:
    notebook = plain(path)
    running.FORMAT.validate(running.FORMAT.reads(path.read_text("utf-8"), as_version=4))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(ids) == len(set(ids))
    assert all(one.startswith(f"{path.stem}-") for one in ids)
    assert not re.search(r"/(home|root|Users|work|tmp)/", path.read_text("utf-8"))


@each
def test_a_notebook_imports_nothing_but_caseflow(path: Path) -> None:
    imported = [
        name
        for text in code_of(path)
        for node in ast.walk(ast.parse(text))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    ]
    assert set(imported) == {"caseflow"}


@each
def test_a_notebook_says_for_whom_how_long_and_to_what_end(path: Path) -> None:
    one = worked(path.stem, running.read(path))
    assert one.time == f"{one.lesson.minutes} minutes"
    assert one.aims
    assert one.whom


@each
def test_a_notebook_holds_its_text_to_the_policy(path: Path) -> None:
    tagged = [c for c in plain(path)["cells"] if CLAIM in c["metadata"].get("tags", [])]
    claims = [text for text in code_of(path) if "claim(" in text and "import" not in text]
    assert [source(cell) for cell in tagged] == claims
    assert all(cell["metadata"]["jupyter"]["source_hidden"] for cell in tagged)
    assert len(claims) >= 3


@pytest.mark.slow
@each
def test_a_notebook_runs_to_its_last_cell_every_claim_holds_and_exercises_wait(
    path: Path, tmp_path: Path
) -> None:
    done = running.executed([path], tmp_path)[path.stem]
    cells = [cell for cell in done.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    assert not [cell for cell in cells if CLAIM in cell.metadata.get("tags", []) and cell.outputs]
    asked = [cell for cell in cells if cell.source.startswith("answer = ...")]
    assert len(asked) == len(lessons()[path.stem].exercises)
    assert all(printed(cell.outputs[-1]).startswith("Not answered yet.") for cell in asked)


@pytest.mark.slow
def test_model_answers_are_right_when_run_and_wrong_ones_get_a_hint() -> None:
    notebook = running.read(PATHS[0])
    notebook.cells = notebook.cells[:3]  # down to what it fetches
    exercises = [exercise for lesson in lessons().values() for exercise in lesson.exercises]
    for exercise in exercises:
        value = solve(exercise, load(exercise.case.policy)).value
        right = sorted(value) if isinstance(value, frozenset) else value
        shown = repr(right if isinstance(right, int | list) else str(right))
        for answer in (shown, "'1999-01-01 00:00'"):
            text = f"answer = {answer}\nprint(check({exercise.id!r}, answer))"
            notebook.cells.append(running.FORMAT.v4.new_code_cell(text))
    done = running.run({PATHS[0].stem: notebook})[PATHS[0].stem]
    said = [printed(cell.outputs[-1]) for cell in done.cells if "print(" in cell.source]
    assert len(said) == 2 * len(exercises)
    assert not [text for text in said[::2] if not text.startswith("Right. ")]
    assert not [text for text in said[1::2] if text.startswith("Right.")]


def test_every_notebook_has_a_change_of_policy_to_notice() -> None:
    assert set(CHANGES) == set(NAMES)


@pytest.mark.slow
@each
def test_a_wrong_change_of_policy_makes_the_notebook_that_shows_it_fail(
    path: Path, tmp_path: Path
) -> None:
    council, thing, old, new = CHANGES[path.stem]
    policies = tmp_path / "policies"
    shutil.copytree(POLICIES, policies, ignore=shutil.ignore_patterns("*.json"))
    published = max((policies / council).glob("*.yaml"))
    draft = Draft(council, published.stem, policies)
    draft.change(thing, old, new)
    published.write_text(draft.text, encoding="utf-8")
    with pytest.raises(BuildFailed, match=rf"The notebook {path.stem} stops at cell \d+"):
        running.run({path.stem: running.read(path)}, policies)


@pytest.mark.slow
def test_a_cell_that_fails_is_named_and_nothing_is_kept(tmp_path: Path) -> None:
    notebook = plain(ROOT / "notebooks" / "first-steps.ipynb")
    broken = {"cell_type": "code", "id": "first-steps-x", "metadata": {}, "source": "1 / 0"}
    notebook["cells"].insert(3, {**broken, "outputs": [], "execution_count": None})
    path = tmp_path / "first-steps.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(BuildFailed) as error:
        running.executed([path], tmp_path / "cache")
    said = str(error.value)
    assert "The notebook first-steps stops at cell 4, which begins “1 / 0”" in said
    assert "division by zero" in said
    assert "Traceback" not in said
    assert not list((tmp_path / "cache").rglob("*.ipynb"))


class Counted:
    """Stands in for running notebooks, and counts."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, wanted: dict[str, Any], policies: Path = POLICIES) -> dict[str, Any]:
        self.names += wanted
        return dict(wanted)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    counting = Counted()
    monkeypatch.setattr(running, "run", counting)
    return counting


def test_a_notebook_whose_inputs_did_not_change_is_not_run_again(
    counted: Counted, tmp_path: Path
) -> None:
    paths = [ROOT / "notebooks" / f"{name}.ipynb" for name in ("first-steps", "unnamed")]
    running.executed(paths, tmp_path)
    running.executed(paths, tmp_path)
    assert counted.names == ["first-steps", "unnamed"]


def test_a_changed_notebook_is_run_again_and_replaces_what_was_kept(
    counted: Counted, tmp_path: Path
) -> None:
    path = tmp_path / "first-steps.ipynb"
    text = (ROOT / "notebooks" / "first-steps.ipynb").read_text("utf-8")
    for version in (text, text.replace("Kofi", "Kwesi")):
        path.write_text(version, encoding="utf-8")
        running.executed([path], tmp_path / "cache")
    assert counted.names == ["first-steps"] * 2
    assert len(list((tmp_path / "cache" / "notebooks").iterdir())) == 1


def test_a_changed_policy_runs_only_the_notebooks_that_use_it(
    counted: Counted, tmp_path: Path
) -> None:
    policies = tmp_path / "policies"
    shutil.copytree(POLICIES, policies)
    paths = [ROOT / "notebooks" / f"{name}.ipynb" for name in ("first-steps", "unnamed")]
    running.executed(paths, tmp_path, policies)
    with (policies / "unnamed" / "undated.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    running.executed(paths, tmp_path, policies)
    assert counted.names == ["first-steps", "unnamed", "unnamed"]


def test_notebooks_of_councils_that_are_not_built_are_left_out(
    counted: Counted, tmp_path: Path
) -> None:
    found = worked_examples(ROOT, [load("nottingham")], POLICIES, tmp_path)
    assert [one.name for one in found] == ["first-steps", "nottingham"]


def test_a_file_that_is_no_notebook_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "first-steps.ipynb"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"first-steps\.ipynb is not a notebook"):
        running.read(path)


def test_a_notebook_without_a_lesson_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "second-steps.ipynb"
    shutil.copy(ROOT / "notebooks" / "first-steps.ipynb", path)
    with pytest.raises(UnreadableInput, match="has no lesson"):
        running.read(path)


def test_a_first_cell_that_does_not_say_for_whom_is_refused() -> None:
    notebook = running.read(ROOT / "notebooks" / "first-steps.ipynb")
    notebook.cells[0].source = notebook.cells[0].source.replace("**For:**", "For")
    with pytest.raises(UnreadableInput, match="The first cell"):
        worked("first-steps", notebook)


def test_an_exercise_that_the_lesson_does_not_have_is_refused() -> None:
    notebook = running.read(ROOT / "notebooks" / "first-steps.ipynb")
    for cell in notebook.cells:
        cell.source = cell.source.replace("first-steps-word", "first-steps-words")
    with pytest.raises(UnreadableInput, match="differ in the exercises"):
        worked("first-steps", notebook)


def test_importing_caseflow_needs_none_of_what_a_browser_has_not() -> None:
    parts = tuple(f"caseflow.{part}" for part in running.APART)  # they do not count as inputs
    heavy = (*parts, "z3", "typer", "mkdocs", "jinja2", "graphviz", "nbclient", "nbconvert")
    code = f"import caseflow, sys; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def bodies(lab: bool) -> dict[str, str]:
    policies = tuple(load(council) for council in COUNCILS)
    book = Book(policies, worked=committed(ROOT), lab=lab)
    return {page.path: page.body for page in (*examples.pages(book), *guide.pages(book))}


def test_run_it_here_leads_to_the_lab_where_there_is_one() -> None:
    with_lab, without = bodies(lab=True), bodies(lab=False)
    for name in NAMES:
        path = f"handbook/examples/{name}.html"
        address = f'href="../../lab/notebooks/index.html?path={name}.ipynb"'
        assert f'class="cf-button cf-run" {address}' in with_lab[path]
        assert "cf-run" not in without[path].replace("cf-run-line", "")
        assert "make notebooks" in without[path]


def test_without_notebooks_there_is_no_page_of_them() -> None:
    book = Book((load("nottingham"),))
    assert not [*examples.pages(book), *guide.pages(book)]


def test_a_name_of_a_council_that_is_not_built_is_plain_words() -> None:
    policies = (load("nottingham"),)
    worked_ones = tuple(one for one in committed(ROOT) if one.name == "boundaries")
    pages = list(examples.pages(Book(policies, worked=worked_ones)))
    assert "Islington: what the document leaves open" in pages[1].body
    assert "islington/gaps.html" not in pages[1].body
    assert "../nottingham/timescales.html" in pages[1].body
