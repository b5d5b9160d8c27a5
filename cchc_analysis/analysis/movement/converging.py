"""Whether the units of an index grow more alike: how far apart they are, year by year."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from cchc_analysis import scores as frame
from cchc_analysis.analysis.asked import lines, peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.published_scores import published_in
from cchc_analysis.analysis.asked.scopes import few, is_illustrative
from cchc_analysis.analysis.asked.values import word
from cchc_analysis.analysis.errors import error, listed, no_year, noted, words
from cchc_analysis.analysis.thresholds import threshold
from cchc_analysis.analysis.years import comparing
from cchc_analysis.analysis.years.jumped import jumps_in, with_jumps
from cchc_analysis.jumps import Jumps

_SPREAD = ["mean", "median", "sd", "iqr", "range", "mean_pct", "sd_pct", "iqr_pct", "range_pct", "cv"]
_ENDS = ["sd_first", "sd_last", "iqr_first", "iqr_last"]
_TAKEN = ["year", "unit_id", "scope", "code", "score", "min_score", "max_score", "note"]
#: By year and unit, in % of the scale.
Shares = dict[int, dict[str, float]]
_COLUMNS = [
    "year", "code", "scope", "n", "n_scope", *_SPREAD, "n_common", "change_sd_pct", "change_iqr_pct",
    "comparability", "stretch", "reason", "reason_en",
]  # fmt: skip


def convergence(
    scores: pd.DataFrame, *, index: str, code: str = "total", scope: str | None = None
) -> pd.DataFrame:
    """Return how far apart the units were in a criterion, year by year.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index : str
        The index.
    code : str
        Code in the edition of the last year of *scores*; the line follows its concept back.
    scope : str, optional
        The set of units, such as ``so/hoa-binh``; the provinces of each year unless given.

    Returns
    -------
    pandas.DataFrame
        One row a year with figures: ``code`` of that year's edition, ``scope, n`` (published) of ``n_scope``;
        in points ``mean, median, sd`` (standard deviation, n − 1), ``iqr`` (between the quartiles, by linear
        interpolation), ``range``; the same in % of the scale, ``…_pct``, and ``cv``, ``sd_pct`` in % of
        ``mean_pct``. All missing where fewer than half of the units were published: leaders are always close.

        ``change_sd_pct, change_iqr_pct``: since the year before in the table, among the ``n_common`` units of
        both; below 0 they grew more alike. Only where ``comparability`` is ``same`` or ``rescaled``; it is
        ``partly`` where parts below the criterion were rebuilt, ``jumped`` where its median did; ``reason,
        reason_en`` say why not.
        ``stretch`` counts the stretches of years that may be compared. ``attrs``: ``first, year`` (ends of the
        last stretch), ``sd_first, sd_last, iqr_first, iqr_last`` (in % of the scale, among the ``n_common``
        units of both ends); missing where the last stretch is a single year. Where an index puts its parts on
        their scale anew each year (PCI), the note says that the spread depends on that as well.

    Raises
    ------
    AnalysisError
        For an unknown code or scope, or an index without figures.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = convergence(load(), index="PAPI")
    >>> table[["year", "n", "sd_pct", "comparability"]].tail(1).round(2).values.tolist()
    [[2024, 61, 2.54, 'same']]
    """
    index, code, scope = checked(scores, index=index, code=code, scope=scope)
    rows = peers.rows_of(scores, index)
    rows = rows.loc[~rows["estimated"] & rows["score"].notna(), _TAKEN]
    scopes = rows["scope"].dropna().unique()
    if scope is not None:
        word(scope, "scope", sorted(scopes))
        rows = rows[rows["scope"] == scope]
    else:
        rows = rows[rows["scope"].str.startswith("tinh-")]
        if rows.empty:
            raise error("several_scopes", index=index, year="–", near=listed(sorted(scopes)))
    last = int(rows["year"].max())
    asked = lines.criterion(index, code, last)
    codes = {year: lines.in_year(index, code, int(year), last).code for year in rows["year"].unique()}
    taken = rows[rows["code"] == rows["year"].map(codes)]
    if taken.empty:
        raise no_year(index, last, code, ())
    taken = taken.assign(pct=frame.pct(taken))
    shares = _shares(taken)
    published = published_in(peers.rows_of(scores, index))
    table = _spread(taken, {scope: published.size(scope) for scope in taken["scope"].unique()})
    table = _steps(table, shares, index, jumps_in(scores, index, str(table["scope"].iloc[-1])))
    result = table[_COLUMNS].reset_index(drop=True)
    anew = index in threshold("convergence", "standardised_each_year")
    note = words("convergence", "standardised", index=index) if anew else ("", "")
    result.attrs = {
        "kind": "convergence", "index": index, "code": code, "name": asked.name_vi, "name_en": asked.name_en,
        "scope": str(result["scope"].iloc[-1]), **_ends(result, shares), **noted(note),
        "illustrative": is_illustrative(taken["note"]),
    }  # fmt: skip
    return result


def _spread(taken: pd.DataFrame, sizes: dict[str, int]) -> pd.DataFrame:
    """Return one row a year and scope with its measures; the later scope of a year printed for two."""
    grouped = taken.groupby(["year", "scope", "code"])
    table = grouped.size().rename("n").to_frame()
    for column, suffix in (("score", ""), ("pct", "_pct")):
        values = grouped[column]
        table["mean" + suffix], table["sd" + suffix] = values.mean(), values.std()
        table["iqr" + suffix] = values.quantile(0.75) - values.quantile(0.25)
        table["range" + suffix] = values.max() - values.min()
    table["median"] = grouped["score"].median()
    table["cv"] = 100 * table["sd_pct"] / table["mean_pct"].where(table["mean_pct"] > 0)
    table = table.reset_index()
    table["n_scope"] = table["scope"].map(sizes).astype("Int16")
    table = table.sort_values(["year", "n"]).drop_duplicates("year", keep="last")
    table["few"] = few(table["n"], table["n_scope"])
    table[_SPREAD] = table[_SPREAD].mask(table["few"])
    return table.astype({"n": "Int16"}).reset_index(drop=True)


def _steps(table: pd.DataFrame, shares: Shares, index: str, jumps: Jumps) -> pd.DataFrame:
    """Add what each year may be compared with, and the change of the spread among the units of both."""
    facts: list[dict[str, object]] = []
    before: dict[Hashable, Any] | None = None
    for row in table.to_dict("records"):
        if row["few"]:
            reason = words("convergence", "few", n=row["n"], of=row["n_scope"])
            facts.append({"reason": reason[0], "reason_en": reason[1]})
            continue
        facts.append(_fact(index, row, before, shares, jumps))
        before = row
    types = dict.fromkeys(["comparability", "reason", "reason_en"], "string") | {"n_common": "Int16"}
    types |= dict.fromkeys(["change_sd_pct", "change_iqr_pct"], "float64")
    table = table.join(pd.DataFrame(facts, columns=list(types), index=table.index).astype(types))
    breaks = table["comparability"].notna() & ~table["comparability"].isin(comparing.COMPARABLE)
    table["stretch"] = breaks.cumsum().astype("Int16")
    return table


def _fact(
    index: str, row: dict[Hashable, Any], before: dict[Hashable, Any] | None, shares: Shares, jumps: Jumps
) -> dict[str, object]:
    """Return how a year compares with the one before it, and how the spread moved where it may be said."""
    if before is None:
        kind, reason = "new", words("reasons", "first")
        return {"comparability": kind, "reason": reason[0], "reason_en": reason[1]}
    kind, reason = _step(index, row, before, jumps)
    both = _both(shares, row["year"], before["year"])
    fact = {"comparability": kind, "reason": reason[0], "reason_en": reason[1], "n_common": len(both)}
    if kind in comparing.COMPARABLE:
        (sd_then, sd), (iqr_then, iqr) = _apart(both)
        fact |= {"change_sd_pct": sd - sd_then, "change_iqr_pct": iqr - iqr_then}
    return fact


def _step(
    index: str, row: dict[Hashable, Any], before: dict[Hashable, Any], jumps: Jumps
) -> tuple[str, tuple[str, str]]:
    """Return how a year compares with one before it, and why not or what to mind."""
    if row["scope"] != before["scope"]:
        return "redefined", words("reasons", "other_units", before=before["n"], now=row["n"])
    of_step = (index, row["code"], int(row["year"]), int(before["year"]))
    compared = with_jumps(*of_step, comparing.step(*of_step), jumps)
    return compared.kind, (compared.reason, compared.reason_en)


def _both(shares: Shares, year: int, previous: int) -> pd.DataFrame:
    """Return the units of two years with their share of the scale in each."""
    ids = sorted(shares[year].keys() & shares[previous].keys())
    return pd.DataFrame({at: [shares[at][unit_id] for unit_id in ids] for at in (previous, year)})


def _shares(taken: pd.DataFrame) -> Shares:
    """Return by year the share of the scale of each unit."""
    known = taken[taken["pct"].notna()]
    shares: Shares = {int(year): {} for year in taken["year"].unique()}
    for year, unit_id, share in zip(known["year"], known["unit_id"], known["pct"], strict=True):
        shares[year][unit_id] = share
    return shares


def _apart(both: pd.DataFrame) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return standard deviation and quartiles' distance of two years, the earlier one first."""
    sd, quartiles = both.std(), both.quantile([0.25, 0.75])
    iqr = quartiles.loc[0.75] - quartiles.loc[0.25]
    return (float(sd.iloc[0]), float(sd.iloc[1])), (float(iqr.iloc[0]), float(iqr.iloc[1]))


def _ends(table: pd.DataFrame, shares: Shares) -> dict[Hashable, Any]:
    """Return the ends of the last stretch, and how far apart the units of both ends were in each."""
    nothing: dict[Hashable, Any] = dict.fromkeys(_ENDS, float("nan"))
    whole = table[table["comparability"].notna()]
    if whole.empty:
        return nothing | {"first": None, "year": None, "n_common": 0}
    last = whole.loc[whole["stretch"] == whole["stretch"].max(), "year"]
    first, year = int(last.min()), int(last.max())
    if first == year:
        return nothing | {"first": first, "year": year, "n_common": 0}
    both = _both(shares, year, first)
    (sd_first, sd_last), (iqr_first, iqr_last) = _apart(both)
    return {
        "first": first, "year": year, "n_common": len(both), "sd_first": sd_first, "sd_last": sd_last,
        "iqr_first": iqr_first, "iqr_last": iqr_last,
    }  # fmt: skip
