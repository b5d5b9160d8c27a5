"""The container of XLS, a small file system: sectors in chains, which a table of sectors links.

What an engine is given is a container written anew around the workbook's records: no chain of a file that
arrived can lead it in circles or out of the file.
"""

from __future__ import annotations

import struct

from cchc_analysis.files.limits import TooLargeError, limits

_IN_HEADER = 109  # sectors of the table that the header itself names; the others stand in a chain
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ENTRY = struct.Struct("<64sHBx3I36xII4x")
#: Sectors of a container that is written: of this size the header alone can name all that the limits allow.
_SECTOR, _SHORT = 4096, 64
_NAMES = ("workbook", "book")


class DamagedContainerError(Exception):
    """Raised where the chains of a container do not lead to a workbook."""


def workbook_stream(data: bytes) -> bytes:
    """Return the records of the workbook.

    Raises
    ------
    DamagedContainerError
        Where the container is damaged, or holds no workbook.
    """
    try:
        return _Container(data).workbook()
    except (struct.error, IndexError):
        raise DamagedContainerError from None


def container(stream: bytes) -> bytes:
    """Return a container that holds a workbook's records and nothing else."""
    stream = stream.ljust(-(-max(len(stream), _SECTOR) // _SECTOR) * _SECTOR, b"\0")
    count, links = len(stream) // _SECTOR, _SECTOR // 4
    tables = -(-(count + 1) // (links - 1))
    if tables > _IN_HEADER:
        raise TooLargeError(limits()["file_bytes"])
    directory, first = tables, tables + 1
    chain = [*[_TABLE] * tables, _END, *range(first + 1, first + count), _END]
    chain += [_FREE] * (tables * links - len(chain))
    header = struct.pack("<8s16x5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 12, 6,
                         1, tables, directory, 0, _SECTOR, _END, 0, _END, 0)  # fmt: skip
    header += struct.pack(f"<{_IN_HEADER}I", *range(tables), *[_FREE] * (_IN_HEADER - tables))
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, first, len(stream))
    sectors = (header, struct.pack(f"<{len(chain)}I", *chain), entries)
    return b"".join([*(s.ljust(-(-len(s) // _SECTOR) * _SECTOR, b"\0") for s in sectors), stream])


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return _ENTRY.pack(text, len(text), kind, _FREE, _FREE, child, first, size)


class _Container:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 1 << (12 if data[30] == 12 else 9)
        self._sectors = -(-len(data) // self._size) - 1
        self._links = self._all_links()
        (directory, self._cutoff, short) = struct.unpack_from("<I4x2I", data, 48)
        listed = self._content(directory)
        whole = len(listed) // _ENTRY.size * _ENTRY.size
        self._entries = list(_ENTRY.iter_unpack(listed[:whole]))
        self._short = short

    def workbook(self) -> bytes:
        """Return the stream of the workbook that stands in the root; those of objects in it stand lower."""
        root = self._entries[0]
        todo, seen = [root[5]], set()
        streams: dict[str, tuple[int, int]] = {}
        while todo:
            at = todo.pop()
            if at >= len(self._entries) or at in seen:
                continue
            seen.add(at)
            name, length, kind, left, right, _, first, size = self._entries[at]
            todo += [left, right]
            if kind == 2:
                text = name[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
                streams[text.lower()] = (first, size)
        for name in _NAMES:
            if name in streams and streams[name][1]:
                return self._stream(*streams[name], root)
        raise DamagedContainerError

    def _stream(self, first: int, size: int, root: tuple[int, ...]) -> bytes:
        if size >= self._cutoff:
            content = self._content(first)
        else:
            store, table = self._content(root[6]), self._content(self._short)
            links = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
            content = b"".join(store[s * _SHORT : (s + 1) * _SHORT] for s in _chain(links, first))
        if len(content) < size:
            raise DamagedContainerError
        return content[:size]

    def _content(self, first: int) -> bytes:
        chain = _chain(self._links, first)
        return b"".join(self._data[(s + 1) * self._size : (s + 2) * self._size] for s in chain)

    def _all_links(self) -> list[int]:
        """Return the sector that follows each."""
        table = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        (following,) = struct.unpack_from("<I", self._data, 68)
        seen: set[int] = set()
        while following < self._sectors and following not in seen:
            seen.add(following)
            *more, following = self._words(following)
            table += more
        links: list[int] = []
        for number in table:
            if number < self._sectors and len(links) < self._sectors:
                links += self._words(number)
        return links[: self._sectors]

    def _words(self, sector: int) -> tuple[int, ...]:
        content = self._data[(sector + 1) * self._size : (sector + 2) * self._size]
        return struct.unpack(f"<{self._size // 4}I", content.ljust(self._size, b"\xff"))


def _chain(links: list[int] | tuple[int, ...], first: int) -> list[int]:
    """Return the sectors of a chain; one that leads nowhere, or comes back to where it was, is damaged."""
    chain: list[int] = []
    while first != _END:
        if first >= len(links) or len(chain) >= len(links):
            raise DamagedContainerError
        chain.append(first)
        first = links[first]
    return chain
