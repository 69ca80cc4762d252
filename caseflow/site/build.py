"""The only writer: maps and pages become the handbook's site, whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree

from caseflow.checks import Result, check
from caseflow.errors import BuildFailed, CaseflowError
from caseflow.lab import FOLDER as LAB
from caseflow.lab import Lab, put
from caseflow.library import LESSONS, load
from caseflow.library import councils as known_councils
from caseflow.loader import POLICIES
from caseflow.model import Policy
from caseflow.pages import Book, all_pages
from caseflow.site.files import ASSETS, Source, write_source
from caseflow.site.lab import lab_for_site
from caseflow.site.maps import drawings, stale_maps, write_maps
from caseflow.site.mend import broken_links, mend
from caseflow.site.notebooks import worked_examples
from caseflow.site.search import INDEX, indexed
from caseflow.site.swap import MARKER, NOTE, check_out, only_one, recover, spare, swap

Progress = Callable[[str], None]
_MOST_SHOWN = 12


@dataclass(frozen=True)
class Project:
    """The folders a build reads and keeps its cache in."""

    root: Path
    policies: Path = POLICIES
    kept: Path | None = None
    """Where the cache is; ``.cache`` in the root where not given."""
    lab: bool = False
    """Whether the site gets a lab, in which notebooks run; what it needs has to be set up."""

    @property
    def docs(self) -> Path:
        """The hand-written pages."""
        return self.root / "docs"

    @property
    def configuration(self) -> Path:
        """The thin MkDocs configuration."""
        return self.root / "mkdocs.yml"

    @property
    def cache(self) -> Path:
        """What a build may keep for the next one; nothing in it is needed."""
        return self.kept or self.root / ".cache"


@dataclass(frozen=True)
class BuildReport:
    """What a build did."""

    out: Path
    pages: int
    maps: int
    written: int
    """How many source files differed from the last build's."""
    seconds: float
    lab: Lab | None = None
    no_lab: str = ""
    """Why there is no lab, where one was asked for."""


def here() -> Project:
    """Return the project that this package, or else the current folder, belongs to."""
    for root in (Path(__file__).resolve().parents[2], Path.cwd().resolve()):
        if (root / "mkdocs.yml").is_file():
            return Project(root)
    raise CaseflowError("There is no mkdocs.yml here. Run this in the project's own folder.")


def build(
    out: Path | None = None,
    councils: Iterable[str] | None = None,
    strict: bool = True,
    progress: Progress | None = None,
    *,
    project: Project | None = None,
    quick: bool = False,
) -> BuildReport:
    """Build the handbook into a folder; the last good one stays until the new one is whole.

    With ``quick``, pages whose source is as it was are taken over from the last site, as long as
    the navigation is the same; the result does not differ.

    Raises UnreadableInput for a policy with problems, BuildFailed where the site cannot be built,
    and CaseflowError for a folder that is not ours to replace.
    """
    started = time.monotonic()
    tell = progress or (lambda message: None)
    project = project or here()
    out = _out(out, project)
    tell("Reading the policies")
    policies = _read(councils, project)
    work = project.cache / "site" / sha256(os.fsencode(out)).hexdigest()[:12]
    with only_one(work):
        recover(out)
        tell("Proving what the policies leave open")
        results = _checked(policies)
        tell("Drawing the maps")
        drawn = {policy.policy: drawings(policy, project.cache / "maps") for policy in policies}
        lab, no_lab = None, ""
        if project.lab:
            last = out if quick else None
            lab, no_lab = lab_for_site(project.root, project.cache, last, tell)
        examples = worked_examples(project.root, policies, project.policies, project.cache, tell)
        tell("Writing the pages")
        book = Book(policies, drawn, results, examples, lab=lab is not None)
        pages = list(all_pages(book))
        maps = [drawing for of_one in drawn.values() for drawing in of_one.values()]
        new = spare(out, "new")
        source = Source(work / "docs")
        files = {f"{one.path[:-5]}.ipynb": one.source for one in examples}
        same = write_source(source, pages, maps, project.docs, (project.configuration, new), files)
        quick = quick and _can_be_quick(out, project, same)
        try:
            tell("Building the site")
            if quick:
                copytree(out, new, ignore=ignore_patterns(LAB))
            _mkdocs(work / "mkdocs.yml", strict, quick)
            tell("Mending and checking the site")
            earlier = indexed(out) if quick else ()
            mend(new, pages, maps, vocabulary=policies[0].vocabulary, earlier=earlier)
            if lab:
                put(lab, new / LAB)
            _check_links(new, strict)
            (new / MARKER).write_text(NOTE, encoding="utf-8")
            swap(new, out)
        finally:
            rmtree(new, ignore_errors=True)
    seconds = time.monotonic() - started
    return BuildReport(out, len(pages), len(maps), source.written, seconds, lab, no_lab)


def watch_paths(project: Project | None = None) -> tuple[Path, ...]:
    """Return the folders and files whose changes call for a new build."""
    project = project or here()
    templates = Path(__file__).parent.parent / "pages" / "templates"
    wanted = (
        *(project.policies, project.docs, project.configuration, ASSETS, templates),
        *(project.root / "notebooks", LESSONS),
    )
    return tuple(path for path in wanted if path.exists())


def _out(out: Path | None, project: Project) -> Path:
    if out is None:
        out = project.root / "site"
        if project.root not in out.resolve().parents:
            raise CaseflowError(f"{out} leads out of the project. Name the folder yourself.")
    check_out(out, project.root)
    return out.absolute()


def _read(councils: Iterable[str] | None, project: Project) -> tuple[Policy, ...]:
    names = tuple(dict.fromkeys(councils or known_councils(project.policies)))
    if not names:
        raise CaseflowError(f"There is no policy in {project.policies}.")
    return tuple(load(name, folder=project.policies) for name in names)


def _checked(policies: Sequence[Policy]) -> dict[str, tuple[Result, ...]]:
    """Return what the checks prove of each policy, two policies at a time."""
    if len(policies) == 1:
        return {policies[0].policy: check(policies[0])}
    with ProcessPoolExecutor() as pool:
        found = pool.map(check, policies)
        return {policy.policy: results for policy, results in zip(policies, found, strict=True)}


def _can_be_quick(out: Path, project: Project, same: bool) -> bool:
    """Say whether only pages whose own source changed need to be built again."""
    mark = out / MARKER
    ours = mark.is_file() and (out / INDEX).is_file()
    return same and ours and project.configuration.stat().st_mtime < mark.stat().st_mtime


def _mkdocs(configuration_file: Path, strict: bool, quick: bool) -> None:
    how = ["--dirty"] if quick else ["--strict"] if strict else []  # a dirty build always warns
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(configuration_file)]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [*command, *how],
        env={**os.environ, **quiet},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        lines = (done.stderr + done.stdout).strip().splitlines()
        raise BuildFailed("\n".join(["MkDocs could not build the site.", *lines[-_MOST_SHOWN:]]))


def _check_links(site: Path, strict: bool) -> None:
    broken = broken_links(site)
    if broken and strict:
        shown = broken[:_MOST_SHOWN]
        more = [f"… and {len(broken) - len(shown)} more"] if len(broken) > len(shown) else []
        raise BuildFailed("\n".join([f"{len(broken)} links lead nowhere.", *shown, *more]))


__all__ = [
    "BuildReport",
    "Project",
    "build",
    "stale_maps",
    "watch_paths",
    "write_maps",
]
