"""Whom a unit is set beside when somebody asks: all, its region, its neighbours in rank, or named units.

What cannot be had is an error that names it; another set of units is never taken in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from cchc_analysis.analysis.asked import peers as company
from cchc_analysis.analysis.asked.cohorts import Cohort
from cchc_analysis.analysis.asked.published_scores import published_in
from cchc_analysis.analysis.asked.scopes import few, regions
from cchc_analysis.analysis.asked.subjects import Subject
from cchc_analysis.analysis.asked.subjects import subject as find_subject
from cchc_analysis.analysis.errors import error, listed, words
from cchc_analysis.analysis.thresholds import threshold


class Companions(NamedTuple):
    """The peers that were asked for.

    ``kind`` is ``all``, ``region``, ``nearest`` or ``named``; ``names`` are those of the latter two, ``note``
    what is to be known of them.
    """

    kind: str
    names: list[str]
    note: tuple[str, str] | None

    def of(self, cohort: Cohort, region: str | None) -> Cohort:
        """Return these peers' part of a cohort; *region* is that of the unit in that year."""
        if self.kind == "all":
            return cohort
        if self.kind == "region":
            return cohort.in_region(region)
        names = zip(cohort.unit_ids, cohort.units, strict=True)
        return cohort.among({unit_id for unit_id, name in names if name in self.names})


def chosen(
    rows: pd.DataFrame, now: Sequence[Cohort], subject: Subject, peers: str | Sequence[str], *,
    index: str, year: int,
) -> Companions:  # fmt: skip
    """Return the peers of a unit.

    *now* is who was scored with the unit in *year*, a criterion each.

    Raises
    ------
    AnalysisError
        For another word, names that are no unit, units not published in *year*, a unit without a region or
        without a rank.
    """
    asked = company.asked_for(rows, peers, index)
    if asked == "all":
        return Companions("all", [], None)
    if asked == "region":
        region, ids = subject.by_year[year].region, {member.unit_id for member in subject.by_year.values()}
        if all(ids.issuperset(cohort.in_region(region).unit_ids) for cohort in now):
            raise error("region_unpublished", unit=subject.unit, index=index, year=year)
        return Companions("region", [], None)
    names = nearest(rows, subject, index, year) if asked == "nearest" else list(asked)
    published = [set(cohort.units) for cohort in now if len(cohort.units)]
    absent = [name for name in names if not any(name in units for units in published)]
    if absent:
        raise error("peers_unpublished", index=index, year=year, names=listed(absent))
    if set(names) == {subject.unit}:
        raise error("same_units", unit=subject.unit)
    short = [name for name in names if not all(name in units for units in published)]
    note = words("notes", "peers_short", year=year, names=listed(short)) if short else None
    return Companions("nearest" if asked == "nearest" else "named", names, note)


def nearest(rows: pd.DataFrame, subject: Subject, index: str, year: int) -> list[str]:
    """Return the units next to a unit in the order of a year's totals, the highest first.

    As many above as below, as declared in ``thresholds.toml``; at an end of the order more on the other side.

    Raises
    ------
    AnalysisError
        Where the unit has no total that year, or fewer than half of the units have one.
    """
    if year not in subject.by_year:
        raise error("not_ranked", index=index, year=year, unit=subject.unit)
    unit_id, scope, _ = subject.by_year[year]
    published = published_in(rows)
    totals = published.of(year, "total", scope)
    if unit_id not in totals.ranks or few(len(totals.scores), published.size(scope)):
        raise error("not_ranked", index=index, year=year, unit=subject.unit)
    order = np.argsort(-totals.scores, kind="stable")  # of equals the first by unit_id
    at = int(np.flatnonzero(totals.unit_ids[order] == unit_id)[0])
    n = int(threshold("peers", "nearest"))
    by_distance = sorted(
        (place for place in range(len(order)) if place != at), key=lambda p: (abs(p - at), p)
    )
    return [str(totals.units[order[place]]) for place in sorted(by_distance[:n])]


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
    of_unit = find_subject(rows, unit, index) if unit is not None else None
    unit_id = of_unit.by_year[year].unit_id if of_unit and year in of_unit.by_year else ""
    if asked == "region" and of_unit is not None:
        near = regions()
        ids = {i for i in rows["unit_id"].unique() if near.get(i) and near.get(i) == near.get(unit_id)}
        if not (ids & set(scored["unit_id"])) - {unit_id}:
            raise error("region_unpublished", unit=of_unit.unit, index=index, year=year)
    else:
        names = nearest(rows, of_unit, index, year) if asked == "nearest" and of_unit else list(asked)
        absent = [name for name in names if name not in set(scored["unit"])]
        if absent:
            raise error("peers_unpublished", index=index, year=year, names=listed(absent))
        ids = set(scored.loc[scored["unit"].isin(names), "unit_id"])
        if of_unit is not None and ids == {unit_id}:
            raise error("same_units", unit=of_unit.unit)
    return sorted(ids | ({unit_id} if unit_id else set()))
