"""How far the sheets of an XLSB reach: its parts are records, each with its kind and length before it."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

from cchc_analysis.files.limits import TooLargeError, far_cells, limits

_ROW = 0
#: Kinds of records that are cells: a number, text, truth value, error, or a formula that gives one.
_CELLS = range(2, 12)
_NUMBER = struct.Struct("<I")


def check_reach(content: bytes) -> None:
    """Raise where a sheet reaches too far.

    Raises
    ------
    TooLargeError
    struct.error, IndexError
        Where the records are broken.
    """
    rows, columns = array("L"), array("L")
    row = 0
    for kind, at in _records(content):
        if kind == _ROW:
            (row,) = _NUMBER.unpack_from(content, at)
        elif kind in _CELLS:
            rows.append(row)
            columns.append(_NUMBER.unpack_from(content, at)[0])
    if far_cells(rows, columns):
        raise TooLargeError(limits()["cells"])


def _records(content: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(content):
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
        yield kind, at
        at += length
