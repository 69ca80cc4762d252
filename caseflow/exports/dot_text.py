"""Words made safe for DOT: quoted strings, HTML-like labels and the attributes inside them."""

from __future__ import annotations

import textwrap
import unicodedata
from html import escape


def clean(words: str) -> str:
    """Return words on one line, without the characters that neither DOT nor XML can hold."""
    return " ".join("".join("\ufffd" if _forbidden(c) else c for c in words).split())


def text(words: str) -> str:
    """Return words for an HTML-like label."""
    return escape(clean(words))


def wrapped(words: str, width: int) -> list[str]:
    """Return words in lines of about a width, each made safe for an HTML-like label."""
    return [escape(line) for line in textwrap.wrap(clean(words), width)] or [" "]


def attribute(words: str) -> str:
    """Return words for an attribute inside an HTML-like label, where a backslash still counts."""
    return escape(clean(words)).replace("\\", "\\\\")


def quoted(words: str) -> str:
    """Return a quoted string: DOT reads backslashes and character references inside quotes."""
    safe = clean(words).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return f'"{safe}"'


def _forbidden(character: str) -> bool:
    if character.isspace():
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE
