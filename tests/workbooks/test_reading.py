"""From a workbook to scores and findings."""

import math

import pytest
from small_workbooks import PCI_CODES

from cchc_analysis import scores
from cchc_analysis.workbooks import ReadError, read


def rules_of(reading, *severities):
    table = reading.findings
    if severities:
        table = table[table["severity"].isin(severities)]
    return sorted(set(table["rule"]))


def finding(reading, rule):
    (row,) = reading.findings[reading.findings["rule"] == rule].itertuples()
    return row


def test_every_score_leads_back_to_its_cell(workbook, pci_table):
    reading = read(workbook({"Tổng hợp": pci_table}))
    frame = scores.validate(reading.scores)
    assert len(frame) == 6 * 11
    assert set(frame["code"]) == {*PCI_CODES, "total"}
    row = frame[(frame["unit"] == "Bắc Kạn") & (frame["code"] == "land")].iloc[0]
    assert (row["score"], row["sheet"], row["cell"]) == (5.11, "Tổng hợp", "C3")
    assert (row["file"], row["index"], row["year"], row["edition"]) == (
        "PCI 2016.xlsx",
        "PCI",
        2016,
        "pci-2013",
    )
    assert (row["min_score"], row["max_score"], row["level"], row["stage"]) == (1, 10, 1, "final")
    assert (row["unit_id"], row["scope"], row["unit_type"]) == ("tinh-63/06", "tinh-63", "province")
    assert rules_of(reading) == []


def test_missing_stays_missing(workbook, pci_table):
    pci_table[2][3] = None
    pci_table[3][4] = "KCDL"
    reading = read(workbook({"S": pci_table}))
    gone = reading.scores[reading.scores["status"] == "missing"]
    assert list(zip(gone["unit"], gone["code"], strict=True)) == [
        ("Bắc Kạn", "transparency"),
        ("Cao Bằng", "time"),
    ]
    assert gone["score"].isna().all()


def test_a_zero_below_the_scale_is_missing_and_said_to_be(workbook, pci_table):
    pci_table[2] = ["Bắc Kạn", *[None] * 10, 0]
    reading = read(workbook({"S": pci_table}))
    row = reading.scores[(reading.scores["unit"] == "Bắc Kạn") & (reading.scores["code"] == "total")].iloc[0]
    assert row["status"] == "missing"
    assert finding(reading, "zero_is_missing").cell == "L3"


def test_ranks_and_classes_stand_with_the_total(workbook, pci_table):
    order = {name: i for i, name in enumerate(sorted((r[0] for r in pci_table[1:]), key=lambda n: -dict(
        (r[0], r[-1]) for r in pci_table[1:])[n]), 1)}  # fmt: skip
    rows = [[*pci_table[0], "Xếp hạng", "Nhóm xếp hạng"]] + [[*r, order[r[0]], "Khá"] for r in pci_table[1:]]
    reading = read(workbook({"S": rows}))
    total = reading.scores[reading.scores["code"] == "total"].set_index("unit")
    assert total["rank"].to_dict() == order
    assert set(total["group"]) == {"Khá"}
    assert reading.scores.loc[reading.scores["code"] != "total", "rank"].isna().all()
    assert "rank_differs" not in rules_of(reading)


def test_a_rank_that_the_scores_do_not_give_is_reported(workbook, pci_table):
    rows = [[*pci_table[0], "Xếp hạng"]] + [[*r, i] for i, r in enumerate(pci_table[1:], 1)]
    reading = read(workbook({"S": rows}))
    assert "ghi cho Hà Nội là 1, tính từ điểm là 6 (6 đơn vị" in finding(reading, "rank_differs").message


def test_a_rank_without_heading_is_known_by_its_order(workbook, pci_table):
    best_first = sorted(pci_table[1:], key=lambda r: -r[-1])
    rows = [[None, *pci_table[0]]] + [[i, *r] for i, r in enumerate(best_first, 1)]
    total = read(workbook({"S": rows})).scores.query("code == 'total'").set_index("unit")
    assert total.loc[best_first[0][0], "rank"] == 1


