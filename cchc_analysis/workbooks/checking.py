"""The joined blocks of one index and year, checked: stages against final scores, totals against their parts."""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from cchc_analysis.files.grid import address
from cchc_analysis.findings import Findings
from cchc_analysis.findings.checks import Year, check
from cchc_analysis.findings.stages import check_stages
from cchc_analysis.workbooks.block import STAGES, Block

#: What the stages of so many units give is a rule of the sheet.
_FEW = 3


def check_blocks(blocks: list[Block], findings: Findings) -> None:
    """Report what the scores of blocks say against each other, and against the framework that declares them."""
    for block in blocks:
        _check_stages(block, findings)
    for year in years_of([b for b in blocks if b.framework is not None]):
        check(year, findings)


def _check_stages(block: Block, findings: Findings) -> None:
    """Check that the final scores of a block are what its stages give, where most are."""
    if np.count_nonzero(np.bincount(block.stage)) < 3 or len(block.units) < _FEW:
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
        lambda k: (block.file, block.sheet, address(int(block.line[final[k]]), int(block.at[final[k]]))),
        lambda k: (block.units[k[0]].unit, k[1]), findings,
    )  # fmt: skip


def years_of(blocks: list[Block]) -> list[Year]:
    """Return the scores above the indicators as matrices to check, one for each scope and stage."""
    found = []
    stages = [np.flatnonzero(np.bincount(b.stage)).tolist() for b in blocks]
    scopes = dict.fromkeys(
        (scope, s)
        for block, of_block in zip(blocks, stages, strict=True)
        for scope in dict.fromkeys(u.scope for u in block.units)
        for s in of_block
    )
    for scope, stage in scopes:
        year = _matrix_of(blocks, scope, stage)
        if year is not None:
            found.append(year)
    return found


def _matrix_of(blocks: list[Block], scope: str, stage: int) -> Year | None:
    units = {
        u: i for i, u in enumerate(dict.fromkeys(u for b in blocks for u in b.units if u.scope == scope))
    }
    codes = {c: i for i, c in enumerate(dict.fromkeys(
        c.code for b in blocks for c in b.criteria if c.level is not None and c.level <= 2))}  # fmt: skip
    row = np.full((len(units), len(codes)), -1)
    starts = [0, *accumulate(map(len, blocks))]
    for block, start in zip(blocks, starts, strict=False):
        u = np.array([units.get(x, -1) for x in block.units])[block.unit]
        k = np.array([codes.get(c.code, -1) for c in block.criteria])[block.criterion]
        kept = np.flatnonzero((u >= 0) & (k >= 0) & (block.stage == stage))
        row[u[kept], k[kept]] = start + kept
    framework = blocks[0].framework
    if framework is None or not (row >= 0).any():
        return None
    values = np.concatenate([b.value for b in blocks])
    beside = {
        name: np.where(
            row >= 0,
            np.concatenate([b.beside.get(name, np.full(len(b), np.nan)) for b in blocks])[row],
            np.nan,
        )
        for name in ("rank", "low", "high", "standard_error")
        if any(name in b.beside for b in blocks)
    }

    def place(unit: int, code: int) -> tuple[str, str, str]:
        at = int(row[unit, code])
        number = next(i for i, start in enumerate(starts[1:]) if at < start)
        block, at = blocks[number], at - starts[number]
        return block.file, block.sheet, address(int(block.line[at]), int(block.at[at]))

    listed = (row >= 0).any(axis=1)
    printed = (row >= 0).any(axis=0)
    rows_kept, columns_kept = np.flatnonzero(listed), np.flatnonzero(printed)
    names = [u.unit for u in units]
    return Year(
        framework, [names[i] for i in rows_kept], [list(codes)[i] for i in columns_kept],
        np.where(row >= 0, values[row], np.nan)[np.ix_(rows_kept, columns_kept)],
        {n: m[np.ix_(rows_kept, columns_kept)] for n, m in beside.items()},
        lambda u, c: place(int(rows_kept[u]), int(columns_kept[c])),
    )  # fmt: skip
