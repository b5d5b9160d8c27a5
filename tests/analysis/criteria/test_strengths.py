"""Strengths: the rules of weaknesses in the other order; and whom either is set beside."""

from __future__ import annotations

import re

import pytest
from plain import column, median, rank, region_of

from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.criteria.scenarios import cheapest_path
from cchc_analysis.analysis.criteria.strengths import strengths
from cchc_analysis.analysis.criteria.weaknesses import weaknesses
from cchc_analysis.analysis.ranking.ranks import ranks
from cchc_analysis.briefing.tables import table as as_table
from cchc_analysis.statements import footer, statement, subtitle

PAPI = {"index": "PAPI", "unit": "Bắc Kạn", "year": 2024}


def both(result, say=statement):
    return say(result), say(result, "en")


# -- the other order ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("index", "unit", "year"), [("PAPI", "Bắc Kạn", 2024), ("PCI", "Hà Nội", 2012), ("PAPI", "Hà Nội", 2020)]
)
@pytest.mark.parametrize("by", ["gap", "loss"])
def test_strengths_are_weaknesses_the_other_way_round(figures, index, unit, year, by):
    ask = {"index": index, "unit": unit, "year": year, "by": by, "n": None}
    strong, weak = strengths(figures, **ask), weaknesses(figures, **ask)
    assert set(strong["code"]) == set(weak["code"]) and len(strong) == len(weak)
    column = "gap_to_median" if by == "gap" else "points_lost"
    assert strong[column].round(9).is_monotonic_increasing and weak[column].is_monotonic_decreasing
    same = [c for c in weak.columns if c not in ("years_weak", "persistent")]
    a, b = (t.set_index("code")[same[1:]].sort_index() for t in (strong, weak))
    assert a.equals(b)


def test_the_first_strength_agrees_with_plain_arithmetic(figures, published):
    table = strengths(figures, **PAPI, n=None)
    gaps = {}
    for code in table["code"]:
        values = column(published, "PAPI", 2024, code)
        gaps[code] = median(list(values.values())) - values["Bắc Kạn"]
        row = table[table["code"] == code].iloc[0]
        assert row["gap_to_median"] == pytest.approx(gaps[code], abs=1e-9)
        assert row["rank"] == rank(values, "Bắc Kạn")
    assert table["code"].iloc[0] == min(gaps, key=gaps.get) == "1.2"


def test_a_strength_lasts_in_the_highest_quarter_of_three_of_four_years(figures, published):
    table = strengths(figures, index="PCI", unit="Quảng Ninh", year=2021, n=None).set_index("code")
    for code, row in table.iterrows():
        strong = 0
        for year in (2018, 2019, 2020, 2021):
            values = column(published, "PCI", year, code)
            ordered = sorted(values.values(), reverse=True)
            place = (len(ordered) - 1) / 4
            upper = ordered[int(place)] - (place % 1) * (ordered[int(place)] - ordered[int(place) + 1])
            strong += values["Quảng Ninh"] >= upper - 1e-12
        assert (row["years_strong"], row["persistent"]) == (strong, strong >= 3)
    assert table["persistent"].any() and "years_weak" not in table


def test_what_is_said_of_strengths(figures):
    table = strengths(figures, **PAPI)
    assert both(table) == (
        "Về PAPI năm 2024, Bắc Kạn cao hơn trung vị các tỉnh nhiều nhất ở: cơ hội tham gia, chất lượng nước,"
        " tiếp cận và sử dụng Internet tại địa phương",
        "In PAPI 2024, Bắc Kạn is furthest above the median of the provinces in: Opportunities for"
        " Participation in"
        " Elections, Quality of Water, Access to the Internet",
    )
    assert both(table, subtitle) == (
        "Khoảng cách tới trung vị của các đơn vị được công bố, tính bằng điểm PAPI, năm 2024",
        "Gap to the median of the units published in points of PAPI, 2024",
    )
    assert as_table(table)["Mã"].tolist() == table["code"].tolist()


def test_a_unit_ahead_nowhere_has_no_strength(made_up):
    frame = made_up({("A", 2024, "1.1"): 1.0, ("B", 2024, "1.1"): 1.2, ("C", 2024, "1.1"): 1.2})
    assert both(strengths(frame, index="PAPI", unit="A", year=2024)) == (
        "A không cao hơn trung vị các đơn vị ở nội dung thành phần nào của PAPI năm 2024",
        "A is not above the median of the units in any sub-dimension of PAPI 2024",
    )


