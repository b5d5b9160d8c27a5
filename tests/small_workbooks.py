"""Small workbooks built by code, one messiness each; their numbers belong to no real publication."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from cchc_analysis.files.grid import Sheet, Workbook, open_workbook
from cchc_analysis.findings import Findings
from cchc_analysis.workbooks import Reading, read

#: Names are real, since a reader must know them; the numbers are made up (số liệu minh họa).
PROVINCES = ["Hà Nội", "Bắc Kạn", "Cao Bằng", "Quảng Nam", "Quảng Ninh", "TP. Hồ Chí Minh"]

PCI_2013 = ["Gia nhập thị trường", "Tiếp cận đất đai", "Tính minh bạch", "Chi phí thời gian",
            "Chi phí không chính thức", "Cạnh tranh bình đẳng", "Tính năng động", "Hỗ trợ doanh nghiệp",
            "Đào tạo lao động", "Thiết chế pháp lý"]  # fmt: skip
PCI_CODES = ["entry", "land", "transparency", "time", "informal", "bias", "proactive", "support",
             "labor", "legal"]  # fmt: skip
_WEIGHTS = [0.5, 0.5, 2, 0.5, 1, 0.5, 0.5, 2, 2, 0.5]


def pci_rows(provinces=PROVINCES):
    """Return (province, ten sub-indices, total) with totals that the weights of 2013–2021 give."""
    rows = []
    for i, province in enumerate(provinces):
        parts = [round(5 + 0.1 * i + 0.01 * j, 2) for j in range(10)]
        total = round(sum(w * p for w, p in zip(_WEIGHTS, parts, strict=True)), 4)
        rows.append([province, *parts, total])
    return rows


# fmt: off
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATION = f'<Relationship Id="{{0}}" Type="{_OFFICE}/{{0}}" Target="{{1}}"/>'
_RELATIONS = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
_KINDS = {"worksheet": "sheet", "sharedStrings": "sharedStrings", "styles": "styles"}
_LISTED = "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
                  for kind, name in ({"sheet.main": "workbook"} | _KINDS).items())
#: The parts of a workbook that are the same whatever its one sheet holds.
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
    f'"application/vnd.openxmlformats-package.relationships+xml"/>{_LISTED}</Types>',
    "_rels/.rels": _RELATIONS.format(_RELATION.format("officeDocument", "xl/workbook.xml")),
    "xl/_rels/workbook.xml.rels": _RELATIONS.format("".join(
        _RELATION.format(kind, f"{name}.xml") for kind, name in _KINDS.items())),
    "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets><sheet name="S" sheetId="1" '
    'r:id="worksheet"/></sheets></workbook>',
    "xl/styles.xml": f'<styleSheet {_MAIN}><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
# fmt: on


def is_plain(rows: list[list[object]]) -> bool:
    """Tell whether rows hold nothing but numbers and texts, no text a formula."""
    return all(
        v.isprintable() and v[:1] != "=" if type(v) is str else v is None or type(v) in (int, float)
        for row in rows
        for v in row
    )


def write_plain(rows: list[list[object]], path: Path) -> None:
    """Write numbers and texts into the one sheet S of a workbook, in a tenth of openpyxl's time."""
    texts: dict[str, int] = {}

    def cell(place: str, value: object) -> str:
        if isinstance(value, str):
            return f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
        return f'<c r="{place}"><v>{value!r}</v></c>'

    def line(at: int, row: list[object]) -> str:
        places = ((f"{get_column_letter(column)}{at}", v) for column, v in enumerate(row, 1))
        return f'<row r="{at}">{"".join(cell(place, v) for place, v in places if v not in (None, ""))}</row>'

    lines = "".join(line(at, row) for at, row in enumerate(rows, 1))
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    parts = _PARTS | {
        "xl/sheet.xml": f"<worksheet {_MAIN}><sheetData>{lines}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {_MAIN}>{items}</sst>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


@pytest.fixture
def workbook(tmp_path: Path):
    """Return a function that writes a workbook from rows by sheet and gives its path."""

    def write(sheets: dict[str, list[list[object]]], name: str = "PCI 2016.xlsx", change=None) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        if change is not None:
            change(book)
        path = tmp_path / name
        book.save(path)
        return path

    return write


@pytest.fixture
def opened(tmp_path: Path):
    """Return a function that writes bytes into a file and opens it."""

    def write(data: bytes, name: str = "PCI 2016.csv") -> Workbook:
        path = tmp_path / name
        path.write_bytes(data)
        return open_workbook(path, Findings())

    return write


def look(percent: str = "", hidden: str = "", merged: tuple[str, ...] = ()):
    """Return what changes the first sheet: columns shown in per cent, hidden columns, merged areas."""

    def change(book):
        sheet = book.worksheets[0]
        for letter in percent:
            for cell in sheet[letter]:
                cell.number_format = "0.00%"
        for letter in hidden:
            sheet.column_dimensions[letter].hidden = True
        for area in merged:
            sheet.merge_cells(area)

    return change


@pytest.fixture
def read_rows(workbook, tmp_path: Path):
    """Return a function that reads rows as a workbook of one sheet: ``read_rows(rows, merged=…, index=…)``."""

    def read_them(rows, name: str = "bang.xlsx", percent="", hidden="", merged=(), **asked) -> Reading:
        if percent or hidden or merged or not is_plain(rows):
            path = workbook({"S": rows}, name, look(percent, hidden, merged))
        else:
            write_plain(rows, path := tmp_path / name)
        return read(path, **asked)

    return read_them


@pytest.fixture
def sheet_of():
    """Return a function that makes rows a sheet as the grid gives it: ``sheet_of(rows, "C2:D2")``."""

    def make(rows, *merged: str, name: str = "S") -> Sheet:
        width = max(map(len, rows))
        cells = [[_cell(v) for v in row] + [""] * (width - len(row)) for row in rows]
        areas = [range_boundaries(area) for area in merged]
        return Sheet(name, True, cells, [((top - 1, a - 1), (last - 1, z - 1)) for a, top, z, last in areas])

    return make


def _cell(value):
    return "" if value is None else float(value) if isinstance(value, int) else value


@pytest.fixture
def pci_table():
    """Return the rows of a plain unit table of PCI, headings first."""
    return [["Tỉnh", *PCI_2013, "PCI 2016"], *pci_rows()]
