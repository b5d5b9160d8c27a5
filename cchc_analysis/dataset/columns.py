"""Columns of a part while it is put together: texts as numbers of words, numbers only where there are any.

In plain text a nation's communes take gigabytes; as numbers of words, a few dozen bytes a row.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from cchc_analysis.arrays import Vector

#: The rows of a batch that are wanted; None is all of them.
Rows = Vector | None

#: What stands for a missing integer: no level and no rank is negative.
_MISSING = {pa.int8(): -1, pa.int16(): -1}


class Words:
    """A column of texts for so many rows at most, each counted as one word; −1 is none."""

    def __init__(self, rows: int) -> None:
        self.number: dict[str, int] = {}
        self.codes: Vector = np.full(rows, -1, "int8")

    def put(self, piece: pa.Array, rows: Rows, start: int, stop: int) -> None:
        """Put rows of a batch where they belong."""
        if not isinstance(piece, pa.DictionaryArray):
            return
        known = [self.number.setdefault(w, len(self.number)) for w in piece.dictionary.to_pylist()]
        wide = "int8" if len(self.number) < 2**7 else "int16" if len(self.number) < 2**15 else "int32"
        if self.codes.dtype != wide:
            self.codes = self.codes.astype(wide)
        at = piece.indices.fill_null(len(known)).to_numpy(zero_copy_only=False)
        self.codes[start:stop] = np.array([*known, -1], wide)[at if rows is None else at[rows]]

    def close(self) -> None:
        """Sort the words; nothing is put in afterwards."""
        words = np.array(list(self.number), object)
        order = np.argsort(words)
        self._rank = np.full(len(words) + 1, -1, "int32")
        self._rank[order] = np.arange(len(words), dtype="int32")
        self._words = pa.array(words[order], pa.large_string())

    def take(self, rows: Vector) -> pa.Array:
        """Return some rows; the dictionary is sorted and has no other words, however the column came about."""
        ranks = self._rank[self.codes[rows]]
        used = np.flatnonzero(np.bincount(ranks + 1, minlength=len(self._words) + 1)[1:])
        place = np.zeros(len(self._words) + 1, "int32")
        place[used] = np.arange(len(used), dtype="int32")
        indices = pa.array(place[ranks], mask=ranks < 0)
        return pa.DictionaryArray.from_arrays(indices, self._words.take(pa.array(used)))

    def word(self, row: int) -> str:
        """Return the text of a row."""
        return "" if self.codes[row] < 0 else list(self.number)[self.codes[row]]


class Numbers:
    """A column of numbers or truths of a *kind* for so many rows at most."""

    def __init__(self, rows: int, kind: pa.DataType) -> None:
        self.kind = kind
        self._rows, self._missing = rows, _MISSING.get(kind, np.nan)
        self._values: Vector | None = None

    def put(self, piece: pa.Array, rows: Rows, start: int, stop: int) -> None:
        """Put rows of a batch where they belong."""
        if pa.types.is_null(piece.type):
            return
        if self._values is None:
            self._values = np.full(self._rows, self._missing, self.kind.to_pandas_dtype())
        piece = piece.fill_null(self._missing) if self.kind in _MISSING else piece
        values = piece.to_numpy(zero_copy_only=False)
        self._values[start:stop] = values if rows is None else values[rows]

    def close(self) -> None:
        """Do nothing: numbers are ready as they are."""

    def take(self, rows: Vector) -> pa.Array:
        """Return some rows."""
        if self._values is None:
            return pa.nulls(len(rows), self.kind)
        values = self._values[rows]
        if self.kind in _MISSING:
            return pa.array(values, self.kind, mask=values == self._missing)
        return pa.array(values, self.kind, from_pandas=True)
