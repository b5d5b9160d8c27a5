"""Two years side by side: contributions sum to the total's change, and none crosses a break."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.movement.trends import compare

UNITS = ["Bắc Kạn", "Hà Nội", "Quảng Ninh"]
#: The years whose totals may be set against the year before: no edition began in them.
YEARS = {
    "PAPI": [2012, 2013, 2014, 2015, 2017, *range(2019, 2025)],
    "PCI": [2007, 2008, 2010, 2011, 2012, *range(2014, 2022)],
}
#: Those over which PAPI's total is comparable in part only.
PARTLY = [2017, 2019, 2020, 2021, 2022]
BREAKS = [("PAPI", 2016), ("PAPI", 2018), ("PCI", 2006), ("PCI", 2009), ("PCI", 2013)]
#: PCI's weights in per cent of 100 points, by the first year (frameworks/NOTES.md, section 6).
WEIGHTS = {
    2006: {"entry": 5, "land": 5, "transparency": 15, "time": 10, "informal": 5, "bias": 5,
           "proactive": 15, "support": 15, "labor": 15, "legal": 10},
    2009: {"entry": 10, "land": 5, "transparency": 20, "time": 15, "informal": 10, "proactive": 10,
           "support": 5, "labor": 20, "legal": 5},
    2013: {"entry": 5, "land": 5, "transparency": 20, "time": 5, "informal": 10, "bias": 5,
           "proactive": 5, "support": 20, "labor": 20, "legal": 5},
}  # fmt: skip
PARTS = {"1": 4, "2": 4, "3": 3, "4": 4, "5": 3, "6": 4, "7": 3, "8": 3}


def worth(index: str, year: int) -> dict[str, float]:
    """Return what one point of each domain adds to the total."""
    if index == "PAPI":
        return dict.fromkeys("123456" if year < 2018 else "12345678", 1.0)
    first = max(y for y in WEIGHTS if y <= year)
    # A sub-index has ten points, the total a hundred.
    return {code: percent / 10 for code, percent in WEIGHTS[first].items()}


def figure(published, index: str, year: int, unit: str, code: str) -> float:
    return float(published[index, year, unit, code])


def pairs(published, index: str, unit: str) -> list[tuple[int, int]]:
    """Return (year, the last published before it) of all years that may be compared."""
    there = [y for y in range(2005, 2025) if (index, y, unit, "total") in published]
    found = [(y, max(p for p in there if p < y)) for y in YEARS[index] if y in there]
    broken = [y for i, y in BREAKS if i == index] + (PARTLY if index == "PAPI" else [])
    return [(y, p) for y, p in found if not any(p < b <= y for b in broken)]


def added(published, index: str, unit: str, year: int, previous: int) -> dict[str, float]:
    """Return what each domain added to the change of the total."""
    now, then = worth(index, year), worth(index, previous)
    return {
        code: figure(published, index, year, unit, code) * now[code]
        - figure(published, index, previous, unit, code) * then[code]
        for code in now
    }


def moved(published, index: str, unit: str, year: int, previous: int) -> float:
    """Return the change of the published total."""
    now, then = (figure(published, index, y, unit, "total") for y in (year, previous))
    return now - then


@pytest.fixture
def papi(made_up):
    """Make two years of a unit: ``papi({2023: {"1": 5.0, …}, …}, total={2023: 40.0, …})``."""

    def make(domains, total=None, **more):
        sums = total or {year: sum(row.values()) for year, row in domains.items()}
        totals = {("A", year): score for year, score in sums.items()}
        rows = {("A", y, code): v for y, row in domains.items() for code, v in row.items()}
        return made_up(totals | rows, **more)

    return make


# -- what each domain added ----------------------------------------------------------------------------


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("index", ["PAPI", "PCI"])
def test_contributions_agree_with_plain_arithmetic(result, published, index, unit):
    told = pairs(published, index, unit)
    assert len(told) >= 5
    for year, previous in told:
        table = result("compare", index=index, unit=unit, year=year)
        assert table.attrs["previous"] == previous
        expected = added(published, index, unit, year, previous)
        found = dict(zip(table["code"][:-1], table["contribution"][:-1], strict=True))
        assert found == {code: pytest.approx(value, abs=1e-9) for code, value in expected.items()}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("index", ["PAPI", "PCI"])
def test_contributions_and_rest_sum_to_the_change_of_the_published_total(result, published, index, unit):
    for year, previous in pairs(published, index, unit):
        table = result("compare", index=index, unit=unit, year=year)
        change = moved(published, index, unit, year, previous)
        assert table["contribution"].sum() == pytest.approx(change, abs=1e-9)
        assert table.attrs["total_change"] == pytest.approx(change, abs=1e-12)
        assert table.attrs["total"] == figure(published, index, year, unit, "total")
        assert table.attrs["previous_total"] == figure(published, index, previous, unit, "total")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("index", ["PAPI", "PCI"])
def test_the_greatest_gain_stands_first_and_the_rest_last(result, published, index, unit):
    for year, previous in pairs(published, index, unit):
        table = result("compare", index=index, unit=unit, year=year)
        assert table["contribution"][:-1].is_monotonic_decreasing
        assert table["code"].is_unique and len(table) == len(worth(index, year)) + 1
        rest = table.iloc[-1]
        if {2011} & {year, previous} and index == "PCI":
            continue  # the published figures of that year disagree
        assert (rest["code"], rest["name"], rest["name_en"]) == ("rounding", "làm tròn", "rounding")
        # Totals of 2020 and 2021 are printed to two decimals.
        assert abs(rest["contribution"]) < (0.0101 if index == "PCI" and year >= 2020 else 1e-4)
        assert pd.isna(rest["score"]) and pd.isna(rest["change"]) and rest["reason"] == ""


def test_a_point_of_a_sub_index_is_worth_its_weight(result, published):
    table = result("compare", index="PCI", unit="Bắc Kạn", year=2021).set_index("code")
    for code, points in (("transparency", 2), ("support", 2), ("labor", 2), ("land", 0.5)):
        then, now = (figure(published, "PCI", y, "Bắc Kạn", code) for y in (2020, 2021))
        assert table.loc[code, "contribution"] == pytest.approx(points * (now - then), abs=1e-9)
        if code in ("transparency", "land"):
            assert table.loc[code, "change"] == pytest.approx(now - then, abs=1e-12)
        else:
            assert table.loc[code, "comparability"] == ("jumped" if code == "support" else "same")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("year", [2011, 2012])
def test_where_the_published_figures_disagree_the_rest_is_no_rounding(result, published, unit, year):
    # NOTES: the scores and totals that are stored of PCI 2011 are not of one calculation.
    rest = result("compare", index="PCI", unit=unit, year=year).iloc[-1]
    parts = added(published, "PCI", unit, year, year - 1)
    left = moved(published, "PCI", unit, year, year - 1) - sum(parts.values())
    assert rest["contribution"] == pytest.approx(left, abs=1e-9) and abs(left) > 0.002
    assert rest["name"] == "số công bố không khớp nhau"
    assert rest["name_en"] == "the published figures disagree"


def test_scores_of_both_years_stand_side_by_side(result, published):
    table = result("compare", index="PAPI", unit="Hà Nội", year=2024)
    for row in table[:-1].itertuples():
        then, now = (figure(published, "PAPI", y, "Hà Nội", row.code) for y in (2023, 2024))
        assert (row.previous_score, row.score, row.level) == (then, now, 1)
        # A dimension of PAPI is from 1 to 10 in both years.
        shares = (row.previous_pct, row.pct)
        assert shares == pytest.approx((100 * (then - 1) / 9, 100 * (now - 1) / 9), abs=1e-4)
        assert (row.change, row.comparability) == (pytest.approx(now - then, abs=1e-12), "same")
        assert row.change_in_pct == pytest.approx(100 * (now - then) / 9, abs=1e-4)


def test_sub_dimensions_add_up_too(figures, published):
    table = compare(figures, index="PAPI", unit="Hà Nội", year=2024, level=2)
    codes = {c for i, y, u, c in published if (i, y, u) == ("PAPI", 2024, "Hà Nội") and "." in c}
    assert set(table["code"]) == codes | {"rounding"} and len(codes) == sum(PARTS.values())
    for row in table[:-1].itertuples():
        then, now = (figure(published, "PAPI", y, "Hà Nội", row.code) for y in (2023, 2024))
        assert row.contribution == pytest.approx(now - then, abs=1e-9)
    change = moved(published, "PAPI", "Hà Nội", 2024, 2023)
    assert table["contribution"].sum() == pytest.approx(change, abs=1e-9)
    assert (table["level"] == 2).all() and table.attrs["level"] == 2


def test_dti_counts_its_pillars_by_their_weights(papi):
    # 922/QĐ-BTTTT: five foundations of 100 points of 1000, government 200, economy and society 150.
    weights = dict.fromkeys("12345", 0.1) | {"7": 0.2, "8": 0.15, "9": 0.15}
    then = {code: 0.40 + 0.03 * int(code) for code in weights}
    now = {code: 0.55 - 0.01 * int(code) for code in weights}
    totals = {
        year: sum(weights[c] * v for c, v in row.items()) for year, row in {2022: then, 2023: now}.items()
    }
    frame = papi({2022: then, 2023: now}, totals, index="DTI")
    table = compare(frame, index="DTI", unit="A", year=2023)
    found = dict(zip(table["code"], table["contribution"], strict=True))
    expected = {code: w * (now[code] - then[code]) for code, w in weights.items()}
    assert found == {c: pytest.approx(v, abs=1e-9) for c, v in (expected | {"rounding": 0}).items()}
    assert table.attrs["illustrative"]


# -- which years --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "year", "previous"), [("Quảng Ninh", 2024, 2022), ("Bắc Giang", 2015, 2013)]
)
def test_the_year_before_is_the_last_that_was_published(result, published, unit, year, previous):
    table = result("compare", index="PAPI", unit=unit, year=year)
    assert table.attrs["previous"] == previous
    between = [y for y in range(previous + 1, year) if ("PAPI", y, unit, "total") in published]
    assert between == []
    assert table.attrs["note_vi"].startswith(f"Lưu ý: so với năm {previous}, năm gần nhất")
    assert table.attrs["note_en"].startswith(f"Note: against {previous}, the last year with")


def test_any_two_comparable_years_can_be_asked_for(figures, published):
    table = compare(figures, index="PCI", unit="Hà Nội", year=2021, previous=2015)
    expected = added(published, "PCI", "Hà Nội", 2021, 2015)
    found = dict(zip(table["code"][:-1], table["contribution"][:-1], strict=True))
    assert found == {code: pytest.approx(value, abs=1e-9) for code, value in expected.items()}


def test_a_gap_does_not_bridge_a_break(result):
    # Only parts of PAPI 2018 were published of Quảng Ninh; 2017 is of another edition.
    table = result("compare", index="PAPI", unit="Quảng Ninh", year=2019)
    assert table.attrs["previous"] == 2017 and table["contribution"].isna().all()


@pytest.mark.parametrize(
    ("index", "year", "vi", "en"),
    [
        ("PAPI", 2018, "thêm lĩnh vực 7 và 8", "dimensions 7 and 8 were added"),
        ("PCI", 2009, "PCI xây dựng lại năm 2009", "PCI was rebuilt in 2009"),
        ("PCI", 2013, "PCI xây dựng lại năm 2013", "PCI was rebuilt in 2013"),
    ],
)
def test_across_a_break_nothing_is_added_up_and_the_note_says_why(result, index, year, vi, en):
    table = result("compare", index=index, unit="Bắc Kạn", year=year)
    assert table["contribution"].isna().all() and math.isnan(table.attrs["total_change"])
    # What was dropped keeps a row: SOE bias in 2009.
    dropped = set(table.loc[table["comparability"] == "dropped", "code"])
    assert dropped == ({"bias"} if year == 2009 else set())
    assert "làm tròn" not in set(table["name"])
    assert set(table["code"]) - dropped == set(worth(index, year))
    previous = year - 1
    assert table.attrs["note_vi"].startswith(
        f"Không tính phần đóng góp: tổng điểm năm {year} không so sánh được với năm {previous} ({vi}"
    )
    assert table.attrs["note_en"].startswith(
        f"No contributions: the total of {year} is not comparable with {previous} ({en}"
    )


@pytest.mark.parametrize(("index", "year"), BREAKS)
def test_no_contribution_crosses_any_break(figures, index, year):
    table = compare(figures, index=index, unit="Hà Nội", year=year, previous=year - 1)
    assert table["contribution"].isna().all() and math.isnan(table.attrs["total_change"])


@pytest.mark.parametrize("unit", ["Bắc Kạn", "Hà Nội"])
def test_what_was_measured_anew_adds_nothing_like_for_like(result, published, unit):
    table = result("compare", index="PAPI", unit=unit, year=2021).set_index("code")
    for code in "12345678":
        then, now = (figure(published, "PAPI", y, unit, code) for y in (2020, 2021))
        assert table.loc[code, "printed_contribution"] == pytest.approx(now - then, abs=1e-9)
        assert pd.isna(table.loc[code, "change"]) == (code in "356")
        assert pd.isna(table.loc[code, "change_in_pct"]) == (code in "356")
        if code not in "356":
            assert table.loc[code, "contribution"] == pytest.approx(now - then, abs=1e-5)
    assert table.loc["5", "reason"] == "bỏ nội dung 5.2 (giấy phép xây dựng)"
    assert table.loc["5", "reason_en"] == "lost 5.2 (construction permits)"
    assert table.loc["6", "reason"].startswith("trung vị các tỉnh đổi từ 66,5 % lên 75,2 %")
    assert table.loc["3", "below"] == "3.2" and "phương pháp đo (3.2)" in table.loc["3", "reason"]
    assert "(3.2, 5, 6.2, 6.4)" in table.attrs["note_vi"]
    assert "(3.2, 5, 6.2, 6.4)" in table.attrs["note_en"]


def test_years_without_a_caveat_have_no_note(result):
    attrs = result("compare", index="PAPI", unit="Bắc Kạn", year=2024).attrs
    assert attrs["note_vi"] == attrs["note_en"] == ""
    assert (attrs["kind"], attrs["index"], attrs["unit"]) == ("compare", "PAPI", "Bắc Kạn")
    assert (attrs["year"], attrs["previous"], attrs["illustrative"]) == (2024, 2023, False)


def test_weights_that_nobody_knows_add_nothing(result, published):
    table = result("compare", index="PCI", unit="Đà Nẵng", year=2022)
    assert table["contribution"].isna().all() and set(table["code"]) == set(WEIGHTS[2013])
    assert table.attrs["note_vi"] == (
        "Chưa có trọng số chính thức của PCI năm 2022: không tính được phần đóng góp."
    )
    assert table.attrs["note_en"] == ("The official weights of PCI 2022 are not known: no contributions.")
    change = moved(published, "PCI", "Đà Nẵng", 2022, 2021)
    assert table.attrs["total_change"] == pytest.approx(change, abs=1e-12)


# -- what was not published, what does not add up -------------------------------------------------------


DOMAINS = {year: {code: 4.0 + int(code) / 8 for code in PARTS} for year in (2023, 2024)}


@pytest.mark.parametrize("silent", [2023, 2024])
def test_a_domain_that_was_not_published_is_the_rest(papi, silent):
    domains = {y: dict(row) for y, row in DOMAINS.items()}
    domains[2024]["3"] += 0.5
    totals = {year: sum(row.values()) for year, row in domains.items()}
    domains[silent]["3"] = None
    table = compare(papi(domains, totals), index="PAPI", unit="A", year=2024)
    rest = table.iloc[-1]
    assert (rest["name"], rest["name_en"]) == ("phần không công bố", "what was not published")
    assert rest["contribution"] == pytest.approx(0.5, abs=1e-9)
    assert table.loc[table["code"] == "3", "contribution"].isna().all()
    assert table["contribution"].sum() == pytest.approx(0.5, abs=1e-9)


def test_a_domain_without_a_row_is_not_published_either(papi):
    domains = {2023: DOMAINS[2023], 2024: {c: v for c, v in DOMAINS[2024].items() if c != "8"}}
    totals = dict.fromkeys((2023, 2024), sum(DOMAINS[2023].values()))
    table = compare(papi(domains, totals), index="PAPI", unit="A", year=2024)
    assert set(table["code"]) == {*PARTS, "unpublished"}
    assert table.iloc[-1]["contribution"] == pytest.approx(0, abs=1e-9)


def test_a_total_that_its_parts_do_not_give_is_said_to_disagree(papi):
    totals = {2023: sum(DOMAINS[2023].values()), 2024: sum(DOMAINS[2024].values()) + 0.25}
    rest = compare(papi(DOMAINS, totals), index="PAPI", unit="A", year=2024).iloc[-1]
    assert rest["name"] == "số công bố không khớp nhau"
    assert rest["contribution"] == pytest.approx(0.25, abs=1e-9)


points = st.integers(1_000_000, 10_000_000).map(lambda n: n / 1e6)
years = st.lists(points, min_size=8, max_size=8)


@settings(max_examples=25)
@given(years, years, st.integers(-300, 300).map(lambda n: n / 1e4))
def test_contributions_always_sum_to_the_change_of_the_total(frame_of, then, now, slip):
    domains = {2022: dict(zip(PARTS, then, strict=True)), 2023: dict(zip(PARTS, now, strict=True))}
    totals = {2022: round(sum(then), 6), 2023: round(sum(now) + slip, 6)}
    rows = [
        {"index": "PAPI", "year": year, "unit": "A", "unit_id": "thu/A", "scope": "thu/nghiem"}
        | {"code": code, "score": score, "note": "Số liệu minh họa"}
        for year, row in domains.items()
        for code, score in (row | {"total": totals[year]}).items()
    ]
    table = compare(frame_of(rows), index="PAPI", unit="A", year=2023)
    change = totals[2023] - totals[2022]
    assert table["contribution"].notna().all() and len(table) == 9
    assert table["contribution"].sum() == pytest.approx(change, abs=1e-9)
    assert table["contribution"][:-1].is_monotonic_decreasing
    assert table.iloc[-1]["contribution"] == pytest.approx(slip, abs=2e-6)
    # PAPI prints six decimals: parts and total agree to a thousandth.
    if abs(slip) < 0.001 or abs(slip) > 0.003:
        assert (table.iloc[-1]["name"] == "làm tròn") == (abs(slip) < 0.001)


# -- criteria that came or went within comparable years -------------------------------------------------


def test_a_criterion_that_was_dropped_is_no_disagreement(figures, published):
    table = compare(figures, index="PAPI", unit="Bắc Kạn", year=2021, level=2)
    lost = figure(published, "PAPI", 2020, "Bắc Kạn", "5.2")
    row = table[table["code"] == "5.2"].iloc[0]
    assert row["printed_contribution"] == pytest.approx(-lost) and pd.isna(row["contribution"])


def test_a_criterion_that_is_new_was_published(figures, published):
    table = compare(figures, index="PAPI", unit="Bắc Kạn", year=2019, level=2)
    gained = figure(published, "PAPI", 2019, "Bắc Kạn", "8.3")
    row = table[table["code"] == "8.3"].iloc[0]
    assert row["printed_contribution"] == pytest.approx(gained) and pd.isna(row["contribution"])


@pytest.mark.parametrize("year", [2019, 2021])
def test_whatever_came_or_went_all_sums_to_the_change(figures, published, year):
    table = compare(figures, index="PAPI", unit="Bắc Kạn", year=year, level=2)
    change = moved(published, "PAPI", "Bắc Kạn", year, year - 1)
    assert table["printed_contribution"].sum() == pytest.approx(change, abs=1e-4)
    assert table.attrs["printed_change"] == pytest.approx(change, abs=1e-9)
    assert table["contribution"].sum() == pytest.approx(table.attrs["like_for_like"], abs=1e-9)


# -- what cannot be asked -----------------------------------------------------------------------------


def test_an_unknown_unit_names_the_nearest(figures):
    with pytest.raises(AnalysisError, match=r"“Bắc Cạnn”.*Gần nhất: .*Bắc Kạn"):
        compare(figures, index="PAPI", unit="Bắc Cạnn", year=2024)


@pytest.mark.parametrize(
    ("index", "unit", "asked", "near"),
    [
        ("PAPI", "Quảng Ninh", {"year": 2021}, "năm 2021 cho “Quảng Ninh”.* 2019, 2020, 2022"),
        ("PAPI", "Bắc Giang", {"year": 2023, "previous": 2022}, "năm 2022 cho .* 2020, 2023, 2024"),
        ("PAPI", "Hà Nội", {"year": 2011}, "năm 2010 cho “Hà Nội”.* 2011, 2012, 2013"),
        ("PCI", "Hà Nội", {"year": 2024}, "năm 2024 cho “Hà Nội”.* 2019, 2020, 2021"),
    ],
)
def test_a_year_that_was_not_published_names_the_nearest(figures, index, unit, asked, near):
    with pytest.raises(AnalysisError, match=f"{index} không có số liệu {near}"):
        compare(figures, index=index, unit=unit, **asked)


@pytest.mark.parametrize("previous", [2023, 2024])
def test_the_year_before_must_be_before(figures, previous):
    with pytest.raises(AnalysisError) as error:
        compare(figures, index="PAPI", unit="Hà Nội", year=2023, previous=previous)
    assert str(error.value) == (
        f"previous = {previous} phải trước year = 2023.\nprevious = {previous} must be before year = 2023."
    )


@pytest.mark.parametrize(
    ("index", "level", "near"),
    [("PAPI", 9, "1, 2"), ("PAPI", 0, "1, 2"), ("PAPI", -1, "1, 2"), ("PCI", 9, "1")],
)
def test_a_level_without_criteria_names_those_there_are(figures, index, level, near):
    with pytest.raises(AnalysisError, match=rf"ở cấp {level}\. Các cấp có số liệu: {near}"):
        compare(figures, index=index, unit="Hà Nội", year=2021, level=level)
