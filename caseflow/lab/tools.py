"""What a lab is built with: put in place and checked by hash by ``dev.py``, checked again here."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from caseflow.errors import BuildFailed

RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
"""What Pyodide needs in a browser; the rest of its npm package is for other places."""
_HELD = re.compile(r"^([a-z0-9.-]+)==(\S+)(?:.*\\\n +--hash=sha256:[0-9a-f]{64})+", re.MULTILINE)
_HASH = re.compile(r"sha256:([0-9a-f]{64})")


class NoLab(BuildFailed):
    """The lab cannot be built; the message says why and what to do."""


@dataclass(frozen=True)
class Tools:
    """Where the parts of a lab are."""

    root: Path
    cache: Path
    """The folder ``lab`` of the build's cache."""

    @property
    def python(self) -> Path:
        """The Python that has JupyterLite."""
        place = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        return self.root.joinpath(".venv-lab", *place)

    @property
    def pyodide(self) -> Path:
        """Pyodide's npm package."""
        return self.root / "node_modules" / "pyodide"

    @property
    def notebooks(self) -> list[Path]:
        """The notebooks, in alphabetical order."""
        return sorted((self.root / "notebooks").glob("*.ipynb"))

    @property
    def locks(self) -> tuple[Path, ...]:
        """The files that name every part with its version and hash."""
        names = ("lab.txt", "lab-browser.txt", "../package-lock.json", "handbook.txt")
        return tuple(self.root / "requirements" / name for name in names)

    def wheels(self) -> list[Path]:
        """Return the wheels for the browser, each as its lock has it; raise NoLab otherwise."""
        held = {
            f"{match[1]} {match[2]}": set(_HASH.findall(match[0]))
            for match in _HELD.finditer(self.locks[1].read_text("utf-8"))
        }
        found = {
            sha256(path.read_bytes()).hexdigest(): path
            for path in sorted((self.cache / "wheels").glob("*.whl"))
        }
        missing = [name for name, hashes in held.items() if not hashes & set(found)]
        if missing:
            raise NoLab(f"The lab needs {', '.join(missing[:5])} for the browser. {SET_UP}")
        return [path for digest, path in found.items() if any(digest in h for h in held.values())]

    def check(self) -> None:
        """Raise NoLab where a part is missing or of another version than its lock says."""
        if not self.notebooks:
            raise NoLab(f"There is no notebook in {self.root / 'notebooks'}, so there is no lab.")
        if not self.python.is_file():
            raise NoLab(f"JupyterLite is not set up. {SET_UP}")
        about = self.pyodide / "package.json"
        wanted = json.loads(self.locks[2].read_text("utf-8"))
        version = wanted["packages"]["node_modules/pyodide"]["version"]
        if not about.is_file() or json.loads(about.read_text("utf-8"))["version"] != version:
            raise NoLab(f"Pyodide {version} is not set up. {SET_UP}")


SET_UP = "'make lab' (without make: python3 dev.py lab) fetches everything that it needs."
