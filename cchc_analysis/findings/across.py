"""The rules over several years of an index: a sheet that is another year's, a median that jumps."""

from __future__ import annotations

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
    part = frame[(level <= 2) & (frame["status"] == "scored").to_numpy()]
    # Provinces are compared across their scopes: 64, 63 or 34 of them, most the same.
    among = part["scope"].str.replace(r"^tinh-\d+$", "tinh", regex=True)
    for _, own in part.groupby(among):
        tables = {int(y): p.set_index(["unit", "code", "stage"]) for y, p in own.groupby("year")}
        for year, previous in zip(sorted(tables)[1:], sorted(tables), strict=False):
            _repeated(index, tables[year], tables[previous], year, previous, findings)
            _jumps(index, tables[year], tables[previous], year, previous, findings)


def _repeated(
    index: str, now: pd.DataFrame, before: pd.DataFrame, year: int, previous: int, findings: Findings
) -> None:
    both = now.assign(score_before=before["score"].reindex(now.index)).dropna(
        subset=["score", "score_before"]
    )
    equal = both[both["score"] == both["score_before"]]
    if len(both) > 20 and len(equal) > _SAME * len(both):
        first = equal.iloc[0]
        findings.add("same_as_another_year", file=first["file"], sheet=first["sheet"], cell=first["cell"],
                     index=index, year=year, other=previous, count=len(equal), n=len(both))  # fmt: skip


def _jumps(
    index: str, now: pd.DataFrame, before: pd.DataFrame, year: int, previous: int, findings: Findings
) -> None:
    if year - previous != 1:
        return
    medians = {y: _medians(t) for y, t in ((year, now), (previous, before))}
    for code, median in medians[year].items():
        step = frameworks.comparability(index, year, str(code))
        old = frameworks.code_in(index, str(code), previous, of=year)
        if step.kind not in ("same", "rescaled") or old not in medians[previous].index:
            continue
        points = float(median - medians[previous][old])
        if abs(points) > JUMP:
            cell = now.xs(code, level="code").iloc[0]
            findings.add("median_jump", file=cell["file"], sheet=cell["sheet"], code=code,
                         points=points, previous=previous)  # fmt: skip


def _medians(table: pd.DataFrame) -> pd.Series:
    units = pct(table).groupby(level="code")
    return units.median()[units.count() >= _FEW]
