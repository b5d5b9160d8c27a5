"""Columns that slipped by a row, names broken over two. All figures are invented (số liệu minh họa)."""

import pytest

from cchc_analysis.workbooks import ReadError

SIX = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Nội", "Lào Cai", "Thanh Hóa"]
TITLE, HEADS = ["Kết quả PAR INDEX năm 2023 của các tỉnh"], ["Tỉnh", "PAR INDEX", "Xếp hạng"]
SCORES, RANKS = [81, 86, 83, 85, 84, 82], [6, 1, 4, 2, 3, 5]
WARD = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"],
        ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"]]  # fmt: skip


def table(*columns):
    return [TITLE, HEADS, *map(list, zip(*columns, strict=True))]


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        (table([*SIX, None], [None, *SCORES], [None, *RANKS]), ()),
        (table([None, *SIX], [*SCORES, None], [*RANKS, None]), ()),
        (table([None, *SIX], [*SCORES, None], [*RANKS, None]), ("A2:A3",)),
        (table(SIX, SCORES, [5, *RANKS[:-1]]), ()),
        (table(SIX, SCORES, [*RANKS[1:], 6]), ()),
    ],
    ids=["down", "up", "below a merged heading", "ranks down", "ranks up"],
)
def test_nothing_is_taken_of_a_table_whose_numbers_slipped(read_rows, rows, merged):
    with pytest.raises(ReadError) as error:
        read_rows(rows, merged=merged)
    assert error.value.rule == "nothing_left"
    slipped = [f for f in error.value.findings.items if f.rule == "rows_slipped"]
    assert len(slipped) == 2
    assert "“PAR INDEX” lệch dòng" in slipped[0].message


def test_a_column_that_slipped_alone_is_left_out(read_rows):
    reading = read_rows(table([*SIX, None], [*SCORES, None], [None, *RANKS]))
    assert reading.scores["score"].tolist() == SCORES
    assert reading.scores["rank"].isna().all()
    assert reading.findings[["rule", "cell"]].to_numpy().tolist() == [["rows_slipped", "C9"]]


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        (table([*SIX, None], [None, *SCORES[1:], 84], ["", *RANKS[1:], None]), []),
        (table(SIX, [None, *SCORES[1:]], ["", *RANKS[1:]]), []),
        ([*table(SIX, [None, *SCORES[1:]], ["", *RANKS[1:]]), [], [None, 3]], []),
        (table(SIX, SCORES, [1, 6, 2, 4, 3, 5]), ["rank_differs"]),
    ],
    ids=["a mean below", "nobody below", "a number apart", "ranks in no order"],
)
def test_a_blank_is_no_sign_of_a_column_that_slipped(read_rows, rows, rules):
    reading = read_rows(rows)
    assert reading.findings["rule"].tolist() == rules
    assert reading.scores.set_index("unit")["score"].dropna()["Bắc Kạn"] == 86


def test_columns_of_units_that_slipped(read_rows):
    names = ["Cải cách thể chế", "Cải cách thủ tục hành chính", "Cải cách tài chính công"]
    rows = [[name, *points] for name, points in zip(names, ([None, None], [8, 9], [12, 11]), strict=True)]
    heads = [TITLE, ["Tiêu chí", "An Giang", "Hà Nội"]]
    with pytest.raises(ReadError) as error:
        read_rows([*heads, *rows, [None, 10, 8]])
    assert [f.rule for f in error.value.findings.items][:2] == ["rows_slipped"] * 2


def test_points_that_slipped_below_the_criteria(read_rows):
    names = [["1", "Chỉ đạo", 3], ["1.1", "Kế hoạch", 2], ["1.2", "Báo cáo", 1], ["2", "Thể chế", 2]]
    points = [[*row, score] for row, score in zip(names, [None, 2.5, 1.5, 1], strict=True)]
    with pytest.raises(ReadError) as error:
        read_rows([*WARD, *points, [None, None, None, 2]])
    assert [f.rule for f in error.value.findings.items][:1] == ["rows_slipped"]
    reading = read_rows([*WARD, *points, [None, None, None, 4.5]])  # a total
    assert reading.scores["score"].dropna().tolist() == [2.5, 1.5, 1]


COMMUNES = [["CHỈ SỐ CCHC NĂM 2024 CÁC XÃ TỈNH ĐỒNG NAI"], ["TT", "Đơn vị", "Tổng điểm"]]


def named(reading, rule="name_joined"):
    return reading.scores["unit"].tolist(), reading.findings.query("rule == @rule")["cell"].tolist()


