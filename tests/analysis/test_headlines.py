"""The headline of a scorecard: from all rows, of one set of units, contradicted by none."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_analysis import scores
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.ranking.rank_histories import rank_history
from cchc_analysis.analysis.scorecards import scorecard
from cchc_analysis.statements import statement

INDICES = ["PAR", "SIPAS", "PAPI", "DTI", "PCI"]


@pytest.fixture(scope="module")
def totals(raw):
    """The totals of all five indices as they were published, those of today's 34 provinces too."""
    frames = [raw(index) for index in INDICES]
    return scores.concat([frame[frame["code"] == "total"] for frame in frames])


@pytest.fixture(scope="module")
def card(totals):
    """Return a function that gives a unit's scorecard; asked once each."""
    known = {}

    def ask(unit, year=2024):
        if (unit, year) not in known:
            known[unit, year] = scorecard(totals, unit=unit, year=year)
        return known[unit, year]

    return ask


def both(table):
    return statement(table), statement(table, "en")


def test_the_lowest_is_the_lowest_of_all_rows_and_older_ones_say_so(card):
    table = card("Cao Bằng").set_index("index")
    assert table.loc["PCI", ["rank", "n_units", "year"]].tolist() == [63, 63, 2022]
    assert table.loc["PAR", ["rank", "n_units", "year"]].tolist() == [63, 63, 2024]
    assert both(card("Cao Bằng")) == (
        "Cao Bằng xếp cao nhất ở PAPI (51/61 năm 2024) và thấp nhất ở PAR INDEX (63/63 năm 2024), PCI "
        "(63/63, số liệu cũ năm 2022)",
        "Cao Bằng ranks best in PAPI (51/61 in 2024) and worst in PAR INDEX (63/63 in 2024), PCI (63/63, "
        "older figures of 2022)",
    )


def test_last_year_the_last_place_of_an_older_index_was_the_lowest(card):
    table = card("Cao Bằng", 2023).set_index("index")
    assert table.loc["SIPAS", ["rank", "n_units", "year"]].tolist() == [61, 63, 2023]
    assert statement(card("Cao Bằng", 2023)).endswith(" thấp nhất ở PCI (63/63, số liệu cũ năm 2022)")


def test_a_place_ranked_twice_in_a_year_has_both_ranks_apart(card):
    row = card("Thừa Thiên Huế").set_index("index").loc["DTI"]
    assert row[["rank", "n_units", "scope"]].tolist() == [5, 63, "tinh-63"]
    assert row[["later_rank", "later_n_units", "later_year"]].tolist() == [2, 34, 2024]
    assert row["note"] == (
        "chỉ công bố thứ hạng; trong 34 tỉnh, thành phố sau sắp xếp: xếp thứ 2/34 (năm 2024)"
    )
    assert both(card("Thừa Thiên Huế")) == (
        "Thừa Thiên Huế xếp cao nhất ở DTI (5/63 năm 2024) và thấp nhất ở SIPAS (32/63, số liệu cũ năm 2023);"
        " trong 34 tỉnh, thành phố sau sắp xếp: DTI (2/34 năm 2024)",
        "Thừa Thiên Huế ranks best in DTI (5/63 in 2024) and worst in SIPAS (32/63, older figures of 2023);"
        " among the 34 provinces after the merger: DTI (2/34 in 2024)",
    )


@pytest.mark.parametrize("spelling", ["Huế", "tinh-63/46"])
def test_either_name_means_the_unit_of_the_year(card, spelling):
    assert statement(card(spelling)) == statement(card("Thừa Thiên Huế"))


def test_a_merged_province_and_the_one_before_are_not_mixed(card):
    row = card("TP. Hồ Chí Minh").set_index("index").loc["DTI"]
    assert row[["rank", "n_units", "later_rank", "later_n_units"]].tolist() == [1, 63, 4, 34]
    assert statement(card("TP. Hồ Chí Minh")) == (
        "TP. Hồ Chí Minh xếp cao nhất ở DTI (1/63 năm 2024) và thấp nhất ở SIPAS (43/63, số liệu cũ năm 2020);"
        " trong 34 tỉnh, thành phố sau sắp xếp: DTI (4/34 năm 2024)"
    )
    alone = card("tinh-34/79").set_index("index")
    assert alone.loc["DTI", ["rank", "n_units", "scope"]].tolist() == [4, 34, "tinh-34"]
    assert pd.isna(alone.loc["DTI", "later_rank"])


def test_who_became_part_of_another_has_no_later_rank(card):
    assert card("Bắc Kạn")["later_rank"].isna().all()  # Thái Nguyên's is not its own


