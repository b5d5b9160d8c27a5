"""Rows among units that name no unit, or no year: of maxima, of weights, or of nobody knows what.

Đơn vị      | Chỉ đạo | Thể chế | Tổng        Đơn vị | Chỉ đạo | Thể chế | Tổng
Điểm tối đa | 15      | 10      | 25                 | 15      | 10      | 25
Xã Một      | 14      | 9       | 23          Xã Một | 14      | 9       | 23

A column of numbers that begins, or ends, a row off the names has slipped: each number stands by a neighbour.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from cchc_analysis.arrays import Vector
from cchc_analysis.files.grid import address, addresses
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading, row_label
from cchc_analysis.tables.kinds import has_number, is_number
from cchc_analysis.tables.numbers import SAME, numbers
from cchc_analysis.tables.tracks import Track
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.units import is_pseudo, is_unit, local_unit
from cchc_analysis.units.kinds import declared_departments
from cchc_analysis.units.spelling import is_generic, squeezed
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.context.context import Context


def take_rows_of_quantities(body: Body, rows: list[Track]) -> None:
    """Take a row headed ``Điểm tối đa`` among units for one of maxima, be it in the column of numbers."""
    for track in rows:
        text = track.unit
        if not text and not track.labels and body.side("units") is not None:
            text = next((clean(v) for v in body.sheet.rows[track.at] if v.__class__ is str and v.strip()), "")
        quantity = heading(text).quantity if text else ""
        if quantity in ("maximum", "weight", "note", "target") and not is_pseudo(text):
            track.quantity, track.unit = quantity, ""


def join_broken_names(body: Body, rows: list[Track], context: Context) -> None:
    """Join a name that goes on in the row below, be its numbers in the first row or in the second.

    The second row has no running number. Several words go on with no name that is unknown where rows without
    numbers stand over units: above the first of them, or below the last.
    """
    at, codes = body.side("units"), body.side("codes")
    if at is None:
        return
    numbered = {t.at: has_number([body.kinds.rows[t.at][c] for c in body.columns]) for t in rows}
    has_groups = bool(rows) and not numbered[rows[0].at] and len(rows[0].unit.split()) > 1
    for place, (above, track) in enumerate(pairwise(rows)):
        if not (above.unit and track.unit) or track.at != above.at + 1:
            continue
        is_below = len(body.kinds.filled[track.at]) == 1 and numbered[above.at]
        coded = [codes is not None and body.sheet.rows[t.at][codes] != "" for t in rows[place : place + 3]]
        goes_on = coded[:2] == [True, False] and all(coded[2:])  # else it heads rows without numbers
        goes_on = goes_on and numbered[track.at] and not numbered[above.at]
        is_word = " " not in track.unit or goes_on or not (has_groups or track is rows[-1])
        is_word = is_word or _is_known(above.unit, track.unit)
        if (is_below or goes_on) and is_word and _is_one_name(above.unit, track.unit):
            joined = f"{above.unit} {track.unit}"
            above.unit, track.unit = (joined, "") if is_below else ("", joined)
            context.say("name_joined", address(track.at, at), printed=joined)


def _is_one_name(first: str, rest: str) -> bool:
    """Tell whether the rest of a name of a local unit, or of a known one, stands alone."""
    are_words = all(word.istitle() and word.isalpha() for word in rest.split())
    is_else = heading(rest).total or says("class", key(rest)) or is_generic(rest) or is_pseudo(rest)
    is_else = is_else or is_unit(rest) or local_unit(rest) is not None
    is_local = are_words and not is_else and local_unit(f"{first} {rest}") is not None
    return is_local or _is_known(first, rest)


def _is_known(first: str, rest: str) -> bool:
    """Tell whether two texts together name a province or a declared department, and not the first alone.

    ``Sở Văn hóa, Thể thao`` may be one: it is none where ``và Du lịch`` stands below it.
    """
    departments = declared_departments()
    known = [is_unit(name) or squeezed(name) in departments for name in (first, f"{first} {rest}")]
    return known == [False, True] or (all(known) and rest[0].islower())


def take_nameless_rows(body: Body, rows: list[Track], columns: list[Track], context: Context) -> None:
    """Take the nameless row above all units for one of maxima where its numbers are; report any other."""
    cells, scores = body.sheet.rows, [t for t in columns if t.is_taken]
    if body.side("units") is None or len(scores) < 2:
        return
    nameless = [t for t in rows if not (t.unit or t.quantity or t.reason or body.kinds.texts[t.at])
                and all(is_number(cells[t.at][s.at]) for s in scores)]  # fmt: skip
    for track in nameless:
        is_first = track is rows[0] and not any(t.quantity == "maximum" for t in (*rows, *columns))
        values = [numbers([cells[t.at][s.at] for t in rows], None, body.sheet.decimal).values for s in scores]
        if is_first and _are_maxima(np.array(values), np.array([s.total for s in scores])):
            track.quantity = "maximum"
        rule = "row_is_maxima" if track.quantity else "row_without_unit"
        context.say(rule, address(track.at, scores[0].at))


def report_labelled_rows(body: Body, rows: list[Track], columns: list[Track], context: Context) -> None:
    """Take none of the rows of each unit or criterion whose labels nobody understands: ``Trước``, ``Sau``."""
    names = body.side("units") if body.sides.get("units") else body.side("names")
    kinds = body.kinds.rows
    if names is None or all(kinds[t.at][names] != " " for t in rows):
        return
    scores = [t.at for t in columns if t.is_taken and has_number(body.kinds.column(t.at, body.lines))]
    cells, groups = body.sheet.rows, _groups(body, rows, names, scores)
    several = [group for group in groups if len(group) > 1]
    if len(several) < 2 or len(several) * 2 <= len(groups):
        return
    sides = {names, *body.sides.get("codes", ())}
    if body.sides.get("units") and not any(h.rest for t in columns if t.is_score for h in t.labels):
        sides |= {*body.sides.get("names", ())}  # each unit's list of criteria
    for at in (at for at in sorted(body.stacks) if at < max(scores) and at not in sides):
        labels = {tuple(clean(str(cells[t.at][at])) for t in group) for group in several}
        (first, *_), is_one = labels, len(labels) == 1
        facets = {(t.stage, t.year, t.shift, t.quantity) for t in several[0]} - {("", None, None, "")}
        if is_one and len({*first} - {""}) == len(first) != len(facets):
            unknown = [place for place, text in enumerate(first) if row_label(text).quantity != "score"]
            for group in groups:
                for track in (t for place, t in enumerate(group) if place in unknown):
                    track.reason = "row_label_unknown"
            cell = address(several[0][unknown[0]].at, at)
            printed = "”, “".join(first[place] for place in unknown)
            context.say("row_label_unknown", cell, printed=printed, count=len(several))
            return


def _groups(body: Body, rows: list[Track], names: int, scores: list[int]) -> list[list[Track]]:
    """Return the rows with scores of each unit or criterion, whose name stands in the first."""
    groups: list[list[Track]] = []
    for track in rows:
        if not track.reason and any(is_number(body.sheet.rows[track.at][at]) for at in scores):
            if body.kinds.rows[track.at][names] != " ":
                groups.append([track])
            elif groups:
                groups[-1].append(track)
    return groups


def report_undated_rows(body: Body, rows: list[Track], columns: list[Track], context: Context) -> None:
    """Report rows whose year nobody understands amid rows of years: ``2204``, ``năm nay``."""
    if not any(t.year is not None for t in rows):
        return
    scores = [t.at for t in columns if t.is_score and not t.reason]
    undated = [t for t in rows if t.year is None and not (t.reason or t.quantity) and (t.unit or t.labels)]
    cells = []
    for track in undated:
        scored = [at for at in scores if is_number(body.sheet.rows[track.at][at])]
        if scored:
            track.reason = "row_without_year"
            cells.append((track.at, scored[0]))
    if cells:
        context.say("row_without_year", address(*cells[0]), cells=addresses(cells), count=len(cells))


def _are_maxima(values: Vector, total: Vector) -> bool:
    """Tell whether the first of each column is its highest, and that of the total the sum of the others."""
    first, highest = values[:, 0], np.nanmax(values, axis=1)
    is_sum = total.sum() == 1 and abs(first[total].sum() - first[~total].sum()) <= SAME
    return bool(is_sum and (first >= highest).all())
