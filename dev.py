"""Set up, build and test Caseflow with nothing but Python.

    python3 dev.py handbook     (on Windows: py dev.py handbook)

Everything goes into .venv; the Makefile only calls this script. What follows a command is
handed on: dev.py serve --help, dev.py test -k clauses, dev.py lock --upgrade.
"""

from __future__ import annotations

import hashlib
import json
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
VENV_LAB = ROOT / ".venv-lab"  # what builds the lab; it wants other versions of some packages
VENV_NOTEBOOKS = ROOT / ".venv-notebooks"  # JupyterLab, for `notebooks`
PROGRAMS, EXE = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
BIN = VENV / PROGRAMS
PYTHON, CASEFLOW = BIN / f"python{EXE}", BIN / f"caseflow{EXE}"
# The Python that .venv is made from, even when the one inside it runs this script.
BASE = getattr(sys, "_base_executable", None) or sys.executable
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
ENVIRONMENT.update(PYTHONUTF8="1", NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true")
UV = "uv==0.13.9"  # works out the locks; nothing else needs it
LOCK = """pip compile --generate-hashes --no-emit-index-url --annotation-style line
    --no-python-downloads --custom-compile-command "python3 dev.py lock" """
EVERYWHERE = "--universal --python-version 3.11 --fork-strategy fewest"
OURS = f"{EVERYWHERE} pyproject.toml requirements/handbook.in"
LOCKS = {
    "handbook": OURS,
    "test": f"{OURS} requirements/test.in --constraint requirements/handbook.txt",
    "lab": f"{EVERYWHERE} requirements/lab.in",
    "lab-browser": "--python-version 3.14 --python-platform wasm32-pyodide2024 --no-annotate "
    "requirements/lab-browser.in --constraint {held}",
    "notebooks": f"{EVERYWHERE} requirements/notebooks.in",
}
BROWSER_PYTHON = ["--only-binary=:all:", "--implementation=cp", "--python-version=3.14"]
BROWSER_PYTHON += ["--abi=cp314", "--platform=pyemscripten_2026_0_wasm32"]  # Pyodide 314's
BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
SHARED = ("--dist", "worksteal")  # one process begins with the browser and builds its site for all
GO_ON = "The handbook is built without it; --no-lab does so on purpose."
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


def pip(python: Path = PYTHON) -> list[object]:
    """Return a command for pip that works on a .venv, which need not hold a pip of its own."""
    outside = [BASE, "-m", "pip", "--python", python]
    if works(*outside, "--version"):
        return outside
    if works(python, "-m", "ensurepip"):
        return [python, "-m", "pip"]
    raise Stop("This Python has no pip. On Debian or Ubuntu: sudo apt-get install python3-pip")


def make_environment(place: Path = VENV) -> Path:
    """Make a .venv, unless there is one that works, and return its Python.

    It holds no pip, so that ensurepip is not needed.
    """
    python = place / PROGRAMS / f"python{EXE}"
    sound = "sys.version_info >= (3, 11) and os.path.isdir(sysconfig.get_path('purelib'))"
    if not works(python, "-c", f"import os, sys, sysconfig; sys.exit(not ({sound}))"):
        step(f"Making {place.name}", BASE, "-m", "venv", "--clear", "--without-pip", place)
    return python


def install(name: str, place: Path = VENV) -> int:
    """Make a .venv hold the packages of a lock, and caseflow itself in the main one; return 0."""
    python = make_environment(place)
    lock = ROOT / f"requirements/{name}.txt"
    count = len(re.findall(r"^\S+==", lock.read_text("utf-8"), re.MULTILINE))
    packages = ["install", "--no-input", "--no-compile", "--require-hashes", "-r", lock]
    once(f"Installing {count} packages, checked by hash", place, lock, python, *packages)
    if place == VENV:
        itself = ["install", "--no-input", "--no-compile", "--no-deps", "--no-build-isolation"]
        source = ROOT / "pyproject.toml"
        once("Installing caseflow itself", place, source, python, *itself, "--editable", ROOT)
    return 0


def once(doing: str, place: Path, source: Path, program: Path, *words: object) -> None:
    """Fill a folder by npm, or by the pip for a Python, unless the same file had it filled."""
    made = place / "pyvenv.cfg"
    parts = [source.read_bytes(), made.read_bytes() if made.is_file() else b"", bytes(ROOT)]
    wanted = hashlib.sha256(b"\0".join(parts)).hexdigest()
    stamp = place / f".installed-{source.stem}"
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        stamp.unlink(missing_ok=True)
        step(doing, *([program] if program.stem == "npm" else pip(program)), *words)
        stamp.write_text(wanted, "utf-8")


def node_packages() -> None:
    """Fetch what package.json names, checked by hash, with the npm that .venv-lab holds."""
    place, npm = ROOT / "node_modules", VENV_LAB / PROGRAMS / f"npm{EXE}"
    once("Fetching Pyodide and what checks scripts", place, ROOT / "package-lock.json", npm, "ci")


def lab_parts() -> None:
    """Fetch everything the lab is built from, each part checked by hash."""
    install("lab", VENV_LAB)
    node_packages()
    lock, place = ROOT / "requirements/lab-browser.txt", ROOT / ".cache/lab/wheels"
    place.mkdir(parents=True, exist_ok=True)
    download = ["download", "--no-input", "--require-hashes", "--no-deps", *BROWSER_PYTHON]
    into = ("--dest", place, "-r", lock)
    once("Fetching packages for the browser", place, lock, PYTHON, *download, *into)


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
    """Build the whole handbook into site/ (--no-lab: without what runs notebooks)."""
    install("handbook")
    if not {"--no-lab", "--help"} & set(more):
        try:
            lab_parts()
        except (Stop, OSError) as problem:
            print(f"{problem}\nThe lab's parts could not be fetched. {GO_ON}", flush=True)
            code = run(CASEFLOW, "build", "--no-lab", *more)
            print("It has no lab: what that is made of could not be fetched, as said above.")
            return code or 1
    return run(CASEFLOW, "build", *more)


def lab(more: list[str]) -> int:
    """Build the lab, in which notebooks run in a browser, into site/lab/."""
    install("handbook")
    lab_parts()
    return run(CASEFLOW, "lab", *more)


def notebooks(more: list[str]) -> int:
    """Open the notebooks in JupyterLab."""
    install("handbook")
    install("notebooks", VENV_NOTEBOOKS)
    kernel = ROOT / ".cache/jupyter/kernels/python3/kernel.json"  # stands before JupyterLab's own
    kernel.parent.mkdir(parents=True, exist_ok=True)
    start = [str(PYTHON), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": start, "display_name": "Python with Caseflow", "language": "python"}
    kernel.write_text(json.dumps(spec), "utf-8")
    ENVIRONMENT["JUPYTER_PATH"] = str(kernel.parents[2])
    jupyterlab = VENV_NOTEBOOKS / PROGRAMS / f"jupyter-lab{EXE}"
    return run(jupyterlab, f"--ServerApp.root_dir={ROOT / 'notebooks'}", *more)


def serve(more: list[str]) -> int:
    """Show the handbook on this machine, rebuilt as files change."""
    return install("handbook") or run(CASEFLOW, "serve", *more)


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
    lab_parts()
    ENVIRONMENT["CASEFLOW_CHROMIUM"] = browser()
    unsound = lint([])
    return run(PYTHON, "-m", "pytest", "-n", "auto", *SHARED, "--cov", *more) or unsound


def lock(more: list[str]) -> int:
    """Work out the locks in requirements/ anew, for every system (--upgrade: newest versions)."""
    make_environment()
    with tempfile.TemporaryDirectory() as folder:
        uv, held = Path(folder, "bin", f"uv{EXE}"), Path(folder, "held.txt")
        step(f"Fetching {UV}", *pip(), "install", "--target", folder, UV)
        for name, inputs in LOCKS.items():
            held.write_text(versions(), "utf-8")
            words = shlex.split(f"{LOCK} {inputs} --output-file requirements/{name}.txt")
            step(f"Locking {name}.txt", uv, *(w.format(held=held) for w in words), *more)
    return 0


def versions() -> str:
    """Return the handbook's packages and versions, but for those that lab-browser.in fixes."""
    inputs = (ROOT / "requirements/lab-browser.in").read_text("utf-8")
    own = tuple(re.findall(r"^[\w-]+==", inputs, re.MULTILINE))
    locked = (ROOT / "requirements/handbook.txt").read_text("utf-8")
    lines = re.findall(r"^\S+==\S+", locked, re.MULTILINE)
    return "\n".join(line for line in lines if not line.startswith(own))


def main(words: list[str]) -> int | str:
    """Run the command that is named; return its exit code, or what went wrong (exit code 1)."""
    if sys.version_info < (3, 11):
        found = f"Caseflow needs Python 3.11 or newer; this is {sys.version.split()[0]}, at {BASE}."
        return f"{found}\nTry: python3.12 dev.py handbook, or: make PYTHON=python3.12 handbook"
    all_ = (setup, handbook, lab, notebooks, serve, test, lint, lock)
    commands = {do.__name__: do for do in all_}
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
