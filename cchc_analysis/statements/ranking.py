"""The findings about ranks: among how many, on what, and what moved."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.analysis.errors import year_spans
from cchc_analysis.analysis.ranking.banding import banding
from cchc_analysis.phrases import index_name
from cchc_analysis.statements.phrases import (
    amount,
    criterion_name,
    gap_amount,
    lowered,
    say,
    span,
    term,
    units_words,
)
from cchc_analysis.statements.shown import decimals, printed_difference, rows_of_unit, shown_rank, unit_name
from cchc_analysis.vietnamese import key as matching


def measured(result: pd.DataFrame, lang: str) -> str:
    """Return what a rank is of: the index, or the criterion of it that was asked about."""
    index = str(result.attrs["index"])
    if result.attrs["code"] == "total":
        return index
    kind = term(result, lang) + " " if lang == "vi" else ""
    return f"{kind}{lowered(criterion_name(result, lang), lang)} ({index_name(index, lang)})"


def place(result: pd.DataFrame, row: pd.Series, lang: str) -> str:
    """Say at which place a row's unit is, among how many, on what, and what the unpublished leave open.

    *row* has ``rank, printed_rank, rank_low, rank_high, n_shown, n_whole, group`` and ``year``; ``scope`` where
    it is not that of the whole result.
    """
    among = "" if pd.isna(row["n_shown"]) else int(row["n_shown"])
    facts = {"rank": int(row["rank_low"]), "n": among, "index": measured(result, lang),
             "year": int(row["year"]), **units_words(result, lang)}  # fmt: skip
    if pd.notna(row["printed_rank"]):
        words = say("place", "printed" if among else "printed_only", lang, **facts)
    elif row["rank_high"] > row["rank_low"]:
        words = say("place", "ranged", lang, low=int(row["rank_low"]), high=int(row["rank_high"]),
                   whole=int(row["n_whole"]), **facts)  # fmt: skip
    else:
        some = str(result.attrs.get("peers") or "all") != "all"
        words = say("place", "among" if some else "computed", lang, **facts)
    return words + _group(result, row, lang)


def _group(result: pd.DataFrame, row: pd.Series, lang: str) -> str:
    """Say the class of a row: as printed, by its declared name; else by its publisher's quartiles.

    Who publishes groups and not ranks (PAPI) is not quoted with a rank alone.
    """
    size, scope = int(row["n_whole"]), str(row.get("scope") or result.attrs["scope"])
    n_units = size if pd.isna(row["n_shown"]) else int(row["n_shown"])
    divided = banding(str(result.attrs["index"]), scope, int(row["year"]), n_units=n_units, n_scope=size)
    names = {
        matching(band.name_vi): band.name_en if lang == "en" else band.name_vi for band in divided.declared
    }
    if pd.notna(row["group"]):
        return say("place", "group", lang, group=names.get(matching(row["group"]), row["group"]))
    first = divided.declared[0]
    of_all = result.attrs["code"] == "total" and str(result.attrs.get("peers") or "all") == "all"
    computed = pd.isna(row["printed_rank"]) and not any(divided.refused)
    if not (of_all and computed and (first.rule, first.status) == ("quantile", "sourced")):
        return ""
    name = divided.band(int(row["rank"]), float("nan")).name_vi
    return say("place", "group_by_rule", lang, group=names[matching(name)])


def rank_history(result: pd.DataFrame, lang: str) -> str:
    """Say the last rank, and how it moved since the one before: among the same units only."""
    unit = result.attrs["unit"]
    ranked = result[shown_rank(result).notna()]
    if ranked.empty:
        key = "none" if result.attrs["code"] == "total" else "none_criterion"
        return say("rank_history", key, lang, unit=unit, index=measured(result, lang), **span(result))
    last = ranked.iloc[-1]
    change = _moved(result, ranked, lang) if len(ranked) > 1 else ""
    return say("rank_history", "title", lang, unit=unit, place=place(result, last, lang), change=change)


def rank_moved(result: pd.DataFrame, year: int | None, lang: str) -> str:
    """Say how the rank of a year moved since the one before, not which it is; nothing without a rank."""
    ranked = result[shown_rank(result).notna()]
    if ranked.empty or ranked["year"].iloc[-1] != year:
        return ""
    change = _moved(result, ranked, lang) if len(ranked) > 1 else say("rank_history", "first_known", lang)
    facts = {"unit": result.attrs["unit"], "index": measured(result, lang), "year": year}
    return say("rank_history", "moved", lang, change=change.lstrip(",; "), **facts)


def _moved(result: pd.DataFrame, ranked: pd.DataFrame, lang: str) -> str:
    last, previous = ranked.iloc[-1], int(ranked.iloc[-2]["year"])
    places = last["shown_change"]
    if pd.isna(places):
        key = "not_comparable" if pd.isna(last["change"]) else "other_units"
        return say("rank_history", key, lang, previous=previous)
    key = "level" if places == 0 else "up" if places > 0 else "down"
    moved = say("rank_history", key, lang, previous=previous, n=abs(int(places)))
    if pd.isna(last["shown_common"]):
        return f", {moved}"
    return say("rank_history", "common", lang, n=int(last["shown_common"]), moved=moved,
               **units_words(result, lang))  # fmt: skip


def ranks(result: pd.DataFrame, lang: str) -> str:
    """Say who leads a year, and where the middle is."""
    scored = result.dropna(subset=["score"])
    attrs = result.attrs
    facts = {"index": measured(result, lang), "year": attrs["year"], **units_words(result, lang)}
    if scored.empty:
        return say("ranks", "none", lang, **facts)
    best = scored.iloc[0]
    facts |= {"best": best["unit"], "score": amount(best["score"], result, lang), "n": len(scored)}
    if attrs.get("partial"):
        key = "title_partial" if len(scored) > 1 else "title_alone"
        return say("ranks", key, lang, size=attrs["n_scope"], **facts)
    key = "title" if len(scored) >= attrs.get("n_whole", 0) else "title_short"
    key = "title_among" if key == "title" and attrs.get("peers") else key
    return say("ranks", key, lang, size=attrs.get("n_whole"),
               median=amount(scored["score"].median(), result, lang), **facts)  # fmt: skip


def standing(result: pd.DataFrame, unit: str, lang: str) -> str:
    """Say at which place a unit is in a year, and how far behind the first."""
    ours, best = rows_of_unit(result, unit), result.iloc[0]
    if ours.empty or pd.isna(shown_rank(ours).iloc[0]):
        return ranks(result, lang) + say("ranks", "unpublished", lang, unit=unit_name(result, unit))
    row = ours.iloc[0]
    printed = pd.notna(row["printed_rank"])
    attrs = result.attrs
    row = row.reindex([*row.index, "year", "n_shown", "n_whole"])
    row["year"], row["n_whole"] = attrs["year"], attrs["n_whole"]
    row["n_shown"] = attrs["n_printed" if printed else "n_units"]
    facts = {"unit": row["unit"], "place": place(result, row, lang), "best": best["unit"]}
    # As the two printed figures give it: 47,82 and 44,10 are 3,72 apart.
    gap = printed_difference(best["score"], row["score"], decimals(result))
    if pd.isna(gap):
        return say("ranks", "standing_rank", lang, **facts)
    if gap * 10 ** decimals(result) < 0.5:
        tied = (result["score"] - best["score"]).abs() * 10 ** decimals(result) < 0.5
        alone = bool(row["rank_low"] == 1 and tied.sum() == 1)
        key = "leading" if row["rank_high"] == 1 and not attrs.get("peers") else "leading_ranged"
        return say("ranks", key if alone else "standing_rank", lang, n=row["n_shown"], year=attrs["year"],
                   score=amount(best["score"], result, lang), index=measured(result, lang),
                   **units_words(result, lang), **facts)  # fmt: skip
    key = "standing_partial" if attrs.get("partial") else "standing"
    return say("ranks", key, lang, gap=gap_amount(gap, result, lang), **facts)


def few_years(result: pd.DataFrame) -> str:
    """Return the years of a rank history with two ranks at most, where others have none; else nothing."""
    ranked = result.loc[shown_rank(result).notna(), "year"]
    existed = result["code"].notna().sum()
    return year_spans(ranked) if 0 < len(ranked) <= 2 < existed else ""


def computed_years(result: pd.DataFrame) -> str:
    """Return the years of a rank history whose shown rank was computed; ``all`` where no rank is printed."""
    shown = result[shown_rank(result).notna()]
    computed = shown[shown["printed_rank"].isna()]
    if computed.empty:
        return ""
    return "all" if len(computed) == len(shown) else year_spans(computed["year"])
