"""*Who moved?* Ranks of a region over the years; all units between two years."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from cchc_analysis.charts.canvas import end_label, text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import ABOVE, BELOW, FAINT, LINE, MUTED, OURS, TEXT, SizeName, round_axis
from cchc_analysis.statements import decimals, rows_of_unit, say
from cchc_analysis.statements.moves import moves_by, moves_none
from cchc_analysis.units import neighbours
from cchc_analysis.vietnamese import format_number

#: Lines of ordinary text that either chart takes where its canvas grows.
_BODY = 26.0
#: Most neighbours that are named at the right of a slope chart.
_NAMED = 8


def region_bump_chart(
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
    """Draw the national ranks of a region over the years, the first on top.

    Ours is in colour, and thinner who stood next above and next below it in its last year; the others are
    grey. Every province is named at its line's end; lines break where the measure changed and where there
    is no rank.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.region_ranks`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "region_ranks")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(
        data, request, body=_BODY, noted=say("region_ranks", "broken", lang) if _parted(data) else ""
    ) as axes:
        _draw_region(axes, data)
    return axes


def _shown_years(data: pd.DataFrame) -> pd.DataFrame:
    """Return the years from the first rank of the region to the last of ours."""
    ranked = data.loc[data["rank"].notna(), "year"]
    return data[(data["year"] >= ranked.min()) & (data["year"] <= data.attrs["year"])]


def _parted(data: pd.DataFrame) -> bool:
    """Tell whether our line has a gap."""
    if data.attrs["year"] is None:
        return False
    ours = _shown_years(data)
    ours = ours[ours["unit_id"] == data.attrs["unit_id"]]
    known = ours[ours["rank"].notna()]
    within = ours[ours["year"] > known["year"].min()]
    return bool(within["rank"].isna().any() or (within["step"] == "redefined").any())


def _draw_region(ax: Axes, data: pd.DataFrame) -> None:
    if (data["unit_id"].eq(data.attrs["unit_id"]) & data["rank"].notna()).sum() < 2:
        raise NothingToDraw
    data, size = _shown_years(data), text_size(ax)
    looks = _looks(data, size)
    for unit_id, rows in data.groupby("unit_id", sort=False):
        if rows["rank"].notna().any():
            others = {"color": LINE, "linewidth": 0.055 * size, "markersize": 0.26 * size}
            look = looks.get(str(unit_id), others)
            _draw_ranks(ax, rows, look, own=unit_id == data.attrs["unit_id"])
    _rank_axis(ax, float(data["n_units"].max()))
    years = sorted(data["year"].astype(int).unique())
    ax.set_xticks(years, [str(year) for year in years])
    ax.set_xlim(years[0] - 0.2, years[-1] + 0.15)
    ax.tick_params(axis="x", labelsize=type_size(ax, 0.78 if len(years) < 12 else 0.7), labelcolor=TEXT)


def _looks(data: pd.DataFrame, size: float) -> dict[str, dict[str, Any]]:
    """Return by id how ours is drawn, and who stands next above and below it in the region in its last year."""
    last = data[(data["year"] == data.attrs["year"]) & data["rank"].notna()]
    order = [str(unit_id) for unit_id in last.sort_values("rank", kind="stable")["unit_id"]]
    at = order.index(data.attrs["unit_id"])
    looks = {order[at]: {"color": OURS, "linewidth": 0.24 * size, "markersize": 0.58 * size, "zorder": 5}}
    for place, colour in ((at - 1, ABOVE), (at + 1, BELOW)):
        if 0 <= place < len(order):
            looks[order[place]] = {
                "color": colour, "linewidth": 0.13 * size, "markersize": 0.4 * size, "zorder": 4
            }  # fmt: skip
    return looks


def _draw_ranks(ax: Axes, rows: pd.DataFrame, look: dict[str, Any], *, own: bool) -> None:
    """Draw the ranks of a province, and name it at its end."""
    end = int(rows["year"].max())
    for _, part in rows.groupby(rows["step"].isin(["redefined"]).cumsum()):
        known = part["rank"].notna()
        lone = known & ~known.shift(1, fill_value=False) & ~known.shift(-1, fill_value=False)
        # Dots on every line would hide ours: of the others those that no line shows, and the last.
        seen = known if own else lone | (part["year"] == end)
        ax.plot(part["year"].astype(float), part["rank"].astype(float), **look, marker="o", markeredgewidth=0,
                clip_on=False, markevery=[int(at) for at in np.flatnonzero(seen)])  # fmt: skip
    known = rows["rank"].notna().to_numpy()
    place = int(np.flatnonzero(known)[-1])
    last = rows.iloc[place]
    if not own and int(last["year"]) < end and not (place and known[place - 1]):
        return  # the name of a lone dot would stand far from it
    ended = int(last["year"]) == end
    words = f"{int(last['rank'])} {last['unit']}" + ("" if ended else f" ({int(last['year'])})")
    end_label(ax, end, float(last["rank"]), words, leader=ended, fontweight="bold" if own else "regular",
              color=MUTED if look["color"] == LINE else look["color"])  # fmt: skip


def _rank_axis(ax: Axes, last: float) -> None:
    ax.set_ylim(last + 1.5, -0.5)
    ax.set_yticks([1, *range(10, int(last) - 4, 10), int(last)])
    ax.tick_params(axis="y", labelsize=type_size(ax, 0.78), labelcolor=MUTED)


def slope_chart(
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
    """Draw how all units moved between two years: ours in colour, its region dark, the others pale.

    Scores are drawn where the two years may be compared in points, else ranks; where neither may, the chart
    says why.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.moves`.
    unit : str
        The unit in colour.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "moves")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    by = moves_by(data)
    ours = rows_of_unit(data, unit)
    near = [other for name in ours["unit"] for other in neighbours(str(name), str(data.attrs["scope"]))]
    added = (say("moves", "region", lang),) if near and by else ()
    noted = ""
    if by == "rank_change" and data.attrs["rank_basis"] == "computed":
        noted = say("moves", "one_of_both", lang, n=int(data[by].notna().sum()))
    with page(data, request, default="square", body=_BODY + 8, unit=unit, added=added, noted=noted) as axes:
        _draw_slope(axes, data, by, (set(ours["unit"]), near), lang)
    return axes


