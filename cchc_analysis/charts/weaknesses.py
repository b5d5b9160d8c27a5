"""*What cost us the points?* Horizontal bars, the longest first."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import text_size
from cchc_analysis.charts.columns import Column, body_of, draw_columns, rows_of
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import FAINT, LINE, MUTED, WORSE, SizeName
from cchc_analysis.phrases import column_in
from cchc_analysis.statements import answers, decimals, gaps, say, worst_first
from cchc_analysis.statements.phrases import tidy
from cchc_analysis.vietnamese import format_number

#: Characters after which a criterion's name is broken, and how many lines it may take.
_NAME_WIDTH = 38
#: What says the finding of a chart: without the points, which stand beside its bars.
_FINDINGS: dict[str, Callable[..., str]] = {
    "weaknesses": partial(gaps.weaknesses, amounts=False), "weakest": answers.weakest
}  # fmt: skip


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

    The dark mark on a bar's line is the gap to the best peer; at the right stand the gap, the share of the
    scale that the unit reached, and its rank.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.weaknesses`, or of
        :func:`cchc_analysis.weakest`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "weaknesses", "weakest")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    body, finding = body_of(len(worst_first(data)[1])), _FINDINGS[data.attrs["kind"]]
    sentence, shorter = (tidy(finding(data, lang, most=most)) for most in (3, 2))
    with page(data, request, body=body, sentence=sentence, shorter=shorter) as axes:
        _draw_weaknesses(axes, data, lang)
    return axes


def _draw_weaknesses(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    column, worse = worst_first(data)
    if worse.empty:
        raise NothingToDraw
    size = text_size(ax)
    colour = MUTED if column == "gap_to_best" else WORSE
    lengths = worse[column].astype(float)
    best = worse["gap_to_best"].astype(float) if column == "gap_to_median" else lengths
    right = max(1e-9, float(pd.concat([lengths, best]).max()))
    for line, (length, far) in enumerate(zip(lengths, best, strict=True)):
        ax.plot([0, far], [line, line], color=FAINT, linewidth=0.1 * size, zorder=1, solid_capstyle="butt")
        ax.barh(line, length, height=0.56, color=colour, zorder=2)
        if far > length:
            ax.plot([far, far], [line - 0.28, line + 0.28], color=MUTED, linewidth=0.17 * size, zorder=3)
    rows_of(ax, len(worse), [broken(name) for name in _names(data, worse, lang)])
    draw_columns(ax, _columns(data, column, worse, lang))
    ax.set_xlim(0, 1.03 * right)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.plot([0, 0], [-0.42, len(worse) - 0.58], color=LINE, linewidth=1)


def _names(data: pd.DataFrame, worse: pd.DataFrame, lang: str) -> list[str]:
    names = [str(name) for name in worse[column_in("name", lang)]]
    if data.attrs["kind"] != "weakest":
        return names
    facts = zip(worse["index"], worse["year"], names, strict=True)
    return [say("weakest", "named", lang, index=i, year=y, name=n) for i, y, n in facts]


def _columns(data: pd.DataFrame, column: str, worse: pd.DataFrame, lang: str) -> list[Column]:
    """Return the lengths of the bars, the share of the scale reached, and the rank where there is one."""
    places = 1 if column.endswith("_pct") else decimals(data)
    numbers = [format_number(length, places, lang) for length in worse[column].astype(float)]
    shares = [format_number(float(share), 0, lang, unit="%") for share in worse["pct"]]
    colour = MUTED if column == "gap_to_best" else WORSE
    columns = [
        Column(say("columns", column, lang), numbers, colour, bold=True),
        Column(say("weaknesses", "track", lang), shares),
    ]
    if worse["rank"].notna().any():
        places_among = zip(worse["rank"], worse["n_units"], strict=True)
        ranks = [f"{int(rank)}/{int(among)}" if pd.notna(rank) else "–" for rank, among in places_among]
        columns.append(Column(say("weaknesses", "share", lang), ranks))
    return columns


def broken(name: str, width: int = _NAME_WIDTH) -> str:
    """Break a name at spaces into lines of at most *width* characters, about equally long."""
    lines = textwrap.wrap(name, width, break_long_words=False)
    for narrower in range(width, 10, -1):
        tried = textwrap.wrap(name, narrower, break_long_words=False)
        if len(tried) > len(lines):
            break
        lines = tried
    return "\n".join(lines)
