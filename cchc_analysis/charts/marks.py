"""What a chart over the years says at its edge: where the measure changed, where nothing was published."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation, Transform

from cchc_analysis.charts.canvas import inches_of, type_size, when_placed
from cchc_analysis.charts.measuring import figure_of, text_width
from cchc_analysis.charts.style import LINE, MUTED, TEXT
from cchc_analysis.statements import say

#: Points between the axes and a bracket above them, and the words above that.
_BRACKET, _WORDS = 3.0, 5.5
#: What words above the axes are found by.
_ABOVE = "above the axes"


def mark_break(ax: Axes, year: float, lang: str, word: str = "break") -> None:
    """Part *year* from the year before by a broken line: the measure changed, or a median jumped."""
    ax.axvline(year - 0.5, color=LINE, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
    _above(ax, year - 0.5, word, lang)


def mark_steps(ax: Axes, first: float, last: float, lang: str, word: str) -> None:
    """Set a bracket above the years *first* to *last*: the scale changed, or a part of the measure."""
    ax.plot([first + 0.08, last - 0.08], [1, 1], transform=_raised(ax, _BRACKET), color=LINE, linewidth=1.2,
            clip_on=False, solid_capstyle="butt")  # fmt: skip
    _above(ax, (first + last) / 2, word, lang)


def _above(ax: Axes, x: float, word: str, lang: str) -> None:
    """Write words above the axes, in as many storeys as they need to stand clear of each other."""
    if not word:
        return
    if not _words_above(ax):
        when_placed(ax, _storeys)
    text = ax.text(x, 1, say("marks", word, lang), transform=_raised(ax, _WORDS), ha="center", va="bottom",
                   fontsize=type_size(ax, 0.7), color=MUTED, linespacing=1.1)  # fmt: skip
    text.set_gid(_ABOVE)


def _words_above(ax: Axes) -> list[Text]:
    return sorted((text for text in ax.texts if text.get_gid() == _ABOVE), key=lambda t: t.get_position()[0])


def _storeys(ax: Axes) -> None:
    """Raise words that would stand on the ones before them."""
    ends: list[float] = []
    for text in _words_above(ax):
        box = text.get_window_extent()
        air = 0.25 * type_size(ax, 0.7) * _dots(ax)
        storey = next((i for i, end in enumerate(ends) if box.x0 > end + air), len(ends))
        ends[storey : storey + 1] = [box.x1]
        text.set_transform(_raised(ax, _WORDS + storey * (box.height / _dots(ax) + 1.5)))


def _dots(ax: Axes) -> float:
    """Return how many pixels a point has on the figure of *ax*."""
    return figure_of(ax).dpi / 72


def _raised(ax: Axes, points: float) -> Transform:
    """Return where an x of the data and a y in parts of the axes stand, some points higher."""
    return ax.get_xaxis_transform() + ScaledTranslation(0, points / 72, figure_of(ax).dpi_scale_trans)


def write_years(ax: Axes, years: Sequence[float], absent: Sequence[bool]) -> None:
    """Write the years under the axes, with a cross under those without a figure.

    The last is always written, and as many before it, evenly, as have room: all of them but on a narrow page.
    """
    when_placed(ax, lambda placed: _write_years(placed, np.asarray(years, dtype=float), list(absent)))
    _write_years(ax, np.asarray(years, dtype=float), list(absent))


def _write_years(ax: Axes, years: np.ndarray, absent: list[bool]) -> None:
    shown = _spaced(ax, years)
    labels = [
        (f"{int(year)}" if at in shown else " ") + ("\n×" if gone else "")
        for at, (year, gone) in enumerate(zip(years, absent, strict=True))
    ]
    ax.set_xticks(years, labels, fontsize=type_size(ax, 0.86))
    for label, gone in zip(ax.get_xticklabels(), absent, strict=True):
        label.set_color(MUTED if gone else TEXT)


def _spaced(ax: Axes, years: np.ndarray) -> set[int]:
    low, high = sorted(ax.get_xlim())
    room = 72 * inches_of(ax)[0] / max(high - low, 1)
    apart = int(np.ceil(1.2 * text_width(ax, "0000", type_size(ax, 0.86)) / room))
    return set(range(len(years) - 1, -1, -max(1, apart)))
