"""How far apart the units are, year by year; against plain arithmetic on the published figures."""

from __future__ import annotations

from statistics import stdev

import pandas as pd
import pytest
from plain import column, median, quarter

from cchc_analysis import frameworks
from cchc_analysis.analysis import AnalysisError
from cchc_analysis.analysis.movement.converging import convergence

ASKED = [("PAPI", "total"), ("PAPI", "1"), ("PCI", "total")]


def third_quarter(values):
    return -quarter([-value for value in values])


def shares(published, index, year, code):
    """Return the published scores of a year in per cent of the scale."""
    then = frameworks.code_in(index, code, year)
    low, high = (
        getattr(frameworks.framework(index, year).criteria[then], end) for end in ("min_score", "max_score")
    )
    return {u: 100 * (s - low) / (high - low) for u, s in column(published, index, year, then).items()}


@pytest.mark.parametrize(("index", "code"), ASKED)
def test_the_spread_of_every_year(figures, published, index, code):
    table = convergence(figures, index=index, code=code)
    for row in table.itertuples():
        values = list(column(published, index, row.year, row.code).values())
        pct = list(shares(published, index, row.year, code).values())
        assert row.n == len(values)
        if 2 * len(values) < row.n_scope:
            assert pd.isna(row.sd) and pd.isna(row.comparability) and row.reason.startswith("chỉ công bố")
            continue
        assert row.mean == pytest.approx(sum(values) / len(values))
        assert row.median == pytest.approx(median(values))
        assert row.sd == pytest.approx(stdev(values)) and row.sd_pct == pytest.approx(stdev(pct))
        assert row.range == pytest.approx(max(values) - min(values))
        assert row.iqr == pytest.approx(third_quarter(values) - quarter(values))
        assert row.cv == pytest.approx(100 * stdev(pct) / (sum(pct) / len(pct)))


@pytest.mark.parametrize(("index", "year"), [("PAPI", 2013), ("PAPI", 2024), ("PCI", 2016)])
def test_the_change_is_among_the_units_of_both_years(figures, published, index, year):
    row = convergence(figures, index=index).set_index("year").loc[year]
    now, then = (shares(published, index, y, "total") for y in (year, year - 1))
    both = set(now) & set(then)
    assert row["comparability"] == "same" and row["n_common"] == len(both)
    assert row["change_sd_pct"] == pytest.approx(stdev(now[u] for u in both) - stdev(then[u] for u in both))


def test_breaks_are_said_and_part_the_stretches(figures):
    table = convergence(figures, index="PAPI").set_index("year")
    assert table.loc[2018, "comparability"] == "redefined"
    assert table.loc[2018, "reason"] == "thêm lĩnh vực 7 và 8; PAPI 2018 không so sánh với các năm trước"
    # Primary education and e-governance were asked about in another way: the change is theirs as well.
    assert table.loc[2020, "comparability"] == "partly" and "6.2, 8.3" in table.loc[2020, "reason"]
    broken = ~table["comparability"].isin(["same", "rescaled"])
    assert table.loc[broken, ["change_sd_pct", "change_iqr_pct"]].isna().all(axis=None)
    assert table["stretch"].tolist() == broken.cumsum().tolist()


def test_the_ends_of_the_last_stretch(figures, published):
    attrs = convergence(figures, index="PCI").attrs
    first, last = (shares(published, "PCI", year, "total") for year in (2013, 2021))
    assert (attrs["first"], attrs["year"], attrs["n_common"]) == (2013, 2021, 63)
    assert attrs["sd_first"] == pytest.approx(stdev(first.values()))
    assert attrs["sd_last"] == pytest.approx(stdev(last.values()))
    assert attrs["note_vi"].startswith("PCI chuẩn hóa lại các chỉ số thành phần mỗi năm")


def test_where_few_are_published_nothing_is_said(raw):
    table = convergence(raw("PAR"), index="PAR")
    assert table["sd_pct"].isna().all() and table.attrs["year"] is None
    assert (table["stretch"] == 0).all()


def test_three_units_of_another_scope(made_up):
    values = {("A", 2023): 40.0, ("B", 2023): 44.0, ("C", 2023): 48.0, ("A", 2024): 42.0, ("B", 2024): 44.0,
              ("C", 2024): 46.0}  # fmt: skip
    table = convergence(made_up(values), index="PAPI", scope="thu/nghiem").set_index("year")
    assert table["sd"].tolist() == [4, 2] and table["range"].tolist() == [8, 4]
    scale = 80 - 8
    assert table.loc[2024, "change_sd_pct"] == pytest.approx(100 * (2 - 4) / scale)


BAD = [
    ({"code": "99"}, "PAPI năm 2024 không có mã “99”."),
    ({"scope": "tinh-34"}, "scope = “tinh-34” không hợp lệ."),
]


@pytest.mark.parametrize(("wrong", "message"), BAD)
def test_bad_arguments_name_what_there_is(figures, wrong, message):
    with pytest.raises(AnalysisError) as error:
        convergence(figures, **{"index": "PAPI"} | wrong)
    assert str(error.value).startswith(message) and "\n" in str(error.value)


def test_a_jump_of_the_median_breaks_the_stretch(figures):
    table = convergence(figures, index="PCI", code="legal").set_index("year")
    # The median of all 63 fell from 54.3 to 29.3 % of the scale: no year before is of one scale with it.
    assert table.loc[2012, "comparability"] == "jumped" and pd.isna(table.loc[2012, "change_sd_pct"])
    assert table.loc[2012, "stretch"] == table.loc[2011, "stretch"] + 1
    assert "54,3 % xuống 29,3 %" in table.loc[2012, "reason"]
