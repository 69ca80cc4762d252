"""The maps: drawn once and kept, put into pages with links, or written as files to commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from caseflow.exports import svg
from caseflow.exports.dot import Link, dot, no_link
from caseflow.exports.maps import graphs
from caseflow.graph import Graph
from caseflow.model import Policy
from caseflow.pages import Drawing, places

_FOLDERS = {"pathway": "", "team": "teams/", "handover": "transfers/"}
"""The folder of the page that a kind of map stands on."""


def drawings(policy: Policy, cache: Path) -> Mapping[str, Drawing]:
    """Return every map of a policy for its page, drawing only what has changed."""
    found = dict(graphs(policy))
    dots = {name: dot(graph, _links(policy, graph)) for name, graph in found.items()}
    drawn = _drawn(dots, cache)
    return {
        name: Drawing(
            policy.policy,
            name,
            graph.title,
            svg.inline(drawn[name], f"map-{name}", graph.title, graph.description),
            svg.standalone(drawn[name], name, graph.title, graph.description),
        )
        for name, graph in found.items()
    }


def write_maps(policies: Sequence[Policy], out: Path, cache: Path | None = None) -> list[Path]:
    """Write every map as .dot and .svg, and take away those no policy has any more."""
    written: list[Path] = []
    for policy in policies:
        folder = out / policy.policy
        files = dict(_files(policy, cache or out.parent / ".cache" / "maps"))
        folder.mkdir(parents=True, exist_ok=True)
        for path in _strays(folder, files):
            path.unlink()
        for name, content in files.items():
            path = folder / name
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)
            if path.suffix == ".dot":
                written.append(path)
    return written


def stale_maps(policies: Sequence[Policy], out: Path) -> list[Path]:
    """Return the .dot files that are missing, differ from their policy, or belong to nothing."""
    stale: list[Path] = []
    for policy in policies:
        folder = out / policy.policy
        wanted = {f"{name}.dot": dot(graph).encode() for name, graph in graphs(policy)}
        for name, content in wanted.items():
            path = folder / name
            if not path.is_file() or path.read_bytes().replace(b"\r\n", b"\n") != content:
                stale.append(path)
        stale += _strays(folder, [*wanted, *(n.replace(".dot", ".svg") for n in wanted)])
    return stale


def _files(policy: Policy, cache: Path) -> Iterator[tuple[str, bytes]]:
    found = dict(graphs(policy))
    dots = {name: dot(graph, no_link) for name, graph in found.items()}
    drawn = _drawn(dots, cache)
    for name, graph in found.items():
        yield f"{name}.dot", dots[name].encode()
        alone = svg.standalone(drawn[name], name, graph.title, graph.description)
        yield f"{name}.svg", alone.encode()


def _strays(folder: Path, wanted: Iterable[str]) -> list[Path]:
    kept = set(wanted)
    present = [*folder.glob("*.dot"), *folder.glob("*.svg")]
    return sorted(path for path in present if path.name not in kept)


def _links(policy: Policy, graph: Graph) -> Link:
    """Return what gives each thing on a map its address, seen from the page the map stands on."""
    known, own = places(policy), _FOLDERS[graph.kind]

    def link(kind: str, thing_id: str) -> str:
        target = known[thing_id] + ("#open-questions" if kind == "findings" else "")
        if target.startswith(own) and own and target.partition("#")[0] == f"{own}{graph.id}.html":
            return target[target.index("#") :] if "#" in target else "#top"
        return ("../" if own else "") + target

    return link


def _drawn(dots: Mapping[str, str], cache: Path) -> dict[str, str]:
    """Return the SVG of every DOT text, from the cache where it has been drawn before."""
    paths = {name: cache / f"{svg.key(text)}.svg" for name, text in dots.items()}
    missing = [name for name, path in paths.items() if not path.is_file()]
    cache.mkdir(parents=True, exist_ok=True)
    for name, drawn in zip(missing, svg.draw([dots[name] for name in missing]), strict=True):
        half = paths[name].with_suffix(".part")
        half.write_text(drawn, encoding="utf-8")
        half.replace(paths[name])
    return {name: path.read_text(encoding="utf-8") for name, path in paths.items()}
