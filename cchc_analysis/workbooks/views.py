"""A body by index and year: which of its rows and columns belong to which, and why others do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from cchc_analysis import frameworks
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import NO_SCORE, TEXTS, heading, indices_in
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.numbers import number_of, rank_of
from cchc_analysis.tables.tracks import Track, apply_name, columns_of, rows_of
from cchc_analysis.units import is_pseudo, is_unit
from cchc_analysis.vietnamese import clean
from cchc_analysis.workbooks.context import Context
from cchc_analysis.workbooks.criteria import NOBODY, named

#: Enough headings of an index to know it by them.
_ENOUGH = 3
#: Enough names of criteria that mention it.
_MENTIONED = 2
#: A domain or criterion named by its number alone.
_NUMBERED = re.compile(r"\b(?:linh vuc|noi dung|tieu chi|dimension|lv|nd|tc|d|dim) ?\d+\b")
#: No more provinces were ever ranked.
_PROVINCES = 64
#: Quantities that belong to the scores beside them where their own headings name no other.
_BESIDE = ("rank", "group", "share", "maximum")


@dataclass(slots=True, eq=False)
class View:
    """The part of a body that is of one index and year.

    Attributes
    ----------
    body : Body
    context : Context
    index : str
    year : int
    told : int or None
        The year that the sheet tells where another was taken.
    rows, columns : list of Track
    """

    body: Body
    context: Context
    index: str
    year: int
    told: int | None
    rows: list[Track]
    columns: list[Track]


def views_of(body: Body, context: Context) -> tuple[list[View], list[Track], list[Track]]:
    """Return the views of a body, and all its rows and columns with the reasons of those not taken.

    Raises
    ------
    ReadError
        Where nothing tells the index or the year.
    """
    rows, columns = rows_of(body), columns_of(body)
    _rows_of_quantities(rows)
    _forget_names(body, rows)
    index = _index(context, columns, rows)
    _forget_phrases(columns, context)
    _apply_names(body, columns, index)
    if not index:
        _by_criteria(columns)
    _set_aside(body, columns, context)
    _beside(columns)
    _ranks_of_title(body, columns, rows, context)
    _other_indices(index, rows, columns, context)
    base, told = _year(body, context, columns, rows, index)
    pairs = dict.fromkeys(
        (c.index or r.index or index, _moved(c, r, base))
        for c, r in product(_distinct(columns), _distinct(rows))
        if not (c.index and r.index and c.index != r.index)
    )
    views = []
    if not any(name for name, _ in pairs):
        raise context.error("index_unknown", known=", ".join(frameworks.indices()))
    if not any(name and year for name, year in pairs):
        raise context.error("year_unknown")
    for name, year in pairs:
        if not name:
            continue
        if year is None:
            continue
        of = [t for t in rows if not t.reason and (t.index or index or name) == name]
        over = [t for t in columns if not t.reason and ((t.index or index) == name or _is_text(t))]
        dated_rows = any(t.year is not None for t in rows)
        if dated_rows:
            of = [t for t in of if t.year == year]
        else:
            over = [t for t in over if _moved(t, None, base) == year or _is_of_all_years(t)]
        if any(t.is_score or t.quantity in ("rank", "satisfied", "share") for t in over) and of:
            views.append(View(body, context, name, year, told if year == base else None, of, over))
    if not views and body.side("names") is not None and any(t.quantity == "maximum" for t in columns):
        printed = [stack[-1].text for _, stack in sorted(body.stacks.items()) if stack]
        raise context.error("no_stage_column", body.heading_cell(body.columns[0]), found="; ".join(printed))
    return views, rows, columns


def _distinct(tracks: Iterable[Track]) -> list[Track]:
    return list({(t.index, t.year, t.shift): t for t in tracks if not t.reason}.values())


def _moved(column: Track, row: Track | None, base: int | None) -> int | None:
    """Return the year of a number: its column's, its row's, else the base moved by *năm trước*."""
    year = column.year if row is None or column.year is not None else row.year
    if year is not None:
        return year
    return base + column.shift if base is not None and column.shift else base


def _is_of_all_years(track: Track) -> bool:
    """Tell whether a column without a year holds for every year beside it: maxima, notes."""
    return track.year is None and track.shift is None and track.quantity in ("maximum", *NO_SCORE)


def _forget_names(body: Body, rows: list[Track]) -> None:
    """Where not every name beside the body tells a year or an index, those that do are names and no more."""
    labelled = [t for t in rows if t.labels]
    if not body.sides.get("years") and any(t.year is None for t in labelled):
        for track in rows:
            track.year = None
    if body.sides.get("names") and not body.sides.get("indices") and any(not t.index for t in labelled):
        for track in rows:
            track.index, track.part, track.shift = "", "", None


def _forget_phrases(columns: list[Track], context: Context) -> None:
    """Take ``Chuyển đổi số`` among domains of the one index that the titles name for a domain of it."""
    named_here = context.indices()
    if len(named_here) != 1 or sum(any(h.rest for h in t.labels) for t in columns if t.is_score) < _MENTIONED:
        return
    for track in columns:
        if track.index in ("", *named_here):
            continue
        phrases = [t for t in frameworks.indices()[track.index].tokens if " " in t]
        if any(h.words in phrases for h in track.labels):
            track.index = ""
            track.labels = tuple(
                replace(h, indices=(), plain=False, left=h.words, rest=h.words) if h.words in phrases else h
                for h in track.labels
            )


def _is_text(track: Track) -> bool:
    """Tell whether a column without an index belongs to every index: notes, or one index for all rows."""
    return not track.index and (track.quantity in NO_SCORE or not any(h.rest for h in track.labels))


def _by_criteria(columns: list[Track]) -> None:
    """Give columns without an index, beside others that name theirs, the one whose criteria they name."""
    named_here = dict.fromkeys(t.index for t in columns if t.index)
    latest = {name: frameworks.editions(name)[-1] for name in named_here}
    for place, track in enumerate(columns):
        if track.index or not track.labels:
            continue
        fitting = [name for name, fw in latest.items() if named(track.labels, fw).code]
        left = [t.index for t in columns[:place] if t.index]
        if len(fitting) == 1 or (fitting and left and left[-1] in fitting):
            track.index = fitting[0] if len(fitting) == 1 else left[-1]
            apply_name(track, quantity=False, year=True)


def _apply_names(body: Body, columns: list[Track], index: str) -> None:
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


def _rows_of_quantities(rows: list[Track]) -> None:
    """Take a row headed ``Điểm tối đa`` among units for one of maxima."""
    for track in rows:
        told = heading(track.unit) if track.unit else None
        if (
            told is not None
            and not is_pseudo(track.unit)
            and told.quantity in ("maximum", "weight", "note", "target")
        ):
            track.quantity, track.unit = told.quantity, ""


def _set_aside(body: Body, columns: list[Track], context: Context) -> None:
    """Give the reason of the columns that are no scores whatever the index: differences, targets, parts."""
    for track in columns:
        cell = body.heading_cell(track.at)
        if track.part:
            track.reason = "part_of_year"
            hidden = track.at in body.sheet.marks.hidden_columns
            if any(is_number(body.sheet.rows[line][track.at]) for line in body.lines):
                rule = "part_of_year_hidden" if hidden else "part_of_year"
                context.say(rule, cell, printed=track.part)
        elif track.quantity in NO_SCORE and track.quantity not in TEXTS:
            track.reason = track.quantity


def _beside(columns: list[Track]) -> None:
    """Give ranks and classes without index, year or criterion those of the score that they stand beside."""
    scores = [t for t in columns if t.is_score and not t.reason and t.labels]
    keyed = {(t.index, t.year) for t in scores}
    if len(keyed) < 2:
        return
    several = sum(t.quantity == "maximum" for t in columns) > 1
    for track in columns:
        if track.quantity not in _BESIDE or track.reason or (track.quantity == "maximum" and not several):
            continue
        left = [t for t in scores if t.at < track.at]
        if not left:
            continue  # a rank before its unit is of the whole table
        nearest = left[-1]
        track.index = track.index or nearest.index
        if track.year is None and track.shift is None:
            track.year, track.shift = nearest.year, nearest.shift


def _is_rank(value: Any, most: int) -> bool:
    """Tell whether a cell holds a rank and no score behind it: ``01 (0,727)``."""
    scored = value.__class__ is str and number_of(clean(value), None)[1]
    return not scored and rank_of(value, most) is not None


def _ranks_of_title(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Take the numbers for ranks where the title says so, no heading says otherwise, and all may be ranks."""
    told = any(t.quantity in ("rank", "score", "share") for t in (*columns, *rows))
    if told or not context.is_ranking():
        return
    scored = [t for t in columns if not t.reason and t.is_score]
    named_units = [t.unit for t in (*rows, *columns) if t.unit]
    most = max(len(named_units), _PROVINCES if any(map(is_unit, named_units)) else 0)
    lines = [t.at for t in rows if t.unit or body.side("units") is None]
    cells = [v for t in scored for line in lines if (v := body.sheet.rows[line][t.at]) != ""]
    if cells and all(not is_number(v) or _is_rank(v, most) for v in cells):
        for track in scored if body.side("units") is not None else rows:
            track.quantity = "rank"


