"""The kinds of local unit that the heading of a column of names tells: ``Tên xã``, ``Huyện, thành phố``.

Below such a heading a bare name is a local unit's, be it a province's too: *Cao Bằng* among the districts of
Cao Bằng is its city.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from cchc_analysis.units.kinds import declared_departments, kinds, surroundings
from cchc_analysis.units.ministries import ministry
from cchc_analysis.units.spelling import bare, squeezed
from cchc_analysis.vietnamese import clean, key

_PARTED = re.compile(r"[,/;()&+]|\s[-–]\s|\bvà\b", re.IGNORECASE)
_SHORT_OFFICE = re.compile(r"^P(?:\.\s*|\s+)(?=[^\W\d_])")
_BEFORE = re.compile(
    r"^(?:(?:[a-e]|[ivx]+|\d) )?(?:(?:ten|cac|nhom|khoi|cum|don vi|dia phuong|ubnd|uy ban nhan dan|cap) )+"
)


@lru_cache(maxsize=1024)
def kinds_headed(heading: str) -> tuple[str, ...]:
    """Return the words of kinds that a heading consists of; none where it says anything else.

    Examples
    --------
    >>> kinds_headed("Tên xã"), kinds_headed("Huyện, thành phố"), kinds_headed("Tỉnh, thành phố")
    (('Xã',), ('Huyện', 'Thành phố'), ())
    >>> kinds_headed("Commune / Ward"), kinds_headed("Province/City")
    (('Xã', 'Phường'), ())
    >>> kinds_headed("A. NHÓM PHƯỜNG"), kinds_headed("Khối sở, ban, ngành")
    (('Phường',), ())
    """
    parts = [_BEFORE.sub("", f"{key(part)} ").strip() for part in _PARTED.split(heading)]
    called = [_called().get(part, "") for part in parts if part]
    return tuple(dict.fromkeys(called)) if called and all(called) else ()


def kinds_titled(titles: Iterable[str]) -> str:
    """Return the kinds of unit, of one level, that the first title that tells any says it is of.

    *Cấp xã* is a level: wards are of it too.

    Examples
    --------
    >>> kinds_titled(["CHỈ SỐ CCHC CÁC HUYỆN, THÀNH PHỐ TỈNH CAO BẰNG"]), kinds_titled(["CCHC cấp xã"])
    ('Huyện, Thành phố', '')
    """
    words = {row["called"].lower(): row for row in kinds() if row["called"]}
    kind = "|".join(sorted(words, key=len, reverse=True))
    pattern = rf"(?<!\w)các ((?:{kind})(?:(?: và |\s*[,/–-]\s*)(?:{kind}))*)(?!\w)"
    named = next((m[1] for title in titles if (m := re.search(pattern, clean(title).lower()))), "")
    rows = [words[word] for word in re.findall(kind, named)]
    return ", ".join(row["called"] for row in rows if row["unit_type"] == rows[0]["unit_type"])


def offices_headed(headings: Iterable[str], titles: Iterable[str]) -> str:
    """Return the kind of offices that headings consist of, else that titles name; blank for none or several.

    Examples
    --------
    >>> offices_headed(["Đơn vị"], ["CHỈ SỐ CỦA CÁC BỘ, CƠ QUAN NGANG BỘ"]), offices_headed(["Phòng, ban"], [])
    ('Bộ', 'Phòng')
    >>> offices_headed(["Bộ chỉ số"], ["CÁC SỞ VÀ CÁC PHÒNG"]), offices_headed([], ["CÁC BỘ PHẬN, CÁC SỐ LIỆU"])
    ('', '')
    """
    words = [_BEFORE.sub("", f"{key(heading)} ").strip() for heading in headings]
    patterns, titled = surroundings()["offices"].items(), surroundings()["offices_titled"].items()
    headed = [kind for text in words for kind, pattern in patterns if re.fullmatch(pattern, text)]
    told = " ".join(clean(title).lower() for title in titles)
    named = {kind for kind, pattern in titled if re.search(rf"\b(?:{pattern})\b", told)}
    return headed[-1] if headed else named.pop() if len(named) == 1 else ""


def office_headed(kind: str, name: str) -> str:
    """Return the name of an office with the kind before it that is left away under its heading.

    Examples
    --------
    >>> office_headed("Bộ", "Tư pháp"), office_headed("Phòng", "TC-KH"), office_headed("Sở", "Thanh tra tỉnh")
    ('Bộ Tư pháp', 'Phòng TC-KH', 'Thanh tra tỉnh')
    >>> office_headed("Phòng", "P. Sông Thử"), office_headed("", "P. Sông Thử")
    ('Phòng Sông Thử', 'P. Sông Thử')
    """
    if kind == "Phòng" and _SHORT_OFFICE.match(name):
        return _SHORT_OFFICE.sub("Phòng ", name)
    full = f"{kind} {bare(name)}"
    is_declared = kind and (ministry(full) is not None or squeezed(full) in declared_departments())
    return full if is_declared else name


@cache
def _called() -> dict[str, str]:
    """Return what a kind is called by its word and its abbreviations, as :func:`key` gives them."""
    called = {key(row["called"]): row["called"] for row in kinds() if row["called"]}
    initials = {"".join(word[0] for word in words.split()): name
                for words, name in called.items() if " " in words}  # fmt: skip
    english = {key(row["english"]): row["called"] for row in kinds() if row["english"]}
    several = {f"{word}s": name for word, name in english.items()}
    return called | initials | english | several


def is_bare(name: str) -> bool:
    """Tell whether a name begins with no word for a kind of unit.

    Examples
    --------
    >>> is_bare("Bảo Lạc"), is_bare("Huyện Bảo Lạc"), is_bare("TP. Cao Bằng"), is_bare("TP Hồ Chí Minh")
    (True, False, False, False)
    """
    first = key(name).split()
    return not any(" ".join(first[:length]) in _kind_words() for length in (1, 2))


def kind_of(name: str) -> str:
    """Return what the kind is called that a name begins with; blank for a bare one.

    Examples
    --------
    >>> kind_of("TX Sơn Tây"), kind_of("Thị xã Sơn Tây"), kind_of("Ba Vì")
    ('Thị xã', 'Thị xã', '')
    """
    first = key(name).split()
    return next(filter(None, (_called().get(" ".join(first[:length]), "") for length in (2, 1))), "")


def kind_left(headed: tuple[str, ...], printed: Collection[str]) -> str:
    """Return the kind of bare names below kinds that are *headed*, others *printed*; blank where it is unclear.

    Only *Huyện* and *Xã* are left away beside names that keep theirs.

    Examples
    --------
    >>> kind_left(("Huyện", "Thành phố"), {"Thành phố"}), kind_left(("Huyện", "Thành phố"), {"Huyện"})
    ('Huyện', '')
    """
    if len(headed) == 1:
        return headed[0]
    unmarked = {row["called"] for row in kinds() if row["unmarked"]}
    left = [kind for kind in headed if kind not in printed]
    return left[0] if len(left) == 1 and left[0] in unmarked else ""


@cache
def _kind_words() -> frozenset[str]:
    return frozenset([*_called(), "tinh", "h", "x", "p", "q"])
