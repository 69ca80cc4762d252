"""Wheels made here: Caseflow's own with its maps, and PyYAML's without its part in C."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from email.message import Message
from email.parser import Parser
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from caseflow.errors import BuildFailed

PACKAGE = Path(__file__).resolve().parent.parent
_TAG = "py3-none-any"
_EPOCH = (2020, 1, 1, 0, 0, 0)
_LEFT_OUT = ("__pycache__", "lab", "assets", "cli", "templates")
"""Parts of the package that nothing in a notebook uses."""
_STRICTER = "(self.flow_level and ch in ',?[]{}')"
_LIKE_LIBYAML = "(self.flow_level and ch in ',[]{}')"


def caseflow_wheel(folder: Path, maps: Path) -> Path:
    """Write Caseflow's wheel, with every map as ``caseflow/maps/<council>/<name>.svg``."""
    found = installed("caseflow")
    files = {f"caseflow/{name}": path.read_bytes() for name, path in own_files().items()}
    for path in maps.glob("*/*.svg"):
        files[f"caseflow/maps/{path.relative_to(maps).as_posix()}"] = path.read_bytes()
    more = ["License-Expression: MIT"]
    more += [f"Requires-Dist: {one}" for one in found.requires or ()]
    return write_wheel(folder, "caseflow", found.version, files, more)


def own_files() -> dict[str, Path]:
    """Return the files of this package that go into its wheel, by their place in it."""
    found = {path.relative_to(PACKAGE): path for path in PACKAGE.rglob("*") if path.is_file()}
    kept = {name for name in found if not set(name.parts) & set(_LEFT_OUT)}
    return {name.as_posix(): found[name] for name in sorted(kept)}


def pyyaml_wheel(folder: Path) -> Path:
    """Write PyYAML's wheel for the browser, where its part in C does not run.

    Without that part, PyYAML ends a plain word within brackets at a question mark; YAML 1.2 and
    the part in C do not. It is made to agree with them, so that both read every policy alike.
    """
    found = installed("pyyaml")
    sources = {
        path.as_posix(): Path(str(path.locate())).read_text("utf-8")
        for path in found.files or ()
        if path.parts[0] == "yaml" and path.suffix == ".py"
    }
    scanner = sources.get("yaml/scanner.py", "")
    if scanner.count(_STRICTER) != 1:
        raise BuildFailed(
            f"PyYAML {found.version} is not the one that the lab was made for: how it reads a "
            "question mark has changed. Look at caseflow/lab/wheels.py."
        )
    sources["yaml/scanner.py"] = scanner.replace(_STRICTER, _LIKE_LIBYAML)
    files = {name: text.encode() for name, text in sources.items()}
    for path in found.files or ():
        if path.name.startswith("LICENSE"):
            files[f"yaml/{path.name}"] = path.read_binary()
    return write_wheel(folder, "pyyaml", found.version, files, ["License-Expression: MIT"])


def installed(name: str) -> Distribution:
    """Return an installed package; raise BuildFailed where there is none."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise BuildFailed(f"The lab needs {name}, which is not installed here.") from None


def write_wheel(
    folder: Path, name: str, version: str, files: Mapping[str, bytes], more: Iterable[str]
) -> Path:
    """Write a wheel of pure Python, with more lines about it; alike every time."""
    about = f"{name}-{version}.dist-info"
    says = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *more]
    wheel = f"Wheel-Version: 1.0\nGenerator: caseflow\nRoot-Is-Purelib: true\nTag: {_TAG}\n"
    held = {
        **dict(sorted(files.items())),
        f"{about}/METADATA": ("\n".join(says) + "\n").encode(),
        f"{about}/WHEEL": wheel.encode(),
    }
    record = "".join(
        f"{path},{_digest(content)},{len(content)}\n" for path, content in held.items()
    )
    held[f"{about}/RECORD"] = f"{record}{about}/RECORD,,\n".encode()
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"{name}-{version}-{_TAG}.whl"
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for path, content in held.items():
            entry = ZipInfo(path, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return written


def metadata(wheel: Path) -> Message:
    """Return what a wheel says of itself."""
    with ZipFile(wheel) as archive:
        about = next(file for file in archive.namelist() if file.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(about).decode("utf-8"))


def _digest(content: bytes) -> str:
    return "sha256=" + urlsafe_b64encode(sha256(content).digest()).rstrip(b"=").decode()
