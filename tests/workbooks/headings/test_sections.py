"""Rows of text within a table that say of which year, stage, unit or index the rows below them are."""

from __future__ import annotations

import pytest

from cchc_analysis import ReadError, read
from cchc_analysis.tables.bodies import find_bodies
from cchc_analysis.workbooks.headings.sections import parts_of

TITLE = "KẾT QUẢ CHỈ SỐ CCHC CÁC XÃ, PHƯỜNG TỈNH CAO BẰNG NĂM 2024"
HEADINGS = ["TT", "Đơn vị", "Tổng điểm"]
CARD = [["BẢNG CHẤM ĐIỂM CCHC NĂM 2024"], ["Đơn vị: Phường Hòa An, tỉnh Cao Bằng"], []]
CRITERIA = ["TT", "Tiêu chí", "Điểm tối đa", "Điểm"]


@pytest.fixture
def reading(workbook):
    """Read rows; return what two cells of column C or D are of, and the rules of the findings."""

    def read_it(rows):
        frame = read(workbook({"Bảng 1": rows}, "bang.xlsx"))
        facets = frame.scores.set_index("cell")[["year", "stage", "unit", "index"]]
        return facets, list(frame.findings["rule"])

    return read_it


def within(above, line):
    """A table of units with two rows of text between its rows."""
    return [[TITLE], HEADINGS, ["I", above], [1, "Phường Thục Phán", 86.5], [2, "Phường Tân Giang", 89.75],
            ["II", line], [3, "Xã Hòa An", 77.25], [4, "Xã Nguyên Bình", 81.5]]  # fmt: skip


def below_again(above, line):
    """The same with the headings again below the second row of text."""
    return [[TITLE], [above], HEADINGS, [1, "Phường Thục Phán", 86.5], [2, "Phường Tân Giang", 89.75], [],
            [line], HEADINGS, [3, "Xã Hòa An", 77.25], [4, "Xã Nguyên Bình", 81.5]]  # fmt: skip


SHAPES = pytest.mark.parametrize("shape, cells", [(within, ("C4", "C7")), (below_again, ("C4", "C9"))])


@SHAPES
@pytest.mark.parametrize("above, line, years", [
    ("Năm 2024", "Năm 2023", (2024, 2023)), ("Năm 2024", "Năm trước", (2024, 2023)),
    ("Năm 2024", "Số liệu kỳ 2023", (2024, 2023)), ("Các phường", "Các xã", (2024, 2024)),
])  # fmt: skip
def test_a_row_of_text_dates_the_rows_below(reading, shape, cells, above, line, years):
    facets, _ = reading(shape(above, line))
    assert tuple(facets.loc[[*cells], "year"]) == years


@SHAPES
@pytest.mark.parametrize("above, line, stages", [
    ("Điểm thẩm định", "Điểm tự chấm", ("appraised", "self")),
    ("I. Tự chấm", "II. Thẩm định", ("self", "appraised")),
    ("Chưa thẩm định", "Sở Nội vụ thẩm định", ("self", "appraised")),
    ("Khối phường", "Khối xã", ("final", "final")),
])  # fmt: skip
def test_a_row_of_text_tells_the_stage_of_the_rows_below(reading, shape, cells, above, line, stages):
    facets, _ = reading(shape(above, line))
    assert tuple(facets.loc[[*cells], "stage"]) == stages


@SHAPES
def test_a_row_of_text_names_the_index_of_the_rows_below(reading, shape, cells):
    facets, _ = reading(shape("PAR INDEX", "SIPAS"))
    assert tuple(facets.loc[[*cells], "index"]) == ("PAR", "SIPAS")


@SHAPES
@pytest.mark.parametrize(
    "line", ["6 tháng đầu năm", "Quý III", "Kế hoạch 2025", "Mục tiêu", "Kết quả dự kiến", "Điểm trừ", "DDCI"]
)
def test_rows_below_words_of_no_score_are_refused(reading, shape, cells, line):
    facets, rules = reading(shape("Cả năm", line))
    assert (cells[0] in facets.index, cells[1] in facets.index) == (True, False)
    assert rules.count("section_of_no_scores") == 1


