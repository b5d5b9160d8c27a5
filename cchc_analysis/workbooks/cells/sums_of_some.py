"""Totals that sum some domains of an index, and leave others out: they are not the index.

Đơn vị | 1. Chỉ đạo | 3. Thủ tục | Cộng
Xã Một | 9          | 15         | 24
"""

from __future__ import annotations

from math import nan

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.findings.scored_tree import ROUNDING
from cchc_analysis.workbooks.cells.block import Block
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.outline.codes import codes_left_out

#: The points of a whole index.
_WHOLE = 100.0


def leave_out_sum_of_some(block: Block, context: Context) -> None:
    """Take no total that sums criteria among which some are left out: of the index it is none.

    Of the index it is where it is more than they sum to, of 100 points, or what units are ranked by.

    Parameters
    ----------
    block : Block
        Its maxima known, and the ranks and classes beside the total.
    context : Context
    """
    tops = block.children()[0]
    ranked = bool(block.group) or not np.isnan(block.beside.get("rank", nan)).all()
    totals = np.flatnonzero([block.criteria[k].code == "total" for k in block.criterion.tolist()])
    out = codes_left_out(block.criteria[place].code for place in tops)
    if ranked or not len(totals) or not out:
        return
    parts = np.isin(block.criterion, tops)
    sums = np.array([_sums(block, parts, row) for row in totals.tolist()])
    points, most = block.value[totals] - sums[:, 0], block.tops[totals]
    known = points[~np.isnan(points)]
    most = np.where(np.isnan(most), sums[:, 1], most)
    of_more = not (np.abs(known) <= ROUNDING * len(tops)).mean() > 0.5 if len(known) else True
    if of_more or (most == _WHOLE).any() or (most > sums[:, 1] + ROUNDING).any():
        return
    first = int(totals[0])
    names = [block.criteria[place].code for place in tops]
    context.say("total_of_some", block.cell(first),
                printed=block.criteria[int(block.criterion[first])].name[:60], codes=", ".join(names),
                out=", ".join(out))  # fmt: skip
    block.take(np.setdiff1d(np.arange(len(block)), totals), "total_of_some")


def _sums(block: Block, parts: Vector, total: int) -> tuple[float, float]:
    """Return what the parts of a total sum to, and their maxima."""
    same = (block.unit == block.unit[total]) & (block.stage == block.stage[total]) & parts
    points = block.value[same & ~np.isnan(block.value)]
    return float(points.sum()) if len(points) else nan, float(block.tops[same].sum())
