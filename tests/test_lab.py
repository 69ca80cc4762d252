"""What the lab is built from is checked; it is built once, kept, and put in whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from caseflow.errors import BuildFailed
from caseflow.lab import FOLDER, Lab, NoLab, build_lab, put, wheels
from caseflow.lab.packages import package_list
from caseflow.lab.tools import RUNTIME
from caseflow.site import lab as site_lab
from caseflow.site.lab import lab_for_site, renew_lab
from caseflow.site.mend import broken_links
from caseflow.site.swap import MARKER

ROOT = Path(__file__).parent.parent
TOOL = """
import shutil
import sys
from pathlib import Path
work = Path(sys.argv[sys.argv.index("--lite-dir") + 1])
with Path(__file__).with_name("ran.txt").open("a") as ran:
    ran.write("once\\n")
if (work / "files" / "bad.ipynb").is_file():
    sys.exit("no such notebook")
for app in ("notebooks", "tree"):
    (work / "out" / app).mkdir(parents=True)
    (work / "out" / app / "index.html").write_text("<html><head></head></html>")
(work / "out" / "index.html").write_text("ran")
shutil.copytree(work / "static", work / "out" / "static")
"""
"""A JupyterLite that only makes the pages we look for."""


def made(folder: Path, name: str, files: dict[str, bytes], *more: str) -> Path:
    """Write a small wheel."""
    return wheels.write_wheel(folder, name, "1.0", files, more)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project set up for a lab, with a JupyterLite and a Pyodide that are only pretended."""
    root = tmp_path / "project"
    for name in ("notebooks", "requirements", "node_modules/pyodide", ".venv-lab/bin"):
        (root / name).mkdir(parents=True)
    (root / "notebooks" / "one.ipynb").write_text("{}")
    for name in ("lab", "handbook"):
        (root / "requirements" / f"{name}.txt").write_text("")
    wheel = made(root / ".cache" / "lab" / "wheels", "six", {"six.py": b""})
    digest = sha256(wheel.read_bytes()).hexdigest()
    lock = f"six==1.0 \\\n    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{digest}\n"
    (root / "requirements" / "lab-browser.txt").write_text(lock)
    pyodide = {"version": "314.0.6", "license": "MPL-2.0"}
    locked = {"packages": {"node_modules/pyodide": pyodide}}
    (root / "package-lock.json").write_text(json.dumps(locked))
    for name in RUNTIME:
        (root / "node_modules" / "pyodide" / name).write_text(name)
    listed = {"info": {"python": "3.14.2"}, "packages": {"numpy": {}}}
    (root / "node_modules" / "pyodide" / "pyodide-lock.json").write_text(json.dumps(listed))
    (root / "node_modules" / "pyodide" / "package.json").write_text(json.dumps(pyodide))
    (root / "tool.py").write_text(TOOL)
    python = root / ".venv-lab" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{root}/tool.py" "$@"\n')
    python.chmod(0o755)
    return root


def lab_of(root: Path, drawn: str = "<svg/>") -> Lab:
    maps = root / "maps"
    (maps / "testshire").mkdir(parents=True, exist_ok=True)
    (maps / "testshire" / "pathway.svg").write_text(drawn)
    return build_lab(root, root / ".cache", maps)


