"""How a unit's gap to the others changed: what is left of a change when the common movement is taken out."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from cchc_analysis import units

_KEYS = ["of", "year"]


def with_gap_changes(line: pd.DataFrame, others: pd.DataFrame, sizes: Iterable[int]) -> pd.DataFrame:
    """Add to a compared line the change of the unit's gap to the median of the units of both years.

    Parameters
    ----------
    line : pandas.DataFrame
        As ``lines.compared`` returns it.
    others : pandas.DataFrame
        The published scores of all that were ranked with the unit, as ``peers.published`` returns them.
    sizes : iterable of int
        How many units the scope of each row of *line* has.

    Returns
    -------
    pandas.DataFrame
        *line* with ``gap_change_in_pct``, in percentage points of the scale, and ``gap_change``, in points: of
        the scale of the later year where the scale moved. Both are missing where either year has no score,
        fewer than half of the units were published in both, or the unit is not the one it was.
    """
    pairs = line[["of", "year", "previous"]].assign(size=pd.array(list(sizes), dtype="Int16"))
    size_of = pairs.groupby(_KEYS)["size"].first()
    pairs = pairs[line["score"].notna() & line["previous"].notna() & line["moved"].isin(["", pd.NA])]
    known = others.assign(place=others["unit_id"].map(_places(others["unit_id"].unique())))
    then = known[["of", "year", "place", "score", "pct"]].rename(columns={"year": "previous"})
    both = pairs.merge(known, on=_KEYS).merge(
        then, on=["of", "previous", "place"], suffixes=("", "_then")
    )  # fmt: skip
    medians = both.groupby(["of", "year", "previous"])[["score", "pct", "score_then", "pct_then"]].median()
    medians["n"] = both.groupby(["of", "year", "previous"]).size()
    medians = medians.reset_index()
    most = pd.concat(
        [medians[["of", year]].apply(tuple, axis=1).map(size_of) for year in ("year", "previous")], axis=1
    ).max(axis=1) if len(medians) else pd.Series(dtype="float64")  # fmt: skip
    medians = medians[(2 * medians["n"] >= most) & (medians["n"] > 1)]
    seen = line[_KEYS].merge(medians, on=_KEYS, how="left").set_index(line.index)
    values = line[["score", "pct", "min_score", "max_score"]].where(line["score"].notna())
    past = values.groupby(line["of"], sort=False).ffill().groupby(line["of"], sort=False).shift()
    line = line.copy()
    line["gap_change_in_pct"] = (line["pct"] - seen["pct"]) - (past["pct"] - seen["pct_then"])
    points = (line["score"] - seen["score"]) - (past["score"] - seen["score_then"])
    width, before = (table["max_score"] - table["min_score"] for table in (line, past))
    rescaled = ((width - before).abs() > 0.01) & seen["n"].notna()
    line["gap_change"] = points.mask(rescaled, line["gap_change_in_pct"] / 100 * width)
    return line


def _places(unit_ids: Iterable[str]) -> dict[str, str]:
    """Return one id for each place, whatever set of units it was ranked in."""
    return {unit_id: min(units.same_place(unit_id)) for unit_id in unit_ids}
