"""Ranks over the years, and everybody in one year."""

from __future__ import annotations

from statistics import median

import pytest
from artists import covered, own_lines, places, said, ticks, written, years_of
from matplotlib.colors import to_hex

from cchc_analysis import rank_chart, ranks, statement, strip_chart
from cchc_analysis.charts.style import FAINT, OURS
from cchc_analysis.statements import footer

BREAK = "đổi\ncách đo"


def scores_of(published, index, year):
    return {
        unit: float(text)
        for (i, y, unit, code), text in published.items()
        if (i, y, code) == (index, year, "total")
    }


def place(values, unit):
    return 1 + sum(value > values[unit] for value in values.values())


# -- over the years --------------------------------------------------------------------------------


def test_ranks_are_those_of_the_scores_and_break_with_the_index(result, published, drawn):
    ax = drawn(rank_chart, result("rank_history", index="PAPI", unit="Bắc Kạn"))
    stretches = [[*range(2011, 2016)], [2016, 2017], [*range(2018, 2025)]]
    assert years_of(own_lines(ax)) == stretches
    for years, shown in own_lines(ax):
        expected = [place(scores_of(published, "PAPI", year), "Bắc Kạn") for year in years]
        assert shown == expected
    assert places(ax, BREAK) == [2015.5, 2017.5] and places(ax, "×") == []


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
    assert len(silent) >= 2 and places(ax, "×") == silent
    assert [t.get_text() for t in ticks(ax.xaxis)] == [str(year) for year in range(2011, 2025)]


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
    assert ("× không công bố" in footer(table)) == bool(places(ax, "×"))


# -- one year --------------------------------------------------------------------------------------


def dots(ax):
    """Return the scores of the dots of the others, ascending."""
    (cloud,) = (c for c in ax.collections if len(c.get_offsets()))
    assert to_hex(cloud.get_facecolor()[0]) == FAINT.lower()
    return sorted(x for x, _ in cloud.get_offsets().tolist())


def test_everybody_is_a_dot_and_ours_is_in_colour(result, published, drawn):
    ax = drawn(strip_chart, result("ranks", index="PAPI", year=2024), unit="Bắc Kạn")
    values = scores_of(published, "PAPI", 2024)
    ours = values.pop("Bắc Kạn")
    assert dots(ax) == pytest.approx(sorted(values.values()), abs=1e-9)
    assert own_lines(ax) == []
    (own,) = (line for line in ax.lines if to_hex(line.get_color()) == OURS.lower())
    assert own.get_xdata() == [ours]
    middle = median([*values.values(), ours])
    assert f"Trung vị {middle:.2f}".replace(".", ",") in said(ax)
    assert any(list(line.get_xdata()) == pytest.approx([middle] * 2) for line in ax.lines)


def test_ours_the_best_and_the_last_are_named(result, published, drawn):
    ax = drawn(strip_chart, result("ranks", index="PAPI", year=2024), unit="Bắc Kạn", lang="en")
    values = scores_of(published, "PAPI", 2024)
    rank = place(values, "Bắc Kạn")
    last = min(values, key=values.get)
    assert f"Bắc Kạn {values['Bắc Kạn']:.2f}, rank {rank}/{len(values)}" in said(ax)
    assert f"Quảng Ninh {max(values.values()):.2f}" in said(ax)
    assert f"{last} {values[last]:.2f}" in said(ax)
    assert f"ranked {rank} of the {len(values)} provinces" in ax.get_title(loc="left")


def test_the_leader_is_named_once(result, drawn):
    ax = drawn(strip_chart, result("ranks", index="PAPI", year=2024), unit="Quảng Ninh")
    assert [words.split(",")[-1] for words in said(ax) if "Quảng Ninh" in words] == [" hạng 1/61"]
    title = ax.get_title(loc="left")
    assert title.startswith("Quảng Ninh xếp thứ 1/61 tỉnh được công bố (1–3 nếu tính đủ 63) theo")


def test_a_unit_that_was_not_published_has_no_dot(result, drawn):
    table = result("ranks", index="PAPI", year=2024)
    ax = drawn(strip_chart, table, unit="Vĩnh Phúc")
    assert len(dots(ax)) == 61 and not any("Vĩnh Phúc" in words for words in said(ax))
    assert "không công bố: Tiền Giang, Vĩnh Phúc" in footer(table)


def test_a_unit_of_which_only_the_rank_was_printed_has_no_dot(result, published, drawn):
    assert ("PCI", 2023, "Hà Nội", "rank") in published
    assert ("PCI", 2023, "Hà Nội", "total") not in published
    ax = drawn(strip_chart, result("ranks", index="PCI", year=2023), unit="Hà Nội")
    assert dots(ax) == pytest.approx(sorted(scores_of(published, "PCI", 2023).values()))
    # The median of a few leaders is nobody's.
    assert not any(words.startswith("Trung vị") for words in said(ax))


@pytest.mark.parametrize(("year", "unit", "rank"), [(2021, "Bắc Giang", 31), (2024, "Điện Biên", 32)])
def test_the_printed_rank_is_shown_in_one_year_too(result, published, drawn, year, unit, rank):
    # 2021: VCCI parts equal scores; 2024: a dozen of 63 were published.
    assert published["PCI", year, unit, "rank"] == str(rank)
    assert place(scores_of(published, "PCI", year), unit) != rank
    ax = drawn(strip_chart, result("ranks", index="PCI", year=year), unit=unit)
    assert sum(words.endswith(f"hạng {rank}/63") for words in said(ax)) == 1
    assert f"thứ {rank}/63" in ax.get_title(loc="left")


def test_names_do_not_cover_the_axis_above_a_long_footer(result):
    # In 2023 six provinces were published, and the footer names those that were not.
    ax = strip_chart(result("ranks", index="PCI", year=2023), unit="Bắc Giang")
    assert covered(written(ax)) == []


def test_a_title_of_the_caller_is_kept(made_up, bare):
    # Số liệu minh họa.
    table = ranks(made_up({("A", 2024): 40.0, ("B", 2024): 44.0}), index="PAPI", year=2024)
    assert strip_chart(table, unit="A", title="Ở đâu?", ax=bare).get_title(loc="left") == "Ở đâu?"
    bare.clear()
    told = statement(table, unit="A")
    assert strip_chart(table, unit="A", ax=bare).get_title(loc="left") == told
