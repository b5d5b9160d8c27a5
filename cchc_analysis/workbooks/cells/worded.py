"""Points that stand outside the row that they are of: a block's in its subtotal, a total's in a text.

I | Chỉ đạo    |   |                      1 | Chỉ đạo  | 10 | 9
1 | Kế hoạch   | 4 | 3                    2 | Thể chế  | 5  | 3,5
  | Cộng mục I | 4 | 3                        | Tổng điểm: 12,5/15
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import isnan
from typing import NamedTuple

import numpy as np

from cchc_analysis.files.grid import address
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import has_number, is_number
from cchc_analysis.tables.numbers import SAME, SCORED, denominators, numbers
from cchc_analysis.vietnamese import clean, parse_number
from cchc_analysis.workbooks.cells.claims import Series
from cchc_analysis.workbooks.cells.maxima import Maxima
from cchc_analysis.workbooks.cells.notes import written
from cchc_analysis.workbooks.outline.row_labels import is_total
from cchc_analysis.workbooks.outline.sheet_criteria import Criteria

_NUMBER = r"\d+(?:[.,]\d+)?"
_WORDED = re.compile(
    rf"(?P<label>[^\d:=]+?(?:năm \d{{4}})?[^\d:=]*?)\s*[:=]?\s*(?P<points>{_NUMBER})"
    rf"(?:\s*/\s*(?P<whole>{_NUMBER}))?(?!\s*[%\d/])(?:\s*(?:điểm|đ)?\b.*|\W.*|)",
    re.IGNORECASE,
)


#: The cells that points were taken from, by the criterion and the column of the sheet.
Moved = dict[tuple[int, int], tuple[int, int]]


class Total(NamedTuple):
    """A total as a text gives it: its words, its points, and of how many."""

    words: str
    points: float
    whole: float | None = None


@lru_cache(maxsize=16384)
def total_in(text: str) -> Total | None:
    """Return the total that a text gives; None where it gives none.

    Examples
    --------
    >>> total_in("Tổng điểm: 12,5/15 – Xếp loại: Tốt")
    Total(words='Tổng điểm', points=12.5, whole=15.0)
    >>> total_in("Tổng cộng 3 phòng"), total_in("Tổng điểm tối đa: 100"), total_in("Tổng điểm")
    (None, None, None)
    """
    match = _WORDED.fullmatch(clean(text)) if len(text) < 120 else None
    if match is None or not is_total(match["label"]) or heading(match["label"]).quantity == "maximum":
        return None
    points = parse_number(match["points"], (0.0, 100.0))
    if points is None or not (match["whole"] or "điểm" in text.lower()):
        return None
    return Total(match["label"].strip(), points, parse_number(match["whole"] or ""))


def take_subtotals(criteria: Criteria, scored: Sequence[Series], maxima: Maxima) -> Moved:
    """Let a block without points take those of its subtotal (``Cộng mục I``); report one that differs."""
    matrix, moved = maxima.matrix, Moved()
    for line in criteria.subtotals:
        above = [i for i, n in enumerate(criteria.nodes) if n.level == 1 and n.line < line]
        for place in dict.fromkeys([*(s.place for s in scored), *maxima.of_column]) if above else ():
            at, block = matrix.view.columns[place].at, above[-1]
            cell = matrix.sheet.rows[line][at]
            (whole,) = denominators([cell])
            number = numbers([cell], None if isnan(whole) else (0.0, whole), matrix.sheet.decimal)
            is_score = place not in maxima.of_column or not isnan(whole)
            points = matrix.values[:, place] if is_score else maxima.of_column[place]
            if number.status[0] != SCORED:
                continue
            if not isnan(whole) and place in maxima.of_column:
                maxima.of_column[place][block] = whole
            if np.isnan(points[block]):
                points[block] = number.values[0]
                matrix.also_taken[line, at] = "score" if is_score else "maximum"
                if is_score:
                    matrix.status[block, place] = SCORED
                    moved[block, at] = line, at
            elif abs(number.values[0] - points[block]) > SAME:
                matrix.context.say("subtotal_differs", address(line, at), code=criteria.nodes[block].code,
                                   name=criteria.names[block], value=number.values[0],
                                   expected=float(points[block]))  # fmt: skip
    return moved


def take_worded_totals(criteria: Criteria, scored: Sequence[Series], maxima: Maxima) -> Moved:
    """Let the total of a table, where no number stands in its row, take that of its text; report all others."""
    matrix = maxima.matrix
    has_total = criteria.has_total
    moved = Moved()
    for line, at, text, total in _totals(matrix.view.body):
        stage = heading(total.words).stage
        columns = [s for s in scored if stage in ("", "final", s.stage)]
        totals = [float(matrix.values[0, s.place]) for s in columns] if has_total else []
        if any(abs(t - total.points) <= SAME for t in totals):
            continue
        if len(columns) == 1 and has_total and np.isnan(totals[0]) and line == criteria.lines[0]:
            (series,) = columns
            matrix.values[0, series.place], matrix.status[0, series.place] = total.points, SCORED
            moved[0, series.track.at] = line, at
            criteria.names[0] = total.words
            printed = maxima.of(series)  # the column itself, where one is printed
            printed[0] = total.whole if total.whole and np.isnan(printed[0]) else printed[0]
        else:
            matrix.context.say("total_in_words", address(line, at), printed=text[:80])
    return moved


def _totals(body: Body) -> Iterator[tuple[int, int, str, Total]]:
    """Yield the totals that texts give among the titles and in rows without numbers, each with its place."""
    rows, above = body.sheet.rows, body.title_lines
    kinds = body.kinds.rows
    wordy = {row for row in set(kinds) if not has_number(row)}
    below = [r for r in body.lines if kinds[r] in wordy]
    for line in [*above, *below]:
        for at, value in enumerate(rows[line]):
            if value.__class__ is not str:
                continue
            if total := total_in(value):
                yield line, at, clean(value), total
            elif is_total(clean(value)) and line in above:
                beside = next((v for v in rows[line][at + 1 :] if is_number(v)), None)
                if beside is not None:
                    yield line, at, f"{clean(value)} {written(beside)}", Total(clean(value), float(beside))
