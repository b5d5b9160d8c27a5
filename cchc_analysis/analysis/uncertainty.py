"""What is known of how sure a figure is, and nothing more.

Errors are published of PAPI 2019 alone, and counts with some surveys. Only there is a difference called
significant or not; everywhere else that stays missing. A margin that assumes something says what.
"""

from __future__ import annotations

from collections.abc import Hashable
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.subjects import Subject
from cchc_analysis.analysis.asked.subjects import subject as find_subject
from cchc_analysis.analysis.asked.values import number
from cchc_analysis.analysis.errors import error, listed, no_year, noted, words
from cchc_analysis.analysis.holm import holm
from cchc_analysis.scores import Z, wilson

#: A change is called significant where chance alone would give one as great less often than this.
LEVEL = 0.05


def with_margins(line: pd.DataFrame) -> pd.DataFrame:
    """Add to a line how sure its scores and changes are.

    The columns are ``low, high`` (95 % interval of the score, where its standard error was published),
    ``margin`` (of ``change``, in points) and ``significant``. Where both years have a published error the
    margin is 1.96 standard errors of the difference, and ``significant`` says whether the change is greater.
    Where one year has one and the line is unbroken from there, the margin assumes that error in both years, and
    ``significant`` stays missing.
    """
    line = line.copy()
    errors = line["standard_error"]
    line["low"], line["high"] = line["score"] - Z * errors, line["score"] + Z * errors
    scored = line["score"].notna()
    published = scored.cumsum()
    before = errors.where(scored).groupby(published).transform("first").shift()
    guessed = line["estimated"].groupby(published).transform("any").shift(fill_value=False)
    both = Z * np.sqrt(errors**2 + before**2)
    stretch = (scored & ~line["comparability"].isin(["same", "partly"])).cumsum()
    assumed = Z * np.sqrt(2) * errors.groupby(stretch).transform("last")
    known = line["change"].notna() & ~line["estimated"] & ~guessed.astype(bool)
    if "below" in line:  # no sampling error is set against what another question did
        known &= line["below"].fillna("") == ""
    line["margin"] = both.fillna(assumed).where(known)
    tested = known & both.notna()
    line["significant"] = (line["change"].abs() > both).astype("boolean").mask(~tested)
    return line


def margin_notes(line: pd.DataFrame) -> dict[Hashable, Any]:
    """Return what the margins of :func:`with_margins` stand upon, in Vietnamese and English; empty for none.

    A margin from published errors is told wherever the change is: ``note_vi, note_en``. One that assumes an
    error is an indication for a table, never for a title or a chart: ``margin_note_vi, margin_note_en``.
    """
    notes: dict[Hashable, Any] = dict.fromkeys(("note_vi", "note_en", "margin_note_vi", "margin_note_en"), "")
    if line["margin"].isna().all():
        return notes
    if line.loc[line["margin"].notna(), "significant"].notna().all():
        return notes | dict(zip(("note_vi", "note_en"), words("notes", "tested"), strict=True))
    years = listed(int(y) for y in line.loc[line["standard_error"].notna(), "year"])
    assumed = words("notes", "margin", year=years)
    return notes | dict(zip(("margin_note_vi", "margin_note_en"), assumed, strict=True))


