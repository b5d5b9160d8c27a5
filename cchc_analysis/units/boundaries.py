"""How units became others: 63 provinces became 34 on 1 July 2025, Hà Tây part of Hà Nội on 1 August 2008.

Who became part of whom is declared in ``mergers.csv``; ``population.csv`` holds the average population of the
63 provinces in thousands (General Statistics Office, 2012–2021). When communes and districts were drawn anew,
``rearrangements.csv`` declares; nobody declares how: they are not joined by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from cchc_analysis.units.local import place_of
from cchc_analysis.units.spelling import slug
from cchc_analysis.units.times import all_units, declared, valid_units

_LOCAL = ("huyen/", "xa/")


@dataclass(frozen=True, slots=True)
class Merger:
    """A unit that came out of others.

    ``parts`` are the ids of those that it came out of, one where only the boundaries of others changed;
    ``first_year`` is the first year assessed with it, ``on`` the day, ``source`` the resolution.
    """

    after: str
    parts: tuple[str, ...]
    on: date
    first_year: int
    source: str


@cache
def mergers() -> dict[str, Merger]:
    """Return every unit that succeeded others, by its id.

    Examples
    --------
    >>> mergers()["tinh-34/19"].parts
    ('tinh-63/06', 'tinh-63/19')
    """
    rows = declared("mergers.csv")
    parts: dict[str, tuple[str, ...]] = {}
    for row in rows:
        parts[row["after"]] = (*parts.get(row["after"], ()), row["before"])
    return {
        r["after"]: Merger(
            r["after"], parts[r["after"]], date.fromisoformat(r["on"]), int(r["first_year"]), r["source"]
        )
        for r in rows
    }  # fmt: skip


def same_place(unit_id: str) -> set[str]:
    """Return the ids under which a place was scored with the boundaries that *unit_id* has.

    Examples
    --------
    >>> sorted(same_place("tinh-34/04")), sorted(same_place("tinh-34/19"))
    (['tinh-34/04', 'tinh-63/04'], ['tinh-34/19'])
    """
    return {unit_id, *_places().get(unit_id, ())}


@cache
def _places() -> dict[str, frozenset[str]]:
    """Return by each id the ids of its place, where one unit followed another alone, time after time."""
    places: dict[str, frozenset[str]] = {}
    for merger in mergers().values():
        if len(merger.parts) == 1:
            ids = {merger.after, *merger.parts}
            place = frozenset(ids).union(*(places.get(i, ids) for i in ids))
            places |= dict.fromkeys(place, place)
    return places


def is_same_unit(before: str, year_before: int, after: str, year_after: int) -> bool:
    """Tell whether two ids of two years are one unit, with the same boundaries in both.

    Communes and districts were drawn anew in July 2025: a name that stayed is no proof. A department is the
    same as long as its province is.

    Examples
    --------
    >>> is_same_unit("tinh-63/04", 2024, "tinh-34/04", 2025), is_same_unit("xa/a/b", 2024, "xa/a/b", 2025)
    (True, False)
    """
    if before != after:
        return after in same_place(before)
    province, body = place_of(after)
    if after.startswith("so/") and not body:
        return not _changed(province, year_before, year_after)
    if body or after.startswith(_LOCAL):
        return not drawn_anew(year_before, year_after)
    return True


def drawn_anew(year_before: int, year_after: int) -> bool:
    """Tell whether the units inside provinces were drawn anew from one year to a later one.

    Examples
    --------
    >>> drawn_anew(2023, 2024), drawn_anew(2023, 2025)
    (False, True)
    """
    return any(year_before < year <= year_after for year in _rearranged())


@cache
def _rearranged() -> list[int]:
    return [int(row["first_year"]) for row in declared("rearrangements.csv")]


@cache
def _changed(province: str, year_before: int, year_after: int) -> bool:
    """Tell whether a province, by its slug, may be another one in the later year: merged, renamed, unknown."""
    names = {u.unit_id: slug(u.unit) for u in all_units()}
    passed = [m for m in mergers().values() if year_before < m.first_year <= year_after]
    stayed = {slug(u.unit) for u in valid_units(year_before).values()}
    for m in passed:
        if {names[part] for part in m.parts} != {names[m.after]} or len(m.parts) > 1:
            stayed -= {names[m.after], *(names[part] for part in m.parts)}
    return bool(passed) and province not in stayed


@cache
def _population() -> dict[str, dict[int, float]]:
    return {
        row["unit_id"]: {int(y): float(v) for y, v in row.items() if y != "unit_id" and v}
        for row in declared("population.csv")
    }


def _people(unit_id: str) -> dict[int, float]:
    """Return the population by year of a province; of a merged one, that of its parts together."""
    counted = _population().get(unit_id, {})
    merger = mergers().get(unit_id)
    if counted or merger is None:
        return counted
    parts = [_people(part) for part in merger.parts]
    return {year: sum(p[year] for p in parts) for year in set.intersection(*(set(p) for p in parts))}


def shares(unit_id: str, year: int) -> tuple[dict[str, float], int | None]:
    """Return each part's share of a merged unit's people, and the year that the shares are of.

    The nearest year with figures stands in for one without: 2021 for all that follow. No shares where the
    population of a part is unknown.

    Examples
    --------
    >>> {part: round(share, 3) for part, share in shares("tinh-34/19", 2024)[0].items()}
    {'tinh-63/06': 0.197, 'tinh-63/19': 0.803}
    """
    parts = mergers()[unit_id].parts
    people = [_people(part) for part in parts]
    years = set.intersection(*(set(p) for p in people))
    if not years:
        return {}, None
    of = min(years, key=lambda y: (abs(y - year), y))
    everyone = sum(p[of] for p in people)
    return {part: p[of] / everyone for part, p in zip(parts, people, strict=True)}, of
