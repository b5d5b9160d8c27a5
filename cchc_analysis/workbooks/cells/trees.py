"""What the points of each unit say against each other: the tree of its criteria, from a block of scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from cchc_analysis import frameworks
from cchc_analysis.arrays import Vector
from cchc_analysis.findings.scored_tree import ScoredTree
from cchc_analysis.tables.numbers import NOT_APPLICABLE, SCORED
from cchc_analysis.tables.tracks import Track
from cchc_analysis.workbooks.cells.block import STAGE, STAGES, Block
from cchc_analysis.workbooks.context.titles import in_per_cent
from cchc_analysis.workbooks.headings.views import View
from cchc_analysis.workbooks.outline.codes import codes_left_out

#: The most that a share can be.
PER_CENT = 100.0


def tree_of(
    block: Block,
    rows: Vector,
    children: Sequence[Sequence[int]],
    maxima: list[float],
    shares: Mapping[str, list[float]],
    elsewhere: Callable[[int, str], str],
    *,
    again: Sequence[bool] = (),
    is_survey: bool = False,
) -> ScoredTree:
    """Return the criteria of one unit with its points, to be checked.

    Parameters
    ----------
    block : Block
    rows : array of int
        Those of the unit.
    children, maxima, shares, again
        As in :class:`ScoredTree`, by criterion of the block.
    elsewhere : callable
        Gives the cell of a criterion's code, maximum or share.
    is_survey : bool
        Whether the scores are shares, whatever the index.
    """
    scores: dict[str, list[float]] = {}
    changes: dict[str, float] = {}
    tops = children[0] if block.criteria[0].code == "total" else ()
    for stage in np.flatnonzero(np.bincount(block.stage[rows])).tolist():
        of_stage = rows[block.stage[rows] == stage]
        values = np.full(len(block.criteria), np.nan)
        values[block.criterion[of_stage]] = block.value[of_stage]
        scores[STAGES[stage]] = values.tolist()
        changes[STAGES[stage]] = block.change(int(block.unit[rows[0]]), stage)

    def cell(place: int, column: str) -> str:
        at = rows[(block.criterion[rows] == place) & (block.stage[rows] == STAGE.get(column, -1))]
        return block.cell(at[0]) if len(at) else elsewhere(place, column)

    return ScoredTree(
        [c.code for c in block.criteria], [c.name for c in block.criteria], children, maxima,
        _out(block, rows).tolist(), scores, cell, shares, list(again),
        is_survey or frameworks.indices()[block.index].rule == "survey",
        codes_left_out(block.criteria[c].code for c in tops), changes,
    )  # fmt: skip


def children_of(codes: list[str]) -> list[list[int]]:
    """Return the places of the criteria below each, by their dotted codes; the top ones below the total."""
    place = {code: i for i, code in enumerate(codes)}
    below: list[list[int]] = [[] for _ in codes]
    for i, code in enumerate(codes):
        parent = place.get(code.rpartition(".")[0], place.get("total", -1) if code != "total" else -1)
        if parent >= 0:
            below[parent].append(i)
    return below


def share_of(track: Track) -> str:
    """Return the stage that printed percentages of the maximum are of; blank for the result."""
    return "" if track.stage == "final" else track.stage


def are_shares(block: Block, view: View, columns: Sequence[Track]) -> bool:
    """Tell whether scores without any maximum are shares, which do not add up: so they are shown, or headed.

    Where only a title says so, no total may exceed all that it could sum.
    """
    shown = view.body.sheet.marks.percent
    lines = [t.at for t in view.rows if t.unit or t.labels]
    if all(t.percent or any((line, t.at) in shown for line in lines) for t in columns):
        return True
    headed = any(t.percent or t.quantity == "share" for t in view.columns)
    return in_per_cent(view.context.titles) and not headed and not _exceeds(block)


def _exceeds(block: Block) -> bool:
    """Tell whether a total is more than each of the criteria of its unit and stage."""
    whole = np.array([c.code == "total" for c in block.criteria])[block.criterion]
    groups = block.unit * len(STAGES) + block.stage
    most = {g: np.nanmax(block.value[(groups == g) & ~whole], initial=0.0) for g in set(groups.tolist())}
    pairs = zip(block.value[whole].tolist(), groups[whole].tolist(), strict=True)
    return any(value > most[group] for value, group in pairs)


def _out(block: Block, rows: Vector) -> Vector:
    """Tell which criteria do not apply to a unit: one stage says so and none has points."""
    out, scored = np.zeros(len(block.criteria), bool), np.zeros(len(block.criteria), bool)
    out[block.criterion[rows[block.status[rows] == NOT_APPLICABLE]]] = True
    scored[block.criterion[rows[block.status[rows] == SCORED]]] = True
    return out & ~scored
