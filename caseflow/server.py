"""Show the handbook on this machine only, rebuild what changes, and reload the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from caseflow.errors import CaseflowError, UnreadableInput
from caseflow.site.build import build, here, watch_paths

HOST = "127.0.0.1"


def serve_site(out: Path, port: int, tell: Callable[[str], None]) -> None:
    """Build, serve and watch until interrupted; a change that cannot be built is told, not fatal.

    Raises UnreadableInput where the port is taken.
    """
    project = replace(here(), lab=True)

    def rebuild() -> None:
        try:
            report = build(out, progress=tell, quick=True, project=project)
        except CaseflowError as error:
            tell(f"{error}\nThe last good handbook is still shown.")
        else:
            tell(f"{report.pages} pages in {report.seconds:.0f} s")

    if no_lab := build(out, progress=tell, project=project).no_lab:
        tell(f"The handbook has no lab. {no_lab}")
    server = LiveReloadServer(rebuild, host=HOST, port=port, root=str(out))
    for path in watch_paths():
        server.watch(str(path))
    tell(f"The handbook is at http://{HOST}:{port}/ and follows your changes. Stop with Ctrl+C.")
    try:
        server.serve()
    except OSError as error:
        server.server_close()
        message = f"Port {port} cannot be used: {error.strerror}. Choose another with --port."
        raise UnreadableInput(message) from None
    except KeyboardInterrupt:
        server.shutdown()
