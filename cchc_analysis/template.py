"""A blank scoring sheet to fill in: sums that add themselves up, cells that take only what is possible.

It reads back as any scoring sheet does. Criteria come from a declared edition, or from last year's sheet.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cchc_analysis.escaping import plain
from cchc_analysis.sheet_frames import Frame, Line, frame_of_edition, lines_of_sheet
from cchc_analysis.workbooks import read
from cchc_analysis.writing import write

_HEADINGS = ("TT", "Lĩnh vực, tiêu chí, tiêu chí thành phần", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định",
             "Điểm ĐTXHH", "Điểm đạt được", "Chỉ số (%)", "Ghi chú")  # fmt: skip
_WIDTHS = (9, 58, 11, 11, 12, 11, 12, 11, 36)
_MOST, _SELF, _APPRAISED, _SURVEY, _FINAL, _PCT = range(3, 9)
#: What an index is called in the title of its scoring sheet.
_TITLES = {"PAR": "CẢI CÁCH HÀNH CHÍNH", "DTI": "CHUYỂN ĐỔI SỐ"}
_BLANK_UNIT = "…………………………"
_THIN = Side(style="thin", color="999999")
_BORDER = Border(_THIN, _THIN, _THIN, _THIN)
_UNVALUED = re.compile(r'<c ([^>]*?)(?: t="[a-z]+")?>(<f>.*?</f>)<v\s*/?>(?:</v>)?</c>')


def blank_sheet(
    path: Path,
    *,
    index: str = "PAR",
    level: str = "commune",
    year: int,
    unit: str = "",
    last: Path | None = None,
) -> Frame:
    """Write a blank scoring sheet of a declared frame, or of last year's sheet; return its criteria.

    Parameters
    ----------
    path : Path
        An XLSX file.
    index : str
    level : {"commune", "department", "district", "province"}
    year : int
        Year assessed.
    unit : str
        Whose sheet it is.
    last : Path, optional
        Last year's sheet, whose criteria are taken instead of the declared ones.

    Raises
    ------
    FrameworkError
        Where no frame is declared.
    ReadError
        Where last year's sheet cannot be read.
    SaveError
        Where the file cannot be written.
    """
    index = index.upper()
    if last is not None:
        frame = Frame(lines_of_sheet(read(last, index=index).scores), f"bảng chấm điểm {last.name}")
    else:
        frame = frame_of_edition(index, level, year)
    title = f"BẢNG CHẤM ĐIỂM CHỈ SỐ {_TITLES.get(index, index)} NĂM {year}"
    remarks = [f"Khung tiêu chí: {frame.source}." if frame.source else "", frame.note]
    write_template(frame.lines, path, title=title, unit=unit, remarks=[r for r in remarks if r])
    return frame


def write_template(
    lines: list[Line], path: Path, *, title: str, unit: str = "", remarks: Sequence[str] = ()
) -> Path:
    """Write a blank scoring sheet.

    Parameters
    ----------
    lines : list of Line
        Criteria in order, each level below the one before it.
    path : Path
        An XLSX file.
    title : str
        Above the sheet; names the year.
    unit : str
        Whose sheet it is; dots to fill in unless given.
    remarks : sequence of str
        Printed below the sheet: where the criteria come from, what nobody published.

    Raises
    ------
    SaveError
        Where it cannot be written.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Bảng chấm điểm"
    for text in (title, f"Đơn vị: {unit or _BLANK_UNIT}"):
        sheet.append([plain(text)])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=9)
        sheet.cell(sheet.max_row, 1).alignment = Alignment(horizontal="center", wrap_text=True)
    sheet.cell(1, 1).font = Font(bold=True, size=13)
    sheet.cell(2, 1).protection = Protection(locked=False)
    sheet.append(_HEADINGS)
    first = sheet.max_row + 1
    for number, line in enumerate(lines):
        line.row = first + number
    total = Line("", 0, "Tổng cộng", None, first + len(lines))
    for line in [*lines, total]:
        _write_line(sheet, line, _children(line, lines))
    for row, remark in enumerate(remarks, total.row + 1):
        _write_text(sheet.cell(row, 2), remark)
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=9)
        sheet.cell(row, 2).font = Font(italic=True, size=9)
        sheet.cell(row, 2).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 26
    _finish(sheet, first, total.row + len(remarks))
    return write(path, _with_blanks(book))


