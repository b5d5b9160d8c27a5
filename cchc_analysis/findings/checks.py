"""The rules over scores: what a year's numbers say against each other.

Each rule takes one index in one year and reports once a criterion, at the unit where it is worst, with
the number of units that it concerns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.findings.form import Findings
from cchc_analysis.frameworks import Criterion, Framework
from cchc_analysis.phrases import number_in_both

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

#: Printed scores may miss the end of their scale by rounding.
ROUNDING = 0.005
#: Normal quantiles by the level of confidence that they belong to.
_QUANTILES = {90: 1.645, 95: 1.960, 99: 2.576}


@dataclass(slots=True, eq=False)
class Year:
    """The scores above the indicators of one index and year, as matrices of units × criteria.

    Attributes
    ----------
    framework : Framework
        The edition that they were read against.
    units, codes : list of str
    scores : array of float
        NaN where nothing was published.
    beside : dict of str to array of float
        ``rank``, ``low``, ``high`` and ``standard_error``, of the same shape, where any is printed;
        ``max_score`` where a sheet prints it.
    place : callable
        Gives file, sheet and cell of a unit's score of a criterion, by their places.
    """

    framework: Framework
    units: list[str]
    codes: list[str]
    scores: Matrix
    beside: dict[str, Matrix]
    place: Callable[[int, int], tuple[str, str, str]]

    @classmethod
    def of(cls, frame: pd.DataFrame, framework: Framework) -> Year:
        """Lay out the rows of one index and year of a Scores frame."""
        level = frame["level"].to_numpy(dtype="float64", na_value=np.nan)
        part = frame[level <= 2].reset_index(drop=True)
        unit, units = pd.factorize(part["unit"])
        code, codes = pd.factorize(part["code"])
        row = np.full((len(units), len(codes)), -1)
        row[unit, code] = np.arange(len(part))
        columns = {
            name: np.where(row >= 0, part[name].to_numpy(dtype="float64", na_value=np.nan)[row], np.nan)
            for name in ("score", "rank", "low", "high", "standard_error")
        }
        cells = part[["file", "sheet", "cell"]].to_numpy()
        scores = columns.pop("score")
        return cls(framework, list(units), list(codes), scores, columns, lambda u, c: tuple(cells[row[u, c]]))

    def column(self, code: str) -> Matrix | None:
        """Return the scores of a criterion by unit, None where the year does not print it."""
        return self.scores[:, self.codes.index(code)] if code in self.codes else None

    def report(self, findings: Findings, rule: str, unit: int, code: str, **values: object) -> None:
        """Add a finding at the cell where *unit* has its score of *code*."""
        file, sheet, cell = self.place(unit, self.codes.index(code))
        findings.add(rule, file=file, sheet=sheet, cell=cell, unit=self.units[unit], code=code, **values)


def check(year: Year, findings: Findings) -> None:
    """Report what is doubtful in the scores of one index, year and stage."""
    for code in year.codes:
        criterion = year.framework.criteria.get(code)
        if criterion is not None:
            _outside_scale(year, criterion, findings)
            _parts(year, criterion, findings)
    _printed_ranks(year, findings)
    _interval_labels(year, findings)


def _outside_scale(year: Year, criterion: Criterion, findings: Findings) -> None:
    at = year.codes.index(criterion.code)
    column = year.scores[:, at]
    ends = (criterion.min_score, criterion.max_score) if criterion.has_scale else (0.0, np.nan)
    most = year.beside["max_score"][:, at] if "max_score" in year.beside else np.full(len(column), ends[1])
    # Where nothing tells the most that a local unit can have, points below 0 are left out all the same.
    least = np.where(np.isnan(most), 0.0, ends[0])
    beyond = np.fmax(column - most, least - column)
    wrong = beyond > ROUNDING
    if wrong.any():
        unit = int(np.nanargmax(beyond))
        names = ", ".join(year.units[u] for u in np.flatnonzero(wrong)[:6])
        rule = "below_zero" if np.isnan(most[unit]) else "outside_scale"
        year.report(findings, rule, unit, criterion.code, value=float(column[unit]), units=names,
                    min=ends[0], max=float(most[unit]), count=int(wrong.sum()))  # fmt: skip


def _parts(year: Year, criterion: Criterion, findings: Findings) -> None:
    """Compare a printed sum with what its printed parts give, by the index's own rule."""
    children = [c for c in year.framework.children(criterion.code) if c.level in (1, 2)]
    if not children or any(c.code not in year.codes for c in children):
        return
    printed = year.scores[:, year.codes.index(criterion.code)]
    parts = np.column_stack([year.scores[:, year.codes.index(c.code)] for c in children])
    whole = parts.sum(axis=1)
    if any(not c.has_scale for c in children) and _are_shares(whole[~np.isnan(whole)], criterion):
        year.report(findings, "parts_in_percent", int(np.nanargmax(whole)), criterion.code,
                    value=float(np.nanmax(whole)), max=criterion.max_score)  # fmt: skip
        return
    weights = np.array([c.weight for c in children])
    if np.isnan(weights).any():
        file = year.place(0, year.codes.index(criterion.code))[0]
        findings.add("weights_unknown", file=file, index=criterion.index, year=year.framework.year)
        return
    expected = parts @ weights
    apart = np.abs(printed - expected)
    wrong = apart > frameworks.tolerance(criterion.index, year.framework.year)
    if wrong.any():
        unit = int(np.nanargmax(apart))
        rule = "parts_do_not_sum" if (weights == 1).all() else "weights_do_not_give_total"
        year.report(findings, rule, unit, criterion.code, value=float(printed[unit]),
                    expected=float(expected[unit]), count=int(wrong.sum()),
                    n=int((~np.isnan(apart)).sum()), most=float(apart[unit]))  # fmt: skip


