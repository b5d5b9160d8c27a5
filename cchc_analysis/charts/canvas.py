"""The paper that a chart is drawn on: made at its final size, finished with its words.

Everything is laid out in points. Title, subtitle and footer are wrapped by measuring them; the axes then
take what is left, labels and all, so that nothing is clipped and nothing overlaps.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.text import Text

from cchc_analysis.charts.errors import chart_error
from cchc_analysis.charts.measuring import figure_of
from cchc_analysis.charts.page_words import footing, heading, place_words
from cchc_analysis.charts.saving import describe
from cchc_analysis.charts.spacing import apart, within
from cchc_analysis.charts.style import LEAST_TYPE, MUTED, SIZES, Size, styled


def canvas(kind: str = "slide") -> tuple[Figure, Axes]:
    """Return an empty figure of a known size and its axes.

    Parameters
    ----------
    kind : {"slide", "band", "a4", "square"}
        13.3 × 7.5 inches, half of that, 16 cm wide as the text of an A4 page, 9 × 9 inches; at 200 dots an
        inch.

    Raises
    ------
    ChartError
        For another kind, naming those there are.
    """
    if kind not in SIZES:
        raise chart_error("size", size=kind, known=", ".join(SIZES))
    size = SIZES[kind]
    with styled():
        fig = plt.figure(figsize=(size.width, size.height), label=kind)
        ax = fig.add_axes((0.08, 0.15, 0.84, 0.6))
    ax.tick_params(labelsize=type_size(ax, 0.86))
    return fig, ax


def size_of(ax: Axes) -> Size | None:
    """Return the size of the canvas of *ax*, nothing on a figure of the caller's own."""
    return SIZES.get(str(figure_of(ax).get_label()))


def page_width(ax: Axes) -> float:
    """Return the points between the margins of the canvas, or the width of axes of the caller's own."""
    size = size_of(ax)
    return size.room if size else 72 * inches_of(ax)[0]


def text_size(ax: Axes) -> float:
    """Return the point size of ordinary text on the canvas of *ax*; by its width on others."""
    if size := size_of(ax):
        return size.text
    full = SIZES["slide"]
    return max(LEAST_TYPE, full.text * min(1.0, figure_of(ax).get_size_inches()[0] / full.width))


def type_size(ax: Axes, share: float) -> float:
    """Return *share* of the ordinary text on *ax* in points, and never less than can be read."""
    return max(LEAST_TYPE, share * text_size(ax))


def finish(
    ax: Axes,
    *,
    title: str,
    subtitle: str = "",
    footer: str = "",
    body: float | None = None,
    shorter: str = "",
) -> Axes:
    """Write title, subtitle and footer on one margin and fit the axes between them.

    Parameters
    ----------
    ax : Axes
        The only axes of a figure of :func:`canvas`.
    title, subtitle, footer : str
        The finding; what is measured; source and caveats. Wrapped to the width, never cut.
    body : float, optional
        Points that the axes with their labels need: a canvas that grows is made as high as that asks.
    shorter : str, optional
        Written instead of a title for which there is no room in two lines of good size.

    Returns
    -------
    Axes
        The same.
    """
    fig = figure_of(ax)
    width, height = fig.get_size_inches()
    size = size_of(ax) or Size(width, height, text_size(ax), 2.3 * width)
    with styled():
        renderer = fig.canvas.get_renderer()  # type: ignore[attr-defined]
        above, top = heading(fig, renderer, size, (title, shorter), subtitle)
        below, bottom = footing(fig, renderer, size, footer)
        grown = max(size.height, (top + body + bottom) / 72) if size.grows and body is not None else 0.0
        if height := grown or (0.0 if title or footer else size.bare):
            fig.set_size_inches(size.width, height)
            renderer = fig.canvas.get_renderer()  # type: ignore[attr-defined]
        place_words(fig, above, below)
        _fit(fig, ax, renderer, size.margin, top, bottom)
    describe(fig, title, footer)
    return ax


def literal(ax: Axes) -> None:
    """Show every text as it is written: a ``$`` in a name begins no formula, whoever made the axes."""
    for text in ax.findobj(Text):
        text.set_parse_math(text.get_wrap())


