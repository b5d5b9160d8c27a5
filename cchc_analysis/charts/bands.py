"""*Which group are we in, and who moved?* The units of each band, named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.transforms import ScaledTranslation

from cchc_analysis.charts.canvas import page_width, text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.measuring import figure_of, text_width, wrapped_to
from cchc_analysis.charts.style import FAINT, LINE, MUTED, OURS, SIZES, TEXT, SizeName
from cchc_analysis.phrases import column_in
from cchc_analysis.statements import rows_of_unit, say
from cchc_analysis.statements.phrases import units_words

#: Ems of ordinary text: the column of the bands' names and numbers, between two names, a row's height.
_LEFT, _BETWEEN, _ROW = 11.0, 1.1, 1.62
#: Lines of ordinary text between two bands.
_AIR = 1.2
_MOVED = {1: " ▲", -1: " ▼", 0: ""}


def bands_chart(
    data: pd.DataFrame,
    *,
    unit: str,
    title: str | None = None,
    subtitle: str | None = None,
    footer: str | None = None,
    lang: str = "vi",
    size: SizeName | None = None,
    words: bool = True,
    ax: Axes | None = None,
    if_empty: IfEmpty = "say",
) -> Axes:
    """Draw the bands with the names of their units, the best first: ours in colour, with who moved up or down.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.bands`.
    unit : str
        The unit in colour.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "bands")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    moved = data["moved"].fillna(0).ne(0).any()
    noted = say("bands_chart", "moved_in", lang, previous=data.attrs["previous"]) if moved else ""
    canvas = SIZES[size or "slide"]
    ems = canvas.room / canvas.text - _LEFT
    with page(data, request, unit=unit, body=_body(data, ems), noted=noted) as axes:
        _draw_bands(axes, data, unit, lang)
    return axes


def _body(data: pd.DataFrame, ems: float) -> float:
    """Return how many lines of text the bands take at least: names are about half an em a letter."""
    lengths = 0.47 * data["unit"].str.len() + _BETWEEN + 0.6
    rows = [max(2, -int(-total // (0.9 * ems))) for total in lengths.groupby(data["band"]).sum()]
    return _ROW * sum(rows) + _AIR * (len(rows) + 1)


@dataclass(frozen=True, slots=True)
class _Band:
    """A band: its name, how it stands, and the names of its units with what is written beside them."""

    name: str
    units: list[tuple[str, str, bool]]

    @property
    def ours(self) -> bool:
        """Whether our unit is in it."""
        return any(ours for _, _, ours in self.units)


def _of(data: pd.DataFrame, unit: str, lang: str) -> list[_Band]:
    column = column_in("band", lang)
    ours = set(rows_of_unit(data, unit)["unit_id"])
    banded = data[data[column].notna()]
    names = [*data.attrs[column_in("names", lang)]]
    names += [name for name in dict.fromkeys(banded[column]) if name not in names]
    made = []
    for name in names:
        rows = banded[banded[column] == name]
        moved = rows["moved"].fillna(0).astype(int).clip(-1, 1)
        units = [
            (u, _MOVED[m], i in ours) for u, m, i in zip(rows["unit"], moved, rows["unit_id"], strict=True)
        ]
        if units:
            made.append(_Band(str(name), units))
    return made


def _draw_bands(ax: Axes, data: pd.DataFrame, unit: str, lang: str) -> None:
    bands = _of(data, unit, lang)
    if not bands:
        raise NothingToDraw
    size, width = text_size(ax), page_width(ax)
    type_of_names = type_size(ax, 0.86)
    left = _LEFT * size
    flows = [_flowed(ax, band, width - left, type_of_names) for band in bands]
    rows = [max(2, 1 + max(row for row, _ in flow)) for flow in flows]
    ax.set_xlim(0, width)
    ax.set_ylim(_ROW * sum(rows) + _AIR * (len(rows) - 1), 0)
    ax.set_axis_off()
    below = ScaledTranslation(0, -0.36 * type_of_names / 72, figure_of(ax).dpi_scale_trans)
    lowered = ax.transData + below
    top, most = 0.0, max(len(band.units) for band in bands)
    for band, flow, high in zip(bands, flows, rows, strict=True):
        if top:
            ax.plot([0, width], [top - _AIR / 2] * 2, color=FAINT, linewidth=0.8)
        _head(ax, band, top, units_words(data, lang)["units"], most)
        for (name, arrow, ours), (row, x) in zip(band.units, flow, strict=True):
            look: dict[str, Any] = {"color": OURS, "fontweight": "bold"} if ours else {"color": TEXT}
            # On one line whatever marks the letters bear: centred words would stand higher and lower.
            ax.text(left + x, top + _ROW * (row + 0.5), name + arrow, transform=lowered, ha="left",
                    va="baseline", fontsize=type_of_names, **look)  # fmt: skip
        top += _ROW * high + _AIR


def _flowed(ax: Axes, band: _Band, room: float, size: float) -> list[tuple[int, float]]:
    """Return the row and the place in it of each name, one behind the other as words in a text."""
    places, row, x = [], 0, 0.0
    for name, arrow, ours in band.units:
        width = text_width(ax, name + arrow, size, "bold" if ours else "regular")
        if x and x + width > room:
            row, x = row + 1, 0.0
        places.append((row, x))
        x += width + _BETWEEN * size
    return places


def _head(ax: Axes, band: _Band, top: float, units: str, most: int) -> None:
    """Write the name of a band and its number of units beside a bar."""
    size = text_size(ax)
    colour = OURS if band.ours else MUTED
    name = wrapped_to(ax, band.name, (_LEFT - 1) * size, type_size(ax, 0.9), "bold")
    ax.text(0, top + 0.5 * _ROW, name, ha="left", va="center", fontsize=type_size(ax, 0.9), fontweight="bold",
            color=colour, linespacing=1.05)  # fmt: skip
    down = 0.55 * name.count("\n")
    long = 5.5 * size * len(band.units) / most
    ax.add_patch(Rectangle((0, top + 1.25 * _ROW + down - 0.4), long, 0.8, color=OURS if band.ours else LINE,
                           linewidth=0))  # fmt: skip
    ax.text(long + 0.4 * size, top + 1.25 * _ROW + down, f"{len(band.units)} {units}", ha="left",
            va="center_baseline", fontsize=type_size(ax, 0.78), color=colour)  # fmt: skip