def test_what_is_no_unit_is_left_out_and_reported(workbook, pci_table):
    pci_table += [["Median", *[5.0] * 10, 60.0], ["Atlantis", *[5.0] * 10, 60.0]]
    reading = read(workbook({"S": pci_table}))
    assert reading.scores["unit"].nunique() == 6
    assert "Median" in finding(reading, "pseudo_unit").message
    assert finding(reading, "pseudo_unit").cell == "A8"
    assert finding(reading, "unit_unknown").cell == "A9"


def test_a_misspelt_unit_is_taken_and_reported(workbook, pci_table):
    pci_table[3][0] = "Cao Bàng"
    reading = read(workbook({"S": pci_table}))
    assert "Cao Bằng" in set(reading.scores["unit"])
    assert finding(reading, "unit_misspelt").cell == "A4"


def test_a_unit_that_stands_twice(workbook, pci_table):
    same = [*pci_table, list(pci_table[2])]
    assert finding(read(workbook({"S": same})), "unit_twice").cell == "A8"
    other = [*pci_table, ["Bắc Kạn", *[9.0] * 10, 90.0]]
    reading = read(workbook({"S": other}, "PCI 2017.xlsx"))
    twice = finding(reading, "unit_twice_differs")
    assert (twice.severity, twice.cell) == ("error", "B8") and "B3" in twice.message
    assert "không lấy" in twice.message and "was taken" not in twice.message_en
    assert "Bắc Kạn" not in set(reading.scores["unit"]) and len(reading.scores) == 5 * 11


@pytest.mark.parametrize("wrong", [70000, 2.5, -3, 0, 64])
def test_a_rank_is_a_whole_number_from_1_to_the_number_of_units(workbook, pci_table, wrong):
    best_first = sorted(pci_table[1:], key=lambda r: -r[-1])
    rows = [[*pci_table[0], "Xếp hạng"]] + [[*r, i] for i, r in enumerate(best_first, 1)]
    rows[2][-1] = wrong
    reading = read(workbook({"S": rows}))
    said = finding(reading, "rank_impossible")
    assert (said.cell, said.severity) == ("M3", "warning")
    total = reading.scores[reading.scores["code"] == "total"]
    assert sorted(total["rank"].dropna()) == [1, 3, 4, 5, 6]


def test_a_rank_may_be_that_of_a_unit_whose_rivals_are_not_listed(workbook, pci_table):
    rows = [[*pci_table[0], "Xếp hạng"], [*pci_table[1], 63], [*pci_table[2], 51]]
    reading = read(workbook({"S": rows}))
    assert sorted(reading.scores["rank"].dropna()) == [51, 63] and rules_of(reading) == []


def test_numbers_typed_as_text_are_reported_once_a_table(workbook):
    years = [str(y) for y in range(2015, 2022)]
    body = [[y, "60,5 ", f"{61 + i},25", 70 + i] for i, y in enumerate(years)]
    rows = [["Điểm PCI các năm"], ["Năm", "Hà Nội", "Bắc Kạn", "Cao Bằng"], *body]
    reading = read(workbook({"S": rows}))
    (message,) = reading.findings.query("rule == 'numbers_as_text'")["message"]
    assert message.startswith("14 số ở B3:C9 được gõ dưới dạng văn bản (ví dụ “60,5”)")


@pytest.mark.parametrize(("typed", "read_as"), [("5,25", 5.25), (" 5.25\xa0", 5.25), ("9.123", 9.123)])
def test_numbers_typed_as_text(workbook, pci_table, typed, read_as):
    pci_table[2][1] = typed
    reading = read(workbook({"S": pci_table}))
    frame = reading.scores
    assert frame[(frame["unit"] == "Bắc Kạn") & (frame["code"] == "entry")]["score"].tolist() == [read_as]
    assert finding(reading, "numbers_as_text").cell == "B3"


