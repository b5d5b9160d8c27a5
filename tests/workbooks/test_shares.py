"""Shares of the maximum beside points. All figures are invented (số liệu minh họa)."""

import pytest

SIX = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Nội", "Lào Cai", "Thanh Hóa"]
POINTS, SHARES = [61, 62, 63, 64, 65, 66], [76.25, 77.5, 78.8, 80, 81, 82.5]
COMMUNES = "KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"


def ward(*heads, rows):
    letterhead = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"]]
    return [*letterhead, ["TT", "Tiêu chí", "Điểm tối đa", *heads], *rows]


def warnings(reading):
    found = reading.findings
    return found.loc[found["severity"] != "note", ["rule", "cell"]].to_numpy().tolist()


@pytest.mark.parametrize("head", ["Tỷ lệ %", "% so với điểm tối đa", "Tỷ lệ so với tổng điểm tối đa (%)"])
@pytest.mark.parametrize("wrong", [{}, {2: 99}, {1: 60, 4: 50}])
def test_shares_that_the_points_of_units_do_not_give_are_told(read_rows, head, wrong):
    printed = [wrong.get(i, share) for i, share in enumerate(SHARES)]
    rows = [["Kết quả PAR INDEX năm 2023"], ["Tỉnh", "Điểm", head]]
    reading = read_rows([*rows, *map(list, zip(SIX, POINTS, printed, strict=True))])
    assert reading.scores["score"].tolist() == POINTS
    said = [["share_not_of_points", f"C{3 + min(wrong)}"]] if wrong else []
    assert warnings(reading) == said


def test_shares_are_of_the_maximum_of_each_unit(read_rows):
    rows = [["Xã Một", 80, 40, 50], ["Xã Hai", 50, 40, 80], ["Xã Ba", 40, 10, 52]]
    reading = read_rows([[COMMUNES], ["Đơn vị", "Điểm tối đa", "Điểm đạt", "Tỷ lệ (%)"], *rows])
    assert reading.scores["score"].tolist() == [40, 40, 10]
    assert warnings(reading) == [["share_not_of_points", "D5"]]


def test_shares_of_domains_without_maxima(read_rows):
    heads = [["Đơn vị", "1. Chỉ đạo", None, "2. Thể chế", None], [None, "Điểm", "%", "Điểm", "%"]]
    rows = [["Xã Một", 8, 80, 10, 50], ["Xã Hai", 9, 90, 12, 60], ["Xã Ba", 7, 30, 11, 55]]
    reading = read_rows([[COMMUNES], *heads, *rows], merged=("B2:C2", "D2:E2"))
    assert reading.scores["score"].tolist() == [8, 10, 9, 12, 7, 11]
    assert warnings(reading) == [["share_not_of_points", "C6"]]


def test_shares_of_each_stage_are_held_against_its_points(read_rows):
    rows = [["1", "Chỉ đạo", 10, 8, 80, 7, 70], ["2", "Thể chế", 10, 7, 70, 7, 60]]
    reading = read_rows(ward("Tự chấm", "% tự chấm", "Thẩm định", "% thẩm định", rows=rows))
    assert reading.scores["score"].tolist() == [8, 7, 7, 7]
    assert warnings(reading) == [["index_not_ratio", "G5"]]
    assert "ghi 60,00 %" in reading.findings["message"].iloc[0]


def test_shares_without_a_stage_are_of_the_points_before_them(read_rows):
    rows = [["1", "Chỉ đạo", 10, 8, 80, 7, 70], ["2", "Thể chế", 10, 7, 70, 7, 60]]
    reading = read_rows(ward("Tự chấm", "Tỷ lệ %", "Thẩm định", "Tỷ lệ %", rows=rows))
    assert warnings(reading) == [["index_not_ratio", "G5"]]


@pytest.mark.parametrize("heads", [("Tự chấm", "Tỷ lệ"), ("Thẩm định", "Đạt (%)")])
def test_shares_are_of_the_only_points(read_rows, heads):
    reading = read_rows(ward(*heads, rows=[["1", "Chỉ đạo", 10, 8, 80], ["2", "Thể chế", 10, 7, 60]]))
    assert warnings(reading) == [["index_not_ratio", "E5"]]


@pytest.mark.parametrize("head", ["% thẩm định", "Thẩm định (%)"])
def test_shares_of_a_stage_without_points_are_told(read_rows, head):
    rows = [["1", "Chỉ đạo", 10, 8, 70], ["2", "Thể chế", 10, 7, 60]]
    reading = read_rows(ward("Tự chấm", head, rows=rows))
    assert reading.scores["score"].tolist() == [8, 7]
    assert warnings(reading) == [["share_of_no_points", "E3"]]


def test_shares_beside_points_of_one_stage(read_rows):
    rows = [["1", "Chỉ đạo", 10, 8, 80], ["2", "Thể chế", 10, 7, 60]]
    reading = read_rows(ward("Điểm đạt", "% so với điểm tối đa", rows=rows))
    assert warnings(reading) == [["index_not_ratio", "E5"]]


@pytest.mark.parametrize(("wrong", "cells"), [(80, None), (70, "D4, F4, H4"), (None, None)])
def test_shares_of_units_across(read_rows, wrong, cells):
    names = ["Cải cách thể chế", "Cải cách thủ tục hành chính"]
    heads = [["Tiêu chí", "An Giang", None, "Hà Nội", None, "Lào Cai", None], [None, *["Điểm", "%"] * 3]]
    rows = [[names[0], 8, 80, 9, 90, 7, 70], [names[1], 12, 80, 9, 60, 6, 40]]
    rows[0][2] = wrong
    reading = read_rows([["Kết quả PAR INDEX năm 2023"], *heads, *rows], merged=("B2:C2", "D2:E2", "F2:G2"))
    assert reading.scores["score"].tolist() == [8, 9, 7, 12, 9, 6]
    assert warnings(reading) == ([["share_not_of_points", "C4"]] if cells else [])


@pytest.mark.parametrize(
    ("head", "cells"),
    [("Tỷ lệ 2023", ["E3"]), ("Tỷ lệ đạt năm 2022", ["E3"]), ("Hạng 2023", ["E3"]), ("Tỷ lệ", [])],
)
def test_shares_of_a_year_without_points_are_told(read_rows, head, cells):
    reading = read_rows(
        ward("Điểm 2024", head, rows=[["1", "Chỉ đạo", 10, 8, 80], ["2", "Thể chế", 10, 7, 70]])
    )
    assert reading.scores["score"].tolist() == [8, 7]
    assert warnings(reading) == [["heading_unknown", cell] for cell in cells]


@pytest.mark.parametrize("cells", [("80 (80%)", "70 (70%)"), ("80 (60 %)", "70 (60 %)")])
def test_shares_in_brackets_are_left_and_told(read_rows, cells):
    rows = [["Xã Một", cells[0]], ["Xã Hai", cells[1]]]
    units = read_rows([[COMMUNES], ["Đơn vị", "Tổng điểm"], *rows])
    criteria = read_rows(ward("Thẩm định", rows=[["1", "A", 100, cells[0]], ["2", "B", 100, cells[1]]]))
    for reading, cell in ((units, "B2"), (criteria, "D3")):
        assert reading.scores["score"].tolist() == [80, 70]
        assert warnings(reading) == [["brackets_left_out", cell]]
