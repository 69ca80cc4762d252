"""A site as one zip file that works from any folder, the same bytes for the same site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from caseflow.errors import CaseflowError
from caseflow.site.contents import Contents, read_contents
from caseflow.site.swap import MARKER

INSIDE = "handbook"
"""The folder of the site within the zip."""
START = "START-HERE.html"
_DATE = (2020, 1, 1, 0, 0, 0)
"""The date of every file, so that the same site gives the same zip."""
_LAB = "lab"
_START = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Practice handbook: start here</title>
<style>
body{{font:1.1rem/1.5 "Segoe UI",sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}}
</style>
</head>
<body>
<main>
<h1>Practice handbook for case transfers</h1>
<p><a href="{inside}/index.html"><strong>Open the handbook</strong></a></p>
<p>If nothing opens, you are looking into the zip file itself. Close this page, choose
<em>Extract all</em>, and open START-HERE.html in the new folder.</p>
<h2>Straight to a council</h2>
<ul>
{councils}
</ul>
<p>It works from this folder, from a shared drive or from a stick, and asks no network for
anything. Keep this file and the folder “{inside}” together.</p>
</main>
</body>
</html>
"""


def write_zip(site: Path, out: Path, *, lab: bool = False) -> int:
    """Write a built site into a zip file and return how many files it holds.

    The lab is left out unless asked for: it needs a server. Raises CaseflowError where the folder
    holds no site, or the file cannot be written.
    """
    contents = read_contents(site)
    half = out.with_name(f".{out.name}.new")
    try:
        with ZipFile(half, "w", ZIP_DEFLATED, compresslevel=9) as packed:
            packed.writestr(_entry(START), start_page(contents.values()).encode())
            names = list(_files(site, lab=lab))
            for name in names:
                packed.writestr(_entry(f"{INSIDE}/{name}"), (site / name).read_bytes())
        half.replace(out)
    except OSError as problem:
        raise CaseflowError(f"{out} cannot be written: {problem.strerror or problem}") from None
    finally:
        half.unlink(missing_ok=True)
    return len(names) + 1


def start_page(councils: Iterable[Contents]) -> str:
    """Return the page at the top of the zip."""
    links = (
        f'<li><a href="{INSIDE}/{escape(one.pages[0].path)}">{escape(one.name)}</a></li>'
        for one in councils
    )
    return _START.format(inside=INSIDE, councils="\n".join(links))


def _files(site: Path, *, lab: bool) -> Iterator[str]:
    """Yield the files that a reader's browser may ask for, in order; maps of scripts are not."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site)
        wanted = path.is_file() and path.suffix != ".map" and name.as_posix() != MARKER
        if wanted and (lab or name.parts[0] != _LAB):
            yield name.as_posix()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _DATE)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    return entry
