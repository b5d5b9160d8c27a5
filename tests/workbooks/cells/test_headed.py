"""Codes of criteria whose names alone are printed. All figures are invented (số liệu minh họa)."""

import pytest

TITLE = ["KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CCHC NĂM 2025 CÁC XÃ TỈNH ĐỒNG NAI"]
UNITS = ["Xã Minh Họa", "Xã Ví Dụ"]
SOME = ["Chỉ đạo, điều hành", "Cải cách TTHC", "Chế độ công vụ"]


def across(names, *, maxima=True):
    rows = [[i, unit, *range(1, len(names) + 1)] for i, unit in enumerate(UNITS, 1)]
    tops = [[None, "Điểm tối đa", *[10] * len(names)]] if maxima else []
    return [TITLE, ["TT", "Đơn vị", *names], *tops, *rows]


def down(names):
    rows = [[name, 10, i] for i, name in enumerate(names, 1)]
    return [["BẢNG TỰ CHẤM ĐIỂM CCHC NĂM 2025 XÃ MINH HỌA, TỈNH ĐỒNG NAI"],
            ["Tiêu chí", "Điểm tối đa", "Tự chấm"], *rows]  # fmt: skip


def codes_and_rules(reading):
    return reading.scores["code"].drop_duplicates().tolist(), set(reading.findings["rule"])


@pytest.mark.parametrize("names", [SOME, [f"{name} (10 điểm)" for name in SOME]])
def test_names_that_the_framework_knows_have_its_codes(read_rows, names):
    reading = read_rows(across(names, maxima="điểm" not in names[0]))
    assert codes_and_rules(reading) == (["1", "3", "5"], {"codes_by_name"})
    (told,) = reading.findings.itertuples()
    assert (told.cell, "1, 3, 5" in told.message, told.severity) == ("C2", True, "note")


def test_names_in_the_order_of_the_framework_say_nothing(read_rows):
    assert codes_and_rules(read_rows(across(["Chỉ đạo, điều hành", "Thể chế"]))) == (["1", "2"], set())


@pytest.mark.parametrize("names", [["Cải cách TTHC", "Văn hóa công sở"], ["Cải cách TTHC", "TTHC"]])
def test_names_of_which_one_is_unknown_are_numbered_by_position(read_rows, names):
    assert codes_and_rules(read_rows(across(names))) == (["1", "2"], {"codes_generated"})


def test_printed_codes_win(read_rows):
    names = [f"{i}. {name}" for i, name in enumerate(SOME, 1)]
    assert codes_and_rules(read_rows(across(names))) == (["1", "2", "3"], set())


def test_rows_have_the_codes_of_their_names_too(read_rows):
    reading = read_rows(down(SOME))
    assert codes_and_rules(reading) == (["1", "3", "5"], {"codes_by_name"})


def test_rows_below_are_numbered_below_the_code_of_the_name(read_rows):
    rows = [[name, 10, 9] for name in ("Cải cách TTHC", "  Công khai", "Tài chính công", "  Giải ngân")]
    reading = read_rows([*down([]), *rows])
    assert codes_and_rules(reading) == (["3", "3.1", "6", "6.1"], {"codes_by_name", "codes_generated"})


@pytest.mark.parametrize("head", ["Kinh phí", "Số văn bản", "Điểm mất"])
def test_one_thing_in_two_years_is_no_criterion(read_rows, head):
    names = ["1. Chỉ đạo, điều hành", "2. Cải cách thể chế", f"{head} 2023", f"{head} 2024"]
    reading = read_rows(across(names))
    assert codes_and_rules(reading) == (["1", "2"], {"heading_unknown"})
    (told,) = reading.findings.itertuples()
    assert (told.cell, f"{head} 2023; {head} 2024" in told.message) == ("E2", True)


@pytest.mark.parametrize("below", [["Điểm", "Mức sàn"], ["Cao nhất", "Tự chấm", "Thẩm định"]])
def test_what_stands_below_each_criterion_is_none(read_rows, below):
    names = [name for name in SOME[:2] for _ in below]
    title, heads, tops, *rows = across(names)
    reading = read_rows([title, heads, [None, None, *below * 2], tops, *rows])
    codes, rules = codes_and_rules(reading)
    assert (codes, rules - {"codes_by_name"}) == (["1", "3"], {"heading_unknown"})
    told = reading.findings.set_index("rule").loc["heading_unknown"]
    assert next(name for name in ("Mức sàn", "Cao nhất") if name in below) in told["message"]


def test_what_stands_below_one_criterion_is_none(read_rows):
    title, heads, tops, *rows = across([SOME[0], SOME[0], SOME[1]])
    reading = read_rows([title, heads, [None, None, "Điểm", "Kế hoạch riêng", "Điểm"], tops, *rows])
    assert codes_and_rules(reading) == (["1", "3"], {"codes_by_name", "heading_unknown"})


@pytest.mark.parametrize("name", ["Văn bản", "Bộ máy"])
def test_two_words_of_a_name_alone_beside_totals_may_be_counts(read_rows, name):
    reading = read_rows(across([name, "Tổng điểm"], maxima=False))
    assert reading.scores["code"].unique().tolist() == ["total"]
    asked = reading.findings.query("rule == 'heading_unknown'")
    assert asked[["severity", "cell"]].to_numpy().tolist() == [["warning", "C2"]]
    assert f"“{name}”" in asked["message"].item()


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (["Thể chế", "Thủ tục", "Bộ máy"], ["2", "3", "4"]),
        (["Thủ tục", "Bộ máy"], ["3", "4"]),
        (["Thủ tục (15 điểm)"], ["3"]),  # counts have no maximum
    ],
)
def test_two_words_of_a_name_are_enough_where_more_tells_of_criteria(read_rows, names, codes):
    reading = read_rows(across([*names, "Tổng điểm"], maxima=False))
    assert set(codes) == set(reading.scores["code"]) - {"total"}


@pytest.mark.parametrize("mean", ["TB tỉnh", "Bình quân", "Cao nhất"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_mean_among_criteria_is_none(read_rows, mean, at):
    names = [*SOME[:2]]
    names.insert(at, mean)
    reading = read_rows(across(names))
    assert codes_and_rules(reading) == (["1", "3"], {"codes_by_name", "heading_unknown"})
    assert reading.findings.set_index("rule").loc["heading_unknown", "cell"] == f"{'CDE'[at]}2"


@pytest.mark.parametrize("word", ["LV", "Lĩnh vực ", "TC "])
def test_a_number_with_a_maximum_is_called_by_its_number(read_rows, word):
    reading = read_rows(
        across([f"{word}1 (15đ)", f"{word}2 (8 điểm)", "3. Cải cách TTHC (25đ)"], maxima=False)
    )
    first = reading.scores.drop_duplicates("code").set_index("code")
    assert first["name"].to_dict() == {"1": f"{word}1", "2": f"{word}2", "3": "Cải cách TTHC (25đ)"}
    assert first["max_score"].tolist() == [15, 8, 25]
