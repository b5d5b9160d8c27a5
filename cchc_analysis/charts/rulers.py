"""Places on a ruler from the first to the last: the row of a scorecard, and what few ranks are shown as."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import blended_transform_factory

from cchc_analysis.charts.canvas import size_of, text_size, type_size
from cchc_analysis.charts.measuring import figure_of, line_of, text_width, wrapped_to
from cchc_analysis.charts.style import FAINT, LINE, MUTED, OURS, TEXT, WORSE
from cchc_analysis.statements import say

#: Lines of ordinary text that a row takes, and the heads above the rows.
ROW, HEADS = 4.3, 1.6
#: Widths in ems of ordinary text: of the names, of the words beside, of the gaps between the columns.
_NAMES, _BESIDE, _GAP = 10.0, 13.5, 1.3
#: Of a wide page, the words beside take more.
_SHARE = 0.27
#: Parts of a ruler between the place before and ours: of nearer ones the words alone tell.
_APART = 0.025
#: Lines beside a ruler for which its row is high enough.
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A rank among so many, with what is said left and right of its ruler.

    ``beside`` is told in lines, the first in bold where it is a change; one that is not *current* is older
    than the year asked for: hollow, and its year in colour.
    """

    name: str
    below: str
    rank: int | None
    among: int | None
    year: int | None
    current: bool = True
    before: int | None = None
    target: float | None = None
    beside: list[str] = field(default_factory=list)
    moved: bool = False


def ruler_body(rows: int) -> float:
    """Return how many lines of text rulers take."""
    return HEADS + ROW * rows


def draw_rulers(ax: Axes, places: list[Place], lang: str) -> None:
    """Draw a row for each place: name, rank as the hero, ruler, words beside."""
    names = _NAMES * text_size(ax)
    size = size_of(ax)
    beside = max(_BESIDE * text_size(ax), _SHARE * 72 * size.width if size else 0.0)
    ranks = max(_rank_width(ax, place) for place in places)
    gap = _GAP * text_size(ax)
    for row, place in enumerate(places):
        muted = not place.current or place.rank is None
        _name(ax, row, place, -(ranks + names + 2 * gap), names, muted)
        _rank(ax, row, place, -(ranks + gap))
        _ruler(ax, row, place)
        _beside(ax, row, place, gap, beside)
        if row:
            _rule(ax, row - 0.5)
    low, high = -0.5 - HEADS / ROW, len(places) - 0.5
    _heads(ax, -0.5, places, lang, gap)
    ax.set_xlim(0, 1)
    ax.set_ylim(high, low)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    # What stands beside takes its room whether or not it fills it.
    _strut(ax, beside + gap)


def _name(ax: Axes, row: int, place: Place, left: float, width: float, muted: bool) -> None:
    size, small = text_size(ax), type_size(ax, 0.78)
    below = wrapped_to(ax, place.below, width, small) if place.below else ""
    under = 1.2 * small * (1 + below.count("\n")) if below else 0.0
    colour = MUTED if muted else TEXT
    line_of(ax, (0, row), place.name, (left, under / 2), va="center", fontsize=type_size(ax, 1.1),
            fontweight="bold", color=colour)  # fmt: skip
    if below:
        line_of(ax, (0, row), below, (left, under / 2 - 0.72 * size), va="top", fontsize=small, color=MUTED,
                linespacing=1.1)  # fmt: skip


def _rank_parts(ax: Axes, place: Place) -> list[tuple[str, float, str, str]]:
    """Return the parts of a rank: words, type, weight, colour."""
    if place.rank is None:
        return [("–", type_size(ax, 2.0), "regular", MUTED)]
    colour = OURS if place.current else MUTED
    parts = [(str(place.rank), type_size(ax, 2.2), "bold", colour)]
    if place.among is not None:
        parts.append((f"/{place.among}", type_size(ax, 1.0), "regular", MUTED))
    if place.year is not None:
        look = ("regular", TEXT) if place.current else ("bold", WORSE)
        parts.append((f"  {place.year}", type_size(ax, 0.9), *look))
    return parts


def _rank_width(ax: Axes, place: Place) -> float:
    return sum(text_width(ax, words, size, weight) for words, size, weight, _ in _rank_parts(ax, place))


