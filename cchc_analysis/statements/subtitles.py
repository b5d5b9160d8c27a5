"""What a result measures: name, unit, scale, years."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.phrases import index_name
from cchc_analysis.statements import collected, domains, groups, moves, surveys
from cchc_analysis.statements.phrases import (
    criterion_name,
    lowered,
    say,
    span,
    teller,
    term,
    tidy,
    units_words,
)
from cchc_analysis.statements.shown import FULL_COLOUR, in_percent, on_pct, worst_first
from cchc_analysis.vietnamese import format_number


def subtitle(result: pd.DataFrame, lang: str = "vi", notes: tuple[str, ...] = ()) -> str:
    """Return what a result measures: name, unit, scale, years; *notes* are added."""
    first = teller(result, _SUBTITLES)(result, lang)
    return tidy("; ".join([first, *(n for n in notes if n)]))


def _trend_subtitle(result: pd.DataFrame, lang: str) -> str:
    published = result[result["score"].notna()]
    ends = published[["min_score", "max_score"]].drop_duplicates()
    if on_pct(result):
        scale = say("trend", "pct", lang)
    elif len(ends) == 1 and ends.notna().all(axis=None):
        low, high = (f"{v:g}".replace(".", "," if lang == "vi" else ".") for v in ends.iloc[0].round(2))
        scale = say("trend", "percent" if in_percent(result) else "points", lang, min=low, max=high)
    else:
        scale = say("trend", "points_varied", lang)
    return say("trend", "subtitle", lang, what=_what(result, lang), scale=scale, **span(result))


def _what(result: pd.DataFrame, lang: str) -> str:
    """Return what a line is of: the index, or a criterion by its printed number, else by its name."""
    code = str(result.attrs["code"])
    if code == "total":
        return criterion_name(result, lang)
    shown = code if code[:1].isdigit() else lowered(criterion_name(result, lang), lang)
    return say("trend", "code", lang, index=result.attrs["index"], code=shown,
               criterion=term(result, lang))  # fmt: skip


def _plain_subtitle(result: pd.DataFrame, lang: str) -> str:
    whole = result.attrs.get("code", "total") == "total" or result.attrs["kind"] != "rank_history"
    index = str(result.attrs["index"])
    facts = {
        "index": index if whole else f"{criterion_name(result, lang)} ({index_name(index, lang)})",
        "name": criterion_name(result, lang),
        "year": result.attrs.get("year"),
    }
    facts |= units_words(result, lang)
    years = span(result) if "year" in result else {}
    facts["scale"] = say("ranks", "percent" if in_percent(result) else "points", lang)
    facts["full"] = format_number(FULL_COLOUR, 0, lang)
    key = "subtitle"
    if result.attrs["kind"] == "ranks":
        facts["n"] = result.attrs["n_units"]
        if not str(result.attrs["scope"]).startswith("tinh-"):
            key = "subtitle_units"
        elif result.attrs["partial"]:
            key = "subtitle_partial"
    return say(str(result.attrs["kind"]), key, lang, **facts, **years)


def _weaknesses_subtitle(result: pd.DataFrame, lang: str) -> str:
    keys = {
        "points_lost": "subtitle_loss",
        "gap_to_best": "subtitle_best",
        "gap_pct": "subtitle_pct",
        "loss_pct": "subtitle_loss_pct",
    }
    key = keys.get(worst_first(result)[0], "subtitle")
    peers = str(result.attrs.get("peers") or "all")
    if key == "subtitle" and peers != "all":
        key = "subtitle_peers"
        peers = say("weaknesses", peers, lang) if peers in ("region", "nearest") else peers
    facts = {name: result.attrs[name] for name in ("index", "year")}
    return say("weaknesses", key, lang, peers=peers, **units_words(result, lang), **facts)


def _strengths_subtitle(result: pd.DataFrame, lang: str) -> str:
    facts = {name: result.attrs[name] for name in ("index", "year")}
    peers = str(result.attrs.get("peers") or "all")
    if result.attrs.get("by") == "loss":
        return say("strengths", "subtitle_loss", lang, **facts)
    key = "subtitle_pct" if result["gap_to_median"].isna().all() else "subtitle"
    whose = {"all": "all", "region": "region", "nearest": "nearest"}.get(peers)
    return say("strengths", key, lang, peers=say("weaknesses", whose, lang) if whose else peers, **facts)


def _survey_subtitle(result: pd.DataFrame, lang: str) -> str:
    previous = result.attrs["previous"]
    key = "subtitle" if previous else "subtitle_first"
    return say("survey", key, lang, year=result.attrs["year"], previous=previous)


def _attrs_subtitle(result: pd.DataFrame, lang: str) -> str:
    key = "subtitle"
    if result.attrs["kind"] == "weakest" and worst_first(result)[0] == "loss_pct":
        key = "subtitle_loss"
    if result.attrs["kind"] == "gap_to_above" and result.attrs["other"] is None:
        key = "subtitle_none"
    level = 1 if result.attrs["kind"] == "sensitivity" else None
    facts = {str(name): fact for name, fact in result.attrs.items()} | units_words(result, lang)
    return say(str(result.attrs["kind"]), key, lang, **facts | {"criterion": term(result, lang, level=level)})


_SUBTITLES = {
    "compare": _attrs_subtitle,
    "scorecard": _attrs_subtitle,
    "weakest": _attrs_subtitle,
    "cheapest_path": _attrs_subtitle,
    "what_if": _attrs_subtitle,
    "difference": _attrs_subtitle,
    "sensitivity": _attrs_subtitle,
    "usual_change": _attrs_subtitle,
    "bands": _attrs_subtitle,
    "rank_range": _attrs_subtitle,
    "trend": _trend_subtitle,
    "rank_history": _plain_subtitle,
    "ranks": _plain_subtitle,
    "weaknesses": _weaknesses_subtitle,
    "strengths": _strengths_subtitle,
    "gap_to_above": _attrs_subtitle,
    "history": _plain_subtitle,
    "sheet": _plain_subtitle,
    "side_by_side": _plain_subtitle,
    "survey": _survey_subtitle,
    **groups.SUBTITLES,
    **collected.SUBTITLES,
    **domains.SUBTITLES,
    **moves.SUBTITLES,
    **surveys.SUBTITLES,
}
