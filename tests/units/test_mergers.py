"""Mergers: who became whom, and what a merged unit would have had: a mean of its people, marked."""

from __future__ import annotations

import datetime
import math
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolution import STAYED, WENT, parts_of

import cchc_analysis as cchc
from cchc_analysis import scores, units
from cchc_analysis.units.mergers import MergerError, as_of
from cchc_analysis.units.resolving import successor

JULY = "2025-07-01"
IDS = {u.unit: u.unit_id for u in units.all_units() if u.unit_id.startswith("tinh-63/")}


@pytest.fixture(scope="module")
def today(figures):
    """Return the published figures with the estimates for the provinces of July 2025."""
    return as_of(figures, JULY)


@pytest.fixture(scope="module")
def year_2025(frame_of):
    """Return made-up PAPI totals of the 34 provinces, the first year after the mergers."""
    there = {u.unit_id: u.unit for u in units.valid_units(2025).values()}
    return frame_of(
        [
            {"index": "PAPI", "year": 2025, "unit": unit, "unit_id": unit_id, "scope": "tinh-34"}
            | {"code": "total", "score": 40 + place / 4, "note": "Số liệu minh họa"}
            for place, (unit_id, unit) in enumerate(there.items())
        ]
    )


@pytest.fixture(scope="module")
def until_2025(figures, year_2025):
    """Return the published PAPI totals, followed by made-up ones of 2025."""
    papi = figures[(figures["index"] == "PAPI") & (figures["code"] == "total")]
    return scores.concat([papi, year_2025])


def estimates(frame):
    return frame[frame["estimated"]]


def few(figures, years):
    """Return the figures of some years of a few provinces that merged and one that did not."""
    names = ["Bắc Kạn", "Thái Nguyên", "Bắc Giang", "Bắc Ninh", "Cao Bằng"]
    return figures[figures["year"].isin(years) & figures["unit"].isin(names)]


def mean(values, people, year):
    """Return the mean of the parts, weighted by their people in the nearest year with figures."""
    of = min(max(year, 2012), 2021)
    everyone = sum(people[part, of] for part in values)
    return sum(value * people[part, of] for part, value in values.items()) / everyone


def two_parts(frame_of, bac_kan, thai_nguyen, *, index="PAPI", year=2024, **more):
    """Return one score of each of the two provinces that became Thái Nguyên."""
    rows = [
        {"index": index, "year": year, "unit": unit, "unit_id": IDS[unit], "scope": "tinh-63"}
        | {"code": "total", "score": score, "cell": cell, "file": "a.xlsx", "sheet": "S"}
        | more
        for unit, score, cell in (("Bắc Kạn", bac_kan, "C9"), ("Thái Nguyên", thai_nguyen, "C70"))
    ]
    return frame_of(rows)


# -- what a merged unit would have had -------------------------------------------------------------


@pytest.mark.parametrize("code", ["total", "1.1"])
@pytest.mark.parametrize(
    "province", ["Thái Nguyên", "Bắc Ninh", "Đồng Tháp", "Phú Thọ", "TP. Hồ Chí Minh", "Lâm Đồng", "Cần Thơ"]
)
def test_an_estimate_is_the_mean_of_its_people(today, published, people, province, code):
    own = estimates(today)
    own = own[(own["unit"] == province) & (own["code"] == code)].set_index("year")
    parts = parts_of(province)
    compared = 0
    for year in range(2011, 2025):
        keys = {part: ("PAPI", year, part, code) for part in parts}
        there = {part: float(published[k]) for part, k in keys.items() if k in published}
        if len(there) == len(parts):
            assert own.loc[year, "score"] == pytest.approx(mean(there, people, year), abs=1e-9)
            assert own.loc[year, "status"] == "scored"
            compared += 1
        elif there:
            assert math.isnan(own.loc[year, "score"]) and own.loc[year, "status"] == "missing"
        else:
            assert year not in own.index
    assert compared >= 11


