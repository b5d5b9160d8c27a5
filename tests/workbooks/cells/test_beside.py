"""Ranks, limits and classes find their scores; the units are real, the numbers made up (số liệu minh họa)."""

import pytest

TITLE = ["PAR INDEX năm 2023 của các tỉnh"]


def told(reading, rule):
    return reading.findings[reading.findings["rule"] == rule]


def by_unit(reading, name):
    return reading.scores.set_index("unit")[name].to_dict()


def test_ranks_and_classes_stand_with_the_total(read_rows):
    rows = [TITLE, ["Tỉnh", "PAR INDEX", "Hạng", "Xếp loại"], ["Hà Nội", 82, "1=", "Tốt"],
            ["Bắc Kạn", 81, 2, "Khá"]]  # fmt: skip
    reading = read_rows(rows)
    assert by_unit(reading, "rank") == {"Hà Nội": 1, "Bắc Kạn": 2}
    assert by_unit(reading, "group") == {"Hà Nội": "Tốt", "Bắc Kạn": "Khá"}


def test_a_class_in_a_merged_cell_is_of_all_its_lines(read_rows):
    rows = [TITLE, ["Tỉnh", "PAR INDEX", "Xếp loại"], ["Hà Nội", 82, "Tốt"], ["Bắc Kạn", 81, None]]
    assert by_unit(read_rows(rows, merged=["C3:C4"]), "group") == {"Hà Nội": "Tốt", "Bắc Kạn": "Tốt"}


@pytest.mark.parametrize("again", [[1, 2], [2, 1]])
def test_of_two_columns_of_ranks_that_differ_none_is_taken_and_both_are_named(read_rows, again):
    rows = [TITLE, ["Tỉnh", "PAR INDEX", "Hạng", "Thứ hạng"], ["Hà Nội", 82, 1, again[0]],
            ["Bắc Kạn", 81, 2, again[1]]]  # fmt: skip
    reading = read_rows(rows)
    same = again == [1, 2]
    assert reading.scores["rank"].notna().all() == same
    claims = told(reading, "two_claims")
    assert claims["cell"].tolist() == ([] if same else ["C3"])
    assert same or "C3, D3" in claims["message"].iloc[0]


def test_a_limit_that_names_its_whole_is_not_overwritten_by_one_that_does_not(read_rows):
    names = ["Unweighted 95% CI Low", "PAPI 95% CI Low", "Unweighted PAPI Score"]
    rows = [["PAPI 2019"], ["Province", *names], ["Hà Nội", 41.1, 42.8, 41.5], ["Bắc Kạn", 42.0, 45.1, 42.4]]
    reading = read_rows(rows)
    assert by_unit(reading, "low") == {"Hà Nội": 41.1, "Bắc Kạn": 42.0}
    left = reading.account[~reading.account["taken"]]
    assert ("C3:C4", "low") in set(zip(left["range"], left["reason"], strict=True))


LIMITS = ["95% CI low", "95% CI high"]


@pytest.mark.parametrize(
    ("heads", "rows", "codes"),
    [
        (["PAPI", "D4 Control of Corruption", *LIMITS], [[40, 6, 5.9, 6.2], [41, 7, 6.8, 7.1]], ["4"]),
        (["D4", "D6", "PAPI", *LIMITS], [[6, 7, 40, 39, 41], [6, 7, 41, 40, 42]], ["total"]),
        (["PAPI", "D4", "D6", *LIMITS], [[40, 6, 7, 39, 41], [41, 6, 7, 40, 42]], ["total"]),
        (["D4", *LIMITS, "SE", "D6", *LIMITS], [[6, 5, 7, 0.1, 7, 6.8, 8]] * 2, ["4", "6"]),
        (["PAPI", "D99", *LIMITS], [[40, 6, 5.9, 6.2], [41, 7, 6.8, 7.1]], []),
    ],
)  # fmt: skip
def test_limits_are_of_the_score_that_lies_between_them(read_rows, heads, rows, codes):
    """One of D4 that stands behind the total, or a column that nobody knows, is no limit of the whole."""
    units = ["Hà Nội", "Bắc Kạn"]
    sheet = [["PAPI 2019"], ["Province", *heads], *([u, *row] for u, row in zip(units, rows, strict=True))]
    scores = read_rows(sheet).scores
    assert scores.loc[scores["low"].notna() & scores["high"].notna(), "code"].unique().tolist() == codes


