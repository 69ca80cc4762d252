"""What a page needs on paper: whose it is, which document and of what date, on every sheet."""

from __future__ import annotations

import re

_OPENING = '<style data-print="">'
_UNSAFE = re.compile(r"[^ \w.,:;()·–—’‘“”'&/|+-]")


def css_string(words: str) -> str:
    """Return words as a CSS string that may stand inside a style element, whatever they are."""
    return '"' + _UNSAFE.sub(lambda found: f"\\{ord(found[0]):x} ", words) + '"'


def with_running_head(html: str, words: str) -> str:
    """Return a page with words at the top of each printed sheet; twice is the same as once."""
    if not words or _OPENING in html:
        return html
    rule = f"@page{{@top-left{{content:{css_string(words)}}}}}"
    return html.replace("</head>", f"{_OPENING}{rule}</style></head>", 1)
