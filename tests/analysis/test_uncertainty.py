"""Uncertainty: significant where both errors were published, an indication that says so elsewhere."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cchc_analysis as cchc
from cchc_analysis import scores, units
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.movement.trends import trend
from cchc_analysis.analysis.ranking.ranks import ranks
from cchc_analysis.analysis.surveys import survey
from cchc_analysis.analysis.uncertainty import difference, two_proportions
from cchc_analysis.scores import wilson

#: Total and weighted total, then the dimensions, in the order of the framework.
CODES = ["total", "weighted", *"12345678"]
PAIRS = [
    ("Bắc Kạn", "Hà Nội"),
    ("Bắc Kạn", "Thái Nguyên"),
    ("Bắc Kạn", "Lạng Sơn"),
    ("Bắc Giang", "Cao Bằng"),
    ("Quảng Ninh", "Hải Phòng"),
]
#: Years whose change is of the unbroken stretch that 2019 is in, by code (frameworks/NOTES.md).
STRETCH = {
    # Years in which a part was asked about anew are left out.
    "total": [2023, 2024],
    "1": [2018, 2020, 2021, 2023, 2024],
    "4": [year for year in range(2012, 2025) if year != 2018],
    "5": range(2017, 2021),
    "6": [*range(2012, 2018), 2019],
    "7": range(2020, 2025),
    "8": [],
}
_SIPAS = Path(__file__).resolve().parents[2] / "data" / "raw" / "sipas"


@pytest.fixture(scope="module")
def errors(raw):
    """Return score and standard error of PAPI 2019 as published, by unit and code."""
    printed = raw("PAPI").query("year == 2019 and standard_error.notna()")
    return {(r.unit, r.code): (r.score, r.standard_error) for r in printed.itertuples()}


@pytest.fixture(scope="module")
def papi(figures, frame_of, errors):
    """Return PAPI's totals and dimensions, those of 2019 with their published standard errors."""
    rows = [
        {"index": "PAPI", "year": 2019, "unit": unit, "code": code, "scope": "tinh-63"}
        | {"unit_id": units.identify(unit, 2019).unit.unit_id, "score": score, "standard_error": se}
        for (unit, code), (score, se) in errors.items()
    ]
    wanted = figures["index"].eq("PAPI") & figures["level"].le(1) & figures["year"].ne(2019)
    return scores.validate(scores.concat([figures[wanted], frame_of(rows)]))


def at(table, year):
    return table.set_index("year").loc[year]


# -- two units of one year -------------------------------------------------------------------------


@pytest.mark.parametrize(("unit", "other"), PAIRS)
def test_a_difference_agrees_with_plain_arithmetic(papi, errors, unit, other):
    table = difference(papi, index="PAPI", year=2019, unit=unit, other=other)
    assert table["code"].tolist() == CODES and table["level"].tolist() == [0, 0] + [1] * 8
    p = {code: math.erfc(abs(errors[unit, code][0] - errors[other, code][0])
                         / math.hypot(errors[unit, code][1], errors[other, code][1]) / math.sqrt(2))
         for code in CODES}  # fmt: skip
    # Holm over the eight dimensions: the k-th smallest times the tests that are left.
    ordered = sorted("12345678", key=p.__getitem__)
    steps = [(8 - k) * p[code] for k, code in enumerate(ordered)]
    adjusted = {code: min(1, max(steps[: k + 1])) for k, code in enumerate(ordered)}
    for row in table.itertuples():
        (score, se), (other_score, other_se) = errors[unit, row.code], errors[other, row.code]
        gap, error = score - other_score, math.sqrt(se**2 + other_se**2)
        assert (row.score, row.other_score) == (score, other_score)
        assert row.difference == pytest.approx(gap, abs=1e-12)
        assert row.standard_error == pytest.approx(error, abs=1e-12)
        assert row.low == pytest.approx(gap - 1.96 * error, abs=1e-12)
        assert row.high == pytest.approx(gap + 1.96 * error, abs=1e-12)
        assert row.p == pytest.approx(p[row.code], rel=1e-6, abs=1e-15)
        assert row.p_adjusted == pytest.approx(adjusted.get(row.code, p[row.code]), rel=1e-6, abs=1e-15)
        assert row.significant == (row.p_adjusted < 0.05)
        assert row.reason == row.reason_en == ""


