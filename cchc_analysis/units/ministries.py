"""The ministries and ministry-level agencies, which ``ministries.csv`` declares one by one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cchc_analysis.units.spelling import bare, declared_spellings, longest_spelling, slug, squeezed
from cchc_analysis.units.times import Unit, declared
from cchc_analysis.vietnamese import key

_WORD = re.compile(r"[^\W_]+")
#: The most words that the name of a ministry has.
_LONGEST = 10
_BESIDE = re.compile(r"(.+\w)\s*[,(]\s*([^,()]+)\)?")


def ministries() -> list[Unit]:
    """Return the declared ministries and ministry-level agencies."""
    return [_unit(row["unit"]) for row in declared("ministries.csv")]


def _unit(name: str) -> Unit:
    return Unit(f"bo/{slug(name)}", name, "ministry", "bo")


@cache
def _ministries() -> dict[str, Unit]:
    spelt = declared_spellings("ministries.csv", "unit")
    return {squeezed(name): _unit(row["unit"]) for row, name in spelt}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(key(name).split()[0] for _, name in declared_spellings("ministries.csv", "unit"))


@lru_cache(maxsize=65536)
def ministry(text: str) -> Unit | None:
    """Return the ministry or ministry-level agency that *text* names in a declared spelling.

    Examples
    --------
    >>> ministry("Bộ KH&ĐT").unit, ministry("2. Bộ LĐ-TB&XH").unit
    ('Bộ Kế hoạch và Đầu tư', 'Bộ Lao động - Thương binh và Xã hội')
    """
    if len(text) > 80 or _first_words().isdisjoint(key(text).split()[:3]):
        return None
    return _ministries().get(squeezed(bare(text)))


def ministry_at(text: str, start: int) -> tuple[str, int] | None:
    """Return the ministry whose name begins at a place in a text, in capitals at least its first letter."""
    first = _WORD.match(text, start)
    if first is None or not first[0][0].isupper() or key(first[0]) not in _first_words():
        return None
    longest = longest_spelling(text, start, _ministries(), _LONGEST)
    return longest and (_ministries()[longest[0]].unit, longest[1])


def without_ministry(text: str) -> tuple[str, str]:
    """Return the name of a department without the ministry behind it, and that ministry.

    Examples
    --------
    >>> without_ministry("Vụ Pháp chế, Bộ Nội vụ"), without_ministry("Sở Văn hóa, Thể thao và Du lịch")
    (('Vụ Pháp chế', 'Bộ Nội vụ'), ('Sở Văn hóa, Thể thao và Du lịch', ''))
    """
    match = _BESIDE.fullmatch(text)
    above = ministry(match[2]) if match else None
    return (match[1], above.unit) if match and above else (text, "")
