"""Which rows of a sheet hold headings; the units are real, the numbers made up (số liệu minh họa)."""

import pytest

from cchc_analysis.tables.kinds import Kinds
from cchc_analysis.tables.starts import Starts

HEAD = ["TT", "Tỉnh", "Điểm"]
TITLE = ["PAR INDEX năm 2023", "", ""]


@pytest.fixture
def rows_of(sheet_of):
    """Return a function that gives the rows of headings of some rows."""

    def make(rows, *merged):
        sheet = sheet_of(rows, *merged)
        return Starts(sheet, Kinds(sheet))

    return make


@pytest.mark.parametrize(
    ("row", "is_heading"),
    [(HEAD, True), (["Hà Nội", 81.0, 2.0], False), (["Tỉnh", 2022, 2023], True), (["Năm", 2023, "Điểm"], False),
     (["(1)", "(2)", "(3)"], False), (["Ghi chú chung", "", ""], False), (["", "Hà Nội", "Bắc Kạn"], True)],
)  # fmt: skip
def test_headings_are_known_words_units_or_years_and_no_other_number(rows_of, row, is_heading):
    assert rows_of([row, ["x", 81.0, 82.0]]).is_heading(0) is is_heading


@pytest.mark.parametrize("below", [[], [["(1)", "(2)", "(3)"]], [["", "", "(100)"]]])
def test_a_table_begins_below_its_headings(rows_of, below):
    rows = rows_of([TITLE, HEAD, *below, [1, "Hà Nội", 81.0], [2, "Bắc Kạn", 82.0]])
    assert rows.tables() == [(1, 2 + (below[:1] != [["", "", "(100)"]]) * len(below))]


@pytest.mark.parametrize("between", [[], [TITLE], [["6 tháng đầu năm 2023", "", ""]]])
def test_headings_printed_again_begin_no_table(rows_of, between):
    part = [HEAD, [1, "Hà Nội", 81.0], [2, "Bắc Kạn", 82.0]]
    assert rows_of([*part, *between, *part]).tables() == [(0, 1)]


@pytest.mark.parametrize(
    ("row", "begins"),
    [
        (["II", "Các xã", "", "Miền núi"], False),
        (["", "Phường", "", ""], False),
        (["II", "Xã", "Điểm", "Hạng"], True),
    ],
)
def test_a_kind_of_units_with_a_note_beside_it_begins_no_table(rows_of, row, begins):
    head = ["TT", "Đơn vị", "Tổng điểm", "Ghi chú"]
    rows = [
        head,
        [1, "Phường Minh Họa", 81.0, ""],
        row,
        [1, "Xã Ví Dụ", 82.0, ""],
        [2, "Xã Minh Họa", 83.0, 12.0],
    ]
    assert len(rows_of(rows).tables()) == 1 + begins


def test_a_table_without_headings_begins_at_the_fullest_column_of_units(rows_of):
    lines = [[1, "Hà Nội", 81.0], [2, "Bắc Kạn", 82.0]]
    assert rows_of([TITLE, *lines]).tables() == [(1, 1)]
    assert rows_of([["Kính gửi", "UBND tỉnh", ""], ["x", "y", "z"]]).tables() == []


def test_rows_that_say_the_headings_again_or_number_the_columns(rows_of):
    rows = rows_of([HEAD, ["tt", "TỈNH", "điểm"], ["1", "2", "3"], ["TT", "Hà Nội", "Điểm"]])
    assert rows.repeated([0], [1, 2, 3]) == [1, 2]


def test_a_heading_merged_down_beside_them_takes_texts_below_into_the_headings(rows_of):
    heads = [["TT", "Tỉnh", "Nhóm một", "", "Nhóm hai"], ["", "", "Gia đình", "Xã hội", "Đời sống"]]
    rows = [*heads, [1, "Hà Nội", 9.0, 8.0, 7.0], [2, "Bắc Kạn", 8.0, 7.0, 6.0]]
    assert rows_of(rows, "C1:D1", "A1:A2").tables() == [(0, 2)]
    assert rows_of(rows, "C1:D1").tables() != [(0, 2)]
