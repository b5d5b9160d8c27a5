"""Weaknesses: points lost, gaps, persistence; against plain arithmetic."""

from __future__ import annotations

import math

import pytest
from plain import column, median, quarter, rank, region_of

from cchc_analysis import frameworks
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.criteria.weaknesses import weaknesses

CASES = [
    ("PAPI", "Bắc Kạn", 2024),
    ("PAPI", "Hà Nội", 2020),
    ("PAPI", "Quảng Ninh", 2022),
    ("PCI", "Bắc Kạn", 2021),
    ("PCI", "Hà Nội", 2012),
    ("PCI", "Hà Tây", 2007),
]


@pytest.mark.parametrize(("index", "unit", "year"), CASES)
def test_gap_and_loss_agree_with_plain_arithmetic(figures, published, index, unit, year):
    table = weaknesses(figures, index=index, unit=unit, year=year, n=None).set_index("code")
    known = frameworks.framework(index, year).criteria
    lost = {}
    for code, row in table.iterrows():
        values = column(published, index, year, code)
        weight = 1.0 if index == "PAPI" else known[code].weight
        siblings = [c for c in table.index if c.split(".")[0] == code.split(".")[0]]
        top = 10.0 if index == "PCI" else 10 / len(siblings)
        lost[code] = (top - values[unit]) * weight
        gap = (median(list(values.values())) - values[unit]) * weight
        assert row["points_lost"] == pytest.approx(lost[code], abs=1e-9)
        assert row["gap_to_median"] == pytest.approx(gap, abs=1e-9)
        best = (max(values.values()) - values[unit]) * weight
        assert row["gap_to_best"] == pytest.approx(best, abs=1e-9)
        assert values[row["best_unit"]] == max(values.values())
        assert (row["rank"], row["n_units"]) == (rank(values, unit), len(values))
    for code, row in table.iterrows():
        share = lost[code] / sum(lost.values())
        assert row["share_of_loss"] == pytest.approx(share, abs=1e-9)
    assert table["gap_to_median"].is_monotonic_decreasing
    assert table["share_of_loss"].sum() == pytest.approx(1)


def test_persistent_is_three_of_the_last_four_comparable_years(figures, published):
    table = weaknesses(figures, index="PCI", unit="Bắc Kạn", year=2021, n=None).set_index("code")
    for code, row in table.iterrows():
        weak = 0
        for year in (2018, 2019, 2020, 2021):
            values = column(published, "PCI", year, code)
            weak += values["Bắc Kạn"] <= quarter(list(values.values()))
        assert (row["years_weak"], row["persistent"]) == (weak, weak >= 3)
    assert table["persistent"].any()


def test_persistent_is_missing_with_fewer_than_four_comparable_years(figures):
    early = weaknesses(figures, index="PCI", unit="Bắc Kạn", year=2015, n=None)
    assert early["persistent"].isna().all() and early["years_weak"].notna().all()
    broken = weaknesses(figures, index="PAPI", unit="Bắc Kạn", year=2024, n=None).set_index("code")
    assert broken.loc["1.1", "persistent"] is not None
    assert math.isnan(float("nan")) and broken["years_weak"].le(4).all()


def test_trend_is_the_change_in_percent_of_the_scale(figures, published):
    table = weaknesses(figures, index="PAPI", unit="Bắc Kạn", year=2021, n=None).set_index("code")
    then, now = (float(published["PAPI", y, "Bắc Kạn", "5.1"]) for y in (2020, 2021))
    change = 100 * (now - 1 / 3) / 3 - 100 * (then - 0.25) / 2.25
    assert table.loc["5.1", "trend"] == pytest.approx(change, abs=1e-9)
    assert math.isnan(table.loc["3.2", "trend"])


def test_peers_may_be_the_region_or_named(figures, published):
    region = weaknesses(figures, index="PAPI", unit="Bắc Kạn", year=2024, peers="region", n=None).set_index(
        "code"
    )
    values = {
        unit: value
        for unit, value in column(published, "PAPI", 2024, "1.1").items()
        if unit in region_of("Bắc Kạn")
    }
    gap = median(list(values.values())) - values["Bắc Kạn"]
    assert region.loc["1.1", "gap_to_median"] == pytest.approx(gap, abs=1e-9)
    assert region.loc["1.1", "n_units"] == len(values)
    named = weaknesses(
        figures, index="PAPI", unit="Bắc Kạn", year=2024, peers=["thai nguyen"], n=None
    ).set_index("code")
    gap = float(published["PAPI", 2024, "Thái Nguyên", "1.1"]) - values["Bắc Kạn"]
    assert named.loc["1.1", "gap_to_median"] == pytest.approx(gap, abs=1e-9)
    assert named.loc["1.1", ["best_unit", "n_units"]].tolist() == ["Thái Nguyên", 2]
    assert named.attrs["peers"] == "Thái Nguyên"