def _children(line: Line, lines: list[Line]) -> list[Line]:
    if line.level == 0:
        return [x for x in lines if x.level == 1]
    return list(_below(line, lines))


def _below(line: Line, lines: list[Line]) -> Iterator[Line]:
    for other in lines[line.row - lines[0].row + 1 :]:
        if other.level <= line.level:
            return
        if other.level == line.level + 1:
            yield other


def _write_line(sheet: Worksheet, line: Line, children: list[Line]) -> None:
    row = line.row
    _write_text(sheet.cell(row, 1), line.code)
    sheet.cell(row, 1).number_format = "@"
    _write_text(sheet.cell(row, 2), line.name)
    known = children and all(c.most is not None for c in children)
    for column in (_MOST, _SELF, _APPRAISED, _SURVEY):
        cell = sheet.cell(row, column)
        if children and (column != _MOST or known or line.level == 0):
            places = ",".join(f"{get_column_letter(column)}{c.row}" for c in children)
            cell.value = f'=IF(COUNT({places})=0,"",SUM({places}))'
        else:
            cell.value = line.most if column == _MOST else None
            cell.protection = Protection(locked=column == _MOST and line.most is not None)
    reached = f"E{row},F{row}"
    sheet.cell(row, _FINAL, f'=IF(COUNT({reached})=0,"",SUM({reached}))')
    sheet.cell(row, _PCT, f'=IF(COUNT(G{row},C{row})<2,"",ROUND(100*G{row}/C{row},2))')
    sheet.cell(row, 9).protection = Protection(locked=False)
    if not children:
        for column in (_SELF, _APPRAISED, _SURVEY):
            _limit(sheet, sheet.cell(row, column).coordinate, line)
    for column in range(1, 10):
        cell = sheet.cell(row, column)
        cell.border = _BORDER
        cell.font = Font(bold=line.level <= 1)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if children:
            cell.fill = PatternFill("solid", fgColor="F2F4F6")


def _write_text(cell: Cell, text: str) -> None:
    """Write a text that stays one, also when it is edited: last year's sheet may have called it ``=…``."""
    cell.value = plain(text) or None
    if text:
        cell.data_type, cell.quotePrefix = "s", True


def _limit(sheet: Worksheet, place: str, line: Line) -> None:
    """Let a cell take only what the criterion can give; below 0 only where its points are a penalty.

    Where nobody published the points, any number goes until somebody fills them in.
    """
    most = f"$C${line.row}"
    bounds = [f"MIN(0,{most})", f"MAX(0,{most})"]
    if line.most is None:
        bounds = [f'IF({most}="",-1E9,{bounds[0]})', f'IF({most}="",1E9,{bounds[1]})']
    rule = DataValidation("decimal", *bounds, operator="between", allow_blank=True)
    rule.errorTitle, rule.error = ("Điểm không hợp lệ", "Điểm phải từ 0 đến điểm tối đa của tiêu chí này.")
    rule.showErrorMessage = True
    rule.add(place)
    sheet.add_data_validation(rule)


def _finish(sheet: Worksheet, first: int, last: int) -> None:
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        cell = sheet.cell(first - 1, column)
        cell.font, cell.border = Font(bold=True), _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.freeze_panes = f"C{first}"
    sheet.protection.enable()
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{first - 1}:{first - 1}"
    sheet.print_area = f"A1:I{last}"
    sheet.oddFooter.center.text = "Trang &P/&N"


def _with_blanks(book: openpyxl.Workbook) -> bytes:
    """Save with the value that every formula has in a blank sheet: nothing.

    openpyxl writes formulas without values, which readers take for formulas that were never calculated.
    """
    book.calculation.fullCalcOnLoad = True
    made, kept = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = _UNVALUED.sub(r'<c \1 t="str">\2<v></v></c>', content.decode("utf-8"))
                content = text.encode("utf-8")
            new.writestr(name, content)
    return kept.getvalue()
