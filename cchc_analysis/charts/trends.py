"""*Are we better than last year, and is that real?* A line that breaks where the measure changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import text_size
from cchc_analysis.charts.ends import End, label_ends
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.marks import mark_break, mark_steps, write_years
from cchc_analysis.charts.style import BAND, LINE, MUTED, OURS, SizeName, round_axis
from cchc_analysis.statements import decimals, on_pct, say, statement
from cchc_analysis.vietnamese import format_number

#: The words at a break.
_BROKEN = {"redefined": "break", "jumped": "jump"}
#: How a line looks over a step that is comparable in part only.
PARTLY_DASHES = (0, (1.6, 1.4))
_DOTS = (0, (1, 1.5))
#: Of the scale, what the axis shows at least.
_LEAST_SPAN = 0.05


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
    and region (dotted) are grey; each is named at its end. Every line breaks where the criterion was
    redefined, where the median jumped and where a year was not published, and is dashed where parts were
    redefined; where its scale moved everything is drawn in per cent of the scale. Hollow: estimated, or
    derived from printed figures. Fewer than two scores are said, not drawn.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.trend`.
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

    Raises
    ------
    ChartError
        For a table of another kind, a size or a language that there is none of, ``ax`` with ``size``.
    NothingToDraw
        As *if_empty* says.
    """
    require(data, "trend")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, notes=_notes(data), shorter=_shorter(statement(data, lang))) as axes:
        _draw_trend(axes, data, lang)
    return axes


