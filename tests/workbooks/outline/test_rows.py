"""Which rows are criteria, and which stands below which. Số liệu minh họa."""

from pathlib import Path

import pytest

from cchc_analysis.tables.bodies import find_bodies
from cchc_analysis.workbooks.outline.row_labels import change_in, is_subtotal, is_total
from cchc_analysis.workbooks.outline.rows import Rows

HEAD = ["TT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"]


@pytest.fixture
def criteria(sheet_of):
    """Return a function that gives the criteria of rows below headings; the last columns hold points."""

    def find(rows, head=HEAD, scores=1):
        (body,) = find_bodies(sheet_of([head, *rows]))
        points = list(range(len(head) - 1 - scores, len(head)))
        return Rows(body, body.lines, points[-scores:], points, Path("bang.xlsx")).criteria()

    return find


def listed(found):
    return [(n.code, n.level, name) for n, name in zip(found.nodes, found.names, strict=True)]


@pytest.mark.parametrize(
    "label",
    ["Tổng cộng", "TỔNG ĐIỂM", "Tổng điểm (I+II)", "TỔNG ĐIỂM (1+2)", "Tổng điểm CCHC", "Cộng", "Tổng số điểm",
     "Tổng điểm đánh giá", "TỔNG ĐIỂM TOÀN BỘ", "Tổng cộng (I+II+III)", "Tổng I + II", "Total",
     "Tổng điểm sau trừ", "Tổng điểm sau khi cộng, trừ",
     "Cộng A đến G", "TỔNG TỪ I ĐẾN VII", "Cộng 1 đến 8", "Tổng điểm (từ A đến G)"],
)  # fmt: skip
def test_labels_of_the_whole(label):
    assert is_total(label) and not is_subtotal(label)


@pytest.mark.parametrize(
    "label",
    ["Cộng mục I", "Tổng điểm lĩnh vực 1", "Cộng I", "Tổng phần A", "CỘNG NHÓM 2", "Cộng lĩnh vực 1 và 2"],
)
def test_labels_of_a_part(label):
    assert is_subtotal(label) and not is_total(label)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "Tổng số hồ sơ",
        "Công khai",
        "Công tác chỉ đạo",
        "Tổng hợp báo cáo",
        "Tổng kết năm",
        "Kế hoạch",
        "Năm",
    ],
)
def test_labels_of_neither(label):
    assert not is_total(label) and not is_subtotal(label)


def test_codes_make_the_tree_and_the_total_is_first(criteria):
    rows = [["I", "A", 3, 2], ["1", "B", 2, 1], ["II", "C", 1, 1], ["1", "D", 1, 1], [None, "Tổng", 4, 3]]
    found = criteria(rows)
    assert listed(found) == [
        ("total", 0, "Tổng"), ("I", 1, "A"), ("I.1", 2, "B"), ("II", 1, "C"), ("II.1", 2, "D"),
    ]  # fmt: skip
    assert found.parents == [-1, -1, 1, -1, 3]
    assert found.lines == [5, 1, 2, 3, 4] and (found.code_at, found.generated) == (0, False)


def test_subtotals_signatures_and_notes_are_no_criteria(criteria):
    rows = [["I", "A", 2, 2], ["1", "B", 2, 2], [None, "Cộng mục I", 2, 2], [None, "Tổng cộng", 2, 2],
            [None, "Ghi chú: chấm theo hướng dẫn"], [None, "NGƯỜI LẬP BẢNG"]]  # fmt: skip
    found = criteria(rows)
    assert [n.code for n in found.nodes] == ["total", "I", "1"] and found.subtotals == [3]


def test_options_below_a_criterion_are_no_criteria(criteria):
    rows = [["1", "Kế hoạch", 2, 1], [None, "- Kịp thời: 2 điểm"], [None, "Chậm: 1 điểm"], [None, "+ Không: 0"],
            ["2", "Kiểm tra", 1, 1]]  # fmt: skip
    assert listed(criteria(rows)) == [("1", 1, "Kế hoạch"), ("2", 1, "Kiểm tra")]


def test_options_with_points_of_their_own_in_a_sheet_without_codes(criteria):
    rows = [["Kế hoạch", 2, 1], ["Kịp thời: 2 điểm", 2, None], ["- Chậm", 1, None], ["Kiểm tra", 1, 1]]
    found = criteria(rows, HEAD[1:])
    assert found.names == ["Kế hoạch", "Kiểm tra"] and found.generated


def test_a_name_that_goes_on_in_the_next_row_is_whole(criteria):
    rows = [["1", "Ban hành kế hoạch cải cách", 2, 1], [None, "hành chính hằng năm"], ["2", "Kiểm tra", 1, 1]]
    assert listed(criteria(rows)) == [
        ("1", 1, "Ban hành kế hoạch cải cách hành chính hằng năm"),
        ("2", 1, "Kiểm tra"),
    ]


def test_a_long_total_label_that_goes_on_is_a_total_or_nothing(criteria):
    found = criteria([["1", "A", 2, 1], ["2", "B", 1, 1], ["Tổng điểm", None, 3, 2]])
    assert listed(found)[0] == ("total", 0, "Tổng điểm")


def test_codes_at_the_head_of_the_names(criteria):
    rows = [["1. Chỉ đạo", 3, 2], ["1.1. Kế hoạch", 2, 1], ["1.1.1. Ban hành", 2, 1], ["1.2 Kiểm tra", 1, 1]]
    found = criteria(rows, HEAD[1:])
    assert listed(found) == [
        ("1", 1, "Chỉ đạo"), ("1.1", 2, "Kế hoạch"), ("1.1.1", 3, "Ban hành"), ("1.2", 2, "Kiểm tra"),
    ]  # fmt: skip


