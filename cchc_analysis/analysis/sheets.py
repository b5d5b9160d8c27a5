"""Scoring sheets: what a unit got and lost, criterion by criterion."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cchc_analysis import units
from cchc_analysis.analysis import peers
from cchc_analysis.analysis.arguments import checked
from cchc_analysis.analysis.errors import error, listed, nearest_years
from cchc_analysis.analysis.kept import kept, who
from cchc_analysis.analysis.lines import declared_editions
from cchc_analysis.analysis.scopes import ILLUSTRATIVE
from cchc_analysis.scores import STAGES

#: The stages that make a result, the first that a sheet prints (design, section 6).
RESULTS = (
    ("final",), ("appraised_2", "survey"), ("appraised_2",), ("appraised", "survey"), ("appraised",),
    ("self",), ("survey",),
)  # fmt: skip


def years_with_rows(scores: pd.DataFrame, *, index: str, unit: str) -> list[int]:
    """Return the years with any row of a unit, by name or id, in order."""
    known = who(scores)
    rows = known[(known["index"] == index) & ((known["unit"] == unit) | (known["unit_id"] == unit))]
    return sorted(int(year) for year in rows["year"].unique())


def has_sheet(scores: pd.DataFrame, *, index: str, unit: str, year: int) -> bool:
    """Tell whether a unit's scores of a year were read from its own scoring sheet."""
    known = who(scores)
    if year not in kept(
        known, ("years of sheets", index), lambda: _years_of_sheets(known, index), shared=True
    ):
        return False
    named = (known["unit"] == unit) | known["unit_id"].isin(units.same_place(unit))
    rows = known[(known["index"] == index) & named & (known["year"] == year)]
    return bool(len(rows)) and not rows["edition"].isin(declared_editions(index)).any()


def _years_of_sheets(known: pd.DataFrame, index: str) -> set[int]:
    """Return the years in which anybody's scores of an index are of no declared edition."""
    return set(
        known.loc[(known["index"] == index) & ~known["edition"].isin(declared_editions(index)), "year"]
    )


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
        raise error("no_year", index=index, year=year, what=unit,
                    near=nearest_years(year, (int(y) for y in rows["year"].unique())))  # fmt: skip
    facts = of_unit.drop_duplicates("code").set_index("code")
    table = facts[["name", "level", "note"]].copy()
    table["max_score"] = of_unit.groupby("code", sort=False)["max_score"].max()
    for stage in STAGES:
        part = of_unit[of_unit["stage"] == stage].set_index("code")["score"]
        table[stage] = part.reindex(table.index).astype(float)
    applies = (of_unit["status"] != "not_applicable").groupby(of_unit["code"], sort=False).any()
    table["status"] = np.where(applies, "scored", "not_applicable")
    table = table.reset_index()
    table["parent"] = _parents(table)
    table["leaf"] = ~table["code"].isin(table["parent"]) & (table["level"] > 0)
    printed = {stage for stage in STAGES if table[stage].notna().any()}
    stages = next((s for s in RESULTS if printed.issuperset(s)), RESULTS[0])
    table["result"] = table[list(stages)].sum(axis=1, min_count=1)
    table["pct"] = 100 * table["result"] / table["max_score"].where(table["max_score"] > 0)
    table["points_lost"] = table["max_score"] - table["result"]
    table["share_of_loss"] = table["points_lost"] / table.loc[table["leaf"], "points_lost"].sum()
    judged = table["appraised_2"].fillna(table["appraised"])
    table["self_minus_appraised"] = table["self"] - judged
    illustrative = of_unit["note"].str.contains(ILLUSTRATIVE, regex=False).fillna(False).any()
    table.attrs = {
        "kind": "sheet", "index": index, "unit": str(of_unit["unit"].iloc[0]), "year": int(year),
        "unit_id": str(of_unit["unit_id"].iloc[0]), "scope": str(of_unit["scope"].iloc[0]),
        "stages": stages, "illustrative": bool(illustrative), "file": str(of_unit["file"].iloc[0]),
    }  # fmt: skip
    return table


def rows_of_unit(scores: pd.DataFrame, index: str, unit: str) -> pd.DataFrame:
    """Return an index's rows of one unit, by id or by name."""
    return kept(scores, ("rows of unit", index, unit), lambda: _rows_of_unit(scores, index, unit))


def _rows_of_unit(scores: pd.DataFrame, index: str, unit: str) -> pd.DataFrame:
    of_index = scores["index"] == index
    of_unit = scores[of_index & (scores["unit_id"].isin(units.same_place(unit)) | (scores["unit"] == unit))]
    if of_unit.empty:
        known = who(scores)
        name = peers.named(known[known["index"] == index], unit, index)
        of_unit = scores[of_index & (scores["unit"] == name)]
    ids = of_unit["unit_id"].unique()
    if len(ids) > 1 and not units.same_place(ids[0]).issuperset(ids):
        raise error("ambiguous_unit", unit=unit, near=listed(of_unit["unit_id"].unique()))
    return of_unit


def _parents(table: pd.DataFrame) -> list[str]:
    """Return the code above each: the last one before it of a smaller level."""
    above: dict[int, str] = {}
    parents = []
    for code, level in zip(table["code"], table["level"].astype(int), strict=True):
        smaller = [k for k in above if k < level]
        parents.append(above[max(smaller)] if smaller else "")
        above = {k: v for k, v in above.items() if k < level} | {level: code}
    return parents