def test_a_sheet_has_its_full_marks_and_the_largest_first(ward):
    table = strengths(ward, index="PAR", unit="Phường Minh Họa", year=2024, n=5)
    full = table["points_lost"] < 0.005
    assert table.loc[full, "max_score"].is_monotonic_decreasing and table.attrs["n_full"] >= int(full.sum())
    told = statement(table)
    assert told.startswith(f"Phường Minh Họa đạt điểm tối đa ở {table.attrs['n_full']} tiêu chí của ")
    assert len(told.split("trong đó có: ")[1].split(", ")) >= 3


# -- beside whom ----------------------------------------------------------------------------------------


def neighbours(values, unit, n=3):
    """Return the n units above and the n below a unit in the order of scores."""
    ordered = sorted(values, key=values.get, reverse=True)
    at = ordered.index(unit)
    return ordered[at - n : at] + ordered[at + 1 : at + 1 + n]


@pytest.mark.parametrize("function", [weaknesses, strengths])
def test_the_nearest_are_three_above_and_three_below(figures, published, function):
    table = function(figures, **PAPI, peers="nearest", n=None)
    near = neighbours(column(published, "PAPI", 2024, "total"), "Bắc Kạn")
    assert table.attrs["peer_names"] == near and table.attrs["peers"] == "nearest"
    row = table.set_index("code").loc["6.2"]
    values = column(published, "PAPI", 2024, "6.2")
    gap = median([values[u] for u in near]) - values["Bắc Kạn"]
    assert row["gap_to_median"] == pytest.approx(gap, abs=1e-9) and row["n_units"] == 7
    word = "thấp hơn" if function is weaknesses else "cao hơn"
    told = f"Về PAPI năm 2024, Bắc Kạn {word} trung vị của 6 đơn vị liền kề về thứ hạng nhiều nhất ở: "
    assert statement(table).startswith(told) and "nearest in rank" in statement(table, "en")
    assert "đơn vị liền kề về thứ hạng" in subtitle(table)


def test_at_an_end_of_the_order_the_nearest_are_on_one_side(figures, published):
    values = column(published, "PAPI", 2024, "total")
    ordered = sorted(values, key=values.get, reverse=True)
    first = weaknesses(figures, index="PAPI", unit=ordered[0], year=2024, peers="nearest")
    assert first.attrs["peer_names"] == ordered[1:7]
    second = weaknesses(figures, index="PAPI", unit=ordered[1], year=2024, peers="nearest")
    assert second.attrs["peer_names"] == [ordered[0], *ordered[2:7]]
    last = weaknesses(figures, index="PAPI", unit=ordered[-1], year=2024, peers="nearest")
    assert last.attrs["peer_names"] == ordered[-7:-1]


def test_several_named_peers_are_named_and_may_be_given_by_id(figures):
    table = weaknesses(figures, **PAPI, peers=["thai nguyen", "tinh-63/04", "Thái Nguyên"])
    assert table.attrs["peer_names"] == ["Thái Nguyên", "Cao Bằng"]
    assert "Bắc Kạn thấp hơn trung vị của Thái Nguyên, Cao Bằng nhiều nhất ở: " in statement(table)
    assert "is furthest below the median of Thái Nguyên, Cao Bằng in: " in statement(table, "en")
    one = strengths(figures, **PAPI, peers=["Thái Nguyên"])
    assert "Bắc Kạn cao hơn Thái Nguyên nhiều nhất ở: chất lượng nước" in statement(one)


def ask_ranks(figures, peers):
    return ranks(figures, index="PAPI", year=2024, unit="Bắc Kạn", peers=peers)


def ask_path(figures, peers):
    return cheapest_path(figures, **PAPI, rank=20, peers=peers)


ASKED = [
    lambda figures, peers: weaknesses(figures, **PAPI, peers=peers),
    lambda figures, peers: strengths(figures, **PAPI, peers=peers),
    ask_ranks,
    ask_path,
]


@pytest.mark.parametrize("ask", ASKED)
def test_peers_that_were_not_published_are_an_error_that_names_them(figures, ask):
    with pytest.raises(AnalysisError) as refused:
        ask(figures, ["Cao Bằng", "Vĩnh Phúc", "Tiền Giang"])
    assert str(refused.value) == (
        "PAPI năm 2024 không công bố điểm của: Vĩnh Phúc, Tiền Giang. Hãy bỏ các đơn vị này khỏi peers,"
        " hoặc chọn năm khác.\n"
        "PAPI 2024 published no scores of: Vĩnh Phúc, Tiền Giang. Leave them out of peers, or choose another"
        " year."
    )


