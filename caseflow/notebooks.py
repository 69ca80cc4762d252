"""Worked notebooks: executed in a clean kernel, kept until what they depend on changes.

Nothing is written where a notebook does not run to its end.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import platform
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat

from caseflow.errors import BuildFailed, UnreadableInput
from caseflow.library import ELSEWHERE, lessons
from caseflow.loader import POLICIES
from caseflow.teach import STRICT

SECONDS = 120
"""How long one cell may take."""
AT_ONCE = 2
"""How many notebooks run side by side; each has a kernel of its own."""
_PACKAGE = Path(__file__).parent
_VERSIONS = (
    *("holidays", "ipykernel", "nbclient", "nbformat", "pydantic", "transitions"),
    *("graphviz-pure", "z3-solver"),
)
APART = ("pages", "lab", "site", "cli")
"""Parts of the package that no notebook imports."""
FORMAT: Any = nbformat
"""The notebook format's library, which has no types of its own."""
Notebook = Any
"""A notebook as the format's library gives it."""


def read(path: Path) -> Notebook:
    """Return a notebook; raise UnreadableInput for one that is not in the format, or names another.

    Every notebook needs a lesson of the same name.
    """
    try:
        notebook = FORMAT.reads(path.read_text("utf-8"), as_version=4)
        FORMAT.validate(notebook)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        why = str(error).strip().splitlines()[0]
        raise UnreadableInput(f"{path.name} is not a notebook that can be read: {why}") from None
    if path.stem not in lessons():
        raise UnreadableInput(f"{path.name} has no lesson: add caseflow/lessons/{path.stem}.yaml.")
    return notebook


def executed(
    paths: Sequence[Path],
    cache: Path,
    policies: Path = POLICIES,
    tell: Callable[[str], None] = lambda message: None,
) -> dict[str, Notebook]:
    """Return notebooks with their outputs, by name; run only those whose inputs have changed.

    Raises BuildFailed, naming the notebook and the cell, where one does not run to its end.
    """
    folder = cache / "notebooks"
    found = {path.stem: read(path) for path in paths}
    kept = {path.stem: folder / f"{path.stem}-{key(path, policies)}.ipynb" for path in paths}
    missing = [name for name, path in kept.items() if not path.is_file()]
    if missing:
        many = f"{len(missing)} notebook{'s' if len(missing) > 1 else ''}"
        tell(f"Running {many}")
        folder.mkdir(parents=True, exist_ok=True)
        done = run({name: found[name] for name in missing}, policies)
        for name, notebook in done.items():
            _keep(kept[name], notebook)
    return {name: FORMAT.read(path, as_version=4) for name, path in kept.items()}


def _keep(path: Path, notebook: Notebook) -> None:
    """Write a notebook whole, and take away what was kept of it before."""
    for old in path.parent.glob(f"{path.stem.rpartition('-')[0]}-*.ipynb"):
        if old.stem.rpartition("-")[0] == path.stem.rpartition("-")[0]:
            old.unlink()
    half = path.with_suffix(".part")
    half.write_text(FORMAT.writes(notebook), encoding="utf-8")
    half.replace(path)


def key(path: Path, policies: Path = POLICIES) -> str:
    """Return a short key that changes when a notebook's outputs could change.

    They depend on the notebook, the package's own code, the lessons, the policies of the councils
    it uses, the vocabulary, and the versions of what runs it.
    """
    councils = lessons()[path.stem].councils
    code = (path.relative_to(_PACKAGE) for path in _PACKAGE.rglob("*.py"))
    files = [_PACKAGE / path for path in code if path.parts[0] not in APART]
    files += [*(_PACKAGE / "lessons").glob("*.yaml"), POLICIES / "vocabulary.yaml"]
    files += [file for council in councils for file in (policies / council).glob("*.yaml")]
    digest = hashlib.sha256(path.read_bytes())
    for file in sorted(files):
        digest.update(f"\0{file.name}\0".encode() + file.read_bytes())
    versions = [f"{name} {version(name)}" for name in _VERSIONS]
    digest.update(json.dumps([platform.python_version(), *versions]).encode())
    return digest.hexdigest()[:16]


def run(notebooks: Mapping[str, Notebook], policies: Path = POLICIES) -> dict[str, Notebook]:
    """Run notebooks, each in a clean kernel of this Python, and return them with their outputs.

    Raises BuildFailed, naming the notebook and the cell, for the first that fails.
    """

    async def every() -> list[Notebook]:
        gate = asyncio.Semaphore(AT_ONCE)
        jobs = [_run_one(name, nb, policies, gate) for name, nb in notebooks.items()]
        return await asyncio.gather(*jobs)

    with ThreadPoolExecutor(1) as aside:  # this thread may have a loop of its own already
        return dict(zip(notebooks, aside.submit(asyncio.run, every()).result(), strict=True))


async def _run_one(
    name: str, notebook: Notebook, policies: Path, gate: asyncio.Semaphore
) -> Notebook:
    with warnings.catch_warnings(), tempfile.TemporaryDirectory(prefix="caseflow-") as folder:
        warnings.simplefilter("ignore", DeprecationWarning)  # of the libraries among themselves
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

        async with gate:
            client = NotebookClient(
                notebook,
                kernel_name="python3",
                timeout=SECONDS,
                shutdown_kernel="immediate",
                coalesce_streams=True,
                extra_arguments=["--log-level=ERROR"],  # it warns of every kernel on this machine
                resources={"metadata": {"path": folder}},
            )
            manager = client.create_kernel_manager()
            manager.transport = "tcp"
            manager.connection_file = str(Path(folder, "kernel.json"))
            # Only the kernel of this very Python: one that a user has installed may be another.
            manager.kernel_spec_manager.kernel_dirs = []
            try:
                await client.async_execute(env=_environment(policies, folder))
            except CellExecutionError as error:
                raise BuildFailed(_failure(name, notebook, error.evalue)) from None
            except (CellTimeoutError, DeadKernelError) as error:
                raise BuildFailed(_failure(name, notebook, str(error))) from None
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when it was run says nothing
    return notebook


def _environment(policies: Path, folder: str) -> dict[str, str]:
    own = {STRICT: "strict", "IPYTHONDIR": folder, "PYTHONUTF8": "1"}
    here = {} if policies == POLICIES else {ELSEWHERE: str(policies)}
    return {**os.environ, "PYTHONPATH": str(_PACKAGE.parent), **own, **here}


def _failure(name: str, notebook: Notebook, why: str) -> str:
    """Say which notebook and which cell did not run, and why."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    started = [cell for cell in code if cell.execution_count or cell.outputs]
    number = notebook.cells.index(started[-1]) + 1 if started else 1
    lines = started[-1].source.strip().splitlines() if started else [""]
    last = why.strip().splitlines()[:6]
    return "\n".join(
        [f"The notebook {name} stops at cell {number}, which begins “{lines[0]}”:", *last]
    )
