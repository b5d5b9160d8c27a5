"""Where the headings and the numbers of a sheet are: its shapes, one each.

The units are real, since a body is known by them; the numbers are made up (số liệu minh họa).
"""

import pytest

from cchc_analysis.tables.bodies import find_bodies
from cchc_analysis.tables.headings import heading
from cchc_analysis.tables.kinds import is_number
from cchc_analysis.tables.text_lines import texts_of

NAMES = ["An Giang", "Bắc Kạn", "Cao Bằng", "Hà Nội", "Lào Cai", "Thanh Hóa"]
TWO = [[1, "An Giang", 81, 2, 80, 1], [2, "Bắc Kạn", 82, 1, 79, 2]]
GROUPS = [["TT", "Tỉnh", "PAR INDEX", None, "SIPAS"], [None, None, "Điểm", "Hạng", "Điểm", "Hạng"], *TWO]


def numbered(names, first=1):
    return [[i, name, 80 + i] for i, name in enumerate(names, first)]


@pytest.fixture
def bodies_of(sheet_of):
    """Return a function that gives the bodies of rows."""
    return lambda rows, *merged: find_bodies(sheet_of(rows, *merged))


@pytest.fixture
def body_of(bodies_of):
    """Return a function that gives the only body of rows."""

    def only(rows, *merged):
        (body,) = bodies_of(rows, *merged)
        return body

    return only


def stacks(body):
    """Return the texts of the headings over each column of numbers."""
    return [tuple(h.text for h in body.stacks[c]) for c in body.columns]


# -- headings and titles -----------------------------------------------------------------------------------


def test_titles_headings_and_what_each_column_is(body_of):
    body = body_of([["PAR INDEX năm 2023"], [], ["TT", "Tỉnh", "Điểm", "Hạng"], *(r[:4] for r in TWO)])
    assert (body.titles, body.headings, body.lines) == (["PAR INDEX năm 2023"], [2], [3, 4])
    assert body.sides == {"codes": [0], "units": [1]}
    assert (body.columns, stacks(body)) == ([2, 3], [("Điểm",), ("Hạng",)])
    assert body.side("units") == 1 and body.side("names") is None


@pytest.mark.parametrize("merged", [(), ("C1:D1", "E1:F1"), ("A1:A2", "B1:B2", "C1:D1", "E1:F1")])
def test_groups_of_columns_merged_or_not(body_of, merged):
    body = body_of(GROUPS, *merged)
    assert (body.headings, body.sides) == ([0, 1], {"codes": [0], "units": [1]})
    assert stacks(body) == [
        ("PAR INDEX", "Điểm"),
        ("PAR INDEX", "Hạng"),
        ("SIPAS", "Điểm"),
        ("SIPAS", "Hạng"),
    ]


def test_headings_of_three_rows_below_a_title_over_the_whole_width(body_of):
    rows = [
        ["Báo cáo kết quả năm 2023"],
        ["TT", "Tỉnh", "PAR INDEX"],
        [None, None, "Tự chấm", None, "Thẩm định"],
        [None, None, "Điểm", "Hạng", "Điểm", "Hạng"],
        *TWO,
    ]
    body = body_of(rows, "A1:F1", "C2:F2", "C3:D3", "E3:F3", "A2:A4", "B2:B4")
    assert (body.titles, body.headings) == (["Báo cáo kết quả năm 2023"], [1, 2, 3])
    assert stacks(body)[::3] == [("PAR INDEX", "Tự chấm", "Điểm"), ("PAR INDEX", "Thẩm định", "Hạng")]


def test_a_group_of_no_known_word_over_names_of_criteria(body_of):
    rows = [
        ["Báo cáo", None, None],
        [None, "Chỉ số thành phần", None],
        ["Tỉnh", "Đất đai", "Minh bạch"],
        ["Hà Nội", 5, 6],
        ["Bắc Kạn", 4, 3],
    ]
    body = body_of(rows, "A1:C1", "B2:C2")
    assert body.titles == ["Báo cáo"]
    assert stacks(body) == [("Chỉ số thành phần", "Đất đai"), ("Chỉ số thành phần", "Minh bạch")]


