"""What of a result is shown: which rank, which gap, in points or in per cent. Sentences and charts ask here."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from contextlib import suppress
from typing import Any

import pandas as pd

from cchc_analysis import frameworks, units

#: Percentage points from the median at which a heat map's colour is full.
FULL_COLOUR = 15.0
#: The maximum of a percentage.
_PERCENT = 100
#: Criteria that a sentence names of those that are furthest behind, or ahead.
MOST_NAMED = 3


def decimals(result: pd.DataFrame) -> int:
    """Return how many decimals the points of a result's index are published with."""
    return decimals_of(str(result.attrs.get("index", "")))


def decimals_of(index: str) -> int:
    """Return how many decimals the points of an index are published with."""
    declared = frameworks.indices().get(index)
    return declared.decimals if declared else 2


def printed_difference(value: float, other: float, places: int) -> float:
    """Return how far apart two figures are as they print: what a reader gets who subtracts them.

    Examples
    --------
    >>> f"{44.0951 - 43.3449:.2f}", f"{printed_difference(44.0951, 43.3449, 2):.2f}"
    ('0.75', '0.76')
    """
    # numpy rounds a tie to the even digit, a printed number by its true size: only the latter is what is read.
    return round(round(float(value), places) - round(float(other), places), places)


def printed_differences(values: pd.Series, others: pd.Series, places: int) -> pd.Series:
    """Return :func:`printed_difference` row by row; missing where either figure is."""
    pairs = zip(*(v.to_numpy("float64", na_value=float("nan")) for v in (values, others)), strict=True)
    apart = [printed_difference(a, b, places) for a, b in pairs]
    return pd.Series(apart, index=values.index, dtype="float64")


def shown_change(row: Mapping[Hashable, Any]) -> float:
    """Return the change of a row of a scorecard as its two figures print; of a sheet of its own as it is."""
    if pd.isna(row["change"]) or pd.isna(row["previous_score"]):
        return float(row["change"])
    return printed_difference(row["score"], row["previous_score"], decimals_of(str(row["index"])))


def in_percent(result: pd.DataFrame) -> bool:
    """Tell whether the scores of a result's index are percentages."""
    declared = frameworks.indices().get(str(result.attrs.get("index", "")))
    if not (declared and declared.in_percent):
        return False
    # The points of a scoring sheet are a percentage only where they are out of 100.
    if not {"score", "pct"} <= set(result.columns):
        return "max_score" not in result or bool(result["max_score"].iloc[0] == _PERCENT)
    apart = (result["score"] - result["pct"]).abs()
    return bool((apart.dropna() < 0.005).all())


def shown_rank(result: pd.DataFrame) -> pd.Series:
    """Return the rank that is shown: the printed one, else the computed one."""
    return result["printed_rank"].fillna(result["rank"])


def rows_of_unit(result: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return the rows of a unit, named by its id or in any spelling; none where it was not published.

    Raises
    ------
    UnknownUnit, AmbiguousUnit
        For a name that is no unit's, here or anywhere, or several units'.
    """
    return result[result["unit_id"].isin(units.same_place(meant_unit(result, unit).unit_id))]


def unit_name(result: pd.DataFrame, unit: str) -> str:
    """Return the name of a unit that is asked for by id or in any spelling, also if it was not published."""
    rows = rows_of_unit(result, unit)
    return meant_unit(result, unit).unit if rows.empty else str(rows["unit"].iloc[0])


def meant_unit(result: pd.DataFrame, unit: str) -> units.Unit:
    """Return the unit that a name or id means: of the result, not published in it, or of any time."""
    of_rows = dict.fromkeys(zip(result["unit_id"].tolist(), result["unit"].tolist(), strict=True))
    as_written = [unit_id for unit_id, name in of_rows if unit in (name, unit_id)]
    if len(as_written) == 1:
        named = next(units.Unit(*known, "", "") for known in of_rows if known[0] == as_written[0])
        return _of_today(result, unit, named)
    known = [units.Unit(*each, "", "") for each in of_rows]
    absent = [units.Unit("", name, "", "") for name in result.attrs.get("not_published") or []]
    try:
        return _of_today(result, unit, units.resolve(unit, [*absent, *known]))
    except units.UnknownUnit as nobody_here:
        with suppress(units.UnknownUnit):
            return units.resolve(unit)
        raise nobody_here


def _of_today(result: pd.DataFrame, written: str, meant: units.Unit) -> units.Unit:
    """Return the unit after a merger, where estimates were asked for: there a name means that one."""
    later = None if "/" in written else result.attrs.get("estimated_units", {}).get(meant.unit)
    return units.Unit(later, meant.unit, "", "") if later else meant


def on_pct(result: pd.DataFrame) -> bool:
    """Tell whether a trend must be drawn in per cent of the scale: its scale moved on the way."""
    first = result.loc[result["score"].notna(), "year"].min()
    return bool(((result["step"] == "rescaled") & (result["year"] > first)).any())


def best_first(result: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table of strengths that are above the median, the furthest first; by loss, all."""
    if result.attrs.get("by") == "loss":
        return result
    nothing = 0.5 * 10 ** -decimals(result)
    ahead = -result["gap_to_median"]
    if ahead.isna().all():
        ahead = result["pct"] - result["median_pct"]
    return result[ahead >= nothing]


def worst_first(result: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """Return what a table of weaknesses tells, and its rows that fall short, the worst first.

    It tells points lost or the gap to the median in points, as it is ordered; the same in per cent of the
    scale (``loss_pct``, ``gap_pct``) where weights are unknown; the gap to the best where the unit is
    behind the median nowhere. What prints as zero is no shortfall.
    """
    rows = result.assign(gap_pct=result["median_pct"] - result["pct"], loss_pct=100 - result["pct"])
    nothing = 0.5 * 10 ** -decimals(result)
    if result.attrs.get("kind") == "weakest":  # points of two indices are not the same thing
        measure = "loss_pct" if rows["gap_pct"].isna().all() else "gap_pct"
    elif result.attrs.get("by") == "loss":
        measure = "loss_pct" if rows["points_lost"].isna().all() else "points_lost"
    elif rows["gap_to_median"].isna().all():
        measure = "gap_pct"
    else:
        measure = "gap_to_median" if (rows["gap_to_median"] >= nothing).any() else "gap_to_best"
    return measure, rows[rows[measure] >= nothing].sort_values(measure, ascending=False, kind="stable")


def weakest_named(result: pd.DataFrame) -> set[tuple[str, str]]:
    """Return the index and code of each criterion that the sentence of a table of weaknesses names.

    Of sheets of many units, whose weaknesses are not those of one, it is none.
    """
    if result.attrs["kind"] not in ("weakest", "weaknesses"):
        return set()
    named = worst_first(result)[1].head(MOST_NAMED)
    indices = named["index"] if "index" in named else [str(result.attrs["index"])] * len(named)
    return set(zip(indices, named["code"], strict=True))
