"""How sure a change is, in words: tested where errors were published, else held against the usual change."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.phrases import column_in, index_name
from cchc_analysis.statements.phrases import criterion_name, gap_amount, lowered, say, units_words
from cchc_analysis.vietnamese import format_number


def sureness(result: pd.DataFrame, last: pd.Series, lang: str, places: int) -> str:
    """Return what is known of a change beside its size; empty where nothing is.

    Parameters
    ----------
    result : pandas.DataFrame
        A result of :func:`cchc_analysis.trend`.
    last : pandas.Series
        The row of the change.
    lang : {"vi", "en"}
    places : int
        Decimals of points.
    """
    if pd.notna(last["significant"]):
        key = "significant" if last["significant"] else "not_significant"
        return say("trend", key, lang, margin=format_number(last["margin"], places, lang))
    if pd.isna(last["usual"]):
        return ""
    beyond = last["change"] - last["median_change"]
    unusual, alone = abs(beyond) > last["usual"], abs(last["change"]) > last["usual"]
    # What all units moved by is not the unit's: it is named where the change would read otherwise without it.
    common = alone != unusual or (unusual and (beyond > 0) != (last["change"] > 0))
    share = format_number(100 * last["unusual_share"], 0, lang)
    facts = {
        "share": say("trend", "rare" if share == "0" else "share", lang, share=share),
        **units_words(result, lang),
        "common": gap_amount(last["median_change"], result, lang, sign=True),
        "beyond": gap_amount(beyond, result, lang, sign=True),
    }
    key = ("unusual" if unusual else "usual") + ("_common" if common else "")
    return say("trend", key, lang, **facts)


def usual_facts(result: pd.DataFrame, lang: str) -> dict[str, object]:
    """Return what the footer tells of the usual change of the last year; empty where it is not told."""
    last = _last(result)
    if last is None or pd.isna(last["usual"]) or pd.notna(last["significant"]):
        return {}
    years = str(result.attrs["usual_years"])
    span = years[:4] if years[:4] == years[-4:] else f"{years[:4]}–{years[-4:]}"
    return {"usual": gap_amount(last["usual"], result, lang), **units_words(result, lang),
            "pairs": result.attrs["usual_pairs"], "span": span}  # fmt: skip


def returning(result: pd.DataFrame, lang: str) -> dict[str, object]:
    """Return where the unit began, if that was extreme and it moved back by more than usual; else nothing.

    Who was among the extreme by chance comes back without having done anything: regression to the mean.
    """
    last = _last(result)
    if last is None or pd.isna(last["usual"]) or not last["start"]:
        return {}
    beyond = last["change"] - last["median_change"]
    inwards = beyond > 0 if last["start"] == "lowest" else beyond < 0
    if not inwards or abs(beyond) <= last["usual"]:
        return {}
    return {"end": say("trend", str(last["start"]), lang), "before": int(last["year"]) - 1,
            **units_words(result, lang)}  # fmt: skip


def _last(result: pd.DataFrame) -> pd.Series | None:
    """Return the last published year, if a change is told of it."""
    published = result[result["score"].notna()]
    if published.empty or pd.isna(published["change"].iloc[-1]):
        return None
    return published.iloc[-1]


def usual_change(result: pd.DataFrame, lang: str) -> str:
    """Say how much units of an index usually move between two years."""
    row, index = result.iloc[0], str(result.attrs["index"])
    if result.attrs["code"] != "total":
        index = f"{lowered(criterion_name(result, lang), lang)} ({index_name(index, lang)})"
    if pd.isna(row["value"]):
        reason = row[column_in("reason", lang)]
        return say("usual_change", "none", lang, index=index, reason=reason, year=result.attrs["year"])
    return say("usual_change", "title", lang, index=index, n=row["n_pairs"], years=row["years"],
               **units_words(result, lang), value=gap_amount(row["value"], result, lang),
               share=format_number(100 * result.attrs["share"], 0, lang))  # fmt: skip
