"""Whose pack it is: the unit that a user means among those with figures, its kind, its years, its folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from cchc_analysis import frameworks, units
from cchc_analysis.briefing.pack import folder_of
from cchc_analysis.briefing.phrases import both, declared
from cchc_analysis.errors import CchcError
from cchc_analysis.units.boundaries import mergers
from cchc_analysis.units.local import SCOPES
from cchc_analysis.units.mergers import as_of
from cchc_analysis.units.resolving import AmbiguousUnit, resolve
from cchc_analysis.vietnamese import key


class BriefingError(CchcError):
    """Raised where a briefing cannot be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The unit that a pack is about.

    Attributes
    ----------
    unit, unit_id, kind, scope : str
        Its name, id, kind (``province``, ``merged``, ``ministry``, ``department``, ``district``, ``commune``,
        ``nation``, or ``scope``: all units whose sheets one office collects), and the units that it is ranked
        among.
    asked : str
        What the analysis is asked by: the id, but for the nation, which it knows by its name.
    province : str
        The province that a department, district or commune is in, or a scope of them; empty where it is none
        of these, or the figures do not say.
    years : dict
        The years with a score or rank of the unit, by index.
    """

    unit: str
    unit_id: str
    kind: str
    scope: str
    asked: str
    province: str
    years: dict[str, list[int]]

    @property
    def is_local(self) -> bool:
        """Whether it is a unit inside a province."""
        return self.kind in SCOPES

    @property
    def full_name(self) -> str:
        """Its name within a sentence, with its province where it alone would not tell which unit it is."""
        unit = self.unit[:1].lower() + self.unit[1:] if self.kind == "nation" else self.unit
        return f"{unit}, {self.province}" if self.is_local and self.province else unit

    @property
    def last_year(self) -> int:
        """The last year with figures of any index."""
        return max(years[-1] for years in self.years.values())

    def folder(self, year: int, out: str | Path, lang: str = "vi") -> Path:
        """Return where its pack of a year goes; see :func:`cchc_analysis.briefing.pack.folder_of`."""
        return folder_of(self.full_name, year, out, lang)

    def year_of(self, index: str, year: int | None) -> int | None:
        """Return the year that is told of an index: the one asked for if there is one, else the latest."""
        known = self.years.get(index, [])
        if year is None:
            return known[-1] if known else None
        return year if year in known else None

    def years_told(self, year: int | None) -> dict[str, int]:
        """Return the year that is told of each index; see :meth:`year_of`."""
        years = {index: self.year_of(index, year) for index in self.years}
        return {index: of_index for index, of_index in years.items() if of_index is not None}


def subject(scores: pd.DataFrame, written: str, year: int | None = None) -> Subject:
    """Return whom *written* means: a name in any spelling, or an id.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    written : str
    year : int, optional
        Of provinces of one name, the one of that year; of the last year with provinces unless given.

    Raises
    ------
    BriefingError
        For a name of several units (asks which, with the choices), or a unit without figures.
    UnknownUnit
        For a name that is no unit's; names the nearest.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> subject(load(), "tỉnh BẮC KẠN").unit_id, subject(load(), "phuong minh hoa").kind
    ('tinh-63/06', 'commune')
    """
    return of_unit(scores, meant(scores, written, year))


def meant(scores: pd.DataFrame, written: str, year: int | None = None) -> units.Unit:
    """Return the unit that *written* means, as :func:`subject` does, whether or not it has figures."""
    if is_collected(written) and scores["scope"].eq(written).any():
        return _of_scope(scores, written)
    try:
        return resolve(written, _known(scores), year=year or _last_year(scores))
    except AmbiguousUnit as several:
        named = [(u, _province(u)) for u in several.choices]
        choices = ", ".join(f"{', '.join(filter(None, (u.unit, p)))} ({u.unit_id})" for u, p in named)
        raise BriefingError("\n".join(both("errors", "which", unit=written, choices=choices))) from None


def of_unit(scores: pd.DataFrame, unit: units.Unit) -> Subject:
    """Return a unit as the subject of a pack.

    Raises
    ------
    BriefingError
        Where there are no figures of it.
    """
    years = _years(scores, unit)
    if not years:
        raise BriefingError("\n".join(both("errors", "no_figures", unit=unit.unit)))
    province = _province(unit)
    return Subject(
        unit=unit.unit, unit_id=unit.unit_id, kind=_kind(unit), scope=unit.scope,
        asked=unit.unit if unit.unit_type == "nation" else unit.unit_id, province=province, years=years,
    )  # fmt: skip


def with_estimates(scores: pd.DataFrame, unit: units.Unit) -> pd.DataFrame:
    """Return the figures; of a merged province with the estimates of the years before it came to be."""
    return as_of(scores, mergers()[unit.unit_id].on) if _kind(unit) == "merged" else scores


def _known(scores: pd.DataFrame) -> list[units.Unit]:
    """Return every unit that can be meant: those with figures, and the provinces of every time."""
    declared = {u.unit_id: u for u in units.all_units()}
    columns = ["unit_id", "unit", "unit_type", "scope"]
    rows = scores.loc[scores["unit_type"] != "region", [*columns, "year"]].sort_values("year", kind="stable")
    rows = rows.drop_duplicates(["unit_id", "unit"], keep="last")
    local = [
        units.Unit(row.unit_id, row.unit, row.unit_type, row.scope)
        for row in rows[columns].itertuples(index=False)
        if row.unit_id not in declared
    ]
    return [*declared.values(), *local]


def _last_year(scores: pd.DataFrame) -> int | None:
    rows = scores.loc[(scores["unit_type"] == "province") & ~scores["estimated"], "year"]
    return int(rows.max()) if len(rows) else None


def is_collected(scope: str) -> bool:
    """Tell whether a scope is one of units whose sheets an office of the province collects.

    Examples
    --------
    >>> is_collected("so/hoa-binh"), is_collected("tinh-63"), is_collected("so/hoa-binh/so-noi-vu")
    (True, False, False)
    """
    kind, _, place = scope.partition("/")
    return kind in SCOPES.values() and bool(place) and "/" not in place


def _of_scope(scores: pd.DataFrame, scope: str) -> units.Unit:
    """Return a scope as what is told of: all its units together."""
    place, body = units.place_of(scope)
    first = scores[scores["scope"] == scope].iloc[0]
    kind = str(first["unit_type"])
    province = _province_of(place) or place.replace("-", " ").title()
    words = str(first["unit"]).split()[-len(body.split("-")) :]
    if body and key(" ".join(words)).replace(" ", "-") == body:  # the name of an office ends with its body's
        province = f"{' '.join(words)}, {province}"
    return units.Unit(scope, both("scopes", kind, province=province)[0], "scope", scope)


def in_english(whose: Subject) -> Subject:
    """Return a scope by its English name: whom else a pack is about keeps its Vietnamese one."""
    called = declared("words.toml")["scopes"]
    pairs = ((kind["vi"].partition("{")[0], kind["en"].partition("{")[0]) for kind in called.values())
    english = next(en + whose.unit.removeprefix(vi) for vi, en in pairs if whose.unit.startswith(vi))
    return replace(whose, unit=english)


def _years(scores: pd.DataFrame, unit: units.Unit) -> dict[str, list[int]]:
    ids = {unit.unit_id} if _kind(unit) == "merged" else units.same_place(unit.unit_id)
    whose = scores["scope"].eq(unit.scope) if unit.unit_type == "scope" else scores["unit_id"].isin(ids)
    rows = scores[whose & (scores["score"].notna() | scores["rank"].notna())]
    known = {str(i): sorted({int(y) for y in years}) for i, years in rows.groupby("index")["year"]}
    return {index: known[index] for index in frameworks.indices() if index in known}


def _kind(unit: units.Unit) -> str:
    merger = mergers().get(unit.unit_id)
    return "merged" if merger is not None and len(merger.parts) > 1 else unit.unit_type


def _province(unit: units.Unit) -> str:
    """Return the province of a unit inside one, by the scope that it is in: ``so/hoa-binh``."""
    if unit.unit_type not in (*SCOPES, "scope"):
        return ""
    return _province_of(units.place_of(unit.scope)[0])


def _province_of(place: str) -> str:
    """Return the province or ministry that a scope's place stands for."""
    above = (*units.all_units(), *units.ministries())
    return next((u.unit for u in above if key(u.unit).replace(" ", "-") == place), "")
