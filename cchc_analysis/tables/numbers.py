"""Cells become numbers: by the scale of their criterion, and never in silence where they could be two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import isclose, isnan, nan
from typing import Any

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.vietnamese import clean, is_missing, key, parse_number

#: Statuses of a number, as places in :data:`STATUSES`.
SCORED, MISSING, NOT_APPLICABLE, DERIVED = 0, 1, 2, 3
STATUSES = ("scored", "missing", "not_applicable", "derived")

#: No province ranks more communes or departments.
MOST_RANKED = 200
#: Printed values that differ by less than this differ by rounding.
SAME = 0.006

_SHARE = re.compile(r"([\d.,]+)\s*/\s*([\d.,]+)")
_WORDED = re.compile(r"([-+\u2212]?\s*[\d.,]+)\s*(?:(?:điểm|đ|d|points?|pts)\.?|\(điểm\))", re.IGNORECASE)
#: ``0 - 3 điểm``, ``Tối đa 3``.
_UP_TO = re.compile(r"(?:(?:từ )?0\s*(?:[-–÷]|đến)|tối đa:?)\s*(\d.*)", re.IGNORECASE)
_STARRED = re.compile(r"(.*?\d\s*%?)\s*(\*+|\(\*+\)|[¹²³⁴⁵]|\(\d\))")
#: With its share: ``80 (80 %)``.
_WITH_SHARE = re.compile(r"([^%]*\d)\s*\(\s*([\d.,]+\s*%)\s*\)")
#: A number with its change: ``43,91 (+0,55)``.
_WITH_CHANGE = re.compile(r"([^%()]*\d)\s*\(\s*[+−–±▲▼↑↓-]\s*[\d.,]+\s*(?:%|điểm)?\s*\)")
_RANK = re.compile(
    r"(?:(?:xếp )?(?:hạng|thứ)|t|=|#)?\s*=?\s*(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?(?:\s*/\s*(\d{1,3}))?\s*"
    r"(?:[▲▼↑↓△▽=].*|\(.*\))?", re.IGNORECASE
)  # fmt: skip

#: Ranks written out, as newspapers do: ``Hạng ba``. A word alone may be a prize or a class.
_IN_WORDS = re.compile(r"(?:(?:xep|dung|vi tri|hang|thu) )+(\w+)|((?:quan|a) quan)")
_ORDINALS = {"quan quan": 1, "nhat": 1, "a quan": 2, "nhi": 2, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5,
             "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}  # fmt: skip
#: Roman numbers, as far as domains and ranks are counted so.
ROMANS = {text: n for n, text in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)}


@dataclass(slots=True)
class Numbers:
    """The numbers of a run of cells.

    Attributes
    ----------
    values : list of float
        NaN where there is none.
    status : list of int
    percent : set of int
        Places shown as a percentage; their values are shares (0.815).
    typed, unread : list of int
        Places of numbers typed as text, and of texts that are no number.
    """

    values: list[float]
    status: list[int]
    percent: set[int] = field(default_factory=set)
    typed: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)


def numbers(cells: list[Any], scale: tuple[float, float] | None, decimal: str = "") -> Numbers:
    """Read a run of cells as numbers on a scale.

    Parameters
    ----------
    cells : list
    scale : (float, float) or None
        The ends that decide what ``1.234`` typed as text is.
    decimal : str
        The decimal mark of a text file, where the file as a whole shows it.
    """
    read = Numbers(
        [v if v.__class__ is float else nan for v in cells],
        [SCORED if v.__class__ is float else MISSING for v in cells],
    )
    for place, value in enumerate(cells):
        if value.__class__ is float or value == "":
            continue
        if value.__class__ is int:
            read.values[place], read.status[place] = float(value), SCORED
        elif not is_missing(value):
            _read_text(read, place, value, scale, decimal)
    return read


def _read_text(
    read: Numbers, place: int, value: Any, scale: tuple[float, float] | None, decimal: str
) -> None:
    text = clean(value) if value.__class__ is str else ""
    if says("not_applicable", key(text)):
        read.status[place] = NOT_APPLICABLE
        return
    number = number_of(text, scale, decimal)
    if number is None:
        read.unread.append(place)
        return
    read.values[place], read.status[place] = number, SCORED
    read.typed.append(place)
    if text.removesuffix(mark_of(text)).rstrip().endswith("%"):
        read.percent.add(place)


@lru_cache(maxsize=16384)
def number_of(text: str, scale: tuple[float, float] | None, decimal: str = "") -> float | None:
    """Return the number that a text is; None where it is none, or could be two.

    Examples
    --------
    >>> number_of("2 điểm", (0, 2)), number_of("9/10", (0, 10)), number_of("01 (0,727)", (0, 1))
    (2.0, 9.0, None)
    >>> number_of("85,32*", (0, 100)), number_of("80 (66,7 %)", None), number_of("tốt", (0, 100))
    (85.32, 80.0, None)
    >>> number_of("43,91 (+0,55)", (0, 80)), number_of("43,91 (−0,55)", (0, 80))
    (43.91, 43.91)
    """
    if share := _SHARE.fullmatch(text):
        whole = parse_number(share[2])
        matches = scale is not None and whole is not None and isclose(whole, scale[1], abs_tol=1e-9)
        return parse_number(share[1], (0, whole or 0)) if matches else None
    if marked := next(filter(None, (p.fullmatch(text) for p in (_STARRED, _WITH_SHARE, _WITH_CHANGE))), None):
        text = marked[1]
    if worded := _WORDED.fullmatch(text):
        text = worded[1]
    return _parsed(text, scale, decimal)


def most_of(cells: list[Any]) -> list[Any]:
    """Return cells of maxima without what stands before their numbers; a range amid numbers is a slip.

    Examples
    --------
    >>> most_of(["0 - 3 điểm", "Tối đa 3", 5.0]), most_of(["0-1", 2.0, 3.0])
    (['3 điểm', '3', 5.0], ['0-1', 2.0, 3.0])
    """
    most = {v: match[1] for v in cells if v.__class__ is str and (match := _UP_TO.fullmatch(clean(v)))}
    is_usual = sum(v in most for v in cells) * 2 > sum(v != "" for v in cells)
    return [most.get(v, v) for v in cells] if is_usual else cells


def shares_beside(cells: Sequence[object]) -> list[float]:
    """Return the percentages printed behind some numbers: 66,7 of ``80 (66,7 %)``; NaN elsewhere."""
    return [100 * _second(_WITH_SHARE, v) if isinstance(v, str) else nan for v in cells]


def mark_of(text: str) -> str:
    """Return the mark of a footnote behind a number, blank where there is none.

    Examples
    --------
    >>> mark_of("0*"), mark_of("85,3% (*)"), mark_of("85,3")
    ('*', '(*)', '')
    """
    starred = _STARRED.fullmatch(text)
    return starred[2] if starred else ""


def denominators(cells: Sequence[object]) -> list[float]:
    """Return what the shares among some cells are of: 10 of ``9/10``; NaN elsewhere."""
    return [_second(_SHARE, v) if isinstance(v, str) else nan for v in cells]


@lru_cache(maxsize=16384)
def _second(pair: re.Pattern[str], text: str) -> float:
    match = pair.fullmatch(clean(text))
    number = parse_number(match[2]) if match else None
    return nan if number is None else number


def common_denominator(cells: Sequence[object]) -> float | None:
    """Return what all shares among some cells are of; None where there are none, or they are of several.

    Examples
    --------
    >>> common_denominator(["9/10", "8,5/10", "–"]), common_denominator(["9/10", "8/9"])
    (10.0, None)
    """
    wholes = {whole for whole in denominators(cells) if not isnan(whole)}
    return wholes.pop() if len(wholes) == 1 else None


def _parsed(text: str, scale: tuple[float, float] | None, decimal: str) -> float | None:
    if decimal and re.fullmatch(rf"[+-]?\d+{re.escape(decimal)}\d+%?", text):
        number = float(text.replace(",", ".").rstrip("%"))
        return round(number / 100, 12) if text.endswith("%") else number
    return parse_number(text, scale)


def are_alike(left: Vector, right: Vector, within: float) -> bool:
    """Tell whether numbers differ by no more *within* all places where both are known, and some are."""
    apart = np.abs(left - right)
    return not np.isnan(apart).all() and not (apart > within).any()


@lru_cache(maxsize=1024)
def points_of_share(scale: tuple[float, float]) -> float | None:
    """Return the points of a scale that a share of 1 is; None where the scale is in points of its own.

    Examples
    --------
    >>> points_of_share((0, 100)), points_of_share((0, 1)), points_of_share((0.25, 2.5))
    (100.0, 1.0, None)
    """
    return next((end for end in (100.0, 1.0) if isclose(scale[1], end)), None)


def _in_words(words: str) -> int:
    """Return the rank that words tell, 0 where they tell none."""
    return _ORDINALS.get(match[1] or match[2], 0) if (match := _IN_WORDS.fullmatch(words)) else 0


def ranks_in_words(words: Sequence[str]) -> dict[str, int]:
    """Return the ranks that words tell where all are ordinals, each once: a prize or a class comes again.

    Examples
    --------
    >>> ranks_in_words(["Nhì", "Nhất", "Ba"]), ranks_in_words(["II", "I"]), ranks_in_words(["Nhất", "Nhất"])
    ({'Nhì': 2, 'Nhất': 1, 'Ba': 3}, {'II': 2, 'I': 1}, {})
    >>> ranks_in_words(["Tốt", "Khá"])
    {}
    """
    ranks = {word: _ORDINALS.get(key(word), 0) or ROMANS.get(word, 0) for word in words}
    return ranks if all(ranks.values()) and len(set(ranks.values())) == len(words) else {}


def rank_of(value: Any, most: int) -> int | None:
    """Return a printed rank: a whole number from 1 to *most*; ``=12`` and ``12–13`` are 12; None otherwise.

    Examples
    --------
    >>> rank_of("12–13", 63), rank_of("=5", 63), rank_of("22/61", 63), rank_of(2.5, 63), rank_of(70000.0, 63)
    (12, 5, 22, None, None)
    >>> rank_of("Hạng ba", 63), rank_of("(3)", 63), rank_of("Khá", 63)
    (3, 3, None)
    """
    if value.__class__ is float or value.__class__ is int:
        return int(value) if 1 <= value <= most and float(value).is_integer() else None
    text = clean(str(value))
    match = _RANK.fullmatch(text[1:-1] if text[:1] == "(" and text[-1:] == ")" else text)
    rank = int(match[1]) if match else _in_words(key(text))
    return rank if 1 <= rank <= most else None
