"""What stands on a chart, as plain numbers: lines by colour, marks by their words, boxes in pixels."""

from __future__ import annotations

from itertools import combinations

from matplotlib.colors import to_hex
from matplotlib.text import Text

from cchc_analysis.charts.style import LINE, MUTED, OURS

#: Labels are laid out in whole lines: boxes that share less than this share no ink.
_TOUCH = 2.0


def lines(ax, colour, style="-"):
    """Return (x values, y values) of the lines of a colour that are drawn in data coordinates."""
    return [
        (list(line.get_xdata()), list(line.get_ydata()))
        for line in ax.lines
        if line.get_transform() == ax.transData
        and to_hex(line.get_color()) == colour.lower()
        and line.get_linestyle() == style
    ]


def own_lines(ax):
    """Return the stretches of our unit's line."""
    return lines(ax, OURS)


def medians(ax):
    """Return the stretches of the median's line."""
    return lines(ax, MUTED)


def bests(ax):
    """Return the stretches of the line of the best."""
    return lines(ax, LINE)


def crossed(ax):
    """Return the years under which a cross stands."""
    years = [round(place) for place in ax.get_xticks()]
    return [year for year, t in zip(years, ax.get_xticklabels(), strict=True) if t.get_text().endswith("\n×")]


def years_of(stretches):
    """Return the years of each stretch."""
    return [[int(year) for year in years] for years, _ in stretches]


def places(ax, words):
    """Return the x positions at which *words* are written."""
    return [text.get_position()[0] for text in ax.texts if text.get_text() == words]


def said(ax):
    """Return everything that is written inside the axes."""
    return [text.get_text() for text in ax.texts]


def words_of(ax):
    """Return title, subtitle and footer of a chart on its own page, each as one line."""
    return [text.get_text().replace("\n", " ") for text in ax.figure.texts]


def footer(ax):
    """Return the footer as one line."""
    return words_of(ax)[2]


def box(text):
    """Return the box of a text in pixels, without the arrow of an annotation."""
    return Text.get_window_extent(text, text.figure.canvas.get_renderer())


def ticks(axis):
    """Return the tick labels that are within the limits of the axis: others are not drawn."""
    low, high = sorted(axis.get_view_interval())
    labels = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
    return [label for place, label in labels if low <= place <= high and label.get_text()]


def written(ax):
    """Return all texts that a reader sees: the figure's words, labels, ticks."""
    texts = [*ax.figure.texts, *ax.texts, *ticks(ax.xaxis), *ticks(ax.yaxis)]
    return [text for text in texts if text.get_text()]


def covered(texts):
    """Return the pairs of texts that stand on top of each other."""
    boxes = [(text.get_text(), box(text)) for text in texts]
    return [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if _overlap(one, two)]


def _overlap(one, two):
    wide = min(one.x1, two.x1) - max(one.x0, two.x0)
    high = min(one.y1, two.y1) - max(one.y0, two.y0)
    return wide > _TOUCH and high > _TOUCH


def outside(fig, texts):
    """Return the texts that are not wholly on the paper."""
    page = fig.bbox
    return [
        text.get_text()
        for text in texts
        if (b := box(text)).x0 < 0 or b.y0 < 0 or b.x1 > page.width or b.y1 > page.height
    ]
