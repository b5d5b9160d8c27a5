"""The headline over all indices of a unit: it follows from every row, and from places that can be compared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cchc_analysis.phrases import index_name
from cchc_analysis.statements.phrases import say


def scorecard(result: pd.DataFrame, lang: str) -> str:
    """Say in which index the unit stands best and in which worst, of all rows among one set of units.

    Places with other boundaries are said apart; of equals all are named; what is older says so.
    """
    unit, asked = result.attrs["unit"], result.attrs["year"]
    ranked = result[result["position"].notna()]
    if ranked.empty:
        alone = result[result["rank"].notna()]  # among nobody knows how many
        places = ", ".join(_place(row, asked, lang) for _, row in alone.iterrows())
        return say("scorecard", "title_alone" if places else "title_none", lang, unit=unit, year=asked,
                   places=places)  # fmt: skip
    scope = main_scope(ranked)
    main = ranked[ranked["scope"] == scope]
    position = main["position"].astype(float)
    ends = {
        "best": main[np.isclose(position, position.min())],
        "worst": main[np.isclose(position, position.max())],
    }
    named = {
        end: ", ".join(_place(row, asked, lang) for _, row in rows.iterrows()) for end, rows in ends.items()
    }
    apart = _apart(result, ranked, scope, asked, lang)
    if len(main) == 1:
        key = "title_apart" if apart else "title_one"
    else:
        key = "title_level" if np.isclose(position.min(), position.max()) else "title"
    return say("scorecard", key, lang, unit=unit, apart=apart, **named)


def main_scope(ranked: pd.DataFrame) -> str:
    """Return the set of units that most indices rank the unit among; of equals the one of the latest year."""
    scopes = ranked.groupby("scope").agg(n=("index", "size"), year=("year", "max"))
    return str(scopes.sort_values(["n", "year"], kind="stable").index[-1])


def older(result: pd.DataFrame, lang: str) -> str:
    """Return the indices whose figures are older than the year asked for, each with its year."""
    rows = result[result["year"] < result.attrs["year"]]
    return ", ".join(f"{index_name(row['index'], lang)} {row['year']}" for _, row in rows.iterrows())


def _place(row: pd.Series, asked: int, lang: str) -> str:
    key = "place" if row["year"] >= asked else "place_old"
    if pd.isna(row["n_units"]):
        key = "place_alone"
    return say("scorecard", key, lang, n=row["n_units"], **row[["index", "rank", "year"]])


def _apart(result: pd.DataFrame, ranked: pd.DataFrame, scope: str, asked: int, lang: str) -> str:
    """Say the places among other sets of units than that of the headline, a set at a time."""
    others = ranked[ranked["scope"] != scope]
    columns = ["index", "rank", "n_units", "year", "scope"]
    later = result.loc[result["later_rank"].notna() & (result["later_scope"] != scope)]
    renamed = {f"later_{name}": name for name in columns[1:]}
    rows = pd.concat([others[columns], later[["index", *renamed]].rename(columns=renamed)])
    sentence = ""
    for other, group in rows.groupby("scope", sort=False):
        places = ", ".join(_place(row, asked, lang) for _, row in group.iterrows())
        sentence += say("scorecard", _when(str(other), scope), lang, places=places, n=_number(str(other)))
    return sentence


def _when(other: str, scope: str) -> str:
    """Tell whether a set of provinces is of before or after a merger; other sets are just others."""
    if not (_number(other) and _number(scope)):
        return "among_others"
    return "after" if _number(other) < _number(scope) else "before"


def _number(scope: str) -> int:
    digits = scope.removeprefix("tinh-")
    return int(digits) if digits.isdigit() else 0
