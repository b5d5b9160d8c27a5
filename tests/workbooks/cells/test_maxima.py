"""Maxima that rows among units print: in whichever column they are named, by stage, anew in each block."""

import pytest

TITLE = ["TỔNG HỢP CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH MINH HỌA (số liệu minh họa)"]
UNITS = ["Xã Một", "Xã Hai", "Xã Ba", "Xã Bốn"]
DOMAINS = ["1. Cải cách thể chế", "2. Cải cách tài chính công", "Tổng điểm"]
POINTS = [[9, 14, 23], [8, 13, 21], [7, 11, 18], [6, 10, 16]]


def maxima(reading):
    return (
        reading.scores.pivot(index="unit", columns="code", values="max_score").loc[UNITS].to_numpy().tolist()
    )


def rows_of(*parts):
    units = iter(zip(UNITS, POINTS, strict=True))
    rows = [[number, *next(units)] if part is None else part for number, part in enumerate(parts)]
    return [TITLE, ["TT", "Đơn vị", *DOMAINS], *([a, b, *numbers] for a, b, numbers in rows)]


@pytest.mark.parametrize("label", ["Điểm tối đa", "Điểm chuẩn"])
@pytest.mark.parametrize("at", [0, 1])
def test_a_row_of_maxima_is_named_in_any_column(read_rows, label, at):
    named = ["", "", [10, 15, 25]]
    named[at] = label
    for parts in ((named, None, None, None, None), (None, None, None, None, named)):
        reading = read_rows(rows_of(*parts), index="PAR")
        assert maxima(reading) == [[10, 15, 25]] * 4
        assert set(reading.findings["rule"]) <= {"province_unknown"}


@pytest.mark.parametrize("at", ["before", "behind"])
def test_a_maximum_merged_down_over_units_is_that_of_each(read_rows, at):
    points, tops = [[74], [71], [61], [50]], [[80], [None], [75], [None]]
    both = [m + p if at == "before" else p + m for m, p in zip(tops, points, strict=True)]
    heads = ["Điểm tối đa", "Điểm đạt"][:: 1 if at == "before" else -1]
    rows = [TITLE, ["Đơn vị", *heads], *([unit, *of] for unit, of in zip(UNITS, both, strict=True))]
    column = "B" if at == "before" else "C"
    reading = read_rows(rows, index="PAR", merged=[f"{column}3:{column}4", f"{column}5:{column}6"])
    assert maxima(reading) == [[80], [80], [75], [75]]
    assert set(reading.findings["rule"]) <= {"province_unknown"}
    other = "C" if at == "before" else "B"
    scored = read_rows(
        [*rows[:3], [UNITS[1], None, None], *rows[4:]], index="PAR", merged=[f"{other}3:{other}4"]
    )
    assert "score_merged" in set(scored.findings["rule"])


@pytest.mark.parametrize("label", ["Điểm tối đa", "Điểm chuẩn"])
def test_a_maximum_merged_over_stages_is_that_of_each(read_rows, label):
    rows = [TITLE, ["TT", "Đơn vị", "Tự chấm", "Thẩm định"], [None, label, 80, None],
            [1, UNITS[0], 74, 70], [2, UNITS[1], 71, 69]]  # fmt: skip
    scores = read_rows(rows, index="PAR", merged=["C3:D3"]).scores
    assert scores.groupby("stage")["max_score"].apply(list).to_dict() == {
        "self": [80, 80], "appraised": [80, 80]}  # fmt: skip
    alone = read_rows(rows, index="PAR").scores
    assert alone.loc[alone["stage"] == "appraised", "max_score"].isna().all()
    domains = [rows[0], ["TT", "Đơn vị", "1. Thể chế", "2. Tài chính công"], *rows[2:]]
    of_two = read_rows(domains, index="PAR", merged=["C3:D3"]).scores
    assert of_two.loc[of_two["code"] == "2", "max_score"].isna().all()


def test_each_block_has_its_own_maxima(read_rows):
    first, second = ["", "Điểm tối đa", [10, 15, 25]], ["", "Điểm tối đa", [8, 12, 20]]
    own = [[10, 15, 25]] * 2 + [[8, 12, 20]] * 2
    assert maxima(read_rows(rows_of(first, None, None, second, None, None), index="PAR")) == own
    assert maxima(read_rows(rows_of(None, None, first, None, None, second), index="PAR")) == own