def test_where_the_later_rank_alone_was_published_the_headline_leaves_it_out(card):
    row = card("Hà Nội").set_index("index").loc["DTI"]
    assert row[["rank", "n_units", "scope"]].tolist() == [1, 34, "tinh-34"]
    told = statement(card("Hà Nội"))
    assert told.startswith(
        "Hà Nội xếp cao nhất ở PAR INDEX (3/63 năm 2024) và thấp nhất ở PAPI (29/61 năm 2024);"
    )
    assert told.endswith("; trong 34 tỉnh, thành phố sau sắp xếp: DTI (1/34 năm 2024)")


# -- properties -----------------------------------------------------------------------------------------


def contradicts(table, headline) -> bool:
    """Tell whether a headline names an index as best or worst that another of its scope beats."""
    told = re.match(r".* xếp cao nhất ở (.*?) và thấp nhất ở (.*?)(;|$)", headline)
    if told is None:
        return False
    ranked = table[table["position"].notna()].set_index("index")
    named = [re.findall(r"([A-Z]+)(?: INDEX)? \(", part) for part in told.groups()[:2]]
    scopes = {ranked.loc[index, "scope"] for part in named for index in part}
    same = ranked[ranked["scope"].isin(scopes)]
    places = {index: (int(row["rank"]) - 1) / (int(row["n_units"]) - 1) for index, row in same.iterrows()}
    best, worst = ([places[index] for index in part] for part in named)
    return len(scopes) != 1 or max(best) > min(places.values()) or min(worst) < max(places.values())


@pytest.mark.parametrize(
    ("unit", "year"),
    [("Cao Bằng", 2024), ("Cao Bằng", 2023), ("Thừa Thiên Huế", 2024), ("TP. Hồ Chí Minh", 2024),
     ("Hà Nội", 2024), ("Bắc Kạn", 2024), ("Quảng Ninh", 2021)],
)  # fmt: skip
def test_no_headline_contradicts_a_published_row(card, unit, year):
    assert not contradicts(card(unit, year), statement(card(unit, year)))


a_row = st.tuples(
    st.integers(1, 63), st.sampled_from([34, 61, 63]), st.integers(2020, 2024), st.booleans(), st.booleans()
)


@given(st.lists(a_row, min_size=5, max_size=5))
def test_no_headline_contradicts_any_rows(rows):
    made = []
    for index, (place, n, year, ranked, later) in zip(INDICES, rows, strict=True):
        scope, place = "tinh-34" if n == 34 else "tinh-63", min(place, n)
        row = {"index": index, "rank": place, "n_units": n, "year": year, "scope": scope,
               "position": (place - 1) / (n - 1) if ranked else float("nan"), "later_rank": pd.NA}  # fmt: skip
        if later and n != 34:
            row |= {"later_rank": 2, "later_n_units": 34, "later_year": year, "later_scope": "tinh-34"}
        made.append(row)
    columns = ["later_rank", "later_n_units", "later_year", "later_scope"]
    table = pd.DataFrame(made).reindex(columns=[*made[0], *(c for c in columns if c not in made[0])])
    table.attrs = {"kind": "scorecard", "unit": "A", "year": 2024}
    vietnamese, english = both(table)
    assert not contradicts(table, vietnamese)
    for told in (vietnamese, english):
        assert "nan" not in told and "NA" not in told and "  " not in told
        # What is older is called so, what is of the year asked for is not.
        for year in re.findall(r"(?:số liệu cũ năm|older figures of) (\d{4})", told):
            assert int(year) < 2024


@pytest.mark.parametrize("unit", ["TP. Hồ Chí Minh (34 tỉnh)", "tinh-34/79", "TINH-34/79"])
def test_a_province_of_later_boundaries_is_never_the_one_before(totals, unit):
    """It has the name of one of its parts: that one's figures are not its."""
    for index in ("PAPI", "PAR"):
        with pytest.raises(AnalysisError, match="với địa giới từ năm 2025; có .*Bình Dương") as refused:
            rank_history(totals, index=index, unit=unit)
        assert "its boundaries since 2025" in str(refused.value)
    assert rank_history(totals, index="DTI", unit=unit).attrs["unit_id"] == "tinh-34/79"
    card = scorecard(totals, unit=unit, year=2024)
    assert set(card["scope"].dropna()) == {"tinh-34"} and card["rank"].notna().sum() == 1
    assert "chỉ được xếp hạng ở DTI (4/34 năm 2024)" in statement(card)
    assert not card["note"].str.contains("phạm vi").any()


def test_a_province_that_stayed_as_it_was_may_be_called_by_either_boundaries(totals):
    for unit in ("Cao Bằng (34 tỉnh)", "tinh-34/04", "Cao Bằng"):
        assert rank_history(totals, index="PAPI", unit=unit).attrs["unit"] == "Cao Bằng"
