"""Whether the series of a drawn chart can be told apart: in grey, and by who does not see red from green.

Two series differ by their form (dashes, width, kind of mark, filled or hollow, side of zero) or by colour;
where colour alone tells them apart, their lightness must, and what a deuteranope sees of it.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle

#: Of 100: how far apart two tones of grey are, and two colours as a deuteranope sees them (CIE 1976).
GREYS, COLOURS = 12.0, 15.0
#: Times that a line is wider than another, or a mark larger, so that this tells them apart.
WIDER = 1.4
#: How a deuteranope sees linear red, green and blue (Machado, Oliveira and Fernandes 2009, whole severity).
_DEUTERANOPE = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
)
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.9505, 1.0, 1.089])


def confused(fig):
    """Yield the pairs of colours that are told apart by nothing else, and too alike."""
    for ax in fig.axes:
        pairs = {
            tuple(sorted((a, b)))
            for (form, wide, a), (other, width, b) in combinations(sorted(_series(ax)), 2)
            if a != b and form == other and max(wide, width) < WIDER * min(wide, width)
        }
        for a, b in sorted(pairs):
            if (apart := abs(lightness(a) - lightness(b))) < GREYS:
                yield f"alike in grey: {a} {b}, {apart:.0f} of lightness"
            if (apart := float(np.linalg.norm(seen(a) - seen(b)))) < COLOURS:
                yield f"alike to a deuteranope: {a} {b}, {apart:.0f} apart"


def lightness(colour):
    """Return how light a colour is, 0 to 100: what is left of it in grey."""
    return float(_lab(_linear(colour))[0])


def seen(colour):
    """Return what a deuteranope sees of a colour, in CIE Lab."""
    return _lab(np.clip(_DEUTERANOPE @ _linear(colour), 0, 1))


def _linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def _lab(linear):
    x, y, z = np.cbrt(np.maximum(_TO_XYZ @ linear / _WHITE, 0.008856))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def _series(ax):
    """Return what is drawn, as (form, width in points, colour)."""
    found = set()
    for line in ax.lines:
        if len(line.get_xdata()) > 1 and line.get_linestyle() not in ("None", "none", ""):
            dashes = tuple(line._unscaled_dash_pattern[1] or ())
            found.add((f"line {_way(line)} {dashes}", line.get_linewidth(), to_hex(line.get_color())))
        if line.get_marker() not in ("None", "none", "", None) and len(line.get_xdata()):
            found.add(_mark(line.get_marker(), line.get_markerfacecolor(), line.get_markeredgecolor(),
                            line.get_markersize()))  # fmt: skip
    for marks in ax.collections:
        if isinstance(marks, PathCollection) and len(marks.get_offsets()):
            faces, edges = marks.get_facecolor(), marks.get_edgecolor()
            shape = str(len(marks.get_paths()[0].vertices))
            if len(faces):
                edge = edges[0] if len(edges) else faces[0]
                found.add(_mark(shape, faces[0], edge, float(np.sqrt(np.median(marks.get_sizes())))))
    for bar in ax.patches:
        if isinstance(bar, Rectangle) and bar.get_fill() and bar.get_width() and not bar.get_hatch():
            side = "left" if bar.get_width() < 0 else "right"
            found.add((f"bar {side}", abs(bar.get_height()), to_hex(bar.get_facecolor())))
    return found


def _way(line):
    """Return whether a line runs across, up, or both: a tick is not taken for a track."""
    across, up = (np.ptp(np.asarray(v, dtype=float)) > 0 for v in (line.get_xdata(), line.get_ydata()))
    return "curve" if across and up else "across" if across else "up"


def _mark(shape, face, edge, size):
    hollow = to_hex(face) == "#ffffff"
    return (f"mark {shape} {'hollow' if hollow else 'full'}", size, to_hex(edge if hollow else face))
