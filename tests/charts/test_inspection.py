"""A sample of ``make charts-check``: hard units, all sizes; and that the check sees what is wrong."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest
from every import charts_of
from inspection import contrast, flaws

from cchc_analysis.charts import canvas, finish
from cchc_analysis.charts.style import LINE, MUTED, OURS, TEXT, WORSE


@pytest.fixture(scope="module")
def recent_charts(recent):
    """All charts of the province with the longest name, of what was published since 2020."""
    return charts_of(recent, "Bà Rịa - Vũng Tàu")


#: Each kind of chart in each size, of PAPI and PCI by turns: another index is drawn by the same lines.
PAGES = [(None, "vi"), ("a4", "vi"), ("square", "en")]


@pytest.mark.parametrize("turn", range(len(PAGES)), ids=str)
def test_a_graphics_desk_would_mark_nothing(recent_charts, turn):
    size, lang = PAGES[turn]
    skipped = ("PCI ", "PAPI ")[turn % 2]
    charts = [one for one in recent_charts if not one[0].startswith(skipped)]
    assert len(charts) > 8
    for name, chart, table, more in charts:
        fig = chart(table, size=size, lang=lang, **more).figure
        assert (name, flaws(fig)) == (name, [])
        plt.close(fig)


@pytest.fixture
def spoilt():
    """A function that finishes a small chart and returns its flaws, by their first words."""

    def found(ax):
        finish(ax, title="Một", subtitle="Hai", footer="Ba")
        return {flaw.split(":")[0] for flaw in flaws(ax.figure)}

    return found


def test_a_chart_without_fault_has_no_flaw(spoilt):
    _, ax = canvas()
    ax.plot([0, 1, 2], [0, 1, 0], color=OURS)
    assert spoilt(ax) == set()


@pytest.mark.parametrize(
    ("spoil", "flaw"),
    [
        (lambda ax: ax.plot([0, 1], [0, 1], "o", markersize=30) and ax.set_xlim(0, 1), "cut mark in a line"),
        (lambda ax: ax.plot([0, 1, 2], [0, 2, 1], color="#C8CDD2"), "pale line #C8CDD2"),
        (lambda ax: ax.text(1, 0.2, "nhạt", color="#AAAAAA"), "contrast 2.3"),
        (lambda ax: ax.text(1, 0.2, "nhỏ", fontsize=6), "small type"),
        (lambda ax: [ax.text(1, 0.2, words) for words in ("chồng", "chất")], "texts overlap"),
        (lambda ax: ax.text(0.9, 0.95, "trên đường vẽ", fontsize=14, va="center"), "other ink"),
        (lambda ax: ax.figure.text(0.9, 0.5, "ra ngoài trang giấy này", fontsize=30), "outside"),
    ],
)
def test_the_check_sees_what_is_wrong(spoilt, spoil, flaw):
    _, ax = canvas()
    ax.plot([0, 1, 2], [0, 1, 0], color=OURS)
    spoil(ax)
    assert flaw in spoilt(ax)


def test_the_palette_can_be_read_and_told_apart():
    assert min(contrast(colour, "white") for colour in (TEXT, MUTED, OURS, WORSE)) >= 4.5
    assert contrast(LINE, "white") >= 3
