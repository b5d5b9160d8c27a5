"""*Since when, in which domain?* Small multiples: ours against the median, a panel a domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import inches_of, page_width, size_of, text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.measuring import wrapped_to
from cchc_analysis.charts.style import BAND, FAINT, LINE, MUTED, OURS, SIZES, TEXT, SizeName
from cchc_analysis.charts.trends import segments
from cchc_analysis.phrases import column_in
from cchc_analysis.statements import say
from cchc_analysis.statements.domains import shown_columns
from cchc_analysis.statements.phrases import units_words
from cchc_analysis.vietnamese import format_number

#: Panels beside each other, by the width of the canvas in ems of ordinary text.
_ACROSS = ((75, 5), (52, 4), (36, 3), (0, 2))
#: Of a panel's width: parts for the last number, and between two panels.
_LEFT, _NUMBER, _BETWEEN = 0.1, 0.2, 0.1
#: Lines of ordinary text for a panel's name (two in its type) and for its years.
_NAME, _YEARS = 2.5, 1.1
#: Of the height of a page that does not grow, what title and footer leave.
_BODY = 0.66
#: Lines of ordinary text that a row of panels takes.
_ROW = 8.4


def multiples_chart(
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
    """Draw every domain over the years in a small panel: ours in colour, the median and the middle half grey.

    A point is as high in every panel, so that steps can be compared; each panel has its own level. Lines
    break where the measure changed, where the
    median jumped and where nothing was published. The last score and the rank are written.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.domain_lines`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "domain_lines")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    canvas = SIZES[size or "slide"]
    across = _across(canvas.room / canvas.text, data["code"].nunique())
    rows = -(-data["code"].nunique() // across)
    noted = say("domain_lines", "broken", lang) if _breaks(data).any() else ""
    with page(data, request, body=_ROW * rows, noted=noted, added=_key(data, lang)) as axes:
        _draw_multiples(axes, data, lang)
    return axes


def _across(ems: float, panels: int) -> int:
    """Return how many panels stand beside each other, as even as can be."""
    most = next(count for least, count in _ACROSS if ems >= least)
    rows = -(-panels // most)
    return max(1, -(-panels // rows))


def _breaks(data: pd.DataFrame) -> pd.Series:
    """Tell the years before which a domain's line is parted, between two years with a score."""
    scored = data["year"].astype("float64").where(data["score"].notna()).groupby(data["code"])
    first, last = scored.transform("min"), scored.transform("max")
    parted = data["step"].isin(["redefined", "jumped"]).astype(bool)
    years = data["year"].astype("float64")
    return parted & (years > first) & (years <= last)


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where a panel stands on the axes, in parts of a panel, what its ends are, how high a line of text is."""

    left: float
    top: float
    years: tuple[int, int]
    values: tuple[float, float]
    line: float

    @property
    def ends(self) -> tuple[float, float]:
        """Return where the drawing begins and ends, between the name and the years."""
        return self.top + _NAME * self.line, self.top + 1 - _YEARS * self.line

    def x(self, years: pd.Series | float) -> np.ndarray:
        """Return places of years."""
        first, last = self.years
        share = (np.asarray(years, dtype=float) - first) / max(1, last - first)
        return self.left + (1 - _NUMBER - _BETWEEN) * share

    def y(self, values: pd.Series | float) -> np.ndarray:
        """Return places of scores; the axes run downwards."""
        low, high = self.values
        share = (np.asarray(values, dtype=float) - low) / (high - low or 1.0)
        top, bottom = self.ends
        return bottom - (bottom - top) * share


def _draw_multiples(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    score, median, places = shown_columns(data)
    if data[score].isna().all():
        raise NothingToDraw
    scored = data[data[score].notna()]
    years = (int(scored["year"].min()), int(scored["year"].max()))
    if years[0] == years[1]:  # one year is no line: the title says it
        raise NothingToDraw
    data = data[(data["year"] >= years[0]) & (data["year"] <= years[1])].assign(breaks=_breaks(data))
    codes = list(dict.fromkeys(scored["code"]))
    across = _across(page_width(ax) / text_size(ax), len(codes))
    suffix = "" if score == "score" else "_pct"
    data = data[data[score].notna() | data[f"q1{suffix}"].notna()]
    values = data[[score, f"q1{suffix}", f"q3{suffix}"]].to_numpy(dtype=float)
    ends = _ends(data.assign(low=np.nanmin(values, axis=1), high=np.nanmax(values, axis=1)))
    rows = -(-len(codes) // across)
    ax.set_xlim(0, across)
    ax.set_ylim(rows, 0)
    ax.set_axis_off()
    line = _line(ax, rows)
    for at, code in enumerate(codes):
        panel = _Panel(at % across + _LEFT, float(at // across), years, ends[code], line)
        rows_of_panel = data[data["code"] == code]
        _ground(ax, panel, lang)
        _lines(ax, panel, rows_of_panel, score, median, suffix)
        _words(ax, panel, rows_of_panel, (score, median, places), lang, across=across)


def _line(ax: Axes, rows: int) -> float:
    """Return the height of a line of text in parts of a panel."""
    size = size_of(ax)
    high = 72 * (_BODY * size.height if size else inches_of(ax)[1]) / rows
    return text_size(ax) / (_ROW * text_size(ax) if size and size.grows else high)


def _ends(data: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return the ends of each panel's axis: as far apart in all, around what is drawn in it."""
    drawn = data.groupby("code").agg(low=("low", "min"), high=("high", "max"))
    middle, half = (drawn["low"] + drawn["high"]) / 2, float((drawn["high"] - drawn["low"]).max()) / 2
    return {str(code): (value - half, value + half) for code, value in middle.items()}


def _ground(ax: Axes, panel: _Panel, lang: str) -> None:
    """Draw rules at round numbers, and write the first and the last year."""
    low, high = panel.values
    left, right = (float(panel.x(year)) for year in panel.years)
    step = 10.0 ** np.floor(np.log10(max(high - low, 1e-9)))
    step = next(s for s in (step / 2, step, 2 * step, 5 * step) if (high - low) / s <= 3.5)
    for value in np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step:
        y = float(panel.y(value))
        ax.plot([left, right], [y, y], color=BAND, linewidth=0.8, zorder=0)
        number = format_number(value, 0 if step >= 1 else 1, lang)
        ax.annotate(number, (left, y), xytext=(-3, 0), textcoords="offset points", ha="right", va="center",
                    fontsize=type_size(ax, 0.62), color=MUTED)  # fmt: skip
    look: dict[str, Any] = {"fontsize": type_size(ax, 0.62), "color": MUTED, "va": "top"}
    y = panel.ends[1]
    ax.annotate(str(panel.years[0]), (left, y), xytext=(0, -2), textcoords="offset points", ha="left", **look)
    ax.annotate(
        str(panel.years[1]), (right, y), xytext=(0, -2), textcoords="offset points", ha="right", **look
    )
    ax.plot([left, right], [y, y], color=FAINT, linewidth=1.2, zorder=0)


def _lines(ax: Axes, panel: _Panel, rows: pd.DataFrame, score: str, median: str, suffix: str) -> None:
    size = text_size(ax)
    for _, part in rows.groupby(segments(rows)):
        x = panel.x(part["year"])
        ax.fill_between(
            x, panel.y(part[f"q1{suffix}"]), panel.y(part[f"q3{suffix}"]), color=BAND, linewidth=0
        )
        looks: dict[str, dict[str, Any]] = {
            median: {"color": LINE, "linewidth": 0.1 * size},
            score: {"color": OURS, "linewidth": 0.17 * size, "zorder": 4},
        }
        for column, look in looks.items():
            known = part[column].notna()
            # A single year between two gaps is a dot, or nobody would see it.
            dots: dict[str, Any] = {"marker": "o", "markersize": 0.26 * size} if known.sum() == 1 else {}
            ax.plot(x, panel.y(part[column].astype(float)), **look, **dots)
    last = rows[rows[score].notna()].iloc[-1]
    ax.plot(panel.x(last["year"]), panel.y(last[score]), "o", color=OURS, markersize=0.38 * size, zorder=5)
    for year in rows.loc[rows["breaks"], "year"]:
        at = float(panel.x(year - 0.5))
        ax.plot([at, at], panel.ends, color=LINE, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1)


def _words(ax: Axes, panel: _Panel, rows: pd.DataFrame, shown: tuple[str, str, int], lang: str, *,
           across: int) -> None:  # fmt: skip
    """Write a panel's name, its last score and its rank."""
    score, median, places = shown
    name = str(rows[column_in("name", lang)].iloc[0])
    size, room = type_size(ax, 0.78), 0.92 * page_width(ax) / across
    name = wrapped_to(ax, name, room, size, "bold")
    ax.text(panel.left - 0.05, panel.ends[0] - 0.35 * panel.line, name, ha="left", va="bottom", fontsize=size,
            fontweight="bold", color=TEXT, linespacing=1.1)  # fmt: skip
    last = rows[rows[score].notna()].iloc[-1]
    unit = "" if score == "score" else "%"
    number = format_number(last[score], places, lang, unit=unit)
    x, y, em = float(panel.x(panel.years[1])), float(panel.y(last[score])), text_size(ax)
    top, bottom = panel.ends
    y = min(max(y, top + 0.6 * panel.line), bottom - 0.6 * panel.line)
    ax.annotate(number, (x, y), xytext=(0.45 * em, 0), textcoords="offset points", ha="left", va="center",
                fontsize=type_size(ax, 0.86), fontweight="bold", color=OURS)  # fmt: skip
    if pd.notna(last["rank"]):
        down = y < bottom - 1.7 * panel.line
        ax.annotate(f"{int(last['rank'])}/{int(last['n_units'])}", (x, y), textcoords="offset points",
                    xytext=(0.45 * em, (-1.05 if down else 1.05) * em), ha="left", va="center",
                    fontsize=type_size(ax, 0.66), color=MUTED)  # fmt: skip


def _key(data: pd.DataFrame, lang: str) -> tuple[str, ...]:
    if data["median"].isna().all() and data["median_pct"].isna().all():
        return ()  # nobody but our unit is drawn
    return (say("domain_lines", "key", lang, unit=data.attrs["unit"], **units_words(data, lang)),)
