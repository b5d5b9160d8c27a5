"""The most that points can be, as a sheet prints it: in columns or in a row, in headings, titles and cells.

Đơn vị      | Điểm tối đa | Điểm đạt        Đơn vị      | Điểm đạt        Lĩnh vực | Điểm tối đa | Lào Cai
Sở Nội vụ   | 95          | 90              Điểm tối đa | 80              Thể chế  | 10          | 9,1
Sở Y tế     | 92          | 88              Sở Y tế     | 76
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from math import inf, nan

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.tables.numbers import SAME, are_alike, denominators, numbers
from cchc_analysis.tables.tracks import Track
from cchc_analysis.tables.vocabulary import value_of
from cchc_analysis.units import Unit
from cchc_analysis.vietnamese import key
from cchc_analysis.workbooks.cells.axis import Axis
from cchc_analysis.workbooks.cells.block import PER_CENT, Block, scale_of
from cchc_analysis.workbooks.cells.claims import Series, contradict
from cchc_analysis.workbooks.cells.matrix import Scale

#: The scale of all points, in a title: ``(Thang điểm 10)``.
_OF_TITLE = re.compile(r"\bthang(?: điểm)?\s*:?\s*(?:là\s*)?(\d{1,4})(?![\d.,])", re.I)


def _are_of(maxima: Track, series: Series) -> bool:
    """Tell whether maxima are of the year and stage of scores; a stage may print its own in its heading."""
    is_part = series.stage not in ("", "final")
    prints_own = bool(series.code) and series.track.maximum is not None
    stages = [series.stage] if is_part and prints_own else ["", "final", series.stage]
    return maxima.stage in stages and maxima.year in (None, series.track.year)


class Maxima:
    """The maxima of rows or columns of scores.

    Those of the nearest column of maxima of their unit (or its level), criterion, stage and year, else what a
    row of maxima has for them, or what their heading, their cells (``9/10``) or a title print.

    Parameters
    ----------
    axis : Axis
        In its matrix the columns of maxima are read.
    series : sequence of Series
        Those whose scale no framework declares.
    units : sequence of Unit or None
        Of the columns.
    code_of : callable
        Gives the criterion that the heading of a column of maxima names.
    wanted : sequence of bool, optional
        The rows of units, where rows are.

    Attributes
    ----------
    of_column : dict of int to array of float
        By the place of a column of maxima, or of scores whose cells print their own.
    """

    def __init__(
        self,
        axis: Axis,
        series: Sequence[Series],
        units: Sequence[Unit | None],
        code_of: Callable[[Track], str],
        wanted: Sequence[bool] | bool = True,
    ) -> None:
        self.axis, self.matrix, self._wanted, self._series = axis, axis.matrix, wanted, series
        self.of_column: dict[int, Vector] = {}
        self._nearest: dict[int, int] = {}
        self._alone: dict[int, Vector] = {}
        self._cells: dict[int, list[tuple[int, int]]] = {}
        self._columns = dict(self._maxima_among(axis.view.columns))
        distances: dict[tuple[int, int], tuple[bool, bool, int]] = {}
        for place, track in self._columns.items() if axis.down and series else ():
            code, unit = code_of(track), units[place]
            same = [s for s in series if unit in (None, s.unit) and code == s.code and _are_of(track, s)]
            if same and self._read(place, track, same):
                level = value_of("level", key(track.text)) or "none"
                for s in same:
                    is_other = s.unit is None or not s.unit.scope.startswith(level)
                    stage = [s.stage, "", "final"].index(track.stage)
                    distances[place, s.place] = is_other, unit is None, stage
        self._choose(distances)
        for place in self._columns if series and not axis.down else ():
            self.matrix.read(place)  # what is no number is reported
        for s in [s for s in series if s.place not in self._nearest]:
            self._take_alone(s)
        own = {s.unit: s.place for s in reversed(series) if self._nearest.get(s.place) == s.place}
        for s in series:
            if s.unit in own:
                self._nearest.setdefault(s.place, own[s.unit])

    def _maxima_among(self, tracks: Sequence[Track]) -> Iterator[tuple[int, Track]]:
        return ((i, t) for i, t in enumerate(tracks) if t.quantity == "maximum" and not t.reason)

    def _read(self, place: int, track: Track, series: Sequence[Series]) -> bool:
        """Read a column of maxima; results beside bonuses exceed one without those, which is not taken."""
        self.matrix.read(place, wanted=self._wanted)
        values = np.where(self._wanted, self.matrix.values[:, place], nan)
        of_units = bool(series[0].code)
        if of_units:
            self._spread(values, track)
        if of_units and np.isnan(values).all():
            return False
        is_adjusted = of_units and any(t.quantity in ("bonus", "deduction") for t in self.axis.tracks)
        scores = [self.matrix.peeked(s.track) for s in series if is_adjusted and s.track.is_score]
        if any((points > values + SAME).any() for points in scores):
            track.reason = "maxima_exceeded"
            self.axis.say(track.reason, track)
            return False
        self.of_column[place] = values
        self.matrix.taken[:, place] |= ~np.isnan(values)
        return True

    def _spread(self, values: Vector, track: Track) -> None:
        """Give the maximum in a merged cell to all units that it spans."""
        lines = np.array(self.matrix.lines)
        for (top, left), (bottom, _) in self.matrix.sheet.merged:
            if left == track.at and (spanned := (lines >= top) & (lines <= bottom)).any():
                values[spanned] = np.fmax.reduce(values[spanned])

    def _choose(self, distances: dict[tuple[int, int], tuple[bool, bool, int]]) -> None:
        """Choose for each series the nearest column of maxima; one as near that is of no series must agree."""
        for of in {of: None for _, of in distances}:
            near = [i for i, series in distances if series == of]
            self._nearest[of] = min(near, key=lambda i: (distances[i, of], i > of, abs(i - of)))
        for (place, of), distance in distances.items():
            nearest = self._nearest.get(of, place)
            if place not in self._nearest.values() and distance == distances[nearest, of]:
                self._compare(nearest, place)

    def _compare(self, place: int, other: int) -> None:
        """Take neither of two columns of the maxima of the same scores where they differ."""
        if are_alike(self.of_column[place], self.of_column[other], SAME):
            return
        contradict([self._columns[i] for i in (place, other)], self.axis)
        self.matrix.taken[:, [place, other]] = False
        self._nearest = {of: i for of, i in self._nearest.items() if i != place}

    def _take_alone(self, series: Series) -> None:
        """Take the one maximum of a series of one criterion, or those that its cells or most names print."""
        if series.code:
            most = self._alone[series.place] = self.printed(series)
            most[np.isnan(most)] = PER_CENT if series.track.percent else nan
            return
        wholes, in_names = self._wholes(series), np.array([t.maximum or nan for t in self.axis.across])
        if np.isnan(wholes).all() and not self._columns and np.isnan(in_names).sum() * 2 < len(in_names):
            wholes = in_names  # ``Thể chế (tối đa 8)``
        if not np.isnan(wholes).all():
            self._nearest[series.place], self.of_column[series.place] = series.place, wholes

    def printed(self, series: Series) -> Vector:
        """Return what a row across, the heading, the cells or a title print as maxima of one criterion.

        ``Chỉ đạo (%)`` holds shares of its points, whatever their maximum.
        """
        is_share = series.track.percent and self.axis.down
        shares = np.where(self._wanted, self.matrix.peeked(series.track), nan) if is_share else ()
        most = self._nearest_across(series, np.fmax.reduce(shares, initial=-inf))
        if np.isnan(most).all():
            known = set((wholes := self._wholes(series))[~np.isnan(wholes)].tolist())
            most[:] = series.track.maximum or (known.pop() if len(known) == 1 else self._titled(series))
        return most

    def _wholes(self, series: Series) -> Vector:
        return np.array(denominators(self.matrix.cells(series.track) if self.axis.down else ()))

    def _nearest_across(self, series: Series, least: float) -> Vector:
        """Return what rows of maxima across a series have for it, no less than *least*, above or below."""
        across = self.axis.across
        most, tops = np.full(len(across), nan), [i for i, _ in self._maxima_among(across)]
        if not tops:
            return most
        places = [(i, series.place) if self.axis.down else (series.place, i) for i in range(len(across))]
        values = np.array(numbers(self._held(series, places), None, self.matrix.sheet.decimal).values)
        tops = [i for i in tops if values[i] >= least]
        self._cells[series.place] = [places[i] for i in tops]
        are_below = bool(tops) and not np.isnan(values[: tops[0]]).all()
        for i in reversed(tops) if are_below else tops:
            most[np.isnan(most)] = values[i]
            most[slice(i) if are_below else slice(i, None)] = values[i]
        return most

    def _held(self, series: Series, places: list[tuple[int, int]]) -> list[object]:
        """Return what cells hold, or what those do that are merged over them from another stage of a series."""
        sheet, same = self.matrix.sheet, {s.track.at for s in self._series if s.whole == series.whole}
        merged = [area for area in sheet.merged if area[0][1] in same]
        held = []
        for line, at in ((self.matrix.lines[r], self.axis.view.columns[c].at) for r, c in places):
            lefts = (left for (top, left), (bottom, right) in merged
                     if top <= line <= bottom and left < at <= right and at in same)  # fmt: skip
            held.append(sheet.rows[line][next(lefts, at)])
        return held

    def _titled(self, series: Series) -> float:
        """Return what a title prints in place of a declared scale; NaN where none does, or several do."""
        is_whole = series.code == "total" and scale_of(series.criterion) is not None
        texts = self.axis.view.context.lines_above if is_whole else ()
        printed = {float(match[1]) for text in texts if (match := _OF_TITLE.search(text))}
        return printed.pop() if len(printed) == 1 else nan

    def column(self, series: Series) -> int | None:
        """Return the column of the maxima of a series, None where none is printed."""
        return self._nearest.get(series.place)

    def of(self, series: Series) -> Vector:
        """Return the maxima along a series, NaN where none is printed."""
        if series.place in self._nearest:
            return self.of_column[self._nearest[series.place]]
        if series.place not in self._alone:
            self._alone[series.place] = np.full(len(self.axis.across), nan)
        return self._alone[series.place]

    def scales(self, series: Series) -> list[Scale | None]:
        """Return the scale of each number of a series; a penalty's ends at 0."""
        otherwise = scale_of(series.criterion)
        return [(min(0.0, m), max(0.0, m)) if m == m else otherwise for m in self.of(series).tolist()]

    def put(self, block: Block, series: Sequence[Series]) -> None:
        """Put the maxima with the scores; a stage that prints none has those of others that agree."""
        for cell in (cell for s in series for cell in self._cells.get(s.place, ())):
            self.matrix.taken[cell] = True
        along, printed = series if self.axis.down else (), dict[tuple[str, str], list[Vector]]()
        for s in along:
            printed.setdefault(s.whole, []).extend([] if np.isnan(self.of(s)).all() else [self.of(s)])
        if not any(printed.values()) and block.framework is not None:
            return  # its declared scales hold
        row_of, tops = {line: row for row, line in enumerate(self.matrix.lines)}, np.full(len(block), nan)
        rows = np.array([row_of[line] for line in block.line.tolist()])
        for s in along:
            own, others = self.of(s), printed[s.whole]
            # Stages with maxima of their own (65 + 35) tell nothing of one that prints none.
            are_one = all(np.array_equal(others[0], top, equal_nan=True) for top in others)
            is_whole = block.framework is None or s.stage in ("", "final")  # else it is on another scale
            if others and are_one and is_whole and np.isnan(own).all():
                own = others[0]
            of_series = block.at == s.track.at
            tops[of_series] = own[rows[of_series]]
        if block.framework is None:
            block.set_tops(tops)
        else:
            block.high_end = np.where(np.isnan(tops), block.high_end, tops)
