"""*Where do we stand in all of them?* One line an index, from the first to the last."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis import frameworks
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.rulers import Place, draw_rulers, ruler_body
from cchc_analysis.charts.style import SizeName
from cchc_analysis.phrases import column_in
from cchc_analysis.statements import amount_of_row, decimals_of, index_name, say, shown_change
from cchc_analysis.vietnamese import format_number


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

    The rank stands large; the ruler has a tick for each unit. A figure older than the year asked for is
    hollow, a small hollow dot is where the unit stood before, an orange tick the plan's target.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.scorecard`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "scorecard")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, body=ruler_body(len(data))) as axes:
        draw_rulers(axes, places(data, lang), lang)
    return axes


def places(data: pd.DataFrame, lang: str) -> list[Place]:
    """Return the rows of a scorecard as places on their rulers."""
    return [_place(row, data.attrs["year"], lang) for row in data.to_dict("records")]


def _place(row: dict[Hashable, Any], asked: int, lang: str) -> Place:
    moved = _whole(row["rank_change"])
    rank = _whole(row["rank"])
    return Place(
        name=index_name(str(row["index"]), lang),
        below=frameworks.indices()[str(row["index"])].measures(lang),
        rank=rank,
        among=_whole(row["n_units"]),
        year=_whole(row["year"]),
        current=_whole(row["year"]) == asked,
        before=None if moved is None or rank is None or pd.notna(row["rank_change_n"]) else rank + moved,
        target=None if pd.isna(row["target_position"]) else float(row["target_position"]),
        beside=_beside(row, lang),
        moved=bool(moved),
    )


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _beside(row: dict[Hashable, Any], lang: str) -> list[str]:
    """Say how the rank moved, the score and its change, the plan's target; or what is not known."""
    if pd.isna(row["year"]):
        return [str(row[column_in("note", lang)])]
    lines = [_moved(row, lang)]
    if pd.notna(row["score"]):
        places = decimals_of(str(row["index"]))
        score = amount_of_row(row, lang)
        key, beside = "", ""
        if pd.notna(row["change"]):
            key, beside = "score_change", format_number(shown_change(row), places, lang, sign=True)
        elif pd.notna(row["like_for_like"]):
            key, beside = "score_alike", format_number(row["like_for_like"], places, lang, sign=True)
        elif pd.isna(row["rank"]) and not score.endswith("%"):
            key, beside = "score_share", str(row[column_in("pct", lang)])
        lines.append(say("rulers", key, lang, score=score, beside=beside) if key else score)
    elif pd.notna(row["rank"]) and not _why(row, lang):  # the reason takes the room
        lines.append(say("rulers", "rank_only", lang))
    if pd.notna(row["target"]):
        lines.append(say("scorecard", "target", lang, target=row[column_in("target", lang)]))
    return lines


def _moved(row: dict[Hashable, Any], lang: str) -> str:
    """Say what became of the rank since the year before that is known."""
    if pd.isna(row["rank"]):
        return say("rulers", "unranked", lang) + _why(row, lang)
    if pd.isna(row["rank_change"]):
        return say("rulers", "not_comparable", lang) + _why(row, lang)
    moved = int(row["rank_change"])
    key = "level" if moved == 0 else "up" if moved > 0 else "down"
    return say("rulers", key, lang, n=abs(moved), year=int(row["rank_previous"]))


def _why(row: dict[Hashable, Any], lang: str) -> str:
    """Say why no change stands there, where the measure was changed."""
    reason = row[column_in("reason", lang)]
    return f": {reason}" if row["comparability"] == "redefined" and pd.notna(reason) and reason else ""