@pytest.mark.parametrize(
    ("kind", "units"), [("XÃ TỈNH MINH HỌA", UNITS[:2]), ("TỈNH", ["Lai Châu", "Lâm Đồng"]),
                        ("BỘ", ["Bộ Tư pháp", "Bộ Nội vụ"])]
)  # fmt: skip
def test_each_stage_has_its_own_maximum(read_rows, kind, units):
    rows = [[f"CHỈ SỐ CCHC NĂM 2024 CỦA CÁC {kind}"], ["TT", "Đơn vị", "Thẩm định", "Điểm ĐTXHH", "Tổng điểm"],
            ["", "Điểm tối đa", 68, 32, 100], [1, units[0], 60, 28, 88], [2, units[1], 61, 28, 89]]  # fmt: skip
    scores = read_rows(rows, index="PAR").scores
    assert scores.groupby("stage")["max_score"].unique().explode().to_dict() == {
        "appraised": 68, "survey": 32, "final": 100}  # fmt: skip
    without = read_rows([*rows[:2], *rows[3:]], index="PAR").scores
    assert without.loc[without["stage"] != "final", "max_score"].isna().all()


@pytest.mark.parametrize(("places", "cell"), [((0, 1, 2), "E4"), ((2, 0, 1), "C4")])
def test_a_maximum_that_is_no_sum_is_told_at_that_of_all_stages(read_rows, places, cell):
    maxima, points = ["Điểm tối đa"] * 3, ["Điểm đạt"] * 3
    stages = ["Thẩm định", "ĐTXHH", "Tổng"]
    body = [["1", "Thể chế", [6, 4, 10], [5, 3, 8]], ["1.1", "Ban hành", [3, 2, 5], [3, 2, 5]],
            ["1.2", "Theo dõi", [3, 2, 3], [2, 1, 3]]]  # fmt: skip
    rows = [["TT", "Lĩnh vực", maxima, points], [None, None, stages, stages], *body]
    rows = [[code, name, *(some[i] for some in both for i in places)] for code, name, *both in rows]
    reading = read_rows([["CHỈ SỐ CCHC NĂM 2024 XÃ MINH HỌA TỈNH CAO BẰNG"], *rows])
    found = reading.findings.query("rule == 'max_not_sum'")
    assert found["cell"].tolist() == [cell]
    assert "10,00" in found["message"].item() and "8,00" in found["message"].item()


WARD = [["BẢNG CHẤM ĐIỂM CCHC NĂM 2024 (số liệu minh họa)"], ["Đơn vị: Xã Minh Họa, tỉnh Cao Bằng"]]


def of_heads(*heads, others=(5, 4, 9)):
    """Return a ward's sheet whose columns are so headed: *others* under what is not known."""
    body = [["1", "Chỉ đạo"], ["2", "Thể chế"], ["", "Tổng cộng"]]
    known = {"Điểm tối đa": (3, 2, 5), "Tự chấm": (2.5, 1, 3.5)}
    columns = [known.get(head, others) for head in heads]
    return [
        *WARD,
        ["TT", "Tiêu chí", *heads],
        *([*row, *of] for row, of in zip(body, zip(*columns, strict=True), strict=True)),
    ]


def tops(reading):
    return dict(zip(reading.scores["code"], reading.scores["max_score"], strict=True))


@pytest.mark.parametrize(
    "printed", ["0-{}", "0 - {} điểm", "0 – {}", "{} (điểm)", "Tối đa {}", "Tối đa: {} điểm"]
)
def test_maxima_in_words_and_ranges_are_their_upper_ends(read_rows, printed):
    *above, one, two, whole = of_heads("Điểm tối đa", "Tự chấm")
    body = [[code, name, printed.format(most), points] for code, name, most, points in (one, two, whole)]
    reading = read_rows([*above, *body])
    assert tops(reading) == {"1": 3, "2": 2, "total": 5}
    assert set(reading.findings["severity"]) <= {"note"}
    assert reading.scores["score"].tolist() == [3.5, 2.5, 1]


@pytest.mark.parametrize("points", ["0-3", "Tối đa 3"])
def test_points_that_are_a_range_are_none(read_rows, points):
    *above, one, two, whole = of_heads("Điểm tối đa", "Tự chấm")
    reading = read_rows([*above, [*one[:3], points], two, whole])
    assert reading.scores.set_index("code")["score"].isna().to_dict() == {
        "1": True,
        "2": False,
        "total": False,
    }
    assert reading.findings.query("rule == 'not_a_number'")["cell"].tolist() == ["D4"]