def test_our_wheel_holds_the_policies_and_the_maps_and_comes_out_alike(tmp_path: Path) -> None:
    maps = tmp_path / "maps" / "testshire"
    maps.mkdir(parents=True)
    (maps / "pathway.svg").write_text("<svg/>")
    one, two = (wheels.caseflow_wheel(tmp_path / name, maps.parent) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    with ZipFile(one) as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
    assert "caseflow/maps/testshire/pathway.svg" in names
    assert "caseflow/decisions.py" in names
    policies = (ROOT / "caseflow" / "policies").rglob("*.yaml")
    assert {path.relative_to(ROOT).as_posix() for path in policies} <= names
    assert not [name for name in names if name.startswith(("caseflow/cli/", "caseflow/lab/"))]


@pytest.mark.slow
def test_every_policy_reads_alike_with_the_yaml_that_a_browser_has(tmp_path: Path) -> None:
    with ZipFile(wheels.pyyaml_wheel(tmp_path)) as archive:
        archive.extractall(tmp_path / "yaml-for-browsers")
    code = (
        "import hashlib, sys, yaml\n"
        "from pathlib import Path\n"
        "from caseflow.marked import Marked\n"
        "said = [str(yaml.__with_libyaml__)]\n"
        "for path in sorted(Path('caseflow', 'policies').rglob('*.yaml')):\n"
        "    marked = Marked(path)\n"
        "    read = repr((marked.data, sorted(marked.lines.items(), key=repr)))\n"
        "    said.append(f'{path} {hashlib.sha256(read.encode()).hexdigest()}')\n"
        "print('\\n'.join(said))\n"
    )
    said = []
    for path in (ROOT, tmp_path / "yaml-for-browsers"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{path}{os.pathsep}{ROOT}"},
        )
        said.append(done.stdout.splitlines())
    assert [lines.pop(0) for lines in said] == ["True", "False"]
    assert len(said[0]) > 5
    assert said[0] == said[1]


def test_a_pyyaml_that_reads_otherwise_than_we_know_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheels, "_STRICTER", "something else")
    with pytest.raises(BuildFailed, match="question mark"):
        wheels.pyyaml_wheel(tmp_path)


def test_the_list_says_what_a_file_brings_and_needs_with_its_hash(tmp_path: Path) -> None:
    pyodide = tmp_path / "pyodide"
    pyodide.mkdir()
    (pyodide / "pyodide-lock.json").write_text(
        '{"info": {"python": "3.14.2"}, "packages": {"x": {}}}'
    )
    needs = ["Two_Words>=1", "absent", 'three; extra == "all"']
    one = made(
        tmp_path,
        "one",
        {"one/__init__.py": b"", "one/deep/__init__.py": b"", "single.py": b""},
        *(f"Requires-Dist: {need}" for need in needs),
    )
    others = [made(tmp_path, name, {}) for name in ("two_words", "three")]
    packages = json.loads(package_list(pyodide, [one, *others]))["packages"]
    assert set(packages) == {"one", "two-words", "three"}
    assert packages["one"]["imports"] == ["one", "single"]
    assert packages["one"]["depends"] == ["two-words"]
    assert packages["one"]["file_name"] == one.name
    assert packages["one"]["sha256"] == sha256(one.read_bytes()).hexdigest()


def ran(project: Path) -> int:
    """How often JupyterLite ran."""
    return len((project / "ran.txt").read_text().splitlines())


def test_a_lab_is_built_once_and_again_when_a_notebook_changes(project: Path) -> None:
    first, second = lab_of(project), lab_of(project)
    assert (first.kept, second.kept, ran(project)) == (False, True, 1)
    assert first.folder == second.folder
    parts = (first.folder / "THIRD-PARTY.txt").read_text("utf-8")
    assert "Pyodide 314.0.6, with CPython (PSF-2.0): MPL-2.0" in parts
    assert "pyyaml 6.0.3: MIT" in parts
    (project / "notebooks" / "two.ipynb").write_text("{}")
    third = lab_of(project)
    assert (third.kept, ran(project)) == (False, 2)
    assert third.folder != first.folder


def test_a_changed_map_needs_a_new_wheel_but_not_jupyterlite(project: Path) -> None:
    first, second = lab_of(project), lab_of(project, "<svg>changed</svg>")
    assert (second.kept, ran(project)) == (False, 1)
    for lab, drawn in ((first, "<svg/>"), (second, "<svg>changed</svg>")):
        (wheel,) = (lab.folder / "static" / "pyodide").glob("caseflow-*.whl")
        with ZipFile(wheel) as archive:
            assert archive.read("caseflow/maps/testshire/pathway.svg").decode() == drawn
        listed = json.loads((wheel.parent / "pyodide-lock.json").read_text("utf-8"))
        assert listed["packages"]["caseflow"]["sha256"] == sha256(wheel.read_bytes()).hexdigest()


def test_labs_that_are_long_out_of_use_are_taken_away(project: Path) -> None:
    folders = [lab_of(project, f"<svg>{number}</svg>").folder for number in range(4)]
    assert [folder.exists() for folder in folders] == [False, True, True, True]


