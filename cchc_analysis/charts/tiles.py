"""*And the neighbours?* A map of tiles, one a province: a rank, a score, a band, a change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from cchc_analysis.charts.canvas import size_of, text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw, chart_error
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.measuring import figure_of, text_width
from cchc_analysis.charts.style import LEAST_TYPE, LINE, MUTED, TEXT, WORSE, SizeName
from cchc_analysis.charts.tile_classes import DARK, Mapped, Show, mapped_by
from cchc_analysis.statements import rows_of_unit, say
from cchc_analysis.statements.moves import moves_by, moves_none
from cchc_analysis.units import provinces
from cchc_analysis.units.tiles import Tile, tiles

#: What is shown of each kind of result unless asked.
_SHOWN: dict[str, tuple[Show, ...]] = {"ranks": ("rank", "score"), "bands": ("band",), "moves": ("change",)}
#: Fewer provinces make no map.
_FEWEST = 8
_GAP = 0.03
#: Ems of a tile that are neither name nor number.
_AIR = 1.0
#: Tiles that are measured in every size.
_WIDEST = 4
#: Rows of the legend stand west of the coast, from this row.
_LEGEND_AT = {"tinh-63": 6.6, "tinh-34": 5.2}


def tile_map_chart(
    data: pd.DataFrame,
    *,
    unit: str,
    show: Show | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    footer: str | None = None,
    lang: str = "vi",
    size: SizeName | None = None,
    words: bool = True,
    ax: Axes | None = None,
    if_empty: IfEmpty = "say",
) -> Axes:
    """Draw the provinces as tiles, the darker the better; ours is outlined, hatched is what was not published.

    Ranks, scores and changes are classed in quarters of the published provinces; each tile says its number.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.ranks` (its rank, or its ``score``), of
        :func:`cchc_analysis.bands` or of :func:`cchc_analysis.moves`, of the
        63 provinces or of the 34.
    unit : str
        The unit that is outlined.
    show : {"rank", "score", "band", "change"}, optional
        What the tiles show.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, *_SHOWN)
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    shown = _SHOWN[data.attrs["kind"]]
    show = show or shown[0]
    if show not in shown:
        raise chart_error("choice", argument="show", value=show, known=", ".join(shown))
    if request.subtitle is None:
        key = "rank_change" if show == "change" and moves_by(data) == "rank_change" else show
        facts = {name: data.attrs.get(name) for name in ("index", "year", "previous")}
        request = replace(request, subtitle=say("tiles", f"subtitle_{key}", lang, **facts))
    rows = 1 + max((tile.row for tile in tiles(str(data.attrs["scope"]))), default=0)
    high = 1.55 if (size or "square") != "a4" or show in ("rank", "band") else 2.7
    noted = say("tiles", "made", lang)
    with page(data, request, default="square", unit=unit, body=high * rows + 1, noted=noted) as axes:
        _draw_tiles(axes, data, unit, show, lang)
    return axes


def _draw_tiles(ax: Axes, data: pd.DataFrame, unit: str, show: Show, lang: str) -> None:
    places = tiles(str(data.attrs["scope"]))
    if not places:
        raise NothingToDraw(say("tiles", "no_tiles", lang))
    data = _as_tiles(data)
    mapped = mapped_by(data, show, lang)
    if not mapped.classes and show == "band":
        raise NothingToDraw
    if len(mapped.classes) < _FEWEST:
        if show == "change" and not mapped.classes:
            raise NothingToDraw(moves_none(data, lang))
        facts = {"index": data.attrs["index"], "year": data.attrs["year"], "n": len(mapped.classes)}
        raise NothingToDraw(say("tiles", "few", lang, **facts))
    ours = set(rows_of_unit(data, unit)["unit"])  # in any spelling
    width, size, two = _fitted(ax, places, mapped)
    columns, rows = (1 + max(getattr(tile, at) for tile in places) for at in ("column", "row"))
    ax.set_xlim(0, max(_width(ax), columns * width))
    ax.set_ylim(rows + 0.05, -0.05)
    for tile in places:
        _tile(ax, tile, mapped, (width, size, two), ours=tile.unit in ours)
    _legend(ax, mapped, width, _LEGEND_AT[str(data.attrs["scope"])])
    ax.set_axis_off()


def _as_tiles(data: pd.DataFrame) -> pd.DataFrame:
    """Return the rows under the names that tiles have: one of the 34 may be marked as such in a year of 63."""
    names = provinces().set_index("unit_id")["unit"]
    table = data.assign(unit=data["unit_id"].map(names).fillna(data["unit"]))
    table.attrs = data.attrs
    return table


def _width(ax: Axes) -> float:
    size = size_of(ax)
    return size.room if size else 72 * 0.8 * float(figure_of(ax).get_size_inches()[0])


def _fitted(ax: Axes, places: tuple[Tile, ...], mapped: Mapped) -> tuple[float, float, bool]:
    """Return the width of a tile in points, the type on it, and whether name and number take a line each."""
    room = _width(ax) / (1 + max(tile.column for tile in places))
    least, size = max(LEAST_TYPE, 0.5 * text_size(ax)), type_size(ax, 0.78)

    def wide(tile: Tile) -> float:
        words = (tile.short, mapped.written.get(tile.unit, "–"))
        return sum(text_width(ax, word, size, "bold") for word in words)

    widest = sorted(places, key=wide)[-_WIDEST:]  # the others are narrower in any size
    while True:
        needed = max(wide(tile) for tile in widest) + _AIR * size
        if needed <= room:
            return min(room, 1.25 * needed), size, False
        if size <= least:
            return room, size, True
        size = max(least, size - 0.25)


def _tile(ax: Axes, tile: Tile, mapped: Mapped, fit: tuple[float, float, bool], *, ours: bool) -> None:
    width, size, two = fit
    x, y = tile.column * width, float(tile.row)
    gap = _GAP * width / 2
    at = mapped.classes.get(tile.unit)
    shade = "white" if at is None else mapped.shade(at)
    box: dict[str, Any] = {"xy": (x + gap, y + 0.05), "width": width - 2 * gap, "height": 0.9}
    hatch: dict[str, Any] = {"hatch": "////", "edgecolor": "#AEB4BB"} if at is None else {"edgecolor": LINE}
    ax.add_patch(Rectangle(**box, facecolor=shade, linewidth=0 if at is None else 0.5, **hatch, zorder=1))
    if ours:  # in grey the outline is as dark as the best tiles: white parts it from them
        box = {"xy": (x + 0.4 * gap, y + 0.02), "width": width - 0.8 * gap, "height": 0.96}
        for colour, wide in (("white", 0.28), (WORSE, 0.17)):
            ax.add_patch(Rectangle(**box, fill=False, edgecolor=colour, linewidth=wide * size, zorder=5))
    ink = MUTED if at is None else "white" if shade in DARK else TEXT
    # Within its tile: measuring it again to place the map takes as long as drawing it.
    look: dict[str, Any] = {"fontsize": size, "color": ink, "zorder": 4, "in_layout": False}
    if at is None:
        look["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
    weight = "bold" if ours else "regular"
    written = mapped.written.get(tile.unit, "–")
    if two:
        ax.text(x + width / 2, y + 0.3, tile.short, ha="center", va="center", fontweight=weight, **look)
        ax.text(x + width / 2, y + 0.7, written, ha="center", va="center", fontweight="bold", **look)
        return
    inset = gap + 0.3 * size
    ax.text(x + inset, y + 0.5, tile.short, ha="left", va="center_baseline", fontweight=weight, **look)
    ax.text(x + width - inset, y + 0.5, written, ha="right", va="center_baseline", fontweight="bold", **look)


def _legend(ax: Axes, mapped: Mapped, width: float, row: float) -> None:
    """Say west of the coast what each shade means."""
    size = type_size(ax, 0.78)
    swatch = 1.7 * text_size(ax)
    entries: list[tuple[str | None, str]] = [
        (mapped.shade(at), words) for at, words in enumerate(mapped.labels) if words
    ]
    if mapped.absent:
        entries.append((None, mapped.absent))
    step = 1.15 if len(entries) <= 5 else 1.0
    for at, (shade, words) in enumerate(entries):
        y = row + step * at
        look: dict[str, Any] = {"facecolor": shade or "white", "edgecolor": LINE, "linewidth": 0.5}
        if shade is None:
            look |= {"hatch": "////", "edgecolor": "#AEB4BB", "linewidth": 0}
        ax.add_patch(Rectangle((_GAP * width / 2, y), swatch, 0.8, **look))
        ax.text(_GAP * width / 2 + swatch + 0.5 * size, y + 0.42, words, ha="left", va="center", fontsize=size,
                color=TEXT if shade else MUTED)  # fmt: skip
