"""The cells of printed ranks: the frame keeps the cell of a score, and the rank that is printed beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from cchc_analysis.vietnamese import key

_CELL = re.compile(r"([A-Z]+)(\d+)")
#: How far down the headings of a table may reach.
_HEADING_ROWS = 12


class RankCells:
    """Looks printed ranks up in the workbooks of a folder, each read once."""

    def __init__(self, raw: Path) -> None:
        self._raw = raw
        self._sheets: dict[tuple[str, str, str], list[list[Any]]] = {}

    def find(self, index: str, file: str, sheet: str, cell: str, rank: int) -> str:
        """Return the cell of a rank in the row of its score, below a heading that says *hạng*.

        Where none is found, or the rank stands in several, the whole row: ``13:13``.
        """
        parts = _CELL.fullmatch(cell)
        if parts is None:
            return cell
        row = int(parts[2])
        rows = self._rows(index, file, sheet)
        cells = rows[row - 1] if row <= len(rows) else []
        columns = [at for at, value in enumerate(cells) if _is(value, rank) and _is_rank(rows, at, row)]
        measured = _heading(rows, column_index_from_string(parts[1]) - 1, row)
        headings = {at: _heading(rows, at, row) for at in columns}
        nearest = sorted(columns, key=lambda at: (measured not in headings[at], len(headings[at]), at))
        return f"{get_column_letter(nearest[0] + 1)}{row}" if nearest else f"{row}:{row}"

    def _rows(self, index: str, file: str, sheet: str) -> list[list[Any]]:
        wanted = (index, file, sheet)
        if wanted not in self._sheets:
            self._sheets[wanted] = _read(self._raw, index, file, sheet)
        return self._sheets[wanted]


@lru_cache(maxsize=256)
def _read(raw: Path, index: str, file: str, sheet: str) -> list[list[Any]]:
    path = next(iter(sorted(raw.rglob(file))), None) if raw.is_dir() else None
    direct = raw / index.lower() / file
    path = direct if direct.is_file() else path
    if path is None:
        return []
    try:
        return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, OSError):
        return []


def _is(value: Any, rank: int) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) == rank
    return str(value).strip() == str(rank)


def _is_rank(rows: list[list[Any]], column: int, row: int) -> bool:
    words = _heading(rows, column, row).split()
    return "hang" in words or "rank" in words


def _heading(rows: list[list[Any]], column: int, row: int) -> str:
    above = rows[: min(row - 1, _HEADING_ROWS)]
    return " ".join(key(str(r[column])) for r in above if column < len(r) and isinstance(r[column], str))
