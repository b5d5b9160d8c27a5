"""What a file as a whole is reported for, and the errors that say why not one score could be read."""

from __future__ import annotations

from operator import itemgetter

from cchc_analysis import frameworks
from cchc_analysis.files.errors import ReadError
from cchc_analysis.files.grid import Workbook, address, column_letters
from cchc_analysis.findings import Findings
from cchc_analysis.phrases import LANGUAGES
from cchc_analysis.tables.headings import heading
from cchc_analysis.workbooks.context.context import Context
from cchc_analysis.workbooks.context.source import Asked
from cchc_analysis.workbooks.headings.criteria import named
from cchc_analysis.workbooks.headings.seen import explain, guessed
from cchc_analysis.workbooks.headings.views import View


def report_marks(workbook: Workbook, findings: Findings) -> None:
    """Report hidden sheets, rows and columns, error cells and formulas without a value."""
    for sheet in workbook.sheets:
        marks, place = sheet.marks, {"file": workbook.file, "sheet": sheet.name}
        if not sheet.visible:
            findings.add("sheet_hidden", **place)
        for at, error in sorted(marks.errors.items())[:20]:
            findings.add("error_cell", cell=address(*at), error=error, count=len(marks.errors), **place)
        if marks.unvalued:
            findings.add("formula_without_value", cell=address(*min(marks.unvalued)),
                         count=len(marks.unvalued), **place)  # fmt: skip
        if marks.calculated:
            shown = {at: v for at, v in marks.calculated.items() if v != ""} or marks.calculated
            at, value = min(shown.items(), key=itemgetter(0))
            findings.add("formula_calculated", cell=address(*at), formula=marks.formulas[at][:60], value=value,
                         count=len(marks.calculated), **place)  # fmt: skip
        if marks.apart:
            at, (whole, kept) = min(marks.apart.items())
            findings.add("characters_apart", cell=address(*at), printed=whole, kept=kept or "–",
                         count=len(marks.apart), **place)  # fmt: skip
        if marks.struck:
            findings.add("numbers_struck", cell=address(*min(marks.struck)), count=len(marks.struck), **place)
        rows = sorted(r + 1 for r in marks.hidden_rows if r < len(sheet.rows))
        if rows:
            findings.add("rows_hidden", cell=f"{rows[0]}:{rows[0]}", rows=_listed(rows), **place)
        columns = sorted(c for c in marks.hidden_columns if c < sheet.width)
        if columns:
            letters = [column_letters(c) for c in columns]
            cell = f"{letters[0]}:{letters[0]}"
            findings.add("columns_hidden", cell=cell, columns=_listed(letters), **place)


def _listed(items: list[int] | list[str]) -> str:
    shown = ", ".join(str(i) for i in items[:8])
    return shown if len(items) <= 8 else f"{shown} … ({len(items)})"


def no_table(workbook: Workbook, asked: Asked, findings: Findings) -> ReadError:
    """Return the error of a workbook whose sheets hold no table: what was looked for, what is there."""
    if not any(sheet.rows for sheet in workbook.sheets):
        return ReadError("no_cells", findings, file=workbook.file)
    sheet = max(workbook.sheets, key=lambda s: len(s.rows))
    texts = ([v.strip() for v in row if isinstance(v, str) and v.strip()] for row in sheet.rows[:12])
    lines = [f"{line}: {' | '.join(row[:4])[:60]}" for line, row in enumerate(texts, 1) if row][:4]
    vi, en = ("; ".join(f"{word} {line}" for line in lines) for word in ("hàng", "row"))
    error = ReadError("no_table", findings, file=workbook.file, sheet=sheet.name,
                      printed=(vi or "–", en or "–"))  # fmt: skip
    if (body := guessed(sheet)) is not None:
        explain(error, body, Context(workbook.path, sheet.name, body.titles, asked, findings))
    return error


def not_scored(view: View) -> ReadError:
    """Return the error of a sheet that shows neither maxima, nor stages, nor a criterion of the index."""
    printed = "; ".join(t.text for t in view.columns if t.labels)[:150]
    cell = view.body.heading_cell(view.body.columns[0])
    return view.context.error("no_stage_column", cell, printed=printed or "–")


def no_score(workbook: Workbook, asked: Asked, views: list[View], findings: Findings) -> ReadError:
    """Return the error of tables whose headings are no criteria: those looked for, and those found."""
    if not views:
        return no_table(workbook, asked, findings)
    view = max(views, key=lambda v: len(v.columns))
    error = _no_score(view)
    explain(error, view.body, view.context)
    return error


def _no_score(view: View) -> ReadError:
    unknown = [t.unit for t in (*view.rows, *view.columns) if t.unit and t.reason == "unit_unknown"]
    placed = [t for t in (*view.rows, *view.columns) if t.unit and not t.reason]
    at = view.body.side("units") or 0
    if unknown and not placed:
        line = next(t.at for t in (*view.rows, *view.columns) if t.reason == "unit_unknown")
        printed = ", ".join(unknown[:5])
        return view.context.error("only_unknown_units", address(line, at), printed=printed, year=view.year)
    headed = [t for t in view.columns if t.labels and not heading(t.text).holds]
    if any(t.reason == "two_claims" for t in headed):
        return view.context.error("nothing_left", printed="; ".join(t.text for t in headed[:5])[:200])
    of_criteria = any(t.quantity == "maximum" or t.reason == "heading_unknown" for t in headed)
    if view.body.sides.get("names") and of_criteria and not placed:
        return not_scored(view)
    printed = "; ".join(t.text for t in headed[:5]) or "–"
    framework = frameworks.framework(view.index, view.year)
    errors = [
        f for f in view.context.findings.items if f.severity == "error" and f.sheet == view.body.sheet.name
    ]
    if errors and any(named(t.labels, framework).code or t.total for t in headed):
        cause = " ".join(f.message for f in errors[:3]), " ".join(f.message_en for f in errors[:3])
        return view.context.error("scores_lost", printed=printed[:200], cause=cause)
    criteria = [c for c in framework.criteria.values() if c.level in (0, 1)][:4]
    looked = tuple("; ".join(c.name(lang) for c in criteria) + " …" for lang in LANGUAGES)
    first = (headed or view.columns)[0].at
    return view.context.error(
        "no_score", view.body.heading_cell(first), index=view.index,
        year=view.year, printed=printed[:200], looked=looked,
    )  # fmt: skip
