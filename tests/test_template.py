"""A blank scoring sheet: it reads back as what it was made of, adds itself up, takes what is possible.

Every figure is invented (số liệu minh họa); the criteria of Hà Nội's communes are published.
"""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from cchc_analysis.frameworks import FrameworkError
from cchc_analysis.sheet_frames import Line, frame_of_edition, lines_of_sheet
from cchc_analysis.template import write_template
from cchc_analysis.workbooks import read

LAST = Path(__file__).parents[1] / "data/raw/par/par_2024_phuong_minh_hoa_so_lieu_minh_hoa.xlsx"
TITLE = "BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025"
OWNER = "Phường Minh Họa, tỉnh Minh Họa"
#: A domain of two criteria, of which one has two below it, and a domain without any.
LINES = [("1", 1, "Chỉ đạo", 10), ("1.1", 2, "Kế hoạch", 6), ("1.1.1", 3, "Ban hành", 2),
         ("1.1.2", 3, "Thực hiện", 4), ("1.2", 2, "Kiểm tra", 4), ("2", 1, "Thể chế", 5)]  # fmt: skip
LEAVES = (6, 7, 8, 9)
PARENTS = (4, 5, 10)
STAGES = "DEF"


@pytest.fixture
def blank(tmp_path):
    """Return a function that writes a blank sheet and gives its path and its opened sheet."""

    def write(lines=None, title=TITLE, unit=OWNER, name="mau.xlsx"):
        lines = [Line(*line) for line in LINES] if lines is None else lines
        path = write_template(lines, tmp_path / name, title=title, unit=unit)
        return path, openpyxl.load_workbook(path).worksheets[0]

    return write


