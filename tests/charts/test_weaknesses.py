"""Weaknesses: bars from zero, the longest first; what is short is named whole."""

from __future__ import annotations

from statistics import median

import plain
import pytest
from artists import lines, said
from matplotlib.colors import to_hex

from cchc_analysis import weaknesses, weaknesses_chart
from cchc_analysis.charts import is_empty
from cchc_analysis.charts.style import FAINT, MUTED, WORSE
from cchc_analysis.statements import footer, subtitle


@pytest.fixture
def table(result):
    """The weaknesses of Bắc Kạn in PAPI 2024."""
    return result("weaknesses", index="PAPI", unit="Bắc Kạn", year=2024)


def bars(ax, colour=WORSE):
    """Return (row, beginning, end) of the bars of a colour, from the top down."""
    found = [p for p in ax.patches if to_hex(p.get_facecolor()) == colour.lower()]
    rows = [(p.get_y() + p.get_height() / 2, p.get_x(), p.get_x() + p.get_width()) for p in found]
    return sorted(rows)


def names(ax):
    return [t.get_text() for t in ax.get_yticklabels()]


def column(published, code):
    return plain.column(published, "PAPI", 2024, code)


def gaps(published, unit="Bắc Kạn"):
    """Return by code how far a unit is behind the median, and behind the best, where it is behind."""
    codes = {c for i, y, _, c in published if (i, y) == ("PAPI", 2024) and "." in c}
    found = {}
    for code in codes:
        values = column(published, code)
        behind = median(values.values()) - values[unit]
        if behind > 0:
            found[code] = (behind, max(values.values()) - values[unit])
    return found


def test_bars_are_the_gaps_to_the_median_from_zero_and_the_longest_on_top(table, published, drawn):
    ax = drawn(weaknesses_chart, table)
    expected = sorted((gap for gap, _ in gaps(published).values()), reverse=True)[:10]
    assert [end for _, _, end in bars(ax)] == pytest.approx(expected[: len(bars(ax))], abs=1e-9)
    assert len(bars(ax)) >= 8 and {start for _, start, _ in bars(ax)} == {0}
    bottom, top = ax.get_ylim()
    assert bottom > top and ax.get_xlim()[0] == 0
    numbers = [f"{gap:.2f}".replace(".", ",") for gap in expected[: len(bars(ax))]]
    assert set(numbers) <= set(said(ax))


def test_the_mark_on_the_line_of_a_bar_is_the_gap_to_the_best(table, published, drawn):
    ax = drawn(weaknesses_chart, table)
    marks = [(xs[0], sum(ys) / 2) for xs, ys in lines(ax, MUTED) if xs[0] == xs[1]]
    rails = [xs for xs, _ in lines(ax, FAINT)]
    to_best = dict(gaps(published).values())
    for (row, _, gap), (at, on), rail in zip(bars(ax), marks, rails, strict=True):
        (best,) = (far for near, far in to_best.items() if near == pytest.approx(gap))
        assert at == rail[1] == pytest.approx(best, abs=1e-9) and on == pytest.approx(row)


def test_share_of_the_scale_and_rank_stand_beside_the_bar(table, published, drawn):
    ax = drawn(weaknesses_chart, table)
    values = column(published, "6.2")
    ours = values["Bắc Kạn"]
    assert names(ax)[0].replace("\n", " ") == "Giáo dục tiểu học công lập"
    on_row = [t.get_text() for t in ax.texts if t.xy[1] == 0]
    rank = 1 + sum(value > ours for value in values.values())
    reached = (ours - 0.25) / 2.25
    assert f"{rank}/{len(values)}" in on_row and f"{round(100 * reached)} %" in on_row


def test_what_is_not_behind_the_median_is_not_drawn(result, published, drawn):
    whole = result("weaknesses", index="PAPI", unit="Bắc Kạn", year=2024, n=None)
    ax = drawn(weaknesses_chart, whole)
    # A gap that prints as 0,00 is none.
    assert len(bars(ax)) == sum(gap >= 0.005 for gap, _ in gaps(published).values()) < len(whole)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_names_are_broken_and_never_cut(table, drawn, lang):
    ax = drawn(weaknesses_chart, table, lang=lang)
    whole = table["name_en" if lang == "en" else "name"].tolist()
    assert [name.replace("\n", " ") for name in names(ax)] == whole[: len(names(ax))]
    assert all(len(line) <= 38 for name in names(ax) for line in name.split("\n"))
    assert any("\n" in name for name in names(ax))


