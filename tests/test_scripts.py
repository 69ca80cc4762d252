"""The scripts of the pages are typed, few and plain."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).parent.parent
ASSETS = ROOT / "caseflow" / "assets"
OTHERS = {"iframe-worker.js"}
SCRIPTS = [path for path in sorted(ASSETS.glob("*.js")) if path.name not in OTHERS]
MOST_BYTES = 40_000


def tsc(project: Path) -> subprocess.CompletedProcess[str]:
    """Check the types of a project's scripts with the TypeScript of package-lock.json."""
    compiler = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
    assert compiler.is_file(), "TypeScript is missing: 'make test' fetches it into node_modules"
    node = Path(dev.PYTHON).with_name(f"node{dev.EXE}")
    return subprocess.run(
        [str(node), str(compiler), "--project", str(project / "tsconfig.json")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_every_script_passes_the_strict_type_check() -> None:
    done = tsc(ROOT)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


def test_the_type_check_sees_a_mistake_in_a_script(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tsconfig.json", tmp_path)
    for script in SCRIPTS:
        copied = tmp_path / script.relative_to(ROOT)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(script, copied)
    with (tmp_path / "caseflow" / "assets" / "run.js").open("a") as end:
        end.write("document.querySelector('a').focus();\n")
    done = tsc(tmp_path)
    assert done.returncode != 0
    assert "run.js" in done.stdout
    assert "possibly 'null'" in done.stdout


def test_the_type_check_is_strict_and_leaves_out_only_what_others_wrote() -> None:
    settings = json.loads((ROOT / "tsconfig.json").read_text("utf-8"))
    options = settings["compilerOptions"]
    assert options["checkJs"]
    assert options["strict"]
    assert settings["exclude"] == [f"caseflow/assets/{name}" for name in sorted(OTHERS)]
    assert not [path.name for path in SCRIPTS if "@ts-" in path.read_text("utf-8")]


def test_our_scripts_are_light() -> None:
    sizes = {path.name: path.stat().st_size for path in SCRIPTS}
    assert sum(sizes.values()) < MOST_BYTES, sizes


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_strict_asks_no_other_file_and_runs_no_data(path: Path) -> None:
    text = path.read_text("utf-8")
    assert '"use strict";' in text
    doing = (
        r"\b(?:fetch|XMLHttpRequest|importScripts|eval|innerHTML|outerHTML|insertAdjacentHTML)\b"
    )
    doing += r"|document\.write|new Function|^\s*(?:import|export)\b"
    assert not re.findall(doing, text, re.MULTILINE)


def test_the_lock_of_node_packages_names_no_address_and_hashes_everything() -> None:
    text = (ROOT / "package-lock.json").read_text("utf-8")
    packages = json.loads(text)["packages"]
    named = {name: about for name, about in packages.items() if name}
    assert named
    assert "resolved" not in text
    assert not re.findall(r"https?://\S+", text)
    assert not [name for name, about in named.items() if "integrity" not in about]


def test_node_packages_are_asked_for_in_one_version_each() -> None:
    asked = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    held = {name: locked[f"node_modules/{name}"]["version"] for name in asked}
    assert held == asked
