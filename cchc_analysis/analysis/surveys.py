"""Surveys with counted answers: the share of each question, and what is more than chance between two rounds."""

from __future__ import annotations

import pandas as pd

from cchc_analysis import units
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.collected import sheets
from cchc_analysis.analysis.errors import no_year
from cchc_analysis.analysis.uncertainty import LEVEL, two_proportions
from cchc_analysis.scores import wilson


def survey(scores: pd.DataFrame, *, index: str, unit: str, year: int) -> pd.DataFrame:
    """Return the questions of a survey with counted answers, the least satisfied first.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index, unit : str
        ``SIPAS``; a name or a unit_id.
    year : int

    Returns
    -------
    pandas.DataFrame
        One row a question: ``code, name, score`` (% satisfied), ``low, high`` (95 % interval of Wilson),
        ``n`` answers, and of the round before, by the same code and name, ``previous, previous_low,
        previous_high, previous_n`` (missing where it was not asked); ``change`` in percentage points with
        its 95 % interval ``change_low, change_high``, and ``significant`` (two-proportion test at 5 %, and 0
        lies outside the interval). All
        take answers as independent: of a sample in clusters the intervals are a lower bound, and a change
        that is not significant here is not there either. ``attrs["previous"]`` is the year before, None
        where there is none, or where the unit was another then; ``attrs["regraded"]`` tells whether some
        were answered in other grades then, which are not compared.

    Raises
    ------
    AnalysisError
        For an unknown unit, or a year without counted answers of it.
    """
    index, unit, year = checked(scores, index=index, unit=unit, year=year)
    of_unit = sheets.rows_of_unit(scores, index, unit)
    rows = of_unit[(of_unit["n"] >= 1) & of_unit["score"].notna()]
    years = sorted(int(y) for y in rows["year"].unique())
    if year not in years:
        raise no_year(index, year, unit, years)
    unit_id = str(rows["unit_id"].iloc[0])
    earlier = (y for y in years if y < year and units.is_same_unit(unit_id, y, unit_id, year))
    previous = max(earlier, default=None)
    columns = ["code", "name", "score", "low", "high", "n", "answers"]
    rows = rows.assign(**_intervals(rows))
    now = rows.loc[rows["year"] == year, columns]
    before = rows.loc[rows["year"] == (previous or 0), columns]
    renamed = {c: f"previous_{c}" for c in ("low", "high", "n", "answers")} | {"score": "previous"}
    table = now.merge(before.rename(columns=renamed), on=["code", "name"], how="left")
    regraded = (_grades(table.pop("answers")) != _grades(table.pop("previous_answers"))).fillna(False)
    table.loc[regraded, ["previous", "previous_low", "previous_high", "previous_n"]] = float("nan")
    table = table.sort_values("score", kind="stable", ignore_index=True)
    table = pd.concat([table, _rounds(table)], axis=1)
    about = sheets.about_sheet(of_unit[of_unit["year"] == year], index, year)
    table.attrs = about | {"kind": "survey", "previous": previous, "regraded": bool(regraded.any())}
    return table


def _grades(answers: pd.Series) -> pd.Series:
    """Return which grades were offered: 80 % who chose the best of three is not 80 % of five grades."""
    return answers.str.replace(r"\d+", "x", regex=True)


def _intervals(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the 95 % interval of Wilson of each share, where none was published."""
    pairs = [wilson(score / 100, n) for score, n in zip(rows["score"], rows["n"], strict=True)]
    ends = pd.DataFrame(pairs, columns=["low", "high"], index=rows.index) * 100
    return {name: rows[name].fillna(ends[name]) for name in ("low", "high")}


def _rounds(table: pd.DataFrame) -> pd.DataFrame:
    """Return how the shares of two rounds differ: change, its interval, whether it is significant."""
    tests = [
        two_proportions(row.score / 100, row.n, row.previous / 100, row.previous_n)
        if pd.notna(row.previous) else (float("nan"),) * 4
        for row in table.itertuples()
    ]  # fmt: skip
    compared = pd.DataFrame(tests, columns=["change", "change_low", "change_high", "p"], index=table.index)
    asked = compared["p"].notna()
    outside = (compared["change_low"] > 0) | (compared["change_high"] < 0)
    compared["significant"] = ((compared.pop("p") < LEVEL) & outside).astype("boolean").mask(~asked)
    compared[["change", "change_low", "change_high"]] *= 100
    return compared
