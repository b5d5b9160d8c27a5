"""The change of what is comparable, against plain arithmetic over the published figures; and its sentences."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import column, median

from cchc_analysis import compare, frameworks, statement, trend
from cchc_analysis.statements import footer

#: What PAPI 2019–2022 cannot be compared by: redefined, new or dropped since the year before, or jumped.
REBUILT = {
    2019: {"1.1", "7.1", "8.3"},
    2020: {"6.2", "8.3"},
    2021: {"3.2", "5.2", "6.2", "6.4"},
    2022: {"1.1", "6.2"},  # the median of 6.2 jumped
}
#: The parts of the dimensions whose number of parts changed, so that their scale did.
SCALES = {2019: {"8.1": (2, 3), "8.2": (2, 3)}, 2021: {code: (4, 3) for code in ("5.1", "5.3", "5.4")}}


def figure(published, year, unit, code="total", index="PAPI"):
    return float(published[index, year, unit, code])


def share(score, parts):
    """Return a sub-dimension's share of its scale: one of n goes from 1/n to 10/n."""
    return (score - 1 / parts) / (9 / parts)


def plain(published, unit, year):
    """Return the like-for-like change of PAPI's total, and the share of the scale that it is of."""
    codes = [c for i, y, u, c in published if (i, y, u) == ("PAPI", year, unit) and "." in c and len(c) == 3]
    change = comparable = 0.0
    for code in set(codes) - REBUILT[year]:
        if ("PAPI", year - 1, unit, code) not in published:
            continue
        now, then = (figure(published, y, unit, code) for y in (year, year - 1))
        parts = sum(c[0] == code[0] for c in set(codes))
        before, after = SCALES.get(year, {}).get(code, (parts, parts))
        change += now - then if before == after else (share(now, after) - share(then, before)) * 9 / after
        comparable += 9 / parts
    return change, comparable / 72


@pytest.mark.parametrize("unit", ["Bình Phước", "Cần Thơ", "Bắc Kạn"])
@pytest.mark.parametrize("year", REBUILT)
def test_it_is_the_sum_over_the_leaves_that_stayed(result, published, unit, year):
    row = result("trend", index="PAPI", unit=unit).set_index("year").loc[year]
    change, comparable = plain(published, unit, year)
    assert row["comparability"] == "partly" and math.isnan(row["change"])
    assert row["like_for_like"] == pytest.approx(change, abs=1e-9)
    assert row["share_comparable"] == pytest.approx(comparable, abs=1e-9)
    printed = figure(published, year, unit) - figure(published, year - 1, unit)
    assert row["printed_change"] == pytest.approx(printed, abs=1e-9)
    table = result("compare", index="PAPI", unit=unit, year=year)
    assert table["contribution"].sum() == pytest.approx(change, abs=1e-9)
    assert (table.attrs["like_for_like"], table.attrs["printed_change"]) == pytest.approx((change, printed))


@pytest.mark.parametrize(("year", "n", "opposite"), [(2019, 61, 20), (2020, 63, 20), (2021, 60, 7)])
def test_of_how_many_provinces_the_sign_is_another(published, year, n, opposite):
    now, then = (column(published, "PAPI", y, "total") for y in (year, year - 1))
    units = now.keys() & then.keys()
    signs = [plain(published, unit, year)[0] * (now[unit] - then[unit]) for unit in units]
    assert (len(units), sum(sign < 0 for sign in signs)) == (n, opposite)


@pytest.mark.parametrize("unit", ["Bắc Kạn", "Hà Nội", "Cần Thơ"])
@pytest.mark.parametrize(
    ("index", "years"), [("PAPI", [2012, 2013, 2015, 2023, 2024]), ("PCI", [2015, 2016, 2019])]
)
def test_where_nothing_was_rebuilt_it_is_the_printed_change(result, index, unit, years):
    rows = result("trend", index=index, unit=unit).set_index("year").loc[years]
    assert rows["comparability"].eq("same").all() and rows["below"].eq("").all()
    assert rows["like_for_like"].tolist() == pytest.approx(rows["change"].tolist(), abs=1e-3)
    assert rows["share_comparable"].tolist() == pytest.approx([1.0] * len(years))


LEAVES = [c.code for c in frameworks.framework("PAPI", 2024).leaves()]


# A sum is checked: each draw moves every leaf.
@settings(max_examples=10)
@given(st.lists(st.integers(0, 100), min_size=2 * len(LEAVES), max_size=2 * len(LEAVES)))
def test_changes_of_all_leaves_sum_to_the_printed_change(frame_of_scores, shares):
    scores = frame_of_scores(dict(zip(LEAVES, zip(shares[::2], shares[1::2], strict=True), strict=True)))
    row = trend(scores, index="PAPI", unit="A").iloc[-1]
    assert row["like_for_like"] == pytest.approx(row["change"], abs=1e-9)
    table = compare(scores, index="PAPI", unit="A", year=2024, level=2)
    assert table["like_for_like"].sum() == pytest.approx(row["printed_change"], abs=1e-9)