def test_every_merged_province_has_estimates_and_nobody_else(today):
    sizes = Counter(WENT.values())
    own = estimates(today)
    assert set(own["unit"]) == {now for now, size in sizes.items() if size > 1}
    assert len(set(own["unit"])) == 23 and own["unit_id"].str.startswith("tinh-34/").all()
    assert set(own["scope"]) == {"tinh-34"} and set(own["unit_type"]) == {"province"}


@pytest.mark.parametrize(("year", "of"), [(2011, 2012), (2016, 2016), (2021, 2021), (2024, 2021)])
def test_the_note_tells_the_shares_and_their_year(today, people, year, of):
    own = estimates(today).set_index(["unit", "year", "code"]).sort_index()
    everyone = people["Bắc Kạn", of] + people["Thái Nguyên", of]
    said = ", ".join(
        f"{part} {100 * people[part, of] / everyone:.1f}".replace(".", ",") + " %"
        for part in ("Bắc Kạn", "Thái Nguyên")
    )
    note = own.loc[("Thái Nguyên", year, "total"), "note"]
    assert note == f"Ước tính theo dân số năm {of}: {said}"


@pytest.mark.parametrize(
    ("province", "year", "absent"),
    [
        ("Bắc Ninh", 2014, "Bắc Giang"),
        ("Đồng Tháp", 2014, "Đồng Tháp"),
        ("Đồng Tháp", 2024, "Tiền Giang"),
        ("Phú Thọ", 2024, "Vĩnh Phúc"),
        ("TP. Hồ Chí Minh", 2023, "Bình Dương"),
    ],
)
def test_where_a_part_was_not_published_there_is_no_estimate_unless_asked_for(
    figures, published, people, province, year, absent
):
    everyone = parts_of(province)
    asked = figures[figures["year"].eq(year) & figures["unit"].isin(everyone)]
    asked = asked[asked["code"] == "total"]
    whole, some = (as_of(asked, JULY, parts=p).set_index("unit_id") for p in ("all", "published"))
    unit_id = successor(absent).unit_id
    assert math.isnan(whole.loc[unit_id, "score"]) and whole.loc[unit_id, "status"] == "missing"
    others = [part for part in everyone if part != absent]
    there = {part: float(published["PAPI", year, part, "total"]) for part in others}
    assert some.loc[unit_id, "score"] == pytest.approx(mean(there, people, year), abs=1e-9)
    assert some.loc[unit_id, "status"] == "scored" and some.loc[unit_id, "estimated"]
    for frame in (whole, some):
        assert frame.loc[unit_id, "note"].endswith(f"; không công bố: {absent}")


@pytest.mark.parametrize("parts", ["all", "published"])
def test_where_no_part_was_published_nothing_is_made_up(frame_of, parts):
    none = two_parts(frame_of, float("nan"), float("nan"))
    row = as_of(none, JULY, parts=parts).iloc[-1]
    assert row["estimated"] and math.isnan(row["score"]) and row["status"] == "missing"
    assert row["note"].endswith("; không công bố: Bắc Kạn, Thái Nguyên")


@pytest.mark.parametrize(("index", "year"), [("PAR", 2023), ("DTI", 2022), ("PCI", 2021)])
def test_where_no_residents_were_asked_there_is_no_estimate(frame_of, index, year):
    frame = two_parts(frame_of, 0.5, 0.75, index=index, year=year)
    pd.testing.assert_frame_equal(as_of(frame, JULY), frame)


def test_surveys_of_residents_alone_are_estimated(today, frame_of, people):
    assert set(estimates(today)["index"]) == {"PAPI"} and set(today["index"]) == {"PAPI", "PCI"}
    row = as_of(two_parts(frame_of, 80.0, 84.0, index="SIPAS", year=2023), JULY).iloc[-1]
    expected = mean({"Bắc Kạn": 80.0, "Thái Nguyên": 84.0}, people, 2023)
    assert row["estimated"] and row["score"] == pytest.approx(expected, abs=1e-9)


def test_an_estimate_has_neither_rank_nor_class_nor_interval(frame_of):
    printed = {"rank": 5, "group": "Khá", "low": 39.0, "high": 41.0, "standard_error": 0.5, "n": 400.0}
    row = as_of(two_parts(frame_of, 40.0, 42.0, **printed), JULY).iloc[-1]
    assert row["estimated"] and row[list(printed)].isna().all()


