"""The command that makes copies of the handbook to be carried away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from caseflow.cli.shared import Councils, app


@app.command()
def offline(
    names: Councils = None,
    site: Annotated[Path, typer.Option(help="The folder of the built handbook.")] = Path("site"),
    out: Annotated[Path, typer.Option(help="The folder to write.")] = Path("offline"),
    pdf: Annotated[bool, typer.Option(help="A PDF for each council.")] = True,
    packed: Annotated[bool, typer.Option("--zip/--no-zip", help="A zip of the whole site.")] = True,
    lab: Annotated[bool, typer.Option(help="The lab in the zip too; it needs a server.")] = False,
) -> None:
    """Make a PDF of each council's handbook, and a zip of the site for a shared drive.

    Needs a built handbook and, for the PDFs, Chromium, Chrome or Edge.

    Example: caseflow offline nottingham
    """
    from caseflow.site.offline import write_pdfs
    from caseflow.site.zip import write_zip

    out.mkdir(parents=True, exist_ok=True)
    if packed:
        path = out / "handbook.zip"
        count = write_zip(site, path, lab=lab)
        print(f"{path}: {count} files, {_size(path)}. Unzip it and open START-HERE.html.")
    if pdf:
        for path in write_pdfs(site, out, names, tell=lambda message: print(message, flush=True)):
            print(f"{path}: {_size(path)}")


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB"
