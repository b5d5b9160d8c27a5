"""What one argument of the analysis may be: a number of any kind, a word, a list, a code, an index.

Each returns what is meant, or refuses with what was given and what is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from math import isfinite
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.errors import error, listed, shown
from cchc_analysis.vietnamese import key

_WHOLE = re.compile(r"(\d{1,9})(?:\.0+)?")
_NUMBER_CODE = re.compile(r"\d+(?:\.\d+)?")
_FIRST_WORDS = "chi so "


def index_name(value: object, argument: str = "index", known: Iterable[str] = ()) -> str:
    """Return the short name of an index, declared or *known*, from any spelling of it.

    Examples
    --------
    >>> index_name("papi"), index_name("PAR INDEX"), index_name("Chỉ số hài lòng"), index_name("Chỉ số PCI")
    ('PAPI', 'PAR', 'SIPAS', 'PCI')
    """
    declared = frameworks.indices()
    names = [*declared, *(name for name in known if name not in declared)]
    if isinstance(value, str):
        if value in names:
            return value
        written = key(value)
        spellings = {key(name): name for name in names}
        for name, facts in declared.items():
            full = (facts.name_vi, facts.name_en)
            for text in (*facts.tokens, *full, *(text.partition("(")[0] for text in full)):
                spellings.setdefault(key(text), name)
        for text in (written, written.removeprefix(_FIRST_WORDS)):
            if text in spellings:
                return spellings[text]
    raise error("bad_choice", argument=argument, value=shown(value), near=listed(names))


def whole(value: object, argument: str, low: int, high: int | None = None, *, near: str = "") -> int:
    """Return a whole number from *low* to *high*, given as a number of any kind or as text.

    Examples
    --------
    >>> whole("2024", "year", 1900, 2100), whole(2024.0, "year", 1900, 2100), whole(np.int16(3), "n", 1)
    (2024, 2024, 3)
    """
    number = None
    if isinstance(value, str) and (digits := _WHOLE.fullmatch(value.strip())):
        number = int(digits[1])
    elif isinstance(value, Integral) and not isinstance(value, bool):
        number = int(value)
    elif _as_float(value).is_integer():
        number = int(_as_float(value))
    if number is None or number < low or (high is not None and number > high):
        span = f"{low}, {low + 1}, {low + 2} …" if high is None else f"{low} … {high}"
        near = near or span
        raise error("bad_choice", argument=argument, value=shown(value), near=near)
    return number


def number(value: object, argument: str, low: float, high: float | None = None, *, near: str = "") -> float:
    """Return a finite number from *low* to *high*."""
    meant = _as_float(value)
    if isfinite(meant) and low <= meant and (high is None or meant <= high):
        return meant
    near = near or (f"{low:g} … {high:g}" if high is not None else f"{low:g} …")
    raise error("bad_choice", argument=argument, value=shown(value), near=near)


def _as_float(value: object) -> float:
    """Return a number as Python's float; NaN for what is no number, or none that a float can hold."""
    if not isinstance(value, Real) or isinstance(value, bool):
        return float("nan")
    try:
        return float(value)
    except OverflowError:
        return float("nan")


def word(value: object, argument: str, valid: Iterable[str]) -> str:
    """Return one of the *valid* words, whatever capitals it is written in."""
    words = {word.lower(): word for word in valid}
    meant = words.get(value.strip().lower()) if isinstance(value, str) else None
    if meant is None:
        raise error("bad_choice", argument=argument, value=shown(value), near=listed(words.values()))
    return meant


def sequence(value: object, argument: str, near: object, *, least: int = 1) -> list[Any]:
    """Return what is given as a list of at least so many, a single text or number as a list of one."""
    if isinstance(value, str | Real):
        return [value]
    if isinstance(value, np.ndarray):
        value = value.tolist() if value.ndim else [value.item()]
    fits = isinstance(value, Sequence | Set | pd.Series | pd.Index)
    if not fits or isinstance(value, bytes) or len(value) < least:  # type: ignore[arg-type]
        raise error("bad_choice", argument=argument, value=shown(value), near=near)
    return list(value)  # type: ignore[call-overload]


def code_text(value: object, known: Iterable[str], argument: str = "code") -> str:
    """Return a code as text; *known* are the codes that a number or other capitals may mean.

    Raises
    ------
    AnalysisError
        For what is neither text nor number, and for a number that may be two codes: ``1.1`` and ``1.10``.

    Examples
    --------
    >>> code_text(6.2, ["6", "6.2"]), code_text(6, ["6", "6.2"]), code_text("TOTAL", ["total"])
    ('6.2', '6', 'total')
    """
    codes = dict.fromkeys(known)
    if isinstance(value, str):
        text = value.strip()
        alike = [code for code in codes if code.lower() == text.lower()]
        return alike[0] if text not in codes and len(alike) == 1 else text
    text = str(value).removesuffix(".0") if isinstance(value, Real) and not isinstance(value, bool) else ""
    if not _NUMBER_CODE.fullmatch(text):
        raise error("bad_choice", argument=argument, value=shown(value), near='"total", "1", "1.1" …')
    meant = [code for code in (text, f"{text}0") if code in codes and (code == text or "." in text)]
    if len(meant) > 1:
        raise error(
            "two_codes", argument=argument, value=text, near=" / ".join(f'"{code}"' for code in meant)
        )
    return meant[0] if meant else text
