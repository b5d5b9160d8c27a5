"""*Where do we stand?* The rank over the years, or everybody in one year."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.marks import mark_break, write_years
from cchc_analysis.charts.rulers import Place, draw_rulers, ruler_body
from cchc_analysis.charts.style import BAND, OURS, SizeName
from cchc_analysis.charts.trends import segments
from cchc_analysis.statements import amount, say, shown_rank

#: No more ranks than this are no line.
_FEW = 2


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
        A result of :func:`cchc_analysis.rank_history`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "rank_history")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    known = data[shown_rank(data).notna()]
    few = len(known) <= _FEW
    default: SizeName = "band" if few else "slide"  # one ruler is no slide
    with page(data, request, default=default, body=ruler_body(len(known)) if few else 19.0) as axes:
        if known.empty:
            raise NothingToDraw
        if few:
            draw_rulers(axes, _places(known, data, lang), lang)
        else:
            _draw_rank(axes, data, lang)
    return axes


def _places(known: pd.DataFrame, data: pd.DataFrame, lang: str) -> list[Place]:
    """Return the years, the last on top, as places on their rulers."""
    rows, ranks = known.iloc[::-1], shown_rank(known).iloc[::-1]
    return [
        Place(name=str(int(year)), below="", rank=int(rank), among=int(among), year=None, current=at == 0,
              beside=[_moved(row, lang) if at == 0 and len(known) > 1 else "", _score(row, data, lang)])
        for at, (year, rank, among, (_, row)) in enumerate(zip(rows["year"], ranks, rows["n_units"],
                                                                rows.iterrows(), strict=True))
    ]  # fmt: skip


def _moved(row: pd.Series, lang: str) -> str:
    """Say what became of the rank since the year before that is known."""
    if pd.isna(row["change"]):
        return say("rulers", "not_comparable", lang)
    key = "level" if row["change"] == 0 else "up" if row["change"] > 0 else "down"
    return say("rulers", f"{key}_before", lang, n=abs(int(row["change"])))


def _score(row: pd.Series, data: pd.DataFrame, lang: str) -> str:
    if pd.isna(row["score"]):
        return say("rulers", "rank_only", lang)
    return amount(row["score"], data, lang)


def _draw_rank(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    size = text_size(ax)
    table = data.assign(
        shown=shown_rank(data).astype(float), last=data["n_units"].astype(float), step=data["step"].fillna("")
    )
    for _, part in table.groupby(segments(table)):
        years = part["year"].to_numpy(dtype=float)
        ax.plot(years, part["shown"], color=OURS, linewidth=0.23 * size, marker="o", markersize=1.75 * size,
                markeredgecolor="white", zorder=4, clip_on=False)  # fmt: skip
    years = table["year"].to_numpy(dtype=float)
    edges = np.repeat(years, 2) + np.tile([-0.5, 0.5], len(years))
    ax.fill_between(
        edges, 0.2, np.repeat(table["last"].to_numpy(), 2) + 0.8, color=BAND, linewidth=0, zorder=0
    )
    _rank_marks(ax, table, lang)
    ax.grid(visible=False)
    last = int(np.nanmax(table["last"])) if table["last"].notna().any() else 63
    ax.set_ylim(last + 4.2, -2.2)
    ax.set_yticks([1, *range(10, last - 3, 10), last])
    ax.set_xlim(years.min() - 0.5, years.max() + 0.5)
    write_years(ax, list(years), list(table["shown"].isna()))


def _rank_marks(ax: Axes, table: pd.DataFrame, lang: str) -> None:
    shown = table.loc[table["shown"].notna(), "year"]
    first, last = shown.min(), shown.max()  # a break before or after them parts nothing
    for row in table.itertuples():
        if row.step == "redefined" and first < row.year <= last:
            mark_break(ax, row.year, lang)
        if pd.isna(row.shown):
            continue
        ax.text(row.year, row.shown, str(int(row.shown)), ha="center", va="center", color="white",
                fontsize=type_size(ax, 0.78), fontweight="bold", zorder=5)  # fmt: skip
