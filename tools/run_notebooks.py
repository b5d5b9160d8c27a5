"""Run the notebooks where they lie and store them as they ran: figures at most 100 dpi, no times of the run."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

WIDGET = "application/vnd.jupyter.widget-view+json"


def run(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    NotebookClient(
        book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}},
        record_timing=False, extra_arguments=["--log-level=ERROR"],
    ).execute()  # fmt: skip
    for cell in book.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            for output in cell.outputs:
                output.get("metadata", {}).clear()
                # A stored notebook has no kernel that a form could ask: its line of text is stored instead.
                output.get("data", {}).pop(WIDGET, None)
    book.metadata.pop("widgets", None)
    book.metadata["language_info"] = {"name": "python"}
    nbformat.write(book, path)


def main(paths: list[str]) -> int:
    for path in map(Path, paths or sorted(map(str, Path("notebooks").glob("[0-9]*.ipynb")))):
        print(path)
        run(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
