"""One domain a sheet: its last line sums the domain. All figures are invented (số liệu minh họa)."""

import pandas as pd
import pytest

from cchc_analysis.workbooks import read

COVER = [["UBND XÃ MINH HỌA, TỈNH SƠN LA"], ["TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025"]]
HEAD = ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"]


def domain(code, name, title):
    rows = [[title], HEAD, [f"{code}.1", "Kế hoạch", 2, 2], [f"{code}.2", name, 3, 2.5]]
    return [*rows, [None, "Cộng", 5, 4.5]]


def scores_of(sheets, workbook):
    scores = read(workbook(sheets, "tu_cham.xlsx")).scores
    return {(row.code, row.level): row.score for row in scores.itertuples() if pd.notna(row.score)}


@pytest.mark.parametrize(
    ("title", "tab"),
    [
        ("LĨNH VỰC {}: THỂ CHẾ", "Trang {}"),
        ("Phần {}. Thể chế", "Biểu {}"),
        ("Bảng chi tiết", "LV{}"),
        ("Bảng chi tiết", "Lĩnh vực {}"),
    ],
)
def test_the_last_line_of_a_domain_is_the_domain_s(workbook, title, tab):
    sheets = {"Bìa": COVER}
    sheets |= {tab.format(k): domain(k, "Rà soát", title.format(k)) for k in (1, 2)}
    sheets["Tổng hợp"] = [HEAD, [1, "Chỉ đạo", 5, 4.5], [2, "Thể chế", 5, 4.5], [None, "Tổng cộng", 10, 9]]
    assert scores_of(sheets, workbook) == {
        ("total", 0): 9, ("1", 1): 4.5, ("1.1", 2): 2, ("1.2", 2): 2.5, ("2", 1): 4.5, ("2.1", 2): 2,
        ("2.2", 2): 2.5,
    }  # fmt: skip


def test_the_domain_is_called_as_the_title_calls_it(workbook):
    sheets = {"Bìa": COVER, "S": domain(2, "Rà soát", "LĨNH VỰC 2: CẢI CÁCH THỂ CHẾ")}
    scores = read(workbook(sheets, "tu_cham.xlsx")).scores
    assert scores.loc[scores["code"] == "2", "name"].item() == "CẢI CÁCH THỂ CHẾ"


@pytest.mark.parametrize("title", ["Bảng chi tiết", "LĨNH VỰC 3: THỂ CHẾ", "Mẫu số 1"])
def test_a_sum_that_no_title_gives_to_a_domain_is_not_taken_for_the_index_s(workbook, title):
    reading = read(workbook({"Bìa": COVER, "S": domain(2, "Rà soát", title)}, "tu_cham.xlsx"))
    assert reading.scores.set_index("code")["score"].to_dict() == {"2.1": 2, "2.2": 2.5}
    told = reading.findings.set_index("rule").loc["total_of_some"]
    assert (told["severity"], told["cell"]) == ("warning", "D5")
    assert "“Cộng” chỉ cộng các tiêu chí 2.1, 2.2 (bảng không có 1)" in told["message"]
    left_out = reading.account.query("reason == 'total_of_some'")
    assert left_out["range"].tolist() == ["D5"]


def whole_and_rules(reading):
    scores = reading.scores.query("code == 'total'")["score"].tolist()
    return scores, set(reading.findings["rule"])


def sheet(codes, *, most=None, points=None, label="Cộng"):
    """Return a ward's sheet of criteria of 10 points each, 9 of them reached."""
    rows = [[code, f"Tiêu chí {code}", 10, 9] for code in codes]
    whole = [None, label, 10 * len(codes) if most is None else most, points or 9 * len(codes)]
    return [["TỰ CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2025, XÃ MINH HỌA, TỈNH SƠN LA"], HEAD, *rows, whole]


@pytest.mark.parametrize("label", ["Cộng", "Cộng 4 lĩnh vực", "Tổng điểm", "TỔNG CỘNG"])
@pytest.mark.parametrize(
    "codes", [["3", "4", "5", "6"], ["I", "II", "IV", "V"], ["2.3", "3.2", "6.1", "7.1"]]
)
def test_a_sum_of_criteria_among_which_some_are_left_out_is_no_total(read_rows, codes, label):
    assert whole_and_rules(read_rows(sheet(codes, label=label))) == ([], {"total_of_some"})


@pytest.mark.parametrize("codes", [["1", "2", "3"], ["I", "II"], ["A", "B"], ["1.1", "1.2", "2.1"]])
def test_a_sum_of_all_criteria_is_the_total(read_rows, codes):
    assert whole_and_rules(read_rows(sheet(codes))) == ([9 * len(codes)], set())


def test_a_sum_of_a_hundred_points_is_the_total_whatever_the_codes(read_rows):
    codes = ["1", *map(str, range(3, 12))]
    assert whole_and_rules(read_rows(sheet(codes))) == ([90], set())


@pytest.mark.parametrize(("most", "points"), [(100, 81), ("", 81)])
def test_a_total_of_more_than_the_sheet_prints_is_not_checked_against_it(read_rows, most, points):
    reading = read_rows(sheet(["1", "3", "7"], most=most, points=points))
    assert whole_and_rules(reading) == ([81], {"total_of_more"})
    assert "(2, 4, 5, 6)" in reading.findings["message"].item()


@pytest.mark.parametrize("maxima", [[], [[None, "Điểm tối đa", 10, 18, 28]]])
def test_a_column_that_sums_some_criteria_is_no_total(read_rows, maxima):
    rows = [["KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CCHC NĂM 2025 CÁC XÃ TỈNH SƠN LA"],
            ["TT", "Đơn vị", "1. Chỉ đạo", "3. Thủ tục", "Cộng"], *maxima, [1, "Xã Minh Họa", 9, 15, 24],
            [2, "Xã Ví Dụ", 8, None, None]]  # fmt: skip
    assert whole_and_rules(read_rows(rows)) == ([], {"total_of_some"})
    rows[-2][-1] = 84  # then it sums more
    assert whole_and_rules(read_rows([*rows[:2], *rows[-2:]]))[0][0] == 84


@pytest.mark.parametrize("beside", [["Xếp hạng", 1, 2], ["Xếp loại", "Tốt", "Khá"]])
def test_what_units_are_ranked_by_is_the_total(read_rows, beside):
    rows = [["KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CCHC NĂM 2025 CÁC XÃ TỈNH SƠN LA"],
            ["TT", "Đơn vị", "1. Chỉ đạo", "3. Thủ tục", "Tổng điểm", beside[0]],
            [1, "Xã Minh Họa", 9, 15, 24, beside[1]], [2, "Xã Ví Dụ", 8, 14, 22, beside[2]]]  # fmt: skip
    assert whole_and_rules(read_rows(rows)) == ([24, 22], set())