def test_what_comes_out_is_a_scores_frame(figures, today):
    assert scores.validate(today) is today
    own = estimates(today)
    columns = ["rank", "group", "low", "high", "standard_error", "n"]
    assert own[columns].isna().all(axis=None) and set(own["stage"]) == {"final"}
    assert len(own) > 10_000 and not figures["estimated"].any()


def test_what_was_published_stands_first_and_unchanged(figures, today):
    pd.testing.assert_frame_equal(today.iloc[: len(figures)], figures)


@pytest.mark.parametrize("parts", ["all", "published"])
def test_twice_adds_nothing(figures, parts):
    some = few(figures, [2014, 2024])
    once = as_of(some, JULY, parts=parts)
    assert len(once) > len(some)
    pd.testing.assert_frame_equal(as_of(once, JULY, parts=parts), once)


def test_a_published_figure_of_the_merged_unit_is_not_estimated_again(frame_of):
    both = two_parts(frame_of, 40.0, 42.0)
    new = two_parts(frame_of, 0.0, 41.0).iloc[1:].assign(unit_id="tinh-34/19", scope="tinh-34")
    frame = scores.concat([both, new.astype(both.dtypes)])
    pd.testing.assert_frame_equal(as_of(frame, JULY), frame)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(STAYED), st.integers(2011, 2024), st.floats(16, 80)),
        min_size=1, max_size=6, unique_by=lambda row: row[:2],
    )
)  # fmt: skip
def test_provinces_that_did_not_merge_stay_as_they_are(frame_of, rows):
    frame = frame_of(
        [
            {"index": "PAPI", "year": year, "unit": unit, "unit_id": IDS[unit], "scope": "tinh-63"}
            | {"code": "total", "score": score}
            for unit, year, score in rows
        ]
    )
    pd.testing.assert_frame_equal(as_of(frame, JULY), frame)


@settings(max_examples=25)
@given(st.floats(16, 80), st.floats(16, 80), st.integers(2011, 2024))
def test_an_estimate_lies_between_its_parts(frame_of, one, other, year):
    score = as_of(two_parts(frame_of, one, other, year=year), JULY)["score"].iloc[-1]
    assert min(one, other) - 1e-9 <= score <= max(one, other) + 1e-9


def test_the_cell_of_an_estimate_names_the_cells_of_all_its_parts(frame_of):
    row = as_of(two_parts(frame_of, 40.0, 42.0), JULY).iloc[-1]
    assert (row["file"], row["sheet"], row["cell"]) == ("a.xlsx", "S", "C9 + C70")
    alone = as_of(two_parts(frame_of, 40.0, 42.0).iloc[1:], JULY, parts="published").iloc[-1]
    assert alone["cell"] == "– + C70"


def test_the_boundaries_are_those_of_the_day(figures):
    for day in ("2000-01-01", "2008-08-01", "2025-06-30"):
        pd.testing.assert_frame_equal(as_of(figures, day), figures)
    some = few(figures, [2024])
    there = as_of(some, JULY)
    assert len(there) > len(some)
    for day in (datetime.date(2025, 7, 1), "2030-12-31"):
        pd.testing.assert_frame_equal(as_of(some, day), there)


def test_a_day_may_be_a_time_of_that_day(figures):
    some = few(figures, [2024])
    for day in (datetime.datetime(2025, 7, 1), pd.Timestamp("2025-07-01")):
        pd.testing.assert_frame_equal(as_of(some, day), as_of(some, JULY))


def test_an_empty_frame_stays_empty():
    assert as_of(scores.empty(), JULY).empty


def test_bad_arguments_name_the_valid_ones(figures):
    for day in ("1/7/2025", "2025", 2025, None):
        with pytest.raises(
            MergerError, match=rf"“{day}” không phải ngày .*: 2008-08-01, 2025-07-01\.\n.*no day"
        ):
            as_of(figures, day)
    with pytest.raises(MergerError, match="parts = “some” không hợp lệ.*: all, published.\n.*valid"):
        as_of(figures, JULY, parts="some")


