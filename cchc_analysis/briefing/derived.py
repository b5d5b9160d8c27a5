"""What a sentence or a chart computes on its way: columns and single numbers that a result does not hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.thresholds import threshold
from cchc_analysis.briefing.phrases import both
from cchc_analysis.statements import decimals_of
from cchc_analysis.statements.domains import changes, gaps
from cchc_analysis.statements.shown import printed_difference, printed_differences, shown_change

#: What may have changed of a criterion; each is a phrase of ``[criteria_ways]``.
_WAYS = ("reweighted", "renumbered", "renamed", "added", "dropped")


def completed(result: pd.DataFrame, unit_id: str) -> pd.DataFrame:
    """Return a result with the columns that its sentence computes on the way."""
    make = _COMPLETED.get(str(result.attrs["kind"]))
    if make is None:
        return result
    made = make(result.copy())
    made.attrs = result.attrs
    return made


def _of_trend(result: pd.DataFrame) -> pd.DataFrame:
    places = decimals_of(str(result.attrs["index"]))  # as the sentence has it: of the two printed figures
    before = result["previous"].map(result.set_index("year")["score"]).astype("float64")
    before = before.where(result["change"].notna())
    gap = printed_differences(result["score"], result["median"], places)
    return result.assign(gap_score=gap, change=printed_differences(result["score"], before, places))


def _of_scorecard(result: pd.DataFrame) -> pd.DataFrame:
    shares = result["pct"].str.removesuffix("%").str.strip().str.replace(",", ".", regex=False)
    changes = [shown_change(row) for row in result.to_dict("records")]
    return result.assign(pct_value=pd.to_numeric(shares), change=changes)


def _of_history(result: pd.DataFrame) -> pd.DataFrame:
    known = result.dropna(subset=["gap_pct"])
    below = (known["gap_pct"] < 0).groupby(known["code"]).sum()
    counted = known.groupby("code").size()
    made = _with_codes_of_then(result)
    return made.assign(years_below=made["code"].map(below), years_known=made["code"].map(counted))


def _code_in(index: str, code: str, year: int, latest: int) -> str:
    return frameworks.code_in(index, code, year, of=latest) or code


def _of_domains(result: pd.DataFrame) -> pd.DataFrame:
    made = _with_codes_of_then(result)
    if result.attrs["in_points"]:
        return made.assign(gap=gaps(result), moved=changes(result)).drop(columns="previous_pct")
    return made.assign(gap=np.nan, moved_pct=changes(result))


def _with_codes_of_then(result: pd.DataFrame) -> pd.DataFrame:
    """Return a table over the years with the code that each criterion had in its year."""
    made = result[result["score"].notna()].copy()
    latest = int(result["year"].max())
    pairs = zip(made["code"], made["year"], strict=True)
    made["traced_code"] = [_code_in(str(result.attrs["index"]), code, int(y), latest) for code, y in pairs]
    return made


def _of_region_ranks(result: pd.DataFrame) -> pd.DataFrame:
    printed = result["basis"] == "printed"
    return result.assign(printed=result["rank"].where(printed), computed=result["rank"].where(~printed))


def _of_progress(result: pd.DataFrame) -> pd.DataFrame:
    return result.assign(**{result.attrs["measure"]: result["value"]})


def _of_match(result: pd.DataFrame) -> pd.DataFrame:
    words = {name: tuple(both("criteria_ways", name)) for name in ("same", *_WAYS)}
    ways = result["change"].str.split("+")
    return result.assign(
        unit_id=result.attrs["unit_id"],
        year=result.attrs["year"],
        previous_year=result.attrs["previous"],
        traced_code=result["code"].where(result["code"] != "", result["code_before"]),
        previous_code=result["code_before"],
        change_told=[", ".join(words[way][0] for way in w) for w in ways],
        change_told_en=[", ".join(words[way][1] for way in w) for w in ways],
    )


def _of_side_by_side(result: pd.DataFrame) -> pd.DataFrame:
    step = result.groupby("code", sort=False)["pct"].diff()
    comparable = result["comparable"].astype(bool)
    previous = result.groupby("code", sort=False)["year"].shift()
    return result.assign(pct_change=step.where(comparable), previous_year=previous.fillna(result["year"] - 1))


_COMPLETED: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "trend": _of_trend, "scorecard": _of_scorecard, "history": _of_history, "side_by_side": _of_side_by_side,
    "domains": _of_domains, "domain_lines": _with_codes_of_then, "region_ranks": _of_region_ranks,
    "progress": _of_progress, "match": _of_match,
}  # fmt: skip


def computed(kind: str, result: pd.DataFrame, unit_id: str) -> dict[str, Any]:
    """Return what a sentence computes from all rows of a result."""
    make = _COMPUTED.get(kind)
    return make(result, unit_id) if make else {}


def _apart(result: pd.DataFrame, value: float, other: float) -> float:
    return printed_difference(value, other, decimals_of(str(result.attrs["index"])))


def _from_ranks(result: pd.DataFrame, unit_id: str) -> dict[str, Any]:
    ours = result.loc[result["unit_id"] == unit_id, "score"]
    leader = result["score"].max()
    gap = _apart(result, leader, ours.iloc[0] if len(ours) else np.nan)
    return {"leader": leader, "gap_to_leader": gap, "median": result["score"].median()}


def _from_gap(result: pd.DataFrame, _: str) -> dict[str, Any]:
    attrs = result.attrs
    if attrs["other_total"] is None:
        return {}
    return {"total_gap": _apart(result, attrs["other_total"], attrs["total"])}


def _from_compare(result: pd.DataFrame, _: str) -> dict[str, Any]:
    attrs = result.attrs
    if pd.isna(attrs["total_change"]):
        return {}
    return {"total_change": _apart(result, attrs["total"], attrs["previous_total"])}


def _from_rank_range(result: pd.DataFrame, _: str) -> dict[str, Any]:
    level = 100 * float(result.attrs.get("level", np.nan))
    return {"level": level, "weights": 100 * float(threshold("rank_range", "spread"))}


def _from_sheet(result: pd.DataFrame, _: str) -> dict[str, Any]:
    gaps = result.loc[result["leaf"], "self_minus_appraised"]
    return {"self_gap_total": gaps[gaps > 0].sum()}


def _from_progress(result: pd.DataFrame, _: str) -> dict[str, Any]:
    attrs = result.attrs
    if attrs["year"] is None:
        return {}
    measure = attrs["measure"]
    places = {"rank": 0, "score": decimals_of(str(attrs["index"]))}.get(measure, 1)
    missing = abs(printed_difference(attrs["value"], attrs["target"], places))
    return {f"target_{measure}": attrs["target"], f"missing_{measure}": missing}


def _against_median(result: pd.DataFrame, _: str) -> dict[str, Any]:
    """Return in how many parts a unit is above the median, in the last year and the first; its widest gap."""
    gap = gaps(result).dropna()
    if gap.empty:
        return {}
    years = result.loc[gap.index, "year"] if "year" in result else pd.Series(0, gap.index)
    last, first = gap[years == years.max()], gap[years == years.min()]
    worst = {} if result.attrs["in_points"] else {"worst_pct": gap.min()}
    return worst | {
        "n_above": int((last > 0).sum()), "n_known": len(last),
        "n_above_first": int((first > 0).sum()), "n_known_first": len(first),
    }  # fmt: skip


_COMPUTED: dict[str, Callable[[pd.DataFrame, str], dict[str, Any]]] = {
    "ranks": _from_ranks, "gap_to_above": _from_gap, "compare": _from_compare, "rank_range": _from_rank_range,
    "sheet": _from_sheet, "domains": _against_median, "domain_lines": _against_median,
    "progress": _from_progress,
    "cheapest_path": lambda result, _: {"n_targets": len(result.attrs["targets"])},
    "units_table": lambda result, _: {
        "n_ranked": int(result["rank"].notna().sum()), "n_not_sent": len(result.attrs["not_sent"])
    },
    "units_criteria": lambda result, _: {
        "n_criteria": result["criterion"].nunique(), "n_shown": result["unit_id"].nunique()
    },
}  # fmt: skip
