"""Sheets that declare their own criteria: from a view to blocks of scores.

    TT  | Tiêu chí                    | Điểm tối đa | Tự chấm | Thẩm định | Ghi chú
    I   | Công tác chỉ đạo, điều hành | 10          | 9,5     | 8,5       |

Units, years and stages may stand across, in any nesting.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from math import nan

import numpy as np

from cchc_analysis import frameworks
from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import SAME
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.block import PER_CENT, STAGE, Block, Criterion
from cchc_analysis.workbooks.cells.claims import Series, settle, unstaged
from cchc_analysis.workbooks.cells.crossing import Side
from cchc_analysis.workbooks.cells.maxima import Maxima
from cchc_analysis.workbooks.cells.notes import joined, notes_of
from cchc_analysis.workbooks.cells.surveys import Answers
from cchc_analysis.workbooks.cells.worded import Moved, take_subtotals, take_worded_totals
from cchc_analysis.workbooks.headings.criteria import codes_by_name
from cchc_analysis.workbooks.headings.partial import titled
from cchc_analysis.workbooks.headings.placing import Placing
from cchc_analysis.workbooks.headings.views import View
from cchc_analysis.workbooks.kinds.reader import Reader
from cchc_analysis.workbooks.outline.rows import Rows

#: Rows of these quantities hold points; others say what they hold, and that it is none.
_NAMED = ("", "score", "bonus", "deduction")
#: The sheets of all communes list the same criteria: each is kept once.
_criterion = lru_cache(maxsize=16384)(Criterion)


def _are_maxima(points: Vector, others: Sequence[Vector]) -> bool:
    """Tell whether points are never below others, not those once more, and no sum of some of them.

    Examples
    --------
    >>> stages = np.array([4.0, 2]), np.array([3.0, 2])
    >>> [_are_maxima(np.array(points), stages) for points in ([5.0, 2], [4.0, 2], [7.0, 4], [3.5, 9])]
    [True, False, False, False]
    """
    sums = (np.sum(some, axis=0) for n in range(1, len(others) + 1) for some in combinations(others, n))
    below = any((points < other - SAME).any() for other in others)
    return not below and not any((np.abs(s - points)[~np.isnan(s - points)] <= SAME).all() for s in sums)


class Scoring(Reader):
    """Reads one view whose rows are criteria of its own."""

    def __init__(self, view: View, unit: Unit | None, placing: Placing) -> None:
        columns = view.columns
        scores = [t.at for t in columns if t.is_score or t.quantity == "satisfied"]
        points = [t.at for t in columns if t.at in scores or t.quantity == "maximum"]
        are_measured = not view.body.sides.keys().isdisjoint(("quantities", "stages"))  # what each row holds
        lines = [t.at for t in view.rows if t.is_score or not are_measured]
        index = view.index if view.listed is not None else ""  # a ward's criterion may be called so
        rows = Rows(view.body, lines, scores, points, view.context.path, index)
        self.view, self.listed = view, rows.criteria()
        self.named = self._codes_of_names()
        below = self._set_rows_aside()
        super().__init__(view, unit, placing)
        self.below, self.moved = below, Moved()
        self.column_units = placing.place(columns, down=False)

    def series(self) -> list[Series]:
        """Return the columns of points, by unit and stage."""
        self._name_points()
        scored = self._scored()
        self.maxima = Maxima(self.axis, scored, self.column_units, self.code_of)
        for s in scored:
            self.matrix.read(s.place, self.maxima.scales(s))
        self.moved = take_subtotals(self.listed, scored, self.maxima)
        self.moved |= take_worded_totals(self.listed, scored, self.maxima)
        self.taken = sorted(settle(scored, self.axis), key=lambda s: STAGE[s.stage])
        return self.taken

    def across(self) -> Side:
        """Return the rows: the criteria of the sheet."""
        pairs = zip(self.listed.nodes, self.listed.names, strict=True)
        self.criteria = [_criterion(node.code, node.level, name) for node, name in pairs]
        return Side([*range(len(self.criteria))], self.row_units, {i: i for i in range(len(self.criteria))})

    def amend(self, block: Block, series: list[Series]) -> None:
        """Put the cells that points were taken from, the tree of the criteria, and what is said beside them."""
        for (place, column), cell in self.moved.items():
            rows_moved = (block.criterion == place) & (block.at == column)
            block.line[rows_moved], block.at[rows_moved] = cell
        block.parents, block.unfinished = self.listed.parents, self.listed.unfinished(self.view.body.goes_on)
        notes = notes_of(self.matrix)
        beside = ((row, notes[k]) for row, k in enumerate(block.criterion.tolist()) if k in notes)
        block.note |= {row: joined(note, block.note.get(row, "")) for row, note in beside}
        self._report()

    def cell_of(self, block: Block, row: int, place: int, column: str) -> str:
        """Return the cell in the row of the criterion."""
        unit, at = block.units[int(block.unit[row])], self.listed.code_at
        if column == "maximum":
            of_unit = (self.maxima.column(s) for s in reversed(self.taken) if s.unit == unit)
            at = self.view.columns[next((i for i in of_unit if i is not None), 0)].at
        return address(self.listed.lines[place], at)

    # -- rows and columns ------------------------------------------------------------------------------

    def _codes_of_names(self) -> list[str]:
        """Let criteria without codes have those of the framework that knows all names at the top."""
        nodes, names = self.listed.nodes, self.listed.names
        tops = [heading(name) for node, name in zip(nodes, names, strict=True) if node.level == 1]
        codes = codes_by_name(tops, frameworks.editions(self.view.index)[-1]) if self.listed.generated else []
        return self.listed.recode(codes)

    def _set_rows_aside(self) -> list[int]:
        """Keep the rows of criteria; the others, which are returned, are named in the account."""
        kept = {line: place for place, line in enumerate(self.listed.lines)}
        summed = [n for n in self.listed.subtotals if self.listed.has_total or n > min(kept, default=-1)]
        summed += self.listed.part_sums if self.listed.has_total else ()
        by_line = {t.at: t for t in self.view.rows}
        for line, track in by_line.items():
            if line not in kept and not track.reason:
                track.reason = "subtotal" if line in summed else "no_criterion"
                self._say_left_out(track)
        self.view.rows = [by_line[n.line] for n in self.listed.nodes if n.line in by_line]
        for track in self.view.rows:
            track.quantity = ""  # a criterion may be called like a property: *Xếp loại cán bộ*
        return [line for line in by_line if line not in kept]

    def _say_left_out(self, track: Track) -> None:
        """Report a row whose numbers belong to no criterion, be it that no name stands before them.

        A total holds bonuses and penalties.
        """
        row, quantity = self.view.body.sheet.rows[track.at], heading(track.text).quantity
        at = [c.at for c in self.view.columns if c.is_score and not c.reason and is_number(row[c.at])]
        if track.reason == "no_criterion" and self.listed.has_total and quantity in ("bonus", "deduction"):
            track.reason = quantity
        if track.reason == "no_criterion" and at and quantity in _NAMED:
            rule = "row_left_out" if track.labels else "row_without_name"
            self.view.context.say(rule, address(track.at, at[0]), printed=track.text[:80])

    def _name_points(self) -> None:
        """Take a lone column of points before the stages, without maxima, for that of the maxima.

        ``Điểm`` is one; ``Tổng điểm`` is where its numbers are never below the others', nor their sums.
        """
        scores = [t for t in self.view.columns if t.is_score and not t.reason]
        plain = [t for t in scores if not t.unit and t.labels and all(h.plain for h in t.labels)
                 and (t.total or (not t.stage and t.labels[-1].quantity == "score"))]  # fmt: skip
        staged = [t for t in scores if t not in plain and (t.stage or t.unit)]
        has_maxima = any(t.quantity == "maximum" for t in self.view.columns)
        if has_maxima or len(plain) != 1 or not staged or plain[0].at > staged[0].at:
            return
        points, *others = (self.matrix.peeked(t) for t in (*plain, *staged))
        if not plain[0].total or _are_maxima(points, others):
            plain[0].quantity, plain[0].stage, plain[0].total = "maximum", "", False
            self.view.say("points_are_maxima", plain[0])

    def _scored(self) -> list[Series]:
        scored = []
        # ``Tổng số điểm tự chấm``: the row of the total tells it where nothing else does.
        otherwise = (heading(self.listed.names[0]).stage if self.listed.has_total else "") or "final"
        for place, (track, unit) in enumerate(zip(self.view.columns, self.column_units, strict=True)):
            if track.reason or not track.is_score or not (track.labels or track.unit):
                continue
            if not track.unit and not track.stage and self._is_unknown(track):
                track.reason = "heading_unknown"
                continue
            who = unit or self.unit
            if who is not None:
                stage = track.stage or self.view.stage or self.view.context.stage() or otherwise
                scored.append(Series(place, track, "", stage, who, is_share=track.percent))
        return unstaged(scored, self.view.context)

    def _is_unknown(self, track: Track) -> bool:
        """Tell whether headings name something else, or nothing, beside other columns of numbers."""
        others = sum(t.is_score and not t.reason and bool(t.labels) for t in self.view.columns) > 1
        label = track.labels[-1]  # ``Sở, ngành`` over numbers says who, and not what
        is_else = bool(label.rest) or label.holds == "units"
        return is_else or (others and not any(h.is_known for h in track.labels))

    def _report(self) -> None:
        """Report a sheet of a part, a total known by its numbers, and codes that are not printed so."""
        context, names, criteria = self.view.context, self.view.body.sides["names"][0], self.listed
        domains = {n.code for n in criteria.nodes if "." not in n.code}
        if (len(domains) > 1 or "total" in domains) and (title := titled("part", self.view.body.titles)):
            context.say("sheet_of_a_part", title=title[:150])
        if criteria.by_sum:
            context.say("total_by_sum", address(criteria.lines[0], names), printed=criteria.names[0][:60])
        for node in criteria.nodes:
            if node.recovered:
                printed = f"{node.printed:g}" if isinstance(node.printed, float) else str(node.printed)[:10]
                cell = address(node.line, criteria.code_at)
                context.say("code_recovered", cell, printed=printed, code=node.code)
        if criteria.generated:
            first = address(criteria.lines[criteria.has_total], names)
            if self.named:
                context.say("codes_by_name", first, codes=", ".join(self.named), index=self.view.index)
            if count := len(criteria.nodes) - criteria.has_total - len(self.named):
                context.say("codes_generated", first, count=count)


class Survey(Scoring):
    """Reads one view of counted answers to questions of its own, of one unit."""

    def series(self) -> list[Series]:
        """Return the column where the shares of the satisfied stand."""
        if self.unit is None:
            return []
        self.answers = Answers(self.view, self.matrix)
        codes = [n.code for n in self.listed.nodes]
        self.answers.check_printed(list(zip(codes, self.listed.names, strict=True)))
        self.maxima = Maxima(self.axis, [], [], self.code_of)
        self.column_units = [None] * len(self.column_units)
        return [Series(self.answers.place, self.view.columns[self.answers.place], stage="final")]

    def check(self, block: Block, series: list[Series], rows: Side, columns: Side) -> None:
        """Put how many answered, and how; that the shares are those of the answers is checked already."""
        block.set_tops(np.full(len(block), PER_CENT))
        block.beside["n"] = np.where(np.isnan(block.value), nan, self.answers.n[block.criterion])
        by_question, questions = self.answers.by_grade(), enumerate(block.criterion.tolist())
        block.answers = {row: by_question[k] for row, k in questions if k in by_question}
