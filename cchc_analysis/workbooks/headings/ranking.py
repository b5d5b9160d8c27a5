"""What tells that numbers are ranks, among how many, and of which year: cells of a score and its rank, titles.

Ranks behind several years that say none of their own are of the year whose scores they put into order.

Tỉnh       | Năm 2024 | Năm 2023 | Xếp hạng
Hải Phòng  | 96,17    | 91,87    | 1
"""

from __future__ import annotations

from functools import cache
from typing import Any

from cchc_analysis.files.grid import address
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import Heading, heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import MOST_RANKED, number_of, rank_of
from cchc_analysis.tables.pairs import (
    AGREE,
    halves,
    hold_scores,
    in_order,
    order_in_words,
    order_of,
    order_of_heading,
    pairs_among,
    rank_in,
)
from cchc_analysis.tables.tracks import Track
from cchc_analysis.units import is_unit
from cchc_analysis.units.times import all_boundaries, valid_units
from cchc_analysis.vietnamese import clean
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.headings.groups import groups_alike

#: No region has more provinces.
_OF_A_REGION = 16
#: Quantities whose cells may hold a score and its rank.
_PAIRED = ("", "score", "share", "rank")


def most_ranked(count: int, of_provinces: bool, year: int | None = None) -> int:
    """Return among how many a rank can be that stands in a table of *count* units, in a year or ever.

    Examples
    --------
    >>> most_ranked(14, True, 2024), most_ranked(14, True), most_ranked(14, False)
    (63, 64, 200)
    """
    return max(count, _provinces(year) if of_provinces else MOST_RANKED)


@cache
def _provinces(year: int | None) -> int:
    years = [b.first_year for b in all_boundaries()] if year is None else [year]
    return max(len({u.unit_id for u in valid_units(y).values()}) for y in years)


def _units_of(columns: list[Track], rows: list[Track]) -> tuple[int, bool]:
    """Return how many units a table names, and whether provinces are among them."""
    named = [t.unit for t in (*rows, *columns) if t.unit]
    return len(named), any(map(is_unit, named))