def test_a_column_that_counts_rows_is_no_code_where_names_carry_codes(criteria):
    rows = [[1, "I. Chỉ đạo", 3, 2], [2, "1.1 Kế hoạch", 2, 1], [3, "1.2 Kiểm tra", 1, 1]]
    assert criteria(rows).code_at == 1


def test_a_column_of_levels(criteria):
    rows = [
        [1, 1, "Chỉ đạo", 3, 2],
        [2, 2, "Kế hoạch", 2, 1],
        [2, 3, "Kiểm tra", 1, 1],
        [1, 4, "Thể chế", 1, 1],
    ]
    found = criteria(rows, ["Level", *HEAD])
    assert [(n.code, n.level) for n in found.nodes] == [("1", 1), ("1.1", 2), ("1.2", 2), ("2", 1)]
    assert found.parents == [-1, 0, 0, -1]


def test_a_code_that_stands_again_is_marked(criteria):
    found = criteria([["1", "A", 2, 1], ["2", "B", 1, 1], ["2", "C", 1, 1]])
    assert [n.code for n in found.nodes] == ["1", "2", "2#2"]


GROUPED = ["Lĩnh vực", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"]


def test_a_name_over_several_rows_is_a_group_without_points(criteria):
    rows = [["Tổng điểm", None, 9, 8], ["Chỉ đạo", "Kế hoạch", 2, 2], [None, "Báo cáo", 3, 2],
            ["Thể chế", "Rà soát", 4, 4]]  # fmt: skip
    listed_so = [
        ("total", 0, "Tổng điểm"),
        ("1.1", 2, "Kế hoạch"),
        ("1.2", 2, "Báo cáo"),
        ("2.1", 2, "Rà soát"),
    ]
    found = criteria(rows, GROUPED)
    assert listed(found) == listed_so and found.parents == [-1, -1, -1, -1]
    assert listed(criteria([*rows[1:], rows[0]], GROUPED)) == listed_so
    coded = [["TT", *GROUPED], *([i, *row] for i, row in enumerate(rows[1:], 1))]
    assert listed(criteria(coded[1:], coded[0])) == [
        ("1", 1, "Kế hoạch"), ("2", 1, "Báo cáo"), ("3", 1, "Rà soát")
    ]  # fmt: skip


def test_a_name_with_points_of_its_own_is_a_criterion(criteria):
    rows = [
        ["Chỉ đạo", None, 5, 4],
        [None, "Kế hoạch", 2, 2],
        [None, "Báo cáo", 3, 2],
        ["Thể chế", None, 4, 4],
    ]
    assert listed(criteria(rows, GROUPED)) == [
        ("1", 1, "Chỉ đạo"), ("1.1", 2, "Kế hoạch"), ("1.2", 2, "Báo cáo"), ("2", 1, "Thể chế")
    ]  # fmt: skip
    described = [["Chỉ đạo", "Có kế hoạch", 5, 4], ["Thể chế", "Rà soát đủ", 4, 4]]
    assert listed(criteria(described, GROUPED)) == [("1", 1, "Chỉ đạo"), ("2", 1, "Thể chế")]


def test_what_is_a_bonus():
    names = ["Điểm thưởng", "ĐIỂM PHẠT", "Các điểm trừ khác", "Khen thưởng kịp thời", "Kế hoạch"]
    assert ["bonus" in change_in(name) for name in names] == [True, True, True, False, False]


@pytest.mark.parametrize(("name", "expected"), [
    ("Trừ điểm vi phạm", True), ("Bị phạt", True), ("Trụ sở", False), ("Phát triển kinh tế", False),
    ("Điểm cộng", False),
])  # fmt: skip
def test_names_of_penalties_are_told_by_their_tone_marks(name, expected):
    assert ("deduction" in change_in(name)) is expected


def coded(*codes):
    """A ward's sheet of seven criteria with these codes before Thể chế, Văn bản: 1, 1.1, …"""
    names = ["Chỉ đạo, điều hành", "Kế hoạch", "Kiểm tra", "Thể chế", "Văn bản", "Tài chính", "Giải ngân"]
    points = [4, 2, 2, 2, 2, 3, 3]
    rows = [["BẢNG CHẤM ĐIỂM CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"],
            ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"]]  # fmt: skip
    return [*rows, *map(list, zip(codes, names, points, points, strict=True)), ["", "Tổng cộng", 9, 9]]


@pytest.mark.parametrize(("code", "rules"), [("1.2", []), ("3.2", [["code_elsewhere", "A6"]]),
                                             ("2.5", [["code_elsewhere", "A6"]])])  # fmt: skip
def test_a_code_of_another_section_is_told(read_rows, code, rules):
    reading = read_rows(coded("1", "1.1", code, "2", "2.1", "3", "3.1"))
    assert reading.scores["code"].tolist() == ["total", "1", "1.1", code, "2", "2.1", "3", "3.1"]
    assert reading.findings[["rule", "cell"]].to_numpy().tolist() == rules


def test_two_criteria_under_one_code_are_two(read_rows):
    reading = read_rows(coded("1", "1.1", "1.2", "2", "1.2", "3", "3.1"))
    scores = reading.scores.set_index("code")["score"]
    assert scores[["1.2", "1.2#2"]].tolist() == [2, 2]
    assert ["criterion_twice", "A8"] in reading.findings[["rule", "cell"]].to_numpy().tolist()
