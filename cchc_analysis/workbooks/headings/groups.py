"""Groups of units, each below a heading that says what they are, maybe ranked each for itself.

TT | Đơn vị      | Tổng điểm | Xếp hạng        Sở         | Dịch vụ | Tiếp cận | Thủ tục
A  | NHÓM PHƯỜNG |           |                 Sở Minh Họa | Cấp đổi | 81       | 83
1  | Ví Dụ       | 90        | 1                          | Chung   | 82       | 84
B  | NHÓM XÃ     |           |
1  | Minh Họa    | 91        | 1

Groups of rows of one unit, each of a part of it: that of the whole is the unit's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from cchc_analysis import frameworks
from cchc_analysis.files.grid import address
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import Heading, heading, row_label
from cchc_analysis.tables.kinds import NUMBERS, has_number
from cchc_analysis.tables.tracks import Track, track_of
from cchc_analysis.tables.vocabulary import value_of
from cchc_analysis.units import is_other_unit, is_pseudo, is_unit, local_unit
from cchc_analysis.units.headed import (
    is_bare,
    kind_left,
    kind_of,
    kinds_headed,
    office_headed,
    offices_headed,
)
from cchc_analysis.vietnamese import clean
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.headings.criteria import named


def groups_of(body: Body, rows: list[Track]) -> list[tuple[str, list[Track]]]:
    """Return the heading and the rows of each group, the first without a heading where rows stand above it."""
    groups: list[tuple[str, list[Track]]] = [("", [])]
    kinds = body.kinds.rows
    for track in rows:
        headed = "" if any(kinds[track.at][c] in NUMBERS for c in body.columns) else _heading(body, track.at)
        if headed:
            groups.append((headed, []))
        else:
            groups[-1][1].append(track)
    return [group for group in groups if group[1]]


def _heading(body: Body, line: int) -> str:
    """Return the text of a row that says what the units below it are; blank where none does."""
    texts = [str(body.sheet.rows[line][c]) for c in body.kinds.texts[line]]
    heads = (text for text in texts[::-1] if kinds_headed(text) or is_pseudo(text))
    return next(heads, "") if len(texts) < 3 else ""


def complete_names(
    headed: str, tracks: list[Track], context: Context, cell_of: Callable[[Track], str]
) -> None:
    """Put the kind that heads names before those without; where it may be two, take none of those."""
    kinds = kinds_headed(headed)
    named = [t for t in tracks if t.unit and not t.reason] if kinds else []
    without = [t for t in named if is_bare(t.unit) and not is_pseudo(t.unit)
               and not is_other_unit(t.unit) and not heading(t.unit).is_known]  # fmt: skip
    if not without:
        return
    printed = {kind_of(unit[0]) for t in named if (unit := local_unit(t.unit))}
    kind = kind_left(kinds, printed)
    names = ", ".join(dict.fromkeys(t.unit for t in without))[:200]
    context.say("kind_of_heading" if kind else "kind_unknown", cell_of(without[0]), count=len(without),
                heading=headed, printed=names, kind=kind or kinds[0])  # fmt: skip
    for track in without:
        track.unit = f"{kind} {track.unit}" if kind else track.unit
        track.reason = "" if kind else "unit_unknown"


def complete_across(body: Body, columns: list[Track], context: Context) -> None:
    """Take names below a heading of their kind for units across: *Huyện* over *Hòa An* and *Bảo Lạc*.

    So are those of offices that the titles call *các phòng*: *Nội vụ*, *Tư pháp*.
    """
    if body.side("units") is not None:
        return
    _complete_offices(columns, offices_headed([], context.titles))
    groups: dict[str, list[Track]] = {}
    for track in columns:
        below = [(over, label) for over, label in pairwise(track.labels) if _may_name(label.text)]
        named = next(
            (pair for pair in below if pair[0].holds == "units" and kinds_headed(pair[0].text)), None
        )
        if named and not track.unit and not named[1].is_known:
            track.unit, track.labels = named[1].text, tuple(h for h in track.labels if h is not named[1])
        headed = next((h.text for h in track.labels if h.holds == "units" and kinds_headed(h.text)), "")
        groups.setdefault(headed if track.unit else "", []).append(track)
    for headed, of_group in groups.items():
        complete_names(headed, of_group, context, lambda t: body.heading_cell(t.at))


def _complete_offices(columns: list[Track], kind: str) -> None:
    """Take headings for offices where two or more are names of declared ones without their *kind*."""
    named = {i: (h, name) for i, t in enumerate(columns) for h in t.labels
             if not t.unit and (name := office_headed(kind, h.text)) != h.text}  # fmt: skip
    for i, (label, name) in named.items() if len(named) > 1 else ():
        left = tuple(h for h in columns[i].labels if h is not label)
        columns[i] = replace(track_of(columns[i].at, left), unit=name)


def _may_name(text: str) -> bool:
    """Tell whether words are written as names are: each begins with a capital, none has a digit."""
    return all(word[:1].isupper() for word in text.split()) and not any(map(str.isdigit, text))


def keep_wholes(body: Body, rows: list[Track], columns: list[Track], index: str, context: Context) -> None:
    """Take, of the rows of each unit below headings of criteria, that of the whole: *Chung của sở*.

    Where no row says that it is of the whole, none is taken, which is reported.
    """
    units = body.side("units")
    if units is None or not index or frameworks.has_indicators(index):
        return
    latest = frameworks.editions(index)[-1]
    codes = {t.at: named(t.labels, latest).code for t in columns if t.is_score and not t.reason}
    scores = [at for at, code in codes.items() if code not in ("", "total")
              and has_number(body.kinds.column(at, body.lines))]  # fmt: skip
    at = _column_of_parts(body, units, scores) if len(scores) > 1 else None
    numbered = [t for t in rows if has_number([body.kinds.rows[t.at][c] for c in scores])]
    of_unit = _by_unit(numbered)
    if at is None or sum(len(parts) > 1 for parts in of_unit.values()) * 2 <= len(of_unit):
        return
    texts = {t.at: clean(str(body.sheet.rows[t.at][at])) for parts in of_unit.values() for t in parts}
    wholes = {line for line, text in texts.items() if _is_whole(heading(text))}
    # Else each unit's list would be of its criteria; labels of years and stages are told elsewhere.
    if not wholes and (at != body.side("names") or any(row_label(text).is_known for text in texts.values())):
        return
    for unit, parts in of_unit.items():
        for track in (t for t in parts if t.at not in wholes):
            track.reason = "part_of_unit" if wholes else "row_label_unknown"
        for track in parts:
            track.unit = unit
    for track in (t for t in columns if t.at == at):
        track.reason = "part_of_unit"
    if not wholes:
        first = [texts[t.at] for t in next(iter(of_unit.values()))]
        context.say("row_label_unknown", address(min(texts), at), printed="”, “".join(first)[:120],
                    count=len(of_unit))  # fmt: skip


def _by_unit(rows: list[Track]) -> dict[str, list[Track]]:
    """Return the rows of each unit, which may be printed in the first of them alone."""
    of_unit: dict[str, list[Track]] = {}
    for track in rows:
        of_unit.setdefault(track.unit or next(reversed(of_unit), ""), []).append(track)
    return of_unit


def _column_of_parts(body: Body, units: int, scores: list[int]) -> int | None:
    """Return the column between the units and their scores that says of which part of a unit each row is."""
    between = (c for c in body.stacks if units < c < min(scores))
    return next((c for c in between if set(body.kinds.column(c, body.lines)) == {"t"}), None)


def _is_whole(label: Heading) -> bool:
    """Tell whether a row is of a whole unit: ``Chung của sở``, though not ``Công chứng``."""
    return label.total or (value_of("total", label.rest) is not None and label.rest in label.text.lower())


def groups_alike(body: Body, rows: list[Track]) -> list[list[Track]]:
    """Return the rows of groups that hold units of one kind, ranked together: wards and communes are.

    Each may end with its mean, which is no unit.
    """
    groups = groups_of(body, rows)
    kinds = [
        {_kind(t.unit, heading) for t in tracks if t.unit and not is_pseudo(t.unit)}
        for heading, tracks in groups
    ]
    return [tracks for _, tracks in groups] if any(kinds[0] & others for others in kinds[1:]) else []


def _kind(name: str, heading: str) -> str:
    if is_unit(name) and not kinds_headed(heading):
        return "province"
    called = next(iter(kinds_headed(heading)), "")
    local = local_unit(name) or local_unit(f"{called} {name}")
    return local[1] if local else ""
