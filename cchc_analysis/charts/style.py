"""The look of the charts: one style file, one palette, three sizes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files

import matplotlib.pyplot as plt
from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter, MaxNLocator

from cchc_analysis.vietnamese import format_number

#: Our unit, and what is worse than others; both at least 4.5 : 1 against white, told apart in grey.
OURS = "#0B5394"
WORSE = "#B4490C"
#: Everybody else, from what is read to what is felt.
TEXT = "#222222"
MUTED = "#5A626B"
LINE = "#8A929B"
FAINT = "#C8CDD2"
BAND = "#E9ECEF"


@dataclass(frozen=True, slots=True)
class Size:
    """A canvas: inches at 100 dpi, and the point size of ordinary text on it."""

    width: float
    height: float
    text: float


#: A projected slide, half of one, the column of an A4 page, a post.
SIZES = {
    "slide": Size(13.33, 7.5, 15),
    "band": Size(13.33, 4.9, 15),
    "a4": Size(8.0, 5.4, 9.5),
    "square": Size(9.0, 9.0, 13),
}


@contextmanager
def styled() -> Iterator[None]:
    """Apply the style inside a ``with`` block and leave the user's own settings alone."""
    # Load the backend first: what a notebook's own sets when it is loaded (interactive, so that charts show)
    # would be undone at the end of the block.
    plt.draw_if_interactive()
    with (
        as_file(files("cchc_analysis.charts").joinpath("cchc.mplstyle")) as path,
        plt.style.context(str(path)),
    ):
        yield


def round_axis(axis: Axis, most: int, lang: str) -> None:
    """Put at most *most* ticks on round numbers, written with as many decimals as they have."""
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10]))
    ticks = axis.get_major_locator()()
    step = abs(float(ticks[1] - ticks[0])) if len(ticks) > 1 else 1.0
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    axis.set_major_formatter(FuncFormatter(lambda v, _: format_number(v, decimals, lang)))