@pytest.mark.parametrize(
    ("unit", "other", "code"),
    [("Bắc Giang", "Cao Bằng", "total"), ("Bắc Kạn", "Lạng Sơn", "5"), ("Kon Tum", "Quảng Trị", "7")],
)
def test_limits_are_those_of_95_and_not_of_90_per_cent(papi, errors, unit, other, code):
    (score, se), (other_score, other_se) = errors[unit, code], errors[other, code]
    standard = abs(score - other_score) / math.hypot(se, other_se)
    assert 1.645 < standard < 1.96
    table = difference(papi, index="PAPI", year=2019, unit=unit, other=other).set_index("code")
    assert not table.loc[code, "significant"]
    assert table.loc[code, "low"] < 0 < table.loc[code, "high"]


def test_two_provinces_that_cannot_be_told_apart(papi):
    table = difference(papi, index="PAPI", year=2019, unit="Bắc Kạn", other="Thái Nguyên")
    told = table.set_index("code")["significant"]
    # Dimension 4 is apart by its own interval, but not among eight tests.
    assert [code for code in "12345678" if told[code]] == ["6", "7", "8"]
    assert table.set_index("code").loc["4", "high"] < 0 or table.set_index("code").loc["4", "low"] > 0
    assert not told["total"] and str(told.dtype) == "boolean"
    assert table.attrs["tests"] == 8 and "phương pháp Holm (mức 5 % cho cả 8)" in table.attrs["note_vi"]
    assert "by Holm's correction (5 % for all 8)" in table.attrs["note_en"]


def test_no_two_neighbours_of_2019_can_be_told_apart(papi):
    order = ranks(papi, index="PAPI", year=2019)["unit"].tolist()
    assert len(order) == 63
    for unit, other in itertools.pairwise(order):
        total = difference(papi, index="PAPI", year=2019, unit=unit, other=other).iloc[0]
        assert total["code"] == "total" and not total["significant"]


def test_a_difference_turns_with_its_sides(papi):
    one, other = (
        difference(papi, index="PAPI", year=2019, unit=unit, other=against)
        for unit, against in (PAIRS[0], PAIRS[0][::-1])
    )
    assert other["difference"].tolist() == (-one["difference"]).tolist()
    assert other["low"].tolist() == pytest.approx((-one["high"]).tolist(), abs=1e-12)
    assert other["significant"].tolist() == one["significant"].tolist()
    assert (one.attrs["unit"], one.attrs["other"]) == ("Bắc Kạn", "Hà Nội")
    assert (one.attrs["kind"], one.attrs["year"]) == ("difference", 2019)


@pytest.mark.parametrize("year", [2011, 2018, 2020, 2024])
def test_without_published_errors_nothing_is_called_significant(papi, published, year):
    table = difference(papi, index="PAPI", year=year, unit="Bắc Kạn", other="Hà Nội")
    own, their = (float(published["PAPI", year, u, "total"]) for u in ("Bắc Kạn", "Hà Nội"))
    assert table["difference"].iloc[0] == pytest.approx(own - their, abs=1e-12)
    assert table[["standard_error", "low", "high", "significant"]].isna().all(axis=None)
    assert set(table["reason"]) == {
        "không công bố sai số: chưa xác định được khác biệt có ý nghĩa thống kê hay không"
    }
    assert table["reason_en"].str.startswith("no error was published").all()


def test_one_error_alone_is_not_enough(made_up):
    frame = made_up({("A", 2024): 40.0, ("B", 2024): 45.0})
    frame.loc[frame["unit"] == "A", "standard_error"] = 0.1
    row = difference(frame, index="PAPI", year=2024, unit="A", other="B").iloc[0]
    assert row["difference"] == -5.0 and pd.isna(row["significant"])
    assert row["reason"].startswith("không công bố sai số") and math.isnan(row["low"])


