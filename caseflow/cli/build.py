"""Commands that write: maps, build, serve."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from caseflow.cli.shared import Councils, app
from caseflow.library import councils, load

console = Console()


@app.command()
def maps(
    names: Councils = None,
    check: Annotated[
        bool, typer.Option(help="Only say whether the maps on disk are current.")
    ] = False,
    out: Annotated[Path, typer.Option(help="The folder to write.")] = Path("diagrams"),
) -> None:
    """Draw the transfer maps into diagrams/, as .dot and .svg.

    Example: caseflow maps nottingham
    """
    from caseflow.site.maps import stale_maps, write_maps

    policies = [load(name) for name in names or councils()]
    if check:
        stale = stale_maps(policies, out)
        for path in stale:
            print(f"not current: {path}")
        print(
            "All maps are current." if not stale else "Run 'caseflow maps' and commit the result."
        )
        raise typer.Exit(1 if stale else 0)
    written = write_maps(policies, out)
    print(f"{len(written)} maps are in {out}/.")


@app.command()
def build(
    names: Councils = None,
    out: Annotated[Path, typer.Option(help="The folder for the finished handbook.")] = Path("site"),
    lab: Annotated[bool, typer.Option(help="With the lab, in which notebooks run.")] = True,
) -> None:
    """Build the whole handbook; a build that fails leaves the last good one as it was.

    Without what the lab needs, the handbook is built without it, and the exit code is 1.

    Example: caseflow build
    """
    from caseflow.site.build import build as build_site
    from caseflow.site.build import here

    project = replace(here(), lab=lab)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=not console.is_terminal) as progress:
        task = progress.add_task("Starting")

        def tell(message: str) -> None:
            progress.update(task, description=message)
            if not console.is_terminal:
                print(message, flush=True)

        report = build_site(out, councils=names or None, progress=tell, project=project)
    print(f"The handbook is ready: {report.pages} pages in {report.seconds:.0f} s.")
    if report.lab:
        print(report.lab)
    print(f"Open {out / 'index.html'} in a browser, or run 'make serve'.")
    if report.no_lab:
        print(f"It has no lab. {report.no_lab}\nWith --no-lab, none is asked for.")
        raise typer.Exit(1)


@app.command()
def lab(
    out: Annotated[Path, typer.Option(help="The folder of the handbook.")] = Path("site"),
) -> None:
    """Build the lab, in which the notebooks run, and put it into the handbook as it is.

    Example: caseflow lab
    """
    from caseflow.site.build import here
    from caseflow.site.lab import renew_lab

    project = here()
    built, placed = renew_lab(project.root, project.cache, out)
    print(built)
    print(f"It is in {out / 'lab'}." if placed else "'make handbook' puts it into the handbook.")


@app.command()
def serve(
    port: Annotated[
        int, typer.Option(help="The port on this machine.", min=1024, max=65535)
    ] = 8000,
    out: Annotated[Path, typer.Option(help="The folder of the handbook.")] = Path("site"),
) -> None:
    """Show the handbook at 127.0.0.1, rebuild what changes, and reload the page.

    Example: caseflow serve --port 8001
    """
    from caseflow.server import serve_site

    serve_site(out, port, tell=lambda message: print(message, flush=True))
