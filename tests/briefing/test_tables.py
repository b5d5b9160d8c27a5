"""Tables for readers: their headings, their numbers, nothing else."""

from __future__ import annotations

from statistics import median

import openpyxl
import pandas as pd
import pytest

import cchc_analysis as cchc
from cchc_analysis.briefing.tables import table, write_excel_csv, write_workbook
from cchc_analysis.writing import SaveError


def column(published, index, year, code):
    return {
        unit: float(text) for (i, y, unit, c), text in published.items() if (i, y, c) == (index, year, code)
    }


def written(value, decimals=2, sign=""):
    return f"{value:{sign}.{decimals}f}".replace(".", ",").replace("-", "−")


def test_a_trend_in_vietnamese(result, published):
    shown = table(result("trend", index="PAPI", unit="Bắc Kạn")).set_index("Năm")
    assert list(shown.columns) == [
        "Điểm",
        "% thang điểm",
        "Thay đổi",
        "Thay đổi của phần so sánh được",
        "Thay đổi theo số công bố",
        "Dao động thông thường (±)",
        "Trung vị",
        "Cao nhất",
        "Trung vị vùng",
        "Hạng",
        "Lưu ý khi so sánh",
    ]
    assert list(shown.index) == [str(year) for year in range(2011, 2025)]
    values = column(published, "PAPI", 2024, "total")
    ours, before = values["Bắc Kạn"], float(published["PAPI", 2023, "Bắc Kạn", "total"])
    rank = 1 + sum(value > ours for value in values.values())
    last = shown.loc["2024"]
    assert last["Điểm"] == written(ours)
    # Eight dimensions of 1 to 10 points.
    assert last["% thang điểm"] == written(100 * (ours - 8) / 72, 1)
    assert last["Thay đổi"] == written(ours - before, sign="+")
    assert last["Trung vị"] == written(median(values.values()))
    assert last["Cao nhất"] == written(max(values.values()))
    assert last["Hạng"] == f"{rank}/61" == "22/61" and last["Lưu ý khi so sánh"] == ""
    assert shown.loc["2018", "Thay đổi"] == "–"
    assert shown.loc["2018", "Lưu ý khi so sánh"].startswith("thêm lĩnh vực 7 và 8")
    # What is comparable in part only has no change, but that of the parts that are.
    assert shown.loc["2020", "Thay đổi"] == "–" and shown.loc["2020", "Thay đổi theo số công bố"].startswith(
        "−"
    )
    assert shown.loc["2020", "Thay đổi của phần so sánh được"] not in ("", "–")


def test_a_trend_in_english(result):
    shown = table(result("trend", index="PAPI", unit="Bắc Giang"), "en").set_index("Year")
    assert list(shown.columns)[:3] == ["Score", "% of scale", "Change"]
    assert "." in shown.loc["2024", "Score"] and "," not in shown.loc["2024", "Score"]
    assert shown.loc["2014", ["Score", "Change", "Rank"]].tolist() == ["–", "–", "–"]
    assert shown.loc["2014", "On comparing"] == "not published"


def test_ranks_over_the_years_show_the_printed_one_beside_the_computed(result, published):
    shown = table(result("rank_history", index="PCI", unit="Bắc Giang")).set_index("Năm")
    assert shown.loc["2021", "Xếp hạng công bố"] == published["PCI", 2021, "Bắc Giang", "rank"]
    values = column(published, "PCI", 2021, "total")
    rank = 1 + sum(value > values["Bắc Giang"] for value in values.values())
    assert shown.loc["2021", "Hạng"] == f"{rank}/63"
    # Few were published: the rank among them is no rank among all.
    assert shown.loc["2024", ["Hạng", "Xếp hạng công bố"]].tolist() == ["–", "4"]
    moved = int(published["PCI", 2018, "Bắc Giang", "rank"]) - int(
        published["PCI", 2019, "Bắc Giang", "rank"]
    )
    assert moved == -4 and shown.loc["2019", "Thay đổi hạng (mọi đơn vị của từng năm)"] == "−4"
    english = table(result("rank_history", index="PCI", unit="Bắc Giang"), "en")
    assert list(english.columns) == [
        "Year",
        "Rank",
        "Printed rank",
        "Score",
        "Lowest possible rank",
        "Change of rank (all units of each year)",
        "Change of rank (units of both years)",
        "Units of both years",
    ]


