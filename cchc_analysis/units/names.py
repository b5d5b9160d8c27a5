"""From a name as somebody wrote it to the unit that is meant."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from cchc_analysis.errors import CchcError
from cchc_analysis.vietnamese import clean, key

#: A misspelt name is accepted from this likeness on (0–100) …
_ALIKE = 88
#: … and only when the second best is at least this much less alike: Quảng Nam, Ninh, Ngãi, Trị, Bình.
_CLEAR_MARGIN = 5

_PREFIX = re.compile(r"^(tinh|tp|thanh pho|thanh pho truc thuoc trung uong|vung) ")
#: What tells a province of 2025 in a table of an earlier year.
NEW_PROVINCE_MARK = re.compile(r"\(34 tỉnh\)")


class UnknownUnit(CchcError, ValueError):
    """Raised for a name that is no unit; the message names the nearest ones."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that is scored, with the boundaries of its time.

    Attributes
    ----------
    unit_id : str
        ``tinh-63/06``: the set of boundaries and the General Statistics Office's code;
        ``so/hoa-binh/so-noi-vu``: the scope and the name.
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
    valid_to: int = 9999


@dataclass(frozen=True, slots=True)
class Match:
    """What a written name was taken for.

    ``how`` is ``exact`` (the name, its unaccented form or a declared alias), ``misspelt`` (wrong accents
    or letters, one clear candidate), ``pseudo`` (a median, an extreme, a region) or ``unknown``.
    """

    written: str
    unit: Unit | None
    how: str


def declared(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables beside this module."""
    text = files("cchc_analysis.units").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def all_units() -> tuple[Unit, ...]:
    """Return every declared unit of every time, in the table's order."""
    return tuple(
        Unit(
            **{c: row[c] for c in ("unit_id", "unit", "unit_type", "scope", "region", "gso_code")},
            valid_from=int(row["valid_from"]),
            valid_to=int(row["valid_to"] or 9999),
        )
        for row in declared("provinces.csv")
    )


@cache
def scope_of(year: int) -> str:
    """Return the set of provinces that were ranked together in *year*: 64, 63 or 34 of them."""
    if year <= 2008:
        return "tinh-64"
    return "tinh-63" if year <= 2024 else "tinh-34"


@cache
def valid_units(year: int) -> dict[str, Unit]:
    """Return the provinces of *year* by matching key, aliases included."""
    found = {key(u.unit): u for u in all_units() if u.valid_from <= year <= u.valid_to}
    for row in declared("aliases.csv"):
        unit = found.get(key(row["unit"]))
        if unit is not None:
            found.setdefault(key(row["alias"]), unit)
    return found


@cache
def _accepted_spellings() -> frozenset[str]:
    names = {u.unit for u in all_units()} | {row["alias"] for row in declared("aliases.csv")}
    return frozenset(_fold(n) for n in names)


def _fold(name: str) -> str:
    """Return letters and accents without case and punctuation: where only these differ, all is well."""
    return re.sub(r"[\W_]+", "", clean(name).lower())


@cache
def _all_keys() -> frozenset[str]:
    return frozenset(k for year in (2005, 2020, 2025) for k in valid_units(year))


@cache
def _pseudo_labels() -> dict[str, tuple[str, str]]:
    return {key(row["label"]): (row["label"], row["kind"]) for row in declared("pseudo_units.csv")}


def pseudo_label(text: str) -> tuple[str, str]:
    """Return the declared label of a pseudo-unit and its kind; empty where it only begins like one."""
    return _pseudo_labels().get(name_key(text), ("", ""))


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the matching key without ``Tỉnh``, ``Thành phố`` or a numbering before the name."""
    found = re.sub(r"^\d+ ", "", key(NEW_PROVINCE_MARK.sub("", name)))
    return found if found in _all_keys() else _PREFIX.sub("", found)


@lru_cache(maxsize=65536)
def is_unit(text: str) -> bool:
    """Tell whether *text* is the name of a province, of any time, in any declared spelling."""
    return 2 <= len(text) <= 45 and name_key(text) in _all_keys()


@lru_cache(maxsize=65536)
def is_pseudo(text: str) -> bool:
    """Tell whether *text* labels what looks like a unit and is none: a median, a maximum, a region."""
    return len(text) <= 60 and _is_pseudo_key(name_key(text))


def _is_pseudo_key(wanted: str) -> bool:
    """Tell whether a key is a declared label, or begins with one: ``Điểm cao nhất mẫu``."""
    labels = _pseudo_labels()
    if wanted in labels:
        return True
    words = wanted.split()
    starts = (labels.get(" ".join(words[:i]), ("", "")) for i in range(1, len(words)))
    return any(kind in ("extreme", "average") for _, kind in starts)


@lru_cache(maxsize=16384)
def identify(name: str, year: int) -> Match:
    """Find the province that *name* means in *year*.

    Parameters
    ----------
    name : str
        As written: accented or not, with or without ``Tỉnh``, misspelt.
    year : int
        The year assessed: Thái Nguyên of 2024 and of 2025 are two units.

    Returns
    -------
    Match
        With ``unit`` missing where the name is a pseudo-unit or unknown.

    Examples
    --------
    >>> identify("Bac Kan", 2020).unit.unit_id
    'tinh-63/06'
    >>> identify("Haải Dương", 2005).how
    'misspelt'
    >>> identify("Điểm cao nhất", 2012).how
    'pseudo'
    """
    name = clean(name)
    wanted = name_key(name)
    units = valid_units(year)
    if wanted in units:
        plain = name.isascii() or not _wrongly_accented(name)
        return Match(name, units[wanted], "exact" if plain else "misspelt")
    if _is_pseudo_key(wanted):
        return Match(name, None, "pseudo")
    unit = _most_alike(wanted, units)
    return Match(name, unit, "misspelt" if unit else "unknown")


def _wrongly_accented(name: str) -> bool:
    bare = re.sub(r"^(tỉnh|tp\.?|thành phố)\s+", "", re.sub(r"^\d+[.\s]*", "", name.lower()))
    return _fold(bare) not in _accepted_spellings() and _fold(name) not in _accepted_spellings()


def _most_alike(wanted: str, units: dict[str, Unit]) -> Unit | None:
    if len(wanted) < 5:
        return None
    scored = process.extract(wanted, units.keys(), scorer=fuzz.ratio, limit=4)
    if not scored or scored[0][1] < _ALIKE:
        return None
    best = units[scored[0][0]]
    rivals = [likeness for name, likeness, _ in scored[1:] if units[name] is not best]
    return best if not rivals or scored[0][1] - rivals[0] >= _CLEAR_MARGIN else None


def nearest(name: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """Return the *limit* names most like *name*, the most alike first."""
    by_key = {key(n): n for n in sorted(names)}
    found = process.extract(key(name), list(by_key), scorer=fuzz.WRatio, limit=limit)
    return [by_key[k] for k, _, _ in found]
