"""The maxima that a table of units prints, in columns or in a row, and whose they are.

Đơn vị      | Điểm tối đa | Điểm đạt        Đơn vị      | Điểm đạt        Lĩnh vực | Điểm tối đa | Lào Cai
Sở Nội vụ   | 95          | 90              Điểm tối đa | 80              Thể chế  | 10          | 9,1
Sở Y tế     | 92          | 88              Sở Y tế     | 76

The index of local units is not the provinces', nor need be one of 100; a scale that the provinces' framework
declares is not printed anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from math import isnan, nan
from types import MappingProxyType

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address, addresses
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.numbers import SAME, common_denominator, numbers
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import Unit
from cchc_analysis.units.local import SCOPES
from cchc_analysis.workbooks.cells.axis import Axis
from cchc_analysis.workbooks.cells.block import STAGE, Block
from cchc_analysis.workbooks.cells.claims import Series
from cchc_analysis.workbooks.cells.matrix import Matrix, Scale
from cchc_analysis.workbooks.cells.trees import share_of

#: The scale of all points, in a title: ``(Thang điểm 10)``.
_OF_TITLE = re.compile(r"thang điểm\s*:?\s*(?:là\s*)?(\d{1,4})(?![\d.,])", re.I)

#: Shares of so many units tell of which maximum they are; they are printed in whole per cent, if no closer.
_UNITS, _PRINTED = 2, 0.51
#: What is no higher is a share of 1, not of 100.
_ONE = 1.5


@dataclass(slots=True)
class PrintedScales:
    """What a table prints as maxima.

    Attributes
    ----------
    are_local : bool
        Whether they are of local units, whose scales no framework declares.
    of_units : dict of str to array of float
        By criterion, one for each row: units may have maxima of their own.
    of_places : dict of int to float
        By the place of a column of scores, from a row of maxima; of a row of scores, from a column.
    """

    are_local: bool = False
    of_units: dict[str, Vector] = field(default_factory=dict)
    of_places: dict[int, float] = field(default_factory=dict)

    def highest(self, place: int, code: str, track: Track) -> float | None:
        """Return the end of the scale of a row or column of scores; None where none is printed."""
        if code in self.of_units:
            return float(np.nanmax(self.of_units[code]))
        return self.of_places.get(place, track.maximum)

    def scales(self, series: Series, scale: Scale | None, rows: int) -> Sequence[Scale | None]:
        """Return the scale of a column in each row."""
        of_units = self.of_units.get(series.code)
        if of_units is None:
            return [scale] * rows
        return [scale if isnan(most) else (0.0, most) for most in of_units.tolist()]

    def find_shares(self, series: Sequence[Series], matrix: Matrix) -> None:
        """Find points that are others in per cent of their maxima, be they headed so or not."""
        for points, share in permutations([s for s in series if s.code in self.of_units], 2):
            if points.code != share.code or points.track.reason or share.track.reason:
                continue
            shares = 100 * matrix.values[:, points.place] / self.of_units[points.code]
            printed = matrix.values[:, share.place]
            both = ~np.isnan(shares) & ~np.isnan(printed)
            near = (np.abs(shares - printed)[both] <= SAME).all()
            share.is_share |= bool(both.any() and near and (shares != printed)[both].any())

    def put(self, block: Block, lines: Sequence[int]) -> None:
        """Give the final scores of units the maxima of their rows."""
        row_of = {line: row for row, line in enumerate(lines)} if self.of_units else {}
        for place, criterion in enumerate(block.criteria) if self.of_units else ():
            of_units = self.of_units.get(criterion.code)
            if of_units is None:
                continue
            final = np.flatnonzero((block.criterion == place) & (block.stage == STAGE["final"]))
            printed = of_units[[row_of[line] for line in block.line[final].tolist()]]
            block.high_end[final] = np.where(np.isnan(printed), block.high_end[final], printed)


def printed_scales(
    axis: Axis, matrix: Matrix, units: Sequence[Unit | None], code_of: Callable[[Track], str], fw: Framework
) -> PrintedScales:
    """Return the maxima that a view prints.

    Parameters
    ----------
    axis : Axis
    matrix : Matrix
        What is read of it is marked as taken.
    units : sequence of Unit or None
        Of the rows.
    code_of : callable
        Gives the criterion that a heading names, blank for the whole's.
    fw : Framework
        Whose scales count for provinces.
    """
    known = [u for u in units if u is not None]
    scales = PrintedScales(bool(known) and all(u.unit_type in SCOPES for u in known))
    lacking = {code for code, criterion in fw.criteria.items() if not criterion.has_scale}
    some = axis.tracks if scales.are_local or lacking else ()
    open_places = [i for i, t in enumerate(some) if scales.are_local or code_of(t) in lacking]
    columns = [(i, t) for i, t in enumerate(axis.view.columns) if t.quantity == "maximum" and not t.reason]
    if not axis.down:
        for place, _ in columns if open_places else ():
            matrix.read(place)
            printed = matrix.values[:, place].tolist()
            scales.of_places |= {i: printed[i] for i in open_places if not isnan(printed[i])}
            matrix.taken[list(scales.of_places), place] = True
        return scales
    wanted = [u is not None for u in units]
    for place, track in columns:
        if place in open_places:
            matrix.read(place, wanted=wanted)
            values = np.where(wanted, matrix.values[:, place], nan)
            code = code_of(track) or "total"
            if _are_exceeded(axis, matrix, values, [t for t in axis.tracks if code_of(t) in ("", code)]):
                track.reason = "maxima_exceeded"
                matrix.context.say(track.reason, axis.heading_cell(track), printed=track.text[:60])
            elif not np.isnan(values).all():
                matrix.taken[:, place] |= ~np.isnan(values)
                scales.of_units.setdefault(code, values)
    _take_row(scales, axis, matrix, open_places)
    titled = _titled(axis) if scales.are_local else None
    for track in (axis.tracks[place] for place in open_places):
        whole = titled if (code_of(track) or "total") == "total" else None
        track.maximum = track.maximum or common_denominator(matrix.cells(track)) or whole
    return scales


def compare_shares(
    shares: Sequence[Series],
    series: Sequence[Series],
    matrix: Matrix,
    of_units: Mapping[str, Vector] = MappingProxyType({}),
) -> None:
    """Report shares that are not those of the points beside them, by the maximum that most units give.

    *of_units* are maxima that units have of their own, by criterion.
    """
    for share in shares:
        same = [s for s in series if s.code == share.code]
        of_stage = [s for s in same if share_of(s.track) == share_of(share.track)]
        points = of_stage or (same if len({s.stage for s in same}) == 1 else [])
        printed, ones = matrix.peeked(share.track), of_units.get(share.code, 1.0)
        off = [_off_points(printed, matrix.peeked(p.track) / ones) for p in points]
        places = min((np.flatnonzero(rows).tolist() for rows in off), key=len, default=[])
        _say_off(matrix, [(matrix.lines[row], share.track.at) for row in places], share.track)


def compare_shares_across(matrix: Matrix) -> None:
    """Report shares beside the points of units across that those do not give, criterion by criterion."""
    columns = [t for t in matrix.view.columns if t.unit and not t.reason]
    shares = {t.unit: t for t in columns if t.quantity == "share"}
    points = {t.unit: t for t in columns if t.is_score}
    units = [unit for unit in shares if unit in points]
    if len(units) < _UNITS:
        return
    printed, reached = (
        np.column_stack([matrix.peeked(of[unit]) for unit in units]) for of in (shares, points)
    )
    off = [(row, place) for row, line in enumerate(printed)
           for place in np.flatnonzero(_off_points(line, reached[row])).tolist()]  # fmt: skip
    cells = [(matrix.lines[row], shares[units[place]].at) for row, place in off]
    _say_off(matrix, cells, shares[units[off[0][1]]] if off else columns[0])


def _say_off(matrix: Matrix, cells: list[tuple[int, int]], share: Track) -> None:
    """Report the cells of shares that the points do not give."""
    if cells:
        matrix.context.say("share_not_of_points", address(*cells[0]), printed=share.text[:60] or share.unit,
                           count=len(cells), cells=addresses(cells))  # fmt: skip


def _off_points(shares: Vector, points: Vector) -> Vector:
    """Tell which shares are far from those of the points, be they of 100 or of 1."""
    both = (shares > 0) & (points > 0)
    if np.count_nonzero(both) < _UNITS:
        return np.zeros(len(shares), bool)
    expected = points / np.median(points[both] / shares[both])
    within = _PRINTED * (1.0 if shares[both].max() > _ONE else 0.01)
    return both & (np.abs(shares - expected) > within)


def _take_row(scales: PrintedScales, axis: Axis, matrix: Matrix, open_places: list[int]) -> None:
    """Take the maxima of columns from a row of them."""
    top = next((i for i, t in enumerate(axis.across) if t.quantity == "maximum"), None)
    if top is None:
        return
    for place in open_places:
        cell = matrix.sheet.rows[matrix.lines[top]][axis.tracks[place].at]
        (most,) = numbers([cell], None, matrix.sheet.decimal).values
        if axis.tracks[place].is_score and not isnan(most):
            scales.of_places[place] = most
            matrix.taken[top, place] = True


def _titled(axis: Axis) -> float | None:
    """Return the maximum of all points that a title prints; None where none does, or several do."""
    printed = {float(m[1]) for title in axis.view.context.titles if (m := _OF_TITLE.search(title))}
    return printed.pop() if len(printed) == 1 else None


def _are_exceeded(axis: Axis, matrix: Matrix, maxima: Vector, tracks: Sequence[Track]) -> bool:
    """Tell whether results beside bonuses exceed maxima, which are the points before those: *Điểm chuẩn*."""
    adjusted = any(t.quantity in ("bonus", "deduction") for t in axis.view.columns)
    scored = [t for t in tracks if adjusted and t.is_score and not t.reason]
    return any((matrix.peeked(t) > maxima + SAME).any() for t in scored)