def test_what_is_no_number_is_missing_with_its_cell(workbook, pci_table):
    pci_table[2][1] = "tốt"
    reading = read(workbook({"S": pci_table}))
    assert finding(reading, "not_a_number").cell == "B3"
    assert "“tốt” (Bắc Kạn)" in finding(reading, "not_a_number").message


@pytest.mark.parametrize(
    ("row", "column", "value", "rule", "cell"),
    [(2, 11, 99.0, "weights_do_not_give_total", "L3"), (2, 1, 10.5, "outside_scale", "B3")],
)
def test_scores_that_contradict_each_other(workbook, pci_table, row, column, value, rule, cell):
    pci_table[row][column] = value
    reading = read(workbook({"S": pci_table}))
    assert finding(reading, rule).cell == cell
    assert finding(reading, rule).severity == "error"


def test_a_score_outside_its_published_scale_is_missing(workbook, pci_table):
    pci_table[2][1] = 10.5  # Bắc Kạn, of ten points
    reading = read(workbook({"S": pci_table}))
    entry = reading.scores[reading.scores["code"] == "entry"].set_index("unit")
    assert entry["status"].to_dict() == {
        r[0]: "missing" if r[0] == "Bắc Kạn" else "scored" for r in pci_table[1:]
    }
    assert math.isnan(entry.loc["Bắc Kạn", "score"]) and entry.loc["Cao Bằng", "score"] == 5.2
    left = reading.account[reading.account["reason"] == "outside_scale"]
    assert left[["range", "cells"]].values.tolist() == [["B3", 1]]


def test_the_end_of_a_scale_may_be_missed_by_rounding(workbook, pci_table):
    pci_table[2][1] = 10.004
    reading = read(workbook({"S": pci_table}))
    scores = reading.scores.set_index(["unit", "code"])["score"]
    assert scores["Bắc Kạn", "entry"] == 10.004 and "outside_scale" not in set(reading.findings["rule"])


def test_points_above_the_maximum_of_a_sheet_of_its_own_stay_as_printed(workbook):
    rows = [["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"], ["Đơn vị: Phường Minh Họa, tỉnh Cao Bằng"],
            ["TT", "Tiêu chí", "Điểm tối đa", "Thẩm định"], ["1", "Chỉ đạo", 2, 2.5],
            ["2", "Thể chế", 3, 3]]  # fmt: skip
    reading = read(workbook({"S": rows}, "bang.xlsx"))
    assert reading.scores.set_index("code")["score"].to_dict() == {"1": 2.5, "2": 3}
    assert finding(reading, "score_above_max").cell == "D4"


# -- several sheets ----------------------------------------------------------------------------------


def test_a_sheet_that_repeats_another_is_read_once(workbook, pci_table):
    reading = read(workbook({"Summary_VN": pci_table, "Copy": pci_table}))
    assert set(reading.scores["sheet"]) == {"Summary_VN"}
    assert finding(reading, "sheet_repeats").sheet == "Copy"


def test_a_hidden_sheet_of_another_year_is_reported_not_mixed_in(workbook, pci_table):
    old = [[*pci_table[0][:-1], "PCI 2013"]] + [[r[0], *(v + 0.5 for v in r[1:])] for r in pci_table[1:]]

    def hide(book):
        book["Summary"].sheet_state = "hidden"

    reading = read(workbook({"Summary": old, "Summary_VN": pci_table}, change=hide))
    assert set(reading.scores["sheet"]) == {"Summary_VN"}
    assert set(reading.scores["year"]) == {2016}
    said = finding(reading, "sheet_of_another_year")
    assert "ghi năm 2013, không phải 2016" in said.message
    assert "sheet_hidden" in rules_of(reading)


