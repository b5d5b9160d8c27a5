"""The headings over each column, the outermost first: merged cells spread, groups over what they head."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

from cchc_analysis.files.grid import Row, Sheet
from cchc_analysis.tables.heading_rows import WIDE
from cchc_analysis.tables.headings import Heading, heading
from cchc_analysis.tables.numbering import numbers_criteria
from cchc_analysis.tables.printed import is_year
from cchc_analysis.vietnamese import clean


def stacks_of(sheet: Sheet, lines: list[int]) -> dict[int, tuple[Heading, ...]]:
    """Return the headings over each column of a sheet.

    Parameters
    ----------
    sheet : Sheet
    lines : list of int
        The rows of headings, numbering left out.
    """
    spread = _spread(sheet, lines)
    texts = {at: dict.fromkeys(_written(row[at]) for row in spread) for at in range(sheet.width)}
    before = any(heading(text).shift == -1 for column in texts.values() for text in column if text[:1] == "N")
    said = {"N": replace(heading("năm nay"), text="N")} if before else {}  # beside ``N-1``
    return {at: tuple([said.get(t) or heading(t) for t in column if t]) for at, column in texts.items()}


def _written(value: Any) -> str:
    if value.__class__ is float and is_year(value):
        return str(int(value))
    return clean(value) if value.__class__ is str else ""


def _codes_as_text(row: Row) -> Row:
    """Return a row of headings with the codes that number criteria, 1, 2, 3 …, as texts."""
    if not numbers_criteria([v for v in row if v.__class__ is float and not is_year(v)]):
        return list(row)
    return [f"{v:g}" if v.__class__ is float and not is_year(v) else v for v in row]


def _spread(sheet: Sheet, heads: list[int]) -> list[Row]:
    """Return the rows of headings with every merged text in all of its area, and groups over their columns.

    A heading without merged cells counts for the blank cells on its right as long as headings stand below.
    """
    rows = {line: _codes_as_text(sheet.rows[line]) for line in heads}
    areas: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged:
        if top not in rows or left >= sheet.width:
            continue
        areas.update((line, c) for line in range(top, bottom + 1) for c in range(left, right + 1))
        value = sheet.rows[top][left]
        if right - left + 1 > WIDE * sheet.width > 2:
            rows[top][left] = ""
        elif value != "":
            end = min(right + 1, sheet.width)
            for line in rows.keys() & range(top, bottom + 1):
                rows[line][left:end] = [value] * (end - left)
    lines = list(rows)
    for place, line in enumerate(lines[:-1]):
        below = [rows[b] for b in lines[place + 1 :]]
        headed = [c for c in range(sheet.width) if any(b[c] not in ("", rows[line][c]) for b in below)]
        if sum(rows[line][c] != "" for c in headed) * 2 <= len(headed):
            _fill_right(rows[line], below, line, areas)
    return list(rows.values())


def _fill_right(row: Row, below: list[Row], line: int, areas: set[tuple[int, int]]) -> None:
    headed = {c for c in range(len(row)) if (line, c) not in areas and any(b[c] != "" for b in below)}
    for columns in _repeating(sorted(headed), below[0]):
        # One heading over columns that come again is theirs, be it typed over the middle of them.
        named = [row[c] for c in columns if str(row[c]).strip()]
        if len(named) == 1:
            for c in columns:
                row[c] = named[0]
    group: Any = ""
    for c, value in enumerate(row):
        is_headed = c in headed
        if value != "" and str(value).strip():
            group = value if is_headed else ""  # a heading with nothing below it is no group
        elif group != "" and is_headed:
            row[c] = group
        else:
            group = ""


def _repeating(columns: list[int], below: Row) -> list[list[int]]:
    """Return the columns in groups of the same headings in the same order; none where they do not come again.

    What stands before the first group and behind the last is in none.

    Examples
    --------
    >>> _repeating([1, 2, 3, 4, 5, 6], ["", "TT", "Điểm", "Hạng", "Điểm", "Hạng", "Ghi chú"])
    [[2, 3], [4, 5]]
    """
    texts = [_written(below[c]) for c in columns]
    for start, size in product(range(len(texts)), range(2, len(texts) // 2 + 1)):
        first = texts[start : start + size]
        groups = [columns[i : i + size] for i in range(start, len(columns), size)
                  if texts[i : i + size] == first]  # fmt: skip
        if len(set(first)) == size and len(groups) > 1 and groups[1][0] == columns[start + size]:
            return groups
    return []
