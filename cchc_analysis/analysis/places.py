"""Among how many a rank is, what the units that were not published leave open, and what moved it.

A printed rank is among all units of its scope. A computed one is among those whose scores were published:
where *m* are missing, the unit is at most *m* places further down among all of them. A change of rank over
two sets of units mixes the unit's own step with those who came or went, so that it is told among the units
of both years.
"""

from __future__ import annotations

import pandas as pd


def printed_among(printed: pd.Series, size: int) -> int | None:
    """Return among how many units printed ranks are: the list's length where it is whole, else the scope's.

    None where a rank is beyond the units that are known of.

    Examples
    --------
    >>> printed_among(pd.Series([1.0, 2.0, 3.0]), 4), printed_among(pd.Series([1.0, 3.0]), 4)
    (3, 4)
    """
    there = printed.dropna()
    whole = len(there) > 0 and len(there) >= there.max() and 2 * len(there) >= size
    if whole:
        return len(there)
    return None if len(there) and there.max() > size else size


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


def moved(table: pd.DataFrame) -> pd.DataFrame:
    """Add to a rank history which of its two changes may be told, and among how many units.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a year: ``rank, printed_rank, n_shown, n_units, change, change_common, n_common``.

    Returns
    -------
    pandas.DataFrame
        *table* with ``change_basis`` (``printed``, ``computed`` or ``mixed``: what the ranks of ``change`` are)
        and ``shown_change``: ``change`` where both ranks are among the same units, else ``change_common``, and
        then ``shown_common`` is their number.
    """
    printed = table["printed_rank"].notna()
    shown = table["printed_rank"].fillna(table["rank"]).notna()
    was_printed = printed.where(shown).ffill().shift()
    was_among = table["n_shown"].where(shown).ffill().shift()
    compared = table["change"].notna()
    both = printed & (was_printed == True)  # noqa: E712
    neither = shown & ~printed & (was_printed == False)  # noqa: E712
    basis = pd.Series("mixed", index=table.index).mask(both, "printed").mask(neither, "computed")
    among = table["n_shown"].eq(was_among).fillna(False)
    one_set = among & (both | table["n_common"].eq(table["n_shown"]).fillna(False))
    return table.assign(
        change_basis=basis.where(compared).astype("string"),
        shown_change=table["change"].where(one_set, table["change_common"]).where(compared),
        shown_common=table["n_common"].mask(one_set).where(compared),
    )
