"""How a unit stood in one year: its criteria, what their points are worth, and what the others scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.published_scores import published_in
from cchc_analysis.analysis.asked.scopes import few
from cchc_analysis.analysis.asked.subjects import subject as find_subject
from cchc_analysis.analysis.collected import sheets
from cchc_analysis.analysis.errors import error, no_year

#: Totals this close are one: published figures have six decimals at most.
EQUAL = 1e-9
_DECLARED = ["name", "name_en", "level", "parent", "min_score", "max_score"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's year: its criteria, and what the others scored.

    ``criteria`` is by code, in printed order: ``name, name_en, level, parent, score, min_score, max_score``,
    and ``worth``, what one point adds to the total. ``others`` holds the scores of those ranked with it, by
    unit and code; empty for a scoring sheet, which nobody is ranked by.
    """

    criteria: pd.DataFrame
    others: pd.DataFrame
    attrs: dict[Any, Any]

    @property
    def leaves(self) -> pd.DataFrame:
        """The lowest criteria that carry points and have a score and a weight."""
        rows = self.criteria
        low = ~rows.index.isin(rows["parent"]) & (rows["level"] > 0)
        return rows[low & rows["score"].notna() & rows["worth"].notna()]

    def rank(self, code: str, score: float) -> int | None:
        """Return the place of a score among the others': one more than those that are better."""
        if code not in self.others or pd.isna(score) or self.others[code].isna().all():
            return None
        return 1 + int((self.others[code] > score + EQUAL).sum())


def standing_of(scores: pd.DataFrame, index: str, unit: str, year: int) -> Standing:
    """Return how a unit stood in a year: as its own scoring sheet says where it has one, else as published.

    Raises
    ------
    AnalysisError
        For an unknown unit, or a year in which its total was not published.
    """
    return kept(scores, ("standing", index, unit, year), lambda: _made(scores, index, unit, year))


def _made(scores: pd.DataFrame, index: str, unit: str, year: int) -> Standing:
    if sheets.has_sheet(scores, index=index, unit=unit, year=year):
        return _of_sheet(sheets.sheet(scores, index=index, unit=unit, year=year))
    rows = peers.rows_of(scores, index)
    subject = find_subject(rows, unit, index)
    of_unit = subject.rows[(subject.rows["year"] == year) & ~subject.rows["estimated"]]
    of_unit = of_unit[of_unit["score"].notna()].set_index("code")
    if "total" not in of_unit.index:
        guessed = subject.rows[(subject.rows["year"] == year) & subject.rows["estimated"]]
        if len(guessed):
            raise error("estimated_only", index=index, year=year, unit=subject.unit)
        totals = subject.rows[(subject.rows["code"] == "total") & subject.rows["score"].notna()]
        raise no_year(index, year, subject.unit, totals["year"].unique())
    framework = frameworks.framework(index, year)
    declared = [c for c in framework.criteria.values() if c.level in (0, 1, 2, 3)]
    criteria = pd.DataFrame(declared).set_index("code").rename(columns={"name_vi": "name"})[_DECLARED]
    criteria["worth"] = [framework.weight_in_total(code) for code in criteria.index]
    criteria["score"] = of_unit["score"].reindex(criteria.index)
    scope = str(of_unit.at["total", "scope"])
    unit_id, published = str(of_unit.at["total", "unit_id"]), published_in(rows)
    cohorts = {
        code: cohort for code in criteria.index if len((cohort := published.of(year, code, scope)).units)
    }
    columns = {code: pd.Series(cohort.scores, cohort.unit_ids) for code, cohort in cohorts.items()}
    wide = pd.DataFrame(columns).drop(index=unit_id, errors="ignore")
    names = pd.concat(
        [pd.Series(cohort.units, cohort.unit_ids, dtype="string") for cohort in cohorts.values()]
    )
    n_units = 1 + int(wide["total"].notna().sum()) if "total" in wide else 1
    whole = not few(n_units, published.size(scope)) and n_units > 1
    attrs = subject.attrs(index) | {
        "year": year, "unit_id": unit_id, "scope": scope,
        "names": names[~names.index.duplicated()].drop(unit_id, errors="ignore"),
    }  # fmt: skip
    return _placed(criteria, wide if whole else wide.iloc[:0], attrs)


def _of_sheet(sheet: pd.DataFrame) -> Standing:
    """Return a scoring sheet as it declares itself: points add up, and nobody is ranked."""
    table = sheet[sheet["status"] == "scored"].set_index("code")
    criteria = table[["name", "level", "parent", "max_score"]].assign(
        name_en=table["name"], score=table["result"], min_score=0.0, worth=1.0
    )
    criteria["min_score"] = criteria["max_score"].clip(upper=0)
    return _placed(criteria, pd.DataFrame(), dict(sheet.attrs) | {"names": pd.Series(dtype=object)})


def _placed(criteria: pd.DataFrame, others: pd.DataFrame, attrs: dict[Any, Any]) -> Standing:
    """Add to the facts of a standing the total, its rank, and among how many."""
    total = float(criteria.at["total", "score"]) if "total" in criteria.index else float("nan")
    bare = Standing(criteria, others, attrs)
    ranked = "total" in others and others["total"].notna().any()
    n_units = 1 + int(others["total"].notna().sum()) if ranked else None
    return Standing(criteria, others, attrs | {
        "total": total, "rank": bare.rank("total", total), "n_units": n_units,
    })  # fmt: skip
