"""Whom a unit is set beside when somebody asks: all, its region, its neighbours in rank, or named units.

What cannot be had is an error that names it; another set of units is never taken in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from cchc_analysis.analysis import peers as company
from cchc_analysis.analysis.errors import error, listed, words
from cchc_analysis.analysis.thresholds import threshold


class Companions(NamedTuple):
    """The peers that were asked for.

    ``kind`` is ``all``, ``region``, ``nearest`` or ``named``; ``names`` are those of the latter two, ``among``
    tells which published scores are theirs, ``note`` what is to be known of them.
    """

    kind: str
    names: list[str]
    among: pd.Series
    note: tuple[str, str] | None


def chosen(
    rows: pd.DataFrame, others: pd.DataFrame, subject: company.Subject, peers: str | Sequence[str], *,
    index: str, year: int,
) -> Companions:  # fmt: skip
    """Return the peers of a unit.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of one index (``peers.rows_of``).
    others : pandas.DataFrame
        Published scores of the unit's scope (``peers.published``).
    subject : Subject
        The unit.
    peers : {"all", "region", "nearest"} or sequence of str
        Who is asked for.
    index, year
        What is compared.

    Raises
    ------
    AnalysisError
        For another word, names that are no unit, units not published in *year*, a unit without a region or
        without a rank.
    """
    asked = company.asked_for(rows, peers, index)
    now = others["year"] == year
    if asked == "all":
        return Companions("all", [], others["score"].notna(), None)
    if asked == "region":
        near = others["same_region"]
        if not (near & now & ~others["unit_id"].isin(subject.by_year["own_id"])).any():
            raise error("region_unpublished", unit=subject.unit, index=index, year=year)
        return Companions("region", [], near, None)
    names = nearest(rows, subject, index, year) if asked == "nearest" else list(asked)
    absent = [name for name in names if not (now & (others["unit"] == name)).any()]
    if absent:
        raise error("peers_unpublished", index=index, year=year, names=listed(absent))
    if set(names) == {subject.unit}:
        raise error("same_units", unit=subject.unit)
    counted = others[now & others["unit"].isin(names)].groupby("unit")["of"].nunique()
    short = [name for name in names if counted[name] < others.loc[now, "of"].nunique()]
    note = words("notes", "peers_short", year=year, names=listed(short)) if short else None
    kind = "nearest" if asked == "nearest" else "named"
    return Companions(kind, names, others["unit"].isin(names), note)


def nearest(rows: pd.DataFrame, subject: company.Subject, index: str, year: int) -> list[str]:
    """Return the units next to a unit in the order of a year's totals, the highest first.

    As many above as below, as declared in ``thresholds.toml``; at an end of the order more on the other side.

    Raises
    ------
    AnalysisError
        Where the unit has no total that year, or fewer than half of the units have one.
    """
    here = subject.by_year.set_index("year")
    if year not in here.index:
        raise error("not_ranked", index=index, year=year, unit=subject.unit)
    scope, own_id = str(here.at[year, "scope"]), str(here.at[year, "own_id"])
    totals = rows[
        (rows["year"] == year) & (rows["code"] == "total") & (rows["scope"] == scope)
        & rows["score"].notna() & ~rows["estimated"]
    ].sort_values(["score", "unit_id"], ascending=[False, True], ignore_index=True)  # fmt: skip
    if own_id not in set(totals["unit_id"]) or 2 * len(totals) < company.size(rows, scope):
        raise error("not_ranked", index=index, year=year, unit=subject.unit)
    at = int(totals.index[totals["unit_id"] == own_id][0])
    n = int(threshold("peers", "nearest"))
    by_distance = sorted((place for place in totals.index if place != at), key=lambda p: (abs(p - at), p))
    return [str(totals.at[place, "unit"]) for place in sorted(by_distance[:n])]


def members(
    rows: pd.DataFrame, peers: str | Sequence[str], unit: str | None, *, index: str, year: int, code: str
) -> list[str] | None:
    """Return the ids of the units among which a year is ranked, *unit* with them; None for all.

    *rows* are those of one scope.

    Raises
    ------
    AnalysisError
        As :func:`chosen`; for a region or neighbours of nobody.
    """
    asked = company.asked_for(rows, peers, index)
    if asked == "all":
        return None
    if unit is None and isinstance(asked, str):
        raise error("needs_unit", peers=asked)
    now = rows[(rows["year"] == year) & (rows["code"] == code) & ~rows["estimated"]]
    scored = now[now["score"].notna()]
    own = company.subject(rows, unit, index) if unit is not None else None
    own_id = str(own.by_year.set_index("year")["own_id"].get(year, "")) if own else ""
    if asked == "region" and own is not None:
        near = company.regions()
        ids = {i for i in rows["unit_id"].unique() if near.get(i) and near.get(i) == near.get(own_id)}
        if not (ids & set(scored["unit_id"])) - {own_id}:
            raise error("region_unpublished", unit=own.unit, index=index, year=year)
    else:
        names = nearest(rows, own, index, year) if asked == "nearest" and own else list(asked)
        absent = [name for name in names if name not in set(scored["unit"])]
        if absent:
            raise error("peers_unpublished", index=index, year=year, names=listed(absent))
        ids = set(scored.loc[scored["unit"].isin(names), "unit_id"])
        if own is not None and ids == {own_id}:
            raise error("same_units", unit=own.unit)
    return sorted(ids | ({own_id} if own_id else set()))
