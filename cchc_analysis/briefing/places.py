"""Cells of workbooks: where they are, and how many of them are told in a few words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.utils import column_index_from_string, get_column_letter

_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell of a workbook."""

    file: str
    sheet: str
    cell: str


@lru_cache(maxsize=4096)
def joined(places: tuple[Place, ...]) -> str:
    """Return cells as text, neighbours as ranges: ``papi_2024.xlsx › Sheet › F3:H3``.

    Examples
    --------
    >>> joined((Place("a.xlsx", "S", "C5"), Place("a.xlsx", "S", "C6"), Place("a.xlsx", "S", "C7")))
    'a.xlsx › S › C5:C7'
    """
    sheets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place in places:
        sheets[place.file, place.sheet].append(place.cell)
    return "; ".join(f"{file} › {sheet} › {_ranges(cells)}" for (file, sheet), cells in sheets.items())


def _ranges(cells: list[str]) -> str:
    """Join neighbouring cells of a column, else of a row; others stay as they are."""
    parsed = [(column_index_from_string(m[1]), int(m[2])) for cell in cells if (m := _CELL.fullmatch(cell))]
    others = [cell for cell in cells if not _CELL.fullmatch(cell)]
    across = len({row for _, row in parsed}) < len({column for column, _ in parsed})
    lines: dict[int, list[int]] = defaultdict(list)
    for column, row in parsed:
        lines[row if across else column].append(column if across else row)
    ranges = []
    for line in sorted(lines):
        for first, last in _runs(sorted(set(lines[line]))):
            ends = [(first, line), (last, line)] if across else [(line, first), (line, last)]
            names = [f"{get_column_letter(column)}{row}" for column, row in ends]
            ranges.append(names[0] if names[0] == names[1] else ":".join(names))
    return ", ".join([*ranges, *others])


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def row_of(place: Place) -> Place:
    """Return the row of a cell: what is printed beside a score has no cell of its own in the frame."""
    row = place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return Place(place.file, place.sheet, f"{row}:{row}")
