"""The locks, the commands that set up, and what the package takes with it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev

ROOT = Path(__file__).parents[1]
COMMANDS = ("setup", "handbook", "lab", "notebooks", "serve", "test", "lint", "lock")
LOCKS = tuple(dev.LOCKS)


def lock_text(name: str) -> str:
    return (ROOT / f"requirements/{name}.txt").read_text("utf-8")


def locked(name: str) -> dict[str, list[str]]:
    """Return the lines of a lock: each requirement with its hashes."""
    lines: dict[str, list[str]] = {}
    for line in lock_text(name).splitlines():
        text = line.strip().removesuffix("\\").strip()
        if text.startswith("--hash="):
            lines[next(reversed(lines))].append(text)
        elif text and not text.startswith("#"):
            lines[text] = []
    return lines


def pins(name: str) -> dict[str, set[str]]:
    """Return the versions that a lock holds for each package."""
    found: dict[str, set[str]] = {}
    for line in locked(name):
        requirement = Requirement(line)
        (version,) = requirement.specifier
        assert version.operator == "==", line
        found.setdefault(canonicalize_name(requirement.name), set()).add(version.version)
    return found


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def dependencies() -> list[str]:
    found: list[str] = pyproject()["project"]["dependencies"]
    return found


def imports(path: Path) -> Iterator[str]:
    """Yield the first part of every absolute import in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def targets() -> set[str]:
    """Return what can be made."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    rules = re.findall(r"^([\w ]+):(?!=)", makefile, re.MULTILINE)
    return {target for rule in rules for target in rule.split()}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_no_index_and_no_place_on_a_machine(name: str) -> None:
    text = lock_text(name)
    options = [line for line in text.splitlines() if re.match(r"-|\s+--(?!hash=sha256:)", line)]
    assert not options
    assert not re.findall(
        r"\S*(?:://|find-links|index-url|trusted-host|\.(?:org|com|io)\b)\S*", text
    )
    assert not re.findall(r"(?:^|\s)(?:/|~/|[A-Z]:\\)\S+", text)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    packages = locked(name)
    assert len(packages) > 20
    hashed = re.compile(r"--hash=sha256:[0-9a-f]{64}")
    bare = [line for line, hashes in packages.items() if not hashes]
    odd = [text for hashes in packages.values() for text in hashes if not hashed.fullmatch(text)]
    assert (bare, odd) == ([], [])


def test_every_system_gets_one_version_of_each_package() -> None:
    assert {name: found for name, found in pins("test").items() if len(found) > 1} == {}


def test_the_test_lock_holds_the_handbook_lock() -> None:
    handbook, test = pins("handbook"), pins("test")
    assert {name: test.get(name) for name in handbook} == handbook


def test_the_lock_satisfies_what_the_package_asks_for() -> None:
    held = pins("handbook")
    for text in dependencies():
        wanted = Requirement(text)
        versions = held[canonicalize_name(wanted.name)]
        assert all(wanted.specifier.contains(version) for version in versions), text


def test_what_the_package_imports_it_asks_for() -> None:
    asked = {canonicalize_name(Requirement(text).name) for text in dependencies()}
    brought_by = packages_distributions()
    imported = {name for path in (ROOT / "caseflow").rglob("*.py") for name in imports(path)}
    others = imported - sys.stdlib_module_names - {"caseflow"}
    unasked = {
        name
        for name in others
        if not asked & {canonicalize_name(found) for found in brought_by.get(name, ())}
    }
    assert unasked == set()


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_satisfies_its_own_requirements(name: str) -> None:
    held = pins(name)
    for line in (ROOT / f"requirements/{name}.in").read_text("utf-8").splitlines():
        if text := line.partition("#")[0].strip():
            wanted = Requirement(text)
            versions = held[canonicalize_name(wanted.name)]
            assert all(wanted.specifier.contains(version) for version in versions), text


def test_make_knows_every_command() -> None:
    assert targets() >= {*COMMANDS, "help", "clean"}


def test_every_make_command_in_the_documents_is_a_target() -> None:
    for document in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        text = document.read_text("utf-8") if document.exists() else ""
        used = re.findall(r"^(?:\$ )?make ([a-z]+)|`make ([a-z]+)", text, re.MULTILINE)
        assert {first or second for first, second in used} <= targets(), document.name


@pytest.mark.parametrize("words", [["--help"], []])
def test_the_set_up_script_lists_its_commands(words: list[str]) -> None:
    ran = run_dev(*words)
    assert ran.returncode == 0
    assert all(f"\n    {command} " in ran.stdout for command in COMMANDS)


def test_an_unknown_command_is_named_and_refused() -> None:
    ran = run_dev("handbok")
    assert ran.returncode == 1
    assert "handbok" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_package_brings_its_policies_templates_and_assets() -> None:
    package = ROOT / "caseflow"
    patterns = pyproject()["tool"]["setuptools"]["package-data"]["caseflow"]
    taken = {path for pattern in patterns for path in package.glob(pattern)}
    there = {path for path in package.rglob("*") if path.is_file()}
    assert {path for path in there - taken if path.suffix not in (".py", ".pyc")} == set()


def test_pip_is_used_from_outside_so_that_ensurepip_is_not_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dev, "works", lambda *words: "--python" in words)
    assert dev.pip() == [dev.BASE, "-m", "pip", "--python", dev.PYTHON]


def test_without_a_pip_outside_ensurepip_brings_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "works", lambda *words: "ensurepip" in words)
    assert dev.pip() == [dev.PYTHON, "-m", "pip"]


def test_without_any_pip_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "works", lambda *_: False)
    with pytest.raises(dev.Stop, match="apt-get install python3-pip"):
        dev.pip()


def test_packages_are_installed_again_only_when_their_lock_has_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done: list[str] = []
    monkeypatch.setattr(dev, "pip", lambda _: [])
    monkeypatch.setattr(dev, "step", lambda doing, *_: done.append(doing))
    source = tmp_path / "handbook.txt"
    for content in ("a==1", "a==1", "a==2"):
        source.write_text(content, "utf-8")
        dev.once(content, tmp_path, source, dev.PYTHON)
    assert done == ["a==1", "a==2"]


def test_an_install_that_failed_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "pip", lambda python: [python])
    lock = tmp_path / "lock.txt"
    lock.write_text("a==1\n", "utf-8")
    for _ in range(2):
        with pytest.raises(dev.Stop, match="SystemExit"):
            dev.once("Installing", tmp_path, lock, dev.PYTHON, "-c", "raise SystemExit(3)")


def test_the_browser_gets_what_the_handbook_has() -> None:
    inputs = (ROOT / "requirements/lab-browser.in").read_text("utf-8")
    on_purpose = set(re.findall(r"^([\w-]+)==", inputs, re.MULTILINE))
    handbook, browser = pins("handbook"), pins("lab-browser")
    shared = handbook.keys() & browser.keys() - on_purpose
    assert shared >= {"pydantic", "pydantic-core", "holidays", "transitions", "ipython"}
    assert {name: browser[name] for name in shared} == {name: handbook[name] for name in shared}


class Recorded:
    """Stands in for setting up and running: says whether the lab can be fetched, keeps commands."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, reachable: bool) -> None:
        self.ran: list[tuple[str, ...]] = []
        self.reachable = reachable
        monkeypatch.setattr(dev, "install", lambda *_: 0)
        monkeypatch.setattr(dev, "lab_parts", self.fetch)
        monkeypatch.setattr(dev, "run", self.run)

    def fetch(self) -> None:
        self.ran.append(("fetch",))
        if not self.reachable:
            raise dev.Stop("no registry can be reached")

    def run(self, _: object, *words: object) -> int:
        self.ran.append(tuple(map(str, words)))
        return 0


