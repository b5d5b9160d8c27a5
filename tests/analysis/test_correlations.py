"""Correlations of indices and of dimensions, against the formulas written out."""

from __future__ import annotations

from math import isnan, sqrt

import pytest
from plain import column

from cchc_analysis import units
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.correlations import dimension_correlation, index_correlation

SOME = ["Bắc Kạn", "Cao Bằng", "Lạng Sơn", "Quảng Ninh", "Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ", "An Giang",
        "Cà Mau", "Lào Cai", "Sơn La"]  # fmt: skip


def plain_pearson(xs, ys):
    n = len(xs)
    x, y = sum(xs) / n, sum(ys) / n
    both = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return both / sqrt(sum((a - x) ** 2 for a in xs) * sum((b - y) ** 2 for b in ys))


def mean_ranks(values):
    """Return ranks from the lowest; ties share the mean of their places."""
    return [sum(v < value for v in values) + (1 + sum(v == value for v in values)) / 2 for value in values]


@pytest.fixture
def totals(frame_of):
    """Make a frame of invented totals of real provinces, by index (số liệu minh họa)."""

    def make(values, year=2021):
        rows = []
        for index, scores in values.items():
            for name, score in scores.items():
                unit = units.identify(name, year).unit
                row = {"index": index, "year": year, "code": "total", "scope": units.scope_of(year)}
                row |= {"unit": unit.unit, "unit_id": unit.unit_id, "score": float("nan")}
                rows.append(row | (score if isinstance(score, dict) else {"score": float(score)}))
        return frame_of(rows)

    return make


@pytest.mark.parametrize("year", [2012, 2019, 2021])
def test_papi_and_pci_over_the_provinces_of_a_year(figures, published, year):
    table = index_correlation(figures, year=year)
    papi, pci = (column(published, index, year, "total") for index in ("PAPI", "PCI"))
    both = sorted(set(papi) & set(pci))
    rho = plain_pearson(mean_ranks([papi[u] for u in both]), mean_ranks([pci[u] for u in both]))
    assert table[["index_a", "index_b", "n", "n_scope"]].values.tolist() == [["PAPI", "PCI", len(both), 63]]
    assert table["rho"].iloc[0] == pytest.approx(rho) and table["reason"].iloc[0] == ""
    assert not table["selective"].iloc[0]


def test_three_indices_make_three_pairs_with_ties(totals):
    scores = {
        "PAPI": dict(zip(SOME, [40, 41, 41, 45, 44, 43, 39, 38, 42, 41, 40, 46], strict=True)),
        "PCI": dict(zip(SOME, [60, 61, 63, 71, 66, 64, 70, 62, 61, 58, 67, 66], strict=True)),
        "SIPAS": dict(zip(SOME, [80, 85, 83, 90, 79, 84, 88, 82, 81, 80, 86, 87], strict=True)),
    }
    table = index_correlation(totals(scores), year=2021)
    pairs = [("SIPAS", "PAPI"), ("SIPAS", "PCI"), ("PAPI", "PCI")]
    assert list(zip(table["index_a"], table["index_b"], strict=True)) == pairs
    for (a, b), rho in zip(pairs, table["rho"], strict=True):
        ranks = [mean_ranks([scores[index][unit] for unit in SOME]) for index in (a, b)]
        assert rho == pytest.approx(plain_pearson(*ranks))
    assert table["selective"].all() and (table["n"] == 12).all()
    assert table["reason"].iloc[0].startswith("chỉ 12 trong 63 đơn vị có cả hai")


def test_printed_ranks_stand_in_where_scores_were_not_printed(totals):
    papi = dict(zip(SOME, range(40, 52), strict=True))
    printed = {unit: {"rank": float(63 - place)} for place, unit in enumerate(SOME)}
    table = index_correlation(totals({"PAPI": papi, "PCI": printed}), year=2021)
    assert table[["by_a", "by_b"]].values.tolist() == [["score", "rank"]]
    # The higher the score, the better the rank.
    assert table["rho"].iloc[0] == pytest.approx(1)


