"""What calamine does not show: error cells, hidden rows and columns, formulas without a value.

A scan of the raw bytes tells which sheets have any; only those get a second look, by a streaming XML
parser (openpyxl refuses some real workbooks, and does not show hidden rows when it streams) or, for
``.xls``, by a walk over the records of the stream that xlrd takes out of its container (xlrd's reading
itself fails on some real workbooks).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree import ElementTree

from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDoc

from cchc_analysis.findings import Findings

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XLSX_SIGNS = (b' t="e"', b' hidden="')
_XLSX_UNVALUED = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
#: BIFF8: an error cell (BOOLERR), a formula whose result is an error, a row (its flags hold "hidden").
_XLS_ERROR = re.compile(rb"\x05\x02\x08\x00.{7}\x01|\x06\x00..{7}.\x02.{5}\xff\xff", re.DOTALL)
_XLS_ROW = re.compile(rb"\x08\x02\x10\x00.{12}(.)", re.DOTALL)
_XLS_HIDDEN = 0x20
#: Kinds of BIFF records.
_EOF, _BOUNDSHEET, _FORMULA, _COLINFO, _BOOLERR, _ROW = 0x0A, 0x85, 0x06, 0x7D, 0x205, 0x208
_LOOKED_AT = {_FORMULA, _COLINFO, _BOOLERR, _ROW}
_XLS_HIDDEN_COLUMN = re.compile(rb"\x7d\x00\x0c\x00.{8}(.)", re.DOTALL)
#: A second look at more than this is left, and said to be left.
_MOST_BYTES = 60_000_000


@dataclass(slots=True)
class Marks:
    """What stands in a sheet beside its values; places counted from 0.

    Attributes
    ----------
    errors : dict of (row, column) to str
        ``#REF!``, ``#DIV/0!`` …; the value there is shown as a blank.
    hidden_rows, hidden_columns : set of int
    unvalued : set of (row, column)
        Formulas that were never calculated.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unvalued: set[tuple[int, int]] = field(default_factory=set)


def marks_of(data: bytes, file: str, findings: Findings) -> dict[int, Marks]:
    """Return the marks of the sheets that have any, by the sheet's place in the workbook."""
    try:
        if data.startswith(_OLE):
            return _xls_marks(data)
        return _xlsx_marks(data)
    except Exception:  # a second look must never cost what the first one saw
        findings.add("no_second_look", file=file)
        return {}


def _xlsx_marks(data: bytes) -> dict[int, Marks]:
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        signed = {
            name
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
            and archive.getinfo(name).file_size < _MOST_BYTES
            and _has_sign(archive.read(name))
        }
        if signed:
            for place, part in enumerate(_sheet_parts(archive)):
                if part in signed:
                    found[place] = _look(archive.read(part))
    return found


def _has_sign(xml: bytes) -> bool:
    if any(sign in xml for sign in _XLSX_SIGNS):
        return True
    return b"<f" in xml and _XLSX_UNVALUED.search(xml) is not None


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield the parts of the sheets in the workbook's order: the names do not tell it."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    for sheet in workbook.iter():
        if _local(sheet.tag) == "sheet":
            relation = next(v for k, v in sheet.attrib.items() if k.endswith("}id"))
            target = targets.get(relation, "")
            yield target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _look(xml: bytes) -> Marks:
    marks = Marks()
    for _, element in ElementTree.iterparse(io.BytesIO(xml)):
        tag = _local(element.tag)
        if tag == "c":
            _look_at_cell(element, marks)
        elif tag == "row":
            if _is_true(element.get("hidden")):
                marks.hidden_rows.add(int(element.get("r", "0")) - 1)
            element.clear()
        elif tag == "col" and _is_true(element.get("hidden")):
            last = min(int(element.get("max", "1")), 16384)
            marks.hidden_columns.update(range(int(element.get("min", "1")) - 1, last))
    return marks


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


def _look_at_cell(cell: ElementTree.Element, marks: Marks) -> None:
    parts = {_local(child.tag): child for child in cell}
    value = parts.get("v")
    if cell.get("t") == "e":
        marks.errors[_place(cell.get("r", "A1"))] = (value.text if value is not None else "") or "#"
    elif "f" in parts and cell.get("t") != "str" and (value is None or not value.text):
        marks.unvalued.add(_place(cell.get("r", "A1")))


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]) - 1, column - 1


def _xls_marks(data: bytes) -> dict[int, Marks]:
    """Walk the records of the sheets: xlrd's own reading shows no hidden rows without all formats."""
    if not _has_xls_sign(data):
        return {}
    container = CompDoc(data, logfile=io.StringIO())
    stream = container.get_named_stream("Workbook") or container.get_named_stream("Book")
    starts = [
        struct.unpack_from("<I", stream, at)[0] for kind, at, _ in _records(stream, 0) if kind == _BOUNDSHEET
    ]
    ends = {a: b for a, b in pairwise([*sorted(starts), len(stream)])}
    return {
        place: _xls_sheet_marks(stream, start)
        for place, start in enumerate(starts)
        if _has_xls_sign(stream[start : ends[start]])
    }


def _has_xls_sign(records: bytes) -> bool:
    return (
        any(m[1][0] & _XLS_HIDDEN for m in _XLS_ROW.finditer(records))
        or any(m[1][0] & 1 for m in _XLS_HIDDEN_COLUMN.finditer(records))
        or _XLS_ERROR.search(records) is not None
    )


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and length of the records of a substream, which begins at *at*."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _EOF:
            return
        yield kind, at + 4, length
        at += 4 + length


def _xls_sheet_marks(stream: bytes, start: int) -> Marks:
    marks = Marks()
    for kind, at, _ in _records(stream, start):
        first, second = struct.unpack_from("<HH", stream, at) if kind in _LOOKED_AT else (0, 0)
        if kind == _ROW and stream[at + 12] & _XLS_HIDDEN:
            marks.hidden_rows.add(first)
        elif kind == _COLINFO and stream[at + 8] & 1:
            marks.hidden_columns.update(range(first, second + 1))
        elif kind == _BOOLERR and stream[at + 7]:
            marks.errors[first, second] = error_text_from_code.get(stream[at + 6], "#")
        elif kind == _FORMULA and stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff":
            marks.errors[first, second] = error_text_from_code.get(stream[at + 8], "#")
    return marks
