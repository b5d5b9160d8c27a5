"""*Are we better than last year, and is that real?* A line that breaks where the measure changed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import end_label, text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.marks import mark_absent, mark_break, mark_rescaled
from cchc_analysis.charts.style import BAND, FAINT, LINE, MUTED, OURS, SizeName, round_axis
from cchc_analysis.statements import decimals, on_pct, say
from cchc_analysis.vietnamese import format_number

#: The words at a break.
_BROKEN = {"redefined": "break", "jumped": "jump"}
#: How a line looks over a step that is comparable in part only.
PARTLY_DASHES = (0, (1.6, 1.4))


def segments(data: pd.DataFrame) -> pd.Series:
    """Return a number for each year that is the same as long as the line may be drawn through."""
    return data["step"].isin(["redefined", "new", "jumped"]).cumsum()


def _notes(data: pd.DataFrame) -> tuple[str, ...]:
    return ("band", "not_from_zero") if data["q1"].notna().any() else ("not_from_zero",)


def trend_chart(
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
    """Draw one criterion of one unit over the years, against the others.

    The unit's line stands in colour over the light band of the middle half of the units; median, best
    and region are grey. Every line breaks where the criterion was redefined, where the median jumped and
    where a year was not published, and is dashed where parts were redefined; where its scale moved
    everything is drawn in per cent of the scale. Hollow: estimated, or derived from printed figures.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.analysis.trends.trend`.
    title, subtitle, footer : str, optional
        Computed from the data unless given.
    lang : {"vi", "en"}
    size : {"slide", "a4", "square", "band"}, optional
        The canvas, as :func:`cchc_analysis.charts.canvas` has it; the one that suits the chart unless given.
    words : bool
        Whether title and footer are written: a slide may have its own. They are in the saved file either way.
    ax : Axes, optional
        Draw there, with the title alone; else on a canvas of its own.
    if_empty : {"say", "raise"}
        Where there is nothing to draw: write the sentence that says why, large, or raise it.

    Returns
    -------
    Axes

    Raises
    ------
    ChartError
        For a table of another kind, a size or a language that there is none of, ``ax`` with ``size``.
    NothingToDraw
        As *if_empty* says.
    """
    require(data, "trend")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, notes=_notes(data)) as axes:
        _draw_trend(axes, data, lang)
    return axes


def _draw_trend(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    if data["score"].isna().all():
        raise NothingToDraw
    # The years before the criterion existed have no place on its axis.
    data = data[data["code"].notna().cummax()]
    suffix = "_pct" if on_pct(data) else ""
    own = "pct" if suffix else "score"
    size = text_size(ax)
    parts = segments(data)
    for _, part in data.groupby(parts):
        years = part["year"].to_numpy(dtype=float)
        low, high = (part[f"q1{suffix}"].to_numpy(dtype=float), part[f"q3{suffix}"].to_numpy(dtype=float))
        ax.fill_between(years, low, high, color=BAND, linewidth=0)
        _line(ax, years, part[f"best{suffix}"], color=FAINT, linewidth=0.09 * size, linestyle=(0, (4, 2)))
        _line(
            ax,
            years,
            part[f"region_median{suffix}"],
            color=LINE,
            linewidth=0.09 * size,
            linestyle=(0, (1, 1.5)),
        )
        _stepwise(ax, part, f"median{suffix}", color=LINE, linewidth=0.13 * size)
        _stepwise(ax, part, own, color=OURS, linewidth=0.23 * size, marker="o", markersize=0.47 * size,
                  zorder=5)  # fmt: skip
    if not suffix:
        sure = data[data["low"].notna()]
        ax.vlines(sure["year"], sure["low"], sure["high"], color=OURS, linewidth=0.08 * size, zorder=4)
    _hollow(ax, data, own, size)
    _years(ax, data, size)
    _marks(ax, data, own, lang, size)
    _labels(ax, data, own, suffix, lang)
    round_axis(ax.yaxis, 5, lang)


def _stepwise(ax: Axes, part: pd.DataFrame, column: str, **look: Any) -> None:
    """Draw a line, dashed over the steps that are comparable in part only."""
    partly = (part["step"] == "partly").to_numpy(dtype=bool, na_value=False)
    for _, run in part.groupby(np.cumsum(partly)):
        _line(ax, run["year"].to_numpy(dtype=float), run[column], **look)
    plain = {name: value for name, value in look.items() if not name.startswith("marker")}
    for place in np.flatnonzero(partly):
        if place:
            ends = part.iloc[place - 1 : place + 1]
            ax.plot(ends["year"].to_numpy(dtype=float), ends[column].to_numpy(dtype=float),
                    linestyle=PARTLY_DASHES, **plain)  # fmt: skip


def _line(ax: Axes, years: np.ndarray, values: pd.Series, **look: Any) -> None:
    numbers = values.to_numpy(dtype=float)
    if not np.isnan(numbers).all():
        single = np.count_nonzero(~np.isnan(numbers)) == 1 and "marker" not in look
        ax.plot(years, numbers, **look | ({"marker": "_", "markersize": 9} if single else {}))


def _hollow(ax: Axes, data: pd.DataFrame, own: str, size: float) -> None:
    estimated = data[data["estimated"].fillna(False).astype(bool) | (data["status"] == "derived")]
    ax.plot(estimated["year"], estimated[own], "o", color="white", markeredgecolor=OURS,
            markersize=0.47 * size, zorder=6)  # fmt: skip


def _years(ax: Axes, data: pd.DataFrame, size: float) -> None:
    years = data["year"].astype(int)
    ax.set_xticks(list(years), [str(y) for y in years])
    ax.set_xlim(years.min() - 0.4, years.max() + 0.4)
    ax.margins(y=0.12)
    ax.autoscale_view(scalex=False)
    if len(years) > 16:
        ax.tick_params(axis="x", labelsize=type_size(ax, 0.72))


def _marks(ax: Axes, data: pd.DataFrame, own: str, lang: str, size: float) -> None:
    """Mark breaks between two years, changes of scale, and years without figures."""
    across = ax.get_ylim()
    shown = data.loc[data[own].notna(), "year"]
    first, last = shown.min(), shown.max()  # a break before or after them parts nothing
    before = ""
    for row in data.assign(step=data["step"].fillna("")).itertuples():
        year, kind, value = int(row.year), row.step, getattr(row, own)
        again = kind == before and kind in ("jumped", "partly")  # neighbours would cover each other's words
        before = kind if first < year <= last else ""
        if kind in ("redefined", "jumped") and first < year <= last:
            mark_break(ax, year, size, lang, "" if again else _BROKEN[kind])
        elif kind in ("rescaled", "partly") and first < year <= last:
            mark_rescaled(ax, year, size, lang, "" if again else kind)
        if pd.isna(value) and pd.notna(row.code):
            mark_absent(ax, year, size, height=0.015)
    ax.set_ylim(across)


def _labels(ax: Axes, data: pd.DataFrame, own: str, suffix: str, lang: str) -> None:
    """Name each line at its right end, with its last value."""

    def number(value: float) -> str:
        return format_number(value, 1 if suffix else decimals(data), lang, unit="%" if suffix else "")

    end = int(data["year"].max())

    def label(column: str, words: str, **look: Any) -> None:
        known = data[data[column].notna()]
        if known.empty:
            return
        last = known.iloc[-1]
        said = words.format(value=number(last[column]), unit=last.get("best_unit"))
        ended = "" if int(last["year"]) == end else f" ({int(last['year'])})"
        end_label(ax, end, float(last[column]), said + ended, **look)

    leads = data[data["best"].notna()].tail(1)
    if not (leads["best_unit"] == data.attrs["unit"]).any():
        label(f"best{suffix}", _template("best", lang), color=MUTED)
    label(f"region_median{suffix}", _template("region", lang), color=MUTED)
    label(f"median{suffix}", _template("median", lang), color=MUTED)
    label(own, f"{data.attrs['unit']} {{value}}", color=OURS, fontweight="bold")


def _template(key: str, lang: str) -> str:
    return say("marks", key, lang, value="{value}", unit="{unit}")
