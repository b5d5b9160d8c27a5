"""The rule over the stages of one score: a final score that elsewhere is what was appraised and surveyed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from math import isnan, nan

import numpy as np

from cchc_analysis.findings.form import Findings
from cchc_analysis.findings.scored_tree import ROUNDING

Key = tuple[int, str]
#: So many sums of neighbours are no chance.
_FEW = 3


def check_stages(
    scores: Mapping[Key, Mapping[str, float]],
    place: Callable[[Key], tuple[str, str, str]],
    name: Callable[[Key], tuple[str, str]],
    findings: Findings,
    changes: Mapping[Key, float] | None = None,
) -> None:
    """Report final scores that are not the sum of appraisal and survey, where most others are.

    *place* gives file, sheet and cell of a final score, *name* its unit and code; *changes* are the bonuses
    less penalties that it may have in it.
    """
    sums = {k: _expected(s, (changes or {}).get(k, 0.0)) for k, s in scores.items() if "final" in s}
    known = {k: v for k, v in sums.items() if v is not None}
    wrong = [k for k, v in known.items() if abs(scores[k]["final"] - v) > ROUNDING]
    if len(wrong) * 2 >= len(known):
        _check_rows(scores, list(known), place, findings)
        return
    for key in wrong:
        file, sheet, cell = place(key)
        unit, code = name(key)
        findings.add("final_not_sum", file=file, sheet=sheet, cell=cell, unit=unit, code=code,
                     value=scores[key]["final"], expected=known[key])  # fmt: skip


def _check_rows(
    scores: Mapping[Key, Mapping[str, float]],
    keys: list[Key],
    place: Callable[[Key], tuple[str, str, str]],
    findings: Findings,
) -> None:
    """Report once of a code that most final scores are sums if one of the three columns is moved by a row."""
    for code in dict.fromkeys(code for _, code in keys):
        units = [key for key in keys if key[1] == code]
        table = np.array([[scores[k]["final"], *map(float.__neg__, _parts(scores[k]))] for k in units])
        moved = (np.roll(table[:, at], by) + table.sum(axis=1) - table[:, at]
                 for at, by in product(range(3), (1, -1)))  # fmt: skip
        fitting = max(np.count_nonzero(np.abs(sums) <= ROUNDING) for sums in moved)
        if fitting >= _FEW and fitting * 2 > len(units):
            file, sheet, cell = place(units[0])
            findings.add("final_rows_off", file=file, sheet=sheet, cell=cell, code=code, count=fitting)


def _parts(stages: Mapping[str, float]) -> tuple[float, float]:
    """Return what was appraised, and surveyed; NaN where one is not printed."""
    return stages.get("appraised_2", stages.get("appraised", nan)), stages.get("survey", nan)


def _expected(stages: Mapping[str, float], change: float) -> float | None:
    whole = sum(_parts(stages))
    return (
        None if isnan(whole) else min(whole, whole + change, key=lambda points: abs(stages["final"] - points))
    )
