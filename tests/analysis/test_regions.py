"""Regions: means, medians and places against plain arithmetic on the published figures."""

from __future__ import annotations

from math import isnan

import pytest
from plain import column, median, members, rank, region, region_of

from cchc_analysis import units
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.regions import region_table, regions_table

THREE = ["Bắc Kạn", "Đắk Lắk", "Quảng Ninh"]
ASKED = [("PAPI", 2024, "total"), ("PAPI", 2023, "6.2"), ("PCI", 2021, "total"), ("PCI", 2019, "land")]


@pytest.mark.parametrize("unit", THREE)
@pytest.mark.parametrize(("index", "year", "code"), ASKED)
def test_a_row_a_province_of_the_region(figures, published, index, year, code, unit):
    table = region_table(figures, index=index, unit=unit, year=year, code=code)
    everybody = column(published, index, year, code)
    near = {name: score for name, score in everybody.items() if name in region_of(unit)}
    assert set(table["unit"]) == region_of(unit)
    for name, score in near.items():
        row = table.set_index("unit").loc[name]
        assert row["score"] == score
        assert row["rank"] == rank(everybody, name) and row["rank_in_region"] == rank(near, name)
    attrs = table.attrs
    assert attrs["mean"] == pytest.approx(sum(near.values()) / len(near))
    assert attrs["median"] == pytest.approx(median(list(near.values())))
    assert (attrs["n"], attrs["n_region"], attrs["region"]) == (len(near), len(region_of(unit)), region(unit))
    if unit in near:
        assert attrs["place"] == rank(near, unit)
        assert attrs["gap_to_median"] == pytest.approx(near[unit] - median(list(near.values())))
    else:
        assert attrs["place"] is None and isnan(attrs["gap_to_median"])
    assert attrs["not_published"] == [name for name in table["unit"] if name not in near]


def test_a_province_that_was_not_published_may_stand_before_us(figures, published):
    """Bắc Giang 2021 is not known: Cao Bằng is 12th or 13th of the region's 14."""
    table = region_table(figures, index="PAPI", unit="Cao Bằng", year=2021)
    assert (table.attrs["place"], table.attrs["place_at_worst"], table.attrs["n_placed"]) == (12, 13, 13)
    assert table["unit"].iloc[-1] == "Bắc Giang" and table.iloc[-1][["score", "rank_in_region"]].isna().all()
    assert table.attrs["note_vi"] == (
        "Trung bình và trung vị tính trên 13/14 tỉnh, thành phố của vùng; không công bố điểm: Bắc Giang."
    )


def test_few_published_have_no_mean_and_what_is_printed_is_shown(raw):
    """PAR INDEX 2024: scores of 6 of 14 northern provinces; the ministry prints the region's mean."""
    table = region_table(raw("PAR"), index="PAR", unit="Bắc Kạn", year=2024)
    assert isnan(table.attrs["mean"]) and isnan(table.attrs["median"])
    assert table.attrs["printed_mean"] == 88.2
    assert table.attrs["note_vi"].startswith("Chỉ 6 trong 14 tỉnh, thành phố của vùng có điểm")


def test_a_mean_of_some_names_those_without_a_score_though_they_have_a_rank(raw):
    """PAR INDEX 2023: of Lâm Đồng's region two have only a rank; no dash stands for their names."""
    table = region_table(raw("PAR"), index="PAR", unit="Lâm Đồng", year=2023)
    unscored = table.loc[table["score"].isna(), "unit"].tolist()
    assert len(unscored) == 2 and table.attrs["n"] == 3
    assert table.attrs["note_vi"].endswith(f"không công bố điểm: {', '.join(unscored)}.")


def test_printed_ranks_place_more_provinces_than_scores(made_up):
    ranked = {"Bắc Kạn": 30, "Cao Bằng": 12, "Lạng Sơn": 40}
    rows = {(unit, 2021): None for unit in ranked} | {("Lạng Sơn", 2021): 41.0}
    frame = made_up(rows, scope="tinh-63", unit_type="province")
    frame["unit_id"] = (
        frame["unit"].map(lambda name: units.identify(name, 2021).unit.unit_id).astype("string")
    )
    frame["rank"] = frame["unit"].map(ranked).astype("Int16")
    table = region_table(frame, index="PAPI", unit="Bắc Kạn", year=2021)
    placed = table.dropna(subset="rank_in_region").set_index("unit")["rank_in_region"]
    assert placed.to_dict() == {"Cao Bằng": 1, "Bắc Kạn": 2, "Lạng Sơn": 3}
    assert (table.attrs["place"], table.attrs["place_at_worst"]) == (2, 2 + 14 - 3)


@pytest.mark.parametrize(("index", "year"), [("PAPI", 2024), ("PCI", 2021), ("PCI", 2012)])
def test_the_regions_beside_each_other(figures, published, index, year):
    table = regions_table(figures, index=index, year=year).set_index("region")
    scores = column(published, index, year, "total")
    means = {}
    for name, row in table.iterrows():
        near = {unit: score for unit, score in scores.items() if unit in members(name)}
        means[name] = sum(near.values()) / len(near)
        assert row["mean"] == pytest.approx(means[name])
        assert row["median"] == pytest.approx(median(list(near.values())))
        assert (row["lowest"], row["highest"]) == (min(near.values()), max(near.values()))
        assert row["best_unit"] == max(near, key=near.get)
        assert (row["n"], row["n_region"]) == (len(near), len(members(name)))
    assert list(table.index) == sorted(means, key=lambda region: -means[region]) and len(means) == 6


def test_regions_of_which_few_were_published_have_no_mean(raw):
    table = regions_table(raw("PAR"), index="PAR", year=2023).set_index("region")
    few = table[2 * table["n"] < table["n_region"]]
    assert len(few) == 3 and few[["mean", "median", "lowest", "highest", "best_unit"]].isna().all(axis=None)
    assert few["printed_mean"].notna().all() and table.loc["Đồng bằng sông Hồng", "printed_mean"] == 88.33
    assert "Đồng bằng sông Hồng 6/11" in table.attrs["note_vi"]


BAD = [
    ({"unit": "Bắc Kan"}, "Không có đơn vị nào tên “Bắc Kan” trong số liệu PAPI. Gần nhất: Bắc Kạn"),
    ({"year": 1999}, "PAPI không có số liệu năm 1999; có 2011–2024."),
    ({"code": "9.9"}, "PAPI năm 2024 không có mã “9.9”."),
]


@pytest.mark.parametrize(("wrong", "message"), BAD)
def test_bad_arguments_name_what_there_is(figures, wrong, message):
    with pytest.raises(AnalysisError) as error:
        region_table(figures, **{"index": "PAPI", "unit": "Bắc Kạn", "year": 2024} | wrong)
    assert str(error.value).startswith(message) and "\n" in str(error.value)


def test_a_commune_belongs_to_no_region(ward):
    with pytest.raises(AnalysisError, match="“Phường Minh Họa” không thuộc vùng"):
        region_table(ward, index="PAR", unit="Phường Minh Họa", year=2024)