def _draw_trend(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    # One point is no line, and an axis around it says nothing: the title says it.
    if data["score"].notna().sum() < 2:
        raise NothingToDraw
    # The years before the criterion existed have no place on its axis.
    data = data[data["code"].notna().cummax()]
    suffix = "_pct" if on_pct(data) else ""
    ours = "pct" if suffix else "score"
    size = text_size(ax)
    best = data[f"best{suffix}"].mask(_leads(data))
    data = data.assign(**{f"best{suffix}": best})
    for _, part in data.groupby(segments(data)):
        years = part["year"].to_numpy(dtype=float)
        low, high = (part[f"q1{suffix}"].to_numpy(dtype=float), part[f"q3{suffix}"].to_numpy(dtype=float))
        ax.fill_between(years, low, high, color=BAND, linewidth=0)
        _stepwise(ax, part, f"best{suffix}", color=LINE, linewidth=0.08 * size)
        _line(ax, years, part[f"region_median{suffix}"], color=MUTED, linewidth=0.09 * size,
              linestyle=_DOTS)  # fmt: skip
        _stepwise(ax, part, f"median{suffix}", color=MUTED, linewidth=0.13 * size)
        _stepwise(ax, part, ours, color=OURS, linewidth=0.23 * size, marker="o", markersize=0.47 * size,
                  zorder=5)  # fmt: skip
    if not suffix:
        sure = data[data["low"].notna()]
        ax.vlines(sure["year"], sure["low"], sure["high"], color=OURS, linewidth=0.08 * size, zorder=4)
    hollow_estimates(ax, data, ours, 0.47 * size)
    years = data["year"].astype(int)
    ax.set_xlim(years.min() - 0.4, years.max() + 0.4)
    ax.margins(y=0.12)
    ax.autoscale_view(scalex=False)
    _widen(ax, 100.0 if suffix else float((data["max_score"] - data["min_score"]).max()))
    write_years(ax, list(years), list(data[ours].isna()))
    _marks(ax, data, ours, lang)
    _labels(ax, data, ours, suffix, lang)
    round_axis(ax.yaxis, 5, lang)


def _shorter(sentence: str) -> str:
    """Return a sentence without its last part, the place beside the median, which the chart shows too."""
    first, _, last = sentence.rpartition("; ")
    return first if last.count("(") == last.count(")") else ""


def _widen(ax: Axes, scale: float) -> None:
    """Show no less than a twentieth of the scale: half a point of a hundred is no mountain."""
    low, high = ax.get_ylim()
    if (lacking := _LEAST_SPAN * scale - (high - low)) > 0:
        ax.set_ylim(low - lacking / 2, high + lacking / 2)


def _leads(data: pd.DataFrame) -> pd.Series:
    """Tell in which years our unit is the best: there is no other line above ours then."""
    return (data["best_unit"] == data.attrs["unit"]).fillna(False).astype(bool)


def _stepwise(ax: Axes, part: pd.DataFrame, column: str, **look: Any) -> None:
    """Draw a line, dashed over the steps that are comparable in part only."""
    partly = (part["step"] == "partly").to_numpy(dtype=bool, na_value=False)
    values = part[column].to_numpy(dtype=float)
    lone = np.isfinite(values).sum() == 1
    for _, run in part.groupby(np.cumsum(partly)):
        _line(ax, run["year"].to_numpy(dtype=float), run[column], lone=lone, **look)
    plain = {name: value for name, value in look.items() if not name.startswith("marker")}
    for place in np.flatnonzero(partly):
        if place:
            ends = part.iloc[place - 1 : place + 1]
            ax.plot(ends["year"].to_numpy(dtype=float), ends[column].to_numpy(dtype=float),
                    linestyle=PARTLY_DASHES, **plain)  # fmt: skip


def _line(ax: Axes, years: np.ndarray, values: pd.Series, *, lone: bool = True, **look: Any) -> None:
    """Draw a line; one of a single point, where it is *lone*, as a short dash."""
    numbers = values.to_numpy(dtype=float)
    if not np.isnan(numbers).all():
        single = lone and np.count_nonzero(~np.isnan(numbers)) == 1 and "marker" not in look
        ax.plot(
            years, numbers, **look | ({"marker": "_", "markersize": 0.6 * text_size(ax)} if single else {})
        )


def hollow_estimates(ax: Axes, data: pd.DataFrame, column: str, wide: float) -> None:
    """Draw the points that were not published, but estimated or derived, as hollow dots of a width."""
    estimated = data[data["estimated"].fillna(False).astype(bool) | (data["status"] == "derived")]
    if estimated[column].notna().any():  # no dots at all would still take room on the page
        ax.plot(estimated["year"], estimated[column], "o", color="white", markeredgecolor=OURS, zorder=6,
                markeredgewidth=0.21 * wide, markersize=wide, linestyle="none", clip_on=False)  # fmt: skip


def _marks(ax: Axes, data: pd.DataFrame, ours: str, lang: str) -> None:
    """Mark breaks between two years, and over which years the scale changed, or parts of the measure."""
    limits = ax.get_ylim()
    shown = data.loc[data[ours].notna(), "year"]
    # What is before the first point or after the last parts nothing.
    steps = data.loc[(data["year"] > shown.min()) & (data["year"] <= shown.max()), ["year", "step"]]
    kinds = steps["step"].fillna("").astype(object)
    for _, run in steps.groupby((kinds != kinds.shift()).cumsum()):
        kind, years = str(run["step"].iloc[0]), [int(year) for year in run["year"]]
        if kind in _BROKEN:
            for at, year in enumerate(years):  # the words once: neighbours would say the same
                mark_break(ax, year, lang, "" if at and kind == "jumped" else _BROKEN[kind])
        elif kind in ("rescaled", "partly"):
            mark_steps(ax, years[0] - 1, years[-1], lang, kind)
    ax.set_ylim(limits)


def _labels(ax: Axes, data: pd.DataFrame, ours: str, suffix: str, lang: str) -> None:
    """Name each line at its right end, with its last value, and its year where that is not the last."""
    last_year = int(data["year"].max())

    def end(column: str, key: str, **look: Any) -> End | None:
        known = data[data[column].notna()]
        if known.empty:
            return None
        last = known.iloc[-1]
        year, value = int(last["year"]), float(last[column])
        number = format_number(value, 1 if suffix else decimals(data), lang, unit="%" if suffix else "")
        unit = last["best_unit"] if key == "best" else data.attrs["unit"]
        words = say("marks", key, lang, value=number, unit=unit)
        return End(year, value, words if year == last_year else f"{words} ({year})", look)

    columns = {"best": f"best{suffix}", "region": f"region_median{suffix}", "median": f"median{suffix}"}
    others = [one for key, column in columns.items() if (one := end(column, key, color=MUTED))]
    leads = bool(_leads(data[data[ours].notna()]).iloc[-1])
    us = end(ours, "leading" if leads else "ours", color=OURS, fontweight="bold")
    assert us is not None
    # Others go on where our line ended: there is room beyond them only.
    us = replace(us, x=max(us.x, *(one.x for one in others)) if others else us.x)
    label_ends(ax, us, others, (list(data["year"]), list(data[ours])))
