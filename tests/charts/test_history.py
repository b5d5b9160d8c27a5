"""Criteria over the years: what is missing, what did not exist and what was redefined look different."""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest
from artists import lines, outside, written
from matplotlib.colors import to_hex
from plain import column

from cchc_analysis import history, history_chart
from cchc_analysis.charts.style import OURS, TEXT, WORSE
from cchc_analysis.statements import footer

YEARS = list(range(2011, 2025))


@pytest.fixture
def table(result):
    """All sub-dimensions of PAPI, of a province that was left out in some years."""
    return result("history", index="PAPI", unit="Bắc Giang")


def dots(ax, *kinds):
    """Return by (row, column) the size in points of the dots of these kinds, all of them unless given."""
    year_at = {t.get_position()[0]: int(t.get_text()) for t in ax.texts if t.get_position()[1] == -0.6}
    (x0, first), *_, (x1, last) = sorted(year_at.items())
    step = (x1 - x0) / (last - first)
    found = {}
    for marks in ax.collections:
        if kinds and marks.get_gid() not in kinds:
            continue
        offsets = marks.get_offsets()
        for (x, y), size in zip(offsets, np.broadcast_to(marks.get_sizes(), len(offsets)), strict=True):
            found[int(y), round((x - x0) / step) + first - 2011] = float(size) ** 0.5
    return found


def codes(table):
    return list(dict.fromkeys(table["code"]))


def crossed(ax):
    """Return (row, column) of what was not published."""
    return set(dots(ax, "missing"))


def rules(ax):
    """Return (row, x) of the black rules."""
    return {(round(sum(ys) / 2), xs[0]) for xs, ys in lines(ax, TEXT)}


def share(score, parts):
    """Return a PAPI score in per cent of the scale of a dimension of *parts* parts."""
    return 100 * (score - 1 / parts) / (9 / parts)


def test_dots_are_the_gaps_to_the_median_in_per_cent_of_the_scale(table, published, drawn):
    ax = drawn(history_chart, table)
    below, above, whole = dots(ax, "below"), dots(ax, "above"), dots(ax, "below", "above", "none")
    widest = max(below.values())
    # 1.1 kept its four parts; 5.1 was one of four until 2020 and is one of three since.
    for code, year, parts in (("1.1", 2011, 4), ("1.1", 2024, 4), ("5.1", 2020, 4), ("5.1", 2024, 3)):
        values = {unit: share(score, parts) for unit, score in column(published, "PAPI", year, code).items()}
        cell = (codes(table).index(code), year - 2011)
        if "Bắc Giang" not in values:
            assert cell not in whole
            continue
        gap = values["Bắc Giang"] - median(values.values())
        assert (cell in below) == (gap <= -0.5) and (cell in above) == (gap >= 0.5)
        if cell in below:  # areas are as the gaps, up to fifteen points
            assert below[cell] == pytest.approx(widest * max(0.22, (min(-gap, 15) / 15) ** 0.5), rel=0.02)
    (mark,) = (c for c in ax.collections if c.get_gid() == "above")
    assert to_hex(mark.get_facecolor()[0]) == "#ffffff" and to_hex(mark.get_edgecolor()[0]) == OURS.lower()
    (mark,) = (c for c in ax.collections if c.get_gid() == "below")
    assert to_hex(mark.get_facecolor()[0]) == WORSE.lower()


def existed(code, year):
    """Tell whether a sub-dimension of 2024 was asked about in a year."""
    if code[0] in "78" or code in ("2.1", "3.3"):
        return year >= (2019 if code == "8.3" else 2018)
    return year >= 2016 or code != "3.2"


def code_then(code, year):
    """Return the code that a sub-dimension of 2024 had: dimension 2 moved down by one in 2018."""
    moved = {"2.2": "2.1", "2.3": "2.2", "2.4": "2.3"}
    return moved.get(code, code) if year < 2018 else code


def test_what_was_not_published_is_crossed(table, published, drawn):
    ax = drawn(history_chart, table)
    expected = {
        (row, column)
        for row, code in enumerate(codes(table))
        for column, year in enumerate(YEARS)
        if existed(code, year) and ("PAPI", year, "Bắc Giang", code_then(code, year)) not in published
    }
    assert len(expected) > 40 and crossed(ax) == expected
    assert not set(dots(ax, "below", "above", "none")) & expected


def test_what_did_not_exist_is_blank(table, drawn):
    ax = drawn(history_chart, table)
    before = [
        (row, column)
        for row, code in enumerate(codes(table))
        for column, year in enumerate(YEARS)
        if not existed(code, year)
    ]
    assert len(before) > 50 and not set(dots(ax)) & set(before)