def test_the_line_and_the_rows_below_it_are_named(workbook):
    findings = read(workbook({"Bảng 1": within("Kết quả", "Kế hoạch 2025")}, "bang.xlsx")).findings
    (found,) = findings[findings["rule"] == "section_of_no_scores"].itertuples()
    assert (found.cell, found.severity) == ("A6", "error")
    assert "“Kế hoạch 2025”" in found.message and "hàng 7–8" in found.message


def test_rows_below_the_name_of_a_domain_are_no_totals(workbook):
    with pytest.raises(ReadError) as error:
        read(workbook({"Bảng 1": within("Cải cách thể chế", "Cải cách tài chính công")}, "bang.xlsx"))
    assert error.value.rule == "title_of_no_total"


@pytest.mark.parametrize(
    "line",
    [
        "Cụm thi đua số 1",
        "Vùng Đông Bắc",
        "I. Các sở",
        "Thượng",
        "Huyện Hòa An (cũ)",
        "Huyện Hòa An cũ",
        "Nhóm Trung bình",
    ],
)
def test_a_row_that_names_a_group_parts_nothing(reading, line):
    facets, rules = reading(within(line, line))
    assert set(facets.loc[["C4", "C7"], "year"]) == {2024}
    assert "section_of_no_scores" not in rules


@pytest.mark.parametrize("outer", ["Năm 2023", "Năm trước"])
def test_a_row_within_a_row_keeps_what_the_outer_one_says(reading, outer):
    rows = within(outer, "Năm 2024")
    rows[4:4] = [["", "Điểm tự chấm"]]
    rows[6:6] = [["", "Điểm thẩm định"], [5, "Xã Cần Yên", 70]]
    facets, _ = reading(rows)
    dated = facets.loc[["C4", "C6", "C8", "C10"], ["year", "stage"]].to_numpy().tolist()
    assert dated == [[2023, "final"], [2023, "self"], [2023, "appraised"], [2024, "final"]]


# -- scoring sheets -----------------------------------------------------------------------------------


def card(line, again=()):
    return [*CARD, CRITERIA, ["1", "Chỉ đạo, điều hành", 3, 2.5], *again, ["", line, "", ""],
            *([CRITERIA] if again else []), ["2", "Thể chế", 2, 1]]  # fmt: skip


@pytest.mark.parametrize("again, cell", [((), "D7"), (([],), "D9")])
@pytest.mark.parametrize("line, column, value", [
    ("Năm 2023", "year", 2023), ("Điểm tự chấm", "stage", "self"), ("Điều tra XHH", "stage", "survey"),
    ("Đơn vị: Xã Nguyên Bình, tỉnh Cao Bằng", "unit", "Xã Nguyên Bình"),
    ("Phường Tân Giang", "unit", "Phường Tân Giang"), ("Nhóm tiêu chí bổ sung", "year", 2024),
])  # fmt: skip
def test_a_row_of_text_amid_criteria_says_it_of_those_below(reading, again, cell, line, column, value):
    facets, _ = reading(card(line, again))
    assert facets.loc[cell, column] == value
    assert facets.loc["D5", ["year", "stage", "unit"]].tolist() == [2024, "final", "Phường Hòa An"]


@pytest.mark.parametrize("line", [
    "Điểm trừ", "Sở Tư pháp", "Công tác tuyên truyền", "Chỉ số hài lòng SIPAS", "Chuyển đổi số", "Chỉ số PAPI",
    "Ban hành kế hoạch CCHC năm 2024", "Báo cáo quý, 6 tháng", "Chỉ tiêu kế hoạch được giao",
    "Kết quả năm trước",
])  # fmt: skip
def test_a_row_that_may_group_criteria_parts_nothing(reading, line):
    facets, rules = reading(card(line))
    assert facets.loc["D7"].tolist() == facets.loc["D5"].tolist()
    assert "section_of_no_scores" not in rules


def test_a_coded_criterion_without_points_parts_nothing(reading):
    rows = card("Điều tra xã hội học")
    rows[5][0] = "II"
    facets, _ = reading(rows)
    assert facets.loc["D7", "stage"] == "final"


