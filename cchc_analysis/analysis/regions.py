"""A unit among the provinces of its region, and the regions beside each other."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any

import pandas as pd

from cchc_analysis import units
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.scopes import few
from cchc_analysis.analysis.asked.subjects import subject as find_subject
from cchc_analysis.analysis.errors import error, listed, no_year, noted, words
from cchc_analysis.analysis.ranking.ranks import ranks
from cchc_analysis.phrases import LANGUAGES

_COLUMNS = [
    "unit", "unit_id", "score", "pct", "rank", "n_units", "printed_rank", "group", "rank_in_region",
]  # fmt: skip


def region_table(
    scores: pd.DataFrame, *, index: str, unit: str, year: int, code: str = "total"
) -> pd.DataFrame:
    """Return the provinces of a unit's region, with their ranks of all and in the region.

    Parameters
    ----------
    scores, index, unit, code
        As in :func:`cchc_analysis.trend`; *code* in the edition of *year*.
    year : int
        The year assessed.

    Returns
    -------
    pandas.DataFrame
        One row a province of the region, published or not: ``unit, unit_id, score`` (points), ``pct`` (of the
        scale), ``rank`` (computed) of ``n_units`` (published), ``printed_rank, group, rank_in_region``: on the
        printed ranks where more provinces of the region have one than a score, else on the scores; ties share
        the better one. In the order of that, the unpublished last.

        In ``attrs``: ``region, mean`` (each province counts once), ``median``, ``gap_to_mean, gap_to_median``
        (above 0: the unit is higher); ``printed_mean``, where the publisher prints
        one; ``n`` (with a score), ``n_region, place, n_placed`` (ranked in the region),
        ``place_by`` (``score``, ``rank``) and ``place_at_worst``, which is lower where provinces of the region
        were not published; ``not_published`` (names). Where fewer
        than half have a score mean and median are missing, and ``note_vi``, ``note_en`` say so.

    Raises
    ------
    AnalysisError
        For an unknown unit or code, a year without figures, or a unit that belongs to no region.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = region_table(load(), index="PAPI", unit="Bắc Kạn", year=2024)
    >>> table.attrs["place"], table.attrs["n"], table.attrs["n_region"], round(table.attrs["median"], 2)
    (5, 14, 14, 43.6)
    """
    index, unit, year, code = checked(scores, index=index, unit=unit, year=year, code=code)
    rows = peers.rows_of(scores, index)
    subject = find_subject(rows, unit, index)
    if year not in subject.by_year:
        raise no_year(index, year, unit, subject.years)
    unit_id, scope, region = subject.by_year[year]
    if not region:
        raise error("no_region", unit=subject.unit)
    whole = ranks(scores, index=index, year=year, code=code, scope=scope)
    table = _by_region(whole, scope).loc[lambda provinces: provinces["region"] == region]
    result = table[_COLUMNS].reset_index(drop=True)
    here = result[result["unit_id"] == unit_id].iloc[0]
    facts = _summary(result)
    placed, place = int(result["rank_in_region"].notna().sum()), here["rank_in_region"]
    known = pd.notna(place)
    result.attrs = subject.attrs(index) | {
        "kind": "region_table", "code": code, "name": whole.attrs["name"], "name_en": whole.attrs["name_en"],
        "year": int(year), "unit_id": unit_id, "scope": scope, "region": region, **facts,
        "gap_to_mean": float(here["score"] - facts["mean"]),
        "gap_to_median": float(here["score"] - facts["median"]),
        "printed_mean": _printed_means(scores, index, year, code).get(region, float("nan")),
        "place": int(place) if known else None, "n_placed": placed,
        "place_by": table["place_by"].iloc[0],
        "place_at_worst": int(place) + len(result) - placed if known else None,
        "not_published": result.loc[result["score"].isna() & result["printed_rank"].isna(), "unit"].tolist(),
    }  # fmt: skip
    note = _note(facts, result.loc[result["score"].isna(), "unit"].tolist())
    result.attrs |= noted(note)
    return result


def regions_table(
    scores: pd.DataFrame, *, index: str, year: int, code: str = "total", scope: str | None = None
) -> pd.DataFrame:
    """Return the regions of the country, each with the mean and the median of its provinces.

    Parameters
    ----------
    scores, index, year, code, scope
        As in :func:`cchc_analysis.ranks`.

    Returns
    -------
    pandas.DataFrame
        The highest mean first: ``region, mean, median`` (each province counts once; missing where fewer than
        half of the region's were published), ``lowest, highest, best_unit`` (missing likewise), ``n``
        (with a score), ``n_region, printed_mean`` (as its publisher prints it). Where some were not published
        the note says of how many a mean is: those that are published are often the leaders.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = regions_table(load(), index="PAPI", year=2024)
    >>> table[["region", "mean", "n", "n_region"]].round(2).values.tolist()[0]
    ['Đồng bằng sông Hồng', 44.32, 10, 11]
    """
    index, year, code, scope = checked(scores, index=index, year=year, code=code, scope=scope)
    whole = ranks(scores, index=index, year=year, code=code, scope=scope)
    scope = str(whole.attrs["scope"])
    printed = _printed_means(scores, index, year, code)
    rows = []
    by_region = dict(iter(_by_region(whole, scope).groupby("region")))
    for region in dict.fromkeys(_provinces(scope)["region"]):
        part = by_region[region]
        best = part.sort_values("score", ascending=False, kind="stable").iloc[0]
        facts = _summary(part)
        rows.append({
            "region": region, "mean": facts["mean"], "median": facts["median"],
            "lowest": part["score"].min() if facts["whole"] else float("nan"),
            "highest": best["score"] if facts["whole"] else float("nan"),
            "best_unit": best["unit"] if facts["whole"] else None,
            "n": facts["n"], "n_region": facts["n_region"],
            "printed_mean": printed.get(region, float("nan")),
        })  # fmt: skip
    if not rows:
        raise error("no_region", unit=scope)
    types = dict.fromkeys(["region", "best_unit"], "string") | dict.fromkeys(["n", "n_region"], "Int16")
    table = pd.DataFrame(rows).astype(types)
    table = table.sort_values("mean", ascending=False, kind="stable", ignore_index=True)
    without = table.loc[table["mean"].isna(), "region"]
    some = table[table["mean"].notna() & (table["n"] < table["n_region"])]
    counted = list(some[["region", "n", "n_region"]].itertuples(index=False))
    parts = tuple(
        listed(f"{units.region_name(region, lang)} {n}/{of}" for region, n, of in counted)
        for lang in LANGUAGES
    )
    absent = tuple(listed(units.region_name(region, lang) for region in without) for lang in LANGUAGES)
    note = noted(
        words("region", "some", regions=parts) if len(some) else ("", ""),
        words("region", "few", regions=absent) if len(without) else ("", ""),
    )
    kept = ("index", "code", "name", "name_en", "year", "scope", "illustrative", "not_published")
    table.attrs = {name: whole.attrs[name] for name in kept} | {"kind": "regions_table"} | note
    return table


@cache
def _provinces(scope: str) -> pd.DataFrame:
    members = [(u.unit, u.unit_id, u.region) for u in units.provinces_of(scope)]
    return pd.DataFrame(members, columns=["unit", "unit_id", "region"], dtype="string")


def _by_region(whole: pd.DataFrame, scope: str) -> pd.DataFrame:
    """Return the provinces of all regions with their ranks in it, those without a row too, in that order."""
    published = whole.drop(columns="unit").assign(order=range(len(whole)))
    published.attrs = {}
    table = _provinces(scope).merge(published, on="unit_id", how="left")
    by_region = table.groupby("region")
    printed = by_region["printed_rank"].transform("count") > by_region["score"].transform("count")
    table["place_by"] = printed.map({True: "rank", False: "score"})
    by = table["printed_rank"].astype("float64").where(printed, -table["score"])
    table["rank_in_region"] = by.groupby(table["region"]).rank(method="min").astype("Int16")
    ranked = pd.Series(whole.attrs["n_units"], index=table.index, dtype="Int16")
    table["n_units"] = ranked.where(table["rank"].notna())
    return table.sort_values(["rank_in_region", "order"], na_position="last", kind="stable")


def _summary(table: pd.DataFrame) -> dict[Hashable, Any]:
    """Return mean, median and how many they are of; missing where most were not published."""
    known = table["score"].dropna()
    whole = not few(len(known), len(table))
    return {
        "mean": float(known.mean()) if whole else float("nan"),
        "median": float(known.median()) if whole else float("nan"), "n": len(known), "n_region": len(table),
        "whole": whole,
    }  # fmt: skip


def _printed_means(scores: pd.DataFrame, index: str, year: int, code: str) -> dict[str, float]:
    """Return the regions' means as their publisher prints them, by region."""
    rows = peers.collective(scores, index)
    rows = rows[(rows["unit_type"] == "region") & (rows["year"] == year) & (rows["code"] == code)]
    rows = rows[rows["score"].notna()]
    return dict(zip(rows["unit"].str.removeprefix("Vùng "), rows["score"], strict=True))


def _note(facts: dict[Hashable, Any], unscored: list[str]) -> tuple[str, str]:
    """Say of how many provinces a mean is: of the others no score was published, be it that a rank was."""
    if not facts["whole"]:
        return words("region", "few_scores", n=facts["n"], of=facts["n_region"])
    if facts["n"] < facts["n_region"]:
        return words("region", "absent", n=facts["n"], of=facts["n_region"], names=listed(unscored))
    return "", ""
