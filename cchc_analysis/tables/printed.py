"""What a heading prints besides its words: years, the ends of a scale, a maximum, a code."""

from __future__ import annotations

import re
from functools import lru_cache

from cchc_analysis.vietnamese import clean, key, parse_number

_YEAR = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)")
_SPAN = re.compile(
    r"(?<!\d)((?:19[89]|20[0-4])\d)\s*(?:[-–—]|đến(?: hết)?(?: năm)?|den(?: nam)?|to)\s*"
    r"((?:19[89]|20[0-4])\d)(?!\d)", re.I
)  # fmt: skip
#: The numbers that are years.
YEARS = frozenset(number for number in range(10_000) if _YEAR.fullmatch(str(number)))
_SCALE = re.compile(
    r"(?P<low>[\d.,]+)\s*(?P<p1>%?)\s*[-–]\s*(?P<high>[\d.,]+)\s*(?P<p2>%?)\s*(?:điểm|points?)?"
)
_BRACKETED_SCALE = re.compile(r"\(\s*[\d.,]+\s*%?\s*[-–]\s*[\d.,]+\s*%?\s*\)")
#: A number like a year is one: ``Điểm tối đa 2023``.
_MAXIMUM = re.compile(
    rf"(?:tối đa|max(?:imum)?|thang(?: điểm)?)\s*[:=]?\s*(?:là\s*)?(?!{_YEAR.pattern}(?!\s*(?:điểm|đ)\b))"
    r"(\d[\d.,]*)(?:\s*(?:điểm|đ)\b)?|\((\d[\d.,]*)\s*(?:điểm|đ)\)|\((\d{2,3}|1[.,]?000)\)$", re.I
)  # fmt: skip
#: No maximum has three decimals that are 0.
_THOUSAND = re.compile(r"(?<=\d)[.,](?=000$)")
#: ``Điểm tự chấm/điểm tối đa`` over cells like ``9/10``: the first is what the number is.
_OVER_MAXIMUM = re.compile(r"(?<=\w)\s*/\s*(?:điểm\s+)?(?:tối đa|chuẩn|thang điểm|max(?:imum)?)\s*$", re.I)
_PRINTED_CODE = re.compile(
    r"(?P<before>[^\d:]*)(?P<code>\d+(?:\.\d+)*)\s*(?P<mark>[:.)]|$)\s*(?P<name>.*)", re.S
)
#: The name of a variable in the headings of data that a program wrote: ``DiemTuCham``, ``MaDV``.
_VARIABLE = re.compile(r"\b[A-Za-z][a-z]+(?:[A-Z]+[a-z]*)+\b")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: ``N2015``: a year; ``n 2015`` is how many answered.
_SHORT_YEAR = re.compile(rf"\bN(?={_YEAR.pattern})")
#: What a pivot table calls the mean of a column of answers.
_PIVOT = re.compile(r"^(?:average of|trung bình của) (?!\d|các |cac )(?=\S)", re.I)
#: The parts that a total sums: ``Tổng điểm (1+2)``, ``Tổng điểm = (I)+(II)``, ``TỔNG ĐIỂM (A+B)``.
_PART = r"\(?(?:\d+(?:\.\d+)*|[IVX]+|[A-H])\)?"
_SUM = re.compile(rf"[\s:=(]+{_PART}(?:\s*[-–+÷]\s*(?:{_PART}|\.{{3}}|…))+(?![\w.,])\s*\)?")
_TOTAL = re.compile(r"(?:tong|cong)\b")


@lru_cache(maxsize=65536)
def years_in(text: str) -> tuple[int, ...]:
    """Return the years written in a text, each once, in order; a span of years is two.

    Examples
    --------
    >>> years_in("PAPI 2011-2016"), years_in("2019PAPIThaiNguyen")
    ((2011, 2016), (2019,))
    """
    return tuple(dict.fromkeys(int(y) for y in _YEAR.findall(text)))


def span_in(text: str) -> tuple[int, int] | None:
    """Return the first and the last year of the span that a text gives; None where it gives none, or several.

    Examples
    --------
    >>> span_in("PCI giai đoạn 2019 - 2021"), span_in("từ năm 2016 đến năm 2020"), span_in("2019, 2021")
    ((2019, 2021), (2016, 2020), None)
    """
    spans = {(int(first), int(last)) for first, last in _SPAN.findall(text)}
    return spans.pop() if len(spans) == 1 else None


def is_year(value: object) -> bool:
    """Tell whether a cell holds a year, typed as a number or as text."""
    if value.__class__ is float or value.__class__ is int:
        return value in YEARS
    return value.__class__ is str and _YEAR.fullmatch(str(value).strip()) is not None


def without_years(words: str) -> str:
    """Return words without the years among them."""
    return " ".join(_YEAR.sub(" ", words).split())


def parted(text: str) -> str:
    """Return a heading with the words of names of variables parted, without what a pivot table puts before.

    Examples
    --------
    >>> parted("DiemTuCham"), parted("Average of TiepCan"), parted("Trung bình 3 năm"), parted("TTHC")
    ('Diem Tu Cham', 'Tiep Can', 'Trung bình 3 năm', 'TTHC')
    """
    text = _SHORT_YEAR.sub("Năm ", _PIVOT.sub("", text))
    return _VARIABLE.sub(lambda name: _HUMP.sub(" ", name[0]), text)


def without_brackets(text: str) -> str:
    """Return a heading without the scale, the maximum, the parts of a sum that it prints."""
    if _TOTAL.match(key(text)):
        text = _SUM.sub(" ", text)
    if "(" in text:
        text = _BRACKETED_SCALE.sub(" ", _MAXIMUM.sub(" ", text))
    return _OVER_MAXIMUM.sub("", text)


@lru_cache(maxsize=4096)
def scale_of(label: str) -> tuple[float, float] | None:
    """Return the ends of a printed scale: ``0.25-2.5 điểm`` → (0.25, 2.5), ``0%-100%`` → (0, 1)."""
    bracketed = _BRACKETED_SCALE.search(label)
    match = _SCALE.fullmatch((bracketed[0] if bracketed else label).strip("()[] "))
    if match is None:
        return None
    low, high = parse_number(match["low"], (0, 100)), parse_number(match["high"], (0, 100))
    if low is None or high is None or low >= high:
        return None
    share = 100.0 if match["p1"] or match["p2"] else 1.0
    return low / share, high / share


@lru_cache(maxsize=4096)
def printed_maximum(text: str) -> float | None:
    """Return the maximum that a heading prints: ``Tổng điểm (tối đa 100)``, ``Kế hoạch (2 điểm)``."""
    match = _MAXIMUM.search(text)
    return parse_number(_THOUSAND.sub("", match[1] or match[2] or match[3])) if match else None


@lru_cache(maxsize=16384)
def printed_code(text: str) -> tuple[str, str, str]:
    """Return the words before a printed code, the code, and the name behind it; empty without a code.

    Examples
    --------
    >>> printed_code("Dimension 1: Participation"), printed_code("Kiểm tra")
    (('dimension', '1', 'Participation'), ('', '', ''))
    """
    match = _PRINTED_CODE.fullmatch(clean(text))
    return (key(match["before"]), match["code"], match["name"]) if match else ("", "", "")
