"""The sentences: which of them is true, in both languages; what is said only where it applies."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from cchc_analysis.analysis.criteria.weaknesses import weaknesses
from cchc_analysis.analysis.movement.trends import history, trend
from cchc_analysis.analysis.ranking.rank_histories import rank_history
from cchc_analysis.analysis.ranking.ranks import ranks
from cchc_analysis.statements import footer, statement, subtitle
from cchc_analysis.units import as_of

# All figures of units A, B, C … are made up (số liệu minh họa).


def said(result, **more):
    """Return the sentence in Vietnamese and in English."""
    return statement(result, **more), statement(result, "en", **more)


# -- trend -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "vi", "en"),
    [
        (40.0, 41.25, "tăng 1,25 điểm so với năm 2023", "up 1.25 points on 2023"),
        (42.0, 41.25, "giảm 0,75 điểm so với năm 2023", "down 0.75 points on 2023"),
        (41.25, 41.25, "không đổi so với năm 2023", "unchanged on 2023"),
        # What prints as 0,00 is no change.
        (41.2504, 41.25, "không đổi so với năm 2023", "unchanged on 2023"),
    ],
)
def test_a_total_goes_up_or_down_or_stays(made_up, before, now, vi, en):
    frame = made_up({("A", 2023): before, ("A", 2024): now, ("B", 2024): 40.0})
    vietnamese, english = said(trend(frame, index="PAPI", unit="A"))
    assert vietnamese.startswith(f"A đạt 41,25 điểm PAPI năm 2024, {vi}; ")
    assert english.startswith(f"A scored 41.25 points in PAPI 2024, {en}; ")


@pytest.mark.parametrize(
    ("other", "vi", "en"),
    [
        (39.0, "cao hơn trung vị các đơn vị 1,00 điểm", "1.00 points above the median of the units"),
        (43.0, "thấp hơn trung vị các đơn vị 1,00 điểm", "1.00 points below the median of the units"),
        (41.0, "bằng trung vị các đơn vị", "level with the median of the units"),
    ],
)
def test_a_total_is_above_or_below_or_level_with_the_median(made_up, other, vi, en):
    # Between two units the median is half-way.
    frame = made_up({("A", 2024): 41.0, ("B", 2024): other})
    assert said(trend(frame, index="PAPI", unit="A")) == (
        f"A đạt 41,00 điểm PAPI năm 2024; {vi}",
        f"A scored 41.00 points in PAPI 2024; {en}",
    )


def test_years_that_cannot_be_compared_are_not(made_up):
    frame = made_up({("A", 2017): 36.0, ("A", 2018): 45.0, ("B", 2018): 43.0})
    assert said(trend(frame, index="PAPI", unit="A")) == (
        "A đạt 45,00 điểm PAPI năm 2018, không so sánh được với năm 2017; cao hơn trung vị các đơn vị 1,00 "
        "điểm",
        "A scored 45.00 points in PAPI 2018, not comparable with 2017; 1.00 points above the median of the "
        "units",
    )


def test_the_last_year_with_figures_is_told_and_compared_with_the_one_before(made_up):
    frame = made_up(
        {("A", 2022): 40.0, ("A", 2023): None, ("A", 2024): 41.0, ("A", 2025): None, ("B", 2025): 9.0}
    )
    assert statement(trend(frame, index="PAPI", unit="A")).startswith(
        "A đạt 41,00 điểm PAPI năm 2024, tăng 1,00 điểm so với năm 2022"
    )


@pytest.mark.parametrize(
    ("now", "vi", "en"),
    [
        # 50 % of 0.25–2.5 is 1.375, 60 % of 1/3–10/3 is 2.1333…
        (1 / 3 + 1.8, "tăng 10,0 điểm phần trăm", "up 10.0 percentage points"),
        (1 / 3 + 1.2, "giảm 10,0 điểm phần trăm", "down 10.0 percentage points"),
    ],
)
def test_over_a_new_scale_the_change_is_in_per_cent_of_it(made_up, now, vi, en):
    frame = made_up({("A", 2020, "5.1"): 1.375, ("A", 2021, "5.1"): now, ("B", 2021, "5.1"): now})
    vietnamese, english = said(trend(frame, index="PAPI", unit="A", code="5.1"))
    score = f"{now:.2f}"
    assert vietnamese == (
        f"Chứng thực/xác nhận (PAPI): A đạt {score} trên 3,33 điểm năm 2021, {vi} của thang điểm so với năm"
        " 2020; bằng trung vị các đơn vị"
    ).replace(score, score.replace(".", ","))
    assert english == (
        f"Certification Procedures (PAPI): A scored {score} of 3.33 points in 2021, {en} of the scale on 2020;"
        " level with the median of the units"
    )


def test_a_change_in_per_cent_that_prints_as_zero_is_none(made_up):
    now = 1 / 3 + 1.5 + 0.0009  # 50.03 % of the scale, after 50 %
    frame = made_up({("A", 2020, "5.1"): 1.375, ("A", 2021, "5.1"): now, ("B", 2021, "5.1"): now})
    table = trend(frame, index="PAPI", unit="A", code="5.1")
    assert "không đổi so với năm 2020" in statement(table)


def test_a_unit_without_figures(made_up):
    frame = made_up({("A", 2024): None, ("B", 2024): 40.0})
    assert said(trend(frame, index="PAPI", unit="A")) == (
        "PAPI năm 2024 không công bố điểm nào của A",
        "PAPI 2024 published no score of A",
    )


def test_where_few_were_published_no_median_is_told(result, published):
    score = f"{float(published['PCI', 2024, 'Quảng Ninh', 'total']):.2f}".replace(".", ",")
    told = statement(result("trend", index="PCI", unit="Quảng Ninh"))
    assert told.startswith(f"Quảng Ninh đạt {score} điểm PCI năm 2024, ") and "trung vị" not in told


# -- ranks over the years --------------------------------------------------------------------------


def places(made_up, *pairs):
    """Return the rank history of A, whose scores and B's are given by year; C has 40 always."""
    values = {}
    for year, (a, b) in pairs:
        values |= {("A", year): a, ("B", year): b, ("C", year): 40.0}
    return rank_history(made_up(values), index="PAPI", unit="A")