def test_a_sheet_with_other_numbers_for_the_same_criteria_is_left_out(workbook, pci_table):
    stale = [r[:4] for r in pci_table[:1]] + [[r[0], 7.0, 7.1, 7.2] for r in pci_table[1:]]
    reading = read(workbook({"Tổng hợp": pci_table, "Trang khác": stale}))
    assert set(reading.scores["sheet"]) == {"Tổng hợp"}
    said = finding(reading, "sheet_contradicts")
    assert "entry, land, transparency" in said.message and said.severity == "error"
    assert said.cell == "B2" and "trang tính “Tổng hợp” ô B2" in said.message


def test_indicators_of_a_sub_index_stand_at_level_4(workbook, pci_table):
    sheet = [["Tỉnh", "Chỉ số thành phần 2", "Chỉ tiêu đất một", "Chỉ tiêu đất hai"]]
    sheet += [[r[0], r[2], 0.5, 12.0] for r in pci_table[1:]]
    reading = read(workbook({"Tổng hợp": pci_table, "Tiếp cận đất đai": sheet}, "PCI 2017.xlsx"))
    level4 = reading.scores[reading.scores["level"] == 4]
    assert sorted(set(level4["code"])) == ["land.1", "land.2"]
    assert set(level4["name"]) == {"Chỉ tiêu đất một", "Chỉ tiêu đất hai"}
    assert (reading.scores["code"] == "land").sum() == 6


def test_a_sub_index_sheet_that_contradicts_the_summary_keeps_the_summary(workbook, pci_table):
    pci_table[0][-1] = "PCI 2017"
    sheet = [["Tỉnh", "Chỉ số thành phần 2", "Chỉ tiêu đất một"]]
    sheet += [[r[0], 9.9, 0.5] for r in pci_table[1:]]
    reading = read(workbook({"Tổng hợp": pci_table, "Tiếp cận đất đai": sheet}, "PCI 2017.xlsx"))
    assert "column_contradicts" in rules_of(reading)
    assert (reading.scores["level"] == 4).sum() == 6
    land = reading.scores[reading.scores["code"] == "land"]
    assert set(land["sheet"]) == {"Tổng hợp"}


def test_a_sheet_of_no_sub_index_stays_out(workbook, pci_table):
    sheet = [
        ["Tỉnh", "Chỉ số thành phần 11", "Số khu công nghiệp"],
        *[[r[0], 6.0, 3.0] for r in pci_table[1:]],
    ]
    reading = read(workbook({"Tổng hợp": pci_table, "Cơ sở hạ tầng": sheet}))
    assert set(reading.scores["sheet"]) == {"Tổng hợp"}
    assert finding(reading, "sheet_not_in_framework").sheet == "Cơ sở hạ tầng"


# -- PAPI --------------------------------------------------------------------------------------------


def papi_rows(year=2018):
    return [
        ["Tên tỉnh/thành phố", "Thang điểm", "Hà Nội", "Bắc Kạn", "Cao Bằng"],
        [f"Chỉ số PAPI {year} (không có trọng số)", "10-80 điểm", 42.0, 44.0, "KCDL"],
        ["Chỉ số nội dung 1: Tham gia của người dân ở cấp cơ sở", "1-10 điểm", 5.0, 6.0, 5.5],
        ["1.1: Tri thức công dân", "0.25-2.5 điểm", 1.0, 1.2, 1.1],
        ["Hiểu biết về chính sách (%)", "0%-100%", 0.5, 0.6, 0.7],
        ["1.2: Cơ hội tham gia", "0.25-2.5 điểm", 1.5, 1.6, 1.4],
        ["Tham gia tổ chức (%)", "0%-100%", 0.4, 0.3, 0.2],
        ["Mức độ hài lòng", "1-5 điểm", 4.1, 4.2, 4.3],
        ["KCDL = Không có dữ liệu", None, None, None, None],
    ]


