"""Sums that say nothing of an index: of nothing but blanks, or of some criteria amid others left out.

Đơn vị | 1. Chỉ đạo | 3. Thủ tục | Cộng
Xã Một | 9          | 15         | 24
Xã Hai |            |            | 0
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address, addresses
from cchc_analysis.findings.scored_tree import ROUNDING
from cchc_analysis.tables.numbers import MISSING
from cchc_analysis.workbooks.cells.block import Block
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.headings.name_forms import INDICATOR
from cchc_analysis.workbooks.outline.codes import codes_left_out

#: The points of a whole index.
_WHOLE = 100.0
#: The rows of one unit, by stage and criterion.
Stages = dict[int, dict[int, int]]


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
    totals = np.flatnonzero(block.are_totals())
    out = codes_left_out(block.criteria[place].code for place in tops)
    if ranked or not len(totals) or not out:
        return
    parts = np.isin(block.criterion, tops)
    sums = np.array([_sum_of(block, parts, row) for row in totals.tolist()])
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


def _sum_of(block: Block, parts: Vector, total: int) -> tuple[float, float]:
    """Return what the parts of a total sum to, and their maxima."""
    same = (block.unit == block.unit[total]) & (block.stage == block.stage[total]) & parts
    points = block.value[same & ~np.isnan(block.value)]
    return float(points.sum()) if len(points) else nan, float(block.tops[same].sum())


def blank_sums(block: Block, context: Context) -> None:
    """Take a sum of 0 for missing where all that it adds up is blank, and report it.

    Where a stage has points over blank parts, it is scored by its sums: there 0 is a score too.
    """
    zero = (block.value == 0) & ~(block.low_end > 0)  # below its scale 0 is missing anyhow, and reported so
    if not zero.any():
        return
    parts = _parts(block)
    if np.ptp(block.stage) == 0:  # only beside a stage that nobody has scored is a zero that sums nothing one
        zero &= np.isin(block.criterion, [*parts])
    rows = np.flatnonzero(np.isin(block.unit, block.unit[zero]))
    units: dict[int, Stages] = {}
    keys = (column[rows].tolist() for column in (block.unit, block.stage, block.criterion))
    for row, unit, stage, criterion in zip(rows.tolist(), *keys, strict=True):
        units.setdefault(unit, {}).setdefault(stage, {})[criterion] = row
    empty = sorted(row for stages in units.values() for row in _empty(block, stages, parts) if zero[row])
    if empty:
        block.blank(np.array(empty), "sum_of_blanks")
        cells = [(int(block.line[r]), int(block.at[r])) for r in empty]
        context.say("sum_of_blanks", address(*cells[0]), count=len(cells), cells=addresses(cells))


def _parts(block: Block) -> dict[int, Sequence[int]]:
    """Return the places of the criteria right below those that have any, the deepest in the tree first."""
    parts = {place: below for place, below in enumerate(block.children()) if below}
    levels = [INDICATOR if c.level is None else c.level for c in block.criteria]
    return dict(sorted(parts.items(), key=lambda item: (-levels[item[0]], -item[0])))


def _empty(block: Block, stages: Stages, parts: dict[int, Sequence[int]]) -> set[int]:
    """Return the rows of one unit that are 0 over blanks, be they those of another stage."""
    of_stage = [block.value[[*rows.values()]] for rows in stages.values()]
    one_is_blank = any(np.isnan(values).all() for values in of_stage)
    empty: set[int] = set()
    for rows, values in zip(stages.values(), of_stage, strict=True):
        if one_is_blank and len(values) > 1 and not np.nansum(np.abs(values)):
            empty |= {row for row in rows.values() if block.value[row] == 0}
        else:
            empty |= _sums(block, rows, stages, parts)
    return empty


def _sums(block: Block, rows: dict[int, int], stages: Stages, parts: dict[int, Sequence[int]]) -> set[int]:
    """Return the rows of one stage that are 0 over blanks; a total may add up the parts of other stages."""
    empty: set[int] = set()
    scored: set[int] = set()  # the criteria with a score somewhere below, be they blank themselves
    for criterion, below in parts.items():
        listed = [rows[c] for c in below if c in rows]
        listed = listed or [other[c] for other in stages.values() for c in below if c in other]
        is_blank = all(row in empty or block.status[row] == MISSING for row in listed)
        if not is_blank or not scored.isdisjoint(below):
            scored.add(criterion)
            continue
        if criterion not in rows or not listed:
            continue
        value = block.value[rows[criterion]]
        if value == 0:
            empty.add(rows[criterion])
        elif value == value:
            return set()
    return empty