def test_bad_arguments_name_the_nearest_valid_ones(papi, made_up):
    with pytest.raises(AnalysisError, match="PAPI không có số liệu năm 2010; có 2011–2024"):
        difference(papi, index="PAPI", year=2010, unit="Bắc Kạn", other="Hà Nội")
    with pytest.raises(AnalysisError, match="năm 2021 cho “Quảng Ninh”.*: 2019, 2020, 2022"):
        difference(papi, index="PAPI", year=2021, unit="Bắc Kạn", other="Quảng Ninh")
    with pytest.raises(AnalysisError, match="“Bắc Cạnn”.*Gần nhất: .*Bắc Kạn"):
        difference(papi, index="PAPI", year=2019, unit="Hà Nội", other="Bắc Cạnn")
    two = made_up({("A", 2024): 40.0, ("B", 2024): 41.0})
    two.loc[two["unit"] == "B", "scope"] = "khac"
    with pytest.raises(AnalysisError, match="“A” và “B” không được xếp hạng cùng nhau.\n.*together"):
        difference(two, index="PAPI", year=2024, unit="A", other="B")


# -- one unit over the years -----------------------------------------------------------------------


@pytest.mark.parametrize("code", STRETCH)
def test_the_margin_assumes_the_error_of_2019_where_the_line_is_unbroken(papi, errors, code):
    table = trend(papi, index="PAPI", unit="Bắc Kạn", code=code)
    margin = 1.96 * math.sqrt(2) * errors["Bắc Kạn", code][1]
    there = table[table["margin"].notna()]
    assert there["year"].tolist() == list(STRETCH[code])
    assert there["margin"].tolist() == pytest.approx([margin] * len(there), abs=1e-12)
    assert table["significant"].isna().all()


def test_a_year_without_a_score_has_no_margin(papi, errors):
    table = trend(papi, index="PAPI", unit="Quảng Ninh")  # not published in 2018, 2021 and 2023
    there = table[table["margin"].notna()]
    # Nor has a change that holds what another question did: those of 2020 and 2022.
    assert there["year"].tolist() == [2024]
    margin = 1.96 * math.sqrt(2) * errors["Quảng Ninh", "total"][1]
    assert there["margin"].tolist() == pytest.approx([margin], abs=1e-12)


def test_the_note_names_the_year_of_the_error_and_says_that_it_assumes(papi):
    attrs = trend(papi, index="PAPI", unit="Bắc Kạn").attrs
    assert "chỉ để tham khảo" in attrs["margin_note_vi"]
    assert "giả định sai số năm 2019 đúng cho cả hai năm" in attrs["margin_note_vi"]
    assert "assuming the error of 2019 in both years" in attrs["margin_note_en"]
    assert attrs["note_vi"] == attrs["note_en"] == ""  # of a table alone, not of a chart
    for code in ("8", "weighted"):  # no change of these has a margin: nothing to explain
        attrs = trend(papi, index="PAPI", unit="Bắc Kạn", code=code).attrs
        assert attrs["margin_note_vi"] == attrs["margin_note_en"] == ""


def test_the_interval_of_a_score_stands_where_its_error_was_published(papi, errors):
    table = trend(papi, index="PAPI", unit="Bắc Kạn")
    score, se = errors["Bắc Kạn", "total"]
    row = at(table, 2019)
    assert row["low"] == pytest.approx(score - 1.96 * se, abs=1e-12)
    assert row["high"] == pytest.approx(score + 1.96 * se, abs=1e-12)
    assert table.loc[table["year"] != 2019, ["low", "high"]].isna().all(axis=None)


def test_two_years_with_errors_are_tested(made_up):
    frame = made_up({("A", 2022): 40.0, ("A", 2023): 40.5, ("A", 2024): 42.0})
    frame["standard_error"] = [0.3, 0.4, 0.2]
    table = trend(frame, index="PAPI", unit="A")
    margins = [1.96 * math.sqrt(0.3**2 + 0.4**2), 1.96 * math.sqrt(0.4**2 + 0.2**2)]
    assert table["margin"].iloc[1:].tolist() == pytest.approx(margins, abs=1e-12)
    assert math.isnan(table["margin"].iloc[0]) and pd.isna(table["significant"].iloc[0])
    assert table["significant"].iloc[1:].tolist() == [False, True]  # 0.5 < 0.98, 1.5 > 0.88
    assert "từ sai số công bố của cả hai năm" in table.attrs["note_vi"]
    assert "published errors of both years" in table.attrs["note_en"]


