"""The unit that is asked about: who it was in each year, whom it was ranked with, its rows.

A name may mean other units at other times: Thái Nguyên with the boundaries before and after a merger are two.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cchc_analysis import units
from cchc_analysis.analysis.asked.arguments import near_units, unit_among
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.lines import declared_editions
from cchc_analysis.analysis.asked.scopes import is_illustrative, regions
from cchc_analysis.analysis.errors import error, listed

#: What a line takes of a score.
OF_SCORE = ["unit_id", "score", "min_score", "max_score", "rank", "standard_error", "estimated", "status",
    "group",
]  # fmt: skip
_LOCAL = ("so/", "huyen/", "xa/")


class Identity(NamedTuple):
    """Who was scored in a year."""

    year: int
    unit_id: str
    unit: str
    scope: str
    estimated: bool


class Member(NamedTuple):
    """Which unit of its name a unit was in a year, and who it was ranked with."""

    unit_id: str
    scope: str
    region: str | None


@dataclass(frozen=True)
class Subject:
    """The unit asked about.

    Attributes
    ----------
    unit, unit_id : str
        Its name, and its id in the latest year.
    by_year : dict
        Who it was in every year from the first to the last in which its scopes were scored.
    rows : pandas.DataFrame
        Its rows of the Scores frame.
    """

    unit: str
    unit_id: str
    by_year: dict[int, Member]
    rows: pd.DataFrame

    @property
    def years(self) -> range:
        """Every year from the first to the last in which its scopes were scored."""
        return range(min(self.by_year), max(self.by_year) + 1)

    @property
    def scope(self) -> str:
        """Whom it was ranked with last."""
        return self.by_year[self.years[-1]].scope

    @cached_property
    def points(self) -> dict[tuple[int, str], tuple[Any, ...]]:
        """What stands beside each score (:data:`OF_SCORE`), by year and code."""
        rows = self.rows[self.rows["code"].notna()]
        columns = (rows[name].array.to_numpy(dtype=object, na_value=None) if name not in _FLOATS
                   else rows[name].tolist() for name in OF_SCORE)  # fmt: skip
        keys = zip(rows["year"].tolist(), rows["code"].tolist(), strict=True)
        return dict(zip(keys, zip(*columns, strict=True), strict=True))

    @cached_property
    def scored_years(self) -> list[int]:
        """The years with any score of it, in order."""
        return sorted(int(year) for year in self.rows.loc[self.rows["score"].notna(), "year"].unique())

    @cached_property
    def illustrative(self) -> bool:
        """Whether its figures are invented, as their notes then say."""
        return is_illustrative(self.rows["note"])

    def attrs(self, index: str) -> dict[Hashable, Any]:
        """Return what every result about the unit carries; of one inside a province the files it is from."""
        files = self.rows["file"].dropna().unique() if self.scope.startswith(_LOCAL) else ()
        return {
            "index": index, "unit": self.unit, "unit_id": self.unit_id, "scope": self.scope,
            "illustrative": self.illustrative, **({"file": listed(files)} if len(files) else {}),
        }  # fmt: skip


_FLOATS = ("score", "min_score", "max_score", "standard_error", "estimated")


def subject(rows: pd.DataFrame, unit: str, index: str) -> Subject:
    """Find the unit that *unit* names, by id, by name, or by any spelling of a province's name.

    Raises
    ------
    AnalysisError
        For a name that is no unit of *rows* (names the nearest), or that is several in one year.
    """
    return kept(rows, (unit,), lambda: _subject(rows, unit, index))


def _subject(rows: pd.DataFrame, unit: str, index: str) -> Subject:
    asked, everybody = unit, identities(rows)
    meant = [who for who in everybody if who.unit_id in units.same_place(unit)]
    if not meant:
        unit = unit_among(rows, unit, index)
        meant = [who for who in everybody if who.unit == unit]
        # Estimates were asked for by naming a day: the name then means the unit of that day.
        later = {who.unit_id for who in meant if who.estimated}
        meant = [who for who in meant if who.unit_id in later or not later]
    places = set().union(*(units.same_place(unit_id) for unit_id in {who.unit_id for who in meant}))
    of_places = sorted((who for who in everybody if who.unit_id in places), key=lambda who: who.year)
    meant = _of_one_time(of_places, asked)
    known = [(who.year, who.unit_id, who.scope) for who in meant] or _as_a_province(everybody, unit)
    known = list(dict.fromkeys(known))
    if not known:  # a unit of today, of which there are no estimates either
        raise error("unknown_unit", unit=asked, index=index, near=near_units(rows, asked))
    # Two provinces' departments of one name are two, even where they are of different years.
    local = any(scope.startswith(_LOCAL) for _, _, scope in known)
    if len({year for year, *_ in known}) < len(known) or (local and len({who for _, who, _ in known}) > 1):
        ids = listed(dict.fromkeys(f"{unit_id} ({scope})" for _, unit_id, scope in known))
        raise error("ambiguous_unit", unit=unit, near=ids)
    scopes = {scope for _, _, scope in known}
    published = {who.year for who in everybody if who.scope in scopes}
    if not published:  # a unit of boundaries with which the index was never published
        raise error("unknown_unit", unit=unit, index=index, near=near_units(rows, unit))
    by_year = _by_year(known, range(min(published), max(published) + 1))
    called = [who.unit for who in meant if who.unit_id == asked or who.unit == unit]
    name = (called or [who.unit for who in meant] or [unit])[-1]
    last = by_year[max(by_year)]
    ids_meant = {who.unit_id for who in meant}
    return Subject(name, last.unit_id, by_year, _rows_of_unit(rows, ids_meant, set(of_places) - set(meant)))


def identities(rows: pd.DataFrame) -> list[Identity]:
    """Return who was scored in which year, once for each."""

    def make() -> list[Identity]:
        once = rows[list(Identity._fields)].drop_duplicates()
        return [Identity(*values) for values in zip(*(once[name].tolist() for name in once), strict=True)]

    return kept(rows, ("identities",), make, shared=True)


def _by_year(known: list[tuple[int, str, str]], years: range) -> dict[int, Member]:
    """Return who a unit was in each year; one without a row of it has the peers of the last that has one."""
    then = {year: (unit_id, scope) for year, unit_id, scope in known}
    member = then[min(then)]
    by_year = {}
    for year in years:
        member = then.get(year, member)
        by_year[year] = Member(*member, regions().get(member[0]))
    return by_year


def _rows_of_unit(rows: pd.DataFrame, ids: set[str], left_out: set[Identity]) -> pd.DataFrame:
    """Return the rows of the units that are meant, in the order of years."""
    of_unit = np.flatnonzero(rows["unit_id"].isin(ids))
    years = rows["year"].to_numpy(dtype="int64", na_value=0)[of_unit]
    taken = rows.iloc[of_unit[np.argsort(years, kind="stable")]]
    if not left_out:
        return taken
    out = {(who.year, who.unit_id, who.scope) for who in left_out}
    keys = zip(taken["year"], taken["unit_id"], taken["scope"], strict=True)
    return taken[[key not in out for key in keys]]


def _of_one_time(identities: list[Identity], asked: str) -> list[Identity]:
    """Keep one scope of provinces a year: that of the id *asked* for, else that of the year itself.

    An edition that came out after a merger may rank a year's units with the boundaries before and after.
    """
    scopes: dict[int, set[str]] = {}
    for who in identities:
        if who.scope.startswith("tinh-"):
            scopes.setdefault(who.year, set()).add(who.scope)
    has_it = {who.year for who in identities if who.unit_id == asked}

    def is_meant(who: Identity) -> bool:
        if not who.scope.startswith("tinh-") or len(scopes[who.year]) < 2:
            return True
        return who.unit_id == asked if who.year in has_it else who.scope == units.scope_of(who.year)

    return [who for who in identities if is_meant(who)]


def of_one_framework(subject: Subject, index: str) -> Subject:
    """Return the subject; refuse a unit of which there are only scoring sheets of its own.

    Such a sheet declares its own criteria: what the index's editions say of a code is not true of it.
    """
    declared = declared_editions(index)
    editions = set(subject.rows["edition"].dropna().unique())
    if editions and not editions & declared:
        raise error("own_sheet", unit=subject.unit, index=index)
    return subject


def _as_a_province(everybody: list[Identity], unit: str) -> list[tuple[int, str, str]]:
    """Return who a province was in the years of an index that has none of it: it was not published."""
    years = sorted({who.year for who in everybody if who.scope.startswith("tinh-")})
    return [
        (year, match.unit.unit_id, units.scope_of(year))
        for year in years
        if (match := units.identify(unit, year)).unit is not None
    ]