@pytest.mark.parametrize(
    ("before", "now", "place", "vi", "en"),
    [
        ((39.0, 41.0), (42.0, 41.0), 1, ", tăng 2 bậc so với năm 2023", ", up 2 places on 2023"),
        ((42.0, 41.0), (40.5, 41.0), 2, ", giảm 1 bậc so với năm 2023", ", down 1 place on 2023"),
        ((42.0, 41.0), (43.0, 41.0), 1, ", giữ nguyên thứ hạng so với năm 2023", ", unchanged on 2023"),
    ],
)
def test_a_place_goes_up_or_down_or_stays(made_up, before, now, place, vi, en):
    assert said(places(made_up, (2023, before), (2024, now))) == (
        f"A xếp thứ {place}/3 theo điểm PAPI năm 2024{vi}",
        f"A ranked {place} of 3 by score in PAPI 2024{en}",
    )


def test_places_across_a_break_are_not_compared(made_up):
    assert said(places(made_up, (2017, (39.0, 41.0)), (2018, (42.0, 41.0)))) == (
        "A xếp thứ 1/3 theo điểm PAPI năm 2018; không so sánh được với năm 2017",
        "A ranked 1 of 3 by score in PAPI 2018; not comparable with 2017",
    )


def test_a_first_place_in_the_ranking_and_none_at_all(made_up):
    assert statement(places(made_up, (2024, (42.0, 41.0)))) == "A xếp thứ 1/3 theo điểm PAPI năm 2024"
    assert said(places(made_up, (2024, (None, 41.0)))) == (
        "PAPI năm 2024 không công bố thứ hạng nào của A",
        "PAPI 2024 published no rank of A",
    )


def test_the_printed_rank_is_told(result, published):
    assert published["PCI", 2024, "Điện Biên", "rank"] == "32"
    told = statement(result("rank_history", index="PCI", unit="Điện Biên"))
    assert told.startswith("Điện Biên xếp thứ 32/63 về PCI năm 2024")


# -- ranks of one year -----------------------------------------------------------------------------


@pytest.fixture
def everyone(made_up):
    """A leads, B follows, C is last; D was not published."""
    frame = made_up({("A", 2024): 44.0, ("B", 2024): 42.5, ("C", 2024): 40.0, ("D", 2024): None})
    return ranks(frame, index="PAPI", year=2024)


