"""*Ranked blocks*: (unit, value) pairs side by side, each sorted on its own.

    Thứ tự | Tỉnh      | Gia nhập thị trường | (Tỉnh)   | Tiếp cận đất đai | …
    1      | Quảng Trị | 8,11                | Trà Vinh | 8,65             | …

A row is *not* one unit: every series belongs to the names on its left. Two tables side by side with
names of their own (indicators, then the sub-index sorted) are the same thing.
"""

from __future__ import annotations

from collections import Counter

from cchc_analysis.workbooks.grid import Sheet
from cchc_analysis.workbooks.layouts.table import Table, build
from cchc_analysis.workbooks.layouts.unit_table import name_columns


def sureness(sheet: Sheet, down: Counter[int], across: Counter[int]) -> float:
    """Tell how sure it is that the sheet holds blocks with names of their own."""
    if max(down.values()) < max(across.values()):
        return 0.0
    return 0.9 if len(name_columns(sheet, down)) > 1 else 0.0


def read(sheet: Sheet, down: Counter[int], across: Counter[int]) -> Table:
    """Read the sheet as blocks."""
    return build("ranked_blocks", sheet, sheet.rows, name_columns(sheet, down), turned=False)