def test_each_rank_is_of_the_score_before_it_where_several_have_one(read_rows):
    rows = [["DTI 2023 các tỉnh"], ["Tỉnh", "DTI", "Hạng", "Chính quyền số", "Hạng"],
            ["Hà Nội", 0.7, 1, 0.6, 2], ["Bắc Kạn", 0.6, 2, 0.7, 1]]  # fmt: skip
    scores = read_rows(rows).scores
    assert scores.groupby("code")["rank"].apply(list).to_dict() == {"total": [1, 2], "government": [2, 1]}
    title = ["XẾP HẠNG CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"]
    rows = [title, ["Xã", "1. Chỉ đạo", "Hạng", "2. Thể chế", "Hạng", "Tổng điểm", "Hạng", "Xếp loại"],
            ["Xã Một", 9, 2, 8, 1, 17, 1, "Tốt"], ["Xã Hai", 9.5, 1, 7, 2, 16.5, 2, "Khá"]]  # fmt: skip
    scores = read_rows(rows).scores
    assert scores.groupby("code")["rank"].apply(list).to_dict() == {
        "total": [1, 2], "1": [2, 1], "2": [1, 2]}  # fmt: skip
    assert scores.loc[scores["group"].notna(), "code"].unique().tolist() == ["total"]


@pytest.mark.parametrize("appraised", [[80, 85], [86, 81]])
@pytest.mark.parametrize("heads", [("Tự chấm", "Hạng", "Thẩm định", "Hạng"),
                                   ("Điểm tự chấm", "Xếp hạng", "Điểm thẩm định", "Xếp hạng")])  # fmt: skip
def test_each_rank_is_of_the_stage_before_it_where_each_has_one(read_rows, heads, appraised):
    title = ["XẾP HẠNG CHỈ SỐ CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024 (số liệu minh họa)"]
    ranks = [2, 1] if appraised[0] < appraised[1] else [1, 2]
    rows = [title, ["Xã", *heads], ["Xã Một", 90, 1, appraised[0], ranks[0]],
            ["Xã Hai", 88, 2, appraised[1], ranks[1]]]  # fmt: skip
    reading = read_rows(rows)
    assert reading.scores.groupby("stage")["rank"].apply(list).to_dict() == {
        "self": [1, 2], "appraised": ranks}  # fmt: skip
    assert set(reading.findings["severity"]) <= {"note"}
    alone = read_rows([title, ["Xã", *heads], *([*row[:2], None, *row[3:]] for row in rows[2:])])
    assert alone.scores.groupby("stage")["rank"].apply(lambda r: r.notna().all()).to_dict() == {
        "self": False, "appraised": True}  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "row", "ranks"),
    [
        (["D4", "Rank"], [6, 1], {"4": 1}),
        (["Rank", "D4"], [1, 6], {"4": 1}),
        (["Weighted PAPI", "Rank"], [41, 1], {"weighted": 1}),
        (["D4", "Rank", "D6", "Rank"], [6, 1, 7, 2], {"4": 1, "6": 2}),
        (["D4", "D6", "Rank"], [6, 7, 1], {"total": 1}),
        (["Rank"], [1], {"total": 1}),
    ],
)
def test_a_rank_is_of_the_whole_only_where_it_may_be(read_rows, heads, row, ranks):
    scores = read_rows([["PAPI 2019"], ["Province", *heads], ["Hà Nội", *row], ["Bắc Kạn", *row]]).scores
    scores = scores[(scores["unit"] == "Hà Nội") & scores["rank"].notna()]
    assert scores.set_index("code")["rank"].to_dict() == ranks


def test_a_rank_below_each_of_several_rows_is_of_the_row_above(read_rows):
    rows = [["PAPI CỦA TỈNH CAO BẰNG"], ["Nội dung", "Năm 2022", "Năm 2023"], ["Kiểm soát tham nhũng", 6, 7],
            ["Xếp hạng", 10, 11], ["Quản trị điện tử", 3, 3.5], ["Xếp hạng", 20, 21]]  # fmt: skip
    scores = read_rows(rows).scores
    assert scores.groupby("code")["rank"].apply(list).to_dict() == {"4": [10, 11], "8": [20, 21]}


