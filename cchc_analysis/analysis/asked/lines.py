"""One criterion followed through the years: its code in each.

Codes move between concepts (PAPI 2.1 is poverty lists until 2017, access to information from
2018), so a line follows the concept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cchc_analysis import frameworks
from cchc_analysis.analysis.errors import error, listed, nearest_codes, year_spans
from cchc_analysis.phrases import LANGUAGES


class Followed(NamedTuple):
    """What a criterion is in another year: nothing where its concept does not exist."""

    code: str | None
    name: str | None
    level: int | None
    scale_min: float
    scale_max: float


def criterion(index: str, code: str, year: int) -> frameworks.Criterion:
    """Return the criterion that *code* is in *year*'s edition.

    Raises
    ------
    AnalysisError
        For a code of another edition, or none; names the years that have it and the nearest codes.
    """
    framework = frameworks.framework(index, year)
    if code in framework.criteria:
        return framework.criteria[code]
    near = nearest_codes(code, framework.criteria)
    elsewhere = _years_with(index, code, year)
    if elsewhere:
        raise error("other_edition", index=index, code=code, year=year, years=elsewhere, near=near)
    raise error("unknown_code", index=index, code=code, year=year, near=near)


def _years_with(index: str, code: str, year: int) -> str:
    """Return the years around *year* whose edition has *code*, as spans: ``2011–2017, 2019``."""
    return year_spans(y for y in range(year - 30, year + 31) if _has(index, code, y))


def _has(index: str, code: str, year: int) -> bool:
    try:
        framework = frameworks.framework(index, year)
    except frameworks.FrameworkError:
        return False
    # A year after the last edition borrows it, and says nothing about who has the code.
    return not getattr(framework, "assumed", False) and code in framework.criteria


@frameworks.remembered
def in_year(index: str, code: str, year: int, of: int) -> Followed:
    """Return what the criterion *code* of the edition of year *of* is in *year*."""
    then = frameworks.code_in(index, code, year, of=of)
    if then is None:
        return Followed(None, None, None, float("nan"), float("nan"))
    known = frameworks.framework(index, year).criteria[then]
    return Followed(then, known.name_vi, known.level, known.min_score, known.max_score)


def declared_editions(index: str) -> set[str]:
    """Return the editions that are declared of an index: a sheet of none of them has criteria of its own."""
    return {framework.edition for framework in frameworks.editions(index)}


def named(index: str, year: int, codes: Iterable[str]) -> tuple[str, str]:
    """Return criteria of a year for a text, in Vietnamese and English: by number, else by name.

    Codes that are words are shown to nobody.

    Examples
    --------
    >>> named("PAPI", 2024, ["6.2", "7"]), named("PCI", 2024, ["support"])[0]
    (('6.2, 7', '6.2, 7'), 'Hỗ trợ doanh nghiệp')
    """
    criteria = [frameworks.framework(index, year).criteria[code] for code in codes]
    vi, en = (
        listed(c.code if c.code[:1].isdigit() else c.name(lang) for c in criteria) for lang in LANGUAGES
    )
    return vi, en
