"""The shapes that workbooks come in, one module a layout.

A recogniser looks at a grid and says how sure it is; the surest is believed. An index is not a layout:
a new index in a known shape needs data, not code.
"""

from __future__ import annotations

from collections import Counter

from cchc_analysis.units import is_other_unit, is_unit
from cchc_analysis.workbooks.grid import Sheet
from cchc_analysis.workbooks.headings import is_unit_heading
from cchc_analysis.workbooks.layouts import criteria_by_unit, ranked_blocks, unit_table
from cchc_analysis.workbooks.layouts.table import Names, Series, Table, is_number

__all__ = ["LAYOUTS", "Names", "Series", "Table", "recognise"]

LAYOUTS = (unit_table, ranked_blocks, criteria_by_unit)
#: With so many provinces in a row or a column, nobody else decides where the units are …
_MANY = 5
#: … and so many others make a table of their own, or a single one under a heading of units …
_FEW = 2
#: … that stands in the first rows.
_HEADINGS = 12


def recognise(sheet: Sheet) -> Table | None:
    """Return the table of a sheet, read by the layout that is surest; None where none is.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    Table or None
        None where the sheet names no unit, or names units without a series of numbers beside them.
    """
    names = {text for text in sheet.texts if is_unit(text)}
    down, across = _counted(sheet, names, {})
    most = max([*down.values(), *across.values()], default=0)
    if most < _MANY:
        others = _other_units(sheet)
        enough = len(others) >= _FEW or _headed(sheet, others)
        wide = _counted(sheet, names, others) if enough else (down, across)
        if max([*wide[0].values(), *wide[1].values()], default=0) > most:
            down, across = wide
    if not down:
        return None
    sureness = [(layout.sureness(sheet, down, across), layout) for layout in LAYOUTS]
    best, layout = max(sureness, key=lambda pair: pair[0])
    return layout.read(sheet, down, across) if best > 0 else None


def _counted(sheet: Sheet, names: set[str], others: dict[str, set[int]]) -> tuple[Counter[int], Counter[int]]:
    """Count the units of each column and of each row."""
    wanted = names | others.keys()
    places = [(line, at) for line, row in enumerate(sheet.rows) if not wanted.isdisjoint(row)
              for at, value in enumerate(row)
              if value in wanted and (value in names or at in others[value])]  # fmt: skip
    return Counter(at for _, at in places), Counter(line for line, _ in places)


def _other_units(sheet: Sheet) -> dict[str, set[int]]:
    """Return who else a sheet names, each with the columns where numbers follow it.

    Who is named behind the numbers is in charge of a criterion, and who stands in a letterhead is
    nobody who was scored.
    """
    found: dict[str, set[int]] = {}
    for line, row in enumerate(sheet.rows):
        for at, value in enumerate(row):
            if value.__class__ is str and is_other_unit(value):
                below = sheet.rows[line + 1][at] if line + 1 < len(sheet.rows) else None
                if any(is_number(v) for v in (*row[at + 1 :], below)):
                    found.setdefault(value, set()).add(at)
    return found


def _headed(sheet: Sheet, others: dict[str, set[int]]) -> bool:
    """Tell whether a heading such as ``Tên đơn vị`` stands over one of *others*."""
    columns = set().union(*others.values())
    return any(
        value.__class__ is str and is_unit_heading(value)
        for row in sheet.rows[:_HEADINGS]
        for at, value in enumerate(row)
        if at in columns
    )
