"""Small workbooks built by code, one messiness each; their numbers belong to no real publication."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

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
def pci_table():
    """Return the rows of a plain unit table of PCI, headings first."""
    return [["Tỉnh", *PCI_2013, "PCI 2016"], *pci_rows()]
