"""What Excel makes of codes in a table that it opens: ``1.10`` a number, ``1.2`` a date."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from datetime import date
from typing import Any

_DAY = re.compile(r"(\d{1,4})[/-](\d{1,2})(?:[/-](\d{1,4}))?")
_NAMED_DAY = re.compile(r"(\d{1,2})[- ](?:thg ?(\d{1,2})|([a-z]{3}))(?:[- ](\d{2,4}))?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


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


def is_dotted(value: Any) -> bool:
    """Tell whether a code is of numbers alone, or was."""
    return value.__class__ is not str or re.fullmatch(r"\d+(?:\.\d+)*", value) is not None
