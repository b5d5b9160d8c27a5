"""What the scores of a table say against each other. All figures are invented (số liệu minh họa)."""

import pytest

TITLE = ["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"]
UNITS = ["Xã Một", "Xã Hai", "Xã Ba", "Xã Bốn", "Xã Lộc"]
APPRAISED, SURVEY = [60, 55, 58, 50, 62], [20, 25, 22, 21, 23]
FINAL = [a + s for a, s in zip(APPRAISED, SURVEY, strict=True)]


def moved(numbers, by):
    return [*numbers[by:], *numbers[:by]]


def told(read_rows, *columns):
    rows = zip(UNITS, *columns, strict=True)
    found = read_rows([TITLE, ["Đơn vị", "Điểm thẩm định", "Điểm XHH", "Tổng điểm"], *rows]).findings
    return found[["rule", "cell"]].to_numpy().tolist()


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_column_a_row_off_is_told_by_what_the_stages_come_to(read_rows, by, which):
    columns = [APPRAISED, SURVEY, FINAL]
    columns[which] = moved(columns[which], by)
    assert told(read_rows, *columns) == [["final_rows_off", "D3"]]


def test_scores_that_are_no_sum_in_any_row_are_of_another_rule(read_rows):
    assert told(read_rows, APPRAISED, SURVEY, FINAL) == []
    assert (
        told(read_rows, APPRAISED, SURVEY, [a + s / 2 for a, s in zip(APPRAISED, SURVEY, strict=True)]) == []
    )


def test_one_that_is_no_sum_is_told_alone(read_rows):
    assert told(read_rows, APPRAISED, SURVEY, [FINAL[0] + 3, *FINAL[1:]]) == [["final_not_sum", "D3"]]
