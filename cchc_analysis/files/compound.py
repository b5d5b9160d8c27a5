"""The container of XLS, a small file system: sectors in chains, which a table of sectors links."""

from __future__ import annotations

import io
import operator
import struct

from xlrd.compdoc import CompDoc

_IN_HEADER = 109  # sectors of the table that the header itself names; the others stand in a chain


def workbook_stream(data: bytes) -> bytes:
    """Return the records of the workbook.

    Raises
    ------
    Exception
        Of any kind, where the container is damaged.
    """
    container = CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=True)
    return container.get_named_stream("Workbook") or container.get_named_stream("Book")


def goes_in_circles(data: bytes) -> bool:
    """Tell whether a chain of sectors comes back to where it was, so that reading it would never end."""
    links = _links(data)
    if not any(map(operator.ge, range(len(links)), links)):
        return False  # each link leads on
    known = bytearray(len(links))  # 0: not yet, 1: on the way, 2: ends
    for sector in range(len(links)):
        way = []
        while sector < len(links) and not known[sector]:
            known[sector] = 1
            way.append(sector)
            sector = links[sector]
        if sector < len(links) and known[sector] == 1:
            return True
        for passed in way:
            known[passed] = 2
    return False


def _links(data: bytes) -> list[int]:
    """Return the sector that follows each; beyond the last one where a chain ends."""
    data = data.ljust(512, b"\xff")
    size = 1 << max(9, min(data[30], 12))
    words = struct.Struct(f"<{size // 4}I")

    def sector(number: int) -> tuple[int, ...]:
        content = data[(number + 1) * size : (number + 2) * size]
        return words.unpack(content.ljust(size, b"\xff"))

    sectors = len(data) // size
    table = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    (following,) = struct.unpack_from("<I", data, 68)
    seen: set[int] = set()
    while following < sectors and following not in seen:
        seen.add(following)
        *more, following = sector(following)
        table += more
    return [link for number in table if number < sectors for link in sector(number)][:sectors]