def _are_shares(sums: Matrix, criterion: Criterion) -> bool:
    """Tell whether sums of parts without declared scales are all beyond the whole's: shares of their maxima."""
    adds_up = frameworks.indices()[criterion.index].rule == "sum"
    return adds_up and len(sums) > 0 and bool((sums > criterion.max_score).all())


def _printed_ranks(year: Year, findings: Findings) -> None:
    """Compare printed ranks with the scores: where not all units are here, their order alone."""
    total = year.column("total")
    if total is None or "rank" not in year.beside:
        return
    printed = year.beside["rank"][:, year.codes.index("total")]
    ranked = ~np.isnan(total) & ~np.isnan(printed)
    if not ranked.any():
        return
    is_whole = np.array_equal(~np.isnan(total), ~np.isnan(printed)) and printed[ranked].max() <= ranked.sum()
    if not is_whole and len(np.unique(printed[ranked])) < ranked.sum():
        return  # two of one rank are of two fields, such as ministries with services and without
    total, printed = np.where(ranked, total, np.nan), np.where(ranked, printed, np.nan)
    ranks = printed if is_whole else _ranked(-printed)
    wrong = np.flatnonzero(_misranked(ranks, total))
    if len(wrong) and "max_score" in year.beside:  # units with maxima of their own are ranked by their shares
        shares = total / year.beside["max_score"][:, year.codes.index("total")]
        is_by_share = not np.isnan(shares[ranked]).any() and not _misranked(ranks, shares).any()
        wrong = wrong[:0] if is_by_share else wrong
    if len(wrong):
        names = ", ".join(year.units[u] for u in wrong[:6])
        year.report(findings, "rank_differs" if is_whole else "ranks_unordered", int(wrong[0]), "total",
                    printed=int(printed[wrong[0]]), computed=int(_ranked(total)[wrong[0]]),
                    count=len(wrong), units=names)  # fmt: skip


def _misranked(printed: Matrix, scores: Matrix) -> Flags:
    """Tell which printed ranks the scores do not give; units of one score may be counted on, or all as one."""
    if np.array_equal(printed, _ranked(scores, "dense"), equal_nan=True):
        return np.zeros(len(printed), bool)  # 1, 2, 2, 3
    wrong: Flags = (printed < _ranked(scores)) | (printed > _ranked(scores, "max"))
    return wrong


def _ranked(scores: Matrix, method: str = "min") -> Matrix:
    return pd.Series(scores).rank(ascending=False, method=method).to_numpy()


def _interval_labels(year: Year, findings: Findings) -> None:
    """Report limits whose half-width is not 1.96 standard errors, and what level they do belong to."""
    if not {"low", "high", "standard_error"} <= year.beside.keys():
        return
    half = (year.beside["high"] - year.beside["low"]) / 2 / year.beside["standard_error"]
    for column, code in enumerate(year.codes):
        ratios = half[:, column]
        if np.isnan(ratios).all():
            continue
        ratio = float(np.nanmedian(ratios))
        level = min(_QUANTILES, key=lambda q: abs(_QUANTILES[q] - ratio))
        if level != 95:
            first = int(np.flatnonzero(~np.isnan(ratios))[0])
            year.report(findings, "interval_label", first, code, level=level, ratio=number_in_both(ratio, 3))
