"""The account: every number of every sheet is taken, or named by range and reason."""

from pathlib import Path

import pytest
from test_small_cases import CASES

from cchc_analysis.files.grid import open_workbook
from cchc_analysis.findings import Findings
from cchc_analysis.workbooks import ReadError, read
from cchc_analysis.workbooks.account import COLUMNS
from cchc_analysis.workbooks.kinds import is_number

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"


def numbers_on(sheets):
    """Count the numbers of each sheet."""
    return {sheet.name: sum(is_number(v) for row in sheet.rows for v in row) for sheet in sheets}


def check_sums(path):
    """Check that the account of a workbook sums to its numbers, and return it; None where nothing is read."""
    try:
        reading = read(path)
    except ReadError:
        return None
    account = reading.account
    sums = account.groupby("sheet")["cells"].sum().to_dict()
    expected = {
        name: count for name, count in numbers_on(open_workbook(path, Findings()).sheets).items() if count
    }
    assert sums == expected, path.name
    assert (account["taken"] | (account["reason"] != "")).all(), path.name
    return reading


@pytest.mark.parametrize("folder", ["dti", "papi", "par", "pci", "sipas"])
def test_over_the_data_numbers_are_taken_or_named(folder):
    files = [p for p in sorted((RAW / folder).rglob("*.*")) if p.suffix in (".xlsx", ".xls", ".csv", ".ods")]
    read_files = [check_sums(path) for path in files]
    assert len(read_files) > 2 and None not in read_files


def test_over_the_corpus_numbers_are_taken_or_named(corpus):
    files = [p for p in sorted(corpus.rglob("*.xls*")) if p.parent.name != "truth"]
    readings = [check_sums(path) for path in files]
    assert sum(r is not None for r in readings) >= 15


@pytest.mark.parametrize("sample", [c for c in CASES if not c.error], ids=lambda c: c.name)
def test_of_a_small_sheet_scores_are_taken_and_all_else_has_a_reason(read_rows, sample):
    reading = read_rows(sample.rows, **sample.look, **sample.asked)
    account = reading.account
    assert list(account.columns) == list(COLUMNS)
    assert account["cells"].sum() == sum(is_number(v) for row in sample.rows for v in row)
    taken, left = account[account["taken"]], account[~account["taken"]]
    assert (taken["reason"] == "").all() and (taken["quantity"] != "").all()
    assert not left["reason"].isin(["", "not_taken"]).any()
    if not account["quantity"].eq("satisfied").any():
        scored = reading.scores.loc[reading.scores["score"].notna(), "cell"]
        assert taken.loc[taken["quantity"] == "score", "cells"].sum() == scored.nunique()


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
