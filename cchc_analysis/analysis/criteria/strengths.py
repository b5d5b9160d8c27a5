"""What a unit does better than the others: the other end of its weaknesses."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cchc_analysis.analysis.criteria.gaps import table_of


def strengths(
    scores: pd.DataFrame,
    *,
    index: str,
    unit: str,
    year: int,
    peers: str | Sequence[str] = "all",
    by: str | None = None,
    n: int | None = 10,
) -> pd.DataFrame:
    """Return the criteria in which a unit is furthest ahead, at the lowest level that carries points.

    The rules are those of weaknesses, and so is the computation: only the order is the other way.

    Parameters
    ----------
    scores, index, unit, year, peers
        As in :func:`cchc_analysis.weaknesses`.
    by : {"gap", "loss"}, optional
        Order by how far the unit is above the peers' median, or by the fewest points lost, and of equals
        the criterion with most points first. Default ``gap`` where there are peers, else ``loss``.
    n : int, optional
        Rows to return, the strongest first; all for ``None``.

    Returns
    -------
    pandas.DataFrame
        As :func:`cchc_analysis.weaknesses` returns it; ``gap_to_median`` is negative where
        the unit is ahead. ``years_strong`` in place of ``years_weak``: in how many of the last four comparable
        years the unit was in the highest quarter of the peers (at or above their third quartile, and above
        their median); ``persistent``: in at least three. ``attrs`` have ``n_full`` too: how many criteria
        reached their maximum.

    Raises
    ------
    AnalysisError
        As :func:`cchc_analysis.weaknesses`.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = strengths(load(), index="PAPI", unit="Bắc Kạn", year=2024, n=1)
    >>> table[["code", "gap_to_median", "rank", "n_units"]].round(2).values.tolist()
    [['1.2', -0.25, 9, 61]]
    """
    return table_of(scores, index=index, unit=unit, year=year, peers=peers, by=by, n=n, strong=True)
