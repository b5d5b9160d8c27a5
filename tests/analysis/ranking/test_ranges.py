"""Ranges of ranks: against an independent Monte Carlo, and never one basis without its name."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from plain import column, rank

from cchc_analysis import scores, units
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.ranking.ranges import rank_range
from cchc_analysis.analysis.ranking.sensitivity import sensitivity
from cchc_analysis.statements import footer, statement


@pytest.fixture(scope="module")
def printed(raw):
    """Return score and standard error of PAPI 2019's two totals as published, by unit."""
    rows = raw("PAPI").query("year == 2019 and code in ['total', 'weighted']")
    return {(r.unit, r.code): (r.score, r.standard_error) for r in rows.itertuples()}


@pytest.fixture(scope="module")
def papi(figures, frame_of, printed):
    """Return PAPI with the published standard errors and the weighted total of 2019."""
    rows = [
        {"index": "PAPI", "year": 2019, "unit": unit, "code": code, "scope": "tinh-63"}
        | {"unit_id": units.identify(unit, 2019).unit.unit_id, "score": score, "standard_error": error}
        for (unit, code), (score, error) in printed.items()
    ]
    old = figures["index"].ne("PAPI") | (figures["year"].eq(2019) & figures["code"].eq("total"))
    return scores.validate(scores.concat([figures[~old], frame_of(rows)]))


@pytest.fixture(scope="module")
def ranges(papi):
    return rank_range(papi, index="PAPI", year=2019)


def simulated(values, errors, draws, level=0.95):
    """Return each unit's middle ranks by the standard library's generator, one draw after another."""
    generator = random.Random(20)
    found = {unit: [] for unit in values}
    for _ in range(draws):
        drawn = {unit: generator.gauss(value, errors[unit]) for unit, value in values.items()}
        for place, unit in enumerate(sorted(drawn, key=drawn.__getitem__, reverse=True), 1):
            found[unit].append(place)
    cut = round((1 - level) / 2 * (draws - 1))
    return {unit: (sorted(p)[cut], sorted(p)[-1 - cut]) for unit, p in found.items()}


def of(table, basis):
    return table[table["basis"] == basis].set_index("unit")


def test_published_errors_agree_with_an_independent_monte_carlo(ranges, printed):
    values = {unit: score for (unit, code), (score, _) in printed.items() if code == "total"}
    errors = {unit: error for (unit, code), (_, error) in printed.items() if code == "total"}
    expected = simulated(values, errors, 6000)
    table = of(ranges, "errors")
    assert len(table) == 63
    for unit, (low, high) in expected.items():
        assert table.loc[unit, "rank"] == rank(values, unit)
        assert abs(table.loc[unit, "low"] - low) <= 1 and abs(table.loc[unit, "high"] - high) <= 1


def test_the_errors_alone_give_twenty_places_and_the_weights_a_third_of_that(ranges):
    width = (ranges["high"] - ranges["low"]).astype(float).groupby(ranges["basis"]).mean()
    assert width["errors"] == pytest.approx(20.4, abs=0.2)
    assert width["weights"] == pytest.approx(6.6, abs=0.2)


def test_every_row_names_its_basis_and_holds_its_rank(ranges):
    assert ranges.attrs["bases"] == ["errors", "weights", "printed_weights"] and ranges.attrs["missing"] == []
    assert ranges.groupby("basis").size().tolist() == [63, 63, 63]
    assert ranges["basis_name"].notna().all() and ranges["basis_name"].nunique() == 3
    assert ((ranges["low"] <= ranges["rank"]) & (ranges["rank"] <= ranges["high"])).all()


def test_weights_are_those_of_sensitivity(papi):
    told = rank_range(papi, index="PAPI", year=2019, basis="weights", level=0.9).set_index("unit")
    other = sensitivity(papi, index="PAPI", year=2019).set_index("unit")
    assert told["low"].to_dict() == other["low_rank"].to_dict()
    assert told["high"].to_dict() == other["high_rank"].to_dict()


def test_the_publishers_own_weights_give_two_ranks(ranges, printed):
    plain, weighted = (
        {unit: score for (unit, c), (score, _) in printed.items() if c == code}
        for code in ("total", "weighted")
    )
    for unit, row in of(ranges, "printed_weights").iterrows():
        assert {row["low"], row["high"]} == {rank(plain, unit), rank(weighted, unit)}


def test_other_years_take_the_errors_of_2019_as_an_indication(papi, printed, published):
    table = rank_range(papi, index="PAPI", year=2024)
    assert table.attrs["bases"] == ["assumed_errors", "weights"]
    assert "chỉ để tham khảo, sai số công bố năm 2019 được coi là đúng cho năm 2024" in table.attrs["note_vi"]
    values = column(published, "PAPI", 2024, "total")
    expected = simulated(values, {unit: printed[unit, "total"][1] for unit in values}, 6000)
    found = of(table, "assumed_errors")
    for unit, (low, high) in expected.items():
        assert abs(found.loc[unit, "low"] - low) <= 1 and abs(found.loc[unit, "high"] - high) <= 1


def test_errors_of_another_scale_are_not_assumed(papi):
    table = rank_range(papi, index="PAPI", year=2015)  # of six dimensions
    assert table.attrs["bases"] == ["weights"] and table.attrs["missing"] == ["errors"]
    assert "Không có: sai số chọn mẫu đã công bố." in table.attrs["note_vi"]


