"""Ranks: on raw scores, ties share the better place, nobody is ranked who was not published."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import column, rank

from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.ranking.bands import bands
from cchc_analysis.analysis.ranking.rank_histories import rank_history
from cchc_analysis.analysis.ranking.ranks import ranks
from cchc_analysis.statements import footer, statement


@pytest.mark.parametrize(
    ("index", "year", "code"),
    [("PAPI", 2024, "total"), ("PAPI", 2014, "2.1"), ("PCI", 2005, "total"), ("PCI", 2016, "land")],
)
def test_ranks_agree_with_plain_arithmetic(figures, published, index, year, code):
    table = ranks(figures, index=index, year=year, code=code)
    values = column(published, index, year, code)
    scored = table[table["score"].notna()]
    assert dict(zip(scored["unit"], scored["rank"], strict=True)) == {
        unit: rank(values, unit) for unit in values
    }
    assert scored["score"].is_monotonic_decreasing


@pytest.mark.parametrize("year", [y for y in range(2005, 2022) if y != 2008])
def test_printed_and_computed_ranks_of_pci_differ_in_ties_only(figures, year):
    table = ranks(figures, index="PCI", year=year)
    differ = table[table["rank"] != table["printed_rank"]]
    ties = table[table["score"].duplicated(keep=False)]
    assert set(differ["unit"]) <= set(ties["unit"])
    assert len(differ) == 0 or year in (2011, 2020, 2021)


def test_units_not_published_are_listed_and_not_ranked(figures):
    table = ranks(figures, index="PAPI", year=2021)
    assert table.attrs["not_published"] == ["Bắc Giang", "Bắc Ninh", "Quảng Ninh"]
    assert table["unit"].tolist()[60:] == table.attrs["not_published"] and len(table) == 63
    absent = table.iloc[60:]
    assert absent[["score", "pct", "rank", "printed_rank", "group"]].isna().all(axis=None)
    assert absent["unit_id"].tolist() == ["tinh-63/24", "tinh-63/27", "tinh-63/22"]
    assert table["rank"].notna().sum() == 60 and not table.attrs["partial"]


def test_a_rank_printed_without_a_score_is_kept_and_none_is_computed(figures):
    table = ranks(figures, index="PCI", year=2022)
    only_rank = table[table["score"].isna() & table["printed_rank"].notna()]
    assert len(only_rank) == 5 and only_rank["rank"].isna().all() and len(table) == 63
    assert table.iloc[:22][["score", "printed_rank"]].notna().any(axis=1).all()
    assert table.attrs["partial"] and len(table.attrs["not_published"]) == 41
    # Whose rank is printed is ranked among all: nothing is said of ranks among the few.
    assert table.attrs["note_vi"] == (
        "Năm 2022 chỉ có điểm của 17 trong 63 đơn vị; thứ hạng là thứ hạng công bố trong cả 63 đơn vị."
    )
    assert "only 17 of 63 units have scores; ranks are those published" in table.attrs["note_en"]


def test_group_and_names_come_along(figures):
    table = ranks(figures, index="PCI", year=2007)
    assert table["group"].notna().all()
    assert table.attrs["name"] and table.attrs["scope"] == "tinh-64"


def test_ties_share_the_better_rank_and_stand_in_vietnamese_order(made_up):
    frame = made_up({("Đ", 2024): 5.0, ("B", 2024): 7.0, ("D", 2024): 5.0, ("A", 2024): 3.0})
    table = ranks(frame, index="PAPI", year=2024)
    assert table["unit"].tolist() == ["B", "D", "Đ", "A"]
    assert table["rank"].tolist() == [1, 2, 2, 4]


# Few frames of many units: each is asked three times, and a pair of units is as good in any of them.
@settings(max_examples=30)
@given(st.lists(st.integers(0, 5), min_size=2, max_size=30), st.randoms(use_true_random=False))
def test_ranks_do_not_depend_on_order_nor_improve_by_company(frame_of, values, random):
    frame = frame_of(
        [
            {"index": "PAPI", "year": 2024, "unit": f"U{i}", "code": "total", "score": float(v)}
            | {"scope": "thu/nghiem", "unit_id": f"thu/{i}"}
            for i, v in enumerate(values)
        ]
    )
    table = ranks(frame, index="PAPI", year=2024)
    mixed = frame.iloc[random.sample(range(len(frame)), len(frame))]
    pd.testing.assert_frame_equal(table, ranks(mixed, index="PAPI", year=2024))
    fewer = ranks(frame.iloc[1:], index="PAPI", year=2024).set_index("unit")["rank"]
    assert (table.set_index("unit")["rank"].reindex(fewer.index) >= fewer).all()


def test_rank_history_gives_the_change_on_both_bases(figures, published):
    table = rank_history(figures, index="PAPI", unit="Bắc Kạn").set_index("year")
    for year in (2021, 2022, 2023, 2024):
        now, then = (column(published, "PAPI", y, "total") for y in (year, year - 1))
        assert table.loc[year, "change"] == rank(then, "Bắc Kạn") - rank(now, "Bắc Kạn")
        both = now.keys() & then.keys()
        now, then = ({u: v[u] for u in both} for v in (now, then))
        assert table.loc[year, "change_common"] == rank(then, "Bắc Kạn") - rank(now, "Bắc Kạn")
        assert table.loc[year, "n_common"] == len(both)


def test_the_change_of_rank_takes_the_printed_ranks(figures, published):
    table = rank_history(figures, index="PCI", unit="Bắc Kạn").set_index("year")
    printed = {y: int(published["PCI", y, "Bắc Kạn", "rank"]) for y in (2020, 2021)}
    assert table.loc[2021, "printed_rank"] == printed[2021]
    assert table.loc[2021, "change"] == printed[2020] - printed[2021]


def test_no_change_of_rank_across_a_break(figures):
    table = rank_history(figures, index="PCI", unit="Hà Nội").set_index("year")
    for year in (2006, 2009, 2013):
        assert table.loc[year, "comparability"] == "redefined"
        assert pd.isna(table.loc[year, "change"]) and pd.isna(table.loc[year, "change_common"])
        assert table.loc[year, "reason"]


def test_in_a_year_of_leaders_only_the_printed_rank_stands(figures):
    table = rank_history(figures, index="PCI", unit="Quảng Ninh").set_index("year")
    assert table.loc[2022, "partial"] and pd.isna(table.loc[2022, "rank"])
    assert table.loc[2022, "printed_rank"] == 1 and table.loc[2022, "n_units"] == 63
    assert pd.isna(table.loc[2022, "change_common"])


def test_a_missing_year_keeps_its_row(figures):
    table = rank_history(figures, index="PAPI", unit="Quảng Ninh").set_index("year")
    assert pd.isna(table.loc[2021, "rank"]) and table.loc[2021, "n_units"] == 60
    assert table.loc[2022, "reason"].startswith("so với năm 2020, năm gần nhất có số liệu")
    assert table.loc[2022, "change"] == table.loc[2020, "rank"] - table.loc[2022, "rank"]


def test_bad_arguments_name_the_nearest_valid_ones(figures, made_up):
    with pytest.raises(AnalysisError, match="PAPI không có số liệu năm 2009; có 2011–2024"):
        ranks(figures, index="PAPI", year=2009)
    with pytest.raises(AnalysisError, match=r"“7.1” không có trong bộ PAPI năm 2015 \(có .*2018–2024"):
        ranks(figures, index="PAPI", year=2015, code="7.1")
    with pytest.raises(AnalysisError, match="PCI không có số liệu năm 2023 cho “land”"):
        ranks(figures, index="PCI", year=2023, code="land")
    two = made_up({("A", 2024): 1.0})
    two = pd.concat([two, two.assign(scope="khac").astype(two.dtypes)])
    with pytest.raises(AnalysisError, match="khac, thu/nghiem. Hãy nêu scope="):
        ranks(two, index="PAPI", year=2024)
    assert len(ranks(two, index="PAPI", year=2024, scope="khac")) == 1


# -- among how many, and what moved ---------------------------------------------------------------------


def test_a_unit_that_was_not_published_leaves_a_range(figures, published):
    table = ranks(figures, index="PAPI", year=2024).set_index("unit")
    values = column(published, "PAPI", 2024, "total")
    missing = 63 - len(values)
    for unit in ("Bắc Kạn", "Quảng Ninh", "Kiên Giang"):
        place = rank(values, unit)
        assert table.loc[unit, ["rank_low", "rank_high"]].tolist() == [place, place + missing]
    assert table.loc["Bắc Kạn", ["rank_low", "rank_high"]].tolist() == [22, 24]
    assert table.loc["Tiền Giang", ["rank_low", "rank_high"]].isna().all()
    history = rank_history(figures, index="PAPI", unit="Bắc Kạn").set_index("year")
    before = rank(column(published, "PAPI", 2019, "total"), "Bắc Kạn")
    assert history.loc[2024, ["rank_low", "rank_high", "n_shown", "n_whole"]].tolist() == [22, 24, 61, 63]
    assert history.loc[2019, ["rank_low", "rank_high", "n_shown"]].tolist() == [before, before, 63]


def test_a_printed_rank_is_no_range(figures):
    table = ranks(figures, index="PCI", year=2022)
    printed = table[table["printed_rank"].notna()]
    assert (printed["rank_low"] == printed["printed_rank"]).all()
    assert (printed["rank_high"] == printed["printed_rank"]).all() and len(printed) == 22
    assert table.attrs["n_printed"] == 63
    # In 2005 VCCI ranked 42 of the 64 provinces, 1 to 42.
    assert ranks(figures, index="PCI", year=2005).attrs["n_printed"] == 42


@settings(max_examples=30)
@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=2, max_size=30), st.integers(0, 9))
def test_the_range_holds_wherever_the_missing_would_stand(frame_of, values, more):
    scored = [v for v in values if v is not None]
    if not scored:
        return

    def rows(values):
        return frame_of([
            {"index": "PAPI", "year": 2024, "unit": f"U{i}", "code": "total", "score": v}
            | {"scope": "thu/nghiem", "unit_id": f"thu/{i}"}
            for i, v in enumerate(values)
        ])  # fmt: skip

    known = ranks(rows([float("nan") if v is None else float(v) for v in values]), index="PAPI", year=2024)
    filled = ranks(rows([float(more if v is None else v) for v in values]), index="PAPI", year=2024)
    later = filled.set_index("unit")["rank"]
    for row in known[known["score"].notna()].itertuples():
        assert row.rank_low <= later[row.unit] <= row.rank_high


def test_over_unequal_sets_the_change_is_told_among_the_units_of_both_years(figures, published):
    until = figures[figures["year"] <= 2019]
    table = rank_history(until, index="PAPI", unit="Bắc Giang")
    row = table.set_index("year").loc[2019]
    then, now = (column(published, "PAPI", y, "total") for y in (2018, 2019))
    both = then.keys() & now.keys()
    whole = rank(then, "Bắc Giang") - rank(now, "Bắc Giang")
    common = rank({u: then[u] for u in both}, "Bắc Giang") - rank({u: now[u] for u in both}, "Bắc Giang")
    assert (len(then), len(now), len(both)) == (61, 63, 61)
    assert (row["change"], row["change_common"], row["n_common"]) == (whole, common, 61) == (-1, 1, 61)
    assert (row["change_basis"], row["shown_change"], row["shown_common"]) == ("computed", 1, 61)
    assert statement(table) == (
        "Bắc Giang xếp thứ 4/63 theo điểm PAPI năm 2019, nhóm Cao nhất theo tứ phân vị;"
        " trong 61 tỉnh, thành phố có cả hai năm, tăng 1 bậc so với năm 2018"
    )
    assert statement(table, "en") == (
        "Bắc Giang ranked 4 of 63 by score in PAPI 2019, group Highest by quartiles;"
        " among the 61 provinces of both years, up 1 place on 2018"
    )


def test_over_equal_sets_and_printed_ranks_the_change_is_the_plain_one(figures):
    table = rank_history(figures, index="PCI", unit="Quảng Ninh").set_index("year")
    assert table.loc[2024, ["change", "change_basis", "shown_change"]].tolist() == [-1, "printed", -1]
    assert table["shown_common"].isna().all()
    # 2007 was printed, 2008 was not, of the same 64 provinces.
    assert table.loc[2008, ["change_basis", "shown_change"]].tolist() == ["mixed", table.loc[2008, "change"]]


@pytest.mark.parametrize("unit", ["Bắc Kạn", "Bắc Giang", "Hà Nội", "Cà Mau", "Tiền Giang"])
def test_every_change_that_is_told_is_one_of_the_two_in_the_table(figures, unit):
    for index in ("PAPI", "PCI"):
        table = rank_history(figures, index=index, unit=unit)
        told = table[table["shown_change"].notna()]
        one_set = told["shown_common"].isna()
        assert (told.loc[one_set, "shown_change"] == told.loc[one_set, "change"]).all()
        assert (told.loc[~one_set, "shown_change"] == told.loc[~one_set, "change_common"]).all()
        assert (told.loc[~one_set, "shown_common"] == told.loc[~one_set, "n_common"]).all()


def test_two_ranks_and_no_more_are_said_to_be_all(figures, frame_of):
    few = [
        {"index": "PAR", "year": year, "unit": "A", "unit_id": "thu/A", "scope": "thu/nghiem", "code": "total",
         "score": float("nan"), "rank": place, "note": "Số liệu minh họa"}
        for year, place in ((2021, 3), (2022, float("nan")), (2023, 5))
    ]  # fmt: skip
    others = [row | {"unit": "B", "unit_id": "thu/B", "rank": 1} for row in few]
    table = rank_history(frame_of([*few, *others]), index="PAR", unit="A")
    # Of a fifth and a first nobody knows how many there are.
    assert (
        statement(table) == "A xếp thứ 5 về Chỉ số CCHC (PAR INDEX) năm 2023; không so sánh được với năm 2021"
    )
    assert footer(table).startswith("Số liệu minh họa. Bộ số liệu này chỉ có thứ hạng năm 2021, 2023;")
    assert "tính từ điểm" not in footer(table)


def test_footnotes_of_computed_and_printed_ranks_are_kept_apart(figures):
    papi = rank_history(figures, index="PAPI", unit="Bắc Kạn")
    assert "thứ hạng tính từ điểm công bố, trong số" in footer(papi).lower()
    quang_ninh = rank_history(figures, index="PCI", unit="Quảng Ninh")
    assert (
        "năm 2008: thứ hạng tính từ điểm công bố; các năm khác là thứ hạng công bố"
        in footer(quang_ninh).lower()
    )
    since = figures[figures["year"] >= 2009]
    assert "tính từ điểm" not in footer(rank_history(since, index="PCI", unit="Quảng Ninh"))
    assert "tính từ điểm" in footer(ranks(figures, index="PAPI", year=2024))
    assert "tính từ điểm" not in footer(ranks(figures, index="PCI", year=2021))


def test_a_unit_that_was_never_published_is_named_among_its_region(raw):
    table = ranks(raw("PAR"), index="PAR", year=2019, unit="Bình Phước", peers="region")
    assert "Bình Phước" in table.attrs["peer_names"] and "Bình Phước" not in set(table["unit"])


def test_papi_is_told_with_its_group(figures):
    """It publishes groups and no ranks: a rank alone is never quoted of it."""
    history = rank_history(figures, index="PAPI", unit="Bắc Kạn")
    assert "theo điểm PAPI năm 2024, nhóm Trung bình cao theo tứ phân vị;" in statement(history)
    assert "PAPI 2024, group High average by quartiles;" in statement(history, "en")
    of_year = ranks(figures, index="PAPI", year=2024)
    group = bands(figures, index="PAPI", year=2024).set_index("unit")["band"]
    for unit in ("Bắc Kạn", "TP. Hồ Chí Minh", "Hà Giang"):
        assert f", nhóm {group[unit]} theo tứ phân vị" in statement(of_year, unit=unit)


def test_no_group_is_told_where_none_is_published(figures):
    """Not of ranks within a criterion or among a few peers, nor of an index that prints ranks."""
    asked = {"index": "PAPI", "year": 2024}
    among = ranks(figures, **asked, unit="Bắc Kạn", peers="region")
    for table in (ranks(figures, **asked, code="1"), among, ranks(figures, index="PCI", year=2024)):
        assert "nhóm" not in statement(table, unit="Bắc Kạn")