def test_criteria_by_unit_with_scales_and_indicators(workbook):
    reading = read(workbook({"PAPI": papi_rows()}, "PAPI 2018.xlsx"))
    frame = reading.scores.set_index(["unit", "code"]).sort_index()
    assert frame.loc[("Bắc Kạn", "1.1"), ["score", "cell", "name", "level"]].tolist() == [
        1.2, "D4", "Tri thức công dân", 2,
    ]  # fmt: skip
    assert frame.loc[("Cao Bằng", "total"), "status"] == "missing"
    assert frame.loc[("Hà Nội", "1.2.2"), ["score", "min_score", "max_score", "level"]].tolist() == [
        4.1,
        1,
        5,
        4,
    ]
    assert frame.loc[("Hà Nội", "1.1.1"), ["min_score", "max_score"]].tolist() == [0, 1]
    said = finding(reading, "scale_differs")
    assert said.cell == "B2" and "10,00–80,00" in said.message


def test_limits_errors_and_counts_become_properties_of_the_score(workbook):
    rows = [
        ["Mã tỉnh", "Thang điểm", 1, 6],
        ["Tỉnh/Thành phố trực thuộc trung ương", None, "Hà Nội", "Bắc Kạn"],
        ["Chỉ số PAPI tổng hợp (không có trọng số)", "10-80 điểm", 42.0, 44.0],
        [
            "Chỉ số PAPI tổng hợp (không có trọng số) - điểm tối thiểu trong khoảng tin cậy 95%",
            None,
            41.0,
            43.0,
        ],
        ["Chỉ số PAPI tổng hợp (không có trọng số) - điểm tối đa trong khoảng tin cậy 95%", None, 43.0, 45.0],
        ["Chỉ số PAPI tổng hợp (không có trọng số) - sai số", None, 0.608, 0.608],
        ["Chỉ số nội dung 1: Tham gia của người dân ở cấp cơ sở", "1-10 điểm", 5.0, 6.0],
        ["Phương sai (Chỉ số nội dung 1)", None, 0.04, 0.09],
        ["Số quan sát (Chỉ số nội dung 1)", None, 200, 300],
    ]
    reading = read(workbook({"S": rows}, "PAPI 2019.xlsx"))
    frame = reading.scores.set_index(["unit", "code"]).sort_index()
    assert frame.loc[("Hà Nội", "total"), ["low", "high", "standard_error"]].tolist() == [41, 43, 0.608]
    assert frame.loc[("Bắc Kạn", "1"), ["standard_error", "n"]].tolist() == [0.3, 300]
    assert "khoảng 90 %" in finding(reading, "interval_label").message


def test_a_label_of_a_later_edition_is_reported_and_its_code_believed(workbook):
    rows = [["Tên tỉnh", "2.1: Tiếp cận thông tin"], ["Hà Nội", 2.5], ["Bắc Kạn", 2.1], ["Cao Bằng", 2.0]]
    reading = read(workbook({"2012PAPI": rows}, "PAPI 2012 vie.xlsx"))
    assert set(reading.scores["code"]) == {"2.1"}
    said = finding(reading, "label_of_another_edition")
    assert said.cell == "B1" and "Danh sách hộ nghèo" in said.message


def test_indicators_behind_a_whole_group_are_nobodys(workbook):
    rows = [["Province", "1.1: Civic Knowledge", "1.2: Opportunities for Participation", "Indicator a",
             "Indicator b"], ["Hà Nội", 1.0, 1.5, 0.1, 0.2], ["Bắc Kạn", 1.1, 1.6, 0.3, 0.4]]  # fmt: skip
    reading = read(workbook({"S": rows}, "PAPI 2018.xlsx"))
    assert set(reading.scores["code"]) == {"1.1", "1.2"}
    assert "indicators_unplaced" in rules_of(reading)


# -- year and index ----------------------------------------------------------------------------------


def test_the_year_comes_from_the_argument_then_the_file_then_the_sheet(workbook, pci_table):
    assert set(read(workbook({"S": pci_table}, "PCI.xlsx")).scores["year"]) == {2016}
    pci_table[0][-1] = "Chỉ số PCI"
    assert set(read(workbook({"2015": pci_table}, "PCI.xlsx")).scores["year"]) == {2015}
    assert set(read(workbook({"S": pci_table}, "PCI 2017.xlsx")).scores["year"]) == {2017}
    assert set(read(workbook({"S": pci_table}, "PCI 2017.xlsx"), year=2018).scores["year"]) == {2018}


