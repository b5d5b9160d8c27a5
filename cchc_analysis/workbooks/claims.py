"""Rows or columns of one key: copies are taken once, contradictions not at all, and both are reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

import numpy as np

from cchc_analysis.files.grid import column_letters
from cchc_analysis.tables.tracks import Track
from cchc_analysis.workbooks.block import Vector
from cchc_analysis.workbooks.context import Context
from cchc_analysis.workbooks.seen import declared

#: Printed values that differ by less than this differ by rounding.
SAME = 0.006


class HasTrack(Protocol):
    """A row or a column that claims a key."""

    track: Track


T = TypeVar("T", bound=HasTrack)


def settle(
    claims: list[T], vectors: list[Vector], context: Context, cell_of: Callable[[Track], str]
) -> list[T]:
    """Return the claims that are taken of those of one key.

    Where all agree the first is taken and the others are noted; where two differ none is taken, and the
    error names both.

    Parameters
    ----------
    claims : list
        Rows or columns of one key, in printed order.
    vectors : list of array
        Their numbers.
    context : Context
    cell_of : callable
        Gives the cell of a track's heading.
    """
    filled = [(c, v) for c, v in zip(claims, vectors, strict=True) if not np.isnan(v).all()]
    if len(filled) < 2:
        return [c for c, _ in filled] or claims[:1]
    first, numbers = filled[0]
    for _, others in filled[1:]:
        both = ~np.isnan(numbers) & ~np.isnan(others)
        if (np.abs(numbers - others)[both] > SAME).any() or not both.any():
            cells = ", ".join(dict.fromkeys(cell_of(c.track) for c, _ in filled))
            context.say("two_claims", cell_of(first.track), cells=cells, printed=first.track.text[:80],
                        lines=_lines([c.track for c, _ in filled], context, cell_of))  # fmt: skip
            for claim, _ in filled:
                claim.track.reason = "two_claims"
            return []
    for other, _ in filled[1:]:
        other.track.reason = "copy"
        context.say("column_copied", cell_of(other.track), first=cell_of(first.track))
    return [first]


def _lines(tracks: list[Track], context: Context, cell_of: Callable[[Track], str]) -> str:
    """Return the lines of the source that tell columns apart; nothing for rows."""
    if any(cell_of(t).rstrip("0123456789") != column_letters(t.at) for t in tracks):
        return ""
    return context.lines(columns={t.at: declared(t) for t in tracks})