def test_years_down_below_the_name_of_another_unit_are_of_that(reading):
    rows = [["CHỈ SỐ CCHC PHƯỜNG HÒA AN, TỈNH CAO BẰNG"], ["Năm", "Cải cách thể chế", "Tổng điểm"],
            [2022, 8, 87], ["Xã Nguyên Bình"], [2023, 7.7, 86], [2024, 7.6, 85]]  # fmt: skip
    facets, _ = reading(rows)
    assert facets.loc[["C3", "C5"], "unit"].tolist() == ["Phường Hòa An", "Xã Nguyên Bình"]


# -- parts --------------------------------------------------------------------------------------------


def test_tables_below_the_same_headings_have_titles_of_their_own(sheet_of):
    rows = [["Kết quả năm 2022"], HEADINGS, [1, "Hà Nội", 81.0], [2, "Bắc Kạn", 82.0], [],
            ["Kết quả năm 2023"], ["Biểu số 2"], [], HEADINGS, [1, "Hà Nội", 83.0]]  # fmt: skip
    (body,) = find_bodies(sheet_of(rows))
    first, second = parts_of(body)
    assert (first.titles, second.titles) == (["Kết quả năm 2022"], ["Kết quả năm 2023", "Biểu số 2"])
    assert (first.lines, second.lines, second.title_lines) == ([2, 3], [9], range(5, 7))
    assert (first.sections, [s.facets for s in second.sections]) == ([], [{"year"}])


def test_a_row_that_says_a_facet_again_ends_what_stood_below_the_first(sheet_of):
    lines = {
        "Năm 2023": "Hà Nội",
        "Điểm tự chấm": "Bắc Kạn",
        "Điểm thẩm định": "Cao Bằng",
        "Năm 2024": "Lào Cai",
    }
    rows = [HEADINGS, *(row for line, unit in lines.items() for row in (["", line], [1, unit, 80.0]))]
    (body,) = find_bodies(sheet_of(rows))
    above = [[text for section in part.sections for text in section.texts] for part in parts_of(body)]
    assert above == [["Năm 2023"], ["Điểm tự chấm", "Năm 2023"], ["Điểm thẩm định", "Năm 2023"], ["Năm 2024"]]


def test_titles_printed_again_above_the_headings_of_the_next_page_part_nothing(sheet_of):
    page = [["Kết quả năm 2023"], ["", "", "ĐIỂM"], HEADINGS]
    rows = [*page, [1, "Hà Nội", 81.0], [], *page, [2, "Bắc Kạn", 82.0]]
    (body,) = find_bodies(sheet_of(rows))
    assert parts_of(body) == [body]
    (body,) = find_bodies(sheet_of([*rows, ["Năm 2022"], [3, "Lào Cai", 83.0], *page, [4, "Cao Bằng", 84.0]]))
    assert [part.titles for part in parts_of(body)][1:] == [["Năm 2022"], ["Kết quả năm 2023"]]


@pytest.mark.parametrize(
    "group", ["Xã loại II", "Nhóm cao nhất", "Xã nông thôn mới", "Nhóm sở tổng hợp, kế hoạch"]
)
def test_groups_of_units_are_no_words_about_their_points(reading, group):
    facets, rules = reading(within(group, "Các xã vùng cao"))
    assert set(facets["stage"]) == {"final"} and set(facets["year"]) == {2024}
    assert "section_of_no_scores" not in rules


def test_a_cluster_above_headings_that_come_again_is_a_group(reading):
    facets, rules = reading(below_again("Các xã vùng cao", "Cụm thi đua số 2"))
    assert len(facets) == 4 and "section_of_no_scores" not in rules


def test_options_above_headings_with_their_own_upper_row_part_nothing(reading):
    over = ["", "", "ĐIỂM", ""]
    rows = [*CARD, over, CRITERIA, ["1", "Chỉ đạo, điều hành", 3, 2.5], ["", "Đạt từ 80% trở lên", "", ""],
            over, CRITERIA, ["2", "Thể chế", 2, 1], ["", "Tổng cộng", 5, 3.5]]  # fmt: skip
    facets, rules = reading(rows)
    assert set(facets["stage"]) == {"final"} and len(facets) == 3
    assert not {"total_of_more", "max_not_sum", "section_of_no_scores"} & set(rules)