def test_everybody_in_one_year(result, published):
    shown = table(result("ranks", index="PAPI", year=2024))
    values = column(published, "PAPI", 2024, "total")
    best = max(values, key=values.get)
    assert shown[["Hạng", "Đơn vị", "Điểm"]].iloc[0].tolist() == ["1/61", best, written(values[best])]
    assert (len(shown), len(values)) == (63, 61) and shown["Xếp hạng công bố"].eq("–").all()
    assert shown[["Hạng", "Đơn vị"]].iloc[-2:].values.tolist() == [["–", "Tiền Giang"], ["–", "Vĩnh Phúc"]]
    english = table(result("ranks", index="PAPI", year=2024), "en")
    assert list(english.columns) == ["Rank", "Unit", "Score", "% of scale", "Printed rank",
                                     "Lowest possible rank", "Class"]  # fmt: skip


def test_ranks_are_among_those_with_a_score(result, published):
    shown = table(result("ranks", index="PCI", year=2022)).set_index("Đơn vị")
    n = len(column(published, "PCI", 2022, "total"))
    assert shown.loc["Quảng Ninh", "Hạng"] == f"1/{n}"
    assert shown.loc["Hà Nội", ["Hạng", "Điểm", "Xếp hạng công bố"]].tolist() == ["–", "–", "20"]


def test_weaknesses(result, published):
    shown = table(result("weaknesses", index="PAPI", unit="Bắc Kạn", year=2024)).set_index("Mã")
    values = column(published, "PAPI", 2024, "6.2")
    ours = values["Bắc Kạn"]
    rank = 1 + sum(value > ours for value in values.values())
    row = shown.loc["6.2"]
    assert row.drop("Yếu kéo dài").to_dict() == {
        "Nội dung thành phần": "Giáo dục tiểu học công lập",
        "Điểm": written(ours),
        "Điểm tối đa": "2,50",
        "% thang điểm": written(100 * (ours - 0.25) / 2.25, 1),
        "Khoảng cách tới trung vị": written(median(values.values()) - ours),
        "Khoảng cách tới đơn vị cao nhất": written(max(values.values()) - ours),
        "Đơn vị cao nhất": max(values, key=values.get),
        "Số điểm chưa đạt": written(2.5 - ours),
        "Hạng": f"{rank}/61",
    }


def test_weaknesses_in_english(result):
    shown = table(result("weaknesses", index="PCI", unit="Bắc Kạn", year=2021), "en")
    assert list(shown.columns)[:3] == ["Code", "Sub-index", "Score"]
    assert "Labor and Training" in shown["Sub-index"].tolist()


def test_yes_and_no_are_words(result):
    found = result("weaknesses", index="PCI", unit="Bắc Kạn", year=2021, n=None)
    assert found["persistent"].any() and not found["persistent"].all()
    for lang, heading, words in (
        ("vi", "Yếu kéo dài", {True: "có", False: "không"}),
        ("en", "Persistent", {True: "yes", False: "no"}),
    ):
        assert table(found, lang)[heading].tolist() == [words[bool(v)] for v in found["persistent"]]


def test_points_that_cannot_be_known_are_dashes(result):
    shown = table(result("weaknesses", index="PCI", unit="Ninh Thuận", year=2022))
    for heading in ("Khoảng cách tới trung vị", "Khoảng cách tới đơn vị cao nhất", "Số điểm chưa đạt"):
        assert shown[heading].eq("–").all()
    assert not shown["% thang điểm"].eq("–").any()


def test_a_history_is_criteria_by_years_in_per_cent(result, published):
    shown = table(result("history", index="PAPI", unit="Bắc Giang"))
    assert shown.index.name == "Mã" and shown.index.tolist()[:2] == ["1.1", "1.2"]
    assert list(shown.columns) == ["Nội dung thành phần", *range(2011, 2025)]
    assert shown.columns.name is None
    score = float(published["PAPI", 2011, "Bắc Giang", "1.1"])
    assert shown.loc["1.1", 2011] == f"{100 * (score - 0.25) / 2.25:.0f}"
    # 2014 was not published, 2.1 did not exist before 2018.
    assert shown.loc["1.1", 2014] == shown.loc["2.1", 2017] == "–"
    assert shown.loc["1.1", "Nội dung thành phần"] == "Tri thức công dân"


