"""What goes together: the indices over the provinces of a year, the dimensions of one index."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import nan
from typing import NamedTuple

import numpy as np
import pandas as pd

from cchc_analysis import frameworks, units
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.published_scores import published_in
from cchc_analysis.analysis.asked.scopes import declared_size, few
from cchc_analysis.analysis.errors import AnalysisError, error, listed, no_year, noted, words
from cchc_analysis.analysis.ranking.ranks import one_scope
from cchc_analysis.analysis.thresholds import threshold


class _Standing(NamedTuple):
    """How the provinces stood in an index: the higher the value the better, by id."""

    values: pd.Series
    by: str
    year: int | None
    scope: str


def index_correlation(
    scores: pd.DataFrame, *, year: int, indices: Sequence[str] | None = None, latest: bool = False
) -> pd.DataFrame:
    """Return how alike the indices rank the provinces of a year (Spearman's rho).

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    year : int
        The year assessed.
    indices : sequence of str, optional
        Two or more; all that score provinces unless given.
    latest : bool
        Take of each index the last year up to *year* in which at least half of the provinces were published
        (else the last with any), instead of that very year. ``year_a`` and ``year_b`` say which.

    Returns
    -------
    pandas.DataFrame
        One row a pair: ``index_a, index_b, year_a, year_b, rho`` (of the ranks among the provinces that both
        have; ties share their mean), ``n`` of these out of ``n_scope``, ``by_a, by_b`` (``score``, or ``rank``
        where more ranks were printed than scores), ``selective`` (fewer than half of the
        provinces: of some years an index publishes its leaders only, and among leaders alone a correlation is
        another, mostly a weaker one), ``reason, reason_en`` (why ``rho`` is missing, or what to
        mind). Missing below a declared number of provinces (``thresholds.toml``).

    Raises
    ------
    AnalysisError
        For an index without provinces, fewer than two, or a year in which none of them has figures.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = index_correlation(load(), year=2021, indices=["PAPI", "PCI"])
    >>> table[["rho", "n", "selective"]].round(2).values.tolist()
    [[0.22, 60, False]]
    """
    year, asked = checked(scores, year=year, indices=indices)
    chosen = _indices(scores, asked)
    standings = {index: _standing(scores, index, year, latest) for index in chosen}
    if all(standing.values.empty for standing in standings.values()):
        totals = scores[(scores["code"] == "total") & scores["index"].isin(chosen) & scores["score"].notna()]
        raise no_year(listed(chosen), year, "total", totals["year"].unique())
    table = pd.DataFrame([_pair(a, b, standings[a], standings[b], year) for a, b in combinations(chosen, 2)])
    types = dict.fromkeys(["index_a", "index_b", "by_a", "by_b", "reason", "reason_en"], "string")
    table = table.astype(types | dict.fromkeys(["year_a", "year_b", "n", "n_scope"], "Int16"))
    note = words("correlation", "ranks")
    table.attrs = {
        "kind": "index_correlation", "year": int(year), "indices": chosen, "latest": latest,
    } | noted(note)  # fmt: skip
    return table


def _indices(scores: pd.DataFrame, asked: list[str] | None) -> list[str]:
    of_provinces = scores["unit_type"] == "province"
    known = [i for i in frameworks.indices() if ((scores["index"] == i) & of_provinces).any()]
    chosen = known if asked is None else asked
    wrong = [index for index in chosen if index not in known]
    if wrong or len(chosen) < 2:
        raise error("bad_choice", argument="indices", value=listed(wrong or chosen), near=listed(known))
    return chosen


def _standing(scores: pd.DataFrame, index: str, year: int, latest: bool) -> _Standing:
    try:
        published = published_in(peers.rows_of(scores, index))
    except AnalysisError:  # nothing of it is final
        return _Standing(pd.Series(dtype=float), "score", None, "")
    # Where a year was printed for two sets of provinces, those that there were count.
    keys = {at: (at, "total", units.scope_of(at)) for at in sorted(published.years("total")) if at <= year}
    counted = {at: n for at, key in keys.items() if (n := published.counted(*key))}
    at: int | None = int(year)
    if latest and counted:
        at = max([y for y, n in counted.items() if not few(n, declared_size(keys[y][2]))] or counted)
    if at not in counted:
        return _Standing(pd.Series(dtype=float), "score", None, "")
    cohort, ranks = published.of(*keys[at]), published.printed(*keys[at])
    if len(ranks) > len(cohort.scores):
        return _Standing(-pd.Series(ranks, dtype=float), "rank", at, keys[at][2])
    return _Standing(pd.Series(cohort.scores, cohort.unit_ids), "score", at, keys[at][2])


def _pair(index_a: str, index_b: str, a: _Standing, b: _Standing, year: int) -> dict[str, object]:
    both = pd.concat([a.values, b.values], axis=1, join="inner")
    rho, size = nan, declared_size(a.scope)
    absent = [index for index, standing in ((index_a, a), (index_b, b)) if standing.year is None]
    if absent:
        reason = words("correlation", "absent", indices=listed(absent), year=year)
    elif a.scope != b.scope:
        reason = words("correlation", "other_units", year_a=a.year, year_b=b.year)
    else:
        rho = pearson(both.rank().to_numpy()) if len(both) >= _least() else nan
        reason = _reason(rho, len(both), size)
    return {
        "index_a": index_a, "index_b": index_b, "year_a": a.year, "year_b": b.year, "rho": rho, "n": len(both),
        "n_scope": size, "by_a": a.by, "by_b": b.by, "selective": rho == rho and few(len(both), size),
        "reason": reason[0], "reason_en": reason[1],
    }  # fmt: skip


def _least() -> int:
    return int(threshold("correlation", "pairs"))


def _reason(value: float, n: int, size: int) -> tuple[str, str]:
    """Return why there is no correlation of so many pairs, or what to mind where there is one."""
    if n < _least():
        return words("correlation", "few", n=n, least=_least())
    if np.isnan(value):
        return words("correlation", "equal")
    return words("correlation", "selective", n=n, of=size) if few(n, size) else ("", "")


def pearson(pairs: np.ndarray) -> float:
    """Return Pearson's correlation of two columns; missing where one of them is the same everywhere.

    Examples
    --------
    >>> round(pearson(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 7.0]])), 3)
    0.993
    """
    apart = pairs - pairs.mean(axis=0)
    spread = np.sqrt((apart**2).sum(axis=0))
    if len(pairs) < 2 or (spread < 1e-9).any():
        return nan
    return float(np.clip((apart / spread).prod(axis=1).sum(), -1.0, 1.0))


def dimension_correlation(
    scores: pd.DataFrame, *, index: str, year: int, scope: str | None = None
) -> pd.DataFrame:
    """Return how the dimensions of an index go together, and with its total (Pearson's r).

    The OECD/JRC handbook on composite indicators (2008, step 4) looks at the scores themselves, hence Pearson
    and not ranks: a dimension that falls while others rise pulls against the total; two that say the same
    count twice.

    Parameters
    ----------
    scores, index, year, scope
        As in :func:`cchc_analysis.ranks`.

    Returns
    -------
    pandas.DataFrame
        One row a pair, the pairs with the total last: ``code_a, name_a, name_en_a, code_b, name_b,
        name_en_b, r, n`` (units that have both), ``r_rest`` (of a dimension with the total without it,
        free of its correlation with itself; where the weights are known), ``selective`` (fewer than half of the
        units), ``reason, reason_en`` (why ``r`` is missing, or what to mind).

    Raises
    ------
    AnalysisError
        For a year without figures, a choice of scopes left open, or an index without dimensions.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = dimension_correlation(load(), index="PAPI", year=2024)
    >>> table[["code_a", "code_b", "r", "n"]].round(2).values.tolist()[0]
    ['1', '2', 0.72, 61]
    """
    index, year, scope = checked(scores, index=index, year=year, scope=scope)
    rows = peers.rows_of(scores, index)
    published, scored = published_in(rows), rows.loc[rows["score"].notna(), ["year", "scope", "estimated"]]
    if year not in scored["year"].unique():
        raise no_year(index, year, "total", scored["year"].unique())
    scopes = sorted(scored.loc[(scored["year"] == year) & ~scored["estimated"], "scope"].unique())
    scope = one_scope(scopes, index, year, scope)
    framework = frameworks.framework(index, year)
    parts = [c.code for c in framework.children("total")]
    cohorts = {code: published.of(year, code, scope) for code in (*parts, "total")}
    columns = {code: pd.Series(of.scores, of.unit_ids) for code, of in cohorts.items() if len(of.scores)}
    wide = pd.DataFrame(columns)
    codes = [code for code in parts if code in wide]
    if len(codes) < 2:
        raise error("no_dimensions", index=index, year=year)
    size = published.size(scope)
    pairs = [*combinations(codes, 2), *((code, "total") for code in codes if "total" in wide)]
    table = pd.DataFrame([_of_dimensions(wide, framework, a, b, size) for a, b in pairs])
    texts = ["code_a", "name_a", "name_en_a", "code_b", "name_b", "name_en_b", "reason", "reason_en"]
    table = table.astype(dict.fromkeys(texts, "string") | {"n": "Int16"})
    note = words("correlation", "scores")
    table.attrs = {
        "kind": "dimension_correlation", "index": index, "year": int(year), "scope": scope, "n_scope": size,
        "illustrative": any(published.illustrative((year, code, scope)) for code in columns),
    } | noted(note)  # fmt: skip
    return table


def _of_dimensions(
    wide: pd.DataFrame, framework: frameworks.Framework, a: str, b: str, size: int
) -> dict[str, object]:
    both = np.column_stack([wide[a].to_numpy(), wide[b].to_numpy()])
    both = both[~np.isnan(both).any(axis=1)]
    r = r_rest = nan
    if len(both) >= _least():
        r = pearson(both)
        weight = framework.weight_in_total(a) if b == "total" else nan
        if weight == weight:
            r_rest = pearson(np.column_stack([both[:, 0], both[:, 1] - weight * both[:, 0]]))
    reason = _reason(r, len(both), size)
    criteria = framework.criteria
    return {
        "code_a": a, "name_a": criteria[a].name_vi, "name_en_a": criteria[a].name_en, "code_b": b,
        "name_b": criteria[b].name_vi, "name_en_b": criteria[b].name_en, "r": r, "n": len(both),
        "r_rest": r_rest, "selective": r == r and few(len(both), size),
        "reason": reason[0], "reason_en": reason[1],
    }  # fmt: skip
