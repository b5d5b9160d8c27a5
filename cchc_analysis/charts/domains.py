"""*Which domains?* Each domain's last two years against the median and the middle half of the units."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from cchc_analysis.charts.canvas import text_size, type_size
from cchc_analysis.charts.columns import Column, body_of, draw_columns, rows_of
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import LINE, MUTED, OURS, TEXT, WORSE, SizeName, round_axis
from cchc_analysis.charts.weaknesses import broken
from cchc_analysis.phrases import column_in
from cchc_analysis.statements import say
from cchc_analysis.statements.domains import changes, gaps, shown_columns
from cchc_analysis.statements.phrases import units_words
from cchc_analysis.vietnamese import format_number

#: The middle half is a ground that still prints.
_MIDDLE = "#D5DADF"
_DOT, _HALF = 0.82, 0.24


def domains_chart(
    data: pd.DataFrame,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    footer: str | None = None,
    lang: str = "vi",
    size: SizeName | None = None,
    words: bool = True,
    ax: Axes | None = None,
    if_empty: IfEmpty = "say",
) -> Axes:
    """Draw the domains of an index: this year, the year before, the median and the middle half; a row a domain.

    The furthest above the median stands on top. A filled mark is this year, a hollow one the year before, where
    the two may be compared; an orange diamond is below the median, a blue dot is not. At the right stand the
    score, its change and the rank.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.domains`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "domains")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, body=body_of(len(data)) + 2.6, noted=_noted(data, lang)) as axes:
        _draw_domains(axes, data, lang)
    return axes


def _noted(data: pd.DataFrame, lang: str) -> str:
    """Say what orange is, and why a change is missing where one is."""
    sentences = [say("domains", "below", lang)] if (gaps(data) < 0).any() else []
    if data.attrs["previous"] and (data["score"].notna() & changes(data).isna()).any():
        sentences.append(say("domains", "not_comparable", lang, previous=data.attrs["previous"]))
    return " ".join(sentences)


def _draw_domains(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    score, median, places = shown_columns(data)
    if data[score].isna().all():
        raise NothingToDraw
    suffix = score.replace("score", "").replace("pct", "_pct")
    size = text_size(ax)
    for row, domain in enumerate(data.to_dict("records")):
        colour, form = (WORSE, "D") if gaps(data).iloc[row] < 0 else (OURS, "o")
        if domain[median] == domain[median]:
            low, high, middle = (domain[f"{name}{suffix}"] for name in ("q1", "q3", "median"))
            ax.add_patch(Rectangle((low, row - _HALF), high - low, 2 * _HALF, color=_MIDDLE, linewidth=0))
            ax.plot([middle] * 2, [row - 1.3 * _HALF, row + 1.3 * _HALF], color=TEXT, linewidth=0.13 * size,
                    zorder=3, solid_capstyle="butt")  # fmt: skip
        now, before = domain[score], domain[f"previous_{score}"]
        if before == before:
            ax.plot([before, now], [row, row], color=LINE, linewidth=0.13 * size, zorder=4)
            ax.plot([before], [row], form, color="white", markeredgecolor=colour, zorder=5,
                    markersize=0.66 * size, markeredgewidth=0.11 * size)  # fmt: skip
        ax.plot([now], [row], form, color=colour, markersize=_DOT * size, markeredgewidth=0, zorder=6)
    names = data[column_in("name", lang)].fillna(data["name"])
    rows_of(ax, len(data), [broken(str(name)) for name in names])
    bottom, top = ax.get_ylim()
    ax.set_ylim(bottom + 0.5, top)
    _scale(ax, lang)
    draw_columns(ax, _columns(data, score, places, lang))
    _keys(ax, data, score, suffix, lang)


def _scale(ax: Axes, lang: str) -> None:
    """Set the axis under the rows, with thin upright rules and air at both ends."""
    low, high = ax.dataLim.intervalx
    room = 0.05 * (high - low or 1.0)
    ax.set_xlim(low - room, high + room)
    round_axis(ax.xaxis, 6, lang)
    ax.tick_params(axis="x", labelsize=type_size(ax, 0.78), labelcolor=MUTED)
    ax.grid(visible=True, axis="x", linewidth=0.8)
    ax.spines["bottom"].set_visible(False)


def _columns(data: pd.DataFrame, score: str, places: int, lang: str) -> list[Column]:
    unit = "" if score == "score" else "%"
    numbers = [format_number(value, places, lang, unit=unit) for value in data[score]]
    colours = [WORSE if gap < 0 else OURS for gap in gaps(data)]
    columns = [Column(str(data.attrs["year"]), numbers, colours, bold=True)]
    if data.attrs["previous"]:
        moved = [format_number(change, places, lang, sign=True) for change in changes(data)]
        columns.append(Column(say("domains", "change", lang, previous=data.attrs["previous"]), moved))
    if data["rank"].notna().any():
        ranks = [
            f"{int(r)}/{int(n)}" if pd.notna(r) else "–"
            for r, n in zip(data["rank"], data["n_units"], strict=True)
        ]
        columns.append(Column(say("domains", "rank", lang), ranks))
    return columns


def _keys(ax: Axes, data: pd.DataFrame, score: str, suffix: str, lang: str) -> None:
    """Name the median above the first row, the middle half below the last, the years where they are apart."""
    look: dict[str, Any] = {"fontsize": type_size(ax, 0.74), "color": MUTED, "zorder": 7}
    if data[f"median{suffix}"].notna().iloc[0]:
        ax.text(data[f"median{suffix}"].iloc[0], -0.36, say("domains", "median", lang), ha="center",
                va="bottom", **look)  # fmt: skip
    low, high = data[f"q1{suffix}"].iloc[-1], data[f"q3{suffix}"].iloc[-1]
    if low == low:
        words = say("domains", "middle", lang, **units_words(data, lang))
        left, right = ax.get_xlim()
        at_right = (low + high) / 2 > (left + right) / 2
        x, side = (high, "right") if at_right else (low, "left")
        ax.text(x, len(data) - 0.62, words, ha=side, va="top", **look)
    apart = (data[score] - data[f"previous_{score}"]).abs().iloc[1:]
    if apart.notna().any():
        row = int(apart.idxmax())
        now, before = data[score].iloc[row], data[f"previous_{score}"].iloc[row]
        colour = WORSE if gaps(data).iloc[row] < 0 else OURS
        nudge = 0.006 * float(np.ptp(ax.get_xlim()))
        sides = ("right", "left") if before <= now else ("left", "right")
        for value, year, side, weight in ((before, data.attrs["previous"], sides[0], "regular"),
                                          (now, data.attrs["year"], sides[1], "bold")):  # fmt: skip
            off = -nudge if side == "left" else nudge
            ax.text(value + off, row - 0.34, str(year), ha=side, va="bottom",
                    **look | {"color": colour, "fontweight": weight})  # fmt: skip
