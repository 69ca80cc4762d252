"""Write the golden DOT files anew: run it after a wanted change, and read the difference."""

from __future__ import annotations

from pathlib import Path

from caseflow.exports.maps import maps, page_links
from caseflow.loader import load_file

HERE = Path(__file__).parent
NAMES = ("pathway", "team-locality", "transfer-assessment-to-locality")

if __name__ == "__main__":
    for drawn in maps(load_file(HERE.parent / "data" / "testshire.yaml"), page_links):
        if drawn.name in NAMES:
            (HERE / f"{drawn.name}.dot").write_bytes(drawn.dot.encode())
