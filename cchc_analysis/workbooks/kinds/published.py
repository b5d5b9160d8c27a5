"""Tables of units that are scored by a declared framework: from a view to a block of scores."""

from __future__ import annotations

from math import isclose, nan
from typing import Any

import numpy as np

from cchc_analysis import frameworks
from cchc_analysis.arrays import Vector
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import MISSING
from cchc_analysis.tables.tracks import Track, names_somebody
from cchc_analysis.units import Unit
from cchc_analysis.units.local import SCOPES
from cchc_analysis.vietnamese import is_missing
from cchc_analysis.workbooks.cells import beside
from cchc_analysis.workbooks.cells.axis import Axis
from cchc_analysis.workbooks.cells.block import Block, scale_of
from cchc_analysis.workbooks.cells.claims import Series, settle, without_shares
from cchc_analysis.workbooks.cells.matrix import Scale
from cchc_analysis.workbooks.cells.maxima import Maxima
from cchc_analysis.workbooks.cells.naming import Naming
from cchc_analysis.workbooks.cells.shares import compare_shares, compare_shares_across, find_shares
from cchc_analysis.workbooks.headings.criteria import named
from cchc_analysis.workbooks.headings.name_forms import INDICATOR
from cchc_analysis.workbooks.headings.placing import Placing
from cchc_analysis.workbooks.headings.ranking import agree
from cchc_analysis.workbooks.headings.views import View
from cchc_analysis.workbooks.kinds.reader import Reader

#: So many values that all lie off their scale are of another scale.
_FEW = 2
#: Maxima that differ by less than this share of them are one.
_ALIKE = 1e-5
#: What points may be of where nothing says so.
_ENDS = (1, 10, 100, 1000)


