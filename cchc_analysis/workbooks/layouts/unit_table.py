"""*Unit table*: units down, criteria across, one to four rows of headings.

    Tỉnh        | Thứ hạng | Gia nhập thị trường | Tiếp cận đất đai | …
    An Giang    | 28       | 6,96                | 7,61             | …

Names may stand in two columns (two languages), and further tables may stand at the right with names of
their own (that is *ranked blocks*).
"""

from __future__ import annotations

from collections import Counter

from cchc_analysis.workbooks.grid import Sheet
from cchc_analysis.workbooks.layouts.table import Table, build, same_names

#: A column is one of names when it has at least this share of the units that the fullest has.
_SHARE = 0.3


def name_columns(sheet: Sheet, down: Counter[int]) -> list[int]:
    """Return the columns of unit names; of columns that say the same line by line, the last."""
    most = max(down.values())
    columns = sorted(at for at, count in down.items() if count >= max(1, _SHARE * most))
    kept: list[int] = []
    for at in columns:
        if kept and kept[-1] == at - 1 and same_names(sheet.rows, kept[-1], at):
            kept.pop()
        kept.append(at)
    return kept


def sureness(sheet: Sheet, down: Counter[int], across: Counter[int]) -> float:
    """Tell how sure it is that the sheet is a unit table: 0 is not, 1 is without doubt."""
    if max(down.values()) < max(across.values()):
        return 0.0
    return 0.9 if len(name_columns(sheet, down)) == 1 else 0.1


def read(sheet: Sheet, down: Counter[int], across: Counter[int]) -> Table:
    """Read the sheet as a unit table."""
    return build("unit_table", sheet, sheet.rows, name_columns(sheet, down), turned=False)
