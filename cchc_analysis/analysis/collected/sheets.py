"""Scoring sheets: what a unit got and lost, criterion by criterion."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis import units
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked, unit_among
from cchc_analysis.analysis.asked.kept import kept, who
from cchc_analysis.analysis.asked.lines import declared_editions
from cchc_analysis.analysis.asked.scopes import is_illustrative
from cchc_analysis.analysis.errors import error, listed, no_year
from cchc_analysis.scores import RESULTS, STAGES

_SHEET = ["code", "name", "level", "note", "max_score", *STAGES, "status", "parent", "leaf", "result", "pct",
    "points_lost", "share_of_loss", "self_minus_appraised",
]  # fmt: skip
_TAKEN = ["unit_id", "unit", "code", "name", "level", "min_score", "max_score", "note", "file"]


def years_with_rows(scores: pd.DataFrame, *, index: str, unit: str) -> list[int]:
    """Return the years with any row of a unit, by name or id, in order."""
    return sorted(_editions(scores).get((index, unit), ()))


def has_sheet(scores: pd.DataFrame, *, index: str, unit: str, year: int) -> bool:
    """Tell whether a unit's scores of a year were read from its own scoring sheet."""
    names = {unit, *units.same_place(unit)}
    editions = set().union(*(_editions(scores).get((index, name), {}).get(year, ()) for name in names))
    return bool(editions) and not editions & declared_editions(index)


def _editions(scores: pd.DataFrame) -> dict[tuple[str, str], dict[int, set[str]]]:
    """Return by index and unit, by its name and by its id, the editions of each year's rows."""

    def make() -> dict[tuple[str, str], dict[int, set[str]]]:
        known, editions = who(scores), dict[tuple[str, str], dict[int, set[str]]]()
        columns = (known[name].tolist() for name in ("index", "unit", "unit_id", "year", "edition"))
        for index, unit, unit_id, year, edition in zip(*columns, strict=True):
            for name in (unit, unit_id):
                editions.setdefault((index, name), {}).setdefault(year, set()).add(edition)
        return editions

    return kept(scores, ("editions",), make, shared=True)


def sheet(scores: pd.DataFrame, *, index: str, unit: str, year: int) -> pd.DataFrame:
    """Return one unit's scoring sheet of a year, one row a criterion.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index, unit : str
        ``PAR``; a name or a unit_id.
    year : int

    Returns
    -------
    pandas.DataFrame
        In the sheet's order: ``code, name, level, parent, max_score, self, appraised, appraised_2, survey,
        final`` (points, missing where not printed), ``result`` (final where printed, else appraised and
        survey, else appraised, else self-scored: one rule for the whole sheet, ``attrs["stages"]``),
        ``pct`` of the maximum, ``points_lost``, ``share_of_loss`` (0 to 1, of all that leaves lost),
        ``self_minus_appraised``, ``leaf``, ``status``, ``note``.

    Raises
    ------
    AnalysisError
        For an unknown unit, or a year without a sheet of it; names the nearest.
    """
    index, unit, year = checked(scores, index=index, unit=unit, year=year)
    return kept(scores, ("sheet", index, unit, year), lambda: _made(scores, index, unit, year)).copy()


def _made(scores: pd.DataFrame, index: str, unit: str, year: int) -> pd.DataFrame:
    rows = rows_of_unit(scores, index, unit)
    # What has no level (a region's mean, an unweighted total) is no criterion.
    of_unit = rows[(rows["year"] == year) & rows["level"].notna()]
    if of_unit.empty:
        raise no_year(index, year, unit, rows["year"].unique())
    peers.require_once(of_unit, index, "stage")
    table = cells_of(of_unit)
    table["parent"] = parents_of(table)
    about = about_sheet(of_unit, index, year)
    stages = about["stages"]
    table["result"] = table[list(stages)].sum(axis=1, min_count=1)
    table["pct"] = 100 * table["result"] / table["max_score"].where(table["max_score"] > 0)
    table["points_lost"] = table["max_score"] - table["result"]
    table["share_of_loss"] = table["points_lost"] / table.loc[table["leaf"], "points_lost"].sum()
    judged = table["appraised_2"].fillna(table["appraised"])
    table["self_minus_appraised"] = table["self"] - judged
    table = table[_SHEET]
    table.attrs = about
    return table


def about_sheet(rows: pd.DataFrame, index: str, year: int) -> dict[Hashable, Any]:
    """Return what a unit's rows of a year are about, and the stages that its result is made of."""
    printed = set(rows.loc[rows["score"].notna(), "stage"])
    return {
        "kind": "sheet", "index": index, "year": year, "illustrative": is_illustrative(rows["note"]),
        **{name: str(rows[name].iloc[0]) for name in ("unit", "unit_id", "scope", "file")},
        "stages": next((s for s in RESULTS if printed.issuperset(s)), RESULTS[0]),
    }  # fmt: skip


def cells_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a unit and criterion, the stages as columns; ``leaf`` where nothing is below it."""
    rows = rows.assign(at_unit=pd.factorize(rows["unit_id"])[0])
    rows = rows.sort_values("at_unit", kind="stable")
    cell = rows["at_unit"].to_numpy() * rows["code"].nunique() + pd.factorize(rows["code"])[0]
    place = pd.factorize(cell)[0]
    cells = rows.loc[~pd.Series(cell, index=rows.index).duplicated(), _TAKEN].reset_index(drop=True)
    cells["max_score"] = rows["max_score"].groupby(place).max()
    points = np.full((len(cells), len(STAGES)), np.nan)
    points[place, [STAGES.index(stage) for stage in rows["stage"]]] = rows["score"]
    cells[list(STAGES)] = points
    applies = (rows["status"] != "not_applicable").groupby(place).any().to_numpy(dtype=bool)
    cells["level"] = cells["level"].astype(int)
    following = cells["level"].shift(-1).where(cells["unit_id"] == cells["unit_id"].shift(-1), 0)
    cells["leaf"] = (cells["level"] > 0) & (following.fillna(0) <= cells["level"])
    cells["status"] = np.where(applies, "scored", "not_applicable")
    return cells


def rows_of_unit(scores: pd.DataFrame, index: str, unit: str) -> pd.DataFrame:
    """Return an index's rows of one unit, by id or by name."""
    return kept(scores, ("rows of unit", index, unit), lambda: _rows_of_unit(scores, index, unit))


def _rows_of_unit(scores: pd.DataFrame, index: str, unit: str) -> pd.DataFrame:
    of_index = scores["index"] == index
    of_unit = scores[of_index & (scores["unit_id"].isin(units.same_place(unit)) | (scores["unit"] == unit))]
    if of_unit.empty:
        known = who(scores)
        name = unit_among(known[known["index"] == index], unit, index)
        of_unit = scores[of_index & (scores["unit"] == name)]
    ids = of_unit["unit_id"].unique()
    if len(ids) > 1 and not units.same_place(ids[0]).issuperset(ids):
        raise error("ambiguous_unit", unit=unit, near=listed(of_unit["unit_id"].unique()))
    return of_unit


def parents_of(table: pd.DataFrame) -> pd.Series:
    """Return the code above each criterion of one sheet: the last one before it of a smaller level, or none."""
    above: dict[int, str] = {}
    parents = []
    for code, level in zip(table["code"], table["level"], strict=True):
        smaller = [k for k in above if k < level]
        parents.append(above[max(smaller)] if smaller else "")
        above = {k: v for k, v in above.items() if k < level} | {level: code}
    return pd.Series(parents, index=table.index, dtype="string")
