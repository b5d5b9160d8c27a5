"""The one error of the analysis, and the words in which it and its results give reasons."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import partial

import pandas as pd
from rapidfuzz import fuzz, process

from cchc_analysis.errors import CchcError
from cchc_analysis.phrases import both

#: Facts that repeat what the user gave, and how much of them is repeated.
_GIVEN = ("value", "code", "unit", "what", "other", "file")
_LONGEST_SHOWN, _GREATEST = 60, 10**60
#: Valid years or codes that a message names.
_NEAREST = 3


#: Return a phrase of the analysis in Vietnamese and English.
words = partial(both, "analysis")


def noted(*notes: tuple[str, str]) -> dict[Hashable, str]:
    """Return notes as the ``note_vi`` and ``note_en`` that a result carries, empty ones left out.

    Examples
    --------
    >>> noted(("Một.", "One."), ("", ""), ("Hai.", "Two."))
    {'note_vi': 'Một. Hai.', 'note_en': 'One. Two.'}
    """
    vi, en = (" ".join(note[at] for note in notes if note[at]) for at in range(2))
    return {"note_vi": vi, "note_en": en}


class AnalysisError(CchcError, ValueError):
    """Raised for an argument that cannot be answered; the message names the nearest valid ones.

    ``key`` is that of the message in ``words.toml``.
    """

    key: str = ""


def error(key: str, **facts: object) -> AnalysisError:
    """Return the error *key* of ``words.toml``, Vietnamese first and English on the next line."""
    given = {name: shown(fact) if name in _GIVEN and isinstance(fact, str) else fact
             for name, fact in facts.items()}  # fmt: skip
    raised = AnalysisError("\n".join(words("errors", key, **given)))
    raised.key = key
    return raised


def shown(value: object) -> str:
    r"""Return a value as a message names it: on one line, and not longer than a name.

    Examples
    --------
    >>> shown("Bắc\n Kạn"), shown([1, 2]), shown(pd.DataFrame())
    ('Bắc Kạn', '[1, 2]', 'DataFrame')
    """
    named = isinstance(value, pd.DataFrame | pd.Series) or (
        isinstance(value, int) and abs(value) >= _GREATEST
    )
    text = type(value).__name__ if named else " ".join(str(value).split())
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def listed(items: Iterable[object]) -> str:
    """Return *items* as one string for a message, a dash for none."""
    return ", ".join(str(item) for item in items) or "–"


def no_year(index: str, year: int, what: str, years: Iterable[int]) -> AnalysisError:
    """Return the error of a year without figures of *what*, which names the nearest of those with some."""
    known = {int(known) for known in years}
    # A year that is no number is near to none: the latest ones are named.
    at = year if isinstance(year, int | float) else max(known, default=0)
    near = sorted(known, key=lambda y: (abs(y - at), y))[:_NEAREST]
    return error("no_year", index=index, year=year, what=what, near=listed(sorted(near)))


def year_spans(years: Iterable[int]) -> str:
    """Write years as spans.

    Examples
    --------
    >>> year_spans([2020, 2017, 2019])
    '2017, 2019–2020'
    """
    known = sorted({int(year) for year in years})
    starts = [y for y in known if y - 1 not in known]
    ends = [y for y in known if y + 1 not in known]
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True))


def nearest_codes(code: str, codes: Iterable[str]) -> str:
    """Return the codes most like *code*, the most alike first."""
    alike = process.extract(str(code), list(codes), scorer=fuzz.ratio, limit=_NEAREST)
    return listed(near for near, _, _ in alike)