def test_a_rule_stands_where_the_criterion_was_redefined(result, drawn):
    table = result("history", index="PAPI", unit="Bắc Kạn")
    place = {code: row for row, code in enumerate(codes(table))}
    ax = drawn(history_chart, table)
    at = {int(t.get_text()): t.get_position()[0] for t in ax.texts if t.get_position()[1] == -0.6}
    step = (at[max(at)] - at[min(at)]) / (max(at) - min(at))
    ruled = {(row, round(2024.5 - (at[2024] - x) / step)) for row, x in rules(ax)}
    for code, year in (("1.1", 2019), ("1.1", 2022), ("1.2", 2016), ("6.2", 2020), ("8.3", 2020)):
        assert (place[code], year) in ruled
    # A new scale is no break in per cent, a first year has nothing before it.
    for code, year in (("5.1", 2021), ("2.1", 2018), ("8.3", 2019), ("1.3", 2016)):
        assert (place[code], year) not in ruled


def test_a_first_year_has_nothing_to_be_ruled_off_from(made_up, bare):
    # Số liệu minh họa: 1.1 was redefined in 2019, the first year of A.
    values = {("B", 2018, "1.1"): 1.0, ("B", 2019, "1.1"): 1.1, ("A", 2018, "1.1"): None}
    frame = made_up(values | {("A", 2019, "1.1"): 1.2})
    assert rules(history_chart(history(frame, index="PAPI", unit="A"), ax=bare)) == set()
    bare.clear()
    assert {row for row, _ in rules(history_chart(history(frame, index="PAPI", unit="B"), ax=bare))} == {0}


def test_the_last_year_is_written_out(result, published, drawn):
    table = result("history", index="PAPI", unit="Bắc Kạn")
    ax = drawn(history_chart, table)
    names = [f"{c} {n}" for c, n in table.drop_duplicates("code")[["code", "name"]].to_numpy()]
    rows = {t.get_position()[1]: t.get_text() for t in ax.texts
            if t.get_position()[1] >= 0 and t.get_text().replace("\n", " ") not in names}  # fmt: skip
    assert sorted(rows) == list(range(28))
    for code, parts in (("6.2", 4), ("1.1", 4), ("5.1", 3)):
        values = {u: share(v, parts) for u, v in column(published, "PAPI", 2024, code).items()}
        gap = values["Bắc Kạn"] - median(values.values())
        assert rows[codes(table).index(code)] == f"{gap:+.0f}".replace("-", "−")


def test_a_year_of_a_few_leaders_is_marked(result, drawn):
    table = result("history", index="PCI", unit="Quảng Ninh")
    ax = drawn(history_chart, table)
    (marks,) = (c for c in ax.collections if c.get_gid() == "no median")
    # Eight sub-indices of Quảng Ninh were published in 2022, two in 2023.
    places = [round(float(x), 3) for x, _ in marks.get_offsets()]
    assert sorted(places.count(x) for x in set(places)) == [2, 8]
    assert "chấm nhỏ vuông: năm 2022–2023 chỉ công bố một phần các tỉnh" in footer(table)
    assert "Dấu ×: không công bố" in footer(table) and crossed(ax)


def test_marks_are_not_spoken_of_where_there_are_none(result, drawn):
    table = result("history", index="PCI", unit="Bắc Kạn")
    assert "no median" not in {c.get_gid() for c in drawn(history_chart, table).collections}
    assert "chấm nhỏ vuông" not in footer(table).lower()


@pytest.mark.parametrize("size", ["slide", "a4"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_rows_are_the_criteria_in_printed_order_named_whole(table, lang, size):
    ax = history_chart(table, lang=lang, size=size)
    rows = table.drop_duplicates("code")
    names = rows["name_en" if lang == "en" else "name"]
    expected = [f"{code} {name}" for code, name in zip(rows["code"], names, strict=True)]
    shown = [t.get_text().replace("\n", " ") for t in ax.texts]
    assert [words for words in shown if words in expected] == expected
    assert expected[0].startswith("1.1 ") and expected[-1].startswith("8.3 ")
    ends = {t.get_position()[0] for t in ax.texts if t.get_text().replace("\n", " ") in expected}
    assert len(ends) == (2 if size == "slide" else 1)  # two columns where there is room
    assert ax.yaxis_inverted() and outside(ax.figure, written(ax)) == []


def test_the_last_year_is_named_above_each_column(table):
    ax = history_chart(table, size="slide")
    heads = [t.get_text() for t in ax.texts if t.get_position()[1] == -0.6]
    assert heads.count("2024") == 2 and set(heads) < {str(year) for year in YEARS}


@pytest.mark.parametrize("size", ["slide", "a4"])
def test_names_of_criteria_are_of_one_size(result, size):
    table = result("history", index="PAPI", unit="Bắc Kạn")
    ax = history_chart(table, size=size)
    labels = [t for t in ax.texts if t.get_text()[:1].isdigit() and t.get_text()[1:2] == "."]
    assert len(labels) == table["code"].nunique() and len({t.get_fontsize() for t in labels}) == 1
