"""The joined blocks of one index and year, checked: stages against final scores, totals against their parts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from math import nan

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.findings import Findings
from cchc_analysis.findings.checks import ROUNDING, Year, check
from cchc_analysis.findings.stages import check_stages
from cchc_analysis.units import Unit
from cchc_analysis.workbooks.cells.block import STAGES, Block
from cchc_analysis.workbooks.headings.name_forms import INDICATOR

#: What the stages of so many units give is a rule of the sheet, and their scores tell an order of magnitude.
_FEW = 3
#: So many units do not have the same scores two years running.
_COPIED = 5
#: A score below so much of what units have in the middle may have lost a digit, or be a share of 1.
_FAR = 0.125
#: What stands beside the scores and is checked with them.
_CHECKED = ("rank", "low", "high", "standard_error")


def check_blocks(blocks: list[Block], findings: Findings) -> None:
    """Report what the scores of blocks say against each other, and against the framework that declares them."""
    for block in (b for b in blocks if len(b.units) >= _FEW):
        _check_stages(block, findings)
        _check_magnitudes(block, findings)
    for year in years_of([b for b in blocks if b.framework is not None]):
        check(year, findings)


def blank_zeros(blocks: list[Block], findings: Findings) -> None:
    """Blank the zeros that stand below the scale: data that are missing, printed as 0."""
    for block in blocks:
        for row in np.flatnonzero((block.value == 0) & (block.low_end > 0)).tolist():
            criterion = block.criteria[int(block.criterion[row])]
            if criterion.level != INDICATOR:
                block.blank(np.array([row]), "zero_is_missing")
                findings.add("zero_is_missing", file=block.file, sheet=block.sheet, cell=block.cell(row),
                             code=criterion.code, unit=block.units[int(block.unit[row])].unit,
                             min=float(block.low_end[row]))  # fmt: skip


def blank_outside(blocks: list[Block]) -> None:
    """Blank what lies outside its declared scale, or below 0 without one, once that is reported."""
    for block in (b for b in blocks if b.framework is not None):
        least = np.where(np.isnan(block.low_end), 0.0, block.low_end)
        beyond = np.fmax(block.value - block.high_end, least - block.value)
        declared = np.array([c.level is not None and c.level <= 2 for c in block.criteria])
        rows = np.flatnonzero((beyond > ROUNDING) & declared[block.criterion])
        if len(rows):
            block.blank(rows, "outside_scale")


def check_copies(blocks: list[Block], findings: Findings) -> None:
    """Report a criterion whose scores of one year are those of another for every unit: one may be a copy.

    Parameters
    ----------
    blocks : list of Block
        Of one workbook, any indices and years.
    findings : Findings
        Takes the findings.
    """
    columns: dict[tuple[str, str, int], dict[int, dict[int, tuple[float, Block, int]]]] = {}
    number: dict[Unit, int] = {}
    for block in blocks if len({(b.index, b.year) for b in blocks}) > 1 else ():
        units = [number.setdefault(unit, len(number)) for unit in block.units]
        for place, stage, rows in _series_of(block):
            years = columns.setdefault((block.index, block.criteria[place].code, stage), {})
            cells = zip(block.unit[rows].tolist(), block.value[rows].tolist(), rows.tolist(), strict=True)
            of_year = {units[unit]: (value, block, row) for unit, value, row in cells if value == value}
            if of_year:
                years.setdefault(block.year, {}).update(of_year)
    for years in columns.values():
        for other, year in pairwise(sorted(years)):
            _check_copy(years[other], years[year], findings)


def _series_of(block: Block) -> Iterator[tuple[int, int, Vector]]:
    """Yield criterion and stage of the scores of a block, and the rows of each, in their order."""
    keys = block.criterion * len(STAGES) + block.stage
    order = np.argsort(keys, kind="stable")
    series = np.split(order, np.flatnonzero(np.diff(keys[order])) + 1) if len(block) else []
    for rows in sorted(series, key=lambda rows: int(rows[0])):
        yield *divmod(int(keys[rows[0]]), len(STAGES)), rows


def _check_copy(
    before: dict[int, tuple[float, Block, int]],
    after: dict[int, tuple[float, Block, int]],
    findings: Findings,
) -> None:
    """Report two years that agree for all of enough units, which do not have full marks both times."""
    both = [(before[unit], after[unit]) for unit in after if unit in before]
    values = {first[0] for first, _ in both}
    if len(both) < _COPIED or len(values) * 2 < len(both) or any(a[0] != b[0] for a, b in both):
        return
    (_, first, there), (_, block, row) = both[0]
    name = block.criteria[int(block.criterion[row])].name[:60]
    findings.add("year_copied", file=block.file, sheet=block.sheet, cell=block.cell(row), name=name,
                 year=block.year, other=first.year, count=len(both),
                 other_cell=first.cell(there))  # fmt: skip


def _check_stages(block: Block, findings: Findings) -> None:
    """Check that the final scores of a block are what its stages give, where most are."""
    if np.count_nonzero(np.bincount(block.stage)) < 3:
        return
    scores: dict[tuple[int, str], dict[str, float]] = {}
    final: dict[tuple[int, str], int] = {}
    columns = (block.unit, block.criterion, block.stage, block.value)
    for row, (unit, place, stage, value) in enumerate(zip(*(c.tolist() for c in columns), strict=True)):
        if value == value:
            key = unit, block.criteria[place].code  # a published table lists a criterion once for each stage
            scores.setdefault(key, {})[STAGES[stage]] = value
            if STAGES[stage] == "final":
                final[key] = row
    check_stages(
        scores,
        lambda k: (block.file, block.sheet, block.cell(final[k])),
        lambda k: (block.units[k[0]].unit, k[1]), findings,
        {k: block.change(k[0], STAGES.index("final")) for k in final if k[1] == "total"},
    )  # fmt: skip


def _check_magnitudes(block: Block, findings: Findings) -> None:
    """Report scores of a lower order of magnitude than the other units': 0,82 or 8,2 for 82, 0 for nothing."""
    levels = np.array([9 if c.level is None else c.level for c in block.criteria])[block.criterion]
    groups: dict[tuple[str, int, str], list[int]] = {}
    off_scale = block.value > block.high_end  # ``8366`` for 83,66 is told apart, and no measure of others
    known = np.flatnonzero((levels <= 1) & ~np.isnan(block.value) & ~off_scale)
    keys = (vector[known].tolist() for vector in (block.criterion, block.stage, block.unit))
    for row, k, stage, unit in zip(known.tolist(), *keys, strict=True):
        key = block.criteria[k].code, stage, block.units[unit].scope
        groups.setdefault(key, []).append(row)
    for (code, _, _), rows in groups.items():
        values = block.value[rows]
        # A domain may be worth little or nothing to some units, the whole to none.
        is_whole = levels[rows[0]] == 0
        middle = float(np.max(values) if is_whole else np.median(values))
        far = (values < _FAR * middle) & ((values > 0) | is_whole) & (middle > 0)
        if len(rows) >= _FEW and far.any() and (is_whole or np.count_nonzero(far) * _FEW <= len(rows)):
            middle = float(np.median(values[~far]))
            names = [block.units[int(block.unit[rows[i]])].unit for i in np.flatnonzero(far)]
            first = rows[int(np.argmax(far))]
            findings.add("far_below_others", file=block.file, sheet=block.sheet, cell=block.cell(first),
                         code=code, value=float(block.value[first]), middle=middle, count=len(names),
                         unit=names[0], units=", ".join(names[:6]))  # fmt: skip