def test_a_history_in_english(result):
    shown = table(result("history", index="PCI", unit="Bắc Kạn"), "en")
    assert shown.index.name == "Code" and shown.columns[0] == "Sub-index"
    assert shown.loc["labor", "Sub-index"] == "Labor and Training"


def test_a_table_keeps_the_order_and_is_all_text(result):
    found = result("weaknesses", index="PAPI", unit="Bắc Kạn", year=2024)
    shown = table(found)
    assert shown["Mã"].tolist() == found["code"].tolist()
    assert all(isinstance(value, str) for value in shown.to_numpy().ravel())


def test_a_kind_without_a_table_names_those_there_are():
    result = pd.DataFrame({"score": [1.0]})
    result.attrs["kind"] = "x"
    with pytest.raises(ValueError, match="Không có bảng cho “x”; có: trend, rank_history, ranks") as error:
        table(result)
    assert "No table for “x”; there are: " in str(error.value) and "history" in str(error.value)


# -- what a workbook calls things is no code -------------------------------------------------------


@pytest.fixture
def hostile():
    """Names that mean something to Excel or a browser (số liệu minh họa)."""
    return pd.DataFrame(
        {
            "=Tiêu chí": ["=1+1", "#N/A", "<script>alert(1)</script>", "x\x1b[2J"],
            "Điểm": [-1.5, 2.25, None, 0.0],
            "Thay đổi": ["−0,75", "-0,75", "+0,75", "–"],
        }
    )


def test_a_table_for_excel_has_no_formula_and_keeps_negative_numbers(hostile, tmp_path):
    write_excel_csv(hostile, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().decode("utf-8-sig").split("\r\n") == [
        "'=Tiêu chí;Điểm;Thay đổi",
        "'=1+1;-1,5;−0,75",
        "#N/A;2,25;-0,75",
        "<script>alert(1)</script>;;+0,75",
        "x\ufffd[2J;0,0;–",
        "",
    ]


def test_a_workbook_has_texts_and_numbers_alone(hostile, tmp_path):
    named = hostile.set_index(pd.Index(["1.10", "@a", "-2", "x"], name="Mã"))
    write_workbook(named, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    rows = [[(c.value, c.data_type) for c in row if c.value is not None] for row in sheet.iter_rows()]
    assert rows[1] == [("1.10", "s"), ("'=1+1", "s"), (-1.5, "n"), ("−0,75", "s")]
    assert rows[2][:2] == [("'@a", "s"), ("#N/A", "s")] and rows[3][0] == ("-2", "s")
    assert rows[0][:2] == [("Mã", "s"), ("'=Tiêu chí", "s")]


def test_a_table_that_no_sheet_holds_is_refused(hostile, tmp_path, monkeypatch):
    monkeypatch.setattr("cchc_analysis.briefing.tables._MOST_ROWS", 4)
    with pytest.raises(SaveError, match="bảng có 4 dòng, nhiều hơn một trang XLSX; hãy ghi .csv"):
        write_workbook(hostile, tmp_path / "t.xlsx")
    assert not (tmp_path / "t.xlsx").exists()


def test_a_notebook_shows_names_as_text(result):
    found = result("weaknesses", index="PAPI", unit="Bắc Kạn", year=2024)
    named = found.assign(name="<script>alert(1)</script>")
    named.attrs = found.attrs
    assert "<script>" not in table(named)._repr_html_() and "&lt;script&gt;" in table(named)._repr_html_()


def test_a_notebook_cuts_no_reason(result):
    trend = result("trend", index="PAPI", unit="Bắc Kạn")
    shown = table(trend)._repr_html_()
    assert (
        all(reason in shown for reason in trend["reason"].dropna()) and trend["reason"].str.len().max() > 60
    )


def test_what_happened_to_a_criterion_is_told_in_words(ward):
    before, after = (cchc.sheet(ward, index="PAR", unit="Phường Minh Họa", year=y) for y in (2022, 2024))
    changes = cchc.match(before, after).set_index("code")
    shown = cchc.table(cchc.match(before, after)).set_index("Mã")["Thay đổi"]
    assert (changes.at["6.1", "change"], shown["6.1"]) == ("renumbered", "đổi mã")
    assert (shown["1.1"], shown["7.3"]) == ("không đổi", "thêm mới")
    assert (
        cchc.table(cchc.match(before, after), "en").set_index("Code").at["3.3", "Change"] == "other maximum"
    )
