"""Set up, build and test Caseflow with nothing but Python.

    python3 dev.py handbook     (on Windows: py dev.py handbook)

Everything goes into .venv; the Makefile only calls this script. What follows a command is
handed on: dev.py serve --help, dev.py test -k clauses, dev.py lock --upgrade.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN, EXE = (VENV / "Scripts", ".exe") if os.name == "nt" else (VENV / "bin", "")
PYTHON = BIN / f"python{EXE}"
# The Python that .venv is made from, even when the one inside it runs this script.
BASE = getattr(sys, "_base_executable", None) or sys.executable
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
ENVIRONMENT.update(PYTHONUTF8="1", NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true")
UV = "uv==0.13.9"  # works out the locks; nothing else needs it
LOCK = """pip compile --universal --python-version 3.11 --fork-strategy fewest --generate-hashes
    --no-emit-index-url --annotation-style line --custom-compile-command "python3 dev.py lock"
    pyproject.toml requirements/handbook.in"""
TEST_INPUTS = "requirements/test.in --constraint requirements/handbook.txt"
BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
NO_BROWSER = """The tests drive a real browser, and none can be driven here. Install Chromium,
Chrome or Edge (on Debian: chromium libatomic1), or set CASEFLOW_CHROMIUM to the path of one."""


class Stop(Exception):
    """Something that the reader can mend; the message says how."""


def run(*command: object, quiet: bool = False) -> int:
    """Run a command and return its exit code."""
    words, output = [str(word) for word in command], subprocess.DEVNULL if quiet else None
    return subprocess.call(words, cwd=ROOT, env=ENVIRONMENT, stdout=output, stderr=output)


def works(command: object, *words: object) -> bool:
    """Say whether a command is there and succeeds, without showing what it prints."""
    return bool(shutil.which(str(command))) and not run(command, *words, quiet=True)


def step(doing: str, *command: object) -> None:
    """Run a command out of sight while counting seconds; show what it printed if it fails."""
    words, started, live = [str(word) for word in command], time.monotonic(), sys.stdout.isatty()
    print(doing, end=" ... ", flush=True)
    with tempfile.TemporaryFile() as printed:
        it = subprocess.Popen(words, cwd=ROOT, env=ENVIRONMENT, stdout=printed, stderr=printed)
        while it.poll() is None:
            time.sleep(0.1)
            if live:
                print(f"\r{doing} ... {time.monotonic() - started:.0f} s", end="", flush=True)
        print(f"\r{doing} ... " * live + f"{time.monotonic() - started:.1f} s", flush=True)
        if it.returncode:
            printed.seek(0)
            shutil.copyfileobj(printed, sys.stdout.buffer)
            sys.stdout.flush()
            raise Stop(f"What it printed stands above. The command was: {shlex.join(words)}")


def pip() -> list[object]:
    """Return a command for pip that works on .venv, which need not hold a pip of its own."""
    outside = [BASE, "-m", "pip", "--python", PYTHON]
    if works(*outside, "--version"):
        return outside
    if works(PYTHON, "-m", "ensurepip"):
        return [PYTHON, "-m", "pip"]
    raise Stop("This Python has no pip. On Debian or Ubuntu: sudo apt-get install python3-pip")


def make_environment() -> None:
    """Make .venv, unless there is one that works; it holds no pip, so ensurepip is not needed."""
    sound = "sys.version_info >= (3, 11) and os.path.isdir(sysconfig.get_path('purelib'))"
    if not works(PYTHON, "-c", f"import os, sys, sysconfig; sys.exit(not ({sound}))"):
        step("Making .venv", BASE, "-m", "venv", "--clear", "--without-pip", VENV)


def install(name: str) -> int:
    """Make .venv hold the packages of a lock, and caseflow itself; return 0."""
    make_environment()
    lock = ROOT / f"requirements/{name}.txt"
    count = len(re.findall(r"^\S+==", lock.read_text("utf-8"), re.MULTILINE))
    once(f"Installing {count} packages, checked by hash", lock, "--require-hashes", "-r", lock)
    itself = ("--no-deps", "--no-build-isolation", "--editable", ROOT)
    once("Installing caseflow itself", ROOT / "pyproject.toml", *itself)
    return 0


def once(doing: str, source: Path, *packages: object) -> None:
    """Install packages, unless the same file had them installed in the same place before."""
    config = (VENV / "pyvenv.cfg").read_bytes()
    wanted = hashlib.sha256(b"\0".join([source.read_bytes(), config, bytes(ROOT)])).hexdigest()
    stamp = VENV / f".installed-{source.stem}"
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        stamp.unlink(missing_ok=True)
        step(doing, *pip(), "install", "--no-input", "--no-compile", *packages)
        stamp.write_text(wanted, "utf-8")


def find_browser() -> str | None:
    """Return the path of a Chromium, if there is one and what drives it runs on this machine."""
    named = os.environ.get("CASEFLOW_CHROMIUM")
    found = filter(None, map(shutil.which, [named] if named else BROWSERS))
    return next(found, None) if works(PYTHON, "-m", "playwright", "--version") else None


def browser() -> str:
    """Return the path of a Chromium that tests can drive; on Debian, install what is missing."""
    apt, sudo = shutil.which("apt-get"), shutil.which("sudo")
    if not find_browser() and apt and (sudo or os.geteuid() == 0):
        debian = [*filter(None, [sudo]), "env", "DEBIAN_FRONTEND=noninteractive", apt]
        step("Reading the list of Debian packages", *debian, "update")
        step("Installing a browser", *debian, "install", "-y", "chromium", "libatomic1")
    if not (found := find_browser()):
        raise Stop(NO_BROWSER)
    return found


def setup(_: list[str]) -> int:
    """Install what the handbook needs into .venv."""
    return install("handbook")


def handbook(more: list[str]) -> int:
    """Build the whole handbook into site/."""
    return install("handbook") or run(BIN / f"caseflow{EXE}", "build", *more)


def serve(more: list[str]) -> int:
    """Show the handbook on this machine, rebuilt as files change."""
    return install("handbook") or run(BIN / f"caseflow{EXE}", "serve", *more)


def lint(_: list[str]) -> int:
    """Check style, format and types."""
    install("test")
    checks = ("ruff check", "ruff format --check", "mypy --strict")
    failed = [check for check in checks if run(PYTHON, "-m", *check.split())]
    print(f"Failed: {', '.join(failed)}" if failed else "Style and types are sound.", flush=True)
    return 1 if failed else 0


def test(more: list[str]) -> int:
    """Check style, format and types, then run every test in two processes or more."""
    install("test")
    ENVIRONMENT["CASEFLOW_CHROMIUM"] = browser()
    unsound = lint([])
    return run(PYTHON, "-m", "pytest", "-n", "auto", "--cov", *more) or unsound


def lock(more: list[str]) -> int:
    """Work out the locks in requirements/ anew, for every system (--upgrade: newest versions)."""
    make_environment()
    with tempfile.TemporaryDirectory() as folder:
        uv = Path(folder, "bin", f"uv{EXE}")
        step(f"Fetching {UV}", *pip(), "install", "--target", folder, UV)
        for file, inputs in (("handbook.txt", ""), ("test.txt", TEST_INPUTS)):
            words = shlex.split(f"{LOCK} {inputs} --output-file requirements/{file}")
            step(f"Locking requirements/{file}", uv, *words, *more)
    return 0


def main(words: list[str]) -> int | str:
    """Run the command that is named; return its exit code, or what went wrong (exit code 1)."""
    if sys.version_info < (3, 11):
        found = f"Caseflow needs Python 3.11 or newer; this is {sys.version.split()[0]}, at {BASE}."
        return f"{found}\nTry: python3.12 dev.py handbook, or: make PYTHON=python3.12 handbook"
    commands = {do.__name__: do for do in (setup, handbook, serve, test, lint, lock)}
    name, *more = words or ["--help"]
    if name not in commands:
        print(__doc__, *(f"    {do.__name__:9} {do.__doc__}" for do in commands.values()), sep="\n")
        return 0 if name in ("-h", "--help") else f"\nThere is no command '{name}'."
    try:
        return commands[name](more)
    except KeyboardInterrupt:
        return 130
    except (Stop, OSError) as problem:
        return f"\n{problem}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