@pytest.fixture(scope="module")
def frame_of_scores(frame_of):
    """Make 2023 and 2024 of a unit that does not exist, of each leaf's shares of its scale in per cent."""

    def make(shares):
        rows = []
        for place, year in enumerate((2023, 2024)):
            criteria = frameworks.framework("PAPI", year).criteria
            scores = {
                code: criteria[code].min_score
                + both[place] / 100 * (criteria[code].max_score - criteria[code].min_score)
                for code, both in shares.items()
            }
            for top in "12345678":
                scores[top] = sum(score for code, score in scores.items() if code[:2] == f"{top}.")
            scores["total"] = sum(scores[top] for top in "12345678")
            rows += [
                {"index": "PAPI", "year": year, "unit": "A", "unit_id": "thu/A", "scope": "thu/nghiem",
                 "code": code, "score": score, "note": "Số liệu minh họa"}
                for code, score in scores.items()
            ]  # fmt: skip
        return frame_of(rows)

    return make


def test_a_leaf_missing_in_one_year_is_left_out_of_both(frame_of_scores):
    scores = frame_of_scores({code: (40, 50) for code in LEAVES})
    gone = (scores["code"] == "4.4") & (scores["year"] == 2023)
    row = trend(scores[~gone], index="PAPI", unit="A").iloc[-1]
    # Each leaf gained a tenth of its scale; 4.4 is a quarter of a dimension of 9 points.
    assert row["like_for_like"] == pytest.approx(7.2 - 0.225)
    assert row["share_comparable"] == pytest.approx(1 - 2.25 / 72)


def test_under_half_of_the_scale_it_is_missing_and_says_why(result, frame_of_scores):
    row = result("trend", index="PAPI", unit="Bình Phước").set_index("year").loc[2018]
    assert math.isnan(row["like_for_like"]) and row["share_comparable"] == pytest.approx(3.75 / 8)
    assert row["like_for_like_reason"] == "chỉ 47 % thang điểm so sánh được"
    assert row["like_for_like_reason_en"] == "only 47 % of the scale is comparable"
    scores = frame_of_scores({code: (40, 50) for code in LEAVES})
    row = trend(scores[scores["code"] == "total"], index="PAPI", unit="A").iloc[-1]
    assert row["change"] == pytest.approx(7.2) and math.isnan(row["like_for_like"])
    assert row["like_for_like_reason"] == "không công bố điểm từng nội dung của cả hai năm"


def test_a_leaf_of_another_scale_enters_by_its_share(result, published):
    row = result("trend", index="PAPI", unit="Bắc Kạn", code="5.1").set_index("year").loc[2021]
    now, then = (figure(published, year, "Bắc Kạn", "5.1") for year in (2021, 2020))
    assert row["comparability"] == "rescaled" and math.isnan(row["printed_change"])
    assert row["like_for_like"] == pytest.approx((share(now, 3) - share(then, 4)) * 3)
    assert row["gap_change_in_pct"] == pytest.approx(row["gap_change"] / 3 * 100)


@pytest.mark.parametrize(("index", "code", "year"), [("PAPI", "total", 2020), ("PCI", "legal", 2012)])
def test_the_change_of_the_gap_is_to_the_median_of_the_units_of_both_years(
    result, published, index, code, year
):
    row = result("trend", index=index, unit="Hà Nội", code=code).set_index("year").loc[year]
    now, then = (column(published, index, y, code) for y in (year, year - 1))
    both = now.keys() & then.keys()
    gaps = [values["Hà Nội"] - median([values[unit] for unit in both]) for values in (now, then)]
    assert row["gap_change"] == pytest.approx(gaps[0] - gaps[1], abs=1e-9)


# -- the sentences ---------------------------------------------------------------------------------


def until(scores, year):
    return scores[scores["year"] <= year]


def test_binh_phuoc_2020_rose_like_for_like(figures, result):
    table = trend(until(figures, 2020), index="PAPI", unit="Bình Phước")
    assert table["printed_change"].iloc[-1] == pytest.approx(-1.584012, abs=1e-6)
    assert statement(table).startswith(
        "Bình Phước đạt 42,24 điểm PAPI năm 2020, so sánh phần không đổi phương pháp đo: tăng 0,45 điểm so với"
        " năm 2019;"
    )
    assert ", like for like up 0.45 points on 2019;" in statement(table, "en")
    assert "nét đứt: một phần nội dung thay đổi phương pháp đo" in footer(table)
    moved = result("compare", index="PAPI", unit="Bình Phước", year=2020)
    assert statement(moved).startswith(
        "PAPI năm 2020 của Bình Phước, so sánh phần không đổi phương pháp đo: tăng 0,45 điểm so với năm 2019, "
    )
    assert "tổng điểm công bố thay đổi −1,58 điểm" in footer(moved)


