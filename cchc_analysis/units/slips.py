"""Names of units above a table as they are typed in haste: ``xã minh tân``, ``PHƯỜNG. MINH TÂN``, ``x.Hoà An``.

Elsewhere a name must begin with a capital, since ``xã hội`` is no commune. Where a line, a label, a committee
or *của* leads to a kind of unit, and its place or nothing follows, what stands between is a name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cchc_analysis.units.kinds import ends_before, is_no_unit, kinds, named_at, surroundings
from cchc_analysis.units.spelling import is_generic
from cchc_analysis.vietnamese import is_syllable, key, without_accents

#: The syllables of a name, and what ends it: a bracket, a comma, a dash, the word for what it is in.
_NAME = r"(?P<name>[a-z']+(?:[ -][a-z']+){0,3}?(?: \d{1,4})?)"
_END = r"(?=\s*(?:$|[,(:;)]|[-–—](?:\s|$))|\s+(?:(?:tinh|huyen|quan|thanh pho|thi xa)(?!\w)|nam \d))"
_SYLLABLES = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,2}")


@cache
def _called() -> dict[str, str]:
    """Return what each kind with a name of its own is called, by its letters and its word without marks."""
    rows = [row for row in kinds() if row["name"] == "proper"]
    letters = {letter: row["called"] for row in rows for letter in row["letters"].split()}
    return letters | {key(row["called"]): row["called"] for row in rows}


@cache
def _slip() -> re.Pattern[str]:
    """Return the pattern, over small letters without marks, of a kind and a name where nothing else stands."""
    leads = "|".join(key(text) for text in (*surroundings()["name"]["committee"], "của", "tại"))
    words = "|".join(map(re.escape, _called()))
    before = rf"(?:^|(?<=[:(])|(?<!\w)(?:{leads})(?!\w))[\s(:–-]*"
    return re.compile(rf"{before}(?P<kind>{words})(?P<gap>[\s._]*){_NAME}{_END}")


@lru_cache(maxsize=4096)
def as_meant(text: str) -> str:
    """Return a line with the kinds and names of units in it spelt as they are elsewhere.

    Examples
    --------
    >>> as_meant("UBND x. minh tân, tỉnh Cao Bằng"), as_meant("PHƯỜNG. MINH TÂN"), as_meant("Xả Minh Tân")
    ('UBND Xã Minh Tân, tỉnh Cao Bằng', 'Phường MINH TÂN', 'Xã Minh Tân')
    >>> as_meant("xã hội, tỉnh Cao Bằng"), as_meant("Kết quả của xã và phường")
    ('xã hội, tỉnh Cao Bằng', 'Kết quả của xã và phường')
    """
    plain = without_accents(text).lower()
    if len(plain) != len(text):
        return text
    for match in reversed(list(_slip().finditer(plain))):
        start, end = match.start("kind"), match.end("name")
        kind, name = text[start : match.end("kind")], text[match.start("name") : end]
        called = _called()[match["kind"]]
        parted = match["gap"] or kind.endswith(".") or (kind[-1].islower() and name[0].isupper())
        named = named_at(text, start)
        if not parted or (named and named.end >= end) or not _is_name(f"{kind} {name}", kind, name, called):
            continue
        spelt = name if name.isupper() else " ".join(word.capitalize() for word in name.split())
        called = without_accents(called) if text.isascii() else called
        text = f"{text[:start]}{called} {spelt}{text[end:]}"
    return text


def _is_name(text: str, kind: str, name: str, called: str) -> bool:
    """Tell whether words behind a kind are a name; behind one with a wrong mark they must have capitals."""
    words = [word for word in name.split() if not word.isdigit()]
    plain = name.isascii()
    is_right = kind.lower() == called.lower() or key(kind) != key(called) or (plain and kind.isascii())
    never = surroundings()["name"]["never"]
    return (
        all(is_syllable(key(part)) for word in words if "'" not in word for part in word.split("-"))
        and (is_right or all(word[0].isupper() for word in words))
        and not (is_generic(name) or is_no_unit(text) or any(word.lower() in never for word in words))
        and not any(ends_before(which, plain).search(name) for which in ("ends", "ends_in_capitals"))
    )


def is_broken(line: str, following: str) -> bool:
    """Tell whether a line ends within the name of a unit, which the *following* goes on with.

    Examples
    --------
    >>> is_broken("Đơn vị: Xã", "Minh Tân, tỉnh Cao Bằng"), is_broken("UBND XÃ MINH", "TÂN")
    (True, True)
    >>> is_broken("UBND XÃ MINH TÂN", "PHÒNG KINH TẾ"), is_broken("Các xã", "Năm 2024")
    (False, False)
    """
    joined = f"{line} {following}"
    plain = without_accents(joined).lower()
    for match in _slip().finditer(plain) if len(plain) == len(joined) else ():
        kind, name = (joined[slice(*match.span(group))] for group in ("kind", "name"))
        before = joined[match.start("name") : len(line)].split()
        if match.end("kind") <= len(line) < match.end("name") and len(before) < 2:
            is_alike = name.isupper() or all(word.istitle() for word in name.split())
            return is_alike and _is_name(f"{kind} {name}", kind, name, _called()[match["kind"]])
    return False


def is_like_a_name(text: str) -> bool:
    """Tell whether a text is two or three syllables, all in small letters or each with a capital.

    Examples
    --------
    >>> is_like_a_name("Minh Tân"), is_like_a_name("minh tân"), is_like_a_name("Số liệu minh họa")
    (True, True, False)
    """
    words = text.split()
    return (
        _SYLLABLES.fullmatch(text) is not None
        and (text.islower() or all(word.istitle() for word in words))
        and all(is_syllable(key(word)) for word in words)
    )