class Published(Reader):
    """Reads one view against the framework of its index and year."""

    framework: Framework

    def __init__(self, view: View, unit: Unit | None, placing: Placing) -> None:
        super().__init__(view, unit, placing)
        self.framework = frameworks.framework(view.index, view.year)
        # Indicators are kept as they are stored; a domain without a declared scale is printed in per cent.
        self.matrix.unscaled = (0.0, 1.0 if frameworks.has_indicators(view.index) else 100.0)
        self.off_scale: list[dict[str, Any]] = []  # what is said of each series
        # The figures of a survey are no stages of what an office scored.
        self.is_staged = not frameworks.indices()[view.index].provinces_only
        self.row_units = placing.place(view.rows, down=True)
        self.column_units = placing.place(view.columns, down=False)
        sides = view.body.sides
        units_across = any(t.unit for t in view.columns) and not any(t.unit for t in view.rows)
        self.axis = Axis(self.matrix, down=not (sides.get("names") or sides.get("indices") or units_across))

    def series(self) -> list[Series]:
        """Return the rows or columns whose headings the framework knows."""
        claims = Naming(self.axis, self.framework).series()
        self._take_maxima(claims)
        series = without_shares(claims, self.matrix)
        if not series:
            return []
        _set_other_scales_aside(series)
        if self.axis.down:
            shares = [s for s in claims if s not in series and not s.track.reason]
            compare_shares(shares, series, self.matrix, self.maxima)
        else:
            compare_shares_across(self.matrix)
        self._read(series)
        find_shares(series, self.matrix, self.maxima)
        series = settle(series, self.axis)
        self.criteria = [s.criterion for s in series]
        return series

    def block(self) -> Block | None:
        """Return the scores of the view; refuse one all of whose scores are of another scale."""
        block = super().block()
        if block is None and self.off_scale and all(t.reason != "unit_unknown" for t in self.view.rows):
            raise self.view.context.error("column_off_scale", **self.off_scale[0])
        for words in self.off_scale:
            self.view.context.say("column_off_scale", **words)
        return block

    def code_of(self, track: Track) -> str:
        """Return the criterion that the framework knows headings by, else the whole."""
        return self.named_code(track) or "total"

    def named_code(self, track: Track) -> str:
        """Return the criterion that the framework knows headings by."""
        return named(track.labels, self.framework).code

    def amend(self, block: Block, series: list[Series]) -> None:
        """Tell ranks without headings by the scores, and doubt those behind scores that nobody knows."""
        if self.axis.down:
            self._headless_rank(block)
            self._doubt_ranks(series)

    def _take_maxima(self, series: list[Series]) -> None:
        """Take printed maxima for the scales of local units, and those that the framework does not declare.

        The index of local units is not the provinces', nor need be one of 100.
        """
        units = self.row_units if any(self.row_units) else [self.unit] * len(self.row_units)
        known = [u for u in units if u is not None]
        self.are_local = bool(known) and all(u.unit_type in SCOPES for u in known)
        declared = {code for code, criterion in self.framework.criteria.items() if criterion.has_scale}
        some = [s for s in series if s.criterion.level != INDICATOR
                and (self.are_local or s.stage not in ("", "final") or s.code not in declared)]  # fmt: skip
        wanted = [u is not None for u in units]
        self.maxima = Maxima(self.axis, some, self.column_units, self.code_of, wanted)
        for s in some:
            if not np.isnan(most := self.maxima.of(s)).all():
                s.criterion = s.criterion._replace(min_score=0.0, max_score=float(np.nanmax(most)))

    # -- numbers -------------------------------------------------------------------------------------

    def _read(self, series: list[Series]) -> None:
        """Read the columns that hold scores, each cell on the scale of its criterion."""
        rows = self.view.rows
        if self.axis.down:
            wanted = [u is not None for u in self.row_units] if any(self.row_units) else [True] * len(rows)
            for s in series:
                if s.track.quantity != "rank" and not s.track.reason:
                    self.matrix.read(s.place, self.maxima.scales(s), wanted)
        else:
            of = {s.place: scale_of(s.criterion) for s in series}
            scored = {*of, *(i for i, t in enumerate(rows) if t.quantity in beside.NUMBERS)}
            wanted = [i in scored and not t.reason for i, t in enumerate(rows)]
            scales = [of.get(i) for i in range(len(rows))]
            for place in self.across().wanted:
                self.matrix.read(place, scales, wanted)
            ranked = [s.place for s in series if s.track.quantity == "rank"]
            self.matrix.values[ranked, :], self.matrix.status[ranked, :] = nan, MISSING
        of_scores = np.array([t.quantity != "maximum" for t in self.axis.across])
        for s in series:
            self._check_scale(s, scale_of(s.criterion), of_scores)
            if s.stage == "survey" and s.track.percent and any(o.stage != "survey" for o in series):
                self.axis.say("share_amid_points", s.track)

    def _check_scale(self, series: Series, scale: Scale | None, of_scores: Vector) -> None:
        """Blank a series that lies on another scale than its criterion's, and report it."""
        if scale is None or series.criterion.level == INDICATOR or series.track.reason:
            return
        values, (low, high) = self.axis.vector(series.place), scale
        known = values[of_scores & ~np.isnan(values)]
        if not len(known):
            return
        if self.are_local and high <= 1 and known.min() > 1:
            # A province may score its communes in points of 100 or 1,000 where the nation has shares of 1.
            series.criterion = series.criterion._replace(min_score=nan, max_score=nan)
            return
        printed = series.track.text or series.criterion.name
        ends = set() if self.are_local or low else set(self.maxima.printed(series).tolist())
        most = ends.pop() if len(ends) == 1 else nan
        is_other = not isclose(most, high, rel_tol=_ALIKE) and (known <= most).all()
        if is_other and (most < high or (known > high).any()):
            self.axis.say("scale_converted", series.track, printed=printed[:60], most=most, max=high,
                          value=float(known.min()), taken=float(known.min()) * high / most)  # fmt: skip
            values[:] = np.round(values * high / most, 10)
            return
        if len(known) < _FEW:
            return
        # Shares of 1, means of answers from 1 to 5, points of 10; points of the survey alone may be few.
        whole = series.criterion.level == 0 and series.stage != "survey"
        is_lower = high >= 50 and bool((np.abs(known) <= (high / 10 if whole else 1)).all())
        is_per_cent = whole and high not in (1, 100) and not self.are_local and series.track.percent
        if is_lower or is_per_cent or bool((known > high * 1.02).all()):
            self.off_scale.append(self.set_aside(series, known, scale))
            guess = next((end for end in _ENDS if 0 < known.max() <= end), 0)
            if self.axis.down and guess:
                column = f"{printed} (tối đa {guess})", "điểm tối đa thật / the real maximum"
                lines = self.view.context.lines(columns={series.track.at: column})
                self.off_scale[-1]["lines"] = lines
            values[:] = nan

    # -- what stands beside the scores -----------------------------------------------------------------

    def _doubt_ranks(self, series: list[Series]) -> None:
        """Take no rank right behind a score that nobody knows, or of one, unless it puts the total in order."""
        columns, lines = self.view.columns, [t.at for t in self.view.rows if t.unit]
        total = next((s.track for s in series if s.code == "total" and s.track.is_score), None)
        unknown = {t.at for t in columns if t.reason == "heading_unknown"}
        for track in columns:
            names = any(h.rest for h in track.labels if h.quantity == "rank")  # ``Hạng GRDP``
            may_be = track.quantity == "rank" and not track.reason and (names or track.at - 1 in unknown)
            is_doubtful = may_be and not self.named_code(track)
            if total and is_doubtful and not agree(self.view.body, total, track, lines):
                track.reason = "heading_unknown"

    def _headless_rank(self, block: Block) -> None:
        """Take a column without heading for the rank where it counts the units by their total.

        Beside ranks, another column without heading whose words name nobody has the classes.
        """
        rows = self.view.rows
        total = next((i for i, c in enumerate(block.criteria) if c.code == "total"), -1)
        of_total = block.criterion == total
        value = dict(zip(block.line[of_total].tolist(), block.value[of_total].tolist(), strict=True))
        is_apart = self.view.body.is_apart
        is_national = not self.view.context.is_of_region()
        headless = [t for t in self.view.columns if not t.labels and not t.reason and not is_apart(t.at)]
        for track in headless if value else ():
            cells = self.matrix.cells(track)
            numbers = [(t.at, v) for t, v in zip(rows, cells, strict=True) if is_number(v)]
            scored = [(value[at], rank) for at, rank in numbers if value.get(at, nan) == value.get(at, nan)]
            in_order = [rank for _, rank in sorted(scored, key=lambda pair: -pair[0])]
            ranked = any(t.quantity == "rank" for t in self.view.columns)
            words = {v for v in cells if v.__class__ is str and not is_missing(v)}
            if ranked and not numbers and not any(map(names_somebody, words)):
                track.quantity = "group"
            elif is_national and not ranked and len(scored) > 2 and in_order == [*range(1, len(scored) + 1)]:
                track.quantity = "rank"


def _set_other_scales_aside(series: list[Series]) -> None:
    """Where points of 400 stand beside values of 0–1, those on the scale of the framework are taken."""
    rivals: dict[tuple[str, str], list[Series]] = {}
    for s in series:
        rivals.setdefault((s.code, s.stage or "final"), []).append(s)
    for claims in rivals.values():
        others = [s for s in claims if _is_of_other_scale(s)]
        for s in others if len(others) < len(claims) else ():
            s.track.reason = "other_scale"


def _is_of_other_scale(series: Series) -> bool:
    """Tell whether the headings print another maximum than the framework's."""
    scale, maximum = scale_of(series.criterion), series.track.maximum
    return scale is not None and maximum is not None and not isclose(maximum, scale[1], rel_tol=_ALIKE)
