"""Bands with the names of their units, and maps of tiles."""

from __future__ import annotations

import pytest
from artists import said
from inspection import contrast
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from plain import column
from telling_apart import GREYS, lightness

from cchc_analysis import bands_chart, tile_map_chart
from cchc_analysis.charts import ChartError, NothingToDraw
from cchc_analysis.charts.style import OURS, TEXT, WORSE
from cchc_analysis.charts.tile_classes import DARK, SHADES, quarters
from cchc_analysis.units.tiles import tiles

UNIT = "Bắc Kạn"


def totals(published, year):
    return column(published, "PAPI", year, "total")


def ranks(published, year):
    values = totals(published, year)
    return {unit: 1 + sum(v > value for v in values.values()) for unit, value in values.items()}


@pytest.fixture
def banded(result):
    return result("bands", index="PAPI", year=2024)


@pytest.fixture
def map_of_ranks(result, drawn):
    return drawn(tile_map_chart, result("ranks", index="PAPI", year=2024), unit=UNIT)


def test_every_unit_is_named_once_and_ours_in_colour(banded, published, drawn):
    ax = drawn(bands_chart, banded, unit=UNIT)
    names = [words.removesuffix(" ▲").removesuffix(" ▼") for words in said(ax)]
    assert all(names.count(unit) == 1 for unit in totals(published, 2024))
    (ours,) = (t for t in ax.texts if t.get_text().startswith(UNIT))
    assert to_hex(ours.get_color()) == OURS.lower() and ours.get_fontweight() == "bold"
    counts = [words for words in said(ax) if words.endswith(" tỉnh")]
    assert counts == ["16 tỉnh", "15 tỉnh", "15 tỉnh", "15 tỉnh"]


def test_bars_of_bands_are_as_long_as_they_have_units(banded, drawn):
    ax = drawn(bands_chart, banded, unit=UNIT)
    bars = [p for p in ax.patches if isinstance(p, Rectangle)]
    assert [bar.get_width() / bars[0].get_width() for bar in bars] == pytest.approx(
        [1, 15 / 16, 15 / 16, 15 / 16]
    )
    assert [to_hex(bar.get_facecolor()) == OURS.lower() for bar in bars] == [False, True, False, False]


def test_arrows_are_the_moves_between_two_years(banded, published, drawn):
    def band(year):
        places, n = ranks(published, year), len(totals(published, year))
        limits = [int((n - 1) * share + 1) for share in (0.25, 0.5, 0.75)]
        return {unit: sum(rank > limit for limit in limits) for unit, rank in places.items()}

    now, then = band(2024), band(2023)
    up = {u for u in now.keys() & then.keys() if now[u] < then[u]}
    written = {
        words.removesuffix(" ▲")
        for words in said(drawn(bands_chart, banded, unit=UNIT))
        if words.endswith("▲")
    }
    assert written == up


def test_a_tile_says_its_rank_and_the_best_quarter_is_darkest(map_of_ranks, published):
    places = ranks(published, 2024)
    numbers = {tile.unit: None for tile in tiles("tinh-63")}
    rows = {}
    for text in map_of_ranks.texts:
        rows.setdefault(round(text.get_position()[1], 2), []).append(
            (text.get_position()[0], text.get_text())
        )
    for tile in tiles("tinh-63"):
        row = sorted(rows[tile.row + 0.5])
        at = next(i for i, (_, words) in enumerate(row) if words == tile.short)
        numbers[tile.unit] = row[at + 1][1]
    assert numbers == {u: str(places.get(u, "–")) for u in numbers}
    dark = [
        p for p in map_of_ranks.patches if to_hex(p.get_facecolor()) == SHADES[4][0].lower() and p.get_fill()
    ]
    assert len(dark) == 1 + sum(rank <= 16 for rank in places.values())  # and the legend's
    hatched = [p for p in map_of_ranks.patches if p.get_hatch()]
    assert len(hatched) == 1 + 63 - len(places)


