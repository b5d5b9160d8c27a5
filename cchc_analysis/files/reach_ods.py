"""How far the sheets of an ODS reach: a few bytes of it may ask for a million rows.

An engine takes all sheets when it opens the file, so that one of them that is too large refuses them all.
"""

from __future__ import annotations

from xml.parsers import expat

from cchc_analysis.files.limits import check

_TABLE, _ROW, _CELLS = "table:table", "table:table-row", ("table:table-cell", "table:covered-table-cell")
_VALUE, _FORMULA = "office:value-type", "table:formula"


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
            self._letters = sum(map(len, attributes.values()))
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


def _times(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "1")
    return int(value[:9]) if value.isdecimal() else 1