def fill(path, scores, lines=LINES):
    """Put scores by code into the sheet, and into its formulas the sums that Excel would show."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for code, level, _, _ in lines:
        row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == code)
        below = [s for c, s in scores.items() if c == code or c.startswith(code + ".")]
        sheet[f"E{row}"] = sum(below)
        assert level == code.count(".") + 1
    for row in sheet.iter_rows(min_row=4):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                most = {"4": 10, "5": 6, "10": 15}.get(str(cell.row))
                cell.value = most if cell.column == 3 else None
    sheet[f"E{sheet.max_row}"] = sum(scores.values())
    book.save(path)
    return path


# -- it reads back ------------------------------------------------------------------------------------


def facts(frame):
    table = frame[frame["level"] > 0].drop_duplicates("code")
    return list(table[["code", "level", "name"]].itertuples(index=False, name=None))


def test_the_declared_edition_reads_back(blank):
    lines = frame_of_edition("PAR", "commune", 2025).lines
    path, sheet = blank(lines)
    reading = read(path)
    assert facts(reading.scores) == [(x.code, x.level, x.name) for x in lines]
    assert [x.code for x in lines] == [str(n) for n in range(1, 8)]
    assert lines[0].name == "Chỉ đạo, điều hành CCHC"
    assert set(reading.scores["status"]) == {"missing"} and reading.findings.empty
    assert set(reading.scores["year"]) == {2025}
    assert set(reading.scores["unit"]) == {"Phường Minh Họa"}


def test_points_that_nobody_published_stay_blank_and_are_to_be_filled_in(blank):
    _, sheet = blank(frame_of_edition("PAR", "commune", 2025).lines)
    assert [sheet[f"C{row}"].value for row in range(4, 11)] == [None] * 7
    assert not any(sheet[f"C{row}"].protection.locked for row in range(4, 11))
    assert sheet["C11"].value == '=IF(COUNT(C4,C5,C6,C7,C8,C9,C10)=0,"",SUM(C4,C5,C6,C7,C8,C9,C10))'
    district = frame_of_edition("PAR", "district", 2025).lines
    assert [x.most for x in district] == [20.5, 10, 10, 6, None, 6, 14, 9, 14]


def test_last_years_sheet_reads_back(blank):
    before = read(LAST).scores
    lines = lines_of_sheet(before)
    path, sheet = blank(lines)
    reading = read(path)
    assert facts(reading.scores) == facts(before)
    assert len(lines) == 8 + 20
    leaves = {x.code: x.most for x in lines if x.level == 2}
    written = {sheet[f"A{row}"].value: sheet[f"C{row}"].value for row in range(4, 32)}
    assert {c: m for c, m in written.items() if c in leaves} == leaves
    assert (leaves["3.2"], leaves["8.1"], sum(leaves.values())) == (8, 14, 100)
    assert set(reading.scores["status"]) == {"missing"} and reading.findings.empty


def test_a_blank_sheet_without_a_unit_is_that_of_dots(blank):
    path, sheet = blank(unit="")
    assert re.fullmatch("Đơn vị: …+", sheet["A2"].value) and not sheet["A2"].protection.locked
    reading = read(path, unit="Phường Minh Họa")
    assert set(reading.findings["rule"]) == {"province_unknown"}


def test_points_that_last_years_sheet_lacks_stay_blank(blank):
    path, _ = blank([Line("1", 1, "Chỉ đạo", None), Line("2", 1, "Thể chế", 5)])
    again = lines_of_sheet(read(path).scores)
    assert [line.most for line in again] == [None, 5]
    _, sheet = blank(again, name="lai.xlsx")
    assert [sheet["C4"].value, sheet["C5"].value] == [None, 5]
    assert not sheet["C4"].protection.locked and sheet["C5"].protection.locked


def test_a_penalty_of_last_years_sheet_keeps_its_points(blank):
    path, _ = blank([Line("1", 1, "Chỉ đạo", 5), Line("2", 1, "Điểm phạt do gửi chậm", -2)])
    assert [line.most for line in lines_of_sheet(read(path).scores)] == [5, -2]


def test_what_last_years_sheet_calls_a_criterion_is_no_formula(tmp_path):
    lines = [Line("=1", 1, '=HYPERLINK("http://127.0.0.1/")', 2.0), Line("2", 1, "- Kế hoạch\x1b[2J", 1.0)]
    path = write_template(lines, tmp_path / "t.xlsx", title="NĂM 2024", unit="=Xã\x07")
    sheet = openpyxl.load_workbook(path).active
    cells = [sheet.cell(row, column) for row in (4, 5) for column in (1, 2)]
    assert [c.data_type for c in cells] == ["s"] * 4 and all(c.quotePrefix for c in cells)
    assert [c.value for c in cells] == ["=1", lines[0].name, "2", "- Kế hoạch\ufffd[2J"]


def test_an_unknown_level_names_those_there_are():
    with pytest.raises(FrameworkError) as error:
        frame_of_edition("PAR", "hamlet", 2025)
    assert "khung chấm điểm PAR cho “hamlet”; có: commune, department, district, province" in str(error.value)
    assert "--from TỆP" in str(error.value)


# -- it adds itself up --------------------------------------------------------------------------------


def test_sums_are_of_what_stands_directly_below(blank):
    _, sheet = blank()
    below = {4: (5, 8), 5: (6, 7), 10: (4, 9)}
    for row, rows in below.items():
        for column in "CDEF":
            places = ",".join(f"{column}{r}" for r in rows)
            assert sheet[f"{column}{row}"].value == f'=IF(COUNT({places})=0,"",SUM({places}))'
    for row in range(4, 11):
        assert sheet[f"G{row}"].value == f'=IF(COUNT(E{row},F{row})=0,"",SUM(E{row},F{row}))'
        assert f"100*G{row}/C{row}" in sheet[f"H{row}"].value
    assert [sheet[f"C{row}"].value for row in LEAVES] == [2, 4, 4, 5]
    assert all(sheet[f"{c}{row}"].value is None for c in STAGES for row in LEAVES)
    assert sheet["B10"].value == "Tổng cộng" and sheet.max_row == 10


def test_formulas_have_the_value_of_a_blank_sheet(blank):
    path, _ = blank()
    shown = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    assert [shown[f"{c}10"].value for c in "DEFGH"] == [None] * 5
    assert "formula_without_value" not in set(read(path).findings["rule"])


# -- it takes what is possible ------------------------------------------------------------------------


def test_leaves_take_numbers_from_zero_to_their_maximum(blank):
    _, sheet = blank()
    found = {}
    for rule in sheet.data_validations.dataValidation:
        assert (rule.type, rule.operator, rule.showErrorMessage) == ("decimal", "between", True)
        assert rule.error == "Điểm phải từ 0 đến điểm tối đa của tiêu chí này."
        for area in rule.sqref.ranges:
            found[area.coord] = (rule.formula1, rule.formula2)
    assert found == {f"{c}{row}": (f"MIN(0,$C${row})", f"MAX(0,$C${row})") for c in STAGES for row in LEAVES}


def test_formulas_are_locked_and_scores_are_not(blank):
    _, sheet = blank()
    assert sheet.protection.sheet
    for row in range(4, 11):
        for column in "ABCDEFGH":
            cell = sheet[f"{column}{row}"]
            free = row in LEAVES and column in STAGES
            assert cell.protection.locked is not free, cell.coordinate
            if isinstance(cell.value, str) and cell.value.startswith("="):
                assert cell.protection.locked, cell.coordinate
        assert not sheet[f"I{row}"].protection.locked


def test_it_prints_on_a4_across_with_its_headings_on_every_page(blank):
    _, sheet = blank()
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3" and sheet.freeze_panes == "C4"
    assert sheet["B3"].value == "Lĩnh vực, tiêu chí, tiêu chí thành phần"
    assert "$A$1:$I$10" in sheet.print_area


# -- filled in ----------------------------------------------------------------------------------------

GOOD = {"1.1.1": 2, "1.1.2": 3.5, "1.2": 4, "2": 4}


def test_filled_in_it_is_a_clean_sheet(blank):
    path, _ = blank()
    reading = read(fill(path, GOOD))
    scores = reading.scores[reading.scores["stage"] == "appraised"].set_index("code")["score"]
    assert scores.to_dict() == {
        "total": 13.5, "1": 9.5, "1.1": 5.5, "1.1.1": 2, "1.1.2": 3.5, "1.2": 4, "2": 4,
    }  # fmt: skip
    assert reading.findings.empty


def test_a_score_above_its_maximum_is_found(blank):
    path, _ = blank()
    reading = read(fill(path, GOOD | {"1.2": 4.5}))
    found = reading.findings[["rule", "cell", "message"]].itertuples(index=False, name=None)
    assert list(found) == [("score_above_max", "E8", "1.2 (Kiểm tra): 4,50 điểm, vượt mức tối đa 4,00.")]


def put(path, scores, column="E"):
    """Put scores by code into the sheet as any program does, which calculates nothing."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = {sheet.cell(r, 1).value: r for r in range(4, sheet.max_row + 1)}
    for code, score in scores.items():
        sheet[f"{column}{rows[code]}"] = score
    book.save(path)
    return path


