"""What a file as a whole is reported for, and the errors that say why not one score could be read."""

from __future__ import annotations

from cchc_analysis.findings import Findings
from cchc_analysis.frameworks import Framework
from cchc_analysis.workbooks.errors import ReadError
from cchc_analysis.workbooks.grid import Workbook, address, column_letters
from cchc_analysis.workbooks.headings import is_unit_heading
from cchc_analysis.workbooks.layouts import Table


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
        rows = sorted(r + 1 for r in marks.hidden_rows if r < len(sheet.rows))
        if rows:
            findings.add("rows_hidden", cell=f"{rows[0]}:{rows[0]}", rows=_listed(rows), **place)
        columns = sorted(c for c in marks.hidden_columns if c < sheet.width)
        if columns:
            letters = [column_letters(c) for c in columns]
            findings.add(
                "columns_hidden", cell=f"{letters[0]}:{letters[0]}", columns=_listed(letters), **place
            )


def _listed(items: list[int] | list[str]) -> str:
    shown = ", ".join(str(i) for i in items[:8])
    return shown if len(items) <= 8 else f"{shown} … ({len(items)})"


def no_table(workbook: Workbook, findings: Findings) -> ReadError:
    """Return the error of a workbook whose sheets hold no table: what was looked for, what is there."""
    if not any(sheet.rows for sheet in workbook.sheets):
        return ReadError("no_cells", findings, file=workbook.file)
    unknown = _unknown_names(workbook)
    if unknown:
        name, cell, names = unknown
        return ReadError(
            "only_unknown_units", findings, file=workbook.file, sheet=name, cell=cell, found=names
        )
    sheet = max(workbook.sheets, key=lambda s: len(s.rows))
    lines = [
        (line, [v.strip() for v in row if isinstance(v, str) and v.strip()])
        for line, row in enumerate(sheet.rows[:12], 1)
    ]
    said = [(line, texts) for line, texts in lines if texts][:4]
    vi, en = ("; ".join(f"{word} {line}: {' | '.join(texts[:4])[:60]}" for line, texts in said)
              for word in ("hàng", "row"))  # fmt: skip
    return ReadError(
        "no_table", findings, file=workbook.file, sheet=sheet.name, found=vi or "–", found_en=en or "–"
    )


def _unknown_names(workbook: Workbook) -> tuple[str, str, str] | None:
    """Return where a heading says that units follow, and the names that nobody knows."""
    for sheet in workbook.sheets:
        for line, row in enumerate(sheet.rows[:12]):
            for at, value in enumerate(row):
                if isinstance(value, str) and is_unit_heading(value):
                    cells = (r[at] for r in sheet.rows[line + 1 :])
                    below = [v for v in cells if isinstance(v, str) and v.strip()]
                    if below:
                        return sheet.name, address(line + 1, at), ", ".join(below[:5])
    return None


def no_score(workbook: Workbook, tables: list[Table], framework: Framework, findings: Findings) -> ReadError:
    """Return the error of tables whose headings are no criteria: those looked for, and those found."""
    table = max(tables, key=lambda t: len(t.series))
    headed = [s for s in table.series if s.labels]
    printed = "; ".join(" | ".join(s.labels) for s in headed[:5]) or "–"
    first = table.series[0]
    criteria = [c for c in framework.criteria.values() if c.level in (0, 1)][:4]
    looked = {lang: "; ".join(c.name(lang) for c in criteria) for lang in ("vi", "en")}
    return ReadError(
        "no_score", findings, file=workbook.file, sheet=table.sheet.name,
        cell=table.address(max(0, first.names.lines[0] - 1), (headed or [first])[0].at),
        index=framework.index, year=framework.year, found=printed[:200],
        looked=f"{looked['vi']} …", looked_en=f"{looked['en']} …",
    )  # fmt: skip
