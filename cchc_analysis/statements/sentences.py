"""The finding of a result in one sentence; which of the declared ones is true is decided here."""

from __future__ import annotations

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.phrases import column_in
from cchc_analysis.statements import (
    answers,
    collected,
    domains,
    gaps,
    groups,
    headlines,
    moves,
    ranking,
    sheets,
    surveys,
)
from cchc_analysis.statements.bands import band_of, bands
from cchc_analysis.statements.phrases import (
    amount,
    amount_of_index,
    criterion_name,
    enumerated,
    gap_amount,
    lowered,
    most_points,
    points,
    say,
    span,
    teller,
    term,
    tidy,
    units_words,
)
from cchc_analysis.statements.ranges import rank_range_of, rank_ranges
from cchc_analysis.statements.shown import decimals, in_percent, printed_difference
from cchc_analysis.statements.sureness import sureness, usual_change
from cchc_analysis.vietnamese import format_number

#: What a change is told by, and the ending of its words.
_CHANGES = (("change", ""), ("change_in_pct", "_pct"), ("like_for_like", "_partly"), ("gap_change", "_gap"))
#: Decimals of a change in per cent of the scale.
_PCT_DECIMALS = 1
#: The kinds of comparison that each of them tells.
_KINDS_OF_CHANGE = {"change": ("same",), "change_in_pct": ("rescaled",), "like_for_like": ("partly",),
            "gap_change": ("jumped",)}  # fmt: skip


def statement(
    result: pd.DataFrame, lang: str = "vi", *, unit: str | None = None, rank_told: int | None = None
) -> str:
    """Return the finding of a result in one sentence.

    Parameters
    ----------
    result : pandas.DataFrame
        Any result of the analysis.
    lang : {"vi", "en"}
    unit : str, optional
        Of ``ranks``, ``bands``, ``rank_range`` and ``sensitivity``, which know of no unit of ours: whose
        place is told.
    rank_told : int, optional
        Of ``rank_history`` and ``bands``: the year whose rank was told before, and is not told again.

    Raises
    ------
    ValueError
        For a table that is no result of the analysis, or one that needs *unit*.
    """
    kind = result.attrs.get("kind")
    if unit is not None and rank_told is not None and kind == "bands":
        return tidy(band_of(result, unit, lang, ranked=result.attrs["year"] != rank_told))
    if unit is not None and kind in _OF_UNIT:
        return tidy(_OF_UNIT[kind](result, unit, lang))
    if kind == "rank_history" and (moved := ranking.rank_moved(result, rank_told, lang)):
        return tidy(moved)
    if kind == "sensitivity":
        raise ValueError("Hãy nêu unit=: thứ hạng của đơn vị nào?\nGive unit=: whose rank?")
    return tidy(teller(result, _STATEMENTS)(result, lang))


def _trend(result: pd.DataFrame, lang: str) -> str:
    unit, index, whole = result.attrs["unit"], result.attrs["index"], result.attrs["code"] == "total"
    published = result[result["score"].notna()]
    if published.empty:
        key, name = "none" if whole else "none_criterion", lowered(criterion_name(result, lang), lang)
        return say("trend", key, lang, unit=unit, index=index, name=name, **span(result))
    last = published.iloc[-1]
    facts = {
        "unit": unit, "index": index, "year": int(last["year"]), "name": criterion_name(result, lang),
        "score": _scored(result, last, lang),
        "estimated": _how_known(last, lang),
        "change": _change(result, published, lang), "against": _against(result, last, lang),
    }  # fmt: skip
    return say("trend", "total" if whole else "criterion", lang, **facts)


def _scored(result: pd.DataFrame, last: pd.Series, lang: str) -> str:
    """Write the last score: of the index, a percentage, or points of the criterion's maximum."""
    if result.attrs["code"] == "total":
        return amount_of_index(last["score"], result, lang)
    if in_percent(result) or pd.isna(last["max_score"]):
        return amount(last["score"], result, lang)
    return say("amounts", "of_most", lang, value=points(last["score"], result, lang),
               most=most_points(last["max_score"], lang))  # fmt: skip


def _how_known(last: pd.Series, lang: str) -> str:
    """Say of a score that it was not printed as it stands."""
    key = "estimated" if last["estimated"] else "derived" if last["status"] == "derived" else ""
    return say("trend", key, lang) if key else ""


