"""The marks of XLS: a walk over the records of the stream that xlrd takes out of its container.

xlrd's own reading fails on some real workbooks, and shows hidden rows only together with all formats.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import pairwise

from xlrd.biffh import error_text_from_code

from cchc_analysis.files.cells import Marks, is_percentage
from cchc_analysis.files.compound import workbook_stream

#: Kinds of records: of the workbook, then of its sheets.
_BOF, _EOF, _SST, _BOUNDSHEET, _FORMAT, _XF, _FILEPASS = 0x809, 0x0A, 0xFC, 0x85, 0x41E, 0xE0, 0x2F
_FORMULA, _COLINFO, _BOOLERR, _ROW, _NUMBER, _RK, _MULRK = 0x06, 0x7D, 0x205, 0x208, 0x203, 0x27E, 0xBD
_NUMBERS, _RESULTS = {_NUMBER, _RK}, {_FORMULA, _BOOLERR}
_HEADER = struct.Struct("<5H")
_BIFF8 = 0x600
_PERCENTAGES = {9, 10}
#: An error cell, a formula whose result is an error, a hidden row, a hidden column. A sheet without any
#: such bytes is not walked over.
_SIGNS = [
    re.compile(sign, re.DOTALL)
    for sign in (
        rb"\x05\x02\x08\x00.{7}\x01",
        rb"\x06\x00..{7}.\x02.{5}\xff\xff",
        rb"\x08\x02\x10\x00.{12}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]",
        rb"\x7d\x00\x0c\x00.{8}[" + re.escape(bytes(range(1, 256, 2))) + rb"]",
    )
]


def xls_marks(data: bytes) -> dict[int, Marks]:
    """Return the marks of the sheets that have any, by the sheet's place in the workbook."""
    stream = _stream(data)
    starts, percent = _workbook(stream)
    ends = dict(pairwise([*sorted(starts), len(stream)]))
    return {
        place: _sheet_marks(stream, start, percent)
        for place, start in enumerate(starts)
        if percent or any(sign.search(stream, start, ends[start]) for sign in _SIGNS)
    }


def is_locked(data: bytes) -> bool:
    """Tell whether an XLS is locked by a password; the kinds of its records are not enciphered."""
    try:
        return any(kind == _FILEPASS for kind, *_ in _records(_stream(data), 0))
    except Exception:  # a damaged container
        return False


def _stream(data: bytes) -> bytes:
    return workbook_stream(data) + bytes(_HEADER.size)  # so that the last record can be looked at as any


def _workbook(stream: bytes) -> tuple[list[int], set[int]]:
    """Return where the sheets start, and the styles of cells whose number format is a percentage."""
    starts: list[int] = []
    styles: list[int] = []
    formats = set(_PERCENTAGES)
    header = 3  # before the text of a number format: its number, and its length in one byte or three
    for kind, length, word, number, flags, at in _records(stream, 0):
        if kind == _XF:  # that of a named style is no cell's
            styles.append(-1 if flags & 4 else number)
        elif kind == _BOUNDSHEET:
            starts.append(struct.unpack_from("<I", stream, at)[0])
        elif kind == _FORMAT:
            code = stream[at + header : at + length].replace(b"\0", b"").decode("latin-1")
            if is_percentage(code):
                formats.add(word)
        elif kind == _BOF:
            header = 5 if word == _BIFF8 else 3
        elif kind == _SST:
            break
    return starts, {style for style, number in enumerate(styles) if number in formats}


def _two(stream: bytes, at: int) -> int:
    return stream[at] | stream[at + 1] << 8


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Yield kind, length, first three words and place of the records of a substream that begins at *at*.

    The words of a cell are its row, column and style.
    """
    end = len(stream) - _HEADER.size
    while at <= end:
        kind, length, row, column, style = _HEADER.unpack_from(stream, at)
        if kind == _EOF:
            return
        yield kind, length, row, column, style, at + 4
        at += 4 + length


def _sheet_marks(stream: bytes, start: int, percent: set[int]) -> Marks:
    marks = Marks()
    for kind, length, row, column, style, at in _records(stream, start):
        if kind in _NUMBERS:  # the commonest first
            if style in percent:
                marks.percent.add((row, column))
        elif kind == _MULRK:
            styles = enumerate(range(at + 4, at + length - 2, 6), column)
            marks.percent.update((row, c) for c, place in styles if _two(stream, place) in percent)
        elif kind in _RESULTS:
            if error := _error(stream, kind, at):
                marks.errors[row, column] = error
            elif kind == _FORMULA and style in percent and stream[at + 12 : at + 14] != b"\xff\xff":
                marks.percent.add((row, column))  # else it gives a text, a truth value or a blank
        else:
            _look_for_hidden(stream, kind, row, column, at, marks)
    return marks


def _look_for_hidden(stream: bytes, kind: int, first: int, last: int, at: int, marks: Marks) -> None:
    if kind == _ROW and stream[at + 12] & 0x20:
        marks.hidden_rows.add(first)
    elif kind == _COLINFO and stream[at + 8] & 1:
        marks.hidden_columns.update(range(first, last + 1))


def _error(stream: bytes, kind: int, at: int) -> str:
    """Return the error that a cell or the result of a formula is, empty where it is none."""
    if kind == _BOOLERR and stream[at + 7]:
        return error_text_from_code.get(stream[at + 6], "#")
    if kind == _FORMULA and stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff":
        return error_text_from_code.get(stream[at + 8], "#")
    return ""
