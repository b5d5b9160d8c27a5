"""Ranks over the years."""

from __future__ import annotations

import pytest
from artists import crossed, own_lines, places, said, ticks, years_of
from plain import column
from plain import rank as place

from cchc_analysis import rank_chart, rank_history
from cchc_analysis.statements import footer

BREAK = "đổi phương\npháp đo"


def scores_of(published, index, year):
    return column(published, index, year, "total")


# -- over the years --------------------------------------------------------------------------------


def test_ranks_are_those_of_the_scores_and_break_with_the_index(result, published, drawn):
    ax = drawn(rank_chart, result("rank_history", index="PAPI", unit="Bắc Kạn"))
    stretches = [[*range(2011, 2016)], [2016, 2017], [*range(2018, 2025)]]
    assert years_of(own_lines(ax)) == stretches
    for years, shown in own_lines(ax):
        expected = [place(scores_of(published, "PAPI", year), "Bắc Kạn") for year in years]
        assert shown == expected
    assert places(ax, BREAK) == [2015.5, 2017.5] and crossed(ax) == []


def test_the_first_place_is_on_top_and_the_last_is_on_the_axis(result, drawn):
    ax = drawn(rank_chart, result("rank_history", index="PAPI", unit="Bắc Kạn"))
    bottom, top = ax.get_ylim()
    assert bottom > 63 and top < 1
    labels = [t.get_text() for t in ticks(ax.yaxis)]
    assert labels[0] == "1" and labels[-1] == "63"


def test_the_area_ends_at_the_last_place_of_each_year(result, published, drawn):
    ax = drawn(rank_chart, result("rank_history", index="PCI", unit="Bắc Giang"))
    corners = ax.collections[0].get_paths()[0].vertices
    for year, n in ((2005, 42), (2008, 64), (2009, 63)):
        assert len(scores_of(published, "PCI", year)) == n
        left, right = (set(corners[corners[:, 0] == year + side, 1]) for side in (-0.5, 0.5))
        # The area's lower edge runs from one side of the year to the other.
        assert n < max(left & right) < n + 1


def test_every_rank_is_written_in_its_dot(result, drawn):
    ax = drawn(rank_chart, result("rank_history", index="PAPI", unit="Bắc Giang"))
    dots = [
        (year, rank)
        for years, shown in own_lines(ax)
        for year, rank in zip(years, shown, strict=True)
        if rank == rank
    ]
    numbers = [t for t in ax.texts if t.get_text().isdigit()]
    assert [(*t.get_position(), t.get_text()) for t in numbers] == [
        (year, rank, str(int(rank))) for year, rank in dots
    ]


def test_a_year_without_a_rank_is_crossed(result, published, drawn):
    ax = drawn(rank_chart, result("rank_history", index="PAPI", unit="Bắc Giang"))
    silent = [y for y in range(2011, 2025) if ("PAPI", y, "Bắc Giang", "total") not in published]
    assert len(silent) >= 2 and crossed(ax) == silent
    assert [t.get_text().split()[0] for t in ticks(ax.xaxis)] == [str(year) for year in range(2011, 2025)]


def test_the_printed_rank_is_shown(result, published, drawn):
    printed = int(published["PCI", 2021, "Bắc Giang", "rank"])
    computed = place(scores_of(published, "PCI", 2021), "Bắc Giang")
    assert printed != computed  # VCCI parts what two printed decimals do not
    ax = drawn(rank_chart, result("rank_history", index="PCI", unit="Bắc Giang"))
    years, shown = own_lines(ax)[-1]
    assert shown[years.index(2021)] == printed


@pytest.mark.parametrize("unit", ["Bắc Giang", "TP. Hồ Chí Minh"])
def test_the_cross_is_explained_where_it_stands(result, drawn, unit):
    table = result("rank_history", index="PCI", unit=unit)
    ax = drawn(rank_chart, table)
    assert ("× không công bố" in footer(table)) == bool(crossed(ax))


def test_one_or_two_ranks_are_rulers(made_up):
    # Số liệu minh họa.
    values = {("A", 2023): 40.0, ("B", 2023): 42.0, ("C", 2023): 41.0}
    values |= {("A", 2024): 43.0, ("B", 2024): 42.0, ("C", 2024): 44.0}
    ax = rank_chart(rank_history(made_up(values), index="PAPI", unit="A"))
    shown = [float(line.get_xdata()[0]) for line in ax.lines if line.get_marker() == "o"]
    assert shown == [0.5, 1.0]  # second of three, last the year before
    assert {"2024", "2023", "/3", "tăng 1 bậc", "43,00 điểm"} <= set(said(ax))


def test_a_break_after_the_last_rank_parts_nothing(made_up, bare):
    # Số liệu minh họa: PAPI was redefined in 2016 and 2018; of A nothing was published since 2016.
    values = {(unit, year): 40.0 + len(unit) for unit in ("A", "BB", "CCC") for year in range(2013, 2020)}
    values |= {("A", year): None for year in range(2017, 2020)}
    table = rank_history(made_up(values), index="PAPI", unit="A")
    ax = rank_chart(table, ax=bare)
    assert places(ax, BREAK) == [2015.5] and crossed(ax) == [2017, 2018, 2019]
    assert "chỗ gián đoạn" in footer(table).lower()


def test_few_ranks_are_no_slide_of_their_own(figures):
    for scores, kind in ((figures, "slide"), (figures[figures["year"] == 2024], "band")):
        fig = rank_chart(rank_history(scores, index="PAPI", unit="Bắc Kạn")).figure
        assert fig.get_label() == kind and fig.get_figheight() == (7.5 if kind == "slide" else 4.6)
