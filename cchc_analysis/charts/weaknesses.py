"""*What cost us the points?* Horizontal bars, the longest first."""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from cchc_analysis.charts.canvas import text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import BAND, FAINT, LINE, MUTED, TEXT, WORSE, SizeName
from cchc_analysis.statements import decimals, say, worst_first
from cchc_analysis.vietnamese import format_number

#: Characters after which a criterion's name is broken, and how many lines it may take.
_NAME_WIDTH = 38


def weaknesses_chart(
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
    """Draw where a unit is weakest: the gap to the peers' median, or the points lost, as bars.

    The dark mark on a bar's line is the gap to the best peer; at the right stand the share of the scale
    that the unit reached and its rank.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.analysis.weaknesses.weaknesses`, or of
        :func:`cchc_analysis.analysis.scorecards.weakest`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.

    Returns
    -------
    Axes
    """
    require(data, "weaknesses", "weakest")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request) as axes:
        _draw_weaknesses(axes, data, lang)
    return axes


def _draw_weaknesses(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    size = text_size(ax)
    column, worse = worst_first(data)
    if worse.empty:
        raise NothingToDraw
    places = 1 if column.endswith("_pct") else decimals(data)
    colour = MUTED if column == "gap_to_best" else WORSE
    lengths = worse[column].astype(float)
    best = worse["gap_to_best"].astype(float) if column == "gap_to_median" else lengths
    right = max(1e-9, float(pd.concat([lengths, best]).max())) if len(worse) else 1.0
    for line, (row, length, far) in enumerate(zip(worse.itertuples(), lengths, best, strict=True)):
        ax.plot([0, far], [line, line], color=FAINT, linewidth=0.1 * size, zorder=1, solid_capstyle="butt")
        ax.barh(line, length, height=0.56, color=colour, zorder=2)
        if far > length:
            ax.plot([far, far], [line - 0.28, line + 0.28], color=MUTED, linewidth=0.17 * size, zorder=3)
        inside = length > 0.25 * right
        # A number that would cover the mark of the best stands beyond it.
        crowded = length < far < length + 0.09 * right
        at = length - 0.012 * right if inside else (far if crowded else length) + 0.012 * right
        ax.text(at, line, format_number(length, places, lang),
                va="center", ha="right" if inside else "left", fontsize=type_size(ax, 0.86), fontweight="bold",
                color="white" if inside else TEXT, zorder=4,
                bbox=None if inside else {"facecolor": "white", "edgecolor": "none", "pad": 1.2})  # fmt: skip
        _track(ax, line, row, right, size, lang)
    if len(worse):
        ax.text(
            1.09 * right,
            -0.75,
            say("weaknesses", "track", lang),
            fontsize=type_size(ax, 0.78),
            color=MUTED,
            va="bottom",
        )
        if worse["rank"].notna().any():
            ax.text(1.47 * right, -0.75, say("weaknesses", "share", lang), fontsize=type_size(ax, 0.78),
                    color=MUTED, va="bottom", ha="right")  # fmt: skip
    names = worse["name_en" if lang == "en" else "name"]
    if data.attrs["kind"] == "weakest":
        facts = zip(worse["index"], worse["year"], names, strict=True)
        names = [say("weakest", "named", lang, index=i, year=y, name=n) for i, y, n in facts]
    ax.set_yticks(range(len(worse)), [broken(n) for n in names], fontsize=type_size(ax, 0.86), color=TEXT)
    ax.set_ylim(len(worse) - 0.45, -0.95)
    ax.set_xlim(0, 1.48 * right)
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.axvline(0, color=LINE, linewidth=1)


def _track(ax: Axes, line: int, row: object, right: float, size: float, lang: str) -> None:
    """Draw the share of the scale reached as a small track, and the rank beside it."""
    left, width = 1.09 * right, 0.16 * right
    share = float(row.pct)  # type: ignore[attr-defined]
    ax.add_patch(Rectangle((left, line - 0.13), width, 0.26, color=BAND, linewidth=0))
    ax.add_patch(
        Rectangle((left, line - 0.13), width * max(0.0, min(1.0, share / 100)), 0.26, color=LINE, linewidth=0)
    )
    ax.text(left + width * 1.08, line, format_number(share, 0, lang, unit="%"), va="center",
            fontsize=type_size(ax, 0.78), color=MUTED)  # fmt: skip
    rank, among = row.rank, row.n_units  # type: ignore[attr-defined]
    if pd.notna(rank):
        ax.text(1.47 * right, line, f"{int(rank)}/{int(among)}", va="center", ha="right",
                fontsize=type_size(ax, 0.78), color=MUTED)  # fmt: skip


def broken(name: str, width: int = _NAME_WIDTH) -> str:
    """Break a name at spaces into lines of at most *width* characters, about equally long."""
    lines = textwrap.wrap(name, width, break_long_words=False)
    for narrower in range(width, 10, -1):
        tried = textwrap.wrap(name, narrower, break_long_words=False)
        if len(tried) > len(lines):
            break
        lines = tried
    return "\n".join(lines)
