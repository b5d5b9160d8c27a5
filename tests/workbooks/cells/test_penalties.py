"""Penalties, and points below 0 that are none. All figures are invented (số liệu minh họa)."""

import pytest

TITLES = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"]]
POINTS = [["1", "Chỉ đạo", 10, 8], ["2", "Thể chế", 10, 7]]
HEADS = [*TITLES, ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"], *POINTS]
COMMUNES = "KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"


def said(reading):
    return reading.findings[["rule", "cell"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("rows", "taken", "rules"),
    [
        ([["3", "Điểm trừ", None, 2]], [8, 7], [["penalty_unclear", "D6"]]),
        ([["3", "Điểm phạt", 5, 2]], [8, 7], [["penalty_unclear", "D6"]]),
        ([["3", "Điểm trừ", -5, -2]], [8, 7, -2], []),
        ([["3", "Điểm trừ", None, -2]], [8, 7, -2], []),
        ([["3", "Trừ điểm", None, None], ["3.1", "Vi phạm", None, -2]], [8, 7, -2], []),
        ([["3", "Điểm trừ", None, None], ["3.1", "Vi phạm", None, 2]], [8, 7], [["penalty_unclear", "D7"]]),
        ([[None, "Điểm trừ", None, -2]], [8, 7], [["row_left_out", "D6"]]),
        ([[None, "Điểm cộng", None, 2]], [8, 7], [["row_left_out", "D6"]]),
        ([["3", "Điểm trừ", None, 2], [None, "Tổng cộng", 20, 17]], [17, 8, 7, 2], []),
        ([["3", "Thủ tục", 10, -2]], [8, 7, -2], [["score_below_zero", "D6"]]),
        ([["3", "Thủ tục", None, -2]], [8, 7, -2], [["score_below_zero", "D6"]]),
    ],
)
def test_penalties_are_told_where_nothing_says_what_they_are(read_rows, rows, taken, rules):
    reading = read_rows([*HEADS, *rows])
    assert reading.scores["score"].dropna().tolist() == taken
    assert said(reading) == rules


def test_penalties_among_domains(read_rows):
    rows = [[COMMUNES], ["Đơn vị", "1. Chỉ đạo", "2. Điểm phạt"], ["Xã Một", 8, 1], ["Xã Hai", -9, 0]]
    reading = read_rows(rows)
    assert reading.scores["score"].dropna().tolist() == [8, -9, 0]
    assert said(reading) == [["score_below_zero", "B4"], ["penalty_unclear", "C3"]]


def test_no_criterion_of_a_province_is_below_0(read_rows):
    heads = ["Tỉnh", "Cải cách thể chế", "Tổng điểm"]
    rows = [["An Giang", 8, 81], ["Hà Nội", -8, 82], ["Lào Cai", 9, 83]]
    reading = read_rows([["Kết quả PAR INDEX năm 2023"], heads, *rows])
    assert reading.scores["score"].dropna().tolist() == [8, 9, 81, 82, 83]
    assert said(reading) == [["below_zero", "B4"]]


@pytest.mark.parametrize(
    ("heads", "rules"),
    [
        (("Điểm", "Điểm trừ"), ["points_before_penalties"]),
        (("Tổng điểm", "Điểm cộng"), ["points_before_penalties"]),
        (("Điểm sau khi trừ", "Điểm trừ"), []),
        (("Điểm trừ", "Tổng điểm"), []),
    ],
)
def test_points_that_penalties_may_not_be_in_are_told(read_rows, heads, rules):
    numbers = {heads[0]: (80, 75), heads[1]: (1, 2)} if "iểm trừ" not in heads[0][:8] else {}
    numbers = numbers or {heads[0]: (1, 2), heads[1]: (80, 75)}
    rows = [["Xã Một", *(numbers[h][0] for h in heads)], ["Xã Hai", *(numbers[h][1] for h in heads)]]
    reading = read_rows([[COMMUNES], ["Đơn vị", *heads], *rows])
    assert reading.scores["score"].tolist() == [80, 75]
    assert [rule for rule, _ in said(reading)] == rules


@pytest.mark.parametrize(
    ("heads", "points", "rules"),
    [
        (["Điểm đạt", "Điểm trừ"], [[8, 1], [6, 0]], [["points_before_penalties", "D3"]]),
        (["Thẩm định", "Điểm thưởng"], [[8, 2], [6, 0]], [["points_before_penalties", "D3"]]),
        (["Điểm đạt", "Điểm bị trừ"], [[8, 2], [6, 4]], []),
        (["Thẩm định", "Điểm trừ"], [[8, 0], [6, None]], []),
        (["Điểm trừ", "Thẩm định"], [[1, 8], [0, 6]], []),
    ],
)
def test_penalties_of_each_criterion_that_its_points_may_lack_are_told(read_rows, heads, points, rules):
    rows = [[str(at), name, 10, *cells] for at, (name, cells) in enumerate(zip("AB", points, strict=True), 1)]
    reading = read_rows([*TITLES, ["TT", "Tiêu chí", "Điểm tối đa", *heads], *rows])
    assert reading.scores["score"].tolist() == [8, 6]
    assert said(reading) == rules


@pytest.mark.parametrize(
    ("cells", "taken", "rules"),
    [
        (["- 8,75", "- 7,5"], [8.75, 7.5], [["dashes_dropped", "D4"], ["numbers_as_text", "D4"]]),
        (["- 8,75", 7.5], [-8.75, 7.5], [["score_below_zero", "D4"], ["numbers_as_text", "D4"]]),
        (["-8,75", "-7,5"], [-8.75, -7.5], [["score_below_zero", "D4"], ["score_below_zero", "D5"],
                                             ["numbers_as_text", "D4"]]),
    ],
)  # fmt: skip
def test_dashes_of_a_list_are_no_minus(read_rows, cells, taken, rules):
    heads = [*TITLES, ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"]]
    reading = read_rows([*heads, ["1", "Chỉ đạo", 10, cells[0]], ["2", "Thể chế", 10, cells[1]]])
    assert reading.scores["score"].tolist() == taken
    assert said(reading) == rules


def test_dashes_before_the_scores_of_units(read_rows):
    rows = [
        [unit, f"- {score},5"]
        for unit, score in zip(["Xã Một", "Xã Hai", "Xã Ba"], (81, 82, 83), strict=True)
    ]
    reading = read_rows([[COMMUNES], ["Đơn vị", "Tổng điểm"], *rows])
    assert reading.scores["score"].tolist() == [81.5, 82.5, 83.5]
    assert said(reading)[0] == ["dashes_dropped", "B3"]
