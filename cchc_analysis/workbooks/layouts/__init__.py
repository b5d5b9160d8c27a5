"""The shapes that workbooks come in, one module a layout.

A recogniser looks at a grid and says how sure it is; the surest is believed. An index is not a layout:
a new index in a known shape needs data, not code.
"""

from __future__ import annotations

from collections import Counter

from cchc_analysis.units import is_unit
from cchc_analysis.workbooks.grid import Sheet
from cchc_analysis.workbooks.layouts import criteria_by_unit, ranked_blocks, unit_table
from cchc_analysis.workbooks.layouts.table import Names, Series, Table

__all__ = ["LAYOUTS", "Names", "Series", "Table", "recognise"]

LAYOUTS = (unit_table, ranked_blocks, criteria_by_unit)


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
    down: Counter[int] = Counter()
    across: Counter[int] = Counter()
    for line, row in enumerate(sheet.rows):
        for at, value in enumerate(row):
            if value.__class__ is str and value and is_unit(value):
                down[at] += 1
                across[line] += 1
    if not down:
        return None
    sureness = [(layout.sureness(sheet, down, across), layout) for layout in LAYOUTS]
    best, layout = max(sureness, key=lambda pair: pair[0])
    return layout.read(sheet, down, across) if best > 0 else None