@pytest.mark.parametrize(
    "numbers",
    [["(1)", "(2)", "(3)", "(4)"], [1, 2, 3, 4], ["A", "B", 1, 2], ["A", "B", "(1)", "(2)=(1)/100"]],
)
def test_a_row_that_numbers_the_columns_belongs_to_the_headings(body_of, numbers):
    body = body_of([["TT", "Tỉnh", "Điểm", "Hạng"], numbers, *(r[:4] for r in TWO)])
    assert (body.headings, body.lines, stacks(body)) == ([0, 1], [2, 3], [("Điểm",), ("Hạng",)])


@pytest.mark.parametrize("between", [[], [["(1)", "(2)", "(3)"]]])
def test_headings_printed_again_are_no_rows(body_of, between):
    head = ["TT", "Tỉnh, thành phố", "Điểm"]
    rows = [head, *between, *numbered(NAMES[:3]), head, *between, *numbered(NAMES[3:], 4)]
    body = body_of(rows)
    first = 1 + len(between)
    again = 3 + first
    assert body.repeated == list(range(again, again + first))
    assert [rows[line][1] for line in body.lines] == NAMES


def test_years_typed_as_numbers_are_headings(body_of):
    body = body_of([["STT", "Tỉnh", 2021, 2022], *([i, u, 60, 70] for i, u in enumerate(NAMES, 1))])
    assert body.headings == [0] and [s[0].years for s in map(body.stacks.get, body.columns)] == [
        (2021,),
        (2022,),
    ]


def test_declared_headings_and_columns_stand_for_those_printed(sheet_of):
    rows = [["Tỉnh", "x", "y"], ["Hà Nội", 5, 6], ["Bắc Kạn", 4, 3]]
    declared = {1: (heading("Điểm tự chấm"),), 2: (heading("Điểm thẩm định"),)}
    (body,) = find_bodies(sheet_of(rows), (0, 0), declared)
    assert stacks(body) == [("Điểm tự chấm",), ("Điểm thẩm định",)]


# -- several bodies ----------------------------------------------------------------------------------------


def test_tables_below_each_other_have_titles_of_their_own(bodies_of):
    head, other = ["TT", "Tỉnh", "Điểm"], ["TT", "Tỉnh", "Điểm đạt"]
    rows = [
        ["Kết quả năm 2022"],
        head,
        *numbered(NAMES[:3]),
        [],
        ["Kết quả năm 2023"],
        other,
        *numbered(NAMES[:3]),
    ]
    first, second = bodies_of(rows)
    assert (first.titles, second.titles) == (["Kết quả năm 2022"], ["Kết quả năm 2023"])
    assert (first.headings, second.headings, second.lines) == ([1], [7], [8, 9, 10])
    assert set(first.lines) & {2, 3, 4} == {2, 3, 4} and 7 not in first.lines


def test_a_table_with_other_headings_begins_another_body(bodies_of):
    ministries = [["TT", "Bộ", "Điểm thẩm định", "Hạng"], [1, "Bộ Nội vụ", 3, 4], [2, "Bộ Tư pháp", 3, 4]]
    first, second = bodies_of([["TT", "Tỉnh", "Điểm"], *numbered(NAMES[:3]), [], *ministries])
    assert (stacks(first), stacks(second)) == ([("Điểm",)], [("Điểm thẩm định",), ("Hạng",)])
    assert (first.lines, second.lines) == ([1, 2, 3], [6, 7])


@pytest.mark.parametrize("gap", [[None], []])
def test_two_halves_of_one_table_beside_each_other(bodies_of, gap):
    head = ["Hạng", "Tỉnh", "PAR INDEX 2023"]
    halves = [[i + 1, NAMES[i], 90 - i, *gap, i + 4, NAMES[i + 3], 87 - i] for i in range(3)]
    left, right = bodies_of([[*head, *gap, *head], *halves])
    assert (left.sides, left.columns) == ({"units": [1]}, [0, 2])
    at = 4 + len(gap)
    assert (right.sides, right.columns) == ({"units": [at]}, [at - 1, at + 1])
    assert left.beside == [right] and right.beside == [left]


