"""What stands below a criterion: against plain arithmetic on published figures and on invented sheets."""

from __future__ import annotations

import pytest
from invented_sheets import MAXIMA, THREE, frame, sheet_rows, three
from plain import column, median, rank

from cchc_analysis import frameworks, read, units
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.criteria.drilling import drill
from cchc_analysis.statements import footer, statement, subtitle

UNITS = ["Bắc Kạn", "Cao Bằng", "Đà Nẵng"]
ASKED = [("PAPI", 2023, "6"), ("PAPI", 2019, "total"), ("PCI", 2021, "total")]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(("index", "year", "code"), ASKED)
def test_the_parts_of_a_criterion_against_the_others(figures, published, index, year, code, unit):
    table = drill(figures, index=index, unit=unit, year=year, code=code)
    criteria = frameworks.framework(index, year).criteria
    below = [c for c in criteria if criteria[c].parent == code and criteria[c].level != 4]
    assert sorted(table["code"]) == sorted(below)
    for part in below:
        row, scores = table.set_index("code").loc[part], column(published, index, year, part)
        low, high = criteria[part].min_score, criteria[part].max_score
        share = {name: 100 * (score - low) / (high - low) for name, score in scores.items()}
        usual = median(list(scores.values()))
        assert (row["n_units"], row["name"]) == (len(scores), criteria[part].name_vi)
        assert row["median"] == pytest.approx(usual)
        assert row["median_pct"] == pytest.approx(median(list(share.values())))
        assert row["score"] == scores[unit] and row["pct"] == pytest.approx(share[unit])
        assert row["gap"] == pytest.approx(scores[unit] - usual)
        assert row["rank"] == row["from_top"] == rank(scores, unit)
    assert table.attrs["note_vi"] == ""


def test_indicators_have_places_and_no_ranks(corpus):
    """PAPI 2019: *Có những hộ rất nghèo nhưng không được đưa vào danh sách* is the better the lower."""
    frame = read(corpus / "papi" / "2019_PAPI_Provincial_indicators2019_VIE_ENG.xlsx").scores
    table = drill(frame, index="PAPI", unit="Bắc Kạn", year=2019, code="2.2").set_index("code")
    assert list(table.index) == ["2.2.1", "2.2.2", "2.2.3"]
    values = frame[frame["code"] == "2.2.2"].set_index("unit")["score"].to_dict()
    assert "không được đưa vào danh sách hộ nghèo" in table.loc["2.2.2", "name"]
    assert table["rank"].isna().all() and table.loc["2.2.2", "from_top"] == rank(values, "Bắc Kạn")
    assert table.loc["2.2.2", "gap"] == pytest.approx(values["Bắc Kạn"] - median(list(values.values())))
    assert table.attrs["note_vi"].startswith("Chỉ tiêu không khai báo cao là tốt hay thấp là tốt")


def test_a_unit_that_was_not_published_keeps_its_rows(made_up):
    parts = {
        ("A", 2023, "6.1"): 1.0,
        ("B", 2023, "6.1"): 2.0,
        ("B", 2023, "6.2"): 1.5,
        ("A", 2023, "6.2"): None,
    }
    table = drill(made_up(parts), index="PAPI", unit="A", year=2023, code="6").set_index("code")
    assert table.loc["6.2", "status"] == "missing" and table.loc["6.2", ["score", "rank", "gap"]].isna().all()
    assert table.loc["6.1", ["rank", "n_units", "median"]].tolist() == [2, 2, 1.5]


def test_few_published_have_no_median(made_up):
    parts = {("A", 2023, "6.1"): 1.0} | {(unit, 2023, "total"): 40.0 for unit in "BCDE"}
    row = drill(made_up(parts), index="PAPI", unit="A", year=2023, code="6").iloc[0]
    assert row[["median", "gap", "rank", "from_top"]].isna().all() and row["n_units"] == 1


