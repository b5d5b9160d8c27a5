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

from cchc_analysis.files.grid import address
from cchc_analysis.findings.sheets import ScoredTree, check_sheet
from cchc_analysis.tables.headings import TEXTS, heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import NOT_APPLICABLE, SCORED, denominators, numbers, rank_of
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import Unit
from cchc_analysis.vietnamese import clean, format_number, is_missing
from cchc_analysis.workbooks.axis import Axis
from cchc_analysis.workbooks.beside import Beside, most_ranked
from cchc_analysis.workbooks.block import STAGE, Block, Criterion, Vector
from cchc_analysis.workbooks.claims import SAME, Series, settle, unstaged
from cchc_analysis.workbooks.crossing import Side, cross
from cchc_analysis.workbooks.matrix import Matrix, Scale
from cchc_analysis.workbooks.placing import Placing
from cchc_analysis.workbooks.rows import Criteria, criteria_of
from cchc_analysis.workbooks.surveys import Answers
from cchc_analysis.workbooks.trees import tree_of
from cchc_analysis.workbooks.views import View

_LABELS = {"note": "", "office": "Đơn vị chủ trì: ", "evidence": "Tài liệu: ", "bonus": "Điểm thưởng: ",
           "deduction": "Điểm trừ: "}  # fmt: skip


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
    moved: dict[tuple[int, int], int] = field(default_factory=dict)

    def block(self) -> Block | None:
        """Return the scores of the view; None where it holds no column of scores."""
        view = self.view
        columns = view.columns
        points = [t.at for t in columns if t.is_score or t.quantity in ("maximum", "satisfied")]
        scores = [t.at for t in columns if t.is_score or t.quantity == "satisfied"]
        lines = [t.at for t in view.rows]
        self.criteria = criteria_of(view.body, lines, scores, points, view.context.path)
        self._set_rows_aside()
        self.matrix = Matrix(view)
        self.units = units = self.placing.place(columns, down=False)
        is_survey = any(t.quantity == "satisfied" and not t.reason for t in columns)
        if is_survey:
            return self._survey()
        self._name_points()
        scored = self._scored(units)
        if not scored:
            return None
        maxima = self._maxima(scored, units)
        self._read(scored, maxima)
        self._take_subtotals(scored, maxima)
        scored = settle(scored, Axis(view, down=True), self.matrix)
        stages = {s.place: s.stage for s in scored}
        block = self._crossed(Side([*stages], self.units, stages=stages))
        if block is not None:
            self._check(block, scored, maxima)
        return block

    # -- rows and columns ------------------------------------------------------------------------------

    def _set_rows_aside(self) -> None:
        """Keep the rows of criteria; the others are named in the account."""
        kept = {line: place for place, line in enumerate(self.criteria.lines)}
        by_line = {t.at: t for t in self.view.rows}
        self.set_aside = [line for line in by_line if line not in kept]
        for line, track in by_line.items():
            if line not in kept and not track.reason:
                track.reason = "subtotal" if line in self.criteria.subtotals else "no_criterion"
                self._say_left_out(track)
        self.view.rows = [by_line[n.line] for n in self.criteria.nodes if n.line in by_line]
        for track in self.view.rows:
            track.quantity = ""  # a criterion may be called like a property: *Xếp loại cán bộ*

    def _say_left_out(self, track: Track) -> None:
        """Report a named row whose numbers belong to no criterion."""
        rows, told = self.view.body.sheet.rows, heading(track.text)
        at = [
            c.at for c in self.view.columns if c.is_score and not c.reason and is_number(rows[track.at][c.at])
        ]
        if track.reason == "no_criterion" and track.labels and at and told.quantity in ("", "score"):
            self.view.context.say("row_left_out", address(track.at, at[0]), printed=track.text[:80])

    def _name_points(self) -> None:
        """Take a lone column of points beside stages, without maxima, for that of the maxima."""
        scores = [t for t in self.view.columns if t.is_score and not t.reason]
        staged = [t for t in scores if t.stage or t.unit]
        plain = [
            t for t in scores if not t.stage and not t.unit and t.labels and t.labels[-1].quantity == "score"
        ]
        has_maxima = any(t.quantity == "maximum" for t in self.view.columns)
        if staged and len(plain) == 1 and not has_maxima and plain[0].at < staged[0].at:
            plain[0].quantity = "maximum"

    def _scored(self, units: list[Unit | None]) -> list[Series]:
        scored = []
        for place, (track, unit) in enumerate(zip(self.view.columns, units, strict=True)):
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
                stage = track.stage or self.view.context.stage() or "final"
                scored.append(Series(place, track, "", stage, who, is_share=track.percent))
        return unstaged(scored, self.view.context)

    def _is_unknown(self, track: Track) -> bool:
        """Tell whether headings name something else, or nothing, beside other columns of numbers."""
        if not track.labels:
            return False
        others = sum(t.is_score and not t.reason and bool(t.labels) for t in self.view.columns) > 1
        return bool(track.labels[-1].rest) or (others and not any(h.is_known for h in track.labels))

    def _maxima(self, scored: list[Series], units: list[Unit | None]) -> dict[int, Vector]:
        """Read the columns of maxima, and give each column of scores the nearest of its key."""
        found: dict[int, Vector] = {}
        columns = self.view.columns
        count = len(self.view.rows)
        named = [i for i, t in enumerate(columns) if t.quantity == "maximum" and not t.reason]
        for i in named:
            self.matrix.read(i, [None] * count, [True] * count)
            found[i] = self.matrix.values[:, i].copy()
            self.matrix.taken[:, i] |= ~np.isnan(found[i])
        for column in scored:
            stages, years = ("", "final", column.stage), (None, column.track.year)
            same = [i for i in named if units[i] in (None, column.unit) and columns[i].stage in stages
                    and columns[i].year in years]  # fmt: skip
            best = sorted(same, key=lambda i: (units[i] is None, not columns[i].stage, i > column.place, i))
            column.maximum = best[0] if best else None
            if best:
                continue
            wholes = np.array(denominators(self.matrix.cells(column.track)))
            if not np.isnan(wholes).all():
                column.maximum, found[column.place] = column.place, wholes
        of_unit = {c.unit: c.place for c in reversed(scored) if c.maximum == c.place}
        for column in scored:
            column.maximum = of_unit.get(column.unit) if column.maximum is None else column.maximum
        return found

    def _read(self, scored: list[Series], maxima: dict[int, Vector]) -> None:
        wanted = [True] * len(self.view.rows)
        scales: dict[int | None, list[Scale | None]] = {
            place: [(min(0.0, m), max(0.0, m)) if m == m else None for m in most.tolist()]
            for place, most in maxima.items()
        }
        for column in scored:
            self.matrix.read(column.place, scales.get(column.maximum, [None] * len(wanted)), wanted)

    def _take_subtotals(self, scored: list[Series], maxima: dict[int, Vector]) -> None:
        """Let a block that prints no points take those of its subtotal (``Cộng mục I``), from its cells."""
        nodes = self.criteria.nodes
        rows = self.view.body.sheet.rows
        for line in self.criteria.subtotals:
            above = [i for i, n in enumerate(nodes) if n.level == 1 and n.line < line]
            if not above:
                continue
            block = above[-1]
            for place in [*(c.place for c in scored), *maxima]:
                at = self.view.columns[place].at
                number = numbers([rows[line][at]], None, self.view.body.sheet.decimal)
                if number.status[0] != SCORED:
                    continue
                own = maxima[place] if place in maxima else self.matrix.values[:, place]
                if not np.isnan(own[block]):
                    self._check_subtotal(block, address(line, at), number.values[0], own[block])
                    continue
                own[block] = number.values[0]
                self.matrix.also_taken[line, at] = "maximum" if place in maxima else "score"
                if place not in maxima:
                    self.matrix.status[block, place] = SCORED
                    self.moved[block, at] = line

    def _check_subtotal(self, block: int, cell: str, value: float, own: float) -> None:
        """Report a subtotal that is not what its block prints; the block's own points are kept."""
        if abs(value - own) > SAME:
            self.view.context.say("subtotal_differs", cell, code=self.criteria.nodes[block].code,
                                  name=self.criteria.names[block], value=value,
                                  expected=float(own))  # fmt: skip

    # -- the block ---------------------------------------------------------------------------------------

    def _crossed(self, columns: Side) -> Block | None:
        """Return the scores of the criteria and some columns, with what stands beside them."""
        criteria = self.criteria
        listed = [
            _criterion(n.code, n.level, name) for n, name in zip(criteria.nodes, criteria.names, strict=True)
        ]
        places = list(range(len(listed)))
        rows = Side(places, [None] * len(places), {i: i for i in places})
        block = cross(self.matrix, rows, columns, self.unit, listed)
        if block is None:
            return None
        for (place, column), line in self.moved.items():
            block.line[(block.criterion == place) & (block.at == column)] = line
        notes = self._notes()
        block.note = {row: notes[k] for row, k in enumerate(block.criterion.tolist()) if k in notes}
        Beside(block, self.matrix, rows, columns, lambda _: "").put()
        self._ranks_below(block)
        self._report()
        return block

    def _check(self, block: Block, scored: list[Series], maxima: dict[int, Vector]) -> None:
        """Put the maxima with the scores of each unit, and check what they say against each other."""
        children, again = self.criteria.children(), [n.again for n in self.criteria.nodes]
        tops = np.full(len(block), nan)
        for place, unit in enumerate(block.units):
            rows = np.flatnonzero(block.unit == place)
            columns = sorted((s for s in scored if s.unit == unit), key=lambda s: STAGE[s.stage])
            maximum = next((s.maximum for s in columns if s.maximum is not None), None)
            printed = [nan] * len(again) if maximum is None else maxima[maximum].tolist()
            shares, share_at = self._shares(unit)
            at = {"code": self.criteria.code_at, "share": share_at,
                  "maximum": 0 if maximum is None else self.view.columns[maximum].at}  # fmt: skip
            tree = tree_of(block, rows, children, printed, shares, partial(self._cell, at), again=again)
            block.status[rows[np.array(tree.out)[block.criterion[rows]]]] = NOT_APPLICABLE
            tops[rows] = self._tops(tree, columns, maxima, block, rows)
            check_sheet(tree, block.file, block.sheet, self.view.context.findings)
        block.set_tops(tops)

    def _cell(self, at: dict[str, int], place: int, column: str) -> str:
        return address(self.criteria.lines[place], at[column])

    def _shares(self, unit: Unit) -> tuple[list[float], int]:
        """Return the printed percentages of the maximum, and their column."""
        for i, track in enumerate(self.view.columns):
            if track.quantity == "share" and not track.reason and track.unit in ("", unit.unit):
                count = len(self.view.rows)
                self.matrix.read(i, [None] * count, [False] * count)
                values = self.matrix.values[:, i]
                self.matrix.taken[:, i] |= ~np.isnan(values)
                return values.tolist(), track.at
        return [], 0

    def _tops(
        self, tree: ScoredTree, columns: list[Series], maxima: dict[int, Vector], block: Block, rows: Vector
    ) -> Vector:
        """Return the most that one unit could get, by its rows; of each stage where each has its own."""
        if len({c.maximum for c in columns}) <= 1:
            return np.array(tree.possible())[block.criterion[rows]]
        none = np.full(len(tree.codes), nan)
        of_column = {c.track.at: none if c.maximum is None else maxima[c.maximum] for c in columns}
        cells = zip(block.at[rows].tolist(), block.criterion[rows].tolist(), strict=True)
        return np.array([of_column[at][k] for at, k in cells])

    # -- surveys ---------------------------------------------------------------------------------------

    def _survey(self) -> Block | None:
        if self.unit is None:
            return None
        answers = Answers(self.view, self.matrix)
        answers.check_printed([n.code for n in self.criteria.nodes], self.criteria.names)
        block = self._crossed(Side([answers.place], [None] * len(self.units)))
        if block is not None:
            block.set_tops(np.full(len(block), 100.0))
            block.beside["n"] = np.where(np.isnan(block.value), nan, answers.n[block.criterion])
        return block

    # -- what stands beside the scores -------------------------------------------------------------------

    def _notes(self) -> dict[int, str]:
        """Return what the sheet says beside each criterion, by its place."""
        columns = [(t, _LABELS[t.quantity]) for t in self.view.columns if t.quantity in TEXTS]
        columns.sort(key=lambda pair: list(_LABELS).index(pair[0].quantity))
        cells = [(self.matrix.cells(t), before, t.quantity) for t, before in columns]
        notes = {}
        for place in range(len(self.criteria.nodes)):
            texts = []
            for column, before, quantity in cells:
                value = column[place]
                if value == "" or (quantity in ("bonus", "deduction") and is_missing(value)):
                    continue
                text = (
                    format_number(value, 10).rstrip("0").rstrip(",")
                    if value.__class__ is float
                    else clean(str(value))
                )
                if text:
                    texts.append(before + text)
            if texts:
                notes[place] = " · ".join(texts)
        return notes

    def _ranks_below(self, block: Block) -> None:
        """Put ranks and classes that stand in rows below the criteria with the totals of the units across."""
        total = next((i for i, n in enumerate(self.criteria.nodes) if n.level == 0), None)
        if total is None:
            return
        at = self.view.body.sides["names"][0]
        rows = self.view.body.sheet.rows
        for line in self.set_aside:
            told = heading(str(rows[line][at]))
            if told.quantity not in ("rank", "group") or not told.plain:
                continue
            for row in np.flatnonzero(block.criterion == total).tolist():
                value = rows[line][int(block.at[row])]
                if told.quantity == "group" and value.__class__ is str and value.strip():
                    block.group.setdefault(row, clean(value))
                elif (rank := rank_of(value, most_ranked(block))) is not None:
                    block.put("rank", row, rank)
                    self.matrix.also_taken[line, int(block.at[row])] = "rank"

    def _report(self) -> None:
        context, criteria = self.view.context, self.criteria
        for node in criteria.nodes:
            if node.recovered:
                printed = f"{node.printed:g}" if isinstance(node.printed, float) else str(node.printed)[:10]
                context.say(
                    "code_recovered", address(node.line, criteria.code_at), printed=printed, code=node.code
                )
        if criteria.generated:
            kept = [n for n in criteria.nodes if n.level]
            context.say(
                "codes_generated", address(kept[0].line, self.view.body.sides["names"][0]), count=len(kept)
            )


@lru_cache(maxsize=16384)  # the sheets of all communes list the same criteria: each is kept once
def _criterion(code: str, level: int, name: str) -> Criterion:
    return Criterion(code, level, name)
