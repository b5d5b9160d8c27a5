"""*How far is the plan's target?* The years, the target as a line, and what is missing."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import end_label, text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.marks import write_years
from cchc_analysis.charts.style import MUTED, OURS, WORSE, SizeName, round_axis
from cchc_analysis.charts.trends import hollow_estimates, segments
from cchc_analysis.statements import decimals, say
from cchc_analysis.statements.moves import missing_amount, target_amount
from cchc_analysis.vietnamese import format_number

#: Lines of ordinary text where the canvas grows.
_BODY = 17.0
#: Of the axis: a line that moves further to its last value stands above or below it.
_STEEP = 0.01


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
        A result of :func:`cchc_analysis.analysis.progress.progress`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.

    Returns
    -------
    Axes
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
    room = 1.15 if not attrs["met"] else 0.4
    ax.set_xlim(years.min() - 0.3, end + room)
    write_years(ax, list(years), list(rows["value"].isna()))
    _axis(ax, rows, target, lang, rank=attrs["measure"] == "rank")
    key = "target_rank" if attrs["measure"] == "rank" else "target_score"
    end_label(ax, end + room, target, say("progress", key, lang, target=target_amount(data, target, lang)),
              color=WORSE, fontweight="bold")  # fmt: skip
    places = 0 if attrs["measure"] == "rank" else decimals(data) if attrs["measure"] == "score" else 1
    side = _side(ax, rows, data)
    _last(ax, (year, value), format_number(value, places, lang), side)
    if not attrs["met"]:
        _gap(ax, data, year + 0.5, lang, lines=1.3 if side == "right below" else 0.0)


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
        return "above"
    return "right below" if rise > _STEEP else "below"


def _last(ax: Axes, place: tuple[int, float], words: str, side: str) -> None:
    """Write the last value beside its dot, on a side of :func:`_side`."""
    em = text_size(ax)
    off, across, upright = {
        "above": ((0, 0.65 * em), "center", "bottom"),
        "below": ((0, -0.65 * em), "center", "top"),
        "right": ((0.5 * em, 0), "left", "bottom"),
        "right below": ((0.35 * em, -0.3 * em), "left", "top"),
    }[side]
    ax.annotate(words, place, xytext=off, textcoords="offset points", ha=across, va=upright,
                fontsize=type_size(ax, 1.0), fontweight="bold", color=OURS, annotation_clip=False)  # fmt: skip


def _gap(ax: Axes, data: pd.DataFrame, x: float, lang: str, *, lines: float) -> None:
    """Draw an arrow from the last value to the target, and say what is missing, some lines below that value."""
    attrs = data.attrs
    ax.annotate("", (x, attrs["target"]), (x, attrs["value"]), annotation_clip=False,
                arrowprops={"arrowstyle": "-|>", "color": WORSE, "linewidth": 0.1 * text_size(ax),
                            "shrinkA": 0, "shrinkB": 0, "mutation_scale": 0.9 * text_size(ax)})  # fmt: skip
    key = "short_rank" if attrs["measure"] == "rank" else "short_score"
    words = say("progress", key, lang, missing=missing_amount(data, lang))
    bottom, top = ax.get_ylim()
    long = abs(attrs["target"] - attrs["value"]) / abs(top - bottom) > 0.2
    y = (attrs["target"] + attrs["value"]) / 2 if long else attrs["value"]
    off = (0.5, 0.0) if long else (0.0, -0.5 - lines)
    em = text_size(ax)
    ax.annotate(words, (x, y), xytext=(off[0] * em, off[1] * em), textcoords="offset points", ha="left",
                va="center" if long else "top", fontsize=type_size(ax, 0.86), color=WORSE,
                annotation_clip=False)  # fmt: skip
