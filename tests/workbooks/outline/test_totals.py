"""Which row is the total. All figures are invented (số liệu minh họa)."""

import pytest

HEAD = [
    ["TỰ CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2025, XÃ MINH HỌA, TỈNH SƠN LA"],
    ["TT", "Tiêu chí", "Tối đa", "Tự chấm"],
]
THREE = [["1", "Chỉ đạo", 50, 40.25], ["2", "Thể chế", 30, 20.5], ["3", "Thủ tục", 20, 20]]
BONUS = [["4", "Điểm thưởng, điểm phạt", None, 2]]


def reading_of(read_rows, *rows):
    reading = read_rows([*HEAD, *rows])
    total = reading.scores.query("code == 'total'").set_index("cell")["score"].to_dict()
    return reading, total, set(reading.findings["rule"])


@pytest.mark.parametrize(
    "label", ["Cộng (1-3)", "Cộng 1 đến 3", "Tổng điểm (1+2+3)", "Cộng 3 lĩnh vực", "Cộng"]
)
def test_a_sum_above_more_criteria_is_not_the_total_below_all(read_rows, label):
    rows = [*THREE, [None, label, 100, 80.75], *BONUS, [None, "TỔNG ĐIỂM", None, 82.75]]
    reading, total, rules = reading_of(read_rows, *rows)
    assert (total, rules) == ({"D8": 82.75}, set())
    assert reading.account.query("reason == 'subtotal'")["range"].tolist() == ["C6", "D6"]


@pytest.mark.parametrize("label", ["Cộng (1-3)", "Cộng 3 lĩnh vực", "Tổng điểm từ 1 đến 3"])
def test_a_sum_of_some_is_no_total_where_no_other_is_printed(read_rows, label):
    _, total, rules = reading_of(read_rows, *THREE, [None, label, 100, 80.75], *BONUS)
    assert (total, rules) == ({}, {"row_left_out"})


@pytest.mark.parametrize(
    "label", ["Tổng điểm", "Cộng", "Tổng điểm (I+II)", "Tổng cộng 3 tiêu chí", "T. CỘNG", "Tổng điểm (1+2)"]
)
def test_the_lone_total_is_one_however_it_is_called(read_rows, label):
    assert reading_of(read_rows, *THREE, [None, label, 100, 80.75])[1:] == ({"D6": 80.75}, set())


@pytest.mark.parametrize(
    "last", ["Tổng điểm", "Tổng điểm sau khi cộng, trừ", "TỔNG CỘNG", "Tổng điểm còn lại"]
)
def test_the_total_behind_bonuses_without_codes_is_the_last(read_rows, last):
    rows = [
        *THREE,
        [None, "Tổng điểm", 100, 80.75],
        [None, "Điểm thưởng", None, 2],
        [None, last, None, 82.75],
    ]
    _, total, rules = reading_of(read_rows, *rows)
    assert (total, rules) == ({"D8": 82.75}, {"bonuses_noted"})


@pytest.mark.parametrize("label", ["Tổng A", "Cộng B", "Tổng cộng IV", "Tổng điểm A"])
@pytest.mark.parametrize("above", [0, 1])
def test_the_lone_sum_of_a_part_that_the_sheet_has_not_is_the_total(read_rows, label, above):
    row = [None, label, 100, 80.75]
    rows = [row, *THREE] if above else [*THREE, row]
    assert reading_of(read_rows, *rows)[1:] == ({"D3" if above else "D6": 80.75}, set())


def test_the_sum_of_a_part_is_none(read_rows):
    part = ["A", "Phần chấm", 100, 80.75]
    assert reading_of(read_rows, part, *THREE, [None, "Tổng A", 100, 80.75])[1:] == ({}, set())
    rows = [*THREE[:2], [None, "Tổng A", 80, 60.75], THREE[2]]
    assert reading_of(read_rows, *rows)[1] == {}


def test_a_sum_above_the_part_that_it_names_is_told(read_rows):
    reading, total, rules = reading_of(read_rows, [None, "Tổng 1", 50, 40.25], *THREE)
    assert (total, rules) == ({}, {"row_left_out"})
    assert reading.findings["cell"].tolist() == ["D3"]


def test_a_sum_below_each_block_is_the_block_s(read_rows):
    blocks = [["I", "Chỉ đạo", None, None], ["1", "Kế hoạch", 60, 50], [None, "Cộng", 60, 50],
              ["II", "Thể chế", None, None], ["2", "Rà soát", 40, 30], [None, "Cộng", 40, 30]]  # fmt: skip
    reading, total, rules = reading_of(read_rows, *blocks, [None, "TỔNG CỘNG", 100, 80])
    assert (total, rules) == ({"D9": 80}, set())
    assert reading.scores.set_index("code").loc[["I", "II"], "score"].tolist() == [50, 30]


@pytest.mark.parametrize("label", ["TC", "Kết quả chung cuộc", None])
@pytest.mark.parametrize("points", [80.75, "80,75"])
def test_a_row_whose_every_number_is_a_sum_is_the_total(read_rows, label, points):
    reading, total, rules = reading_of(read_rows, *THREE, [None, label, 100, points])
    assert (total, rules - {"numbers_as_text"}) == ({"D6": 80.75}, {"total_by_sum"})
    assert reading.scores["max_score"].iloc[0] == 100


@pytest.mark.parametrize("row", [[None, "TC", 100, 80.5], [None, "TC", 90, 80.75], [None, "Họp", None, 3]])
def test_a_row_of_other_numbers_is_none(read_rows, row):
    _, total, rules = reading_of(read_rows, *THREE, row)
    assert (total, rules) == ({}, {"row_left_out"})


def test_a_total_that_is_printed_above_and_below_is_read_once(read_rows):
    whole = [100, 80.75]
    _, total, rules = reading_of(read_rows, [None, "TỔNG ĐIỂM", *whole], *THREE, [None, "Cộng", *whole])
    assert (total, rules) == ({"D3": 80.75}, set())
    _, total, rules = reading_of(read_rows, [None, "TỔNG ĐIỂM", *whole], *THREE, [None, "Cộng", 100, 80])
    assert (total, rules) == ({"D3": 80.75}, {"row_left_out"})


def test_the_last_row_may_sum_bonuses_with_codes(read_rows):
    rows = [
        *THREE,
        [None, "Tổng điểm 3 lĩnh vực", 100, 80.75],
        *BONUS,
        [None, "Điểm đạt cuối cùng", None, 82.75],
    ]
    assert reading_of(read_rows, *rows)[1:] == ({"D8": 82.75}, {"total_by_sum"})


@pytest.mark.parametrize("row", [[None, None, 100, 80.5], ["4", None, 10, 5]])
def test_numbers_without_a_name_are_reported(read_rows, row):
    reading, _, rules = reading_of(read_rows, *THREE, row)
    assert rules == {"row_without_name"}
    assert reading.findings["cell"].tolist() == ["D6"]


def test_a_row_that_sums_one_stage_alone_is_no_total(read_rows):
    rows = [[*row, row[-1]] for row in THREE]
    head = [*HEAD[1], "Thẩm định"]
    for points, rules in (([80.75, None], {"row_left_out"}), ([80.75, 80.75], {"total_by_sum"})):
        reading = read_rows([HEAD[0], head, *rows, [None, "TC", 100, *points]])
        assert set(reading.findings["rule"]) == rules