def difference(scores: pd.DataFrame, *, index: str, year: int, unit: str, other: str) -> pd.DataFrame:
    """Return how far two units of one year are apart, and whether that is more than chance.

    Parameters
    ----------
    scores, index
        As in :func:`cchc_analysis.trend`.
    year : int
        The year of both.
    unit, other : str
        Two units of one scope.

    Returns
    -------
    pandas.DataFrame
        One row a criterion of levels 0 and 1 that both have: ``code, name, name_en, level, score,
        other_score, difference``; where both standard errors were published ``standard_error`` of the
        difference, ``low, high`` (± 1.96 of them), ``p`` (two-sided), ``p_adjusted`` (by Holm over the
        dimensions, which are tested together; the totals stand alone) and ``significant``
        (``p_adjusted`` under 5 %); elsewhere these are missing and ``reason, reason_en`` say so. A
        dimension may be apart by its interval alone and still not be called significant: ``note_vi,
        note_en`` in ``attrs`` say why.

    Raises
    ------
    AnalysisError
        For an unknown unit, a year in which one was not published, or units that were not ranked together.

    Notes
    -----
    The samples of two provinces are drawn apart, so that the variances add. With Holm's correction the
    chance that any dimension is called significant which is level in truth is at most 5 %.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = difference(load(), index="PAPI", year=2019, unit="Bắc Kạn", other="Hà Nội")
    >>> table[["difference", "low", "high", "significant"]].head(1).round(2).values.tolist()
    [[2.78, 2.11, 3.45, True]]
    """
    index, year, unit, other = checked(scores, index=index, year=year, unit=unit, other=other)
    rows = peers.rows_of(scores, index)
    pair = [find_subject(rows, name, index) for name in (unit, other)]
    if pair[0].unit_id == pair[1].unit_id:
        raise error("same_units", unit=pair[0].unit)
    ours, their = (_level_0_and_1(subject, index, year) for subject in pair)
    if set(ours["scope"]) != set(their["scope"]):
        raise error("other_scope", unit=pair[0].unit, other=pair[1].unit)
    framework = frameworks.framework(index, year)
    codes = [c for c in framework.criteria if c in ours.index and c in their.index]
    ours, their = ours.loc[codes], their.loc[codes]
    table = ours[["name", "level", "score"]].assign(
        other_score=their["score"],
        difference=ours["score"] - their["score"],
        standard_error=np.sqrt(ours["standard_error"] ** 2 + their["standard_error"] ** 2),
    )
    table["low"] = table["difference"] - Z * table["standard_error"]
    table["high"] = table["difference"] + Z * table["standard_error"]
    known = table["standard_error"].notna()
    table["p"] = _two_sided(table["difference"] / table["standard_error"])
    dimensions = table["level"] == 1
    table["p_adjusted"] = table["p"].where(~dimensions, holm(table["p"].where(dimensions)))
    table["significant"] = (table["p_adjusted"] < LEVEL).astype("boolean").mask(~known)
    table["reason"], table["reason_en"] = (np.where(known, "", word) for word in words("reasons", "no_error"))
    table.insert(1, "name_en", [framework.criteria[c].name_en for c in codes])
    tests = int((known & dimensions).sum())
    table = table.rename_axis("code").reset_index()
    note = words("notes", "holm", n=tests) if tests > 1 else ("", "")
    table.attrs = pair[0].attrs(index) | {
        "kind": "difference", "year": year, "other": pair[1].unit, "tests": tests,
    } | noted(note)  # fmt: skip
    return table


def _two_sided(z: pd.Series) -> pd.Series:
    """Return the two-sided p value of each standard normal deviate; missing stays missing."""
    return z.map(lambda at: 2 * NormalDist().cdf(-abs(at)), na_action="ignore").astype("float64")


def _level_0_and_1(subject: Subject, index: str, year: int) -> pd.DataFrame:
    rows = subject.rows
    of_year = rows[(rows["year"] == year) & rows["level"].isin([0, 1]) & rows["score"].notna()]
    if of_year.empty:
        raise no_year(index, year, subject.unit, subject.scored_years)
    names = {c.code: c.name_vi for c in frameworks.framework(index, year).criteria.values()}
    return of_year.assign(name=of_year["code"].map(names)).set_index("code")


def two_proportions(
    share: float, n: float, other: float, other_n: float
) -> tuple[float, float, float, float]:
    """Compare two shares of independent answers.

    Parameters
    ----------
    share, other : float
        From 0 to 1.
    n, other_n : float
        Numbers of answers, at least 1.

    Returns
    -------
    tuple of float
        The difference ``share − other``, the ends of its 95 % interval (Newcombe 1998, from the two
        Wilson intervals), and the p value of the pooled two-proportion test.

    Examples
    --------
    >>> [round(v, 3) for v in two_proportions(0.85, 200, 0.75, 200)]
    [0.1, 0.022, 0.177, 0.012]
    """
    share, other = number(share, "share", 0, 1), number(other, "other", 0, 1)
    n, other_n = number(n, "n", 1), number(other_n, "other_n", 1)
    (low, high), (other_low, other_high) = wilson(share, n), wilson(other, other_n)
    gap = share - other
    pooled = (share * n + other * other_n) / (n + other_n)
    error_ = float(np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / other_n)))
    p = 2 * NormalDist().cdf(-abs(gap) / error_) if error_ else 1.0
    down = float(np.hypot(share - low, other_high - other))
    up = float(np.hypot(high - share, other - other_low))
    return gap, gap - down, gap + up, p
