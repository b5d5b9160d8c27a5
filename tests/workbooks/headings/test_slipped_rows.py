"""Rows that slipped a cell to the right. All figures are invented (số liệu minh họa)."""

import pytest

TITLE = ["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"]
UNITS = ["Xã Minh Họa", "Xã Ví Dụ", "Xã Thí Dụ", "Phường Mẫu Một"]
WARD = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"]]


def table(*heads):
    points = [[90 - i - c for c in range(len(heads))] for i in range(4)]
    return [TITLE, ["TT", "Đơn vị", *heads], *([i + 1, UNITS[i], *points[i]] for i in range(4))]


def shifted(rows, line, at):
    moved = [*rows[line]]
    moved.insert(at, None)
    return [*rows[:line], moved, *rows[line + 1 :]]


@pytest.mark.parametrize("heads", [["Điểm"], ["Tự chấm", "Thẩm định", "Tổng điểm"]])
@pytest.mark.parametrize("line", [2, 3, 5])
@pytest.mark.parametrize("at", [0, 2])
def test_a_row_to_the_right_of_its_columns_is_not_taken(read_rows, heads, line, at):
    reading = read_rows(shifted(table(*heads), line, at))
    right = read_rows(table(*heads)).scores
    kept = right[right["unit"] != UNITS[line - 2]]
    assert reading.scores[["unit", "stage", "score"]].equals(
        kept[["unit", "stage", "score"]].reset_index(drop=True)
    )
    (told,) = reading.findings.itertuples()
    assert (told.rule, told.severity, told.cell) == (
        "row_shifted",
        "error",
        f"{'CDEF'[len(heads)]}{line + 1}",
    )


def test_a_row_to_the_right_of_its_ranks_is_not_taken(read_rows):
    rows = [[*row[:3], [None, "Hạng", 1, 2, 3, 4][i], ""] for i, row in enumerate(table("Điểm"))]
    rows[1][4], rows[5][4] = "Ghi chú", "đạt"
    reading = read_rows(shifted(rows, 3, 2))
    assert reading.scores["unit"].tolist() == [UNITS[0], *UNITS[2:]]
    assert reading.findings[["rule", "cell"]].to_numpy().tolist() == [["row_shifted", "E4"]]


@pytest.mark.parametrize("at", [0, 2, 3])
def test_a_criterion_to_the_right_of_its_columns_is_not_taken(read_rows, at):
    criteria = [["1", "Chỉ đạo", 5, 4, 3], ["1.1", "Kế hoạch", 2, 2, 1], ["1.2", "Báo cáo", 3, 2, 2]]
    rows = [*WARD, ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định"], *criteria]
    reading = read_rows(shifted(rows, 4, at))
    assert set(reading.scores["code"]) == {"1", "1.2"}
    assert ("row_shifted", "F5") in set(zip(reading.findings["rule"], reading.findings["cell"], strict=True))


def test_a_number_behind_a_whole_row_is_told_and_the_row_taken(read_rows):
    rows = table("Tự chấm", "Thẩm định")
    rows[3] = [*rows[3], 5]
    reading = read_rows(rows)
    assert len(reading.scores) == 8
    assert reading.findings[["rule", "cell"]].to_numpy().tolist() == [["columns_unheaded", "E4"]]


def test_a_blank_in_a_row_is_no_slip(read_rows):
    rows = table("Tự chấm", "Thẩm định")
    rows[3][2] = None
    reading = read_rows(rows)
    assert (reading.scores["score"].notna().sum(), reading.findings["rule"].tolist()) == (7, [])
