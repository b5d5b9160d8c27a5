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
    names = {v for row in sheet.rows for v in row if v.__class__ is str and is_unit(v)}
    if not names:
        return None
    places = [(line, at) for line, row in enumerate(sheet.rows) if not names.isdisjoint(row)
              for at, value in enumerate(row) if value in names]  # fmt: skip
    across = Counter(line for line, _ in places)
    down = Counter(at for _, at in places)
    sureness = [(layout.sureness(sheet, down, across), layout) for layout in LAYOUTS]
    best, layout = max(sureness, key=lambda pair: pair[0])
    return layout.read(sheet, down, across) if best > 0 else None
