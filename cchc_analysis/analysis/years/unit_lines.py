"""The lines of one unit in some criteria, with all that are set beside them: trends and ranks begin here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis import scores as frame
from cchc_analysis.analysis.asked import lines, peers
from cchc_analysis.analysis.asked.cohorts import Cohort
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.asked.published_scores import Published, published_in
from cchc_analysis.analysis.asked.subjects import OF_SCORE, Subject, of_one_framework, subject
from cchc_analysis.analysis.years import comparing
from cchc_analysis.analysis.years.jumped import jumps_in
from cchc_analysis.arrays import Vector
from cchc_analysis.jumps import Jumps

#: Steps over which the printed figures are of one scale.
_PRINTED = ("same", "partly", "jumped")
#: Ends of a scale that are this close are one: they are printed with two decimals.
_ONE_SCALE = 0.01
_FOLLOWED = {
    "code": "string", "name": "string", "level": "Int8", "scale_min": "float64", "scale_max": "float64",
}  # fmt: skip
_SCORED = {
    "unit_id": "string", "score": "float64", "min_score": "float64", "max_score": "float64",
    "printed_rank": "Int16", "standard_error": "float64", "estimated": "bool", "status": "string",
    "group": "string",
}  # fmt: skip
_COMPARED = dict.fromkeys(["comparability", "reason", "reason_en", "below", "moved", "step"], "string")
_BESIDE = {
    "n_units": "Int16", **dict.fromkeys(["median", "q1", "q3", "best"], "float64"), "best_unit": "string",
    **dict.fromkeys(["median_pct", "q1_pct", "q3_pct", "best_pct"], "float64"),
}  # fmt: skip
_NO_CODE = (None, np.nan, np.nan, np.nan, None, np.nan, False, None, None)
_NOT_SCORED = (*_NO_CODE[:-2], "missing", None)
_OF_MEMBER = {"scope": "string", "region": "string"}


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's years in one criterion. Shared by all questions: nobody writes into its table.

    Attributes
    ----------
    index : str
    rows : pandas.DataFrame
        The index's rows (``peers.rows_of``).
    subject : Subject
        The unit.
    asked : Criterion
        What the code is in the last year.
    line : pandas.DataFrame
        The unit's scores, compared from year to year (:func:`lines_of`).
    jumps : dict
        Those that the line is subject to.
    """

    index: str
    rows: pd.DataFrame
    subject: Subject
    asked: frameworks.Criterion
    line: pd.DataFrame
    jumps: Jumps

    @property
    def published(self) -> Published:
        """What was published of the index."""
        return published_in(self.rows)


def unit_line(scores: pd.DataFrame, index: str, unit: str, code: str = "total") -> UnitLine:
    """Return the line of a unit in a criterion, by its code in the edition of the unit's last year.

    Raises
    ------
    AnalysisError
        For an unknown unit or code, or a unit with scoring sheets of its own.
    """
    return kept(scores, ("unit line", index, unit, code), lambda: _made(scores, index, unit, code))


def _made(scores: pd.DataFrame, index: str, unit: str, code: str) -> UnitLine:
    rows = peers.rows_of(scores, index, unit)
    asked_about = of_one_framework(subject(rows, unit, index), index)
    last = asked_about.years[-1]
    asked = lines.criterion(index, code, last)
    jumps = jumps_in(scores, index, asked_about.scope)
    line = lines_of(asked_about, index, [code], asked_about.years, last, jumps)
    return UnitLine(index, rows, asked_about, asked, line, jumps)


