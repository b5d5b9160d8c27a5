"""``so_lieu.xlsx``: the numbers behind every sentence and chart, each with the cells that it came from."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from cchc_analysis.briefing import contents, sheets
from cchc_analysis.briefing.dates import written_date
from cchc_analysis.briefing.figures import Number, Table, printed_code
from cchc_analysis.briefing.packages import dated
from cchc_analysis.briefing.phrases import Phrases
from cchc_analysis.briefing.places import Place, joined
from cchc_analysis.briefing.questions import Answer, Briefing
from cchc_analysis.briefing.tracing import Tracer
from cchc_analysis.escaping import as_cell
from cchc_analysis.statements import decimals_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: Characters of a column: of texts at most, of what numbers came from.
_WIDE, _SOURCES = 46, 70
#: Of the sentences on the first sheet.
_SAYS = 90.0
#: The column in which a single number is explained.
_FACTS = 3
_LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def write_workbook(
    briefing: Briefing, tables: Sequence[tuple[Answer, Table]], drawn: Collection[int], tracer: Tracer,
    say: Phrases, made: date,
) -> bytes:  # fmt: skip
    """Return the workbook of a pack.

    Parameters
    ----------
    briefing : Briefing
    tables : sequence of (Answer, Table)
        In the order of the charts.
    drawn : collection of int
        The numbers of the answers that have a chart.
    tracer : Tracer
        Finds what was read.
    say : Phrases
    made : date
        The day that is written into it.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "cchc_analysis"
    book.properties.title = title_of(briefing, say)
    front = book.active
    assert front is not None
    front.title = say("workbook", "explanation")
    _explain(front, briefing, tables, drawn, say, made)
    places: set[Place] = set()
    for answer, table in tables:
        _answer(book, answer, table, say)
        for _, number in table.numbers():
            # Of a formula over everybody the range is told; what is listed is what is shown by itself.
            if number.trace is not None and not number.trace.formula:
                places.update(number.trace.places)
    _sources(book, tracer.figures_at(places), say)
    out = io.BytesIO()
    book.save(out)
    return dated(out.getvalue(), made)


def title_of(briefing: Briefing, say: Phrases) -> str:
    """Return the title of a pack: whose, and of which year."""
    key = "title" if briefing.asked_year is not None or len(set(briefing.years_told().values())) == 1 else ""
    return say("general", key or "title_latest", unit=briefing.subject.full_name, year=briefing.year)


def sheet_name(answer: Answer) -> str:
    """Return the name of an answer's sheet: that of its chart, as far as a sheet's name goes."""
    return _NOT_IN_A_NAME.sub("-", answer.name)[:_LONGEST_NAME]


def _explain(
    sheet: Worksheet, briefing: Briefing, tables: Sequence[tuple[Answer, Table]], drawn: Collection[int],
    say: Phrases, made: date,
) -> None:  # fmt: skip
    from openpyxl.styles import Alignment, Font

    lines = [title_of(briefing, say), contents.years_told(briefing, say),
             say("general", "made", date=written_date(made, say.lang)) + "."]  # fmt: skip
    lines += [say("workbook", f"explain_{n}") for n in (1, 2, 3)]
    for line in lines:
        sheet.append([as_cell(line)])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheets.head(sheet, [say("workbook", name) for name in ("number", "sheet", "says", "chart")])
    widths = (8.0, 32.0, _SAYS, 40.0)
    for letter, width in zip("ABCD", widths, strict=True):
        sheet.column_dimensions[letter].width = width
    for answer, _ in tables:
        chart = f"bieu_do/{answer.name}.png" if answer.number in drawn else say("workbook", "no_chart")
        sheet.append([answer.number, sheet_name(answer), as_cell(answer.sentence), chart])
        cell = sheet.cell(sheet.max_row, 2)
        cell.hyperlink = f"#'{sheet_name(answer)}'!A1"
        sheets.heighten(sheet, [(_SAYS, answer.sentence)])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    if briefing.not_answered:
        sheet.append([])
        sheets.line(sheet, say("workbook", "not_told"), widths, Font(bold=True))
        for why in dict.fromkeys(silent.why[say.lang == "en"] for silent in briefing.not_answered):
            sheets.line(sheet, why, widths)
    sheets.printed_on_a4(sheet, widths)