def test_everybody_in_one_year(everyone):
    assert said(everyone) == (
        "Trong 3/4 đơn vị được công bố điểm PAPI năm 2024, A cao nhất với 44,00 điểm; trung vị là 42,50 điểm",
        "Among the 3 of 4 units with a published PAPI 2024 score, A is highest with 44.00 points; the "
        "median is 42.50 points",
    )


def test_our_place_in_one_year(everyone):
    assert said(everyone, unit="B") == (
        "B xếp thứ 2/3 đơn vị được công bố (2–3 nếu tính đủ 4) theo điểm PAPI năm 2024,"
        " thấp hơn đơn vị dẫn đầu (A) 1,50 điểm",
        "B ranked 2 of the 3 units published (2 to 3 of all 4) by score in PAPI 2024, 1.50 points behind A",
    )


def test_the_leader(everyone, made_up):
    # D may be before A.
    assert said(everyone, unit="A") == (
        "A xếp thứ 1/3 đơn vị được công bố (1–2 nếu tính đủ 4) theo điểm PAPI năm 2024, đạt 44,00 điểm",
        "A ranked 1 of the 3 units published (1 to 2 of all 4) by score in PAPI 2024, with 44.00 points",
    )
    all_of_them = ranks(made_up({("A", 2024): 44.0, ("B", 2024): 42.5}), index="PAPI", year=2024)
    assert said(all_of_them, unit="A") == (
        "A dẫn đầu 2 đơn vị về PAPI năm 2024 với 44,00 điểm",
        "A led 2 units in PAPI 2024 with 44.00 points",
    )
    assert said(all_of_them) == (
        "A dẫn đầu PAPI năm 2024 với 44,00 điểm; trung vị 2 đơn vị là 43,25 điểm",
        "A led PAPI 2024 with 44.00 points; the median of 2 units is 43.25 points",
    )


@pytest.mark.parametrize(("unit", "name"), [("D", "D"), ("Hà Nội", "Hà Nội"), ("tinh-63/06", "Bắc Kạn")])
def test_a_unit_that_was_not_published_has_no_place(everyone, unit, name):
    assert statement(everyone, unit=unit) == (
        f"{statement(everyone)}; không công bố điểm, thứ hạng của {name}"
    )


def test_a_place_that_was_renamed_is_found_under_its_name_of_the_year(result):
    table = result("ranks", index="PAPI", year=2023)
    assert statement(table, unit="tinh-34/46") == statement(table, unit="Thừa Thiên Huế")


def test_a_name_that_is_no_unit_is_refused(everyone):
    with pytest.raises(ValueError, match="Không có đơn vị nào tên “nobody”"):
        statement(everyone, unit="nobody")


def test_a_unit_may_be_named_by_its_id_or_in_any_spelling(result):
    table = result("ranks", index="PAPI", year=2024)
    for name in ("bac kan", "tinh-63/06"):
        assert statement(table, unit=name) == statement(table, unit="Bắc Kạn")


def test_what_a_rank_is_of_is_said(result):
    table = result("ranks", index="PAPI", year=2024, code="5.1")
    assert (
        "61/63 tỉnh, thành phố được công bố điểm nội dung thành phần chứng thực/xác nhận (PAPI) năm 2024"
        in statement(table)
    )
    line = result("rank_history", index="PAPI", unit="Bắc Kạn", code="5.1")
    assert "theo điểm nội dung thành phần chứng thực/xác nhận (PAPI) năm 2024" in statement(line)
    assert subtitle(line).startswith("Thứ hạng Chứng thực/xác nhận (PAPI; 1 là cao nhất)")


def test_where_few_were_published_it_is_said_of_how_many(result, published):
    n = sum((i, y, c) == ("PCI", 2023, "total") for i, y, _, c in published)
    table = result("ranks", index="PCI", year=2023)
    assert len(table) > n  # of the others only the rank was printed
    vietnamese, english = said(table)
    assert f"{n}/63" in vietnamese and "Quảng Ninh" in vietnamese and "71,25" in vietnamese
    assert "trung vị" not in vietnamese and "median" not in english


