"""What a page is found by besides its own words: other words, other forms, figures as words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from caseflow.model import Vocabulary
from caseflow.model.vocabulary import Concept, SameWords

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_UNIT = r"(?:working |calendar )?(?:hour|day|week|month|year)s?"
_IN_FIGURES = re.compile(rf"\b(\d{{1,2}})[ -]({_UNIT})\b", re.IGNORECASE)
_IN_WORDS = re.compile(rf"\b({'|'.join(_NUMBERS)})[ -]({_UNIT})\b", re.IGNORECASE)
_PARTS = {"¼": ("1/4", "25"), "½": ("1/2", "5"), "¾": ("3/4", "75")}
_FRACTION = re.compile(r"\b(\d{1,2}) ?([¼½¾])")
_SECTION = re.compile(r"\b(?:section|sect|sec|s)\.? ?(\d{1,2})\b", re.IGNORECASE)


def found_by(words: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return every word and phrase that something with these words should be found by.

    They are the words themselves, those for the same thing, and figures written the other way.
    Case does not matter; nothing comes twice.
    """
    text = " | ".join(words)
    more = [word for group in _groups(vocabulary) if _in(text, group) for word in group.words]
    every = (*words, *more, *figures(" | ".join((text, *more))))
    return tuple({word.lower(): word for word in every}.values())


def forms_of(words: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the other forms of words, and the ways in which people misspell them."""
    text = " | ".join(words)
    known = vocabulary.search.forms.items()
    found = [(word, *forms) for word, forms in known if _any_in((word, *forms), text)]
    return tuple(dict.fromkeys(form for every in found for form in every))


def figures(text: str) -> tuple[str, ...]:
    """Return the figures of a text as they are also written: 3 months, 15 3/4, s20."""
    return tuple(dict.fromkeys(_figures(text)))


def _figures(text: str) -> Iterator[str]:
    for number, unit in _IN_WORDS.findall(text):
        yield f"{_NUMBERS.index(number.lower())} {unit}"
    for number, unit in _IN_FIGURES.findall(text):
        if int(number) < len(_NUMBERS):
            yield f"{_NUMBERS[int(number)]} {unit}"
    for whole, sign in _FRACTION.findall(text):
        spoken, decimal = _PARTS[sign]
        yield f"{whole}{sign} {whole} {spoken} {whole}.{decimal}"
    for number in _SECTION.findall(text):
        yield f"section {number} s{number} s.{number}"


@lru_cache(maxsize=4)
def _groups_of(concepts: tuple[Concept, ...], same: tuple[SameWords, ...]) -> tuple[SameWords, ...]:
    return (*(SameWords(words=(one.name, *one.words)) for one in concepts), *same)


def _groups(vocabulary: Vocabulary) -> tuple[SameWords, ...]:
    return _groups_of(tuple(vocabulary.concepts.values()), vocabulary.search.same)


def _in(text: str, group: SameWords) -> bool:
    return _any_in((*group.words, *group.local), text)


def _any_in(words: tuple[str, ...], text: str) -> bool:
    return bool(_pattern(words).search(text))


@lru_cache(maxsize=1000)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def same_thing(words: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether one of the words is, whole and whatever its case, among the others."""
    return bool({word.lower() for word in words} & {word.lower() for word in others})
