"""The rules over several years of an index: a sheet that is another year's, a median that jumps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis import jumps
from cchc_analysis.findings.form import Findings
from cchc_analysis.jumps import among

__all__ = ["among", "check_years"]

#: Two years that agree in more than this share of their scores are one year twice.
_SAME = 0.9


def check_years(frame: pd.DataFrame, index: str, findings: Findings) -> None:
    """Report years of an index that repeat each other, and medians that jump without a declared reason."""
    level = frame["level"].to_numpy(dtype="float64", na_value=np.nan)
    scored = frame["score"].notna().to_numpy()
    part = frame[(level <= 2) & scored].reset_index(drop=True)
    part = part.assign(among=among(part["scope"]), year=part["year"].astype("int64"))
    pairs = part[["among", "year"]].drop_duplicates().sort_values(["among", "year"])
    pairs["previous"] = pairs.groupby("among")["year"].shift()
    pairs = pairs.dropna().astype({"previous": "int64"})
    if pairs.empty:
        return
    agreed = _agreed(part, pairs)
    for pair in pairs.itertuples(index=False):
        _repeated(part, index, pair, agreed, findings)
    _jumped(frame[scored & (frame["stage"] == "final").to_numpy()].reset_index(drop=True), index, findings)


def _agreed(part: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return by group and year how many scores the year before has too, how many equal, and the first."""
    who = part.groupby(["among", "unit", "code", "stage"], sort=False, observed=True).ngroup().to_numpy()
    previous = part.merge(pairs, on=["among", "year"], how="left")["previous"].fillna(-1).to_numpy("int64")
    last = int(part["year"].max()) + 1
    row_of = pd.Series(np.arange(len(part)), who * last + part["year"].to_numpy())
    row_of = row_of[~row_of.index.duplicated()]
    at = np.where(previous < 0, -1, row_of.index.get_indexer(who * last + np.maximum(previous, 0)))
    rows = np.flatnonzero(at >= 0)
    score = part["score"].to_numpy()
    equal = score[rows] == score[row_of.to_numpy()[at[rows]]]
    both = part.loc[rows, ["among", "year"]].assign(n=1, count=equal, first=np.where(equal, rows, len(part)))
    return both.groupby(["among", "year"]).agg({"n": "sum", "count": "sum", "first": "min"})


def _repeated(part: pd.DataFrame, index: str, pair: Any, agreed: pd.DataFrame, findings: Findings) -> None:
    if (pair.among, pair.year) not in agreed.index:
        return
    n, count, first = (int(value) for value in agreed.loc[(pair.among, pair.year)])
    if n > 20 and count > _SAME * n:
        row = part.loc[first]
        findings.add("same_as_another_year", file=row["file"], sheet=row["sheet"], cell=row["cell"],
                     index=index, year=pair.year, other=pair.previous, count=count, n=n)  # fmt: skip


def _jumped(scores: pd.DataFrame, index: str, findings: Findings) -> None:
    """Report the medians that jumped, and the printed mean of the nation where it did."""
    for step in jumps.measured(scores, index):
        if not step.jumped:
            continue
        here = (scores["year"] == step.year) & (scores["code"] == step.code)
        first = scores.loc[(here & (among(scores["scope"]) == step.among)).idxmax()]
        findings.add(f"{step.basis}_jump", file=first["file"], sheet=first["sheet"], code=step.code,
                     points=step.points, previous=step.year - 1)  # fmt: skip
