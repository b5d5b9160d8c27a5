"""The first cell: whose the notebook is, of which year, what is said of that; what its other cells show."""

import pandas as pd
import pytest

import cchc_analysis as cchc
from cchc_analysis.notebooks import notebook
from cchc_analysis.notebooks.phrases import NotebookError
from cchc_analysis.notebooks.showing import as_html


def settings(folder, text):
    (folder / "cchc.toml").write_text(text, "utf-8")


def text_of(cells):
    return [shown if isinstance(shown, str) else shown["text/plain"] for shown in cells]


def test_unit_and_year_are_those_of_the_settings(folder, cells):
    settings(folder, 'unit = "cao bang"\nyear = 2023\n')
    page = notebook(index="PAPI")
    assert (page.name, page.year, page.lang, page.index) == ("Cao Bằng", 2023, "vi", "PAPI")
    assert text_of(cells) == [
        "Đang xem: Cao Bằng, năm 2023 (theo `cchc.toml`).",
        "**Cao Bằng**: PAPI, năm 2023.",
    ]


def test_nothing_later_than_the_year_asked_for_is_told(folder, cells):
    settings(folder, "year = 2023\n")
    page = notebook(index="PAPI")
    trend = page.ask(cchc.trend, index="PAPI", unit=page.unit)
    assert trend["year"].max() == 2023
    settings(folder, "")
    page = notebook(index="PAPI")
    assert page.ask(cchc.trend, index="PAPI", unit=page.unit)["year"].max() == 2024


def test_another_year_than_the_one_asked_for_is_said(folder, cells):
    settings(folder, "year = 2024\n")
    page = notebook(index="PAR")
    assert page.year == 2023
    assert "Không có số liệu năm 2024 để so sánh: dưới đây là năm 2023." in cells[-1]


def test_the_index_is_that_of_the_settings_in_any_spelling(folder, cells):
    settings(folder, 'index = "par index"\n')
    assert notebook().index == "PAR"
    settings(folder, 'index = "không có"\n')
    with pytest.raises(NotebookError, match="không có"):
        notebook()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('unit = "Bắc Kann"', "cchc.toml: Không có đơn vị nào tên “Bắc Kann”. Gần nhất: Bắc Kạn"),
        ('unit = "Sở Nội vụ"', "Hãy chọn một: Sở Nội vụ, Hòa Bình"),
        ('unit = "Phường Minh Họa"', "Phường Minh Họa không có số liệu PAPI. Hãy chọn đơn vị khác"),
        ("unit = ", "cchc.toml: không đọc được dòng 1"),
    ],
)
def test_what_stops_a_notebook_is_one_line_without_a_traceback(folder, cells, text, said):
    settings(folder, text)
    with pytest.raises(NotebookError) as stop:
        notebook(index="PAPI")
    (line,) = stop.value._render_traceback_()
    assert said in line
    assert "Đang xem" in cells[0]["text/plain"]  # the form is there to choose another


def test_a_unit_that_is_not_scored_has_its_province_as_context_called_so(folder, cells):
    settings(folder, 'unit = "Sở Nội vụ, tỉnh Hòa Bình"')
    page = notebook(index="PAPI")
    assert page.name == "Hòa Bình"
    assert "Sở Nội vụ không có số liệu PAPI; dưới đây là bối cảnh: số liệu của Hòa Bình" in cells[-1]


def test_a_unit_with_sheets_of_its_own_is_led_to_their_notebook(folder, cells):
    settings(folder, 'unit = "Phường Minh Họa"\nindex = "PAR"')
    for index in ("PAR", None):
        with pytest.raises(NotebookError, match="hãy mở 07_don_vi.ipynb"):
            notebook(index=index)


def test_what_is_not_answered_is_told_once_at_the_end(folder, cells):
    page = notebook(index="PAPI")
    cells.clear()
    for _ in range(2):
        assert page.ask(cchc.ranks, index="PAPI", year=1999) is None
    page.export()
    assert cells[:2] == ["*Chưa đủ số liệu cho phần này; lý do ghi ở cuối trang.*"] * 2
    (last,) = cells[2:]  # nothing was written, of which nothing is said
    assert last.startswith("Chưa đủ số liệu để trả lời:\n\n- PAPI") and last.count("1999") == 1


