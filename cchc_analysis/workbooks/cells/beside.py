"""What stands beside the scores: limits, errors, numbers of answers, ranks and classes find their scores."""

from __future__ import annotations

from functools import cached_property
from math import nan, sqrt

import numpy as np

from cchc_analysis.files.grid import address
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import DERIVED, SAME, SCORED
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import Unit
from cchc_analysis.vietnamese import clean, is_missing
from cchc_analysis.workbooks.cells.behind import ORDERS, CodeOf, scores_behind, whole_of
from cchc_analysis.workbooks.cells.block import STAGES, Block
from cchc_analysis.workbooks.cells.crossing import Side
from cchc_analysis.workbooks.cells.matrix import Matrix
from cchc_analysis.workbooks.cells.notes import is_derived, joined
from cchc_analysis.workbooks.headings.ranking import most_ranked

NUMBERS = ("low", "high", "standard_error", "variance", "n")
Cell = tuple[int, int]
PROPERTIES = (*NUMBERS, *ORDERS)
#: How much each stage counts: ranks and classes go with what counts most, and a survey is but a part.
_COUNTS = np.array([("survey", "self", "appraised", "appraised_2", "final").index(name) for name in STAGES])


class Beside:
    """Puts the properties of the scores of one block with them.

    Parameters
    ----------
    block : Block
    matrix : Matrix
        Of the view that the block was read from.
    rows, columns : Side
        What the rows and columns of the view say.
    unit : Unit or None
        Whose the numbers are that nobody stands beside.
    code_of : callable
        Gives the criterion that the headings of a property name; blank where they name none: then it is of
        the score that it stands behind, or the whole's, unless another of its kind is by name.
    """

    def __init__(
        self, block: Block, matrix: Matrix, rows: Side, columns: Side, unit: Unit | None, code_of: CodeOf
    ) -> None:
        self.block = block
        self.matrix = matrix
        self.units = rows.units, columns.units, [unit]
        self.code_of = code_of
        of_provinces = any(u.scope.startswith("tinh-") for u in block.units)
        self.most = most_ranked(len(block.units), of_provinces, block.year)
        codes = [c.code for c in block.criteria]
        self.whole = whole_of(codes)
        self.down, self.across = ({i: codes[k] for i, k in side.criteria.items()} for side in (rows, columns))
        self.scored = {codes[k] for k in self.block.criterion.tolist()}
        self.given: dict[tuple[str, int], tuple[float, Cell]] = {}
        self.reported: set[tuple[str, int, int]] = set()

    def put(self) -> None:
        """Put every property; of two numbers for one neither is put, and that is reported."""
        view = self.matrix.view
        beside = [(down, i, t) for down, tracks in ((True, view.columns), (False, view.rows))
                  for i, t in enumerate(tracks) if not t.reason and t.quantity in PROPERTIES]  # fmt: skip
        if not (beside or self.matrix.paired or any(t.quantity == "note" for t in view.columns)):
            return
        placed = {unit: i for i, unit in enumerate(self.block.units)}
        self.rows, self.columns, (self.of_sheet,) = (
            [placed.get(u, -1) if u else -1 for u in units] for units in self.units
        )
        self.of_whole = {t.quantity for _, _, t in beside if self.code_of(t) == "total"}
        behind = scores_behind(self.matrix, self.down, self.code_of, down=True)
        behind |= scores_behind(self.matrix, self.across, self.code_of, down=False)
        for down, place, track in beside:
            codes, along = (self.down, self.across) if down else (self.across, self.down)
            score = behind.get(track, place)
            code = along.get(score, "") if track in behind else self._code(track)
            for i, value in enumerate(self._values(place, track) if down else self._row(place, track)):
                cell, of = ((i, place), (i, score)) if down else ((place, i), (score, i))
                key = codes.get(i, "") if codes else code, self._unit(*cell)
                self._put(track, self._row_at(of, key), key, value, cell)
        self._put_paired()
        for place, track in ((i, t) for i, t in enumerate(view.columns) if t.quantity == "note"):
            self._note(place, track, self._code(track))

    def put_below(self, lines: list[int]) -> None:
        """Put ranks and classes that stand in rows below the criteria with the totals of the units across."""
        rows, names = self.matrix.sheet.rows, self.matrix.view.body.sides["names"][0]
        is_total = np.array([c.level == 0 for c in self.block.criteria])
        totals = np.flatnonzero(is_total[self.block.criterion]).tolist()
        for line in lines:
            label = heading(str(rows[line][names]))
            for row in totals if label.plain and label.quantity in ("rank", "group") else ():
                at = int(self.block.at[row])
                value = rows[line][at]
                if label.quantity == "group" and value.__class__ is str and value.strip():
                    self.block.group.setdefault(row, clean(value))
                elif any(map(str.isdigit, str(value))):
                    rank = self.matrix.rank(value, self.most, line, at)
                    self.block.put("rank", row, nan if rank is None else rank)
                    self.matrix.also_taken |= {} if rank is None else {(line, at): "rank"}

    def _note(self, place: int, track: Track, code: str) -> None:
        """Put notes with the scores of their rows that count most; with all that they say are derived."""
        for row, text in enumerate(self.matrix.cells(track)):
            key = self.down.get(row, "") if self.down else code, self._unit(row, place)
            if text.__class__ is not str or not clean(text) or key not in self.row_of:
                continue
            rows = self.rows_of[key] if is_derived(text) else []
            derived = [of for of in rows if self.block.status[of] == SCORED]
            self.block.status[derived] = DERIVED
            for of in {*derived, self.row_of[key]}:
                if clean(text) not in (noted := self.block.note.get(of, "")):
                    self.block.note[of] = joined(clean(text), noted)

    @cached_property
    def row_of(self) -> dict[tuple[str, int], int]:
        """The row of the block by code and unit, of its stages that which counts most."""
        counts = _COUNTS[self.block.stage].tolist()
        return {key: max(rows, key=counts.__getitem__) for key, rows in self.rows_of.items()}

    @cached_property
    def rows_of(self) -> dict[tuple[str, int], list[int]]:
        """The rows of the block by code and unit, one a stage."""
        codes = np.array([c.code for c in self.block.criteria], object)[self.block.criterion]
        rows: dict[tuple[str, int], list[int]] = {}
        for row, key in enumerate(zip(codes.tolist(), self.block.unit.tolist(), strict=True)):
            rows.setdefault(key, []).append(row)
        return rows

    def _put_paired(self) -> None:
        """Put the ranks printed in the cells of scores: with those, or where a copy was taken, with that."""
        view = self.matrix.view
        for (row, place), printed in self.matrix.paired.items():
            track = view.columns[place]
            code = self.down.get(row, "") or self.across.get(place, "") or self._code(track)
            of = self._row_at((row, place), (code, self._unit(row, place)))
            at = view.rows[row].at, track.at
            rank = None if of is None else self.matrix.rank(printed, self.most, *at)
            if of is not None and rank is not None:
                self._put_number("rank", of, rank, (row, place))
                self.matrix.also_taken |= {} if at in self.of_cell else {at: "rank"}

    @cached_property
    def of_cell(self) -> dict[Cell, int]:
        """The row of the block by the place of its score on the sheet."""
        places = zip(self.block.line.tolist(), self.block.at.tolist(), strict=True)
        return {place: row for row, place in enumerate(places)}

    def _row_at(self, cell: Cell, key: tuple[str, int]) -> int | None:
        """Return the row of the block read from a cell, else that of a key that counts most."""
        view = self.matrix.view
        return self.of_cell.get((view.rows[cell[0]].at, view.columns[cell[1]].at), self.row_of.get(key))

    def _unit(self, row: int, column: int) -> int:
        """Return whose a number is, by the place of its unit in the block; -1 where nobody is named."""
        unit = self.rows[row] if self.rows[row] >= 0 else self.columns[column]
        return unit if unit >= 0 else self.of_sheet

    def _code(self, track: Track) -> str:
        return self.code_of(track) or ("" if track.quantity in self.of_whole else self.whole)

    def _values(self, place: int, track: Track) -> list[object]:
        if track.quantity == "group":
            return self._classes(place, track)
        wanted = [r in self.down if self.down else self._unit(r, place) >= 0 for r in range(len(self.rows))]
        if track.quantity == "rank":
            ranks = self.matrix.ranks(place, self.most, wanted)
            in_words = not any(any(map(str.isdigit, str(v))) for v in self.matrix.cells(track))
            if not (in_words and np.isnan(ranks).all()):
                return ranks.tolist()
            track.quantity = "group"  # *Xếp hạng* over *Tốt*, *Khá*
            return self._classes(place, track)
        self.matrix.read(place, wanted=wanted)
        return self.matrix.values[:, place].tolist()

    def _classes(self, place: int, track: Track) -> list[object]:
        """Return the classes of a column; a merged cell counts for all the lines that it spans."""
        cells, lines = self.matrix.cells(track), self.matrix.lines
        if any(is_number(v) for v in cells):
            track.quantity = "rank"
        sheet = self.matrix.sheet
        for (top, left), (bottom, right) in sheet.merged:
            if left <= track.at <= right and bottom > top:
                value = sheet.rows[top][left]
                cells = [value if top <= line <= bottom else v for line, v in zip(lines, cells, strict=True)]
        return [v if v.__class__ is str and not is_missing(v) else "" for v in cells]

    def _row(self, place: int, track: Track) -> list[object]:
        if track.quantity != "rank":
            return self.matrix.values[place, :].tolist()
        wanted = [t.is_score and not t.reason for t in self.matrix.view.columns]
        return self.matrix.ranks(place, self.most, wanted, across=True).tolist()

    def _put(self, track: Track, row: int | None, key: tuple[str, int], value: object, cell: Cell) -> None:
        if value == "" or value != value:
            return
        if row is None:
            if self.matrix.taken[cell]:
                self.matrix.taken[cell] = False
                self._leave_out(cell, "no_unit")
            is_of_nothing = track.quantity in ORDERS and key[1] >= 0 and key[0] not in {"", *self.scored}
            track.reason = "heading_unknown" if is_of_nothing else track.reason
            return
        if value.__class__ is str:
            self.block.group.setdefault(row, clean(str(value)))
            return
        number, is_square = float(value), track.quantity == "variance"  # type: ignore[arg-type]
        of = "standard_error" if is_square else track.quantity
        self._put_number(of, row, sqrt(number) if is_square else number, cell)

    def _put_number(self, quantity: str, row: int, number: float, cell: Cell) -> None:
        given = self.given.setdefault((quantity, row), (number, cell))
        if abs(given[0] - number) > SAME:
            self._contradict(quantity, row, given[1], cell)
        elif given[1] == cell:
            self.block.put(quantity, row, number)
            self.matrix.taken[cell] = True
        else:
            self._leave_out(cell, "unit_twice" if self._names_twice(given[1], cell) else "copy")

    def _names_twice(self, first: Cell, again: Cell) -> bool:
        return first[0] != again[0] and self.rows[again[0]] >= 0

    def _contradict(self, quantity: str, row: int, first: Cell, again: Cell) -> None:
        """Take neither of two numbers of one property; say so once of its rows or columns."""
        self.block.put(quantity, row, nan)
        rule = "unit_twice_differs" if self._names_twice(first, again) else "two_claims"
        first_cell, cell = (address(*self._leave_out(cell, rule)) for cell in (first, again))
        line = (quantity, first[not self.down], again[not self.down])
        if rule == "unit_twice_differs":
            unit = self.block.units[int(self.block.unit[row])].unit
            self.matrix.view.context.say(rule, cell, unit=unit, first=first_cell)
        elif line not in self.reported:
            self.reported.add(line)
            printed = self.block.criteria[int(self.block.criterion[row])].name[:80]
            self.matrix.view.context.say(rule, first_cell, cells=f"{first_cell}, {cell}", printed=printed)

    def _leave_out(self, cell: tuple[int, int], reason: str) -> Cell:
        """Note for the account why a number is not taken, and return its place on the sheet."""
        view = self.matrix.view
        place = view.rows[cell[0]].at, view.columns[cell[1]].at
        self.matrix.left_out[place] = reason
        return place