def test_sums_that_no_spreadsheet_has_calculated_are_calculated(blank):
    path, _ = blank()
    reading = read(put(path, GOOD))
    scores = reading.scores.set_index(["stage", "code"])["score"]
    expected = {"total": 13.5, "1": 9.5, "1.1": 5.5, "1.1.1": 2, "1.1.2": 3.5, "1.2": 4, "2": 4}
    for stage in ("appraised", "final"):
        assert scores[stage].to_dict() == expected
    most = reading.scores.drop_duplicates("code").set_index("code")["max_score"].to_dict()
    assert most == {"total": 15, "1": 10, "1.1": 6, "1.1.1": 2, "1.1.2": 4, "1.2": 4, "2": 5}
    ((rule, severity, message),) = reading.findings[["rule", "severity", "message"]].itertuples(index=False)
    assert (rule, severity) == ("formula_calculated", "note")
    assert "=SUM(" not in message and "chương trình đã tính thay" in message


def test_check_sees_a_sum_that_is_not_that_of_its_parts(run, blank):
    path, _ = blank()
    put(path, GOOD | {"1": 9})  # typed over the formula
    code, out, _ = run("check", path)
    assert code == 1 and "chương trình đã tính thay" in out and "E4" in out


def test_a_departments_frame_says_what_nobody_published(run, tmp_path):
    path = tmp_path / "mau.xlsx"
    owner = "Sở Nội vụ, tỉnh Cao Bằng"
    code, _, err = run("template", "-o", path, "--level", "department", "--year", 2025, "--unit", owner)
    assert code == 0 and "Điểm tối đa của 1, 2, 3, 4, 5, 6, 7, 8 không có trong nguồn công bố" in err
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet["B4"].value == "Công tác chỉ đạo, điều hành CCHC" and sheet["B12"].value == "Tổng cộng"
    assert "5666/QĐ-UBND" in sheet["B13"].value and sheet["B14"].value in err
    assert read(path).findings.empty and set(read(path).scores["unit"]) == {"Sở Nội vụ"}
    put(path, {str(n): 12.5 for n in range(1, 9)}, "C")
    put(path, {str(n): n for n in range(1, 9)}, "D")
    put(path, {str(n): n - 0.5 for n in range(1, 9)})
    reading = read(path)
    total = reading.scores[reading.scores["code"] == "total"].set_index("stage")
    assert total["max_score"].unique().tolist() == [8 * 12.5] and total["unit_type"].unique() == [
        "department"
    ]
    assert (total["score"]["self"], total["score"]["appraised"]) == (36, 36 - 8 * 0.5)
    assert set(reading.findings["rule"]) == {"formula_calculated"}


