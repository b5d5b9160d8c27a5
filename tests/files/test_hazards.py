"""Workbooks that offices really wrote: every one opens, and what it hides is told."""

import openpyxl
import pytest
import xlrd

from cchc_analysis.files.grid import open_workbook
from cchc_analysis.findings import Findings
from cchc_analysis.vietnamese import parse_number
from cchc_analysis.workbooks import ReadError, read

YEN_BAI = "MOF_Budget_2013__Yen Bai 2013.xlsx"
PLAN = "Plan_2004__DT-2004-N-DT06-TT03-NN001.xls"
BAC_LIEU = "Bac_Lieu__QT-2017-N-B66-TT343-95.xlsx"
DONG_NAI = "Dong_Nai_2018__DT-2018-N-B50-TT343-75.xlsx"
TUYEN_QUANG = "Tuyen_Quang__QT-2017-N-B66-TT343-08.xlsx"
THANH_HOA = "MOF_Budget_2007__Thanh Hoa 2007.xls"


@pytest.fixture
def sheets(corpus):
    """Return a function that gives the sheets of a hazard by name."""
    return lambda file: {s.name: s for s in open_workbook(corpus / "hazards" / file, Findings()).sheets}


def rules_of(path):
    """Return what is found in a workbook, whether or not it holds a score: (rule, sheet)."""
    try:
        frame = read(path).findings
        return set(zip(frame["rule"], frame["sheet"], strict=True))
    except ReadError as error:
        return {(f.rule, f.sheet) for f in error.findings.items}


def test_every_hazard_opens(corpus):
    files = sorted((corpus / "hazards").iterdir())
    assert len(files) >= 12
    for path in files:
        book = open_workbook(path, Findings())
        assert any(sheet.rows for sheet in book.sheets), path.name


def test_reading_a_hazard_ends_in_scores_or_in_one_clear_message(corpus):
    for path in sorted((corpus / "hazards").iterdir()):
        assert rules_of(path), path.name


def test_no_hazard_yields_a_score(corpus):
    for path in sorted((corpus / "hazards").iterdir()):
        with pytest.raises(ReadError) as error:
            read(path)
        assert error.value.rule in ("another_other", "index_unknown"), path.name


def test_a_hazard_that_is_read_as_an_index_by_name_is_called_what_it_is(corpus):
    """Whoever asks by name gets what reads as the index, and a warning that it is another programme's."""
    read_as = 0
    for path in sorted((corpus / "hazards").iterdir()):
        for index in ("PAR", "SIPAS", "PAPI", "DTI", "PCI"):
            try:
                found = read(path, index=index).findings
            except ReadError:
                continue
            read_as += 1
            assert "another_programme_asked" in set(found["rule"]), (path.name, index)
    assert read_as


def test_other_engines_fail_where_this_one_opens(corpus):
    """What the corpus is for; should an engine learn to read them, this says so."""
    hazards = corpus / "hazards"
    with pytest.raises(UnicodeDecodeError):
        xlrd.open_workbook(hazards / "MOF_Budget_2010__Vinh Phuc 2010.xls")
    with pytest.raises(ValueError, match="could not assign names"):
        openpyxl.load_workbook(hazards / YEN_BAI)
    with pytest.raises(xlrd.XLRDError):
        xlrd.open_workbook(hazards / "MOF_Budget_2004__Kon Tum 2004.xls")


@pytest.mark.parametrize(
    ("file", "sheet", "errors", "rows", "columns"),
    [
        (PLAN, "Sheet1", 68, {13, 14}, {7}),
        (PLAN, "Sheet1 (2)", 60, {13, 14}, {8}),
        (BAC_LIEU, "Bao cao", 144, {15, 82, 83, 126, 136, 137, 140, 143, 148, 149, 151, 152},
         {19, 20, 21, 22}),
        (DONG_NAI, "Sheet1", 0, {6, *range(12, 23)}, set()),
        (TUYEN_QUANG, "66", 2, {10}, {13, 22}),
        (THANH_HOA, "M10", 0, set(), set()),
        (YEN_BAI, "M13", 0, set(), {3, 4, 5, 6}),
        (YEN_BAI, "M18", 0, {18, 19}, set()),
    ],
)  # fmt: skip
def test_errors_and_what_is_hidden(sheets, file, sheet, errors, rows, columns):
    marks = sheets(file)[sheet].marks
    assert len(marks.errors) == errors
    assert marks.hidden_rows == rows
    assert marks.hidden_columns == columns


@pytest.mark.parametrize("file", [PLAN, THANH_HOA])
def test_an_xls_shows_the_same_to_the_engine_that_reads_it_whole(corpus, sheets, file):
    own = sheets(file)
    book = xlrd.open_workbook(corpus / "hazards" / file, formatting_info=True)
    for sheet in book.sheets():
        marks = own[sheet.name].marks
        cells = [(r, c) for r in range(sheet.nrows) for c in range(sheet.ncols)]
        assert set(marks.errors) == {at for at in cells if sheet.cell_type(*at) == xlrd.XL_CELL_ERROR}
        assert marks.hidden_rows == {r for r, info in sheet.rowinfo_map.items() if info.hidden}
        hidden = {c for c, info in sheet.colinfo_map.items() if info.hidden}
        assert {c for c in marks.hidden_columns if c < sheet.ncols} == hidden


