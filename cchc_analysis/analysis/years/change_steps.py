"""The changes of all units between consecutive comparable years, the common movement beside them."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import lines
from cchc_analysis.analysis.asked.cohorts import Cohort, median, quantile
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.published_scores import published_in
from cchc_analysis.analysis.asked.scopes import few
from cchc_analysis.analysis.thresholds import threshold
from cchc_analysis.analysis.years.jumped import jump_of
from cchc_analysis.jumps import Jumps

_NO_STEP = pd.DataFrame({
    "year": pd.Series(dtype="Int16"),
    **{name: pd.Series(dtype="string") for name in ("scope", "unit_id", "start")},
    **{name: pd.Series(dtype="float64") for name in
       ("change", "median_change", "distance", "scale_min", "scale_max")},
})  # fmt: skip
SCALE = ["scale_min", "scale_max"]


def comparable(index: str, code: str, year: int, jumps: Jumps) -> bool:
    """Tell whether changes of *code* from the year before to *year* count: the one place that decides."""
    same = frameworks.comparability(index, year, code).kind == "same"
    rebuilt = frameworks.rebuilt_below(index, code, year, year - 1)
    return same and not rebuilt and not jump_of(index, code, year, year - 1, jumps)


def change_steps(
    rows: pd.DataFrame, index: str, code: str, years: Sequence[int], scopes: Set[str], jumps: Jumps
) -> pd.DataFrame:
    """Return every change of every unit between two consecutive comparable years.

    Returns
    -------
    pandas.DataFrame
        ``year`` (the later one), ``scope, unit_id, change, median_change, distance`` (the one less the other),
        ``start`` and the ends of the scale.
    """
    asked = ("steps", index, code, tuple(years), frozenset(scopes))
    return kept(rows, asked, lambda: _made(rows, index, code, years, scopes, jumps), shared=True)


def _made(
    rows: pd.DataFrame, index: str, code: str, years: Sequence[int], scopes: Set[str], jumps: Jumps
) -> pd.DataFrame:
    published = published_in(_of_editions(rows, index))
    size = published_in(rows).size
    then = {year: lines.in_year(index, code, year, years[-1]) for year in years}
    parts = []
    for year in sorted(then):
        now, before = then[year], then.get(year - 1)
        if now.code is None or before is None or not comparable(index, now.code, year, jumps):
            continue
        ends = (now.scale_min, now.scale_max)
        for scope in sorted(scopes):
            step = _step(published.of(year, now.code, scope), published.of(year - 1, before.code, scope))
            if len(step) and not few(len(step), size(scope)):
                parts.append(step.assign(year=year, scope=scope, scale_min=ends[0], scale_max=ends[1]))
    table = pd.concat(parts, ignore_index=True) if parts else _NO_STEP
    return table[list(_NO_STEP)].astype(_NO_STEP.dtypes)


def _step(now: Cohort, then: Cohort) -> pd.DataFrame:
    """Return the changes of the units of two years."""
    ids, at, before = np.intersect1d(now.unit_ids, then.unit_ids, assume_unique=True, return_indices=True)
    change, start = now.scores[at] - then.scores[before], then.scores[before]
    middle, extreme = median(change), threshold("usual_change", "extreme")
    place = np.where(start <= quantile(start, extreme), "lowest", "")
    place = np.where(start >= quantile(start, 1 - extreme), "highest", place)
    return pd.DataFrame({
        "unit_id": ids, "change": change, "median_change": middle, "distance": change - middle, "start": place,
    })  # fmt: skip


def _of_editions(rows: pd.DataFrame, index: str) -> pd.DataFrame:
    """Return the rows of declared editions: a sheet's own criteria are declared nowhere."""
    known = rows["edition"].isin(lines.declared_editions(index))
    return rows if known.all() else kept(rows, ("of editions", index), lambda: rows[known], shared=True)


def on_scale(table: pd.DataFrame, low: float, high: float) -> pd.DataFrame:
    """Return the steps of a scale: points of one are not points of another; an unknown scale is one scale."""
    same = pd.Series(True, index=table.index)
    for name, end in zip(SCALE, (low, high), strict=True):
        same &= table[name].isna() if pd.isna(end) else table[name] == end
    return table[same]
