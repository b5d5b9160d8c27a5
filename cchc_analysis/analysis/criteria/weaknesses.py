"""What costs a unit its points, and what to fix first."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cchc_analysis.analysis.criteria.gaps import columns, table_of

#: What every result has.
COLUMNS = columns(strong=False)


def weaknesses(
    scores: pd.DataFrame,
    *,
    index: str,
    unit: str,
    year: int,
    peers: str | Sequence[str] = "all",
    by: str | None = None,
    n: int | None = 10,
) -> pd.DataFrame:
    """Return the criteria that cost a unit most, at the lowest level that carries points.

    Parameters
    ----------
    scores, index, unit
        As in :func:`cchc_analysis.trend`.
    year : int
        The year assessed; codes are those of its edition.
    peers : {"all", "region", "nearest"} or sequence of str
        All units of the scope, those of the region, the ones nearest in rank by the total (a declared
        number of them, ``thresholds.toml``), or the named ones. The unit is one of the first two and not
        of the nearest; a list is taken as it is given. Ranks are always among the peers and the unit.
    by : {"gap", "loss"}, optional
        Order by gap to the peers' median, or by points lost. Default ``gap`` where there are
        peers (on a published table points lost name the same criteria for everybody), else
        ``loss``.
    n : int, optional
        Rows to return, the weakest first; all for ``None``.

    Returns
    -------
    pandas.DataFrame
        ``score, max_score`` in the criterion's points; in points of the total ``points_lost =
        (max − score)·weight``, ``gap_to_median = (median − score)·weight`` and ``gap_to_best``
        (negative where the unit is ahead), ``median, best`` themselves in the criterion's points;
        ``share_of_loss`` from 0 to 1, of all points lost at
        this level; ``pct, median_pct, best_pct`` in % of the scale; ``rank`` of ``n_units``.
        ``years_weak``: in how many of the last four comparable years the unit was in the lowest
        quarter of the peers (at or below their first quartile, and below their median);
        ``persistent``: in at least three, missing where fewer than four years are comparable.
        ``trend``: change of ``pct`` since the last year in which the unit was published, in
        percentage points; missing where that is not comparable. ``attrs``: ``by, peers, peer_names, level,
        partial, estimated, not_published`` (codes), ``note_vi``, ``note_en``.

        From a unit's own scoring sheet: by points lost, without peers, and with
        ``self_minus_appraised`` and the appraiser's ``note``.

        Where the index's weights are unknown, everything in points of the total is missing, the
        order is by % of the scale, and the note says so.

    Raises
    ------
    AnalysisError
        For an unknown unit, a year in which the unit was not published, a wrong word, or peers that are
        unknown or were not published that year: the message names them.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = weaknesses(load(), index="PAPI", unit="Bắc Kạn", year=2024, n=1)
    >>> table[["code", "gap_to_median", "rank", "n_units"]].round(2).values.tolist()
    [['6.2', 0.32, 54, 61]]
    """
    return table_of(scores, index=index, unit=unit, year=year, peers=peers, by=by, n=n, strong=False)
