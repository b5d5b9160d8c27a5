"""A total written as a text, ``Tổng điểm: 12,5/15``: in a row of the table, or outside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from cchc_analysis.files.grid import address
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import has_number, is_number
from cchc_analysis.tables.numbers import SAME, SCORED
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


def take_worded_totals(
    criteria: Criteria, scored: Sequence[Series], maxima: Maxima
) -> dict[tuple[int, int], tuple[int, int]]:
    """Let the total of a table, where no number stands in its row, take that of its text; report all others.

    Returns
    -------
    dict of (int, int) to (int, int)
        The cells that were taken so, by the criterion and the column of the sheet.
    """
    matrix = maxima.matrix
    has_total = criteria.has_total
    moved: dict[tuple[int, int], tuple[int, int]] = {}
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
