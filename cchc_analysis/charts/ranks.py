"""*Where do we stand?* The rank over the years, or everybody in one year."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.marks import mark_absent, mark_break
from cchc_analysis.charts.style import BAND, OURS, SizeName
from cchc_analysis.charts.trends import segments
from cchc_analysis.statements import shown_rank


def rank_chart(
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
    """Draw the rank of a unit over the years, the first place on top.

    The light area ends at the last place of each year; the line breaks where the index was redefined and
    where a year was not published.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.analysis.ranks.rank_history`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.

    Returns
    -------
    Axes
    """
    require(data, "rank_history")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request) as axes:
        _draw_rank(axes, data, lang)
    return axes


def _draw_rank(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    size = text_size(ax)
    table = data.assign(
        shown=shown_rank(data).astype(float), last=data["n_units"].astype(float), step=data["step"].fillna("")
    )
    if table["shown"].isna().all():
        raise NothingToDraw
    for _, part in table.groupby(segments(table)):
        years = part["year"].to_numpy(dtype=float)
        ax.plot(years, part["shown"], color=OURS, linewidth=0.23 * size, marker="o", markersize=1.75 * size,
                markeredgecolor="white", zorder=4, clip_on=False)  # fmt: skip
    years = table["year"].to_numpy(dtype=float)
    edges = np.repeat(years, 2) + np.tile([-0.5, 0.5], len(years))
    ax.fill_between(
        edges, 0.2, np.repeat(table["last"].to_numpy(), 2) + 0.8, color=BAND, linewidth=0, zorder=0
    )
    _rank_marks(ax, table, lang, size)
    ax.grid(visible=False)
    last = int(np.nanmax(table["last"])) if table["last"].notna().any() else 63
    ax.set_ylim(last + 2.6, -1.4)
    ax.set_yticks([1, *range(10, last, 10), last])
    ax.set_xticks(years, [str(int(y)) for y in years])
    ax.set_xlim(years.min() - 0.5, years.max() + 0.5)
    if len(years) > 16:
        ax.tick_params(axis="x", labelsize=type_size(ax, 0.72))


def _rank_marks(ax: Axes, table: pd.DataFrame, lang: str, size: float) -> None:
    first = min(table.loc[table["shown"].notna(), "year"], default=9999)  # none: no break to mark
    for row in table.itertuples():
        if row.step == "redefined" and row.year > first:
            mark_break(ax, row.year, size, lang)
        if pd.isna(row.shown):
            mark_absent(ax, row.year, size, height=0.02)
            continue
        ax.text(row.year, row.shown, str(int(row.shown)), ha="center", va="center", color="white",
                fontsize=type_size(ax, 0.78), fontweight="bold", zorder=5)  # fmt: skip
