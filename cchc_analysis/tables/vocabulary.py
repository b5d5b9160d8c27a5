"""The words that headings are read by: ``vocabulary.csv``, a row a pattern, matched against matching keys."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cchc_analysis.declarations import table
from cchc_analysis.vietnamese import key

#: What a mark in the table leads to; a name with a mark before it is shorter.
_MARKED_NOTE = re.compile(r"\s*(?:\(?\*+\)?|\(\d{1,2}\)|\[\d{1,2}\]|\(-\))\s*[:.]?\s*[^\W\d].{25}")


@cache
def vocabulary(facet: str) -> list[tuple[str, str, re.Pattern[str]]]:
    """Return value, how it must match, and pattern of every row of a facet.

    ``whole``: all words; ``search``: some of them; ``part``: some, and a criterion may be named beside.
    """
    rows = (row for row in table("tables", "vocabulary.csv") if row["facet"] == facet)
    return [(row["value"], row["match"], re.compile(row["pattern"])) for row in rows]


@lru_cache(maxsize=4096)
def value_of(facet: str, words: str) -> str | None:
    """Return the value that words as a whole give a facet."""
    return next((value for value, _, pattern in vocabulary(facet) if pattern.fullmatch(words)), None)


@lru_cache(maxsize=16384)
def says(facet: str, words: str) -> bool:
    """Tell whether words hold any pattern of a facet."""
    return any(pattern.search(words) for _, _, pattern in vocabulary(facet))


@lru_cache(maxsize=4096)
def first_of(facet: str, words: str) -> str:
    """Return the value of the first pattern of a facet that words hold; blank where they hold none."""
    return next((value for value, _, pattern in vocabulary(facet) if pattern.search(words)), "")


@lru_cache(maxsize=4096)
def is_note(text: str) -> bool:
    """Tell whether a line begins the notes below a table.

    Examples
    --------
    >>> is_note("Ghi chú: 1. Điểm tạm tính"), is_note("Nơi nhận:"), is_note("Sở Nội vụ")
    (True, True, False)
    >>> is_note("(1) Năm 2020 tỉnh không được công bố"), is_note("(12) Bà Rịa - Vũng Tàu")
    (True, False)
    """
    if _MARKED_NOTE.match(text):
        return True
    begins = key(text.partition(":")[0])  # ``Ghi chú, lưu trữ hồ sơ`` is a criterion
    return value_of("foot", begins) is not None


def weighing(words: str) -> str:
    """Return ``weighted`` or ``unweighted`` where words say so of a total, else nothing."""
    return first_of("weighing", words)


def without_weighing(words: str) -> str:
    """Return words without what they say of weights."""
    for _, _, pattern in vocabulary("weighing"):
        words = without(pattern, words)
    return words


def without(pattern: re.Pattern[str], words: str) -> str:
    """Return words without those that a pattern finds."""
    return " ".join(pattern.sub(" ", words).split())
