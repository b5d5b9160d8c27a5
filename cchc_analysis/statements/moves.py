"""What is said of moves: of all units between two years, of a region's ranks, of the way to a plan's target."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.analysis.years.comparing import RANKABLE
from cchc_analysis.phrases import column_in
from cchc_analysis.statements.phrases import amount, gap_amount, say, span, units_words
from cchc_analysis.statements.shown import (
    decimals,
    in_percent,
    printed_difference,
    printed_differences,
    rows_of_unit,
    unit_name,
)
from cchc_analysis.units import region_name
from cchc_analysis.vietnamese import format_number


def moves_by(result: pd.DataFrame) -> str:
    """Return what a table of moves can be told by: ``change`` in points, ``rank_change``, or nothing."""
    return next((c for c in ("change", "rank_change") if result[c].notna().any()), "")


def printed_changes(result: pd.DataFrame) -> pd.Series:
    """Return the changes in points as the printed scores give them."""
    apart = printed_differences(result["score"], result["previous_score"], decimals(result))
    return apart.where(result["change"].notna())


def _facts(result: pd.DataFrame, lang: str) -> dict[str, object]:
    names = ("index", "year", "previous")
    return {name: result.attrs[name] for name in names} | units_words(result, lang)


def moves_none(result: pd.DataFrame, lang: str) -> str:
    """Say why two years of all units cannot be compared."""
    reason = str(result.attrs[column_in("reason", lang)])
    key = "not_comparable"
    if result.attrs["comparability"] in RANKABLE:  # then ranks are told, where enough were published
        key = "few" if result["rank_change"].isna().all() else "changes"
    return say("moves", key, lang, reason=reason, **_facts(result, lang))


def moves_of(result: pd.DataFrame, unit: str, lang: str) -> str:
    """Say how the score, else the rank, of a unit moved between two years."""
    facts = _facts(result, lang) | {"unit": unit_name(result, unit)}
    by = moves_by(result)
    if not by:
        return moves_none(result, lang)
    row = rows_of_unit(result, unit)
    if row.empty or pd.isna(row[by].iloc[0]):
        return say("moves", "absent", lang, **facts)
    first = row.iloc[0]
    if by == "rank_change":
        n = int(first["rank_change"])
        key = "level_rank" if n == 0 else "up_rank" if n > 0 else "down_rank"
        return say("moves", key, lang, n=abs(n), rank=first["rank"], before=first["previous_rank"], **facts)
    changes = printed_changes(result)
    change = changes[row.index[0]]
    known = changes.dropna()
    others = ""
    if len(known) > 1 and not result.attrs["partial"]:
        others = say("moves", "others", lang, n_up=int((known > 0).sum()), n=len(known), **facts)
    key = "level" if change == 0 else "up" if change > 0 else "down"
    return say("moves", key, lang, change=gap_amount(abs(change), result, lang), others=others, **facts)


def _moves(result: pd.DataFrame, lang: str) -> str:
    known = printed_changes(result).dropna()
    if known.empty:
        return moves_none(result, lang)
    return say("moves", "everybody", lang, n_up=int((known > 0).sum()), n=len(known), **_facts(result, lang))


def _moves_subtitle(result: pd.DataFrame, lang: str) -> str:
    by = moves_by(result)
    key = "subtitle_change" if by == "change" else "subtitle_rank"
    return say("moves", key, lang, n=int(result[by].notna().sum()) if by else 0, **_facts(result, lang))


def _region_ranks(result: pd.DataFrame, lang: str) -> str:
    attrs = result.attrs
    facts = {name: attrs[name] for name in ("unit", "index", "year", "place", "n_placed", "n_region")}
    facts["region"] = region_name(attrs["region"], lang)
    ours = result[(result["unit_id"] == attrs["unit_id"]) & result["rank"].notna()]
    if ours.empty:
        return say("region_ranks", "none", lang, **facts, **span(result))
    last = ours.iloc[-1]
    facts |= {"rank": last["rank"], "n": last["n_units"]}
    facts["of_all"] = say("place", last["basis"], lang, **facts)
    if len(ours) == 1:
        return say("region_ranks", "one_year", lang, **facts)
    key = "title_alone" if attrs["n_placed"] == 1 else "title_partial"
    key = "title" if attrs["n_placed"] == attrs["n_region"] else key
    return say("region_ranks", key, lang, **facts)


def _region_ranks_subtitle(result: pd.DataFrame, lang: str) -> str:
    years = result.loc[result["rank"].notna(), "year"]
    facts = {"first": years.min(), "last": years.max()} if len(years) else {"first": "–", "last": "–"}
    region = region_name(result.attrs["region"], lang)
    return say("region_ranks", "subtitle", lang, index=result.attrs["index"], region=region, **facts)


def target_amount(result: pd.DataFrame, value: float, lang: str, *, gap: bool = False) -> str:
    """Write a target, or what is missing of it, with its unit: ``65 điểm``, ``88 %``, ``2 điểm phần trăm``."""
    measure = result.attrs["measure"]
    if measure == "rank":
        return format_number(value, 0, lang)
    whole = float(value).is_integer()
    if measure == "pct" or in_percent(result):
        places = 0 if whole and not gap else decimals(result) if measure == "score" else 1
        number = format_number(value, places, lang)
        return say("amounts", "percentage_points" if gap else "percent", lang, value=number)
    if whole and not gap:
        return say("amounts", "points", lang, value=format_number(value, 0, lang))
    return (gap_amount if gap else amount)(value, result, lang)


def missing_amount(result: pd.DataFrame, lang: str) -> str:
    """Write what is missing of a target, as the printed value and target give it."""
    attrs = result.attrs
    places = 0 if attrs["measure"] == "rank" else decimals(result) if attrs["measure"] == "score" else 1
    missing = abs(printed_difference(attrs["value"], attrs["target"], places))
    return target_amount(result, missing, lang, gap=True)


def _progress(result: pd.DataFrame, lang: str) -> str:
    attrs = result.attrs
    facts = {name: attrs[name] for name in ("unit", "index", "year")}
    if attrs["year"] is None:
        return say("progress", "none", lang, **facts, **span(result))
    measure = "rank" if attrs["measure"] == "rank" else "score"
    target = target_amount(result, attrs["target"], lang)
    state = say("progress", f"{measure}_{'met' if attrs['met'] else 'missing'}", lang, target=target,
                missing=missing_amount(result, lang))  # fmt: skip
    last = result[result["year"] == attrs["year"]].iloc[0]
    facts["estimated"] = say("trend", "estimated", lang) if last["estimated"] else ""
    value = target_amount(result, attrs["value"], lang)
    if attrs["measure"] == "score":
        value = amount(attrs["value"], result, lang)
    elif attrs["measure"] == "pct":
        value = say("amounts", "percent", lang, value=format_number(attrs["value"], 1, lang))
    return say("progress", attrs["measure"], lang, value=value, n=last["n_units"], state=state, **facts)


def _progress_subtitle(result: pd.DataFrame, lang: str) -> str:
    return say("progress", f"subtitle_{result.attrs['measure']}", lang, index=result.attrs["index"])


OF_UNIT = {"moves": moves_of}
SENTENCES = {"moves": _moves, "region_ranks": _region_ranks, "progress": _progress}
SUBTITLES = {"moves": _moves_subtitle, "region_ranks": _region_ranks_subtitle, "progress": _progress_subtitle}
