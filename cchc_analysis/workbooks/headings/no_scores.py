"""Columns and rows that hold no points of the year, whatever the index, and columns of which that is doubtful.

Plans among results, points converted, marks under *Đạt*, parts of a year; *Điểm TĐ* that may be the maximum.
"""

from __future__ import annotations

from cchc_analysis.files.grid import address
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import NO_SCORE, TEXTS
from cchc_analysis.tables.kinds import NUMBERS, has_number, is_number
from cchc_analysis.tables.numbers import SAME, numbers
from cchc_analysis.tables.tracks import Track
from cchc_analysis.tables.vocabulary import says, value_of
from cchc_analysis.units import is_unit
from cchc_analysis.vietnamese import key
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.titles import is_published

#: Two units may well have the same points.
_PAIR = 2
#: So much of it two numbers may differ that were rounded.
_ROUNDED = 0.005
#: Why columns are no scores that a reader too could take for some.
_NOTED = ("earlier", "rank_within", "part_of_year", "year_of_publication", "marks")


def set_aside(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Give the reason of what is no score whatever the index: differences, targets, parts of years."""
    years, has_quantities = body.side("years"), not body.sides.keys().isdisjoint(("quantities", "stages"))
    for track in rows:
        if track.part and years is not None:
            track.reason = "part_of_year"
            context.say(track.reason, address(track.at, years), printed=track.part)
        elif has_quantities and track.quantity in NO_SCORE:
            track.reason = track.quantity
    of_actual = any(_is_called(t, "score") for t in columns if t.is_score)
    for track in columns:
        track.reason = _no_score(body, track) or track.reason
        is_dated = any(h.years for h in track.labels)
        may_be = track.quantity in ("", "score", "rank") and (of_actual or is_dated)
        if may_be and not track.reason and _is_called(track, "target"):
            track.reason = "target"
        hidden = track.part and track.at in body.sheet.marks.hidden_columns
        holds = not track.part or has_number(body.kinds.column(track.at, body.lines))
        if track.reason in _NOTED and holds:
            context.say(track.reason + "_hidden" * bool(hidden), body.heading_cell(track.at),
                        printed=track.part or track.text[:60])  # fmt: skip


def _no_score(body: Body, track: Track) -> str:
    """Return why a column holds no scores whatever the index; blank where it may."""
    if track.part:
        return "part_of_year"
    if any(h.years and is_published(h.text) for h in track.labels):
        return "year_of_publication"
    if track.quantity == "note" and _holds_but_numbers(body, track.at):
        return "heading_unknown"  # *Giải trình* may be the short name of a domain
    if track.quantity in NO_SCORE and track.quantity not in TEXTS:
        return track.quantity
    if track.is_score and _holds_marks(body, track.at):
        return "marks"
    # *Baseline* is of a year that nobody knows.
    is_phase = track.year is None and any(says("phase", h.words) for h in track.labels)
    return "heading_unknown" if is_phase else ""


def _holds_but_numbers(body: Body, at: int) -> bool:
    """Tell whether most rows of a column hold a number, and none a text."""
    filled = body.kinds.column(at, body.lines)
    return NUMBERS.issuperset(filled) and len(filled) * 2 > len(body.lines)


def _is_called(track: Track, quantity: str) -> bool:
    """Tell whether a heading but for its year is the label of a quantity: ``Kế hoạch 2024`` of a target."""
    return any(value_of("label", h.words) == quantity for h in track.labels)


def _holds_marks(body: Body, at: int) -> bool:
    """Tell whether a column holds marks (*x* under *Đạt*), and no number."""
    if has_number(body.kinds.column(at, body.lines)):
        return False
    are_marks = [says("mark", str(v).strip().lower()) for v in body.cells(at)]
    return sum(are_marks) * 2 > len(are_marks)


def set_converted_aside(body: Body, columns: list[Track], rows: list[Track], context: Context) -> None:
    """Take points with their printed maxima, and not what they were converted to: ``Điểm quy đổi``.

    So are those of a stage of which the others are a multiple, whatever their maxima. Of provinces those are
    taken that lie on the scale of the framework.
    """
    scores = [t for t in columns if t.is_taken]
    converted = [t for t in scores if any(says("converted", h.words) for h in t.labels)]
    raw = [t for t in scores if t not in converted and not t.percent and all(h.plain for h in t.labels)]
    has_maxima = any(t.quantity == "maximum" for t in (*columns, *rows)) or any(t.maximum for t in raw)
    of_provinces = any(is_unit(t.unit) for t in (*columns, *rows))
    for track in converted if raw and not of_provinces else ():
        if not (
            has_maxima or any(t.stage not in ("", "final") and _is_multiple(body, track, t) for t in raw)
        ):
            continue
        track.reason = "converted"
        context.say(track.reason, body.heading_cell(track.at), printed=track.text[:60])


def _is_multiple(body: Body, track: Track, other: Track) -> bool:
    """Tell whether the numbers of a column are those of another, all multiplied by one factor."""
    cells = [[body.sheet.rows[line][t.at] for line in body.lines] for t in (track, other)]
    left, right = (numbers(column, None, body.sheet.decimal).values for column in cells)
    ratios = [a / b for a, b in zip(left, right, strict=True) if a == a and b]
    known = [ratio for ratio in ratios if ratio == ratio]
    return len(known) > 1 and max(known) - min(known) <= _ROUNDED * max(known)


def doubt_points_before(body: Body, columns: list[Track], context: Context) -> None:
    """Report points with penalties or bonuses behind them and none after those: they may lack them.

    What lacks to the maxima is no penalty, whatever it is called.
    """
    added = [t for t in columns if t.quantity in ("bonus", "deduction")
             and any(v != 0 for v in body.cells(t.at))]  # fmt: skip
    points = [t for t in columns if t.is_taken and all(h.plain for h in t.labels)]
    if not added or not points or points[-1].at > added[0].at or _are_lost(body, points[-1], columns, added):
        return
    if not any(says("after", key(t.text)) for t in points):
        context.say("points_before_penalties", body.heading_cell(points[-1].at), printed=points[-1].text[:60],
                    others=", ".join(t.text[:40] for t in added))  # fmt: skip


def _are_lost(body: Body, points: Track, columns: list[Track], added: list[Track]) -> bool:
    """Tell whether a lone column holds what points lack to their maxima: *Điểm bị trừ* of each criterion."""
    maxima = [t for t in columns if t.quantity == "maximum"]
    if len(added) > 1 or len(maxima) != 1:
        return False
    tracks, rows = (maxima[0], points, added[0]), body.sheet.rows
    known = (numbers([rows[line][t.at] for t in tracks], None, body.sheet.decimal) for line in body.lines)
    return not any(abs(top - reached - lost) > SAME for top, reached, lost in (read.values for read in known))


def doubt_abbreviated(body: Body, columns: list[Track]) -> None:
    """Doubt *Điểm TĐ* before all points beside it and never below them: *tối đa* as well as *thẩm định*.

    So it is where it is the same for every unit.
    """
    scores = [t for t in columns if t.is_taken]
    appraised = [t for t in scores if t.stage == "appraised"]
    doubtful = [t for t in appraised if any(says("abbreviated", h.words) for h in t.labels)]
    if any(t.quantity == "maximum" or t.maximum for t in columns):
        return
    for track in doubtful:
        behind = [t for t in scores if t not in doubtful and t.at > track.at]
        beside = [t for t in behind if t.labels[:-1] == track.labels[:-1]] or behind
        # No points are above their maxima, be those of another year.
        dated = [t for t in beside if t.year in (track.year, None)] or beside
        if _is_never_below(body, track, dated) or _is_of_all_units(body, track):
            for each in doubtful:
                each.reason = "heading_unknown"


def _is_of_all_units(body: Body, track: Track) -> bool:
    """Tell whether a column holds one number, the same for each of several units."""
    cells = body.cells(track.at)
    return body.side("units") is not None and len(cells) > _PAIR and len(set(cells)) == 1


def _is_never_below(body: Body, track: Track, others: list[Track]) -> bool:
    """Tell whether no number of other columns is above that of a column beside it, and one is below."""
    cells = [body.sheet.rows[line] for line in body.lines]
    pairs = [(row[track.at], row[other.at]) for row in cells for other in others]
    differences = [top - points for top, points in pairs if is_number(top) and is_number(points)]
    return min(differences, default=-1) >= 0 and max(differences) > 0
