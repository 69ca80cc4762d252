"""Try every mutant of a policy against its scenarios: in parallel, with progress, resumable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseflow.errors import UnreadableInput
from caseflow.library import SCENARIOS, load
from caseflow.loader import POLICIES, load_scenarios
from caseflow.model import Policy
from caseflow.model.scenario import Located
from caseflow.mutations import Mutant, Outcome, applied, mutants, survives
from caseflow.scenarios import run_one

CACHE = Path(".cache") / "mutations"
CHUNK = 25


@dataclass(frozen=True)
class Held:
    """What a worker has read: the policy, its mutants, each scenario with what it touches."""

    policy: Policy
    mutants: list[tuple[Mutant, Any]]
    scenarios: list[tuple[Located, set[str]]]


_held: dict[str, Held] = {}


def try_mutants(name: str, tell: Callable[[int, int], None]) -> Outcome:
    """Try every mutant of a council's policy; what an earlier run has settled is not tried again.

    Raises UnreadableInput where the council has no scenario file, or one that already fails.
    """
    policy, located = _read(name)
    if not survives(policy, located):
        raise UnreadableInput(f"{name}: some scenarios fail already; run 'caseflow scenarios'.")
    every = [mutant for mutant, _ in mutants(policy)]
    kept = CACHE / f"{name}-{_digest(policy, name)}.json"
    lived: dict[str, bool] = json.loads(kept.read_text()) if kept.is_file() else {}
    left = [i for i in range(len(every)) if str(i) not in lived]
    chunks = [left[i : i + CHUNK] for i in range(0, len(left), CHUNK)]
    with ProcessPoolExecutor() as pool:
        for settled in pool.map(_chunk, [name] * len(chunks), chunks):
            lived.update(settled)
            _keep(kept, lived)
            tell(len(lived), len(every))
    survivors = tuple(mutant for i, mutant in enumerate(every) if lived[str(i)])
    return Outcome(name, policy.file, len(every), survivors)


def _chunk(name: str, indexes: Sequence[int]) -> dict[str, bool]:
    if name not in _held:
        policy, located = _read(name)
        touching = [(one, run_one(one, policy)[1].rules) for one in located]
        _held[name] = Held(policy, mutants(policy), touching)
    held = _held[name]
    lived = {}
    for i in indexes:
        mutant, changed = held.mutants[i]
        nearest_first = sorted(held.scenarios, key=lambda pair: mutant.owner not in pair[1])
        policy = applied(held.policy, mutant, changed)
        lived[str(i)] = survives(policy, [one for one, _ in nearest_first])
    return lived


def _read(name: str) -> tuple[Policy, list[Located]]:
    path = SCENARIOS / f"{name}.yaml"
    if not path.is_file():
        raise UnreadableInput(f"{name} has no scenarios: {path} is missing.")
    return load(name), load_scenarios(path)


def _digest(policy: Policy, name: str) -> str:
    """Return what changes when the policy, its scenarios, the vocabulary or the code change."""
    found = hashlib.sha256()
    inputs = [Path(policy.file), SCENARIOS / f"{name}.yaml", POLICIES / "vocabulary.yaml"]
    for path in [*inputs, *sorted(Path(__file__).parent.rglob("*.py"))]:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _keep(path: Path, lived: dict[str, bool]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_text(json.dumps(lived))
    half.replace(path)
