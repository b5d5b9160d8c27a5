"""Where rows and columns meet: a number takes unit, criterion and stage from both, and is taken once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.numbers import SCORED
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.block import STAGE, STAGES, Block, Criterion
from cchc_analysis.workbooks.cells.claims import once
from cchc_analysis.workbooks.cells.matrix import Matrix

_FINAL = STAGE["final"]


@dataclass(slots=True, eq=False)
class Side:
    """What the rows of a view, or its columns, say of the numbers in them, by their places.

    Attributes
    ----------
    wanted : list of int
        Those whose numbers are scores.
    units : list of Unit or None
        None for those that name nobody.
    criteria : dict of int to int
        Places in the list of criteria.
    stages : dict of int to str
    """

    wanted: list[int]
    units: list[Unit | None]
    criteria: Mapping[int, int] = field(default_factory=dict)
    stages: Mapping[int, str] = field(default_factory=dict)

    def facets(self, units: Mapping[Unit, int]) -> tuple[Vector, Vector, Vector]:
        """Return units, criteria and stages by their numbers, −1 where nothing is said."""
        which, when = np.full(len(self.units), -1), np.full(len(self.units), -1)
        which[list(self.criteria)] = list(self.criteria.values())
        when[list(self.stages)] = [STAGE.get(stage, -1) for stage in self.stages.values()]
        return np.array([units[u] if u else -1 for u in self.units], int), which, when


def cross(
    matrix: Matrix,
    rows: Side,
    columns: Side,
    unit: Unit | None,
    criteria: list[Criterion],
    *,
    stage: str = "",
    framework: Framework | None = None,
) -> Block | None:
    """Return the scores where rows and columns meet; None where nothing tells whose they are.

    Parameters
    ----------
    matrix : Matrix
        Of the view, its scores read.
    rows, columns : Side
        What they say; a stage other than ``final`` says more than that.
    unit : Unit or None
        Whose the numbers are that nobody stands beside.
    criteria : list of Criterion
    stage : str
        That of numbers without any; ``final`` unless given.
    framework : Framework, optional
        Where it declares the criteria: only final scores are on its scales.
    """
    view = matrix.view
    units = list(dict.fromkeys(u for u in (*rows.units, *columns.units, unit) if u is not None))
    place = {u: i for i, u in enumerate(units)}
    lines, over = (np.array(side.wanted, int) for side in (rows, columns))
    r, c = np.repeat(lines, len(over)), np.tile(over, len(lines))
    of_row = [facet[r] for facet in rows.facets(place)]
    of_column = [facet[c] for facet in columns.facets(place)]
    who = np.where(of_row[0] >= 0, of_row[0], of_column[0])
    who = np.where(who >= 0, who, -1 if unit is None else place[unit])
    which = np.maximum(of_row[1], of_column[1])
    when = _stages(of_row[2], of_column[2], STAGE[stage or "final"])
    order = np.argsort(which, kind="stable") if framework else np.lexsort((when, which, who))
    order = order[who[order] >= 0]
    r, c, who, which, when = (vector[order] for vector in (r, c, who, which, when))
    codes = {code: i for i, code in enumerate(dict.fromkeys(k.code for k in criteria))}
    code = np.array([codes[k.code] for k in criteria], int)[which]
    values = matrix.values[r, c]
    taken, twice = once((who * (len(codes) + 1) + code) * len(STAGES) + when, values)
    if twice:
        _say_twice(matrix, r, c, [(places, units[who[places[0]]], differ) for places, differ in twice], taken)
        r, c, who, which, when, values = (vector[taken] for vector in (r, c, who, which, when, values))
    if not len(r):
        return None
    status = matrix.status[r, c]
    matrix.taken[r, c] |= status == SCORED
    low = np.array([k.min_score for k in criteria], float)[which]
    high = np.array([k.max_score for k in criteria], float)[which]
    if framework:
        low[when != _FINAL] = high[when != _FINAL] = np.nan
    its_own = f"{view.index.lower()}-{units[0].scope.partition('/')[0]}-{view.year}"  # ``par-xa-2024``
    return Block(
        view.index, view.year, framework.edition if framework else its_own, framework, view.context.path.name,
        view.body.sheet.name, view.body.sheet.visible, view.printed_year,
        units, criteria, who, which, when, values, low, high, status,
        np.array([t.at for t in view.rows])[r], np.array([t.at for t in view.columns])[c],
    )  # fmt: skip


def _stages(of_row: Vector, of_column: Vector, otherwise: int) -> Vector:
    """Return the stages: ``Kết quả`` over a column says less than ``Tự chấm`` before the row."""
    named = np.where((of_row == _FINAL) | (of_column == _FINAL), _FINAL, otherwise)
    for stages in (of_column, of_row):
        named = np.where((stages >= 0) & (stages != _FINAL), stages, named)
    return named


def _say_twice(
    matrix: Matrix, r: Vector, c: Vector, twice: list[tuple[Vector, Unit, bool]], taken: Vector
) -> None:
    """Report once of each unit that stands twice, and name for the account what is not taken of it."""
    view = matrix.view
    names, kept, reported = view.body.side("units"), set(taken.tolist()), set()
    for places, unit, differ in sorted(twice, key=lambda group: not group[2]):
        rule = "unit_twice_differs" if differ else "unit_twice"
        lines, at = [view.rows[i].at for i in r[places]], [view.columns[i].at for i in c[places]]
        for cell, place in zip(zip(lines, at, strict=True), places.tolist(), strict=True):
            if place not in kept:
                matrix.left_out[cell] = rule
        if unit not in reported:
            reported.add(unit)
            at = at if differ or names is None else [names] * len(places)
            view.context.say(rule, address(lines[1], at[1]), unit=unit.unit, first=address(lines[0], at[0]))
