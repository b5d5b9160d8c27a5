"""*Where do they all fall short?* and *who flatters itself?*: the sheets of many units."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from cchc_analysis.charts.canvas import end_label, inches_of, size_of, text_size, type_size, when_placed
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.measuring import line_of, text_width
from cchc_analysis.charts.style import LINE, MUTED, SIZES, TEXT, WORSE, SizeName, round_axis
from cchc_analysis.statements import MOST_CRITERIA, MOST_UNITS, say
from cchc_analysis.vietnamese import format_number

#: From nothing reached to all of it: one scale, light where little is to be done.
_SCALE = LinearSegmentedColormap.from_list("reached", [WORSE, "#E0935F", "#F3D3BC", "#F4F4F2"])
#: Units whose gaps are named; where there are no more than this, so are the others.
_LABELLED, _ALL_NAMED = 6, 12
#: Units that do not fill a slide.
_FEW = 6


def units_criteria_chart(
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
    """Draw units by criteria as a heat map of the share of the maximum that each reached.

    The criteria with most points short stand at the left, the units with the best results on top; where there
    are more than a page holds, the criteria with most points short and the lowest units are drawn. Hatched
    cells have no points yet, a dash stands where a criterion does not apply or is not in the sheet, a dot where
    a result is not compared with the others.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.units_criteria`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "units_criteria")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    many = data["unit_id"].nunique() > 14
    units = min(data["unit_id"].nunique(), MOST_UNITS)
    few: SizeName = "band" if units < _FEW else "slide"  # a row as high as a slide is no heat map
    with page(data, request, default="square" if many else few, body=2.5 + 1.25 * units) as axes:
        _draw_units_criteria(axes, data)
    return axes


def _draw_units_criteria(ax: Axes, data: pd.DataFrame) -> None:
    import seaborn as sns  # brings widgets along, which no other chart needs

    if data.empty:
        raise NothingToDraw
    rows = _shown(data)
    units, criteria = list(dict.fromkeys(rows["unit_id"])), list(dict.fromkeys(rows["criterion"]))
    compared = rows.assign(pct=rows["pct"].where(rows["compared"]))
    shares = compared.pivot(index="unit_id", columns="criterion", values="pct").loc[units, criteria]
    sns.heatmap(shares.to_numpy(dtype=float), cmap=_SCALE, vmin=0, vmax=100, cbar=False, ax=ax, linewidths=0.8,
                linecolor="white")  # fmt: skip
    share = min(1.0, 16 / max(len(units), 1), 16 / max(len(criteria), 1))
    _marks(ax, rows, units, criteria, type_size(ax, max(0.5, share)))
    names = rows.drop_duplicates("unit_id").set_index("unit_id")["unit"]
    codes = rows.drop_duplicates("criterion").set_index("criterion")["code"]
    ax.set_yticks(np.arange(len(units)) + 0.5, [names[u] for u in units], rotation=0, color=TEXT,
                  fontsize=type_size(ax, max(0.62, 0.9 * share)))  # fmt: skip
    _codes(ax, [str(codes[c]) for c in criteria], type_size(ax, max(0.6, 0.86 * share)))
    ax.xaxis.tick_top()
    ax.grid(visible=False)
    ax.set(xlabel="", ylabel="")
    for spine in ax.spines.values():
        spine.set_visible(False)


def _codes(ax: Axes, codes: list[str], size: float) -> None:
    """Write the criteria's codes above their columns, every second one higher where they would touch."""

    def write(placed: Axes) -> None:
        room = 72 * inches_of(placed)[0] / len(codes)
        close = max(text_width(placed, code, size) for code in codes) * 1.12 > room
        labels = [f"{code}\n" if close and at % 2 else code for at, code in enumerate(codes)]
        placed.set_xticks(np.arange(len(codes)) + 0.5, labels, rotation=0, color=TEXT, fontsize=size)

    when_placed(ax, write)
    write(ax)


def _shown(data: pd.DataFrame) -> pd.DataFrame:
    """Return the cells that a page holds: criteria by points short, units by what they reached."""
    entered = data[data["compared"] & (data["status"] == "scored") & data["points_lost"].notna()]
    criteria = entered.groupby("criterion")["points_lost"].sum().sort_values(ascending=False, kind="stable")
    sums = entered.groupby("unit_id")[["score", "max_score"]].sum()
    reached = (sums["score"] / sums["max_score"].where(sums["max_score"] > 0)).sort_values(
        ascending=False, kind="stable"
    )
    # Who is compared in nothing stands below all others.
    units = [*reached.index, *(u for u in dict.fromkeys(data["unit_id"]) if u not in reached.index)]
    across = {c: place for place, c in enumerate(criteria.index[:MOST_CRITERIA])}
    down = {u: place for place, u in enumerate(units[-MOST_UNITS:])}
    rows = data[data["criterion"].isin(across) & data["unit_id"].isin(down)]
    order = np.lexsort((rows["criterion"].map(across), rows["unit_id"].map(down)))
    return rows.iloc[order]


def _marks(ax: Axes, rows: pd.DataFrame, units: list[str], criteria: list[object], size: float) -> None:
    """Mark the cells without a share that may be compared, each by its reason."""
    down, across = {u: i for i, u in enumerate(units)}, {c: i for i, c in enumerate(criteria)}
    look: dict[str, Any] = {"ha": "center", "va": "center", "color": MUTED, "fontsize": size}
    for row in rows[~(rows["compared"] & (rows["status"] == "scored"))].itertuples():
        x, y = across[row.criterion], down[row.unit_id]
        if row.status == "missing":
            ax.add_patch(Rectangle((x, y), 1, 1, fill=False, hatch="////", linewidth=0, edgecolor="#AEB4BB"))
        else:
            ax.text(x + 0.5, y + 0.5, "•" if row.status == "scored" else "–", **look)


def self_appraised_units_chart(
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
    """Draw what units scored themselves against what they were appraised at, a dot a unit.

    Above the line stand those that scored themselves higher; those with the widest gaps are coloured and named.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.self_bias`.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "self_bias")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request, default="square") as axes:
        _draw_self_appraised_units(axes, data, lang)
    return axes


