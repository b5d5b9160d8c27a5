"""What the headings of a body say together: facets that depend on the headings beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from cchc_analysis import frameworks
from cchc_analysis.files.grid import address
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import NO_SCORE, TEXTS, Heading, heading, vocabulary
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import MOST_RANKED, number_of, rank_of
from cchc_analysis.tables.pairs import halves, hold_scores, order_of, order_of_heading, pairs_among
from cchc_analysis.tables.tracks import Track, apply_name
from cchc_analysis.units import is_unit
from cchc_analysis.units.letterhead import whose
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.context import Context
from cchc_analysis.workbooks.criteria import NOBODY, named
from cchc_analysis.workbooks.titles import is_published

#: Enough names of criteria that mention it.
_MENTIONED = 2
#: A domain or criterion named by its number alone.
_NUMBERED = re.compile(r"\b(?:linh vuc|noi dung|tieu chi|dimension|lv|nd|tc|d|dim) ?\d+\b")
#: No more provinces were ever ranked; no region has more.
_PROVINCES, _OF_A_REGION = 64, 16
#: Quantities that are no score, and could be taken for one by a reader too.
_NOTED = ("earlier", "rank_within")
#: Quantities whose cells may hold a score and its rank.
_PAIRED = ("", "score", "share", "rank")
#: Quantities that belong to the scores beside them where their own headings name no other.
_BESIDE = ("rank", "group", "share", "maximum")


def forget_names(body: Body, rows: list[Track]) -> None:
    """Where not every name beside the body tells a year or an index, those that do are names and no more."""
    labelled = [t for t in rows if t.labels]
    if not body.sides.get("years") and any(t.year is None for t in labelled):
        for track in rows:
            track.year = None
    if body.sides.get("names") and not body.sides.get("indices") and any(not t.index for t in labelled):
        for track in rows:
            track.index, track.part, track.shift = "", "", None


def forget_offices(body: Body, rows: list[Track], columns: list[Track], context: Context) -> None:
    """Take ``Đơn vị`` beside criteria of the unit that the titles name for the office in charge of each.

    Were they scored themselves, the codes of the criteria would come again.
    """
    sides, cells = body.sides, body.sheet.rows
    if not all(sides.get(holds) for holds in ("units", "codes", "names")) or not whose(context.titles).name:
        return
    codes = [code for line in body.lines if (code := clean(str(cells[line][sides["codes"][0]])))]
    offices = {t.unit for t in rows if t.unit}
    has_maxima = any(t.quantity == "maximum" for t in columns)
    if has_maxima and len(offices) > 1 and len(set(codes)) == len(codes) >= len(offices):
        for track in rows:
            track.unit = ""
        context.say(
            "offices_in_charge", body.heading_cell(sides["units"][0]), printed="; ".join(sorted(offices))[:80]
        )


def forget_phrases(columns: list[Track], context: Context) -> None:
    """Take ``Chuyển đổi số`` among domains of the one index that the titles name for a domain of it."""
    named_here = context.indices()
    if len(named_here) != 1 or sum(any(h.rest for h in t.labels) for t in columns if t.is_score) < _MENTIONED:
        return
    for track in columns:
        if track.index in ("", *named_here):
            continue
        phrases = [t for t in frameworks.indices()[track.index].tokens if " " in t]
        names = {h: replace(h, indices=(), plain=False, left=h.words, rest=h.words)
                 for h in track.labels if h.words in phrases}  # fmt: skip
        if names:
            track.index = ""
            track.labels = tuple(names.get(h, h) for h in track.labels)


def apply_names(body: Body, columns: list[Track], index: str) -> None:
    """Let years and stages in headings count where the rest is known to be a criterion's name."""
    criteria_down = body.sides.get("names") and body.side("units") is None
    framework = frameworks.editions(index)[-1] if index else None
    has_indicators = bool(index) and frameworks.indices()[index].provinces_only
    named_here: list[tuple[Track, bool]] = []
    for track in columns:
        name = named(track.labels, framework) if framework is not None else NOBODY
        level = framework.criteria[name.code].level if framework is not None and name.code else None
        numbered = any(_NUMBERED.search(h.rest) for h in track.labels)
        as_text = bool(criteria_down) or (not has_indicators and not name.code)
        if as_text or level in (0, 1, 2) or numbered:
            named_here.append((track, as_text))
    # A year in one name among many (``Luật 2005``) dates nothing.
    dated = all(any(h.years for h in t.labels) for t, _ in named_here if t.is_score)
    for track, as_text in named_here:
        apply_name(track, quantity=as_text, year=dated or bool(criteria_down))


