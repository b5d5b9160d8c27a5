"""The maxima that a table of local units prints: their index is not the provinces', nor need be one of 100.

Đơn vị      | Điểm tối đa | Điểm đạt        Đơn vị      | Điểm đạt
Sở Nội vụ   | 95          | 90              Điểm tối đa | 80
Sở Y tế     | 92          | 88              Sở Y tế     | 76
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from math import isnan

import numpy as np

from cchc_analysis.tables.numbers import numbers
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import Unit
from cchc_analysis.units.local import SCOPES
from cchc_analysis.workbooks.axis import Axis
from cchc_analysis.workbooks.block import STAGE, Block, Vector
from cchc_analysis.workbooks.claims import Series
from cchc_analysis.workbooks.matrix import Matrix, Scale

#: Shares are printed with two decimals.
_ROUNDED = 0.006


@dataclass(slots=True)
class LocalScales:
    """What a table prints as maxima; nothing where its units are provinces, whose index declares them.

    Attributes
    ----------
    are_local : bool
    of_units : dict of str to array of float
        By criterion, one for each row: units may have maxima of their own.
    of_columns : dict of int to float
        By the place of a column of scores, from a row of maxima.
    """

    are_local: bool = False
    of_units: dict[str, Vector] = field(default_factory=dict)
    of_columns: dict[int, float] = field(default_factory=dict)

    def highest(self, place: int, code: str, track: Track) -> float | None:
        """Return the end of the scale of a column; None where nothing local is printed."""
        if code in self.of_units:
            return float(np.nanmax(self.of_units[code]))
        return self.of_columns.get(place, track.maximum if self.are_local else None)

    def scales(self, series: Series, scale: Scale | None, rows: int) -> Sequence[Scale | None]:
        """Return the scale of a column in each row."""
        of_units = self.of_units.get(series.code)
        if of_units is None:
            return [scale] * rows
        return [scale if isnan(most) else (0.0, most) for most in of_units.tolist()]

    def set_shares_aside(self, series: Sequence[Series], matrix: Matrix) -> None:
        """Where points stand beside what they are in per cent of their maxima, the points are taken."""
        for points, share in permutations([s for s in series if s.code in self.of_units], 2):
            maxima = self.of_units[points.code]
            if points.code != share.code or points.track.reason or share.track.reason:
                continue
            shares = 100 * matrix.values[:, points.place] / maxima
            printed = matrix.values[:, share.place]
            both = ~np.isnan(shares) & ~np.isnan(printed)
            if (
                both.any()
                and (np.abs(shares - printed)[both] <= _ROUNDED).all()
                and (shares != printed)[both].any()
            ):
                share.track.reason = "share_of_maximum"

    def put(self, block: Block, lines: Sequence[int]) -> None:
        """Give the final scores of units the maxima of their rows."""
        row_of = {line: row for row, line in enumerate(lines)}
        for place, criterion in enumerate(block.criteria):
            of_units = self.of_units.get(criterion.code)
            if of_units is None:
                continue
            final = np.flatnonzero((block.criterion == place) & (block.stage == STAGE["final"]))
            printed = of_units[[row_of[line] for line in block.line[final].tolist()]]
            block.high_end[final] = np.where(np.isnan(printed), block.high_end[final], printed)


def local_scales(
    axis: Axis, matrix: Matrix, units: Sequence[Unit | None], code_of: Callable[[Track], str]
) -> LocalScales:
    """Return the maxima that a view with units down prints.

    Parameters
    ----------
    axis : Axis
    matrix : Matrix
        What is read of it is marked as taken.
    units : sequence of Unit or None
        Of the rows.
    code_of : callable
        Gives the criterion that a heading names, blank for the whole's.
    """
    known = [u for u in units if u is not None]
    scales = LocalScales(bool(known) and all(u.unit_type in SCOPES for u in known))
    if not (scales.are_local and axis.down):
        return scales
    top = next((i for i, t in enumerate(axis.across) if t.quantity == "maximum"), None)
    wanted = [u is not None for u in units]
    for place, track in enumerate(axis.tracks):
        if track.quantity == "maximum" and not track.reason:
            matrix.read(place, [None] * len(wanted), wanted)
            values = np.where(wanted, matrix.values[:, place], np.nan)
            if not np.isnan(values).all():
                matrix.taken[:, place] |= ~np.isnan(values)
                scales.of_units.setdefault(code_of(track) or "total", values)
        elif top is not None and track.is_score:
            cell = matrix.sheet.rows[matrix.lines[top]][track.at]
            (most,) = numbers([cell], None, matrix.sheet.decimal).values
            if not isnan(most):
                scales.of_columns[place] = most
                matrix.taken[top, place] = True
    return scales
