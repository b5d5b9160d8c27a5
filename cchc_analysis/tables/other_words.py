"""What the words beside a name, and the texts around a table, say that its numbers are besides scores."""

from __future__ import annotations

from functools import lru_cache

from cchc_analysis.tables.headings import COUNTS, NO_SCORE, PROPERTIES, heading, indices_and_rest
from cchc_analysis.tables.printed import without_brackets, without_years
from cchc_analysis.tables.vocabulary import says, value_of, without
from cchc_analysis.vietnamese import key

#: What words beside a name may say that its numbers are.
OTHERWISE = frozenset({*PROPERTIES, *NO_SCORE} - {*COUNTS, "n", "note", "office", "evidence"})


@lru_cache(maxsize=4096)
def otherwise(words: str) -> str:
    """Return what words beside a name say that its numbers are besides points of the year; blank for nothing.

    A quantity, or ``part`` of a year.

    Examples
    --------
    >>> [otherwise(words) for words in ("du kien", "6t", "bi tru", "chinh thuc")]
    ['target', 'part', 'deduction', '']
    """
    label = heading(words)
    if label.part or (label.plain and label.quantity in OTHERWISE and not says("measure", words)):
        return "part" if label.part else label.quantity
    return value_of("otherwise", words) or ""


def other_than_scores(text: str) -> tuple[str, str]:
    """Return what a text around a table says that its numbers are besides scores, and its words left over.

    Examples
    --------
    >>> other_than_scores("Bảng chỉ tiêu điểm CCHC các xã năm 2025"), other_than_scores("Kết quả CCHC")
    (('target', ''), ('', ''))
    """
    words = subject_of(text)
    label = heading(words)
    kind = "" if label.quantity == "other" else otherwise(words)  # ``Nguồn: Sở Nội vụ``
    if not kind and label.plain and label.shift and not heading(text).indices:
        kind = "earlier"  # a line, a tab ``Năm trước``
    words = without("otherwise", words, kind) if kind else words
    return kind, "" if heading(words).quantity == kind else unknown_in(words)


def subject_of(text: str) -> str:
    """Return the words of a text around a table without index, years, and those that any title may have."""
    words = indices_and_rest(without_years(key(without_brackets(text))))[1]
    return without("surrounding", words)


def unknown_in(words: str) -> str:
    """Return the words beside a name that say something, and nobody knows what."""
    return heading(without("silent", words)).rest
