"""Columns that hold no scores, whatever the index. All figures are invented (số liệu minh họa)."""

import pytest

from cchc_analysis.workbooks import ReadError

SIX = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Nội", "Lào Cai", "Thanh Hóa"]
PAR = [81, 82, 83, 84, 85, 86]
WARD = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"]]


def table(*columns, title="Kết quả PAR INDEX năm 2023 của các tỉnh"):
    heads, numbers = zip(*columns, strict=True)
    return [[title], ["Tỉnh", *heads], *map(list, zip(SIX, *numbers, strict=True))]


def said(reading):
    found = reading.findings
    return found.loc[found["severity"] != "note", ["rule", "cell"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("head", "rules"),
    [
        ("Số xã đạt", []),
        ("Số tiêu chí đạt yêu cầu", []),
        ("Số đơn vị hoàn thành", []),
        ("SD", []),
        ("Standard deviation", []),
        ("Độ lệch chuẩn", [["heading_unknown", "C2"]]),
        ("Median", [["heading_unknown", "C2"]]),
        ("Baseline", [["heading_unknown", "C2"]]),
    ],
)
def test_counts_and_statistics_are_no_scores(read_rows, head, rules):
    numbers = [30, 31, 32, 33, 34, 35]
    reading = read_rows(table(("PAR INDEX", PAR), (head, numbers)))
    assert reading.scores["score"].tolist() == PAR
    assert said(reading) == rules
    with pytest.raises(ReadError):
        read_rows(table((head, numbers)))


@pytest.mark.parametrize("head", ["n", "obs", "Observations", "Number of respondents"])
def test_numbers_of_respondents_stand_beside_the_scores(read_rows, head):
    reading = read_rows(table(("PAR INDEX", PAR), (head, [100] * 6)))
    assert reading.scores["n"].tolist() == [100] * 6
    assert said(reading) == []


def test_a_baseline_of_a_year_is_of_that_year(read_rows):
    reading = read_rows(
        table(("Baseline 2020", PAR), ("Endline 2023", PAR[::-1]), title="PAR INDEX các tỉnh")
    )
    assert reading.scores.groupby("year")["score"].first().to_dict() == {2020: 81, 2023: 86}


@pytest.mark.parametrize("marks", [("x", "✓", "X"), ("✓", None, "✓"), ("×", "√", None)])
def test_marks_are_no_points(read_rows, marks):
    rows = [
        ["1", "Chỉ đạo", 10, 8, marks[0]],
        ["2", "Thể chế", 10, 2, marks[1]],
        ["3", "Thủ tục", 10, 9, marks[2]],
    ]
    reading = read_rows([*WARD, ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định", "Đạt"], *rows])
    assert reading.scores[["stage", "score"]].to_numpy().tolist() == [["appraised", n] for n in (8, 2, 9)]
    assert said(reading) == [["marks", "E3"]]
    with pytest.raises(ReadError):
        read_rows([*WARD, ["TT", "Tiêu chí", "Điểm tối đa", "Đạt"], *([*row[:3], row[4]] for row in rows)])


def test_a_mark_among_numbers_is_missing(read_rows):
    reading = read_rows(table(("PAR INDEX", [81, "x", 83, 84, 85, 86])))
    assert reading.scores["score"].dropna().tolist() == [81, 83, 84, 85, 86]
    assert said(reading) == []


@pytest.mark.parametrize(
    ("result", "planned"),
    [
        ("2023", "Kế hoạch 2024"),
        ("2023", "Dự kiến 2024"),
        ("2023", "2024 (dự kiến)"),
        ("Thực hiện 2023", "KH 2024"),
        ("Thực hiện", "Kế hoạch"),
    ],
)
def test_what_is_planned_is_a_target(read_rows, result, planned):
    reading = read_rows(table((result, PAR), (planned, PAR[::-1])))
    assert reading.scores[["year", "score"]].to_numpy().tolist() == [[2023, score] for score in PAR]
    assert said(reading) == []
    assert reading.account.loc[reading.account["range"] == "C3:C8", "reason"].tolist() == ["target"]


def test_a_criterion_called_a_plan_is_none(read_rows):
    rows = [
        ["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"],
        ["Đơn vị", "1. Kế hoạch", "2. Tuyên truyền"],
    ]
    reading = read_rows([*rows, ["Xã Một", 8, 10], ["Xã Hai", 9, 12]])
    assert reading.scores["score"].tolist() == [8, 10, 9, 12]


@pytest.mark.parametrize("head", ["Điểm quy đổi", "Tổng điểm quy đổi", "Điểm quy đổi (thang 100)"])
@pytest.mark.parametrize("top", [["Điểm tối đa", 500, 100], None])
def test_points_before_they_were_converted_are_taken_with_their_maxima(read_rows, head, top):
    rows = [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"], ["Đơn vị", "Tổng điểm", head]]
    rows += [*([top] if top else []), ["Xã Một", 400, 80], ["Xã Hai", 350, 70]]
    reading = read_rows(rows)
    assert reading.scores["score"].tolist() == ([400, 350] if top else [80, 70])
    assert set(reading.scores["max_score"]) == {500 if top else 100}
    assert reading.findings["rule"].tolist() == ["converted" if top else "column_off_scale"]


@pytest.mark.parametrize("head", ["CCHC quy đổi (100)", "Quy đổi (100)", "Điểm CCHC quy về thang 100"])
def test_of_points_on_two_printed_scales_those_that_were_not_converted_are_taken(read_rows, head):
    rows = [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"], ["Đơn vị", "CCHC (500)", head]]
    reading = read_rows([*rows, ["Xã Một", 400, 80], ["Xã Hai", 350, 70]])
    assert reading.scores[["score", "max_score"]].to_numpy().tolist() == [[400, 500], [350, 500]]
    assert reading.findings["rule"].tolist() == ["converted"]


@pytest.mark.parametrize("last", [76, 90])
def test_a_multiple_of_the_points_of_a_stage_is_what_they_were_converted_to(read_rows, last):
    rows = [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"],
            ["Đơn vị", "Tự chấm", "Thẩm định", "Điểm quy đổi (100)"]]  # fmt: skip
    reading = read_rows([*rows, ["Xã Một", 39, 36, 72], ["Xã Hai", 40, 38, last]])
    assert set(reading.scores["stage"]) == {"self", "appraised"}
    assert reading.findings["rule"].tolist() == ["converted" if last == 76 else "heading_unknown"]


def test_converted_points_beside_those_of_criteria(read_rows):
    heads = ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định", "Điểm quy đổi"]
    reading = read_rows([*WARD, heads, ["1", "Chỉ đạo", 10, 8, 16], ["2", "Thể chế", 10, 7, 14]])
    assert reading.scores["score"].tolist() == [8, 7]
    assert reading.findings[["rule", "severity"]].to_numpy().tolist() == [["converted", "note"]]


def test_of_provinces_the_scale_of_the_framework_decides(read_rows):
    rows = [
        ["Tỉnh", "Điểm tối đa", "Điểm", "Điểm quy đổi"],
        ["An Giang", 500, 400, 80],
        ["Hà Nội", 500, 350, 70],
    ]
    reading = read_rows([["Kết quả PAR INDEX năm 2023"], *rows])
    assert reading.scores["score"].tolist() == [80, 70]


def test_a_year_over_plan_and_result_is_that_of_the_result(read_rows):
    rows = [
        ["UBND XÃ MINH HỌA, TỈNH ĐỒNG NAI: CHỈ SỐ CCHC"],
        ["TT", "Lĩnh vực", "Điểm tối đa", "Năm 2025", None, "Chỉ tiêu năm 2026", "% hoàn thành KH"],
        [None, None, None, "Kế hoạch", "Thực hiện (tự chấm)", None, None],
        [1, "Chỉ đạo", 10, 9, 9.5, 9.5, 105],
        [2, "Thể chế", 8, 7.5, 7, 7.5, 93],
    ]
    scores = read_rows(rows).scores
    assert scores[["code", "year", "score"]].to_numpy().tolist() == [["1", 2025, 9.5], ["2", 2025, 7]]


@pytest.mark.parametrize("head", ["Giải trình", "Ghi chú"])
def test_notes_that_are_but_numbers_are_reported(read_rows, head):
    numbers = [4.5, 5.1, 4.8, 5.3, 4.9, 5.2]
    papi = [("Công khai", numbers), (head, numbers), ("Chỉ số tổng hợp PAPI", [n * 8 for n in numbers])]
    reading = read_rows(table(*papi, title="PAPI 2023"))
    assert reading.scores.query("cell.str.startswith('C')").empty
    assert said(reading) == [["heading_unknown", "C2"]]
    words = table(papi[0], (head, [*"abcdef"]), papi[2], title="PAPI 2023")
    assert said(read_rows(words)) == []


@pytest.mark.parametrize(
    ("heads", "columns", "doubtful"),
    [
        (["Điểm TĐ", "Điểm đạt"], [0, 1], True),
        (["TĐ", "Tự chấm"], [0, 1], True),
        (["TĐ 2024", "Điểm 2024"], [0, 1], True),
        (["TĐ 2024", "Điểm đạt"], [0, 1], True),
        (["TĐ 2023", "Tự chấm 2024"], [0, 1], True),
        (["Điểm TĐ năm 2022", "Tự chấm 2024"], [0, 2], True),
        (["TĐ 2023", "Tự chấm 2024"], [1, 0], False),
        (["Tự chấm", "Điểm TĐ"], [1, 2], False),
        (["Điểm TĐ", "Điểm đạt"], [2, 1], False),
        (["Thẩm định (TĐ)", "Điểm đạt"], [0, 1], False),
        (["Tối đa", "Điểm TĐ", "Điểm đạt"], [0, 1, 2], False),
    ],
)
def test_an_abbreviation_of_maxima_as_well_as_of_an_appraisal_is_reported(
    read_rows, heads, columns, doubtful
):
    numbers = [[10, 8, 7.5], [4, 3, 3], [6, 5, 4.5]]
    names = [("1", "Chỉ đạo"), ("1.1", "Kế hoạch"), ("1.2", "Kiểm tra")]
    rows = [[*name, *(row[at] for at in columns)] for name, row in zip(names, numbers, strict=True)]
    reading = read_rows([*WARD, ["TT", "Tiêu chí", *heads], *rows])
    assert said(reading) == [["heading_unknown", "C3"]] * doubtful
    assert ("appraised" in reading.scores["stage"].tolist()) == (not doubtful)


@pytest.mark.parametrize("head", ["Mức 2022", "Mức đạt 2022", "Cấp 2022", "Lần 1", "Lần đầu", "Điểm lần 1"])
def test_a_heading_that_may_say_anything_is_reported(read_rows, head):
    reading = read_rows(table(("Điểm 2023", PAR), (head, PAR[::-1])))
    assert reading.scores["score"].tolist() == PAR
    assert said(reading) == [["heading_unknown", "C2"]]


def test_the_last_of_several_rounds_is_the_result(read_rows):
    heads = ["TT", "Tiêu chí", "Điểm tối đa", "Lần 1", "Lần 2", "Điểm cuối"]
    reading = read_rows([*WARD, heads, ["1", "Chỉ đạo", 10, 8, 9, 8.5], ["2", "Thể chế", 10, 7, 6, 6.5]])
    assert reading.scores[["stage", "score"]].to_numpy().tolist() == [["final", 8.5], ["final", 6.5]]
    assert said(reading) == [["heading_unknown", "D3"]]


@pytest.mark.parametrize("head", ["Trung bình", "Trung lập", "Kém"])
def test_a_grade_of_answers_beside_none_of_the_satisfied_is_reported(read_rows, head):
    reading = read_rows(table(("Điểm 2022", PAR), ("Điểm 2023", PAR[::-1]), (head, [83.5] * 6)))
    assert len(reading.scores) == 12
    assert said(reading) == [["heading_unknown", "D2"]]


@pytest.mark.parametrize("head", ["Trung bình", "Bình quân"])
def test_a_mean_beside_units_is_none_of_them(read_rows, head):
    rows = [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"]]
    rows += [["TT", "Tiêu chí", "Điểm tối đa", "Xã Một", "Xã Hai", head], [1, "Chỉ đạo", 10, 8, 9, 8.5]]
    reading = read_rows(rows)
    assert reading.scores[["unit", "score"]].to_numpy().tolist() == [["Xã Một", 8], ["Xã Hai", 9]]
    assert reading.findings["rule"].tolist() == ["pseudo_unit"]


@pytest.mark.parametrize(
    ("heads", "numbers", "doubtful"),
    [
        (["TĐ", "TC"], [[100, 80], [100, 85], [100, 62]], ["B2"]),
        (["TC", "Điểm TĐ"], [[80, 90], [85, 90], [62, 90]], ["C2"]),
        (["TC", "TĐ"], [[80, 90], [85, 90], [62, 75]], []),
        (["TĐ", "TC"], [[79, 80], [85, 85], [62, 62]], []),
    ],
)
def test_an_abbreviation_of_maxima_over_the_points_of_units_is_reported(read_rows, heads, numbers, doubtful):
    rows = [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"], ["Đơn vị", *heads]]
    rows += [[unit, *row] for unit, row in zip(["Xã Một", "Xã Hai", "Xã Ba"], numbers, strict=True)]
    reading = read_rows(rows)
    assert said(reading) == [["heading_unknown", cell] for cell in doubtful]
    assert ("appraised" in reading.scores["stage"].tolist()) == (not doubtful)
