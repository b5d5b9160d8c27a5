"""Among how many a rank is, what the units that were not published leave open, and what moved it.

A printed rank is among all units of its scope. A computed one is among those whose scores were published:
where *m* are missing, the unit is at most *m* places further down among all of them. A change of rank over
two sets of units mixes the unit's own step with those who came or went, so that it is told among the units
of both years.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd


def printed_among(printed: Collection[float], size: int) -> int | None:
    """Return among how many units printed ranks are: the list's length where it is whole, else the scope's.

    None where a rank is beyond the units that are known of.

    Examples
    --------
    >>> printed_among([1, 2, 3], 4), printed_among([1, 3], 4)
    (3, 4)
    """
    n, last = len(printed), max(printed, default=0)
    if n and n >= last and 2 * n >= size:
        return n
    return None if last > size else size


def ranged(table: pd.DataFrame) -> pd.DataFrame:
    """Add to ranks the range that they have among all units: ``rank_low`` to ``rank_high``.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns ``rank, printed_rank``; ``n_scored`` of ``n_whole`` units have a score.

    Returns
    -------
    pandas.DataFrame
        A printed rank is both ends; a computed one is the better end, and every unit without a score may
        stand before it.
    """
    missing = (table["n_whole"] - table["n_scored"]).clip(lower=0)
    low = table["printed_rank"].fillna(table["rank"]).astype("Int16")
    high = table["printed_rank"].fillna(table["rank"] + missing).astype("Int16")
    return table.assign(rank_low=low, rank_high=high)
