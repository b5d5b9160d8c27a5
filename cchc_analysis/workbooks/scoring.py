"""Sheets that declare their own criteria: from a view to blocks of scores.

    TT  | Tiêu chí                    | Điểm tối đa | Tự chấm | Thẩm định | Ghi chú
    I   | Công tác chỉ đạo, điều hành | 10          | 9,5     | 8,5       |

Units, years and stages may stand across, in any nesting.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import nan

import numpy as np

from cchc_analysis import frameworks
from cchc_analysis.files.grid import address
from cchc_analysis.findings.sheets import ScoredTree, check_sheet
from cchc_analysis.tables.headings import TEXTS, heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import (
    MISSING,
    MOST_RANKED,
    NOT_APPLICABLE,
    SCORED,
    denominators,
    numbers,
    rank_of,
)
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import Unit
from cchc_analysis.vietnamese import clean, format_number, is_missing
from cchc_analysis.workbooks.beside import Beside
from cchc_analysis.workbooks.block import STAGE, Block, Criterion, Vector
from cchc_analysis.workbooks.claims import SAME, settle
from cchc_analysis.workbooks.matrix import Matrix, Scale
from cchc_analysis.workbooks.placing import Placing
from cchc_analysis.workbooks.refusals import say_unknown
from cchc_analysis.workbooks.rows import Criteria, criteria_of
from cchc_analysis.workbooks.surveys import Answers
from cchc_analysis.workbooks.views import View

_LABELS = {"note": "", "office": "Đơn vị chủ trì: ", "evidence": "Tài liệu: ", "bonus": "Điểm thưởng: ",
           "deduction": "Điểm trừ: "}  # fmt: skip


@dataclass(slots=True)
class _Column:
    """A column of scores with its key."""

    place: int
    track: Track
    unit: Unit
    stage: str
    maximum: int | None = None


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
        scored = self._settled(scored)
        return self._laid_out(scored, maxima) if scored else None

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

    def _scored(self, units: list[Unit | None]) -> list[_Column]:
        scored = []
        for place, (track, unit) in enumerate(zip(self.view.columns, units, strict=True)):
            if track.reason or not track.is_score:
                continue
            if not track.labels and not track.unit:
                track.reason = "no_heading"
                continue
            stage = self._stage(track)
            unknown = not track.unit and not track.stage and self._is_unknown(track)
            if unknown or not stage:
                say_unknown(self.view, track, track.labels[-1].text if track.labels else track.unit)
                continue
            who = unit or self.unit
            if who is not None:
                scored.append(_Column(place, track, who, stage))
        return scored

    def _is_unknown(self, track: Track) -> bool:
        """Tell whether headings name something else, or nothing, beside other columns of numbers."""
        if not track.labels:
            return False
        others = sum(t.is_score and not t.reason and bool(t.labels) for t in self.view.columns) > 1
        return bool(track.labels[-1].rest) or (others and not any(h.is_known for h in track.labels))

    def _stage(self, track: Track) -> str:
        """Return the stage of a column; none where others of its unit name theirs: nobody knows whose it is."""
        told = track.stage or self.view.context.stage()
        rivals = (t.stage for t in self.view.columns if t.is_score and t.unit == track.unit)
        return told or ("" if any(s not in ("", "final") for s in rivals) else "final")

    def _maxima(self, scored: list[_Column], units: list[Unit | None]) -> dict[int, Vector]:
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
            wholes = np.array(denominators(self.matrix.cells(column.track)))
            if not best and not np.isnan(wholes).all():
                column.maximum, found[column.place] = column.place, wholes
        of_unit = {c.unit: c.place for c in reversed(scored) if c.maximum == c.place}
        for column in scored:
            column.maximum = of_unit.get(column.unit) if column.maximum is None else column.maximum
        return found

    def _read(self, scored: list[_Column], maxima: dict[int, Vector]) -> None:
        wanted = [True] * len(self.view.rows)
        scales: dict[int | None, list[Scale | None]] = {
            place: [(min(0.0, m), max(0.0, m)) if m == m else None for m in most.tolist()]
            for place, most in maxima.items()
        }
        for column in scored:
            self.matrix.read(column.place, scales.get(column.maximum, [None] * len(wanted)), wanted)

    def _take_subtotals(self, scored: list[_Column], maxima: dict[int, Vector]) -> None:
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

    def _settled(self, scored: list[_Column]) -> list[_Column]:
        groups: dict[tuple[str, str, bool], list[_Column]] = {}
        for column in scored:
            groups.setdefault((column.unit.unit_id, column.stage, column.track.percent), []).append(column)
        kept = []
        for (unit_id, stage, percent), claims in groups.items():
            if percent and (unit_id, stage, False) in groups:
                for claim in claims:
                    claim.track.quantity, claim.track.reason = "share", ""
                continue
            vectors = [self.matrix.values[:, c.place] for c in claims]
            kept += settle(claims, vectors, self.view.context, self.view.heading_cell)
        return sorted(kept, key=lambda c: c.place)

    # -- the block ---------------------------------------------------------------------------------------

    def _laid_out(self, scored: list[_Column], maxima: dict[int, Vector]) -> Block:
        criteria, matrix = self.criteria, self.matrix
        by_unit: dict[Unit, list[_Column]] = {}
        for column in scored:
            by_unit.setdefault(column.unit, []).append(column)
        notes = self._notes()
        count = len(criteria.nodes)
        parts: list[tuple[Vector, ...]] = []
        printed: list[float] = [nan] * count
        for place, columns in enumerate(by_unit.values()):
            columns.sort(key=lambda c: STAGE[c.stage])
            places = [c.place for c in columns]
            first = next((c.maximum for c in columns if c.maximum is not None), None)
            printed = [nan] * count if first is None else maxima[first].tolist()
            tree = self._tree(columns, printed)
            possible = np.array(self._tops(tree, columns, maxima))
            self._check(tree)
            values, status = matrix.values[:, places], matrix.status[:, places]
            matrix.taken[:, places] |= status == SCORED
            parts.append((np.full(values.size, place), np.repeat(np.arange(count), len(places)),
                          np.tile([STAGE[c.stage] for c in columns], count), values.ravel(), status.ravel(),
                          np.repeat(possible, len(places)) if possible.ndim == 1 else possible.ravel(),
                          np.tile([c.track.at for c in columns], count)))  # fmt: skip
        joined = [np.concatenate(vectors) for vectors in zip(*parts, strict=True)]
        unit, criterion, stage, value, status, top, at = joined
        return self._block(list(by_unit), unit, criterion, stage, value, status, top, at, notes)

    def _block(
        self, units: list[Unit], unit: Vector, criterion: Vector, stage: Vector, value: Vector, status: Vector,
        top: Vector, at: Vector, notes: dict[int, str],
    ) -> Block:  # fmt: skip
        view, criteria = self.view, self.criteria
        listed = [
            Criterion(n.code, n.level, name) for n, name in zip(criteria.nodes, criteria.names, strict=True)
        ]
        lines = np.array(criteria.lines)
        block = Block(
            view.index, view.year, edition(view.index, units[0], view.year), None, view.context.path.name,
            view.body.sheet.name, view.body.sheet.visible, view.told, units, listed, unit, criterion, stage,
            value, np.minimum(0.0, top), np.maximum(0.0, top), status, lines[criterion], at,
        )  # fmt: skip
        for (place, column), line in self.moved.items():
            block.line[(criterion == place) & (at == column)] = line
        block.note = {row: notes[int(k)] for row, k in enumerate(criterion) if int(k) in notes}
        codes = {place: node.code for place, node in enumerate(criteria.nodes)}
        nobody = [None] * len(lines)
        Beside(block, self.matrix, nobody, self.units, lambda _: "", self._most(block), down=codes).put()
        self._ranks_below(block)
        self._report()
        return block

    def _tree(self, columns: list[_Column], printed: list[float]) -> ScoredTree:
        matrix, criteria = self.matrix, self.criteria
        places = {c.stage: c.place for c in columns}
        status = matrix.status[:, [c.place for c in columns]]
        out = (status == NOT_APPLICABLE).any(axis=1) & ~(status == SCORED).any(axis=1)
        if out.any():
            for c in columns:
                matrix.status[out, c.place] = NOT_APPLICABLE
                matrix.values[out, c.place] = np.nan
        at = {stage: self.view.columns[place].at for stage, place in places.items()}
        maximum = next((c.maximum for c in columns if c.maximum is not None), None)
        shares = self._shares(columns[0].unit)
        at["maximum"] = self.view.columns[maximum].at if maximum is not None else 0
        at["share"] = shares[1]
        at["code"] = criteria.code_at
        lines = criteria.lines
        return ScoredTree(
            [n.code for n in criteria.nodes], criteria.names, criteria.children(), printed, out.tolist(),
            {stage: matrix.values[:, place].tolist() for stage, place in places.items()},
            lambda place, column: address(self.moved.get((place, at[column]), lines[place]), at[column]),
            shares[0], [n.again for n in criteria.nodes], is_survey(self.view.index),
        )  # fmt: skip

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
        self, tree: ScoredTree, columns: list[_Column], maxima: dict[int, Vector]
    ) -> list[float] | list[list[float]]:
        """Return the maximum of each criterion for this unit; of each stage where each has its own."""
        of_stages = {c.maximum for c in columns}
        if len(of_stages) <= 1:
            return tree.possible()
        none = [nan] * len(tree.codes)
        by_column = [none if c.maximum is None else maxima[c.maximum].tolist() for c in columns]
        return [list(row) for row in zip(*by_column, strict=True)]

    def _check(self, tree: ScoredTree) -> None:
        context = self.view.context
        check_sheet(tree, context.path.name, self.view.body.sheet.name, context.findings)

    # -- surveys ---------------------------------------------------------------------------------------

    def _survey(self) -> Block | None:
        if self.unit is None:
            return None
        answers = Answers(self.view, self.matrix)
        codes = [n.code for n in self.criteria.nodes]
        answers.check_printed(codes, self.criteria.names)
        count = len(codes)
        value = answers.satisfied_pct
        status = np.where(np.isnan(value), MISSING, SCORED)
        zeros = np.zeros(count, int)
        block = self._block([self.unit], zeros, np.arange(count), np.full(count, STAGE["final"]), value, status,
                            np.full(count, 100.0), np.full(count, answers.column), self._notes())  # fmt: skip
        block.beside["n"] = np.where(np.isnan(value), np.nan, answers.n)
        return block

    # -- what stands beside the scores -------------------------------------------------------------------

    def _notes(self) -> dict[int, str]:
        """Return what the sheet says beside each criterion, by its place."""
        label = self.view.context.label()
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
            if label:
                texts.append(label)
            if texts:
                notes[place] = " · ".join(texts)
        return notes

    def _most(self, block: Block) -> int:
        return max(len(block.units), MOST_RANKED)

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
                elif (rank := rank_of(value, self._most(block))) is not None:
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


def is_survey(index: str) -> bool:
    """Tell whether the scores of an index are shares of answers, which are not added up."""
    return frameworks.indices()[index].rule == "survey"


def edition(index: str, unit: Unit, year: int) -> str:
    """Return the edition that a sheet declares itself: ``par-xa-2024``."""
    return f"{index.lower()}-{unit.scope.partition('/')[0]}-{year}"
