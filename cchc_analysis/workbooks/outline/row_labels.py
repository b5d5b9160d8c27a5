"""What the name of a row says where the rows are criteria: of the whole, of a part's sum, of answers."""

from __future__ import annotations

import re
from functools import lru_cache

from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.vocabulary import vocabulary
from cchc_analysis.vietnamese import key

_TOTAL_BEGINS = ("tổng", "cộng", "tong", "cong")
_SUBTOTAL = re.compile(
    r"(?:tong|cong)(?: (?:cong|diem|so))* "
    r"(?:(?:muc|linh vuc|phan|nhom|noi dung|tieu chi|tieu muc)\b.*|[ivx]+|[a-h]|\d+)"
)
_PARTS = re.compile(
    r"(?:\btừ\s+)?\b(?:[IVXL]+|[A-H]|\d+)(?:\s*(?:[+…\-–.]+|\b(?:đến|tới|và)\b)\s*(?:[IVXL]+|[A-H]|\d+))+\b",
    re.I,
)

#: How many parts a total sums.
_COUNTED = re.compile(r"\b(\d+) (?:linh vuc|noi dung|tieu chi|chi so thanh phan|nhom|muc|phan)\b")


@lru_cache(maxsize=16384)
def is_total(label: str) -> bool:
    """Tell whether a row's label is that of the whole: ``Tổng cộng``, ``Tổng điểm (I+II)``, ``Tổng điểm CCHC``.

    Examples
    --------
    >>> is_total("TỔNG ĐIỂM (1+2)"), is_total("Tổng số hồ sơ"), is_total("Công khai"), is_total("Cộng mục I")
    (True, False, False, False)
    >>> is_total("Cộng"), is_total("Điểm cộng: có sáng kiến")
    (True, False)
    """
    if not label:
        return False
    if label[0].islower() and not label.startswith(_TOTAL_BEGINS):
        return False  # the rest of a name: ``… chấm`` / ``điểm chỉ số CCHC``
    bare = _PARTS.sub(" ", re.sub(r"\(.*?\)|[:=].*$", " ", label))
    words = key(bare)
    if _SUBTOTAL.fullmatch(words):
        return False
    named = heading(bare.strip())
    begins = label.lower().startswith(_TOTAL_BEGINS)
    if named.holds or named.quantity in ("bonus", "deduction", "n"):
        return False  # *Điểm cộng* are points that are added, *Tổng số phiếu* are answers
    return bool(words) and (named.total or (begins and named.plain))


def names_index(code: object, name: str) -> bool:
    """Tell whether a row names one index, in place of a code and by its name.

    Examples
    --------
    >>> names_index("DTI", "Chỉ số chuyển đổi số"), names_index("7", "Chỉ số chuyển đổi số")
    (True, False)
    """
    if code.__class__ is not str or not str(code).isalpha():
        return False
    label = heading(name)
    return label.plain and bool(label.indices) and label.indices == heading(str(code)).indices


@lru_cache(maxsize=16384)
def is_subtotal(label: str) -> bool:
    """Tell whether a row's label is that of a part's sum: ``Cộng mục I``."""
    begins = label.lower().startswith(_TOTAL_BEGINS)
    return begins and _SUBTOTAL.fullmatch(key(_PARTS.sub(" ", label))) is not None


@lru_cache(maxsize=16384)
def sums_some(label: str, codes: tuple[str, ...]) -> bool:
    """Tell whether the label of a total names some of the codes at the top of a sheet, or fewer than there are.

    Examples
    --------
    >>> nine = tuple("123456789")
    >>> [sums_some(label, nine) for label in ("Cộng (1-8)", "Cộng 8 lĩnh vực", "Tổng (1+…+9)", "Cộng (I+II)")]
    [True, True, False, False]
    """
    parts = _PARTS.search(label)
    ends = re.findall(r"[IVXL]+|[A-H]|\d+", parts[0].upper()) if parts else []
    if ends and (ends[-1] in codes[:-1] or ends[0] in codes[1:]):
        return True
    counted = _COUNTED.search(key(label))
    return counted is not None and int(counted[1]) < len(codes)


def counts_answers(name: str) -> bool:
    """Tell whether a row says how many answered: ``Số phiếu hợp lệ``."""
    return heading(name).quantity == "n" and heading(name).plain


@lru_cache(maxsize=16384)
def change_in(name: str) -> tuple[str, ...]:
    """Return whether a name speaks of a ``bonus`` or ``deduction``; its tone marks tell *trừ* from *trụ*."""
    return tuple(value for value, _, pattern in vocabulary("change") if pattern.search(name.lower()))