def test_the_same_place_is_told_of_one_year_and_of_many(figures, result, published):
    # VCCI ranks provinces whose two printed decimals are equal.
    printed = published["PCI", 2021, "Bắc Giang", "rank"]
    one = statement(result("ranks", index="PCI", year=2021), unit="Bắc Giang")
    until = figures[(figures["index"] == "PCI") & (figures["year"] <= 2021)]
    many = statement(rank_history(until, index="PCI", unit="Bắc Giang"))
    assert f"xếp thứ {printed}/63 về" in many and f"xếp thứ {printed}/63 về" in one


def test_our_place_among_few_published_is_not_one_among_all(result, published):
    printed = published["PCI", 2022, "Nghệ An", "rank"]
    assert printed == "23"
    told = statement(result("ranks", index="PCI", year=2022), unit="Nghệ An")
    assert "thứ 11" not in told and "xếp thứ 23/63 về PCI năm 2022" in told


# -- weaknesses ------------------------------------------------------------------------------------


def weak(made_up, ours, theirs, **more):
    """Return the weaknesses of A, whose scores by code are *ours*, beside two like *theirs*."""
    values = {("A", 2024, code): score for code, score in ours.items()}
    values |= {(u, 2024, code): score for u in "BC" for code, score in theirs.items()}
    return weaknesses(made_up(values), index="PAPI", unit="A", year=2024, **more)


def test_the_three_furthest_behind_are_named(made_up):
    table = weak(
        made_up,
        {"1.1": 1.0, "1.2": 1.0, "1.3": 1.0, "1.4": 1.0},
        {"1.1": 1.2, "1.2": 1.5, "1.3": 1.3, "1.4": 1.4},
    )
    # Inside a Vietnamese sentence names are lower case; English ones are titles.
    assert said(table) == (
        "Về PAPI năm 2024, A thấp hơn trung vị các đơn vị nhiều nhất ở: cơ hội tham gia, đóng góp tự nguyện,"
        " chất lượng bầu cử",
        "In PAPI 2024, A is furthest below the median of the units in: Opportunities for Participation in"
        " Elections,"
        " Voluntary Contributions, Quality of Village Head Elections",
    )


def test_what_is_level_with_the_median_is_not_named(made_up):
    table = weak(made_up, {"1.1": 1.0, "1.2": 1.499}, {"1.1": 1.2, "1.2": 1.5})
    assert statement(table).endswith("A thấp hơn trung vị các đơn vị nhiều nhất ở: tri thức công dân")


def test_a_name_of_one_letter_is_lower_case_too(made_up):
    table = weak(made_up, {"6.1": 1.0}, {"6.1": 1.2})
    assert statement(table).endswith("A thấp hơn trung vị các đơn vị nhiều nhất ở: y tế công lập")


def test_an_abbreviation_keeps_its_capitals(made_up):
    table = weak(made_up, {"1.1": 1.0}, {"1.1": 1.2})
    table["name"] = table["name"].replace("Tri thức công dân", "UBND xã tiếp dân")
    assert statement(table).endswith("ở: UBND xã tiếp dân")


def test_a_unit_behind_the_median_nowhere_is_set_against_the_best(made_up):
    first = {("A", 2024, "1.1"): 2.0, ("B", 2024, "1.1"): 1.0, ("C", 2024, "1.1"): 2.2}
    table = weaknesses(made_up(first), index="PAPI", unit="A", year=2024)
    assert said(table) == (
        "A không thấp hơn trung vị các đơn vị ở nội dung thành phần nào của PAPI năm 2024; khoảng cách tới đơn "
        "vị cao nhất lớn nhất ở: tri thức công dân",
        "A is not below the median of the units in any sub-dimension of PAPI 2024; furthest from the best in: "
        "Civic Knowledge",
    )
    assert subtitle(table).startswith("Khoảng cách tới đơn vị cao nhất, tính bằng điểm PAPI, năm 2024")


def test_points_lost(made_up):
    table = weak(made_up, {"1.1": 1.0, "1.2": 0.5}, {"1.1": 1.2, "1.2": 0.6}, by="loss")
    assert said(table) == (
        "Về PAPI năm 2024, A chưa đạt nhiều điểm nhất ở: cơ hội tham gia (thiếu 2,00 trên 2,5 điểm), "
        "tri thức công dân (thiếu 1,50 trên 2,5 điểm)",
        "In PAPI 2024, A falls short by most points in: Opportunities for Participation in Elections "
        "(2.00 of 2.5 points), Civic Knowledge (1.50 of 2.5 points)",
    )
    assert subtitle(table, "en") == "Points short of the maximum, PAPI 2024"


