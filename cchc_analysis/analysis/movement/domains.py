"""The domains of one index side by side: one unit against the others, in a year and over the years."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.errors import no_year
from cchc_analysis.analysis.movement.trends import finished, lines_at_level
from cchc_analysis.analysis.years import comparing

_LINES = [
    "code", "name", "name_en", "year", "score", "pct", "min_score", "max_score", "change", "change_in_pct",
    "previous", "comparability", "reason", "reason_en", "below", "step", "median", "q1", "q3", "median_pct",
    "q1_pct", "q3_pct", "best", "rank", "n_units", "partial", "estimated", "status",
]  # fmt: skip
_UNKNOWN = (float("nan"), float("nan"))
_DOMAINS = [*_LINES, "previous_score", "previous_pct", "gap", "gap_pct"]


def domain_lines(scores: pd.DataFrame, *, index: str, unit: str) -> pd.DataFrame:
    """Return every domain of an index over the years, one unit against the others.

    Parameters
    ----------
    scores, index, unit
        As in :func:`cchc_analysis.trend`.

    Returns
    -------
    pandas.DataFrame
        One row a domain of the last edition (in printed order) and year, with the columns of ``trend`` that
        a picture needs: ``code`` and ``name, name_en`` of the last edition, ``score, median, q1, q3, best``
        in points, the same in % of the scale (``pct``, ``…_pct``), ``rank`` of ``n_units``, ``change``
        since ``previous``, ``comparability``, ``step``.

    Raises
    ------
    AnalysisError
        For an unknown unit, or an index without domains.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = domain_lines(load(), index="PAPI", unit="Bắc Kạn")
    >>> table[["name", "year", "score", "median"]].round(2).values.tolist()[13]
    ['Tham gia của người dân ở cấp cơ sở', 2024, 5.33, 4.93]
    """
    index, unit = checked(scores, index=index, unit=unit)
    return kept(scores, ("domain lines", index, unit), lambda: _made(scores, index, unit)).copy()


def _made(scores: pd.DataFrame, index: str, unit: str) -> pd.DataFrame:
    table, subject, _ = lines_at_level(peers.rows_of(scores, index, unit), scores, index, unit, 1)
    table = table.loc[table["status"].notna(), _LINES]
    return finished(table, subject, "domain_lines", index, {"in_points": _one_scale(table)})


def domains(scores: pd.DataFrame, *, index: str, unit: str, year: int) -> pd.DataFrame:
    """Return the domains of an index in one year: the year before, the median, the middle half, the rank.

    Parameters
    ----------
    scores, index, unit
        As in :func:`cchc_analysis.trend`.
    year : int
        The year assessed.

    Returns
    -------
    pandas.DataFrame
        One row a domain, the furthest above the median first (in % of the scale where the domains have several
        scales: ``attrs["in_points"]``): the columns of :func:`domain_lines`, ``gap`` and ``gap_pct`` to the
        median, and ``previous_score, previous_pct`` where the two years may be compared; ``reason`` says why
        they may not.

    Raises
    ------
    AnalysisError
        As :func:`domain_lines`; for a year without the unit's domains.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = domains(load(), index="PAPI", unit="Bắc Kạn", year=2024)
    >>> table[["name", "gap", "rank"]].round(2).values.tolist()[-1]
    ['Cung ứng dịch vụ công', -0.29, 52]
    """
    (year,) = checked(scores, year=year)
    table = domain_lines(scores, index=index, unit=unit)
    attrs = table.attrs
    scored = table[table["score"].notna()]
    if not (scored["year"] == year).any():
        raise no_year(index, year, attrs["unit"], scored["year"].unique())
    points = zip(scored["code"], scored["year"], scored["score"], scored["pct"], strict=True)
    past = {(code, at): values for code, at, *values in points}
    table = table[table["year"] == year]
    before = [past.get(key, _UNKNOWN) for key in zip(table["code"], table["previous"], strict=True)]
    for place, (name, kinds) in enumerate((("score", ("same",)), ("pct", comparing.COMPARABLE))):
        values = pd.Series([values[place] for values in before], index=table.index, dtype="float64")
        table[f"previous_{name}"] = values.where(table["comparability"].isin(kinds))
    table["gap"], table["gap_pct"] = table["score"] - table["median"], table["pct"] - table["median_pct"]
    table = table[_DOMAINS]
    in_points = _one_scale(table)
    order = table["gap" if in_points else "gap_pct"].sort_values(ascending=False, kind="stable").index
    table = table.loc[order].reset_index(drop=True)
    previous = table.loc[table["score"].notna(), "previous"].dropna()
    table.attrs = attrs | {
        "kind": "domains", "year": int(year), "in_points": in_points,
        "previous": int(previous.max()) if len(previous) else None,
    }  # fmt: skip
    return table


def _one_scale(table: pd.DataFrame) -> bool:
    """Tell whether all scores are of one scale, so that their points can stand on one axis."""
    ends = table.loc[table["score"].notna(), ["min_score", "max_score"]].round(2).drop_duplicates()
    return len(ends) == 1 and bool(ends.notna().all(axis=None))