def _draw_slope(ax: Axes, data: pd.DataFrame, by: str, of: tuple[set[str], list[str]], lang: str) -> None:
    if not by:
        raise NothingToDraw(moves_none(data, lang))
    columns = ("previous_score", "score") if by == "change" else ("previous_rank", "rank")
    both = data[data[by].notna()].astype(dict.fromkeys(columns, "float64"))
    ours, near = (both["unit"].isin(names) for names in of)
    if not ours.any():
        raise NothingToDraw
    size = text_size(ax)
    pairs = both[list(columns)].to_numpy(dtype=float)
    for rows, colour, width, layer in ((~near & ~ours, FAINT, 0.06, 1), (near, MUTED, 0.09, 2)):
        lines = [[(0, a), (1, b)] for a, b in pairs[rows.to_numpy()]]
        ax.add_collection(LineCollection(lines, colors=colour, linewidths=width * size, zorder=layer))
    before, now = pairs[ours.to_numpy()][0]
    ax.plot([0, 1], [before, now], "o-", color=OURS, linewidth=0.24 * size, markersize=0.6 * size, zorder=5,
            clip_on=False)  # fmt: skip
    _slope_axis(ax, pairs, by, lang)
    _slope_words(ax, both, columns, (ours, near), data, lang)


def _slope_axis(ax: Axes, pairs: np.ndarray, by: str, lang: str) -> None:
    if by == "change":
        low, high = float(pairs.min()), float(pairs.max())
        ax.set_ylim(low - 0.03 * (high - low), high + 0.03 * (high - low))
        round_axis(ax.yaxis, 5, lang)
    else:
        _rank_axis(ax, float(pairs.max()))
    ax.tick_params(axis="y", labelsize=type_size(ax, 0.78), labelcolor=MUTED)
    ax.set_xlim(-0.16, 1.0)
    ax.spines["bottom"].set_visible(False)
    for x in (0, 1):
        ax.axvline(x, color=FAINT, linewidth=0.8, zorder=0)


def _slope_words(ax: Axes, both: pd.DataFrame, columns: tuple[str, str], of: tuple[pd.Series, pd.Series],
                 data: pd.DataFrame, lang: str) -> None:  # fmt: skip
    """Write the years above; our numbers; at the right who moved most in the region, the first, the last."""
    ours, near = of
    places = decimals(data) if columns[1] == "score" else 0
    ax.set_xticks([0, 1], [str(data.attrs["previous"]), str(data.attrs["year"])])
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", labelsize=type_size(ax, 1.0), labelcolor=TEXT)
    mine = both[ours].iloc[0]
    ax.annotate(format_number(mine[columns[0]], places, lang), (0, mine[columns[0]]), ha="right", va="center",
                xytext=(-0.6 * text_size(ax), 0), textcoords="offset points", color=OURS, fontweight="bold",
                fontsize=type_size(ax, 0.9))  # fmt: skip
    ends = both.loc[[both[columns[1]].idxmax(), both[columns[1]].idxmin()]]
    moved = (both.loc[near, columns[1]] - both.loc[near, columns[0]]).abs().sort_values(ascending=False)
    named = dict.fromkeys([*both.index[ours], *ends.index, *moved.index[:_NAMED]])
    for at in named:
        row = both.loc[at]
        label = f"{format_number(row[columns[1]], places, lang)} {row['unit']}"
        look: dict[str, Any] = (
            {"color": OURS, "fontweight": "bold"} if ours[at] else {"color": TEXT if near[at] else MUTED}
        )
        end_label(ax, 1, float(row[columns[1]]), label, leader=True, **look)
