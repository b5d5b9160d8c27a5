"""The sets of boundaries: which provinces there were in which year, as ``provinces.csv`` declares them.

A new set needs rows in that table and no code: what it leaves open ends where the next one begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cchc_analysis.declarations import table
from cchc_analysis.vietnamese import key

#: The last year of boundaries that nobody has changed.
OPEN = 9999


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit that is scored, with the boundaries of its time; one, whatever capitals its name is written in.

    Attributes
    ----------
    unit_id : str
        ``tinh-63/06``: the set of boundaries and the General Statistics Office's code;
        ``so/hoa-binh/so-noi-vu``: the scope and the name, of communes with its marks (``xa-ddoongf-taam``).
    unit : str
        Canonical Vietnamese name.
    unit_type : str
        As in the Scores frame.
    scope : str
        The set of units in which the id is unique.
    region, gso_code : str
        Of a province: region of that time, two digits.
    valid_from, valid_to : int
        First and last year assessed with these boundaries.
    """

    unit_id: str
    unit: str
    unit_type: str
    scope: str
    region: str = ""
    gso_code: str = ""
    valid_from: int = 0
    valid_to: int = OPEN

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Unit)
            and self.unit_id == other.unit_id
            and self.unit.lower() == other.unit.lower()
        )

    def __hash__(self) -> int:
        return hash(self.unit_id)


@dataclass(frozen=True, slots=True)
class Boundaries:
    """A set of provinces that were ranked together, from its first year to its last."""

    scope: str
    first_year: int
    last_year: int


def declared(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables of units; shared, so that nobody may write into them."""
    return table("units", f"data/{name}")


@cache
def all_units() -> tuple[Unit, ...]:
    """Return every declared province of every time, in the table's order."""
    rows = declared("provinces.csv")
    starts: dict[str, int] = {}
    for row in rows:
        starts[row["scope"]] = min(int(row["valid_from"]), starts.get(row["scope"], OPEN))
    ends = {
        scope: min((later - 1 for later in starts.values() if later > start), default=OPEN)
        for scope, start in starts.items()
    }
    return tuple(
        Unit(
            **{c: row[c] for c in ("unit_id", "unit", "unit_type", "scope", "region", "gso_code")},
            valid_from=int(row["valid_from"]),
            valid_to=int(row["valid_to"] or ends[row["scope"]]),
        )
        for row in rows
    )


@cache
def all_boundaries() -> tuple[Boundaries, ...]:
    """Return every set of boundaries, the earliest first.

    A province that a set shares with the next one is declared with the next one: a set is of the years
    that no earlier set has.

    Examples
    --------
    >>> [(b.scope, b.first_year) for b in all_boundaries()]
    [('tinh-64', 2004), ('tinh-63', 2009), ('tinh-34', 2025)]
    """
    last: dict[str, int] = {}
    for unit in all_units():
        last[unit.scope] = max(unit.valid_to, last.get(unit.scope, 0))
    first, sets = min(u.valid_from for u in all_units()), []
    for scope, end in sorted(last.items(), key=lambda item: item[1]):
        sets.append(Boundaries(scope, first, end))
        first = end + 1
    return tuple(sets)


def lookup_years(year: int | None = None) -> list[int]:
    """Return one year of every set of boundaries, the earliest first; *year* itself before all others.

    Examples
    --------
    >>> lookup_years(), lookup_years(2020)
    ([2004, 2009, 2025], [2020, 2004, 2009, 2025])
    """
    every = [b.first_year for b in all_boundaries()]
    return every if year is None else [year, *every]


@cache
def scope_of(year: int) -> str:
    """Return the set of provinces that were ranked together in *year*.

    Examples
    --------
    >>> scope_of(2024), scope_of(2025)
    ('tinh-63', 'tinh-34')
    """
    return next((b.scope for b in all_boundaries() if year <= b.last_year), all_boundaries()[-1].scope)


@cache
def valid_units(year: int) -> dict[str, Unit]:
    """Return the provinces of *year* by matching key, aliases included."""
    units = {key(u.unit): u for u in all_units() if u.valid_from <= year <= u.valid_to}
    for row in declared("aliases.csv"):
        unit = units.get(key(row["unit"]))
        if unit is not None:
            units.setdefault(key(row["alias"]), unit)
    return units
