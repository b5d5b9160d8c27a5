"""The store: what every workbook yields, under its key, in batches of many.

It stands for itself: a batch is named by its own hash and lists its entries, so no other file is needed to
use it, and what a stopped build had read is there for the next one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow as pa

from cchc_analysis.dataset import outputs
from cchc_analysis.dataset.batches import ENTRY, Entry, entries_of, only, packed, rows_of
from cchc_analysis.dataset.telling import say

FOLDER = "_store"
#: Batches of fewer entries are put together as soon as there are so many of them.
_SMALL, _SMALL_BATCHES, _FULL = 16, 8, 64


class DamagedBatch(Exception):
    """Raised where the rows of a batch cannot be had; it is out of the store then."""


class Store:
    """The batches of a folder, and where the entry of each key is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.batches: dict[Path, list[Entry]] = {}
        self.place: dict[str, tuple[Path, int]] = {}
        for path in sorted(folder.glob("*.parquet")):
            try:
                self._know(path, entries_of(path))
            except Exception:  # whatever the garbage provokes
                self._damaged(path)

    def __contains__(self, key: str) -> bool:
        return key in self.place

    def __getitem__(self, key: str) -> Entry:
        path, at = self.place[key]
        return self.batches[path][at]

    def add(self, batch: bytes, but: Collection[str] = ()) -> None:
        """Keep a batch, without the entries of some keys; entries that it has anew count no longer."""
        entries = entries_of(batch)
        if but:
            entries, table = only(batch, {entry.key for entry in entries}.difference(but))
            batch = packed(entries, table)
        path = self.folder / f"{hashlib.sha256(batch).hexdigest()}.parquet"
        outputs.put(path, batch)
        self._know(path, entries)

    def rows(self, keys: Collection[str]) -> Iterator[tuple[list[str], pa.Table]]:
        """Yield the rows of the batches that hold some entries, each with the keys of its entries.

        The key is empty where another batch holds the entry.

        Raises
        ------
        DamagedBatch
            Where a batch is not what was written; its entries are to be read again.
        """
        for path in dict.fromkeys(self.place[key][0] for key in keys):
            try:
                table = rows_of(self._content(path))
            except DamagedBatch:
                raise
            except Exception:
                self._damaged(path)
                raise DamagedBatch(path.name) from None
            held = [
                e.key if self.place.get(e.key) == (path, at) else ""
                for at, e in enumerate(self.batches[path])
            ]
            yield held, table

    def keep_only(self, keys: Collection[str]) -> None:
        """Drop the entries that no workbook has any more, and put small batches together."""
        self.place = {key: place for key, place in self.place.items() if key in keys}
        used = {
            path: {e.key for at, e in enumerate(entries) if self.place.get(e.key) == (path, at)}
            for path, entries in self.batches.items()
        }
        going = [path for path, keys_used in used.items() if len(keys_used) < len(self.batches[path])]
        little = [
            path for path, keys_used in used.items() if 0 < len(keys_used) < _SMALL and path not in going
        ]
        going += little if len(little) > _SMALL_BATCHES else []
        for keys_of_group in _groups({path: used[path] for path in going if used[path]}):
            self._together(keys_of_group)
        held = {path for path, _ in self.place.values()}
        for path in going:
            if path not in held:
                del self.batches[path]
                outputs.remove(path)

    def _together(self, group: dict[Path, set[str]]) -> None:
        entries: list[Entry] = []
        tables = []
        for path, keys in group.items():
            try:
                kept, table = only(self._content(path), keys)
            except Exception:  # the next build reads them again
                continue
            moved = pa.array(table.column(ENTRY).to_numpy() + len(entries), pa.int32())
            tables.append(table.set_column(table.num_columns - 1, ENTRY, moved))
            entries += kept
        if tables:
            self.add(packed(entries, pa.concat_tables(tables)))

    def _know(self, path: Path, entries: list[Entry]) -> None:
        self.batches[path] = entries
        self.place |= {entry.key: (path, at) for at, entry in enumerate(entries)}

    def _content(self, path: Path) -> bytes:
        """Return the bytes of a batch, if they are those that it is named by."""
        try:
            content = path.read_bytes()
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() == path.stem:
            return content
        self._damaged(path)
        raise DamagedBatch(path.name)

    def _damaged(self, path: Path) -> None:
        say(
            f"{path}: kho bị hỏng; đọc lại các tệp liên quan từ data/raw.",
            f"{path}: this part of the store is damaged; its workbooks are read again from data/raw.",
        )
        self.batches.pop(path, None)
        self.place = {key: place for key, place in self.place.items() if place[0] != path}
        outputs.remove(path)


def _groups(used: dict[Path, set[str]]) -> Iterator[dict[Path, set[str]]]:
    """Part batches into groups that make a batch of a usual size each."""
    group: dict[Path, set[str]] = {}
    for path, keys in used.items():
        if group and sum(map(len, group.values())) + len(keys) > _FULL:
            yield group
            group = {}
        group[path] = keys
    if group:
        yield group
