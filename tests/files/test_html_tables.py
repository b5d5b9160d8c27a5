"""Tables of web pages, whatever their files are called."""

import pytest

from cchc_analysis.files.html_tables import html_sheets
from cchc_analysis.workbooks import ReadError

TABLE = "<table><tr><th>Tỉnh<th>Điểm</tr><tr><td>Hà Nội<td>81,5</tr></table>"
ROWS = [["Tỉnh", "Điểm"], ["Hà Nội", "81,5"]]


@pytest.mark.parametrize(
    "data",
    [
        f"<html><body>{TABLE}</body></html>".encode(),
        f"\ufeff{TABLE}".encode(),
        f"\ufeff<html>{TABLE}".encode("utf-16-le"),
        f"<!DOCTYPE html>\n<TABLE border=1>{TABLE[7:]}".encode(),
        f'<?xml version="1.0" encoding="UTF-8"?>\n<html>{TABLE}</html>'.encode(),
        f'<meta charset="windows-1252">{TABLE}'.encode(),  # UTF-8, whatever it declares
        f'<meta http-equiv=Content-Type content="text/html; charset=utf-8">{TABLE}'.encode(),
    ],
)
def test_a_table_that_calls_itself_xls(opened, data):
    (sheet,) = opened(data, "PCI 2016.xls").sheets
    assert sheet.rows == ROWS
    assert (sheet.name, sheet.typed, sheet.decimal, sheet.visible) == ("PCI 2016", False, ",", True)


def test_a_declared_encoding_is_taken(opened):
    page = "<meta charset='windows-1252'><table><tr><td>Hòa Bình</td><td>1,5</td></tr></table>"
    assert opened(page.encode("cp1252")).sheets[0].rows == [["Hòa Bình", "1,5"]]


@pytest.mark.parametrize("declared", ["", "<meta charset=nothing-known>", "<meta charset=utf-8>"])
def test_an_encoding_that_nobody_declares_is_refused(opened, declared):
    page = f"<html>{declared}<table><tr><td>Hòa Bình</td><td>1,5</td></tr></table>"
    with pytest.raises(ReadError, match="không rõ bảng mã") as error:
        opened(page.encode("cp1252"))
    assert error.value.rule == "text_encoding"


def test_spans_are_merged_areas_and_keep_their_places():
    (sheet,) = html_sheets(
        "<table><tr><td rowspan=2>Tỉnh<td colspan=2>Điểm<td rowspan=0>Chú</tr>"
        "<tr><td>2023<td>2024</tr><tr><td>Hà Nội<td>80<td>81</tr></table>",
        "x",
    )
    assert sheet.rows == [["Tỉnh", "Điểm", "", "Chú"], ["", "2023", "2024", ""], ["Hà Nội", "80", "81", ""]]
    assert sheet.merged == [((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (2, 3))]


def test_texts_are_as_a_reader_sees_them():
    cell = (
        "<td>\n  Sở <b>Nội</b>\n vụ &amp; <i>&#212;ng</i><br>A<br/>B&nbsp;C<script>1</script><!-- 2 --></td>"
    )
    (sheet,) = html_sheets(f"<table><tr>{cell}<td>1<p>2</p></td><td> 3 </td></tr></table>", "x")
    assert sheet.rows == [["Sở Nội vụ & Ông\nA\nB\xa0C", "1\n2", "3"]]


def test_text_before_a_table_stands_above_it():
    page = (
        "<html><head><title>t</title><style>p {}</style></head><body><h1>BẢNG <b>XẾP HẠNG</b></h1>"
        "<table><tr><td>UBND TỈNH A<td>CỘNG HÒA</tr></table>Năm 2016<br>"
        f"{TABLE}<p>Nguồn: B</p>{TABLE}</body></html>"
    )
    first, second = html_sheets(page, "x")
    assert first.rows == [["BẢNG XẾP HẠNG", ""], ["UBND TỈNH A", "CỘNG HÒA"], ["Năm 2016", ""], *ROWS]
    assert second.rows == [["Nguồn: B", ""], *ROWS]
    assert (first.name, second.name) == ("x", "x (2)")


def test_a_table_that_arranges_the_page_is_none():
    page = f"<table><tr><td>Trang chủ</td><td><p>PCI 2016</p>{TABLE}</td></tr></table>"
    (sheet,) = html_sheets(page, "x")
    assert sheet.rows == [["Trang chủ", ""], ["PCI 2016", ""], *ROWS]


def test_a_table_in_a_cell_is_text_of_that_cell():
    page = "<table><tr><td>A<table><tr><td>x<td>y</tr></table></td><td>1</td></tr><tr><td>B<td>2</tr></table>"
    (sheet,) = html_sheets(page, "x")
    assert sheet.rows == [["A\nx\ny", "1"], ["B", "2"]]


def test_hidden_rows_are_marked_where_they_stand():
    rows = '<tr><td>A<td>1</tr><tr style="DISPLAY: none; height:0"><td>B<td>2</tr>'
    (sheet,) = html_sheets(f"<p>PCI</p><table>{rows}</table>", "x")
    assert sheet.marks.hidden_rows == {2}


@pytest.mark.parametrize("span", ["999999999", "-3", "abc", "", "1e9"])
def test_a_span_that_no_table_has_does_no_harm(span):
    page = f'<table><tr><td colspan="{span}" rowspan="{span}">A</td></tr><tr><td>1</td></tr></table>'
    (sheet,) = html_sheets(page, "x")
    assert sheet.width <= 1001 and "1" in sheet.texts


@pytest.mark.parametrize(
    "page", ["<html><body><p>81,5</p></body></html>", "<table><tr><td>Không có số</td></tr></table>", "<p"]
)
def test_a_page_without_numbers_in_a_table_is_refused(opened, page):
    with pytest.raises(ReadError, match="không phải bảng tính") as error:
        opened(page.encode(), "trang.html")
    assert error.value.rule == "not_a_workbook"