def years_of(blocks: list[Block]) -> list[Year]:
    """Return the scores above the indicators as matrices to check, one for each scope and stage."""
    framework = blocks[0].framework if blocks else None
    if framework is None:
        return []
    units = {u: i for i, u in enumerate(dict.fromkeys(u for b in blocks for u in b.units))}
    names, scopes = [u.unit for u in units], list(dict.fromkeys(u.scope for u in units))
    codes = {c: i for i, c in enumerate(dict.fromkeys(
        c.code for b in blocks for c in b.criteria if c.level is not None and c.level <= 2))}  # fmt: skip
    unit = np.concatenate([np.array([units[u] for u in b.units])[b.unit] for b in blocks])
    places = [np.array([codes.get(c.code, -1) for c in b.criteria]) for b in blocks]
    code = np.concatenate([of[b.criterion] for b, of in zip(blocks, places, strict=True)])
    stage, values = np.concatenate([b.stage for b in blocks]), np.concatenate([b.value for b in blocks])
    beside = {name: np.concatenate([b.beside.get(name, np.full(len(b), nan)) for b in blocks])
              for name in _CHECKED if any(name in b.beside for b in blocks)}  # fmt: skip
    beside["max_score"] = np.concatenate([b.high_end for b in blocks])
    years = []
    which = np.array([scopes.index(u.scope) for u in units])[unit] * len(STAGES) + stage
    for place in dict.fromkeys(which.tolist()):
        kept = np.flatnonzero((which == place) & (code >= 0))
        listed, row = np.unique(unit[kept], return_inverse=True)
        printed, column = np.unique(code[kept], return_inverse=True)
        at = np.full((len(listed), len(printed)), -1)
        at[row, column] = kept
        if len(kept):
            years.append(Year(
                framework, [names[i] for i in listed], [list(codes)[i] for i in printed], _laid(values, at),
                {name: _laid(vector, at) for name, vector in beside.items()}, partial(_place, blocks, at),
            ))  # fmt: skip
    return years


def _laid(vector: Vector, at: Vector) -> Vector:
    return np.where(at >= 0, vector[at], nan)


def _place(blocks: list[Block], at: Vector, unit: int, code: int) -> tuple[str, str, str]:
    row = int(at[unit, code])
    for block in blocks:
        if row < len(block):
            break
        row -= len(block)
    return block.file, block.sheet, block.cell(row)