@pytest.mark.parametrize("ask", ASKED)
def test_a_unit_is_not_its_own_peer(figures, ask):
    with pytest.raises(AnalysisError, match="Hai đơn vị phải khác nhau"):
        ask(figures, ["Bắc Kạn"])


@pytest.mark.parametrize("ask", ASKED)
@pytest.mark.parametrize("peers", ["vùng", [], "nearest 3"])
def test_another_word_is_refused(figures, ask, peers):
    with pytest.raises(AnalysisError, match="all, region, nearest"):
        ask(figures, peers)


def test_neighbours_of_a_unit_without_a_rank_are_refused(figures):
    with pytest.raises(AnalysisError, match="không được xếp hạng cùng đủ số đơn vị"):
        weaknesses(figures, index="PCI", unit="Quảng Ninh", year=2022, peers="nearest")


def test_ranks_among_the_region(figures, published):
    table = ranks(figures, index="PAPI", year=2024, unit="Bắc Kạn", peers="region")
    values = column(published, "PAPI", 2024, "total")
    near = {u: v for u, v in values.items() if u in region_of("Bắc Kạn")}
    assert dict(zip(table["unit"], table["rank"], strict=True)) == {u: rank(near, u) for u in near}
    place = rank(near, "Bắc Kạn")
    assert statement(table, unit="Bắc Kạn").startswith(
        f"Bắc Kạn xếp thứ {place}/{len(near)} tỉnh, thành phố trong vùng theo điểm PAPI năm 2024, thấp hơn"
    )
    assert statement(table).startswith(
        f"Trong {len(near)} tỉnh, thành phố trong vùng, Thái Nguyên cao nhất về PAPI năm 2024"
    )
    assert re.match(r"Of \d+ provinces of the region, Thái Nguyên is highest", statement(table, "en"))


def test_a_region_that_is_not_whole_leaves_a_range(figures, published):
    # Vĩnh Phúc, of the Red River Delta, was not published in 2024.
    table = ranks(figures, index="PAPI", year=2024, unit="Hà Nội", peers="region")
    near = {u: v for u, v in column(published, "PAPI", 2024, "total").items() if u in region_of("Hà Nội")}
    place, n = rank(near, "Hà Nội"), len(near)
    assert table.attrs["not_published"] == ["Vĩnh Phúc"] and table.attrs["n_whole"] == n + 1
    told = (
        f"{place}/{n} tỉnh, thành phố trong vùng được công bố ({place}–{place + 1} nếu tính đủ {n + 1}) theo"
        " điểm PAPI"
    )
    assert told in statement(table, unit="Hà Nội")


def test_ranks_among_neighbours_and_named_units(figures):
    near = ranks(figures, index="PAPI", year=2024, unit="Bắc Kạn", peers="nearest")
    assert len(near) == 7 and near.set_index("unit").loc["Bắc Kạn", "rank"] == 4
    assert "thứ 4/7 tỉnh, thành phố liền kề về thứ hạng theo điểm PAPI năm 2024" in statement(
        near, unit="Bắc Kạn"
    )
    named = ranks(figures, index="PCI", year=2021, peers=["Hà Nội", "Cà Mau"])
    assert named["printed_rank"].isna().all()  # a printed rank is among all
    assert statement(named).startswith(
        "Trong 2 tỉnh, thành phố (Cà Mau, Hà Nội), Hà Nội cao nhất về PCI năm 2021"
    )
    assert "tính từ điểm" in footer(named)
    with pytest.raises(AnalysisError, match="cần nêu unit="):
        ranks(figures, index="PAPI", year=2024, peers="nearest")


def test_the_best_scores_of_the_nearest_are_within_reach(figures, published):
    path = cheapest_path(figures, **PAPI, rank=20, peers="nearest")
    near = neighbours(column(published, "PAPI", 2024, "total"), "Bắc Kạn")
    raised = path[path["best_unit"].notna()]
    assert set(raised["best_unit"]) <= set(near) and len(raised)
    for row in raised.itertuples():
        values = column(published, "PAPI", 2024, row.code)
        assert row.best == max(values[u] for u in near)
    assert "liền kề về thứ hạng" in path.attrs["note_vi"]
