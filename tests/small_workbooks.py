"""Small workbooks built by code, one messiness each; their numbers belong to no real publication."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

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
def read_rows(workbook):
    """Return a function that reads rows as a workbook of one sheet: ``read_rows(rows, merged=…, index=…)``."""

    def read_them(rows, name: str = "bang.xlsx", percent="", hidden="", merged=(), **asked) -> Reading:
        return read(workbook({"S": rows}, name, look(percent, hidden, merged)), **asked)

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
