"""*Where do we stand?* Everybody in one year, ours in colour; a ruler where too few scores were published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import inches_of, text_size, type_size, when_placed
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.measuring import text_width
from cchc_analysis.charts.rulers import Place, draw_rulers, ruler_body
from cchc_analysis.charts.spacing import apart, within
from cchc_analysis.charts.style import BAND, LINE, MUTED, OURS, SIZES, TEXT, SizeName, round_axis
from cchc_analysis.charts.swarms import DOT, OUR_DOT, Dots, swarm
from cchc_analysis.statements import amount, decimals, index_name, rows_of_unit, say, shown_rank, unit_name
from cchc_analysis.vietnamese import format_number

#: Fewer dots are no picture of everybody.
_FEWEST = 8
#: Lines of text above and below the swarm: labels, and the median's.
_ABOVE, _BELOW = 4.6, 2.6
_PALE, _DARK = "#D2D7DC", "#7C8794"


def strip_chart(
    data: pd.DataFrame,
    *,
    unit: str,
    title: str | None = None,
    subtitle: str | None = None,
    footer: str | None = None,
    lang: str = "vi",
    size: SizeName | None = None,
    words: bool = True,
    ax: Axes | None = None,
    if_empty: IfEmpty = "say",
) -> Axes:
    """Draw all units of one year as dots: ours named and in colour, its region dark, best and last named.

    Where fewer than eight scores were published, or none of ours, the place of ours stands on a ruler from
    the first to the last.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.ranks`.
    unit : str
        The unit in colour.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "ranks")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    ours = rows_of_unit(data, unit)
    scored = data.dropna(subset=["score"])
    if len(scored) < _FEWEST or ours["score"].isna().all():
        return _on_a_ruler(data, ours, unit, request)
    dots = Dots.of(scored, str(ours["unit"].iloc[0]), data.attrs)
    paper = SIZES[size or "band"]
    half = dots.half(paper.room, paper.text) / paper.text
    with page(data, request, default="band", unit=unit, body=2 * half + _ABOVE + _BELOW + 2.4,
              added=(say("rulers", "region", lang),) if dots.region else ()) as axes:  # fmt: skip
        _draw_strip(axes, dots, data, ours, lang)
    return axes


def _on_a_ruler(data: pd.DataFrame, ours: pd.DataFrame, unit: str, request: Request) -> Axes:
    """Draw our place between the first and the last; nothing where neither score nor rank is known."""
    lang = request.lang
    facts = {"index": data.attrs["index"], "year": data.attrs["year"], "unit": unit_name(data, unit)}
    if request.subtitle is None:
        request = replace(request, subtitle=say("rulers", "subtitle", lang, **facts))
    rank = shown_rank(ours).dropna() if len(ours) else pd.Series(dtype=float)
    sentence = None
    if rank.empty:
        sentence = say("rulers", "none", lang, **facts)
    elif ours["score"].isna().all() and (among := _among(data, ours)) is not None:
        sentence = say("rulers", "title", lang, rank=int(rank.iloc[0]), n=among, **facts)
    with page(data, request, default="band", unit=unit, sentence=sentence, body=ruler_body(1)) as axes:
        if rank.empty:
            raise NothingToDraw(sentence or "")
        draw_rulers(axes, [_place(data, ours, int(rank.iloc[0]), lang)], lang)
    return axes


def _place(data: pd.DataFrame, ours: pd.DataFrame, rank: int, lang: str) -> Place:
    score = ours["score"].dropna()
    beside = amount(score.iloc[0], data, lang) if len(score) else say("rulers", "rank_only", lang)
    return Place(name=index_name(str(data.attrs["index"]), lang), below=str(ours["unit"].iloc[0]), rank=rank,
                 among=_among(data, ours), year=int(data.attrs["year"]), beside=[beside])  # fmt: skip


def _among(data: pd.DataFrame, ours: pd.DataFrame) -> int | None:
    """Return among how many a rank is: a printed one among all, a computed one among those with a score.

    None where a printed rank is beyond the units that are known of.
    """
    printed = ours["printed_rank"].notna().any()
    among = data.attrs.get("n_printed" if printed else "n_units", len(data))
    return None if among is None else int(among)


def _draw_strip(ax: Axes, dots: Dots, data: pd.DataFrame, ours: pd.DataFrame, lang: str) -> None:
    ax.set_xlim(*dots.ends)
    ax.set_yticks([])
    ax.grid(visible=False)
    round_axis(ax.xaxis, 7, lang)
    ax.set_xlabel("")
    ax.tick_params(labelsize=type_size(ax, 0.86), pad=0.3 * text_size(ax))
    drawn: list[Artist] = []

    def arrangement(ax: Axes) -> None:
        for artist in drawn:
            artist.remove()
        drawn[:] = _arranged(ax, dots, data, ours, lang)

    when_placed(ax, arrangement)


def _arranged(ax: Axes, dots: Dots, data: pd.DataFrame, ours: pd.DataFrame, lang: str) -> list[Artist]:
    """Draw the swarm for the place that the axes have, a unit of its height being a point."""
    width, height = (72 * inches for inches in inches_of(ax))
    size = text_size(ax)
    scale = _fitting(dots, width, height, size)
    off = swarm(dots.points(width), 1.08 * DOT * scale)
    half = max(abs(y) for y in off) + OUR_DOT * scale / 2
    spare = max(0.0, height - 2 * half - (_ABOVE + _BELOW) * size)
    ax.set_ylim(-half - _BELOW * size - 0.45 * spare, half + _ABOVE * size + 0.55 * spare)
    drawn: list[Artist] = []
    if not data.attrs.get("partial"):  # the median of the few that were published is nobody's
        drawn += _middle(ax, dots, data, lang, half)
    region = set(dots.region)
    for group, colour, wide in (
        ([i for i in range(len(off)) if i not in region and i != dots.ours], _PALE, DOT),
        (dots.region, _DARK, DOT),
        ([dots.ours], OURS, OUR_DOT),
    ):
        x, y = [dots.scores[i] for i in group], [off[i] for i in group]
        drawn += ax.plot(x, y, "o", color=colour, markersize=wide * scale, markeredgewidth=0,
                         zorder=4 if colour == OURS else 3)  # fmt: skip
    return drawn + _labels(ax, dots, data, ours, lang, off, half, width)


def _fitting(dots: Dots, width: float, height: float, size: float) -> float:
    """Return the size that dots are scaled by: smaller where the swarm would be higher than its room."""
    scale = size
    while dots.half(width, scale) * 2 > height - (_ABOVE + _BELOW) * size and scale > 0.5 * size:
        scale *= 0.93
    return scale


def _middle(ax: Axes, dots: Dots, data: pd.DataFrame, lang: str, half: float) -> list[Artist]:
    """Draw the band of the middle half and the median across it, each with its words."""
    scores, size, small = pd.Series(dots.scores), text_size(ax), type_size(ax, 0.78)
    low, middle, high = (float(scores.quantile(q)) for q in (0.25, 0.5, 0.75))
    bottom, _ = ax.get_ylim()
    top = half + 1.5 * size
    band = ax.fill_between([low, high], bottom, top, color=BAND, linewidth=0, zorder=0)
    rule = ax.plot([middle, middle], [-half, top], color=LINE, linewidth=0.07 * size, zorder=1,
                   linestyle=(0, (3, 2)))  # fmt: skip
    words = say("marks", "median", lang, value=format_number(middle, decimals(data), lang))
    label = ax.annotate(words, (middle, top), xytext=(0, 0.15 * size), textcoords="offset points", ha="center",
                        va="bottom", fontsize=small, color=MUTED, zorder=3,
                        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip
    place = 72 * inches_of(ax)[0]
    wide = text_width(ax, say("rulers", "middle", lang), small)
    room = place * (high - low) / (dots.ends[1] - dots.ends[0])
    drawn: list[Artist] = [band, *rule, label]
    if wide < 0.9 * room:
        drawn.append(ax.annotate(say("rulers", "middle", lang), (low, bottom), xytext=(3, 3), fontsize=small,
                                 textcoords="offset points", color=MUTED, zorder=2))  # fmt: skip
    return drawn


def _labels(ax: Axes, dots: Dots, data: pd.DataFrame, ours: pd.DataFrame, lang: str, off: list[float],
            half: float, width: float) -> list[Artist]:  # fmt: skip
    """Name ours, best and last above the swarm, and who of the region is named below it."""
    size, places = text_size(ax), decimals(data)

    def told(i: int) -> str:
        return f"{dots.names[i]} {format_number(dots.scores[i], places, lang)}"

    rank = int(shown_rank(ours).iloc[0])
    among = _among(data, ours)
    label = say("marks", "rank_only" if among is None else "rank", lang, unit=dots.names[dots.ours], n=among,
                rank=rank, value=format_number(dots.scores[dots.ours], places, lang))  # fmt: skip
    above = [(i, label if i == dots.ours else told(i)) for i in dict.fromkeys([0, len(off) - 1, dots.ours])]
    row = half + 2.9 * size
    drawn = _row(ax, dots, above, off, row, width)
    return drawn + _row(ax, dots, [(i, told(i)) for i in dots.named()], off, -half - 0.55 * size, width)


def _row(ax: Axes, dots: Dots, named: list[tuple[int, str]], off: list[float], row: float,
         width: float) -> list[Artist]:  # fmt: skip
    """Write labels in a row, moved apart, each with a line to its dot."""
    size, at = text_size(ax), dots.points(width)
    up = row > 0
    named = sorted(named, key=lambda one: at[one[0]])
    other = {"fontsize": type_size(ax, 0.86), "fontweight": "regular", "color": MUTED if up else TEXT}
    our_look = {"fontsize": type_size(ax, 1.05), "fontweight": "bold", "color": OURS}
    looks: list[dict[str, Any]] = [our_look if i == dots.ours else other for i, _ in named]
    wide = [text_width(ax, words, look["fontsize"], look["fontweight"]) + 0.9 * size
            for (_, words), look in zip(named, looks, strict=True)]  # fmt: skip
    places = within(apart([at[i] for i, _ in named], wide), wide, -0.4 * size, width + 0.4 * size)
    low, high = dots.ends
    drawn: list[Artist] = []
    for (i, words), look, place in zip(named, looks, places, strict=True):
        x = low + (high - low) * place / width
        drawn += ax.plot([x, dots.scores[i]], [row - (0.1 if up else -0.1) * size, off[i]], zorder=2,
                         color=OURS if i == dots.ours else LINE, linewidth=0.06 * size)  # fmt: skip
        drawn.append(ax.annotate(words, (x, row), ha="center", va="bottom" if up else "top",
                                 annotation_clip=False, **look))  # fmt: skip
    return drawn