def test_ranks_and_classes_below_the_criteria_stand_with_the_totals_of_the_units_across(read_rows):
    rows = [["BẢNG CHẤM ĐIỂM CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"],
            ["TT", "Tiêu chí", "Điểm tối đa", "Xã Một", "Xã Hai"], ["1", "Chỉ đạo", 2, 2, 1],
            ["2", "Thể chế", 3, 2, 2], [None, "Tổng cộng", 5, 4, 3], [None, "Xếp hạng", None, 1, 2],
            [None, "Xếp loại", None, "Tốt", "Khá"]]  # fmt: skip
    reading = read_rows(rows, index="PAR")
    totals = reading.scores[reading.scores["code"] == "total"].set_index("unit")
    assert totals["rank"].to_dict() == {"Xã Một": 1, "Xã Hai": 2}
    assert totals["group"].to_dict() == {"Xã Một": "Tốt", "Xã Hai": "Khá"}
    assert reading.scores["rank"].notna().sum() == 2 and reading.findings.empty


def test_a_rank_below_the_criteria_that_cannot_be_one_is_told(read_rows):
    rows = [["BẢNG CHẤM ĐIỂM CCHC CÁC XÃ TỈNH ĐỒNG NAI NĂM 2024"],
            ["TT", "Tiêu chí", "Điểm tối đa", "Xã Một", "Xã Hai"], ["1", "Chỉ đạo", 2, 2, 1],
            ["2", "Thể chế", 3, 2, 2], [None, "Tổng cộng", 5, 4, 3], [None, "Xếp hạng", None, 1.5, "Hạng 2"],
            ]  # fmt: skip
    reading = read_rows(rows, index="PAR")
    assert reading.scores.set_index("unit")["rank"].dropna().to_dict() == {"Xã Hai": 2}
    assert told(reading, "rank_impossible")["cell"].tolist() == ["D6"]


PARTS = {"D4": [7, 6, 5], "D6": [6, 7, 5], "D7": [5, 6, 7]}


@pytest.mark.parametrize(
    ("ranks", "rules"),
    [([1, 2, 3], ["heading_unknown"]), ([2, 1, 3], ["heading_unknown"]), ([1, 3, 2], ["rank_without_total"])],
)
def test_ranks_beside_some_criteria_that_may_be_of_one_of_them_are_asked_for(read_rows, ranks, rules):
    rows = zip(["An Giang", "Hà Nội", "Lào Cai"], *PARTS.values(), ranks, strict=True)
    reading = read_rows([["PAPI 2019"], ["Tỉnh", *PARTS, "Hạng"], *rows])
    assert reading.findings["rule"].tolist() == rules
    assert reading.scores["rank"].dropna().tolist() == (ranks if "rank_without_total" in rules else [])


@pytest.mark.parametrize("head", ["Hạng", "Xếp loại"])
def test_ranks_of_communes_of_which_no_total_is_printed_are_told(read_rows, head):
    values = ["Tốt", "Khá"] if head == "Xếp loại" else [2, 1]
    rows = [["Xã Một", 8, 4, values[0]], ["Xã Hai", 8.5, 4.5, values[1]]]
    title = ["KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ NĂM 2024, TỈNH ĐỒNG NAI"]
    reading = read_rows([title, ["Đơn vị", "1. Chỉ đạo", "2. Thể chế", head], *rows])
    assert reading.scores["score"].tolist() == [8, 4, 8.5, 4.5]
    assert told(reading, "heading_unknown")["cell"].tolist() == (["D2"] if head == "Hạng" else [])


@pytest.mark.parametrize(("heads", "rules"), [(["Cận trên", "Cận dưới"], [["limits_of_no_score", "D2"]]),
                                              (["Cận dưới", "Cận trên"], [])])  # fmt: skip
def test_limits_between_which_no_score_lies_are_told(read_rows, heads, rules):
    units = ["Hà Nội", "Hải Phòng", "Đà Nẵng"]
    rows = [["PAPI 2022"], ["TT", "Tỉnh", "Tổng điểm", *heads],
            *([i, unit, 42 + i, 41 + i, 43 + i] for i, unit in enumerate(units))]  # fmt: skip
    reading = read_rows(rows)
    assert reading.scores["score"].tolist() == [42, 43, 44]
    assert reading.scores["low"].isna().all() == bool(rules)
    assert reading.findings[["rule", "cell"]].to_numpy().tolist() == rules