# -- index -------------------------------------------------------------------------------------------------


def _index(context: Context, columns: list[Track], rows: list[Track]) -> str:
    """Return the index of what does not name its own; blank where every number names one."""
    tracks = [*columns, *rows]
    kind, title = context.programme()
    if kind == "target" and (_tells_targets(columns) or _tells_targets(rows)):
        kind = ""
    if kind and (kind == "target" or not context.asked.index):
        raise context.error(f"another_{kind}", title=title[:150])
    if kind:
        context.say("another_programme_asked", title=title[:150], index=context.asked.index)
    if part := context.part_of_year():
        context.say("part_of_year", printed=part.strip()[:100])
        raise context.error("part_of_year_only", printed=part.strip()[:100])
    indices = context.indices()
    if len(indices) == 1:
        return indices[0]
    if any(t.quantity == "satisfied" for t in tracks):
        return "SIPAS"
    named_here = {t.index for t in tracks if t.index}
    if named_here:
        return next(iter(named_here)) if len(named_here) == 1 and not indices else ""
    if indices:
        return _by_headings(tracks, context, indices) or indices[0]
    return _by_headings(tracks, context, tuple(frameworks.indices())) or _by_mentions(tracks, context)


def _tells_targets(tracks: list[Track]) -> bool:
    """Tell whether headings say which columns are targets, and date all others before them: results."""
    targets = [t for t in tracks if t.quantity == "target"]
    results = [t.year or 0 for t in tracks if t.is_score and t.labels and not t.reason and not t.unit]
    first = min((t.year for t in targets if t.year), default=max(results, default=0))
    return bool(targets) and bool(results) and all(0 < year <= first for year in results)


