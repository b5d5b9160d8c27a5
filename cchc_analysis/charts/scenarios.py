"""*What would bring us there?* The criteria to raise, the greatest gain first."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.columns import Column, body_of, draw_columns, rows_of
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import LINE, OURS, SizeName
from cchc_analysis.charts.weaknesses import broken
from cchc_analysis.phrases import column_in
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
        A result of :func:`cchc_analysis.cheapest_path`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "cheapest_path")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, default=_canvas(data), body=body_of(len(data.attrs["targets"]))) as axes:
        _draw_path(axes, data, lang)
    return axes


def _draw_path(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    places = decimals(data)
    rows = data[data["code"].isin(list(data.attrs["targets"]))]
    rows = rows.sort_values("gain", ascending=False, kind="stable")
    if rows.empty:
        raise NothingToDraw
    right = float(rows["gain"].max())
    ax.barh(range(len(rows)), rows["gain"], height=0.56, color=OURS, zorder=2)
    names = rows[column_in("name", lang)]
    rows_of(ax, len(rows), [broken(name) for name in names])

    def points(values: pd.Series, *, sign: bool = False) -> list[str]:
        return [format_number(value, places, lang, sign=sign) for value in values]

    scores = [" → ".join(pair) for pair in zip(points(rows["score"]), points(rows["new_score"]), strict=True)]
    best = [" ".join(pair) for pair in zip(rows["best_unit"], points(rows["best"]), strict=True)]
    draw_columns(ax, [
        Column(say("columns", "gain", lang), points(rows["gain"], sign=True), OURS, bold=True),
        Column(say("columns", "scores", lang), scores),
        Column(say("columns", "best", lang), best, left=True),
    ])  # fmt: skip
    ax.set_xlim(0, 1.03 * right)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.plot([0, 0], [-0.42, len(rows) - 0.58], color=LINE, linewidth=1)
