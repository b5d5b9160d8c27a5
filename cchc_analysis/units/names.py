"""From a name as somebody wrote it to the province that is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from cchc_analysis.errors import CchcError
from cchc_analysis.units.spelling import bare, is_generic, tones_placed
from cchc_analysis.units.times import Unit, all_units, declared, lookup_years, valid_units
from cchc_analysis.vietnamese import clean, key, without_accents

#: A misspelt name is accepted from this likeness on (0–100) …
_ALIKE = 88
#: … and only when the second best is at least this much less alike: Quảng Nam, Ninh, Ngãi, Trị, Bình.
_CLEAR_MARGIN = 5

_PREFIX = re.compile(r"^(?:(?:ubnd |uy ban nhan dan )?(?:tinh|t)|vung) ")
_CITY = re.compile(r"^(?:ubnd |uy ban nhan dan )?(?:tp|thanh pho)(?: truc thuoc trung uong)? ")
#: ``Q.Ninh``, ``T.T. Huế``: first syllables shortened to their letters.
_SHORTENED = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_]{2,}(?: [^\W\d_]+)*")
#: What tells a province of later boundaries in a table of an earlier year.
LATER_PROVINCE_MARK = re.compile(r"\((\d+) tỉnh\)")
#: Words in brackets behind a province's name, that tell nothing of its boundaries.
_REMARKED = re.compile(r"(.*\S)\s*\((?!.*\b(?:mới|sáp|hợp|nhập|new|merged)\b)[^()]*\)", re.IGNORECASE)
#: What a declared label ends with that only begins one: ``Khối *``.
_AND_SO_ON = " *"


class UnknownUnit(CchcError, ValueError):
    """Raised for a name that is no unit; the message names the nearest ones."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a written name was taken for.

    ``how`` is ``exact`` (the name, its unaccented form or a declared alias), ``misspelt`` (wrong accents
    or letters, one clear candidate), ``pseudo`` (a median, an extreme, a region) or ``unknown``.
    """

    written: str
    unit: Unit | None
    how: str


@cache
def _names() -> dict[str, frozenset[str]]:
    """Return the names of the provinces of any time that a matching key may mean."""
    names: dict[str, set[str]] = defaultdict(set)
    for year in lookup_years():
        for written, unit in valid_units(year).items():
            names[written].add(unit.unit)
    return {written: frozenset(meant) for written, meant in names.items()}


@cache
def _shortened() -> dict[str, str]:
    """Return the keys of the provinces that their first letters tell: ``q ninh``; not ``h giang``, of two."""
    meant: dict[str, set[str]] = defaultdict(set)
    for name in {key(u.unit) for u in all_units()}:
        words = name.split()
        for count in range(1, len(words)):
            meant[" ".join([*(w[0] for w in words[:count]), *words[count:]])].add(name)
    return {short: next(iter(names)) for short, names in meant.items() if len(names) == 1}


@cache
def _cities() -> frozenset[str]:
    """Return the names of the cities that are no part of a province: those with ``Thành phố`` declared."""
    return frozenset(r["unit"] for r in declared("aliases.csv") if r["alias"].startswith("Thành phố "))


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """Return how the name of a province is written with its accents, by its name."""
    spellings = {u.unit: {folded(u.unit)} for u in all_units()}
    for row in declared("aliases.csv"):
        spellings[row["unit"]].add(folded(row["alias"]))
    return {unit: frozenset(written) for unit, written in spellings.items()}


def folded(name: str) -> str:
    """Return letters and accents without case and punctuation: where only these differ, all is well."""
    return re.sub(r"[\W_]+", "", tones_placed(clean(name)).lower())


@cache
def _pseudo_labels() -> dict[str, tuple[str, str]]:
    rows = (row for row in declared("pseudo_units.csv") if not row["label"].endswith(_AND_SO_ON))
    return {key(row["label"]): (row["label"], row["kind"]) for row in rows}


@cache
def _group_starts(plain: bool) -> re.Pattern[str]:
    """Return what begins the label of a group, accents and all: ``Khối sở, ban, ngành``, not ``Khởi kiện``."""
    labels = (row["label"] for row in declared("pseudo_units.csv"))
    starts = "|".join(label.removesuffix(_AND_SO_ON) for label in labels if label.endswith(_AND_SO_ON))
    return re.compile(rf"(?:{without_accents(starts) if plain else starts})(?!\w)", re.IGNORECASE)


def pseudo_label(text: str) -> tuple[str, str]:
    """Return the declared label of a pseudo-unit and its kind; empty where it only begins like one."""
    if len(text) > 80 or _pseudo_words().isdisjoint(key(text).split()):
        return "", ""
    return _pseudo_labels().get(name_key(text), ("", ""))


@cache
def _pseudo_words() -> frozenset[str]:
    """Return the words that declared labels end with."""
    return frozenset(label.split()[-1] for label in _pseudo_labels())


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the matching key without ``Tỉnh``, ``UBND``, a numbering, a note's mark, a second language.

    Examples
    --------
    >>> name_key("3. UBND tỉnh Bắc Kạn*"), name_key("Hà Nội (Ha Noi)"), name_key("Tp. Huế")
    ('bac kan', 'ha noi', 'hue')
    >>> name_key("Q.Ninh"), name_key("T.T. Huế"), name_key("H.Giang")
    ('quang ninh', 'thua thien hue', 'h giang')
    """
    spelt = re.sub(r"^\d+ ", "", key(bare(LATER_PROVINCE_MARK.sub("", name))))
    known = _names()
    city = _CITY.sub("", spelt)
    if city != spelt and not known.get(city, frozenset()).isdisjoint(_cities()):
        return city
    if spelt in known or is_generic(name):
        return spelt
    spelt = _PREFIX.sub("", spelt)
    if spelt not in known and _SHORTENED.fullmatch(name.strip()):
        return _shortened().get(key(name), spelt)
    return spelt if spelt in known else _said_once(spelt)


