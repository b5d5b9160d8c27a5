"""Sheets of Excel and LibreOffice, read by calamine.

It is given nothing that was not looked at before: what it stumbles over is put right, and what would have it
make room for more than is allowed is left out. What it cannot read is damaged, and is reported as that, never
as empty.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import TypeVar

from python_calamine import CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from cchc_analysis.files.cells import Area, Marks, Row, Sheet, address
from cchc_analysis.files.errors import ReadError
from cchc_analysis.files.formulas import calculate
from cchc_analysis.files.limits import TooLargeError, check, most
from cchc_analysis.files.marks import looked_at
from cchc_analysis.findings import Findings

T = TypeVar("T")
#: More columns than this are looked at only as far as something is written in them.
_WIDE = 256


def read_sheets(data: bytes, file: str, findings: Findings) -> list[Sheet] | None:
    """Return the worksheets of a workbook with their marks, None where it cannot be opened.

    Raises
    ------
    ReadError
        Where all its worksheets are damaged.
    TooLargeError
        Where it asks for more than is allowed.
    """
    looked = looked_at(data, file, findings)
    book = _tried(CalamineWorkbook.from_object, io.BytesIO(looked[0])) if looked else None
    if looked is None or book is None or not book.sheets_metadata:
        return None
    listed, marks = book.sheets_metadata, looked[1]
    check("sheets", len(listed))
    sheets: list[Sheet] = []
    cells = 0
    for place, meta in enumerate(listed):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        known = marks.get(place) or Marks()
        sheet = None if known.damaged or known.too_large else _sheet(book, meta, known)
        if sheet:
            sheets.append(sheet)
            cells += len(sheet.rows) * sheet.width
            check("all_cells", cells)
        _report(meta.name, sheet, known, file, findings)
    if not sheets and any(meta.typ == SheetTypeEnum.WorkSheet for meta in listed):
        limit = next((m.too_large for m in marks.values() if m.too_large), None)
        if limit:
            raise TooLargeError(limit)
        raise ReadError("workbook_damaged", findings, file=file)
    return sheets


def _sheet(book: CalamineWorkbook, meta: SheetMetadata, marks: Marks) -> Sheet | None:
    read = _tried(_cells, book, meta.name)
    if read is None:
        return None
    rows, merged = read
    calculate(marks, rows)
    for (row, column), (whole, kept) in marks.apart.items():
        if row < len(rows) and column < len(rows[row]) and str(rows[row][column]).strip() == whole.strip():
            rows[row][column] = kept
    return Sheet(meta.name, meta.visible == SheetVisibleEnum.Visible, rows, merged or marks.merged, marks)


def _report(name: str, sheet: Sheet | None, marks: Marks, file: str, findings: Findings) -> None:
    if marks.too_large:
        limit = marks.too_large
        findings.add("sheet_too_large", file=file, sheet=name, what=(limit.vi, limit.en), most=limit.most)
    elif sheet is None:
        findings.add("sheet_unreadable", file=file, sheet=name)
    elif marks.far:
        cell = address(*marks.far[0])
        findings.add("cells_far_away", file=file, sheet=name, cell=cell, first=cell, count=len(marks.far))


def _cells(book: CalamineWorkbook, name: str) -> tuple[list[Row], list[Area]]:
    sheet = book.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    if rows and len(rows[0]) > _WIDE:
        used = max((c for row in rows for c, v in enumerate(row) if v != ""), default=0) + 1
        rows = [row[:used] for row in rows]
    return rows, _within(sheet.merged_cell_ranges or (), len(rows), len(rows[0]) if rows else 0)


def _within(areas: Iterable[Area], height: int, width: int) -> list[Area]:
    """Return merged areas, where they are more than a sheet may have cells only as far as it has any."""
    areas = list(areas)
    if sum((s - r + 1) * (d - c + 1) for (r, c), (s, d) in areas) <= most("cells"):
        return areas
    cut = ((start, (min(bottom, height - 1), min(right, width - 1))) for start, (bottom, right) in areas)
    return [((r, c), (s, d)) for (r, c), (s, d) in cut if r <= s and c <= d]


def _tried(read: Callable[..., T], *given: object) -> T | None:
    """Return what is read, None where that fails in any way; a panic of Rust is no ``Exception``."""
    try:
        return read(*given)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return None
