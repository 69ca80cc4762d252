"""The reader's own Chromium, Chrome or Edge, which prints a page to PDF without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from caseflow.errors import CaseflowError

KNOWN = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("microsoft-edge", "msedge", "chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
_NONE = (
    "No browser is found that can print. Install Chromium, Chrome or Edge, or set "
    "CASEFLOW_CHROMIUM to the path of one."
)
_LONGEST = 600
"""Seconds after which printing one document is given up."""
_QUIET = (
    *("--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking"),
    *("--no-first-run", "--no-default-browser-check", "--mute-audio"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def find_browser() -> str:
    """Return the path of a browser that can print; CaseflowError where there is none."""
    named = os.environ.get("CASEFLOW_CHROMIUM")
    found = next(filter(None, map(shutil.which, [named] if named else KNOWN)), None)
    if not found:
        wrong = f"CASEFLOW_CHROMIUM names '{named}', which cannot be run. " if named else ""
        raise CaseflowError(wrong + _NONE)
    return found


def print_pdf(page: Path, out: Path, browser: str) -> None:
    """Print a page on this disk to a PDF with bookmarks and tags; nothing is asked of any host.

    Raises CaseflowError where the browser fails, or writes nothing.
    """
    with tempfile.TemporaryDirectory(prefix="caseflow-print-", ignore_cleanup_errors=True) as own:
        command = [browser, *_QUIET, f"--user-data-dir={own}", "--no-pdf-header-footer"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # a browser run as root, as in a container, has none
        command += ["--generate-pdf-document-outline", "--export-tagged-pdf"]
        command += [f"--print-to-pdf={out.resolve()}", page.resolve().as_uri()]
        out.unlink(missing_ok=True)
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, errors="replace", timeout=_LONGEST,
                check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise CaseflowError(f"{browser} could not print {page.name}: {problem}") from None
    if done.returncode or not out.is_file():
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise CaseflowError(f"{browser} could not print {page.name}: {said}")
