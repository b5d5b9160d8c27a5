"""How far the sheets of an XLSB reach: its parts are records, each with its kind and length before it."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

from cchc_analysis.files.cells import Place
from cchc_analysis.files.limits import far_cells, without

_ROW = 0
#: Kinds of records that are cells: a number, text, truth value, error, or a formula that gives one.
_CELLS = range(2, 12)
#: One that lists a sheet: its state, its number, and the id of the relation that leads to its part.
_SHEET, _RELATION = 156, 8
_NUMBER = struct.Struct("<I")


def within_reach(content: bytes) -> tuple[bytes, list[Place]]:
    """Return a sheet as an engine may be given it, and the cells far from its table that it lacks.

    Raises
    ------
    TooLargeError
        Where the sheet reaches too far even so.
    struct.error, IndexError
        Where the records are broken.
    """
    rows, columns, starts, ends = (array("L") for _ in range(4))
    row = 0
    for kind, start, at, end in _records(content):
        if kind == _ROW:
            (row,) = _NUMBER.unpack_from(content, at)
        elif kind in _CELLS:
            rows.append(row)
            columns.append(_NUMBER.unpack_from(content, at)[0])
            starts.append(start)
            ends.append(end)
    far = far_cells(rows, columns)
    return without(content, ((starts[k], ends[k]) for k in far)), [(rows[k], columns[k]) for k in far]


def relations_of(workbook: bytes) -> list[str]:
    """Return the ids of the relations of the sheets that a workbook lists, in its order."""
    relations = []
    for kind, _, at, _ in _records(workbook):
        if kind == _SHEET:
            (letters,) = _NUMBER.unpack_from(workbook, at + _RELATION)
            first = at + _RELATION + _NUMBER.size
            relations.append(workbook[first : first + 2 * letters].decode("utf-16-le", "replace"))
    return relations


def _records(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield the kind of each record, and where it, its content and the next one begin."""
    at = 0
    while at < len(content):
        start = at
        kind, at = content[at], at + 1
        if kind & 0x80:
            kind, at = kind & 0x7F | (content[at] & 0x7F) << 7, at + 1
        length = shift = 0
        for _ in range(4):
            byte, at = content[at], at + 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, start, at, at + length
        at += length
