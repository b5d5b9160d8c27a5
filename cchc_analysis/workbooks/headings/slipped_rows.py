"""Columns that slipped a row off the names beside them, or ranks and scores that are a row off each other.

TT | Xã  | Điểm | Hạng
1  | Một |      | 2
2  | Hai | 91   | 1
   |     | 88   |

A row may slip a cell to the right too: a column without its number, and a number behind the last.
"""

from __future__ import annotations

from cchc_analysis.files.grid import address
from cchc_analysis.findings.scored_tree import ROUNDING
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.kinds import NUMBERS, is_number
from cchc_analysis.tables.numbering import numbers_columns, numbers_criteria
from cchc_analysis.tables.numbers import numbers
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import is_pseudo
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.headings.ranking import agree

#: What slips as scores do.
_SLIPPING = ("rank", "maximum", "satisfied", "unsatisfied")
#: So many ranks are no longer in the order of other rows' scores by chance.
_ORDERED = 6


def set_slipped_aside(body: Body, rows: list[Track], columns: list[Track], context: Context) -> None:
    """Take no column whose numbers stand a row off the names, or ranks and scores that are off each other."""
    units = body.side("units") is not None
    named = [t.at for t in rows if (t.unit and not is_pseudo(t.unit) if units else t.labels)]
    score: Track | None = None
    for track in columns if len(named) > 2 else ():
        slips = track.is_score or track.quantity in _SLIPPING
        if track.reason or not slips or not (track.labels or track.unit):
            continue
        nameless = _beyond_names(body, track, named)
        slipped = [] if nameless is None else [(track, nameless)]
        if not slipped and track.quantity == "rank" and score and units and len(named) >= _ORDERED:
            is_off = any(agree(body, score, track, named, off=off, share=1) for off in (1, -1))
            if is_off and not agree(body, score, track, named):
                slipped = [(score, named[0]), (track, named[0])]
        score = track if track.is_score else score
        for of, line in slipped:
            of.reason = "rows_slipped"
            context.say(of.reason, address(line, of.at), printed=of.text[:60] or of.unit)


def set_shifted_rows_aside(body: Body, rows: list[Track], columns: list[Track], context: Context) -> None:
    """Take no row that lacks one number among its columns and has one behind the last of them."""
    kinds = body.kinds.rows
    bare = [t.at for t in columns if t.quantity == "note" or not (t.labels or t.unit)]
    if not bare:
        return
    headed = [t.at for t in columns if t.at not in bare
              and sum(kinds[row.at][t.at] in NUMBERS for row in rows) * 2 > len(rows)]  # fmt: skip
    beyond = headed[-1] + 1 if headed else -1
    if beyond not in bare or body.is_apart(beyond):
        return
    numbered = [t for t in rows if kinds[t.at][beyond] in NUMBERS]
    shifted = [t for t in numbered if sum(kinds[t.at][c] not in NUMBERS for c in headed) == 1]
    for track in shifted if len(shifted) == len(numbered) else ():
        track.reason = "row_shifted"
        context.say(track.reason, address(track.at, beyond))


def _beyond_names(body: Body, track: Track, named: list[int]) -> int | None:
    """Return the nameless row next to the names where a column ends, if it has none at their other end."""
    cells, kinds, at = body.sheet.rows, body.kinds.rows, track.at
    for line, end in ((named[-1] + 1, named[0]), (named[0] - 1, named[-1])):
        beyond = 0 <= line < len(cells) and kinds[line][at] in "nN" and not is_number(cells[end][at])
        if not beyond or not _is_nameless(body, line):
            continue
        own, *others = numbers([cells[r][at] for r in (line, *named)], None, body.sheet.decimal).values
        known = [v for v in others if v == v]
        if len(known) > 1 and (track.quantity == "rank" or not _sums_up(body, own, known)):
            return line
    return None


def _sums_up(body: Body, value: float, others: list[float]) -> bool:
    """Tell whether a nameless number may be the mean of units, or the total of criteria: no lower than any."""
    if body.side("units") is None:
        return value >= max(others)
    return abs(value - sum(others) / len(others)) <= ROUNDING


def _is_nameless(body: Body, line: int) -> bool:
    """Tell whether a row holds but numbers, below what is merged from the row above, and no numbering."""
    row, filled, texts = body.sheet.rows[line], body.kinds.filled[line], body.kinds.texts[line]
    above = body.sheet.rows[line - 1] if line else ()
    counted = numbers_columns(row, filled, body.kinds.rows[line])
    is_spread = line in body.headings and all(row[c] == above[c] for c in texts)
    numbered = numbers_criteria([row[c] for c in filled if c not in texts])
    return (is_spread or not texts) and not (counted or numbered)
