"""A part of ``data/processed``: the scores of one index and year, derived from what its workbooks yield.

What a part holds, to the byte, depends on its workbooks alone, whichever way the store came about.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cchc_analysis import scores
from cchc_analysis.arrays import Vector
from cchc_analysis.dataset.batches import ENTRY, TEXTS
from cchc_analysis.dataset.columns import Numbers, Words
from cchc_analysis.dataset.manifest import Part
from cchc_analysis.dataset.outputs import aside
from cchc_analysis.dataset.store import Store
from cchc_analysis.findings import Findings
from cchc_analysis.findings.across import among

#: Rows that are written, and may be skipped by a reader, together.
_GROUP = 32768
#: What the name of the folder says is not said again in each row.
_PLAIN = pa.Schema.from_pandas(scores.empty().drop(columns=["index", "year"]), preserve_index=False)
_BY_WORD = pa.dictionary(pa.int32(), pa.large_string())
_SCHEMA = pa.schema([(f.name, _BY_WORD if f.name in TEXTS else f.type) for f in _PLAIN])
_KEY = [name for name in scores.KEY if name in _SCHEMA.names]

#: A workbook of a part: its place below ``raw/`` and its key.
Member = tuple[str, str]


def made_of(members: list[Member]) -> str:
    """Return what a part is made of, in short."""
    return hashlib.sha256(repr(members).encode(errors="surrogateescape")).hexdigest()


def write_aside(path: Path, part: Part, members: list[Member], store: Store) -> tuple[list[str], Findings]:
    """Write a part beside where it will lie; return its groups of units, and what stands in two files.

    Of scores that stand in two *members*, those of the first are kept.
    """
    findings = Findings()
    first: dict[str, int] = {}
    twins = []
    for rank, (_, key) in enumerate(members):
        twins += [(rank, first[key])] if key in first else []
        first.setdefault(key, rank)
    rows = _Rows(sum(store[key].rows for key in first))
    for owners, table in store.rows(list(first)):
        ranks = np.array([first.get(owner, -1) for owner in owners])[table.column(ENTRY).to_numpy()]
        rows.add(ranks, table, part)
    rows.close()
    for again, before, row in rows.once(twins):
        findings.add("score_twice", file=_name(members[again]), sheet=row["sheet"], cell=row["cell"],
                     index=part[0], year=part[1], unit=row["unit"], code=row["code"],
                     file1=members[before][0], file2=members[again][0])  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(aside(path), _SCHEMA, store_schema=False, write_page_checksum=True) as writer:
        for group in rows.groups():
            writer.write_table(group)
    scopes = pd.Series(list(rows.columns["scope"].number), dtype="string")
    return sorted(set(among(scopes))), findings


def _name(member: Member) -> str:
    return member[0].rpartition("/")[2]


class _Rows:
    """The rows of a part as they lie in the batches, and the order that they are to have."""

    def __init__(self, most: int) -> None:
        self.columns: dict[str, Any] = {
            f.name: Words(most) if f.name in TEXTS else Numbers(most, f.type) for f in _SCHEMA
        }
        self.rank = np.zeros(most, "int32")
        self.count = 0

    def add(self, ranks: Vector, table: pa.Table, part: Part) -> None:
        """Add those rows of a batch that are a member's and the part's."""
        index = table.column("index").chunk(0)
        here = np.array([word == part[0] for word in index.dictionary.to_pylist()])
        wanted = (ranks >= 0) & here[index.indices.to_numpy()] & (table.column("year").to_numpy() == part[1])
        rows = None if wanted.all() else np.flatnonzero(wanted)
        start, self.count = self.count, self.count + int(wanted.sum())
        self.rank[start : self.count] = ranks if rows is None else ranks[rows]
        for name, column in self.columns.items():
            column.put(table.column(name).chunk(0), rows, start, self.count)

    def close(self) -> None:
        """Put the rows into their order."""
        for column in self.columns.values():
            column.close()
        self.order = np.argsort(self.rank[: self.count], kind="stable").astype("int32")

    def once(self, twins: list[tuple[int, int]]) -> Iterator[tuple[int, int, dict[str, str]]]:
        """Keep each score once; yield each two members that hold the same, and the first such row.

        *twins* are members that are a copy, with the one that they are a copy of: their rows are not here.
        """
        pairs: dict[tuple[int, int], int] = {}
        met = self._shared()
        keys, rows = self._keys(self.order[met]), self.order[met]
        again = pd.Series(keys).duplicated().to_numpy()
        if again.any():
            first = dict(zip(keys[::-1].tolist(), rows[::-1].tolist(), strict=True))
            for key, at in zip(keys[again].tolist(), rows[again].tolist(), strict=True):
                pairs.setdefault((int(self.rank[at]), int(self.rank[first[key]])), at)
            self.order = np.delete(self.order, met[again])
        for rank, before in twins:
            pairs[rank, before] = int(np.argmax(self.rank == before))
        for (rank, before), at in sorted(pairs.items()):
            yield rank, before, {n: self.columns[n].word(at) for n in ("unit", "code", "sheet", "cell")}

    def _shared(self) -> Vector:
        """Return where units stand that several members have scores of: no others can be met twice."""
        unit, rank = self.columns["unit_id"].codes[self.order], self.rank[self.order]
        first = np.zeros(len(self.columns["unit_id"].number) + 1, "int32")
        last = first.copy()
        first[unit[::-1]] = rank[::-1]
        last[unit] = rank
        return np.flatnonzero((first != last)[unit])

    def _keys(self, rows: Vector) -> Vector:
        """Return one number for the key of each row."""
        whole = np.zeros(len(rows), "int64")
        for column in (self.columns[name] for name in _KEY):
            whole = whole * (len(column.number) + 1) + column.codes[rows] + 1
        return whole

    def groups(self) -> Iterator[pa.Table]:
        """Yield the rows in their order, as many together as are written together."""
        for start in range(0, len(self.order), _GROUP):
            rows = self.order[start : start + _GROUP]
            arrays = [self.columns[f.name].take(rows) for f in _SCHEMA]
            yield pa.table(arrays, names=_SCHEMA.names)