def _rank(ax: Axes, row: int, place: Place, left: float) -> None:
    """Write the rank large, the number of units and the year small on the same base line."""
    base = -0.36 * type_size(ax, 2.2)
    for words, size, weight, colour in _rank_parts(ax, place):
        line_of(
            ax, (0, row), words, (left, base), va="baseline", fontsize=size, fontweight=weight, color=colour
        )
        left += text_width(ax, words, size, weight)


def _ruler(ax: Axes, row: int, place: Place) -> None:
    """Draw a tick for each rank, our place on it, where we were before and where the plan wants us."""
    size = text_size(ax)
    if place.among is None or place.rank is None:
        ax.plot([0, 1], [row, row], color=FAINT, linewidth=0.8, linestyle=(0, (2, 3)), clip_on=False)
        return
    steps = max(place.among - 1, 1)
    ax.vlines(np.arange(place.among) / steps, row - 0.13, row + 0.13, color=FAINT, linewidth=0.07 * size,
              clip_on=False, zorder=1)  # fmt: skip
    at = (place.rank - 1) / steps
    colour = OURS if place.current else MUTED
    if place.target is not None:
        ax.plot([place.target] * 2, [row - 0.2, row + 0.2], color=WORSE, linewidth=0.17 * size, clip_on=False,
                zorder=2, solid_capstyle="butt")  # fmt: skip
    then = None if place.before is None else (place.before - 1) / steps
    if then is not None and 0 <= then <= 1 and abs(then - at) > _APART:
        ax.plot([then, at], [row, row], color=OURS if place.current else LINE, linewidth=0.14 * size,
                clip_on=False, zorder=2)  # fmt: skip
        _dot(ax, then, row, OURS if place.current else LINE, 0.62 * size, filled=False)
    _dot(ax, at, row, colour, 1.25 * size, filled=place.current)


def _dot(ax: Axes, x: float, row: int, colour: str, points: float, *, filled: bool) -> None:
    ax.plot([x], [row], "o", markersize=points, color=colour if filled else "white", markeredgecolor=colour,
            markeredgewidth=0.12 * text_size(ax), clip_on=False, zorder=4)  # fmt: skip


def _beside(ax: Axes, row: int, place: Place, left: float, width: float) -> None:
    """Write the lines at the right of a ruler, the first bold where it tells of a change."""
    size = type_size(ax, 0.84)
    lines = _fitting(ax, [words for words in place.beside if words], width, size)
    high = [1.22 * size * (1 + words.count("\n")) for words in lines]
    y = sum(high) / 2
    for at, (words, height) in enumerate(zip(lines, high, strict=True)):
        first = at == 0 and place.moved
        line_of(ax, (1, row), words, (left, y), va="top", fontsize=size, color=TEXT if at == 0 else MUTED,
                fontweight="bold" if first else "regular", linespacing=1.12)  # fmt: skip
        y -= height


def _fitting(ax: Axes, beside: list[str], width: float, size: float) -> list[str]:
    """Return the words in lines, without the last of the reasons where they would leave their row."""
    lines = [wrapped_to(ax, words, width, size) for words in beside]
    if sum(1 + words.count("\n") for words in lines) <= _MOST_LINES or ": " not in beside[0]:
        return lines
    return _fitting(ax, [beside[0].rpartition(": ")[0], *beside[1:]], width, size)


def _heads(ax: Axes, row: float, places: list[Place], lang: str, gap: float) -> None:
    """Say above the rulers which end is which."""
    look = {"va": "bottom", "fontsize": type_size(ax, 0.78), "color": MUTED}
    line_of(ax, (0, row), say("rulers", "first", lang), (0, 0), **look)
    line_of(ax, (1, row), say("rulers", "last", lang), (0, 0), ha="right", **look)


def _rule(ax: Axes, row: float) -> None:
    """Part two rows by a thin rule across the page."""
    across = blended_transform_factory(figure_of(ax).transFigure, ax.transData)
    size = size_of(ax)
    margin = size.margin / 72 / size.width if size else 0.02
    rule = Line2D(
        [margin, 1 - margin], [row, row], color=FAINT, linewidth=0.6, transform=across, clip_on=False
    )
    rule.set_in_layout(False)
    ax.add_line(rule)


def _strut(ax: Axes, width: float) -> None:
    line_of(ax, (1, 0), "\u00a0", (width - 3, 0), ha="right", fontsize=8, color=LINE)
