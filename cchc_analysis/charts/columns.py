"""Columns of numbers at the right of a chart's rows, as wide in points on every canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from cchc_analysis.charts.canvas import text_size, type_size
from cchc_analysis.charts.measuring import figure_of, text_width
from cchc_analysis.charts.style import MUTED, TEXT

#: Ems of ordinary text between two columns, and between the name of a row and its bar.
_GAP, _NAME_GAP = 1.3, 0.5
#: Ems between a dot of the key, or its left, and its words.
_DOT, _BESIDE_DOT = 0.45, 1.15
#: Fixed canvases give few rows more room than they can use: there are never fewer than this.
_FEWEST = 4
#: The row above the first, in which the heads of the columns stand.
HEAD = -0.85


@dataclass(frozen=True, slots=True)
class Column:
    """One text a row under a head, at the right of its column unless *left*; in one colour, or one a row."""

    head: str
    texts: Sequence[str]
    colour: str | Sequence[str] = TEXT
    bold: bool = False
    left: bool = False


def draw_columns(ax: Axes, columns: Sequence[Column]) -> None:
    """Write columns right of the axes, one beside the other, their heads above the first row."""
    small, size = type_size(ax, 0.78), type_size(ax, 0.86)
    transform = ax.get_yaxis_transform()
    at = _GAP * text_size(ax)
    for column in columns:
        weight = "bold" if column.bold else "regular"
        lines = [line for text in column.texts for line in text.split("\n")]
        width = max([text_width(ax, column.head, small), *(text_width(ax, t, size, weight) for t in lines)])
        x, side = (at, "left") if column.left else (at + width, "right")
        ax.annotate(column.head, (1, HEAD), xycoords=transform, xytext=(x, 0), textcoords="offset points",
                    ha=side, va="center", fontsize=small, color=MUTED, annotation_clip=False)  # fmt: skip
        colours = [column.colour] * len(column.texts) if isinstance(column.colour, str) else column.colour
        for row, (text, colour) in enumerate(zip(column.texts, colours, strict=True)):
            ax.annotate(text, (1, row), xycoords=transform, xytext=(x, 0), textcoords="offset points",
                        ha=side, va="center_baseline", fontsize=size, color=colour, fontweight=weight,
                        annotation_clip=False)  # fmt: skip
        at += width + _GAP * text_size(ax)


def draw_key(ax: Axes, entries: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Write what dots mean above the rows, at the left: a dot of each *look* beside its words."""
    inches = figure_of(ax).dpi_scale_trans
    size, small = text_size(ax), type_size(ax, 0.78)
    transform = ax.get_yaxis_transform()
    at = 0.0
    for words, look in entries:
        place = transform + ScaledTranslation((at + _DOT * size) / 72, 0, inches)
        ax.plot([0], [HEAD], linestyle="none", transform=place, clip_on=False, **look)
        ax.annotate(words, (0, HEAD), xycoords=transform, xytext=(at + _BESIDE_DOT * size, 0),
                    textcoords="offset points", ha="left", va="center", fontsize=small, color=MUTED,
                    annotation_clip=False,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip
        at += _BESIDE_DOT * size + text_width(ax, words, small) + _GAP * size


def rows_of(ax: Axes, count: int, names: Sequence[str]) -> None:
    """Name the rows at the left, the first on top, with room for the heads above them."""
    ax.set_yticks(range(count), list(names), fontsize=type_size(ax, 0.86), color=TEXT)
    ax.tick_params(axis="y", pad=_NAME_GAP * text_size(ax))
    spare = max(0, _FEWEST - count) / 2
    ax.set_ylim(count - 0.45 + spare, HEAD - 0.35 - spare)
    ax.grid(visible=False)


def body_of(count: int) -> float:
    """Return how many lines of text so many rows take."""
    return 2.0 + 2.5 * max(count, 2)
