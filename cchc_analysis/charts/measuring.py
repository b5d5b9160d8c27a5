"""Words on a chart by points: how wide they are, where they stand beside a place of the data."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Annotation

from cchc_analysis.charts.typeface import FAMILIES
from cchc_analysis.charts.wrapping import broken_lines, line_width


def figure_of(ax: Axes) -> Figure:
    """Return the whole figure that axes stand on."""
    fig = ax.get_figure(root=True)
    assert isinstance(fig, Figure)
    return fig


def text_width(ax: Axes, words: str, size: float, weight: str = "regular") -> float:
    """Return how many points *words* take in a row."""
    fig = figure_of(ax)
    renderer = fig.canvas.get_renderer()  # type: ignore[attr-defined]
    font = FontProperties(family=FAMILIES, size=size, weight=weight)
    return line_width(renderer, font, words) * 72 / fig.dpi


def wrapped_to(ax: Axes, words: str, width: float, size: float, weight: str = "regular") -> str:
    """Return *words* in lines of at most *width* points, about equally long."""
    return broken_lines(words, width, lambda line: text_width(ax, line, size, weight), balanced=True)


def line_of(
    ax: Axes, place: tuple[float, float], words: str, off: tuple[float, float], **look: Any
) -> Annotation:
    """Write *words* some points off a place of the data: a column is as wide on every canvas."""
    return ax.annotate(words, place, xytext=off, textcoords="offset points", annotation_clip=False, **look)