def _said_once(spelt: str) -> str:
    """Return the first half of a key that names one province twice, and leave a raised digit out."""
    known, words = _names(), spelt.split()
    for n in range(1, min(len(words), 8)):
        first, second = " ".join(words[:n]), " ".join(words[n:])
        if first in known and not known[first].isdisjoint(known.get(second, ())):
            return first
    return spelt[:-1] if spelt[-1:].isdigit() and spelt[:-1] in known else spelt


@lru_cache(maxsize=65536)
def is_unit(text: str) -> bool:
    """Tell whether *text* is the name of a province, of any time, in any declared spelling."""
    if not 2 <= len(text) <= 60:
        return False
    if _first_words().isdisjoint(key(text).rstrip("0123456789").split()) and text[1:2] != ".":
        return False
    return name_key(text) in _names()


@cache
def _first_words() -> frozenset[str]:
    """Return the words that names begin with: most texts have none of them, and that is said at once."""
    return frozenset(written.split()[0] for written in _names())


@lru_cache(maxsize=65536)
def is_pseudo(text: str) -> bool:
    """Tell whether *text* labels what looks like a unit and is none: a median, a maximum, a region."""
    if len(text) > 80:
        return False
    name = bare(text)
    if _group_starts(name.isascii()).match(name):
        return True
    return _is_pseudo_key(key(name)) or _is_pseudo_key(name_key(text))


def _is_pseudo_key(wanted: str) -> bool:
    """Tell whether a key is a declared label, or begins with one: ``Điểm cao nhất mẫu``."""
    if wanted in _pseudo_labels():
        return True
    words = wanted.split()
    starts = (_pseudo_labels().get(" ".join(words[:n]), ("", "")) for n in range(1, min(len(words), 7)))
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
    >>> identify("Hải Dương (tỉnh ta)", 2020).how, identify("Hải Dương (Hưng Yên)", 2020).how
    ('misspelt', 'unknown')
    """
    wanted = name_key(name)
    name = clean(name)
    unit = valid_units(year).get(wanted)
    if unit is not None:
        well = name.isascii() or any(spelling in folded(name) for spelling in _spellings()[unit.unit])
        return Match(name, unit, "exact" if well else "misspelt")
    if is_pseudo(name):
        return Match(name, None, "pseudo")
    # A province of another time is no misspelling: Quảng Bình of 2025 is not Quảng Ninh.
    unit = None if is_generic(name) or wanted in _names() else _most_alike(wanted, valid_units(year))
    remarked = _REMARKED.fullmatch(name)
    if unit is None and remarked and not is_unit(name[remarked.end(1) :].strip(" ()")):
        unit = valid_units(year).get(name_key(remarked[1]))
    return Match(name, unit, "misspelt" if unit else "unknown")


def _most_alike(wanted: str, units: dict[str, Unit]) -> Unit | None:
    """Return the unit of the one name that is most like *wanted*; a word more is another, a letter none."""
    if len(wanted) < 5 or wanted[1] == " ":
        return None
    scored = process.extract(wanted, units.keys(), scorer=fuzz.ratio, limit=4)
    if not scored or scored[0][1] < _ALIKE or set(scored[0][0].split()) < set(wanted.split()):
        return None
    best = units[scored[0][0]]
    rivals = [likeness for name, likeness, _ in scored[1:] if units[name] is not best]
    return best if not rivals or scored[0][1] - rivals[0] >= _CLEAR_MARGIN else None


def nearest(name: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """Return the *limit* names most like *name*, the most alike first."""
    by_key = {key(n): n for n in sorted(names)}
    alike = process.extract(key(name), list(by_key), scorer=fuzz.WRatio, limit=limit)
    return [by_key[k] for k, _, _ in alike]