def test_a_workbook_of_several_years_reads_to_all_of_them(workbook, pci_table):
    pci_table[0][-1] = "Chỉ số PCI"
    later = [pci_table[0]] + [[r[0], *(v + 0.01 for v in r[1:])] for r in pci_table[1:]]
    reading = read(workbook({"2015": pci_table, "2016": later}, "PCI 2015-2016.xlsx"))
    assert reading.scores.groupby("year").size().to_dict() == {2015: 66, 2016: 66}


def test_a_tab_that_says_another_year_than_the_file_is_reported(workbook, pci_table):
    reading = read(workbook({"PCI 2015": pci_table}, "PCI 2016.xlsx"))
    assert set(reading.scores["year"]) == {2016}
    assert "Tệp là năm 2016 nhưng trang tính ghi năm 2015" in finding(reading, "year_conflict").message


def test_the_index_is_known_by_headings_where_nothing_else_tells(workbook, pci_table):
    pci_table[0][-1] = "Tổng điểm"
    reading = read(workbook({"S": pci_table}, "bang 2016.xlsx"))
    assert set(reading.scores["index"]) == {"PCI"}
    assert "index_by_headings" in rules_of(reading)


def test_only_one_unit_is_kept_when_asked_for(workbook, pci_table):
    reading = read(workbook({"S": pci_table}), unit="bac kan")
    assert set(reading.scores["unit"]) == {"Bắc Kạn"}


# -- whoever is scored --------------------------------------------------------------------------------

MIXED = [
    ["PAR INDEX năm 2023"],
    ["TT", "Tên đơn vị", "PAR INDEX", "Cải cách tài chính công", "Hạng Cải cách tài chính công", "Thứ hạng"],
    [1, "Trung bình 63 tỉnh", 86.98, None, None, None],
    [2, "Vùng Tây Nguyên", 85.42, None, None, None],
    [3, "Trung bình 17 bộ", 84.38, None, None, None],
    [4, "Bộ Tư pháp", 89.95, None, None, 1],
    [5, "Bộ Tài chính", None, None, None, 3],
    [6, "Quảng Ninh", 92.18, 11.5, 2, 1],
    [7, "Bắc Kạn", None, None, 40, 50],
]  # fmt: skip


def test_the_nation_regions_ministries_and_provinces_of_one_table(workbook):
    reading = read(workbook({"S": MIXED}, "PAR 2023.xlsx"))
    frame = scores.validate(reading.scores).set_index(["unit", "code"])
    total = frame.xs("total", level="code")
    assert total["scope"].to_dict() == {
        "Cả nước": "quoc-gia", "Vùng Tây Nguyên": "vung", "Bộ Tư pháp": "bo", "Bộ Tài chính": "bo",
        "Quảng Ninh": "tinh-63", "Bắc Kạn": "tinh-63",
    }  # fmt: skip
    assert total["score"].dropna().to_dict() == {
        "Cả nước": 86.98, "Vùng Tây Nguyên": 85.42, "Bộ Tư pháp": 89.95, "Quảng Ninh": 92.18,
    }  # fmt: skip
    assert frame.loc[("Bộ Tư pháp", "total"), "cell"] == "C6"
    assert rules_of(reading) == ["pseudo_unit"]
    assert "Trung bình 17 bộ" in finding(reading, "pseudo_unit").message


def test_a_rank_without_a_score_is_kept_and_belongs_to_its_criterion(workbook):
    frame = read(workbook({"S": MIXED}, "PAR 2023.xlsx")).scores
    ranked = frame[frame["rank"].notna()].set_index(["unit", "code"])
    assert ranked["rank"].to_dict() == {
        ("Bộ Tư pháp", "total"): 1, ("Bộ Tài chính", "total"): 3, ("Quảng Ninh", "total"): 1,
        ("Bắc Kạn", "total"): 50, ("Quảng Ninh", "6"): 2, ("Bắc Kạn", "6"): 40,
    }  # fmt: skip
    assert ranked["status"].to_dict()[("Bắc Kạn", "6")] == "missing"


