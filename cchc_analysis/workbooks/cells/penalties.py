"""Penalties that a sheet prints as positive points: without a total nobody knows whether they were taken away.

TT  | Tiêu chí   | Điểm tối đa | Thẩm định
1   | Chỉ đạo    | 10          | 8
2   | Điểm trừ   |             | 1
"""

from __future__ import annotations

import numpy as np

from cchc_analysis.files.grid import address, addresses
from cchc_analysis.tables.headings import heading
from cchc_analysis.workbooks.cells.block import Block, Criterion
from cchc_analysis.workbooks.context.context import Context


def leave_penalties_out(block: Block, context: Context) -> None:
    """Leave out positive points of penalties of a sheet's own criteria where no total is printed."""
    own = [] if block.framework is not None else block.criteria
    totals = [i for i, c in enumerate(own) if c.level == 0]
    is_total = np.isin(block.criterion, totals) & ~np.isnan(block.value)
    for places in _penalties(own) if not is_total.any() else ():
        rows = np.flatnonzero(np.isin(block.criterion, places) & (block.value > 0))
        if len(rows):
            cells = list(zip(block.line[rows].tolist(), block.at[rows].tolist(), strict=True))
            block.blank(rows, "penalty_unclear")
            context.say("penalty_unclear", address(*cells[0]), printed=own[places[0]].name[:60],
                        cells=addresses(cells))  # fmt: skip


def _penalties(criteria: list[Criterion]) -> list[list[int]]:
    """Return the places of each penalty, the criteria below it included."""
    penalties: list[list[int]] = []
    for place, criterion in enumerate(criteria):
        above = criteria[penalties[-1][0]] if penalties else None
        is_below = above is not None and penalties[-1][-1] == place - 1
        if is_below and above is not None and (criterion.level or 0) > (above.level or 0):
            penalties[-1].append(place)
        elif heading(criterion.name).quantity == "deduction":
            penalties.append([place])
    return penalties