def test_ranked_blocks_each_have_a_column_of_units(bodies_of):
    rows = [
        ["Thứ tự", "Tỉnh", "Đất đai", None, "Minh bạch"],
        [1, "Hà Nội", 9.0, "Bắc Kạn", 8.0],
        [2, "Bắc Kạn", 7.0, "Cao Bằng", 6.0],
        [3, "Cao Bằng", 5.0, "Hà Nội", 4.0],
    ]
    land, openness = bodies_of(rows)
    assert (land.side("units"), stacks(land)) == (1, [("Đất đai",)])
    assert (openness.side("units"), stacks(openness)) == (3, [("Minh bạch",)])


# -- what columns at the side hold ---------------------------------------------------------------------------


@pytest.mark.parametrize("heads", [["tinhid", "tentinh_eng", "tentinh_vie"], ["STT", "Province", "Tỉnh"]])
def test_names_in_two_languages_are_one_column_of_units(body_of, heads):
    body = body_of([[*heads, "PCI"], [1, "Ha Noi", "Hà Nội", 5.0], [6, "Bac Kan", "Bắc Kạn", 4.0]])
    assert body.sides["units"] == [2] and stacks(body)[-1] == ("PCI",)


@pytest.mark.parametrize(
    ("heads", "units"),
    [
        (["Đơn vị", "Đơn vị trước sáp nhập"], 1), (["Tên cũ", "Đơn vị"], 2), (["Tỉnh", "Láng giềng"], 1),
        (["Tỉnh", "Đơn vị đối chứng"], 1), (["Tỉnh mới", "Tỉnh cũ"], 1), (["", "Tỉnh cũ"], 1),
        (["Đơn vị trước khi sắp xếp", "Đơn vị sau sắp xếp"], 2), (["Tên gọi", "Tỉnh, thành phố"], 2),
        (["Tỉnh", "Đơn vị"], 2), (["", ""], 2),  # both say so, neither does: the nearest to the numbers
    ],
)  # fmt: skip
@pytest.mark.parametrize("blank", [False, True])
def test_of_two_columns_of_units_the_one_headed_as_that(body_of, heads, units, blank):
    names = list(zip(NAMES[:3], NAMES[3:], strict=True))
    rows = [[i + 1, *pair, 90.0 - i] for i, pair in enumerate(names)]
    if blank:  # not every unit was merged
        rows[1][3 - units] = None
    assert body_of([["TT", *heads, "Điểm"], *rows]).sides["units"] == [units]


@pytest.mark.parametrize("heads", [["Tỉnh mới", "Tỉnh cũ"], ["Sau sắp xếp", "Đơn vị trước sắp xếp"]])
@pytest.mark.parametrize(("scored", "units"), [(True, 2), (False, 1)])
@pytest.mark.parametrize("repeated", [False, True])
def test_the_units_before_a_merger_are_scored_where_each_has_its_points(
    body_of, heads, scored, units, repeated
):
    rows = []
    for i in range(0, 4, 2):
        rows.append([i + 1, NAMES[i], NAMES[i], 90.0 - i])
        rows.append([i + 2, NAMES[i] if repeated else None, NAMES[i + 1], 80.0 - i if scored else None])
    assert body_of([["TT", *heads, "Điểm"], *rows]).sides["units"] == [units]


def test_a_province_for_all_rows_is_no_unit_of_theirs(body_of):
    rows = [[i + 1, "Cao Bằng", f"Xã Ví Dụ {name}", 90.0 - i] for i, name in enumerate(NAMES[:4])]
    assert body_of([["TT", "Tỉnh", "Tên sau sắp xếp", "Điểm"], *rows]).sides["units"] == [2]


