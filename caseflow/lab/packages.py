"""The list of packages that Pyodide reads: which file brings which imports, with its hash."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from caseflow.lab.wheels import metadata

LIST = "pyodide-lock.json"


def package_list(pyodide: Path, wheels: Iterable[Path]) -> str:
    """Return Pyodide's list with our wheels in the place of those it would fetch elsewhere.

    A notebook's ``import`` of anything in it loads the file and what the file depends on.
    """
    listed = json.loads((pyodide / LIST).read_text("utf-8"))
    entries = {_plain(wheel.name.partition("-")[0]): wheel for wheel in wheels}
    listed["packages"] = {name: _entry(name, entries) for name in sorted(entries)}
    return json.dumps(listed, indent=1, sort_keys=True) + "\n"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _entry(name: str, wheels: dict[str, Path]) -> dict[str, Any]:
    wheel = wheels[name]
    needed = {
        _plain(re.split(r"[^\w.-]", line, maxsplit=1)[0])
        for line in metadata(wheel).get_all("Requires-Dist") or ()
        if "extra ==" not in line
    }
    with ZipFile(wheel) as archive:
        files = archive.namelist()
    return {
        "name": name,
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "sha256": sha256(wheel.read_bytes()).hexdigest(),
        "depends": sorted(needed & set(wheels)),
        "imports": sorted(_imports(files)),
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
    }


def _imports(files: Iterable[str]) -> set[str]:
    """Return the modules that a wheel puts at the top."""
    parts = [file.split("/") for file in files]
    folders = {first for first, *rest in parts if rest == ["__init__.py"]}
    return folders | {first[:-3] for first, *rest in parts if not rest and first.endswith(".py")}
