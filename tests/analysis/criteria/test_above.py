"""What separates a unit from the next above: by criterion, and summing to the gap."""

from __future__ import annotations

import pytest
from plain import column, rank

from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.criteria.above import gap_to_above
from cchc_analysis.briefing.tables import table as as_table
from cchc_analysis.statements import statement, subtitle


def both(result, say=statement):
    return say(result), say(result, "en")


@pytest.mark.parametrize("unit", ["Bắc Kạn", "Hà Nội", "Cao Bằng", "Kiên Giang"])
def test_gaps_agree_with_plain_arithmetic_and_sum_to_the_gap(figures, published, unit):
    table = gap_to_above(figures, index="PAPI", unit=unit, year=2024)
    totals = column(published, "PAPI", 2024, "total")
    above = min((u for u in totals if totals[u] > totals[unit]), key=totals.get)
    assert table.attrs["other"] == above
    assert (table.attrs["rank"], table.attrs["other_rank"]) == (rank(totals, unit), rank(totals, above))
    assert table.attrs["total_gap"] == pytest.approx(totals[above] - totals[unit], abs=1e-9)
    for row in table[table["score"].notna()].itertuples():
        values = column(published, "PAPI", 2024, row.code)
        assert row.gap == pytest.approx(values[above] - values[unit], abs=1e-9)
    assert table["gap"].sum() == pytest.approx(totals[above] - totals[unit], abs=1e-9)
    assert table["code"].tolist()[-1] == "rounding" and len(table) == 9
    assert table["gap"].iloc[:-1].is_monotonic_decreasing


def test_weights_make_points_of_the_total(figures, published):
    table = gap_to_above(figures, index="PCI", unit="Bắc Kạn", year=2021)
    row = table.set_index("code").loc["support"]
    values = column(published, "PCI", 2021, "support")
    assert row["gap"] == pytest.approx(0.2 * 10 * (values["Thái Bình"] - values["Bắc Kạn"]))
    assert table.attrs["other_rank"] == 47 == int(published["PCI", 2021, "Thái Bình", "rank"])
    assert both(table) == (
        "Bắc Kạn (thứ 48/63) thấp hơn đơn vị xếp ngay trên là Thái Bình (thứ 47) 0,05 điểm về PCI năm 2021:"
        " thấp hơn nhiều nhất ở hỗ trợ doanh nghiệp (1,87); cao hơn nhiều nhất ở tiếp cận đất đai (0,86)",
        "Bắc Kạn (rank 48 of 63) is 0.05 points behind the next above, Thái Bình (rank 47) in PCI 2021:"
        " furthest behind in Business Support Services (1.87);"
        " furthest ahead in Land Access and Security of Tenure (0.86)",
    )


def test_a_gap_that_prints_as_nothing_is_level(figures):
    told = statement(gap_to_above(figures, index="PAPI", unit="Bắc Kạn", year=2024))
    assert told.startswith("Bắc Kạn (thứ 22/61) bằng điểm PAPI năm 2024 với đơn vị xếp ngay trên là Bạc Liêu")


def test_nobody_is_above_the_first(figures):
    table = gap_to_above(figures, index="PAPI", unit="Quảng Ninh", year=2024)
    assert table.empty and table.attrs["other"] is None
    assert both(table) == (
        "Quảng Ninh xếp thứ 1/61 về PAPI năm 2024, không có đơn vị nào xếp trên",
        "Quảng Ninh ranks 1 of 61 in PAPI 2024, no unit is above",
    )
    assert "None" not in subtitle(table) and as_table(table).empty


def test_a_named_unit_may_stand_for_the_next_above(figures, published):
    table = gap_to_above(figures, index="PAPI", unit="Bắc Kạn", year=2024, other="tinh-63/19", level=2)
    assert table.attrs["other"] == "Thái Nguyên" and "6.2" in set(table["code"])
    totals = column(published, "PAPI", 2024, "total")
    assert table["gap"].sum() == pytest.approx(totals["Thái Nguyên"] - totals["Bắc Kạn"], abs=1e-9)
    assert statement(table).startswith(
        "Bắc Kạn (thứ 22/61) thấp hơn Thái Nguyên (thứ 4) 2,25 điểm về PAPI năm 2024:"
    )
    below = gap_to_above(figures, index="PAPI", unit="Thái Nguyên", year=2024, other="Bắc Kạn")
    assert statement(below).startswith(
        "Thái Nguyên (thứ 4/61) cao hơn Bắc Kạn (thứ 22) 2,25 điểm về PAPI năm 2024:"
    )
    assert subtitle(table).startswith("Mỗi nội dung thành phần tạo ra bao nhiêu khoảng cách tới Thái Nguyên")


def test_of_equals_above_the_first_is_taken_and_the_others_are_named(made_up):
    frame = made_up(
        {("A", 2024): 41.0, ("B", 2024): 42.0, ("C", 2024): 42.0, ("D", 2024): 43.0}
        | {(unit, 2024, code): 5.0 for unit in "ABCD" for code in "12345678"}
    )
    table = gap_to_above(frame, index="PAPI", unit="A", year=2024)
    assert (table.attrs["other"], table.attrs["tied"], table.attrs["other_rank"]) == ("B", ["C"], 2)
    assert table.attrs["note_vi"] == "Cùng thứ hạng với B: C."
    # The parts are level, the totals are not: what was published disagrees, and says so.
    assert table["code"].tolist()[-1] == "disagree" and table["gap"].sum() == pytest.approx(1.0)


def test_what_cannot_be_compared_is_refused(figures):
    ask = {"index": "PAPI", "unit": "Bắc Kạn", "year": 2024}
    with pytest.raises(AnalysisError, match="không được xếp hạng cùng đủ"):
        gap_to_above(figures, index="PCI", unit="Quảng Ninh", year=2024)
    with pytest.raises(AnalysisError, match="PAPI không có số liệu năm 2021 cho “Bắc Giang”"):
        gap_to_above(figures, index="PAPI", unit="Bắc Giang", year=2021)
    with pytest.raises(AnalysisError, match="không được xếp hạng cùng nhau"):
        gap_to_above(figures, **ask, other="Vĩnh Phúc")
    with pytest.raises(AnalysisError, match="Hai đơn vị phải khác nhau"):
        gap_to_above(figures, **ask, other="Bắc Kạn")
    with pytest.raises(AnalysisError, match="không có tiêu chí ở cấp 7"):
        gap_to_above(figures, **ask, level=7)