def set_aside(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Give the reason of what is no score whatever the index: differences, targets, parts of years."""
    years, has_quantities = body.side("years"), bool(body.sides.get("quantities"))
    for track in rows:
        if track.part and years is not None:
            track.reason = "part_of_year"
            context.say(track.reason, address(track.at, years), printed=track.part)
        elif has_quantities and track.quantity in NO_SCORE:
            track.reason = track.quantity
    for track in columns:
        cell = body.heading_cell(track.at)
        if track.part:
            track.reason = "part_of_year"
            hidden = track.at in body.sheet.marks.hidden_columns
            if any(is_number(body.sheet.rows[line][track.at]) for line in body.lines):
                rule = "part_of_year_hidden" if hidden else "part_of_year"
                context.say(rule, cell, printed=track.part)
        elif any(h.years and is_published(h.text) for h in track.labels):
            track.reason = "year_of_publication"
            context.say(track.reason, cell, printed=track.text[:60])
        elif track.quantity in NO_SCORE and track.quantity not in TEXTS:
            track.reason = track.quantity
            if track.reason in _NOTED:
                context.say(track.reason, cell, printed=track.text[:60])


def take_bonuses(body: Body, columns: list[Track], context: Context) -> None:
    """Take ``Cộng`` beside ``Trừ`` for points that are added, and of two totals the one after both."""
    if any(t.quantity == "deduction" for t in columns):
        for track in columns:
            if track.labels and track.labels[-1].words == "cong":
                track.quantity, track.total = "bonus", False
    if any(t.quantity in ("bonus", "deduction") for t in columns):
        _take_the_total_after(body, columns, context)


def _take_the_total_after(body: Body, columns: list[Track], context: Context) -> None:
    whole = [t for t in columns if t.is_score and not t.unit and t.stage in ("", "final")
             and all(h.plain for h in t.labels)]  # fmt: skip
    after = [t for t in whole if any(pattern.search(key(t.text)) for _, _, pattern in vocabulary("after"))]
    if len(after) != 1:
        return
    for track in whole:
        if track is not after[0] and (track.index, track.year) == (after[0].index, after[0].year):
            track.reason = "before_bonus"
            context.say(track.reason, body.heading_cell(track.at), printed=track.text[:60],
                        taken=after[0].text[:60])  # fmt: skip


def join_to_scores(columns: list[Track]) -> None:
    """Give ranks, classes and what nothing heads the index, year or criterion of the score before them."""
    scores = [t for t in columns if t.is_score and not t.reason and t.labels]
    keyed = {(t.index, t.year) for t in scores}
    if len(keyed) < 2:
        return
    several = sum(t.quantity == "maximum" for t in columns) > 1
    for track in columns:
        belongs = track.quantity in _BESIDE or not (track.labels or track.unit)
        if not belongs or track.reason or (track.quantity == "maximum" and not several):
            continue
        left = [t for t in scores if t.at < track.at]
        if not left:
            continue  # a rank before its unit is of the whole table
        nearest = left[-1]
        track.index = track.index or nearest.index
        if track.year is None and track.shift is None:
            track.year, track.shift = nearest.year, nearest.shift


def take_pairs(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Take cells that hold a score and its rank for scores; where nothing tells which is which, say so."""
    if not any(text.endswith(")") and halves(text.strip()) for text in body.sheet.texts):
        return
    cells, units_down = body.sheet.rows, body.side("units") is not None
    lines = [t.at for t in rows if t.unit or not units_down]
    across = [t.at for t in columns if t.unit]
    most = _most_ranked(columns, rows) or MOST_RANKED
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
    order = order_of(pairs, headed, most, of_units=of_units)
    if track.quantity != "rank" or headed or hold_scores(pairs, order, most):
        track.pairs = order
    if track.pairs:
        track.quantity = "" if track.quantity == "rank" else track.quantity
    elif not _is_one_number(track, pairs, cells, most):
        track.reason = "pairs_unclear"
        context.say(track.reason, cell, printed=track.text[:60], pair="{} ({})".format(*pairs[0]))
    elif track.quantity != "rank" and len({mark for _, mark in pairs}) > 1:
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


def _most_ranked(columns: list[Track], rows: list[Track]) -> int:
    """Return how many provinces may be ranked; 0 where no province is named."""
    named_units = [t.unit for t in (*rows, *columns) if t.unit]
    return max(len(named_units), _PROVINCES) if any(map(is_unit, named_units)) else 0


def take_ranks_of_title(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Take the numbers for ranks where the title says so, no heading says otherwise, and all may be ranks."""
    headed = any(t.quantity in ("rank", "score", "share") for t in (*columns, *rows))
    if headed or not context.is_ranking():
        return
    scored = [t for t in columns if not t.reason and t.is_score]
    most = _most_ranked(columns, rows) or sum(bool(t.unit) for t in (*rows, *columns))
    lines = [t.at for t in rows if t.unit or body.side("units") is None]
    cells = [v for t in scored for line in lines if (v := body.sheet.rows[line][t.at]) != ""]
    paired = any(t.pairs for t in scored)
    if cells and not paired and all(not is_number(v) or rank_of(v, most) is not None for v in cells):
        for track in scored if body.side("units") is not None else rows:
            track.quantity = "rank"


def set_ranks_of_region_aside(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Take no ranks that only count the units of a table, where the title says that they are of one region."""
    named_units = [t for t in (*rows, *columns) if t.unit]
    of_provinces = any(is_unit(t.unit) for t in named_units)
    if not context.is_of_region() or (of_provinces and len(named_units) > _OF_A_REGION):
        return
    down = body.side("units") is not None
    for track in columns if down else rows:
        places = [(t.at, track.at) if down else (track.at, t.at) for t in named_units]
        ranks = [rank_of(body.sheet.rows[line][at], MOST_RANKED) or 0 for line, at in places]
        if track.quantity == "rank" and not track.reason and any(ranks) and max(ranks) <= len(named_units):
            track.reason = "rank_within"
            cell = body.heading_cell(track.at) if down else address(track.at, body.side("names") or 0)
            context.say(track.reason, cell, printed=track.text[:60])


def take_stage_of_title(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Let a title of self-scores or a survey say the stage of columns that only say *result*: *Điểm đạt*.

    Not where another stage stands beside them, or they say more: *Điểm chính thức*, *sau khi trừ*.
    """
    down = rows if body.sides.get("stages") or body.sides.get("quantities") else []  # else names of criteria
    staged = any(t.stage not in ("", "final") for t in (*columns, *down))
    if staged or context.stage() not in ("self", "survey"):
        return
    result = vocabulary("result")[0][2]
    for track in columns:
        if track.stage and all(result.fullmatch(h.words) for h in track.labels if h.stage):
            track.stage = ""
