"""What was published of a unit, and until when: for indices of which little is known."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.published_scores import published_in
from cchc_analysis.analysis.asked.scopes import few
from cchc_analysis.analysis.asked.subjects import Subject, of_one_framework
from cchc_analysis.analysis.asked.subjects import subject as find_subject
from cchc_analysis.analysis.errors import AnalysisError
from cchc_analysis.analysis.years.unit_lines import cohorts_beside, lines_of


def published(scores: pd.DataFrame, *, index: str, units: Sequence[str]) -> pd.DataFrame:
    """Return every figure that was published of some units, with the cell that it stands in.

    For an index of which little is published: what there is, and nothing between.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index : str
    units : sequence of str
        Names or ids; ``Cả nước`` and regions too.

    Returns
    -------
    pandas.DataFrame
        One row a score or rank: ``year, unit, code, name, score, printed_rank, status, file, sheet, cell``, by
        unit in the order given, then by criterion and year.

    Raises
    ------
    AnalysisError
        For a name that is no unit; names the nearest.
    """
    index, units = checked(scores, index=index, units=units)
    named = (scores["unit"].isin(units) | scores["unit_id"].isin(units)) & (scores["index"] == index)
    rows = scores[named & (scores["score"].notna() | scores["rank"].notna())]
    rows = rows.rename(columns={"rank": "printed_rank"})
    order = {unit: place for place, unit in enumerate(units)}
    place = rows["unit"].map(order).fillna(rows["unit_id"].map(order))
    rows = rows.assign(order=place, total=rows["code"] != "total")
    rows = rows.sort_values(["order", "total", "code", "year"], kind="stable")
    columns = ["year", "unit", "code", "name", "score", "printed_rank", "status", "file", "sheet", "cell"]
    table = rows[columns].reset_index(drop=True)
    table.attrs = {"kind": "published", "index": index}
    return table


def latest_year(
    scores: pd.DataFrame, *, unit: str, index: str | None = None, until: int | None = None
) -> int:
    """Return the last year in which a unit can be set against the others, criterion by criterion.

    Parameters
    ----------
    scores, unit
        As in :func:`cchc_analysis.trend`.
    index : str, optional
        The index; the last of all of them unless given.
    until : int, optional
        Look no further than this year, unless there is nothing before it.

    Returns
    -------
    int
        The last year with figures of the unit at the lowest level that carries points and of at
        least half of the units; else the last with its score or rank; else the last of *scores*.
    """
    if index is None:
        unit, until = checked(scores, unit=unit, until=until)
        return _latest_of_all(scores, unit, until)
    index, unit, until = checked(scores, index=index, unit=unit, until=until)
    rows = peers.rows_of(scores, index)
    subject = of_one_framework(find_subject(rows, unit, index), index)
    latest_first = sorted(subject.years, key=lambda y: (until is None or y <= until, y), reverse=True)
    leaves = frameworks.framework(index, subject.years[-1]).leaves()
    lowest = max(leaf.level or 0 for leaf in leaves)
    codes = [leaf.code for leaf in leaves if leaf.level == lowest]
    for year in latest_first:
        if _is_compared(rows, subject, index, codes, year):
            return year
    known = _years_of(subject)
    return next((year for year in latest_first if year in known), latest_first[0])


def _is_compared(rows: pd.DataFrame, subject: Subject, index: str, codes: list[str], year: int) -> bool:
    """Tell whether any of some criteria was published in a year of the unit and of half of the units."""
    of, points = subject.years[-1], subject.points
    if not any((year, frameworks.code_in(index, code, year, of=of)) in points for code in codes):
        return False
    line = lines_of(subject, index, codes, [year], of, {})
    published, scope = published_in(rows), subject.by_year[year].scope
    cohorts = cohorts_beside(line[line["pct"].notna()], published)
    return any(not np.isnan(c.pct).all() and not few(len(c.pct), published.size(scope)) for c in cohorts)


def _latest_of_all(scores: pd.DataFrame, unit: str, until: int | None) -> int:
    """Return the last year with anything of the unit in any index; the last of all for none so early."""
    years: set[int] = set()
    for index in scores["index"].unique():
        with suppress(AnalysisError):  # an index that does not score the unit has no say
            years |= _years_of(find_subject(peers.rows_of(scores, index), unit, index))
    asked = [y for y in years if until is None or y <= until]
    return max(asked) if asked else int(scores["year"].max())


def _years_of(subject: Subject) -> set[int]:
    """Return the years with a score or rank of the unit."""
    rows = subject.rows
    known = rows.loc[rows["score"].notna() | rows["rank"].notna(), "year"]
    return {int(year) for year in known.unique()}
