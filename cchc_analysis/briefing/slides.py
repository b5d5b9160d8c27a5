"""``trinh_bay.pptx``: six to twelve slides, a finding each, with notes for the speaker."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from cchc_analysis.briefing import contents
from cchc_analysis.briefing.dates import written_date
from cchc_analysis.briefing.figures import Table
from cchc_analysis.briefing.packages import dated
from cchc_analysis.briefing.phrases import Phrases
from cchc_analysis.briefing.pictures import Picture
from cchc_analysis.briefing.questions import Answer, Briefing
from cchc_analysis.briefing.workbook import sheet_name, title_of

#: Slides at least and at most; those that are no charts: title, results, priorities, doubts.
LEAST, MOST, _OTHERS = 6, 12, 4
_WIDTH, _HEIGHT, _MARGIN = 13.333, 7.5, 0.6
#: The margin that a chart has of its own: its words begin below those of the title.
_OF_CHART = 0.33
_TITLE_ONLY, _TITLE_SLIDE = 5, 0
_TEXT, _MUTED, _OURS = RGBColor(0x22, 0x22, 0x22), RGBColor(0x5A, 0x62, 0x6B), RGBColor(0x0B, 0x53, 0x94)
_LINES = 6
_HANG = Pt(18)
#: Rows of a table, and inches of a column of numbers.
_ROWS, _NUMBERS = 13, 1.9
#: Points of a title, by how many letters it has fewer than: two lines, three of the small, four of the least.
_SIZES = ((90, 26), (125, 22), (190, 19), (10_000, 16))


def charts_shown(answers: Sequence[Answer], drawn: Sequence[int]) -> list[Answer]:
    """Return the answers whose chart has a slide: those declared, and others where there are few."""
    with_chart = [answer for answer in answers if answer.number in drawn]
    chosen = [answer for answer in with_chart if answer.stands_in("slide")]
    if len(chosen) < 3:
        numbers = {answer.number for answer in (*chosen, *with_chart[:5])}
        chosen = [answer for answer in with_chart if answer.number in numbers]
    if len(chosen) > MOST - _OTHERS:  # of several that are alike, the one of the leading index stays
        first = [a for a in chosen if a.lead or not a.index]
        rest = [a for a in chosen if a not in first]
        chosen = sorted([*first, *rest][: MOST - _OTHERS], key=lambda answer: answer.number)
    return chosen


def write_slides(
    briefing: Briefing, pictures: dict[int, Picture], tables: dict[int, Table], say: Phrases, made: date
) -> bytes:  # fmt: skip
    """Return the slides of a pack.

    Parameters
    ----------
    briefing : Briefing
    pictures : dict of int to Picture
        Charts of a slide each, without title and footer, by the number of their answer.
    tables : dict of int to Table
        The numbers behind each answer, by its number.
    say : Phrases
    made : date
    """
    show = Presentation()
    show.slide_width, show.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    title = title_of(briefing, say)
    _first(show, title, briefing, say, made)
    for part in contents.PARTS:
        rest = []
        for answer in briefing.of_part(part):
            if answer.question.columns:
                _table(show, answer, tables[answer.number], briefing, say)
            elif answer.number in pictures:
                _chart(show, answer, pictures[answer.number], briefing, say)
            elif _in_words(answer, briefing):
                rest.append(contents.sentence_of(answer, briefing, say))
        if rest:
            _words(show, say("parts", part), rest, say)
    doubts = [*contents.not_compared(briefing, say), *contents.doubts_told(briefing, say)]
    _words(show, say("parts", "nghi_van"), doubts or [say("notice", "alone")], say)
    _fill_up(show, briefing, say)
    properties = show.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "", ""
    properties.created = properties.modified = datetime(made.year, made.month, made.day)
    out = io.BytesIO()
    show.save(out)
    return dated(out.getvalue(), made)


def _in_words(answer: Answer, briefing: Briefing) -> bool:
    """Tell whether an answer without a slide of its own is told on one of words: of changes, those of scores.

    A deck has room for those only where there is nothing to do first.
    """
    if answer.question.part == "thay_doi":
        return answer.question.tells == "change" and not briefing.of_part("uu_tien")
    if answer.repeats:
        return False
    return answer.question.part in ("ket_qua", "uu_tien") and answer.question.words != "report"


def _fill_up(show: Any, briefing: Briefing, say: Phrases) -> None:
    """Where little is known, say why, how to read what is, and where it comes from."""
    more = {
        say("general", "not_told"): list(contents.silences(briefing, say.lang)),
        say("notice", "doubt"): [say("notice", "ranks")],
        say("notice", "file"): contents.sources(briefing),
        say("slides", "measured"): contents.measured(briefing, say),
    }
    for title, lines in more.items():
        if lines and len(show.slides) < LEAST:
            _words(show, title, lines, say)


def _first(show: Any, title: str, briefing: Briefing, say: Phrases, made: date) -> None:
    slide = show.slides.add_slide(show.slide_layouts[_TITLE_SLIDE])
    _place(slide.shapes.title, _MARGIN, 2.2, _WIDTH - 2 * _MARGIN, 1.8)
    _fill(slide.shapes.title, title, 36, bold=True, colour=_OURS)
    below = slide.placeholders[1]
    _place(below, _MARGIN, 4.2, _WIDTH - 2 * _MARGIN, 1.6)
    lines = [contents.years_told(briefing, say), say("general", "made", date=written_date(made, say.lang))]
    if contents.is_made_up(briefing):
        lines.insert(0, say("general", "illustrative"))
    _fill(below, "\n".join(lines), 18, colour=_MUTED)
    slide.notes_slide.notes_text_frame.text = "\n".join(contents.sources(briefing))


def _table(show: Any, answer: Answer, table: Table, briefing: Briefing, say: Phrases) -> None:
    """Add the first rows of a table, as tables that may be edited: on two slides where one has no room."""
    headings, rows = table.chosen(answer.question.columns, say.lang)
    for first in range(0, min(len(rows), answer.question.most, 2 * _ROWS), _ROWS):
        slide = _answered(show, answer, briefing, say, say("slides", "continued") if first else "")
        _rows(slide, [headings, *rows[: answer.question.most][first : first + _ROWS]])


def _rows(slide: Any, rows: Sequence[Sequence[str]]) -> None:
    """Add a table, its headings first, to a slide."""
    headings = rows[0]
    across = _WIDTH - 2 * _MARGIN
    size = (Inches(x) for x in (_MARGIN, 1.5, across, 0.36 * len(rows)))
    frame = slide.shapes.add_table(len(rows), len(headings), *size)
    names = frame.table.columns[0]
    names.width = Inches(across - _NUMBERS * (len(headings) - 1))
    for column in list(frame.table.columns)[1:]:
        column.width = Inches(_NUMBERS)
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            cell = frame.table.cell(at, place)
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            cell.text = text
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if place else PP_ALIGN.LEFT
            paragraph.font.size = Pt(14)


def _answered(show: Any, answer: Answer, briefing: Briefing, say: Phrases, continued: str = "") -> Any:
    """Add a slide with the title, the source and the notes of an answer."""
    slide = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
    _title(slide, contents.sentence_of(answer, briefing, say).rstrip(".") + continued)
    _source(slide, " ".join(contents.sentence(text) for text in (answer.signs, answer.source) if text))
    notes = [say("slides", "notes", sentence=answer.sentence)]
    if answer.caveats:
        notes.append(say("slides", "notes_caveats", caveats=" ".join(map(contents.sentence, answer.caveats))))
    notes.append(say("slides", "notes_source", source=answer.source, sheet=sheet_name(answer)))
    slide.notes_slide.notes_text_frame.text = "\n".join(notes)
    return slide


def _chart(show: Any, answer: Answer, picture: Picture, briefing: Briefing, say: Phrases) -> None:
    slide = _answered(show, answer, briefing, say)
    top, bottom = 1.4, 0.5
    room, across = _HEIGHT - top - bottom, _WIDTH - 2 * (_MARGIN - _OF_CHART)
    scale = min(across / picture.width, room / picture.height)
    width, height = picture.width * scale, picture.height * scale
    left = _MARGIN - _OF_CHART
    shape = slide.shapes.add_picture(
        str(picture.path), Inches(left), Inches(top + (room - height) / 2), Inches(width), Inches(height)
    )
    shape._element.nvPicPr.cNvPr.set("descr", picture.alt)


def _words(show: Any, title: str, lines: Sequence[str], say: Phrases) -> None:
    slide = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
    _title(slide, title)
    box = slide.shapes.add_textbox(Inches(_MARGIN), Inches(1.5), Inches(_WIDTH - 2 * _MARGIN), Inches(5.4))
    frame = box.text_frame
    frame.word_wrap = True
    kept = list(dict.fromkeys(contents.sentence(line) for line in lines))
    lines = kept if len(kept) <= _LINES else [*kept[: _LINES - 1], say("report", "more")]
    size = 20 if sum(map(len, lines)) < 700 else 16
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = contents.bound(line)
        run.font.size, run.font.color.rgb = Pt(size), _TEXT
        paragraph.space_after = Pt(10)
        _bulleted(paragraph)
    slide.notes_slide.notes_text_frame.text = "\n".join(
        say("slides", "notes", sentence=k.rstrip(".")) for k in kept
    )


def _bulleted(paragraph: Any) -> None:
    """Hang a paragraph on a bullet: its further lines begin below the first."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(_HANG))
    properties.set("indent", str(-_HANG))
    bullet = properties.makeelement(qn("a:buChar"), {"char": "•"})
    properties.append(bullet)


def _title(slide: Any, text: str) -> None:
    _place(slide.shapes.title, _MARGIN, 0.3, _WIDTH - 2 * _MARGIN, 1.1)
    _fill(slide.shapes.title, text, next(size for most, size in _SIZES if len(text) < most), bold=True)
    slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _source(slide: Any, text: str) -> None:
    box = slide.shapes.add_textbox(
        Inches(_MARGIN), Inches(_HEIGHT - 0.5), Inches(_WIDTH - 2 * _MARGIN), Inches(0.4)
    )
    _fill(box, text, 11 if len(text) < 120 else 9, colour=_MUTED)


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (Inches(x) for x in (left, top, width, height))


def _fill(shape: Any, text: str, size: int, *, bold: bool = False, colour: RGBColor = _TEXT) -> None:
    """Write text into a shape, at the left, in one size."""
    frame = shape.text_frame
    frame.word_wrap = True
    frame.text = contents.bound(text)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour
