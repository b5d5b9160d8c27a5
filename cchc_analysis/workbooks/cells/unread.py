"""Headings that nobody understands: which of them may be scores, and what waits for them."""

from __future__ import annotations

import re
from itertools import pairwise

from cchc_analysis import frameworks
from cchc_analysis.files.grid import address
from cchc_analysis.frameworks import Framework
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.kinds import NUMBERS
from cchc_analysis.tables.numbers import numbers
from cchc_analysis.tables.tracks import Track
from cchc_analysis.vietnamese import parse_number
from cchc_analysis.workbooks.cells.account import BodyAccount
from cchc_analysis.workbooks.cells.axis import Axis
from cchc_analysis.workbooks.cells.block import scale_of
from cchc_analysis.workbooks.cells.matrix import Scale
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.source import BLANK, CHOICES, CRITERIA

#: A heading that begins so names a whole, be it one that nobody knows.
_TOTAL = re.compile(r"(?:tong|total|overall)\b")

#: Where so many numbers lie on a scale, a typing error may keep the others off it.
_MANY = 0.5


def is_code(cells: list[str | float], before: bool) -> bool:
    """Tell whether numbers count the rows, be it anew in each part, or are whole *before* the units."""
    read = [parse_number(v) if isinstance(v, str) else v for v in cells]
    whole = [int(n) for n in read if n is not None and n == int(n)]
    counted = all(b in (1, a + 1) for a, b in pairwise([0, *whole]))
    return len(whole) == len(cells) and (before or counted)


def say_unknown(account: BodyAccount, context: Context) -> None:
    """Report of a body what no heading explains and may be scores, with the lines that would say what it is.

    A reader says of a row or column that it is ``heading_unknown``; columns of which nothing was read, though
    others were, are so too.
    """
    body, rows = account.body, account.body.sheet.rows
    read = {at for matrix in account.matrices for at in matrix.read_columns()}
    dated = {t.year for t in account.columns if t.at in read}
    _say_another_index(account, context, read)
    for column in account.columns if account.blocks else ():
        is_left = column.at not in read and not column.reason
        is_beside = is_left and column.quantity in ("share", "rank", "group")
        is_strange = is_beside or column.reason == "not_in_framework"
        if is_strange and column.year and column.year not in dated:
            column.reason = "heading_unknown"  # ``2023 TH`` beside ``2022``, a share or rank of no points
        elif is_left and column.labels and column.is_score:
            cells = [rows[line][column.at] for line in _numbered(body, column.at)]
            before = column.at < (body.side("units") or 0)
            column.reason = "code" if is_code(cells, before) else "heading_unknown"
    if account.blocks and (unheaded := _unheaded(account, read)):
        context.say("columns_unheaded", unheaded[0], cells=", ".join(unheaded))
    columns = [t for t in account.columns if t.reason == "heading_unknown" and _numbered(body, t.at)]
    lines = [t for t in account.rows if t.reason == "heading_unknown"]
    if columns:
        cell, choices = body.heading_cell(columns[0].at), CRITERIA if body.sides.get("units") else CHOICES
        declared = {t.at: (BLANK, f"“{heading_of(t)}”: {choices}") for t in columns}
        context.say("heading_unknown", cell, printed=headings([*columns, *lines]),
                    lines=context.lines(columns=declared))  # fmt: skip
    elif lines:
        cell = address(lines[0].at, body.side("names") or body.side("indices") or 0)
        context.say("heading_unknown", cell, printed=headings(lines), lines="")


def _say_another_index(account: BodyAccount, context: Context, read: set[int]) -> None:
    """Report scores and ranks of which nothing was read since their headings name another index."""
    body, taken = account.body, {block.index for block in account.blocks}
    others: dict[str, list[Track]] = {}
    for column in account.columns if taken else ():
        is_other = column.index and column.index not in taken and column.at not in read
        holds = column.is_score or column.quantity == "rank"
        if is_other and holds and not column.reason and _numbered(body, column.at):
            column.reason = f"index {column.index}"
            others.setdefault(column.index, []).append(column)
    for index, columns in others.items():
        context.say("another_index_beside", body.heading_cell(columns[0].at), printed=headings(columns),
                    index=index, taken=", ".join(sorted(taken)))  # fmt: skip


def _unheaded(account: BodyAccount, read: set[int]) -> list[str]:
    """Return the first cell of each column with numbers that nothing heads, behind the names of its rows."""
    body, kinds = account.body, account.body.kinds.rows
    names = body.side("units") or body.side("names") or 0
    first = []
    for column in account.columns:
        heads = column.labels or column.unit or column.reason not in ("", "no_heading")
        if heads or column.at in read or column.at < names or body.is_apart(column.at):
            continue
        lines = (t.at for t in account.rows if not t.reason and kinds[t.at][column.at] in NUMBERS)
        first += [address(line, column.at) for line in [*lines][:1]]
    return first


def say_merged(account: BodyAccount, context: Context) -> None:
    """Report scores in a merged cell over several units or criteria: the first of them was given all.

    A maximum over several units is that of each.
    """
    body = account.body
    read = {at for matrix in account.matrices for at in matrix.read_columns()}
    columns = {t.at: t for t in account.columns if (t.is_score or t.quantity == "maximum") and t.at in read}
    for (top, left), (bottom, _) in body.sheet.merged if account.blocks else ():
        spanned = [t for t in account.rows if top <= t.at <= bottom and not (t.stage or t.reason)]
        of = {(t.unit, t.text) for t in spanned if t.unit or t.labels}
        units = {t.unit for t in spanned if t.unit and columns.get(left, t).quantity == "maximum"}
        if left in columns and len(of) > max(1, len(units)) and body.kinds.rows[top][left] in NUMBERS:
            first, last = address(top, left), address(bottom, left)
            names = [(t.unit or t.text)[:60] for t in spanned]
            context.say("score_merged", first, cells=f"{first}:{last}", taken=names[0], left=names[-1])


