"""Totals with bonuses and penalties beside the criteria. All figures are invented (số liệu minh họa)."""

import pytest

TITLE = ["KẾT QUẢ CHỈ SỐ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2025"]
UNITS = ["Sở Nội vụ", "Sở Y tế", "Sở Tư pháp", "Sở Xây dựng"]
JUDGED, SURVEYED = [60, 61, 62, 63], [25, 26, 27, 28]


def rules(reading):
    return set(reading.findings["rule"])


def departments(heads, *columns):
    rows = zip(range(1, 5), UNITS, *columns, strict=True)
    return [TITLE, ["TT", "Đơn vị", *heads], *map(list, rows)]


@pytest.mark.parametrize(
    ("head", "points", "sign"),
    [("Điểm trừ", [0, 1, 0, 0], -1), ("Điểm trừ", [0, -1, 0, 0], -1), ("Điểm thưởng", [0, 2, None, 0], 2),
     ("Điểm cộng thêm", [0, 0.5, 0, 0], 0.5), ("Điểm phạt", [None, 1, None, None], -1)],
)  # fmt: skip
def test_a_result_with_what_is_added_or_taken_is_what_its_stages_give(read_rows, head, points, sign):
    whole = [85, 87 + sign, 89, 91]
    heads = ["Điểm thẩm định", "Điểm điều tra XHH", head, "Tổng điểm"]
    reading = read_rows(departments(heads, JUDGED, SURVEYED, points, whole))
    assert rules(reading) == set()
    assert reading.scores.query("stage == 'final'")["score"].tolist() == whole


def test_a_result_that_is_neither_is_reported(read_rows):
    heads = ["Điểm thẩm định", "Điểm điều tra XHH", "Điểm trừ", "Tổng điểm"]
    reading = read_rows(departments(heads, JUDGED, SURVEYED, [0, 1, 0, 0], [85, 83, 89, 91]))
    (told,) = reading.findings.itertuples()
    assert (told.rule, told.cell) == ("final_not_sum", "F4")
    assert "83,00" in told.message and "86,00" in told.message


@pytest.mark.parametrize("whole", [[20, 17], [20, 18]])
def test_a_total_of_domains_may_have_them_in_it_or_not(read_rows, whole):
    rows = [[1, "Xã Minh Họa", 12, 8, None, whole[0]], [2, "Xã Ví Dụ", 11, 7, 1, whole[1]]]
    head = ["TT", "Đơn vị", "1. Chỉ đạo", "2. Thể chế", "Điểm trừ", "Tổng điểm"]
    title = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2025"]
    assert rules(read_rows([title, head, *rows])) == set()
    rows[1][-1] = 15
    assert rules(read_rows([title, head, *rows])) == {"parent_not_sum"}
