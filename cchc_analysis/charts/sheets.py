"""*Do we flatter ourselves?* and *which domains?*: one unit's own scoring sheets."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from cchc_analysis.charts.canvas import text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import FAINT, LINE, MUTED, OURS, TEXT, WORSE, SizeName, round_axis
from cchc_analysis.charts.weaknesses import broken
from cchc_analysis.statements import say
from cchc_analysis.vietnamese import format_number

#: Criteria shown, those with the widest gap first.
_MOST = 12


def self_appraised_chart(
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
    """Draw self-scored against appraised points, the widest gaps first.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.analysis.sheets.sheet`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.

    Returns
    -------
    Axes
    """
    require(data, "sheet")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request) as axes:
        _draw_self_appraised(axes, data, lang)
    return axes


def _draw_self_appraised(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    size = text_size(ax)
    rows = data[data["leaf"] & (data["self_minus_appraised"].abs() > 1e-9)]
    order = rows["self_minus_appraised"].sort_values(ascending=False, kind="stable").index
    rows = rows.loc[order].head(_MOST)
    if rows.empty:
        raise NothingToDraw
    right = float(rows["max_score"].max()) if len(rows) else 1.0
    for line, row in enumerate(rows.itertuples()):
        own, judged = float(row.self), float(row.self - row.self_minus_appraised)
        ax.plot([0, row.max_score], [line, line], color=FAINT, linewidth=0.1 * size, zorder=1)
        ax.plot([judged, own], [line, line], color=WORSE, linewidth=0.28 * size, zorder=2)
        ax.plot([own], [line], "o", color="white", markeredgecolor=MUTED, markersize=0.7 * size, zorder=3)
        ax.plot([judged], [line], "o", color=OURS, markersize=0.75 * size, zorder=3)
        ax.text(1.12 * right, line, format_number(row.self_minus_appraised, 2, lang, sign=True), va="center",
                ha="right", fontsize=type_size(ax, 0.86), color=TEXT, fontweight="bold")  # fmt: skip
    ax.text(1.12 * right, -0.75, say("sheet", "gap", lang), ha="right", va="bottom",
            fontsize=type_size(ax, 0.78), color=MUTED)  # fmt: skip
    labelled = rows["code"] + " " + rows["name"]
    names = [broken(label, 60 if len(rows) > 8 else 40) for label in labelled]
    ax.set_yticks(range(len(rows)), names, fontsize=type_size(ax, 0.86), color=TEXT)
    ax.set_ylim(len(rows) - 0.45, -0.95)
    ax.set_xlim(0, 1.13 * right)
    ax.grid(visible=False)
    round_axis(ax.xaxis, 6, lang)


def years_chart(
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
    """Draw each domain's share of its maximum over the years: a dot a year, the latest darkest.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.analysis.sheets.side_by_side`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.

    Returns
    -------
    Axes
    """
    require(data, "side_by_side")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request) as axes:
        _draw_years(axes, data, lang)
    return axes


def _draw_years(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    size = text_size(ax)
    rows = data[data["code"] != "total"].dropna(subset=["pct"])
    if rows.empty:
        raise NothingToDraw
    codes = list(dict.fromkeys(rows["code"]))
    years = sorted(set(rows["year"]))
    shade = {y: _shade(i, len(years)) for i, y in enumerate(years)}
    for line, code in enumerate(codes):
        part = rows[rows["code"] == code]
        for before, row in zip(part.iloc[:-1].itertuples(), part.iloc[1:].itertuples(), strict=True):
            if row.comparable:
                ax.plot([before.pct, row.pct], [line, line], color=LINE, linewidth=0.12 * size, zorder=1)
        for row in part.itertuples():
            hollow = row.change != "" and not row.comparable
            ax.plot([row.pct], [line], "o", markersize=0.85 * size, zorder=2 + years.index(row.year),
                    color="white" if hollow else shade[row.year], markeredgecolor=shade[row.year])  # fmt: skip
        last = part.iloc[-1]
        ax.annotate(format_number(last["pct"], 1, lang, unit="%"), (float(last["pct"]), line),
                    xytext=(0, 0.75 * size), textcoords="offset points", ha="center",
                    fontsize=type_size(ax, 0.8), color=OURS, fontweight="bold")  # fmt: skip
    for at, year in enumerate(years):
        ax.text(0.02 + 0.09 * at, 1.02, f"● {year}", transform=ax.transAxes, color=shade[year],
                fontsize=type_size(ax, 0.82), va="bottom")  # fmt: skip
    names = rows.drop_duplicates("code", keep="last").set_index("code")["name"]
    shown = [broken(n.capitalize() if n.isupper() else n) for n in (str(names[c]) for c in codes)]
    ax.set_yticks(range(len(codes)), shown, fontsize=type_size(ax, 0.86), color=TEXT)
    ax.set_ylim(len(codes) - 0.4, -0.8)
    ax.set_xlim(min(50.0, float(rows["pct"].min()) - 5) if len(rows) else 0, 103)
    ax.grid(visible=False)
    ax.axvline(100, color=LINE, linewidth=0.8)
    round_axis(ax.xaxis, 6, lang)


def _shade(at: int, count: int) -> tuple[float, float, float]:
    """Return our colour, the paler the earlier the year."""
    weight = 1.0 if count < 2 else 0.3 + 0.7 * at / (count - 1)
    red, green, blue = np.array([1.0, 1.0, 1.0]) * (1 - weight) + np.array(to_rgb(OURS)) * weight
    return float(red), float(green), float(blue)


def survey_chart(
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
    """Draw the share satisfied by question with its interval, this year above the year before.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.analysis.sheets.survey`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.

    Returns
    -------
    Axes
    """
    require(data, "survey")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request) as axes:
        _draw_survey(axes, data, lang)
    return axes


def _draw_survey(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    size = text_size(ax)
    for line, row in enumerate(data.itertuples()):
        for at, value, low, high, colour in (
            (line - 0.14, row.score, row.low, row.high, OURS),
            (line + 0.2, row.previous, row.previous_low, row.previous_high, LINE),
        ):
            if pd.notna(value):
                ax.plot([low, high], [at, at], color=colour, linewidth=0.16 * size, zorder=2)
                ax.plot([value], [at], "o", color=colour, markersize=0.62 * size, zorder=3)
        ax.text(101, line - 0.14, format_number(row.score, 1, lang, unit="%"), va="center", color=OURS,
                fontsize=type_size(ax, 0.86), fontweight="bold")  # fmt: skip
        ax.text(113, line - 0.14, f"n = {int(row.n)}", va="center", color=MUTED, fontsize=type_size(ax, 0.78))
    ax.set_yticks(
        range(len(data)), [broken(n) for n in data["name"]], fontsize=type_size(ax, 0.86), color=TEXT
    )
    ax.set_ylim(len(data) - 0.4, -0.7)
    least = float(data[["low", "previous_low"]].min().min()) if len(data) else 50
    ax.set_xlim(10 * (least // 10), 122)
    ax.set_xticks([t for t in range(0, 101, 10) if t >= 10 * (least // 10)])
    ax.grid(visible=False)