def test_unknown_weights_are_said_and_compared_in_per_cent(result):
    table = result("weaknesses", index="PCI", unit="Ninh Thuận", year=2022)
    assert statement(table).startswith(
        "Về PCI năm 2022, Ninh Thuận thấp hơn trung vị của các đơn vị được công bố nhiều nhất ở: "
    )
    assert statement(table).split(": ")[1].startswith("đào tạo lao động, ")
    assert "tính bằng % của thang điểm, PCI năm 2022" in subtitle(table)
    assert "in % of the scale, PCI 2022" in subtitle(table, "en")
    assert "Chưa có trọng số chính thức của PCI năm 2022" in footer(table)
    assert "The official weights of PCI 2022 are not known" in footer(table, "en")


@pytest.mark.parametrize("year", [2022, 2023])
def test_a_leader_is_not_said_to_be_behind_where_weights_are_unknown(result, year):
    # 2022: above the median in every published sub-index; 2023: published alone.
    told = statement(result("weaknesses", index="PCI", unit="Quảng Ninh", year=year))
    assert not told.endswith("–")


# -- since when ------------------------------------------------------------------------------------


def since(made_up, ours, theirs):
    """Return the history of A, whose scores by code and year are *ours*, beside one like *theirs*."""
    values = {}
    for unit, scores in (("A", ours), ("B", theirs), ("C", theirs)):
        values |= {(unit, year, code): s for code, row in scores.items() for year, s in row.items()}
    return history(made_up(values), index="PAPI", unit="A")


def test_what_was_below_the_median_longest(made_up):
    years = (2022, 2023, 2024)
    ours = {"1.2": dict.fromkeys(years, 1.0), "1.3": dict.fromkeys(years, 1.0)}
    theirs = {"1.2": dict.fromkeys(years, 1.1), "1.3": {2022: 0.9, 2023: 1.2, 2024: 1.2}}
    assert said(since(made_up, ours, theirs)) == (
        "Về PAPI giai đoạn 2022–2024, A thấp hơn trung vị lâu nhất ở: cơ hội tham gia (3/3 năm có số liệu)",
        "In PAPI 2022–2024, A was below the median longest in: Opportunities for Participation in Elections"
        " (3/3 years with figures)",
    )


def test_years_are_those_of_every_criterion_that_is_named(made_up):
    ours = {"1.2": {2023: 1.0, 2024: 1.0}, "1.3": {2022: 1.0, 2023: 1.0, 2024: 1.0}}
    theirs = {"1.2": {2023: 1.1, 2024: 1.1}, "1.3": {2022: 0.9, 2023: 1.2, 2024: 1.2}}
    told = statement(since(made_up, ours, theirs))
    # 1.2 was below in both of its years, 1.3 in two of three.
    assert not ("cơ hội tham gia" in told and "(2/3" in told)
    assert not ("chất lượng bầu cử" in told and "(2/2" in told)


def test_below_the_median_in_half_of_the_years_is_not_for_long(made_up):
    ours = {"1.2": {2023: 1.0, 2024: 1.0}}
    theirs = {"1.2": {2023: 1.1, 2024: 0.9}}
    assert said(since(made_up, ours, theirs)) == (
        "A không thấp hơn trung vị quá nửa số năm ở nội dung thành phần nào của PAPI giai đoạn 2023–2024",
        "A is below the median in no sub-dimension of PAPI for more than half of the years 2023–2024",
    )


def test_below_the_median_in_its_only_year_is_not_for_long(made_up):
    ours = {"1.2": {2024: 1.0}, "1.3": {2023: 1.0, 2024: 1.0}}
    theirs = {"1.2": {2024: 1.1}, "1.3": {2023: 0.9, 2024: 0.9}}
    assert said(since(made_up, ours, theirs)) == (
        "Về PAPI giai đoạn 2023–2024, những nội dung mà A thấp hơn trung vị mới có số liệu một năm: chưa xét "
        "được nội dung yếu kéo dài",
        "In PAPI 2023–2024, what A is below the median in has figures of one year only: nothing can be said of "
        "several years",
    )


