"""Units down, criteria of the sheet's own across, each with its stages: the summary that collectors make.

TT | Đơn vị      | 1. Chỉ đạo, điều hành | 2. Thể chế          | Tổng điểm
|             | Tự chấm | Thẩm định   | Tự chấm | Thẩm định |
| Điểm tối đa | 5       | 5           | 4       | 4         |

The stages may stand down instead, below each unit or of the one unit that the sheet is of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from math import nan

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address
from cchc_analysis.findings.sheets import check_sheet
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.numbers import SCORED
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.axis import Axis
from cchc_analysis.workbooks.cells.beside import Beside
from cchc_analysis.workbooks.cells.block import Block, Criterion
from cchc_analysis.workbooks.cells.bonuses import note_columns
from cchc_analysis.workbooks.cells.claims import Series, settle, unstaged
from cchc_analysis.workbooks.cells.crossing import Side, cross
from cchc_analysis.workbooks.cells.headed import Headed, tell_total
from cchc_analysis.workbooks.cells.matrix import Matrix
from cchc_analysis.workbooks.cells.printed_scales import compare_shares
from cchc_analysis.workbooks.cells.sums_of_some import leave_out_sum_of_some
from cchc_analysis.workbooks.cells.trees import PER_CENT, are_shares, children_of, share_of, tree_of
from cchc_analysis.workbooks.headings.placing import Placing
from cchc_analysis.workbooks.headings.views import View
from cchc_analysis.workbooks.outline.row_labels import sums_some

#: No share of a maximum, in per cent, is more, be it by rounding.
_MOST, _ROUNDING = 100.0, 0.02


@dataclass(slots=True, eq=False)
class Domains:
    """Reads one view whose rows are units and whose columns are criteria that the sheet declares."""

    view: View
    unit: Unit | None
    placing: Placing
    criteria: list[Criterion] = field(default_factory=list)
    headed: Headed = field(init=False)
    matrix: Matrix = field(init=False)

    def block(self) -> Block | None:
        """Return the scores of the view; None where no unit or no criterion is known."""
        view = self.view
        self.matrix = Matrix(view)
        units = self.placing.place(view.rows, down=True)
        claims = self._series()
        free = [i for i, t in enumerate(view.rows) if t.is_score and not t.reason]
        wanted = [i in free or t.quantity == "maximum" for i, t in enumerate(view.rows)]
        for i, track in enumerate(view.columns):
            if not track.reason and (track.is_score or track.quantity in ("share", "maximum")):
                self.matrix.read(i, wanted=wanted)
        series = [s for s in settle(claims, Axis(view, down=True), self.matrix) if self._is_on_scale(s)]
        place_of = {c.code: i for i, c in enumerate(self.criteria)}
        rows = Side(free, units, stages={i: view.rows[i].stage for i in free})
        of_code, stages = {s.place: place_of[s.code] for s in series}, {s.place: s.stage for s in series}
        columns = Side([*of_code], [None] * len(view.columns), of_code, stages)
        block = cross(self.matrix, rows, columns, self.unit, self.criteria, stage=view.context.stage())
        if block is not None:
            note_columns(block, self.matrix, units)
            self._check(block, series)
            if np.isnan(block.tops).all():
                shares = [s for s in claims if s.track.quantity == "share" and not s.track.reason]
                compare_shares(shares, series, self.matrix)
            Beside(block, self.matrix, rows, columns, self.unit, self.headed.named_code).put()
        return block

    def _is_on_scale(self, series: Series) -> bool:
        """Tell whether what is headed as a share may be one; what cannot is reported and not taken."""
        values = self.matrix.values[:, series.place]
        if not series.is_share or not (values > _MOST * (1 + _ROUNDING)).any():
            return True
        cell = self.view.body.heading_cell(series.track.at)
        self.view.context.say("column_off_scale", cell, printed=series.track.text[:60], min=0, max=_MOST,
                              low=float(np.nanmin(values)), high=float(np.nanmax(values)))  # fmt: skip
        series.track.reason = "column_off_scale"
        return False

    def _series(self) -> list[Series]:
        """Return the columns of scores, and learn the criteria that they are of."""
        tell_total(self.view.columns, self.matrix)
        headed = self.headed = Headed(self.view)
        self.criteria = headed.criteria
        columns = []
        for place, track in enumerate(self.view.columns):
            if track.reason or not (track.is_score or track.quantity == "share"):
                continue
            code = headed.code(track)
            if not code or not track.labels:
                track.reason = "heading_unknown" if track.labels else "no_heading"
                continue
            is_share = track.quantity == "share" or track.percent
            columns.append(Series(place, track, code, track.stage, is_share=is_share))
        columns = unstaged(columns, self.view.context)
        self._tell_stages(columns)
        columns = self._without_subtotals(columns)
        if any(c.code == "total" for c in columns):
            name = next(c.track.labels[0].text for c in columns if c.code == "total")
            self.criteria.insert(0, Criterion("total", 0, name))
        return columns

    def _without_subtotals(self, columns: list[Series]) -> list[Series]:
        """Return the columns without sums of some criteria, by their label or place, beside a total of all."""
        places = {c.code: c.place for c in columns if c.code != "total"}
        tops, last = tuple(code for code in places if "." not in code), max(places.values(), default=-1)
        claims: dict[str, list[Series]] = {}
        for c in columns:
            if c.code == "total" and not c.is_share:
                claims.setdefault(c.stage or self.view.context.stage() or "final", []).append(c)
        for same in claims.values():
            some = [c for c in same if any(sums_some(h.text, tops) for h in c.track.labels if h.total)]
            some = some or [c for c in same if min(places.values(), default=last) < c.place < last]
            for c in some if len(some) < len(same) else ():
                c.track.reason = "subtotal"
        return [c for c in columns if not c.track.reason]

    def _tell_stages(self, columns: list[Series]) -> None:
        """Tell columns of one criterion apart by the stages in their names; a total is of the others' stage."""
        claims: dict[tuple[str, str], list[Series]] = {}
        for c in columns:
            claims.setdefault((c.code, c.stage), []).append(c)
        for same in claims.values():
            stages = [heading(t).stage for t in _apart([c.track.text for c in same])]
            if len(same) > 1 and all(stages) and len(set(stages)) == len(same):
                for c, stage in zip(same, stages, strict=True):
                    c.stage = stage
        staged = any(c.stage for c in columns if c.code != "total")
        for c in columns:
            if c.track.total and not staged:
                c.stage = self.view.context.stage() or c.stage

    # -- maxima and shares -----------------------------------------------------------------------------

    def _maxima(self, column: Series) -> Vector:
        """Return the maximum of each row of a column: of a row of maxima, its heading, a column beside."""
        lines = len(self.view.rows)
        for row, track in enumerate(self.view.rows):
            value = float(self.matrix.values[row, column.place])
            if track.quantity == "maximum" and value == value:
                self.matrix.taken[row, column.place] = True
                return np.full(lines, value)
        if column.track.maximum is not None:
            return np.full(lines, column.track.maximum)
        for i, track in enumerate(self.view.columns):
            if track.quantity == "maximum" and not track.reason and self.headed.code(track) == column.code:
                self.matrix.taken[:, i] |= ~np.isnan(self.matrix.values[:, i])
                return self.matrix.values[:, i]
        return np.full(lines, nan)

    def _check(self, block: Block, series: list[Series]) -> None:
        """Put the maxima with the scores, and check the sums of each unit's rows."""
        tops = {s: self._maxima(s) for s in series}
        of_code: dict[str, list[Vector]] = {}
        for s, top in tops.items():
            of_code.setdefault(s.code, []).extend([] if np.isnan(top).all() else [top])
        # Stages with maxima of their own (65 + 35) tell nothing of one that prints none.
        shared = {code: of[0] for code, of in of_code.items() if len({repr(top.tolist()) for top in of}) == 1}
        at = {s.track.at: shared.get(s.code, top) if np.isnan(top).all() else top for s, top in tops.items()}
        row_of = {track.at: row for row, track in enumerate(self.view.rows)}
        places = zip(block.line.tolist(), block.at.tolist(), strict=True)
        block.set_tops(np.array([at[c][row_of[line]] for line, c in places]))
        shares = not any(of_code.values()) and are_shares(block, self.view, [s.track for s in series])
        if shares:
            block.set_tops(np.full(len(block), PER_CENT))
        children, context = children_of([c.code for c in self.criteria]), self.view.context
        for row, track in enumerate(self.view.rows):
            of_row = np.flatnonzero(block.line == track.at)
            if not len(of_row):
                continue
            maxima = np.full(len(self.criteria), nan)
            maxima[block.criterion[of_row]] = block.tops[of_row]
            printed, columns = self._shares(row)
            first = int(block.at[of_row[0]])
            cell = partial(_cell, track.at, columns, first)
            tree = tree_of(block, of_row, children, maxima.tolist(), printed, cell,
                           is_survey=shares)  # fmt: skip
            check_sheet(tree, context.path.name, self.view.body.sheet.name, context.findings)
        ranked = any(t.quantity in ("rank", "group") and not t.reason for t in self.view.columns)
        leave_out_sum_of_some(block, children[0], context, ranked=ranked)

    def _shares(self, row: int) -> tuple[dict[str, list[float]], dict[tuple[int, str], int]]:
        """Return the shares of the maxima that a row prints, by stage, and their columns."""
        codes = [c.code for c in self.criteria]
        shares: dict[str, list[float]] = {}
        at = {}
        for i, track in enumerate(self.view.columns):
            if track.quantity == "share" and not track.reason and (code := self.headed.code(track)) in codes:
                stage, place = share_of(track), codes.index(code)
                shares.setdefault(stage, [nan] * len(codes))[place] = float(self.matrix.values[row, i])
                at[place, f"share {stage}".strip()] = track.at
                self.matrix.taken[row, i] |= self.matrix.status[row, i] == SCORED
        return shares, at


def _cell(line: int, columns: dict[tuple[int, str], int], first: int, place: int, column: str) -> str:
    return address(line, columns.get((place, column), first))


def _apart(texts: list[str]) -> list[str]:
    """Return what is left of texts without the words that all of them begin and end with."""
    words = [text.split() for text in texts]
    for place in (0, -1):
        while all(words) and len({split[place] for split in words}) == 1:
            words = [split[1:] if place == 0 else split[:-1] for split in words]
    return [" ".join(split) for split in words]
