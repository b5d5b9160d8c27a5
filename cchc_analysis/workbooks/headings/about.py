"""What a body is about: which index, and which year, where its headings leave that to the surroundings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cchc_analysis import frameworks
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import indices_in
from cchc_analysis.tables.printed import span_in, without_brackets
from cchc_analysis.tables.tracks import Track, apply_name
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.vietnamese import key
from cchc_analysis.workbooks.context.conflicts import say_conflict
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.titles import only
from cchc_analysis.workbooks.context.titles import year_of as titled_year
from cchc_analysis.workbooks.headings.criteria import named
from cchc_analysis.workbooks.headings.heading_codes import code_and_name
from cchc_analysis.workbooks.headings.undeclared import named_index

#: Enough headings of an index to know it by them.
_ENOUGH = 3
#: Enough names of criteria that mention it.
_MENTIONED = 2


def index_of(context: Context, columns: list[Track], rows: list[Track]) -> str:
    """Return the index of what does not name its own; blank where every number names one."""
    tracks = [*columns, *rows]
    kind, title = context.programme()
    if kind == "target":
        planned = titled_year([title])
        kind = "" if _tells_targets(columns, planned) or _tells_targets(rows, planned) else kind
    if kind and (kind == "target" or not context.asked.index):
        name = named_index(title, tracks).replace(" ", "_")
        raise context.error(f"another_{kind}", title=title[:150], name=name)
    if kind:
        context.say("another_programme_asked", title=title[:150], index=context.asked.index)
    if part := context.part_of_year():
        context.say("part_of_year", printed=part.strip()[:100])
        raise context.error("part_of_year_only", printed=part.strip()[:100])
    indices = context.indices()
    if len(indices) == 1:
        return indices[0]
    if any(t.quantity == "satisfied" for t in tracks) and not points_of_answers(columns):
        return "SIPAS"
    named_indices = {t.index for t in tracks if t.index}
    if named_indices:
        return (only(named_indices) or "") if not indices else ""
    if indices:
        if (index := _by_headings(tracks, context, indices)) == "":
            say_conflict(context, "index", {"title": indices[0], "also": indices[1]}, indices[0])
        return index or indices[0]
    return _by_headings(tracks, context, frameworks.indices()) or _by_mentions(tracks, context)


def points_of_answers(columns: list[Track]) -> bool:
    """Tell whether a survey's sheet has points with their maxima: what the answers were turned into."""
    points = (t for t in columns if t.is_score and not t.reason and t.labels and not t.percent)
    has_maxima = any(t.quantity == "maximum" for t in columns)
    return has_maxima and any(all(h.plain for h in t.labels) for t in points)


def _tells_targets(tracks: list[Track], planned: int | None) -> bool:
    """Tell whether headings say which columns are targets, and date all others before them: results.

    Beside what is said to be achieved in the years before, a column of the year *planned* is a target.
    """
    results = [t for t in tracks if t.is_taken and not t.unit]
    if planned and any(t.year and t.year < planned and says("achieved", key(t.text)) for t in results):
        for track in results:
            if track.year and track.year >= planned:
                track.reason = "target"
    targets = [t for t in tracks if "target" in (t.quantity, t.reason)]
    years = [t.year or 0 for t in results if not t.reason]
    first = min((t.year for t in targets if t.year), default=max(years, default=0))
    return bool(targets) and bool(years) and all(0 < year <= first for year in years)


def _by_headings(tracks: list[Track], context: Context, among: Iterable[str]) -> str:
    """Return the index whose criteria the headings name; blank where they name too few."""
    return _most_often(Counter({name: _criteria_named(name, tracks) for name in among}), _ENOUGH, context)


def _by_mentions(tracks: list[Track], context: Context) -> str:
    """Return the one index that names of criteria mention: ``Kế hoạch CCHC``; blank where too few do."""
    counts = Counter(i for t in tracks for i in indices_in(t.text))
    is_one = counts.total() <= max(counts.values(), default=0) * 1.5
    return _most_often(counts, _MENTIONED, context) if is_one else ""


def _most_often(counts: Counter[str], enough: int, context: Context) -> str:
    """Return the index that is counted most, and report it; blank where none is counted *enough*."""
    index, count = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    if count < enough:
        return ""
    context.findings.add("index_by_headings", file=context.path.name, index=index, count=count)
    return index


def _criteria_named(index: str, tracks: list[Track]) -> int:
    """Count the criteria of an index that headings name, be it behind their codes: ``2. Cải cách thể chế``."""
    framework = frameworks.editions(index)[-1]
    codes: set[str] = set()
    for label in [t.labels for t in tracks if t.labels]:
        name, (code, called) = named(label, framework), code_and_name(label[-1])
        is_called_so = code and framework.aliases.get(key(without_brackets(called))) == code
        codes |= {code} if is_called_so else {name.code} if name.how == "name" else set()
    return len(codes - {""})


def part_by_criteria(columns: list[Track]) -> None:
    """Give columns without an index, beside others that name theirs, the one whose criteria they name."""
    named_indices = dict.fromkeys(t.index for t in columns if t.index)
    latest = {name: frameworks.editions(name)[-1] for name in named_indices}
    for place, track in enumerate(columns):
        if track.index or not track.labels:
            continue
        fitting = [name for name, fw in latest.items() if named(track.labels, fw).code]
        left = [t.index for t in columns[:place] if t.index]
        if len(fitting) == 1 or (fitting and left and left[-1] in fitting):
            track.index = fitting[0] if len(fitting) == 1 else left[-1]
            apply_name(track, quantity=False, year=True)


