"""Title, subtitle and footer of a page: wrapped to its width by measuring, never cut."""

from __future__ import annotations

from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from cchc_analysis.charts.style import FAINT, LEAST_TYPE, MUTED, OURS, TEXT, Size
from cchc_analysis.charts.wrapping import wrapped

_TITLE, _SUBTITLE, _FOOTER = 1.55, 1.0, 0.74
#: The smallest title, in parts of ordinary text; it is written smaller rather than in three lines. Below the
#: size of the subtitle only where nothing shorter says the same.
_LEAST_TITLE, _SMALL_TITLE = 0.8, 1.0
#: However small the title, its subtitle is smaller.
_BELOW_TITLE = 0.9

#: Texts and rules of the page, each with the points between it and the page's top or bottom.
Placed = list[tuple[Text | Line2D | Rectangle, float]]


def heading(
    fig: Figure, renderer: RendererBase, size: Size, titles: tuple[str, str], subtitle: str
) -> tuple[Placed, float]:
    """Write title and subtitle; return what is placed from the top, and the points that it takes."""
    title, shorter = titles
    placed: Placed = []
    y = 0.8 * size.margin if size.margin > 10 else 2.0
    x = size.margin / 72 / size.width
    if title and size.margin > 10:  # a slide has its mark; a figure in a page of text needs none
        bar = Rectangle((x, 0), 32 / 72 / size.width, 0, transform=fig.transFigure, color=OURS, linewidth=0)
        fig.add_artist(bar)
        placed.append((bar, 0.36 * size.margin))
    points = _SUBTITLE * size.text
    if title:
        text = fig.text(x, 0, "", va="top", ha="left", linespacing=1.2, weight="bold", color=TEXT)
        if not _write_title(fig, renderer, text, size, title, _SMALL_TITLE if shorter else _LEAST_TITLE):
            _write_title(fig, renderer, text, size, shorter or title, _LEAST_TITLE)
        points = min(points, _BELOW_TITLE * float(text.get_fontsize()))
        placed.append((text, y))
        y += _height(text, renderer) + 0.3 * size.text
    if subtitle:
        text = fig.text(x, 0, "", va="top", ha="left", linespacing=1.25, color=MUTED,
                        fontsize=max(LEAST_TYPE, points))  # fmt: skip
        text.set_text(wrapped(text, subtitle, _room(size, fig), renderer, balanced=False))
        placed.append((text, y))
        y += _height(text, renderer) + 0.3 * size.text
    return placed, y + 0.55 * size.text


def _write_title(
    fig: Figure, renderer: RendererBase, text: Text, size: Size, title: str, least: float
) -> bool:
    """Write a title in two lines, smaller if it must be; return whether it has no more."""
    share = _TITLE
    while True:
        text.set_fontsize(max(LEAST_TYPE, share * size.text))
        text.set_text(wrapped(text, title, _room(size, fig), renderer))
        two = text.get_text().count("\n") < 2
        if two or share <= least:
            return two
        share = max(least, share - 0.1)


def footing(fig: Figure, renderer: RendererBase, size: Size, footer: str) -> tuple[Placed, float]:
    """Write the footer under a thin rule; return what is placed from the bottom, and its points."""
    y = 0.55 * size.margin if size.margin > 10 else 2.0
    if not footer:
        return [], y
    x = size.margin / 72 / size.width
    text = fig.text(x, 0, "", va="bottom", ha="left", color=MUTED, linespacing=1.3)
    points = max(LEAST_TYPE, _FOOTER * size.text)
    while True:  # three lines at most, in smaller type if it must be
        text.set_fontsize(points)
        text.set_text(wrapped(text, footer, _room(size, fig), renderer, balanced=False))
        if text.get_text().count("\n") < 3 or points <= LEAST_TYPE:
            break
        points = max(LEAST_TYPE, points - 0.5)
    top = y + _height(text, renderer) + 0.45 * size.text
    rule = Line2D([x, 1 - x], [0, 0], color=FAINT, linewidth=0.8, transform=fig.transFigure)
    fig.add_artist(rule)
    return [(text, y), (rule, top)], top + 0.6 * size.text


def place_words(fig: Figure, above: Placed, below: Placed) -> None:
    """Set the words and rules from the top and from the bottom of a page whose height is known."""
    height = 72 * fig.get_size_inches()[1]
    for artist, points in above:
        if isinstance(artist, Rectangle):
            artist.set_y(1 - (points + 4.5) / height)
            artist.set_height(4.5 / height)
        elif isinstance(artist, Text):
            artist.set_y(1 - points / height)
    for artist, points in below:
        if isinstance(artist, Line2D):
            artist.set_ydata([points / height] * 2)
        elif isinstance(artist, Text):
            artist.set_y(points / height)


def _room(size: Size, fig: Figure) -> float:
    return size.room * fig.dpi / 72


def _height(text: Text, renderer: RendererBase) -> float:
    return float(text.get_window_extent(renderer).height * 72 / text.figure.dpi)
