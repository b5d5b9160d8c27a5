"""From columns to the Scores frame: a row for every unit that a sheet lists."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cchc_analysis import scores
from cchc_analysis.frameworks import Framework
from cchc_analysis.units import Roster
from cchc_analysis.workbooks.columns import AlignedSheet, Column
from cchc_analysis.workbooks.grid import column_letters
from cchc_analysis.workbooks.placing import Vector
from cchc_analysis.workbooks.title_block import ILLUSTRATIVE

#: What stands between the letters and the number of an address.
_NOTHING = pa.scalar("", pa.large_string())


@dataclass(slots=True, eq=False)
class Part:
    """A column and the sheet it stands in."""

    column: Column
    sheet: AlignedSheet


def emit(
    parts: list[Part],
    framework: Framework,
    roster: Roster,
    file: str,
    ranks: dict[str, Vector],
    groups: dict[int, str],
) -> pd.DataFrame:
    """Lay the columns below each other.

    ``ranks`` (by criterion) and ``groups`` are those of a sheet whose columns carry none of their own.
    """
    units = roster.units
    places = [np.flatnonzero(p.column.lines >= 0) for p in parts]
    sizes = [len(p) for p in places]
    unit = np.concatenate(places)
    part = np.repeat(np.arange(len(parts)), sizes)
    lines = np.concatenate([p.column.lines[at] for p, at in zip(parts, places, strict=True)])
    values = np.concatenate([p.column.values[at] for p, at in zip(parts, places, strict=True)])
    rows = len(unit)
    missing = np.isnan(values)
    ends = np.array([_ends(p.column, framework) for p in parts])
    columns = {
        "index": _constant(framework.index, rows),
        "edition": _constant(framework.edition, rows),
        "year": np.full(rows, framework.year),
        "unit": _words([u.unit for u in units], unit),
        "unit_id": _words([u.unit_id for u in units], unit),
        "unit_type": _words([u.unit_type for u in units], unit),
        "scope": _words([u.scope for u in units], unit),
        "code": _words([p.column.code for p in parts], part),
        "level": np.array([np.nan if p.column.level is None else p.column.level for p in parts])[part],
        "name": _words([p.column.name for p in parts], part),
        "stage": _constant("final", rows),
        "score": values,
        "min_score": ends[part, 0],
        "max_score": ends[part, 1],
        **{
            name: _property([p.column.properties.get(name) for p in parts], places)
            for name in ("low", "high", "standard_error", "n")
        },
        "rank": _property(
            [p.sheet.ranks.get(p.column.code, ranks.get(p.column.code)) for p in parts], places
        ),
        "status": _words(["scored", "missing"], missing.astype(int)),
        "file": _constant(file, rows),
        "sheet": _words([p.sheet.table.sheet.name for p in parts], part),
        "cell": _cells(parts, part, lines),
    }
    if groups:
        total = np.array([p.column.code == "total" for p in parts])[part]
        classes = [groups.get(u) for u in range(len(units))] + [None]
        columns["group"] = _words(classes, np.where(total, unit, len(units)))
    notes = [_note(p) for p in parts]
    if any(notes):
        columns["note"] = _words(notes, part)
    return scores.from_columns(columns, rows)


def _words(words: list[str] | list[str | None], which: np.ndarray) -> pa.Array:
    return pa.array(words, pa.large_string()).take(pa.array(which))


def _constant(word: str, rows: int) -> pa.Array:
    return pa.repeat(pa.scalar(word, pa.large_string()), rows)


def _ends(column: Column, framework: Framework) -> tuple[float, float]:
    criterion = framework.criteria.get(column.code)
    if criterion is not None and criterion.min_score == criterion.min_score:
        return criterion.min_score, criterion.max_score
    return column.scale or (np.nan, np.nan)


def _property(vectors: list[Vector | None], places: list[Vector]) -> Vector | None:
    if all(v is None for v in vectors):
        return None
    pairs = zip(vectors, places, strict=True)
    return np.concatenate([np.full(len(at), np.nan) if v is None else v[at] for v, at in pairs])


def _note(part: Part) -> str | None:
    """Return what a sheet's titles say of its figures: that they are invented."""
    return ILLUSTRATIVE if any(ILLUSTRATIVE in t for t in part.sheet.table.titles) else None


def _cells(parts: list[Part], part: np.ndarray, lines: np.ndarray) -> pa.Array:
    turned = np.array([p.sheet.table.turned for p in parts])[part]
    at = np.array([p.column.at for p in parts])[part]
    columns, rows = np.where(turned, lines, at), np.where(turned, at, lines) + 1
    letters = pa.array([column_letters(c) for c in range(int(columns.max()) + 1)], pa.large_string())
    return pc.binary_join_element_wise(
        letters.take(pa.array(columns)), pa.array(rows).cast(pa.large_string()), _NOTHING
    )
