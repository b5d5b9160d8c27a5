"""The maxima of a scoring sheet: each column of scores has the nearest of its unit, stage and year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from math import isnan, nan

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address
from cchc_analysis.findings.scored_tree import ScoredTree
from cchc_analysis.tables.numbers import SAME, SCORED, denominators, numbers
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.block import Block
from cchc_analysis.workbooks.cells.claims import Series
from cchc_analysis.workbooks.cells.matrix import Matrix, Scale
from cchc_analysis.workbooks.outline.sheet_criteria import Criteria


@lru_cache(maxsize=1024)
def _to(maximum: float) -> Scale:
    return min(0.0, maximum), max(0.0, maximum)


def are_maxima(points: Vector, others: Sequence[Vector]) -> bool:
    """Tell whether points are never below others, not those once more, and no sum of some of them.

    Examples
    --------
    >>> stages = np.array([4.0, 2]), np.array([3.0, 2])
    >>> [are_maxima(np.array(points), stages) for points in ([5.0, 2], [4.0, 2], [7.0, 4], [3.5, 9])]
    [True, False, False, False]
    """
    sums = (np.sum(some, axis=0) for n in range(1, len(others) + 1) for some in combinations(others, n))
    below = any((points < other - SAME).any() for other in others)
    return not below and not any((np.abs(s - points)[~np.isnan(s - points)] <= SAME).all() for s in sums)


class Maxima:
    """The maxima by the places of their columns.

    Parameters
    ----------
    matrix : Matrix
        Of the sheet; the columns of maxima are read here.
    units : list of Unit or None
        Those of the columns.
    scored : list of Series
        The columns of scores; cells like ``9/10`` bring maxima of their own.
    """

    def __init__(self, matrix: Matrix, units: list[Unit | None], scored: list[Series]) -> None:
        self.matrix = matrix
        self.of_column: dict[int, Vector] = {}
        self._nearest: dict[int, int] = {}
        self._scales: dict[int | None, list[Scale | None]] = {}
        columns = matrix.view.columns
        named = [i for i, t in enumerate(columns) if t.quantity == "maximum" and not t.reason]
        for i in named:
            matrix.read(i)
            self.of_column[i] = matrix.values[:, i].copy()
            matrix.taken[:, i] |= ~np.isnan(self.of_column[i])
        for s in scored:
            stages, years = ("", "final", s.stage), (None, s.track.year)
            same = [i for i in named if units[i] in (None, s.unit) and columns[i].stage in stages
                    and columns[i].year in years]  # fmt: skip
            if same:
                self._nearest[s.place] = min(
                    same, key=lambda i: (units[i] is None, not columns[i].stage, i > s.place, i)
                )
            elif not np.isnan(wholes := np.array(denominators(matrix.cells(s.track)))).all():
                self._nearest[s.place], self.of_column[s.place] = s.place, wholes
        of_unit = {s.unit: s.place for s in reversed(scored) if self._nearest.get(s.place) == s.place}
        for s in scored:
            if s.place not in self._nearest and s.unit in of_unit:
                self._nearest[s.place] = of_unit[s.unit]

    def column(self, series: Series) -> int | None:
        """Return the column of the maxima of a series, None where none is printed."""
        return self._nearest.get(series.place)

    def of(self, series: Series | None) -> Vector:
        """Return the maxima of a series by criterion, NaN where none is printed."""
        place = None if series is None else self.column(series)
        return np.full(len(self.matrix.lines), nan) if place is None else self.of_column[place]

    def scales(self, series: Series) -> list[Scale | None]:
        """Return the scale of each number of a series; a penalty's ends at 0."""
        place = self.column(series)  # stages share a column
        if place not in self._scales:
            self._scales[place] = [_to(m) if m == m else None for m in self.of(series).tolist()]
        return self._scales[place]

    def tops(self, tree: ScoredTree, columns: list[Series], block: Block, rows: Vector) -> Vector:
        """Return the most that one unit could get, by its rows; of each stage where each has its own."""
        if len({self.column(s) for s in columns}) <= 1:
            return np.array(tree.possible())[block.criterion[rows]]
        of_column = {s.track.at: self.of(s) for s in columns}
        cells = zip(block.at[rows].tolist(), block.criterion[rows].tolist(), strict=True)
        return np.array([of_column[at][k] for at, k in cells])

    def take_subtotals(
        self, criteria: Criteria, scored: list[Series]
    ) -> dict[tuple[int, int], tuple[int, int]]:
        """Let a block that prints no points take those of its subtotal (``Cộng mục I``), from its cells.

        Returns
        -------
        dict of (int, int) to (int, int)
            The cells of points that were taken so, by the criterion and the column of the sheet.
        """
        matrix, moved = self.matrix, dict[tuple[int, int], tuple[int, int]]()
        for line in criteria.subtotals:
            above = [i for i, n in enumerate(criteria.nodes) if n.level == 1 and n.line < line]
            for place in dict.fromkeys([*(s.place for s in scored), *self.of_column]) if above else ():
                at, block = matrix.view.columns[place].at, above[-1]
                cell = matrix.sheet.rows[line][at]
                (whole,) = denominators([cell])
                number = numbers([cell], None if isnan(whole) else (0.0, whole), matrix.sheet.decimal)
                is_score = place not in self.of_column or not isnan(whole)
                points = matrix.values[:, place] if is_score else self.of_column[place]
                if number.status[0] != SCORED:
                    continue
                if not isnan(whole):
                    self.of_column[place][block] = whole
                if not np.isnan(points[block]):
                    self._compare(criteria, block, address(line, at), number.values[0], float(points[block]))
                    continue
                points[block] = number.values[0]
                matrix.also_taken[line, at] = "score" if is_score else "maximum"
                if is_score:
                    matrix.status[block, place] = SCORED
                    moved[block, at] = line, at
        return moved

    def _compare(self, criteria: Criteria, block: int, cell: str, value: float, points: float) -> None:
        """Report a subtotal that is not what its block prints; the block's points are kept."""
        if abs(value - points) > SAME:
            self.matrix.context.say("subtotal_differs", cell, code=criteria.nodes[block].code,
                                    name=criteria.names[block], value=value, expected=points)  # fmt: skip