def test_a_history_without_figures(made_up):
    assert said(since(made_up, {"1.2": {2024: None}}, {"1.2": {2024: 1.0}})) == (
        "PAPI năm 2024 không công bố điểm thành phần của A",
        "PAPI 2024 published no scores of A below the total",
    )


# -- subtitles -------------------------------------------------------------------------------------


def test_a_total_is_named_with_its_scale_and_years(result):
    table = result("trend", index="PAPI", unit="Bắc Kạn")
    # Six dimensions until 2017, eight since: no single scale can be named.
    assert subtitle(table) == (
        "Chỉ số Hiệu quả quản trị và hành chính công cấp tỉnh; điểm của từng năm, 2011–2024"
    )


def test_a_criterion_is_named_by_its_code_with_its_scale_and_its_own_years(result):
    table = result("trend", index="PAPI", unit="Bắc Kạn", code="2.1")
    assert subtitle(table) == "PAPI, nội dung thành phần 2.1; điểm, thang 0,25–2,5, 2018–2024"
    assert subtitle(table, "en", ("a note", "", "another")) == (
        "PAPI, sub-dimension 2.1; points on a scale of 0.25–2.5, 2018–2024; a note; another"
    )


def test_a_scale_that_moved_is_said(result):
    table = result("trend", index="PAPI", unit="Bắc Kạn", code="5.1")
    assert subtitle(table).endswith("; % của thang điểm (thang điểm đã đổi), 2011–2024")


def test_the_other_subtitles(made_up, everyone):
    assert "điểm, năm 2024" in subtitle(everyone) and "points, 2024" in subtitle(everyone, "en")
    table = places(made_up, (2023, (40.0, 41.0)), (2024, (42.0, 41.0)))
    assert subtitle(table, "en") == ("Rank in PAPI (1 is best), 2023–2024")
    table = since(made_up, {"1.2": {2024: 1.0}}, {"1.2": {2024: 1.1}})
    assert subtitle(table).endswith("PAPI 2024; chấm to nhất: từ 15 trở lên; số bên phải: năm 2024")


# -- footers ---------------------------------------------------------------------------------------


def test_source_and_date(result):
    table = result("ranks", index="PCI", year=2021)
    assert footer(table, made=date(2026, 3, 5)) == "Nguồn: PCI (VCCI). Lập ngày 5/3/2026."
    assert footer(table, "en", date(2026, 3, 5)) == "Source: PCI (VCCI). Made on 5 March 2026."
    assert footer(table) == "Nguồn: PCI (VCCI)."


def test_made_up_figures_have_no_source(everyone):
    assert footer(everyone) == "Số liệu minh họa. Thứ hạng tính từ điểm công bố; không công bố: D."
    assert (
        footer(everyone, "en")
        == "Illustrative figures. Ranks are computed from the published scores; not published: D."
    )


def test_missing_units_are_named(result):
    assert footer(result("ranks", index="PAPI", year=2024)).endswith(
        "; không công bố: Tiền Giang, Vĩnh Phúc."
    )
    few = footer(result("ranks", index="PCI", year=2022))
    assert (
        "Năm 2022 chỉ có điểm của 17 trong 63 đơn vị; thứ hạng là thứ hạng công bố" in few and ".." not in few
    )


@pytest.mark.parametrize(
    ("unit", "code", "absent", "gap"),
    [
        ("Bắc Kạn", "total", False, True),
        ("Bắc Giang", "total", True, True),
        ("Bắc Kạn", "5.1", False, False),
        # The years before a criterion existed are not years without figures.
        ("Bắc Kạn", "2.1", False, False),
    ],
)
def test_caveats_of_a_trend_only_where_they_apply(result, unit, code, absent, gap):
    table = result("trend", index="PAPI", unit=unit, code=code)
    assert ("× không công bố" in footer(table)) == absent
    assert ("chỗ gián đoạn: thay đổi phương pháp đo" in footer(table).lower()) == gap
    assert ("× not published" in footer(table, "en").lower()) == absent
    assert ("a gap: the measurement changed" in footer(table, "en").lower()) == gap
    assert "ước tính" not in footer(table) and "chỉ công bố một phần" not in footer(table)
    assert ("nét đứt: một phần nội dung" in footer(table).lower()) == (code == "total")


