"""Ranks behind several years that say none of their own: whose scores they put into order.

Tỉnh       | Năm 2024 | Năm 2023 | Xếp hạng
Hải Phòng  | 96,17    | 91,87    | 1
"""

from __future__ import annotations

from cchc_analysis.tables.body import Body
from cchc_analysis.tables.numbers import MOST_RANKED, number_of, rank_of
from cchc_analysis.tables.pairs import AGREE, in_order
from cchc_analysis.tables.tracks import Track
from cchc_analysis.vietnamese import clean
from cchc_analysis.workbooks.context.context import Context


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
