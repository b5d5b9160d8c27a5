"""The records of XLS, walked over once: what an engine is given of them, and the marks that it does not show.

xlrd's own reading fails on some real workbooks, and shows hidden rows only together with all formats.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from contextlib import suppress

from xlrd.biffh import error_text_from_code

from cchc_analysis.files.cells import Marks, Place, is_percentage
from cchc_analysis.files.compound import DamagedContainerError, workbook_stream
from cchc_analysis.files.limits import TooLargeError, check, far_cells, most

#: Kinds of records: of the workbook, then of its sheets.
_BOF, _EOF, _SST, _BOUNDSHEET, _FORMAT, _XF, _FILEPASS = 0x809, 0x0A, 0xFC, 0x85, 0x41E, 0xE0, 0x2F
_EXTERNSHEET, _NAME = 0x17, 0x18
_FORMULA, _COLINFO, _BOOLERR, _ROW, _NUMBER, _RK, _MULRK = 0x06, 0x7D, 0x205, 0x208, 0x203, 0x27E, 0xBD
_DIMENSIONS, _BLANK, _LABEL, _LABELSST, _STRING = 0x200, 0x201, 0x204, 0xFD, 0x207
#: What fills a cell, and the least length of such a record.
_CELLS = {_FORMULA: 22, _NUMBER: 14, _LABEL: 8, _BOOLERR: 8, _RK: 10, _LABELSST: 10, _MULRK: 12}
_NUMBERS, _RESULTS = {_NUMBER, _RK}, {_FORMULA, _BOOLERR}
#: What a formula gives that no program has calculated yet; and one that gives an empty text.
_BLANK_RESULT = 3
#: So far, 262,144 cells, a sheet may reach before its cells are looked at one by one.
_NEAR_ROWS, _NEAR_COLUMNS = 1024, 256
_HEADER = struct.Struct("<5H")
_BIFF8 = 0x600
_PERCENTAGES = {9, 10}
#: Stands behind the stream, so that the last record can be looked at as any.
_PADDING = bytes(32)


class Look:
    """Looks at the records of a workbook, and makes them such that an engine can be given them.

    Formulas lose their rules, of which only the values count; a sheet loses its declared size and the cells
    that stand far from its table; one that is too large, or whose records are no cells, is emptied.

    Attributes
    ----------
    marks : dict of int to Marks
        By the sheet's place in the workbook.

    Raises
    ------
    TooLargeError, DamagedContainerError
        Where no engine can be given them whatever is taken out.
    """

    def __init__(self, stream: bytes) -> None:
        self._stream = bytearray(stream + _PADDING)
        self._starts, self._percent = self._workbook()
        self._is_calculated = False
        check("sheets", len(self._starts))
        areas = [_NEAR_ROWS * _NEAR_COLUMNS] * len(self._starts)
        self.marks: dict[int, Marks] = {}
        for place in range(len(areas)):
            self.marks[place], is_near = self._sheet(self._starts[place])
            if not is_near:
                areas[place] = self._area(place)
        if self._is_calculated:  # then its formulas do give the blanks that they show
            for marks in self.marks.values():
                marks.unvalued.clear()
        if sum(areas) > most("all_cells"):
            areas = [self._area(place) for place in range(len(areas))]
        check("all_cells", sum(areas))

    @property
    def stream(self) -> bytes:
        """The records as an engine may be given them."""
        return bytes(self._stream[: -len(_PADDING)])

    def _workbook(self) -> tuple[list[int], set[int]]:
        """Return where the sheets start, and the styles of cells whose number format is a percentage."""
        starts: list[int] = []
        styles: list[int] = []
        formats = set(_PERCENTAGES)
        stream = self._stream
        header = 3  # before the text of a number format: its number, and its length in one byte or three
        for kind, length, word, number, flags, at in _records(stream, 0):
            if kind == _XF:  # that of a named style is no cell's
                styles.append(-1 if flags & 4 else number)
            elif kind == _BOUNDSHEET:
                starts.append(_start(stream, at))
            elif kind == _FORMAT:
                code = stream[at + header : at + length].replace(b"\0", b"").decode("latin-1")
                if is_percentage(code):
                    formats.add(word)
            elif kind == _BOF:
                header = 5 if word == _BIFF8 else 3
            elif kind in (_NAME, _EXTERNSHEET):
                self._become(_BLANK, at - 4)
            elif kind == _SST and struct.unpack_from("<I", stream, at + 4)[0] * 3 > len(stream):
                raise DamagedContainerError  # more texts than there is room for
        return starts, {style for style, number in enumerate(styles) if number in formats}

    def _sheet(self, start: int) -> tuple[Marks, bool]:
        """Return the marks of a sheet, and whether all its cells stand near its first."""
        marks, percent, is_near = Marks(), self._percent, True
        for kind, length, row, column, style, at in _records(self._stream, start):
            if kind in _CELLS:
                if length < _CELLS[kind]:
                    self._become(_EOF, start)
                    return Marks(damaged=True), True
                if row >= _NEAR_ROWS or column >= _NEAR_COLUMNS:
                    is_near = False
                if kind in _NUMBERS:  # the commonest first
                    if style in percent:
                        marks.percent.add((row, column))
                elif kind in _RESULTS or kind == _MULRK:
                    self._look_at_results(kind, length, (row, column), style, at, marks)
            elif kind == _DIMENSIONS:
                self._become(_BLANK, at - 4)
            else:
                _look_for_hidden(self._stream, kind, row, column, at, marks)
        return marks, is_near

    def _look_at_results(
        self, kind: int, length: int, place: Place, style: int, at: int, marks: Marks
    ) -> None:
        stream, (row, column) = self._stream, place
        if kind == _MULRK:
            styles = enumerate(range(at + 4, at + length - 2, 6), column)
            marks.percent.update((row, c) for c, s in styles if _two(stream, s) in self._percent)
            return
        if error := _error(stream, kind, at):
            marks.errors[place] = error
        elif kind == _FORMULA and style in self._percent and stream[at + 12 : at + 14] != b"\xff\xff":
            marks.percent.add(place)  # else it gives a text, a truth value or a blank
        if kind == _FORMULA:
            stream[at + 20 : at + 22] = b"\0\0"  # the length of its rule
            if stream[at + 6] == _BLANK_RESULT and stream[at + 12 : at + 14] == b"\xff\xff":
                marks.unvalued.add(place)
            else:
                self._is_calculated = True

    def _area(self, place: int) -> int:
        """Return how many cells a sheet has, after those far from its table were taken out."""
        start, marks = self._starts[place], self.marks[place]
        rows, columns, places = array("L"), array("L"), array("L")
        texts: dict[int, int] = {}  # that formulas give stand behind them
        for kind, length, row, column, _, at in _records(self._stream, start):
            if kind == _STRING:
                texts[len(places) - 1] = at - 4
            elif kind in _CELLS:
                rows.append(row)
                columns.append(column + (length // 6 - 2 if kind == _MULRK else 0))
                places.append(at - 4)
        try:
            far = far_cells(rows, columns)
        except TooLargeError as error:
            marks.too_large = error.limit
            self._become(_EOF, start)
            return 0
        marks.far += [(rows[k], columns[k]) for k in far]
        for k in far:
            for at in (places[k], texts.get(k, places[k])):
                self._become(_BLANK, at)
            rows[k] = columns[k] = 0
        return (max(rows, default=0) + 1) * (max(columns, default=0) + 1)

    def _become(self, kind: int, at: int) -> None:
        struct.pack_into("<H", self._stream, at, kind)


def is_locked(data: bytes) -> bool:
    """Tell whether an XLS is locked by a password; the kinds of its records are not enciphered."""
    with suppress(DamagedContainerError):
        return any(kind == _FILEPASS for kind, *_ in _records(workbook_stream(data) + _PADDING, 0))
    return False


def _start(stream: bytearray, at: int) -> int:
    (start,) = struct.unpack_from("<I", stream, at)
    if start + len(_PADDING) > len(stream):
        raise DamagedContainerError
    return int(start)


def _two(stream: bytearray, at: int) -> int:
    return stream[at] | stream[at + 1] << 8


def _records(stream: bytes | bytearray, at: int) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Yield kind, length, first three words and place of the records of a substream that begins at *at*.

    The words of a cell are its row, column and style.
    """
    end = len(stream) - len(_PADDING)
    while at < end:
        kind, length, row, column, style = _HEADER.unpack_from(stream, at)
        if kind == _EOF:
            return
        yield kind, length, row, column, style, at + 4
        at += 4 + length


def _look_for_hidden(stream: bytearray, kind: int, first: int, last: int, at: int, marks: Marks) -> None:
    if kind == _ROW and stream[at + 12] & 0x20:
        marks.hidden_rows.add(first)
    elif kind == _COLINFO and stream[at + 8] & 1:
        marks.hidden_columns.update(range(first, last + 1))


def _error(stream: bytearray, kind: int, at: int) -> str:
    """Return the error that a cell or the result of a formula is, empty where it is none."""
    if kind == _BOOLERR and stream[at + 7]:
        return error_text_from_code.get(stream[at + 6], "#")
    if kind == _FORMULA and stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff":
        return error_text_from_code.get(stream[at + 8], "#")
    return ""
