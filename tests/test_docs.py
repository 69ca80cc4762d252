"""The README and the docs say what is true."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from caseflow.cli import app

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
PAGES = [page for page in PAGES if "handbook" not in page.parts]


def consoles(page: Path) -> list[str]:
    return re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def test_the_output_shown_in_the_readme_is_what_the_command_prints() -> None:
    block = next(b for b in consoles(ROOT / "README.md") if "caseflow decide" in b)
    command, _, shown = block.partition("\n")
    words = shlex.split(command.removeprefix("$ caseflow"))
    done = subprocess.run(
        [sys.executable, "-m", "caseflow", *words],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.startswith(shown)


def test_the_python_shown_in_the_readme_runs_and_prints_what_it_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", text, re.DOTALL)[0]
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  # our own README
    said = [line.split("#")[1].split(":")[0].strip() for line in code.splitlines() if "# " in line]
    assert capsys.readouterr().out.splitlines() == said


def test_the_two_commands_and_real_output_come_early_in_the_readme() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30]
    assert any("make handbook" in line for line in lines)
    assert any("The case moves to" in line for line in lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in link and not link.startswith("mailto:"):
            assert (page.parent / link).exists() or "handbook/" in link, f"{page}: {link}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_command_shown_is_one_that_exists(page: Path) -> None:
    known = {one.callback.__name__ for one in app.registered_commands if one.callback}
    for block in consoles(page):
        for name in re.findall(r"^\$ caseflow (\w+)", block, re.MULTILINE):
            assert name in known
