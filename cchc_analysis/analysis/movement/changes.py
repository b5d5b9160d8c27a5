"""What a change from one year to the next is held against where no error is published: the usual change.

All units of a year move together when a question, the weather or the survey's field work changes. What is
left of a change without that common movement is ordinary as long as most units move as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import lines, peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.values import word
from cchc_analysis.analysis.errors import error, listed, words, year_spans
from cchc_analysis.analysis.thresholds import threshold
from cchc_analysis.analysis.years.change_steps import SCALE, change_steps, on_scale
from cchc_analysis.analysis.years.jumped import jumps_in
from cchc_analysis.jumps import Jumps

#: Published figures have six decimals at most: what differs further down is one.
_DECIMALS = 9
#: What :func:`judged` adds to a line.
JUDGED = ["median_change", "usual", "unusual_share", "start"]


def usual_change(
    scores: pd.DataFrame, *, index: str, code: str = "total", scope: str | None = None
) -> pd.DataFrame:
    """Return how much a unit of an index moves from one comparable year to the next, the common movement out.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index : str
        The index.
    code : str
        Code in the edition of the last year of *scores*; its concept is followed back.
    scope : str, optional
        The set of units; the provinces of all times unless given.

    Returns
    -------
    pandas.DataFrame
        One row: ``value`` (points: 90 % of the changes are no further than this from the median change of
        their step), ``n_pairs`` (pairs of consecutive years of one unit), ``years`` (the later year of each
        step, as spans), ``reason, reason_en`` (why there is no value: fewer than 30 pairs). Steps count
        where the criterion stayed the same, nothing was rebuilt below it, its median did not jump, its scale
        is that of the last year, and at least half of the units were published in both years. Estimates do
        not count.

    Raises
    ------
    AnalysisError
        For an unknown code, or a choice of scopes left open.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> usual_change(load(), index="PAPI").round(2)[["value", "n_pairs", "years"]].values.tolist()
    [[2.27, 118, '2023–2024']]
    """
    index, code, scope = checked(scores, index=index, code=code, scope=scope)
    table, asked, year = _steps_of(scores, index, code, scope)
    table = on_scale(table, asked.min_score, asked.max_score)
    result = _summary(table)
    result.attrs = {
        "kind": "usual_change", "index": index, "code": code, "name": asked.name_vi, "year": year,
        "name_en": asked.name_en, "share": threshold("usual_change", "share"),
        "scope": str(table["scope"].iloc[-1]) if len(table) else scope or "",
    }  # fmt: skip
    return result


def judged(
    line: pd.DataFrame, rows: pd.DataFrame, index: str, code: str, scopes: Iterable[str], jumps: Jumps
) -> tuple[pd.DataFrame, dict[str, object]]:
    """Add to a unit's line how its changes compare with the usual ones.

    *line* is one criterion's years in order, *code* in the edition of the last, *scopes* those that the unit
    was ranked in. Over a step of the *jumps* no change is a usual one.

    Returns
    -------
    line : pandas.DataFrame
        With ``median_change`` (points, of the units of both years), ``usual`` (points, for the year's scale),
        ``unusual_share`` (from 0 to 1: how many changes are as far from the median change), ``start``
        (``lowest`` or ``highest``: where the year before was among the extreme tenth). All missing where
        ``change`` is, or the step does not count.
    facts : dict
        ``usual_pairs, usual_years`` of the last year that has them.
    """
    years = tuple(int(year) for year in line["year"])
    asked = (index, code, years, frozenset(scopes))
    table = kept(rows, ("judgements", *asked), lambda: _judgements(rows, *asked, jumps), shared=True)
    line = line.merge(table[["year", "unit_id", *JUDGED, *SCALE]], on=["year", "unit_id"],
                      how="left", suffixes=("", "_of_step"))  # fmt: skip
    line[JUDGED] = line[JUDGED].where(line["change"].notna())
    line["start"] = line["start"].fillna("")
    scale = line.loc[line["usual"].notna(), [f"{end}_of_step" for end in SCALE]].tail(1)
    if scale.empty:
        return line, {}
    summary = _summary(on_scale(table, *scale.iloc[0])).iloc[0]
    return line, {"usual_pairs": int(summary["n_pairs"]), "usual_years": str(summary["years"])}


def _judgements(
    rows: pd.DataFrame, index: str, code: str, years: Sequence[int], scopes: Set[str], jumps: Jumps
) -> pd.DataFrame:
    """Return every change with what is usual on its scale, and how many are as far from the median change."""
    table = change_steps(rows, index, code, years, scopes, jumps)
    alike = table["distance"].abs().round(_DECIMALS).groupby([table[end] for end in SCALE], dropna=False)
    n = alike.transform("size")
    enough = n >= threshold("usual_change", "least_pairs")
    return table.assign(
        usual=alike.transform("quantile", threshold("usual_change", "share")).where(enough),
        unusual_share=(alike.rank(method="max", ascending=False) / n).where(enough),
    )


def _steps_of(
    scores: pd.DataFrame, index: str, code: str, scope: str | None
) -> tuple[pd.DataFrame, frameworks.Criterion, int]:
    """Return the steps of a criterion, the criterion, and the last year of its index."""
    rows = peers.rows_of(scores, index)
    known = sorted(rows["scope"].dropna().unique())
    scopes = [s for s in known if s.startswith("tinh-")] or known
    if scope is not None:
        word(scope, "scope", known)
        scopes = [scope]
    scored = rows["score"].notna() & rows["scope"].isin(scopes)
    years = sorted(int(year) for year in rows.loc[scored, "year"].unique())
    if scopes == known and len(known) > 1 and not known[0].startswith("tinh-"):
        raise error("several_scopes", index=index, year=years[-1], near=listed(known))
    asked = lines.criterion(index, code, years[-1])
    jumps = jumps_in(scores, index, scopes[-1])
    return change_steps(rows, index, code, years, set(scopes), jumps), asked, years[-1]


def _summary(table: pd.DataFrame) -> pd.DataFrame:
    least = int(threshold("usual_change", "least_pairs"))
    n = len(table)
    value = float(table["distance"].abs().quantile(threshold("usual_change", "share"))) if n else float("nan")
    key = "few_pairs" if n else "no_pairs"
    reason = words("reasons", key, n=n, least=least) if n < least else ("", "")
    years = year_spans(table["year"].unique())
    row = {"value": value if n >= least else float("nan"), "n_pairs": n, "years": years,
           "reason": reason[0], "reason_en": reason[1]}  # fmt: skip
    types = {"n_pairs": "Int32", "years": "string", "reason": "string", "reason_en": "string"}
    return pd.DataFrame([row]).astype(types)
