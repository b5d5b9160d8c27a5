"""Bands: by the publisher's rule where none was printed, printed ones first, and who moved."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain import column, quantile, rank

from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.ranking.banding import banding
from cchc_analysis.analysis.ranking.bands import bands
from cchc_analysis.frameworks import FrameworkError
from cchc_analysis.frameworks.bands import _band
from cchc_analysis.frameworks.bands import bands as declared_bands
from cchc_analysis.statements import footer, statement

PAPI = ["Cao nhất", "Trung bình cao", "Trung bình thấp", "Thấp nhất"]
QUARTERS = ["một phần tư cao nhất", "một phần tư thứ hai", "một phần tư thứ ba", "một phần tư thấp nhất"]


def by_percentiles(values):
    """Return each unit's band by the rule as PAPI prints it: from the 75th percentile, 50–75, 25–50, below."""
    cuts = [quantile(values.values(), share) for share in (0.75, 0.5, 0.25)]
    return {unit: PAPI[sum(value < cut for cut in cuts)] for unit, value in values.items()}


@pytest.mark.parametrize(
    ("year", "sizes"),
    # 2019 as printed in the report; the others by the same rule.
    [(2019, [16, 16, 15, 16]), (2020, [16, 16, 15, 16]), (2021, [15, 15, 15, 15]), (2024, [16, 15, 15, 15])],
)
def test_papi_has_the_four_groups_of_its_publisher(figures, published, year, sizes):
    table = bands(figures, index="PAPI", year=year).set_index("unit")
    expected = by_percentiles(column(published, "PAPI", year, "total"))
    assert table.loc[list(expected), "band"].to_dict() == expected
    assert [int((table["band"] == name).sum()) for name in PAPI] == sizes
    assert set(table["status"].dropna()) == {"computed"}
    assert table.attrs["basis"] == "sourced" and "không phải nhóm ghi trong báo cáo" in table.attrs["note_vi"]


def test_the_limits_are_those_that_the_report_of_2022_prints(published):
    # Map 3.6: 7.8579–8.3148, 7.5189–7.8072, 7.2294–7.5173, 6.4132–7.2275 in dimension 6.
    values = column(published, "PAPI", 2022, "6")
    found = by_percentiles(values)
    ends = [[min(v), max(v)] for v in ([values[u] for u in found if found[u] == name] for name in PAPI)]
    assert ends == [
        pytest.approx(pair, abs=6e-5)
        for pair in ([7.8579, 8.3148], [7.5189, 7.8072], [7.2294, 7.5173], [6.4132, 7.2275])
    ]


def test_who_was_not_published_has_no_band(figures):
    table = bands(figures, index="PAPI", year=2024).set_index("unit")
    for unit in ("Vĩnh Phúc", "Tiền Giang"):
        row = table.loc[unit]
        assert pd.isna(row["band"]) and pd.isna(row["status"]) and row["reason"] == "không công bố số liệu"
    assert table["band"].notna().sum() == 61


def test_pci_has_its_printed_classes_and_no_others(figures, published):
    table = bands(figures, index="PCI", year=2016).set_index("unit")
    for unit, row in table.iterrows():
        assert row["band"] == published["PCI", 2016, unit, "group"]
    assert set(table["status"]) == {"printed"} and table.attrs["note_vi"] == "Nhóm xếp hạng như đã công bố."
    assert table["band_rank"].is_monotonic_increasing  # of a table ordered by rank
    later = bands(figures, index="PCI", year=2019)
    assert (
        later["band"].isna().all()
        and "ranh giới điểm của các nhóm không được công bố" in later["reason"].iloc[0]
    )


def par(frame_of, year, **scores):
    rows = [
        {"index": "PAR", "year": year, "unit": unit, "code": "total", "score": score, "scope": "tinh-63"}
        | {"unit_id": f"tinh-63/{unit}", "note": "Số liệu minh họa"}
        for unit, score in scores.items()
    ]
    return frame_of(rows)


@pytest.mark.parametrize(
    ("score", "band"),
    [(90.0, "A (từ 90 % trở lên)"), (89.99, "B (từ 80 % đến dưới 90 %)"), (80.0, "B (từ 80 % đến dưới 90 %)"),
     (79.99, "từ 70 % đến dưới 80 %"), (69.99, "dưới 70 %")],
)  # fmt: skip
def test_par_is_divided_by_per_cent(frame_of, score, band):
    table = bands(par(frame_of, 2024, A=score), index="PAR", year=2024)
    assert table["band"].tolist() == [band]


