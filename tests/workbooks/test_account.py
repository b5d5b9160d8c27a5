"""The account: every number of every sheet is taken, or named by range and reason."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
import xlrd
from facet_sheets import facet_sheet
from openpyxl.utils import get_column_letter
from scoring_sheets import make
from test_small_cases import CASES

from cchc_analysis.tables.kinds import is_number
from cchc_analysis.workbooks import ReadError, read
from cchc_analysis.workbooks.account import COLUMNS, SheetAccount

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
_DIGITS = r"[-+\u2212]?(?:\d{1,3}(?:[., ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
#: What reads as one number: be it with its unit or a star, over its maximum, behind its rank.
_TEXT = re.compile(rf"{_DIGITS} ?(?:%|điểm|đ)?\*?|{_DIGITS} ?/ ?{_DIGITS}|\d+ ?\({_DIGITS}\)", re.IGNORECASE)
#: Two ranks in one text, which is no number.
_TIE = re.compile(r"\d+[-–]\d+")


def counts(value):
    """Tell whether a cell counts as a number; asked of nothing that the reader is made of."""
    if isinstance(value, str):
        return _TEXT.fullmatch(" ".join(unicodedata.normalize("NFKC", value).split())) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def cells_of(path):
    """Return sheet, column and value of every cell, dates left out, as openpyxl and xlrd open them."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            for row in sheet.iter_rows():
                yield from ((sheet.title, c.column_letter, c.value) for c in row if c.value is not None)
    else:
        for sheet in xlrd.open_workbook(path).sheets():
            for row in sheet.get_rows():
                for at, cell in enumerate(row):
                    if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER):
                        yield sheet.name, get_column_letter(at + 1), cell.value


def check_sums(path, **asked):
    """Check the account by column, and the scores against it; None where nothing is read."""
    try:
        reading = read(path, **asked)
    except ReadError:
        return None
    account = reading.account
    named = Counter()
    for line in account.itertuples():
        named[line.sheet, re.match("[A-Z]+", line.range)[0]] += line.cells
    cells = list(cells_of(path))
    assert named == Counter((sheet, at) for sheet, at, value in cells if counts(value)), path.name
    assert account.loc[account["taken"], "reason"].eq("").all(), path.name
    assert not account.loc[~account["taken"], "reason"].isin(["", "not_taken"]).any(), path.name
    taken = account[account["taken"]].groupby("quantity")["cells"].sum()
    if not account["quantity"].eq("satisfied").any():  # there one share is made of several counts
        scored = reading.scores.loc[reading.scores["score"].notna(), ["sheet", "cell"]]
        assert taken.get("score", 0) == len(scored.drop_duplicates()), path.name
    ties = sum(isinstance(v, str) and _TIE.fullmatch(v) is not None for _, _, v in cells)
    ranks = reading.scores["rank"].notna().sum() - taken.get("rank", 0)
    assert 0 <= ranks <= ties, path.name
    return reading


@pytest.mark.parametrize("folder", ["dti", "papi", "par", "pci", "sipas"])
def test_over_the_data_numbers_are_taken_or_named(folder):
    read_files = [check_sums(path) for path in sorted((RAW / folder).glob("*.xls*"))]
    assert len(read_files) > 2 and None not in read_files


def test_over_the_corpus_numbers_are_taken_or_named(corpus):
    files = [p for p in sorted(corpus.rglob("*.xls*")) if p.parent.name != "truth"]
    readings = [check_sums(path) for path in files]
    assert sum(r is not None for r in readings) >= 15


def test_over_the_generator_numbers_are_taken_or_named(tmp_path):
    assert all(check_sums(make(seed).save(tmp_path)) is not None for seed in range(60))
    sheets = [facet_sheet(seed) for seed in range(60)]
    assert sum(check_sums(sheet.save(tmp_path), **sheet.asked) is not None for sheet in sheets) > 50


def test_a_number_that_nobody_names_would_be_found(tmp_path, monkeypatch):
    lines = SheetAccount.lines
    monkeypatch.setattr(SheetAccount, "lines", lambda self: lines(self)[1:])
    with pytest.raises(AssertionError, match="cham diem|CCHC"):
        check_sums(make(0).save(tmp_path))


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
