"""The usual change: what is counted, what it is, and what is said of a change that is held against it."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from plain import column, median, quantile

from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.movement.changes import usual_change
from cchc_analysis.analysis.movement.trends import trend
from cchc_analysis.statements import footer, statement

#: Sixteen units that do not exist; their changes of 2023 and 2024 without what all moved by.
UNITS = [f"Đơn vị {n:02d}" for n in range(16)]
APART = [-4.0, -1.5, *(0.1 * n for n in range(-6, 7)), 3.0]


def world(made_up, common=(0.0, 0.0), **more):
    """Return three years in which every unit moved by the common change and its own, twice."""
    values = {}
    for n, unit in enumerate(UNITS):
        score = 40.0 + n / 100
        values[unit, 2022] = score
        for year, all_moved in zip((2023, 2024), common, strict=True):
            score += all_moved + (APART[n] if year == 2024 else APART[-1 - n])
            values[unit, year] = score
    return made_up(values, **more)


def steps(published, index, code, years):
    """Return the changes less their median of each consecutive pair of years, by (unit, year)."""
    apart = {}
    for year in years:
        now, then = (column(published, index, y, code) for y in (year, year - 1))
        moved = {unit: now[unit] - then[unit] for unit in now if unit in then}
        middle = median(list(moved.values()))
        apart |= {(unit, year): change - middle for unit, change in moved.items()}
    return apart


def test_the_usual_change_agrees_with_plain_arithmetic(figures, published):
    # Of the scale 8–80 only these two steps stayed the same, in the total and below it.
    apart = [abs(d) for d in steps(published, "PAPI", "total", (2023, 2024)).values()]
    row = usual_change(figures, index="PAPI").iloc[0]
    assert (row["n_pairs"], row["years"], row["reason"]) == (len(apart), "2023–2024", "")
    assert row["value"] == pytest.approx(quantile(apart, 0.9), abs=1e-9)
    assert len(apart) == 118 and round(row["value"], 2) == 2.27


def test_about_a_tenth_is_beyond_the_usual_change_where_the_margin_had_a_third(figures, published):
    apart = steps(published, "PAPI", "total", (2023, 2024))
    usual = usual_change(figures, index="PAPI")["value"].iloc[0]
    beyond = [year for (_, year), distance in apart.items() if abs(distance) > usual]
    assert len(beyond) == 12 and beyond.count(2024) == 4 and sum(y == 2024 for _, y in apart) == 59


@pytest.mark.parametrize(
    ("code", "years"), [("4", [*range(2012, 2018), *range(2019, 2025)]), ("7", range(2020, 2025))]
)
def test_a_dimension_counts_its_years_of_one_scale(figures, published, code, years):
    apart = [abs(d) for d in steps(published, "PAPI", code, years).values()]
    row = usual_change(figures, index="PAPI", code=code).iloc[0]
    assert row["n_pairs"] == len(apart) and row["value"] == pytest.approx(quantile(apart, 0.9), abs=1e-9)


def test_a_step_over_which_the_median_jumped_is_nobodys_usual_change(figures, published):
    # In 2011 and 2012 the median of PCI's legal institutions (scale 1–10) jumped, in 2012 by −24.9 %.
    before, after = (median(list(column(published, "PCI", y, "legal").values())) for y in (2011, 2012))
    assert 100 * (after - before) / 9 == pytest.approx(-24.9, abs=0.1)
    apart = steps(published, "PCI", "legal", (2007, 2008, 2010, *range(2014, 2022)))
    row = usual_change(figures, index="PCI", code="legal").iloc[0]
    assert (row["n_pairs"], row["years"]) == (len(apart), "2007–2008, 2010, 2014–2021")
    assert row["value"] == pytest.approx(quantile([abs(d) for d in apart.values()], 0.9), abs=1e-9)


def test_what_all_moved_by_is_taken_out(made_up):
    still, moved = (usual_change(world(made_up, common), index="PAPI") for common in ((0, 0), (5, -3)))
    assert still["n_pairs"].tolist() == moved["n_pairs"].tolist() == [32]
    assert moved["value"].iloc[0] == pytest.approx(still["value"].iloc[0], abs=1e-9)
    middle = median(APART)
    apart = [abs(change - middle) for change in APART] * 2
    assert still["value"].iloc[0] == pytest.approx(quantile(apart, 0.9), abs=1e-9)


def test_fewer_than_thirty_pairs_give_no_usual_change(made_up):
    frame = world(made_up)
    frame = frame[~frame["unit"].isin(UNITS[:2])]
    result = usual_change(frame, index="PAPI")
    row = result.iloc[0]
    assert math.isnan(row["value"]) and row["n_pairs"] == 28
    assert row["reason"] == "chỉ có 28 cặp năm liền nhau so sánh được của các đơn vị, cần ít nhất 30"
    assert row["reason_en"].startswith("only 28 comparable pairs")
    assert statement(result) == f"Đến năm 2024 chưa có mức dao động thông thường của PAPI: {row['reason']}"


def test_estimates_and_leaders_alone_do_not_count(made_up, figures):
    assert usual_change(world(made_up, estimated=True), index="PAPI")["n_pairs"].iloc[0] == 0
    # Since 2022 PCI prints its leaders only: their changes are nobody else's.
    assert usual_change(figures, index="PCI")["years"].iloc[0].endswith("2014–2021")


def test_a_change_across_a_missing_year_is_held_against_nothing(made_up):
    frame = world(made_up)
    frame = frame[~((frame["unit"] == UNITS[0]) & (frame["year"] == 2023))]
    table = trend(frame, index="PAPI", unit=UNITS[0]).set_index("year")
    assert pd.notna(table.loc[2024, "change"]) and pd.isna(table.loc[2024, "usual"])


def test_bad_arguments_are_named(figures):
    with pytest.raises(AnalysisError, match="không có mã “9”"):
        usual_change(figures, index="PAPI", code="9")
    with pytest.raises(AnalysisError, match="scope = “tinh-62”.*tinh-63"):
        usual_change(figures, index="PAPI", scope="tinh-62")


# -- in the sentence of a trend ------------------------------------------------------------------------


def of(made_up, unit, common=(0.0, 0.0)):
    return trend(world(made_up, common), index="PAPI", unit=unit)


def test_a_change_as_most_make_it_is_within_the_usual(made_up):
    table = of(made_up, UNITS[8], (0.0, 0.5))
    assert "so với năm 2023 (trong dao động thông thường giữa hai năm)" in statement(table)
    assert "on 2023 (within the usual change between two years)" in statement(table, "en")


def test_a_change_as_few_make_it_is_told_with_their_share(made_up):
    table = of(made_up, UNITS[0])
    middle = median(APART)
    share = sum(abs(change - middle) >= abs(-4.0 - middle) for change in APART) / 16
    assert table["unusual_share"].iloc[-1] == pytest.approx(share) == 1 / 16
    assert (
        "giảm 4,00 điểm so với năm 2023 (lớn hơn dao động thông thường: chỉ 6 % số đơn vị thay đổi nhiều như"
        in (statement(table))
    )
    assert "(more than the usual change: only 6 % of units change as much)" in statement(table, "en")


def test_what_all_moved_by_is_named_where_the_change_would_read_otherwise(made_up):
    # Everybody rose by 5: a rise of about 5 is ordinary, and one of 1 is an unusual fall.
    assert (
        "(mức thay đổi chung của các đơn vị là +4,95 điểm; phần còn lại trong dao động thông thường"
        in statement(of(made_up, UNITS[8], (0.0, 5.0)))
    )
    told = statement(of(made_up, UNITS[0], (0.0, 5.0)))
    assert "tăng 1,00 điểm so với năm 2023 (mức thay đổi chung của các đơn vị là +4,95 điểm; " in told
    assert "phần còn lại, −3,95 điểm, " in told
    assert "lớn hơn dao động thông thường: chỉ 6 %" in told


def test_the_footer_says_what_usual_is(made_up):
    table = of(made_up, UNITS[8])
    usual = f"{table['usual'].iloc[-1]:.2f}".replace(".", ",")
    assert (
        f"90 % số đơn vị cách mức thay đổi chung hằng năm không quá {usual} điểm (32 cặp, 2023–2024)"
    ) in footer(table)


def test_an_extreme_start_warns_of_a_return_to_the_middle(figures, made_up):
    tay_ninh = trend(figures, index="PAPI", unit="Tây Ninh")
    assert tay_ninh["start"].iloc[-1] == "lowest"
    told = footer(tay_ninh)
    assert "năm 2023 đơn vị thuộc một phần mười số tỉnh có điểm thấp nhất" in told and "ngẫu nhiên" in told
    assert "in 2023 the unit was among the lowest tenth of provinces" in footer(tay_ninh, "en")
    # Who began in the middle, or moved outwards, is not warned of.
    for unit in ("Hậu Giang", "Bình Thuận", "Bắc Kạn"):
        assert "một phần mười" not in footer(trend(figures, index="PAPI", unit=unit))


def test_no_title_names_an_assumed_margin(figures):
    table = trend(figures, index="PAPI", unit="Bắc Kạn")
    for lang in ("vi", "en"):
        assert "biên độ" not in statement(table, lang) and "margin" not in statement(table, lang)
    assert statement(table) == (
        "Bắc Kạn đạt 44,10 điểm PAPI năm 2024, tăng 0,75 điểm so với năm 2023 (trong dao động thông thường giữa"
        " hai năm); cao hơn trung vị các tỉnh 0,62 điểm"
    )


def test_the_usual_change_in_one_sentence(figures):
    result = usual_change(figures, index="PAPI")
    assert statement(result) == (
        "PAPI: giữa hai năm liền nhau, 90 % số tỉnh thay đổi không quá 2,27 điểm so với mức thay đổi chung"
        " (118 cặp năm so sánh được, 2023–2024)"
    )
    assert statement(result, "en") == (
        "PAPI: between two consecutive years 90 % of provinces are within 2.27 points of the median change"
        " (118 comparable pairs, 2023–2024)"
    )
