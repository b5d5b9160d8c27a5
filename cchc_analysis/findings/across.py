"""The rules over several years of an index: a sheet that is another year's, a median that jumps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.findings.form import Findings
from cchc_analysis.scores import pct

#: Two years that agree in more than this share of their scores are one year twice.
_SAME = 0.9
#: A national median that moves by more than this (per cent of the scale) in a year asks for a reason.
JUMP = 8.0
#: A median of fewer units is that of the few that were published.
_FEW = 20


def among(scope: pd.Series) -> pd.Series:
    """Return whom units are compared with over the years: those of their scope.

    Provinces are compared across their scopes: 64, 63 or 34 of them, most the same.
    """
    return scope.str.replace(r"^tinh-\d+$", "tinh", regex=True)


def check_years(frame: pd.DataFrame, index: str, findings: Findings) -> None:
    """Report years that repeat each other, and medians that jump without a declared reason.

    Parameters
    ----------
    frame : pandas.DataFrame
        Scores of one index, any number of years.
    index : str
    findings : Findings
        Takes the findings.
    """
    level = frame["level"].to_numpy(dtype="float64", na_value=np.nan)
    part = frame[(level <= 2) & (frame["status"] == "scored").to_numpy()].reset_index(drop=True)
    part = part.assign(among=among(part["scope"]), year=part["year"].astype("int64"))
    pairs = part[["among", "year"]].drop_duplicates().sort_values(["among", "year"])
    pairs["previous"] = pairs.groupby("among")["year"].shift()
    pairs = pairs.dropna().astype({"previous": "int64"})
    if pairs.empty:
        return
    agreed = _agreed(part, pairs)
    medians = _medians(part)
    for own in pairs.itertuples(index=False):
        _repeated(part, index, own, agreed, findings)
        _jumps(part, index, own, medians, findings)


def _agreed(part: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return by group and year how many scores the year before has too, how many equal, and the first."""
    who = part.groupby(["among", "unit", "code", "stage"], sort=False, observed=True).ngroup().to_numpy()
    previous = part.merge(pairs, on=["among", "year"], how="left")["previous"].fillna(-1).to_numpy("int64")
    last = int(part["year"].max()) + 1
    there = pd.Series(np.arange(len(part)), who * last + part["year"].to_numpy())
    there = there[~there.index.duplicated()]
    at = np.where(previous < 0, -1, there.index.get_indexer(who * last + np.maximum(previous, 0)))
    rows = np.flatnonzero(at >= 0)
    score = part["score"].to_numpy()
    equal = score[rows] == score[there.to_numpy()[at[rows]]]
    both = part.loc[rows, ["among", "year"]].assign(n=1, count=equal, first=np.where(equal, rows, len(part)))
    return both.groupby(["among", "year"]).agg({"n": "sum", "count": "sum", "first": "min"})


def _repeated(part: pd.DataFrame, index: str, own: Any, agreed: pd.DataFrame, findings: Findings) -> None:
    if (own.among, own.year) not in agreed.index:
        return
    n, count, first = (int(value) for value in agreed.loc[(own.among, own.year)])
    if n > 20 and count > _SAME * n:
        row = part.loc[first]
        findings.add("same_as_another_year", file=row["file"], sheet=row["sheet"], cell=row["cell"],
                     index=index, year=own.year, other=own.previous, count=count, n=n)  # fmt: skip


def _medians(part: pd.DataFrame) -> dict[tuple[str, int], dict[str, float]]:
    """Return the medians of each group and year by code, where they are of enough units."""
    shares = part[["among", "year", "code"]].assign(pct=pct(part)).groupby(["among", "year", "code"])["pct"]
    medians = shares.median()[shares.count() >= _FEW]
    found: dict[tuple[str, int], dict[str, float]] = {}
    for (group, year, code), median in medians.items():
        found.setdefault((group, year), {})[code] = median
    return found


def _jumps(
    part: pd.DataFrame,
    index: str,
    own: Any,
    medians: dict[tuple[str, int], dict[str, float]],
    findings: Findings,
) -> None:
    before = medians.get((own.among, own.previous), {})
    if own.year - own.previous != 1 or not before:
        return
    for code, median in medians.get((own.among, own.year), {}).items():
        # A criterion that the sheets bring along themselves is declared nowhere: nothing is known of its scale.
        if frameworks.comparability(index, own.year, code).kind not in ("same", "rescaled"):
            continue
        old = frameworks.code_in(index, code, own.previous, of=own.year)
        if old not in before:
            continue
        points = float(median - before[old])
        if abs(points) > JUMP:
            here = (part["among"] == own.among) & (part["year"] == own.year) & (part["code"] == code)
            first = part.loc[here.idxmax()]
            findings.add("median_jump", file=first["file"], sheet=first["sheet"], code=code,
                         points=points, previous=own.previous)  # fmt: skip