def test_the_last_word_of_a_name_may_stand_in_a_row_of_its_own(read_rows):
    rows = [*COMMUNES, [1, "xã Minh Họa", 80], [None, "Thượng"], [2, "xã Ví Dụ", 81], [None, "Hạ"]]
    assert named(read_rows(rows)) == (["Xã Minh Họa Thượng", "Xã Ví Dụ Hạ"], ["B4", "B6"])
    rows = [[TITLE[0]], ["TT", "Tỉnh", "Tổng điểm"], [1, "Thừa Thiên", 80], [None, "Huế"], [2, "Bà Rịa -", 81],
            [None, "Vũng Tàu"], [3, "Quảng", 82], [None, "Ngãi"]]  # fmt: skip
    assert named(read_rows(rows)) == (
        ["Thừa Thiên Huế", "Bà Rịa - Vũng Tàu", "Quảng Ngãi"],
        ["B4", "B6", "B8"],
    )


@pytest.mark.parametrize(
    ("first", "rest"), [("xã Minh", "Họa Thượng"), ("Xã", "Minh Họa"), ("Xã Minh", "Họa")]
)
@pytest.mark.parametrize("below", [0, 1])
def test_any_part_of_a_name_may_stand_in_the_row_below(read_rows, first, rest, below):
    points = [80, None][:: 1 - 2 * below]
    rows = [
        *COMMUNES,
        [1, "Xã Mẫu Một", 79],
        [2, first, points[0]],
        [None, rest, points[1]],
        [3, "Xã Ví Dụ", 81],
    ]
    reading = read_rows(rows)
    joined = f"{first[0].upper()}{first[1:]} {rest}"
    assert named(reading) == (["Xã Mẫu Một", joined, "Xã Ví Dụ"], ["B5"])
    assert reading.scores["score"].tolist() == [79, 80, 81]


def test_no_unit_is_joined_to_the_words_over_or_below_others(read_rows):
    groups = [[None, "Miền Núi"], [1, "Xã Minh Họa", 80], [None, "Đồng Bằng"], [2, "Xã Ví Dụ", 81]]
    signed = [[1, "Xã Minh Họa", 80], [2, "Xã Ví Dụ", 81], [None, "Người Lập"]]
    for rows in (groups, signed):
        assert named(read_rows([*COMMUNES, *rows])) == (["Xã Minh Họa", "Xã Ví Dụ"], [])


def test_a_group_with_a_number_is_no_part_of_the_names_below_it(read_rows):
    rows = [["I", "Thành phố Giả Định"], [None, "Xã Minh Họa", 80], [None, "Xã Ví Dụ", 81], ["II", "Huyện Mẫu"],
            [None, "Một", 82], [None, "Hai", 83]]  # fmt: skip
    assert named(read_rows([*COMMUNES, *rows]))[1] == []


@pytest.mark.parametrize(
    ("first", "rest"), [("Sở Nông nghiệp và", "Môi trường"), ("Sở Văn hóa, Thể thao", "và Du lịch")]
)
def test_a_declared_department_may_stand_in_two_rows(read_rows, first, rest):
    rows = [[None, "Sở Nội vụ", 80], [None, first, 81], [None, rest]]
    for tail in ([], [[None, "Sở Tài chính", 82]]):
        units, cells = named(read_rows([COMMUNES[0], COMMUNES[1], *rows, *tail]))
        assert (units, cells) == (["Sở Nội vụ", f"{first} {rest}", *(row[1] for row in tail)], ["B5"])
    rows = [[1, "Sở Nội vụ", 80], [None, "Môi trường"], [2, "Sở Tài chính", 81]]
    assert named(read_rows([*COMMUNES, *rows])) == (["Sở Nội vụ", "Sở Tài chính"], [])


@pytest.mark.parametrize("word", ["Khá", "Tốt", "Loại A", "Loại Khá", "Nhóm B", "Hạng I", "B", "Hết"])
def test_a_class_or_a_letter_is_no_rest_of_a_name(read_rows, word):
    rows = [*COMMUNES, [1, "Xã Minh Họa", 80], [None, word], [2, "Xã Ví Dụ", 81], [3, "Xã Mẫu", 79]]
    assert named(read_rows(rows)) == (["Xã Minh Họa", "Xã Ví Dụ", "Xã Mẫu"], [])


@pytest.mark.parametrize("below", [["Cụm 2"], ["Tổng"], ["Miền núi"], ["Người lập"], ["Hạ", None, "x"]])
def test_what_else_stands_below_a_name_is_no_part_of_it(read_rows, below):
    rows = [*COMMUNES, [1, "xã Minh Họa", 80], [None, *below], [2, "xã Ví Dụ", 81]]
    assert named(read_rows(rows)) == (["Xã Minh Họa", "Xã Ví Dụ"], [])


def test_another_body_of_a_commune_is_not_the_commune(read_rows):
    rows = [*COMMUNES, [1, "Đảng ủy xã Minh Họa", 80], [2, "HĐND xã Minh Họa", 82], [3, "UBND xã Ví Dụ", 81]]
    assert named(read_rows(rows), "unit_unknown") == (["Xã Ví Dụ"], ["B3", "B4"])