def test_headings_and_numbers_in_english(table, drawn):
    words = said(drawn(weaknesses_chart, table, lang="en"))
    assert {"% of scale", "rank", "0.32"} <= set(words) and "hạng" not in words


def test_points_lost_are_drawn_without_a_mark(result, published, drawn):
    table = result("weaknesses", index="PAPI", unit="Bắc Kạn", year=2024, by="loss")
    ax = drawn(weaknesses_chart, table)
    # A dimension has ten points: of three or four parts each gives 10/3 or 10/4 at most.
    codes = [c for i, y, _, c in published if (i, y) == ("PAPI", 2024) and "." in c]
    parts = {code: len({c for c in codes if c[0] == code[0]}) for code in codes}
    lost = [10 / parts[code] - column(published, code)["Bắc Kạn"] for code in parts]
    assert [end for _, _, end in bars(ax)] == pytest.approx(sorted(lost)[: -len(bars(ax)) - 1 : -1])
    assert lines(ax, MUTED) == []


def test_unknown_weights_are_drawn_in_per_cent_of_the_scale(result, published, drawn):
    table = result("weaknesses", index="PCI", unit="Ninh Thuận", year=2022)
    ax = drawn(weaknesses_chart, table)
    assert "tính bằng % của thang điểm, PCI năm 2022" in subtitle(table)
    assert "Chưa có trọng số chính thức của PCI năm 2022" in footer(table)
    values = {
        (unit, code): float(text)
        for (index, year, unit, code), text in published.items()
        if (index, year) == ("PCI", 2022)
    }
    expected = []
    for code in {c for u, c in values if u == "Ninh Thuận"} - {"total", "rank", "unweighted"}:
        column = [value for (_, c), value in values.items() if c == code]
        gap = 100 * (median(column) - values["Ninh Thuận", code]) / 9
        expected += [gap] if gap > 0 else []
    assert expected and [end for _, _, end in bars(ax)] == pytest.approx(
        sorted(expected, reverse=True), abs=1e-9
    )


def test_a_unit_that_is_behind_nowhere_is_set_against_the_best_in_grey(made_up, bare):
    # Số liệu minh họa.
    first = {("A", 2024, "1.1"): 2.0, ("B", 2024, "1.1"): 1.0, ("C", 2024, "1.1"): 2.2}
    second = {("A", 2024, "1.2"): 1.5, ("B", 2024, "1.2"): 1.0, ("C", 2024, "1.2"): 1.2}
    frame = made_up(first | second)
    ax = weaknesses_chart(weaknesses(frame, index="PAPI", unit="A", year=2024), ax=bare)
    assert bars(ax) == [] and [end for _, _, end in bars(ax, MUTED)] == pytest.approx([0.2])
    assert names(ax) == ["Tri thức công dân"]


def test_a_unit_that_leads_everywhere_has_an_empty_chart(made_up, bare):
    # Số liệu minh họa.
    frame = made_up({("A", 2024, "1.1"): 2.0, ("B", 2024, "1.1"): 1.0})
    ax = weaknesses_chart(weaknesses(frame, index="PAPI", unit="A", year=2024), ax=bare)
    assert is_empty(ax) and ax.patches[:] == [] and ax.lines[:] == [] and said(ax) == [""]


@pytest.mark.parametrize(("size", "n"), [("slide", 3), ("a4", 2)])
def test_a_title_with_index_and_year_names_as_many_criteria_as_fit(result, size, n):
    table = result("weaknesses", index="PAPI", unit="Thừa Thiên Huế", year=2024)
    title = weaknesses_chart(table, size=size).figure.texts[0].get_text()
    assert title.startswith("Về PAPI năm 2024, Thừa Thiên Huế") and title.count("\n") == 1
    assert [name.lower() in title.replace("\n", " ") for name in table["name"].head(3)] == [True] * n + [
        False
    ] * (3 - n)
