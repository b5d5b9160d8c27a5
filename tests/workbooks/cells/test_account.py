"""The account: every number of every sheet is taken, or named by range and reason."""

from pathlib import Path

import pytest
from accounts import faults
from scoring_sheets import make

from cchc_analysis.workbooks import read
from cchc_analysis.workbooks.cells.account import COLUMNS, SheetAccount

RAW = Path(__file__).resolve().parents[3] / "data" / "raw"


@pytest.mark.parametrize("folder", ["dti", "papi", "par", "pci", "sipas"])
def test_over_the_data_numbers_are_taken_or_named(folder):
    paths = sorted((RAW / folder).glob("*.xls*"))
    assert len(paths) > 2
    assert [fault for path in paths for fault in faults(read(path), path)] == []


def test_a_number_that_nobody_names_would_be_found(tmp_path, monkeypatch):
    of_sheet = SheetAccount.lines
    monkeypatch.setattr(SheetAccount, "lines", lambda self: of_sheet(self)[1:])
    path = make(0).save(tmp_path)
    assert "cham diem" in faults(read(path), path)[0]


def test_the_columns_of_an_account(read_rows, pci_table):
    assert list(read_rows(pci_table, "PCI 2016.xlsx").account.columns) == list(COLUMNS)


def lines(reading, *columns):
    return list(reading.account[list(columns)].itertuples(index=False, name=None))


def test_what_the_columns_of_a_table_became(read_rows):
    rows = [
        ["PAR INDEX năm 2023 của các tỉnh"],
        ["STT", "Tỉnh", "PAR INDEX", "Hạng", "Tăng/giảm", "Điện thoại"],
        [1, 2, 3, 4, 5, 6],
        [1, "Hà Nội", 82, 1, 2, 2438],
        [2, "Bắc Kạn", 81, 2, -1, 2093],
        [None, "Trung bình", 81.5, None, None, None],
        [None, "Atlantis", 50, None, None, None],
    ]
    account = lines(read_rows(rows), "range", "cells", "taken", "quantity", "reason")
    assert sorted(account) == sorted(
        [
            ("A3", 1, False, "", "heading"), ("B3", 1, False, "", "heading"), ("C3", 1, False, "", "heading"),
            ("D3", 1, False, "", "heading"), ("E3", 1, False, "", "heading"), ("F3", 1, False, "", "heading"),
            ("A4:A5", 2, False, "", "code"), ("C4:C5", 2, True, "score", ""), ("D4:D5", 2, True, "rank", ""),
            ("E4:E5", 2, False, "", "difference"), ("F4:F5", 2, False, "", "other"),
            ("C6", 1, False, "", "pseudo_unit"), ("C7", 1, False, "", "unit_unknown"),
        ]
    )  # fmt: skip


def test_columns_that_contradict_and_columns_copied(read_rows):
    head = ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định", "Thẩm định", "Tự chấm"]
    rows = [["BẢNG CHẤM ĐIỂM CCHC NĂM 2024"], ["Đơn vị: Xã Minh Họa, tỉnh Đồng Nai"], head]
    rows += [["1", "Kế hoạch", 2, 2, 1, 1.5, 2], ["2", "Kiểm tra", 3, 3, 2, 2, 3]]
    account = lines(read_rows(rows), "range", "taken", "quantity", "reason")
    assert {("C4:C5", True, "maximum", ""), ("D4:D5", True, "score", ""), ("E4:E5", False, "", "two_claims"),
            ("F4:F5", False, "", "two_claims"), ("G4:G5", False, "", "copy")} <= set(account)  # fmt: skip


def test_numbers_of_a_sheet_that_is_left_out_are_not_taken(workbook, pci_table):
    stale = [r[:4] for r in pci_table[:1]] + [[r[0], 7.0, 7.1, 7.2] for r in pci_table[1:]]
    reading = read(workbook({"Tổng hợp": pci_table, "Trang khác": stale, "Bản sao": pci_table}))
    account = reading.account
    for sheet, rule in (("Trang khác", "sheet_contradicts"), ("Bản sao", "sheet_repeats")):
        assert rule in set(reading.findings.loc[reading.findings["sheet"] == sheet, "rule"])
        assert not account.loc[account["sheet"] == sheet, "taken"].any()
    assert account.loc[account["sheet"] == "Tổng hợp", "taken"].all()


def test_numbers_of_units_that_were_not_asked_for_are_not_taken(workbook, pci_table):
    reading = read(workbook({"S": pci_table}), unit="Bắc Kạn")
    account = reading.account
    assert account.loc[account["taken"], "cells"].sum() == len(reading.scores) == 11


def test_a_sheet_without_a_table_is_left_out_as_a_whole(workbook, pci_table):
    reading = read(workbook({"S": pci_table, "Danh bạ": [["Một", 1.0], ["Hai", 2.0]]}))
    (line,) = reading.account[reading.account["sheet"] == "Danh bạ"].itertuples()
    assert (line.range, line.cells, line.taken, line.reason) == ("B1:B2", 2, False, "no_table")


def test_a_subtotal_that_is_not_its_block_is_told_and_not_taken(read_rows):
    rows = [["BẢNG CHẤM ĐIỂM CCHC NĂM 2024"], ["Đơn vị: Xã Minh Họa, tỉnh Đồng Nai"],
            ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"], ["1", "Kế hoạch", 2, 2], ["1.1", "Ban hành", 2, 2],
            [None, "Cộng lĩnh vực 1", 2, 1.5], ["2", "Kiểm tra", 3, 3], ["2.1", "Số cuộc", 3, 3]]  # fmt: skip
    reading = read_rows(rows)
    assert ("D6", False, "subtotal") in lines(reading, "range", "taken", "reason")
    told = reading.findings.set_index("rule").loc["subtotal_differs"]
    assert told["cell"] == "D6" and "1,50" in told["message"] and "2,00" in told["message"]
    assert reading.scores.set_index("code").loc["1", "score"] == 2


def test_two_ranks_of_one_unit_are_told_and_neither_is_taken(read_rows):
    rows = [["PAR INDEX năm 2023 của các tỉnh"], ["Tỉnh", "PAR INDEX", "Hạng"], ["Hà Nội", 82, 1],
            ["Bắc Kạn", 81, 2], ["Hà Nội", 82, 5], ["Cao Bằng", 80, 3], ["Cao Bằng", 80, 3]]  # fmt: skip
    reading = read_rows(rows)
    ranks = reading.scores.set_index("unit")["rank"]
    assert ranks.isna().to_dict() == {"Hà Nội": True, "Bắc Kạn": False, "Cao Bằng": False}
    told = reading.findings[reading.findings["rule"] == "unit_twice_differs"]
    assert told["cell"].tolist() == ["C5"] and "C3" in told["message"].iloc[0]
    left_out = lines(reading, "range", "cells", "taken", "reason")
    assert ("C3:C5", 2, False, "unit_twice_differs") in left_out
    assert ("C7", 1, False, "unit_twice") in left_out
