"""The shapes that workbooks come in."""

import pytest

from cchc_analysis.findings import Findings
from cchc_analysis.workbooks.grid import open_workbook
from cchc_analysis.workbooks.layouts import recognise


def table_of(path, sheet=0):
    return recognise(open_workbook(path, Findings()).sheets[sheet])


def test_a_unit_table(workbook, pci_table):
    table = table_of(workbook({"S": pci_table}))
    assert (table.layout, table.turned) == ("unit_table", False)
    first = table.series[0]
    assert first.labels == ("Gia nhập thị trường",)
    assert first.names.written[:2] == ["Hà Nội", "Bắc Kạn"]
    assert (first.values[1], table.cell(first, 1)) == (5.1, "B3")


def test_headings_of_several_rows_go_from_the_outermost_inwards(workbook):
    rows = [["Báo cáo", None, None], [None, "Chỉ số thành phần", None], ["Tỉnh", "Đất đai", "Minh bạch"],
            ["Hà Nội", 5.0, 6.0], ["Bắc Kạn", 4.0, 3.0]]  # fmt: skip

    def merge(book):
        book["S"].merge_cells("A1:C1")
        book["S"].merge_cells("B2:C2")

    table = table_of(workbook({"S": rows}, change=merge))
    assert table.titles == ["Báo cáo"]
    assert [s.labels for s in table.series] == [
        ("Chỉ số thành phần", "Đất đai"), ("Chỉ số thành phần", "Minh bạch"),
    ]  # fmt: skip


def test_names_in_two_languages_are_one_column(workbook):
    rows = [["tinhid", "tentinh_eng", "tentinh_vie", "A"], [1, "Ha Noi", "Hà Nội", 5.0],
            [6, "Bac Kan", "Bắc Kạn", 4.0]]  # fmt: skip
    table = table_of(workbook({"S": rows}))
    assert table.layout == "unit_table"
    assert table.series[-1].names.written == ["Hà Nội", "Bắc Kạn"]


def test_ranked_blocks_belong_to_the_names_on_their_left(workbook):
    rows = [["Thứ tự", "Tỉnh", "Đất đai", None, "Minh bạch"], [1, "Hà Nội", 9.0, "Bắc Kạn", 8.0],
            [2, "Bắc Kạn", 7.0, "Cao Bằng", 6.0], [3, "Cao Bằng", 5.0, "Hà Nội", 4.0]]  # fmt: skip
    table = table_of(workbook({"S": rows}))
    assert table.layout == "ranked_blocks"
    land, openness = table.series[1:]
    assert dict(zip(land.names.written, land.values, strict=True))["Hà Nội"] == 9
    assert dict(zip(openness.names.written, openness.values, strict=True))["Hà Nội"] == 4
    assert table.cell(openness, 2) == "E4"


def test_criteria_by_unit_is_turned_and_its_cells_are_turned_back(workbook):
    rows = [["Tên tỉnh/thành phố", "Thang điểm", "Ha Noi", "Bac Kan"],
            ["1.1: Tri thức công dân", "0.25-2.5 điểm", 0.96, 1.17],
            ["Ghi chú: KCDL = Không có dữ liệu", None, None, None]]  # fmt: skip
    table = table_of(workbook({"S": rows}))
    assert (table.layout, table.turned) == ("criteria_by_unit", True)
    series = table.series[0]
    assert series.labels == ("1.1: Tri thức công dân", "0.25-2.5 điểm")
    assert (series.values, table.cell(series, 1)) == ([0.96, 1.17], "D2")


def test_a_single_unit_across_is_criteria_by_unit(workbook):
    rows = [["Tên tỉnh/thành phố", "Thang điểm", "Nam Dinh"], ["1: A", "1-10 điểm", 5.4],
            ["1.1: B", None, 1.0], ["1.2: C", None, 1.6]]  # fmt: skip
    assert table_of(workbook({"S": rows})).layout == "criteria_by_unit"


def test_a_class_printed_once_counts_for_all_that_it_spans(workbook):
    rows = [
        ["Tỉnh", "Điểm", "Nhóm"],
        ["Hà Nội", 9.0, "Tốt"],
        ["Bắc Kạn", 8.0, None],
        ["Cao Bằng", 7.0, "Khá"],
    ]
    path = workbook({"S": rows}, change=lambda book: book["S"].merge_cells("C2:C3"))
    assert table_of(path).series[1].values == ["Tốt", "Tốt", "Khá"]


@pytest.mark.parametrize("rows", [[["a", 1.0], ["b", 2.0]], [["Phường Minh Họa", 1.0]], [[None]]])
def test_a_sheet_without_units_is_no_table(workbook, rows):
    assert table_of(workbook({"S": rows})) is None


def test_numbers_without_a_name_are_noted(workbook):
    rows = [["Tỉnh", "A", "B"], ["Hà Nội", 1.0, 2.0], ["Bắc Kạn", 3.0, 4.0], [None, 5.0, 6.0]]
    assert table_of(workbook({"S": rows})).nameless == [3]


def test_areas_merged_below_the_last_row_and_names_in_the_first_are_no_hindrance(workbook):
    rows = [["Sở Nội vụ", 1.0, 2.0], ["Sở Tư pháp", 3.0, 4.0]]
    path = workbook({"S": rows}, change=lambda book: book["S"].merge_cells("B9:B12"))
    table = table_of(path)
    assert [s.values for s in table.series] == [[1, 3], [2, 4]]
    assert [s.labels for s in table.series] == [(), ()]
