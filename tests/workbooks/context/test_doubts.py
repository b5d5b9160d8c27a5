"""Remarks beside the figures of units. All figures are invented (số liệu minh họa)."""

import pytest

TITLE = ["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"]
UNITS, POINTS = ["Xã Minh Họa", "Xã Ví Dụ", "Xã Thí Dụ"], [86.5, 89.75, 77.25]


def table(head, *remarks, heads=("Tổng điểm",)):
    rows = [[i + 1, UNITS[i], *[POINTS[i] - c for c in range(len(heads))], remarks[i]] for i in range(3)]
    return [TITLE, ["TT", "Đơn vị", *heads, head], *rows]


@pytest.mark.parametrize("head", ["Ghi chú", None, "Thông tin thêm", "Tình trạng"])
@pytest.mark.parametrize("remark", ["Số liệu năm 2023", "mới chấm 6 tháng", "số liệu tạm tính"])
def test_a_remark_against_its_figure_is_kept_and_told(read_rows, head, remark):
    reading = read_rows(table(head, None, remark, remark))
    assert reading.scores["score"].tolist() == POINTS
    assert reading.scores["max_score"].tolist() == [100] * 3
    assert reading.scores["note"].fillna("").tolist() == ["", remark, remark]
    (told,) = reading.findings.itertuples()
    assert (told.rule, told.severity, told.cell) == ("foot_in_doubt", "warning", "D4")
    assert f"“{remark}”" in told.message and "2024" in told.message


def test_a_note_that_nobody_appraised_is_told(read_rows):
    reading = read_rows(table("Ghi chú", "chưa thẩm định", None, "chưa thẩm định"))
    assert reading.findings[["rule", "cell"]].to_numpy().tolist() == [["foot_in_doubt", "D3"]]


@pytest.mark.parametrize("head", ["Ghi chú", None])
@pytest.mark.parametrize("remark", ["Xã mới thành lập năm 2025", "điểm năm 2024", "nộp đúng hạn"])
def test_another_remark_is_kept(read_rows, head, remark):
    reading = read_rows(table(head, remark, None, None))
    assert reading.scores["note"].fillna("").tolist() == [remark, "", ""]
    assert reading.findings.empty


def test_a_remark_stands_with_the_score_that_counts_most_and_beside_its_penalty(read_rows):
    rows = table("Ghi chú", "nộp muộn", None, None, heads=["Tự chấm", "Thẩm định", "Điểm trừ"])
    for row in rows[2:]:
        row[4] = 1
    notes = read_rows(rows).scores.set_index(["unit", "stage"])["note"]
    assert notes[UNITS[0], "appraised"] == "nộp muộn · Điểm trừ: 1"
    assert notes[UNITS[1], "appraised"] == "Điểm trừ: 1"
    assert notes.xs("self", level="stage").isna().all()