def test_can_tho_2019_rose_like_for_like(figures, result):
    assert ", so sánh phần không đổi phương pháp đo: tăng 1,19 điểm so với năm 2018;" in statement(
        trend(until(figures, 2019), index="PAPI", unit="Cần Thơ")
    )
    moved = result("compare", index="PAPI", unit="Cần Thơ", year=2019)
    assert moved.attrs["printed_change"] == pytest.approx(-0.348284, abs=1e-6)
    assert statement(moved) == (
        "PAPI năm 2019 của Cần Thơ, so sánh phần không đổi phương pháp đo: tăng 1,19 điểm so với năm 2018, tăng"
        " nhiều nhất ở kiểm soát tham nhũng trong khu vực công (+0,56)"
    )


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2010, ", giảm 0,76 điểm so với năm 2009 ("),  # 5,35 and 4,59 as printed
        (2011, ", khoảng cách tới trung vị cải thiện 1,08 điểm so với năm 2010 (trung vị thay đổi đột ngột"),
        (2012, ", khoảng cách tới trung vị cải thiện 0,12 điểm so với năm 2011 (trung vị thay đổi đột ngột"),
    ],
)
def test_long_an_legal_breaks_where_its_median_jumped(figures, year, said):
    table = trend(until(figures, year), index="PCI", unit="Long An", code="legal")
    assert said in statement(table)
    last = table.iloc[-1]
    if year == 2012:
        assert (last["comparability"], last["step"]) == ("jumped", "jumped")
        assert math.isnan(last["change"]) and last["printed_change"] == pytest.approx(-2.121, abs=0.001)
        assert "trung vị thay đổi từ 54,3 % xuống 29,3 % thang điểm năm 2012" in last["reason"]
        assert "the median moved down from 54.3 % to 29.3 % of the scale in 2012" in last["reason_en"]


def test_hai_duong_2011_gained_most_in_nothing_that_jumped(result):
    table = result("compare", index="PCI", unit="Hải Dương", year=2011)
    jumped = table[table["comparability"] == "jumped"]
    assert set(jumped["code"]) == {"entry", "support", "legal"} and table.iloc[0]["code"] == "entry"
    assert jumped["change"].isna().all() and jumped["gap_change"].notna().all()
    said = statement(table)
    assert said == (
        "PCI năm 2011 của Hải Dương tăng 0,90 điểm so với năm 2010: tăng nhiều nhất ở chi phí không chính thức"
        " (+1,21), giảm nhiều nhất ở đào tạo lao động (−1,67) trong các phần không thay đổi phương pháp đo"
    )
    assert not any(name.lower() in said.lower() for name in jumped["name"])
    # A jump does not make its parent partly comparable: it is named.
    assert table.attrs["comparability"] == "same"
    assert (
        "trung vị của Gia nhập thị trường, Hỗ trợ doanh nghiệp, Thiết chế pháp lý" in table.attrs["note_vi"]
    )


def test_the_nations_par_of_2016_is_not_compared_with_2015(frame_of):
    printed = {2013: 77.56, 2014: 81.21, 2015: 85.11, 2016: 74.64}
    frame = frame_of([
        {"index": "PAR", "year": year, "unit": "Cả nước", "unit_id": "quoc-gia/ca-nuoc", "scope": "quoc-gia",
         "unit_type": "nation", "code": "total", "score": score} for year, score in printed.items()
    ])  # fmt: skip
    table = trend(frame, index="PAR", unit="Cả nước")
    assert statement(table) == (
        "Cả nước đạt 74,64 % về Chỉ số CCHC (PAR INDEX) năm 2016, không so mức thay đổi với năm 2015: "
        "trung bình cả nước thay đổi đột ngột"
    )
    assert (
        "trung bình cả nước thay đổi từ 85,1 % xuống 74,6 % thang điểm năm 2016" in table.iloc[-1]["reason"]
    )
    assert statement(trend(until(frame, 2015), index="PAR", unit="Cả nước")).endswith(
        ", tăng 3,90 điểm phần trăm so với năm 2014"
    )
    # A province's line breaks there too, however few were published.
    own = frame_of([
        {"index": "PAR", "year": year, "unit": "Hà Nội", "unit_id": "tinh-63/01", "scope": "tinh-63",
         "code": "total", "score": score} for year, score in ((2015, 85.0), (2016, 75.0))
    ])  # fmt: skip
    row = trend(pd.concat([frame, own]), index="PAR", unit="Hà Nội").iloc[-1]
    assert row["comparability"] == "jumped" and row["printed_change"] == pytest.approx(-10.0)
