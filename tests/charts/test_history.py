"""The heat map: what is missing, what did not exist and what was redefined look different."""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest
from artists import lines, said

from cchc_analysis import history, history_chart
from cchc_analysis.charts.style import TEXT
from cchc_analysis.statements import footer

YEARS = list(range(2011, 2025))


@pytest.fixture
def table(result):
    """All sub-dimensions of PAPI, of a province that was left out in some years."""
    return result("history", index="PAPI", unit="Bắc Giang")


def cells(ax):
    """Return the drawn numbers, NaN where a cell is left white, and the ends of the colours."""
    (mesh,) = ax.collections
    return np.ma.filled(mesh.get_array(), np.nan), mesh.get_clim()


def codes(table):
    return list(dict.fromkeys(table["code"]))


def hatched(ax):
    """Return (row, column) of the hatched cells."""
    return {(int(p.get_y()), int(p.get_x())) for p in ax.patches if p.get_hatch()}


def rules(ax):
    """Return (row, column) of the cells at whose left a black rule stands."""
    return {(int(ys[0]), int(xs[0])) for xs, ys in lines(ax, TEXT)}


def share(score, parts):
    """Return a PAPI score in per cent of the scale of a dimension of *parts* parts."""
    return 100 * (score - 1 / parts) / (9 / parts)


def test_cells_are_the_gaps_to_the_median_in_per_cent_of_the_scale(table, published, drawn):
    gaps, ends = cells(drawn(history_chart, table))
    assert gaps.shape == (28, 14) and ends == (-15, 15)
    # 1.1 kept its four parts; 5.1 was one of four until 2020 and is one of three since.
    for code, year, parts in (("1.1", 2011, 4), ("1.1", 2024, 4), ("5.1", 2020, 4), ("5.1", 2024, 3)):
        values = {
            unit: share(float(text), parts)
            for (index, y, unit, c), text in published.items()
            if (index, y, c) == ("PAPI", year, code)
        }
        expected = values["Bắc Giang"] - median(values.values())
        cell = gaps[codes(table).index(code), year - 2011]
        assert cell == pytest.approx(expected, abs=1e-9)


def existed(code, year):
    """Tell whether a sub-dimension of 2024 was asked about in a year."""
    if code[0] in "78" or code in ("2.1", "3.3"):
        return year >= (2019 if code == "8.3" else 2018)
    return year >= 2016 or code != "3.2"


def code_then(code, year):
    """Return the code that a sub-dimension of 2024 had: dimension 2 moved down by one in 2018."""
    moved = {"2.2": "2.1", "2.3": "2.2", "2.4": "2.3"}
    return moved.get(code, code) if year < 2018 else code


def test_what_was_not_published_is_hatched(table, published, drawn):
    ax = drawn(history_chart, table)
    expected = {
        (row, column)
        for row, code in enumerate(codes(table))
        for column, year in enumerate(YEARS)
        if existed(code, year) and ("PAPI", year, "Bắc Giang", code_then(code, year)) not in published
    }
    assert len(expected) > 40 and hatched(ax) == expected
    gaps, _ = cells(ax)
    assert all(np.isnan(gaps[cell]) for cell in hatched(ax))


def test_what_did_not_exist_is_blank_and_not_hatched(table, drawn):
    ax = drawn(history_chart, table)
    gaps, _ = cells(ax)
    before = [
        (row, column)
        for row, code in enumerate(codes(table))
        for column, year in enumerate(YEARS)
        if not existed(code, year)
    ]
    assert len(before) > 50 and not hatched(ax) & set(before)
    assert all(np.isnan(gaps[cell]) for cell in before)


def test_a_rule_stands_where_the_criterion_was_redefined(result, drawn):
    table = result("history", index="PAPI", unit="Bắc Kạn")
    place = {code: row for row, code in enumerate(codes(table))}
    ruled = rules(drawn(history_chart, table))
    for code, year in (("1.1", 2019), ("1.1", 2022), ("1.2", 2016), ("6.2", 2020), ("8.3", 2020)):
        assert (place[code], year - 2011) in ruled
    # A new scale is no break in per cent, a first year has nothing before it.
    for code, year in (("5.1", 2021), ("2.1", 2018), ("8.3", 2019), ("1.3", 2016)):
        assert (place[code], year - 2011) not in ruled


def test_a_first_year_has_nothing_to_be_ruled_off_from(made_up, bare):
    # Số liệu minh họa: 1.1 was redefined in 2019, the first year of A.
    values = {("B", 2018, "1.1"): 1.0, ("B", 2019, "1.1"): 1.1, ("A", 2018, "1.1"): None}
    frame = made_up(values | {("A", 2019, "1.1"): 1.2})
    assert rules(history_chart(history(frame, index="PAPI", unit="A"), ax=bare)) == set()
    bare.clear()
    assert rules(history_chart(history(frame, index="PAPI", unit="B"), ax=bare)) == {(0, 1)}


def test_the_last_year_is_written_out(result, drawn):
    table = result("history", index="PAPI", unit="Bắc Kạn")
    ax = drawn(history_chart, table)
    gaps, _ = cells(ax)
    numbers = [(t.get_position(), t.get_text()) for t in ax.texts]
    assert [position for position, _ in numbers] == [(13.5, row + 0.5) for row in range(28)]
    for (_, words), gap in zip(numbers, gaps[:, -1], strict=True):
        assert words == f"{round(gap):+d}".replace("-", "−").replace("+0", "0")
    assert any(words.startswith("−") for _, words in numbers)


def test_a_year_of_a_few_leaders_is_dotted(result, drawn):
    table = result("history", index="PCI", unit="Quảng Ninh")
    ax = drawn(history_chart, table)
    dotted = [t.get_position()[0] for t in ax.texts if t.get_text() == "·"]
    # Eight sub-indices of Quảng Ninh were published in 2022, the 18th year of PCI, two in 2023.
    assert (dotted.count(17.5), dotted.count(18.5), len(dotted)) == (8, 2, 10)
    assert "ô có chấm: năm 2022, 2023 chỉ công bố một phần các tỉnh" in footer(table)
    assert "Ô gạch chéo: không công bố" in footer(table) and hatched(ax)


def test_dots_are_not_spoken_of_where_there_are_none(result, drawn):
    table = result("history", index="PCI", unit="Bắc Kạn")
    assert "·" not in said(drawn(history_chart, table))
    assert "ô có chấm" not in footer(table).lower()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_rows_are_the_criteria_in_printed_order_named_whole(table, drawn, lang):
    ax = drawn(history_chart, table, lang=lang)
    rows = table.drop_duplicates("code")
    names = rows["name_en" if lang == "en" else "name"]
    expected = [f"{code} {name}" for code, name in zip(rows["code"], names, strict=True)]
    assert [t.get_text().replace("\n", " ") for t in ax.get_yticklabels()] == expected
    assert expected[0].startswith("1.1 ") and expected[-1].startswith("8.3 ")
    assert ax.yaxis_inverted() and ax.get_ylim() == (28, 0)


def test_every_year_is_on_the_axis(table, drawn):
    ax = drawn(history_chart, table)
    assert [t.get_text() for t in ax.get_xticklabels()][:2] == ["2011", "’12"]
    assert len(ax.get_xticklabels()) == len(YEARS)
