"""How a unit's gap to the others changed: what is left of a change when the common movement is taken out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis.analysis.asked.published_scores import Published
from cchc_analysis.analysis.asked.scopes import few

_NAN = float("nan")
#: Widths of a scale that are this close are one.
_ONE_SCALE = 0.01


def with_gap_changes(line: pd.DataFrame, published: Published) -> pd.DataFrame:
    """Add to a compared line the change of the unit's gap to the median of the units of both years.

    The columns are ``gap_change_in_pct``, in percentage points of the scale, and ``gap_change``, in points: of
    the scale of the later year where the scale moved. Both are missing where either year has no score, fewer
    than half of the units were published in both, or the unit is not the one it was.
    """
    rows = line[
        ["of", "year", "code", "scope", "previous", "moved", "score", "pct", "min_score", "max_score"]
    ]
    by_year = {(row.of, row.year): row for row in rows.itertuples(index=False)}
    changes = [_change(row, by_year, published) for row in by_year.values()]
    points, shares = zip(*changes, strict=True) if changes else ((), ())
    return line.assign(gap_change_in_pct=np.array(shares, float), gap_change=np.array(points, float))


def _change(row: Any, by_year: dict[tuple[str, int], Any], published: Published) -> tuple[float, float]:
    """Return the change of a year's gap in points and in % of the scale."""
    if pd.isna(row.score) or pd.isna(row.previous) or (pd.notna(row.moved) and row.moved):
        return _NAN, _NAN
    then = by_year[row.of, int(row.previous)]
    both = published.both((row.year, row.code, row.scope), (then.year, then.code, then.scope))
    if both.n < 2 or few(both.n, max(published.size(row.scope), published.size(then.scope))):
        return _NAN, _NAN
    in_pct = (row.pct - both.pct) - (then.pct - both.pct_then)
    width, before = row.max_score - row.min_score, then.max_score - then.min_score
    if abs(width - before) > _ONE_SCALE:
        return in_pct / 100 * width, in_pct
    return (row.score - both.score) - (then.score - both.score_then), in_pct