def _draw_self_appraised_units(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    size = text_size(ax)
    whole = data[data["code"] == "total"].dropna(subset=["self_pct", "appraised_pct"])
    if len(whole) < 2:  # of one unit the title says it all
        raise NothingToDraw
    named = whole[whole["bias_pct"] >= 0.05].head(_LABELLED)
    others = whole[~whole["unit_id"].isin(named["unit_id"])]
    low = max(0.0, 5 * float(np.floor((whole[["self_pct", "appraised_pct"]].min().min() - 4) / 5)))
    ax.plot([low, 100], [low, 100], color=LINE, linewidth=1, zorder=1)
    for some, colour, wide in ((others, LINE, 0.5), (named, WORSE, 0.6)):
        ax.plot(some["appraised_pct"], some["self_pct"], "o", color=colour, markersize=wide * size,
                markeredgecolor="white", markeredgewidth=0.6, linestyle="none", zorder=2)  # fmt: skip
    _name_widest(ax, named, lang)
    if len(whole) <= _ALL_NAMED:
        for row in others.itertuples():
            end_label(ax, row.appraised_pct, row.self_pct, str(row.unit), color=MUTED,
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip
    ax.text(low + 0.05 * (100 - low), low + 0.01 * (100 - low), say("self_bias", "diagonal", lang), color=MUTED,
            fontsize=type_size(ax, 0.78), va="bottom", ha="left")  # fmt: skip
    ax.set_xlim(_leftmost(ax, low, named, lang), 102)
    ax.set_ylim(low, 102)
    ax.grid(visible=False)  # the line says what is to be read, and a grid would cross the names
    round_axis(ax.xaxis, 6, lang)
    round_axis(ax.yaxis, 6, lang)
    ax.tick_params(pad=0.6 * size)  # the two scales meet in the corner


def _widest(named: pd.DataFrame, lang: str) -> list[str]:
    return [f"{row.unit} {format_number(row.bias_pct, 1, lang, sign=True)}" for row in named.itertuples()]


def _leftmost(ax: Axes, low: float, named: pd.DataFrame, lang: str) -> float:
    """Return where the scale across begins: with the other, or earlier, so that names have their place."""
    size = size_of(ax) or SIZES["slide"]
    wide = max((text_width(ax, words, type_size(ax, 0.9)) for words in _widest(named, lang)), default=0.0)
    share = min(0.5, (wide + 3 * text_size(ax)) / (0.85 * 72 * size.width))
    first = float(named["appraised_pct"].min()) if len(named) else 100.0
    return max(0.0, min(low, (first - 102 * share) / (1 - share)))


def _name_widest(ax: Axes, named: pd.DataFrame, lang: str) -> None:
    """Name the dots with the widest gaps in a column left of them: no other dot stands there."""
    column = float(named["appraised_pct"].min()) if len(named) else 0.0
    for row, words in zip(named.itertuples(), _widest(named, lang), strict=True):
        ax.plot([column, row.appraised_pct], [row.self_pct] * 2, color=WORSE, linewidth=0.04 * text_size(ax),
                zorder=1)  # fmt: skip
        end_label(ax, column, row.self_pct, words, left=True, leader=True, color=WORSE)
    if len(named):
        line_of(ax, (0, 1), say("self_bias", "widest", lang), (0, 0), color=WORSE, va="bottom", ha="left",
                xycoords="axes fraction", fontsize=type_size(ax, 0.78))  # fmt: skip