def _change(result: pd.DataFrame, published: pd.DataFrame, lang: str) -> str:
    if len(published) < 2:
        return ""
    last, previous = published.iloc[-1], int(published.iloc[-2]["year"])
    suffix, places = "", decimals(result)
    for column, ending in _CHANGES:
        if pd.notna(last[column]) and last["comparability"] in _KINDS_OF_CHANGE.get(column, ()):
            change, suffix = float(last[column]), ending
            if not ending:
                change = printed_difference(float(last["score"]), float(published.iloc[-2]["score"]), places)
            break
    else:
        key = "jumped" if last["comparability"] == "jumped" else "not_comparable"
        return say("trend", key, lang, previous=previous)
    if suffix == "_pct":
        places = _PCT_DECIMALS
        size = format_number(abs(change), places, lang)
    else:
        size = gap_amount(abs(change), result, lang)
    way = "level" if abs(change) * 10**places < 0.5 else "up" if change > 0 else "down"
    suffix = "" if way == "level" and suffix == "_pct" else suffix
    sentence = say("trend", way + suffix, lang, previous=previous, change=size)
    if way == "level" or suffix in ("_partly", "_gap"):
        return sentence
    if last["below"]:
        sentence += say("trend", "anew" if _rebuilt(published) else "jumped_below", lang)
    return sentence + (sureness(result, last, lang, places) if not suffix else "")


def _rebuilt(published: pd.DataFrame) -> bool:
    """Tell whether parts of the last change were redefined: else it is their median that jumped."""
    last, index = published.iloc[-1], str(published.attrs["index"])
    return bool(frameworks.rebuilt_below(index, str(last["code"]), int(last["year"]), int(last["previous"])))


def _against(result: pd.DataFrame, last: pd.Series, lang: str) -> str:
    if pd.isna(last["median"]):
        return ""
    gap = printed_difference(float(last["score"]), float(last["median"]), decimals(result))
    key = "equal" if abs(gap) * 10 ** decimals(result) < 0.5 else "above" if gap > 0 else "below"
    return say("trend", key, lang, gap=gap_amount(abs(gap), result, lang), **units_words(result, lang))


def _history(result: pd.DataFrame, lang: str) -> str:
    known = result.dropna(subset=["gap_pct"])
    facts = {"unit": result.attrs["unit"], "index": result.attrs["index"], **span(result)}
    if known["year"].nunique() < 2:
        key = "none" if known.empty else "title_one"
        return say("history", key, lang, year="" if known.empty else known["year"].iloc[0], **facts)
    below = known.assign(below=known["gap_pct"] < 0).groupby("code", sort=False)
    table = below.agg(
        years=("below", "sum"),
        n=("below", "size"),
        gap=("gap_pct", "mean"),
        name=(column_in("name", lang), "first"),
    )
    table = table[table["years"] > table["n"] / 2].sort_values(["years", "gap"], ascending=[False, True])
    if table.empty:
        return say("history", "title_above", lang, criterion=term(result, lang), **facts)
    if table["years"].iloc[0] == 1:  # below in its only year: nothing lasted
        return say("history", "title_short", lang, **facts)
    longest = table[table[["years", "n"]].eq(table[["years", "n"]].iloc[0]).all(axis=1)].head(2)
    years = f"{int(longest['years'].iloc[0])}/{int(longest['n'].iloc[0])}"
    names = enumerated(lowered(n, lang) for n in longest["name"])
    return say("history", "title", lang, names=names, years=years, **facts)


_OF_UNIT = {
    "ranks": ranking.standing,
    "bands": band_of,
    "rank_range": rank_range_of,
    "sensitivity": answers.sensitivity,
    **moves.OF_UNIT,
}
_STATEMENTS = {
    "compare": answers.compare,
    "scorecard": headlines.scorecard,
    "weakest": answers.weakest,
    "what_if": answers.what_if,
    "cheapest_path": answers.cheapest_path,
    "difference": answers.difference,
    "trend": _trend,
    "rank_history": ranking.rank_history,
    "ranks": ranking.ranks,
    "weaknesses": gaps.weaknesses,
    "strengths": gaps.strengths,
    "gap_to_above": gaps.gap_to_above,
    "history": _history,
    "usual_change": usual_change,
    **groups.SENTENCES,
    **collected.SENTENCES,
    **domains.SENTENCES,
    **moves.SENTENCES,
    **sheets.SENTENCES,
    **surveys.SENTENCES,
    "bands": bands,
    "rank_range": rank_ranges,
}
