"""What must be known of a result, kind by kind: missing, estimated, not comparable, measured otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from cchc_analysis.analysis.errors import year_spans
from cchc_analysis.jumps import rule
from cchc_analysis.phrases import column_in, index_name
from cchc_analysis.statements.headlines import older
from cchc_analysis.statements.phrases import say, units_words
from cchc_analysis.statements.ranking import computed_years, few_years
from cchc_analysis.statements.shown import shown_rank
from cchc_analysis.statements.sureness import returning, usual_facts
from cchc_analysis.vietnamese import format_number

#: A mark of ``words.toml``, whether it applies, and what its words name.
_Mark = tuple[str, Any, dict[str, object]]
#: Lines whose estimated points are hollow.
_HOLLOW = ("trend", "progress")
#: Spans of years that a footer lists.
_MOST_SPANS = 3
#: Marks that explain what is drawn: they go with the chart, and are no doubt of a figure.
_SIGNS = frozenset({
    "absent", "gap", "dashed", "jumped", "estimated", "derived_units", "whisker", "hatched", "blank", "rule",
    "partial_cell", "missing_cell", "not_applicable", "older", "target", "remeasured", "other_stage",
    "reweighted",
})  # fmt: skip


def caveats(result: pd.DataFrame, lang: str, *, signs: bool | None = None) -> list[str]:
    """Return what must be known of a result: what its kind alone may have, then what every kind may.

    *signs* chooses those that explain what is drawn, or all others.
    """
    marks = [*_OF_KIND.get(str(result.attrs.get("kind")), _none)(result, lang), *_of_every_kind(result)]
    return [
        say("marks", mark, lang, **facts)
        for mark, applies, facts in marks if applies and signs in (None, mark in _SIGNS)
    ]  # fmt: skip


def _none(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    yield from ()


def _of_every_kind(result: pd.DataFrame) -> Iterator[_Mark]:
    attrs = result.attrs
    yield "estimated_all", attrs.get("kind") not in _HOLLOW and _is_estimated(result), {}
    yield "estimated_scores", attrs.get("estimated"), {}


def _of_trend(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    yield "absent", _has_absent(result["score"], result), {}
    yield "gap", _has_gap(result["score"], result), {}
    yield "dashed", _since_first(result, "partly"), {}
    yield "jumped", _since_first(result, "jumped"), {"share": format_number(rule()["share"], 0, lang)}
    yield "estimated", _is_estimated(result), {}
    yield _derived(year_spans, result, "year")
    partial, below = _partial_years(result), _years_below(result, lang)
    yield "partial", partial, {"years": partial, **units_words(result, lang)}
    yield "whisker", result["low"].notna().any(), {}
    yield "below", below, {"below": below}
    reason = _last_reason(result, lang)
    yield "mind", reason, {"year": result.attrs["year"], "reason": reason}
    usual, back = usual_facts(result, lang), returning(result, lang)
    yield "usual", usual, usual
    yield "returning", back, back


def _of_progress(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    yield "estimated", _is_estimated(result), {}


def _of_rank_history(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    few, drawn, computed = few_years(result), shown_rank(result), computed_years(result)
    yield "few_ranks", few, {"ranked": few}
    yield "absent", not few and _has_absent(drawn, result), {}
    yield "gap", _has_gap(drawn, result), {}
    yield _derived(year_spans, result, "year")
    yield "computed", computed == "all", {}
    yield "computed_years", computed not in ("", "all"), {"computed": computed}


def _of_history(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    yield "hatched", (result["status"] == "missing").any(), {}
    yield "blank", result["status"].isna().any(), {}
    yield "rule", result["step"].isin(["redefined", "jumped"]).any(), {}
    years = _partial_years(result[result["score"].notna()])
    yield "partial_cell", years, {"years": years, **units_words(result, lang)}


def _of_units_criteria(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    yield "missing_cell", (result["status"] == "missing").any(), {}
    yield "not_applicable", result["status"].isin(["not_applicable", "absent"]).any(), {}


def _of_ranks(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    shown = result[shown_rank(result).notna()]
    yield "derived_units", *_derived(", ".join, result, "unit")[1:]
    yield "computed_rank", len(shown) and shown["printed_rank"].isna().all(), {}
    yield from _of_bands(result, lang)


def _of_bands(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    names = ", ".join(result.attrs.get("not_published") or [])
    yield "not_published", names and not result.attrs.get("partial"), {"names": names}


def _of_scorecard(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    computed = result.loc[result["rank_basis"] == "computed", "index"]
    names = ", ".join(index_name(index, lang) for index in computed)
    yield "computed_of", names, {"computed": names}
    common, alike = _ranked_in_both(result, lang), _like_for_like(result, lang)
    yield "rank_common", common, {"common": common}
    yield "alike", alike, {"alike": alike}
    old = older(result, lang)
    yield "older", old, {"year": result.attrs["year"], "old": old}
    yield "target", result["target_position"].notna().any(), {}


def _of_compare(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    yield "remeasured", _remeasured(result), {}


def _of_survey(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    yield "wilson", True, {}


def _of_side_by_side(result: pd.DataFrame, lang: str) -> Iterator[_Mark]:
    """Yield whether criteria were renamed, re-weighted or added on the way, or a result is of another stage."""
    later = result[(result["change"] != "") & (result["code"] != "total") & ~result["comparable"]]
    other_stage = later["change"] == "other_stage"
    yield "other_stage", other_stage.any(), {}
    yield "reweighted", (~other_stage).any(), {}


def _derived(joined: Callable[[Any], str], result: pd.DataFrame, column: str) -> _Mark:
    """Return the years of a line, or the units of a year, whose score is derived from printed figures."""
    rows = (result["status"] == "derived") & result["score"].notna()
    return "derived", rows.any(), {"derived": joined(result.loc[rows, column])}


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


def _years_below(result: pd.DataFrame, lang: str) -> str:
    """Return the years whose change holds what was measured anew, or jumped, below the criterion.

    Many spans are not listed: a footer has three lines, and the table names each year.
    """
    changed = (result["below"].fillna("") != "") & result["change_in_pct"].notna()
    spans = year_spans(result.loc[changed, "year"])
    if spans.count(",") < _MOST_SPANS:
        return say("marks", "below_spans", lang, spans=spans) if spans else ""
    return say("marks", "below_some", lang, first=spans[:4], last=spans[-4:])


def _is_estimated(result: pd.DataFrame) -> bool:
    return "estimated" in result and bool(result["estimated"].fillna(False).any())


def _since_first(result: pd.DataFrame, step: str) -> bool:
    """Tell whether a step of this kind stands after the first score."""
    first = result.loc[result["score"].notna(), "year"].min()
    return bool(((result["step"] == step) & (result["year"] > first)).any())


def _last_reason(result: pd.DataFrame, lang: str) -> str:
    """Return what is to be minded of the last change, where that is no break and nothing below it."""
    last = result[result["change"].notna()].tail(1)
    if last.empty or last["below"].iloc[0] or last["year"].iloc[0] != result.attrs["year"]:
        return ""
    return str(last[column_in("reason", lang)].iloc[0])


def _remeasured(result: pd.DataFrame) -> bool:
    """Tell whether a contribution is drawn of what was measured anew, wholly or in part."""
    if result.attrs["comparability"] == "partly":  # like for like: nothing of the kind is counted
        return False
    anew = result["change"].isna() | (result["below"].fillna("") != "")
    return bool((result["contribution"].notna() & result["score"].notna() & anew).any())


def _has_absent(drawn: pd.Series, result: pd.DataFrame) -> bool:
    """Tell whether a year in which the criterion existed has nothing that is drawn."""
    return bool((drawn.isna() & result["code"].notna()).any())


def _has_gap(drawn: pd.Series, result: pd.DataFrame) -> bool:
    """Tell whether a line is parted: the measure changed between two years that are drawn."""
    years = result.loc[drawn.notna(), "year"]
    within = (result["year"] > years.min()) & (result["year"] <= years.max()) if len(years) else False
    return bool(((result["step"] == "redefined") & within).any())


def _partial_years(result: pd.DataFrame) -> str:
    return year_spans(result.loc[result["partial"], "year"])


_OF_KIND: dict[str, Callable[[pd.DataFrame, str], Iterator[_Mark]]] = {
    "trend": _of_trend, "progress": _of_progress, "rank_history": _of_rank_history, "history": _of_history,
    "ranks": _of_ranks, "bands": _of_bands, "scorecard": _of_scorecard, "compare": _of_compare,
    "survey": _of_survey, "side_by_side": _of_side_by_side, "units_criteria": _of_units_criteria,
}  # fmt: skip