@pytest.mark.parametrize("head", ["Điểm tối đa theo Bộ chỉ số năm 2022", "Điểm tối đa (Bộ tiêu chí năm 2022)",
                                  "Điểm chuẩn theo Quyết định 12/QĐ-UBND năm 2022"])  # fmt: skip
def test_the_year_of_the_set_of_criteria_is_no_year_of_the_maxima(read_rows, head):
    rows = of_heads("Điểm tối đa", "Tự chấm")
    rows[len(WARD)] = ["TT", "Tiêu chí", head, "Tự chấm"]
    assert tops(read_rows(rows)) == {"1": 3, "2": 2, "total": 5}
    rows[len(WARD)][2] = "Điểm tối đa năm 2022"
    assert read_rows(rows).scores["max_score"].isna().all()


@pytest.mark.parametrize("other", ["huyện", "tỉnh"])
def test_of_maxima_of_two_levels_those_of_the_unit_are_taken(read_rows, other):
    heads = ["Điểm tối đa", "Điểm chuẩn", "Tự chấm"]
    for rows in (of_heads(*heads), of_heads(heads[1], heads[0], heads[2])):
        levels = {"Điểm tối đa": "Điểm tối đa cấp xã", "Điểm chuẩn": f"Điểm tối đa cấp {other}"}
        named = [[levels.get(cell, cell) for cell in row] for row in rows]
        reading = read_rows(named)
        assert tops(reading) == {"1": 3, "2": 2, "total": 5}
        assert set(reading.findings["severity"]) <= {"note"}
        neither = [
            [str(c).replace("cấp xã", "cấp bộ") if "cấp" in str(c) else c for c in row] for row in named
        ]
        assert "two_claims" in set(read_rows(neither).findings["rule"])


@pytest.mark.parametrize("other", ["Điểm trừ tối đa", "Điểm tối đa (cũ)", "Điểm tối đa dự kiến"])
def test_words_beside_a_maximum_say_that_it_is_another(read_rows, other):
    for heads in ((other, "Điểm tối đa", "Tự chấm"), ("Điểm tối đa", other, "Tự chấm")):
        reading = read_rows(of_heads(*heads))
        assert tops(reading) == {"1": 3, "2": 2, "total": 5}
        assert "words_of_no_score" in set(reading.findings["rule"])


@pytest.mark.parametrize("other", ["Điểm chuẩn", "Thang điểm"])
def test_of_two_columns_of_maxima_that_differ_none_is_taken(read_rows, other):
    for heads in (("Điểm tối đa", "Tự chấm", other), ("Điểm tối đa", other, "Tự chấm")):
        reading = read_rows(of_heads(*heads))
        assert reading.scores["max_score"].isna().all()
        assert "two_claims" in reading.findings.query("severity == 'error'")["rule"].tolist()
        assert (reading.account["reason"] == "two_claims").sum() == 2
        same = read_rows(of_heads(*heads, others=(3, 2, 5)))
        assert tops(same) == {"1": 3, "2": 2, "total": 5}


@pytest.mark.parametrize("names", [("Điểm tối đa", "Điểm tối đa"),
                                   ("Điểm tối đa tự chấm", "Điểm tối đa điều tra XHH")])  # fmt: skip
def test_a_maximum_before_each_stage_is_of_that_stage(read_rows, names):
    heads = ["TT", "Tiêu chí", names[0], "Tự chấm", names[1], "Điểm ĐTXHH"]
    reading = read_rows([*WARD, heads, ["1", "Chỉ đạo", 3, 2.5, 1, 0.5], ["2", "Thể chế", 2, 1, 4, 3]])
    of_stage = reading.scores.pivot(index="stage", columns="code", values="max_score")
    assert of_stage.to_dict("index") == {"self": {"1": 3, "2": 2}, "survey": {"1": 1, "2": 4}}
    assert set(reading.findings["rule"]) <= {"province_unknown"}
    above = read_rows([*WARD, heads, ["1", "Chỉ đạo", 3, 2.5, 1, 1.5], ["2", "Thể chế", 2, 1, 4, 3]])
    assert above.findings.query("rule == 'score_above_max'")["cell"].tolist() == ["F4"]
