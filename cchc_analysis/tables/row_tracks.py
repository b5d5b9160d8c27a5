"""The rows of a body, with what their names and the columns beside them say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from cchc_analysis import frameworks
from cchc_analysis.files.grid import Row
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading, row_label
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.other_words import other_than_scores
from cchc_analysis.tables.printed import scale_of, years_in
from cchc_analysis.tables.tracks import Track, track_of
from cchc_analysis.vietnamese import clean

#: Columns beside a body whose blank cells go on with the text above them.
_FILLED_DOWN = ("years", "indices", "stages")
#: ``1.2``, ``D2``.
_CODE = re.compile(r"[^\W\d_]{0,3}\d")
#: What stands in a row of its own below the points of its unit.
_BELOW = ("rank", "group")


def rows_of(body: Body) -> list[Track]:
    """Return the rows of a body with what the columns beside it say; criteria of its own tree apart."""
    sides = {holds: columns[0] for holds, columns in body.sides.items()}
    filled = [(holds, _filled_down(body, at)) for holds in _FILLED_DOWN for at in body.sides.get(holds, ())]
    units, codes = sides.get("units"), sides.get("codes")
    scales, quantities = sides.get("scales"), sides.get("quantities")
    rows, names = body.sheet.rows, body.sides.get("names", ())[::-1]  # the innermost first
    if {"codes", "units", "names"} <= sides.keys() and sides["codes"] < sides["units"] < sides["names"]:
        codes = None  # ``TT | Tỉnh | Tiêu chí``: what stands before the units counts them
    tracks: list[Track] = []
    for place, line in enumerate(body.lines):
        row = rows[line]
        track = _named(line, row, names, codes)
        if units is not None:
            track.unit = clean(row[units]) if row[units].__class__ is str else ""
            if not track.unit:
                track.unit = _merged_unit(body, line, units)
        if scales is not None and row[scales].__class__ is str:
            track.scale = scale_of(clean(row[scales]))
        if quantities is not None and row[quantities].__class__ is str:
            label = heading(row[quantities])
            track.quantity, track.stage = label.quantity, label.stage or track.stage
        above = tracks[-1] if tracks else track
        is_below = track.quantity in _BELOW and above.quantity != track.quantity  # its points stand above
        is_staged = any(row[c] != "" for c in body.sides.get("stages", ()))  # another stage of the row above
        if units is not None and not track.unit and (is_below or is_staged):
            track.unit = above.unit
        for holds, texts in filled:
            _add(track, holds, texts[place])
        if track.quantity in _BELOW and not track.index:  # ``Xếp hạng`` below the points of its index
            track.index = next((t.index for t in reversed(tracks) if t.quantity not in _BELOW), "")
        tracks.append(track)
    return tracks


def _named(line: int, row: Row, names: Sequence[int], codes: int | None) -> Track:
    """Return a row with what its name says, and the code beside that."""
    name = next((v for c in names if (v := row[c]).__class__ is str and v.strip()), "")
    if not name:
        return Track(line)
    code = "" if codes is None else row[codes]
    printed = f"{code:g}" if code.__class__ is float else str(code)
    return Track(line, **_facets_of(name, printed))


@frameworks.remembered  # the sheets of all communes name the same rows
def _facets_of(name: str, code: str) -> dict[str, Any]:
    """Return the heading of a row, and what else it says, by the attributes of its track."""
    track = track_of(0, (heading(_with_code(name, code)),))
    return {f.name: facet for f in fields(Track)[1:] if (facet := getattr(track, f.name)) != f.default}


def _with_code(name: str, code: str) -> str:
    """Return the name of a row with the code that stands beside it: a total's or a rank's only counts rows."""
    code = clean(code)
    return f"{code.strip('. ')}: {name}" if _CODE.match(code) and not heading(name).plain else name


def _filled_down(body: Body, at: int) -> list[Any]:
    cells, last = [], ""
    sides = [c for columns in body.sides.values() for c in columns]
    for line in body.lines:
        row = body.sheet.rows[line]
        last = row[at] if row[at] != "" else last
        # A signature below the table is of nobody.
        listed = any(row[c] != "" for c in sides) or any(is_number(row[c]) for c in body.columns)
        cells.append(last if listed else row[at])
    return cells


def _merged_unit(body: Body, line: int, at: int) -> str:
    """Return the unit whose merged cell spans a line."""
    for (top, left), (bottom, right) in body.sheet.merged:
        if left <= at <= right and top < line <= bottom and top not in body.headings:
            value = body.sheet.rows[top][left]
            return clean(value) if value.__class__ is str else ""
    return ""


def _add(track: Track, holds: str, value: Any) -> None:
    """Add what a cell beside the body says of its row."""
    if holds == "years":
        years = years_in(str(value))
        track.year = years[0] if len(years) == 1 else track.year
        kind, left = other_than_scores(str(value))  # ``Mục tiêu 2026``, ``2026 (dự kiến)`` among years
        track.part = str(value) if kind == "part" else track.part
        if kind != "part" and not left:
            track.quantity = kind or track.quantity
        return
    label = heading(str(value)) if value.__class__ is str and value.strip() else None
    if label is None:
        return
    if holds == "stages":
        label = row_label(str(value))
        track.stage = label.stage or track.stage
        track.year = label.years[0] if len(label.years) == 1 else track.year
        track.shift = label.shift if track.shift is None else track.shift
        track.quantity = track.quantity if label.stage else label.quantity
        return
    of_part = any(h.rest for h in track.labels)  # ``PCI | Gia nhập thị trường``
    track.labels = (label, *track.labels) if of_part else (*track.labels, label)
    is_of_row = label.plain or label.quantity in _BELOW
    track.quantity = track.quantity or (label.quantity if is_of_row else "")
    track.index = label.indices[0] if len(label.indices) == 1 else track.index
    track.year = label.years[0] if len(label.years) == 1 else track.year
    track.total = track.total or (bool(label.indices) and label.plain and not of_part)
