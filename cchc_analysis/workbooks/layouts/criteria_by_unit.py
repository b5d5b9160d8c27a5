"""*Criteria by unit*: criteria down, units across, often with a column of scales.

    Tên tỉnh/thành phố      | Thang điểm    | Hà Nội | Hà Giang | …
    1.1: Tri thức công dân  | 0.25-2.5 điểm | 0,96   | 1,00     | …

It is a unit table turned by a quarter; the labels and scales on the left become its headings.
"""

from __future__ import annotations

from collections import Counter

from cchc_analysis.workbooks.grid import Sheet
from cchc_analysis.workbooks.layouts.table import Table, build


def sureness(sheet: Sheet, down: Counter[int], across: Counter[int]) -> float:
    """Tell how sure it is that units run across: more of them in one row than in any column.

    A single unit is across when criteria stand below its name and numbers follow.
    """
    most_across, most_down = max(across.values()), max(down.values())
    if most_across > most_down:
        return 1.0
    return 0.95 if most_across == most_down == 1 and _stands_beside_labels(sheet, across) else 0.0


def _stands_beside_labels(sheet: Sheet, across: Counter[int]) -> bool:
    line = min(across)
    labels = sum(bool(row[0]) and row[0].__class__ is str for row in sheet.rows[line + 1 :])
    return labels >= 3 and bool(sheet.rows[line][0])


def read(sheet: Sheet, down: Counter[int], across: Counter[int]) -> Table:
    """Read the sheet, turned so that units run down."""
    most = max(across.values())
    line = next(at for at in sorted(across) if across[at] == most)
    turned = [list(column) for column in zip(*sheet.rows, strict=True)]
    return build("criteria_by_unit", sheet, turned, [line], turned=True)