@pytest.mark.parametrize("index", ["PAR", "SIPAS", "DTI"])
@pytest.mark.parametrize("unit", THREE)
def test_the_criteria_of_a_domain_of_a_sheet_against_the_other_sheets(index, unit):
    table = drill(three(index), index=index, unit=unit, year=2024, code="2").set_index("code")
    assert list(table.index) == ["2.1", "2.2"]
    for code in table.index:
        scores = {name: points[code][1] for name, points in THREE.items()}
        row = table.loc[code]
        assert (row["score"], row["max_score"], row["n_units"]) == (scores[unit], MAXIMA[code], 3)
        assert row["gap"] == scores[unit] - median(list(scores.values()))
        assert row["median_pct"] == 100 * median(list(scores.values())) / MAXIMA[code]
        assert row["rank"] == rank(scores, unit)


def test_a_sheet_is_not_compared_where_its_maximum_is_another():
    rows = sheet_rows("Xã A", THREE["Xã A"], maxima={"2.2": 10})
    rows += sheet_rows("Xã B", THREE["Xã B"]) + sheet_rows("Xã C", THREE["Xã C"])
    table = drill(frame(rows), index="PAR", unit="Xã A", year=2024, code="2").set_index("code")
    assert table.loc["2.2", ["score", "max_score", "pct"]].tolist() == [3, 10, 30]
    assert table.loc["2.2", ["median", "gap", "rank"]].isna().all()
    assert table.loc["2.1", "rank"] == 1


BAD = [
    (
        {"code": "6.2"},
        "PAPI năm 2024 không có số liệu bên dưới “6.2”. Có số liệu bên dưới: total, 1, 2, 3, 4, 5, 6, 7, 8.",
    ),
    ({"code": "61"}, "PAPI năm 2024 không có mã “61”. Mã gần nhất: 6.1"),
    ({"year": 2030}, "PAPI không có số liệu năm 2030; có 2011–2024."),
]


@pytest.mark.parametrize(("wrong", "message"), BAD)
def test_bad_arguments_name_what_there_is(figures, wrong, message):
    with pytest.raises(AnalysisError) as error:
        drill(figures, **{"index": "PAPI", "unit": "Bắc Kạn", "year": 2024, "code": "6"} | wrong)
    assert str(error.value).startswith(message) and "\n" in str(error.value)


def test_a_criterion_of_a_sheet_with_nothing_below_names_those_that_have():
    with pytest.raises(AnalysisError, match="bên dưới “2.1”. Có số liệu bên dưới: total, 1, 2."):
        drill(three(), index="PAR", unit="Xã A", year=2024, code="2.1")


def test_the_scores_of_a_merged_province_are_told_to_be_estimates(figures):
    merged = units.as_of(figures, "2025-07-01")
    table = drill(merged, index="PAPI", unit="tinh-34/79", year=2024, code="6")
    assert table.attrs["estimated"] and table["score"].notna().all() and table["gap"].isna().all()
    assert statement(table) == (
        "Điểm các phần của lĩnh vực “Cung ứng dịch vụ công” (PAPI) năm 2024 của TP. Hồ Chí Minh là ước tính nên"
        " không so sánh với đơn vị khác"
    )
    assert "are estimates" in statement(table, "en")
    assert "Điểm là ước tính theo dân số các đơn vị cũ, không phải số công bố." in footer(table)
    printed = drill(figures, index="PAPI", unit="TP. Hồ Chí Minh", year=2024, code="6")
    assert not printed.attrs["estimated"] and "ước tính" not in statement(printed) + footer(printed)


def test_the_whole_index_is_called_by_its_name_and_not_a_criterion(figures):
    table = drill(figures, index="PAPI", unit="Bắc Kạn", year=2024, code="total")
    assert statement(table).startswith("Trong PAPI năm 2024, Bắc Kạn thấp hơn trung vị nhiều nhất ở: ")
    assert subtitle(table) == "Các phần của PAPI, năm 2024"
