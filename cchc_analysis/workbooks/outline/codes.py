"""Codes of criteria as they were typed (``I``, ``1.1``, ``a)``, ``-``), be they numbers and dates to Excel."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any

from cchc_analysis.tables.numbers import ROMANS
from cchc_analysis.vietnamese import clean

_ROMAN = re.compile(r"(?=[IVXL])X{0,3}(?:IX|IV|V?I{0,3})")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,3})*")
_COMPOUND = re.compile(r"[A-ZĐ]{1,4}(?:\.\d+)+|[A-ZĐ]{2,4}[. ]?\d+(?:\.\d+)*|[A-Za-z]\d+(?:\.\d+)*"
                       r"|[IVX]+(?:\.[A-Za-z0-9]+)+|\d{1,3}(?:\.\d{1,3})*\.?[a-hđ]")  # fmt: skip
_LETTER = re.compile(r"[a-zđ]{1,2}")
_BLOCK = re.compile(r"[A-ZĐ]")
_DASH = re.compile(r"[-–—+•*]")
_DAY = re.compile(r"(\d{1,4})[/-](\d{1,2})(?:[/-](\d{1,4}))?")
_NAMED_DAY = re.compile(r"(\d{1,2})[- ](?:thg ?(\d{1,2})|([a-z]{3}))(?:[- ](\d{2,4}))?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


def is_code(value: Any) -> bool:
    """Tell whether a cell holds what may be a code."""
    return style_of(value)[0] != ""


def style_of(value: Any) -> tuple[str, str]:
    """Return what kind of code a cell holds, and the code as text; empty where it is none.

    Examples
    --------
    >>> [style_of(value)[0] for value in ("IV", "B", "1.2", 1.2, "a)", "-", "XH1", "Kiểm tra")]
    ['roman', 'block', 'number', 'number', 'letter', 'dash', 'compound', '']
    """
    if isinstance(value, str):
        return _style_of_text(value)
    if isinstance(value, date):
        return "number", ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "", ""
    text = f"{value:.10g}"
    return ("number", text) if 0 < value < 1000 and len(text) <= 7 else ("", "")


@lru_cache(maxsize=16384)
def _style_of_text(value: str) -> tuple[str, str]:
    text = clean(value).strip(" .:)(").replace(" ", "")
    if _NUMBER.fullmatch(text):
        return "number", text.replace(",", ".")
    if _DASH.fullmatch(clean(value)):
        return "dash", "-"
    styles = (("roman", _ROMAN), ("block", _BLOCK), ("letter", _LETTER), ("compound", _COMPOUND))
    for style, pattern in styles:
        if pattern.fullmatch(text):
            return style, text
    return "", ""


def codes_for(printed: Any, text: str = "") -> Iterator[str]:
    """Yield the codes that a typed code may stand for: 1.1 may be ``1.10``, 1 October ``1.10`` or ``10.1``."""
    text = text or style_of(printed)[1]
    if isinstance(printed, date):
        day, month, year = printed.day, printed.month, printed.year % 100
        yield from (f"{day}.{month}", f"{month}.{day}", f"{day}.{month}.{year}", f"{month}.{day}.{year}")
        return
    yield text
    if not isinstance(printed, str) and "." in text:
        yield from (text + "0", text + "00")


def as_spoilt(value: Any, counts: Counter[str]) -> Any:
    """Return the number or date that Excel has made of a code, None where it is as it was written.

    In a text file a code such as ``1.1`` may be as it was; not where it stands twice, or with a comma.
    """
    if value.__class__ is not str:
        return value if value.__class__ is float or isinstance(value, date) else None
    if (day := _day_of(value)) is not None:
        return day
    if _DIGITS.fullmatch(value) and ("," in value or counts[value] > 1):
        return float(value.replace(",", "."))
    return None


def _day_of(text: str) -> date | None:
    """Return the date that a text shows: ``01/10/2026``, ``1-Oct``, ``01-Thg10``."""
    text = text.strip().lower()
    if match := _DAY.fullmatch(text):
        first, month, last = (int(part or 1) for part in match.groups())
        year, day = (first, last) if first > 31 else (last, first)
    elif match := _NAMED_DAY.fullmatch(text):
        month = int(match[2] or (_MONTHS.index(match[3]) + 1 if match[3] in _MONTHS else 0))
        year, day = int(match[4] or 1), int(match[1])
    else:
        return None
    for m, d in ((month, day), (day, month)):
        with suppress(ValueError):
            return date(year, m, d)
    return None


def codes_left_out(codes: Iterable[str]) -> list[str]:
    """Return the codes from the first of their kind to the last that the first parts of codes leave out.

    Examples
    --------
    >>> codes_left_out(["2.3", "3.2", "5"]), codes_left_out(["I", "III"]), codes_left_out(["B", "C"])
    (['1', '4'], ['II'], ['A'])
    """
    firsts = {code.partition(".")[0] for code in codes}
    if firsts and all(map(str.isdigit, firsts)):
        return [str(n) for n in range(1, max(map(int, firsts))) if str(n) not in firsts]
    for kind in (tuple(ROMANS), tuple("ABCDEFGH")):
        if firsts and firsts <= set(kind):
            return [code for code in kind[: max(map(kind.index, firsts))] if code not in firsts]
    return []


@lru_cache(maxsize=16384)
def parts_of(code: str) -> tuple[int, ...]:
    """Return the numbers of a dotted code."""
    return tuple(int(p) for p in code.split("."))