def test_a_rank_below_the_heading_of_its_criterion(workbook):
    rows = [["Tên đơn vị", "PAR INDEX", None, "Cải cách tài chính công", None],
            [None, "Điểm", "Thứ hạng", "Điểm", "Thứ hạng"],
            ["Hà Nội", 91.43, 3, 10.5, 7], ["Hải Phòng", 91.87, 2, 10.0, 9]]  # fmt: skip

    def merge(book):
        book["S"].merge_cells("B1:C1")
        book["S"].merge_cells("D1:E1")

    frame = read(workbook({"S": rows}, "PAR 2023.xlsx", change=merge)).scores
    assert frame.set_index(["unit", "code"])["rank"].to_dict() == {
        ("Hà Nội", "total"): 3, ("Hải Phòng", "total"): 2, ("Hà Nội", "6"): 7, ("Hải Phòng", "6"): 9,
    }  # fmt: skip


LOCAL = [
    ["UBND TỈNH HÒA BÌNH", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["SỞ NỘI VỤ", None, "Độc lập - Tự do - Hạnh phúc"],
    ["CHỈ SỐ CCHC NĂM 2024 CỦA CÁC SỞ, HUYỆN TỈNH HÒA BÌNH", None, None],
    ["TT", "Tên đơn vị", "Chỉ số CCHC"],
    [1, "Sở Nội vụ", 93.82],
    [2, "UBND thành phố Hòa Bình", 91.55],
    [3, "UBND huyện Kim Bôi", "89,65"],
]


def test_departments_and_districts_under_a_letterhead(workbook):
    reading = read(workbook({"S": LOCAL}, "PAR 2024.xlsx"))
    frame = reading.scores.set_index("unit_id")
    assert frame["score"].to_dict() == {
        "so/hoa-binh/so-noi-vu": 93.82, "huyen/hoa-binh/thanh-pho-hoa-binh": 91.55,
        "huyen/hoa-binh/huyen-kim-boi": 89.65,
    }  # fmt: skip
    assert rules_of(reading) == ["numbers_as_text"]
    assert read(workbook({"S": LOCAL}, "PAR 2024.xlsx"), unit="UBND huyện Kim Bôi").scores[
        "unit"
    ].tolist() == ["Huyện Kim Bôi"]


def test_a_province_that_nothing_tells_is_noted(workbook):
    reading = read(workbook({"S": LOCAL[3:]}, "PAR 2024.xlsx"))
    assert set(reading.scores["scope"]) == {"so/chua-ro", "huyen/chua-ro"}
    assert "Không rõ Sở Nội vụ thuộc tỉnh nào" in finding(reading, "province_unknown").message


def test_who_is_in_charge_of_a_criterion_is_nobody_who_was_scored(workbook):
    rows = [["TT", "Nội dung", "Số lượng", "Cơ quan chủ trì"], [1, "A", 5.0, "Sở Nội vụ"],
            [2, "B", 4.0, "Sở Tài chính"], [3, "C", 3.0, "Sở Tư pháp"]]  # fmt: skip
    with pytest.raises(ReadError) as error:
        read(workbook({"S": rows}, "PAR 2024.xlsx"))
    assert error.value.rule == "no_stage_column"


# -- what cannot be read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "name", "options", "rule", "said"),
    [
        ([[None]], "PCI 2016.xlsx", {}, "no_cells", "Các trang tính đều trống"),
        (
            [["Danh sách", 1.0], ["khác", 2.0]],
            "PCI 2016.xlsx",
            {},
            "no_table",
            "hàng 1: Danh sách; hàng 2: khác",
        ),
        (
            [["Tỉnh", "Đất đai"], ["Hà Nội", 5.0], ["Bắc Kạn", 4.0]],
            "bảng.xlsx",
            {},
            "index_unknown",
            "--index",
        ),
        (
            [["Tỉnh", "Tiếp cận đất đai"], ["Hà Nội", 5.0], ["Bắc Kạn", 4.0]],
            "PCI.xlsx",
            {},
            "year_unknown",
            "--year",
        ),
        (
            [["Tỉnh", "Lượng mưa"], ["Hà Nội", 5.0], ["Bắc Kạn", 4.0]],
            "PCI 2016.xlsx",
            {},
            "no_score",
            "S › B1: .* là tiêu chí của PCI năm 2016. Cần: Chỉ số năng lực .*Đọc được: Lượng mưa. Thử --index",
        ),
        (
            [["Tỉnh", "Đất đai"], ["Hà Nội", 5.0], ["Bắc Kạn", 4.0]],
            "PCI 1999.xlsx",
            {},
            "year_before_index",
            "2005",
        ),
        ([["Tỉnh", "Đất đai"], ["Hà Nội", 5.0]], "a.xlsx", {"index": "XYZ"}, "index_undeclared", "PAPI"),
    ],
)
def test_one_clear_message_says_what_and_what_to_do(workbook, rows, name, options, rule, said):
    with pytest.raises(ReadError, match=said) as error:
        read(workbook({"S": rows}, name), **options)
    assert error.value.rule == rule
    first, second = (line for line in str(error.value).splitlines() if line.startswith(name))
    assert first.startswith(name) and second.startswith(name)


