"""The paper that a chart is drawn on: made at its final size, finished with its words, saved.

Title, subtitle and footer are wrapped by measuring them; the axes then take what is left, labels and
all, so that nothing is clipped and nothing overlaps.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from cchc_analysis.charts.style import FAINT, MUTED, SIZES, TEXT, styled
from cchc_analysis.writing import saving, write

_MARGIN = 0.032
_TITLE, _SUBTITLE, _FOOTER = 1.42, 1.0, 0.74


def canvas(kind: str = "slide") -> tuple[Figure, Axes]:
    """Return an empty figure of a known size and its axes.

    Parameters
    ----------
    kind : {"slide", "band", "a4", "square"}
        1333 × 750, 1333 × 490, 800 × 540 or 900 × 900 pixels.

    Raises
    ------
    ValueError
        For another kind, naming those there are.
    """
    if kind not in SIZES:
        raise ValueError(f"Khổ “{kind}” không có; có: {', '.join(SIZES)}.\nThere is no size “{kind}”.")
    size = SIZES[kind]
    with styled():
        fig = plt.figure(figsize=(size.width, size.height), label=kind)
        ax = fig.add_axes((0.08, 0.15, 0.84, 0.6))
    ax.tick_params(labelsize=0.86 * size.text)
    return fig, ax


def text_size(ax: Axes) -> float:
    """Return the point size of ordinary text on the canvas of *ax*; that of a slide's on others."""
    fig = ax.get_figure(root=True)
    kind = str(fig.get_label()) if fig is not None else ""
    if kind in SIZES:
        return SIZES[kind].text
    return max(7.0, 15 * min(1.0, (fig.get_size_inches()[0] if fig is not None else 13.33) / 13.33))


def finish(ax: Axes, *, title: str, subtitle: str = "", footer: str = "") -> Axes:
    """Write title, subtitle and footer on one margin and fit the axes between them.

    Parameters
    ----------
    ax : Axes
        The only axes of a figure of :func:`canvas`.
    title, subtitle, footer : str
        The finding; what is measured; source and caveats. Wrapped to the width, never cut.

    Returns
    -------
    Axes
        The same.
    """
    fig = ax.get_figure(root=True)
    assert isinstance(fig, Figure)
    size = text_size(ax)
    with styled():
        renderer = fig.canvas.get_renderer()  # type: ignore[attr-defined]
        top = _down(fig, renderer, 1 - 1.25 * _MARGIN, title, _TITLE * size, weight="bold", color=TEXT)
        top = _down(fig, renderer, top - 0.012, subtitle, _SUBTITLE * size, color=MUTED)
        bottom = _up(fig, renderer, 0.9 * _MARGIN, footer, _FOOTER * size)
        _fit(fig, ax, renderer, top - 0.035, bottom + 0.025)
    return ax


def literal(ax: Axes) -> None:
    """Show every text as it is written: a ``$`` in a name begins no formula, whoever made the axes."""
    for text in ax.findobj(Text):
        text.set_parse_math(text.get_wrap())


def _down(fig: Figure, renderer: RendererBase, y: float, words: str, size: float, **look: Any) -> float:
    """Write *words* below *y* and return where they end."""
    if not words:
        return y
    text = fig.text(_MARGIN, y, "", fontsize=size, va="top", ha="left", linespacing=1.25, **look)
    _wrap(fig, renderer, text, words)
    return float(text.get_window_extent(renderer).y0 / fig.bbox.height)


def _up(fig: Figure, renderer: RendererBase, y: float, words: str, size: float) -> float:
    """Write *words* above *y* under a thin rule and return where they begin."""
    if not words:
        return y
    text = fig.text(_MARGIN, y, "", fontsize=size, va="bottom", ha="left", color=MUTED, linespacing=1.35)
    _wrap(fig, renderer, text, words)
    top = float(text.get_window_extent(renderer).y1 / fig.bbox.height) + 0.014
    fig.add_artist(
        Line2D([_MARGIN, 1 - _MARGIN], [top, top], color=FAINT, linewidth=1, transform=fig.transFigure)
    )
    return top


def _wrap(fig: Figure, renderer: RendererBase, text: Text, words: str) -> None:
    room = (1 - 2 * _MARGIN) * fig.bbox.width
    text.set_text(wrapped(text, words, room, renderer))


def wrapped(text: Text, words: str, room: float, renderer: RendererBase) -> str:
    """Return *words* broken at spaces so that no line of *text* is wider than *room* pixels.

    Two lines are parted behind a comma or colon where that leaves neither short; else the lines are made
    about equally long, so that no word is left alone on the last.
    """

    def width(line: str) -> float:
        measure = renderer.get_text_width_height_descent
        return float(measure(line, text.get_fontproperties(), False)[0])

    lines = _broken(words, room, width)
    if len(lines) == 2 and (parted := _parted(words, room, width)):
        return parted
    narrower = room
    while len(lines) > 1 and narrower > 0.5 * room:
        tried = _broken(words, narrower := 0.96 * narrower, width)
        if len(tried) > len(lines):
            break
        lines = tried
    return "\n".join(lines)


