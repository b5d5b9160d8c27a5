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
    """Return value, how it matches, and pattern of every row of a facet; the pattern is searched.

    ``whole``: all words; ``search``: some of them; ``part``: some, and a criterion may be named beside.
    """
    rows = [row for row in table("tables", "vocabulary.csv") if row["facet"] == facet]
    whole = {row["pattern"]: rf"\A(?:{row['pattern']})\Z" for row in rows if row["match"] == "whole"}
    patterns = (re.compile(whole.get(row["pattern"], row["pattern"])) for row in rows)
    return [(row["value"], row["match"], pattern) for row, pattern in zip(rows, patterns, strict=True)]


@lru_cache(maxsize=16384)
def value_of(facet: str, words: str) -> str | None:
    """Return the value of the first pattern of a facet that words match; None where they match none."""
    return next((value for value, _, pattern in vocabulary(facet) if pattern.search(words)), None)


@lru_cache(maxsize=16384)
def says(facet: str, words: str, value: str = "") -> bool:
    """Tell whether words match any pattern of a facet, or of one *value* of it."""
    return any(pattern.search(words) for v, _, pattern in vocabulary(facet) if value in ("", v))


def without(facet: str, words: str, value: str = "") -> str:
    """Return words without those that the patterns of a facet find, or of one *value* of it."""
    for v, _, pattern in vocabulary(facet):
        words = pattern.sub(" ", words) if value in ("", v) else words
    return " ".join(words.split())


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
    return says("foot", begins)


def weighing(words: str) -> str:
    """Return ``weighted`` or ``unweighted`` where words say so of a total, else nothing."""
    return value_of("weighing", words) or ""
