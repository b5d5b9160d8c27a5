"""Two columns of points headed by who gave them: the unit itself, then the level above it.

TT | Tiêu chí | Điểm tối đa | Điểm đánh giá        TT | Đơn vị    | Chỉ đạo | Thể chế
   |          |             | Xã | Tỉnh               |           | Xã | Sở | Xã | Sở
"""

from __future__ import annotations

from dataclasses import replace

from cchc_analysis.files.grid import Row
from cchc_analysis.tables.body import Body, Stacks
from cchc_analysis.tables.kinds import TEXT, Kinds, has_number
from cchc_analysis.tables.vocabulary import value_of
from cchc_analysis.units.local import local_unit
from cchc_analysis.vietnamese import key

_STAGES = ("self", "appraised")


def name_scorers(stacks: Stacks, rows: list[Row], kinds: Kinds, lines: list[int]) -> None:
    """Give pairs of columns headed ``Xã | Tỉnh`` and no more the stages of who scored.

    One pair stands beside maxima, several beside the names of communes.

    Parameters
    ----------
    stacks : dict of int to tuple of Heading
        The headings over each column; those of the two are replaced.
    rows : list of Row
        The cells of the sheet.
    kinds : Kinds
        What each of them is.
    lines : list of int
        The rows below the headings.
    """
    who = {at: value_of("scorer", stack[-1].words) for at, stack in stacks.items() if stack}
    levels = {at: level for at, level in who.items() if level and has_number(kinds.column(at, lines))}
    others = [h for at, stack in stacks.items() for h in (stack[:-1] if at in levels else stack)]
    if not levels or len(levels) % len(_STAGES) or any(h.stage for h in others):
        return
    places = sorted(levels)
    pairs = list(zip(places[::2], places[1::2], strict=True))
    lower, higher = (levels[at] for at in pairs[0])
    are_alike = all(b == a + 1 and (levels[a], levels[b]) == (lower, higher) for a, b in pairs)
    has_maxima = any(h.quantity == "maximum" for at in stacks.keys() - levels for h in stacks[at])
    of_points = not any(h.quantity == "maximum" for at in levels for h in stacks[at])
    is_beside = has_maxima if len(pairs) == 1 else _beside_communes(stacks, rows, kinds, lines)
    if is_beside and of_points and are_alike and lower < higher:
        for at, stage in zip(places, _STAGES * len(pairs), strict=True):
            *outer, label = stacks[at]
            stacks[at] = (*outer, replace(label, holds="", stage=stage, plain=True, rest=""))


def _beside_communes(stacks: Stacks, rows: list[Row], kinds: Kinds, lines: list[int]) -> bool:
    """Tell whether a column names communes: who scored a province *Xã | Tỉnh* is another matter."""
    for at in stacks:
        units = [local_unit(rows[line][at]) for line in lines if kinds.rows[line][at] == TEXT]
        if sum(unit is not None and unit[1] == "commune" for unit in units) * 2 > len(units) > 0:
            return True
    return False


def name_scorers_down(body: Body, at: int, name: int) -> None:
    """Let the two scorers of each unit or criterion who take turns down a column be the stages: *Xã*, *Sở*.

    Parameters
    ----------
    body : Body
        Its cells in that column become the names of the stages.
    at, name : int
        The column of the scorers, and that of whom or what they scored: blank, or again, in each second row.
    """
    lines = [line for line in body.lines if body.kinds.rows[line][at] == TEXT]
    texts, names = ([body.sheet.rows[line][c] for line in lines] for c in (at, name))
    if texts[2:] != texts[:-2] or any(
        n not in ("", first) for first, n in zip(names[::2], names[1::2], strict=False)
    ):
        return
    levels = {value_of("scorer", key(text)) or "": text for text in set(texts)}
    if len(levels) == len(_STAGES) and all(levels):
        stages = {levels[level]: stage for level, stage in zip(sorted(levels), _STAGES, strict=True)}
        rows = list(body.sheet.rows)
        for line in lines:
            rows[line] = [stages[v] if c == at else v for c, v in enumerate(rows[line])]
        body.sheet = replace(body.sheet, rows=rows)