def test_units_across_and_criteria_down_with_their_scales(body_of):
    rows = [
        ["Tên tỉnh/thành phố", "Thang điểm", "Ha Noi", "Bac Kan"],
        ["1.1: Tri thức công dân", "0.25-2.5 điểm", 0.96, 1.17],
        ["1.2: Cơ hội tham gia", "0.25-2.5 điểm", 0.86, 1.27],
    ]
    body = body_of(rows)
    assert (body.sides, stacks(body)) == ({"names": [0], "scales": [1]}, [("Ha Noi",), ("Bac Kan",)])


def test_a_single_unit_across(body_of):
    rows = [
        ["Tên tỉnh/thành phố", "Thang điểm", "Nam Dinh"],
        ["1: A", "1-10 điểm", 5.4],
        ["1.1: B", None, 1.0],
    ]
    assert stacks(body_of(rows)) == [("Nam Dinh",)]


def test_communes_across_with_two_stages_each(body_of):
    rows = [
        ["TT", "Tiêu chí", "Điểm tối đa", "Phường Trấn Biên", None, "Xã Long Thành"],
        [None, None, None, "Tự chấm", "Thẩm định", "Tự chấm", "Thẩm định"],
        ["1", "Chỉ đạo", 2, 1, 2, 1, 1],
        ["1.1", "Kế hoạch", 2, 1, 2, 1, 1],
    ]
    body = body_of(rows, "D1:E1", "F1:G1")
    assert (body.sides, body.lines) == ({"codes": [0], "names": [1]}, [2, 3])
    assert stacks(body)[1:4] == [
        ("Phường Trấn Biên", "Tự chấm"), ("Phường Trấn Biên", "Thẩm định"), ("Xã Long Thành", "Tự chấm"),
    ]  # fmt: skip


def test_a_long_table_has_years_units_and_indices_beside_its_numbers(body_of):
    head = ["Năm", "Tỉnh/Thành phố", "Chỉ số", "Giá trị"]
    body = body_of([head, *([2023, name, "PAR INDEX", 80] for name in NAMES)])
    assert (body.sides, body.columns) == ({"years": [0], "units": [1], "indices": [2]}, [3])


def test_years_down(body_of):
    body = body_of([["Tỉnh Đồng Nai"], ["Năm", "PAR INDEX", "SIPAS"], [2021, 80, 81], [2022, 82, 83]])
    assert (body.sides, body.titles) == ({"years": [0]}, ["Tỉnh Đồng Nai"])


def test_regions_before_the_units(body_of):
    body = body_of([["Vùng", "Tỉnh", "Điểm"], ["Đông Bắc", "Bắc Kạn", 3], [None, "Cao Bằng", 4]])
    assert body.sides == {"regions": [0], "units": [1]}


def test_offices_in_charge_are_no_units(body_of):
    rows = [["TT", "Tiêu chí", "Điểm tối đa", "Cơ quan chủ trì", "Điểm tự chấm"]]
    rows += [["1", "Kế hoạch", 2, "Sở Nội vụ", 2], ["2", "Kiểm tra", 3, "Sở Tư pháp", 1]]
    assert body_of(rows).sides == {"codes": [0], "names": [1]}


def test_the_unit_of_measurement_is_neither_a_unit_nor_a_name(body_of):
    rows = [["TT", "Tiêu chí", "Đơn vị tính", "Điểm tối đa", "Điểm tự chấm"]]
    rows += [["1", "Kế hoạch", "%", 2, 2], ["2", "Kiểm tra", "cuộc", 3, 1]]
    assert body_of(rows).sides == {"codes": [0], "names": [1]}


def test_a_row_of_numbers_without_a_name_is_a_line(body_of):
    body = body_of([["Tỉnh", "A", "B"], ["Hà Nội", 1, 2], ["Bắc Kạn", 3, 4], [None, 5, 6]])
    assert body.lines == [1, 2, 3]


def test_areas_merged_below_the_last_row_are_no_hindrance(body_of):
    rows = [["Đơn vị", "Điểm", "Hạng"], ["Sở Nội vụ", 1, 2], ["Sở Tư pháp", 3, 4]]
    assert body_of(rows, "B9:B12").columns == [1, 2]


