"""Units inside a province, known by what they are called: departments, districts, communes.

Nobody declares them one by one: ``kinds.csv`` declares the words that begin their names, and the name is
taken as the sheet prints it. Two provinces' ``Sở Nội vụ`` are two units, told apart by their scope.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import takewhile

from cchc_analysis.units.names import Unit, declared, identify, is_unit, valid_units
from cchc_analysis.vietnamese import clean, key, without_accents

#: How the scope of each kind begins.
SCOPES = {"department": "so", "district": "huyen", "commune": "xa"}
#: The province of a sheet that does not tell it.
UNTOLD = "chua-ro"

_NUMBERING = re.compile(r"^(?:\d+|[IVX]+|[a-z])[.)]\s*")
_COMMITTEE = re.compile(r"^(?:UBND|[uủ][yỷ]\s?ban nhân dân|uy ban nhan dan)\s+(?=\S)", re.IGNORECASE)
_PROVINCE = re.compile(r"\b(?:tỉnh|thành phố|tp\.?)\s+(?=([^,;:()\d–-]+))", re.IGNORECASE)


@cache
def _kinds() -> list[tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]]:
    rows = declared("kinds.csv")
    patterns = (rf"(?i:(?P<words>{row['words']}))(?:(?:\s+|(?<=\.))(?P<name>.+))?" for row in rows)
    return [
        (row, re.compile(p), re.compile(without_accents(p))) for row, p in zip(rows, patterns, strict=True)
    ]


@lru_cache(maxsize=65536)
def local_unit(text: str) -> tuple[str, str] | None:
    """Return name and kind of the department, district or commune that *text* names; None for others.

    The name that follows ``Sở``, ``Huyện``, ``Xã`` must begin with a capital: ``Xã hội số`` is no commune.

    Examples
    --------
    >>> local_unit("UBND huyện Kim Bôi"), local_unit("3. UBND TP. Hòa Bình")
    (('Huyện Kim Bôi', 'district'), ('Thành phố Hòa Bình', 'district'))
    >>> local_unit("Thành phố Hà Nội"), local_unit("Xã hội số")
    (None, None)
    """
    if not 4 <= len(text) <= 120:
        return None
    text = _COMMITTEE.sub("", _NUMBERING.sub("", clean(text)))
    for row, accented, plain in _kinds():
        match = (plain if text.isascii() else accented).fullmatch(text)
        if match is None:
            continue
        words, name = match["words"], match["name"] or ""
        if not row["whole"] and not (name[:1].isupper() or name[:1].isdigit()):
            continue
        if text.isupper():
            name = name.title()
        words = row["called"] or words[0].upper() + words[1:].lower()
        return f"{words} {name}".strip() if not row["whole"] else text, row["unit_type"]
    return None


def local_scope(unit_type: str, province: str) -> str:
    """Return the set of units that one kind of unit is ranked in, inside a province.

    Examples
    --------
    >>> local_scope("department", "Hòa Bình"), local_scope("commune", "")
    ('so/hoa-binh', 'xa/chua-ro')
    """
    return f"{SCOPES[unit_type]}/{slug(province) or UNTOLD}"


def slug(name: str) -> str:
    """Return a name as it stands in an id: ``Sở Nội vụ`` → ``so-noi-vu``."""
    return key(name).replace(" ", "-")


def local(name: str, unit_type: str, province: str) -> Unit:
    """Return the unit of a name and kind, as :func:`local_unit` gives them, inside a province."""
    scope = local_scope(unit_type, province)
    return Unit(f"{scope}/{slug(name)}", name, unit_type, scope)


@cache
def _ministries() -> dict[str, Unit]:
    found = {}
    for row in declared("ministries.csv"):
        unit = Unit(f"bo/{slug(row['unit'])}", row["unit"], "ministry", "bo")
        for name in (row["unit"], *filter(None, row["aliases"].split(";"))):
            found[key(name)] = unit
    return found


def ministry(text: str) -> Unit | None:
    """Return the ministry or ministry-level agency that *text* names in a declared spelling."""
    return _ministries().get(key(_NUMBERING.sub("", clean(text))))


def province_in(texts: Iterable[str], year: int) -> str:
    """Return the province that the first telling text names; an undeclared one where it says ``tỉnh``.

    Examples
    --------
    >>> province_in(["Chỉ số CCHC các sở của tỉnh Hòa Bình năm 2024"], 2024), province_in(["a_hue"], 2025)
    ('Hòa Bình', 'Huế')
    """
    for text in map(clean, texts):
        for match in _PROVINCE.finditer(text):
            words = match[1].split()
            tries = (" ".join(words[:n]) for n in range(min(5, len(words)), 0, -1))
            found = (u for n in tries if is_unit(n) for y in (year, 2024) if (u := identify(n, y).unit))
            said = next((u.unit for u in found), "")
            said = said or " ".join(
                takewhile(lambda word: word[:1].isupper() and word.lower() != "năm", words)
            )
            if said:
                return said
        padded = f" {key(text)} "
        named = {u.unit for k, u in valid_units(year).items() if f" {k} " in padded}
        if len(named) == 1:
            return named.pop()
    return ""
