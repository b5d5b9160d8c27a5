"""What titles and remarks below a table say against results of a whole year: drafts, means, nine months.

TT | Đơn vị    | Tổng điểm
1  | Xã Ví Dụ  | 80,75
Ghi chú: Chưa bao gồm điểm điều tra xã hội học
"""

from __future__ import annotations

from collections.abc import Iterator

from cchc_analysis.files.grid import address, addresses
from cchc_analysis.tables.body import Body
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import has_number
from cchc_analysis.tables.text_lines import texts_of
from cchc_analysis.tables.tracks import Track
from cchc_analysis.tables.vocabulary import is_note, says, vocabulary
from cchc_analysis.units.mentions import without_units
from cchc_analysis.vietnamese import clean, key
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.footnotes import Footnotes
from cchc_analysis.workbooks.context.titles import is_part, other_kind, without_citations, without_dates

#: With more words that are not understood a title is about something else.
_STRANGE = 2
#: Longer titles are texts.
_LONGEST = 200


def say_doubts(context: Context, body: Body, year: int, rows: list[Track], columns: list[Track]) -> None:
    """Report what titles, tab, file and remarks say against final results of the whole of a *year*.

    What they say of figures that *rows* or *columns* beside the scores hold is said of those.
    """
    tracks = [*rows, *columns]
    titles = [t for t in context.subjects() if len(t) < _LONGEST]
    around = [(t, _STRANGE) for t in titles] + [(context.sheet, 0), (context.path.stem, 0)]
    kinds = {"", "rank", *(kind for t in tracks for kind in (t.quantity, t.reason))}
    if len({t.stage for t in tracks if t.stage}) > 1 or any(t.index for t in tracks):
        kinds.add("difference")  # of the two stages; of what a heading calls the index itself
    kinds_count, tab, of_marks = not context.programme()[0], heading(context.sheet), Footnotes(body)
    doubts = [("title_in_doubt", "", t) for t, most in around
              if (kinds_count and other_kind(t, most) not in kinds) or (t in titles and doubt_in(t, "title"))
              or (t == context.sheet and tab.plain and tab.shift)]  # fmt: skip
    doubts += [("foot_in_doubt", cell, line) for cell, line in _feet(body)
               if foot_in_doubt(line, year) and not of_marks.explains(line)]  # fmt: skip
    noting = [t.at for t in columns if t.quantity == "note"]
    doubts += [("foot_in_doubt", cell, text) for text, cell in _beside(body, noting)
               if remark_in_doubt(text, year)]  # fmt: skip
    for rule, cell, text in doubts:
        if (rule, cell, text) not in context.once:
            context.once.add((rule, cell, text))
            context.say(rule, cell, printed=clean(text)[:150], year=year)


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


def doubt_in(text: str, place: str) -> bool:
    """Tell whether a ``title``, or a line at the ``foot``, says that figures are no final results."""
    words = without_citations(without_units(text))  # *Phường Ví Dụ* is no example
    return says("doubt", words, place)


def foot_in_doubt(line: str, year: int) -> bool:
    """Tell whether a remark below a table says that its figures are not those of a whole *year*.

    Examples
    --------
    >>> foot_in_doubt("Ghi chú: Số liệu 9 tháng đầu năm", 2024), foot_in_doubt("* Số liệu năm 2023", 2024)
    (True, True)
    >>> foot_in_doubt("* Số liệu năm 2023", 2023), foot_in_doubt("Cao Bằng, tháng 1 năm 2025", 2024)
    (False, False)
    """
    is_remark = is_note(line) or line.startswith("*") or says("remark", key(line))
    return is_remark and remark_in_doubt(line, year)


def remark_in_doubt(text: str, year: int) -> bool:
    """Tell whether a remark says that its figures are drafts, of a part of a *year*, or of another."""
    others = vocabulary("other_year")[0][2].finditer(without_dates(text))
    return is_part(text, year) or doubt_in(text, "foot") or any(int(m["year"]) != year for m in others)
