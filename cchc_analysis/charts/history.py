"""*Since when?* Criteria × years against the peers' median, on one diverging scale."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from cchc_analysis.charts.canvas import text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import MUTED, OURS, TEXT, WORSE, SizeName
from cchc_analysis.charts.weaknesses import broken
from cchc_analysis.statements import FULL_COLOUR as FULL
from cchc_analysis.vietnamese import format_number

_SCALE = LinearSegmentedColormap.from_list("gap", [WORSE, "#E9B08C", "#F7F7F5", "#93B7DA", OURS])


def history_chart(
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
    """Draw all criteria of a level over the years as a heat map of the gap to the peers' median.

    Hatched cells were not published, blank ones did not exist; a black rule stands where the criterion
    was redefined, or its median jumped. The last year's gaps are written out.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.analysis.trends.history`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.

    Returns
    -------
    Axes
    """
    require(data, "history")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, default="square" if data["code"].nunique() > 14 else "slide") as axes:
        _draw_history(axes, data, lang)
    return axes


def _draw_history(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    if data["gap_pct"].isna().all():
        raise NothingToDraw
    size = text_size(ax)
    codes = list(dict.fromkeys(data["code"]))
    years = sorted(set(data["year"]))
    gaps = data.pivot(index="code", columns="year", values="gap_pct").loc[codes, years].astype(float)
    sns.heatmap(gaps.to_numpy(), cmap=_SCALE, vmin=-FULL, vmax=FULL, cbar=False, ax=ax, linewidths=1.2,
                linecolor="white")  # fmt: skip
    _cells(ax, data, codes, years)
    _last_values(ax, gaps, size, lang)
    _rows(ax, data, codes, size, lang)
    ax.set_xticks(
        np.arange(len(years)) + 0.5, [str(y) for y in years], rotation=0, fontsize=type_size(ax, 0.78)
    )
    if len(years) > 12:
        ax.set_xticklabels(
            [f"’{str(y)[2:]}" if i else str(y) for i, y in enumerate(years)], fontsize=type_size(ax, 0.78)
        )
    ax.xaxis.tick_top()
    ax.grid(visible=False)
    ax.set(xlabel="", ylabel="")
    for spine in ax.spines.values():
        spine.set_visible(False)


def _cells(ax: Axes, data: pd.DataFrame, codes: list[str], years: list[int]) -> None:
    """Hatch what was not published and rule off what was redefined."""
    row_of, column_of = {c: i for i, c in enumerate(codes)}, {y: i for i, y in enumerate(years)}
    seen: set[str] = set()
    known = data.assign(status=data["status"].fillna(""), step=data["step"].fillna(""))
    for row in known.itertuples():
        place = (column_of[row.year], row_of[row.code])
        if row.status == "missing":
            ax.add_patch(Rectangle(place, 1, 1, fill=False, hatch="////", linewidth=0, edgecolor="#AEB4BB"))
        elif pd.notna(row.score) and pd.isna(row.gap_pct):
            ax.text(place[0] + 0.5, place[1] + 0.5, "·", ha="center", va="center", color=MUTED)
        if row.step in ("redefined", "jumped") and row.code in seen:
            ax.plot([place[0]] * 2, [place[1] + 0.04, place[1] + 0.96], color=TEXT, linewidth=2.2,
                    solid_capstyle="butt", zorder=4)  # fmt: skip
        if pd.notna(row.gap_pct):
            seen.add(row.code)


def _last_values(ax: Axes, gaps: pd.DataFrame, size: float, lang: str) -> None:
    last = gaps.shape[1] - 1
    for line, gap in enumerate(gaps.iloc[:, last]):
        if gap == gap:
            ax.text(last + 0.5, line + 0.5, format_number(gap, 0, lang, sign=True), ha="center", va="center",
                    fontsize=type_size(ax, 0.7), color="white" if abs(gap) > 0.7 * FULL else TEXT)  # fmt: skip


def _rows(ax: Axes, data: pd.DataFrame, codes: list[str], size: float, lang: str) -> None:
    """Name the rows, with a little air between the domains."""
    rows = data.drop_duplicates("code").set_index("code").loc[codes]
    names = rows["name_en" if lang == "en" else "name"].fillna(rows["name"])
    numbered = [f"{c} {n}" if c[:1].isdigit() else str(n) for c, n in zip(codes, names, strict=True)]
    width, share = (80, 0.66) if len(codes) > 14 else (40, 0.84)
    ax.set_yticks(np.arange(len(codes)) + 0.5, [broken(n, width) for n in numbered], rotation=0,
                  fontsize=type_size(ax, share), color=TEXT)  # fmt: skip
    parents = list(rows["parent"])
    for line in range(1, len(codes)):
        if parents[line] != parents[line - 1]:
            ax.axhline(line, color="white", linewidth=5, zorder=3)
            ax.axhline(line, color=MUTED, linewidth=0.6, zorder=4)
