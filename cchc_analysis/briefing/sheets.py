"""Sheets of a workbook as a reader sees and prints them: headings, lines of text, A4."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from cchc_analysis.escaping import as_cell

if TYPE_CHECKING:
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

#: Characters of a column of numbers.
NARROW = 12
#: Characters that an upright page has room for.
_UPRIGHT = 115
#: Points of a line, of the highest row that there can be; bold letters are wider than a column's unit.
_LINE, _HIGHEST, _WIDER = 15.0, 409.0, 1.15


def line(sheet: Worksheet, text: str, widths: Sequence[float], font: Font | None = None) -> None:
    """Write a text over the whole width of a table, as high as its lines are."""
    sheet.append([as_cell(text)])
    if font is not None:
        sheet.cell(sheet.max_row, 1).font = font
    across(sheet, 1, widths)


def across(sheet: Worksheet, first: int, widths: Sequence[float]) -> None:
    """Let the last row's cell *first* reach to the end of the table, in lines."""
    from openpyxl.styles import Alignment

    cell = sheet.cell(sheet.max_row, first)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if first < len(widths):
        last = sheet.cell(cell.row, len(widths)).coordinate
        # The cells behind it are blank: `merge_cells` would give each of them the borders of the first.
        sheet.merged_cells.add(f"{cell.coordinate}:{last}")
    heighten(sheet, [(sum(widths[first - 1 :]), str(cell.value or ""))])


def heighten(sheet: Worksheet, texts: Sequence[tuple[float, str]]) -> None:
    """Make the last row as high as the lines that its texts take in columns so wide."""
    lines = max(ceil(_WIDER * len(text) / width) for width, text in texts)
    if lines > 1:
        sheet.row_dimensions[sheet.max_row].height = min(_LINE * lines, _HIGHEST)


def head(sheet: Worksheet, words: Sequence[str]) -> None:
    """Write the headings of a table."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    sheet.append([as_cell(word) for word in words])
    cells = sheet[sheet.max_row][: len(words)]
    for cell in cells:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E9ECEF")
        cell.border = Border(bottom=Side(style="thin", color="868E97"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    heighten(sheet, [(sheet.column_dimensions[c.column_letter].width, str(c.value)) for c in cells])


def number_format(places: int) -> str:
    """Return how Excel shows a number with so many decimals: ``#,##0.00``.

    Examples
    --------
    >>> number_format(0), number_format(2)
    ('#,##0', '#,##0.00')
    """
    return "#,##0" + ("." + places * "0" if places else "")


def printed_on_a4(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Have a sheet printed on A4, as wide as the page, upright where its columns are few."""
    upright = sum(widths) <= _UPRIGHT
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