# -- the analysis on top ---------------------------------------------------------------------------


def test_the_name_of_a_merged_province_means_the_unit_of_the_day(today, published, people):
    table = cchc.trend(today, index="PAPI", unit="Thái Nguyên").set_index("year")
    assert table.attrs["unit_id"] == "tinh-34/19" and table["estimated"].all()
    assert table["rank"].isna().all() and table.index.tolist() == list(range(2011, 2025))
    for year in table.index:
        there = {part: float(published["PAPI", year, part, "total"]) for part in ("Bắc Kạn", "Thái Nguyên")}
        assert table.loc[year, "score"] == pytest.approx(mean(there, people, year), abs=1e-9)
    assert table.loc[2024, "reason"] == "cả hai năm là ước tính theo dân số"


def test_what_it_was_before_goes_by_its_id(figures, today, published):
    table = cchc.trend(today, index="PAPI", unit="tinh-63/19")
    assert not table["estimated"].any() and table["rank"].notna().all()
    assert table["score"].tolist() == [
        float(published["PAPI", year, "Thái Nguyên", "total"]) for year in range(2011, 2025)
    ]
    plain = cchc.trend(figures, index="PAPI", unit="Thái Nguyên")
    pd.testing.assert_frame_equal(table, plain)


def test_the_name_of_a_province_that_is_no_new_one_means_what_it_did(today, figures):
    for index, unit in (("PCI", "tinh-63/19"), ("PAPI", "Bắc Kạn"), ("PAPI", "Cao Bằng")):
        pd.testing.assert_frame_equal(
            cchc.trend(today, index=index, unit=unit), cchc.trend(figures, index=index, unit=unit)
        )


@pytest.mark.parametrize("index", ["PAPI", "PCI"])
def test_estimates_change_no_rank(figures, today, index):
    plain, after = (cchc.ranks(frame, index=index, year=2024) for frame in (figures, today))
    pd.testing.assert_frame_equal(after, plain)
    named = after.attrs.pop("estimated_units")
    assert after.attrs == plain.attrs and named["Thái Nguyên"] == "tinh-34/19" and "Bắc Kạn" not in named


def test_a_merged_province_is_not_compared_with_what_bore_its_name(until_2025):
    table = cchc.trend(until_2025, index="PAPI", unit="Thái Nguyên").set_index("year")
    row = table.loc[2025]
    assert row["comparability"] == "redefined"
    assert math.isnan(row["change"]) and math.isnan(row["change_in_pct"])
    assert row["reason"] == "địa giới hành chính đã thay đổi: đây là đơn vị khác, chỉ trùng tên"
    assert row["reason_en"].startswith("boundaries changed")
    assert table.attrs["illustrative"] and not row["estimated"]


def test_after_the_estimates_it_is_compared_with_them_and_that_is_said(until_2025):
    frame = as_of(until_2025, JULY)
    table = cchc.trend(frame, index="PAPI", unit="Thái Nguyên").set_index("year")
    before, row = table.loc[2024], table.loc[2025]
    assert before["estimated"] and not row["estimated"] and row["comparability"] == "same"
    assert row["change"] == pytest.approx(row["score"] - before["score"], abs=1e-12)
    assert row["reason"].endswith("; năm trước là ước tính theo dân số")
    assert pd.isna(before["rank"]) and row["n_units"] == 34 and row["rank"] >= 1


@pytest.mark.parametrize(
    ("unit", "name"),
    [("Cao Bằng", "Cao Bằng"), ("Huế", "Thừa Thiên Huế"), ("Thừa Thiên Huế", "Thừa Thiên Huế")],
)
def test_a_province_that_stayed_is_compared_with_nothing_before_2025(until_2025, published, unit, name):
    table = cchc.trend(until_2025, index="PAPI", unit=unit).set_index("year")
    assert table.loc[2024, "score"] == float(published["PAPI", 2024, name, "total"])
    row = table.loc[2025]
    assert (row["comparability"], row["step"]) == ("redefined", "redefined")
    assert math.isnan(row["change"]) and math.isnan(row["change_in_pct"])
    assert row["reason"].startswith("các tỉnh và các đơn vị trong tỉnh đã sắp xếp lại")
    assert row["reason_en"].startswith("provinces and the units inside them were redrawn")


