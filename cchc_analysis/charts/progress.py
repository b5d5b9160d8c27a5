"""*How far is the plan's target?* The years, the target as a line, and what is missing."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import end_label, inches_of, text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.marks import write_years
from cchc_analysis.charts.measuring import text_width
from cchc_analysis.charts.style import MUTED, OURS, WORSE, SizeName, round_axis
from cchc_analysis.charts.trends import hollow_estimates, segments
from cchc_analysis.statements import decimals, say
from cchc_analysis.statements.moves import missing_amount, target_amount
from cchc_analysis.vietnamese import format_number

#: Lines of ordinary text where the canvas grows.
_BODY = 17.0
#: Of the axis: a line that moves further to its last value stands above or below it.
_STEEP = 0.01
#: Where the last value is written: its place from the dot in ems, and how it is aligned there.
_LAST = {
    "above": ((0.0, 0.65), "center", "bottom"),
    "below": ((0.0, -0.65), "center", "top"),
    "right": ((0.5, 0.0), "left", "bottom"),
    "right below": ((0.35, -0.3), "left", "top"),
}


def progress_chart(
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
    """Draw a unit's years against what its plan asks for: the target as a dashed line, the gap as an arrow.

    The better is always on top: of ranks that is the first place. Lines break where the measure changed and
    where nothing was published.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.progress`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "progress")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    noted = say("progress", "broken", lang) if _parted(data) else ""
    with page(data, request, body=_BODY, noted=noted) as axes:
        _draw_progress(axes, data, lang)
    return axes


def _drawn(data: pd.DataFrame) -> pd.DataFrame:
    """Return the years from the first known value on."""
    return data[data["value"].notna().cummax()]


def _parted(data: pd.DataFrame) -> bool:
    rows = _drawn(data)
    rows = rows[rows["year"] <= (data.attrs["year"] or 0)]
    return bool(rows["value"].isna().any() or rows["step"].iloc[1:].isin(["redefined", "jumped"]).any())


def _draw_progress(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    attrs, rows, size = data.attrs, _drawn(data), text_size(ax)
    if attrs["year"] is None:
        raise NothingToDraw
    for _, part in rows.groupby(segments(rows)):
        ax.plot(part["year"].astype(float), part["value"], color=OURS, linewidth=0.23 * size, marker="o",
                markersize=0.55 * size, zorder=4, clip_on=False)  # fmt: skip
    hollow_estimates(ax, rows, "value", 0.55 * size)
    years = rows["year"].astype(int)
    end = years.max()
    target, value, year = attrs["target"], attrs["value"], attrs["year"]
    ax.axhline(target, color=WORSE, linewidth=0.12 * size, linestyle=(0, (4, 2)), zorder=2)
    places = 0 if attrs["measure"] == "rank" else decimals(data) if attrs["measure"] == "score" else 1
    number = format_number(value, places, lang)
    _axis(ax, rows, target, lang, rank=attrs["measure"] == "rank")
    side = _side(ax, rows, data)
    arrow = year + _beside(ax, number, side, int(end - years.min()))
    least = 0.4 if attrs["met"] else 1.15
    # Of a target that is met there is no arrow, but a value at the right of its dot needs its place.
    beyond = arrow - end + (0.5 if not attrs["met"] else 0.0)
    room = least if attrs["met"] and side == "above" else max(least, beyond)
    ax.set_xlim(years.min() - 0.3, end + room)
    write_years(ax, list(years), list(rows["value"].isna()))
    key = "target_rank" if attrs["measure"] == "rank" else "target_score"
    words = say("progress", key, lang, target=target_amount(data, target, lang))
    end_label(ax, end + room, target, words, color=WORSE, fontweight="bold")
    _last(ax, (year, value), number, side)
    if not attrs["met"]:
        _gap(ax, data, arrow)
        _missing(ax, data, end + room, words.count("\n"), lang)


def _beside(ax: Axes, number: str, side: str, years: int) -> float:
    """Return how many years beyond its dot a value ends that is written on this side of it."""
    wide = text_width(ax, number, type_size(ax, 1.0), "bold")
    off = _LAST[side][0][0] * text_size(ax) + wide if _LAST[side][1] == "left" else wide / 2
    # The names of the target take about a quarter of the width.
    year = 0.75 * 72 * inches_of(ax)[0] / (years + 1.5)
    return max(0.5, (off + 0.5 * text_size(ax)) / year)


def _axis(ax: Axes, rows: pd.DataFrame, target: float, lang: str, *, rank: bool) -> None:
    values = [*rows["value"].dropna(), target]
    low, high = min(values), max(values)
    room = 0.12 * (high - low or 1.0)
    if rank:
        last = float(rows["n_units"].max()) if rows["n_units"].notna().any() else high
        ax.set_ylim(min(last, high + 2.2 * room) + 1, -0.5)
        ticks = [1, *range(10, int(ax.get_ylim()[0]), 10)]
        ax.set_yticks(ticks)
    else:
        ax.set_ylim(low - 1.6 * room, high + 1.2 * room)
        round_axis(ax.yaxis, 5, lang)
    ax.tick_params(axis="y", labelsize=type_size(ax, 0.78), labelcolor=MUTED)


def _side(ax: Axes, rows: pd.DataFrame, data: pd.DataFrame) -> str:
    """Return where the last value is written: off the target, and off the line that leads to its dot."""
    attrs = data.attrs
    bottom, top = ax.get_ylim()
    known = rows["value"].dropna()
    rise = (known.iloc[-1] - known.iloc[-2]) / (top - bottom) if len(known) > 1 else 0.0
    far = abs(attrs["target"] - attrs["value"]) / abs(top - bottom) > 0.14
    low = (attrs["value"] - bottom) / (top - bottom) < 0.1  # no room above the years
    if attrs["met"]:
        return "right" if rise < -_STEEP else "above"
    if low or (rise > _STEEP and far):
        return "above" if rise > -_STEEP else "right"  # the line falls on it from above
    return "right below" if rise > _STEEP else "below"


def _last(ax: Axes, place: tuple[int, float], words: str, side: str) -> None:
    """Write the last value beside its dot, on a side of :func:`_side`."""
    (right, up), across, upright = _LAST[side]
    em = text_size(ax)
    ax.annotate(words, place, xytext=(right * em, up * em), textcoords="offset points", ha=across, va=upright,
                fontsize=type_size(ax, 1.0), fontweight="bold", color=OURS, annotation_clip=False)  # fmt: skip


def _gap(ax: Axes, data: pd.DataFrame, x: float) -> None:
    """Draw an arrow from the last value to the target."""
    attrs = data.attrs
    ax.annotate("", (x, attrs["target"]), (x, attrs["value"]), annotation_clip=False,
                arrowprops={"arrowstyle": "-|>", "color": WORSE, "linewidth": 0.1 * text_size(ax),
                            "shrinkA": 0, "shrinkB": 0, "mutation_scale": 0.9 * text_size(ax)})  # fmt: skip


def _missing(ax: Axes, data: pd.DataFrame, x: float, breaks: int, lang: str) -> None:
    """Write what is missing under the target's name, which has so many breaks: there is always room there."""
    key = "short_rank" if data.attrs["measure"] == "rank" else "short_score"
    words = say("progress", key, lang, missing=missing_amount(data, lang))
    down = -0.75 * (breaks + 1) * type_size(ax, 0.9)
    ax.annotate(words, (x, data.attrs["target"]), xytext=(0.7 * text_size(ax), down), ha="left", va="top",
                textcoords="offset points", fontsize=type_size(ax, 0.86), color=WORSE, linespacing=1.2,
                annotation_clip=False)  # fmt: skip