def test_too_few_provinces_and_no_spread_have_no_correlation(totals):
    nine = dict(zip(SOME[:9], range(40, 49), strict=True))
    table = index_correlation(totals({"PAPI": nine, "PCI": nine}), year=2021)
    assert isnan(table["rho"].iloc[0]) and table["n"].iloc[0] == 9
    assert table["reason"].iloc[0] == "chỉ 9 đơn vị có cả hai, cần ít nhất 10"
    flat = totals({"PAPI": dict.fromkeys(SOME, 40), "PCI": dict(zip(SOME, range(60, 72), strict=True))})
    assert index_correlation(flat, year=2021)["reason"].iloc[0] == "mọi đơn vị có điểm như nhau"


def test_another_year_is_taken_only_where_that_is_said(figures, published):
    """PCI printed a few totals of 2024; the last year with most of them is 2021."""
    that_year = index_correlation(figures, year=2024)
    assert (that_year["year_a"].iloc[0], that_year["year_b"].iloc[0]) == (2024, 2024)
    assert that_year["n"].iloc[0] < 63 / 2
    table = index_correlation(figures, year=2024, latest=True)
    assert (table["year_a"].iloc[0], table["year_b"].iloc[0]) == (2024, 2021)
    papi, pci = column(published, "PAPI", 2024, "total"), column(published, "PCI", 2021, "total")
    both = sorted(set(papi) & set(pci))
    rho = plain_pearson(mean_ranks([papi[u] for u in both]), mean_ranks([pci[u] for u in both]))
    assert (table["rho"].iloc[0], table["n"].iloc[0]) == (pytest.approx(rho), len(both))


def test_an_index_without_that_year_says_so(figures):
    table = index_correlation(figures, year=2008 + 1, indices=["PAPI", "PCI"])
    assert isnan(table["rho"].iloc[0]) and table["reason"].iloc[0] == "PAPI không công bố số liệu năm 2009"


@pytest.mark.parametrize(("index", "year"), [("PAPI", 2024), ("PAPI", 2019), ("PCI", 2021)])
def test_dimensions_with_each_other_and_with_the_total(figures, published, index, year):
    table = dimension_correlation(figures, index=index, year=year)
    for row in table.itertuples():
        a, b = (column(published, index, year, code) for code in (row.code_a, row.code_b))
        both = sorted(set(a) & set(b))
        assert row.r == pytest.approx(plain_pearson([a[u] for u in both], [b[u] for u in both]))
        assert row.n == len(both)
        if index == "PAPI" and row.code_b == "total":  # every dimension counts once
            rest = [b[u] - a[u] for u in both]
            assert row.r_rest == pytest.approx(plain_pearson([a[u] for u in both], rest))
    dimensions = table["code_a"].nunique()
    assert len(table) == dimensions * (dimensions - 1) / 2 + dimensions
    assert "Pearson" in table.attrs["note_vi"] and "OECD/JRC" in table.attrs["note_vi"]


def test_an_index_of_few_published_has_no_correlation_of_dimensions(raw):
    table = dimension_correlation(raw("DTI"), index="DTI", year=2022)
    assert table["r"].isna().all() and (table["n"] < 10).all()
    assert table["reason"].str.contains("cần ít nhất 10").all() and not table["selective"].any()


BAD = [
    (
        index_correlation,
        {"year": 2021, "indices": ["PAPI"]},
        "indices = “PAPI” không hợp lệ. Có thể dùng: PAPI, PCI.",
    ),
    (index_correlation, {"year": 2021, "indices": ["PAPI", "XYZ"]}, "indices = “XYZ” không hợp lệ."),
    (
        index_correlation,
        {"year": 1990},
        "PAPI, PCI không có số liệu năm 1990 cho “total”. Năm gần nhất có số liệu: 2005",
    ),
    (dimension_correlation, {"index": "PAPI", "year": 1990}, "PAPI không có số liệu năm 1990"),
]


@pytest.mark.parametrize(("function", "asked", "message"), BAD)
def test_bad_arguments_name_what_there_is(figures, function, asked, message):
    with pytest.raises(AnalysisError) as error:
        function(figures, **asked)
    assert str(error.value).startswith(message) and "\n" in str(error.value)
