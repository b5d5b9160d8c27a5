"""The weakest criteria of one unit in every index, side by side."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.values import whole
from cchc_analysis.analysis.collected import sheets
from cchc_analysis.analysis.coverage import latest_year
from cchc_analysis.analysis.criteria.weaknesses import COLUMNS, weaknesses
from cchc_analysis.analysis.errors import AnalysisError, listed, noted, words
from cchc_analysis.analysis.scorecards import scorecard
from cchc_analysis.phrases import LANGUAGES


def weakest(scores: pd.DataFrame, *, unit: str, year: int, n: int = 3) -> pd.DataFrame:
    """Return the weakest criteria of one unit in every index, side by side.

    Parameters
    ----------
    scores, unit, year
        As in :func:`cchc_analysis.scorecard`.
    n : int
        Criteria of each index.

    Returns
    -------
    pandas.DataFrame
        The rows of :func:`cchc_analysis.weaknesses`, in its order, with ``index`` and the
        ``year`` of the figures before them and ``gap_pct`` behind: how far the unit is behind the median, in
        % of the scale, since points of two indices are not the same thing. ``attrs``: ``without``, the
        indices of which nothing can be said (no figures by criterion, or those of a few leaders only);
        ``note_vi, note_en``.

    Raises
    ------
    AnalysisError
        For a unit that no index knows.
    """
    unit, year = checked(scores, unit=unit, year=year)
    n = whole(n, "n", 1)
    tables, without = [], []
    for index in frameworks.indices():
        try:
            at = _year_of_sheet(scores, index, unit, year)
            at = at or latest_year(scores, index=index, unit=unit, until=year)
            rows = _weakest_of(weaknesses(scores, index=index, unit=unit, year=at, n=None), n)
        except AnalysisError as why:
            if why.key in ("ambiguous_unit", "duplicates"):
                raise
            without.append(index)
            continue
        if at > year or rows.attrs["partial"]:  # the median of a few leaders is nobody's
            without.append(index)
            continue
        tables.append(rows.assign(index=index, year=at))
    columns = ["index", "year", *(tables[0].columns.drop(["index", "year"]) if tables else COLUMNS)]
    table = pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)
    table["gap_pct"] = table["median_pct"] - table["pct"]
    called = tuple(
        listed(frameworks.indices()[index].mentioned(lang) for index in without) for lang in LANGUAGES
    )
    note = words("notes", "without", indices=called) if without else ("", "")
    table.attrs = _about(scores, unit, year, tables) | {
        "kind": "weakest", "without": without, **noted(note),
        "estimated": any(rows.attrs.get("estimated") for rows in tables),
    }  # fmt: skip
    return table


def _year_of_sheet(scores: pd.DataFrame, index: str, unit: str, year: int) -> int | None:
    """Return the last year up to *year* if its scores are those of the unit's own sheet, with a total."""
    last = max((y for y in sheets.years_with_rows(scores, index=index, unit=unit) if y <= year), default=None)
    if last is None or not sheets.has_sheet(scores, index=index, unit=unit, year=last):
        return None
    sheet = sheets.sheet(scores, index=index, unit=unit, year=last)
    return last if sheet.loc[sheet["code"] == "total", "result"].notna().any() else None


def _about(scores: pd.DataFrame, unit: str, year: int, tables: list[pd.DataFrame]) -> dict[Hashable, Any]:
    """Return what results of several indices together are about; of none, what the scorecard says."""
    if not tables:
        return scorecard(scores, unit=unit, year=year).attrs
    attrs = [rows.attrs for rows in tables]
    illustrative = any(a["illustrative"] for a in attrs)
    return {"unit": attrs[0]["unit"], "scope": attrs[0]["scope"], "year": year, "illustrative": illustrative}


def _weakest_of(rows: pd.DataFrame, n: int) -> pd.DataFrame:
    """Return the rows that are furthest behind the median in % of the scale; as they are without one."""
    behind = rows["median_pct"] - rows["pct"]
    if behind.notna().any():
        kept = behind.sort_values(ascending=False, kind="stable").index
        attrs, rows = rows.attrs, rows.loc[kept]
        rows.attrs = attrs
    return rows.head(n)