def set_other_indices_aside(index: str, rows: list[Track], columns: list[Track], context: Context) -> None:
    """Give the reason of what names another index than the one asked for."""
    if not context.asked.index:
        return
    for track in [*rows, *columns]:
        if track.index and track.index != index:
            track.reason = f"index {track.index}"


def year_of(
    body: Body, context: Context, columns: list[Track], rows: list[Track], index: str
) -> tuple[int | None, int | None]:
    """Return the year of what is not dated itself, and the year that the sheet prints where it is another."""
    _set_strange_years_aside(body, context, columns)
    scores = [t for t in columns if t.is_taken]
    dated = {t.year for t in scores if t.year is not None}
    all_dated = bool(scores) and all(t.year is not None for t in scores)
    titled = context.year()
    naming = {t.year for t in scores if t.year is not None and t.index}
    staged = {t.year for t in scores if t.stage}  # they date ``% hoàn thành`` beside them
    alone = only(dated) if all_dated or naming or (staged and None not in staged) else None
    if len(dated) > 1:
        year = context.asked.year or titled or context.year_of_file() or max(y for y in dated if y)
        _refuse_slipped_years(body, context, scores, year)
        return year, None
    if any(t.year is not None for t in rows):
        return context.asked.year or titled or context.year_of_file(), None
    printed = alone if all_dated else titled or alone
    if printed and titled != printed and not context.asked.year and context.is_of_another_year(printed):
        context.say("title_of_another_year", year=printed, printed_year=titled)
    of_file = context.year_of_file()
    base = context.asked.year or (of_file if _believes_file(context, index) else None) or printed or of_file
    other = printed if printed != base else None
    if base is not None and not all_dated:
        context.compare_years(base, other)
    if base is not None and not (context.asked.year or printed):
        _doubt_year_of_file(context, base)
    for track in columns:
        names = [h for h in track.labels if h.total or h.indices]
        # Named again below without its year, as in a second language, the heading may be last year's copy.
        is_copied = track.is_score and len(names) > 1 and not names[-1].years
        if track.year in (base, other) or is_copied:
            track.year = None  # the surroundings may know better; of another year it stays
    return base, other


def set_years_to_come_aside(
    columns: list[Track], rows: list[Track], base: int | None, context: Context
) -> None:
    """Take nothing of a year that has not come, nor of this year beside it: those are plans, however called."""
    latest, dated = frameworks.latest_year(), [t for t in (*columns, *rows) if t.year and not t.reason]
    to_come = [year for year in (base, *(t.year for t in dated)) if year and year > latest]
    if not to_come:
        return
    for track in dated:
        if (track.year or 0) >= latest:
            track.reason = "target"
    left = [[t for t in side if t.is_score and not t.reason] for side in (columns, rows)]
    is_dated = any(all(t.year for t in side) for side in left)
    if not all(left) or (base in to_come and not is_dated):
        raise context.error("year_to_come", year=max(to_come))
    context.say("year_to_come", year=max(to_come))


def _refuse_slipped_years(body: Body, context: Context, scores: list[Track], base: int) -> None:
    """Refuse years over stages of which one stands too far left or right: over *Thẩm định | Tự chấm*.

    Then a stage that no year is above is missing from the year of the sheet, and stands twice in another.
    """
    below = [t for t in scores if t.year is not None and t.stage and not t.labels[-1].years]
    present = {t.stage for t in below if t.year == base}
    others = {t.stage for t in below if t.year != base}
    for track in scores if present else ():
        if track.year is None and track.shift is None and track.stage in others - present:
            raise context.error("stage_without_year", body.heading_cell(track.at), printed=track.text[:60])


def _doubt_year_of_file(context: Context, year: int) -> None:
    """Report a year that only the file's name tells, as that of a document: ``bao_cao_2025_UBND``."""
    words = key(context.path.stem)
    is_said = context.file_is_dated or f"nam {year}" in words
    if says("document", words) and not is_said:
        lines = context.lines({"year": (year, "")})
        context.say("year_of_document", printed=context.path.name, year=year, lines=lines)


def _set_strange_years_aside(body: Body, context: Context, columns: list[Track]) -> None:
    """Take no column of a year that lies outside those that a title gives: ``2012`` in *2019-2021*."""
    spans = {span for title in context.lines_above if (span := span_in(title))}
    dated = [t for t in columns if t.year and not t.reason and (t.is_score or t.quantity == "rank")]
    if len(spans) != 1 or not any(t.year in span for span in spans for t in dated):
        return
    first, last = spans.pop()
    for track in dated:
        if not first <= (track.year or 0) <= last:
            track.reason = "year_outside_title"
            context.say(track.reason, body.heading_cell(track.at), year=track.year, first=first, last=last)


def _believes_file(context: Context, index: str) -> bool:
    """Tell whether the file's year counts before the title's: of published tables, whose titles are copied."""
    return context.file_is_dated and not (index and not frameworks.indices()[index].provinces_only)
