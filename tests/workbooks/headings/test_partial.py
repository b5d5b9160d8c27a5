"""Titles that say that points are no totals. All figures are invented (số liệu minh họa)."""

import pytest

from cchc_analysis import ReadError

TITLE = ["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"]
BODY = [["TT", "Đơn vị", "Tổng điểm"], [1, "Xã Minh Họa", 86.5], [2, "Xã Ví Dụ", 89.75]]


@pytest.mark.parametrize("line", ["Mục II. Cải cách thể chế", "II. Cải cách thể chế",
                                  "Phần 2. Cải cách thể chế", "mục 6) Cải cách tài chính công",
                                  "Bảng 3. Cải cách thủ tục hành chính"])  # fmt: skip
def test_a_numbered_line_that_names_a_domain_refuses_totals(read_rows, line):
    with pytest.raises(ReadError) as error:
        read_rows([TITLE, [line], *BODY])
    assert error.value.rule == "title_of_no_total" and line in str(error.value)


@pytest.mark.parametrize(
    "line", ["Bảng 1. Kết quả cải cách hành chính", "Mục II. Kết quả xếp hạng", "Biểu 2. Các xã"]
)
def test_a_numbered_line_that_names_none_leaves_totals(read_rows, line):
    assert read_rows([TITLE, [line], *BODY]).scores["score"].tolist() == [86.5, 89.75]