def test_a_rank_without_a_score_is_not_called_unpublished(result, published):
    told = {(y, c) for i, y, u, c in published if (i, u) == ("PCI", "TP. Hồ Chí Minh")}
    assert all((y, "total") in told or (y, "rank") in told for y in range(2005, 2025))
    assert (2023, "total") not in told
    table = result("rank_history", index="PCI", unit="TP. Hồ Chí Minh")
    assert "không công bố" not in footer(table)


def test_estimates_are_spoken_of(made_up):
    frame = made_up({("A", 2023): 40.0, ("A", 2024): 41.0, ("B", 2024): 39.0})
    frame.loc[(frame["unit"] == "A") & (frame["year"] == 2023), "estimated"] = True
    table = trend(frame, index="PAPI", unit="A")
    assert footer(table) == (
        "Số liệu minh họa. Chấm rỗng: ước tính theo dân số các đơn vị cũ; thay đổi năm 2024: năm trước là"
        " ước tính theo dân số."
    )
    assert footer(table, "en") == (
        "Illustrative figures. Hollow: estimated from the former units by population; the change of 2024:"
        " the year before is a population-weighted estimate."
    )


def test_medians_of_a_few_are_spoken_of(figures, result):
    table = result("trend", index="PCI", unit="Bắc Kạn")
    assert "năm 2022–2024 chỉ công bố một phần các tỉnh" in footer(table)
    until = figures[figures["year"] <= 2021]
    assert "công bố một phần" not in footer(trend(until, index="PCI", unit="Bắc Kạn"))


@pytest.mark.parametrize(
    ("index", "unit", "hatched", "dotted"),
    [
        ("PAPI", "Bắc Kạn", False, False),
        ("PAPI", "Bắc Giang", True, False),
        ("PCI", "Bắc Kạn", True, False),
        ("PCI", "Quảng Ninh", True, True),
    ],
)
def test_caveats_of_a_history_only_where_they_apply(result, index, unit, hatched, dotted):
    table = result("history", index=index, unit=unit)
    assert ("dấu ×: không công bố" in footer(table).lower()) == hatched
    assert ("chấm nhỏ vuông: năm 2022–2023 chỉ" in footer(table).lower()) == dotted
    assert ("small diamonds: only some provinces" in footer(table, "en").lower()) == dotted
    for words in ("để trống: năm đó chưa có", "vạch đen: thay đổi phương pháp đo"):
        assert words in footer(table).lower()


def test_a_history_without_breaks_has_no_legend(made_up):
    table = since(made_up, {"1.2": {2023: 1.0, 2024: 1.0}}, {"1.2": {2023: 1.1, 2024: 1.1}})
    table = table[table["code"] == "1.2"]
    assert footer(table) == "Số liệu minh họa."


# -- what is no result -----------------------------------------------------------------------------


@pytest.mark.parametrize("function", [statement, subtitle])
def test_a_table_that_is_no_result_is_refused(function):
    with pytest.raises(ValueError, match="không phải kết quả phân tích") as error:
        function(pd.DataFrame({"score": [1.0]}))
    assert "trend, rank_history, ranks, weaknesses, strengths, gap_to_above, history" in str(error.value)
    assert "no result of the analysis" in str(error.value)


@pytest.mark.parametrize(
    ("scope", "units", "units_en"),
    [("so/minh-hoa", "sở, ngành", "departments"), ("xa/minh-hoa", "xã, phường", "communes"),
     ("bo", "bộ, ngành", "ministries"), ("thu/nghiem", "đơn vị", "units")],
)  # fmt: skip
def test_units_are_called_what_they_are(made_up, scope, units, units_en):
    values = {(unit, year): 40.0 + n for n, unit in enumerate("ABCDE") for year in (2023, 2024)}
    table = trend(made_up(values, scope=scope), index="PAPI", unit="E")
    assert f"cao hơn trung vị các {units} 2,00 điểm" in statement(table)
    assert f"2.00 points above the median of the {units_en}" in statement(table, "en")


def test_weaknesses_of_estimated_scores_say_what_they_are(figures):
    merged = as_of(figures, "2025-07-01")
    table = weaknesses(merged, index="PAPI", unit="tinh-34/10", year=2022)
    assert "Điểm là ước tính theo dân số các đơn vị cũ, không phải số công bố." in footer(table)
    published = weaknesses(merged, index="PAPI", unit="Cao Bằng", year=2022)
    assert "ước tính" not in footer(published)