def test_the_same_seed_gives_the_same_ranges_and_one_unit_those_of_all(papi, ranges):
    pd.testing.assert_frame_equal(rank_range(papi, index="PAPI", year=2019), ranges)
    one = rank_range(papi, index="PAPI", year=2019, unit="bac kan")
    expected = ranges[ranges["unit"] == "Bắc Kạn"].reset_index(drop=True)
    pd.testing.assert_frame_equal(one, expected, check_like=False)


def test_an_error_that_is_not_known_of_everybody_is_no_basis(made_up):
    frame = made_up({("A", 2024): 40.0, ("B", 2024): 41.0}, standard_error=0.5)
    assert rank_range(frame, index="PAPI", year=2024).attrs["bases"] == ["errors"]
    frame.loc[frame["unit"] == "A", "standard_error"] = float("nan")
    with pytest.raises(AnalysisError, match="PAPI năm 2024 không có căn cứ .*sai số chọn mẫu đã công bố"):
        rank_range(frame, index="PAPI", year=2024)


def test_two_units_change_places_as_often_as_the_normal_distribution_says(made_up):
    # 1 point apart, errors of 0.5 each: B is ahead in P(z > −1.414) = 92.1 % of the draws.
    frame = made_up({("A", 2024): 40.0, ("B", 2024): 41.0}, standard_error=0.5)
    wide = of(rank_range(frame, index="PAPI", year=2024, level=0.9), "errors")
    assert wide.loc["B", ["low", "high"]].tolist() == [1, 2]  # 7.9 % are more than the 5 % of one tail
    narrow = of(rank_range(frame, index="PAPI", year=2024, level=0.8), "errors")
    assert narrow.loc["B", ["low", "high"]].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"level": 1.0}, "level = “1.0”"),
        ({"draws": 0}, "draws = “0”"),
        ({"basis": "luck"}, "basis = “luck”.*errors, assumed_errors, weights, printed_weights"),
        ({"unit": "Bắc Cạnn"}, "“Bắc Cạnn”.*Bắc Kạn"),
        ({"year": 2024, "basis": "errors"}, "không có căn cứ .*sai số chọn mẫu đã công bố"),
        ({"year": 2024, "unit": "Vĩnh Phúc"}, "Vĩnh Phúc không được xếp hạng"),
        ({"index": "PCI", "year": 2023}, "PCI năm 2023 chỉ công bố .* trong 63 đơn vị"),
    ],
)
def test_bad_arguments_say_what_is_possible(papi, figures, arguments, message):
    frame = figures if arguments.get("index") == "PCI" else papi
    with pytest.raises(AnalysisError, match=message):
        rank_range(frame, **({"index": "PAPI", "year": 2019} | arguments))


# -- sentences -----------------------------------------------------------------------------------------


def test_the_range_of_one_unit_names_every_basis(papi, ranges):
    table = rank_range(papi, index="PAPI", year=2019, unit="Bắc Kạn")
    errors, weights, both = (table.iloc[n] for n in range(3))
    expected = (
        f"PAPI năm 2019: Bắc Kạn xếp thứ {errors['rank']}/63 theo điểm; theo sai số chọn mẫu đã công bố: từ"
        f" thứ {errors['low']} đến thứ {errors['high']} (95 % số lần thử); theo trọng số ±25 %: từ thứ"
        f" {weights['low']} đến thứ {weights['high']} (95 % số lần thử); theo trọng số của đơn vị công bố: từ"
        f" thứ {both['low']} đến thứ {both['high']}"
    )
    assert statement(table) == statement(ranges, unit="Bắc Kạn") == expected
    assert "by published sampling errors: rank" in statement(table, "en")
    assert "các đơn vị độc lập (10.000 lần)" in footer(table)
    assert "không phải khoảng tin cậy (10.000 lần)" in footer(table)


def test_where_no_error_was_published_the_sentence_says_so(papi, figures):
    table = rank_range(figures, index="PCI", year=2019, unit="Bắc Kạn")
    assert statement(table).endswith("không công bố sai số chọn mẫu nên chưa rõ thứ hạng chắc chắn đến đâu")
    assert "no sampling error was published" in statement(table, "en")
    told = statement(rank_range(papi, index="PAPI", year=2024, unit="Bắc Kạn"))
    assert "theo sai số chọn mẫu giả định như năm 2019: từ thứ" in told


def test_one_basis_never_stands_without_the_name_of_the_other(papi):
    told = {
        basis: statement(rank_range(papi, index="PAPI", year=2019, unit="Bắc Kạn", basis=basis))
        for basis in ("errors", "weights")
    }
    assert told["errors"].endswith("; chưa tính ảnh hưởng của trọng số")
    assert told["weights"].endswith("; chưa tính sai số chọn mẫu")


def test_all_ranges_in_one_sentence(ranges):
    width = (ranges["high"] - ranges["low"]).astype(float).groupby(ranges["basis"]).mean().round(1)
    numbers = [f"{width[basis]:.1f}".replace(".", ",") for basis in ("errors", "weights", "printed_weights")]
    assert statement(ranges) == (
        f"PAPI năm 2019, khoảng thứ hạng rộng trung bình: {numbers[0]} bậc theo sai số chọn mẫu đã công bố;"
        f" {numbers[1]} bậc theo trọng số ±25 %; {numbers[2]} bậc theo trọng số của đơn vị công bố"
    )