def test_a_change_over_a_gap_is_tested_against_the_year_before_it(made_up):
    frame = made_up({("A", 2022): 40.0, ("A", 2023): None, ("A", 2024): 43.0})
    frame["standard_error"] = [0.3, float("nan"), 0.4]
    row = at(trend(frame, index="PAPI", unit="A"), 2024)
    assert row["change"] == 3.0 and row["significant"]
    assert row["margin"] == pytest.approx(1.96 * 0.5, abs=1e-12)


def test_nothing_is_tested_across_a_break(made_up):
    frame = made_up({("A", 2017): 40.0, ("A", 2018): 50.0}, standard_error=0.1)
    row = at(trend(frame, index="PAPI", unit="A"), 2018)
    assert row["comparability"] == "redefined"
    assert math.isnan(row["margin"]) and pd.isna(row["significant"])


def test_estimates_have_no_margin(papi):
    parts = papi[papi["unit"].isin(["Bắc Kạn", "Thái Nguyên"])]
    table = trend(cchc.as_of(parts, "2025-07-01"), index="PAPI", unit="Thái Nguyên")
    assert table["estimated"].all() and table["change"].notna().any()
    assert table[["margin", "significant", "low", "high"]].isna().all(axis=None)
    assert table.attrs["note_vi"] == table.attrs["note_en"] == ""


def test_what_is_marked_as_an_estimate_has_no_margin_even_with_an_error(made_up):
    frame = made_up({("A", 2022): 40.0, ("A", 2023): 45.0}, standard_error=0.1, estimated=True)
    table = trend(frame, index="PAPI", unit="A")
    assert table["change"].iloc[1] == 5.0
    assert table[["margin", "significant"]].isna().all(axis=None)


def test_a_change_from_an_estimate_has_no_margin(made_up):
    frame = made_up({("A", 2022): 40.0, ("A", 2023): 45.0})
    frame["estimated"], frame["standard_error"] = [True, False], [float("nan"), 0.3]
    row = at(trend(frame, index="PAPI", unit="A"), 2023)
    assert row["change"] == 5.0 and not row["estimated"]
    assert math.isnan(row["margin"])


def test_pci_has_no_margins_at_all(figures):
    table = trend(figures, index="PCI", unit="Bắc Kạn")
    assert table["change"].notna().any()
    assert table[["margin", "significant", "low", "high"]].isna().all(axis=None)
    assert table.attrs["note_vi"] == table.attrs["note_en"] == ""
    pair = difference(figures, index="PCI", year=2019, unit="Bắc Kạn", other="Hà Nội")
    assert len(pair) == 11 and pair["significant"].isna().all()


# -- shares of counted answers ---------------------------------------------------------------------