def _parted(words: str, room: float, width: Callable[[str], float]) -> str:
    """Return *words* in two lines parted at punctuation, the most equal of those that fit; else nothing."""
    fitting = []
    for mark in re.finditer("[,;:] ", words):
        first, second = words[: mark.end()].rstrip(), words[mark.end() :]
        short, long = sorted((width(first), width(second)))
        if long <= room and short > 0.4 * long:
            fitting.append((long, f"{first}\n{second}"))
    return min(fitting)[1] if fitting else ""


def _broken(words: str, room: float, width: Callable[[str], float]) -> list[str]:
    lines = []
    for paragraph in words.split("\n"):
        line = ""
        for word in re.split(" +", paragraph):
            longer = f"{line} {word}".strip()
            if line and width(longer) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _fit(fig: Figure, ax: Axes, renderer: RendererBase, top: float, bottom: float) -> None:
    """Give the axes, with everything that hangs on them, the room between the words."""
    left, right = _MARGIN, 1 - _MARGIN
    ax.set_position((left + 0.05, bottom + 0.03, right - left - 0.1, top - bottom - 0.05))
    for _ in range(3):
        spread(ax)
        box = ax.get_tightbbox(renderer)
        assert box is not None
        tight = box.transformed(fig.transFigure.inverted())
        now = ax.get_position()
        x0, x1 = now.x0 + left - tight.x0, now.x1 + right - tight.x1
        y0, y1 = now.y0 + bottom - tight.y0, now.y1 + top - tight.y1
        ax.set_position((x0, y0, max(0.1, x1 - x0), max(0.1, y1 - y0)))
    spread(ax)


def end_label(ax: Axes, x: float, y: float, words: str, **look: Any) -> Text:
    """Label the end of a line at its right; :func:`finish` moves such labels apart."""
    size = text_size(ax)
    label = ax.annotate(words, (x, y), xytext=(0.7 * size, 0), textcoords="offset points", va="center",
                        ha="left", fontsize=0.9 * size, annotation_clip=False, **look)  # fmt: skip
    label.set_gid("end")
    return label


def spread(ax: Axes) -> None:
    """Move the end labels of *ax* up and down until none covers another."""
    labels = [t for t in ax.texts if t.get_gid() == "end"]
    fig = ax.get_figure(root=True)
    if len(labels) < 2 or fig is None:
        return
    renderer = fig.canvas.get_renderer()  # type: ignore[attr-defined]
    height = {t: t.get_window_extent(renderer).height + 3 for t in labels}
    want = {t: float(ax.transData.transform(t.xy)[1]) for t in labels}  # type: ignore[attr-defined]
    ordered = sorted(labels, key=lambda t: want[t])
    place = _apart([want[t] for t in ordered], [height[t] for t in ordered])
    for label, y in zip(ordered, place, strict=True):
        x_offset = label.get_position()[0]
        label.set_position((x_offset, (y - want[label]) * 72 / fig.dpi))


def _apart(wanted: list[float], heights: list[float]) -> list[float]:
    """Return the positions nearest to those wanted at which intervals of these heights do not overlap."""
    groups: list[tuple[float, list[int]]] = []
    for i in range(len(wanted)):
        groups.append((wanted[i], [i]))
        while len(groups) > 1 and _top(groups[-2], heights) > _bottom(groups[-1], heights):
            (_, a), (_, b) = groups.pop(-2), groups.pop(-1)
            members = a + b
            offsets = _offsets(members, heights)
            centre = sum(wanted[m] - o for m, o in zip(members, offsets, strict=True)) / len(members)
            groups.append((centre, members))
    place = [0.0] * len(wanted)
    for centre, members in groups:
        for member, offset in zip(members, _offsets(members, heights), strict=True):
            place[member] = centre + offset
    return place


def _offsets(members: list[int], heights: list[float]) -> list[float]:
    total = sum(heights[m] for m in members)
    offsets, below = [], -total / 2
    for member in members:
        offsets.append(below + heights[member] / 2)
        below += heights[member]
    return offsets


def _top(group: tuple[float, list[int]], heights: list[float]) -> float:
    return group[0] + sum(heights[m] for m in group[1]) / 2


def _bottom(group: tuple[float, list[int]], heights: list[float]) -> float:
    return group[0] - sum(heights[m] for m in group[1]) / 2


def save(fig: Figure, path: str | Path) -> Path:
    """Write a figure as PNG, the same bytes for the same chart.

    Raises
    ------
    SaveError
        Where the file is open elsewhere, the folder cannot be written, the disk is full.
    """
    path, made = Path(path), io.BytesIO()
    with saving(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        fig.savefig(made, format="png", dpi=fig.dpi, metadata={"Software": "cchc_analysis"})
    return write(path, made.getvalue())
