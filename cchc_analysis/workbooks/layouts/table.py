"""What every layout of units and criteria comes down to: series of numbers, each under its headings.

A table is held with its units *down*; a layout that prints them across is turned first, and the cell
addresses are turned back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cchc_analysis.units import is_other_unit, is_pseudo, is_unit
from cchc_analysis.units.names import name_key
from cchc_analysis.vietnamese import clean, parse_number
from cchc_analysis.workbooks.grid import Row, Sheet, address

Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass(slots=True, eq=False)
class Names:
    """A column of unit names: ``written[i]`` stands in line ``lines[i]`` of column ``at``."""

    at: int
    lines: list[int]
    written: list[str]


@dataclass(slots=True, eq=False)
class Series:
    """One printed column of values, under its headings, beside the names that it belongs to.

    ``values[i]`` is the value of ``names.written[i]``; ``labels`` go from the outermost heading inwards.
    """

    labels: tuple[str, ...]
    at: int
    names: Names
    values: list[Any]


@dataclass(slots=True, eq=False)
class Table:
    """A recognised table.

    Attributes
    ----------
    layout : str
        ``unit_table``, ``ranked_blocks`` or ``criteria_by_unit``.
    sheet : Sheet
    turned : bool
        True where the sheet prints units across, so that lines are columns.
    series : list of Series
        In printed order.
    titles : list of str
        What stands above the headings: the title block.
    nameless : list of int
        Lines that hold numbers and no name.
    """

    layout: str
    sheet: Sheet
    turned: bool
    series: list[Series]
    titles: list[str]
    nameless: list[int]

    def cell(self, series: Series, i: int) -> str:
        """Return the address of the value of the *i*-th name in *series*."""
        return self.address(series.names.lines[i], series.at)

    def line(self, line: int) -> Row:
        """Return the cells of a line: a row of the sheet, or a column where it was turned."""
        return [row[line] for row in self.sheet.rows] if self.turned else self.sheet.rows[line]

    def address(self, line: int, at: int) -> str:
        """Return the address in the sheet of a place in this table."""
        return address(at, line) if self.turned else address(line, at)


def build(layout: str, sheet: Sheet, rows: list[Row], columns: list[int], *, turned: bool) -> Table:
    """Build the table whose names stand in *columns* of *rows* (units down)."""
    first = _first_line(rows, columns)
    names = [_names(rows, column, first) for column in columns]
    areas = [(_turn(a) if turned else a) for a in sheet.merged]
    areas = [a for a in areas if a[0][0] < len(rows) and a[0][1] < len(rows[0])]
    above = [a for a in areas if a[0][0] < first]
    headings, titles = _headings(rows[:first], above, len(rows[0]))
    below = [a for a in areas if a[0][0] >= first and a[0][1] == a[1][1]]
    filled = _filled_down(rows, below)
    series = [
        Series(headings[at], at, owner, [filled[line][at] for line in owner.lines])
        for at, owner in _owners(names, len(rows[0]))
    ]
    return Table(layout, sheet, turned, series, titles, _nameless(rows, columns, first))


def _first_line(rows: list[Row], columns: list[int]) -> int:
    scored = (i for i, row in enumerate(rows) if any(_is_scored(row, c) for c in columns))
    named = (i for i, row in enumerate(rows) if any(_is_no_province(row[c]) for c in columns))
    first = next(scored, None)
    first = next(named) if first is None else first
    while first and any(_is_no_province(rows[first - 1][c]) for c in columns):
        first -= 1
    return first


def _is_scored(row: Row, at: int) -> bool:
    """Tell whether a line begins here: a province, or another unit that numbers follow."""
    value = row[at]
    return value.__class__ is str and (
        is_unit(value) or (is_other_unit(value) and any(is_number(v) for v in row[at + 1 :]))
    )


def is_number(value: Any) -> bool:
    """Tell whether a cell holds a number, be it typed as text."""
    if value.__class__ is str:
        return len(value) < 12 and parse_number(value) is not None
    return value.__class__ in (float, int)


def _is_name(value: Any) -> bool:
    return value.__class__ is str and is_unit(value)


def _is_no_province(value: Any) -> bool:
    return value.__class__ is str and (is_pseudo(value) or is_other_unit(value))


def _names(rows: list[Row], column: int, first: int) -> Names:
    lines, written = [], []
    for line in range(first, len(rows)):
        value = rows[line][column]
        if value.__class__ is str and (name := clean(value)):
            lines.append(line)
            written.append(name)
    return Names(column, lines, written)


def _turn(area: Area) -> Area:
    (top, left), (bottom, right) = area
    return (left, top), (right, bottom)


def _headings(rows: list[Row], areas: list[Area], width: int) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return the headings of each column, and the titles: what spans the table or stands alone."""
    spread = [list(row) for row in rows]
    titles = []
    for (top, left), (bottom, right) in areas:
        text = rows[top][left]
        if text.__class__ is not str or not text.strip():
            continue
        if right - left + 1 > 0.8 * width and width > 2:
            titles.append(clean(text))
            spread[top][left] = ""
            continue
        for line in range(top, min(bottom, len(rows) - 1) + 1):
            for at in range(left, min(right, width - 1) + 1):
                spread[line][at] = text
    titles.extend(clean(t) for row in spread[:-1] if (t := _only_text(row)))
    columns: list[tuple[str, ...]] = []
    for at in range(width):
        texts = (clean(row[at]) for row in spread if row[at].__class__ is str)
        columns.append(tuple(dict.fromkeys(t for t in texts if t)))
    return columns, titles


def _only_text(row: Row) -> str | None:
    texts = [v for v in row if v.__class__ is str and v.strip()]
    return texts[0] if len(texts) == 1 else None


def _filled_down(rows: list[Row], areas: list[Area]) -> list[Row]:
    """Give every line of a cell merged downward its text: a class printed once for its provinces."""
    if not areas:
        return rows
    rows = [list(row) for row in rows]
    for (top, at), (bottom, _) in areas:
        value = rows[top][at]
        if value.__class__ is str and value.strip() and not _is_name(value):
            for line in range(top, min(bottom, len(rows) - 1) + 1):
                rows[line][at] = value
    return rows


def _owners(names: list[Names], width: int) -> Iterator[tuple[int, Names]]:
    """Yield every other column with the names it belongs to: those nearest on its left."""
    by_column = {n.at: n for n in names}
    owner = names[0]
    for at in range(width):
        if at in by_column:
            owner = by_column[at]
        else:
            yield at, owner


def _nameless(rows: list[Row], columns: Iterable[int], first: int) -> list[int]:
    found = []
    for line in range(first, len(rows)):
        row = rows[line]
        if not any(row[c] for c in columns) and sum(v.__class__ is float for v in row) >= 2:
            found.append(line)
    return found


def same_names(rows: list[Row], one: int, other: int) -> bool:
    """Tell whether two columns name the same units line by line (in two languages, say)."""
    pairs = [(row[one], row[other]) for row in rows if _is_name(row[one]) or _is_name(row[other])]
    return all(a.__class__ is str and b.__class__ is str and name_key(a) == name_key(b) for a, b in pairs)