def plain_wilson(share, n):
    """Return the two shares p from which *share* is 1.96 of p's own standard errors away."""
    a, b, c = 1 + 1.96**2 / n, -(2 * share + 1.96**2 / n), share**2
    root = math.sqrt(max(0.0, b**2 - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def plain_p(k, n, j, m):
    """Return the p value of Pearson's chi-square of two counts."""
    chi = (n + m) * (k * (m - j) - j * (n - k)) ** 2 / (n * m * (k + j) * (n + m - k - j))
    return math.erfc(math.sqrt(chi / 2))


counted = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),  # Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_intervals_of_the_textbook(k, n, low, high):
    assert wilson(k / n, n) == pytest.approx((low, high), abs=5e-5)


@given(counted)
def test_wilson_agrees_with_the_plain_formula(count):
    k, n = count
    low, high = wilson(k / n, n)
    assert (low, high) == pytest.approx(plain_wilson(k / n, n), abs=1e-9)
    assert 0 <= low <= high <= 1
    assert low <= k / n + 1e-12 and k / n - 1e-12 <= high


@pytest.mark.parametrize(
    ("k", "n", "j", "m", "low", "high"),  # Newcombe, ibid. 873–890, table II, method 10
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_two_proportions_give_the_intervals_of_the_textbook(k, n, j, m, low, high):
    gap, *ends, _ = two_proportions(k / n, n, j / m, m)
    assert gap == pytest.approx(k / n - j / m, abs=1e-12)
    assert ends == pytest.approx([low, high], abs=6e-5)


@given(counted, counted)
def test_two_proportions_agree_with_the_plain_formulas(one, other):
    (k, n), (j, m) = one, other
    share, against = k / n, j / m
    gap, low, high, p = two_proportions(share, n, against, m)
    (l1, u1), (l2, u2) = plain_wilson(share, n), plain_wilson(against, m)
    assert gap == pytest.approx(share - against, abs=1e-12)
    assert low == pytest.approx(gap - math.hypot(share - l1, u2 - against), abs=1e-8)
    assert high == pytest.approx(gap + math.hypot(u1 - share, against - l2), abs=1e-8)
    expected = plain_p(k, n, j, m) if 0 < k + j < n + m else 1.0
    assert p == pytest.approx(expected, abs=1e-9)


@given(counted, counted)
def test_two_proportions_turn_with_their_sides(one, other):
    (k, n), (j, m) = one, other
    gap, low, high, p = two_proportions(k / n, n, j / m, m)
    assert two_proportions(j / m, m, k / n, n) == pytest.approx((-gap, -high, -low, p), abs=1e-12)


def test_what_is_sure_on_both_sides_is_no_difference():
    assert two_proportions(1.0, 50, 1.0, 80)[::3] == (0.0, 1.0)


# -- two rounds of a survey ------------------------------------------------------------------------

ROUNDS = {
    2023: [("B.1", "Nơi ngồi chờ", 60.0, 200), ("B.2", "Biển hiệu", 70.0, 200)],
    2024: [("B.1", "Nơi ngồi chờ", 80.0, 205), ("B.2", "Biển hiệu", 72.0, 250), ("B.3", "Mới", 50.0, 250)],
}  # fmt: skip


@pytest.fixture
def rounds(frame_of):
    """Return a function that makes the survey of a commune that does not exist."""

    def make(asked, **more):
        rows = [
            {"index": "SIPAS", "year": year, "unit": "Phường Thử", "unit_id": "xa/thu/phuong-thu"}
            | {"scope": "xa/thu", "unit_type": "commune", "note": "Số liệu minh họa"}
            | {"code": code, "name": name, "score": score, "n": n}
            | more
            for year, questions in asked.items()
            for code, name, score, n in questions
        ]
        return frame_of(rows)

    return make


def test_a_survey_agrees_with_plain_arithmetic(rounds):
    table = survey(rounds(ROUNDS), index="SIPAS", unit="Phường Thử", year=2024).set_index("code")
    before = {code: (score, n) for code, _, score, n in ROUNDS[2023]}
    for code, _, score, n in ROUNDS[2024][:2]:
        row, (then, then_n) = table.loc[code], before[code]
        (l1, u1), (l2, u2) = plain_wilson(score / 100, n), plain_wilson(then / 100, then_n)
        down = 100 * math.hypot(score / 100 - l1, u2 - then / 100)
        up = 100 * math.hypot(u1 - score / 100, then / 100 - l2)
        assert (row["previous"], row["previous_n"], row["n"]) == (then, then_n, n)
        assert row["change"] == pytest.approx(score - then, abs=1e-9)
        assert row["change_low"] == pytest.approx(score - then - down, abs=1e-9)
        assert row["change_high"] == pytest.approx(score - then + up, abs=1e-9)
        p = plain_p(round(score * n / 100), n, round(then * then_n / 100), then_n)
        assert row["significant"] == (p < 0.05)
    assert table["significant"].loc[["B.1", "B.2"]].tolist() == [True, False]


def test_a_question_that_is_new_has_no_change(rounds):
    table = survey(rounds(ROUNDS), index="SIPAS", unit="Phường Thử", year=2024).set_index("code")
    new = table.loc["B.3", ["previous", "previous_n", "change", "change_low", "change_high"]]
    assert new.isna().all() and pd.isna(table.loc["B.3", "significant"])
    assert str(table["significant"].dtype) == "boolean"


def test_the_least_satisfied_stands_first(rounds):
    table = survey(rounds(ROUNDS), index="SIPAS", unit="xa/thu/phuong-thu", year=2024)
    assert table["code"].tolist() == ["B.3", "B.2", "B.1"]
    assert (table.attrs["kind"], table.attrs["previous"]) == ("survey", 2023)
    assert table.attrs["illustrative"] and table.attrs["unit"] == "Phường Thử"


@pytest.mark.parametrize(
    ("then", "now", "compared"),
    [("– 20 40 140 –", "10 30 60 80 20", False), ("5 15 40 100 40", "10 30 60 80 20", True),
     ("– 20 40 140 –", None, True)],
)  # fmt: skip
def test_answers_in_other_grades_are_not_compared(rounds, then, now, compared):
    frame = pd.concat(
        [rounds({2023: ROUNDS[2023][:1]}, answers=then), rounds({2024: ROUNDS[2024][:1]}, answers=now)],
        ignore_index=True,
    )
    table = survey(frame, index="SIPAS", unit="Phường Thử", year=2024)
    assert table["change"].notna().item() is compared
    sentence = cchc.statement(table)
    assert ("không so với năm 2023 vì mức trả lời khi đó khác" in sentence) is not compared


def test_a_question_that_was_put_otherwise_is_another(rounds):
    asked = ROUNDS | {2023: [("B.1", "Chỗ để xe", 60.0, 200), *ROUNDS[2023][1:]]}
    table = survey(rounds(asked), index="SIPAS", unit="Phường Thử", year=2024).set_index("code")
    assert math.isnan(table.loc["B.1", "change"]) and table.loc["B.2", "change"] == pytest.approx(2)


def test_the_first_round_has_no_change(rounds):
    table = survey(rounds(ROUNDS), index="SIPAS", unit="Phường Thử", year=2023)
    assert table.attrs["previous"] is None and len(table) == 2
    assert table[["previous", "change", "significant"]].isna().all(axis=None)


def test_rounds_of_a_commune_before_and_after_july_2025_are_not_compared(rounds):
    for years in ((2024, 2025), (2023, 2026)):
        asked = dict(zip(years, ROUNDS.values(), strict=True))
        table = survey(rounds(asked), index="SIPAS", unit="Phường Thử", year=years[1])
        assert table.attrs["previous"] is None and len(table) == 3
        assert table[["previous", "change", "significant"]].isna().all(axis=None)
    later = dict(zip((2025, 2026), ROUNDS.values(), strict=True))
    table = survey(rounds(later), index="SIPAS", unit="Phường Thử", year=2026)
    assert table.attrs["previous"] == 2025 and table["change"].notna().sum() == 2


def test_a_year_without_counted_answers_is_refused(rounds):
    with pytest.raises(AnalysisError, match="SIPAS không có số liệu năm 2022; có 2023–2024"):
        survey(rounds(ROUNDS), index="SIPAS", unit="Phường Thử", year=2022)
    uncounted = rounds(ROUNDS, n=float("nan"))
    with pytest.raises(AnalysisError, match="SIPAS không có số liệu năm 2024 cho “Phường Thử”"):
        survey(uncounted, index="SIPAS", unit="Phường Thử", year=2024)


def test_the_rounds_of_the_ward_that_does_not_exist():
    names = (_SIPAS / f"sipas_{y}_phuong_minh_hoa_so_lieu_minh_hoa.xlsx" for y in (2023, 2024))
    frame = scores.concat([cchc.read(name).scores for name in names])
    table = survey(frame, index="SIPAS", unit="Phường Minh Họa", year=2024)
    assert table["score"].is_monotonic_increasing and table["name"].iloc[0] == "Trả kết quả đúng hẹn"
    # 117 of 205 then, 130 of 200 the year before.
    row = table.iloc[0]
    assert row["change"] == pytest.approx(100 * (117 / 205 - 130 / 200), abs=1e-9)
    assert row["significant"] == (plain_p(117, 205, 130, 200) < 0.05)
    for row in table.itertuples():
        low, high = plain_wilson(row.score / 100, row.n)
        assert (row.low, row.high) == pytest.approx((100 * low, 100 * high), abs=1e-6)
    assert table.attrs["illustrative"]
