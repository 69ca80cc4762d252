"""Every notebook runs in the lab to its last cell, as it does elsewhere, and asks no other host."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from caseflow import notebooks as elsewhere
from caseflow.answers import solve
from caseflow.lab import FOLDER, put
from caseflow.library import lessons, load
from caseflow.model.lesson import Exercise
from caseflow.site.lab import build
from caseflow.site.notebooks import notebooks
from tests.browser.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = {path.stem: path for path in notebooks(ROOT)}
OTHER_HOSTS = re.compile(r"^(?:https?|wss?)://(?!127\.0\.0\.1[:/])")
NOT_DRAWN = "This map cannot be drawn here: there is no drawing engine. "
"""Said of a draft's changed map alone; those of the published policies are prepared."""
SECONDS = 300
"""How long a notebook may take; a machine at rest needs a tenth of it."""
SHOWN = "window.jupyterapp?.shell?.currentWidget"
STATE = f"""() => ({{
    cells: {SHOWN}.content.model.toJSON().cells,
    status: {SHOWN}.sessionContext.session?.kernel?.status,
}})"""
CONNECTED = f"{SHOWN}?.sessionContext?.session?.kernel?.connectionStatus === 'connected'"


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a handbook, in a folder of its server, that is hardly more than its lab."""
    served = tmp_path_factory.mktemp("served")
    put(build(ROOT, ROOT / ".cache"), served / "handbook-of-ours" / FOLDER)
    with serving(served) as address:
        yield f"{address}/handbook-of-ours"


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """What was asked of other hosts; every such request is refused."""
    return []


@pytest.fixture(scope="module")
def learner(browser: Browser, asked: list[str]) -> Iterator[BrowserContext]:
    """A learner's window, in which the tests can look at the application's own state."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    def show(route: Route) -> None:
        answer = route.fetch()
        settings = answer.json()
        settings.setdefault("jupyter-config-data", {})["exposeAppInBrowser"] = True
        route.fulfill(response=answer, json=settings)

    context.route(OTHER_HOSTS, refuse)
    context.route("**/jupyter-lite.json*", show)
    yield context
    context.close()


def opened(learner: BrowserContext, handbook: str, name: str) -> Page:
    """Open a notebook as 'Run it here' does, and wait for its Python."""
    page = learner.new_page()
    page.goto(f"{handbook}/lab/notebooks/index.html?path={name}.ipynb")
    page.wait_for_function(CONNECTED, timeout=SECONDS * 1000)
    return page


def ended(page: Page, wanted: int) -> list[dict[str, Any]]:
    """Return the code cells once so many are done and nothing runs, or as soon as one fails."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        state = page.evaluate(STATE)
        code: list[dict[str, Any]] = [c for c in state["cells"] if c["cell_type"] == "code"]
        done = [cell for cell in code if cell["execution_count"]]
        if failures(code) or (len(done) >= wanted and state["status"] == "idle"):
            return code
        page.wait_for_timeout(200)
    pytest.fail(f"Not at its end after {SECONDS} s: {len(done)} of {wanted} cells are done.")


def failures(cells: list[dict[str, Any]]) -> list[str]:
    """What went wrong in cells, or was printed as an error."""
    outputs = [output for cell in cells for output in cell["outputs"]]
    wrong = [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]
    return [f"{o.get('evalue', '')}{o.get('text', '')}" for o in wrong]


def words(cell: Any) -> str:
    """What a cell printed and gave, as plain words."""
    found = [o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell["outputs"]]
    return "".join("".join(text) for text in found)


def typed(page: Page, exercise: Exercise) -> str:
    """Type the model answer to an exercise into its cell, run the cell and return the reply."""
    value = solve(exercise, load(exercise.case.policy)).value
    right = sorted(value) if isinstance(value, frozenset) else value
    answer = repr(right if isinstance(right, int | list) else str(right))
    place = page.evaluate(
        f"""id => {{
            const notebook = {SHOWN}.content;
            const has = (cell) => cell.model.sharedModel.source.includes(`check("${{id}}"`);
            notebook.activeCellIndex = notebook.widgets.findIndex(has);
            notebook.activeCell.model.outputs.clear();
            notebook.activate();
            return notebook.activeCellIndex;
        }}""",
        exercise.id,
    )
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(f"answer = {answer}\ncheck({json.dumps(exercise.id)}, answer)")
    page.keyboard.press("Shift+Enter")
    outputs = f"{SHOWN}.content.widgets[{place}].model.outputs.toJSON()"
    page.wait_for_function(f"{outputs}.length > 0", timeout=SECONDS * 1000)
    return words({"outputs": page.evaluate(outputs)})


@pytest.mark.parametrize("name", sorted(NOTEBOOKS))
def test_a_notebook_runs_in_the_browser_as_it_does_elsewhere_with_its_exercises(
    learner: BrowserContext, handbook: str, asked: list[str], name: str
) -> None:
    reference = elsewhere.executed([NOTEBOOKS[name]], ROOT / ".cache")[name]
    wanted = [cell for cell in reference.cells if cell.cell_type == "code"]
    page = opened(learner, handbook, name)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    found = ended(page, len(wanted))
    assert failures(found) == []
    said = [words(cell) for cell in found]
    assert [text.removeprefix(NOT_DRAWN) for text in said] == [words(cell) for cell in wanted]
    assert sum(text.startswith(NOT_DRAWN) for text in said) == (1 if name == "revise" else 0)
    replies = {one.id: typed(page, one) for one in lessons()[name].exercises}
    page.close()
    assert replies
    assert {key: reply for key, reply in replies.items() if not reply.startswith("Right.")} == {}
    assert asked == []


def test_from_a_folder_the_link_says_why_it_needs_a_server_and_gives_the_command(
    browser: Browser, tmp_path: Path
) -> None:
    script = (ROOT / "caseflow" / "assets" / "run.js").as_uri()
    path = tmp_path / "page.html"
    path.write_text(
        f'<!doctype html><script defer src="{script}"></script>'
        '<p><a class="cf-run" href="lab/notebooks/index.html">Run it here</a></p>'
    )
    context = browser.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    page.get_by_role("link", name="Run it here").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("only from a server")
    expect(page.get_by_role("alert").locator("code")).to_contain_text("python3 -m http.server")
    assert page.url == path.as_uri()
    context.close()
