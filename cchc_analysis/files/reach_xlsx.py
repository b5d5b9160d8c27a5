"""How far the cells of an XLSX sheet reach: its XML, as an engine may be given it.

An engine makes room for every cell before the farthest, and for every text as often as it stands in a cell.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from cchc_analysis.files.cells import Place, address, column_number
from cchc_analysis.files.limits import check, far_cells, most, without

#: A cell that is not simply written, or not in the first 999 rows and 702 columns.
_UNUSUAL = re.compile(rb'<c(?! r="[A-Z]{1,2}\d{1,3}")(?![a-zA-Z])')
#: One that is not simply written.
_ODD = re.compile(rb'<c(?! r="[A-Z]+\d+")(?![a-zA-Z])')
#: Few programs put a prefix before every name, leave out the addresses, or write the style before them.
_PREFIXED_CELL = re.compile(rb":c(?![a-zA-Z])")
_PREFIX = re.compile(rb"<(/?)\w+:")
_ROW_OR_CELL = re.compile(rb"<(row|c)(?!\w)([^>/]*)")
_ATTRIBUTE = re.compile(rb"""\s([a-zA-Z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
#: A cell that is not written as empty.
_FILLED = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*(?<!/)>')
_END = b"</c>"
#: LibreOffice writes whole-row ranges (``1:69``) there, which calamine cannot take.
_DIMENSION = re.compile(rb"<dimension\b[^>]*?(/>|>\s*</dimension>)")
_USUAL_DIMENSION = re.compile(rb'<dimension ref="[A-Z]{1,3}\d{1,7}(:[A-Z]{1,3}\d{1,7})?"\s*/>')
_LEAST_TEXT_CELL = b'<c r="A1" t="s"><v>0</v></c>'
_TEXT_CELL, _TEXT_NUMBER = b' t="s"', re.compile(rb'<c [^>]*\bt="s"[^>]*><v>\s*(\d+)')
#: Bytes of a text in a part: each letter may need four, and formats of pieces stand between them.
_LETTER = 8


class _Columns(dict[bytes, int]):
    """Columns from 0 by their letters."""

    def __missing__(self, letters: bytes) -> int:
        self[letters] = column_number(letters.decode())
        return self[letters]


COLUMNS = _Columns()


def within_reach(xml: bytes) -> tuple[bytes, list[Place]]:
    """Return a sheet's XML as an engine may be given it, and the cells far from its table that it lacks.

    Raises
    ------
    TooLargeError
        Where the sheet reaches too far even so.
    ValueError
        Where a cell's address is none.
    """
    if _PREFIXED_CELL.search(xml):
        xml = _PREFIX.sub(rb"<\1", xml)
    head = xml.find(b"<sheetData")
    if not _USUAL_DIMENSION.search(xml, 0, max(head, 0)):
        xml = _DIMENSION.sub(b"", xml[:head]) + xml[head:]
    if not _UNUSUAL.search(xml):
        return xml, []
    if _ODD.search(xml):
        xml = as_usual(xml)
    return _without_far_cells(xml)


def _without_far_cells(xml: bytes) -> tuple[bytes, list[Place]]:
    rows, columns, places = array("L"), array("L"), array("L")
    for cell in _FILLED.finditer(xml):
        rows.append(int(cell[2]) - 1)
        columns.append(COLUMNS[cell[1]])
        places.append(cell.start())
        check("cells", len(rows))
    far = far_cells(rows, columns)
    spans = ((places[k], xml.find(_END, places[k]) + len(_END)) for k in far)
    return without(xml, spans), [(rows[k], columns[k]) for k in far]


def lengths_of_texts(strings: bytes) -> list[int]:
    """Return how many bytes each of the shared texts takes.

    Raises
    ------
    TooLargeError
        Where one is longer than a cell can be.
    """
    lengths = [len(text) for text in re.split(rb"</(?:\w+:)?si\s*>", strings)]
    check("text_length", max(lengths) // _LETTER)
    return lengths


def check_texts(xml: bytes, lengths: list[int]) -> None:
    """Raise where the texts of a sheet, each as often as it stands in a cell, are more than allowed.

    Raises
    ------
    TooLargeError
    """
    longest = max(lengths, default=0)
    if any(cells * longest <= most("text_bytes") for cells in _at_most(xml)):
        return
    total = sum(lengths[n] for number in _TEXT_NUMBER.findall(xml) if (n := int(number)) < len(lengths))
    check("text_bytes", total)


def _at_most(xml: bytes) -> Iterator[int]:
    """Yield how many cells with a shared text there are at most, first by what is told at no cost."""
    yield len(xml) // len(_LEAST_TEXT_CELL)
    yield xml.count(_TEXT_CELL)


def as_usual(xml: bytes) -> bytes:
    """Return the sheet with address, style and type of each cell in the order of Excel."""
    row = column = 0

    def written(tag: re.Match[bytes]) -> bytes:
        nonlocal row, column
        attributes = {name: first or second for name, first, second in _ATTRIBUTE.findall(tag[2])}
        given = attributes.pop(b"r", None)
        if tag[1] == b"row":
            row, column = int(given) if given else row + 1, 0
            attributes = {b"r": b"%d" % row} | attributes
        else:
            row, column = (n + 1 for n in place_of(given)) if given else (row, column + 1)
            usual = {name: attributes.pop(name) for name in (b"s", b"t") if name in attributes}
            attributes = {b"r": address(row - 1, column - 1).encode()} | usual | attributes
        return b"<" + tag[1] + b"".join(b' %b="%b"' % item for item in attributes.items())

    return _ROW_OR_CELL.sub(written, xml)


def place_of(reference: bytes) -> Place:
    """Return the row and column, from 0, of an address.

    Examples
    --------
    >>> place_of(b"F37")
    (36, 5)
    """
    letters = reference.rstrip(b"0123456789")
    return int(reference[len(letters) :]) - 1, COLUMNS[letters.upper()]