def test_where_the_points_are_not_known_any_number_goes_until_they_are(blank):
    _, sheet = blank(frame_of_edition("PAR", "commune", 2025).lines)
    rule = sheet.data_validations.dataValidation[0]
    assert (rule.formula1, rule.formula2) == ('IF($C$4="",-1E9,MIN(0,$C$4))', 'IF($C$4="",1E9,MAX(0,$C$4))')


# -- the command --------------------------------------------------------------------------------------


def test_the_command_writes_a_declared_edition(run, tmp_path):
    path = tmp_path / "mau.xlsx"
    code, out, err = run("template", "-o", path, "--year", 2025, "--unit", OWNER)
    assert (code, out) == (0, "") and err == (
        f"Đã ghi 7 tiêu chí vào {path}\n"
        "Điểm tối đa của 1, 2, 3, 4, 5, 6, 7 không có trong nguồn công bố: điền theo quyết định của cấp trên.\n"
    )
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet["A1"].value == TITLE and sheet["A2"].value == f"Đơn vị: {OWNER}"
    assert run("check", path)[0] == 0


def test_the_command_takes_last_years_criteria(run, tmp_path):
    path = tmp_path / "mau.xlsx"
    code, _, err = run("template", "-o", path, "--from", LAST, "--year", 2025, "--unit", OWNER)
    assert code == 0 and err == f"Đã ghi 28 tiêu chí vào {path}\n"
    assert facts(read(path).scores) == facts(read(LAST).scores)


def test_the_command_says_which_levels_there_are(run, tmp_path):
    path = tmp_path / "mau.xlsx"
    code, out, err = run("template", "-o", path, "--level", "hamlet", "--year", 2025)
    assert (code, out) == (2, "") and not path.exists()
    assert "--level: không có “hamlet”; có: province, department, district, commune." in err


def test_check_finds_what_exceeds_its_maximum(run, blank):
    path, _ = blank()
    code, out, _ = run("check", fill(path, GOOD | {"2": 6}))
    assert code == 1 and "2 (Thể chế): 6,00 điểm, vượt mức tối đa 5,00." in out
