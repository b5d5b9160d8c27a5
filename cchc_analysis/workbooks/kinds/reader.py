"""One path for every kind of sheet: rows or columns of scores, whose maxima, what stands beside them, checks.

A kind says but where its criteria come from: a declared framework, the rows of a sheet, the headings over it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.axis import Axis
from cchc_analysis.workbooks.cells.beside import Beside
from cchc_analysis.workbooks.cells.block import PER_CENT, Block, Criterion
from cchc_analysis.workbooks.cells.bonuses import note_changes
from cchc_analysis.workbooks.cells.claims import Series
from cchc_analysis.workbooks.cells.crossing import Side, cross
from cchc_analysis.workbooks.cells.matrix import Matrix
from cchc_analysis.workbooks.cells.maxima import Maxima
from cchc_analysis.workbooks.cells.shares import are_shares, printed_shares
from cchc_analysis.workbooks.cells.sums import leave_out_sum_of_some
from cchc_analysis.workbooks.cells.trees import check_trees
from cchc_analysis.workbooks.headings.placing import Placing
from cchc_analysis.workbooks.headings.views import View


class Reader:
    """Reads one view.

    Parameters
    ----------
    view : View
    unit : Unit or None
        That of the whole view.
    placing : Placing

    Attributes
    ----------
    framework : Framework or None
        Where one declares the criteria.
    is_staged : bool
        Whether stages tell figures apart.
    criteria : list of Criterion
    axis : Axis
        Along which series of scores stand.
    row_units, column_units : list of Unit or None
    below : list of int
        Rows below the criteria that may hold ranks and bonuses.
    """

    framework: Framework | None = None
    is_staged = True
    maxima: Maxima

    def __init__(self, view: View, unit: Unit | None, placing: Placing) -> None:
        self.view, self.unit, self.placing = view, unit, placing
        self.matrix = Matrix(view)
        self.axis = Axis(self.matrix, down=True)
        self.criteria: list[Criterion] = []
        self.row_units: list[Unit | None] = [None] * len(view.rows)
        self.column_units: list[Unit | None] = [None] * len(view.columns)
        self.below: list[int] = []

    def series(self) -> list[Series]:
        """Return the rows or columns of scores that are taken, read, and learn what their maxima are."""
        raise NotImplementedError

    def across(self) -> Side:
        """Return what the rows or columns across the series say; a unit's lone share is its score."""
        units, tracks = (self.column_units, self.row_units)[self.axis.down], self.axis.across
        scored = {t.unit for t in tracks if t.is_score and not t.reason}
        free = [i for i, t in enumerate(tracks) if not t.reason and (
            t.is_score or (t.quantity == "share" and not self.axis.down and t.unit not in scored))]  # fmt: skip
        return Side(free, units, stages={i: tracks[i].stage for i in free if self.is_staged})

    def code_of(self, track: Track) -> str:
        """Return the criterion that numbers are of: the whole unless headings name one; blank of an unknown."""
        return ""

    def named_code(self, track: Track) -> str:
        """Return the criterion that headings name; blank where they say but what the numbers are."""
        return ""

    def amend(self, block: Block, series: list[Series]) -> None:
        """Put right, before ranks and classes are put, what only the scores of the kind tell."""

    def block(self) -> Block | None:
        """Return the scores of the view; None where it holds none, or nothing tells of what they are."""
        series = self.series()
        if not series:
            return None
        units = self.column_units if self.axis.down else self.row_units
        criteria = {s.place: self.criteria.index(s.criterion) for s in series if s.code}
        stages = {s.place: s.stage for s in series if self.is_staged}
        along, across = Side([s.place for s in series], units, criteria, stages), self.across()
        rows, columns = (across, along) if self.axis.down else (along, across)
        stage = self.view.context.stage() if self.is_staged else ""
        block = cross(self.matrix, rows, columns, self.unit, self.criteria, stage=stage,
                      framework=self.framework)  # fmt: skip
        if block is None:
            return None
        self.maxima.put(block, series)
        note_changes(block, self.matrix, rows, columns, self.below)
        self.amend(block, series)
        beside = Beside(block, self.matrix, rows, columns, self.unit, self.named_code)
        beside.put()
        if self.below:
            beside.put_below(self.below)
        for track in (*(s.track for s in series), *(self.axis.across[i] for i in across.wanted)):
            track.quantity = "score" if track.quantity == "share" else track.quantity
        if self.framework is None:  # else it is checked with all sheets of its year
            self.check(block, series, rows, columns)
        return block

    def check(self, block: Block, series: list[Series], rows: Side, columns: Side) -> None:
        """Check the sums of each unit's points and the shares beside them."""
        tracks = [s.track for s in series]
        is_survey = bool(np.isnan(block.tops).all()) and are_shares(block, self.view, tracks)
        shares = printed_shares(block, self.matrix, rows, columns, self.unit, self.code_of)
        check_trees(block, shares, self.cell_of, self.view.context, is_survey=is_survey)
        if is_survey:
            block.set_tops(np.full(len(block), PER_CENT))
        leave_out_sum_of_some(block, self.view.context)

    def set_aside(self, series: Series, known: Vector, ends: tuple[float, float]) -> dict[str, Any]:
        """Take a series whose numbers lie off their scale for no scores; return what is said of it."""
        track, (low, high) = series.track, ends
        track.reason = "column_off_scale"
        return {"cell": self.axis.heading_cell(track), "printed": (track.text or series.criterion.name)[:60],
                "low": float(known.min()), "high": float(known.max()), "min": low, "max": high}  # fmt: skip

    def cell_of(self, block: Block, row: int, place: int, column: str) -> str:
        """Return the cell of the code or the maximum of a criterion of the unit that a row is of."""
        return block.cell(row)
