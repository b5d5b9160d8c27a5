"""How the criteria of the sheets of a scope changed: by the sheets of two years of one of its units."""

from __future__ import annotations

import pandas as pd

import cchc_analysis as cchc
from cchc_analysis.briefing.phrases import both
from cchc_analysis.briefing.subject import BriefingError

#: What may have changed of a criterion, in the order in which it is told; each is a phrase of ``[criteria]``.
_CHANGES = ("reweighted", "renumbered", "renamed", "added", "dropped")


def changed(scores: pd.DataFrame, index: str, year: int, scope: str) -> pd.DataFrame:
    """Return the criteria of a year beside those of the last year before it.

    Of the units with a sheet of both years the one with most criteria is taken, the first of equal ones.

    Raises
    ------
    BriefingError
        Where no unit has a sheet of both.
    """
    rows = scores[(scores["index"] == index) & (scores["scope"] == scope) & (scores["level"] > 0)]
    counts = rows.groupby(["unit_id", "year"])["code"].nunique().unstack()
    before = max((int(y) for y in counts if y < year), default=year)
    both_years = counts.reindex(columns=[before, year]).dropna() if before < year else counts.iloc[:0]
    if both_years.empty:
        raise BriefingError("\n".join(both("errors", "one_sheet", index=index, year=year)))
    unit = str(both_years[year].idxmax())
    sheets = (cchc.sheet(scores, index=index, unit=unit, year=y) for y in (before, year))
    result = cchc.match(*sheets)
    result.attrs |= {"unit_id": unit, "scope": scope} | counted(result)
    return result


def counted(result: pd.DataFrame) -> dict[str, int]:
    """Return how many criteria stayed, and how many changed in which way; one may have changed in several."""
    ways = result["change"].str.split("+")
    return {f"n_{way}": int(sum(way in changes for changes in ways)) for way in ("same", *_CHANGES)}


def sentence(result: pd.DataFrame, lang: str) -> str:
    """Return what is said of the criteria."""
    at, facts = lang == "en", result.attrs
    ways = [way for way in _CHANGES if facts[f"n_{way}"]]
    parts = "".join(both("criteria", way, n=facts[f"n_{way}"])[at] for way in ways)
    named = {name: facts[name] for name in ("index", "year", "previous", "unit")}
    return both("criteria", "changed", same=facts["n_same"], parts=parts, **named)[at]


def subtitle(result: pd.DataFrame, lang: str) -> str:
    """Return what the table of the criteria shows."""
    named = {name: result.attrs[name] for name in ("index", "year", "previous")}
    return both("criteria", "subtitle", **named)[lang == "en"]
