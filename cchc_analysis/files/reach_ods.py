"""How far the sheets of an ODS reach: a few bytes of it may ask for a million rows.

An engine takes all sheets when it opens the file, so that one of them that is too large refuses them all.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from xml.parsers import expat

from cchc_analysis.files.cells import Place
from cchc_analysis.files.limits import TooLargeError, check, far_cells, limits, without

_TABLE, _ROW, _CELLS = "table:table", "table:table-row", ("table:table-cell", "table:covered-table-cell")
_VALUE, _FORMULA = "office:value-type", "table:formula"
#: What an engine keeps of a cell: not the style, which LibreOffice gives to a million empty ones below a sheet.
_OF_VALUES = ("office:", _FORMULA)
_EMPTY = b"<table:table-cell/>"


def within_reach(content: bytes) -> tuple[bytes, dict[int, list[Place]]]:
    """Return the content as an engine may be given it, and by sheet the cells far from its table that it lacks.

    Raises
    ------
    TooLargeError
        Where a sheet reaches too far even so.
    expat.ExpatError
    """
    try:
        check_reach(content)
    except TooLargeError as error:
        if error.limit is not limits()["cells"]:
            raise
    else:
        return content, {}
    stray = [(place, cells, k) for place, cells in enumerate(_Filled(content).sheets) for k in cells.far()]
    content = without(content, ((cells.starts[k], cells.ends[k]) for _, cells, k in stray), _EMPTY)
    check_reach(content)
    far: dict[int, list[Place]] = {}
    for place, cells, k in stray:
        far.setdefault(place, []).append((cells.rows[k], cells.columns[k]))
    return content, far


def check_reach(content: bytes) -> None:
    """Raise where the sheets have more cells or longer texts than are allowed.

    Raises
    ------
    TooLargeError, expat.ExpatError
    """
    reach = _Reach()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reach.start, reach.end
    parser.CharacterDataHandler = reach.text
    parser.Parse(content, True)


class _Reach:
    """Follows the tables, by the names that an engine looks for, and counts what it would make room for."""

    def __init__(self) -> None:
        self._depth = self._sheets = self._all_cells = self._letters = 0
        self._rows = self._height = self._width = self._bytes = 0  # of the sheet
        self._times = self._columns = self._row_width = 0  # of the row
        self._across = 0  # of the cell

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE:
            self._depth += 1
            self._rows = self._height = self._width = self._bytes = 0
            self._sheets += self._depth == 1
            check("sheets", self._sheets)
        elif self._depth != 1:
            return
        elif name == _ROW:
            self._times = _times(attributes, "table:number-rows-repeated")
            self._columns = self._row_width = 0
        elif name in _CELLS:
            self._across = _times(attributes, "table:number-columns-repeated")
            self._columns += self._across
            self._letters = sum(len(text) for of, text in attributes.items() if of.startswith(_OF_VALUES))
            if _VALUE in attributes or _FORMULA in attributes:
                self._row_width = self._columns

    def text(self, text: str) -> None:
        self._letters += len(text)

    def end(self, name: str) -> None:
        if name == _TABLE:
            self._depth -= 1
            if not self._depth:
                self._all_cells += self._height * self._width
                check("all_cells", self._all_cells)
        elif self._depth != 1:
            return
        elif name in _CELLS:
            check("text_length", self._letters // 2)  # the texts of what it holds, and attributes
            self._bytes += self._letters * self._across * self._times
            check("text_bytes", self._bytes)
        elif name == _ROW:
            self._rows += self._times
            if self._row_width:
                self._height, self._width = self._rows, max(self._width, self._row_width)
                check("cells", self._height * self._width)


def _numbers() -> array[int]:
    return array("L")


@dataclass(slots=True)
class _Cells:
    """The filled cells of a sheet: where they stand, and where they are written; repeated ones twice."""

    rows: array[int] = field(default_factory=_numbers)
    columns: array[int] = field(default_factory=_numbers)
    starts: array[int] = field(default_factory=_numbers)
    ends: array[int] = field(default_factory=_numbers)
    repeated: set[int] = field(default_factory=set)

    def add(self, row: int, column: int, start: int, end: int) -> None:
        self.rows.append(row)
        self.columns.append(column)
        self.starts.append(start)
        self.ends.append(end)
        check("cells", len(self.rows))

    def far(self) -> list[int]:
        """Return which of the cells stand far from the others; what is repeated is no stray."""
        far = far_cells(self.rows, self.columns)
        if not self.repeated.isdisjoint(far):
            raise TooLargeError(limits()["cells"])
        return far


class _Filled:
    """The filled cells of all sheets."""

    def __init__(self, content: bytes) -> None:
        self.sheets: list[_Cells] = []
        self._content = content
        self._depth = self._row = self._times = self._column = self._across = self._start = 0
        self._is_filled = False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._started, self._ended
        self._parser.Parse(content, True)

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE:
            self._depth += 1
            if self._depth == 1:
                self.sheets.append(_Cells())
                self._row = 0
        elif self._depth == 1 and name == _ROW:
            self._times, self._column = _times(attributes, "table:number-rows-repeated"), 0
        elif self._depth == 1 and name in _CELLS:
            self._across = _times(attributes, "table:number-columns-repeated")
            self._is_filled = _VALUE in attributes or _FORMULA in attributes
            self._start = self._parser.CurrentByteIndex

    def _ended(self, name: str) -> None:
        if name == _TABLE:
            self._depth -= 1
        elif self._depth == 1 and name == _ROW:
            self._row += self._times
        elif self._depth == 1 and name in _CELLS:
            if self._is_filled:
                self._add(self._content.find(b">", self._parser.CurrentByteIndex) + 1)
            self._column += self._across

    def _add(self, end: int) -> None:
        cells, last = self.sheets[-1], (self._row + self._times - 1, self._column + self._across - 1)
        for row, column in dict.fromkeys(((self._row, self._column), last)):
            cells.add(row, column, self._start, end)
        if last != (self._row, self._column):
            cells.repeated.update((len(cells.rows) - 1, len(cells.rows) - 2))


def _times(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "1")
    return int(value[:9]) if value.isdecimal() else 1
