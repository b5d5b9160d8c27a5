"""A place with its boundaries before and after a merger: two units, whose ranks stand apart.

An edition that came out after July 2025 ranks a year twice, among the 63 provinces of that year and among the
34 of today: TP. Hồ Chí Minh is first of 63 and fourth of 34.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from cchc_analysis import units
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.subjects import identities
from cchc_analysis.analysis.ranking.rank_histories import rank_history


def with_later_boundaries(scores: pd.DataFrame, index: str, row: pd.Series, year: int) -> dict[str, Any]:
    """Return the rank of the unit that carries on a province's name or place, where one was published.

    *row* has ``unit, unit_id, year, scope`` of the province with the boundaries before, *year* is the last to
    look at. Returned are ``later_rank, later_n_units, later_year, later_scope``; nothing where there is none.
    """
    later = (
        _carried_on(str(row["unit"]), str(row["unit_id"])) if str(row["scope"]).startswith("tinh-") else ""
    )
    if not later or not any(
        who.unit_id == later and not who.estimated for who in identities(peers.rows_of(scores, index))
    ):
        return {}
    places = rank_history(scores, index=index, unit=later)
    shown = places["printed_rank"].fillna(places["rank"])
    ranked_later = places[shown.notna() & (places["scope"] != row["scope"])]
    ranked_later = ranked_later[ranked_later["year"].between(int(row["year"]), year)]
    if ranked_later.empty or pd.isna(ranked_later["n_shown"].iloc[-1]):
        return {}
    last = ranked_later.iloc[-1]
    return {
        "later_rank": int(shown[last.name]), "later_n_units": int(last["n_shown"]),
        "later_year": int(last["year"]), "later_scope": str(last["scope"]),
    }  # fmt: skip


def _carried_on(unit: str, unit_id: str) -> str:
    """Return the id of today's province of the same place or name; nothing for a part of another."""
    try:
        later = units.successor(unit)
    except units.UnknownUnit:
        return ""
    same = later.unit == units.canonical(unit) or later.unit_id in units.same_place(unit_id)
    return later.unit_id if same and later.unit_id != unit_id else ""