def _by_headings(tracks: list[Track], context: Context, among: tuple[str, ...]) -> str:
    """Return the index whose criteria the headings name; blank where they name too few."""
    counts = {name: _criteria_named(name, tracks) for name in among}
    best = max(counts, key=lambda name: counts[name])
    if counts[best] < _ENOUGH:
        return ""
    context.findings.add("index_by_headings", file=context.path.name, index=best, count=counts[best])
    return best


def _by_mentions(tracks: list[Track], context: Context) -> str:
    """Return the one index that names of criteria mention: ``Kế hoạch CCHC``; blank where too few do."""
    counts = Counter(i for t in tracks for i in indices_in(t.text))
    if not counts:
        return ""
    index, count = counts.most_common(1)[0]
    if count < _MENTIONED or counts.total() > count * 1.5:
        return ""
    context.findings.add("index_by_headings", file=context.path.name, index=index, count=count)
    return index


def _criteria_named(index: str, tracks: list[Track]) -> int:
    framework = frameworks.editions(index)[-1]
    names = (named(t.labels, framework) for t in tracks if t.labels)
    return len({n.code for n in names if n.code and n.how == "name"})


def _other_indices(index: str, rows: list[Track], columns: list[Track], context: Context) -> None:
    """Give the reason of what names another index than the one asked for."""
    if not context.asked.index:
        return
    for track in [*rows, *columns]:
        if track.index and track.index != index:
            track.reason = f"index {track.index}"


def _believes_file(context: Context, index: str) -> bool:
    """Tell whether the file's year counts before the title's: of published tables, whose titles are copied."""
    return context.file_is_dated and not (index and not frameworks.indices()[index].provinces_only)


# -- year --------------------------------------------------------------------------------------------------


def _year(
    body: Body, context: Context, columns: list[Track], rows: list[Track], index: str
) -> tuple[int | None, int | None]:
    """Return the year of what is not dated itself, and the year that the sheet tells where it is another."""
    scores = [t for t in columns if t.is_score and not t.reason and t.labels]
    dated = {t.year for t in scores if t.year is not None}
    all_dated = bool(scores) and all(t.year is not None for t in scores)
    titled = context.year()
    naming = {t.year for t in scores if t.year is not None and t.index}
    alone = next(iter(dated)) if len(dated) == 1 and (all_dated or naming) else None
    if len(dated) > 1:
        return context.asked.year or titled or context.year_of_file() or max(y for y in dated if y), None
    if any(t.year is not None for t in rows):
        return context.asked.year or titled or context.year_of_file(), None
    told = alone if all_dated else titled or alone
    of_file = context.year_of_file()
    base = context.asked.year or (of_file if _believes_file(context, index) else None) or told or of_file
    # One year for all, or for the whole beside undated criteria: the surroundings may know better.
    for_all = all_dated or any(h.rest for t in scores if t.year is None for h in t.labels)
    for track in columns:
        if for_all or track.year in (base, told):
            track.year = None
    return base, told if told not in (None, base) else None
