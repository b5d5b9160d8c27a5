"""Which columns of a scoring sheet hold its points. All figures are invented (số liệu minh họa)."""

import pytest

from cchc_analysis.workbooks import ReadError

WARD = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"]]
CRITERIA = [["1", "Chỉ đạo", 5, 4], ["1.1", "Kế hoạch", 2, 2], ["1.2", "Báo cáo", 3, 2]]


def sheet(*heads):
    return [*WARD, ["TT", "Tiêu chí", "Điểm tối đa", *heads],
            *([*row, *[row[3] / (c + 1) for c in range(1, len(heads))]] for row in CRITERIA)]  # fmt: skip


@pytest.mark.parametrize("who", ["Sở, ngành", "Các sở, ban, ngành", "Đơn vị", "Huyện, thành phố"])
@pytest.mark.parametrize("at", [0, 1])
def test_numbers_below_those_who_score_are_asked(read_rows, who, at):
    heads = ["Tự chấm", who][:: 1 - 2 * at]
    reading = read_rows(sheet(*heads))
    assert reading.scores["cell"].str[0].unique().tolist() == ["DE"[at]]
    assert reading.scores["stage"].unique().tolist() == ["self"]
    (told,) = reading.findings.itertuples()
    assert (told.rule, told.severity, told.cell) == ("heading_unknown", "warning", "ED"[at] + "3")
    assert f"“{who}”" in told.message


@pytest.mark.parametrize("who", ["Sở, ngành", "Đơn vị"])
def test_they_are_no_result_where_they_are_alone(read_rows, who):
    with pytest.raises(ReadError) as error:
        read_rows(sheet(who))
    assert error.value.rule == "no_stage_column"


def test_texts_below_them_are_of_nobody_s_points(read_rows):
    rows = sheet("Tự chấm", "Đơn vị chủ trì")
    for row in rows[3:]:
        row[4] = "Văn phòng"
    reading = read_rows(rows)
    assert (len(reading.scores), set(reading.findings["rule"])) == (3, set())


@pytest.mark.parametrize("mean", ["Bình quân", "Cao nhất", "TB tỉnh", "Trung vị"])
@pytest.mark.parametrize("at", [0, 1])
def test_a_mean_beside_the_points_of_one_unit_leaves_all_criteria(read_rows, mean, at):
    reading = read_rows(sheet(*["Tự chấm", mean][:: 1 - 2 * at]))
    assert reading.scores[["code", "max_score"]].to_numpy().tolist() == [["1", 5], ["1.1", 2], ["1.2", 3]]
    assert set(reading.scores["stage"]) == {"self"}
    (told,) = reading.findings.itertuples()
    assert (told.rule, told.cell) == ("pseudo_unit", "ED"[at] + "3")


def test_a_mean_alone_is_no_result(read_rows):
    with pytest.raises(ReadError) as error:
        read_rows(sheet("Bình quân"))
    assert error.value.rule == "no_stage_column"


@pytest.mark.parametrize(("head", "total", "stage"), [
    ("Điểm", "Tổng số điểm tự chấm", "self"), ("Điểm", "Tổng điểm thẩm định", "appraised"),
    ("Điểm", "Tổng cộng", "final"), ("Thẩm định", "Tổng cộng", "appraised")])  # fmt: skip
def test_the_row_of_the_total_tells_the_stage_of_points_that_say_none(read_rows, head, total, stage):
    rows = [["BẢNG ĐIỂM CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"],
            ["TT", "Tiêu chí", "Điểm tối đa", head], ["1", "Chỉ đạo, điều hành", 3, 2.5],
            ["2", "Thể chế", 2, 1], ["", total, 5, 3.5]]  # fmt: skip
    scores = read_rows(rows).scores
    assert scores["score"].tolist() == [3.5, 2.5, 1]
    assert set(scores["stage"]) == {stage}


def test_running_numbers_before_the_units_of_a_long_table_are_no_codes(read_rows):
    names = ["Chỉ đạo, điều hành", "Cải cách thể chế"]
    units = ["Xã Một", "Xã Hai", "Xã Ba"]
    pairs = [(unit, name) for unit in units for name in names]
    rows = [[at, unit, name, 40 + at] for at, (unit, name) in enumerate(pairs, 1)]
    title = ["CHỈ SỐ CCHC CÁC XÃ TỈNH MINH HỌA NĂM 2024 (số liệu minh họa)"]
    scores = read_rows([title, ["TT", "Đơn vị", "Tiêu chí", "Điểm"], *rows]).scores
    assert scores["code"].tolist() == ["1", "2"] * 3
    assert scores["name"].tolist() == names * 3
