"""What a line above a table says as words: indices, years, stages, parts of a year."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TypeVar

from cchc_analysis.tables.headings import indices_in
from cchc_analysis.tables.other_words import other_than_scores
from cchc_analysis.tables.printed import printed_maximum, without_years, years_in
from cchc_analysis.tables.vocabulary import says, value_of, vocabulary, without
from cchc_analysis.units.mentions import without_units
from cchc_analysis.vietnamese import key

T = TypeVar("T")
#: *năm 2021-2025* are several.
_YEAR_NAMED = re.compile(
    r"\b(?:nam|ky) (?:(?:duoc|danh gia|bao cao|cham diem|khao sat|so lieu) )*((?:19|20)\d\d)\b"
    r"(?! (?:(?:den|nam) )*(?:19|20)\d\d\b)"
)
#: *năm 2023 và 2024* is of both.
_YEARS_JOINED = re.compile(r"\b((?:19|20)\d\d) va (?:nam )?((?:19|20)\d\d)\b")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
#: A sign of per cent behind a word or a bracket; behind a number it is of that.
_PER_CENT = re.compile(r"[^\d\s]\s*%")


def indices_of(titles: Iterable[str]) -> tuple[str, ...]:
    """Return the indices that titles name; of several in one title, the one that the last names alone."""
    each = [named for t in titles if (named := indices_in(t))]
    last = each[-1] if each else ()
    if len(last) == 1 and any(len(named) > 1 and last[0] in named for named in each):
        return last
    return tuple(dict.fromkeys(i for named in each for i in named))


@lru_cache(maxsize=4096)  # each title is asked for index, year, stage, programme, by every table below it
def without_citations(title: str) -> str:
    """Return the words of a title without the documents that it cites: they name what it is not about."""
    return without("cited", key(title))


@lru_cache(maxsize=4096)
def without_dates(title: str) -> str:
    """Return the words of a title without citations, dates, numbers of documents: their year is not its own.

    Nor is that of the criteria, in brackets.

    Examples
    --------
    >>> without_dates("CCHC xã năm 2024 (QĐ 123-2025)"), without_dates("Văn bản số 2025/UBND")
    ('cchc xa nam 2024', 'ubnd')
    >>> without_dates("CCHC xã (Bộ tiêu chí năm 2022)"), without_dates("Bộ tiêu chí năm 2022")
    ('cchc xa', 'bo tieu chi nam 2022')
    """
    words = without_citations(title)
    for bracket in map(key, _BRACKET.findall(title)):
        if says("edition", bracket):
            words = words.replace(bracket, " ")
    return without("dated", words)


def is_published(text: str) -> bool:
    """Tell whether the year of a heading is when something was published, decided, written.

    Examples
    --------
    >>> is_published("Công bố năm 2023"), is_published("Điểm (công bố năm 2023)"), is_published("Điểm 2023")
    (True, True, False)
    """
    parts = [key(part) for part in text.split("(")]
    return any(pattern.match(part) for _, _, pattern in vocabulary("dated") for part in parts)


def is_part(title: str, year: int | None) -> bool:
    """Tell whether a title says that figures are of a part of a *year*: ``6 tháng``, ``tính đến 30/9/2024``."""
    until = vocabulary("until")[0][2].search(without_citations(title))
    if until and int(until["month"]) < 12 and year in (None, int(until["year"])):
        return True
    # *Xã Minh Tâm, tỉnh …* is nothing *tạm tính*
    return says("part", without_dates(without_units(title)))


@lru_cache(maxsize=4096)
def other_kind(text: str, most: int = 0) -> str:
    """Return what a text around a table says that figures are besides final scores of the year.

    A title, a tab, a file's name, a remark below. Blank where it says nothing, or more than *most* words
    that nobody understands: it is about something else, unless its words can be about nothing else (*dự thảo*).

    Examples
    --------
    >>> other_kind("BẢNG ĐIỂM CCHC MỤC TIÊU CÁC XÃ TỈNH CAO BẰNG"), other_kind("Quý 1"), other_kind("S")
    ('target', 'part', '')
    >>> other_kind("Ghi chú: Số liệu trên là điểm tự chấm của các đơn vị", 1), other_kind("(*) Chưa tính XHH")
    ('self', 'without_survey')
    """
    words = without_units(text)  # *Phường Ví Dụ* is no example
    if doubt := value_of("doubt", without_citations(words)):
        return doubt
    kind, left = other_than_scores(without_dates(words))
    if kind == "maximum" and printed_maximum(text) is not None:
        return ""  # ``PAR INDEX 2023 (điểm tối đa: 100)``
    kind = kind or only(stages_in(without_citations(text))) or ""
    return kind if len(left.split()) <= most else ""


@lru_cache(maxsize=4096)
def stages_in(words: str) -> tuple[str, ...]:
    """Return the stages that the words of a title name."""
    return tuple(value for value, _, pattern in vocabulary("titled") if pattern.search(words))


@lru_cache(maxsize=4096)
def programmes_in(words: str) -> tuple[str, ...]:
    """Return the kinds of programmes that are no results of an index and that the words of a title name."""
    return tuple(kind for kind, _, pattern in vocabulary("programme") if pattern.search(words))


def year_of(titles: Iterable[str]) -> int | None:
    """Return the year that titles say, which is not that of the decision they cite or are compared with."""
    return only(years_named(titles := [*titles])) or only({y for t in titles for y in _years_of(t)[1]})


def years_named(titles: Iterable[str]) -> set[int]:
    """Return the years that titles call so: *năm 2023*, *kỳ đánh giá 2023*."""
    return {year for title in titles for year in _years_of(title)[0]}


@lru_cache(maxsize=4096)
def _years_of(title: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the years that a title calls so (*năm 2023*), and all of them."""
    words = without_dates(title)
    if not says("set_against", words):  # of two years set against each other nobody knows which is meant
        words = without("compared", words)
    named = [*_YEAR_NAMED.findall(words), *(year for pair in _YEARS_JOINED.findall(words) for year in pair)]
    return tuple(map(int, named)), years_in(words)


def worded_alike(titles: Iterable[str]) -> str:
    """Return the words of the titles that tell a year, without it and without units: those of one series.

    Examples
    --------
    >>> worded_alike(["Tự chấm của Sở Nội vụ năm 2024", "Đơn vị: Sở Nội vụ"])
    'tu cham cua nam'
    """
    return " ".join(without_years(without_dates(without_units(t))) for t in titles if years_in(key(t)))


def only(values: Collection[T]) -> T | None:
    """Return what is said, where but one thing is."""
    return next(iter(values)) if len(values) == 1 else None


def in_per_cent(titles: Iterable[str]) -> bool:
    """Tell whether a title says that the figures below it are percentages, and no points.

    Examples
    --------
    >>> [in_per_cent([title]) for title in ("Chỉ số CCHC (%)", "ĐVT: %", "Đạt trên 80 %", "Điểm, %")]
    [True, True, False, False]
    """
    return any(_PER_CENT.search(title) and "diem" not in key(title).split() for title in titles)
