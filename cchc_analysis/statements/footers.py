"""Where a result is from, and what must be known of it: missing, estimated, not comparable, made up."""

from __future__ import annotations

from datetime import date

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.errors import year_spans
from cchc_analysis.jumps import rule
from cchc_analysis.phrases import index_name
from cchc_analysis.statements.headlines import older
from cchc_analysis.statements.phrases import say, units_word
from cchc_analysis.statements.ranking import computed_years, few_years
from cchc_analysis.statements.shown import shown_rank
from cchc_analysis.statements.sureness import returning, usual_facts
from cchc_analysis.vietnamese import format_number


def footer(result: pd.DataFrame, lang: str = "vi", made: date | None = None) -> str:
    """Return source and caveats: what is missing, estimated, not comparable, or made up; and the date."""
    source = _source(result, lang)
    if "file" in result.attrs:
        source = say("marks", "sheet_source", lang, file=result.attrs["file"])
    if "files" in result.attrs:
        source = say("marks", "sheets_source", lang, n=result.attrs["files"])
    if result.attrs.get("illustrative"):
        source = say("marks", "illustrative", lang)
    caveats = "; ".join(_caveats(result, lang))
    note = str(result.attrs.get(f"note_{lang}") or "").rstrip(".")
    parts = [source, caveats[:1].upper() + caveats[1:], note]
    if made is not None:
        written = f"{made.day}/{made.month}/{made.year}" if lang == "vi" else f"{made.day} {made:%B %Y}"
        parts.append(say("marks", "made", lang, date=written))
    return " ".join(f"{part}." for part in parts if part)


def _source(result: pd.DataFrame, lang: str) -> str:
    """Return the source of a result's index; of all of them where it sets several side by side."""
    known = [str(result.attrs["index"])] if "index" in result.attrs else list(result.attrs.get("indices", []))
    if not known and "index" in result:
        published = result["score"].notna() | result["rank"].notna()
        known = list(result.loc[published, "index"].unique())
    declared = [frameworks.indices()[index] for index in known if index in frameworks.indices()]
    if not declared:
        return ", ".join(known)
    first, *others = [index.source_en if lang == "en" else index.source_vi for index in declared]
    return "; ".join([first, *(text.partition(": ")[2] for text in others)])


_LINES = ("trend", "rank_history")
#: Results about all units of a year.
_OF_YEAR = ("ranks", "bands")


def _caveats(result: pd.DataFrame, lang: str) -> list[str]:
    kind = str(result.attrs.get("kind"))
    dotted = result[result["score"].notna()] if kind == "history" else result
    facts = {
        "years": _partial_years(dotted),
        "below": _years_below(result) if kind == "trend" else "",
        "share": format_number(rule()["share"], 0, lang),
        "year": result.attrs.get("year"),
        "units": units_word(result, lang),
        "derived": _derived(result, kind),
        "reason": _last_reason(result, lang) if kind == "trend" else "",
        "ranked": few_years(result) if kind == "rank_history" else "",
        "computed": _computed(result, kind, lang),
        "old": older(result, lang) if kind == "scorecard" else "",
        "common": _ranked_in_both(result, lang) if kind == "scorecard" else "",
        "alike": _like_for_like(result, lang) if kind == "scorecard" else "",
        "names": ", ".join(result.attrs.get("not_published") or []),
    }
    usual, back = (usual_facts(result, lang), returning(result, lang)) if kind == "trend" else ({}, {})
    facts |= usual | back
    seen = {
        "few_ranks": bool(facts["ranked"]),
        "absent": kind in _LINES and _has_absent(result) and not facts["ranked"],
        "gap": kind in _LINES and _has_gap(result),
        "dashed": kind == "trend" and _since_first(result, "partly"),
        "jumped": kind == "trend" and _since_first(result, "jumped"),
        "missing_cell": kind == "units_criteria" and (result["status"] == "missing").any(),
        "not_applicable": kind == "units_criteria" and _is_dashed(result),
        "hatched": kind == "history" and (result["status"] == "missing").any(),
        "blank": kind == "history" and result["status"].isna().any(),
        "rule": kind == "history" and result["step"].isin(["redefined", "jumped"]).any(),
        "estimated": kind == "trend" and _is_estimated(result),
        "estimated_all": kind != "trend" and _is_estimated(result),
        "estimated_scores": bool(result.attrs.get("estimated")),
        "derived": bool(facts["derived"]),
        "partial": kind == "trend" and bool(facts["years"]),
        "partial_cell": kind == "history" and bool(facts["years"]),
        "computed": kind == "rank_history" and facts["computed"] == "all",
        "computed_years": kind == "rank_history" and facts["computed"] not in ("", "all"),
        "computed_rank": kind == "ranks" and bool(facts["computed"]),
        "computed_of": kind == "scorecard" and bool(facts["computed"]),
        "rank_common": kind == "scorecard" and bool(facts["common"]),
        "alike": kind == "scorecard" and bool(facts["alike"]),
        "not_published": kind in _OF_YEAR and bool(facts["names"]) and not result.attrs.get("partial"),
        "wilson": kind == "survey",
        "remeasured": kind == "compare" and _remeasured(result),
        "older": kind == "scorecard" and (result["year"] < result.attrs["year"]).any(),
        "target": kind == "scorecard" and result["target_position"].notna().any(),
        "whisker": kind == "trend" and result["low"].notna().any(),
        "below": kind == "trend" and bool(facts["below"]),
        "mind": kind == "trend" and bool(facts["reason"]),
        "usual": bool(usual),
        "returning": bool(back),
        "reweighted": kind == "side_by_side" and bool(_incomparable(result)),
    }
    return [say("marks", mark, lang, **facts) for mark, applies in seen.items() if applies]