def test_hidden_and_very_hidden_sheets(sheets):
    own = sheets(YEN_BAI)
    hidden = {name for name, sheet in own.items() if not sheet.visible}
    assert len(own) == 34 and len(hidden) == 26
    assert not any(name.startswith("M") for name in hidden)
    wrong = {name: s.marks.errors for name, s in own.items() if s.marks.errors}
    assert len(wrong) == 9 and set(wrong) < hidden
    assert all(errors == {(5, 0): "#N/A"} for errors in wrong.values())


@pytest.mark.parametrize(("state", "visible"), [(0, True), (1, False), (2, False)])
def test_hidden_sheets_of_xls(corpus, tmp_path, state, visible):
    """A sheet's state is a byte before its name; no hazard in this format has one that is hidden."""
    data = (corpus / "hazards" / THANH_HOA).read_bytes()
    name = b"\x03\x00M12"
    assert data.count(b"\x00\x00" + name) == 1
    path = tmp_path / "hidden.xls"
    path.write_bytes(data.replace(b"\x00\x00" + name, bytes([state, 0]) + name))
    shown = {s.name: s.visible for s in open_workbook(path, Findings()).sheets}
    assert shown["M12"] is visible
    assert sum(shown.values()) == 5 + visible


def test_what_is_hidden_or_wrong_is_in_the_findings(corpus):
    plan = rules_of(corpus / "hazards" / PLAN)
    for rule in ("error_cell", "rows_hidden", "columns_hidden", "legacy_encoding"):
        assert {(rule, "Sheet1"), (rule, "Sheet1 (2)")} <= plan
    yen_bai = rules_of(corpus / "hazards" / YEN_BAI)
    assert {("sheet_hidden", "00000002"), ("error_cell", "00000002"), ("rows_hidden", "M12"),
            ("legacy_encoding", "M15")} <= yen_bai  # fmt: skip
    assert ("rows_hidden", "Sheet1") in rules_of(corpus / "hazards" / DONG_NAI)
    assert ("rows_hidden", "M15") in rules_of(corpus / "hazards" / THANH_HOA)
    assert {("error_cell", "66"), ("columns_hidden", "66")} <= rules_of(corpus / "hazards" / TUYEN_QUANG)


def test_tcvn3_is_decoded(corpus):
    findings = Findings()
    first, second = open_workbook(corpus / "hazards" / PLAN, findings).sheets
    assert first.rows[13][1] == "Tổng số"
    assert first.rows[2][0].endswith("các tỉnh, thành phố trực thuộc trung ương năm 2004")
    names = {row[1] for row in second.rows}
    assert {"Bắc Kạn", "Hải Dương", "Hưng Yên", "Quảng Ngãi", "TP. Hồ Chí Minh", "Bà Rịa - Vũng Tàu"} < names
    told = [(f.rule, f.sheet) for f in findings.items]
    assert told == [("legacy_encoding", "Sheet1"), ("legacy_encoding", "Sheet1 (2)")]
    assert "TCVN3" in findings.items[0].message


def test_vni_is_decoded_and_what_is_half_unicode_is_told(corpus):
    findings = Findings()
    (sheet,) = open_workbook(corpus / "hazards" / BAC_LIEU, findings).sheets
    assert sheet.rows[7][1] == "ĐƠN VỊ"
    assert sheet.rows[6][15] == "Đơn vị tính: triệu đồng"
    assert sheet.rows[21][1] == "Sở Nội vụ"
    assert sheet.rows[24][1] == "Sôû keá hoaïch & Ñầu tư"
    assert sheet.rows[38][1] == "Sở Giáo dục và Đào tạo"
    told = {f.rule: (f.cell, f.message) for f in findings.items}
    assert told["legacy_encoding"][0] == "P7" and "VNI" in told["legacy_encoding"][1]
    assert "quản lyù" in told["encoding_unknown"][1]


def test_numbers_as_offices_pad_and_type_them(sheets):
    padded = sheets("MOF_Budget_2007__Ha Nam.xlsx")["Sheet1"].rows[15][2]
    assert isinstance(padded, str) and "\xa0" in padded
    assert parse_number(padded) == 1249258
    assert parse_number("１．２３４，５") == 1234.5
    assert parse_number("８１，６６％") == parse_number("81,66%") == 0.8166
    assert parse_number("1.234,5") == 1234.5


def test_a_used_range_to_the_last_column_is_cut_to_what_is_written(sheets):
    assert sheets(TUYEN_QUANG)["66"].width < 256


def test_codes_that_became_numbers_keep_their_places(sheets):
    codes = [row[0] for row in sheets(DONG_NAI)["Sheet1"].rows[13:23]]
    assert codes == [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.1]
