"""Points that are added to a total, or taken from it, beside its criteria or among them.

TT  | Tiêu chí   | Điểm tối đa | Thẩm định
1   | Chỉ đạo    | 10          | 8
2   | Điểm trừ   |             | 1

A penalty printed as positive points is one that nobody knows to be taken away, unless a total tells.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cchc_analysis.files.grid import address, addresses
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.numbers import numbers
from cchc_analysis.tables.tracks import Track
from cchc_analysis.vietnamese import clean
from cchc_analysis.workbooks.cells.block import STAGE, Block, Criterion
from cchc_analysis.workbooks.cells.crossing import Side
from cchc_analysis.workbooks.cells.matrix import Matrix
from cchc_analysis.workbooks.cells.notes import joined, notes_of, written
from cchc_analysis.workbooks.context.context import Context

#: A penalty may be printed with its sign or without.
_SIGN = {"bonus": 1.0, "deduction": -1.0}


def note_changes(block: Block, matrix: Matrix, rows: Side, columns: Side, below: Sequence[int]) -> None:
    """Note the bonuses and penalties of units: in columns beside them, or in rows *below* the criteria.

    Those of rows are of the stages of their columns. They are no criteria: their numbers stay in the frame as a
    note beside the total of their unit.
    """
    beside = [t for t in matrix.view.columns if t.quantity in _SIGN and not t.reason]
    if not (beside or below):
        return
    place = {unit: i for i, unit in enumerate(block.units)}
    beside = beside if any(unit in place for unit in rows.units) else []
    for track in beside:
        for unit, points in zip(rows.units, matrix.peeked(track).tolist(), strict=True):
            if unit in place:
                _add(block, place[unit], track.stage, track.quantity, points)
    if beside:
        _note_beside(block, matrix, beside)
    _note_below(block, matrix, columns, below)


def _note_below(block: Block, matrix: Matrix, columns: Side, below: Sequence[int]) -> None:
    """Add the points of rows, keep them as notes of the totals of their unit and stage, and say so."""
    cells, whole = matrix.sheet.rows, block.are_totals()
    noted: dict[str, str] = {}
    for line in below:
        name = clean(str(cells[line][matrix.view.body.sides["names"][0]]))
        quantity = heading(name).quantity
        for i in columns.wanted if quantity in _SIGN else ():
            value, of = cells[line][matrix.view.columns[i].at], columns.units[i]
            (points,) = numbers([value], None, matrix.sheet.decimal).values
            unit, stage = block.units.index(of) if of else 0, columns.stages[i]
            _add(block, unit, stage, quantity, float(points))
            is_its = whole & (block.unit == unit) & (block.stage == STAGE.get(stage, -1))
            for row in np.flatnonzero(is_its & ~np.isnan(points)).tolist():
                block.note[row] = joined(block.note.get(row, ""), f"{name}: {written(value)}")
                noted.setdefault(name, address(line, matrix.view.columns[i].at))
    if noted:
        matrix.context.say("bonuses_noted", next(iter(noted.values())), printed="; ".join(noted)[:80])


def _note_beside(block: Block, matrix: Matrix, columns: Sequence[Track]) -> None:
    """Keep the points of columns as notes of the totals beside them, and say so."""
    whole = block.are_totals()
    for row, note in notes_of(matrix, _SIGN).items():
        of_unit = np.flatnonzero(block.line == matrix.lines[row]).tolist()
        if of_unit:
            block.note[max(of_unit, key=lambda k: (whole[k], block.stage[k]))] = note
    matrix.view.say("bonuses_noted", columns[0], printed="; ".join(t.text for t in columns)[:80])


def _add(block: Block, unit: int, stage: str, quantity: str, points: float) -> None:
    if not np.isnan(points):
        key, sign = (unit, STAGE.get(stage, -1)), _SIGN[quantity]
        block.changes[key] = block.changes.get(key, 0.0) + (sign * abs(points) if sign < 0 else points)


def leave_penalties_out(block: Block, context: Context) -> None:
    """Leave out positive points of penalties of a sheet's own criteria where no total is printed."""
    if block.framework is not None:
        return
    own, is_total = block.criteria, np.array([c.level == 0 for c in block.criteria])
    has_total = not np.isnan(block.value[is_total[block.criterion]]).all()
    for places in _penalties(own) if not has_total else ():
        rows = np.flatnonzero(np.isin(block.criterion, places) & (block.value > 0))
        if len(rows):
            cells = list(zip(block.line[rows].tolist(), block.at[rows].tolist(), strict=True))
            block.blank(rows, "penalty_unclear")
            context.say("penalty_unclear", address(*cells[0]), printed=own[places[0]].name[:60],
                        cells=addresses(cells))  # fmt: skip


def _penalties(criteria: list[Criterion]) -> list[list[int]]:
    """Return the places of each penalty, the criteria below it included."""
    penalties: list[list[int]] = []
    for place, criterion in enumerate(criteria):
        above = criteria[penalties[-1][0]] if penalties else None
        is_below = above is not None and penalties[-1][-1] == place - 1
        if is_below and above is not None and (criterion.level or 0) > (above.level or 0):
            penalties[-1].append(place)
        elif heading(criterion.name).quantity == "deduction":
            penalties.append([place])
    return penalties
