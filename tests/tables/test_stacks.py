"""The headings over each column."""

from cchc_analysis.tables.stacks import stacks_of


def texts(stacks):
    return [tuple(h.text for h in stacks[at]) for at in sorted(stacks)]


def test_merged_cells_stand_over_all_their_columns(sheet_of):
    sheet = sheet_of([["Tỉnh", "Năm 2023", None, None], [None, "Điểm", "Hạng", "Loại"]], "B1:D1", "A1:A2")
    assert texts(stacks_of(sheet, [0, 1])) == [
        ("Tỉnh",), ("Năm 2023", "Điểm"), ("Năm 2023", "Hạng"), ("Năm 2023", "Loại")]  # fmt: skip


def test_a_group_counts_for_the_blanks_on_its_right_where_nothing_is_merged(sheet_of):
    sheet = sheet_of([[None, "Năm 2022", None, "Năm 2023", None], ["Tỉnh", "Điểm", "Hạng", "Điểm", "Hạng"]])
    assert texts(stacks_of(sheet, [0, 1]))[1:] == [
        ("Năm 2022", "Điểm"), ("Năm 2022", "Hạng"), ("Năm 2023", "Điểm"), ("Năm 2023", "Hạng")]  # fmt: skip


def test_what_is_merged_over_nearly_all_is_a_title_and_no_heading(sheet_of):
    sheet = sheet_of([["Bảng điểm", None, None], ["Tỉnh", "Điểm", "Hạng"]], "A1:C1")
    assert texts(stacks_of(sheet, [0, 1])) == [("Tỉnh",), ("Điểm",), ("Hạng",)]


def test_years_typed_as_numbers_are_written_as_years(sheet_of):
    assert texts(stacks_of(sheet_of([["Tỉnh", 2022, 2023]]), [0])) == [("Tỉnh",), ("2022",), ("2023",)]