def _fit(fig: Figure, ax: Axes, renderer: RendererBase, margin: float, top: float, bottom: float) -> None:
    """Give the axes, with everything that hangs on them, the room between the words (in points)."""
    width, height = (72 * inches for inches in fig.get_size_inches())
    left, right, low, high = margin / width, 1 - margin / width, bottom / height, 1 - top / height
    ax.set_position((left + 0.05, low + 0.03, right - left - 0.1, max(0.05, high - low - 0.05)))
    for _ in range(3):
        arrange(ax)
        box = ax.get_tightbbox(renderer)
        assert box is not None
        tight = box.transformed(fig.transFigure.inverted())
        now = ax.get_position()
        off = (left - tight.x0, right - tight.x1, low - tight.y0, high - tight.y1)
        if max(abs(o) for o in off) < 0.0006:
            return
        x0, x1, y0, y1 = (a + b for a, b in zip((now.x0, now.x1, now.y0, now.y1), off, strict=True))
        ax.set_position((x0, y0, max(0.1, x1 - x0), max(0.05, y1 - y0)))
    arrange(ax)


class _Arrangement(Artist):
    """What is done to axes whenever they get their place, drawn as nothing.

    It stands on the axes and goes with them: a table of arrangements, which know their axes, would keep every
    chart that was ever drawn.
    """

    def __init__(self, act: Callable[[Axes], None]) -> None:
        super().__init__()
        self.set_in_layout(False)
        self.act = act


def when_placed(ax: Axes, arrangement: Callable[[Axes], None]) -> None:
    """Have *arrangement* done to *ax* whenever the axes get their place: what depends on their size."""
    ax.add_artist(_Arrangement(arrangement))


def arrange(ax: Axes) -> None:
    """Do what waits for the axes to have their place, and move the labels at the ends of lines apart."""
    for artist in list(ax.artists):
        if isinstance(artist, _Arrangement):
            artist.act(ax)
    spread(ax)


def inches_of(ax: Axes) -> tuple[float, float]:
    """Return width and height of the axes in inches."""
    box, dpi = ax.get_window_extent(), figure_of(ax).dpi
    return box.width / dpi, box.height / dpi


def end_label(
    ax: Axes, x: float, y: float, words: str, *, left: bool = False, leader: bool = False, **look: Any
) -> Text:
    """Label the end of a line at its right or *left*, with a thin *leader* to it where labels crowd.

    :func:`finish` moves such labels apart.
    """
    size = text_size(ax)
    off = (1.4 if leader else 0.7) * size
    led = {"arrowstyle": "-", "color": look.get("color", MUTED), "linewidth": 0.04 * size, "shrinkA": 1.0,
           "shrinkB": 0.0, "relpos": (1.0 if left else 0.0, 0.5)}  # fmt: skip
    label = ax.annotate(words, (x, y), xytext=(-off if left else off, 0), textcoords="offset points",
                        va="center", ha="right" if left else "left", fontsize=type_size(ax, 0.9),
                        annotation_clip=False, arrowprops=led if leader else None, **look)  # fmt: skip
    label.set_gid("end right" if left else "end left")
    return label


def spread(ax: Axes) -> None:
    """Move the end labels of *ax* up and down until none covers another on its side."""
    for side in ("left", "right"):
        _spread(ax, [t for t in ax.texts if t.get_gid() == f"end {side}"])


def _spread(ax: Axes, labels: list[Text]) -> None:
    if len(labels) < 2:
        return
    fig = figure_of(ax)
    renderer = fig.canvas.get_renderer()  # type: ignore[attr-defined]
    # As a text: an annotation reckons its leader in.
    height = {t: Text.get_window_extent(t, renderer).height + 0.02 * fig.dpi for t in labels}
    want = {t: float(ax.transData.transform(t.xy)[1]) for t in labels}  # type: ignore[attr-defined]
    ordered = sorted(labels, key=lambda t: want[t])
    lengths = [height[t] for t in ordered]
    place = within(apart([want[t] for t in ordered], lengths), lengths, ax.bbox.y0, ax.bbox.y1)
    for label, y in zip(ordered, place, strict=True):
        label.set_position((label.get_position()[0], (y - want[label]) * 72 / fig.dpi))
