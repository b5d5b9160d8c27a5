"""Which years a table is of. All figures are invented (số liệu minh họa)."""

import pytest

from cchc_analysis.workbooks import ReadError
from cchc_analysis.workbooks.headings import about

WARD = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"], []]
ROWS = [
    ["1", "Chỉ đạo", 10, 6, 5, 8, 7],
    ["1.1", "Kế hoạch", 4, 2, 2, 3, 3],
    ["1.2", "Kiểm tra", 6, 4, 3, 5, 4],
]
STAGES = [None, None, None, "Tự chấm", "Thẩm định", "Tự chấm", "Thẩm định"]
RIGHT = {(2023, "self"): 6, (2023, "appraised"): 5, (2024, "self"): 8, (2024, "appraised"): 7}


def totals(reading):
    of_first = reading.scores.query("code == '1'")
    return {(row.year, row.stage): row.score for row in of_first.itertuples()}


def test_years_that_stand_a_column_off_their_stages_are_refused(read_rows):
    years = ["TT", "Tiêu chí", "Tối đa", None, "Năm 2023", None, "Năm 2024"]
    with pytest.raises(ReadError) as refused:
        read_rows([*WARD, years, STAGES, *ROWS], merged=("E4:F4",))
    assert refused.value.rule == "stage_without_year"
    assert "S › D5: Cột “Tự chấm” không có năm" in str(refused.value)


@pytest.mark.parametrize("merged", [("D4:E4", "F4:G4"), ()])
def test_years_that_stand_over_their_stages_are_read(read_rows, merged):
    years = ["TT", "Tiêu chí", "Tối đa", "Năm 2023", None, "Năm 2024", None]
    reading = read_rows([*WARD, years, STAGES, *ROWS], merged=merged)
    assert totals(reading) == RIGHT
    assert reading.findings.empty


def test_a_stage_of_the_year_of_the_sheet_needs_no_year(read_rows):
    heads = ["TT", "Tiêu chí", "Tối đa", "Tự chấm 2023", "Thẩm định 2023", "Tự chấm", "Thẩm định 2024"]
    assert totals(read_rows([*WARD, heads, *ROWS])) == RIGHT


@pytest.mark.parametrize("year", [2023, "2023", "Năm 2023"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_lone_year_below_a_stage_dates_that_stage(read_rows, year, place):
    heads, years = ["Tự chấm", "Thẩm định"], [None, None]
    years[place] = year
    reading = read_rows(
        [["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"], ["TT", "Đơn vị", *heads], [None, None, *years],
         [1, "Xã Ví Dụ", 86.5, 84.5], [2, "Xã Minh Họa", 80.5, 79.5]]
    )  # fmt: skip
    of_first = reading.scores[reading.scores["unit"] == "Xã Ví Dụ"]
    found = dict(zip(of_first["stage"], zip(of_first["year"], of_first["score"], strict=True), strict=True))
    right = {"self": (2024, 86.5), "appraised": (2024, 84.5)}
    stage = ["self", "appraised"][place]
    assert found == right | {stage: (2023, right[stage][1])}


@pytest.mark.parametrize("year", [2023, "2023"])
def test_a_lone_year_below_a_stage_of_a_scoring_sheet_dates_it_too(read_rows, year):
    heads = [["TT", "Tiêu chí", "Tối đa", "Tự chấm", "Thẩm định"], [None, None, None, None, year]]
    reading = read_rows([*WARD, *heads, *(row[:5] for row in ROWS)])
    assert totals(reading) == {(2024, "self"): 6, (2023, "appraised"): 5}


SERIES = ["PAR INDEX", "SIPAS", "PAPI"]


def of_years(*years, title="Các chỉ số của tỉnh Cao Bằng"):
    rows = [[name, *(80 - 20 * k + n for n in range(len(years)))] for k, name in enumerate(SERIES)]
    return [[title], ["Chỉ số", *years], *rows]


@pytest.fixture
def in_2026(monkeypatch):
    monkeypatch.setattr(about.frameworks, "latest_year", lambda: 2026)


@pytest.mark.parametrize("years", [(2026, 2027, 2028), ("Năm 2028",), ("2027", "2026")])
def test_years_that_have_not_come_are_plans_with_this_year_beside_them(read_rows, in_2026, years):
    with pytest.raises(ReadError) as refused:
        read_rows(of_years(*years))
    assert refused.value.rule == "year_to_come"
    assert "là năm chưa tới: đó là chỉ tiêu, kế hoạch, không phải kết quả" in str(refused.value)


def test_results_before_years_that_have_not_come_are_read(read_rows, in_2026):
    reading = read_rows(of_years(2023, 2024, 2026, 2030))
    assert reading.scores["year"].unique().tolist() == [2023, 2024]
    assert reading.findings.query("severity == 'error'")["rule"].tolist() == ["year_to_come"]
    left = reading.account.query("reason == 'target'")
    assert left["range"].tolist() == ["D3:D5", "E3:E5"]


def test_this_year_alone_may_be_assessed(read_rows, in_2026):
    assert read_rows(of_years(2025, 2026)).scores["year"].unique().tolist() == [2025, 2026]


def test_years_down_and_the_year_of_a_title_may_not_have_come_either(read_rows, in_2026):
    title = ["PAR INDEX của tỉnh Cao Bằng"]
    reading = read_rows([title, ["Năm", "Điểm"], [2023, 80], [2024, 81], [2027, 82]])
    assert reading.scores["score"].tolist() == [80, 81]
    with pytest.raises(ReadError) as refused:
        read_rows([["TỰ CHẤM CHỈ SỐ CCHC NĂM 2027"], *WARD[1:], ["TT", "Tiêu chí", "Tối đa", "Điểm"], *ROWS])
    assert refused.value.rule == "year_to_come"


@pytest.mark.parametrize("title", ["Biểu chỉ tiêu cải thiện {}", "Mục tiêu nâng {}", "Chỉ tiêu nâng hạng {}"])
def test_titles_of_targets_are_refused_whatever_the_year(read_rows, title):
    with pytest.raises(ReadError) as refused:
        read_rows(of_years(2023, 2024, title=title.format("PAR INDEX, SIPAS, PAPI của tỉnh Cao Bằng")))
    assert refused.value.rule == "another_target"


SEVEN = ["Công tác chỉ đạo, điều hành CCHC", "Cải cách thể chế", "Cải cách TTHC", "Cải cách tài chính công"]


@pytest.mark.parametrize("numbers", [(1, 2, 3, 6), (2, 3, 5, 7)])
@pytest.mark.parametrize("before", ["", "Điểm tự chấm - "])
def test_names_behind_their_codes_tell_the_index(read_rows, before, numbers):
    names = [f"{before}{n}. {name} (tối đa 10 điểm)" for n, name in zip(numbers, SEVEN, strict=True)]
    title = ["KẾT QUẢ TỰ CHẤM ĐIỂM CÁC SỞ NĂM 2024, TỈNH ĐỒNG NAI"]
    rows = [title, ["TT", "Đơn vị", *names, "Tổng điểm tự chấm"],
            [1, "Sở Nội vụ", 5.5, 6, 7.5, 8, 27], [2, "Sở Y tế", 6, 9, 8, 9.5, 32.5]]  # fmt: skip
    if numbers[0] == 2:  # whose names are of other codes
        with pytest.raises(ReadError) as error:
            read_rows(rows)
        assert error.value.rule == "index_unknown"
        return
    reading = read_rows(rows)
    assert set(reading.scores["index"]) == {"PAR"} and set(reading.scores["stage"]) == {"self"}
    assert "index_by_headings" in set(reading.findings["rule"])