def test_ours_alone_is_outlined(map_of_ranks):
    (ours,) = (p for p in map_of_ranks.patches if to_hex(p.get_edgecolor()) == WORSE.lower())
    (white,) = (p for p in map_of_ranks.patches if to_hex(p.get_edgecolor()) == "#ffffff")
    assert white.get_bbox().bounds == ours.get_bbox().bounds and white.get_linewidth() > ours.get_linewidth()
    (tile,) = (tile for tile in tiles("tinh-63") if tile.unit == UNIT)
    assert ours.get_y() + ours.get_height() / 2 == pytest.approx(tile.row + 0.5)


def test_the_legend_has_the_ends_of_each_quarter(map_of_ranks):
    legend = [words for words in said(map_of_ranks) if words.startswith("thứ ")]
    assert legend == ["thứ 1–16", "thứ 17–31", "thứ 32–46", "thứ 47–61"]


def test_a_map_of_changes_and_one_of_bands(result, published, drawn):
    ax = drawn(tile_map_chart, result("moves", index="PAPI", year=2024), unit=UNIT)
    now, then = (round(totals(published, year)[UNIT], 2) for year in (2024, 2023))
    assert f"{now - then:+.2f}".replace(".", ",") in said(ax)
    ax = drawn(tile_map_chart, result("bands", index="PAPI", year=2024), unit=UNIT)
    assert {"1  Cao nhất", "4  Thấp nhất", "không xếp nhóm"} <= set(said(ax))


def test_quarters_of_equal_values_are_one():
    import pandas as pd

    assert quarters(pd.Series([1.0, 1.0, 1.0, 1.0])).tolist() == [0, 0, 0, 0]
    assert quarters(pd.Series(range(8))).tolist() == [0, 0, 1, 1, 2, 2, 3, 3]


def test_units_that_have_no_tiles_have_no_map(made_up):
    from cchc_analysis import ranks as ranks_of

    table = ranks_of(made_up({(u, 2024): 40.0 for u in "ABCDEFGHI"}), index="PAPI", year=2024)
    with pytest.raises(NothingToDraw, match="Bản đồ ô chỉ có cho 63"):
        tile_map_chart(table, unit="A", if_empty="raise")


def test_a_map_shows_what_its_table_has(result):
    with pytest.raises(ChartError, match="show"):
        tile_map_chart(result("ranks", index="PAPI", year=2024), unit=UNIT, show="band")


@pytest.mark.parametrize("number", SHADES)
def test_each_class_of_a_map_is_told_from_the_next_in_grey_and_can_be_written_on(number):
    shades = SHADES[number]
    assert len(shades) == number
    grey = [lightness(shade) for shade in shades]
    assert min(lighter - darker for darker, lighter in zip(grey, grey[1:], strict=False)) >= GREYS
    assert all(contrast("white" if shade in DARK else TEXT, shade) >= 4.5 for shade in shades)


def test_a_map_of_six_bands_has_six_shades(result, bare):
    ax = tile_map_chart(result("bands", index="PCI", year=2016), unit=UNIT, ax=bare)
    shades = {to_hex(p.get_facecolor()) for p in ax.patches if p.get_fill() and not p.get_hatch()}
    assert shades == {shade.lower() for shade in SHADES[6]}


def test_names_of_a_row_stand_on_one_line_and_those_of_a_page_are_of_one_size(result):
    ax = bands_chart(result("bands", index="PAPI", year=2024), unit="Bắc Kạn")
    ax.figure.canvas.draw()
    names = {str(name) for name in result("bands", index="PAPI", year=2024)["unit"]}
    rows = {}
    for text in ax.texts:
        if text.get_text().rstrip(" ▲▼") in names:
            assert text.get_va() == "baseline"
            rows.setdefault(round(float(text.get_position()[1]), 3), set()).add(
                round(float(text.get_transform().transform(text.get_position())[1]), 3)
            )
    assert len(rows) > 4 and {len(heights) for heights in rows.values()} == {1}
