"""A batch: what many workbooks yield, as one Parquet file that stands for itself.

A Parquet file a workbook would cost more than the reading. The rows are the scores, with the place of their
entry; the entries (key, findings, account) stand in the file's metadata, so that listing them reads no row.
"""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cchc_analysis import frameworks, scores
from cchc_analysis.dataset.parquet import table_of
from cchc_analysis.files import source_path
from cchc_analysis.findings import Finding, Findings

#: The column that tells whose a row is: a place in the list of entries.
ENTRY = "_entry"
TEXTS = [name for name, dtype in scores.COLUMNS.items() if dtype == "string"]
_METADATA = "cchc.entries"


@dataclass(slots=True)
class Entry:
    """What is kept of one workbook beside its scores.

    Attributes
    ----------
    key : str
    rows : int
        How many scores it has.
    parts : list of [index, year, scope]
        Which parts they belong to, and the first scope of each.
    findings, account : list of rows
        As in :class:`~cchc_analysis.workbooks.Reading`.
    died : bool
        Whether the reader did not survive it.
    """

    key: str
    rows: int = 0
    parts: list[list[Any]] = field(default_factory=list)
    findings: list[list[str]] = field(default_factory=list)
    account: list[list[Any]] = field(default_factory=list)
    died: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some workbooks to be read together; picklable, for other processes.

    Attributes
    ----------
    files : tuple of (str, str)
        Where each lies, and its key.
    root : str
        The data folder; empty where they are of none, and need no source beside them.
    asked : tuple
        ``index, year, unit``, as :func:`~cchc_analysis.read` takes them.
    """

    files: tuple[tuple[str, str], ...]
    root: str = ""
    asked: tuple[str | None, int | None, str | None] = (None, None, None)

    def alone(self) -> list[Chunk]:
        """Return a chunk for each of the workbooks."""
        return [replace(self, files=(file,)) for file in self.files]


def read_chunk(chunk: Chunk, at: Callable[[int], None] = lambda place: None) -> bytes:
    """Read the workbooks of a chunk and return the batch; *at* is told which of them is next.

    The index of the folder is no argument of reading: it is a suggestion, which what the workbook says of
    itself outweighs.
    """
    from cchc_analysis.workbooks.book import Book  # who only loads what was read needs no reader
    from cchc_analysis.workbooks.scores.emission import emit

    if chunk.root:
        frameworks.declare(Path(chunk.root))
    index, year, unit = chunk.asked
    entries, blocks = [], []
    for place, (name, key) in enumerate(chunk.files):
        at(place)
        book = Book(Path(name), index, year, unit)
        blocks.append(book.tried())
        findings = _source_wanted(book.path) if chunk.root else []
        findings += map(_line, book.findings.ordered())
        account = [list(line) for of_sheet in book.accounts for line in of_sheet.lines()]
        entries.append(Entry(key, sum(map(len, blocks[-1])), [], findings, account))
    frame = emit(*blocks)  # a frame a workbook would cost as much as the reading
    whose = np.repeat(np.arange(len(entries)), [entry.rows for entry in entries])
    first = frame.groupby([whose, "index", "year"])["scope"].min()
    for (place, of_index, of_year), scope in first.items():
        entries[place].parts.append([of_index, int(of_year), scope])
    return packed(entries, _table(frame, whose))


def death(key: str, name: str, vi: str, en: str) -> bytes:
    """Return the batch of a workbook that the reader did not survive."""
    name = os.fsencode(name).decode(errors="replace")
    finding = Findings().add("reader_died", file=name, problem=(vi, en))
    return packed([Entry(key, findings=[_line(finding)], died=True)], _table(scores.empty(), np.zeros(0)))


def _source_wanted(path: Path) -> list[list[Any]]:
    source = source_path(path)
    if source.is_file():
        return []
    return [_line(Findings().add("no_source", file=path.name, expected=source.name))]


def _line(finding: Finding) -> list[str]:
    return [getattr(finding, of.name) for of in fields(Finding)]


def _table(frame: pd.DataFrame, entry: Any) -> pa.Table:
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()
    return table.append_column(ENTRY, pa.array(entry, pa.int32()))


# -- as bytes ----------------------------------------------------------------------------------------


def packed(entries: list[Entry], table: pa.Table) -> bytes:
    """Return a batch as bytes."""
    sink = pa.BufferOutputStream()
    words = json.dumps(
        [{name: getattr(entry, name) for name in Entry.__slots__} for entry in entries]
    ).encode()
    with pq.ParquetWriter(sink, table.schema, compression="zstd", compression_level=1) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata({_METADATA: base64.b64encode(zlib.compress(words, 1)).decode()})
    return sink.getvalue().to_pybytes()


def entries_of(batch: bytes | Path) -> list[Entry]:
    """Return the entries of a batch; any exception means that it is damaged."""
    source = pa.BufferReader(batch) if isinstance(batch, bytes) else str(batch)
    written = pq.read_metadata(source).metadata[_METADATA.encode()]
    return [Entry(**entry) for entry in json.loads(zlib.decompress(base64.b64decode(written)))]


def rows_of(batch: bytes) -> pa.Table:
    """Return the rows of a batch, its texts by dictionary, a column of nothing as nothing."""
    table = table_of(pa.BufferReader(batch), texts=TEXTS)
    columns = [c.combine_chunks() for c in table.columns]
    nothing = [pa.nulls(len(c)) if c.null_count == len(c) else c for c in columns]
    return pa.table(nothing, names=table.column_names)


def only(batch: bytes, keys: Collection[str]) -> tuple[list[Entry], pa.Table]:
    """Return the entries of a batch that have one of the keys, and their rows."""
    entries, table = entries_of(batch), table_of(pa.BufferReader(batch))
    kept = [place for place, entry in enumerate(entries) if entry.key in keys]
    places = np.full(len(entries), -1)
    places[kept] = np.arange(len(kept))
    now = places[table.column(ENTRY).to_numpy()]
    table = table.set_column(table.num_columns - 1, ENTRY, pa.array(now, pa.int32())).filter(now >= 0)
    return [entries[place] for place in kept], table