def test_sheets_are_the_unit_s_else_an_example_called_so(folder, cells):
    settings(folder, 'unit = "Xã Bản Mẫu"\nyear = 2023')
    page = notebook(of="sheets")
    assert (page.name, page.year, page.index, page.notes) == ("Xã Bản Mẫu", 2023, "PAR", [])
    settings(folder, 'unit = "Bắc Kạn"')
    page = notebook(of="sheets")
    assert page.subject.kind == "commune" and page.year == 2024
    assert (
        f"Bắc Kạn chưa có bảng chấm điểm nào trong data/raw; dưới đây là ví dụ của {page.name}" in cells[-1]
    )
    assert "**số liệu minh họa**" in cells[-1]


def test_many_units_are_those_scored_with_the_unit_else_an_example(folder, cells):
    settings(folder, 'unit = "Phường Minh Họa"')
    assert notebook(of="scope").scope == "xa/minh-hoa"
    settings(folder, 'unit = "Bắc Kạn"')
    page = notebook(of="scope")
    assert (page.scope, page.year) == ("xa/vi-du", 2024)
    assert "**Bảng chấm điểm của 8 đơn vị**" in cells[-1] and "**số liệu minh họa**" in cells[-1]
    sent = page.ask(cchc.units_table, index="PAR", year=2024, scope=page.scope)
    assert sent.attrs["not_sent"] == ["Xã Vắng Mặt"]


def test_a_cell_shows_chart_sentence_and_table_and_keeps_them(folder, cells):
    page = notebook(index="PAPI")
    cells.clear()
    trend = page.ask(cchc.trend, index="PAPI", unit=page.unit)
    page.tell(trend, chart=cchc.trend_chart, save="xu_huong")
    chart, sentence, table = cells
    assert chart["image/png"].startswith(b"\x89PNG") and "44,10 điểm PAPI năm 2024" in chart["text/plain"]
    assert sentence.startswith("Bắc Kạn đạt 44,10 điểm") and "<td" in table["text/html"]
    assert "44,10" in table["text/plain"]
    page.export()
    assert cells[-1].startswith("Đã ghi 2 tệp vào thư mục `exports/bac-kan/2024`: xu_huong.png, xu_huong.csv")
    assert sorted(p.name for p in (folder / "exports/bac-kan/2024").iterdir()) == [
        "xu_huong.csv",
        "xu_huong.png",
    ]


def test_what_has_no_answer_is_one_line_and_the_notebook_goes_on(folder, cells):
    page = notebook(index="PAPI")
    cells.clear()
    result = page.ask(cchc.survey, index="SIPAS", unit=page.unit, year=2024)
    page.tell(result, chart=cchc.survey_chart, save="x")
    page.show(result)
    (line,) = cells  # the reason stands at the end, with export()
    assert line == "*Chưa đủ số liệu cho phần này; lý do ghi ở cuối trang.*"


def test_a_table_is_whole_its_text_left_its_numbers_right():
    long = "Tên rất dài " * 20
    shown = as_html(pd.DataFrame({"Tiêu chí": [long, "<b>"], "Điểm": ["1,40", "–"], "Hạng": ["22/61", "–"]}))
    assert long.strip() in shown and "&lt;b&gt;" in shown and "<th></th>" not in shown
    assert shown.count("text-align:left") == 3 and shown.count("text-align:right") == 6
    many = as_html(pd.DataFrame([["1"] * 70] * 100))
    assert many.count("<td") == 7000  # no row, no column left out


def test_a_refusal_has_no_traceback_in_a_notebook():
    with pytest.raises(cchc.ReadError) as error:
        cchc.read("không có.xlsx")
    assert error.value._render_traceback_() == str(error.value).splitlines()
