"""Two columns of points headed by who gave them: the unit itself, then the level above it.

TT | Tiêu chí | Điểm tối đa | Điểm đánh giá
   |          |             | Xã | Tỉnh
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cchc_analysis.tables.body import Stacks
from cchc_analysis.tables.headings import value_of
from cchc_analysis.tables.kinds import has_number

_STAGES = ("self", "appraised")


def name_scorers(stacks: Stacks, kinds: Callable[[int], str]) -> None:
    """Give two columns beside maxima, headed ``Xã | Tỉnh`` and no more, the stages of who scored.

    Parameters
    ----------
    stacks : dict of int to tuple of Heading
        The headings over each column; those of the two are replaced.
    kinds : callable
        Gives the kinds of the cells of a column.
    """
    levels = {
        at: level
        for at, stack in stacks.items()
        if stack and (level := value_of("scorer", stack[-1].words)) and has_number(kinds(at))
    }
    others = [h for at, stack in stacks.items() for h in (stack[:-1] if at in levels else stack)]
    if len(levels) != len(_STAGES) or any(h.stage for h in others):
        return
    (first, lower), (second, higher) = sorted(levels.items())
    has_maxima = any(h.quantity == "maximum" for at in stacks.keys() - levels for h in stacks[at])
    of_points = not any(h.quantity == "maximum" for at in levels for h in stacks[at])
    if has_maxima and of_points and second == first + 1 and lower < higher:
        for at, stage in zip((first, second), _STAGES, strict=True):
            *outer, label = stacks[at]
            stacks[at] = (*outer, replace(label, holds="", stage=stage, plain=True, rest=""))
