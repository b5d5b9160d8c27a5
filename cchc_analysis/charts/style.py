"""The look of the charts: one style file, one palette, four sizes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Literal

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter, MaxNLocator

from cchc_analysis.charts.typeface import FAMILIES, load_typeface
from cchc_analysis.vietnamese import format_number

#: Our unit, and what is worse than others; both at least 4.5 : 1 against white.
OURS = "#0B5394"
WORSE = "#B4490C"
#: Two neighbours, where the question is about them: apart from each other in grey too, and less than ours.
ABOVE, BELOW = "#14807A", "#5C3A00"
#: Everybody else, from what is read to what is felt: TEXT and MUTED may be words, LINE (3 : 1) may be a line
#: that means something, FAINT and BAND are ground.
TEXT = "#222222"
MUTED = "#5A626B"
LINE = "#868E97"
FAINT = "#C8CDD2"
BAND = "#E9ECEF"

SizeName = Literal["slide", "a4", "square", "band"]
#: Dots an inch of a PNG; in a notebook a chart is drawn with half as many, so that it stays small.
DPI = 200
#: No type is smaller at the size it is drawn.
LEAST_TYPE = 8.0


@dataclass(frozen=True, slots=True)
class Size:
    """A canvas: inches, the point size of ordinary text on it, its margin in points.

    One that *grows* is as high as its rows need; the height is then the least it has. ``bare`` is the height
    without title and footer, where others write these around the chart; 0: the same.
    """

    width: float
    height: float
    text: float
    margin: float
    grows: bool = False
    bare: float = 0.0

    @property
    def room(self) -> float:
        """The points between its margins."""
        return 72 * self.width - 2 * self.margin


#: A slide and a post have a height of their own; half a slide and a figure in an A4 page (16 cm, the width
#: of its text) grow with what they hold.
SIZES: dict[str, Size] = {
    "slide": Size(40 / 3, 7.5, 15.5, 31, grows=False, bare=6.3),
    "band": Size(40 / 3, 4.6, 15.5, 31, grows=True),
    "a4": Size(16 / 2.54, 2.6, 9.5, 3, grows=True),
    "square": Size(9.0, 9.0, 14, 27, grows=False),
}


@contextmanager
def styled() -> Iterator[None]:
    """Apply the style inside a ``with`` block and leave the user's own settings alone."""
    # Load the backend first: what a notebook's own sets when it is loaded (interactive, so that charts show)
    # would be undone at the end of the block.
    plt.draw_if_interactive()
    load_typeface()
    with mpl.rc_context(_settings()):
        yield


@cache
def _settings() -> Any:  # its keys are no plain strings to a type checker
    with as_file(files("cchc_analysis.charts").joinpath("cchc.mplstyle")) as path:
        declared = mpl.rc_params_from_file(path, use_default_template=False)
    return dict(declared) | {"font.family": FAMILIES}


def round_axis(axis: Axis, most: int, lang: str) -> None:
    """Put at most *most* ticks on round numbers, written with as many decimals as they have."""
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10]))
    ticks = axis.get_major_locator()()
    step = abs(float(ticks[1] - ticks[0])) if len(ticks) > 1 else 1.0
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    axis.set_major_formatter(FuncFormatter(lambda v, _: format_number(v, decimals, lang)))