def _answer(book: Workbook, answer: Answer, table: Table, say: Phrases) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(sheet_name(answer))
    widths = [_width(row[at] for row in table.rows) for at in range(len(table.headings))]
    widths += [sheets.NARROW] * (_FACTS - len(widths))
    widths[0] = max(widths[0], _width(what for what, _ in table.facts))
    for at, width in enumerate([*widths, _SOURCES], start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheets.line(sheet, answer.sentence, widths, Font(bold=True, size=12))
    sheets.line(sheet, answer.subtitle, widths, Font(italic=True))
    blank = [""] * (len(widths) - len(table.headings))
    sheets.head(sheet, [*table.headings, *blank, say("workbook", "traced")])
    sheet.freeze_panes = f"B{sheet.max_row + 1}"
    for row in table.rows:
        _row(sheet, [*row, *[None] * len(blank)], _where_from(row, table.headings, say))
    if table.facts:
        sheet.append([])
        sheets.head(sheet, [say("workbook", name) for name in ("facts", "value", "how")])
        for what, number in table.facts:
            _row(sheet, [what, number], number.trace.in_words(say) if number.trace else "")
            sheets.across(sheet, _FACTS, widths)
    if table.formulas:
        sheet.append([])
        sheets.head(sheet, [say("workbook", "formulas")])
        for heading, formula in table.formulas:
            sheets.line(sheet, f"{heading}: {formula}", widths)
    sheet.append([])
    for text in filter(None, (answer.source, answer.signs, *map(contents.sentence, answer.caveats))):
        sheets.line(sheet, text, widths)
    sheets.printed_on_a4(sheet, widths)
    sheet.print_title_rows = "3:3"
    # What each number came from is read on the screen: on paper it would leave no room for the numbers.
    sheet.print_area = f"A1:{get_column_letter(len(widths))}{sheet.max_row}"


def _row(sheet: Worksheet, values: Sequence[str | Number | None], sources: str) -> None:
    """Write a row: texts as texts, numbers with their decimals, blanks where nothing was published."""
    from openpyxl.styles import Alignment

    shown = [v.value if isinstance(v, Number) else as_cell(v) if v is not None else None for v in values]
    sheet.append([*shown, as_cell(sources)])
    last = sheet.max_row  # is looked for among all cells
    for at, value in enumerate(values, start=1):
        cell = sheet.cell(last, at)
        if isinstance(value, Number):
            cell.number_format = "0" if value.plain else sheets.number_format(value.places)
        elif isinstance(value, str):
            if value.startswith("#"):
                cell.data_type = "s"
            if len(value) > _WIDE:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    long = [(_WIDE, value) for value in values if isinstance(value, str) and len(value) > _WIDE]
    if long:
        sheets.heighten(sheet, long)


def _where_from(row: Sequence[str | Number | None], headings: Sequence[str], say: Phrases) -> str:
    """Return where the numbers of a row come from, those from the same cells together."""
    places: dict[str, list[str]] = {}
    for heading, value in zip(headings, row, strict=True):
        if isinstance(value, Number) and value.trace is not None:
            cells = joined(value.trace.places) or value.trace.formula or say("workbook", "no_cell")
            places.setdefault(cells, []).append(heading)
    return " | ".join(f"{', '.join(names)}: {cells}" for cells, names in places.items())


def _width(values: Any) -> float:
    longest = max((len(v) for v in values if isinstance(v, str)), default=0)
    return min(max(sheets.NARROW, longest + 2), _WIDE)


_LISTED = (  # of each figure that was read
    "index", "year", "unit", "code", "name", "stage", "score", "rank", "file", "tab", "cell", "rank_cell",
    "note",
)  # fmt: skip


def _sources(book: Workbook, rows: pd.DataFrame, say: Phrases) -> None:
    """List every figure that was read, with its cell."""
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(say("workbook", "sources"))
    sheets.head(sheet, [say("workbook", name) for name in _LISTED])
    sheet.freeze_panes = "A2"
    for line, row in enumerate(rows.to_dict("records"), start=2):
        score = None if pd.isna(row["score"]) else float(row["score"])
        rank = None if pd.isna(row["rank"]) else int(row["rank"])
        note = "" if pd.isna(row["note"]) else str(row["note"])
        texts = [str(row["unit"]), printed_code(str(row["code"])) or "", str(row["name"])]
        where = [str(row[name]) for name in ("file", "sheet", "cell")]
        sheet.append([
            row["index"], int(row["year"]), *map(as_cell, texts), say("stages", str(row["stage"])), score, rank,
            *map(as_cell, where), row["rank_cell"], as_cell(note),
        ])  # fmt: skip
        sheet.cell(line, 7).number_format = sheets.number_format(decimals_of(str(row["index"])))
    widths = (9, 7, 26, 9, 46, 14, 10, 9, 34, 26, 10, 10, 40)
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheets.printed_on_a4(sheet, widths)
    sheet.print_title_rows = "1:1"
