"""Units down, criteria of the sheet's own across, each with its stages: the summary that collectors make.

TT | Đơn vị      | 1. Chỉ đạo, điều hành | 2. Thể chế          | Tổng điểm
|             | Tự chấm | Thẩm định   | Tự chấm | Thẩm định |
| Điểm tối đa | 5       | 5           | 4       | 4         |

The stages may stand down instead, below each unit or of the one unit that the sheet is of.
"""

from __future__ import annotations

import numpy as np

from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.tracks import Track
from cchc_analysis.workbooks.cells.block import PER_CENT, Block, Criterion
from cchc_analysis.workbooks.cells.claims import Series, settle, unstaged
from cchc_analysis.workbooks.cells.crossing import Side
from cchc_analysis.workbooks.cells.headed import Headed, tell_total
from cchc_analysis.workbooks.cells.maxima import Maxima
from cchc_analysis.workbooks.cells.shares import compare_shares
from cchc_analysis.workbooks.kinds.reader import Reader
from cchc_analysis.workbooks.outline.row_labels import sums_some

#: No share of a maximum is more than all of it by more than this, be it by rounding.
_ROUNDING = 0.02


class Domains(Reader):
    """Reads one view whose rows are units and whose columns are criteria that the sheet declares."""

    def series(self) -> list[Series]:
        """Return the columns of scores."""
        view = self.view
        self.row_units = self.placing.place(view.rows, down=True)
        claims = self._claims()
        wanted = [t.quantity == "maximum" or (t.is_score and not t.reason) for t in view.rows]
        self.maxima = Maxima(self.axis, claims, self.column_units, self.code_of, wanted)
        for s in claims:
            self.matrix.read(s.place, wanted=wanted)
        settled = settle(claims, self.axis)
        others = [s for s in claims if s not in settled and not s.track.reason]
        self._shares = [s for s in others if s.track.quantity == "share"]
        return [s for s in settled if self._is_on_scale(s)]

    def code_of(self, track: Track) -> str:
        """Return the criterion of a column: of the whole where nothing names one."""
        return self.headed.code(track)

    def named_code(self, track: Track) -> str:
        """Return the criterion that headings name."""
        return self.headed.named_code(track)

    def check(self, block: Block, series: list[Series], rows: Side, columns: Side) -> None:
        """Check sums and shares, and shares with each other where no maximum tells what they should be."""
        super().check(block, series, rows, columns)
        if np.isnan(block.tops).all():
            compare_shares(self._shares, series, self.matrix, self.maxima)

    def _is_on_scale(self, series: Series) -> bool:
        """Tell whether what is headed as a share may be one; what cannot is reported and not taken."""
        values = self.matrix.values[:, series.place]
        if series.is_share and (values > PER_CENT * (1 + _ROUNDING)).any():
            words = self.set_aside(series, values[~np.isnan(values)], (0, PER_CENT))
            self.view.context.say("column_off_scale", **words)
        return not series.track.reason

    def _claims(self) -> list[Series]:
        """Return the columns of scores, and learn the criteria that they are of."""
        tell_total(self.view.columns, self.matrix)
        headed = self.headed = Headed(self.view)
        columns = []
        for place, track in enumerate(self.view.columns):
            if track.reason or not track.labels or not (track.is_score or track.quantity == "share"):
                continue
            code = headed.code(track)
            if not code:
                track.reason = "heading_unknown"
                continue
            is_share = track.quantity == "share" or track.percent
            columns.append(Series(place, track, code, track.stage, is_share=is_share))
        columns = unstaged(columns, self.view.context)
        self._tell_stages(columns)
        columns = self._without_subtotals(columns)
        totals = [Criterion("total", 0, c.track.labels[0].text) for c in columns if c.code == "total"]
        self.criteria = [*totals[:1], *headed.criteria]
        of = {c.code: c for c in self.criteria}
        for c in columns:
            c.criterion = of[c.code]
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


def _apart(texts: list[str]) -> list[str]:
    """Return what is left of texts without the words that all of them begin and end with."""
    words = [text.split() for text in texts]
    for place in (0, -1):
        while all(words) and len({split[place] for split in words}) == 1:
            words = [split[1:] if place == 0 else split[:-1] for split in words]
    return [" ".join(split) for split in words]
