"""Tables as text, as Excel writes them in any setting."""

import pytest

from cchc_analysis.files.text_tables import csv_sheet, decimal_mark
from cchc_analysis.workbooks import ReadError

ROWS = [["BẢNG ĐIỂM PCI 2016", "", ""], ["Tỉnh", "Điểm", "Tỷ lệ"], ["Hà Nội", "81,5", "0,83"],
        ["Bắc Kạn", "60,25", "1"]]  # fmt: skip


def written(rows, separator, end="\r\n"):
    return "".join(separator.join(row) + end for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_csv_of_excel_with_a_decimal_comma(opened, encoding, separator):
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    (sheet,) = opened((mark + written(ROWS, separator)).encode(encoding)).sheets
    assert sheet.rows == ROWS
    assert (sheet.name, sheet.typed, sheet.decimal, sheet.visible) == ("PCI 2016", False, ",", True)
    assert sheet.texts >= {"Hà Nội", "81,5"}


def test_csv_parted_by_commas_has_a_decimal_point(opened):
    (sheet,) = opened("Tỉnh,Điểm\nHà Nội,81.5\nBắc Kạn,60.25\n".encode()).sheets
    assert (sheet.rows[1], sheet.decimal) == (["Hà Nội", "81.5"], ".")


def test_a_comma_in_quotes_parts_nothing(opened):
    (sheet,) = opened('Tỉnh,Điểm\n"Hà Nội, thủ đô","81,5"\n"A ""B""","60,5"\n'.encode()).sheets
    assert sheet.rows[1:] == [["Hà Nội, thủ đô", "81,5"], ['A "B"', "60,5"]]
    assert sheet.decimal == ","


def test_a_cell_may_hold_lines_and_rows_count_as_in_excel(opened):
    (sheet,) = opened('Tiêu chí;Điểm\n"Một\nhai";1,5\n;\nBa;2\n'.encode()).sheets
    assert sheet.rows == [["Tiêu chí", "Điểm"], ["Một\nhai", "1,5"], ["", ""], ["Ba", "2"]]


@pytest.mark.parametrize("separator", ["|", ";", ","])
def test_the_separator_that_a_file_declares(opened, separator):
    (sheet,) = opened(f"sep={separator}\r\n{written([['A', '1'], ['B', '2']], separator)}".encode()).sheets
    assert sheet.rows == [["A", "1"], ["B", "2"]]


@pytest.mark.parametrize("title", ["CCHC các sở, ban, xã năm 2024", "Các sở, ngành, xã, phường năm 2024"])
def test_commas_in_a_title_part_no_cells(title):
    rows = csv_sheet(f"{title}\nTT,Đơn vị,Điểm\n1,Sở Nội vụ,80.5\n2,Sở Tư pháp,81.5\n", "x").rows
    assert rows[:2] == [[title, "", ""], ["TT", "Đơn vị", "Điểm"]]


@pytest.mark.parametrize(("gap", "cells"), [("", "1,Sở Nội vụ,8.5,9.5"), (" ", "1, Sở Nội vụ, 8.5, 9.5")])
def test_headings_of_a_title_in_cells_keep_theirs(gap, cells):
    heads = f",{gap}".join(["TT", "Đơn vị", "Điểm", "Điểm"])
    rows = csv_sheet(f"{heads}\n,,{gap}Tự chấm,{gap}Thẩm định\n{cells}\n{cells}\n", "x").rows
    assert [text.strip() for text in rows[0]] == ["TT", "Đơn vị", "Điểm", "Điểm"]


def test_rows_may_be_shorter_than_others():
    text = (
        "BẢNG CHẤM ĐIỂM\nĐơn vị: Xã Minh Họa\n\nTT;Tiêu chí;Điểm\n1;Kế hoạch;1,5\n2;Báo cáo\n3;Kiểm tra;2\n"
    )
    assert csv_sheet(text, "x").rows[4:] == [
        ["1", "Kế hoạch", "1,5"],
        ["2", "Báo cáo", ""],
        ["3", "Kiểm tra", "2"],
    ]


def test_blank_rows_and_columns_at_the_end_are_left():
    assert csv_sheet("A;1;;\nB;2;;\n;;;\n", "x").rows == [["A", "1"], ["B", "2"]]


def test_cells_are_not_guessed(opened):
    (sheet,) = opened("Mã;Ngày;Điểm\n1.10;01/02;007\n1.2;3-4;x\n".encode()).sheets
    assert sheet.rows[1:] == [["1.10", "01/02", "007"], ["1.2", "3-4", "x"]]


@pytest.mark.parametrize(
    ("rows", "separator", "mark"),
    [
        ([["1.1", "81,5"], ["1.2", "60,25"]], ";", ","),  # the points part the numbers of codes
        ([["1.1", "81"], ["1.2", "60"]], ";", ""),
        ([["x", "0,833"]], ";", ","),
        ([["x", "1,234"]], ";", ""),
        ([["x", "1.234,5"]], ";", ","),
        ([["x", "12,5%"]], "\t", ","),
        ([["81,5"], ["81.5"]], ";", ""),  # one column, both marks
        ([["x", "81.5"]], ",", "."),
        ([["x", "1.234"]], ",", ""),
        ([["x", "1,234.5"]], ",", "."),
        ([["1.1", "81,5"]], ",", ""),  # a code or a number: nothing tells
    ],
)
def test_the_decimal_mark_that_a_file_shows(rows, separator, mark):
    assert decimal_mark(rows, separator) == mark


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252", "latin-1"])
def test_another_encoding_is_refused_with_what_to_do(opened, encoding):
    data = "Đơn vị;Điểm\nHà Nội;81,5\n".replace("Đơn", "Hàn").replace("vị", "và").replace("ộ", "ô")
    data = data.replace("Điểm", "Ðiêm").encode(encoding, "replace")
    with pytest.raises(ReadError, match="CSV UTF-8") as error:
        opened(data)
    assert error.value.rule == "text_encoding"


def test_a_quote_that_is_not_closed_swallows_no_rows(opened):
    with pytest.raises(ReadError, match=r"dấu ngoặc kép .* dòng 4") as error:
        opened(b'A;1\nB;2\n"C;3\nD;4\n')
    assert error.value.rule == "table_broken"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Tỉnh,PAPI 2022\nLai Châu,41,2\nLâm Đồng,42,1\n", 2),
        ("TT,Tỉnh,Điểm,Hạng\n1,Lai Châu,41.2,3\n2,Lâm Đồng,42,1,2\n3,Hà Nội,44,1\n", 3),
        ("Tỉnh,2021,2022\nLai Châu,41,2,40,5\nHà Nội,44,1,43,9\n", 2),
        ("Tỉnh,Điểm\nLai Châu,81,2%\nHà Nội,82,5%\n", 2),
    ],
)
def test_a_comma_that_parts_cells_and_decimals_is_refused(opened, text, line):
    with pytest.raises(ReadError, match=f"Dòng {line} của tệp CSV") as error:
        opened(text.encode())
    assert error.value.rule == "decimals_parted"


