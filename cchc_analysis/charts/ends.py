"""Labels at the ends of lines: each beside its own end, clear of our line and of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Annotation

from cchc_analysis.charts.canvas import text_size, type_size, when_placed
from cchc_analysis.charts.measuring import figure_of, line_of
from cchc_analysis.charts.spacing import stacked

#: Ems of ordinary text between the end of a line and its label, and above and below our line.
_BESIDE, _CLEAR = 0.7, 0.45
#: Places at which our line is looked at under a label.
_LOOKS = 24


@dataclass(frozen=True, slots=True)
class End:
    """The end of a line: where it is, what is written there, how."""

    x: float
    y: float
    words: str
    look: dict[str, Any] = field(default_factory=dict)


def label_ends(
    ax: Axes, ours: End | None, others: Sequence[End], line: tuple[Sequence[float], Sequence[float]]
) -> None:
    """Write our label at the end of our *line*, the others' beside theirs, above or below as they lie.

    Ours stays where it is and the others give way; none stands on our line, which is given as years and values.
    """
    mine = _write(ax, ours) if ours is not None else None
    labels = [_write(ax, end) for end in others]
    years, values = (np.asarray(part, dtype=float) for part in line)
    known = np.isfinite(values)
    path = np.column_stack([years[known], values[known]])
    when_placed(ax, lambda placed: _part(placed, mine, labels, path))


def _write(ax: Axes, end: End) -> Annotation:
    label = line_of(ax, (end.x, end.y), end.words, (_BESIDE * text_size(ax), 0), va="center", ha="left",
                    fontsize=type_size(ax, 0.9), **end.look)  # fmt: skip
    label.set_gid("line end")
    return label


@dataclass(frozen=True, slots=True)
class _Box:
    """A label in pixels: from where to where it reaches, the height wanted, its own height."""

    left: float
    right: float
    y: float
    high: float


def _part(ax: Axes, mine: Annotation | None, labels: list[Annotation], path: np.ndarray) -> None:
    """Move the labels: those whose line ends above ours upwards, the others down."""
    pixels = figure_of(ax).dpi / 72
    line = ax.transData.transform(path) if len(path) else np.empty((0, 2))
    boxes = [_box(ax, label, pixels) for label in labels]
    our_box = _box(ax, mine, pixels) if mine is not None else None
    clear = _CLEAR * text_size(ax) * pixels
    lift = 0.0
    for _ in range(2):  # the second time ours makes room for those below
        blocked = [_blocked(box, our_box, lift, line, clear) for box in boxes]
        reference = [_height_at(line, box, our_box) for box in boxes]
        up = [i for i, box in enumerate(boxes) if box.y >= reference[i]]
        down = [i for i in range(len(boxes)) if i not in up]
        places = _stacked(boxes, blocked, up, 1) | _stacked(boxes, blocked, down, -1)
        lowest = min((places[i] - boxes[i].high / 2 for i in down), default=np.inf)
        lift = max(0.0, float(ax.bbox.y0) - lowest)
        if not lift:
            break
    for i, label in enumerate(labels):
        label.set_position((label.get_position()[0], (places[i] - boxes[i].y) / pixels))
    if mine is not None:
        mine.set_position((mine.get_position()[0], lift / pixels))


def _box(ax: Axes, label: Annotation, pixels: float) -> _Box:
    extent = label.get_window_extent()
    x, y = ax.transData.transform(label.xy)
    left = float(x) + label.get_position()[0] * pixels
    return _Box(left, left + extent.width, float(y), extent.height + 1.5 * pixels)


def _blocked(
    box: _Box, our_box: _Box | None, lift: float, line: np.ndarray, clear: float
) -> tuple[float, float] | None:
    """Return from where to where our line and our label leave no room for a label."""
    heights = []
    if our_box is not None and our_box.left < box.right and box.left < our_box.right:
        heights += [our_box.y + lift - our_box.high / 2, our_box.y + lift + our_box.high / 2]
    if len(line):
        looks = np.linspace(box.left, box.right, _LOOKS)
        looks = looks[(looks >= line[0, 0]) & (looks <= line[-1, 0] + clear)]
        under = np.interp(looks, line[:, 0], line[:, 1])
        heights += [*(under - clear), *(under + clear)]
    return (min(heights), max(heights)) if heights else None


def _height_at(line: np.ndarray, box: _Box, our_box: _Box | None) -> float:
    """Return how high our line, or its label, stands where another line ends."""
    if not len(line):
        return our_box.y if our_box is not None else -np.inf
    return float(np.interp(box.left, line[:, 0], line[:, 1]))


def _stacked(
    boxes: list[_Box], blocked: list[tuple[float, float] | None], members: list[int], way: int
) -> dict[int, float]:
    """Return where some labels stand, one after the other away from our line: up (1) or down (−1)."""
    order = sorted(members, key=lambda i: way * boxes[i].y)
    wanted = [way * boxes[i].y for i in order]
    edges = [max(way * edge for edge in (blocked[i] or (-way * np.inf,))) for i in order]
    lengths = [boxes[i].high for i in order]
    return {i: way * y for i, y in zip(order, stacked(wanted, lengths, edges), strict=True)}
