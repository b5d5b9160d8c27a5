"""How a unit moved over the years, against the others, and where the line breaks."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.published_scores import Published, published_in
from cchc_analysis.analysis.asked.scopes import few
from cchc_analysis.analysis.asked.subjects import Subject, of_one_framework
from cchc_analysis.analysis.asked.subjects import subject as find_subject
from cchc_analysis.analysis.asked.values import sequence, word
from cchc_analysis.analysis.errors import error, listed
from cchc_analysis.analysis.movement.changes import JUDGED, judged
from cchc_analysis.analysis.movement.contributions import compare
from cchc_analysis.analysis.uncertainty import margin_notes, with_margins
from cchc_analysis.analysis.years import like_for_like
from cchc_analysis.analysis.years.gap_changes import with_gap_changes
from cchc_analysis.analysis.years.jumped import jumps_in
from cchc_analysis.analysis.years.unit_lines import (
    cohorts_beside,
    lines_of,
    ranks_beside,
    unit_line,
    with_ordinary,
)

__all__ = ["compare", "history", "trend"]

#: What a trend may be set against, and the columns that hold it.
AGAINST = {
    "median": ["median", "median_pct", "q1", "q1_pct", "q3", "q3_pct"],
    "best": ["best", "best_pct", "best_unit"],
    "region": ["region_median", "region_median_pct"],
}
_TREND = [
    "year", "code", "name", "level", "score", "pct", "min_score", "max_score", "change",
    "change_in_pct", "printed_change", *like_for_like.COLUMNS, "gap_change", "gap_change_in_pct",
    "comparability", "reason", "reason_en", "below", "previous", "margin", "significant", "low",
    "high", "estimated",
    "median", "best", "best_unit", "region_median", "q1", "q3", "median_pct", "best_pct",
    "region_median_pct", "q1_pct", "q3_pct", "rank", "n_units", "partial", "step", "status", *JUDGED,
]  # fmt: skip
_HISTORY = [
    "code", "name", "name_en", "parent", "year", "score", "pct", "median_pct", "gap_pct", "rank",
    "n_units", "comparability", "reason", "reason_en", "status", "partial", "step",
]  # fmt: skip


def trend(
    scores: pd.DataFrame,
    *,
    index: str,
    unit: str,
    code: str = "total",
    against: Sequence[str] = ("median", "best", "region"),
) -> pd.DataFrame:
    """Return one criterion of one unit, year by year, against the others.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index : str
        The index, such as ``PAPI``.
    unit : str
        Name or ``unit_id``; ``Cả nước`` or a region where the index prints their means.
    code : str
        Code in the edition of the last year of *scores*; the line follows its concept back.
    against : sequence of {"median", "best", "region"}
        What to compare with; columns not asked for are empty.

    Returns
    -------
    pandas.DataFrame
        One row a year, from the first to the last in which the unit's scopes were scored; a year
        without a published score keeps its row. ``code, name, level, min_score, max_score`` are
        those of the year's edition, missing where the concept does not exist. ``score, median,
        best, region_median, q1, q3, change, margin`` are in the index's points; ``pct`` and
        ``…_pct`` in % of the scale, ``change_in_pct`` in percentage points of it.
        ``comparability`` is from ``previous``, the last year in which the unit was published (``new``
        in the first): ``same``, ``rescaled``, ``partly`` (parts below were redefined), ``jumped`` (the
        median moved too far to be called a change), ``redefined``. ``change`` stands at ``same`` only,
        ``change_in_pct`` at ``rescaled`` too; ``reason`` and ``reason_en`` say why not, or what to
        mind; ``below`` names what was rebuilt or jumped below the criterion since. ``printed_change``
        is the difference of the printed figures, at ``partly`` and ``jumped`` too;
        ``like_for_like`` the change of what is comparable, ``share_comparable`` how much of the scale
        that is (0 to 1), as in :mod:`cchc_analysis.analysis.years.like_for_like`, with
        ``like_for_like_reason``, ``…_en`` where it is missing; ``gap_change`` the change of the gap to
        the median of the units of both years, ``gap_change_in_pct`` in percentage points of the scale.
        ``status`` of the score: ``scored``, ``derived``. ``rank`` is computed among the ``n_units``
        published. Where fewer than half of the scope's units were published (``partial``), rank,
        medians, quartiles and best are missing: those of a few leaders must not be joined up with
        those of all. ``low, high``: 95 % interval of the score where its standard error was
        published; ``margin, significant`` of the change as in
        :func:`cchc_analysis.analysis.uncertainty.with_margins`; what an assumed margin assumes is in
        ``attrs`` (``margin_note_vi, margin_note_en``). ``median_change, usual, unusual_share, start`` of
        a change as in :func:`cchc_analysis.analysis.movement.changes.judged`.

    Raises
    ------
    AnalysisError
        For an index, a unit, a code or a word of *against* that there is none of; names the nearest.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = trend(load(), index="PAPI", unit="Bắc Kạn", code="5.1").set_index("year")
    >>> table.loc[2021, ["comparability", "reason"]].tolist()
    ['rescaled', 'thang điểm đổi từ 2,5 lên 3,33 vì lĩnh vực 5 bớt một nội dung']
    """
    index, unit, code = checked(scores, index=index, unit=unit, code=code)
    against = [word(w, "against", AGAINST) for w in sequence(against, "against", listed(AGAINST), least=0)]
    of_unit = unit_line(scores, index, unit, code)
    rows, subject, jumps = of_unit.rows, of_unit.subject, of_unit.jumps
    table = with_gap_changes(_beside(of_unit.line, of_unit.published), of_unit.published)
    table = like_for_like.with_like_for_like(table, like_for_like.scored(subject), index, jumps)
    for name, columns in AGAINST.items():
        if name not in against:
            table[columns] = None if "best_unit" in columns else float("nan")
    table = with_margins(table)
    scopes = {member.scope for member in subject.by_year.values()}
    table, usual = judged(table, rows, index, code, scopes, jumps)
    asked = {"code": code, "name": of_unit.asked.name_vi, "name_en": of_unit.asked.name_en}
    return finished(table[_TREND], subject, "trend", index, asked | margin_notes(table) | usual)


def history(scores: pd.DataFrame, *, index: str, unit: str, level: int | None = None) -> pd.DataFrame:
    """Return all criteria of one level over the years, each against the peers' median: a heat map.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index, unit : str
        As in :func:`trend`.
    level : int, optional
        Level of the criteria (1 dimensions or PCI's sub-indices, 2 sub-dimensions); the lowest
        that carries points unless given.

    Returns
    -------
    pandas.DataFrame
        One row a criterion of the last edition (in printed order) and year: ``code, name,
        name_en, parent`` of the last edition; ``pct``, ``median_pct`` in % of the scale and
        ``gap_pct = pct − median_pct`` in percentage points; ``rank`` of ``n_units``;
        ``comparability, reason, reason_en, partial`` as in :func:`trend`; ``status`` of the
        score, missing where the concept did not exist.

    Raises
    ------
    AnalysisError
        For an unknown unit, or a level without criteria; names the nearest.
    """
    index, unit = checked(scores, index=index, unit=unit)
    if level is not None:
        (level,) = checked(scores, level=level)
    table, subject, level = lines_at_level(peers.rows_of(scores, index), scores, index, unit, level)
    table["gap_pct"] = table["pct"] - table["median_pct"]
    return finished(table[_HISTORY], subject, "history", index, {"level": level})


def lines_at_level(
    rows: pd.DataFrame, scores: pd.DataFrame, index: str, unit: str, level: int | None
) -> tuple[pd.DataFrame, Subject, int]:
    """Return all criteria of a level through the years with all they are set against, the unit, and the level.

    One row a criterion and year; ``code, name, name_en, parent`` are those of the last edition.
    """
    subject = of_one_framework(find_subject(rows, unit, index), index)
    framework = frameworks.framework(index, subject.years[-1])
    criteria = framework.criteria
    if level is None:
        level = max(c.level or 0 for c in framework.leaves())
    codes = [c.code for c in criteria.values() if c.level == level]
    if not codes:
        levels = sorted(rows["level"].dropna().unique())
        raise error("no_level", index=index, level=level, near=listed(levels))
    jumps = jumps_in(scores, index, subject.scope)
    line = lines_of(subject, index, codes, subject.years, subject.years[-1], jumps)
    table = _beside(line, published_in(rows)).drop(columns="code").rename(columns={"of": "code"})
    for column, attribute in (("name", "name_vi"), ("name_en", "name_en"), ("parent", "parent")):
        values = {code: getattr(criteria[code], attribute) for code in codes}
        table[column] = table["code"].map(values).astype("string")
    return table, subject, level


def _beside(line: pd.DataFrame, published: Published) -> pd.DataFrame:
    """Return the unit's lines with all they are set against, one row a code and year."""
    cohorts = cohorts_beside(line, published)
    table = with_ordinary(line, cohorts)
    regions = [None if pd.isna(region) else region for region in line["region"]]
    near = [cohort.in_region(region).medians for cohort, region in zip(cohorts, regions, strict=True)]
    table["region_median"] = [score for score, _ in near]
    table["region_median_pct"] = [pct for _, pct in near]
    table["rank"] = ranks_beside(line, cohorts)
    size = [published.size(scope) for scope in line["scope"]]
    few_of_them = [len(c.scores) > 0 and few(len(c.scores), n) for c, n in zip(cohorts, size, strict=True)]
    return _without_partial(table, few_of_them)


def _without_partial(table: pd.DataFrame, partial: list[bool]) -> pd.DataFrame:
    """Blank what is ordinary in years in which fewer than half of the units were published."""
    table["partial"] = pd.array(partial, dtype="bool")
    blanked = [column for columns in AGAINST.values() for column in columns] + ["rank"]
    if any(partial):
        table[blanked] = table[blanked].mask(table["partial"])
    return table


def finished(
    table: pd.DataFrame, subject: Subject, kind: str, index: str, more: dict[Hashable, Any]
) -> pd.DataFrame:
    """Return a table over the years as a result about a unit; its year is the last one with a score."""
    years = table.loc[table["score"].notna(), "year"]
    year = int(years.max()) if len(years) else None
    table = table.reset_index(drop=True)
    table.attrs = {"kind": kind} | subject.attrs(index) | {"year": year} | more
    return table
