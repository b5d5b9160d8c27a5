"""Which score a rank, a class or a limit is of whose heading names none: the one that it stands behind.

Province | PAPI | D4 | 95% CI low | 95% CI high        Tỉnh | DTI | Hạng | Kinh tế số | Hạng
                                                       Xã | Tự chấm | Hạng | Thẩm định | Hạng
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address
from cchc_analysis.tables.tracks import Track
from cchc_analysis.workbooks.cells.matrix import Matrix

CodeOf = Callable[[Track], str]
_LIMITS = ("low", "high", "standard_error", "variance")
ORDERS = ("rank", "group")


def whole_of(codes: Sequence[str]) -> str:
    """Return the criterion of what stands for all scores of a table: the whole, weighted or not, or the one.

    Examples
    --------
    >>> whole_of(["4", "total"]), whole_of(["weighted", "4"]), whole_of(["4"]), whole_of(["4", "8"])
    ('total', 'weighted', '4', 'total')
    """
    alone = codes[0] if len(set(codes)) == 1 else "total"
    return next((code for code in ("total", "weighted", "unweighted") if code in codes), alone)


def scores_behind(
    matrix: Matrix, codes: Mapping[int, str], code_of: CodeOf, *, down: bool
) -> dict[Track, int]:
    """Return of which scores the rows or columns beside them are whose headings name no criterion.

    Limits are of the nearest score that lies between them, or of none (their own place), which is reported. A
    rank or a class is of the score right before it where others of its kind stand behind other scores; else
    nothing is told of it.

    Parameters
    ----------
    matrix : Matrix
        Of the view, its scores read.
    codes : mapping of int to str
        The criteria of the scores among them, by their places.
    code_of : callable
        Gives the criterion that headings name; blank where they name none.
    down : bool
        Whether the criteria stand down, so that rows are looked at.
    """
    tracks = matrix.view.rows if down else matrix.view.columns

    def numbers(place: int) -> Vector:
        return matrix.values[place, :] if down else matrix.peeked(tracks[place])

    kinds = (*_LIMITS, *ORDERS)
    nameless = [i for i, t in enumerate(tracks) if t.quantity in kinds and not (t.reason or code_of(t))]
    behind: dict[Track, int] = {}
    ordered: dict[str, dict[int, int]] = {}
    runs = groupby(enumerate(nameless), lambda pair: pair[1] - pair[0])  # places that follow each other
    for run in [[i for _, i in run] for _, run in runs] if codes else ():
        limits = {i: tracks[i].quantity for i in run if tracks[i].quantity in _LIMITS}
        scores = sorted(codes, key=lambda i: (i > run[0], abs(i - run[0])))
        of = next((i for i in scores if _lies_between(i, limits, numbers)), None)
        behind |= {tracks[i]: i if of is None else of for i in limits}
        if limits and of is None:
            first, body = tracks[min(limits)], matrix.view.body
            cell = address(first.at, 0) if down else body.heading_cell(first.at)
            matrix.view.context.say("limits_of_no_score", cell, printed=first.text[:60])
        for i in run if run[0] - 1 in codes else ():
            if tracks[i].quantity in ORDERS:
                ordered.setdefault(tracks[i].quantity, {})[i] = run[0] - 1
    for of_kind in ordered.values():
        if len(set(of_kind.values())) > 1:
            behind |= {tracks[i]: score for i, score in of_kind.items()}
    return behind


def _lies_between(score: int, limits: Mapping[int, str], numbers: Callable[[int], Vector]) -> bool:
    """Tell whether no score lies beyond the limits beside it."""
    values = numbers(score)
    below = (values < numbers(i) for i, quantity in limits.items() if quantity == "low")
    above = (values > numbers(i) for i, quantity in limits.items() if quantity == "high")
    return not (np.isnan(values).all() or any(v.any() for v in (*below, *above)))
