"""Who stands in the sheets of one workbook and year: every unit that a name may mean, in one order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache

from cchc_analysis.units.local import local, local_unit
from cchc_analysis.units.ministries import ministry
from cchc_analysis.units.names import LATER_PROVINCE_MARK, Match, identify, pseudo_label
from cchc_analysis.units.provinces_told import province_of
from cchc_analysis.units.spelling import bare, slug
from cchc_analysis.units.times import Unit, all_boundaries, lookup_years, scope_of, valid_units
from cchc_analysis.vietnamese import clean, key


@cache
def _provinces(year: int) -> dict[str, Unit]:
    scope = scope_of(year)
    return {u.unit_id: replace(u, scope=scope) for u in valid_units(year).values()}


class Roster:
    """The units of a year in the order of the vectors: its provinces, then whoever the sheets name.

    Parameters
    ----------
    year : int
    provinces_only : bool
        Whether the index scores nobody else.
    nation : bool
        Whether the index scores the nation and its regions; else their rows are no units.

    Attributes
    ----------
    units : list of Unit
        ``scope`` is the set of units that each was ranked with in that year.
    place_of : dict of str to int
        The place of each ``unit_id`` in ``units``.
    """

    def __init__(self, year: int, *, provinces_only: bool = False, nation: bool = False) -> None:
        self.year = year
        self.provinces_only = provinces_only
        self.nation = nation
        self.units = list(_provinces(year).values())
        self.place_of = {unit_id: i for i, unit_id in enumerate(_provinces(year))}

    def identify(
        self, name: str, place: Callable[[str, str, str], tuple[str, str]] = lambda _, __, told: (told, "")
    ) -> Match:
        """Find whom *name* means, and give a unit that is new here its place.

        Parameters
        ----------
        name : str
            As written.
        place : callable
            Tells the province or ministry that a local unit is in, and the body whose office it is, given its
            name, its kind and the province that is written beside it; asked for those only.
        """
        if self.provinces_only:
            return identify(name, self.year)
        match = _meant(name, self.year, self.nation)
        if match.how == "local" and (named := local_unit(name)):
            placed = place(*named, province_of(match.written, self.year))
            match = Match(match.written, self._marked(local(*named, *placed), name), "exact")
        unit = match.unit
        if unit is not None and unit.unit_id not in self.place_of:
            self.place_of[unit.unit_id] = len(self.units)
            self.units.append(unit)
        return match

    def _marked(self, unit: Unit, name: str) -> Unit:
        """Return the one unit here that a name typed without any marks may be."""
        if not name.isascii() or unit.unit_id in self.place_of:
            return unit
        alike = [u for u in self.units if u.scope == unit.scope and slug(u.unit) == slug(unit.unit)]
        return alike[0] if len(alike) == 1 else unit


@lru_cache(maxsize=16384)
def _meant(name: str, year: int, nation: bool) -> Match:
    """Return whom a name means; ``local`` where its province must be known first."""
    name = clean(name)
    later = _later_province(name, year)
    if later is not None:
        return later
    # Huế is a district of its province until it is a city of its own.
    if re.sub("^tp ", "thanh pho ", key(bare(name))) in valid_units(year):
        return identify(name, year)
    ministry_named = ministry(name)
    if ministry_named is not None:
        return Match(name, ministry_named, "exact")
    if local_unit(name):
        return Match(name, None, "local")
    match = identify(name, year)
    unit = _collective(name) if nation and match.how == "pseudo" else None
    return Match(name, unit, "exact") if unit else match


def _later_province(name: str, year: int) -> Match | None:
    """Return whom a name means that is marked as one of later boundaries: ``Huế (34 tỉnh)`` in 2024."""
    mark = LATER_PROVINCE_MARK.search(name)
    later = [b for b in all_boundaries() if mark and b.scope == f"tinh-{mark[1]}" and b.first_year > year]
    if not mark or not later:
        return None
    match = identify(LATER_PROVINCE_MARK.sub("", name), later[0].first_year)
    unit = match.unit and replace(match.unit, unit=f"{match.unit.unit} {mark[0]}")
    return Match(name, unit, match.how)


def _collective(name: str) -> Unit | None:
    """Return the nation or the region that a row without a province of its own stands for."""
    label, kind = pseudo_label(name)
    if kind == "nation":
        return Unit("quoc-gia/ca-nuoc", "Cả nước", "nation", "quoc-gia")
    if kind == "region":
        return Unit(f"vung/{slug(label)}", f"Vùng {label}", "region", "vung")
    return None


@lru_cache(maxsize=65536)
def is_other_unit(text: str) -> bool:
    """Tell whether *text* names a unit that is no province: a ministry, a ward, the nation, a region."""
    return ministry(text) is not None or local_unit(text) is not None or _collective(text) is not None


def recognised(name: str) -> Match:
    """Return whom a name means in the first time that knows it exactly, else in the first that knows it.

    Examples
    --------
    >>> recognised("Bac Kann").how
    'misspelt'
    """
    matches = [Roster(year, nation=True).identify(name) for year in lookup_years()]
    known = [match for match in matches if match.unit is not None]
    exact = [match for match in known if match.how == "exact"]
    return next(iter(exact or known), Match(name, None, "unknown"))
