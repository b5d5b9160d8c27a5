"""A second appraisal beside the first. All figures are invented (số liệu minh họa)."""

import pytest

TITLE = ["GIẢI TRÌNH KẾT QUẢ CHẤM CHỈ SỐ CCHC NĂM 2025, XÃ MINH HỌA, TỈNH SƠN LA"]
ROWS = [
    ["1", "Chỉ đạo", 20, 19, 17, 18],
    ["1.1", "Kế hoạch", 10, 9, 9, None],
    ["1.2", "Kiểm tra", 10, 10, 8, 9],
    ["2", "Thể chế", 10, 9, 9, None],
    [None, "Tổng điểm", 30, 28, 26, 27],
]


def stages(reading, code="total"):
    return reading.scores.query("code == @code").set_index("stage")["score"].to_dict()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Thẩm định lần 1", "Thẩm định lần 2"),
        ("Điểm thẩm định vòng 1", "Điểm thẩm định vòng 2"),
        ("Sở Nội vụ thẩm định", "Điểm sau giải trình"),
        ("Thẩm định", "Điểm thẩm định lại"),
        ("Thẩm định", "Điểm sau khi có kiến nghị"),
    ],
)
def test_what_it_leaves_blank_stands_as_first_appraised(read_rows, first, second):
    head = ["TT", "Tiêu chí", "Tối đa", "Tự chấm", first, second]
    reading = read_rows([TITLE, head, *ROWS])
    assert stages(reading) == {"self": 28, "appraised": 26, "appraised_2": 27}
    assert reading.findings.empty
    assert reading.scores.query("code == '2' and stage == 'appraised_2'")["score"].isna().all()


def test_a_total_that_neither_way_adds_up_is_reported(read_rows):
    head = ["TT", "Tiêu chí", "Tối đa", "Tự chấm", "Thẩm định lần 1", "Thẩm định lần 2"]
    reading = read_rows([TITLE, head, *ROWS[:-1], [None, "Tổng điểm", 30, 28, 26, 25]])
    (told,) = reading.findings.itertuples()
    assert (told.rule, told.cell) == ("parent_not_sum", "F7")


def test_points_that_a_unit_asks_for_are_none(read_rows):
    head = [
        "TT",
        "Tiêu chí",
        "Tối đa",
        "Tự chấm",
        "Thẩm định",
        "Điểm đề nghị thẩm định lại",
        "Điểm thẩm định lại",
    ]
    rows = [[*row[:5], 19, row[5]] for row in ROWS]
    reading = read_rows([TITLE, head, *rows])
    assert stages(reading) == {"self": 28, "appraised": 26, "appraised_2": 27}
    assert reading.account.query("reason == 'other'")["range"].tolist() == ["F3:F7"]


@pytest.mark.parametrize("again", ["Tự chấm lại", "Xã chấm lại", "Tự đánh giá lần 2"])
def test_what_a_unit_scores_again_is_no_appraisal(read_rows, again):
    reading = read_rows([TITLE, ["TT", "Tiêu chí", "Tối đa", "Tự chấm", "Thẩm định", again], *ROWS])
    assert stages(reading) == {"appraised": 26}
    (finding,) = reading.findings.itertuples()
    assert (finding.rule, finding.cell) == ("two_claims", "D2")
    assert "D2, F2" in finding.message
