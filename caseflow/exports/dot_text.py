"""Words made safe for DOT, where each place has its own rules, found by trying them all.

Backslashes are read once in HTML-like labels, twice in tooltips, and never in names; an address
inside a label has its character references read once more than the words beside it.
"""

from __future__ import annotations

import textwrap
import unicodedata
from html import escape


def clean(words: str) -> str:
    """Return words on one line, without the characters that neither DOT nor XML can hold."""
    return " ".join("".join("\ufffd" if _forbidden(c) else c for c in words).split())


def text(words: str) -> str:
    """Return words for an HTML-like label, or for a tooltip inside one."""
    return _escaped(clean(words))


def wrapped(words: str, width: int) -> list[str]:
    """Return words in lines of about a width, each made safe for an HTML-like label."""
    return [_escaped(line) for line in textwrap.wrap(clean(words), width)] or [" "]


def address(words: str) -> str:
    """Return an address for an HTML-like label."""
    return text(words).replace("&", "&amp;")


def quoted(words: str) -> str:
    """Return a name or an address between quotes."""
    safe = clean(words).replace("&", "&amp;").replace("\\", "&#92;").replace('"', '\\"')
    return f'"{safe}"'


def tooltip(words: str) -> str:
    """Return a tooltip between quotes."""
    safe = clean(words).replace("&", "&amp;").replace("\\", "\\" * 4).replace('"', '\\"')
    return f'"{safe}"'


def _escaped(words: str) -> str:
    return escape(words).replace("\\", "\\\\")


def _forbidden(character: str) -> bool:
    """Say whether a character is a control character, half a pair, or no character at all."""
    if character.isspace():
        return False
    if unicodedata.category(character) in ("Cc", "Cs"):
        return True
    return ord(character) & 0xFFFE == 0xFFFE
