"""The scoring sheets of many units of one year as one table: who sent what, and what is one criterion.

Every sheet declares its own criteria; ``common_criteria`` tells which are one.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.kept import kept, once
from cchc_analysis.analysis.asked.lines import declared_editions
from cchc_analysis.analysis.asked.peers import require_once
from cchc_analysis.analysis.asked.scopes import is_illustrative
from cchc_analysis.analysis.collected.common_criteria import common_criteria
from cchc_analysis.analysis.collected.sheets import cells_of
from cchc_analysis.analysis.errors import error, listed, no_year, words
from cchc_analysis.scores import RESULTS, STAGES

#: Points this close are one: sheets print two decimals, sums of them have noise.
EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Panel:
    """The sheets of one scope and year.

    Attributes
    ----------
    cells : pandas.DataFrame
        One row a unit and criterion of its sheet, in the order of the sheets: ``unit_id, unit, code, name,
        level, min_score, max_score, note``, a column a stage, ``status, leaf, result, pct, judged`` (the last
        appraisal), ``criterion`` and ``domain`` (places in *criteria*), ``usual_max`` (its maximum is that of
        most), ``compared`` (that, and its unit is).
    units : pandas.DataFrame
        By ``unit_id``: ``unit, file, stages`` (what its result is made of), ``compared``: whether that is
        what most units' results are made of.
    criteria : pandas.DataFrame
        ``code, name, level, leaf, domain, max_score`` (the most frequent ones), ``n_units`` (sheets that
        have it), ``common`` (most sheets do), in the order of the sheets.
    attrs : dict
        ``index, year, scope, stages, illustrative, published`` (by a publisher, not collected as sheets), and
        ``file`` or ``files``.
    """

    cells: pd.DataFrame
    units: pd.DataFrame
    criteria: pd.DataFrame
    attrs: dict[Hashable, Any]


def panel_of(scores: pd.DataFrame, index: str, year: int, scope: str) -> Panel:
    """Return the sheets of a scope and year: the gate of all that ask for them.

    Raises
    ------
    AnalysisError
        For a scope or year without a sheet; names what there is.
    """
    index, year, scope = checked(scores, index=index, year=year, scope=scope)
    return kept(scores, ("panel", index, year, scope), lambda: _made(scores, index, year, scope), shared=True)


def _made(scores: pd.DataFrame, index: str, year: int, scope: str) -> Panel:
    rows = _rows(scores, index, year, scope)
    cells = cells_of(rows)
    # Who has a row without any points has sent nothing yet, or was not published.
    something = cells[list(STAGES)].notna().any(axis=1).groupby(cells["unit_id"]).transform("any")
    if not something.any():
        raise no_year(index, year, scope, ())
    cells = cells[something].reset_index(drop=True)
    units = _units(cells)
    cells["result"] = _results(cells, units)
    cells["judged"] = cells["appraised_2"].fillna(cells["appraised"])
    # Scales of published indices may begin above 0, as PAPI's do; a sheet's penalties lie below it.
    lowest = cells["min_score"].clip(lower=0).fillna(0)
    cells["pct"] = (
        100 * (cells["result"] - lowest) / (cells["max_score"] - lowest).where(cells["max_score"] > 0)
    )
    criteria = common_criteria(cells)
    domains = cells["criterion"].where(cells["level"] == 1).groupby(cells["unit_id"], sort=False).ffill()
    cells["domain"] = domains.where(cells["level"] > 0).astype("Int64")
    criteria["domain"] = cells.groupby("criterion")["domain"].first().reindex(criteria.index)
    whole = cells["unit_id"].map(units["compared"]).astype(bool)
    usual = cells["criterion"].map(criteria["max_score"])
    cells["usual_max"] = np.isclose(cells["max_score"], usual, equal_nan=True)
    cells["compared"] = whole & cells["usual_max"]
    attrs: dict[Hashable, Any] = {
        "index": index, "year": int(year), "scope": scope,
        "stages": units.loc[units["compared"], "stages"].iloc[0],
        "illustrative": is_illustrative(rows["note"]), **_source(rows, index, scope),
    }  # fmt: skip
    return Panel(cells, units, criteria, attrs)


def _rows(scores: pd.DataFrame, index: str, year: int, scope: str) -> pd.DataFrame:
    scopes = sorted(of for at, of in once(scores, "index", "scope") if at == index)
    if scope not in scopes:
        raise error("bad_choice", argument="scope", value=scope, near=listed(scopes))
    of_scope = scores[(scores["index"] == index) & (scores["scope"] == scope)]
    rows = of_scope[(of_scope["year"] == year) & ~of_scope["estimated"]]
    # What a publisher has on level 4 are indicators; a sheet's criteria may go down as far.
    indicators = rows["edition"].isin(declared_editions(index)) & (rows["level"] > 3)
    rows = rows[rows["level"].notna() & ~indicators.fillna(False)]
    if rows.empty:
        raise no_year(index, year, scope, of_scope["year"].unique())
    require_once(rows, index, "stage")
    return rows


def _source(rows: pd.DataFrame, index: str, scope: str) -> dict[Hashable, Any]:
    """Return where the points are from: the index's publisher, one file, or the files of the units."""
    published = bool(set(rows["edition"].dropna().unique()) & declared_editions(index))
    files = rows["file"].dropna().unique()
    if published and scope.startswith(("tinh-", "bo")):
        return {"published": True}
    source: dict[Hashable, Any] = {"published": published}
    return source | ({"file": str(files[0])} if len(files) == 1 else {"files": len(files)})


def _units(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the units, what each one's result is made of, and whether most results are made so."""
    grouped = cells.groupby("unit_id", sort=False)
    units = grouped[["unit", "file"]].first()
    printed = (grouped[list(STAGES)].count() > 0).to_numpy()
    of_units = [
        {stage for stage, is_printed in zip(STAGES, row, strict=True) if is_printed} for row in printed
    ]
    made_of: list[tuple[str, ...]] = [next(s for s in RESULTS if stages.issuperset(s)) for stages in of_units]
    units["stages"] = pd.Series(made_of, index=units.index, dtype=object)
    # Of two that are equally frequent the later stage is taken: RESULTS has it first.
    usual = max(RESULTS, key=made_of.count)
    units["compared"] = [stages == usual for stages in made_of]
    return units


def _results(cells: pd.DataFrame, units: pd.DataFrame) -> np.ndarray:
    """Return the points of each cell at the stages that its unit's result is made of."""
    result = np.full(len(cells), np.nan)
    for stages in units["stages"].unique():
        of_them = cells["unit_id"].isin(units.index[units["stages"] == stages]).to_numpy()
        if stages:
            result[of_them] = cells.loc[of_them, list(stages)].sum(axis=1, min_count=1).to_numpy()
    return result


def stages_named(stages: tuple[str, ...]) -> tuple[str, str]:
    """Return what a result is made of in words.

    Examples
    --------
    >>> stages_named(("appraised", "survey"))
    ('thẩm định + điều tra XHH', 'appraised + survey')
    """
    named = [words("stages", stage) for stage in stages]
    return " + ".join(vi for vi, _ in named), " + ".join(en for _, en in named)
