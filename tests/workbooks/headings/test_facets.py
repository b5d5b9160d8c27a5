"""Years in the names of criteria. All figures are invented."""

import pytest

TITLE = "KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"
SIX = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Nội", "Lào Cai", "Thanh Hóa"]
OF_PCI = ["Gia nhập thị trường", "Tính minh bạch", "Chi phí thời gian", "Tính năng động"]


def keyed(reading):
    of_first = reading.scores[reading.scores["unit"] == reading.scores["unit"].iloc[0]]
    return dict(zip(zip(of_first["year"], of_first["code"], strict=True), of_first["score"], strict=True))


@pytest.mark.parametrize("form", ["{} năm trước", "{} 2022", "Năm ngoái {}"])
def test_domains_that_only_older_editions_know_are_of_the_year_before_too(read_rows, form):
    rows = [["PCI 2023"], ["Tỉnh", *map(form.format, OF_PCI)]]
    reading = read_rows([*rows, *([unit, 5.5, 6.5, 7, 8] for unit in SIX)])
    codes = ["entry", "transparency", "time", "proactive"]
    assert keyed(reading) == {(2022, code): n for code, n in zip(codes, [5.5, 6.5, 7, 8], strict=True)}


@pytest.mark.parametrize(
    ("names", "years"),
    [(["{}", "{} 2023"], (2024, 2023)), (["{} 2023", "{}"], (2023, 2024)),
     (["{} (2023)", "{} 2024"], (2023, 2024)), (["{}", "{} năm trước"], (2024, 2023))],
)  # fmt: skip
def test_a_year_dates_a_name_that_stands_there_without_it_too(read_rows, names, years):
    heads = [name.format(domain) for name in names for domain in ("Chỉ đạo, điều hành", "Thể chế")]
    reading = read_rows([[TITLE], ["Đơn vị", *heads], ["Xã Ví Dụ", 9, 8, 7, 6], ["Xã Minh Họa", 5, 4, 3, 2]])
    first, second = years
    assert keyed(reading) == {(first, "1"): 9, (first, "2"): 8, (second, "1"): 7, (second, "2"): 6}


def test_a_year_in_one_name_among_others_dates_nothing(read_rows):
    heads = ["1. Thi hành Luật 2005", "2. Thể chế"]
    reading = read_rows([[TITLE], ["Đơn vị", *heads], ["Xã Ví Dụ", 9, 8], ["Xã Minh Họa", 5, 4]])
    assert keyed(reading) == {(2024, "1"): 9, (2024, "2"): 8}


@pytest.mark.parametrize("result", ["Điểm đạt", "Kết quả", "Điểm đạt được", "Tổng điểm", "Điểm"])
@pytest.mark.parametrize("other", ["Điểm bị trừ", "Mục tiêu"])
@pytest.mark.parametrize(("stage", "of"), [("Tự chấm", "self"), ("Sở Nội vụ thẩm định", "appraised")])
def test_a_result_below_a_stage_is_of_that_stage(read_rows, result, other, stage, of):
    rows = [[TITLE], ["Đơn vị", stage, None], [None, other, result]]
    reading = read_rows([*rows, ["Xã Ví Dụ", 3, 86.5], ["Xã Minh Họa", 4, 80.5]], merged=("B2:C2",))
    assert reading.scores["score"].tolist() == [86.5, 80.5]
    assert set(reading.scores["stage"]) == {of}


def test_an_official_result_below_a_stage_is_final(read_rows):
    rows = [[TITLE], ["Đơn vị", "Thẩm định", None], [None, "Điểm", "Điểm chính thức"]]
    reading = read_rows([*rows, ["Xã Ví Dụ", 80.5, 86.5], ["Xã Minh Họa", 79.5, 80.5]], merged=("B2:C2",))
    assert reading.scores.groupby("stage")["score"].max().to_dict() == {"appraised": 80.5, "final": 86.5}


def test_a_result_below_points_is_final(read_rows):
    rows = [["BẢNG CHẤM ĐIỂM CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"], [None, None, "Điểm"],
            ["TT", "Tiêu chí", "Tối đa", "Tự chấm", "Điểm đạt được"], ["1", "Chỉ đạo", 10, 8, 7]]  # fmt: skip
    assert dict(read_rows(rows).scores[["stage", "score"]].to_numpy()) == {"self": 8, "final": 7}


