"""Tables of units that are scored by a declared framework: from a view to a block of scores."""

from __future__ import annotations

import re
from math import nan

import numpy as np

from cchc_analysis import frameworks
from cchc_analysis.files.grid import address
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.heading_rows import names_somebody
from cchc_analysis.tables.headings import weighing
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import MISSING
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import Unit
from cchc_analysis.vietnamese import is_missing
from cchc_analysis.workbooks import beside
from cchc_analysis.workbooks.beside import Beside
from cchc_analysis.workbooks.block import Block, Criterion, Vector
from cchc_analysis.workbooks.claims import Series, settle, unstaged
from cchc_analysis.workbooks.criteria import (
    INDICATOR,
    NOBODY,
    Named,
    SheetOfIndex,
    heads,
    misnamed,
    named,
    printed_name,
    whole,
)
from cchc_analysis.workbooks.crossing import Side, cross
from cchc_analysis.workbooks.matrix import Matrix, Scale
from cchc_analysis.workbooks.placing import Placing
from cchc_analysis.workbooks.unread import Unread, scale_of
from cchc_analysis.workbooks.views import View

#: The name of a variable under a heading: ``x20``, ``ten_tinh``.
_VARIABLE = re.compile(r"[a-z][a-z_]*\d*")
#: So many values that all lie off their scale are of another scale.
_FEW = 2


