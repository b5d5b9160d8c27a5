"""Totals written as texts: taken in the total's own row, reported anywhere else."""

import pandas as pd
import pytest

HEAD = [["BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025"], ["Đơn vị: Xã Minh Họa, tỉnh Đồng Nai"]]
BODY = [["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"], ["I", "Chỉ đạo điều hành", 10, 8],
        ["1", "Kế hoạch", 5, 4], ["2", "Báo cáo", 5, 4], ["II", "Thể chế", 5, 4.5],
        ["1", "Rà soát", 5, 4.5]]  # fmt: skip


def rules(reading):
    found = reading.findings
    return set(found.loc[found["severity"] != "note", "rule"])


@pytest.mark.parametrize(
    "text",
    [
        "Tổng điểm: 12,5/15",
        "Tổng cộng: 12,5 điểm",
        "TỔNG ĐIỂM ĐẠT ĐƯỢC: 12.5",
        "Tổng điểm tự chấm: 12,5 - Khá",
    ],
)
@pytest.mark.parametrize("at", [0, 1])
def test_the_total_of_a_row_without_numbers_is_taken_from_its_text(read_rows, text, at):
    reading = read_rows([*HEAD, *BODY, [*[None] * at, text]])
    total = reading.scores.set_index("code").loc["total"]
    assert (total["score"], total["stage"], total["cell"]) == (12.5, "self", "AB"[at] + "9")
    assert not any(map(str.isdigit, total["name"]))
    assert rules(reading) == set()


def test_the_whole_of_a_text_is_the_maximum(read_rows):
    reading = read_rows([*HEAD, *BODY, ["Tổng điểm: 12,5/15"]])
    assert reading.scores.set_index("code").loc["total", "max_score"] == 15


def test_a_total_that_its_parts_do_not_give_is_said(read_rows):
    reading = read_rows([*HEAD, *BODY, ["Tổng điểm: 13,5/15"]])
    assert reading.scores.set_index("code").loc["total", "score"] == 13.5
    assert rules(reading) == {"parent_not_sum"}


@pytest.mark.parametrize(
    "row", [["Tổng điểm: 12,5/15 – Xếp loại: Tốt"], ["Tổng số điểm:", None, 12.5], ["Tổng điểm", 12.5]]
)
def test_a_total_above_the_table_is_reported_with_its_cell(read_rows, row):
    reading = read_rows([*HEAD, row, *BODY])
    (told,) = reading.findings[reading.findings["rule"] == "total_in_words"].itertuples()
    assert told.cell == "A3" and "12,5" in told.message
    assert "total" not in set(reading.scores["code"])


def test_a_total_that_the_table_has_too_is_said_only_where_it_differs(read_rows):
    total = ["", "Tổng cộng", 15, 12.5]
    assert rules(read_rows([*HEAD, ["Tổng điểm: 12,5/15"], *BODY, total])) == set()
    assert rules(read_rows([*HEAD, ["Tổng điểm: 14,5/15"], *BODY, total])) == {"total_in_words"}


def test_a_text_of_two_stages_is_not_taken_for_either(read_rows):
    rows = [[*row, last] for row, last in zip(BODY, ["Điểm thẩm định", 7, 4, 3, 4, 4], strict=True)]
    reading = read_rows([*HEAD, *rows, ["Tổng điểm: 12,5/15"]])
    assert pd.isna(reading.scores.set_index("code").loc[["total"], "score"]).all()
    assert rules(reading) == {"total_in_words"}


def test_a_subtotal_may_print_its_maximum_where_no_criterion_does(read_rows):
    heads = ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"]
    rows = [["1", "Chỉ đạo", 10, ""], ["1.1", "Kế hoạch", 5, 4], ["1.2", "Báo cáo", 5, 3],
            ["", "Cộng mục 1", 10, "7/10"]]  # fmt: skip
    title = [["BẢNG CHẤM ĐIỂM CCHC NĂM 2024 (số liệu minh họa)"], ["Đơn vị: Xã Minh Họa, tỉnh Minh Họa"]]
    scores = read_rows([*title, heads, *rows]).scores
    first = scores[scores["code"] == "1"]
    assert (first["score"].item(), first["max_score"].item(), first["cell"].item()) == (7, 10, "D7")
