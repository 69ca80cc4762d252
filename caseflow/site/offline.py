"""What is made of a built site to be carried away: a PDF for each council, and a zip of it all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from caseflow.errors import UnreadableInput
from caseflow.site.browser import find_browser, print_pdf
from caseflow.site.contents import Contents, read_contents
from caseflow.site.sheets import sheets
from caseflow.site.whole import whole

Progress = Callable[[str], None]
_MOST_TIMES = 3
"""Once without numbers, once with them, and once more if they have moved a sheet."""


def write_pdfs(
    site: Path, out: Path, councils: Iterable[str] | None = None, tell: Progress | None = None
) -> list[Path]:
    """Print each council's handbook into a folder and return the files, in order.

    A file is replaced only when its successor is whole. Raises UnreadableInput for a council that
    the site does not have, and CaseflowError where there is no site or no browser.
    """
    known = read_contents(site)
    wanted = list(dict.fromkeys(councils or known))
    if strange := [name for name in wanted if name not in known]:
        listed = ", ".join(known)
        raise UnreadableInput(f"{site} has no council '{strange[0]}'. It has: {listed}.")
    browser = find_browser()
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name in wanted:
        if tell:
            tell(f"Printing {known[name].name}")
        half = out / f".{name}.new.pdf"
        try:
            _print(site, known[name], half, browser)
            written.append(half.replace(out / f"{name}.pdf"))
        finally:
            half.unlink(missing_ok=True)
    return written


def _print(site: Path, contents: Contents, out: Path, browser: str) -> None:
    """Print a council's pages until its table of contents has the numbers that came out."""
    addresses = {f"p{place}": entry.path for place, entry in enumerate(contents.pages, start=1)}
    numbers: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="caseflow-") as folder:
        page = Path(folder, f"{contents.council}.html")
        for _ in range(_MOST_TIMES):
            page.write_text(whole(site, contents, numbers), encoding="utf-8")
            print_pdf(page, out, browser)
            found = sheets(out.read_bytes())
            before, numbers = numbers, {addresses[place]: number for place, number in found.items()}
            if numbers == before:
                return
