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
def test_a_total_that_no_title_gives_to_a_domain_is_the_index_s(workbook, title):
    scores = scores_of({"Bìa": COVER, "S": domain(2, "Rà soát", title)}, workbook)
    assert scores == {("total", 0): 4.5, ("2.1", 1): 2, ("2.2", 1): 2.5}
