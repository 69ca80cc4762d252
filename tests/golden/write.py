"""Write the golden DOT files and the trainer's guide anew, after a wanted change.

Read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

from caseflow.exports.maps import maps, page_links
from caseflow.library import councils, load
from caseflow.loader import load_file
from caseflow.pages.guide import PATH, guide
from caseflow.site.notebooks import committed

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NAMES = ("pathway", "team-locality", "transfer-assessment-to-locality")

if __name__ == "__main__":
    for drawn in maps(load_file(HERE.parent / "data" / "testshire.yaml"), page_links):
        if drawn.name in NAMES:
            (HERE / f"{drawn.name}.dot").write_bytes(drawn.dot.encode())
    text = guide(committed(ROOT), {name: load(name) for name in councils()})
    (ROOT / "docs" / PATH).with_suffix(".md").write_text(text, encoding="utf-8")
