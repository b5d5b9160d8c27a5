"""What titles and remarks below a table say against results of a whole year: drafts, means, nine months.

TT | Đơn vị    | Tổng điểm
1  | Xã Ví Dụ  | 80,75
Ghi chú: Chưa bao gồm điểm điều tra xã hội học
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cchc_analysis.files.grid import address, addresses
from cchc_analysis.scores import STAGES
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.kinds import has_number
from cchc_analysis.tables.text_lines import texts_of
from cchc_analysis.tables.tracks import Track
from cchc_analysis.tables.vocabulary import is_note, says, vocabulary
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.footnotes import Footnotes, notes_in
from cchc_analysis.workbooks.context.titles import is_part, other_kind, without_dates

#: With more words that are not understood a title is about something else.
_STRANGE = 2
#: Longer titles are texts.
_LONGEST = 200
#: What remarks can say of all figures; *giảm 2 điểm*, *điểm trung bình* tell of some.
_OF_ALL = (
    "draft",
    "self",
    "appraised",
    "survey",
    "without_survey",
    "target",
    "earlier",
    "weight",
    "rank_within",
)


def say_doubts(context: Context, body: Body, year: int, rows: list[Track], columns: list[Track]) -> None:
    """Report what titles, tab, file and remarks say against final results of the whole of a *year*.

    What they say of figures that *rows* or *columns* beside the scores hold is said of those.
    """
    titles = [t for t in context.subjects() if len(t) < _LONGEST]
    around = [(t, _STRANGE) for t in titles] + [(context.sheet, 0), (context.path.stem, 0)]
    # A remark below may look like the name of a row without numbers.
    kinds = _kinds(context, [*(t for t in rows if has_number(body.kinds.rows[t.at])), *columns])
    known = {*kinds, *STAGES}  # the stages of titles are taken
    others = () if context.programme()[0] else [t for t, most in around if other_kind(t, most) not in known]
    doubts = [("title_in_doubt", "", t) for t in others]
    of_marks = Footnotes(body)
    doubts += [("foot_in_doubt", cell, line) for cell, line in _feet(body) if _is_remark(line)
               and remark_in_doubt(line, year, kinds) and not of_marks.explains(line)]  # fmt: skip
    noting = [t.at for t in columns if t.quantity == "note"]
    doubts += [("foot_in_doubt", cell, text) for text, cell in _beside(body, noting)
               if remark_in_doubt(text, year, kinds)]  # fmt: skip
    for rule, cell, text in doubts:
        if (rule, cell, text) not in context.once:
            context.once.add((rule, cell, text))
            context.say(rule, cell, printed=clean(text)[:150], year=year)


def _kinds(context: Context, tracks: list[Track]) -> set[str]:
    """Return what headings and titles tell that figures are: of that a text around them says nothing new."""
    kinds = {kind for t in tracks for kind in (t.quantity, t.reason, t.stage)} | {*context.stages()}
    if len({t.stage for t in tracks if t.stage}) > 1 or any(t.index for t in tracks):
        kinds.add("difference")  # of the two stages; of what a heading calls the index itself
    if not kinds.isdisjoint(("self", "appraised")):
        kinds.add("without_survey")
    return kinds | {"", "rank", "group"}


def say_typed(context: Context) -> None:
    """Report once the numbers of a body that were typed as text, and each footnote of some."""
    for (note, is_missing), cells in context.footnoted.items():
        context.say("footnote_missing" if is_missing else "footnoted", address(*cells[0]), note=note[:150],
                    count=len(cells), cells=addresses(cells))  # fmt: skip
    if context.typed:
        rows, columns = zip(*context.typed, strict=True)
        ends = address(min(rows), min(columns)), address(max(rows), max(columns))
        first = min(context.typed)
        context.say("numbers_as_text", address(*first), count=len(context.typed), printed=context.typed[first],
                    range=":".join(dict.fromkeys(ends)))  # fmt: skip


def _feet(body: Body) -> Iterator[tuple[str, str]]:
    """Yield the texts below the last number of a body, as far as no number stands beside, with their cells."""
    rows, kinds = body.sheet.rows, body.kinds.rows
    last = next((line for line in reversed(body.lines) if has_number(kinds[line])), len(rows))
    for line in range(last + 1, len(rows)):
        if has_number(kinds[line]):
            return
        for text in texts_of(rows[line]):
            yield address(line, next(at for at, kind in enumerate(kinds[line]) if kind != " ")), text


def _beside(body: Body, columns: list[int]) -> list[tuple[str, str]]:
    """Return the notes in columns beside the figures of units, each once, with their cells."""
    rows, lines = body.sheet.rows, body.lines if body.side("units") is not None else ()
    cells = [(rows[line][at], address(line, at)) for line in lines for at in columns]
    return [(text, cell) for text, cell in {text: cell for text, cell in reversed(cells)}.items()
            if text.__class__ is str and text]  # fmt: skip


def _is_remark(line: str) -> bool:
    """Tell whether a line below a table is about its figures: ``Ghi chú: …``, ``(*) …``, ``Số liệu …``."""
    is_marked = line.startswith(("*", "(*")) or bool(notes_in(clean(line)))
    return is_marked or is_note(line) or says("remark", key(line))


def remark_in_doubt(text: str, year: int, kinds: Collection[str] = ()) -> bool:
    """Tell whether a remark says that its figures are of a part of a *year*, of another, or no final results.

    It tells nothing new where they are known to be of the *kinds* that it says.

    Examples
    --------
    >>> remark_in_doubt("Ghi chú: Số liệu 9 tháng đầu năm", 2024), remark_in_doubt("* Số liệu năm 2023", 2024)
    (True, True)
    >>> remark_in_doubt("* Số liệu năm 2023", 2023), remark_in_doubt("Điểm trừ do nộp muộn", 2024)
    (False, False)
    >>> remark_in_doubt("Ghi chú: điểm dự kiến", 2024), remark_in_doubt("(*) Điểm tự chấm", 2024, {"self"})
    (True, False)
    """
    others = vocabulary("other_year")[0][2].finditer(without_dates(text))
    is_other = other_kind(text, _STRANGE) in set(_OF_ALL).difference(kinds)
    return is_other or is_part(text, year) or any(int(m["year"]) != year for m in others)
