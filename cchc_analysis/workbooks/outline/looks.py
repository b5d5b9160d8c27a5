"""How cells look, where only that tells which row stands below which: indentation, bold, italic."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is formatted."""

    indent: int = 0
    bold: bool = False
    italic: bool = False


def looks_of(path: Path, sheet: str, places: list[tuple[int, int]]) -> list[Look]:
    """Return the looks of cells (row and column from 0); plain ones where openpyxl cannot open the file.

    Reading formats is slow, so this is asked only for sheets that have no codes.
    """
    import openpyxl  # few sheets need it, and none that is loaded

    try:
        cells = openpyxl.load_workbook(path)[sheet]
    except Exception:  # a file that calamine reads and openpyxl does not
        return [Look()] * len(places)
    formatted = (cells.cell(line + 1, at + 1) for line, at in places)
    return [Look(int(c.alignment.indent or 0), bool(c.font.b), bool(c.font.i)) for c in formatted]