def test_limits_without_a_source_say_so(frame_of):
    assert bands(par(frame_of, 2024, A=91.0), index="PAR", year=2024).attrs["basis"] == "sourced"
    table = bands(par(frame_of, 2021, A=91.0), index="PAR", year=2021)
    assert table["band"].tolist() == ["từ 90 % trở lên"] and table.attrs["basis"] == "unconfirmed"
    assert table.attrs["note_vi"].startswith("Mốc phân nhóm năm 2021 chưa có nguồn")


def world(made_up, *years, absent=()):
    """Return PAPI's totals of units 0, 1, 2 … that do not exist, a mapping for each year."""
    return made_up({(unit, year): None if (unit, year) in absent else value
                    for year, values in years for unit, value in values.items()})  # fmt: skip


def eight(**other):
    return {f"U{n}": 50.0 - n for n in range(8)} | other


def test_an_index_without_groups_has_quarters_that_are_not_its_publishers(made_up):
    table = bands(world(made_up, (2024, eight())), index="PAPI", year=2024)
    assert table["band"].tolist() == [name for name in QUARTERS for _ in range(2)]
    assert (
        table.attrs["basis"] == "own" and "không phải cách chia của đơn vị công bố" in table.attrs["note_vi"]
    )


def test_few_units_are_not_divided(made_up):
    table = bands(world(made_up, (2024, {f"U{n}": 50.0 - n for n in range(7)})), index="PAPI", year=2024)
    assert table["band"].isna().all()
    assert table["reason"].iloc[0] == "chỉ có 7 đơn vị có điểm, cần ít nhất 8 để chia nhóm"


def test_a_few_leaders_of_many_are_not_divided(made_up):
    absent = [(f"U{n}", 2024) for n in range(9, 20)]
    frame = world(made_up, (2024, {f"U{n}": 50.0 - n for n in range(20)}), absent=absent)
    table = bands(frame, index="PAPI", year=2024)
    assert table["band"].isna().all() and table["reason"].iloc[0].startswith("chỉ công bố 9 trong 20 đơn vị")


def test_who_moved_and_by_how_many_bands(made_up):
    frame = world(made_up, (2023, eight()), (2024, eight(U0=1.0, U7=60.0)))
    table = bands(frame, index="PAPI", year=2024).set_index("unit")
    assert table.loc[["U0", "U7", "U3"], "moved"].tolist() == [-3, 3, 0]
    assert (table["reason"] == "").all()
    assert table.loc["U0", ["band", "previous_band"]].tolist() == [QUARTERS[3], QUARTERS[0]]


def test_bands_across_a_break_are_shown_and_not_compared(figures):
    table = bands(figures, index="PAPI", year=2018, previous=2017)
    assert table["previous_band"].notna().all() and table["moved"].isna().all()
    assert "không so sánh với các năm trước" in table["reason"].iloc[0]
    with pytest.raises(AnalysisError, match="previous = 2018 phải trước year = 2018"):
        bands(figures, index="PAPI", year=2018, previous=2018)


totals = st.lists(st.integers(0, 30), min_size=8, max_size=20)


def test_bands_across_a_jump_of_the_whole_are_not_compared(raw):
    # The printed mean of the nation fell by 10.5 % of the scale: everybody's band did, not Đà Nẵng's alone.
    figures = raw("PAR")
    nation = figures[(figures["unit"] == "Cả nước") & (figures["code"] == "total")]
    before, after = (nation.loc[nation["year"] == year, "score"].item() for year in (2015, 2016))
    assert (before, after) == (85.11, 74.64)  # of a scale of 100
    row = bands(figures, index="PAR", year=2016).set_index("unit").loc["Đà Nẵng"]
    assert pd.notna(row["band"]) and pd.notna(row["previous_band"]) and pd.isna(row["moved"])
    assert row["reason"] == (
        "trung bình cả nước thay đổi từ 85,1 % xuống 74,6 % thang điểm năm 2016 mà không có giải thích"
    )


@given(totals, st.data())
def test_a_band_moves_only_with_the_rank_the_score_or_the_number_of_units(scores, data):
    """Whatever the others score: of two rankings with as many units, equal ranks are in equal bands."""
    others = data.draw(st.lists(st.integers(0, 30), min_size=len(scores), max_size=len(scores)))
    seen: dict[int, str] = {}
    for values in (scores, others):
        named = {str(n): float(value) for n, value in enumerate(values)}
        for unit, band in by_rule(named).items():
            assert seen.setdefault(rank(named, unit), band) == band
        assert by_rule(named) == by_percentiles(named)


