"""From blocks to the Scores frame: columns until the end, one frame for all files."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, chain

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cchc_analysis import scores
from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import column_letters
from cchc_analysis.tables.numbers import STATUSES
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.block import BESIDE, STAGES, TEXTS_BESIDE, Block

_NOTHING = pa.scalar("", pa.large_string())


def emit(*books: list[Block]) -> pd.DataFrame:
    """Lay the blocks of workbooks below each other as one Scores frame; a unit has one name in each."""
    books = tuple([b for b in blocks if len(b)] for blocks in books)
    blocks = list(chain.from_iterable(books))
    if not blocks:
        return scores.empty()
    sizes = [len(b) for b in blocks]
    rows = sum(sizes)
    block = np.repeat(np.arange(len(blocks)), sizes)
    unit = _places(blocks, lambda b: len(b.units), "unit")
    criterion = _places(blocks, lambda b: len(b.criteria), "criterion")
    units = [u for b in blocks for u in b.units]
    criteria = [c for b in blocks for c in b.criteria]
    estimated = _beside(blocks, "estimated")
    levels = np.array([np.nan if c.level is None else c.level for c in criteria])
    columns = {
        "index": _words([b.index for b in blocks], block),
        "edition": _words([b.edition for b in blocks], block),
        "year": np.repeat([b.year for b in blocks], sizes),
        "unit": _words([name for of_book in books for name in _names(of_book)], unit),
        "unit_id": _words([u.unit_id for u in units], unit),
        "unit_type": _words([u.unit_type for u in units], unit),
        "scope": _words([u.scope for u in units], unit),
        "code": _words([c.code for c in criteria], criterion),
        "level": levels[criterion],
        "name": _words([c.name for c in criteria], criterion),
        "stage": _words(list(STAGES), _joined(blocks, "stage")),
        "score": _joined(blocks, "value"),
        "min_score": _joined(blocks, "low_end"),
        "max_score": _joined(blocks, "high_end"),
        **{name: _beside(blocks, name) for name in BESIDE},
        **{name: _texts([getattr(b, name) for b in blocks], sizes) for name in TEXTS_BESIDE},
        "status": _words(list(STATUSES), _joined(blocks, "status")),
        "estimated": None if estimated is None else estimated == 1,
        "file": _words([b.file for b in blocks], block),
        "sheet": _words([b.sheet for b in blocks], block),
        "cell": _cells(_joined(blocks, "line"), _joined(blocks, "at")),
    }
    return scores.from_columns(columns, rows)


def _names(blocks: list[Block]) -> list[str]:
    """Return the names of units, of one the same: that with most capitals, which capitals throughout lose."""
    units = [u for b in blocks for u in b.units]
    shown: dict[Unit, str] = {}
    for unit in units:
        before = shown.setdefault(unit, unit.unit)
        if before != unit.unit and _capitals(unit.unit) > _capitals(before):
            shown[unit] = unit.unit
    return [shown[u] for u in units]


def _capitals(name: str) -> int:
    return sum(map(str.isupper, name))


def _joined(blocks: list[Block], name: str) -> Vector:
    return np.concatenate([getattr(b, name) for b in blocks])


def _places(blocks: list[Block], count: Callable[[Block], int], name: str) -> Vector:
    """Return places in the lists of all blocks laid one behind the other."""
    starts = [0, *accumulate(count(b) for b in blocks)]
    return np.concatenate([getattr(b, name) + start for b, start in zip(blocks, starts, strict=False)])


def _words(words: list[str], which: Vector) -> pa.Array:
    return pa.array(words, pa.large_string()).take(pa.array(which))


def _beside(blocks: list[Block], name: str) -> Vector | None:
    if not any(name in b.beside for b in blocks):
        return None
    return np.concatenate([b.beside.get(name, np.full(len(b), np.nan)) for b in blocks])


def _texts(texts: list[dict[int, str]], sizes: list[int]) -> pa.Array | None:
    if not any(texts):
        return None
    cells: list[str | None] = [None] * sum(sizes)
    for start, of_block in zip([0, *accumulate(sizes)], texts, strict=False):
        for row, text in of_block.items():
            cells[start + row] = text
    return pa.array(cells, pa.large_string())


def _cells(lines: Vector, at: Vector) -> pa.Array:
    letters = pa.array([column_letters(c) for c in range(int(at.max()) + 1)], pa.large_string())
    rows = pa.array(lines + 1).cast(pa.large_string())
    return pc.binary_join_element_wise(letters.take(pa.array(at)), rows, _NOTHING)
