"""Which province a text tells: by the word for it, by a ministry's department, else by its bare name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cchc_analysis.units.mentions import line_of, province_beside
from cchc_analysis.units.ministries import without_ministry
from cchc_analysis.units.spelling import tones_placed
from cchc_analysis.units.times import valid_units
from cchc_analysis.vietnamese import clean, key

#: After these a province's name is that of a commune or district: xã Hòa Bình, huyện Lâm Đồng.
_NAMESAKE = re.compile(r"\b(?:phuong|xa|tran|khu|huyen|quan)$")


def province_in(texts: Iterable[str], year: int) -> str:
    """Return the province that the first telling text names; an undeclared one where it says ``tỉnh``.

    Examples
    --------
    >>> province_in(["Chỉ số CCHC các sở của tỉnh Hòa Bình năm 2024"], 2024), province_in(["a_hue"], 2025)
    ('Hòa Bình', 'Huế')
    """
    for text in texts:
        province = province_told(text, year) or _bare_name(text, year)
        if province:
            return province
    return ""


def province_told(name: str, year: int) -> str:
    """Return the first of :func:`provinces_told`; blank where a text tells none."""
    return next(iter(provinces_told(name, year)), "")


def province_of(name: str, year: int) -> str:
    """Return the province that is written beside a unit's name, be it without the word for it.

    Examples
    --------
    >>> province_of("Xã Ví Dụ (Hưng Yên)", 2024), province_of("Xã Ví Dụ - tỉnh Hưng Yên", 2024)
    ('Hưng Yên', 'Hưng Yên')
    >>> province_of("Xã Hưng Yên", 2024), province_of("Phường Ví Dụ (Bạc Liêu)", 2025)
    ('', '')
    """
    text = tones_placed(clean(name))
    beside = (province_beside(text, m.end, year) for m in line_of(text, year).mentions)
    bare = (p.name for p in beside if p and key(p.name) in valid_units(year))  # no town of a later province
    return province_told(name, year) or next(bare, "")


@lru_cache(maxsize=16384)
def provinces_told(name: str, year: int) -> tuple[str, ...]:
    """Return the provinces that a text names by the word for it, those that place a list where it has one.

    Without any, the ministry behind the name of its department: ``Vụ Pháp chế, Bộ Nội vụ``.

    Examples
    --------
    >>> provinces_told("Kinh nghiệm của tỉnh Sơn La: các xã tỉnh Cao Bằng", 2024)
    ('Cao Bằng',)
    >>> provinces_told("Xã Một tỉnh Sơn La, xã Hai tỉnh Cao Bằng", 2024)
    ('Sơn La', 'Cao Bằng')
    """
    text, ministry = without_ministry(tones_placed(clean(name)))
    line = line_of(text, year)
    provinces = [m for m in line.mentions if m.unit_type == "province"]
    placing = [m for m in provinces if line.listed is not None and m.start >= line.listed]
    names = tuple(dict.fromkeys(m.name for m in placing or provinces))
    return names or ((ministry,) if ministry else ())


@lru_cache(maxsize=4096)
def _bare_name(text: str, year: int) -> str:
    """Return the one province whose name stands in a text without the word for it."""
    padded = f" {key(text)} "
    named = {
        unit.unit
        for written, unit in valid_units(year).items()
        if (at := padded.find(f" {written} ")) >= 0 and not _NAMESAKE.search(padded[:at])
    }
    return named.pop() if len(named) == 1 else ""
