"""Bonuses and penalties beside criteria or among them, and points below 0. Số liệu minh họa, all invented."""

import pytest

from cchc_analysis.vietnamese import format_number

TITLE = ["KẾT QUẢ CHỈ SỐ CCHC CÁC SỞ TỈNH ĐỒNG NAI NĂM 2025"]
UNITS = ["Sở Nội vụ", "Sở Y tế", "Sở Tư pháp", "Sở Xây dựng"]
JUDGED, SURVEYED = [60, 61, 62, 63], [25, 26, 27, 28]
TITLES = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"]]
POINTS = [["1", "Chỉ đạo", 10, 8], ["2", "Thể chế", 10, 7]]
HEADS = [*TITLES, ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"], *POINTS]
COMMUNES = "KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"


def rules(reading):
    return set(reading.findings["rule"])


def departments(heads, *columns):
    rows = zip(range(1, 5), UNITS, *columns, strict=True)
    return [TITLE, ["TT", "Đơn vị", *heads], *map(list, rows)]


@pytest.mark.parametrize("most", [80, 92])
def test_shares_beside_bonuses_do_not_tell_that_maxima_are_exceeded(read_rows, most):
    points = [most - 4, most - 3, most - 2, most]
    shares = [round(100 * p / most, 2) for p in points]
    heads = ["Điểm tối đa", "Điểm thưởng", "Tổng điểm", "Tỷ lệ (%)"]
    reading = read_rows(departments(heads, [most] * 4, [0, 0, 1, 0], points, shares))
    assert reading.scores[["score", "max_score"]].to_numpy().tolist() == [[p, most] for p in points]
    assert rules(reading) == {"bonuses_noted"}


@pytest.mark.parametrize(
    ("head", "points", "sign"),
    [("Điểm trừ", [0, 1, 0, 0], -1), ("Điểm trừ", [0, -1, 0, 0], -1), ("Điểm thưởng", [0, 2, None, 0], 2),
     ("Điểm cộng thêm", [0, 0.5, 0, 0], 0.5), ("Điểm phạt", [None, 1, None, None], -1)],
)  # fmt: skip
def test_a_result_with_what_is_added_or_taken_is_what_its_stages_give(read_rows, head, points, sign):
    whole = [85, 87 + sign, 89, 91]
    heads = ["Điểm thẩm định", "Điểm điều tra XHH", head, "Tổng điểm"]
    reading = read_rows(departments(heads, JUDGED, SURVEYED, points, whole))
    assert rules(reading) == {"bonuses_noted"}
    final = reading.scores.query("stage == 'final'")
    assert final["score"].tolist() == whole
    label = "Điểm trừ" if sign < 0 else "Điểm thưởng"
    printed = f"{label}: {format_number(points[1], 1 if points[1] % 1 else 0)}"
    assert final["note"].tolist()[1] == printed
    assert reading.scores.query("stage != 'final'")["note"].isna().all()


@pytest.mark.parametrize("first", ["Điểm", "Điểm chấm", "Tổng điểm"])
@pytest.mark.parametrize(("head", "sign"), [("Điểm thưởng", 1), ("Điểm cộng", 1), ("Điểm phạt", -1)])
def test_of_two_totals_the_one_behind_the_bonuses_is_taken(read_rows, first, head, sign):
    whole = [p + sign for p in JUDGED]
    reading = read_rows(departments([first, head, "Tổng điểm"], JUDGED, [1] * 4, whole))
    assert reading.scores["score"].tolist() == whole
    assert rules(reading) == {"bonuses_noted", "earlier"}
    before = read_rows(departments([first, head], JUDGED, [1] * 4))
    assert before.scores["score"].tolist() == JUDGED


def test_a_result_that_is_neither_is_reported(read_rows):
    heads = ["Điểm thẩm định", "Điểm điều tra XHH", "Điểm trừ", "Tổng điểm"]
    reading = read_rows(departments(heads, JUDGED, SURVEYED, [0, 1, 0, 0], [85, 83, 89, 91]))
    told, _ = reading.findings.itertuples()
    assert (told.rule, told.cell) == ("final_not_sum", "F4")
    assert "83,00" in told.message and "86,00" in told.message


@pytest.mark.parametrize("whole", [[20, 17], [20, 18]])
def test_a_total_of_domains_may_have_them_in_it_or_not(read_rows, whole):
    rows = [[1, "Xã Minh Họa", 12, 8, None, whole[0]], [2, "Xã Ví Dụ", 11, 7, 1, whole[1]]]
    head = ["TT", "Đơn vị", "1. Chỉ đạo", "2. Thể chế", "Điểm trừ", "Tổng điểm"]
    title = ["CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2025"]
    assert rules(read_rows([title, head, *rows])) == {"bonuses_noted"}
    rows[1][-1] = 15
    assert rules(read_rows([title, head, *rows])) == {"bonuses_noted", "parent_not_sum"}


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
    assert [rule for rule, _ in said(reading)] == [*rules, "bonuses_noted"]


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


def test_points_of_units_below_0_are_left_out_and_told(read_rows):
    rows = [["Xã Một", -80, 88], ["Xã Hai", -82, 89], ["Xã Ba", -70, 69]]
    reading = read_rows([[COMMUNES], ["Đơn vị", "Tự chấm", "Thẩm định"], *rows])
    assert reading.scores["score"].dropna().tolist() == [88, 89, 69]
    assert said(reading) == [["below_zero", "B4"]]


@pytest.mark.parametrize(("name", "points", "whole"), [("Điểm thưởng", 0.5, 15.5), ("Điểm phạt", 1, 14),
                                                       ("Điểm cộng", 2, 17), ("Điểm trừ", -1, 14)])  # fmt: skip
@pytest.mark.parametrize("above", [0, 1])
def test_points_of_a_row_without_code_are_noted_beside_the_total(read_rows, name, points, whole, above):
    row = ["", name, "", points]
    total = ["", "Tổng điểm", 20, whole]
    reading = read_rows([*HEADS, *([total, row] if above else [row, total])])
    assert rules(reading) == {"bonuses_noted"}
    assert said(reading) == [["bonuses_noted", f"D{6 + above}"]]
    notes = reading.scores.set_index("code")["note"]
    assert notes["total"] == f"{name}: {format_number(points, 1 if points % 1 else 0)}"
    assert notes.drop("total").isna().all()
    left = reading.account.query("not taken").set_index("range")["reason"]
    assert left[f"D{6 + above}"] == ("bonus" if name in ("Điểm thưởng", "Điểm cộng") else "deduction")


def test_points_of_rows_stand_beside_the_total_of_their_stage_and_its_note(read_rows):
    heads = ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định", "Ghi chú"]
    rows = [[*row, row[3] - 1, ""] for row in POINTS]
    below = [
        ["", "Điểm thưởng", "", 2, 1, ""],
        ["", "Điểm trừ", "", "", 1, ""],
        ["", "Tổng", 20, 17, 13, "đã ký"],
    ]
    reading = read_rows([*TITLES, heads, *rows, *below])
    notes = reading.scores.query("code == 'total'").set_index("stage")["note"]
    assert notes["self"] == "đã ký · Điểm thưởng: 2"
    assert notes["appraised"] == "đã ký · Điểm thưởng: 1 · Điểm trừ: 1"
    assert said(reading) == [["bonuses_noted", "D6"]]
