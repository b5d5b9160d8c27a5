"""Which score a rank, a class or a limit is of whose heading names none: the one that it stands behind.

Province | PAPI | D4 | 95% CI low | 95% CI high        Tỉnh | DTI | Hạng | Kinh tế số | Hạng
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from cchc_analysis.tables.tracks import Track
from cchc_analysis.workbooks.matrix import Matrix

_LIMITS = ("low", "high", "standard_error", "variance")
_ORDERS = ("rank", "group")


def codes_behind(
    matrix: Matrix, codes: Mapping[int, str], code_of: Callable[[Track], str]
) -> dict[Track, str]:
    """Return the criteria of the columns beside the scores whose headings name none.

    Limits are of the nearest score that lies between them, or of none (blank). A rank or a class is of the
    score right before it where others of its kind stand behind other scores; else nothing is told of it.

    Parameters
    ----------
    matrix : Matrix
        Of the view, its scores read.
    codes : mapping of int to str
        The criteria of the columns of scores, by their places.
    code_of : callable
        Gives the criterion that headings name; blank where they name none.
    """
    columns = matrix.view.columns
    kinds = (*_LIMITS, *_ORDERS)
    nameless = [i for i, t in enumerate(columns) if t.quantity in kinds and not (t.reason or code_of(t))]
    behind: dict[Track, str] = {}
    ordered: dict[str, dict[int, int]] = {}
    for run in _runs(nameless):
        limits = [i for i in run if columns[i].quantity in _LIMITS]
        scores = sorted(codes, key=lambda i: (i > run[0], abs(i - run[0])))
        of = next((codes[i] for i in scores if _lies_between(matrix, i, limits)), "")
        behind |= {columns[i]: of for i in limits} if scores else {}
        for i in run if run[0] - 1 in codes else ():
            if columns[i].quantity in _ORDERS:
                ordered.setdefault(columns[i].quantity, {})[i] = run[0] - 1
    for of_kind in ordered.values():
        if len(set(of_kind.values())) > 1:
            behind |= {columns[i]: codes[score] for i, score in of_kind.items()}
    return behind


def _runs(places: list[int]) -> list[list[int]]:
    """Return places in runs that follow each other.

    Examples
    --------
    >>> _runs([2, 3, 5])
    [[2, 3], [5]]
    """
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _lies_between(matrix: Matrix, score: int, limits: list[int]) -> bool:
    """Tell whether no number of a column of scores lies beyond the limits beside it."""
    values = matrix.values[:, score]
    for i in limits:
        ends = matrix.peeked(matrix.view.columns[i])
        beyond = values < ends if matrix.view.columns[i].quantity == "low" else values > ends
        if matrix.view.columns[i].quantity in ("low", "high") and beyond.any():
            return False
    return not np.isnan(values).all()
