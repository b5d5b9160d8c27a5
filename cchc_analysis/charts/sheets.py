"""*Do we flatter ourselves?* and *which domains?*: one unit's own scoring sheets."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from cchc_analysis.charts.canvas import text_size
from cchc_analysis.charts.columns import Column, body_of, draw_columns, draw_key, rows_of
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import FAINT, LINE, MUTED, OURS, TEXT, WORSE, SizeName, round_axis
from cchc_analysis.charts.weaknesses import broken
from cchc_analysis.statements import say
from cchc_analysis.vietnamese import format_number, sentence_case

#: Criteria shown, those with the widest gap first.
_MOST = 12


def self_appraised_chart(
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
    """Draw self-scored against appraised points, the widest gaps first.

    Hollow is what the unit scored itself, full what it was appraised at, on a rail up to the maximum.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.sheet`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "sheet")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, body=body_of(len(_shown(data)))) as axes:
        _draw_self_appraised(axes, data, lang)
    return axes


def _shown(data: pd.DataFrame) -> pd.DataFrame:
    """Return the criteria whose two scores differ, the widest gaps first."""
    rows = data[data["leaf"] & (data["self_minus_appraised"].abs() > 1e-9)]
    order = rows["self_minus_appraised"].sort_values(ascending=False, kind="stable").index
    return rows.loc[order].head(_MOST)


def _draw_self_appraised(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    size = text_size(ax)
    rows = _shown(data)
    if rows.empty:
        raise NothingToDraw
    right = float(rows["max_score"].max())
    ours = {"marker": "o", "color": OURS, "markersize": 0.75 * size, "markeredgecolor": OURS}
    hollow = ours | {"color": "white", "markeredgewidth": 0.1 * size, "markersize": 0.65 * size}
    names = [broken(name, 60 if len(rows) > 8 else 40) for name in rows["code"] + " " + rows["name"]]
    rows_of(ax, len(rows), names)
    judged = rows["self"] - rows["self_minus_appraised"]
    for line, (most, self_scored, appraised) in enumerate(
        zip(rows["max_score"], rows["self"], judged, strict=True)
    ):
        ax.plot([0, most], [line, line], color=FAINT, linewidth=0.1 * size, zorder=1)
        ax.plot([appraised, self_scored], [line, line], color=WORSE, linewidth=0.28 * size, zorder=2)
        for value, look in ((self_scored, hollow), (appraised, ours)):
            ax.plot([value], [line], linestyle="none", clip_on=False, zorder=3, **look)  # type: ignore[arg-type]

    def points(values: pd.Series, *, sign: bool = False) -> list[str]:
        return [format_number(value, 2, lang, sign=sign) for value in values]

    # The heads of the columns say which dot is which: a key beside them has no room on a narrow page.
    draw_columns(ax, [
        Column(say("sheet", "gap", lang), points(rows["self_minus_appraised"], sign=True), WORSE, bold=True),
        Column(f"○ {say('sheet', 'self', lang)}", points(rows["self"])),
        Column(f"● {say('sheet', 'appraised', lang)}", points(judged)),
        Column(say("sheet", "most", lang), points(rows["max_score"]), MUTED),
    ])  # fmt: skip
    ax.set_xlim(0, 1.02 * right)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)


def years_chart(
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
    """Draw each domain's share of its maximum over the years: a dot a year, the latest darkest and largest.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.side_by_side`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "side_by_side")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, body=body_of(_domains(data)["code"].nunique()) + 2) as axes:
        _draw_years(axes, data, lang)
    return axes