@pytest.mark.parametrize("place", [1, 2])
def test_an_amount_that_nothing_explains_is_not_taken_and_named(read_rows, place):
    rows = [["Đơn vị", "Điểm"], ["Xã Ví Dụ", 86.5], ["Xã Minh Họa", 80.5]]
    for row, cell in zip(rows, ["Mức", 3, 2], strict=True):
        row.insert(place, cell)
    reading = read_rows([[TITLE], *rows])
    assert reading.scores["score"].tolist() == [86.5, 80.5]
    (told,) = reading.findings.query("rule == 'heading_unknown'").itertuples()
    assert told.cell == f"{'ABC'[place]}2"


BOTH = "TỔNG HỢP KẾT QUẢ TỰ CHẤM VÀ THẨM ĐỊNH CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"


@pytest.mark.parametrize("head", ["Điểm", "Tổng điểm"])
@pytest.mark.parametrize("title", [BOTH, BOTH.replace("TỰ CHẤM VÀ THẨM ĐỊNH", "TỰ ĐÁNH GIÁ, THẨM ĐỊNH")])
def test_of_several_stages_in_a_title_none_is_taken_and_that_is_reported(read_rows, head, title):
    reading = read_rows([[title], ["Đơn vị", head], ["Xã Ví Dụ", 86.5], ["Xã Minh Họa", 80.5]])
    assert set(reading.scores["stage"]) == {"final"}
    (told,) = reading.findings.query("rule == 'title_of_stages'").itertuples()
    assert (told.cell, told.severity) == ("B2", "warning")
    assert title in told.message and f"“{head}”" in told.message


@pytest.mark.parametrize(
    ("title", "heads"),
    [(BOTH, ["Tự chấm", "Thẩm định"]), (BOTH, ["Tự chấm", "Điểm đạt"]), (BOTH, ["Điểm chính thức"]),
     (BOTH, ["Điểm đạt được"]),
     (BOTH.replace("TỰ CHẤM VÀ ", ""), ["Điểm"])],
)  # fmt: skip
def test_headings_or_one_stage_in_the_title_leave_nothing_to_report(read_rows, title, heads):
    rows = [["Xã Ví Dụ", 86.5, 85.5], ["Xã Minh Họa", 80.5, 79.5]]
    reading = read_rows([[title], ["Đơn vị", *heads], *(row[: 1 + len(heads)] for row in rows)])
    assert "title_of_stages" not in set(reading.findings["rule"])


@pytest.mark.parametrize(
    "persons", ["Cán bộ, công chức", "CÁN BỘ, CÔNG CHỨC", "CBCC", "Sự phục vụ của công chức"]
)
@pytest.mark.parametrize("place", [2, 0])
def test_officials_among_the_factors_of_a_survey_are_one_of_them(read_rows, persons, place):
    heads = ["Tiếp cận dịch vụ", "Thủ tục hành chính", "Kết quả dịch vụ"]
    heads.insert(place, persons)
    rows = [["CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2021 CÁC XÃ TỈNH ĐỒNG NAI"], ["TT", "Đơn vị", *heads, "SIPAS"],
            [1, "Xã Ví Dụ", 81, 82.5, 83, 84, 82.5], [2, "Xã Giả Định", 85, 86, 87.5, 88, 86.5]]  # fmt: skip
    scores = read_rows(rows).scores
    assert scores["code"].nunique() == 5
    assert scores.query("score in (81, 83)")["score"].tolist() == [81, 83]


def test_officials_among_groups_of_those_asked_are_one_of_those(read_rows):
    rows = [["CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2021 CÁC XÃ TỈNH ĐỒNG NAI"],
            ["TT", "Đơn vị", "Người dân", "Cán bộ, công chức", "Chung"],
            [1, "Xã Ví Dụ", 81, 82.5, 83], [2, "Xã Giả Định", 85, 86, 87.5]]  # fmt: skip
    reading = read_rows(rows)
    assert reading.scores["score"].tolist() == [83, 87.5]
    assert reading.account.query("reason == 'respondents'")["cells"].sum() == 4
