"""Sheets of Excel and LibreOffice, read by calamine.

A workbook, or one of its sheets, that calamine cannot read as it is, is tried again with what it stumbles over
put right. What it then cannot read is damaged, and is reported as that, never as empty.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from cchc_analysis.files.cells import Area, Marks, Row, Sheet
from cchc_analysis.files.compound import goes_in_circles
from cchc_analysis.files.errors import ReadError
from cchc_analysis.files.formats import OLE
from cchc_analysis.files.marks import marks_of
from cchc_analysis.files.package import Package
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
    """
    if data.startswith(OLE) and goes_in_circles(data):
        return None
    books = _Books(data)
    listed = next((book.sheets_metadata for book in books if book.sheets_metadata), None)
    if listed is None:
        return None
    marks = marks_of(data, file, findings)
    sheets: list[Sheet] = []
    for place, meta in enumerate(listed):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        cells = next((c for book in books if (c := _tried(_cells, book, meta.name))), None)
        known = marks.get(place, Marks())
        if cells is None or known.damaged:
            findings.add("sheet_unreadable", file=file, sheet=meta.name)
            continue
        rows, merged = cells
        visible = meta.visible == SheetVisibleEnum.Visible
        sheets.append(Sheet(meta.name, visible, rows, merged or known.merged, known))
    if not sheets and any(meta.typ == SheetTypeEnum.WorkSheet for meta in listed):
        raise ReadError("workbook_damaged", findings, file=file)
    return sheets


class _Books:
    """The workbook as it is and, made only when it is asked for, as calamine likes it better."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._plain = _tried(CalamineWorkbook.from_object, io.BytesIO(data))

    @cached_property
    def _mended(self) -> CalamineWorkbook | None:
        data = _tried(lambda: Package(self._data).with_usual_names())
        return _tried(CalamineWorkbook.from_object, io.BytesIO(data)) if data else None

    def __iter__(self) -> Iterator[CalamineWorkbook]:
        if self._plain:
            yield self._plain
        if self._mended:
            yield self._mended


def _cells(book: CalamineWorkbook, name: str) -> tuple[list[Row], list[Area]]:
    sheet = book.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    if rows and len(rows[0]) > _WIDE:
        used = max((c for row in rows for c, v in enumerate(row) if v != ""), default=0) + 1
        rows = [row[:used] for row in rows]
    return rows, list(sheet.merged_cell_ranges or ())


def _tried(read: Callable[..., T], *given: object) -> T | None:
    """Return what is read, None where that fails in any way; a panic of Rust is no ``Exception``."""
    try:
        return read(*given)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return None
