"""Sensitivity: what other weights would do to a rank, and not a word more than that."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import column, rank

from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.ranking.sensitivity import sensitivity

RANGES = ["best_rank", "low_rank", "high_rank", "worst_rank"]
#: The declared weights of the domains: PAPI sums its dimensions, PCI weighs its sub-indices in per cent / 10.
WEIGHTS = {
    "PAPI": dict.fromkeys("12345678", 1.0),
    "PCI": {
        "entry": 0.5, "land": 0.5, "transparency": 2.0, "time": 0.5, "informal": 1.0, "bias": 0.5,
        "proactive": 0.5, "support": 2.0, "labor": 2.0, "legal": 0.5,
    },
}  # fmt: skip


def totals(published, index, year):
    """Return Σ weight · score of the units of which every domain was published."""
    columns = {code: column(published, index, year, code) for code in WEIGHTS[index]}
    whole = set.intersection(*(set(values) for values in columns.values()))
    return {
        unit: sum(weight * columns[code][unit] for code, weight in WEIGHTS[index].items()) for unit in whole
    }


def dimensions(**values):
    """Return all eight dimensions of PAPI, those not given at 5 points."""
    return {code: values.get(f"d{code}", 5.0) for code in "12345678"}


@pytest.fixture(scope="session")
def table_of(frame_of):
    """Return a function that makes a frame of PAPI 2024 of made-up units: their dimensions, their sum."""

    def make(values):
        rows = [
            {"index": "PAPI", "year": 2024, "unit": unit, "unit_id": f"thu/{unit}", "code": code}
            | {"scope": "thu/nghiem", "score": score, "note": "Số liệu minh họa"}
            for unit, own in values.items()
            for code, score in (own | {"total": float(sum(own.values()))}).items()
        ]
        return frame_of(rows)

    return make


def ask(frame, **question):
    return sensitivity(frame, **{"index": "PAPI", "year": 2024} | question).set_index("unit")


# -- the declared weights --------------------------------------------------------------------------


@pytest.mark.parametrize(("index", "year"), [("PAPI", 2024), ("PAPI", 2019), ("PCI", 2016)])
def test_the_declared_weights_give_the_rank_of_the_weighted_sum(figures, published, index, year):
    table = sensitivity(figures, index=index, year=year, spread=0, draws=20)
    values = totals(published, index, year)
    assert dict(zip(table["unit"], table["rank"], strict=True)) == {
        unit: rank(values, unit) for unit in values
    }
    for column_ in RANGES:
        assert table[column_].tolist() == table["rank"].tolist()


@pytest.mark.parametrize(("index", "year"), [("PAPI", 2024), ("PCI", 2016)])
def test_the_rank_is_on_the_declared_weights_whatever_the_spread(figures, published, index, year):
    table = sensitivity(figures, index=index, year=year, spread=0.5, draws=200)
    values, printed = totals(published, index, year), column(published, index, year, "total")
    for row in table.itertuples():
        assert row.rank == rank(values, row.unit) and row.score == printed[row.unit]


def test_the_best_on_published_totals_stand_first(figures, published):
    table = sensitivity(figures, index="PAPI", year=2024, draws=20)
    values = column(published, "PAPI", 2024, "total")
    assert table["unit"].tolist()[:5] == sorted(values, key=values.get, reverse=True)[:5]
    assert table["score"].is_monotonic_decreasing and len(table) == 61
    assert table["unit_id"].str.startswith("tinh-63/").all()


# -- what other weights do -------------------------------------------------------------------------


@pytest.mark.parametrize(("index", "year"), [("PAPI", 2024), ("PCI", 2021)])
def test_ranges_hold_what_is_in_the_middle(figures, index, year):
    table = sensitivity(figures, index=index, year=year)
    assert (table["best_rank"] <= table["low_rank"]).all()
    assert (table["low_rank"] <= table["high_rank"]).all()
    assert (table["high_rank"] <= table["worst_rank"]).all()
    assert table["rank"].between(table["best_rank"], table["worst_rank"]).all()
    assert table["best_rank"].min() == 1 and table["worst_rank"].max() <= len(table)
    assert (table["worst_rank"] > table["best_rank"]).sum() > len(table) / 2


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.integers(1, 10), min_size=8, max_size=8), min_size=1, max_size=6),
    st.sampled_from([0, 0.1, 0.25, 1]),
    st.integers(0, 3),
)
def test_ranges_are_in_order_and_among_the_units(table_of, values, spread, seed):
    frame = table_of(
        {f"U{i}": dict(zip("12345678", map(float, own), strict=True)) for i, own in enumerate(values)}
    )
    table = ask(frame, spread=spread, draws=40, seed=seed)
    for lower, higher in zip(RANGES, RANGES[1:], strict=False):
        assert (table[lower] <= table[higher]).all()
    assert table[RANGES].min(axis=None) >= 1 and table[RANGES].max(axis=None) <= len(values)
    # Nobody passes whom nothing is better in.
    for one in table.index:
        for other in table.index:
            pairs = list(zip(values[int(one[1])], values[int(other[1])], strict=True))
            if all(a >= b for a, b in pairs) and any(a > b for a, b in pairs):
                assert (table.loc[one, RANGES] <= table.loc[other, RANGES]).all()


def test_ranges_that_can_be_reasoned_out(table_of):
    # B is 2 points behind A in one dimension and 1 ahead in another: it passes where the second weighs
    # more than twice the first. Within ± 25 % none weighs more than 1.25/0.75 of another, within ± 50 %
    # it happens in a draw of sixteen. Nobody reaches C or falls to D.
    frame = table_of(
        {
            "A": dimensions(d1=7.0, d2=5.0),
            "B": dimensions(d1=5.0, d2=6.0),
            "C": dimensions(d1=9.0, d2=9.0),
            "D": dimensions(d1=2.0, d2=2.0),
        }
    )
    near, far = ask(frame, spread=0.25), ask(frame, spread=0.5)
    assert near["rank"].to_dict() == far["rank"].to_dict() == {"A": 2, "B": 3, "C": 1, "D": 4}
    for unit, place in near["rank"].items():
        assert near.loc[unit, RANGES].tolist() == [place] * 4
    assert far.loc[["A", "B"], RANGES].to_numpy().tolist() == [[2, 2, 3, 3]] * 2
    assert far.loc["C", RANGES].tolist() == [1] * 4 and far.loc["D", RANGES].tolist() == [4] * 4


def test_the_middle_of_the_draws_leaves_out_what_is_rare(table_of):
    # A lead of 2.6 is made up for in less than one draw of a hundred: in the extremes, not in the middle.
    frame = table_of({"A": dimensions(d1=7.6), "B": dimensions(d2=6.0)})
    table = ask(frame, spread=0.5)
    assert table.loc["A", RANGES].tolist() == [1, 1, 1, 2]
    assert table.loc["B", RANGES].tolist() == [1, 2, 2, 2]


def test_a_unit_ahead_in_every_domain_is_first_under_all_weights(table_of):
    frame = table_of({"A": dict.fromkeys("12345678", 6.0), "B": dict.fromkeys("12345678", 5.0)})
    assert ask(frame, spread=1).loc["A", RANGES].tolist() == [1] * 4


def test_ties_share_the_better_rank(table_of):
    frame = table_of({"A": dimensions(d1=6.0), "B": dimensions(d2=6.0), "C": dimensions(), "D": dimensions()})
    table = ask(frame, spread=0, draws=5)
    assert table["rank"].to_dict() == {"A": 1, "B": 1, "C": 3, "D": 3}
    for unit, place in table["rank"].items():
        assert table.loc[unit, RANGES].tolist() == [place] * 4


def test_units_with_the_same_scores_share_every_rank(table_of):
    scores = [5.66, 6.62, 5.1, 9.38, 5.93, 6.48, 1.52, 3.83]
    own = dict(zip("12345678", scores, strict=True))
    table = ask(table_of({"A": own, "B": own, "C": own}), draws=200)
    assert (table[["rank", *RANGES]] == 1).all(axis=None)


def test_totals_that_are_equal_on_paper_share_the_better_rank(table_of):
    frame = table_of({"A": dimensions(d1=3.94, d2=5.3), "B": dimensions(d1=3.81, d2=5.43)})
    assert ask(frame, spread=0, draws=1)["rank"].tolist() == [1, 1]


# -- chance, told and repeatable -------------------------------------------------------------------


def test_the_same_seed_gives_the_same_result_and_another_may_not(figures):
    one, same, other = (
        sensitivity(figures, index="PAPI", year=2024, draws=300, seed=seed) for seed in (7, 7, 8)
    )
    pd.testing.assert_frame_equal(one, same)
    assert one[["unit", "score", "rank"]].equals(other[["unit", "score", "rank"]])
    assert not one[RANGES].equals(other[RANGES])


def test_the_order_of_rows_does_not_matter(figures):
    asked = {"index": "PAPI", "year": 2024, "draws": 200}
    shuffled = figures.sample(frac=1, random_state=0)
    pd.testing.assert_frame_equal(sensitivity(figures, **asked), sensitivity(shuffled, **asked))


def test_ten_thousand_draws_are_drawn_of_every_province(figures):
    table = sensitivity(figures, index="PCI", year=2021, draws=10_000)
    assert len(table) == 63 and table.attrs["draws"] == 10_000


def test_the_note_says_that_it_is_no_confidence_interval(figures):
    attrs = sensitivity(figures, index="PAPI", year=2024, spread=0.2, draws=500).attrs
    assert "±20 %" in attrs["note_vi"] and "±20 %" in attrs["note_en"]
    assert attrs["note_vi"].endswith("không phải khoảng tin cậy.")
    assert attrs["note_en"].endswith("not a confidence interval.")
    assert "500" in attrs["note_vi"] and (attrs["spread"], attrs["draws"]) == (0.2, 500)
    assert (attrs["kind"], attrs["index"], attrs["year"]) == ("sensitivity", "PAPI", 2024)


def test_the_vietnamese_note_has_a_decimal_comma(figures):
    attrs = sensitivity(figures, index="PAPI", year=2024, spread=0.125, draws=5).attrs
    assert "±12,5 %" in attrs["note_vi"] and "±12.5 %" in attrs["note_en"]


# -- who is left out, what is refused --------------------------------------------------------------


def test_units_without_all_their_domains_are_named_and_left_out(figures):
    assert sensitivity(figures, index="PAPI", year=2021, draws=5).attrs["not_published"] == [
        "Bắc Giang", "Bắc Ninh", "Quảng Ninh",
    ]  # fmt: skip
    lacks = figures["unit"].eq("Bắc Kạn") & figures["year"].eq(2024) & figures["code"].eq("5")
    table = sensitivity(figures[~lacks], index="PAPI", year=2024, draws=5)
    assert table.attrs["not_published"] == ["Bắc Kạn", "Tiền Giang", "Vĩnh Phúc"]
    assert "Bắc Kạn" not in set(table["unit"]) and table.attrs["n_units"] == len(table) == 60


def test_a_domain_without_a_score_is_not_published_either(figures):
    frame = figures.copy()
    lacks = frame["unit"].eq("Bắc Kạn") & frame["year"].eq(2024) & frame["code"].eq("5")
    frame.loc[lacks, "score"] = float("nan")
    table = sensitivity(frame, index="PAPI", year=2024, draws=5)
    assert "Bắc Kạn" in table.attrs["not_published"]
    assert table["rank"].max() == 60


def test_estimates_are_not_ranked(figures):
    frame = figures[figures["index"].eq("PAPI") & figures["year"].eq(2024)].copy()
    frame.loc[frame["unit"] == "Bắc Kạn", "estimated"] = True
    table = sensitivity(frame, index="PAPI", year=2024, draws=5)
    assert "Bắc Kạn" not in set(table["unit"]) and len(table) == 60


def test_without_declared_weights_there_is_nothing_to_move(figures):
    with pytest.raises(
        AnalysisError, match="Chưa có trọng số chính thức của PCI năm 2022.*\n.*2022 are not known"
    ):
        sensitivity(figures, index="PCI", year=2022)


@pytest.mark.parametrize("spread", [-0.01, 1.01, 25, float("nan")])
def test_a_spread_that_is_none_names_the_valid_ones(figures, spread):
    with pytest.raises(AnalysisError, match=f"spread = “{spread}” không hợp lệ.*: 0 … 1.\n.*valid"):
        sensitivity(figures, index="PAPI", year=2024, spread=spread)


@pytest.mark.parametrize("draws", [0, -1])
def test_a_number_of_draws_that_is_none_is_refused_in_words(figures, draws):
    with pytest.raises(AnalysisError, match=f"draws = “{draws}” không hợp lệ"):
        sensitivity(figures, index="PAPI", year=2024, draws=draws)


def test_other_bad_arguments_are_those_of_ranks(figures):
    with pytest.raises(AnalysisError, match="PAPI không có số liệu năm 2009; có 2011–2024"):
        sensitivity(figures, index="PAPI", year=2009)
