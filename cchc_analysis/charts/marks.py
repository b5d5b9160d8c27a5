"""What a chart over the years says at its edge: where the measure changed, where nothing was published."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import type_size
from cchc_analysis.charts.style import LINE, MUTED
from cchc_analysis.statements import say


def mark_break(ax: Axes, year: float, size: float, lang: str, word: str = "break") -> None:
    """Part *year* from the year before by a broken line: the measure changed, or a median jumped."""
    ax.axvline(year - 0.5, color=LINE, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
    _above(ax, year, word, size, lang)


def mark_rescaled(ax: Axes, year: float, size: float, lang: str, word: str = "rescaled") -> None:
    """Set a short tick between *year* and the year before: the scale changed, or a part of the measure."""
    ax.plot([year - 0.5] * 2, [0.95, 1.0], transform=ax.get_xaxis_transform(), color=LINE,
            linewidth=0.8)  # fmt: skip
    _above(ax, year, word, size, lang)


def _above(ax: Axes, year: float, word: str, size: float, lang: str) -> None:
    if not word:
        return
    look: dict[str, Any] = {"fontsize": type_size(ax, 0.7), "color": MUTED, "linespacing": 1.1}
    ax.text(year - 0.5, 1.0, say("marks", word, lang), transform=ax.get_xaxis_transform(), ha="center",
            va="bottom", **look)  # fmt: skip


def mark_absent(ax: Axes, year: float, size: float, *, height: float) -> None:
    """Set a cross at the foot of a year without a published figure, *height* in parts of the axis."""
    ax.text(year, height, "×", transform=ax.get_xaxis_transform(), ha="center", va="bottom",
            fontsize=type_size(ax, 1.0), color=MUTED)  # fmt: skip
