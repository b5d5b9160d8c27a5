"""Where each province stands on a map of tiles: one tile a province, north on top, neighbours together.

``tiles.csv`` was drawn by hand after the administrative map, the 63 provinces of until 2024 and the 34 since:
the coast runs from north to south, and who has a coast has a free side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cchc_analysis.units.times import declared


@dataclass(frozen=True, slots=True)
class Tile:
    """A province's tile, from the north-west; *short* is its name where room is little."""

    unit: str
    short: str
    column: int
    row: int


@cache
def tiles(scope: str) -> tuple[Tile, ...]:
    """Return the tiles of a set of provinces; none for any other set of units.

    Examples
    --------
    >>> tiles("tinh-34")[0]
    Tile(unit='Lai Châu', short='Lai Châu', column=0, row=0)
    """
    return tuple(
        Tile(row["unit"], row["short"] or row["unit"], int(row["column"]), int(row["row"]))
        for row in declared("tiles.csv")
        if row["scope"] == scope
    )