def _computed(result: pd.DataFrame, kind: str, lang: str) -> str:
    """Return where the ranks that are shown were computed: years, indices, or ``all``; nothing for nowhere."""
    if kind == "rank_history":
        return computed_years(result)
    if kind == "ranks":
        shown = result[shown_rank(result).notna()]
        return "all" if len(shown) and shown["printed_rank"].isna().all() else ""
    if kind == "scorecard" and "rank_basis" in result:
        computed = result.loc[result["rank_basis"] == "computed", "index"]
        return ", ".join(index_name(index, lang) for index in computed)
    return ""


def _ranked_in_both(result: pd.DataFrame, lang: str) -> str:
    """Return the indices whose change of rank is among the units of both years, with how many those are."""
    moved = result.dropna(subset=["rank_change", "rank_change_n"])
    named = zip(moved["index"], moved["rank_change_n"], strict=True)
    return ", ".join(f"{index_name(index, lang)} ({int(n)})" for index, n in named)


def _like_for_like(result: pd.DataFrame, lang: str) -> str:
    """Return the indices whose change is that of the comparable parts, with how much of the scale those are."""
    rows = result.dropna(subset=["like_for_like"])
    named = zip(rows["index"], 100 * rows["share_comparable"], strict=True)
    return ", ".join(
        f"{index_name(index, lang)} ({format_number(share, 0, lang)} %)" for index, share in named
    )


def _years_below(result: pd.DataFrame) -> str:
    """Return the years whose change holds what was measured anew, or jumped, below the criterion."""
    changed = (result["below"].fillna("") != "") & result["change_in_pct"].notna()
    return year_spans(result.loc[changed, "year"])


def _derived(result: pd.DataFrame, kind: str) -> str:
    """Return the years of a line, or the units of a year, whose score is derived from printed figures."""
    if kind not in (*_LINES, "ranks"):
        return ""
    rows = result[(result["status"] == "derived") & result["score"].notna()]
    return ", ".join(rows["unit"]) if kind == "ranks" else year_spans(rows["year"])


def _is_estimated(result: pd.DataFrame) -> bool:
    return "estimated" in result and bool(result["estimated"].fillna(False).any())


def _since_first(result: pd.DataFrame, step: str) -> bool:
    """Tell whether a step of this kind stands after the first score."""
    first = result.loc[result["score"].notna(), "year"].min()
    return bool(((result["step"] == step) & (result["year"] > first)).any())


def _is_dashed(result: pd.DataFrame) -> bool:
    """Tell whether a criterion does not apply to a unit, or is not in its sheet."""
    return bool(result["status"].isin(["not_applicable", "absent"]).any())


def _last_reason(result: pd.DataFrame, lang: str) -> str:
    """Return what is to be minded of the last change, where that is no break and nothing below it."""
    last = result[result["change"].notna()].tail(1)
    if last.empty or last["below"].iloc[0] or last["year"].iloc[0] != result.attrs["year"]:
        return ""
    return str(last["reason_en" if lang == "en" else "reason"].iloc[0])


def _remeasured(result: pd.DataFrame) -> bool:
    """Tell whether a contribution is drawn of what was measured anew, wholly or in part."""
    if result.attrs["comparability"] == "partly":  # like for like: nothing of the kind is counted
        return False
    anew = result["change"].isna() | (result["below"].fillna("") != "")
    return bool((result["contribution"].notna() & result["score"].notna() & anew).any())


def _has_absent(result: pd.DataFrame) -> bool:
    """Tell whether a year has neither a score nor, where ranks are drawn, a rank."""
    drawn = shown_rank(result) if result.attrs["kind"] == "rank_history" else result["score"]
    return bool((drawn.isna() & result["code"].notna()).any())


def _has_gap(result: pd.DataFrame) -> bool:
    """Tell whether a line is parted: the measure changed between two years that are drawn."""
    drawn = shown_rank(result) if result.attrs["kind"] == "rank_history" else result["score"]
    years = result.loc[drawn.notna(), "year"]
    within = (result["year"] > years.min()) & (result["year"] <= years.max()) if len(years) else False
    return bool(((result["step"] == "redefined") & within).any())


def _incomparable(result: pd.DataFrame) -> list[str]:
    """Return the codes that were renamed, re-weighted or added on the way."""
    later = result[(result["change"] != "") & (result["code"] != "total")]
    return [str(code) for code in later.loc[~later["comparable"].astype(bool), "code"].unique()]


def _partial_years(result: pd.DataFrame) -> str:
    if "partial" not in result:
        return ""
    return year_spans(result.loc[result["partial"], "year"])
