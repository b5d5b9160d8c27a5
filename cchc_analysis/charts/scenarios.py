"""*What would bring us there?* The criteria to raise, the greatest gain first."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import text_size
from cchc_analysis.charts.frame import chart
from cchc_analysis.charts.style import LINE, OURS, TEXT
from cchc_analysis.charts.weaknesses import broken
from cchc_analysis.statements import decimals, say
from cchc_analysis.vietnamese import format_number

#: Criteria that fit on half a slide.
_ON_A_BAND = 4


def _canvas(data: pd.DataFrame) -> str:
    return "band" if len(data.attrs["targets"]) <= _ON_A_BAND else "slide"


@chart(_canvas)
def path_chart(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    """Draw what each criterion of a path would add to the total, and from which score to which.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.analysis.scenarios.cheapest_path`.
    title, subtitle, footer, lang, ax
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    size, places = text_size(ax), decimals(data)
    rows = data[data["code"].isin(list(data.attrs["targets"]))]
    rows = rows.sort_values("gain", ascending=False, kind="stable")
    if rows.empty:
        ax.set_axis_off()
        return
    right = float(rows["gain"].max())
    for line, row in enumerate(rows.itertuples()):
        ax.barh(line, row.gain, height=0.56, color=OURS, zorder=2)
        inside = row.gain > 0.25 * right
        ax.text(row.gain - 0.012 * right if inside else row.gain + 0.012 * right, line,
                format_number(row.gain, places, lang, sign=True), va="center",
                ha="right" if inside else "left", fontsize=0.86 * size, fontweight="bold",
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
        ax.text(1.06 * right, line, words, va="center", fontsize=0.86 * size, color=TEXT)
    names = rows["name_en" if lang == "en" else "name"]
    ax.set_yticks(range(len(rows)), [broken(n) for n in names], fontsize=0.86 * size, color=TEXT)
    ax.set_ylim(max(len(rows), 2) - 0.45, -0.6)
    ax.set_xlim(0, 1.62 * right)
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.axvline(0, color=LINE, linewidth=1)
