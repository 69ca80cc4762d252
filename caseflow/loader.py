"""The only reader of policy files: strict, every problem of a file at once, with its line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from caseflow.errors import Problem, UnreadableInput, listing, nearest
from caseflow.marked import Marked, Place
from caseflow.model import Policy, PolicyFile, Vocabulary
from caseflow.model.lesson import Lesson
from caseflow.model.scenario import Located, Scenario
from caseflow.references import dangling
from caseflow.slips import vocabulary_slips

POLICIES = Path(__file__).parent / "policies"
M = TypeVar("M", bound=BaseModel)


def _build(model: type[M], marked: Marked, place: Place = ()) -> tuple[M | None, list[Problem]]:
    try:
        return model.model_validate(marked.at(place)), []
    except ValidationError as error:
        return None, list(_translate(error, model, marked, place))


def _translate(
    error: ValidationError, model: type[BaseModel], marked: Marked, start: Place
) -> Iterator[Problem]:
    for item in error.errors():
        inner = tuple(p for p in item["loc"] if isinstance(p, int) or "[" not in p)
        place = (*start, *inner)
        kind, given = item["type"], item.get("input")
        if kind == "extra_forbidden":
            allowed = _allowed_fields(model, inner[:-1])
            hint = nearest(str(place[-1]), allowed) or "take it out, or move it where it belongs"
            yield marked.problem(place, "unknown field", listing(allowed, 30), hint)
        elif kind == "missing":
            yield marked.problem(place, "missing", do=f"add '{place[-1]}'")
        else:
            found = item["msg"].removeprefix("Value error, ")
            shown = "" if isinstance(given, dict | list | tuple) else f" (found: {given!r})"
            hint = ""
            if kind == "literal_error" and isinstance(given, str):
                options = str(item.get("ctx", {}).get("expected", "")).replace("'", "")
                hint = nearest(given, options.replace(" or ", ", ").split(", "))
            yield marked.problem(place, found + shown, do=hint)


def _allowed_fields(model: type[BaseModel], place: Place) -> list[str]:
    """Return the field names allowed at a place, walking down the annotations."""
    current: Any = model
    for part in place:
        fields = getattr(current, "model_fields", None)
        if isinstance(part, str) and fields is not None:
            match = next((f for n, f in fields.items() if part in (n, f.alias)), None)
            current = match.annotation if match else None
        if not hasattr(current, "model_fields"):
            current = _model_within(current)
    fields = getattr(current, "model_fields", {})
    names = {field.alias or name for name, field in fields.items()}
    return sorted(names | {"from"} if "at" in names else names)


def _model_within(annotation: Any) -> Any:
    if hasattr(annotation, "model_fields"):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _model_within(inner):
            return found
    return None


@lru_cache(maxsize=4)
def load_vocabulary(path: Path = POLICIES / "vocabulary.yaml") -> Vocabulary:
    """Read the vocabulary; raise UnreadableInput with every problem."""
    marked = Marked(path)
    vocabulary, problems = _build(Vocabulary, marked)
    if vocabulary is not None:
        problems += [marked.problem(*found) for found in vocabulary_slips(vocabulary)]
    if problems or marked.problems or vocabulary is None:
        raise UnreadableInput("The vocabulary has problems.", sorted(problems + marked.problems))
    return vocabulary


def load_file(path: Path, vocabulary: Vocabulary | None = None) -> Policy:
    """Read one policy file; raise UnreadableInput with every problem of the file at once."""
    vocabulary = vocabulary or load_vocabulary()
    marked = Marked(path)
    read, problems = _build(PolicyFile, marked)
    problems += marked.problems
    if read is not None:
        problems += [marked.problem(*found) for found in dangling(read, vocabulary)]
    else:
        problems += _salvaged(marked, problems, vocabulary)
    if problems or read is None:
        many = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        raise UnreadableInput(f"{marked.name} has {many}.", sorted(set(problems)))
    return Policy.complete(read, vocabulary, marked.name, _lines_of_ids(marked))


def _salvaged(marked: Marked, known: list[Problem], vocabulary: Vocabulary) -> list[Problem]:
    """Check the names in whatever of a broken file can be read, so that nothing waits its turn."""
    broken = {problem.field.split(".")[0] for problem in known}
    kept: dict[str, list[int]] = {}
    data = dict(marked.data)
    lost: set[str] = set()
    for section, entries in marked.data.items():
        if isinstance(entries, list):
            kept[section] = [i for i in range(len(entries)) if f"{section}[{i + 1}]" not in broken]
            data[section] = [entries[i] for i in kept[section]]
            gone = [e for i, e in enumerate(entries) if i not in kept[section]]
            lost |= {str(e.get("id")) for e in gone if isinstance(e, dict)}
        elif section in broken:
            del data[section]
    try:
        read = PolicyFile.model_validate(data)
    except ValidationError:
        return []
    found = []
    for place, *words in dangling(read, vocabulary):
        there = place
        if len(place) > 1 and isinstance(place[1], int):
            there = (place[0], kept[str(place[0])][place[1]], *place[2:])
        if not any(f"'{name}'" in words[0] for name in lost):
            found.append(marked.problem(there, *words))
    return found


def load_scenarios(path: Path) -> list[Located]:
    """Read one scenario file; raise UnreadableInput with every problem of the file at once."""
    marked = Marked(path, root=list)
    problems = list(marked.problems)
    found: list[Located] = []
    for number in range(len(marked.data)):
        scenario, wrong = _build(Scenario, marked, (number,))
        problems += wrong
        if scenario is not None:
            found.append(Located(scenario, marked.name, marked.line((number,))))
    if problems:
        raise UnreadableInput(f"{marked.name} cannot be read.", sorted(set(problems)))
    return found


def load_lesson(path: Path) -> Lesson:
    """Read one notebook's lesson; raise UnreadableInput with every problem of the file at once."""
    marked = Marked(path)
    lesson, problems = _build(Lesson, marked)
    if problems or marked.problems or lesson is None:
        raise UnreadableInput(f"{marked.name} cannot be read.", sorted(problems + marked.problems))
    return lesson


def _lines_of_ids(marked: Marked) -> dict[str, int]:
    """Return the line of each id; of a rule and a clause that share one, the rule's."""
    found: dict[str, int] = {}
    for place, line in marked.lines.items():
        if place and place[-1] == "id":
            found.setdefault(str(marked.at(place)), line)
    return found
