"""Who must send a sheet: as a list says, or as the sheets of all years show."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cchc_analysis import units
from cchc_analysis.units.local import SCOPES, UNTOLD, place_of
from cchc_analysis.units.spelling import slug
from cchc_analysis.vietnamese import collation_key


def known_roster(scores: pd.DataFrame, year: int, scope: str) -> dict[str, str]:
    """Return by id the units of a scope that *scores* has, as long as nobody was rearranged in between."""
    rows = scores.loc[(scores["scope"] == scope) & ~scores["estimated"], ["unit_id", "unit", "year"]]
    rows = rows.drop_duplicates()
    if scope.startswith(tuple(f"{kind}/" for kind in SCOPES.values())):
        same = {y: not units.drawn_anew(*sorted((int(y), int(year)))) for y in rows["year"].unique()}
        rows = rows[rows["year"].map(same)]
    return dict(zip(rows["unit_id"], rows["unit"], strict=True))


def named_roster(roster: Sequence[str], year: int, scope: str) -> dict[str, str]:
    """Return by id the units that a list names, in any spelling; whoever is unknown keeps its name."""
    place = place_of(scope)
    identify = units.Roster(year).identify
    members = {}
    for name in map(str, roster):
        if name.startswith(f"{scope}/"):  # an id
            members[name] = name
            continue
        unit = identify(name, lambda *_: place).unit
        members[unit.unit_id if unit else f"{scope}/{slug(name)}"] = unit.unit if unit else name
    return members


def of_unknown_province(scores: pd.DataFrame, index: str, year: int, scope: str) -> list[str]:
    """Return the units of the same kind whose sheet does not tell its province."""
    kind, _, province = scope.partition("/")
    if not province or province == UNTOLD:
        return []
    rows = scores[
        (scores["index"] == index) & (scores["year"] == year) & (scores["scope"] == f"{kind}/{UNTOLD}")
    ]
    return sorted(rows["unit"].unique(), key=collation_key)
