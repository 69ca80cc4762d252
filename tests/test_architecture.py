"""Imports point one way, each outside library has one home, and files stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "caseflow"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = (
    ("errors",),
    ("model",),
    ("workdays", "coverage", "sources", "slips", "marked"),
    ("conditions", "words", "limits", "references", "search_words"),
    ("readings",),
    ("case", "due", "ladder", "machine"),
    ("follows",),
    ("decisions",),
    ("journey", "reach"),
    ("expectations",),
    ("scenarios", "schema"),
    ("mutation_kinds",),
    ("mutations", "checks"),
    ("graph_parts",),
    ("graph",),
    ("handover",),
    ("exports",),
    ("shown", "cases"),
    ("answers", "changes"),
    ("pages",),
    ("loader",),
    ("library",),
    ("teach", "drafts"),
    ("notebooks", "lab"),
    ("worked",),
    ("mutation_run",),
    ("site",),
    ("server",),
    ("__init__",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
HOMES = {
    "transitions": {"machine"},
    "z3": {"checks"},
    "typer": {"cli"},
    "yaml": {"marked"},
    "pydantic": {"model", "loader"},
    "holidays": {"workdays"},
    "icalendar": {"exports"},
    "graphviz": {"exports"},
    "jinja2": {"pages"},
    "mkdocs": {"site", "server"},
    "nbclient": {"notebooks"},
    "nbconvert": {"worked"},
    "nbformat": {"notebooks"},
}
READERS = {"loader", "library", "mutation_run", "site", "__init__", "cli"}
READERS |= {"teach", "drafts", "notebooks", "worked"}


def part_of(path: Path) -> str:
    """The part of the package a file belongs to: a folder's name or a module's."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own(names: set[str]) -> set[str]:
    parts = {name.split(".")[1] for name in names if name.startswith("caseflow.")}
    return {part for part in parts if part in RANK} | (
        {"__init__"} if "caseflow" in names else set()
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    here = part_of(path)
    assert here in RANK, f"give {here} a place in LAYERS"
    upward = {part for part in own(imported(path)) if part != here and RANK[part] >= RANK[here]}
    assert not upward, f"{here} may not import {sorted(upward)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_each_outside_library_has_one_home(path: Path) -> None:
    roots = {name.split(".")[0] for name in imported(path)}
    astray = {lib for lib, homes in HOMES.items() if lib in roots and part_of(path) not in homes}
    assert not astray


def test_only_the_door_the_site_and_the_command_line_read_files() -> None:
    reading = {part_of(p) for p in MODULES if own(imported(p)) & {"loader", "library"}}
    assert reading <= READERS | {"server"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


def test_no_council_is_named_in_code() -> None:
    councils = {p.name for p in (PACKAGE / "policies").iterdir() if p.is_dir()}
    for path in MODULES:
        strings = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        docs = _docstrings(path)
        for council in councils:
            named = [s for s in strings - docs if council in s.lower().replace(" ", "-")]
            assert not [s for s in named if not _is_help(s)], f"{path} names {council}"


def _docstrings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = [node for node in ast.walk(tree) if isinstance(node, kinds)]
    return {ast.get_docstring(node, clean=False) or "" for node in nodes}


def _is_help(text: str) -> bool:
    """Examples in help and error messages may name one."""
    return "such as" in text or "fields such as" in text
