"""The cells of a view as numbers: rows × columns, each on the scale of its criterion."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import Sheet, address
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import (
    MISSING,
    SCORED,
    Numbers,
    common_denominator,
    most_of,
    numbers,
    points_of_share,
    rank_of,
    ranks_in_words,
)
from cchc_analysis.tables.pairs import halves, score_and_rank
from cchc_analysis.tables.tracks import Track
from cchc_analysis.vietnamese import clean, is_missing
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.footnotes import Footnotes, says_missing
from cchc_analysis.workbooks.headings.views import View

Scale = tuple[float, float]
#: The dash of a list, or a minus with a space behind it.
_DASHED = re.compile(r"\s*[-\u2212]\s+\d")


class Matrix:
    """The numbers of the rows and columns of a view.

    Parameters
    ----------
    view : View

    Attributes
    ----------
    unscaled : (float, float)
        The scale of what has none of its own: a cell of it that is shown as 81,5 % is 81.5 on 0–100.
    values : array of float, shape (rows, columns)
        NaN where there is none.
    status : array of int, the same shape
    taken : array of bool, the same shape
        The cells whose numbers went into a block: the account's.
    also_taken : dict of (row, column) to str
        Cells outside the rows of the view that were taken, with their quantity: subtotals, a row of ranks.
    left_out : dict of (row, column) to str
        Cells that were read and not kept, with the reason.
    paired : dict of (row, column) to str
        Ranks printed in the cells of scores, by their places among the rows and columns.
    """

    unscaled: Scale = (0.0, 100.0)

    def __init__(self, view: View) -> None:
        self.view = view
        self.sheet: Sheet = view.body.sheet
        self.context: Context = view.context
        self.lines = [t.at for t in view.rows]
        self._rows = [self.sheet.rows[line] for line in self.lines]
        shape = (len(view.rows), len(view.columns))
        self.values = np.full(shape, np.nan)
        self.status = np.full(shape, MISSING, "int8")
        self.taken = np.zeros(shape, bool)
        self.also_taken: dict[tuple[int, int], str] = {}
        self.left_out: dict[tuple[int, int], str] = {}
        self.paired: dict[tuple[int, int], str] = {}
        self._footnotes = Footnotes(view.body)
        self._holds_pairs = any(t.pairs for t in (*view.rows, *view.columns))

    def read_columns(self) -> set[int]:
        """Return the columns of which a number was taken, or left out for a reason."""
        taken = (self.view.columns[place].at for place in np.flatnonzero(self.taken.any(axis=0)))
        return {*taken, *(at for _, at in (*self.left_out, *self.also_taken))}

    def cells(self, column: Track) -> list[object]:
        """Return the cells of a column in the rows of the view, raw but for words before a maximum."""
        at = column.at
        cells = [row[at] for row in self._rows]
        return most_of(cells) if column.quantity == "maximum" else cells

    def peeked(self, column: Track) -> Vector:
        """Return the numbers of a column as they stand there, to tell what the column is; nothing is taken."""
        return np.asarray(numbers(self.cells(column), None, self.sheet.decimal).values, float)

    def read(
        self, place: int, scales: Sequence[Scale | None] | None = None, wanted: Sequence[bool] | bool = True
    ) -> None:
        """Read a column of numbers; report what is no number.

        Parameters
        ----------
        place : int
            Of the column in the view.
        scales : sequence of (float, float) or None, optional
            One for each row; unless given, that of which all cells say that they are: ``9/10``.
        wanted : bool or sequence of bool
            The rows whose texts matter: those of a unit, or a criterion.
        """
        wanted = [wanted] * len(self.lines) if isinstance(wanted, bool) else wanted
        column = self.view.columns[place]
        cells = self.cells(column)
        if set(map(type, cells)) == {float}:
            self.values[:, place], self.status[:, place] = cells, SCORED
            self._percentages(place, scales or [None] * len(cells), set())
            return
        if scales is None:
            most = common_denominator(cells)
            column.maximum = column.maximum if most is None else most
            scales = [None if most is None else (0.0, most)] * len(cells)
        printed, cells = cells, self._scores_of_pairs(place, [*cells])
        scale = next((s for s in scales if s is not None), None) if len(set(scales)) == 1 else None
        read = numbers(cells, scale, self.sheet.decimal)
        if scale is None:
            self._read_again(cells, scales, read)
        if read.typed and min(read.values[row] for row in read.typed) < 0:
            self._drop_dashes(column, read, scales)
        self._explain(column, cells, read, wanted)
        self._report(column, printed, read, wanted)
        self.values[:, place], self.status[:, place] = read.values, read.status
        self._percentages(place, scales, read.percent)

    def _scores_of_pairs(self, place: int, cells: list[object]) -> list[object]:
        """Return cells without the ranks printed in them, which are kept."""
        of_column = self.view.columns[place].pairs
        for row, track in enumerate(self.view.rows) if self._holds_pairs else ():
            order = track.pairs or of_column
            pair = halves(clean(str(cells[row]))) if order and cells[row].__class__ is str else None
            if pair is not None:
                cells[row], self.paired[row, place] = score_and_rank(pair, order)
        return cells

    def _read_again(self, cells: list[object], scales: Sequence[Scale | None], read: Numbers) -> None:
        """Read texts anew that only their own criterion's scale can tell: ``9/10``, ``1.234``."""
        for row in list(read.unread):
            again = numbers([cells[row]], scales[row], self.sheet.decimal)
            if again.status[0] == 0:
                read.values[row], read.status[row] = again.values[0], 0
                read.unread.remove(row)
                read.typed.append(row)

    def _drop_dashes(self, column: Track, read: Numbers, scales: Sequence[Scale | None]) -> None:
        """Take ``- 8,75`` for 8,75 where a dash stands before every score: points are not all below 0."""
        scored = [t for t in self.view.columns if t.is_score and not t.reason and t.labels]
        listed = [v for t in scored for v in self.cells(t) if is_number(v)]
        has_scale = any(s is not None and s[0] >= 0 for s in scales)
        if not has_scale or not all(v.__class__ is str and _DASHED.match(v) for v in listed):
            return
        for row in read.typed:
            read.values[row] = abs(read.values[row])
        first = address(self.lines[read.typed[0]], column.at)
        self.context.say(
            "dashes_dropped", first, printed=self.cells(column)[read.typed[0]], count=len(read.typed)
        )

    def _explain(self, column: Track, cells: Sequence[object], read: Numbers, wanted: Sequence[bool]) -> None:
        """Note the footnotes of numbers; a 0 of which one says that nothing was scored is missing."""
        for row in [row for row in read.typed if wanted[row]]:
            note = self._footnotes.of(cells[row])
            if not note:
                continue
            cell = self.lines[row], column.at
            is_missing = read.values[row] == 0 and says_missing(note)
            if is_missing:
                read.values[row], read.status[row] = np.nan, MISSING
                read.typed.remove(row)
                self.left_out[cell] = "footnote_missing"
            self.context.footnoted.setdefault((note, is_missing), []).append(cell)

    def _report(self, column: Track, cells: Sequence[object], read: Numbers, wanted: Sequence[bool]) -> None:
        for row in read.unread:
            if wanted[row]:
                track = self.view.rows[row]
                who = track.unit or track.text or column.unit
                self.left_out[self.lines[row], column.at] = "not_a_number"
                self.context.say("not_a_number", address(self.lines[row], column.at),
                                 printed=clean(str(cells[row]))[:60], unit=who[:60])  # fmt: skip
        for row in read.typed if self.sheet.typed else ():
            if wanted[row]:
                self.context.typed[self.lines[row], column.at] = clean(str(cells[row]))

    def _percentages(self, place: int, scales: Sequence[Scale | None], typed: set[int]) -> None:
        """Put what is shown as a percentage into the points of its scale; what has none is reported."""
        at = self.view.columns[place].at
        marked = self.sheet.marks.percent
        if not (marked or typed) or all(points_of_share(s or self.unscaled) == 1 for s in set(scales)):
            return  # nothing is shown so, or what is stored is what counts
        shown = [row for row, line in enumerate(self.lines) if (line, at) in marked or row in typed]
        for scale in dict.fromkeys(scales[row] for row in shown):
            rows = np.array([row for row in shown if scales[row] == scale])
            rows = rows[~np.isnan(self.values[rows, place])]
            factor = points_of_share(scale or self.unscaled)
            if factor is not None:
                if factor != 1:
                    self.values[rows, place] = np.round(factor * self.values[rows, place], 10)
                continue
            for row in rows:
                share, most = float(100 * self.values[row, place]), float(scale[1] if scale else 0)
                self.context.say("percent_off_scale", address(self.lines[row], at), value=share, max=most)
            self.values[rows, place], self.status[rows, place] = np.nan, MISSING

    def ranks(self, place: int, most: int, wanted: Sequence[bool], *, across: bool = False) -> Vector:
        """Read a column (a row *across*) of ranks: whole numbers from 1 to *most*; all else is missing.

        What is no rank is reported, where it holds a digit.
        """
        if across:
            places = [(self.lines[place], t.at) for t in self.view.columns]
        else:
            places = [(line, self.view.columns[place].at) for line in self.lines]
        ranks = np.full(len(places), np.nan)
        taken = self.taken[place, :] if across else self.taken[:, place]
        values = [self.sheet.rows[line][at] for line, at in places]
        wordy = [v.__class__ is str and not any(map(str.isdigit, v)) for v in values]
        words = [clean(v) for v, w, is_word in zip(values, wanted, wordy, strict=True)
                 if w and is_word and not is_missing(v)]  # fmt: skip
        in_words = ranks_in_words(words)
        for i, (line, at) in enumerate(places):
            value = values[i]
            if wordy[i] and rank_of(value, most) is None:
                value = in_words.get(clean(value), "")
            if not wanted[i] or value == "":
                continue
            rank = self.rank(value, most, line, at)
            if rank is not None:
                ranks[i], taken[i] = rank, True
        return ranks

    def rank(self, value: object, most: int, line: int, at: int) -> int | None:
        """Return the rank that a cell prints; what cannot be one is reported."""
        rank = rank_of(value, most)
        if rank is None:
            printed = clean(f"{value:g}" if isinstance(value, float) else str(value))[:40]
            self.context.say("rank_impossible", address(line, at), printed=printed, most=most)
        return rank
