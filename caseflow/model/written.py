"""A policy as a list of what is written where, to lay two revisions side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass

from pydantic import BaseModel

from caseflow.model.policy import Policy
from caseflow.model.time import Amount, WeeklyTime

_NOT_WRITTEN = {("", name) for name in ("document", "vocabulary", "file", "lines")}
_NOTHING: tuple[object, ...] = (None, "", (), [], {}, False)


def written(policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield every field of a policy that holds something, named by the ids on the way to it.

    What says which file and version it is, is left out.
    """
    yield from _fields("", policy.model_copy(update={"transfers": policy.own_transfers}))


def _fields(place: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, list | tuple) and any(map(_parted, value)):
        for number, part in enumerate(value, start=1):
            yield from _fields(f"{place} {getattr(part, 'id', None) or number}", part)
    elif isinstance(value, list | tuple):
        yield place, "; ".join(map(str, value))
    elif _parted(value):
        for name, part in _parts(value):
            if (place, name) not in _NOT_WRITTEN and part not in _NOTHING:
                yield from _fields(f"{place}, {name}" if place else str(name), part)
    else:
        yield place, str(value)


def _parts(value: object) -> Iterable[tuple[object, object]]:
    if isinstance(value, BaseModel):
        return [(name, getattr(value, name)) for name in type(value).model_fields]
    return value.items() if isinstance(value, Mapping) else vars(value).items()


def _parted(value: object) -> bool:
    own = is_dataclass(value) and not isinstance(value, Amount | WeeklyTime)
    return own or isinstance(value, BaseModel | Mapping)