def lines_of(
    subject: Subject, index: str, codes: Iterable[str], years: Sequence[int], of: int, jumps: Jumps
) -> pd.DataFrame:
    """Return a unit's lines in some criteria, each year compared with the last published one before it.

    *codes* are in the edition of year *of*; each line follows its concept, and a year without a score keeps its
    row. *jumps* are those that the lines are subject to (:func:`cchc_analysis.jumps.jumps_of`).

    Returns
    -------
    pandas.DataFrame
        One row an ``of`` (the code given) and ``year``: ``code, name, level, scale_min, scale_max`` of that
        year's edition; ``scope, region`` of the unit; ``unit_id, score, min_score, max_score, printed_rank,
        standard_error, estimated, status, group, pct``; the fields of
        :class:`cchc_analysis.analysis.years.comparing.Comparison`; ``previous``, the year it is compared with;
        ``change`` (points; at ``same`` only), ``change_in_pct`` (percentage points of the scale; at ``same``
        and ``rescaled``) and ``printed_change`` (points; at ``partly`` and ``jumped`` too, where the scale
        stayed).
    """
    keys = [(code, int(year)) for code in codes for year in years]
    followed = [lines.in_year(index, code, year, of) for code, year in keys]
    points = subject.points
    scored = [
        points.get((year, then.code), _NOT_SCORED) if then.code else _NO_CODE
        for (_, year), then in zip(keys, followed, strict=True)
    ]
    members = [subject.by_year.get(year) for _, year in keys]
    compared = comparing.compared(index, [
        comparing.Point(of, year, then.code, values[0], values[1] == values[1], values[_ESTIMATED])
        for (of, year), then, values in zip(keys, followed, scored, strict=True)
    ], jumps)  # fmt: skip
    table = _typed(keys, {"of": "string", "year": "Int16"}) | _typed(followed, _FOLLOWED)
    table |= _typed([member[1:] if member else (None, None) for member in members], _OF_MEMBER)
    table |= _typed(scored, _SCORED) | _typed(compared, _COMPARED)
    for end in ("min", "max"):
        ends = table[f"{end}_score"]
        table[f"{end}_score"] = np.where(np.isnan(ends), table[f"scale_{end}"], ends)
    table["pct"] = frame.share_of_scale(*(table[name] for name in ("score", "min_score", "max_score")))
    past = [comparison.past for comparison in compared]
    table |= _changes(table, [year for _, year in keys], [row.comparability for row in compared], past)
    return pd.DataFrame(table, copy=False)


_ESTIMATED = OF_SCORE.index("estimated")


def _typed(rows: Sequence[Sequence[Any]], types: dict[str, str]) -> dict[str, Any]:
    """Return the first columns of rows, as arrays by name."""
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    return {
        name: frame.typed(list(values), dtype, len(rows))
        for (name, dtype), values in zip(types.items(), columns, strict=False)
    }


def _changes(
    table: dict[str, Any], years: list[int], kinds: list[str | None], past: list[int | None]
) -> dict[str, Any]:
    """Return the year that each row is compared with, and its changes since, where it may be."""
    known = np.array([place is not None for place in past], dtype=bool)
    at = np.array([place or 0 for place in past], dtype="int64")
    before = {name: np.where(known, table[name][at], np.nan)
              for name in ("score", "pct", "min_score", "max_score")}  # fmt: skip
    moved = {name: table[name] - values for name, values in before.items()}
    one_scale = np.ones(len(years), dtype=bool)
    for end in ("min_score", "max_score"):
        unknown = np.isnan(table[end]) & np.isnan(before[end])
        one_scale &= (np.abs(moved[end]) < _ONE_SCALE) | unknown

    def at_kinds(name: str, allowed: Sequence[str]) -> Vector:
        return np.where([kind in allowed for kind in kinds], moved[name], np.nan)

    previous = [None if place is None else years[place] for place in past]
    return {
        "previous": frame.typed(previous, "Int16", len(years)),
        "change": at_kinds("score", ("same",)), "change_in_pct": at_kinds("pct", comparing.COMPARABLE),
        "printed_change": np.where(one_scale, at_kinds("score", _PRINTED), np.nan),
    }  # fmt: skip


def cohorts_beside(line: pd.DataFrame, published: Published) -> list[Cohort]:
    """Return for each row of a line the units that were scored with the unit."""
    keys = zip(*(line[name].array.to_numpy(dtype=object, na_value=None) for name in ("year", "code", "scope")),
               strict=True)  # fmt: skip
    return [published.of(year, code, scope) for year, code, scope in keys]


def with_ordinary(line: pd.DataFrame, cohorts: Sequence[Cohort]) -> pd.DataFrame:
    """Add to a line what is ordinary and what is best among the units beside it (:class:`Ordinary`)."""
    return line.assign(**_typed([cohort.ordinary for cohort in cohorts], _BESIDE))


def ranks_beside(line: pd.DataFrame, cohorts: Sequence[Cohort]) -> Any:
    """Return the unit's ranks among the units beside it (Int16)."""
    ids = line["unit_id"].array.to_numpy(dtype=object, na_value=None)
    ranks = [cohort.ranks.get(unit_id) for cohort, unit_id in zip(cohorts, ids, strict=True)]
    return frame.typed(ranks, "Int16", len(line))
