"""What was published of a unit, and until when: for indices of which little is known."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import pandas as pd

from cchc_analysis.analysis import peers
from cchc_analysis.analysis.arguments import checked
from cchc_analysis.analysis.errors import AnalysisError
from cchc_analysis.analysis.trends import history
from cchc_analysis.scores import ScoresError


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
        As in :func:`cchc_analysis.analysis.trends.trend`.
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
    table = history(scores, index=index, unit=unit)
    compared = table.loc[table["gap_pct"].notna(), "year"]
    years = [int(y) for y in compared] or _years(scores, index, unit) or [int(y) for y in table["year"]]
    asked = [y for y in years if until is None or y <= until]
    return max(asked or years)


def _latest_of_all(scores: pd.DataFrame, unit: str, until: int | None) -> int:
    """Return the last year with anything of the unit in any index; the last of all for none so early."""
    years: list[int] = []
    for index in scores["index"].unique():
        with suppress(AnalysisError, ScoresError):  # an index that does not score the unit has no say
            years += _years(scores, index, unit)
    asked = [y for y in years if until is None or y <= until]
    return max(asked) if asked else int(scores["year"].max())


def _years(scores: pd.DataFrame, index: str, unit: str) -> list[int]:
    """Return the years with a score or rank of the unit."""
    own = peers.subject(peers.rows_of(scores, index), unit, index).rows
    there = own.loc[own["score"].notna() | own["rank"].notna(), "year"]
    return [int(year) for year in there]