def test_where_no_registry_can_be_reached_the_handbook_is_built_without_a_lab_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded = Recorded(monkeypatch, reachable=False)
    assert dev.handbook(["nottingham"]) == 1
    assert recorded.ran == [("fetch",), ("build", "--no-lab", "nottingham")]
    said = capsys.readouterr().out
    assert "no registry can be reached" in said
    assert "built without it" in said
    assert "It has no lab" in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("more", "ran"),
    [
        ([], [("fetch",), ("build",)]),
        (["--no-lab"], [("build", "--no-lab")]),
        (["--help"], [("build", "--help")]),
    ],
)
def test_the_lab_is_fetched_unless_it_is_turned_off(
    monkeypatch: pytest.MonkeyPatch, more: list[str], ran: list[tuple[str, ...]]
) -> None:
    recorded = Recorded(monkeypatch, reachable=True)
    assert dev.handbook(more) == 0
    assert recorded.ran == ran


def test_a_lab_that_cannot_be_fetched_fails_where_it_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recorded = Recorded(monkeypatch, reachable=False)
    with pytest.raises(dev.Stop):
        dev.lab([])
    assert recorded.ran == [("fetch",)]


def test_what_a_hidden_step_printed_is_shown_when_it_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(dev.Stop):
        dev.step("Trying", sys.executable, "-c", "print('the reason'); raise SystemExit(1)")
    assert "the reason" in capsys.readouterr().out


@pytest.mark.parametrize(("named", "driven"), [("/no/such/browser", True), (sys.executable, False)])
def test_a_browser_that_is_missing_or_cannot_be_driven_is_an_error(
    monkeypatch: pytest.MonkeyPatch, named: str, driven: bool
) -> None:
    monkeypatch.setenv("CASEFLOW_CHROMIUM", named)
    monkeypatch.setattr(dev, "works", lambda *_: driven)
    monkeypatch.setattr(dev, "step", lambda *_: None)
    with pytest.raises(dev.Stop, match="set CASEFLOW_CHROMIUM"):
        dev.browser()


def run_dev(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