def take_pairs(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Take cells that hold a score and its rank for scores; where nothing tells which is which, say so."""
    if not any([halves(text.strip()) for text in body.sheet.texts if text.endswith(")")]):
        return
    cells, units_down = body.sheet.rows, body.side("units") is not None
    lines = [t.at for t in rows if t.unit or not units_down]
    across = [t.at for t in columns if t.unit]
    most = most_ranked(*_units_of(columns, rows))
    if not (units_down or across) and body.sides.get("names"):
        most = 0  # criteria of one unit have no ranks: ``2 (1)`` is a deduction, a maximum, a note
    for track in columns:
        _take_pairs(track, [cells[line][track.at] for line in lines], most, context,
                    body.heading_cell(track.at), of_units=units_down)  # fmt: skip
    for track in rows if across else ():
        _take_pairs(track, [cells[track.at][at] for at in across], most, context,
                    address(track.at, body.side("names") or 0), of_units=True)  # fmt: skip


def _take_pairs(
    track: Track, cells: list[Any], most: int, context: Context, cell: str, *, of_units: bool
) -> None:
    pairs = pairs_among(cells) if track.quantity in _PAIRED and not track.reason else []
    if not pairs:
        return
    headed = next((order for h in reversed(track.labels) if (order := order_of_heading(h.text))), "")
    headed = headed or order_in_words(pairs)
    order = order_of(pairs, headed, most, of_units=of_units)
    if not headed and most == MOST_RANKED and not any(rank_in(pair, order, len(cells)) for pair in pairs):
        order = ""  # ``85,2 (120)`` of three communes: so many answered
    are_shares = all(mark.endswith("%") and not number.endswith("%") for number, mark in pairs)
    if track.quantity != "rank" or headed or hold_scores(pairs, order, most):
        track.pairs = order
    if track.pairs:
        track.quantity = "" if track.quantity == "rank" else track.quantity
    elif headed or not (are_shares or _is_one_number(track, pairs, cells, most)):
        track.reason = "pairs_unclear"
        context.say(track.reason, cell, printed=track.text[:60], pair="{} ({})".format(*pairs[0]))
    elif track.quantity != "rank" and (are_shares or len({mark for _, mark in pairs}) > 1):
        context.say("brackets_left_out", cell, printed=track.text[:60], pair="{} ({})".format(*pairs[0]))
    elif track.quantity == "rank" and _dates_brackets(track.labels):
        track.year = track.shift = None
        context.say("brackets_of_year", cell, printed=track.text[:60], pair="{} ({})".format(*pairs[0]))


def _dates_brackets(labels: tuple[Heading, ...]) -> bool:
    """Tell whether brackets date the numbers in brackets below: ``Xếp hạng (năm 2023)`` over ``3 (1)``."""
    before, _, inside = labels[-1].text.rstrip(" )").partition("(")
    dates = heading(inside)
    return dates.plain and bool(dates.years or dates.shift) and not heading(before).years


def _is_one_number(track: Track, pairs: list[tuple[str, str]], cells: list[Any], most: int) -> bool:
    """Tell whether what stands in brackets may be left: a note's number, or another rank behind a rank."""
    texts = [clean(v) for v in cells if v.__class__ is str and halves(clean(v)) is not None]
    if track.quantity == "rank":
        return all(rank_of(text, most) is not None for text in texts)
    is_mark = len({mark for _, mark in pairs}) == 1 or any(rank_of(n, most) is None for n, _ in pairs)
    return is_mark and all(number_of(text, None) is not None for text in texts)


def take_ranks_of_title(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Take the numbers for ranks where the title says so, no heading says otherwise, and all may be ranks."""
    headed = any(t.quantity in ("rank", "score", "share") for t in (*columns, *rows))
    if headed or not context.is_ranking():
        return
    scored = [t for t in columns if not t.reason and t.is_score]
    count, of_provinces = _units_of(columns, rows)
    most = most_ranked(count, of_provinces) if of_provinces else count
    lines = [t.at for t in rows if t.unit or body.side("units") is None]
    cells = [v for t in scored for line in lines if (v := body.sheet.rows[line][t.at]) != ""]
    paired = any(t.pairs for t in scored)
    if cells and not paired and all(not is_number(v) or rank_of(v, most) is not None for v in cells):
        for track in scored if body.side("units") is not None else rows:
            track.quantity = "rank"


def set_ranks_within_aside(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Take no ranks that but count the units of a table of one region, or of each group of one kind."""
    count, of_provinces = _units_of(columns, rows)
    down = body.side("units") is not None
    tracks, units = (columns, rows) if down else (rows, columns)
    ranked = [t for t in tracks if t.quantity == "rank" and not t.reason]
    groups = groups_alike(body, rows) if ranked and down else []
    if context.is_of_region() and not (of_provinces and count > _OF_A_REGION):
        groups = [[t for t in units if t.unit]]
    for track in ranked if groups else ():
        ranks = [[_rank_at(body, track.at, t.at, down=down) for t in group] for group in groups]
        begins = len(groups) == 1 or all(1 in of_group for of_group in ranks)
        if begins and any(map(any, ranks)) and all(max(of, default=0) <= len(of) for of in ranks):
            track.reason = "rank_within"
            cell = body.heading_cell(track.at) if down else address(track.at, body.side("names") or 0)
            context.say(track.reason, cell, printed=track.text[:60])


def _rank_at(body: Body, track: int, unit: int, *, down: bool) -> int:
    """Return the rank of a unit in a column, or a row; 0 where none is printed."""
    line, at = (unit, track) if down else (track, unit)
    return rank_of(body.sheet.rows[line][at], MOST_RANKED) or 0


def date_ranks(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Give ranks behind scores of several years the latest that they agree with, and take no others.

    A rank that stands right behind the only score before it, as others do, is that score's.
    """
    lines = [t.at for t in rows if t.unit and not t.reason]
    years: list[Track] = []
    for track in columns if len(lines) > 1 else ():
        if track.is_score and track.year and not track.reason and all(h.plain for h in track.labels):
            years = [*(t for t in years if t.index == track.index), track]
        elif track.quantity == "rank" and not track.reason and _is_undated(track) and _are_several(years):
            agreeing = [t for t in years if agree(body, t, track, lines)]
            track.year = max((t.year or 0 for t in agreeing), default=0) or None
            if not agreeing:
                track.reason = "rank_of_no_year"
                context.say(track.reason, body.heading_cell(track.at), printed=track.text[:60],
                            years=", ".join(str(t.year) for t in years))  # fmt: skip
            years = []
        else:
            years = []


def _is_undated(track: Track) -> bool:
    return track.year is None and track.shift is None and all(h.plain and not h.indices for h in track.labels)


def _are_several(years: list[Track]) -> bool:
    return len({t.year for t in years}) > 1 and len({t.stage for t in years}) == 1


def agree(
    body: Body, scores: Track, ranks: Track, lines: list[int], *, off: int = 0, share: float = AGREE
) -> bool:
    """Tell whether units of better ranks have no lower scores, but for a few, be they some lines *off*."""
    rows = body.sheet.rows
    both = zip(lines[max(-off, 0) :], lines[max(off, 0) :], strict=False)
    cells = [(rows[ranked][ranks.at], rows[scored][scores.at]) for ranked, scored in both]
    read = [(rank_of(r, MOST_RANKED), _number(s)) for r, s in cells if r != "" and s != ""]
    pairs = [(r, s) for r, s in read if r is not None and s is not None]
    return len(pairs) > 1 and in_order(pairs, share)


def _number(value: object) -> float | None:
    return value if isinstance(value, float) else number_of(clean(str(value)), (0, 100))
