"""Trends: true lines, breaks where the measure changed, holes where nothing was published."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from plain import column, median, quarter, rank, region_of

from cchc_analysis import frameworks
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.movement.trends import history, trend

#: frameworks/NOTES.md, section 4: the median moves by more than 8 % of the scale, nobody says why.
SUSPECT = [
    *((code, 2016) for code in ("1.2", "3.1", "3.2", "3.3")),
    ("1.4", 2017),
    *((code, 2018) for code in ("2.1", "2.2", "3.1", "3.2", "3.3", "4.4", "6.3", "6.4")),
    *((code, 2019) for code in ("1.1", "7.1")),
    *((code, 2020) for code in ("6.2", "8.3")),
    *((code, 2021) for code in ("3.2", "6.2", "6.4")),
    ("1.1", 2022),
]


def at(table: pd.DataFrame, year: int) -> pd.Series:
    return table.set_index("year").loc[year]


@pytest.mark.parametrize("unit", ["Bắc Kạn", "Hà Nội", "Quảng Ninh", "Bà Rịa - Vũng Tàu"])
@pytest.mark.parametrize("index", ["PAPI", "PCI"])
def test_trend_agrees_with_plain_arithmetic(result, published, index, unit):
    table = result("trend", index=index, unit=unit)
    years = {2011: 2024} if index == "PAPI" else {2005: 2024}
    ((first, last),) = years.items()
    assert table["year"].tolist() == list(range(first, last + 1))
    for row in table.itertuples():
        values = column(published, index, row.year, "total")
        assert row.n_units == len(values)
        if unit not in values:
            assert math.isnan(row.score) and pd.isna(row.rank) and math.isnan(row.change)
            continue
        assert row.score == values[unit]
        if row.partial:
            assert index == "PCI" and row.year >= 2022 and pd.isna(row.rank)
            continue
        assert row.rank == rank(values, unit)
        assert row.median == pytest.approx(median(list(values.values())), abs=1e-12)
        assert row.q1 == pytest.approx(quarter(list(values.values())), abs=1e-12)
        assert row.best == max(values.values()) == values[row.best_unit]


@pytest.mark.parametrize("year", [2012, 2019, 2024])
@pytest.mark.parametrize("code", ["1", "4", "6", "8"])
def test_medians_and_best_of_the_dimensions_agree_with_the_figures(result, published, year, code):
    if code == "8" and year < 2018:
        return
    values = column(published, "PAPI", year, code)
    row = at(result("trend", index="PAPI", unit="Bắc Kạn", code=code), year)
    assert row["median"] == pytest.approx(median(list(values.values())), abs=1e-12)
    assert row["best"] == max(values.values()) == values[row["best_unit"]]


def test_region_median_is_of_the_published_provinces_of_the_region(result, published):
    table = result("trend", index="PAPI", unit="Quảng Ninh")
    for year in (2019, 2021):
        values = column(published, "PAPI", year, "total")
        region = [value for unit, value in values.items() if unit in region_of("Quảng Ninh")]
        assert at(table, year)["region_median"] == pytest.approx(median(region), abs=1e-12)


def test_every_change_is_a_plain_difference_between_comparable_years(result, published):
    table = result("trend", index="PAPI", unit="Hà Nội")
    for row in table.itertuples():
        if row.comparability == "same":
            now, then = (float(published["PAPI", y, "Hà Nội", "total"]) for y in (row.year, row.year - 1))
            assert row.change == pytest.approx(now - then, abs=1e-12)
            assert row.below == row.reason == row.reason_en == ""
        else:
            assert math.isnan(row.change) and row.reason and row.reason_en
    assert (table["comparability"] == "same").sum() == 6
    assert (table["comparability"] == "partly").sum() == 5


def test_first_year_and_gaps_say_so(figures):
    table = trend(figures, index="PAPI", unit="Quảng Ninh")
    first, hole, after = at(table, 2011), at(table, 2021), at(table, 2022)
    assert (first["comparability"], first["reason"]) == ("new", "năm đầu có trong bộ số liệu này")
    assert math.isnan(hole["score"]) and hole["reason"] == "không công bố số liệu"
    assert after["comparability"] == "partly" and math.isnan(after["change"])
    assert after["printed_change"] == pytest.approx(47.876302 - 48.811383, abs=1e-9)
    parts = "1.1, 3.2, 5, 6.2, 6.4"
    assert after["reason"].endswith(
        f"so với năm 2020, năm gần nhất có số liệu: một phần nội dung thay đổi phương pháp đo ({parts})"
    )
    assert (
        f"against 2020, the last year with figures: the measurement changed in part ({parts})"
        in after["reason_en"]
    )
    assert after["below"] == parts
    across = at(table, 2019)
    assert across["comparability"] == "redefined" and math.isnan(across["change"])
    assert across["reason"].startswith("so với năm 2017, năm gần nhất có số liệu: ")


@pytest.mark.parametrize("code", ["5.1", "5.3", "5.4"])
def test_a_new_scale_is_no_jump(result, published, code):
    row = at(result("trend", index="PAPI", unit="Bắc Kạn", code=code), 2021)
    then, now = (float(published["PAPI", y, "Bắc Kạn", code]) for y in (2020, 2021))
    share_then, share_now = 100 * (then - 0.25) / 2.25, 100 * (now - 1 / 3) / 3
    assert row["comparability"] == "rescaled"
    assert math.isnan(row["change"]) and row["reason"]
    assert row["change_in_pct"] == pytest.approx(share_now - share_then, abs=1e-9)
    assert abs(row["change_in_pct"]) < 10


@pytest.mark.parametrize(("code", "year"), SUSPECT)
def test_no_plain_change_where_the_measure_moved(result, code, year):
    last = frameworks.code_in("PAPI", code, 2024, of=year)
    if last is None:  # no line leads there: nobody can ask for it under a code of today
        return
    row = at(result("trend", index="PAPI", unit="Bắc Kạn", code=last), year)
    assert row["code"] == code
    assert row["comparability"] in ("redefined", "new")
    assert math.isnan(row["change"]) and math.isnan(row["change_in_pct"]) and row["reason"]


@pytest.mark.parametrize(
    ("index", "code", "year"),
    [
        ("PAPI", "total", 2018),
        ("PAPI", "7", 2019),
        ("PAPI", "8", 2020),
        ("PAPI", "6", 2021),
        ("PCI", "total", 2009),
        ("PCI", "total", 2013),
        ("PCI", "land", 2013),
    ],
)
def test_no_plain_change_between_editions(result, index, code, year):
    row = at(result("trend", index=index, unit="Bắc Kạn", code=code), year)
    assert row["comparability"] == "redefined"
    assert math.isnan(row["change"]) and math.isnan(row["change_in_pct"]) and row["reason"]


def test_dimension_8_in_2019_is_no_plain_change(result):
    for code in ("8", "8.1", "8.2"):
        assert math.isnan(at(result("trend", index="PAPI", unit="Bắc Kạn", code=code), 2019)["change"])


def test_the_line_follows_the_concept_and_not_the_code(result, published):
    poverty = result("trend", index="PAPI", unit="Bắc Kạn", code="2.2")
    assert at(poverty, 2017)["code"] == "2.1" and at(poverty, 2018)["code"] == "2.2"
    assert at(poverty, 2017)["score"] == float(published["PAPI", 2017, "Bắc Kạn", "2.1"])
    access = result("trend", index="PAPI", unit="Bắc Kạn", code="2.1")
    assert access["code"].isna().sum() == 7 and math.isnan(at(access, 2017)["score"])
    assert at(access, 2017)["reason"] == "bộ chỉ số năm này không có nội dung này"
    assert at(access, 2018)["comparability"] == "new"


def test_medians_of_a_few_leaders_are_not_joined_up_with_those_of_all(result):
    table = result("trend", index="PCI", unit="Bắc Kạn")
    assert table.loc[table["partial"], "year"].tolist() == [2022, 2023, 2024]
    few = table[table["partial"]]
    assert few[["median", "q1", "best", "region_median", "rank"]].isna().all(axis=None)
    assert few["n_units"].tolist() == [17, 6, 12]


def test_only_what_was_asked_for_is_filled(figures):
    table = trend(figures, index="PAPI", unit="Bắc Kạn", against=["median"])
    assert table["median"].notna().all()
    assert table[["best", "best_unit", "region_median"]].isna().all(axis=None)


def test_what_no_error_is_known_for_is_missing(result):
    table = result("trend", index="PCI", unit="Bắc Kạn")
    assert table["margin"].isna().all() and table["significant"].isna().all()
    assert str(table["significant"].dtype) == "boolean"


def test_trend_tells_what_it_is_of(result):
    attrs = result("trend", index="PAPI", unit="bac kan", code="5.1").attrs
    assert attrs["kind"] == "trend" and attrs["unit"] == "Bắc Kạn"
    assert (attrs["unit_id"], attrs["scope"]) == ("tinh-63/06", "tinh-63")
    assert (attrs["code"], attrs["year"], attrs["illustrative"]) == ("5.1", 2024, False)
    assert attrs["name"] == frameworks.framework("PAPI", 2024).criteria["5.1"].name_vi


def test_units_of_one_name_with_other_boundaries_are_not_compared(made_up):
    before = made_up({("A", 2023): 40.0, ("A", 2024): 41.0, ("B", 2024): 39.0})
    after = made_up({("A", 2025): 47.0, ("C", 2025): 39.0}, unit_id="moi/1", scope="moi")
    after["unit_id"] = "moi/" + after["unit"]
    row = at(trend(pd.concat([before, after]), index="PAPI", unit="A"), 2025)
    assert row["comparability"] == "redefined" and math.isnan(row["change"])
    assert row["reason"] == "địa giới hành chính đã thay đổi: đây là đơn vị khác, chỉ trùng tên"
    assert row["n_units"] == 2 and row["best_unit"] == "A"


def test_estimates_are_marked_and_never_ranked(made_up):
    real = made_up({("A", 2023): 40.0, ("B", 2023): 50.0, ("C", 2023): 45.0})
    real.loc[real["unit"] == "B", "estimated"] = True
    table = trend(real, index="PAPI", unit="B")
    assert table["estimated"].tolist() == [True] and table["rank"].isna().all()
    assert table["median"].tolist() == [42.5] and table["n_units"].tolist() == [2]
    assert table.attrs["illustrative"]


def test_a_unit_alone_has_a_line(made_up):
    alone = made_up({("A", 2022): 40.0, ("A", 2024): 41.0})
    alone["estimated"] = True
    table = trend(alone, index="PAPI", unit="A")
    assert table["year"].tolist() == [2022, 2023, 2024]
    assert table["n_units"].tolist() == [0, 0, 0] and table["best_unit"].isna().all()


def test_row_order_does_not_matter(figures):
    table = trend(figures, index="PAPI", unit="Bắc Kạn")
    shuffled = trend(figures.sample(frac=1, random_state=0), index="PAPI", unit="Bắc Kạn")
    pd.testing.assert_frame_equal(table, shuffled)


@pytest.mark.parametrize("unit", ["Bắc Kạn", "Quảng Ninh"])
def test_history_agrees_with_plain_arithmetic(result, published, unit):
    table = result("history", index="PAPI", unit=unit)
    codes = [c.code for c in frameworks.framework("PAPI", 2024).criteria.values() if c.level == 2]
    assert table["code"].unique().tolist() == codes and len(table) == len(codes) * 14
    for row in table[table["year"] >= 2021].itertuples():
        values = column(published, "PAPI", row.year, row.code)
        if unit not in values:
            assert math.isnan(row.gap_pct) and row.status == "missing"
            continue
        n = len([c for c in codes if c.split(".")[0] == row.parent])
        shares = {u: 100 * (v - 1 / n) / (9 / n) for u, v in values.items()}
        gap = shares[unit] - median(list(shares.values()))
        assert row.gap_pct == pytest.approx(gap, abs=1e-6)
        assert (row.rank, row.n_units) == (rank(values, unit), len(values))


def test_history_of_pci_is_by_sub_index(result):
    table = result("history", index="PCI", unit="Bắc Kạn", level=1)
    assert table["code"].nunique() == 10
    bias = table[(table["code"] == "bias") & table["year"].between(2009, 2012)]
    assert bias["status"].isna().all() and bias["score"].isna().all()


def test_bad_arguments_name_the_nearest_valid_ones(figures):
    with pytest.raises(AnalysisError, match=r"“Bắc Cạnn”.*Gần nhất: .*Bắc Kạn"):
        trend(figures, index="PAPI", unit="Bắc Cạnn")
    with pytest.raises(AnalysisError, match=r"“5.2” không có .* 2024 \(có trong các năm 2011–2020\)"):
        trend(figures, index="PAPI", unit="Bắc Kạn", code="5.2")
    with pytest.raises(AnalysisError, match=r"không có mã “1.9”. Mã gần nhất: 1"):
        trend(figures, index="PAPI", unit="Bắc Kạn", code="1.9")
    with pytest.raises(AnalysisError, match="against = “mean”.*\n.*median, best, region"):
        trend(figures, index="PAPI", unit="Bắc Kạn", against=["mean"])
    with pytest.raises(AnalysisError, match="cấp 2.*: 0, 1"):
        history(figures, index="PCI", unit="Bắc Kạn", level=2)
    with pytest.raises(ValueError, match="SIPAS.*PAPI, PCI"):
        trend(figures, index="SIPAS", unit="Bắc Kạn")


def test_two_units_of_one_name_must_be_told_apart(made_up):
    one = made_up({("Sở Nội vụ", 2024): 80.0})
    two = one.assign(unit_id="so/khac", scope="so/khac").astype(one.dtypes)
    with pytest.raises(AnalysisError, match="Nhiều|nhiều đơn vị.*so/khac"):
        trend(pd.concat([one, two]), index="PAPI", unit="Sở Nội vụ")
    assert trend(pd.concat([one, two]), index="PAPI", unit="so/khac").attrs["scope"] == "so/khac"


# -- units that are none, and sheets that declare themselves ---------------------------------------


def sipas(frame_of, unit, unit_type, scores):
    scope = "quoc-gia" if unit_type == "nation" else "tinh-63"
    more = {"index": "SIPAS", "code": "total", "unit": unit, "unit_type": unit_type, "scope": scope}
    more["unit_id"] = {"nation": "quoc-gia/ca-nuoc", "province": "tinh-63/22"}[unit_type]
    return frame_of([more | {"year": year, "score": score} for year, score in scores.items()])


def test_the_nation_has_a_line_and_no_peers_and_breaks_in_2022(frame_of):
    nation = sipas(frame_of, "Cả nước", "nation", {2019: 84.45, 2020: 85.48, 2022: 80.08, 2023: 82.66})
    own = sipas(frame_of, "Quảng Ninh", "province", {2022: 87.59, 2023: 90.61})
    table = trend(pd.concat([nation, own]), index="SIPAS", unit="Cả nước")
    assert at(table, 2020)["change"] == pytest.approx(1.03)
    across = at(table, 2022)
    assert across["comparability"] == "redefined" and math.isnan(across["change"])
    assert "đổi phương pháp" in across["reason"] and "method changed" in across["reason_en"]
    assert at(table, 2023)["change"] == pytest.approx(2.58)
    assert table["rank"].isna().all() and table["n_units"].eq(0).all()
    # The nation is nobody's peer: the province is alone.
    assert trend(pd.concat([nation, own]), index="SIPAS", unit="Quảng Ninh")["n_units"].max() == 1


def test_what_became_unknown_is_said(result):
    table = result("trend", index="PCI", unit="Quảng Ninh")
    assert at(table, 2022)["comparability"] == "same"
    assert at(table, 2022)["reason"] == "trọng số năm 2022 chưa công bố, chưa rõ có thay đổi"
    assert at(table, 2021)["reason"] == (
        "trung vị của Gia nhập thị trường, Hỗ trợ doanh nghiệp thay đổi quá 8 % thang điểm"
    )
    assert at(table, 2019)["reason"] == ""


def test_a_sheet_that_declares_itself_is_no_line_of_the_index(ward):
    for code in ("total", "1"):
        with pytest.raises(
            AnalysisError, match="(?s)bảng chấm điểm PAR INDEX riêng.*các năm cạnh nhau.*side_by_side"
        ):
            trend(ward, index="PAR", unit="Phường Minh Họa", code=code)
