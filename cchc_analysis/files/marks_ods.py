"""The marks of ODS, which says everything in the cell, and the merged areas, which calamine does not show.

It also says how often a cell and a row stand there, so that a few bytes may ask for a million rows.
"""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from cchc_analysis.files.cells import Marks

_SIGNS = (b'"percentage"', b'"error"', b":visibility=", b"-spanned=")
#: A cell whose formula no program has calculated yet: it says no type of a value.
_UNVALUED = re.compile(rb'<[\w:]*table-cell(?=(?:[^>"]|"[^"]*")*:formula=)(?!(?:[^>"]|"[^"]*")*:value-type=)')
#: A cell, an area of the same sheet: ``[.C5:.C6]``.
_REFERENCE = re.compile(r"\[\.([A-Z$\d]+)(?::\.([A-Z$\d]+))?\]")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_HIDDEN = ("collapse", "filter")
#: A sheet has no more columns and rows; a mark repeated more often than this is kept so often.
_COLUMNS, _ROWS, _REPEATED = 16384, 1_048_576, 100_000


def ods_marks(content: bytes) -> dict[int, Marks]:
    """Return the marks of the sheets that have any, by the sheet's place in the workbook."""
    if not any(sign in content for sign in _SIGNS) and _UNVALUED.search(content) is None:
        return {}
    sheets: list[Marks] = []
    row = column = depth = 0
    for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):
        if element.tag == f"{_TABLE}table":  # one inside another belongs to a drawing
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                sheets.append(Marks())
                row = column = 0
        elif event == "end" and depth == 1:
            if element.tag == f"{_TABLE}table-row":
                row += _look_at_row(element, row, sheets[-1])
                element.clear()
            elif element.tag == f"{_TABLE}table-column":
                column += _look_at_column(element, column, sheets[-1])
    return dict(enumerate(sheets))


def _look_at_column(element: Element, first: int, marks: Marks) -> int:
    """Look at columns and return how many they are."""
    times = _number(element, "number-columns-repeated", _COLUMNS)
    if element.get(f"{_TABLE}visibility") in _HIDDEN:
        marks.hidden_columns.update(range(first, min(first + times, _COLUMNS)))
    return times


def _look_at_row(row: Element, first: int, marks: Marks) -> int:
    """Look at a row and its cells and return how often it stands there."""
    times = _number(row, "number-rows-repeated", _ROWS)
    if row.get(f"{_TABLE}visibility") in _HIDDEN:
        marks.hidden_rows.update(range(first, first + min(times, _REPEATED)))
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        across = _number(cell, "number-columns-repeated", _COLUMNS)
        down = min(times, max(1, _REPEATED // across))
        places = ((r, c) for r in range(first, first + down) for c in range(column, column + across))
        if cell.get(f"{_CALCEXT}value-type") == "error":
            marks.errors.update(dict.fromkeys(places, "".join(cell.itertext()) or "#"))
        elif cell.get(f"{_OFFICE}value-type") == "percentage":
            marks.percent.update(places)
        elif (formula := cell.get(f"{_TABLE}formula")) and f"{_OFFICE}value-type" not in cell.attrib:
            marks.unvalued.update(places)
            marks.formulas[first, column] = _as_in_excel(formula)
        spans = [_number(cell, f"number-{lines}-spanned", _ROWS) for lines in ("rows", "columns")]
        if max(spans) > 1:
            marks.merged.append(((first, column), (first + spans[0] - 1, column + spans[1] - 1)))
        column += across
    return times


def _as_in_excel(formula: str) -> str:
    """Return what a formula says in Excel's way: ``of:=SUM([.C5:.C6])`` is ``SUM(C5:C6)``."""
    return _REFERENCE.sub(lambda m: ":".join(filter(None, m.groups())), formula.partition("=")[2])


def _number(element: Element, name: str, most: int) -> int:
    value = element.get(f"{_TABLE}{name}", "1")
    return max(1, min(int(value), most)) if value.isdecimal() else 1
