"""*How dissatisfied are people, and with what?* Answers to the left and right of zero, question by question."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import text_size, type_size
from cchc_analysis.charts.columns import HEAD, Column, body_of, draw_columns, rows_of
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.measuring import line_of
from cchc_analysis.charts.style import LINE, MUTED, OURS, WORSE, SizeName
from cchc_analysis.charts.weaknesses import broken
from cchc_analysis.statements import say
from cchc_analysis.vietnamese import format_number

#: From zero outwards: the grade, its colour. Each is told from its neighbour in grey.
_LEFT = (("dissatisfied", "#E3A57A"), ("very_dissatisfied", WORSE))
_RIGHT = (("satisfied", "#8DB4DA"), ("very_satisfied", OURS))


def survey_answers_chart(
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
    """Draw the answers of a survey as diverging bars: dissatisfied to the left, satisfied to the right.

    The question with most dissatisfied stands on top; dark are those who are very much so. Neutral answers are
    neither: they stand as a number between the two sums.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.survey_answers`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "survey_answers")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, body=body_of(len(data))) as axes:
        _draw_answers(axes, data, lang)
    return axes


def _draw_answers(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    if data.empty:
        raise NothingToDraw
    rows_of(ax, len(data), [broken(str(name)) for name in data["name"]])
    for way, grades in ((-1, _LEFT), (1, _RIGHT)):
        reached = pd.Series(0.0, index=data.index)
        for grade, colour in grades:
            share = way * data[grade].fillna(0.0)
            ax.barh(range(len(data)), share, left=reached, height=0.62, color=colour, zorder=2)
            reached = reached + share
    ax.plot([0, 0], [-0.45, len(data) - 0.55], color=LINE, linewidth=1, zorder=3)
    _heads(ax, lang)
    draw_columns(ax, _columns(data, lang))
    room = 0.02 * float((data["unhappy"] + data["happy"]).max())
    ax.set_xlim(-float(data["unhappy"].max()) - room, float(data["happy"].max()) + room)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)


def _heads(ax: Axes, lang: str) -> None:
    """Say above the bars which side is which, each from zero outwards."""
    off = 0.4 * text_size(ax)
    for key, colour, side, way in (("unhappy", WORSE, "right", -1), ("happy", OURS, "left", 1)):
        line_of(ax, (0, HEAD), say("survey_answers", key, lang), (way * off, 0), ha=side, va="center",
                fontsize=type_size(ax, 0.86), fontweight="bold", color=colour)  # fmt: skip


def _columns(data: pd.DataFrame, lang: str) -> list[Column]:
    looks = {"unhappy": (WORSE, True), "neutral": (MUTED, False), "happy": (OURS, True)}
    columns = [
        Column(
            say("survey_answers", key, lang),
            [format_number(share, 1, lang, unit="%") for share in data[key]],
            colour,
            bold=bold,
        )
        for key, (colour, bold) in looks.items()
    ]
    if data["n"].notna().all():
        counts = [format_number(n, 0, lang) for n in data["n"]]
        columns.append(Column(say("columns", "answers", lang), counts, MUTED))
    return columns
