"""The findings about groups: a region, parts of a criterion, what goes together, who grows alike."""

from __future__ import annotations

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.phrases import index_name
from cchc_analysis.statements.phrases import (
    amount,
    criterion_name,
    enumerated,
    gap_amount,
    lowered,
    say,
    span,
    term,
)
from cchc_analysis.statements.shown import decimals
from cchc_analysis.units import region_name
from cchc_analysis.vietnamese import format_number


def _about(result: pd.DataFrame, lang: str) -> str:
    """Return what is compared: the index, or a criterion of it."""
    index = str(result.attrs["index"])
    if result.attrs.get("code", "total") == "total":
        return index
    return f"{lowered(criterion_name(result, lang), lang)} ({index_name(index, lang)})"


def _named(row: pd.Series, lang: str, suffix: str = "") -> str:
    english = row.get(f"name_en{suffix}")
    name = english if lang == "en" and pd.notna(english) and english else row[f"name{suffix}"]
    return lowered(str(name), lang)


def _region_table(result: pd.DataFrame, lang: str) -> str:
    attrs = result.attrs
    facts = {name: attrs[name] for name in ("unit", "year")} | {"index": _about(result, lang)}
    facts["region"] = region_name(attrs["region"], lang)
    if attrs["place"] is None:
        known = pd.notna(attrs["median"])
        usual = amount(attrs["median"], result, lang) if known else ""
        regional = say("region_table", "usual", lang, median=usual, **facts) if known else ""
        return say("region_table", "none", lang, usual=regional, **facts)
    against, gap = "", attrs["gap_to_median"]
    if pd.notna(gap):
        nothing = abs(gap) * 10 ** decimals(result) < 0.5
        key = "level" if nothing else "above" if gap > 0 else "below"
        against = say("region_table", key, lang, gap=gap_amount(abs(gap), result, lang))
    whole, alone = attrs["n_placed"] == attrs["n_region"], attrs["n_placed"] == 1
    key = "title" if whole else "title_alone" if alone else "title_partial"
    by = say("region_table", attrs["place_by"], lang)
    return say("region_table", key, lang, place=attrs["place"], n=attrs["n_placed"], size=attrs["n_region"],
               by=by, against=against, **facts)  # fmt: skip


def _regions_table(result: pd.DataFrame, lang: str) -> str:
    facts = {"index": _about(result, lang), "year": result.attrs["year"]}
    # Of those that were published only the mean is another: the publisher's goes before it.
    printed = result["printed_mean"].notna().all()
    column = "printed_mean" if printed else "mean"
    known = result.dropna(subset=[column]).sort_values(column, ascending=False, kind="stable")
    if len(known) < 2 or (not printed and len(known) < len(result)):
        return say("regions_table", "none", lang, **facts)
    best, worst = known.iloc[0], known.iloc[-1]
    key = "title_printed" if printed else "title"
    return say("regions_table", key, lang, best=region_name(best["region"], lang),
               worst=region_name(worst["region"], lang),
               high=amount(best[column], result, lang), low=amount(worst[column], result, lang),
               **facts)  # fmt: skip


def _whole(result: pd.DataFrame, lang: str) -> str:
    """Return what is shown by its parts: the index, or a criterion under what its publisher calls it."""
    if result.attrs["code"] == "total":
        return index_name(str(result.attrs["index"]), lang, first=True)
    declared = frameworks.framework(str(result.attrs["index"]), int(result.attrs["year"])).criteria
    level = declared[result.attrs["code"]].level if result.attrs["code"] in declared else None
    return say("drill", "criterion", lang, name=criterion_name(result, lang), index=result.attrs["index"],
               criterion=term(result, lang, level=level))  # fmt: skip