def _numbered(body: Body, at: int) -> list[int]:
    """Return the rows in which a column holds a number."""
    kinds = body.kinds.rows
    return [line for line in body.lines if kinds[line][at] in NUMBERS]


def headings(tracks: list[Track]) -> str:
    """Return the headings of some rows or columns as one text."""
    texts = list(dict.fromkeys(heading_of(t)[:60] for t in tracks))
    return "; ".join([*texts[:4], *(["…"] if len(texts) > 4 else [])])


def heading_of(track: Track) -> str:
    """Return the heading of a row or column, with those above it where it alone says little."""
    inner = track.labels[-1] if track.labels else None
    if inner is None:
        return track.unit
    return track.text if inner.plain and len(track.labels) > 1 else inner.text


class Unread:
    """Reports the rows or columns of one view whose headings name no criterion of its framework."""

    def __init__(self, axis: Axis, framework: Framework) -> None:
        self.axis, self.tracks, self.view = axis, axis.tracks, axis.view
        self.framework = framework

    def say(self, places: list[int], codes: dict[int, str]) -> None:
        """Report some places: each that could be a score by itself, the others together.

        Parameters
        ----------
        places : list of int
            Where no criterion is named.
        codes : dict of int to str
            The criteria of the other places.
        """
        waiting = self._waiting(places, codes)
        few = len(places) <= len(codes)  # many are indicators
        for i in places:
            doubtful = i not in waiting and codes and self._is_doubtful(i, codes, few)
            self.tracks[i].reason = "heading_unknown" if doubtful else "not_in_framework"
            if i in waiting:
                self._say_waits(i, waiting[i])
        if places and codes:
            unused = [self.tracks[i] for i in places]
            self.axis.say("headings_unused", unused[0], count=len(unused), printed=headings(unused))

    def _is_doubtful(self, place: int, codes: dict[int, str], few: bool) -> bool:
        """Tell whether a place could be a score: where there are no indicators, whatever is on a scale."""
        label, rows = self.tracks[place].labels[-1], self.view.body.sheet.rows
        before = self.axis.down and self.tracks[place].at < (self.view.body.side("units") or 0)
        has_indicators = frameworks.has_indicators(self.framework.index)
        unlike = has_indicators and not few and self.framework.index not in label.indices
        if unlike or is_code([rows[r][c] for r, c in self.axis.cells(place)], before):
            return False
        if has_indicators:
            is_whole = _TOTAL.match(label.words) is not None or self.framework.index in label.indices
            return is_whole or self._may_be_score(place, codes)
        whole = scale_of(self.framework.criteria["total"])
        return self._may_be_score(place, codes) or self._fits(place, whole, _MANY)

    def _waiting(self, places: list[int], codes: dict[int, str]) -> dict[int, frameworks.Criterion]:
        """Return the places that stand where just so many criteria are lacking: they may be misspelt.

        Beside the total alone, or nothing, those are the domains: ``I | II | … | Tổng điểm``.
        """
        criteria = self.framework.criteria
        levels = {criteria[code].level for code in codes.values() if code in criteria} & {1, 2, 3} or {1}
        declared = [c for c in criteria.values() if c.level in levels]
        order = {c.code: place for place, c in enumerate(declared)}
        placed = {i: order[code] for i, code in codes.items() if code in order}
        edges = [(-1, -1), *sorted(placed.items()), (len(self.tracks), len(declared))]
        waiting: dict[int, frameworks.Criterion] = {}
        for (left, first), (right, last) in pairwise(edges):
            lacking = [c for c in declared[first + 1 : max(last, 0)] if c.code not in codes.values()]
            between = [i for i in places if left < i < right]
            if codes and len(lacking) == len(between):
                waiting |= {i: c for i, c in zip(between, lacking, strict=True) if self._fits(i, scale_of(c))}
        return waiting

    def _fits(self, place: int, scale: Scale | None, share: float = 1.0) -> bool:
        """Tell whether all numbers of a place, or a *share* of them, lie on a scale."""
        rows, cells = self.view.body.sheet.rows, self.axis.cells(place)
        values = numbers([rows[r][c] for r, c in cells], scale).values
        if scale is None or not values:
            return False
        return sum(scale[0] <= v <= scale[1] for v in values) >= share * len(values)

    def _may_be_score(self, place: int, codes: dict[int, str]) -> bool:
        """Tell whether numbers lie on the scale of a criterion beside them, of the whole where no other is."""
        criteria = self.framework.criteria
        parts = set(codes.values()) - {"total"} or {"total"}
        beside = {scale_of(criteria[c]) for c in parts if c in criteria}
        return any(self._fits(place, scale) for scale in beside)

    def _say_waits(self, place: int, criterion: frameworks.Criterion) -> None:
        track, cells = self.tracks[place], self.axis.cells(place)
        self.axis.say("heading_waits", track, count=len(cells), printed=track.labels[-1].text[:60],
                      code=criterion.code, cells=f"{address(*cells[0])}:{address(*cells[-1])}",
                      name=(criterion.name("vi"), criterion.name("en")))  # fmt: skip
