"""Domains: each beside its median and the year before; small multiples of all of them."""

from __future__ import annotations

from statistics import median, quantiles

import plain
import pytest
from artists import lines, own_lines, said
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from cchc_analysis import domain_lines, domains, domains_chart, multiples_chart, statement
from cchc_analysis.charts.style import OURS, TEXT, WORSE

UNIT = "Bắc Kạn"


@pytest.fixture
def table(result):
    return result("domains", index="PAPI", unit=UNIT, year=2024)


def column(published, code, year=2024):
    return plain.column(published, "PAPI", year, code)


def gap(published, code):
    values = column(published, code)
    return values[UNIT] - median(values.values())


def rank(published, code):
    values = column(published, code)
    return f"{1 + sum(v > values[UNIT] for v in values.values())}/{len(values)}"


def dots(ax):
    """Return (row, filled, place, colour) of the marks, by row, the year before first: a diamond is orange."""
    found = []
    for line in ax.lines:
        if line.get_marker() in ("o", "D"):
            filled = to_hex(line.get_markerfacecolor()) != "#ffffff"
            colour = to_hex(line.get_markeredgecolor() if not filled else line.get_color())
            assert (line.get_marker() == "D") == (colour == WORSE.lower())
            found.append((line.get_ydata()[0], filled, line.get_xdata()[0], colour))
    return sorted(found)


def order(published):
    return sorted((str(code) for code in range(1, 9)), key=lambda code: -gap(published, code))


def test_rows_are_the_domains_by_their_gap_to_the_median(table, published, drawn):
    assert list(table["code"]) == order(published)
    ax = drawn(domains_chart, table)
    last = ax.get_yticklabels()[-1].get_text()
    assert last.replace("\n", " ") == "Cung ứng dịch vụ công" and gap(published, "6") < 0
    bottom, top = ax.get_ylim()
    assert bottom > top


def test_a_filled_dot_is_this_year_and_a_hollow_one_the_year_before(table, published, drawn):
    expected = []
    for row, code in enumerate(order(published)):
        colour = (OURS if round(gap(published, code), 2) >= 0 else WORSE).lower()
        now, before = (column(published, code, year)[UNIT] for year in (2024, 2023))
        expected += [(row, False, pytest.approx(before), colour), (row, True, pytest.approx(now), colour)]
    assert dots(drawn(domains_chart, table)) == expected


def test_ground_and_mark_are_the_middle_half_and_the_median(table, published, drawn):
    ax = drawn(domains_chart, table)
    grounds = [p for p in ax.patches if isinstance(p, Rectangle)]
    marks = [xs[0] for xs, ys in lines(ax, TEXT) if xs[0] == xs[1]]
    for code, ground, mark in zip(order(published), grounds, marks, strict=True):
        low, middle, high = quantiles(column(published, code).values(), n=4, method="inclusive")
        assert (ground.get_x(), ground.get_x() + ground.get_width()) == pytest.approx((low, high))
        assert mark == pytest.approx(middle)


def test_change_is_what_subtracting_the_printed_scores_gives(table, published, drawn):
    ax = drawn(domains_chart, table)
    for row, code in enumerate(order(published)):
        now, before = (round(column(published, code, year)[UNIT], 2) for year in (2024, 2023))
        on_row = [t.get_text() for t in ax.texts if getattr(t, "xy", (0, None))[1] == row]
        change = f"{now - before:+.2f}".replace("-", "−").replace(".", ",")
        assert on_row == [f"{now:.2f}".replace(".", ","), change, rank(published, code)]
        (score,) = (
            t for t in ax.texts if t.get_text() == on_row[0] and getattr(t, "xy", (0, None))[1] == row
        )
        assert score.get_color() == (WORSE if round(gap(published, code), 2) < 0 else OURS)


def test_the_title_counts_what_is_above_and_names_the_furthest_below(table, published):
    gaps = {}
    for code in order(published):
        values = column(published, code)
        gaps[code] = round(round(values[UNIT], 2) - round(median(values.values()), 2), 2)
    above, worst = sum(g > 0 for g in gaps.values()), min(gaps.values())
    written = f"{-worst:.2f} điểm".replace(".", ",")
    assert statement(table) == (
        f"Bắc Kạn cao hơn trung vị ở {above}/8 lĩnh vực PAPI năm 2024; "
        f"thấp hơn nhiều nhất ở cung ứng dịch vụ công ({written})"
    )


def test_a_domain_that_jumped_has_no_year_before(result, drawn):
    table = result("domains", index="PCI", unit=UNIT, year=2021)
    jumped = table[table["comparability"] == "jumped"]
    assert len(jumped) == 2 and jumped["previous_score"].isna().all()
    ax = drawn(domains_chart, table)
    for row in jumped.index:
        assert [filled for y, filled, _, _ in dots(ax) if y == row] == [True]
        assert "–" in [t.get_text() for t in ax.texts if getattr(t, "xy", (0, None))[1] == row]


def test_domains_of_units_that_are_level_with_the_median(made_up):
    scores = made_up({(unit, 2024, code): 5.0 for unit in "ABC" for code in ("1", "2", "total")})
    table = domains(scores, index="PAPI", unit="A", year=2024)
    assert statement(table) == "A không cao hơn trung vị ở lĩnh vực nào của PAPI năm 2024"
    assert table["previous_score"].isna().all() and table.attrs["previous"] is None


def test_each_domain_has_a_panel_and_a_point_is_as_high_in_each(result, published, drawn):
    table = result("domain_lines", index="PAPI", unit=UNIT)
    ax = drawn(multiples_chart, table)
    names = {t.get_text().replace("\n", " ") for t in ax.texts}
    assert set(table["name"]) <= names
    numbers = {f"{column(published, str(code))[UNIT]:.2f}".replace(".", ",") for code in range(1, 9)}
    assert numbers <= names and {rank(published, str(code)) for code in range(1, 9)} <= names
    stretches = [
        ys
        for xs, ys in own_lines(ax)
        for at, last in lines(ax, OURS, "None")
        if (xs[-1], ys[-1]) == (at[0], last[0])
    ]
    heights = []
    for ys in stretches:
        code = str(1 + len(heights))
        then, now = (column(published, code, year)[UNIT] for year in (2025 - len(ys), 2024))
        heights.append((ys[0] - ys[-1]) / (now - then))
    assert len(heights) == 8 and heights == pytest.approx([heights[0]] * 8)


def test_multiples_say_that_nothing_was_published(recent):
    from cchc_analysis.charts import is_empty

    nothing = domain_lines(
        recent[(recent["code"] == "total") | (recent["unit"] != UNIT)], index="PAPI", unit=UNIT
    )
    ax = multiples_chart(nothing)
    sentence = " ".join(said(ax)).replace("\n", " ")
    assert is_empty(ax) and "PAPI năm 2020–2024 không công bố điểm lĩnh vực của Bắc Kạn" in sentence


def test_one_year_is_no_small_multiples(recent):
    from cchc_analysis.charts import NothingToDraw

    table = domain_lines(recent[recent["year"] == 2024], index="PAPI", unit=UNIT)
    with pytest.raises(NothingToDraw, match="PAPI năm 2024: Bắc Kạn cao hơn trung vị ở"):
        multiples_chart(table, if_empty="raise")


def test_on_a_slide_the_lines_of_a_panel_have_more_room_than_its_words(result):
    ax = multiples_chart(result("domain_lines", index="PAPI", unit=UNIT))
    breaks = [line.get_ydata() for line in ax.lines if line.get_linestyle() == "--"]
    assert breaks and all(bottom - top > 0.55 for top, bottom in breaks)
