"""Points that are added to a total, or taken from it, beside its criteria: ``Điểm thưởng``, ``Điểm trừ``."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.numbers import numbers
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.block import STAGE, Block
from cchc_analysis.workbooks.cells.crossing import Side
from cchc_analysis.workbooks.cells.matrix import Matrix

#: A penalty may be printed with its sign or without.
_SIGN = {"bonus": 1.0, "deduction": -1.0}


def note_columns(block: Block, matrix: Matrix, units: Sequence[Unit | None]) -> None:
    """Note the bonuses and penalties that stand in columns, each in the row of its unit."""
    place = {unit: i for i, unit in enumerate(block.units)}
    for track in matrix.view.columns:
        if track.quantity in _SIGN and not track.reason:
            for unit, points in zip(units, matrix.peeked(track).tolist(), strict=True):
                if unit in place:
                    _add(block, place[unit], track.stage, track.quantity, points)


def note_rows(block: Block, matrix: Matrix, columns: Side, lines: Sequence[int]) -> None:
    """Note the bonuses and penalties that stand in rows below the criteria, by the stages of their columns."""
    place = {unit: i for i, unit in enumerate(block.units)}
    rows, names = matrix.sheet.rows, matrix.view.body.sides["names"][0]
    for line in lines:
        quantity = heading(str(rows[line][names])).quantity
        for i in columns.wanted if quantity in _SIGN else ():
            cell, unit = rows[line][matrix.view.columns[i].at], columns.units[i]
            (points,) = numbers([cell], None, matrix.sheet.decimal).values
            _add(block, place[unit] if unit else 0, columns.stages[i], quantity, float(points))


def _add(block: Block, unit: int, stage: str, quantity: str, points: float) -> None:
    if not np.isnan(points):
        key, sign = (unit, STAGE.get(stage, -1)), _SIGN[quantity]
        block.changes[key] = block.changes.get(key, 0.0) + (sign * abs(points) if sign < 0 else points)
