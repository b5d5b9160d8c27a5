"""What each column of a body holds: what its rows are of (units, codes, names, years …), or their numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import PROPERTIES, heading, row_label
from cchc_analysis.tables.kinds import has_number
from cchc_analysis.tables.printed import scale_of, years_in
from cchc_analysis.tables.scorers import name_scorers_down
from cchc_analysis.tables.tracks import names_a_unit
from cchc_analysis.units import whose
from cchc_analysis.vietnamese import clean, is_missing

#: An index a row, a row of ranks and one of classes below it; and nearly an index in each row.
_EACH, _MOST = 3, 1.5
#: The kinds of cells that hold a text, be it a number.
_TEXTS = frozenset("tNY")


def name_sides(body: Body, units: int | None) -> None:
    """Tell the columns beside a body from those of its numbers.

    Parameters
    ----------
    body : Body
        Takes ``sides`` and ``columns``, of the columns that it has headings for.
    units : int or None
        The column of its units.
    """
    kinds = dict(enumerate(body.kinds.columns(body.lines))) or dict.fromkeys(body.stacks, "")
    for at in body.stacks:
        holds = "units" if at == units else _holds(body, at, kinds[at], units is not None)
        if holds == "order":
            holds = _order(body, at, units)
        if holds:
            body.sides.setdefault(holds, []).append(at)
        elif body.stacks[at] or kinds[at]:
            body.columns.append(at)
    _put_codes_of_units_last(body, units)
    _take_owner(body, kinds)
    if units is not None or body.sides.get("names"):
        _find_stages_beside(body, kinds)
    _find_quantities(body, kinds)
    _find_facets_down(body, units)
    if units is None and not body.sides.get("names"):
        _find_names(body, kinds)
    if body.sides.get("respondents") or body.sides.get("quantities") or _name_once(body, units):
        _fill_names(body)
    if body.sides.get("respondents"):
        _keep_whole(body)


def _put_codes_of_units_last(body: Body, units: int | None) -> None:
    """Let the codes beside the names of criteria come before those of units: ``Mã ĐV | Đơn vị | Mã | Tên``."""
    if units is not None and body.sides.get("names"):
        body.sides.get("codes", []).sort(key=lambda at: at < units < body.sides["names"][0])


def _take_owner(body: Body, kinds: dict[int, str]) -> None:
    """Take the one unit that heads a column, and that an empty one, beside stages for whose sheet it is.

    Where a title names another, the column is one that nobody has filled in.
    """
    units_down = bool(body.sides.get("units"))
    headed = [at for at in body.columns if not units_down and any(map(names_a_unit, body.stacks[at]))]
    stacks = [body.stacks[at] for at in body.columns if has_number(kinds[at])]
    if len(headed) == 1 and not kinds[headed[0]] and any(h.stage for stack in stacks for h in stack):
        body.columns.remove(headed[0])
        if not whose(body.titles).name:
            body.titles.append(body.stacks[headed[0]][-1].text)


def _texts(body: Body, at: int, of: Collection[str] = _TEXTS) -> Iterator[str]:
    rows, kinds = body.sheet.rows, body.kinds.rows
    return (rows[line][at] for line in body.lines if kinds[line][at] in of)


def _holds(body: Body, at: int, kinds: str, has_units: bool) -> str:
    """Return what a column holds besides numbers: by its heading, as far as its cells bear it out."""
    holds = next((h.holds for h in reversed(body.stacks[at]) if h.holds), "")
    texts = kinds.count("t")
    if holds in ("codes", "order", "levels"):
        return holds
    if holds == "years":
        cells = (str(body.sheet.rows[line][at]) for line in body.lines)
        bears_out = bool(kinds) and sum(bool(years_in(v)) for v in cells) * 2 > len(kinds)
    else:
        bears_out = texts * 2 >= len(kinds) and not (holds == "units" and has_units)
    if holds and bears_out:
        if holds in ("indices", "names"):  # ``Chỉ tiêu`` may name indices, ``Chỉ số`` criteria
            return "indices" if _names_indices(body, at, _EACH if holds == "indices" else _MOST) else "names"
        return "names" if holds == "units" else holds
    return "scales" if texts and _is_scale_column(body, at, len(kinds)) else ""


def _names_indices(body: Body, at: int, of: float) -> bool:
    """Tell whether one *of* so many texts names an index, or each the whole, be it with ranks below each."""
    labels = list(map(heading, _texts(body, at)))
    are_totals = bool(labels) and all(h.total for h in labels)
    return are_totals or sum(h.plain and bool(h.indices) for h in labels) * of >= len(labels)


def _order(body: Body, at: int, units: int | None) -> str:
    """Tell what ``Thứ tự`` holds: before the units it counts rows, behind their scores it ranks."""
    if units is None or not any(units < c < at for c in body.columns):
        return "codes"
    *above, label = body.stacks[at]
    body.stacks[at] = (*above, replace(label, holds="", quantity="rank", plain=True))
    return ""


def _is_scale_column(body: Body, at: int, filled: int) -> bool:
    """Tell whether a column holds printed scales, ``0.25-2.5 điểm``: one among numbers is a slip."""
    quantities = {h.quantity for h in body.stacks[at]}
    if "rank" in quantities:
        return False  # ``2-3`` is a tie
    if body.sides.get("units") and len(set(_texts(body, at))) > 1:
        return False  # units are all scored on one scale
    scales = [scale for text in _texts(body, at) if (scale := scale_of(clean(text))) is not None]
    if "maximum" in quantities and not any(low for low, _ in scales):
        return False  # ``0-3`` below *Điểm tối đa* is but its upper end
    return len(scales) * 2 > filled


def _find_quantities(body: Body, kinds: dict[int, str]) -> None:
    """Take a column of words such as ``Điểm``, ``Xếp hạng`` for what the numbers of its rows are."""
    for at in body.columns:
        if len(kinds[at]) < 2 or set(kinds[at]) != {"t"} or any(h.is_known for h in body.stacks[at]):
            continue
        labels = map(heading, _texts(body, at))
        if all(h.plain and (h.quantity in ("score", *PROPERTIES) or h.stage) for h in labels):
            body.columns.remove(at)
            body.sides["quantities"] = [at]
            return


def _find_facets_down(body: Body, units: int | None) -> None:
    """Take names that say but a stage, a quantity or a year of each row for that, and no names.

    Of one unit they stand below headings of criteria; those that date a result or a target say both.
    """
    names = body.sides.get("names", [])
    if len(names) != 1:
        return
    labels = list(map(heading, _texts(body, names[0])))
    headed = sum(any(h.rest and not h.has_name for h in body.stacks[c]) for c in body.columns)
    if units is None and headed > 1 and _are_stages(body, names[0]):
        body.sides["quantities"] = body.sides.pop("names")
    elif len(labels) > 1 and all(h.plain and len(h.years) == 1 and not h.indices for h in labels):
        body.sides["years"] = body.sides["quantities"] = body.sides.pop("names")


def _are_stages(body: Body, at: int) -> bool:
    """Tell whether all texts of a column are stages and quantities, stages among them."""
    texts = dict.fromkeys(_texts(body, at))
    are_known = (h.plain and (h.stage or h.quantity) for h in map(heading, texts))
    return all(are_known) and any(heading(text).stage for text in texts)


def _find_stages_beside(body: Body, kinds: dict[int, str]) -> None:
    """Take a column of texts that all say which row of its unit each is, whatever its heading calls it."""
    numbers = [at for at in body.columns if has_number(kinds[at])] or [0]
    names = body.sides.get("names", [])
    aside = names if body.sides.get("units") else names[1:]
    texts = {at: sum(kind in _TEXTS for kind in kinds[at]) for at in (*aside, *body.columns)}
    worded = [at for at in sorted(texts) if texts[at] * 2 > len(kinds[at])]
    for at in worded if not body.sides.get("stages") else ():
        name_scorers_down(body, at, (body.sides.get("units") or names)[0])
        is_first = bool(body.sides.get("units")) and at < numbers[0]
        if (is_first and _are_stages(body, at)) or (at < numbers[-1] and _tell_rows(body, at)):
            (names if at in names else body.columns).remove(at)
            body.sides["stages"] = [at]
            if not body.sides.get("names"):
                body.sides.pop("names", None)
            break
    if (body.sides.get("stages") or body.sides.get("years")) and not body.sides.get("units"):
        _fill_names(body)


def _tell_rows(body: Body, at: int) -> bool:
    """Tell whether a column labels the rows of each unit or criterion, named in the first of them or in all."""
    texts = list(_texts(body, at))
    labels = [row_label(text) for text in dict.fromkeys(texts)]
    tell = (h.stage or h.quantity or len(h.years) == 1 or h.shift is not None for h in labels)
    if len(labels) < 2 or not all(tell) or not all(h.plain for h in labels):
        return False
    name = (body.sides.get("units") or body.sides["names"])[0]
    names = [body.sheet.rows[line][name] for line in body.lines if body.kinds.rows[line][at] != " "]
    unnamed = sum(v in ("", above) for above, v in pairwise(names))
    return unnamed * len(labels) >= len(texts) * (len(labels) - 1)


def _find_names(body: Body, kinds: dict[int, str]) -> None:
    """Take a column of texts before the first number for the names, where no heading says which it is."""
    for at in body.columns:
        texts = sum(not is_missing(text) for text in _texts(body, at, "t"))
        if kinds[at] and texts * 2 > len(kinds[at]) and not any(h.is_known for h in body.stacks[at]):
            body.columns.remove(at)
            body.sides["names"] = [at]
            return
        if has_number(kinds[at]):
            return


def _name_once(body: Body, units: int | None) -> bool:
    """Tell whether each criterion is printed once, before all the units that it is of."""
    names = body.sides.get("names", [])
    if units is None or not names or names[0] > units:
        return False
    rows, kinds = body.sheet.rows, body.kinds.rows
    numbered = [rows[line] for line in body.lines if has_number(kinds[line][c] for c in body.columns)]
    unnamed = any(row[names[0]] == "" for row in numbered)
    return unnamed and all(row[units] != "" for row in numbered)


def _fill_names(body: Body) -> None:
    """Let names, codes, indices and maxima printed once for several rows stand in each of them."""
    rows = list(body.sheet.rows)
    sides = [at for holds in ("names", "codes", "indices") for at in body.sides.get(holds, ())]
    maxima = [at for at in body.columns if any(h.quantity == "maximum" for h in body.stacks[at])]
    last: dict[int, Any] = {}
    for line in body.lines:
        if any(rows[line][at] != "" for at in sides):
            last = {at: rows[line][at] for at in (*sides, *maxima)}
        rows[line] = [last.get(c, v) for c, v in enumerate(rows[line])]
    body.sheet = replace(body.sheet, rows=rows)


def _keep_whole(body: Body) -> None:
    """Keep, of rows by group of respondents, those of all together."""
    at = body.sides["respondents"][0]
    whole = [line for line in body.lines if heading(str(body.sheet.rows[line][at])).total]
    if whole:
        body.aside |= {line: "group_of_respondents" for line in body.lines if line not in whole}
        body.lines = whole