def _drill(result: pd.DataFrame, lang: str) -> str:
    facts = {name: result.attrs[name] for name in ("unit", "index", "year")}
    facts["whole"] = _whole(result, lang)
    if result.attrs["estimated"]:
        return say("drill", "estimated", lang, **facts)
    placed = result.dropna(subset=["from_top"])
    if placed.empty:
        return say("drill", "none", lang, **facts)
    if result.attrs["indicators"]:
        middle = (placed["n_units"].astype(float) + 1) / 2
        far = ((placed["from_top"].astype(float) - middle) / placed["n_units"].astype(float)).abs()
        names = [
            say("drill", "indicator", lang, name=_named(row, lang), place=row["from_top"], n=row["n_units"])
            for _, row in placed.loc[far.sort_values(ascending=False, kind="stable").index].head(2).iterrows()
        ]
        return say("drill", "indicators", lang, names="; ".join(names), **facts)
    column = "gap_pct" if placed["gap_pct"].notna().all() else "gap"
    behind = placed[placed["gap"] * 10 ** decimals(result) <= -0.5].sort_values(column, kind="stable")
    names = [_named(row, lang) for _, row in behind.head(2).iterrows()]
    return say("drill", "title" if names else "title_above", lang, names=enumerated(names), **facts)


def _extremes(table: pd.DataFrame, column: str) -> tuple[pd.Series, pd.Series]:
    return table.loc[table[column].idxmax()], table.loc[table[column].idxmin()]


def _index_correlation(result: pd.DataFrame, lang: str) -> str:
    known = result[result["rho"].notna() & ~result["selective"]]
    if known.empty:
        return say("index_correlation", "none", lang, year=result.attrs["year"])

    def named(row: pd.Series, side: str) -> str:
        return say("index_correlation", "of_year", lang, index=row[f"index_{side}"], year=row[f"year_{side}"])

    high, low = _extremes(known, "rho")
    numbers = {"high": format_number(high["rho"], 2, lang), "low": format_number(low["rho"], 2, lang)}
    return say("index_correlation", "title" if len(known) > 1 else "title_one", lang, a=named(high, "a"),
               b=named(high, "b"), c=named(low, "a"), d=named(low, "b"), n=high["n"], m=low["n"],
               **numbers)  # fmt: skip


def _dimension_correlation(result: pd.DataFrame, lang: str) -> str:
    facts = {name: result.attrs[name] for name in ("index", "year")}
    pairs = result[(result["code_b"] != "total") & result["r"].notna() & ~result["selective"]]
    if len(pairs) < 2:
        return say("dimension_correlation", "none", lang, **facts)
    high, low = _extremes(pairs, "r")
    names = {key: _named(row, lang, side) for key, row, side in
             (("a", high, "_a"), ("b", high, "_b"), ("c", low, "_a"), ("d", low, "_b"))}  # fmt: skip
    return say("dimension_correlation", "title", lang, high=format_number(high["r"], 2, lang),
               low=format_number(low["r"], 2, lang), n=int(pairs["n"].max()), **names, **facts)  # fmt: skip


def _convergence(result: pd.DataFrame, lang: str) -> str:
    attrs = result.attrs
    name = index_name(_about(result, lang), lang, first=True)
    name = name[:1].upper() + name[1:]
    if pd.isna(attrs["sd_first"]):
        return say("convergence", "none", lang, name=name, **span(result))
    sd, iqr = attrs["sd_last"] - attrs["sd_first"], attrs["iqr_last"] - attrs["iqr_first"]
    # One measure alone may be moved by a single unit: both must have moved the same way, in print.
    same_way = round(attrs["sd_last"], 1) != round(attrs["sd_first"], 1) and sd * iqr > 0
    key = "unclear" if not same_way else "narrower" if sd < 0 else "wider"
    ends = {"then": attrs["sd_first"], "now": attrs["sd_last"]}
    return say("convergence", key, lang, name=name, first=attrs["first"], year=attrs["year"],
               n=attrs["n_common"],
               **{end: format_number(value, 1, lang) for end, value in ends.items()})  # fmt: skip


def _subtitle(result: pd.DataFrame, lang: str) -> str:
    kind = str(result.attrs["kind"])
    key = "subtitle_latest" if result.attrs.get("latest") else "subtitle"
    facts = dict(result.attrs) | {"name": criterion_name(result, lang)}
    if kind == "drill":
        facts["whole"] = _whole(result, lang)
    if "region" in facts:
        facts["region"] = region_name(facts["region"], lang)
    return say(kind, key, lang, **{str(fact): value for fact, value in facts.items()})


SENTENCES = {
    "region_table": _region_table,
    "regions_table": _regions_table,
    "drill": _drill,
    "index_correlation": _index_correlation,
    "dimension_correlation": _dimension_correlation,
    "convergence": _convergence,
}
SUBTITLES = dict.fromkeys(SENTENCES, _subtitle)
