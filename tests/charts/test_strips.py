"""Everybody in one year: dots, names, and a ruler where there are too few."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest
from artists import covered, outside, said, words_of, written
from matplotlib.colors import to_hex
from plain import column, region_of
from plain import rank as place

import cchc_analysis as cchc
from cchc_analysis import ranks, statement, strip_chart
from cchc_analysis.charts import NothingToDraw, is_empty
from cchc_analysis.charts.strips import _DARK, _PALE
from cchc_analysis.charts.style import OURS
from cchc_analysis.charts.swarms import swarm
from cchc_analysis.statements import footer, subtitle

RAW = Path(__file__).resolve().parents[2] / "data/raw"


def scores_of(published, index, year):
    return column(published, index, year, "total")


def dots(ax, *colours):
    """Return the scores of the dots of these colours, ascending."""
    marks = (line for line in ax.lines if line.get_marker() == "o")
    return sorted(x for mark in marks if to_hex(mark.get_color()) in [c.lower() for c in colours]
                  for x in mark.get_xdata())  # fmt: skip


def test_everybody_is_a_dot_and_ours_is_in_colour(result, published, drawn):
    ax = drawn(strip_chart, result("ranks", index="PAPI", year=2024), unit="Bắc Kạn")
    values = scores_of(published, "PAPI", 2024)
    ours = values.pop("Bắc Kạn")
    assert dots(ax, _PALE, _DARK) == pytest.approx(sorted(values.values()), abs=1e-9)
    assert dots(ax, OURS) == pytest.approx([ours], abs=1e-9)
    region = region_of("Bắc Kạn")
    assert dots(ax, _DARK) == pytest.approx(sorted(values[u] for u in region if u in values), abs=1e-9)
    middle = median([*values.values(), ours])
    assert f"Trung vị {middle:.2f}".replace(".", ",") in said(ax)
    assert any(list(line.get_xdata()) == pytest.approx([middle] * 2) for line in ax.lines)


def test_of_few_published_scores_the_subtitle_says_how_many_dots_there_are(result, published):
    for year, dots_are in (
        (2024, "một trong {} tỉnh, thành phố được công bố điểm"),
        (2021, "một tỉnh, thành phố"),
    ):
        table = result("ranks", index="PCI", year=year)
        n = len(scores_of(published, "PCI", year))
        assert table.attrs["partial"] is (2 * n < 63)
        assert f"; mỗi chấm là {dots_are.format(n)};" in subtitle(table)


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
    assert [words.split(",")[-1] for words in said(ax) if "Quảng Ninh" in words] == [" thứ 1/61"]
    title = ax.get_title(loc="left")
    assert title.startswith(
        "Quảng Ninh xếp thứ 1/61 tỉnh, thành phố được công bố (1–3 nếu tính đủ 63) theo điểm PAPI năm 2024"
    )


def test_a_unit_of_which_nothing_was_published_is_said_to_be(result, bare):
    table = result("ranks", index="PAPI", year=2024)
    ax = strip_chart(table, unit="Vĩnh Phúc", ax=bare)
    assert is_empty(ax) and ax.lines[:] == []
    assert ax.get_title(loc="left") == "PAPI năm 2024 không công bố điểm hay thứ hạng của Vĩnh Phúc"
    with pytest.raises(NothingToDraw, match="published neither score nor rank of Vĩnh Phúc"):
        strip_chart(table, unit="Vĩnh Phúc", lang="en", if_empty="raise")
    assert "không công bố: Tiền Giang, Vĩnh Phúc" in footer(table)


@pytest.mark.parametrize("unit", ["Hà Nội", "Bắc Giang"])
def test_too_few_dots_become_a_ruler(result, published, unit):
    # Of six leaders the scores were published, of Hà Nội only the rank.
    rank = int(published["PCI", 2023, unit, "rank"])
    assert len(scores_of(published, "PCI", 2023)) < 8
    ax = strip_chart(result("ranks", index="PCI", year=2023), unit=unit)
    (own,) = (line for line in ax.lines if line.get_marker() == "o")
    assert list(own.get_xdata()) == pytest.approx([(rank - 1) / 62])
    assert {str(rank), "/63"} <= set(said(ax)) and ("chỉ công bố thứ hạng" in said(ax)) == (unit == "Hà Nội")
    assert f"thứ {rank}/63" in words_of(ax)[0] and "chấm" not in words_of(ax)[1]
    # The median of a few leaders is nobody's.
    assert not any(words.startswith("Trung vị") for words in said(ax))


@pytest.mark.parametrize("size", ["slide", "a4", "square", "band"])
@pytest.mark.parametrize("unit", ["Bà Rịa - Vũng Tàu", "Hải Dương", "Kiên Giang"])
def test_no_dot_is_cut_and_no_name_covers_another(result, unit, size):
    ax = strip_chart(result("ranks", index="PAPI", year=2024), unit=unit, size=size)
    assert outside(ax.figure, written(ax)) == [] and covered(written(ax)) == []
    for mark in ax.lines:
        if mark.get_marker() == "o":
            radius = mark.get_markersize() / 2 * ax.figure.dpi / 72
            points = ax.transData.transform(list(zip(mark.get_xdata(), mark.get_ydata(), strict=True)))
            assert (points - radius >= (ax.bbox.x0, ax.bbox.y0)).all()
            assert (points + radius <= (ax.bbox.x1, ax.bbox.y1)).all()


def test_dots_of_a_swarm_stand_beside_each_other():
    places = [0.0, 1.0, 1.0, 1.0, 2.0, 9.0]
    off = swarm(places, 3.0)
    points = list(zip(places, off, strict=True))
    apart = [(a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for i, a in enumerate(points) for b in points[:i]]
    assert min(apart) >= 9 - 1e-6 and off[0] == off[-1] == 0.0


@pytest.mark.parametrize(("year", "unit", "rank"), [(2021, "Bắc Giang", 31), (2024, "Điện Biên", 32)])
def test_the_printed_rank_is_shown_in_one_year_too(result, published, drawn, year, unit, rank):
    # 2021: VCCI parts equal scores; 2024: a dozen of 63 were published.
    assert published["PCI", year, unit, "rank"] == str(rank)
    assert place(scores_of(published, "PCI", year), unit) != rank
    ax = drawn(strip_chart, result("ranks", index="PCI", year=year), unit=unit)
    assert sum(words.endswith(f"thứ {rank}/63") for words in said(ax)) == 1
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


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_rank_beyond_the_units_that_are_known_stands_without_their_number(lang):
    scores = cchc.read(RAW / "par/par_2018.xlsx").scores
    table = ranks(scores, index="PAR", year=2018, scope="bo")
    assert table.attrs["n_printed"] is None and table["printed_rank"].max() > table.attrs["n_scope"]
    last = table.loc[table["printed_rank"].idxmax()]
    for shown in (table, table[table["unit"] == last["unit"]]):  # dots; too few of them
        ax = strip_chart(shown, unit=last["unit"], lang=lang)
        words = " ".join([*said(ax), *words_of(ax)])
        assert str(int(last["printed_rank"])) in words.replace(",", " ").split()
        assert "None" not in words and f"{int(last['printed_rank'])}/" not in words
