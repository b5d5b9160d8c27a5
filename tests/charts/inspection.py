"""What is wrong with a drawn chart, as a graphics desk would mark it: measured on the drawn picture.

``flaws(fig)`` returns one line a flaw. Texts are measured as boxes; what lies under them is read from the
picture drawn without them.
"""

from __future__ import annotations

import numpy as np
from artists import box
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from telling_apart import confused

from cchc_analysis.charts.style import LEAST_TYPE

#: Contrast that words need, that large words need, and lines that carry meaning.
WORDS, LARGE, LINES = 4.5, 3.0, 3.0
#: Large: points of bold type.
LARGE_BOLD = 14.0
#: Parts of a text's box that may be another ink: the tip of a line that points at it.
TOUCHED = 0.012
#: Contrast from which two grounds are another ink: a light band or a grid line is none.
ANOTHER_INK = 1.45
#: Lines of title, subtitle and footer.
MOST_LINES = (2, 2, 3)
#: Pixels at 200 dots an inch that boxes of two texts may share: their lines have air above and below.
SHARED = 4.0


def flaws(fig):
    """Return what is wrong with a drawn figure."""
    texts = written(fig)
    boxes = {text: box(text) for text in texts}
    return [
        *(f"outside: {_named(t)}" for t in texts if _outside(boxes[t], fig.bbox)),
        *(f"texts overlap: {_named(a)} / {_named(b)}" for a, b in _overlapping(boxes)),
        *(f"small type: {t.get_fontsize():.1f} pt, {_named(t)}" for t in texts if _small(t)),
        *(f"cut mark in {where}" for where in _cut(fig)),
        *(f"pale line {colour}" for colour in _pale_lines(fig)),
        *confused(fig),
        *_under_texts(fig, boxes),
        *_too_many_lines(fig),
    ]  # fmt: skip


def written(fig):
    """Return all texts that a reader sees."""
    hidden = {label for ax in fig.axes for axis in (ax.xaxis, ax.yaxis) for label in _unseen(ax, axis)}
    return [t for t in fig.findobj(Text) if t.get_text().strip() and t.get_visible() and t not in hidden]


def _unseen(ax, axis):
    """Return the tick labels that are not drawn: those beyond the limits of an axis, all of a hidden one."""
    low, high = sorted(axis.get_view_interval())
    shown = ax.axison and axis.get_visible()
    ticks = [*axis.majorTicks, *axis.minorTicks]
    beyond = [tick for tick in ticks if not (shown and low <= tick.get_loc() <= high)]
    return [label for tick in beyond for label in (tick.label1, tick.label2)]


def _small(text):
    return text.get_fontsize() < LEAST_TYPE - 0.01


def _named(text):
    return repr(" ".join(text.get_text().split())[:60])


def _outside(b, page):
    return b.x0 < -0.5 or b.y0 < -0.5 or b.x1 > page.width + 0.5 or b.y1 > page.height + 0.5


def _overlapping(boxes):
    x0, y0, x1, y1 = np.array([one.extents for one in boxes.values()]).reshape(-1, 4).T
    wide = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0)
    high = np.minimum.outer(y1, y1) - np.maximum.outer(y0, y0)
    # The box of a line has a quarter of air.
    shared = (wide > SHARED) & (high > SHARED + 0.12 * np.minimum.outer(y1 - y0, y1 - y0))
    texts = list(boxes)
    return [(texts[a], texts[b]) for a, b in np.argwhere(np.triu(shared, 1))]


def _cut(fig):
    """Tell the axes at whose edge, or at the page's, a mark is cut."""
    for ax in fig.axes:
        for line in ax.lines:
            if line.get_marker() in ("o", "s", "D") and len(line.get_xdata()):
                points = line.get_transform().transform(
                    np.column_stack([line.get_xdata(), line.get_ydata()]).astype(float)
                )
                radius = (line.get_markersize() + line.get_markeredgewidth()) / 2 * fig.dpi / 72
                if _beyond(points, radius, ax.bbox if line.get_clip_on() else fig.bbox):
                    yield "a line"
        for marks in ax.collections:
            if isinstance(marks, PathCollection) and len(marks.get_offsets()):
                points = marks.get_offset_transform().transform(np.asarray(marks.get_offsets(), dtype=float))
                radius = np.sqrt(max(marks.get_sizes())) / 2 * fig.dpi / 72
                if _beyond(points, radius, ax.bbox if marks.get_clip_on() else fig.bbox):
                    yield "a swarm"


def _beyond(points, radius, room):
    points = points[np.isfinite(points).all(axis=1)]
    low, high = (room.x0, room.y0), (room.x1, room.y1)
    return bool(((points - radius < np.array(low) - 0.5) | (points + radius > np.array(high) + 0.5)).any())


def _pale_lines(fig):
    """Return the colours of curves (not of rules or tracks) that are too pale to be told from paper."""
    for ax in fig.axes:
        for line in ax.lines:
            x, y = (np.asarray(v, dtype=float) for v in (line.get_xdata(), line.get_ydata()))
            known = np.isfinite(x) & np.isfinite(y) if x.shape == y.shape else np.zeros(0, bool)
            curved = known.sum() > 1 and np.ptp(x[known]) > 0 and np.ptp(y[known]) > 0
            drawn = line.get_linestyle() != "None" and line.get_linewidth() > 0
            if curved and drawn and contrast(line.get_color(), "white") < LINES:
                yield line.get_color()


def luminance(rgb):
    """Return the relative luminance of colours, whatever their shape: 0 for black, 1 for white."""
    rgb = np.asarray(rgb, dtype=float)
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(one, other):
    """Return the contrast of two colours, or of a colour and many."""
    a, b = (luminance(to_rgb(c) if isinstance(c, str | tuple) else c) for c in (one, other))
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


def _under_texts(fig, boxes):
    """Tell the words that stand on other ink, or on a ground that is too like them."""
    for text in boxes:
        text.set_visible(False)
    fig.canvas.draw()
    picture = np.asarray(fig.canvas.buffer_rgba())[..., :3]
    for text in boxes:
        text.set_visible(True)
    for text, b in boxes.items():
        if text.get_bbox_patch() is not None:  # a ground of its own
            continue
        ground = _ground(picture, b, 1 + text.get_text().count("\n"))
        if not ground.size:
            continue
        usual = np.median(ground, axis=0)
        large = text.get_fontsize() >= LARGE_BOLD and text.get_fontweight() in ("bold", 700)
        if contrast(to_rgb(text.get_color()), usual) < (LARGE if large else WORDS):
            yield f"contrast {contrast(to_rgb(text.get_color()), usual):.1f}: {_named(text)}"
        other = (contrast(ground, usual) > ANOTHER_INK).mean()
        if other > TOUCHED:
            yield f"other ink: under {100 * other:.0f} % of {_named(text)}"


def _ground(picture, b, lines):
    """Return the pixels under a text, without the air above and below its lines."""
    height, air = picture.shape[0], 0.16 * b.height / lines
    top, bottom = int(height - b.y1 + air), int(height - b.y0 - air)
    part = picture[max(0, top) : max(0, bottom), max(0, int(b.x0)) : max(0, int(b.x1))]
    return part.reshape(-1, 3) / 255


def _too_many_lines(fig):
    if len(fig.texts) == len(MOST_LINES):
        for text, most in zip(fig.texts, MOST_LINES, strict=True):
            lines = 1 + text.get_text().count("\n")
            if lines > most:
                yield f"{lines} lines: {_named(text)}"
