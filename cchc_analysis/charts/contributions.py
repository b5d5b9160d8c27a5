"""*What moved the total?* A waterfall from last year to this year."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.canvas import text_size, type_size
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import FAINT, LINE, MUTED, OURS, TEXT, WORSE, SizeName
from cchc_analysis.charts.weaknesses import broken
from cchc_analysis.statements import decimals, say
from cchc_analysis.vietnamese import format_number

#: Steps that a slide holds.
_MOST = 12


def contributions_chart(
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
    """Draw what each domain added to the change of the total, as steps from one year to the next.

    Gains are blue, losses orange; grey is what was measured anew, and rounding. Where the total is partly
    comparable the steps are like for like, and a last grey one is all that cannot be compared.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.analysis.trends.compare`. Where the total may not be compared,
        nothing is drawn and the footer says why.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.

    Returns
    -------
    Axes
    """
    require(data, "compare")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    with page(data, request) as axes:
        _draw_contributions(axes, data, lang)
    return axes


def _draw_contributions(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    facts, size = data.attrs, text_size(ax)
    places = decimals(data)
    nothing = 0.5 * 10**-places
    rest = ~data["score"].notna()
    steps = data[data["contribution"].notna() & ~(rest & (data["contribution"].abs() < nothing))]
    steps = _largest(steps, lang)
    partly = facts["comparability"] == "partly"
    if partly and len(steps):
        steps = _with_incomparable(steps, facts["total"] - facts["previous_total"], lang)
    ax.grid(visible=False)
    if (pd.isna(facts["total_change"]) and not partly) or steps.empty:
        raise NothingToDraw
    at = float(facts["previous_total"])
    _end(ax, 0, at, (size, places, lang))
    ends = [at]
    for line, row in enumerate(steps.itertuples(), 1):
        step = float(row.contribution)
        anew = (pd.isna(row.change) or bool(row.below)) and not (partly and pd.notna(row.score))
        folded = pd.isna(row.code)
        colour = FAINT if folded else MUTED if anew else OURS if step >= 0 else WORSE
        ax.barh(line, step, left=at, height=0.62, color=colour, zorder=2)
        ax.plot([at, at], [line - 1, line + 0.31], color=LINE, linewidth=0.8, zorder=1)
        beyond = max(at, at + step)
        ax.annotate(format_number(step, places, lang, sign=True), (beyond, line), xytext=(0.4 * size, 0),
                    textcoords="offset points", va="center", fontsize=type_size(ax, 0.86), color=TEXT,
                    fontweight="bold")  # fmt: skip
        at += step
        ends.append(at)
    last = len(steps) + 1
    ax.plot([at, at], [last - 1, last], color=LINE, linewidth=0.8, zorder=1)
    _end(ax, last, at, (size, places, lang))
    width = 60 if len(steps) > 8 else 38  # one line each where two would not fit
    names = [broken(n, width) for n in steps["name_en" if lang == "en" else "name"]]
    totals = [
        say("compare", "total", lang, index=facts["index"], year=facts[y]) for y in ("previous", "year")
    ]
    ax.set_yticks(range(last + 1), [totals[0], *names, totals[1]], fontsize=type_size(ax, 0.86), color=TEXT)
    ax.set_ylim(last + 0.6, -0.6)
    room = 0.14 * (max(ends) - min(ends) or 1)
    ax.set_xlim(min(ends) - room, max(ends) + 1.6 * room)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)


def _largest(steps: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the largest steps, the others in one, where there are more than a slide holds."""
    if len(steps) <= _MOST:
        return steps
    kept = steps["contribution"].abs().nlargest(_MOST - 1).index
    small = steps[~steps.index.isin(kept)]
    name = say("compare", "others", lang, n=len(small))
    others = {"name": name, "name_en": name, "contribution": small["contribution"].sum(), "below": ""}
    last = pd.DataFrame([others]).reindex(columns=steps.columns).astype(steps.dtypes)
    return pd.concat([steps.loc[steps.index.isin(kept)], last], ignore_index=True)


def _with_incomparable(steps: pd.DataFrame, printed: float, lang: str) -> pd.DataFrame:
    """Add to like-for-like steps what leads from their end to the printed total."""
    name = say("compare", "incomparable", lang)
    rest = {"code": "incomparable", "name": name, "name_en": name, "below": "",
            "contribution": printed - steps["contribution"].sum()}  # fmt: skip
    last = pd.DataFrame([rest]).reindex(columns=steps.columns).astype(steps.dtypes)
    return pd.concat([steps, last], ignore_index=True)


def _end(ax: Axes, line: int, value: float, look: tuple[float, int, str]) -> None:
    """Mark a year's total, a dot and its number: bars of the totals would start far from zero."""
    size, places, lang = look
    ax.plot([value], [line], "o", color=TEXT, markersize=0.6 * size, zorder=3)
    ax.annotate(format_number(value, places, lang), (value, line), xytext=(0.7 * size, 0),
                textcoords="offset points", va="center", fontsize=type_size(ax, 0.9), fontweight="bold",
                color=TEXT)  # fmt: skip
