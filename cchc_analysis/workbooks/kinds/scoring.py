"""Sheets that declare their own criteria: from a view to blocks of scores.

    TT  | Tiêu chí                    | Điểm tối đa | Tự chấm | Thẩm định | Ghi chú
    I   | Công tác chỉ đạo, điều hành | 10          | 9,5     | 8,5       |

Units, years and stages may stand across, in any nesting.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from math import nan

import numpy as np

from cchc_analysis import frameworks
from cchc_analysis.files.grid import address
from cchc_analysis.findings.sheets import check_sheet
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import NOT_APPLICABLE
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.axis import Axis
from cchc_analysis.workbooks.cells.beside import Beside
from cchc_analysis.workbooks.cells.block import STAGE, Block, Criterion
from cchc_analysis.workbooks.cells.bonuses import note_rows
from cchc_analysis.workbooks.cells.claims import Series, settle, unstaged
from cchc_analysis.workbooks.cells.crossing import Side, cross
from cchc_analysis.workbooks.cells.matrix import Matrix
from cchc_analysis.workbooks.cells.maxima import Maxima, are_maxima
from cchc_analysis.workbooks.cells.notes import notes_of
from cchc_analysis.workbooks.cells.sums_of_some import leave_out_sum_of_some
from cchc_analysis.workbooks.cells.surveys import Answers
from cchc_analysis.workbooks.cells.trees import PER_CENT, are_shares, share_of, tree_of
from cchc_analysis.workbooks.cells.worded import take_worded_totals
from cchc_analysis.workbooks.headings.criteria import codes_by_name
from cchc_analysis.workbooks.headings.placing import Placing
from cchc_analysis.workbooks.headings.views import View
from cchc_analysis.workbooks.kinds.criteria_reports import report_criteria
from cchc_analysis.workbooks.outline.rows import Rows
from cchc_analysis.workbooks.outline.sheet_criteria import Criteria

#: The sheets of all communes list the same criteria: each is kept once.
#: Rows of these quantities hold points; others say what they hold, and that it is none.
_NAMED = ("", "score", "bonus", "deduction")
_criterion = lru_cache(maxsize=16384)(Criterion)


@dataclass(slots=True, eq=False)
class Scoring:
    """Reads one view whose rows are criteria of its own."""

    view: View
    unit: Unit | None
    placing: Placing
    criteria: Criteria = field(init=False)
    matrix: Matrix = field(init=False)
    units: list[Unit | None] = field(init=False)
    set_aside: list[int] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    moved: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def block(self) -> Block | None:
        """Return the scores of the view; None where it holds no column of scores."""
        view = self.view
        columns = view.columns
        scores = [t.at for t in columns if t.is_score or t.quantity == "satisfied"]
        points = [t.at for t in columns if t.at in scores or t.quantity == "maximum"]
        self.criteria = Rows(
            view.body, [t.at for t in view.rows], scores, points, view.context.path
        ).criteria()
        self._take_codes_of_names()
        self._set_rows_aside()
        self.matrix = Matrix(view)
        self.units = self.placing.place(columns, down=False)
        if any(t.quantity == "satisfied" and not t.reason for t in columns):
            return self._survey()
        self._name_points()
        scored = self._scored()
        if not scored:
            return None
        maxima = Maxima(self.matrix, self.units, scored)
        for s in scored:
            self.matrix.read(s.place, maxima.scales(s))
        self.moved = maxima.take_subtotals(self.criteria, scored)
        self.moved |= take_worded_totals(self.criteria, scored, maxima)
        scored = settle(scored, Axis(view, down=True), self.matrix)
        stages = {s.place: s.stage for s in scored}
        block = self._crossed(Side([*stages], self.units, stages=stages))
        if block is not None:
            self._check(block, scored, maxima)
        return block

    # -- rows and columns ------------------------------------------------------------------------------

    def _take_codes_of_names(self) -> None:
        """Let criteria without codes have those of the framework that knows all names at the top."""
        nodes, names = self.criteria.nodes, self.criteria.names
        tops = [heading(name) for node, name in zip(nodes, names, strict=True) if node.level == 1]
        if self.criteria.generated:
            self.named = self.criteria.recode(codes_by_name(tops, frameworks.editions(self.view.index)[-1]))

    def _set_rows_aside(self) -> None:
        """Keep the rows of criteria; the others are named in the account."""
        kept = {line: place for place, line in enumerate(self.criteria.lines)}
        summed = [*self.criteria.subtotals, *(self.criteria.part_sums if self.criteria.has_total else ())]
        by_line = {t.at: t for t in self.view.rows}
        self.set_aside = [line for line in by_line if line not in kept]
        for line, track in by_line.items():
            if line not in kept and not track.reason:
                track.reason = "subtotal" if line in summed else "no_criterion"
                self._say_left_out(track)
        self.view.rows = [by_line[n.line] for n in self.criteria.nodes if n.line in by_line]
        for track in self.view.rows:
            track.quantity = ""  # a criterion may be called like a property: *Xếp loại cán bộ*

    def _say_left_out(self, track: Track) -> None:
        """Report a row whose numbers belong to no criterion, be it that no name stands before them.

        A total holds bonuses and penalties.
        """
        row, quantity = self.view.body.sheet.rows[track.at], heading(track.text).quantity
        at = [c.at for c in self.view.columns if c.is_score and not c.reason and is_number(row[c.at])]
        is_counted = self.criteria.has_total and quantity in ("bonus", "deduction")
        if track.reason == "no_criterion" and at and quantity in _NAMED and not is_counted:
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
        if not plain[0].total or are_maxima(points, others):
            plain[0].quantity, plain[0].stage, plain[0].total = "maximum", "", False
            cell = self.view.body.heading_cell(plain[0].at)
            self.view.context.say("points_are_maxima", cell, printed=plain[0].text[:60])

    def _scored(self) -> list[Series]:
        scored = []
        for place, (track, unit) in enumerate(zip(self.view.columns, self.units, strict=True)):
            if track.reason or not track.is_score:
                continue
            if not track.labels and not track.unit:
                track.reason = "no_heading"
                continue
            if not track.unit and not track.stage and self._is_unknown(track):
                track.reason = "heading_unknown"
                continue
            who = unit or self.unit
            if who is not None:
                stage = track.stage or self.view.stage or self.view.context.stage() or "final"
                scored.append(Series(place, track, "", stage, who, is_share=track.percent))
        return unstaged(scored, self.view.context)

    def _is_unknown(self, track: Track) -> bool:
        """Tell whether headings name something else, or nothing, beside other columns of numbers."""
        others = sum(t.is_score and not t.reason and bool(t.labels) for t in self.view.columns) > 1
        return bool(track.labels[-1].rest) or (others and not any(h.is_known for h in track.labels))

    # -- the block ---------------------------------------------------------------------------------------

    def _crossed(self, columns: Side) -> Block | None:
        """Return the scores of the criteria and some columns, with what stands beside them."""
        pairs = zip(self.criteria.nodes, self.criteria.names, strict=True)
        listed = [_criterion(node.code, node.level, name) for node, name in pairs]
        places = list(range(len(listed)))
        rows = Side(places, [None] * len(places), {i: i for i in places})
        block = cross(self.matrix, rows, columns, self.unit, listed)
        if block is None:
            return None
        for (place, column), cell in self.moved.items():
            rows_moved = (block.criterion == place) & (block.at == column)
            block.line[rows_moved], block.at[rows_moved] = cell
        notes = notes_of(self.matrix)
        block.note = {row: notes[k] for row, k in enumerate(block.criterion.tolist()) if k in notes}
        beside = Beside(block, self.matrix, rows, columns, self.unit, lambda _: "")
        beside.put()
        beside.put_below(self.set_aside)
        note_rows(block, self.matrix, columns, self.set_aside)
        report_criteria(self.criteria, self.named, self.view)
        return block

    def _check(self, block: Block, scored: list[Series], maxima: Maxima) -> None:
        """Put the maxima with the scores of each unit, and check what they say against each other."""
        children, again = self.criteria.children(self.view.body), [n.again for n in self.criteria.nodes]
        tops = np.full(len(block), nan)
        shares = not maxima.of_column and are_shares(block, self.view, [s.track for s in scored])
        for place, unit in enumerate(block.units):
            rows = np.flatnonzero(block.unit == place)
            columns = sorted((s for s in scored if s.unit == unit), key=lambda s: STAGE[s.stage])
            first = next((s for s in columns if maxima.column(s) is not None), None)
            ratios, at = self._shares(unit)
            maximum_at = 0 if first is None else self.view.columns[maxima.column(first) or 0].at
            at |= {"code": self.criteria.code_at, "maximum": maximum_at}
            printed = maxima.of(first).tolist()
            tree = tree_of(block, rows, children, printed, ratios, partial(self._cell, at), again=again,
                           is_survey=shares)  # fmt: skip
            block.status[rows[np.array(tree.out)[block.criterion[rows]]]] = NOT_APPLICABLE
            tops[rows] = maxima.tops(tree, columns, block, rows)
            check_sheet(tree, block.file, block.sheet, self.view.context.findings)
        block.set_tops(np.full(len(block), PER_CENT) if shares else tops)
        ranked = bool(block.group) or not np.isnan(block.beside.get("rank", tops * nan)).all()
        leave_out_sum_of_some(block, children[0], self.view.context, ranked=ranked)

    def _cell(self, at: dict[str, int], place: int, column: str) -> str:
        return address(self.criteria.lines[place], at[column])

    def _shares(self, unit: Unit) -> tuple[dict[str, list[float]], dict[str, int]]:
        """Return the printed percentages of the maximum by the stage that they are of, and their columns."""
        shares: dict[str, list[float]] = {}
        at = {}
        columns = self.view.columns
        printed = [i for i, t in enumerate(columns) if t.quantity == "share" and not t.reason
                   and t.unit in ("", unit.unit)]  # fmt: skip
        for i in printed:
            # Of several each is of the points right before it.
            stage = share_of(columns[i]) or (share_of(columns[i - 1]) if len(printed) > 1 and i else "")
            if stage in shares:
                continue
            self.matrix.read(i, wanted=False)
            values = self.matrix.values[:, i]
            self.matrix.taken[:, i] |= ~np.isnan(values)
            shares[stage], at[f"share {stage}".strip()] = values.tolist(), columns[i].at
        return shares, at

    # -- surveys ---------------------------------------------------------------------------------------

    def _survey(self) -> Block | None:
        if self.unit is None:
            return None
        answers = Answers(self.view, self.matrix)
        codes = [n.code for n in self.criteria.nodes]
        answers.check_printed(list(zip(codes, self.criteria.names, strict=True)))
        block = self._crossed(Side([answers.place], [None] * len(self.units)))
        if block is not None:
            block.set_tops(np.full(len(block), PER_CENT))
            block.beside["n"] = np.where(np.isnan(block.value), nan, answers.n[block.criterion])
            by_question = answers.by_grade()
            which = block.criterion.tolist()
            block.answers = {row: by_question[k] for row, k in enumerate(which) if k in by_question}
        return block
