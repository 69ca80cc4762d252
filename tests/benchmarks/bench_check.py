"""How long the checks take: for every council, and as rules at one team and event grow in number.

    python tests/benchmarks/bench_check.py

Not a test: it prints what it measured on this machine and fails for nothing.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path

from caseflow.checks import check
from caseflow.library import councils, load
from caseflow.loader import load_file
from caseflow.model import Policy

HEAD = """policy: testshire
council: Testshire County Council
document: {title: Moving Cases, dated: 2024-04, review: Not stated., read_on: 2026-11-22}
services: [{id: social-work, name: Social work}]
teams:
  - {id: door, name: Front Door, kind: front_door, service: social-work, stage: 0, clauses: [1]}
"""
TEAM = "  - {id: team-%d, name: Team %d, service: social-work, stage: 1, clauses: [1]}\n"
TRANSFER = """  - id: to-team-%d
    title: To team %d
    from: door
    to: team-%d
    on: screening_completed
    when: {months_since_closed: {at_least: %d, under: %d}}
    moves: {at: event, says: That day., clauses: [1]}
    clauses: [1]
"""


def pairs(policy: Policy) -> int:
    """Count the pairs of rules that share a team and an event."""
    return sum(
        bool(set(one.at) & set(other.at)) and bool(set(one.on) & set(other.on))
        for one, other in combinations(policy.rules, 2)
    )


def crowded(rules: int, folder: Path) -> Policy:
    """Return a policy with so many rules at one team and event, no two for the same case."""
    teams = "".join(TEAM % (i, i) for i in range(rules))
    moves = "".join(TRANSFER % (i, i, i, i, i + 1) for i in range(rules))
    path = folder / "crowded.yaml"
    clauses = "clauses:\n  - {id: 1, fingerprint: '000000000001'}\n"
    path.write_text(f"{HEAD}{teams}roles: []\ntransfers:\n{moves}{clauses}", encoding="utf-8")
    return load_file(path)


def measure(name: str, policy: Policy) -> None:
    """Check a policy once and print its seconds beside its pairs."""
    started = time.perf_counter()
    found = check(policy)
    seconds = time.perf_counter() - started
    number = pairs(policy)
    each = 1000 * seconds / max(number, 1)
    print(
        f"{name:24} {number:6} pairs {len(found):5} results {seconds:7.2f} s {each:7.2f} ms a pair"
    )


def main() -> None:
    """Print every measure."""
    for council in councils():
        measure(council, load(council))
    with tempfile.TemporaryDirectory() as folder:
        for rules in (5, 10, 20, 40):
            measure(f"{rules} rules at one place", crowded(rules, Path(folder)))
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "caseflow", "check"], check=False, capture_output=True)
    print(f"caseflow check, all councils: {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
