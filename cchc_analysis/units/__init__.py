"""Who is scored: provinces of each time, ministries, and whoever is scored inside a province.

A unit is who it is with the boundaries of its time: Thái Nguyên until 2024 (``tinh-63/19``) and since
2025 (``tinh-34/19``) are two units, and so are Hà Nội before and after it took in Hà Tây.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from cchc_analysis.units.boundaries import drawn_anew, is_same_unit, same_place
from cchc_analysis.units.letterhead import Whose, whose
from cchc_analysis.units.local import local_unit, place_of
from cchc_analysis.units.mergers import MergerError, as_of
from cchc_analysis.units.ministries import ministries, ministry
from cchc_analysis.units.names import UnknownUnit, identify, is_pseudo, is_unit, nearest
from cchc_analysis.units.provinces_told import province_in
from cchc_analysis.units.resolving import AmbiguousUnit, canonical, resolve, successor
from cchc_analysis.units.roster import Roster, is_other_unit, recognised
from cchc_analysis.units.times import Unit, all_boundaries, all_units, declared, scope_of, valid_units

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "AmbiguousUnit",
    "MergerError",
    "Roster",
    "Unit",
    "UnknownUnit",
    "Whose",
    "all_boundaries",
    "all_units",
    "as_of",
    "canonical",
    "identify",
    "is_other_unit",
    "in_english",
    "is_pseudo",
    "drawn_anew",
    "is_same_unit",
    "is_unit",
    "local_unit",
    "ministries",
    "ministry",
    "nearest",
    "neighbours",
    "place_of",
    "province_in",
    "provinces",
    "provinces_of",
    "recognised",
    "region_name",
    "resolve",
    "same_place",
    "scope_of",
    "successor",
    "valid_units",
    "whose",
]


def provinces() -> pd.DataFrame:
    """Return every province of every time.

    Returns
    -------
    pandas.DataFrame
        Shape (99, 8): ``unit_id, unit, unit_type, scope, region, gso_code, valid_from, valid_to``; 63
        provinces until 2024, Hà Tây and the Hà Nội of before 2009, 34 provinces since 2025. Source:
        General Statistics Office; Resolution 202/2025/QH15 and 306/NQ-CP for those of 2025.
    """
    import pandas as pd

    return pd.DataFrame([asdict(u) for u in all_units()])


def region_name(region: str, lang: str = "vi") -> str:
    """Return what a region is called in a language.

    Examples
    --------
    >>> region_name("Tây Nguyên", "en")
    'Central Highlands'
    """
    english = {row["region"]: row["region_en"] for row in declared("regions.csv")}
    return english.get(region, region) if lang == "en" else region


def in_english(unit: str) -> str:
    """Return the English name of the nation or a region; of others, which have none, the name itself.

    Examples
    --------
    >>> in_english("cả nước"), in_english("Vùng Tây Nguyên"), in_english("Tây Ninh")
    ('Viet Nam', 'Central Highlands', 'Tây Ninh')
    """
    written = (unit[:1].upper() + unit[1:]).removeprefix("Vùng ")
    english = region_name(written, "en")
    return unit if english == written else english


def neighbours(unit: str, scope: str = "tinh-63") -> list[str]:
    """Return the others of a province's region (canonical name); none for who lies in no region of *scope*.

    Examples
    --------
    >>> neighbours("Kon Tum"), neighbours("Sở Nội vụ")
    (['Đắk Lắk', 'Đắk Nông', 'Gia Lai', 'Lâm Đồng'], [])
    """
    known = {u.unit: u.region for u in provinces_of(scope)}
    return [other for other in known if known[other] == known.get(unit, "") != "" and other != unit]


def provinces_of(scope: str) -> list[Unit]:
    """Return the provinces that were ranked together in a scope, in the order of the table."""
    years = [b.first_year for b in all_boundaries() if b.scope == scope]
    return [u for u in all_units() for year in years if u.valid_from <= year <= u.valid_to]
