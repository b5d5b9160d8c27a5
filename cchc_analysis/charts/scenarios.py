"""*What would bring us there?* The criteria to raise, the greatest gain first."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import LINE, OURS, TEXT, SizeName
from cchc_analysis.charts.weaknesses import broken
from cchc_analysis.statements import decimals, say
from cchc_analysis.vietnamese import format_number

#: Criteria that fit on half a slide.
_ON_A_BAND = 4


def _canvas(data: pd.DataFrame) -> SizeName:
    return "band" if len(data.attrs["targets"]) <= _ON_A_BAND else "slide"


def path_chart(
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
    """Draw what each criterion of a path would add to the total, and from which score to which.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.analysis.scenarios.cheapest_path`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.

    Returns
    -------
    Axes
    """
    require(data, "cheapest_path")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, default=_canvas(data)) as axes:
        _draw_path(axes, data, lang)
    return axes


def _draw_path(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    places = decimals(data)
    rows = data[data["code"].isin(list(data.attrs["targets"]))]
    rows = rows.sort_values("gain", ascending=False, kind="stable")
    if rows.empty:
        raise NothingToDraw
    right = float(rows["gain"].max())
    for line, row in enumerate(rows.itertuples()):
        ax.barh(line, row.gain, height=0.56, color=OURS, zorder=2)
        inside = row.gain > 0.25 * right
        ax.text(row.gain - 0.012 * right if inside else row.gain + 0.012 * right, line,
                format_number(row.gain, places, lang, sign=True), va="center",
                ha="right" if inside else "left", fontsize=type_size(ax, 0.86), fontweight="bold",
                color="white" if inside else TEXT)  # fmt: skip
        scores = " → ".join(format_number(v, places, lang) for v in (row.score, row.new_score))
        words = say(
            "cheapest_path",
            "scores",
            lang,
            scores=scores,
            best=row.best_unit,
            most=format_number(row.best, places, lang),
        )
        ax.text(1.06 * right, line, words, va="center", fontsize=type_size(ax, 0.86), color=TEXT)
    names = rows["name_en" if lang == "en" else "name"]
    ax.set_yticks(range(len(rows)), [broken(n) for n in names], fontsize=type_size(ax, 0.86), color=TEXT)
    ax.set_ylim(max(len(rows), 2) - 0.45, -0.6)
    ax.set_xlim(0, 1.62 * right)
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.axvline(0, color=LINE, linewidth=1)