def by_rule(named):
    """Return each unit's band as the analysis gives it."""
    divided = banding("PAPI", "tinh-63", 2024, n_units=len(named), n_scope=len(named))
    return {unit: divided.band(rank(named, unit), float("nan")).name_vi for unit in named}


def test_every_declared_band_has_a_rule_a_status_and_a_source():
    for index, scope, year in (("PAPI", "tinh-63", 2011), ("PAR", "bo", 2024), ("PCI", "tinh-64", 2007)):
        found = declared_bands(index, scope, year)
        assert [band.place for band in found] == list(range(1, len(found) + 1))
        assert all(band.source.startswith("bands_") for band in found)
    with pytest.raises(FrameworkError, match="bands.csv: X Y: guess"):
        _band({"index": "X", "band_vi": "Y", "rule": "guess", "status": "own"})


# -- sentences -----------------------------------------------------------------------------------------


def test_all_bands_in_one_sentence(figures):
    table = bands(figures, index="PAPI", year=2024)
    up, down = int((table["moved"] > 0).sum()), int((table["moved"] < 0).sum())
    assert statement(table) == (
        "PAPI năm 2024, 61 tỉnh, thành phố theo nhóm (Cao nhất: 16, Trung bình cao: 15, Trung bình thấp: 15,"
        f" Thấp nhất: 15); so với năm 2023, {up} tỉnh, thành phố tăng nhóm, {down} giảm nhóm (trong 59 tỉnh,"
        " thành phố có cả hai năm)"
    )
    assert statement(table, "en").startswith(
        "PAPI 2024, 61 provinces by band (Highest: 16, High average: 15,"
    )
    assert "Không công bố: " in footer(table) and "Nhóm tính theo quy tắc" in footer(table)


def test_bands_of_a_few_published_units_name_the_size_of_the_scope(frame_of):
    frame = par(frame_of, 2024, **{f"U{n}": 80.0 + n for n in range(12)})
    assert statement(bands(frame, index="PAR", year=2024)) == (
        "Chỉ số CCHC (PAR INDEX) năm 2024, 12/63 tỉnh, thành phố có điểm được công bố, theo nhóm (A (từ 90 %"
        " trở "
        "lên): 2, B (từ 80 % đến dưới 90 %): 10)"
    )


def test_the_band_of_one_unit(figures):
    table = bands(figures, index="PAPI", year=2024)
    assert statement(table, unit="Bắc Kạn") == (
        "Bắc Kạn thuộc nhóm Trung bình cao về PAPI năm 2024 (xếp thứ 22/61 theo điểm), cùng nhóm như năm 2023"
    )
    assert statement(table, unit="Tây Ninh") == (
        "Tây Ninh thuộc nhóm Cao nhất về PAPI năm 2024 (xếp thứ 2/61 theo điểm), tăng 3 nhóm so với năm 2023"
        " (Thấp nhất)"
    )
    assert statement(table, "en", unit="Bắc Kạn") == (
        "Bắc Kạn is in the band High average of PAPI 2024 (rank 22 of 61 by score), as in 2023"
    )
    assert statement(table, unit="Vĩnh Phúc") == (
        "Vĩnh Phúc không được xếp nhóm về PAPI năm 2024: không công bố số liệu"
    )


def test_a_printed_class_stands_with_its_printed_rank(figures, published):
    place = published["PCI", 2016, "Bắc Kạn", "rank"]
    told = statement(bands(figures, index="PCI", year=2016), unit="Bắc Kạn")
    group, before = (published["PCI", year, "Bắc Kạn", "group"] for year in (2016, 2015))
    assert told.startswith(f"Bắc Kạn thuộc nhóm {group} về PCI năm 2016 (xếp thứ {place}/63), ")
    assert "theo điểm" not in told and (before in told or "cùng nhóm" in told)


def test_a_year_without_bands_says_why(figures):
    assert statement(bands(figures, index="PCI", year=2019)) == (
        "PCI năm 2019 không chia nhóm: bộ số liệu không có nhóm xếp hạng năm 2019, ranh giới điểm của các nhóm"
        " không được công bố"
    )
