"""A body by index and year: which of its rows and columns belong to which, and why others do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

from cchc_analysis import frameworks
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import NO_SCORE
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.row_tracks import rows_of
from cchc_analysis.tables.tracks import Track, columns_of
from cchc_analysis.units import local_unit
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.headings import (
    about,
    facets,
    groups,
    nameless_rows,
    no_scores,
    partial,
    ranking,
    slipped_rows,
    words_left,
)
from cchc_analysis.workbooks.headings.criteria import named


@dataclass(slots=True, eq=False)
class View:
    """The part of a body that is of one index and year.

    Attributes
    ----------
    body : Body
    context : Context
    index : str
    year : int
    printed_year : int or None
        The year that the sheet prints where another was taken.
    rows, columns : list of Track
    listed : Track or None
        The row that names the unit of all rows, where units and their criteria stand down one list.
    stage : str
        That of all rows, where each criterion has a row for each stage.
    """

    body: Body
    context: Context
    index: str
    year: int
    printed_year: int | None
    rows: list[Track]
    columns: list[Track]
    listed: Track | None = None
    stage: str = ""

    @property
    def named_units(self) -> list[str]:
        """The units as its rows and columns name them."""
        return [t.unit for t in (*self.rows, *self.columns) if t.unit]

    def say(self, rule: str, column: Track, **values: object) -> None:
        """Report at the heading of a column what a rule says of it."""
        cell = self.body.heading_cell(column.at)
        self.context.say(rule, cell, **({"printed": column.text[:60]} | values))


def by_stage(view: View) -> list[View]:
    """Part the criteria of one unit with a row for each stage: that of each stage is a scoring sheet.

    In a list of units that is so only where every row of the unit tells one of several stages.
    """
    sides, stages = view.body.sides, list(dict.fromkeys(t.stage for t in view.rows if t.stage))
    of_one = view.listed is not None or not sides.get("units")
    if not (of_one and sides.get("stages") and sides.get("names")):
        return [view]
    if view.listed is not None and (len(stages) < 2 or not all(t.stage for t in view.rows)):
        return [view]
    parts = [(stage, [t for t in view.rows if t.stage == stage]) for stage in stages]
    return [replace(view, rows=rows, stage=stage) for stage, rows in parts] or [view]


def by_unit(view: View) -> list[View]:
    """Part a list of units and their own criteria, both down: that of each unit is a scoring sheet.

    A unit may be printed once, over its rows, be it merged or with blanks below, or in each row.
    """
    sides, rows = view.body.sides, view.body.sheet.rows
    if not (sides.get("units") and sides.get("names")) or frameworks.indices()[view.index].provinces_only:
        return [view]
    groups: dict[str, list[Track]] = {}
    unit = ""
    for track in view.rows:
        unit = track.unit or unit
        if track.labels or (unit and any(is_number(rows[track.at][c.at]) for c in view.columns)):
            groups.setdefault(unit, []).append(track)
    groups.pop("", None)
    local = sum(local_unit(name) is not None for name in groups) * 2 > len(groups)
    if not local or sum(len(tracks) > 1 for tracks in groups.values()) * 2 <= len(groups):
        return [view]
    return [replace(view, rows=rows, listed=replace(rows[0], unit=unit)) for unit, rows in groups.items()]


def by_criterion(view: View) -> list[View]:
    """Part a long table, whose rows name a unit and a criterion each: that of each criterion is one of units.

    Năm  | Tỉnh     | Nội dung | Giá trị
    2023 | Cao Bằng | Thể chế  | 9,5
    """
    scored = [t for t in view.rows if t.unit and t.labels and local_unit(t.unit) is None]
    editions = frameworks.editions(view.index)
    if len(scored) * 2 <= len(view.rows) or view.year < editions[0].year:
        return [view]
    framework = frameworks.framework(view.index, view.year)
    names = {t: named(t.labels, framework) for t in scored}
    codes = dict.fromkeys(name.code for name in names.values() if name.code)
    if len(codes) < 2 or len({t.unit for t in scored}) == len(scored):
        return [view]
    for track, name in names.items():
        track.reason = "" if name.code else "heading_unknown"
    views = []
    for code in codes:
        rows = [t for t in scored if names[t].code == code]
        named_here = [c for c in view.columns if c.labels and not any(h.holds for h in c.labels)]
        columns = [replace(c, labels=(*c.labels, rows[0].labels[-1])) for c in named_here]
        views.append(replace(view, rows=rows, columns=columns))
    return views


def views_of(body: Body, context: Context) -> tuple[list[View], list[Track], list[Track]]:
    """Return the views of a body, and all its rows and columns with the reasons of those not taken.

    Raises
    ------
    ReadError
        Where nothing tells the index or the year.
    """
    rows, columns = rows_of(body), columns_of(body)
    nameless_rows.take_rows_of_quantities(body, rows)
    nameless_rows.join_broken_names(body, rows, context)
    facets.forget_names(body, rows)
    facets.forget_offices(body, rows, columns, context)
    groups.complete_across(body, columns, context)
    facets.forget_phrases(columns, context)
    facets.forget_grades(columns)
    index = about.index_of(context, columns, rows)
    if index and not any(t.index == index for t in (*columns, *rows)):
        context.compare_indices(index)
    facets.take_name_of_block(body, columns, index)
    facets.apply_names(body, columns, index)
    facets.take_remarks(body, columns)
    facets.forget_results(body, columns, index)
    if not index:
        about.part_by_criteria(columns)
    words_left.account_for_words(body, columns, index, context)
    words_left.account_for_brackets(body, rows, columns, context)
    facets.take_bonuses(columns)
    no_scores.set_aside(body, columns, rows, context)
    no_scores.set_converted_aside(body, columns, rows, context)
    no_scores.doubt_points_before(body, columns, context)
    no_scores.doubt_abbreviated(body, columns)
    ranking.take_pairs(body, columns, rows, context)
    ranking.date_ranks(body, columns, rows, context)
    facets.join_to_scores(columns)
    groups.keep_wholes(body, rows, columns, index, context)
    nameless_rows.report_labelled_rows(body, rows, columns, context)
    nameless_rows.take_nameless_rows(body, rows, columns, context)
    slipped_rows.set_slipped_aside(body, rows, columns, context)
    slipped_rows.set_shifted_rows_aside(body, rows, columns, context)
    ranking.take_ranks_of_title(body, columns, rows, context)
    ranking.set_ranks_within_aside(body, columns, rows, context)
    facets.take_stage_of_title(body, columns, rows, context)
    partial.refuse_other_than_totals(body, columns, context, index)
    about.set_other_indices_aside(index, rows, columns, context)
    base, printed_year = about.year_of(body, context, columns, rows, index)
    about.set_years_to_come_aside(columns, rows, base, context)
    nameless_rows.report_undated_rows(body, rows, columns, context)
    crossing = product(_distinct(columns), _distinct(rows))
    agreeing = ((c, r) for c, r in crossing if c.index == r.index or not (c.index and r.index))
    pairs = dict.fromkeys((c.index or r.index or index, _moved(c, r, base)) for c, r in agreeing)
    if not pairs:
        left = "; ".join(t.text for t in columns if t.reason and t.labels)
        raise context.error("nothing_left", printed=left[:200] or "–")
    if not any(name for name, _ in pairs):
        raise context.error("index_unknown", known=", ".join(frameworks.indices()))
    if not any(name and year for name, year in pairs):
        raise context.error("year_unknown")
    views = []
    for name, year in pairs:
        if not name or year is None:
            continue
        of, over = _part(rows, columns, name, year, index, base)
        if any(t.is_score or t.quantity in ("rank", "satisfied", "share") for t in over) and of:
            other = printed_year if year == base else None
            views.append(View(body, context, name, year, other, of, over))
    if not views and body.side("names") is not None and any(t.quantity == "maximum" for t in columns):
        printed = [stack[-1].text for _, stack in sorted(body.stacks.items()) if stack]
        raise context.error("no_stage_column", body.heading_cell(body.columns[0]), printed="; ".join(printed))
    return views, rows, columns


def _part(
    rows: list[Track], columns: list[Track], name: str, year: int, index: str, base: int | None
) -> tuple[list[Track], list[Track]]:
    """Return the rows and columns that are of one index and year."""
    # Where one side names the index of the titles among others, the other side is of all of them.
    of_rows = "" if _name_it(columns, index) and not any(t.index for t in rows) else index
    are_of_all = (not index or _name_it(rows, index)) and not any(t.index for t in columns)
    of_columns = name if are_of_all else index
    of = [t for t in rows if not t.reason and (t.index or of_rows or name) == name]
    over = [t for t in columns if not t.reason and ((t.index or of_columns) == name or _is_text(t))]
    if any(t.year is not None or t.shift is not None for t in rows):
        return [t for t in of if _moved(t, None, base) == year], over
    # A column without a year holds for every year beside it: maxima, notes.
    undated = [t for t in over if t.year is None and t.shift is None and t.quantity in ("maximum", *NO_SCORE)]
    return of, [t for t in over if _moved(t, None, base) == year or t in undated]


def _name_it(tracks: list[Track], index: str) -> bool:
    """Tell whether scores name an index, and no total of another name: beside that they are its parts."""
    scores = [t for t in tracks if t.is_score and not t.reason]
    return any(t.index == index for t in scores) and not any(t.total and not t.index for t in scores)


def _distinct(tracks: Iterable[Track]) -> list[Track]:
    return list({(t.index, t.year, t.shift): t for t in tracks if not t.reason}.values())


def _moved(column: Track, row: Track | None, base: int | None) -> int | None:
    """Return the year of a number: its column's, its row's, else the base moved by *năm trước*."""
    year = column.year if row is None or column.year is not None else row.year
    if year is not None:
        return year
    shift = column.shift or (row.shift if row is not None else None)
    return base + shift if base is not None and shift else base


def _is_text(track: Track) -> bool:
    """Tell whether a column without an index belongs to every index: notes, or one index for all rows.

    A rank is of one index only.
    """
    names_nothing = track.quantity in NO_SCORE or not any(h.rest for h in track.labels)
    return names_nothing and not track.index and track.quantity != "rank"