def test_a_table_of_one_unit(workbook):
    rows = [["Tỉnh", "Tiếp cận đất đai", "Tính minh bạch"], ["Hà Nội", 5.0, 6.0]]
    frame = read(workbook({"S": rows})).scores
    assert list(zip(frame["code"], frame["score"], strict=True)) == [("land", 5), ("transparency", 6)]


def test_a_table_of_one_criterion(workbook):
    rows = [["Tỉnh", "Tiếp cận đất đai"], ["Hà Nội", 5.0], ["Bắc Kạn", 4.0]]
    frame = read(workbook({"S": rows})).scores
    assert list(zip(frame["code"], frame["score"], strict=True)) == [("land", 5), ("land", 4)]


def test_only_unknown_provinces(workbook):
    rows = [["Tỉnh", "Tiếp cận đất đai", "Tính minh bạch"], ["Atlantis", 5.0, 6.0], ["Utopia", 4.0, 3.0]]
    with pytest.raises(ReadError) as error:
        read(workbook({"S": rows}))
    assert error.value.rule == "only_unknown_units"
    assert "Atlantis" in str(error.value)


def test_a_column_that_nobody_knows_beside_ranks_is_told(read_rows):
    rows = [["CHỈ SỐ PCI NĂM 2023"], ["Tỉnh", "Kết cục", "Hạng"], ["Hà Nội", 60, 2], ["Bắc Kạn", 61, 1]]
    reading = read_rows(rows)
    assert reading.scores.set_index("unit")["rank"].to_dict() == {"Hà Nội": 2, "Bắc Kạn": 1}
    told = reading.findings.set_index("rule").loc["headings_unused"]
    assert told["cell"] == "B2" and "Kết cục" in told["message"]


def test_no_column_that_nobody_knows_is_taken_for_the_result(read_rows):
    rows = [["CHỈ SỐ CCHC NĂM 2024 (số liệu minh họa)"], ["Đơn vị: Xã Minh Họa, tỉnh Minh Họa"],
            ["STT", "Tiêu chí", "Phần chấm của xã", "Phần của tổ"], ["1", "Kế hoạch", 5, 4],
            ["2", "Kiểm tra", 4, 4]]  # fmt: skip
    with pytest.raises(ReadError) as refusal:
        read_rows(rows)
    assert refusal.value.rule == "no_stage_column" and "Phần chấm của xã" in str(refusal.value)
