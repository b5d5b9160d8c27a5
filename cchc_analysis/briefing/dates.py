"""The day that a pack says it was made on, and how a day is written."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, date, datetime

from cchc_analysis.briefing.phrases import both
from cchc_analysis.briefing.subject import BriefingError


def day_made(given: str | None = None) -> date:
    """Return the day that a pack says it was made on: as given, that of ``SOURCE_DATE_EPOCH``, today.

    Raises
    ------
    BriefingError
        For a day or a moment that is none.

    Examples
    --------
    >>> day_made("2026-01-31")
    datetime.date(2026, 1, 31)
    """
    if given is not None:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
            with suppress(ValueError):
                return date.fromisoformat(given)
        raise BriefingError("\n".join(both("errors", "bad_date", date=given)))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return date.today()
    if not epoch.isascii() or not epoch.isdigit() or int(epoch) > 253_402_300_799:  # the end of the year 9999
        raise BriefingError("\n".join(both("errors", "bad_epoch", date=epoch)))
    return datetime.fromtimestamp(int(epoch), UTC).date()


def written_date(day: date, lang: str) -> str:
    """Return a date as it is written: ``5/3/2026``, ``5 March 2026``.

    Examples
    --------
    >>> written_date(date(2026, 3, 5), "vi"), written_date(date(2026, 3, 5), "en")
    ('5/3/2026', '5 March 2026')
    """
    return f"{day.day}/{day.month}/{day.year}" if lang == "vi" else f"{day.day} {day:%B %Y}"
