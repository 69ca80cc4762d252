"""Build the lab once for everything it is made of, keep it, and put it into a site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from caseflow.lab.packages import LIST, package_list
from caseflow.lab.parts import third_parties
from caseflow.lab.settings import application, build_settings, overrides
from caseflow.lab.tools import RUNTIME, NoLab, Tools
from caseflow.lab.wheels import caseflow_wheel, own_files, pyyaml_wheel

FOLDER = "lab"
"""Where the lab stands in the site."""
_PYTHON = Path("static", "pyodide")
_SPARE = 2
"""How many earlier ones are kept, as another build may still be using one."""
_PARTS = "THIRD-PARTY.txt"
_EPOCH = "1577836800"
"""The second to which everything in the lab is dated, so that a build can be repeated."""


@dataclass(frozen=True)
class Lab:
    """A lab that has been built."""

    folder: Path
    files: int
    size: int
    """In bytes."""
    seconds: float
    kept: bool
    """Whether it was there from an earlier build."""

    def __str__(self) -> str:
        cost = "kept from an earlier build" if self.kept else f"built in {self.seconds:.0f} s"
        return f"The lab: {self.size / 1e6:.0f} MB in {self.files} files, {cost}."


def build_lab(root: Path, cache: Path, maps: Path) -> Lab:
    """Return the lab with the project's notebooks, built anew only if a part of it changed.

    ``maps`` holds the drawn maps, ``<council>/<name>.svg``: there is no drawing in the browser.
    Raises NoLab where a part is missing or JupyterLite fails.
    """
    started = time.monotonic()
    tools = ready(root, cache)
    wheels = tools.wheels()
    held = [*tools.locks, *tools.notebooks, *sorted(Path(__file__).parent.glob("*.py"))]
    frame = tools.cache / f"frame-{_key(held)}"
    _once(frame, lambda out: _frame(tools, wheels, out))
    folder = tools.cache / f"built-{_key([*held, *_files(maps), *own_files().values()])}"
    made = _once(folder, lambda out: _fill(tools, frame, maps, out))
    return replace(measured(folder, kept=not made), seconds=time.monotonic() - started)


def ready(root: Path, cache: Path) -> Tools:
    """Return where the parts of a lab are; raise NoLab where one is missing."""
    tools = Tools(root, cache / "lab")
    tools.check()
    return tools


def measured(folder: Path, *, kept: bool) -> Lab:
    """Return a lab that stands in a folder, with its size."""
    sizes = [path.stat().st_size for path in _files(folder)]
    return Lab(folder, len(sizes), sum(sizes), 0.0, kept)


def put(lab: Lab, folder: Path) -> None:
    """Put a lab into a new folder, as further names of the kept files where a system has those."""
    shutil.copytree(lab.folder, folder, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or a system without hard links
        shutil.copyfile(source, target)


def _key(paths: Iterable[Path]) -> str:
    """Return a name for what files hold."""
    read = sha256()
    for path in paths:
        read.update(f"{path.parent.name}/{path.name}\0{path.stat().st_size}\0".encode())
        read.update(path.read_bytes())
    return read.hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _once(folder: Path, make: Callable[[Path], None]) -> bool:
    """Make a folder whole under its name, unless it is there; say whether it was made."""
    if (folder / "index.html").is_file():
        return False
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="new-") as work:
        out = Path(work, "out")
        make(out)
        try:
            out.rename(folder)
        except OSError:
            if not (folder / "index.html").is_file():  # another build may have made the same
                raise
    kind = folder.name.partition("-")[0]
    others = sorted(folder.parent.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime)
    for old in [path for path in others if path != folder][:-_SPARE]:
        shutil.rmtree(old, ignore_errors=True)
    return True


def _frame(tools: Tools, wheels: Iterable[Path], out: Path) -> None:
    """Let JupyterLite lay out everything but Caseflow itself: the part that takes time."""
    work = out.parent
    python, contents = work / _PYTHON, work / "files"
    python.mkdir(parents=True)
    contents.mkdir()
    for wheel in wheels:
        shutil.copy(wheel, python)
    pyyaml_wheel(python)
    for name in RUNTIME:
        shutil.copy(tools.pyodide / name, python)
    for notebook in tools.notebooks:
        shutil.copy(notebook, contents)
    edition = sha256(b"".join(path.read_bytes() for path in tools.notebooks)).hexdigest()[:8]
    _write(work / "jupyter_lite_config.json", build_settings(out))
    _write(work / "jupyter-lite.json", application(edition))
    _write(work / "overrides.json", overrides())
    command = [str(tools.python), "-m", "jupyterlite_core", "build", "--lite-dir", str(work)]
    done = subprocess.run(
        command,
        cwd=work,
        env={**os.environ, "SOURCE_DATE_EPOCH": _EPOCH, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode or not (out / "notebooks" / "index.html").is_file():
        lines = (done.stdout + done.stderr).strip().splitlines()
        raise NoLab("\n".join(["JupyterLite could not build the lab.", *lines[-12:]]))


def _fill(tools: Tools, frame: Path, maps: Path, out: Path) -> None:
    """Add Caseflow with its maps, and the list of everything that an import can bring."""
    shutil.copytree(frame, out, copy_function=_link)
    caseflow_wheel(out / _PYTHON, maps)
    wheels = sorted((out / _PYTHON).glob("*.whl"))
    (out / _PYTHON / LIST).write_text(package_list(tools.pyodide, wheels), "utf-8")
    (out / _PARTS).write_text(third_parties(tools, wheels), "utf-8")


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", "utf-8")