def test_a_lab_that_cannot_be_built_leaves_the_kept_one_and_nothing_half_made(
    project: Path,
) -> None:
    kept = lab_of(project)
    before = {path.name for path in (project / ".cache" / "lab").iterdir()}
    (project / "notebooks" / "bad.ipynb").write_text("{}")
    with pytest.raises(NoLab, match="no such notebook"):
        lab_of(project)
    assert {path.name for path in (project / ".cache" / "lab").iterdir()} == before
    assert kept.folder.name in before


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("notebooks/one.ipynb", "There is no notebook"),
        (".venv-lab/bin/python", "JupyterLite is not set up"),
        ("node_modules/pyodide/package.json", r"Pyodide 314\.0\.6 is not set up"),
        (".cache/lab/wheels/six-1.0-py3-none-any.whl", r"needs six 1\.0 for the browser"),
    ],
)
def test_a_part_that_is_missing_is_named_with_what_to_do(
    project: Path, gone: str, said: str
) -> None:
    (project / gone).unlink()
    with pytest.raises(NoLab, match=said) as refused:
        lab_of(project)
    assert "make lab" in str(refused.value) or "notebook" in said


def test_a_part_that_is_not_what_its_lock_says_is_refused(project: Path) -> None:
    wheel = project / ".cache" / "lab" / "wheels" / "six-1.0-py3-none-any.whl"
    wheel.write_bytes(wheel.read_bytes() + b"x")
    with pytest.raises(NoLab, match=r"six 1\.0"):
        lab_of(project)
    about = project / "node_modules" / "pyodide" / "package.json"
    about.write_text('{"version": "314.0.7", "license": "MPL-2.0"}')
    with pytest.raises(NoLab, match=r"Pyodide 314\.0\.6"):
        lab_of(project)


@pytest.mark.parametrize("links", [True, False])
def test_a_lab_is_put_in_with_or_without_hard_links(
    project: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refuse(*_: str) -> None:
        raise OSError("not on this disk")

    if not links:
        monkeypatch.setattr("os.link", refuse)
    lab = lab_of(project)
    put(lab, project / "site" / FOLDER)
    one, two = lab.folder / "index.html", project / "site" / FOLDER / "index.html"
    assert two.read_text() == "ran"
    assert one.samefile(two) is links


def test_a_lab_takes_the_place_of_the_one_in_a_site_and_stays_if_it_fails(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_lab, "councils", tuple)
    out = project / "site"
    assert renew_lab(project, project / ".cache", out)[1] is False
    assert not out.exists()
    (out / FOLDER).mkdir(parents=True)
    (out / MARKER).write_text("")
    (out / FOLDER / "old.html").write_text("")
    assert renew_lab(project, project / ".cache", out)[1] is True
    assert (out / FOLDER / "index.html").is_file()
    assert not (out / FOLDER / "old.html").exists()
    (project / "notebooks" / "bad.ipynb").write_text("{}")
    with pytest.raises(NoLab):
        renew_lab(project, project / ".cache", out)
    assert (out / FOLDER / "index.html").is_file()
    assert {path.name for path in out.iterdir()} == {FOLDER, MARKER}


def test_a_site_goes_without_a_lab_that_cannot_be_built_and_says_why(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "requirements").mkdir()
    lab, why = lab_for_site(tmp_path, tmp_path / ".cache", None, told.append)
    assert lab is None
    assert "There is no notebook" in why
    assert told == ["Building the lab"]


def test_a_site_that_is_rebuilt_quickly_keeps_the_lab_it_has(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "index.html").write_text("as it was")
    lab, why = lab_for_site(tmp_path, tmp_path / ".cache", tmp_path, lambda _: None)
    assert (lab and lab.folder, why) == (tmp_path / FOLDER, "")


def test_links_to_the_lab_are_checked_and_its_own_pages_are_not(tmp_path: Path) -> None:
    (tmp_path / FOLDER / "notebooks").mkdir(parents=True)
    (tmp_path / FOLDER / "notebooks" / "index.html").write_text('<a href="nowhere.html">')
    link = '<a href="lab/notebooks/index.html?path=one.ipynb">'
    (tmp_path / "index.html").write_text(link)
    assert broken_links(tmp_path) == []
    shutil.rmtree(tmp_path / FOLDER)
    assert broken_links(tmp_path) == ["index.html: lab/notebooks/index.html?path=one.ipynb"]
