"""In how many of the last comparable years a unit was in the extreme quarter of its peers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cchc_analysis.analysis.asked.cohorts import Cohort, Ordinary
from cchc_analysis.analysis.thresholds import threshold
from cchc_analysis.analysis.years import comparing
from cchc_analysis.scores import typed


def persistence(line: pd.DataFrame, beside: Sequence[Cohort], *, strong: bool) -> pd.DataFrame:
    """Return by ``of`` in how many of the last four years comparable with the last a unit was weak (or strong).

    The columns are ``years_weak`` (or ``years_strong``) and ``persistent``.
    """
    years_of: dict[str, list[tuple[float, Ordinary, bool]]] = {}
    columns = zip(line["of"], line["score"], line["comparability"], beside, strict=True)
    for of, score, kind, cohort in columns:
        if len(cohort.scores):
            # Who is in a quarter is a matter of places: those hold however far the median jumped.
            row = (score, cohort.ordinary, pd.isna(kind) or kind not in comparing.RANKABLE)
            years_of.setdefault(of, []).append(row)
    judged = {of: _times(years, strong=strong) for of, years in years_of.items()}
    name = "years_strong" if strong else "years_weak"
    table = pd.DataFrame({
        name: typed([times for times, _ in judged.values()], "Int8", len(judged)),
        "persistent": pd.array([persistent for _, persistent in judged.values()], dtype="boolean"),
    }, index=pd.Index(judged, dtype="string"))  # fmt: skip
    return table


def _times(years: Sequence[tuple[float, Ordinary, bool]], *, strong: bool) -> tuple[int | None, bool | None]:
    """Return in how many of the last years a unit was in the extreme quarter, and whether in enough of them."""
    # A year with the figures of a few leaders only has no quarters.
    most = max(ordinary.n_units for _, ordinary, _ in years)
    stretch: list[tuple[float, Ordinary]] = []
    for score, ordinary, broken in years:
        if score == score and 2 * ordinary.n_units >= most:
            stretch = [*([] if broken else stretch), (score, ordinary)]
    if not stretch:
        return None, None
    counted, at_least = (int(threshold("persistent", name)) for name in ("years", "at_least"))
    last = stretch[-counted:]
    times = sum(_extreme(score, ordinary, strong=strong) for score, ordinary in last)
    # A handful of peers has no quarters.
    handful = most < threshold("persistent", "least_units")
    return times, None if len(last) < counted or handful else times >= at_least


def _extreme(score: float, ordinary: Ordinary, *, strong: bool) -> bool:
    """Tell whether a score is in the lowest (or highest) quarter."""
    if strong:
        return score >= ordinary.q3 and score > ordinary.median
    return score <= ordinary.q1 and score < ordinary.median