def _draw_years(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    size = text_size(ax)
    rows = _domains(data)
    if rows.empty:
        raise NothingToDraw
    codes = list(dict.fromkeys(rows["code"]))
    years = sorted(int(year) for year in set(rows["year"]))
    looks = {year: _look(at, len(years), size) for at, year in enumerate(years)}
    names = rows.drop_duplicates("code", keep="last").set_index("code")["name"]
    rows_of(ax, len(codes), [broken(sentence_case(str(names[code]))) for code in codes])
    for line, code in enumerate(codes):
        part = rows[rows["code"] == code]
        for before, row in zip(part.iloc[:-1].itertuples(), part.iloc[1:].itertuples(), strict=True):
            if row.comparable:
                ax.plot([before.pct, row.pct], [line, line], color=LINE, linewidth=0.12 * size, zorder=1)
        for row in part.itertuples():
            hollow = {"color": "white"} if row.change != "" and not row.comparable else {}
            ax.plot([row.pct], [line], linestyle="none", clip_on=False, zorder=2 + years.index(row.year),
                    **looks[row.year] | hollow)  # fmt: skip
    draw_key(ax, [(str(year), look) for year, look in looks.items()])
    shares = rows.pivot(index="code", columns="year", values="pct").reindex(codes)
    draw_columns(ax, [
        Column(str(year), _shares(shares[year], lang), OURS if year == years[-1] else TEXT,
               bold=year == years[-1])
        for year in reversed(years)
    ])  # fmt: skip
    ax.set_xlim(_least(rows["pct"].min()), 100)
    ax.plot([100, 100], [-0.45, len(codes) - 0.55], color=LINE, linewidth=0.8, zorder=0)
    ax.grid(visible=True, axis="x", color=FAINT, linewidth=0.5)
    round_axis(ax.xaxis, 6, lang)


def _domains(data: pd.DataFrame) -> pd.DataFrame:
    return data[data["code"] != "total"].dropna(subset=["pct"])


def _least(value: float) -> float:
    """Return where an axis of per cent begins, for values from *value* on: a round number."""
    return max(0.0, min(50.0, 10 * np.floor((value - 4) / 10)))


def _look(at: int, count: int, size: float) -> dict[str, Any]:
    """Return the dot of a year: the paler and the smaller the earlier, in a rim that can be seen."""
    weight = 1.0 if count < 2 else 0.25 + 0.75 * at / (count - 1)
    share = 1.0 if count < 2 else 0.75 + 0.25 * at / (count - 1)
    red, green, blue = (1 - weight) + np.array(to_rgb(OURS)) * weight
    return {"marker": "o", "color": (float(red), float(green), float(blue)), "markeredgecolor": OURS,
            "markeredgewidth": 0.08 * size, "markersize": 0.85 * share * size}  # fmt: skip


def survey_chart(
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
    """Draw the share satisfied by question with its interval, this year above the year before.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.survey`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "survey")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, body=body_of(len(data)) + 2) as axes:
        _draw_survey(axes, data, lang)
    return axes


def _draw_survey(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    if data["score"].isna().all():
        raise NothingToDraw
    size = text_size(ax)
    rows_of(ax, len(data), [broken(str(name)) for name in data["name"]])
    now = {"color": OURS, "marker": "o", "markersize": 0.62 * size}
    then = {"color": LINE, "marker": "D", "markersize": 0.42 * size}
    for line, row in enumerate(data.itertuples()):
        for at, value, low, high, look in (
            (line - 0.14, row.score, row.low, row.high, now),
            (line + 0.2, row.previous, row.previous_low, row.previous_high, then),
        ):
            if pd.notna(value):
                ax.plot([low, high], [at, at], color=look["color"], linewidth=0.16 * size, zorder=2)
                ax.plot([value], [at], linestyle="none", zorder=3, clip_on=False, **look)  # type: ignore[arg-type]
    shares = _shares(data["score"], lang)
    answers = Column(say("columns", "answers", lang), [str(int(n)) for n in data["n"]], MUTED)
    if data["previous"].notna().any():
        year, earlier = str(int(data.attrs["year"])), str(int(data.attrs["previous"]))
        before = Column(earlier, _shares(data["previous"], lang))
        columns = [Column(year, shares, OURS, bold=True), before, answers]
        draw_key(ax, [(year, now), (earlier, then)])
    else:
        columns = [Column(say("columns", "satisfied", lang), shares, OURS, bold=True), answers]
    draw_columns(ax, columns)
    ax.set_xlim(_least(float(data[["low", "previous_low"]].min().min())), 100)
    ax.grid(visible=True, axis="x", color=FAINT, linewidth=0.5)
    round_axis(ax.xaxis, 6, lang)


def _shares(values: pd.Series, lang: str) -> list[str]:
    return [format_number(value, 1, lang, unit="%") for value in values]
