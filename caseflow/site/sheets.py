"""On which sheet of a PDF, as a Chromium writes it, each page of the handbook begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_PLACE = re.compile(rb"/(p\d+)-top\s*\[\s*(\d+) 0 R")


def sheets(pdf: bytes) -> dict[str, int]:
    """Return the number of the sheet, from 1, that each place ``p<n>-top`` stands on.

    Nothing where the file is written in another way: then a table of contents has no numbers.
    """
    objects: dict[bytes, bytes] = dict(_OBJECT.findall(pdf))
    root = next((body for body in objects.values() if b"/Type /Catalog" in body), b"")
    pages = re.search(rb"/Pages (\d+) 0 R", root)
    places = re.search(rb"/Dests (\d+) 0 R", root)
    if not pages or not places:
        return {}
    order = {number: place for place, number in enumerate(_leaves(pages[1], objects), start=1)}
    found = _PLACE.findall(objects.get(places[1], b""))
    return {name.decode(): order[page] for name, page in found if page in order}


def _leaves(number: bytes, objects: Mapping[bytes, bytes]) -> Iterator[bytes]:
    """Yield the sheets under a node of the tree of pages, in order."""
    kids = _KIDS.search(objects.get(number, b""))
    if not kids:
        yield number
        return
    for kid in _REFERENCE.findall(kids[1]):
        yield from _leaves(kid, objects)