def test_by_loss_puts_the_most_points_lost_first(figures):
    table = weaknesses(figures, index="PAPI", unit="Bắc Kạn", year=2024, by="loss", n=5)
    assert table["points_lost"].is_monotonic_decreasing and len(table) == 5
    assert table.attrs["by"] == "loss"


def test_weights_multiply_up_the_tree(frame_of, tmp_path):
    folder = tmp_path / "frameworks"
    folder.mkdir()
    (folder / "thu.csv").write_text(
        "code,parent,level,name_vi,min_score,max_score,weight,valid_from\n"
        "total,,0,Chỉ số thử,0,100,,2023\n"
        "1,total,1,Một,0,10,6,2023\n"
        "2,total,1,Hai,0,10,4,2023\n"
        "1.1,1,2,Một một,0,10,0.7,2023\n"
        "1.2,1,2,Một hai,0,10,0.3,2023\n",
        "utf-8",
    )
    frameworks.declare(tmp_path)
    scores = {"1.1": (5.0, 8.0), "1.2": (2.0, 9.0), "2": (6.0, 5.0)}
    frame = frame_of([
        {"index": "THU", "year": 2023, "unit": u, "code": c, "score": v[at], "scope": "thu"}
        | {"unit_id": f"thu/{u}", "note": "Số liệu minh họa"}
        for c, v in scores.items() for at, u in enumerate("AB")
    ])  # fmt: skip
    table = weaknesses(frame, index="THU", unit="A", year=2023).set_index("code")
    assert table["points_lost"].to_dict() == pytest.approx(
        {"1.1": 5 * 0.7 * 6, "1.2": 8 * 0.3 * 6, "2": 4 * 4}
    )
    assert table.loc["1.1", "gap_to_median"] == pytest.approx((6.5 - 5) * 0.7 * 6)


def test_unknown_weights_leave_points_missing_and_say_so(figures):
    table = weaknesses(figures, index="PCI", unit="Quảng Ninh", year=2022)
    points = ["points_lost", "share_of_loss", "gap_to_median", "gap_to_best"]
    assert table[points].isna().all(axis=None)
    assert (table["median_pct"] - table["pct"]).is_monotonic_decreasing
    assert "Chưa có trọng số chính thức của PCI năm 2022" in table.attrs["note_vi"]
    assert "weights of PCI 2022 are not known" in table.attrs["note_en"]
    assert "trong 63 đơn vị" in table.attrs["note_vi"] and table.attrs["partial"]


def test_an_unpublished_criterion_is_listed(made_up):
    values = {("A", 2024, "1.1"): 1.0, ("B", 2024, "1.1"): 2.0, ("A", 2024, "1.2"): None}
    table = weaknesses(made_up(values), index="PAPI", unit="A", year=2024)
    assert table["code"].tolist() == ["1.1"] and "1.2" in table.attrs["not_published"]
    assert "Không công bố: " in table.attrs["note_vi"] and table.attrs["illustrative"]


def test_a_unit_without_peers_is_ordered_by_points_lost(made_up):
    values = {("A", 2024, "1.1"): 1.0, ("A", 2024, "1.2"): 0.5, ("A", 2024, "2.1"): 2.0}
    table = weaknesses(made_up(values), index="PAPI", unit="A", year=2024)
    assert table.attrs["by"] == "loss"
    assert table["code"].tolist() == ["1.2", "1.1", "2.1"]


def test_bad_arguments_name_the_nearest_valid_ones(figures):
    ask = {"index": "PAPI", "unit": "Quảng Ninh", "year": 2022}
    with pytest.raises(AnalysisError, match="năm 2021 cho “Quảng Ninh”.*: 2019, 2020, 2022"):
        weaknesses(figures, **(ask | {"year": 2021}))
    with pytest.raises(AnalysisError, match="by = “rank”.*gap, loss"):
        weaknesses(figures, **ask, by="rank")
    with pytest.raises(AnalysisError, match="peers = “vùng”.*all, region"):
        weaknesses(figures, **ask, peers="vùng")
    with pytest.raises(AnalysisError, match="“Bắc Cann”.*Gần nhất: .*Bắc"):
        weaknesses(figures, **ask, peers=["Hà Nội", "Bắc Cann"])
    with pytest.raises(AnalysisError, match="“Atlantis”"):
        weaknesses(figures, **(ask | {"unit": "Atlantis"}))


def test_criteria_that_were_not_published_are_named_not_coded(figures):
    """PCI 2024: of TP. Hồ Chí Minh one sub-index alone; its codes are words that nobody prints."""
    table = weaknesses(figures, index="PCI", unit="TP. Hồ Chí Minh", year=2024)
    absent = table.attrs["not_published"]
    assert "support" in absent
    note = table.attrs["note_vi"].partition("Không công bố: ")[2]
    assert "Hỗ trợ doanh nghiệp" in note and not any(code in note for code in absent)
    assert "Business Support Services" in table.attrs["note_en"]
