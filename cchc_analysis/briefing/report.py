"""``bao_cao.docx``: the report to the leadership, in the form of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from cchc_analysis.briefing import contents, office
from cchc_analysis.briefing.dates import written_date
from cchc_analysis.briefing.figures import Table
from cchc_analysis.briefing.flow import Flow, height_of
from cchc_analysis.briefing.phrases import Phrases
from cchc_analysis.briefing.pictures import Picture
from cchc_analysis.briefing.questions import Answer, Briefing, Question
from cchc_analysis.briefing.workbook import title_of
from cchc_analysis.phrases import filled

_ROMAN = ("I", "II", "III", "IV", "V")
#: Width of a chart in the text block, and the height that leaves room for words on its page, in centimetres.
_WIDTH, _HIGHEST = 16.0, 7.2
#: Doubts of a report: it has two to five pages.
_MOST_DOUBTS = 5
#: Points of ordinary text; centimetres of the head of the first page.
_BODY, _HEAD = office.BODY.pt, 4.0
#: Width of a column of numbers, in centimetres.
_COLUMN = 2.5


def write_report(
    briefing: Briefing, pictures: dict[int, Picture], tables: dict[int, Table], say: Phrases, made: date,
    template: Path | None = None,
) -> bytes:  # fmt: skip
    """Return the report of a pack.

    Parameters
    ----------
    briefing : Briefing
    pictures : dict of int to Picture
        The charts that stand in it, by the number of their answer.
    tables : dict of int to Table
        The numbers behind each answer, by its number.
    say : Phrases
    made : date
        Its date.
    template : Path, optional
        The office's own letterhead: a document that is continued; the head of Nghị định 30 is left out.
    """
    has_letterhead = template is not None and template.is_file()
    report = office.document(template)
    if not has_letterhead:
        _head(report, say, made)
    title = title_of(briefing, say)
    office.write(report, say("report", "kind"), align=office.CENTRE, bold=True, before=12, after=0)
    office.write(report, title, align=office.CENTRE, bold=True, after=2)
    office.rule_below(report, 5.0)
    opening = say("report", "opening", unit=briefing.subject.full_name,
                  years=contents.years_told(briefing, say))  # fmt: skip
    if contents.is_made_up(briefing):
        office.write(
            report, say("general", "illustrative"), align=office.CENTRE, italic=True, before=6, after=0
        )
    whose = contents.boundaries(briefing.subject.unit_id, say)
    office.write(report, " ".join(filter(None, (opening, whose))), indent=True, before=12)
    figures, flow = (
        iter(range(1, 1 + len(pictures))),
        Flow(_HEAD + height_of(title, _BODY) + height_of(opening, _BODY)),
    )
    parts = (part for part in contents.PARTS if briefing.of_part(part) or _more(briefing, part, say))
    for number, part in enumerate(parts):
        _heading(report, f"{_ROMAN[number]}. {say('parts', part).upper()}", 1, flow)
        _part(report, briefing, part, pictures, tables, say, figures, flow)
        flow.end()  # a figure stands in the part that tells of it
    _foot(report, say)
    return office.finished(report, title, made, say.lang)


def _head(report: Any, say: Phrases, made: date) -> None:
    """Write the national heading at the right, the body at the left, number, place and date below."""
    left, right = office.columns(report, (6.0, 10.0))
    if say("report", "above"):
        office.write(left, say("report", "above").upper(), align=office.CENTRE, after=0)
    office.write(left, say("report", "body").upper(), align=office.CENTRE, bold=True, after=0)
    office.rule_below(left, 1.8)
    office.write(left, say("report", "number"), align=office.CENTRE, before=6, after=0)
    office.write(right, say("report", "nation"), align=office.CENTRE, bold=True, size=office.HEAD, after=0)
    office.write(right, say("report", "motto"), align=office.CENTRE, bold=True, after=0)
    office.rule_below(right, 2.0)
    month = f"{made.month:02d}" if made.month < 3 else str(made.month)  # as Nghị định 30 has it: 01, 02, 3 …
    day = f"{made.day:02d}"
    place = say("report", "place", day=day, month=month, year=made.year, date=written_date(made, say.lang))
    office.write(right, place, align=office.CENTRE, italic=True, before=6, after=0)
    for cell in (left, right):
        office.first_paragraph(cell)


def _part(
    report: Any,
    briefing: Briefing,
    part: str,
    pictures: dict[int, Picture],
    tables: dict[int, Table],
    say: Phrases,
    figures: Iterator[int],
    flow: Flow,
) -> None:
    groups = contents.paragraphs(briefing, part, say)
    lines = _more(briefing, part, say)
    of_lines = say("report", "not_compared") if groups and lines and part == "thay_doi" else ""
    headed = sum(bool(heading) for heading in (*(heading for heading, _, _ in groups), of_lines)) > 1
    numbers = count(1)
    for heading, answers, text in groups:
        if heading and headed:
            _heading(report, f"{next(numbers)}. {heading}", 2, flow)
        _paragraph(report, text, flow)
        for answer in answers:
            if answer.number in pictures:
                _figure(report, pictures[answer.number], next(figures), answer, say, flow)
            if answer.question.columns:
                _table(report, tables[answer.number], answer.question, say, flow)
    if of_lines and headed:
        _heading(report, f"{next(numbers)}. {of_lines}", 2, flow)
    for line in lines:
        _paragraph(report, f"- {line}", flow)


def _heading(report: Any, text: str, level: int, flow: Flow) -> None:
    office.heading(report, text, level)
    flow.text(height_of(text, _BODY, around=12), keep=True)


def _paragraph(report: Any, text: str, flow: Flow) -> None:
    office.write(report, text, indent=True)
    flow.text(height_of(text, _BODY))


def _more(briefing: Briefing, part: str, say: Phrases) -> list[str]:
    """Return what a part says besides its answers: what cannot be compared, what must be doubted."""
    lines = [reason for reason, of in contents.silences(briefing, say.lang).items() if of == part]
    if part != "nghi_van":
        return [*(contents.not_compared(briefing, say) if part == "thay_doi" else []), *lines]
    lines = [*contents.doubts_told(briefing, say), *lines]
    unsaid = {*contents.doubts(briefing, say), *lines} - {
        *lines[:_MOST_DOUBTS],
        say("general", "illustrative"),
    }
    return lines[:_MOST_DOUBTS] + ([say("report", "more")] if unsaid else [])


def _figure(report: Any, picture: Picture, number: int, answer: Answer, say: Phrases, flow: Flow) -> None:
    height = picture.height / picture.width * _WIDTH
    limit = _HIGHEST if height > _HIGHEST else None
    # The finding stands in the text above, what is measured in the chart: here is its name, and the source.
    name = filled(answer.question.caption[say.lang], say.lang, index=answer.index, year=answer.year)
    what = [contents.sentence(text) for text in (name, answer.signs, answer.source)]
    caption = f"{say('general', 'figure', n=number)}. {' '.join(filter(None, what))}"

    def write() -> None:
        office.picture(report, picture.path, picture.alt, _WIDTH, limit)
        office.write(report, caption, align=office.CENTRE, italic=True, size=office.SMALL, after=8)

    flow.figure((limit or height) + height_of(caption, office.SMALL.pt, around=10), write)


def _table(report: Any, table: Table, question: Question, say: Phrases, flow: Flow) -> None:
    """Write some columns of an answer's table, its first rows."""
    headings, rows = table.chosen(question.columns, say.lang)
    numbers, rows = len(headings) - 1, rows[: question.most]
    widths = (_WIDTH - numbers * _COLUMN, *[_COLUMN] * numbers)
    office.figures_table(report, headings, rows, widths)
    if len(table.rows) > question.most:
        office.write(report, say("report", "more_rows", n=len(table.rows) - question.most), size=office.SMALL)
    flow.text((2 + len(rows)) * height_of("", office.SMALL.pt, around=1))


def _foot(report: Any, say: Phrases) -> None:
    """Leave room for receivers at the left, and for who signs at the right; on a page with what they sign."""
    report.paragraphs[-1].paragraph_format.keep_with_next = True
    left, right = office.columns(report, (8.0, 8.0))
    office.write(
        left, say("report", "receivers"), bold=True, italic=True, size=office.HEAD, after=0, before=12
    )
    for line in say("report", "receivers_list").splitlines():
        office.write(left, line, size=office.SMALL, after=0, align=office.LEFT)
    office.write(right, say("report", "signature"), align=office.CENTRE, bold=True, before=12, after=48)
    office.write(right, say("report", "signed"), align=office.CENTRE, bold=True, after=0)
    for cell in (left, right):
        office.first_paragraph(cell)