@pytest.mark.parametrize(
    "rows",
    [
        [["a", 1.0], ["b", 2.0]],
        [["Phường Minh Họa", 1.0]],
        [[None]],
        [["TT", "Tỉnh", "Điểm"]],
        [["Một"], ["Hai"]],
    ],
)
def test_headings_alone_and_numbers_alone_are_no_body(bodies_of, rows):
    assert bodies_of(rows) == []


# -- cells -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [(2.0, True), ("2", True), ("2 điểm", True), ("85,32*", True), ("9/10", True), ("81,5%", True),
     ("01 (0,727)", True),
     (True, False), ("", False), ("x", False), ("-", False), ("Nghị quyết 76", False), ("Sở 1, Sở 2", False)],
)  # fmt: skip
def test_a_number_is_a_numeric_cell_or_a_text_that_reads_as_one(value, expected):
    assert is_number(value) is expected


def test_a_label_that_ends_in_a_colon_takes_what_stands_behind_it():
    assert texts_of(["Năm:", 2024.0, "", "Đơn vị:", "Xã Ví Dụ", 5.0]) == ["Năm: 2024", "Đơn vị: Xã Ví Dụ"]


@pytest.mark.parametrize(
    ("row", "texts"),
    [(["Đơn vị:", "Xã Ví Dụ", "Tỉnh:", "Cao Bằng"], ["Đơn vị: Xã Ví Dụ", "Tỉnh: Cao Bằng"]),
     (["Tên đơn vị", "Xã Ví Dụ", "Tỉnh", "Cao Bằng"], ["Tên đơn vị: Xã Ví Dụ", "Tỉnh: Cao Bằng"]),
     (["Xã:", "Ví Dụ", "Huyện:", "Hòa An", "Tỉnh:", "Cao Bằng"],
      ["Xã: Ví Dụ", "Huyện: Hòa An", "Tỉnh: Cao Bằng"]),
     (["Xã/phường:", "Xã Ví Dụ", "Tỉnh:", "Cao Bằng"], ["Xã/phường: Xã Ví Dụ", "Tỉnh: Cao Bằng"]),
     (["Đơn vị", "Điểm", "Tỉnh", "Hạng"], ["Đơn vị", "Điểm", "Tỉnh", "Hạng"])],
)  # fmt: skip
def test_labels_and_names_in_cells_of_their_own_are_lines_of_a_form(sheet_of, row, texts):
    assert texts_of(row) == texts
    heads = ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"]
    (body,) = find_bodies(sheet_of([["BẢNG CHẤM ĐIỂM NĂM 2024"], row, [""], heads, ["1", "Chỉ đạo", 2, 1]]))
    assert body.titles[1:] == (texts if texts != row else [])  # a row of headings is over the table


def test_offices_in_charge_of_criteria_label_no_rows(sheet_of):
    rows = [["TT", "Tiêu chí", "Tự chấm", "Đơn vị theo dõi", "Tỷ lệ %"],
            ["1", "Chỉ đạo", 1, "Phòng Nội vụ", 50], ["2", "Thể chế", 1, "Sở Nội vụ", 50],
            ["3", "Thủ tục", 1, "Phòng Nội vụ", 50], ["4", "Bộ máy", 1, "Sở Nội vụ", 50]]  # fmt: skip
    (body,) = find_bodies(sheet_of(rows))
    assert "stages" not in body.sides


@pytest.mark.parametrize("again", ["Mã số", 1275.0])
def test_points_amid_headings_printed_again_are_no_column_of_stages(body_of, again):
    def heads(over, below):
        return [["TT", "Đơn vị", over, "Thể chế", "", "Tổng điểm", ""],
                ["", "", below, "Tự chấm", "Thẩm định", "Tự chấm", "Thẩm định"]]  # fmt: skip

    units = [[i, f"Xã Minh Họa {i}", 1270.0 + i, 66.0 - i, 61.0 - i, 94.0 - i, 88.0 - i] for i in (1, 2, 3)]
    body = body_of([*heads("Mã số", ""), *units[:2], *heads(again, again), *units[2:]])
    assert "stages" not in body.sides and {3, 4, 5, 6} <= set(body.columns)
