"""The source files of the site: pages as Markdown, hand-written pages, assets, the navigation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from caseflow.pages import Drawing, Page, plain_title

ASSETS = Path(__file__).parent.parent / "assets"
GENERATED = ("handbook", "assets", "index.md", "trainers-guide.md")
"""What the build itself puts among the hand-written pages."""
_ABOUT = "About"
_FIRST = ("about.md", "accessibility.md")


@dataclass
class Source:
    """A folder of files that MkDocs reads; only what changed is written again."""

    folder: Path

    def __post_init__(self) -> None:
        self.wanted: set[Path] = set()
        self.written = 0

    def write(self, name: str, content: bytes) -> None:
        """Write a file unless it already says the same."""
        path = self.folder / name
        self.wanted.add(path)
        if path.is_file() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.written += 1

    def remove_others(self) -> None:
        """Take away what an earlier build wrote and this one did not."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_file() and path not in self.wanted:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()


def write_source(
    source: Source,
    pages: Sequence[Page],
    maps: Iterable[Drawing],
    docs: Path,
    build: tuple[Path, Path],
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> bool:
    """Write everything MkDocs reads; say whether its configuration is as it was.

    ``build`` is the configuration to inherit and the folder for the site; ``files`` are taken over
    as they are, by their address.
    """
    for name, content in files.items():
        source.write(name, content)
    for drawing in maps:
        source.write(drawing.path, drawing.alone.encode())
    for page in pages:
        source.write(page.source, markdown(page).encode())
    written = hand_written(docs)
    for path in written:
        source.write(path.as_posix(), (docs / path).read_bytes())
    for path in sorted(ASSETS.iterdir()):
        if path.is_file():
            source.write(f"assets/{path.name}", path.read_bytes())
    source.remove_others()
    nav = navigation(pages, {path: _heading(docs / path) for path in written})
    own = source.folder.parent / "mkdocs.yml"
    wanted = configuration(build[0], nav, source.folder, build[1])
    same = own.is_file() and own.read_bytes() == wanted
    own.write_bytes(wanted)
    return same


def _heading(path: Path) -> str:
    """Return the first heading of a hand-written page, or its name."""
    if path.suffix == ".md":
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                return line[2:].partition(" {#")[0].strip()
    return path.stem


def markdown(page: Page) -> str:
    """Return a page as the Markdown file that MkDocs reads."""
    front: dict[str, Any] = {
        "title": plain_title(page.title),
        "description": plain_title(page.description),
        "search": {"boost": page.boost},
    }
    if page.hide:
        front["hide"] = list(page.hide)
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + page.body.strip() + "\n"


def hand_written(docs: Path) -> list[Path]:
    """Return the hand-written files, relative to their folder, in a fixed order."""
    files = (path.relative_to(docs) for path in docs.rglob("*") if path.is_file())
    kept = [path for path in files if path.parts[0] not in GENERATED]
    return sorted(kept, key=lambda p: (p.as_posix() not in _FIRST, len(p.parts), p.as_posix()))


def navigation(pages: Sequence[Page], written: Mapping[Path, str]) -> list[Any]:
    """Return the navigation as MkDocs wants it: our pages in order, then hand-written ones.

    Every page is named in it, so that none needs to be read for its title.
    """
    nav: list[Any] = []
    for page in pages:
        level = nav
        for heading in page.section:
            level = _under(level, plain_title(heading))
        level.append({plain_title(page.nav): page.source})
    about: list[Any] = _under(nav, _ABOUT)
    for path, title in written.items():
        if path.suffix == ".md":
            level = about
            for folder in path.parts[:-1]:
                level = _under(level, folder.replace("-", " ").capitalize())
            level.append({plain_title(title): path.as_posix()})
    return nav


def _under(level: list[Any], heading: str) -> list[Any]:
    for entry in level:
        if isinstance(entry, dict) and isinstance(entry.get(heading), list):
            found: list[Any] = entry[heading]
            return found
    level.append({heading: []})
    return _under(level, heading)


def configuration(base: Path, nav: list[Any], docs: Path, site: Path) -> bytes:
    """Return a MkDocs configuration, as JSON, that adds the navigation and folders to ours."""
    added = {"INHERIT": str(base), "docs_dir": str(docs), "site_dir": str(site), "nav": nav}
    return json.dumps(added, ensure_ascii=False, indent=1).encode()