class Published:
    """Reads one view against the framework of its index and year."""

    def __init__(self, view: View, framework: Framework, unit: Unit | None, placing: Placing) -> None:
        self.view = view
        self.context = view.context
        self.framework = framework
        # Indicators are kept as they are stored; a domain without a declared scale is printed in per cent.
        stored = frameworks.has_indicators(framework.index)
        self.matrix = Matrix(view, unscaled=(0.0, 1.0 if stored else 100.0))
        self.placing = placing
        self.unit = unit
        sides = view.body.sides
        across = any(t.unit for t in view.columns) and not any(t.unit for t in view.rows)
        self.down = not (sides.get("names") or sides.get("indices") or across)
        self.is_survey = frameworks.indices()[framework.index].provinces_only
        self.axis = view.columns if self.down else view.rows
        self.other = view.rows if self.down else view.columns

    def block(self) -> Block | None:
        """Return the scores of the view; None where no heading is a criterion, or no unit is known."""
        self.row_units = self.placing.place(self.view.rows, down=True)
        self.column_units = self.placing.place(self.view.columns, down=False)
        series = self._series()
        if not series:
            return None
        self._set_other_scales_aside(series)
        self._read(series)
        series = settle(
            [s for s in series if not s.track.reason], self._vector, self.context, self._heading_cell
        )
        rows, columns = self._sides(series)
        block = cross(self.matrix, rows, columns, self.unit, [s.criterion for s in series],
                      stage=self._stage(), framework=self.framework)  # fmt: skip
        if block is not None:
            if self.down:
                self._headless_rank(block)
            Beside(block, self.matrix, rows, columns, self._criterion_of).put()
            for s in series:
                s.track.quantity = "score" if s.track.quantity == "share" else s.track.quantity
        return block

    def _stage(self) -> str:
        return "" if self.is_survey else self.context.stage()

    def _sides(self, series: list[Series]) -> tuple[Side, Side]:
        """Return what rows and columns say; a survey is no score that an office gives itself."""
        quantities = ("", "score") if self.down else ("", "score", "share")
        free = [i for i, t in enumerate(self.other) if not t.reason and t.quantity in quantities]
        along, across = (
            (self.column_units, self.row_units) if self.down else (self.row_units, self.column_units)
        )
        stages: list[dict[int, str]] = [{}, {}]
        if not self.is_survey:
            stages = [{s.place: s.track.stage for s in series}, {i: self.other[i].stage for i in free}]
        of_series = Side(
            [s.place for s in series], along, {s.place: i for i, s in enumerate(series)}, stages[0]
        )
        others = Side(free, across, stages=stages[1])
        return (others, of_series) if self.down else (of_series, others)

    # -- criteria ------------------------------------------------------------------------------------

    def _series(self) -> list[Series]:
        """Return the rows or columns of scores with their criteria; report those that are none."""
        scores = [
            i for i, t in enumerate(self.axis) if not t.reason and (t.is_score or t.quantity == "share")
        ]
        body = self.view.body
        beside = [b.stacks[c] for b in body.beside for c in b.columns]
        sheet = SheetOfIndex([self.axis[i].labels for i in scores], self.framework, body.sheet.name, beside)
        if sheet.is_foreign:
            self.context.say("sheet_not_in_framework", index=self.framework.index)
            for i in scores:
                self.axis[i].reason = "sheet_not_in_framework"
            return []
        names = {i: self._of_whole(self.axis[i], name) for i, name in zip(scores, sheet.names, strict=True)}
        names = self._but_one_whole(names)
        exact = {n.code for n in names.values() if n.how in ("code", "name")}
        names = {i: NOBODY if n.how in ("part", "alike") and n.code in exact else n for i, n in names.items()}
        coded, seen = {}, set()
        for i, name in names.items():
            again = (name.code, self.axis[i].stage) in seen and self._may_be_indicator(sheet, name)
            if name.code and not again:
                coded[i] = name
                seen.add((name.code, self.axis[i].stage))
        unnamed = [i for i in scores if i not in coded and self.axis[i].labels and self._has_number(i)
                   and not self.axis[i].reason]  # fmt: skip
        order = [(scores.index(i), n.code) for i, n in coded.items()]
        indicators, lost = sheet.indicators([scores.index(i) for i in unnamed], order)
        if lost:
            self.context.say("indicators_unplaced", count=lost)
        series = [self._criterion(i, n) for i, n in coded.items()]
        for place, (code, title) in indicators.items():
            i = scores[place]
            low, high = self.axis[i].scale or (np.nan, np.nan)
            series.append(self._of(i, Criterion(code, INDICATOR, title, low, high)))
        series += self._headless_total(series)
        series += self._only_ranked({s.criterion.code for s in series})
        series = unstaged(series, self.context) if self.down else series
        unread = [i for i in unnamed if scores.index(i) not in indicators]
        Unread(self.view, self.framework, self.axis, self.other, self._heading_cell, down=self.down).say(
            unread, {s.place: s.criterion.code for s in series if s.criterion.level != INDICATOR}
        )
        return sorted(series, key=lambda s: s.place)

    def _may_be_indicator(self, sheet: SheetOfIndex, name: Named) -> bool:
        """Tell whether a second series of a criterion's name may be an indicator that is called like it."""
        level = self.framework.criteria[name.code].level
        return bool(sheet.parent) or (sheet.leaf > 1 and level == sheet.leaf and name.how == "name")

    def _of_whole(self, track: Track, name: Named) -> Named:
        """Take a heading that names an index, a year, a stage, and nothing else, for that of the whole."""
        keys = [h for h in track.labels if h.plain or not _VARIABLE.fullmatch(h.text)]
        if name.code or not keys or not all(h.plain for h in keys):
            return name
        return whole(next((h for h in keys if weighing(h.words)), track.labels[-1]), self.framework)

    def _but_one_whole(self, names: dict[int, Named]) -> dict[int, Named]:
        """Where a row names the whole, another that names no more than a quantity is an indicator."""
        whole = [i for i, n in names.items() if n.code == "total"]
        index = self.framework.index
        named_whole = [i for i in whole if any(h.total or index in h.indices for h in self.axis[i].labels)]
        if self.down or not named_whole:
            return names
        return {i: NOBODY if i in whole and i not in named_whole else n for i, n in names.items()}

    def _only_ranked(self, codes: set[str]) -> list[Series]:
        """Return the criteria of which only ranks are printed: their scores are missing."""
        series: list[Series] = []
        for i, track in enumerate(self.axis):
            if track.quantity != "rank" or track.reason or not self._has_number(i):
                continue
            code = self._criterion_of(track) or "total"
            if code not in codes and code in self.framework.criteria:
                codes.add(code)
                name = Named(code, "name", self.framework.criteria[code].name_vi)
                series.append(self._criterion(i, name))
        return series

    def _headless_total(self, series: list[Series]) -> list[Series]:
        """Where nothing names a criterion and one row or column of numbers is all there is, it is the whole."""
        if series or self.down:
            return []
        if self.view.body.sides.get("names"):
            return []
        return [self._of(i, self._whole()) for i, t in enumerate(self.axis) if t.is_score]

    def _whole(self) -> Criterion:
        declared = self.framework.criteria["total"]
        return Criterion("total", 0, declared.name_vi, declared.min_score, declared.max_score)

    def _criterion(self, place: int, name: Named) -> Series:
        declared, track = self.framework.criteria[name.code], self.axis[place]
        self._check_heading(track, name)
        ends = (declared.min_score, declared.max_score) if declared.has_scale else track.scale
        low, high = ends or (np.nan, np.nan)
        if track.maximum is not None and not declared.has_scale:
            low, high = 0.0, track.maximum
        printed = printed_name(track.labels, name) or declared.name_vi
        return self._of(place, Criterion(name.code, declared.level, printed, low, high))

    def _of(self, place: int, criterion: Criterion) -> Series:
        track = self.axis[place]
        return Series(place, track, criterion.code, track.stage, criterion=criterion,
                      is_share=track.quantity == "share")  # fmt: skip

    def _check_heading(self, track: Track, name: Named) -> None:
        if (name.label, name.code) in self.context.once:
            return
        self.context.once.add((name.label, name.code))
        criterion, fw = self.framework.criteria[name.code], self.framework
        cell = self._heading_cell(track)
        if name.how == "alike":
            self.context.say("heading_alike", cell, printed=name.label, taken=criterion.name_vi,
                             taken_en=criterion.name_en, code=name.code)  # fmt: skip
        if name.how == "code" and misnamed(name.label, name.code, fw.index, fw.year):
            self.context.say("label_of_another_edition", cell, printed=name.label, code=name.code,
                             name=criterion.name_vi, name_en=criterion.name_en, year=fw.year)  # fmt: skip
        ends, scale = (criterion.min_score, criterion.max_score), track.scale
        if scale and criterion.has_scale and max(abs(scale[0] - ends[0]), abs(scale[1] - ends[1])) > 0.011:
            scales = self.view.body.side("scales")
            at = cell if self.down or scales is None else address(track.at, scales)
            self.context.say("scale_differs", at, code=name.code, low=scale[0], high=scale[1],
                             min=ends[0], max=ends[1])  # fmt: skip

    def _heading_cell(self, track: Track) -> str:
        if self.down:
            return self.view.body.heading_cell(track.at)
        at = self.view.body.side("names") or self.view.body.side("indices") or 0
        return address(track.at, at)

    def _has_number(self, place: int) -> bool:
        rows, at = self.view.body.sheet.rows, self.axis[place].at
        if self.down:
            return any(is_number(rows[t.at][at]) for t in self.view.rows)
        return any(is_number(rows[at][t.at]) for t in self.view.columns)

    # -- numbers -------------------------------------------------------------------------------------

    def _read(self, series: list[Series]) -> None:
        """Read the columns that hold scores, each cell on the scale of its criterion."""
        rows, columns = self.view.rows, self.view.columns
        if self.down:
            wanted = [u is not None for u in self.row_units] if any(self.row_units) else [True] * len(rows)
            for s in series:
                if s.track.quantity == "rank":
                    continue
                scale = scale_of(s.criterion)
                if s.track.reason:
                    continue
                self.matrix.read(s.place, [scale] * len(rows), wanted)
                self._checkscale_of(s, self.matrix.values[:, s.place], scale)
            return
        scales: list[Scale | None] = [None] * len(rows)
        for s in series:
            scales[s.place] = scale_of(s.criterion)
        scored = {s.place for s in series} | {i for i, t in enumerate(rows) if t.quantity in beside.NUMBERS}
        wanted = [i in scored and not t.reason for i, t in enumerate(rows)]
        for place, column in enumerate(columns):
            if column.is_score and not column.reason:
                self.matrix.read(place, scales, wanted)
        for s in series:
            if s.track.quantity == "rank":
                self.matrix.values[s.place, :], self.matrix.status[s.place, :] = np.nan, MISSING
            self._checkscale_of(s, self.matrix.values[s.place, :], scale_of(s.criterion))

    def _checkscale_of(self, series: Series, values: Vector, scale: Scale | None) -> None:
        """Blank a series that lies on another scale than its criterion's, and report it."""
        if scale is None or series.criterion.level == INDICATOR or series.track.reason:
            return
        known = values[~np.isnan(values)]
        if len(known) < _FEW:
            return
        low, high = scale
        is_share = high >= 50 and bool((np.abs(known) <= 1).all())
        if not is_share and not bool((known > high * 1.02).all()):
            return
        cell = self._heading_cell(series.track)
        self.context.say("column_off_scale", cell, printed=series.track.text[:60] or series.criterion.name[:60],
                         low=float(known.min()), high=float(known.max()), min=low, max=high)  # fmt: skip
        values[:] = np.nan
        series.track.reason = "column_off_scale"

    def _set_other_scales_aside(self, series: list[Series]) -> None:
        """Where points of 400 stand beside values of 0–1, those on the scale of the framework are taken."""
        for s in series:
            scale = scale_of(s.criterion)
            if scale is None or not self._prints_otherscale_of(s, scale):
                continue
            rivals = (o for o in series if o is not s and o.criterion.code == s.criterion.code
                      and (o.track.stage or "final") == (s.track.stage or "final"))  # fmt: skip
            if not all(self._prints_otherscale_of(o, scale) for o in rivals):
                s.track.reason = "other_scale"

    def _prints_otherscale_of(self, series: Series, scale: Scale) -> bool:
        maximum = series.track.maximum
        return maximum is not None and not np.isclose(maximum, scale[1])

    def _vector(self, series: Series) -> Vector:
        values = self.matrix.values
        return values[:, series.place] if self.down else values[series.place, :]

    # -- what stands beside the scores -----------------------------------------------------------------

    def _criterion_of(self, track: Track) -> str:
        """Return the criterion that the headings of a property name; blank where they name none."""
        return named(track.labels, self.framework).code or _of_rest(track, self.framework).code

    def _headless_rank(self, block: Block) -> None:
        """Take a column without heading for the rank where it counts the units by their total.

        Beside ranks, another column without heading whose words name nobody has the classes.
        """
        rows = self.view.rows
        total = next((i for i, c in enumerate(block.criteria) if c.code == "total"), -1)
        of_total = block.criterion == total
        value = dict(zip(block.line[of_total].tolist(), block.value[of_total].tolist(), strict=True))
        is_apart = self.view.body.is_apart
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
            elif not ranked and len(scored) > 2 and in_order == list(range(1, len(scored) + 1)):
                track.quantity = "rank"


def _of_rest(track: Track, framework: Framework) -> Named:
    """Return the criterion named by what is left of a property's heading: ``Sai số (Chỉ số nội dung 1)``."""
    for label in reversed(track.labels):
        rest = " ".join(re.sub(r"\b95\b", " ", label.left).split())
        if rest in heads(framework):
            return Named(heads(framework)[rest], "name", label.text)
        printed = re.fullmatch(r"(?:chi so noi dung|noi dung|dimension) (\d+)", rest)
        if printed and printed[1] in framework.criteria:
            return Named(printed[1], "code", label.text)
    return Named()
