"""Shares of the maxima that a sheet prints beside points, or in their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address, addresses
from cchc_analysis.tables.numbers import SAME, are_alike
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.block import STAGES, Block
from cchc_analysis.workbooks.cells.claims import Series, share_of
from cchc_analysis.workbooks.cells.crossing import Side
from cchc_analysis.workbooks.cells.matrix import Matrix
from cchc_analysis.workbooks.cells.maxima import Maxima
from cchc_analysis.workbooks.cells.trees import Shares
from cchc_analysis.workbooks.context.titles import in_per_cent
from cchc_analysis.workbooks.headings.views import View

#: Shares of so many units tell of which maximum they are; they are printed in whole per cent, if no closer.
_UNITS, _PRINTED = 2, 0.51
#: What is no higher is a share of 1, not of 100.
_ONE = 1.5


def printed_shares(
    block: Block,
    matrix: Matrix,
    rows: Side,
    columns: Side,
    unit: Unit | None,
    code_of: Callable[[Track], str],
) -> dict[int, Shares]:
    """Return the shares of the maxima that columns print, by the place of the unit, stage and criterion."""
    units = {u: place for place, u in enumerate(block.units)}
    codes = {c.code: place for place, c in enumerate(block.criteria)}
    tracks = matrix.view.columns
    printed = [i for i, t in enumerate(tracks) if t.quantity == "share" and not t.reason]
    shares: dict[int, Shares] = {}
    for i in printed:
        key = tracks[i].unit, code_of(tracks[i])
        several = sum((tracks[other].unit, code_of(tracks[other])) == key for other in printed) > 1
        # Of several each is of the points right before it.
        stage = share_of(tracks[i]) or (share_of(tracks[i - 1]) if several and i else "")
        if np.isnan(matrix.values[:, i]).all():
            matrix.read(i, wanted=False)
        for row, value in enumerate(matrix.values[:, i].tolist()):
            whose = rows.units[row] or columns.units[i] or unit
            which = rows.criteria.get(row, codes.get(key[1]))
            if whose is None or which is None:
                continue
            of_stage = shares.setdefault(units[whose], {}).setdefault(stage, {})
            if which not in of_stage:
                of_stage[which] = value, address(matrix.lines[row], tracks[i].at)
                matrix.taken[row, i] |= value == value
    return shares


def find_shares(series: Sequence[Series], matrix: Matrix, maxima: Maxima) -> None:
    """Find points that are others in per cent of their maxima, be they headed so or not."""
    for points, share in permutations([s for s in series if maxima.column(s) is not None], 2):
        if points.code != share.code or points.track.reason or share.track.reason:
            continue
        shares = 100 * matrix.values[:, points.place] / maxima.of(points)
        printed = matrix.values[:, share.place]
        share.is_share |= are_alike(shares, printed, SAME) and not are_alike(shares, printed, 0.0)


def compare_shares(
    shares: Sequence[Series], series: Sequence[Series], matrix: Matrix, maxima: Maxima
) -> None:
    """Report shares that are not those of the points beside them, by their maxima or that of most units."""
    for share in shares:
        same = [s for s in series if s.code == share.code]
        of_stage = [s for s in same if share_of(s.track) == share_of(share.track)]
        points = of_stage or (same if len({s.stage for s in same}) == 1 else [])
        printed = matrix.peeked(share.track)
        wholes = (1.0 if maxima.column(p) is None else maxima.of(p) for p in points)
        reached = [matrix.peeked(p.track) / whole for p, whole in zip(points, wholes, strict=True)]
        off = [_off_points(printed, of_points) for of_points in reached]
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
    both = ([matrix.peeked(of[unit]) for unit in units] for of in (shares, points))
    printed, reached = map(np.column_stack, both)
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


def are_shares(block: Block, view: View, columns: Sequence[Track]) -> bool:
    """Tell whether scores without any maximum are shares, which do not add up: so they are shown, or headed.

    Where only a title says so, no total may exceed all that it could sum.
    """
    shown = view.body.sheet.marks.percent
    lines = [t.at for t in view.rows if t.unit or t.labels]
    if all(t.percent or any((line, t.at) in shown for line in lines) for t in columns):
        return True
    headed = any(t.percent or t.quantity == "share" for t in view.columns)
    return in_per_cent(view.context.lines_above) and not headed and not _exceeds(block)


def _exceeds(block: Block) -> bool:
    """Tell whether a total is more than each of the criteria of its unit and stage."""
    whole = block.are_totals()
    groups = block.unit * len(STAGES) + block.stage
    most = {g: np.nanmax(block.value[(groups == g) & ~whole], initial=0.0) for g in set(groups.tolist())}
    pairs = zip(block.value[whole].tolist(), groups[whole].tolist(), strict=True)
    return any(value > most[group] for value, group in pairs)
