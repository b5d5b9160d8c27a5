"""Check that notebooks are stored as they ran, code folded: cells in order, some output, no error, no widget.

A stripped notebook gives ``pytest --nbval`` nothing to compare, so that it could not fail.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat


def faults(path: Path) -> list[str]:
    cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    found = []
    if [c.execution_count for c in cells] != list(range(1, len(cells) + 1)):
        found.append("not run from top to bottom in one go")
    if not any(c.outputs for c in cells):
        found.append("no stored output to compare")
    if any(o.output_type == "error" for c in cells for o in c.outputs):
        found.append("stores an error")
    if any("application/vnd.jupyter.widget-view+json" in o.get("data", {}) for c in cells for o in c.outputs):
        found.append("stores a widget, which no kernel answers")
    if not all(c.metadata.get("jupyter", {}).get("source_hidden") for c in cells):
        found.append("shows code: fold its cells")
    return found


def main(paths: list[str]) -> int:
    wrong = 0
    for path in map(Path, paths or sorted(map(str, Path("notebooks").glob("*.ipynb")))):
        for fault in faults(path):
            wrong += 1
            print(f"{path}: {fault}; run `make notebooks`")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
