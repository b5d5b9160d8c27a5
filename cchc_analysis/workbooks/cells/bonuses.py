"""Points that are added to a total, or taken from it, beside its criteria: ``Điểm thưởng``, ``Điểm trừ``."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.numbers import numbers
from cchc_analysis.workbooks.cells.block import STAGE, Block
from cchc_analysis.workbooks.cells.crossing import Side
from cchc_analysis.workbooks.cells.matrix import Matrix

#: A penalty may be printed with its sign or without.
_SIGN = {"bonus": 1.0, "deduction": -1.0}


def note_changes(block: Block, matrix: Matrix, rows: Side, columns: Side, below: Sequence[int]) -> None:
    """Note the bonuses and penalties of units: in columns beside them, or in rows *below* the criteria.

    Those of rows are of the stages of their columns.
    """
    place = {unit: i for i, unit in enumerate(block.units)}
    for track in matrix.view.columns:
        if track.quantity in _SIGN and not track.reason:
            for unit, points in zip(rows.units, matrix.peeked(track).tolist(), strict=True):
                if unit in place:
                    _add(block, place[unit], track.stage, track.quantity, points)
    cells = matrix.sheet.rows
    for line in below:
        quantity = heading(str(cells[line][matrix.view.body.sides["names"][0]])).quantity
        for i in columns.wanted if quantity in _SIGN else ():
            unit = columns.units[i]
            (points,) = numbers([cells[line][matrix.view.columns[i].at]], None, matrix.sheet.decimal).values
            _add(block, place[unit] if unit else 0, columns.stages[i], quantity, float(points))


def _add(block: Block, unit: int, stage: str, quantity: str, points: float) -> None:
    if not np.isnan(points):
        key, sign = (unit, STAGE.get(stage, -1)), _SIGN[quantity]
        block.changes[key] = block.changes.get(key, 0.0) + (sign * abs(points) if sign < 0 else points)
