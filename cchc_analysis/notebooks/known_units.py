"""The units that a box offers: by a name that finds them, and as ``cchc.toml`` names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_analysis import units
from cchc_analysis.errors import CchcError
from cchc_analysis.units.local import SCOPES, place_of
from cchc_analysis.units.spelling import slug
from cchc_analysis.vietnamese import collation_key

if TYPE_CHECKING:
    import pandas as pd


def labels(scores: pd.DataFrame) -> dict[str, str]:
    """Return the id of every unit with a figure by its label: its name, inside a province with that province's.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> labels(load())["Sở Nội vụ, Hòa Bình"]
    'so/hoa-binh/so-noi-vu'
    """
    rows = scores[(scores["unit_type"] != "region") & (scores["score"].notna() | scores["rank"].notna())]
    rows = rows.sort_values("year", kind="stable").drop_duplicates("unit_id", keep="last")
    above = (*units.all_units(), *units.ministries())
    places = {slug(u.unit): u.unit for u in above if u.unit_type in ("province", "ministry")}
    made = {}
    for row in rows[["unit_id", "unit", "unit_type", "scope"]].itertuples(index=False):
        inside = places.get(place_of(row.scope)[0]) if row.unit_type in SCOPES else None
        made[f"{row.unit}, {inside}" if inside else str(row.unit)] = str(row.unit_id)
    return dict(sorted(made.items(), key=lambda item: collation_key(item[0])))


def as_written(scores: pd.DataFrame, written: str) -> tuple[units.Unit, str]:
    """Return the unit that a box means, and how ``cchc.toml`` names it so that it means no other.

    Raises
    ------
    CchcError
        For a name that is no unit's, or several units'.
    """
    from cchc_analysis.briefing.subject import meant

    name, _, inside = written.partition(", ")
    spellings = [written, f"{name}, tỉnh {inside}", f"{name}, thành phố {inside}"] if inside else [written]
    first = None
    for spelling in spellings:
        try:
            return meant(scores, spelling), spelling
        except CchcError as error:
            first = first or error
    unit_id = labels(scores).get(written)
    if unit_id is None:
        assert first is not None
        raise first
    return meant(scores, unit_id), unit_id
