"""Reading many workbooks: in this process, in workers, or by an executor of the user's."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path

from cchc_analysis.dataset import keys
from cchc_analysis.dataset.batches import Chunk, Entry, death, entries_of, read_chunk
from cchc_analysis.dataset.manifest import Manifest
from cchc_analysis.dataset.raw import RawFile, stamp_of
from cchc_analysis.dataset.store import Store
from cchc_analysis.dataset.telling import DatasetError
from cchc_analysis.dataset.workers import Done, read_by_executor, read_by_workers
from cchc_analysis.processes import NoWorker

Progress = Callable[[Iterable[Path]], Iterable[Path]]
Asked = tuple[str | None, int | None, str | None]

#: So many workbooks are read sooner in this process than another one begins.
_FEW = 8
#: A chunk holds at most so many workbooks, of so many bytes together.
_MANY, _BYTES = 64, 4 * 2**20
#: How often a workbook that changes while it is read is read again.
_ROUNDS = 3


class Reader:
    """How workbooks are read: by so many *workers*, or by an *executor* instead of them.

    *root* is the data folder, empty for workbooks of none; *progress* wraps the files as they are read.
    """

    def __init__(
        self,
        root: str,
        progress: Progress = iter,
        workers: int | None = None,
        executor: Executor | None = None,
    ) -> None:
        self.root, self.progress = root, progress
        self.workers, self.executor = workers, executor
        self.count = workers or os.cpu_count() or 1

    def complete(self, now: Manifest, store: Store, files: dict[str, RawFile], again: set[str]) -> set[str]:
        """Read the workbooks that the store lacks, or that are to be read *again*; return their places.

        One that changes while it is read is read once more, under the key of what it is then.
        """
        read: set[str] = set()
        for rounds in range(_ROUNDS + 1):
            wanted = {p: k for p, (_, k) in now.files.items() if k not in store or p in again - read}
            if not wanted:
                break
            by_key = {key: files[place] for place, key in wanted.items()}
            for key in self._read(by_key, [files[place].path for place in wanted], store):
                file = by_key[key]
                files[file.place] = file = RawFile(file.place, file.path, stamp_of(file.path))
                now.files[file.place] = (file.stamp, keys.key_of(file, now.reader))
                if rounds == _ROUNDS:
                    vi, en = "tệp thay đổi trong lúc đọc", "it changes while it is read"
                    store.add(death(now.files[file.place][1], file.path.name, vi, en))
            read |= set(wanted)
        now.died = [place for place, (_, key) in now.files.items() if store[key].died]
        return read

    def _read(self, files: dict[str, RawFile], paths: list[Path], store: Store) -> list[str]:
        """Read workbooks and keep what they yield; return the keys of those that changed meanwhile."""
        ticks = iter(self.progress(paths))
        moved: list[str] = []
        for chunk, batch in self.batches(files):
            changed = [key for _, key in chunk.files if not files[key].unchanged()]
            if len(changed) < len(chunk.files):
                store.add(batch, but=changed)
            moved += changed
            for _ in chunk.files:
                next(ticks, None)
        for _ in ticks:  # two files of one key are read once
            pass
        return moved

    def batches(self, files: dict[str, RawFile], asked: Asked = (None, None, None)) -> Iterator[Done]:
        """Read in this process, in others, or by the executor; yield each chunk and its batch.

        A few workbooks are read here, where the reader's own bounds protect the process: another one takes a
        second to begin. What fails here is read again in a worker, alone; so is what may hang.
        """
        usual = {key: file for key, file in files.items() if not file.may_hang}
        here = self.executor is None and self.workers is None and len(usual) <= _FEW
        # So many chunks that all workers are busy until the end.
        chunks = self._chunks(usual, asked, _MANY if here else len(usual) // (4 * self.count))
        left = [c for k, file in files.items() if k not in usual for c in self._chunks({k: file}, asked, 1)]
        if self.executor is not None:
            yield from read_by_executor(chunks, self.executor, self.count)
        elif here:
            left += yield from _read_here(chunks)
        else:
            left = chunks + left
        if left:
            try:
                yield from read_by_workers(left, self.count)
            except NoWorker as error:
                raise DatasetError(
                    f"Không chạy được tiến trình đọc: {error}\nNo reading process could be started: {error}"
                ) from None

    def _chunks(self, files: dict[str, RawFile], asked: Asked, most: int) -> list[Chunk]:
        """Part workbooks into chunks of so many, none of them large."""
        most = min(_MANY, max(1, most))
        chunks: list[list[tuple[str, str]]] = []
        room = 0
        for key, file in files.items():
            if not chunks or len(chunks[-1]) == most or file.size > room:
                chunks.append([])
                room = _BYTES
            chunks[-1].append((str(file.path.absolute()), key))
            room -= file.size
        return [Chunk(tuple(chunk), self.root, asked) for chunk in chunks]


def check(
    paths: list[Path],
    *,
    index: str | None = None,
    year: int | None = None,
    unit: str | None = None,
    progress: Progress = iter,
    workers: int | None = None,
) -> list[Entry]:
    """Read workbooks, wherever they lie, and return what is known of each; one without rows gave no score."""
    files = {str(n): RawFile(str(path), path, stamp_of(path)) for n, path in enumerate(paths)}
    entries: dict[str, Entry] = {}
    ticks = iter(progress(paths))
    for _, batch in Reader("", workers=workers).batches(files, (index, year, unit)):
        for entry in entries_of(batch):
            entries[entry.key] = entry
            next(ticks, None)
    return [entries[key] for key in files]


def _read_here(chunks: list[Chunk]) -> Generator[Done, None, list[Chunk]]:
    """Read in this process; return what failed, each workbook alone."""
    failed: list[Chunk] = []
    for chunk in chunks:
        try:
            batch = read_chunk(chunk)
        except Exception:  # whatever the reader was not ready for: the worker's finding will name it
            failed += chunk.alone()
        else:
            yield chunk, batch
    return failed
