"""What the points of each unit say against each other: the tree of its criteria, from a block of scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import nan

import numpy as np

from cchc_analysis import frameworks
from cchc_analysis.arrays import Vector
from cchc_analysis.findings.scored_tree import ScoredTree
from cchc_analysis.findings.sheets import check_sheet
from cchc_analysis.tables.numbers import NOT_APPLICABLE, SCORED
from cchc_analysis.workbooks.cells.block import STAGE, STAGES, Block
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.outline.codes import codes_left_out
from cchc_analysis.workbooks.outline.row_labels import change_in

#: What a unit's printed shares are, by stage and criterion, each with its cell.
Shares = dict[str, dict[int, tuple[float, str]]]


def check_trees(
    block: Block,
    shares: Mapping[int, Shares],
    cell_of: Callable[[Block, int, int, str], str],
    context: Context,
    *,
    is_survey: bool,
) -> None:
    """Check what the points of each unit say against each other, and lower maxima by what does not apply.

    Parameters
    ----------
    block : Block
        Its maxima as printed.
    shares : mapping of int to dict
        The printed shares of the maxima, by unit, stage and criterion, with their cells.
    cell_of : callable
        Gives the cell of a criterion's ``"code"`` or ``"maximum"``, by a row of its unit.
    is_survey : bool
        Whether the scores are shares, whatever the index.
    """
    tops, children = block.tops, block.children()
    for unit in range(len(block.units)):
        rows = np.flatnonzero(block.unit == unit)
        if len(rows):
            of_unit, cell = shares.get(unit, {}), partial(cell_of, block, int(rows[0]))
            tree = _tree_of(block, rows, children, of_unit, cell, is_survey)
            of_row = block.criterion[rows]
            block.status[rows[np.array(tree.out)[of_row]]] = NOT_APPLICABLE
            is_printed = tops[rows] == np.array(tree.maxima)[of_row]  # other stages may have their own
            tops[rows] = np.where(is_printed, np.array(tree.possible())[of_row], tops[rows])
            check_sheet(tree, block.file, block.sheet, context.findings)
    block.set_tops(tops)


def _tree_of(
    block: Block,
    rows: Vector,
    children: Sequence[Sequence[int]],
    shares: Shares,
    cell_of: Callable[[int, str], str],
    is_survey: bool,
) -> ScoredTree:
    """Return the criteria of one unit with its points, to be checked."""
    scores: dict[str, list[float]] = {}
    changes: dict[str, float] = {}
    tops_of: dict[str, list[float]] = {}
    maxima = np.full(len(block.criteria), np.nan)
    for stage in np.flatnonzero(np.bincount(block.stage[rows])).tolist():
        of_stage = rows[block.stage[rows] == stage]
        values, most = np.full((2, len(block.criteria)), np.nan)
        values[block.criterion[of_stage]] = block.value[of_stage]
        most[block.criterion[of_stage]] = block.tops[of_stage]
        maxima[block.criterion[of_stage]] = block.tops[of_stage]  # earlier ones may be of parts: 65 of 100
        scores[STAGES[stage]], tops_of[STAGES[stage]] = values.tolist(), most.tolist()
        changes[STAGES[stage]] = block.change(int(block.unit[rows[0]]), stage)

    def cell(place: int, column: str) -> str:
        at = rows[(block.criterion[rows] == place) & (block.stage[rows] == STAGE.get(column, -1))]
        if len(at):
            return block.cell(at[0])
        share, _, stage = column.partition(" ")
        return shares[stage][place][1] if share == "share" else cell_of(place, column)

    places, none = range(len(block.criteria)), (nan, "")
    printed = {stage: [of.get(k, none)[0] for k in places] for stage, of in shares.items()}
    tops = children[0] if block.criteria[0].code == "total" else ()
    codes = [c.code for c in block.criteria]
    return ScoredTree(
        codes, [c.name for c in block.criteria], children, maxima.tolist(), _out(block, rows).tolist(),
        scores, cell, printed, ["#" in code.rpartition(".")[2] for code in codes],
        is_survey or frameworks.indices()[block.index].rule == "survey",
        codes_left_out(block.criteria[c].code for c in tops), changes,
        [change_in(c.name) for c in block.criteria], tops_of,
    )  # fmt: skip


def _out(block: Block, rows: Vector) -> Vector:
    """Tell which criteria do not apply to a unit: one stage says so and none has points."""
    out, scored = np.zeros(len(block.criteria), bool), np.zeros(len(block.criteria), bool)
    out[block.criterion[rows[block.status[rows] == NOT_APPLICABLE]]] = True
    scored[block.criterion[rows[block.status[rows] == SCORED]]] = True
    return out & ~scored
