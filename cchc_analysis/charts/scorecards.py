"""*Where do we stand in all of them?* One line an index, from the first to the last."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import text_size, type_size
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import FAINT, LINE, MUTED, OURS, TEXT, WORSE, SizeName
from cchc_analysis.statements import decimals_of, say
from cchc_analysis.vietnamese import format_number

#: Where the words begin, in lengths of the line from first to last; and how long a line of them may be.
_WORDS, _WIDTH = 1.07, 44


def scorecard_chart(
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
    """Draw the place of one unit in every index, with its year and change; what is not known in words.

    A figure older than the year asked for is hollow; a tick is the plan's target.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.analysis.scorecards.scorecard`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.

    Returns
    -------
    Axes
    """
    require(data, "scorecard")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request) as axes:
        _draw_scorecard(axes, data, lang)
    return axes


def _draw_scorecard(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    size = text_size(ax)
    asked = data.attrs["year"]
    for line, row in enumerate(data.to_dict("records")):
        ax.plot([0, 1], [line, line], color=FAINT, linewidth=0.16 * size, zorder=1)
        if pd.notna(row["target_position"]):
            ax.plot([row["target_position"]] * 2, [line, line + 0.32], color=WORSE,
                    linewidth=0.17 * size, zorder=2)  # fmt: skip
        if pd.notna(row["position"]):
            current = int(row["year"]) == asked
            ax.plot([row["position"]], [line], "o", color=OURS if current else "white", markeredgecolor=OURS,
                    markeredgewidth=0.12 * size, markersize=1.15 * size, zorder=3)  # fmt: skip
            ax.annotate(f"{row['rank']}/{row['n_units']}", (row["position"], line), xytext=(0, 0.85 * size),
                        textcoords="offset points", ha="center", va="bottom", fontsize=type_size(ax, 0.9),
                        color=OURS, fontweight="bold")  # fmt: skip
        ax.text(_WORDS, line, _beside(row, asked, lang), va="center", fontsize=type_size(ax, 0.78), color=MUTED,
                linespacing=1.3)  # fmt: skip
    ends = ((0.0, "first", "left"), (1.0, "last", "right"))
    for x, word, side in ends:
        ax.text(x, -0.72, say("scorecard", word, lang), ha=side, fontsize=type_size(ax, 0.78), color=MUTED)
    ax.set_yticks(range(len(data)), list(data["index"]), fontsize=type_size(ax, 1.0), color=TEXT)
    ax.set_ylim(len(data) - 0.4, -0.8)
    ax.set_xlim(-0.03, 1.78)
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.spines["bottom"].set_color(LINE)


def _beside(row: dict[str, Any], asked: int, lang: str) -> str:
    """Say score, change and target, then what is not there; a line or two each."""
    words = {"year": row["year"], "pct": row["pct_en" if lang == "en" else "pct"]}
    said = []
    if pd.notna(row["score"]):
        score = format_number(row["score"], decimals_of(row["index"]), lang)
        said.append(say("scorecard", "score", lang, score=score, **words))
    elif pd.notna(row["year"]) and int(row["year"]) == asked:  # else the note tells the year
        said.append(say("scorecard", "of_year", lang, **words))
    if pd.notna(row["change"]):
        change = format_number(row["change"], decimals_of(row["index"]), lang, sign=True)
        said.append(say("scorecard", "change", lang, change=change, previous=row["previous"]))
    if pd.notna(row["rank_change"]) and row["rank_change"]:
        moved = format_number(float(row["rank_change"]), 0, lang, sign=True)
        before = row["rank_previous"]
        n = row.get("rank_change_n")
        key = "rank_change" if pd.isna(n) else "rank_change_common"
        said.append(say("scorecard", key, lang, change=moved, previous=before, n=n))
    if pd.notna(row["target"]):
        target = row["target_en" if lang == "en" else "target"]
        said.append(say("scorecard", "target", lang, target=target))
    note = row["note_en" if lang == "en" else "note"]
    if row["comparability"] == "redefined" and pd.notna(row["previous"]):  # why no change stands there
        note = "; ".join(filter(None, [note, row["reason_en" if lang == "en" else "reason"]]))
    lines = [textwrap.wrap(words, _WIDTH, break_long_words=False) for words in ("; ".join(said), note)]
    return "\n".join(sum(lines, []))