def test_a_rank_among_34_is_none_among_63(until_2025):
    table = cchc.rank_history(until_2025, index="PAPI", unit="Cao Bằng").set_index("year")
    row = table.loc[2025]
    assert row["comparability"] == "redefined" and row["rank"] >= 1 and row["n_units"] == 34
    assert pd.isna(row["change"]) and pd.isna(row["change_common"])
    assert row["reason"].startswith("các tỉnh và các đơn vị trong tỉnh đã sắp xếp lại")
    assert pd.notna(table.loc[2024, "change"])


def test_a_commune_of_2025_is_not_the_one_of_2024(frame_of):
    years = {2023: 40.0, 2024: 41.0, 2025: 45.0, 2026: 46.0}
    commune = {"index": "PAPI", "unit": "Phường Thử", "unit_id": "xa/thu/phuong-thu", "scope": "xa/thu"}
    commune |= {"unit_type": "commune", "code": "total", "note": "Số liệu minh họa"}
    frame = frame_of([commune | {"year": year, "score": score} for year, score in years.items()])
    table = cchc.trend(frame, index="PAPI", unit="Phường Thử").set_index("year")
    assert table["comparability"].tolist() == ["new", "same", "redefined", "same"]
    assert table.loc[2024, "change"] == 1.0 and table.loc[2026, "change"] == 1.0
    row = table.loc[2025]
    assert math.isnan(row["change"]) and math.isnan(row["change_in_pct"])
    assert row["reason"].startswith("các đơn vị trong tỉnh sắp xếp lại từ 1/7/2025")
    assert row["reason_en"].startswith("units inside provinces were redrawn on 1 July 2025")
    ranks = cchc.rank_history(frame, index="PAPI", unit="Phường Thử").set_index("year")
    assert pd.isna(ranks.loc[2025, "change"]) and ranks.loc[2025, "comparability"] == "redefined"


def test_parts_of_two_files_are_both_named(frame_of):
    rows = two_parts(frame_of, 40.0, 45.0)
    rows.loc[rows["unit"] == "Thái Nguyên", "file"] = "b.xlsx"
    (row,) = estimates(as_of(rows, JULY)).itertuples()
    assert (row.file, row.sheet, row.cell) == ("a.xlsx + b.xlsx", "S", "C9 + C70")


def test_published_parts_fill_what_was_left_missing(frame_of):
    rows = two_parts(frame_of, float("nan"), 45.0)
    whole = as_of(rows, JULY)
    assert estimates(whole)["score"].isna().all()
    filled = as_of(whole, JULY, parts="published")
    assert estimates(filled)["score"].tolist() == [45.0]
    pd.testing.assert_frame_equal(filled, as_of(rows, JULY, parts="published"))


def test_years_of_estimates_are_said_to_be_unranked(figures, until_2025):
    table = cchc.rank_history(as_of(until_2025, JULY), index="PAPI", unit="Thái Nguyên")
    table = table.set_index("year")
    assert table.loc[2024, "reason"] == "ước tính theo dân số, không xếp hạng"
    assert not table.loc[2024, "partial"] and table.loc[2024, "n_units"] == 0
    assert pd.notna(table.loc[2025, "rank"]) and table.loc[2025, "n_units"] == 34


def test_a_province_that_stayed_has_one_line_of_sheets(ward):
    moved = ward.assign(unit="Cao Bằng", unit_id="tinh-63/04").astype(ward.dtypes)
    moved.loc[moved["year"] == 2024, "unit_id"] = "tinh-34/04"
    for unit in ("Cao Bằng", "tinh-34/04", "tinh-63/04"):
        table = cchc.side_by_side(moved, index="PAR", unit=unit)
        assert sorted(table["year"].unique()) == [2022, 2023, 2024]
