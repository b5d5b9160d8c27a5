"""One way in for every workbook: a file becomes sheets, a sheet becomes rows of cells.

The content decides the format, not the name: of 2,906 real ``.xls`` files 389 hold XLSX. python-calamine
reads; what it does not show (errors, hidden rows, formulas without a value) is looked up by
:mod:`cchc_analysis.workbooks.marks`, only in the sheets whose bytes say that there is something. Text in
the encodings before Unicode is decoded here, before anything cleans it: cleaning drops the soft hyphen.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from textwrap import shorten
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from cchc_analysis import legacy
from cchc_analysis.findings import Findings
from cchc_analysis.workbooks.errors import ReadError
from cchc_analysis.workbooks.marks import Marks, marks_of

Row = list[Any]

#: UTF-16 name of the stream in which Office keeps a workbook that a password locks.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
#: LibreOffice writes whole-row ranges (``1:69``) that calamine cannot take; cells carry their own address.
_DIMENSION = re.compile(rb"<dimension\b[^>]*?(/>|>\s*</dimension>)")
#: More columns than this are looked at only as far as something is written in them.
_WIDE = 256
#: Most letters of a text that a finding shows.
_EXAMPLE = 60


@dataclass(slots=True)
class Sheet:
    """A sheet as rows of cells; ``rows[r][c]`` is row ``r + 1``, column ``c + 1`` of the sheet.

    Attributes
    ----------
    name : str
        As in the workbook, outer spaces included.
    visible : bool
        False for hidden and very hidden sheets.
    rows : list of list
        Values: str, float, bool, date, datetime; ``""`` for a blank.
    merged : list of ((row, column), (row, column))
        Upper left and lower right cells of the merged areas, from 0.
    marks : Marks
        Error cells, hidden rows and columns, formulas without a value.
    texts : set of str
        Every text of the sheet once: most of what is asked of a sheet is asked of these.
    """

    name: str
    visible: bool
    rows: list[Row]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    texts: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = {v for row in self.rows for v in row if v.__class__ is str and v}

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(slots=True)
class Workbook:
    """A workbook: the file's name, for messages and for what it tells, and its sheets in order."""

    path: Path
    sheets: list[Sheet]

    @property
    def file(self) -> str:
        """The file's name without its folder."""
        return self.path.name


@lru_cache(maxsize=16384)
def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(26), column_letters(701)
    ('A', 'AA', 'ZZ')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the address of a cell counted from 0: ``address(36, 5)`` is ``F37``."""
    return f"{column_letters(column)}{row + 1}"


def open_workbook(path: str | Path, findings: Findings) -> Workbook:
    """Read every worksheet of a workbook.

    Parameters
    ----------
    path : str or Path
        XLSX, XLS, XLSM, XLSB or ODS by content, whatever the name ends in.
    findings : Findings
        Takes what is doubtful: a sheet that cannot be read, hidden rows, error cells.

    Raises
    ------
    ReadError
        Where the file is absent, empty, locked by a password, or no workbook.
    """
    path = Path(path)
    data = _bytes(path, findings)
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(data))
    except CalamineError as error:
        locked = _LOCKED in data or "password" in str(error).lower()
        rule = "locked" if locked else "not_a_workbook"
        raise ReadError(rule, findings, file=path.name) from None
    marks = marks_of(data, path.name, findings)
    mended: list[CalamineWorkbook] = []
    sheets = []
    for place, meta in enumerate(book.sheets_metadata):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = _read_sheet(book, meta.name, data, mended)
        if sheet is None:
            findings.add("sheet_unreadable", file=path.name, sheet=meta.name)
            continue
        sheet.visible = meta.visible == SheetVisibleEnum.Visible
        sheet.marks = marks.get(place, Marks())
        sheets.append(sheet)
    _decode(sheets, path.name, findings)
    return Workbook(path, sheets)


def _decode(sheets: list[Sheet], file: str, findings: Findings) -> None:
    """Turn what is typed in TCVN3 or VNI into Unicode, each text in its cells, and report it."""
    # One look at all texts together, since nearly every workbook has none of that kind.
    if not legacy.has_signs("\n".join(t for s in sheets for t in s.texts if not t.isascii())):
        return
    for sheet in sheets:
        read = _readings(sheet)
        sheet.texts = {read[t][0] if t in read else t for t in sheet.texts}
        cells: dict[str, list[tuple[str, str, str]]] = {}
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                if type(value) is str and value in read:
                    row[c], encoding = read[value]
                    cells.setdefault(encoding, []).append((address(r, c), value, row[c]))
        for encoding, places in cells.items():
            _report(encoding, places, {"file": file, "sheet": sheet.name}, findings)


def _readings(sheet: Sheet) -> dict[str, tuple[str, str]]:
    """Return what the texts of a sheet that look legacy are read as, and their encoding."""
    texts = {t for t in sheet.texts if not t.isascii()}
    read = {text: found for text in texts if (found := legacy.decode(text))[1]}
    known = legacy.only_encoding(texts) if read else ""
    doubtful = [text for text in texts if known and read.get(text, ("", ""))[1] != known]
    return read | {t: (u, known) for t in doubtful if (u := legacy.decode_as(t, known)) != t}


def _report(
    encoding: str, cells: list[tuple[str, str, str]], place: dict[str, str], findings: Findings
) -> None:
    cell, before, after = cells[0]
    rule = "encoding_unknown" if encoding == "?" else "legacy_encoding"
    findings.add(rule, cell=cell, count=len(cells), encoding=encoding, before=_shown(before),
                 after=_shown(after), **place)  # fmt: skip


def _shown(text: str) -> str:
    return shorten(text, _EXAMPLE, placeholder=" …")


def _bytes(path: Path, findings: Findings) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError("no_file", findings, file=str(path)) from None
    except IsADirectoryError:
        raise ReadError("is_folder", findings, file=str(path)) from None
    except OSError:
        rule = "is_folder" if path.is_dir() else "cannot_open"
        raise ReadError(rule, findings, file=str(path)) from None
    if not data.strip(b"\0 \r\n\t"):
        raise ReadError("empty_file", findings, file=path.name)
    return data


def _read_sheet(
    book: CalamineWorkbook, name: str, data: bytes, mended: list[CalamineWorkbook]
) -> Sheet | None:
    try:
        return _rows(book, name)
    except Exception:  # calamine raises its own errors, and Rust panics are none of them
        pass
    try:
        if not mended:
            mended.append(CalamineWorkbook.from_object(io.BytesIO(_without_dimensions(data))))
        return _rows(mended[0], name)
    except Exception:
        return None


def _rows(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    if rows and len(rows[0]) > _WIDE:
        used = max((c for row in rows for c, v in enumerate(row) if v != ""), default=0) + 1
        rows = [row[:used] for row in rows]
    return Sheet(name, True, rows, list(sheet.merged_cell_ranges or ()))


def _without_dimensions(data: bytes) -> bytes:
    """Return the same XLSX without its ``<dimension>`` elements, which nothing here needs."""
    mended = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(mended, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = _DIMENSION.sub(b"", content, count=1)
            new.writestr(name, content)
    return mended.getvalue()