@pytest.mark.parametrize(
    "text",
    ['"Tỉnh","PAPI 2022"\n"Lai Châu","41,2"\n', "Tỉnh,Điểm,Hạng\nHà Nội,44,1\nLai Châu,41.5,2\n",
     "Tỉnh,Điểm\nHà Nội,44.1,2\nLai Châu,41.2,ghi chú\n", "PAPI,,\nTỉnh,2021,2022\nHà Nội,44,45\n"],
)  # fmt: skip
def test_a_comma_that_parts_cells_alone_is_read(opened, text):
    assert opened(text.encode()).sheets[0].rows


PROSE = [
    "# Dự án\n\nĐọc bảng tính, vẽ biểu đồ, viết báo cáo.\nNăm 2024, 63 tỉnh.\nXong, cảm ơn.\n",
    "Hà Nội\nBắc Kạn\n81,5\n",
    "def f(a, b):\n    return a, b\n\nx = f(1, 2)\n",
    "một, hai\nba, bốn\n",
    "81.5\n60.25\n",
    "x;1\n",
]


@pytest.mark.parametrize("text", PROSE)
def test_what_is_no_table_is_refused(opened, text):
    with pytest.raises(ReadError, match="không phải bảng tính") as error:
        opened(text.encode(), "README.md")
    assert error.value.rule == "not_a_workbook"


def test_no_document_of_the_project_is_a_table(request):
    for path in request.config.rootpath.glob("*.md"):
        assert csv_sheet(path.read_text("utf-8"), path.stem) is None, path.name


@pytest.mark.parametrize("heading", ["Chỉ đạo, điều hành", "Cải cách thể chế, thủ tục, bộ máy"])
def test_a_comma_in_a_heading_that_is_not_quoted_is_refused(opened, heading):
    text = "KẾT QUẢ, CHỈ SỐ, CÁC XÃ, NĂM 2024\nĐơn vị,{},Tổng\nXã Một,25,45\nXã Hai,26,47\n"
    with pytest.raises(ReadError, match="Dòng 2 của tệp CSV") as error:
        opened(text.format(heading).encode())
    assert error.value.rule == "heading_parted"
    assert opened(text.format(f'"{heading}"').encode()).sheets[0].rows[1][1] == heading
