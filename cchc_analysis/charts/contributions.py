"""*What moved the total?* What each domain added, gains to the right and losses to the left."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from cchc_analysis.charts.columns import Column, body_of, draw_columns, rows_of
from cchc_analysis.charts.errors import NothingToDraw
from cchc_analysis.charts.frame import IfEmpty, Request, page, require
from cchc_analysis.charts.style import FAINT, LINE, OURS, WORSE, SizeName
from cchc_analysis.charts.weaknesses import broken
from cchc_analysis.phrases import column_in
from cchc_analysis.statements import decimals, say
from cchc_analysis.statements.answers import compare as moved
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
    """Draw what each domain added to the change of the total, as bars from zero, the greatest gain on top.

    Gains are blue and lead right, losses orange and lead left; grey is what was measured anew. What rounding
    leaves is told in the footer. Where the total is partly comparable the bars are like for like, and a last
    grey one is all that cannot be compared.

    Parameters
    ----------
    data : pandas.DataFrame
        A result of :func:`cchc_analysis.compare`. Where the total may not be compared,
        it is said that there is nothing to draw, and the footer says why.
    title, subtitle, footer, lang, size, words, ax, if_empty
        As in :func:`cchc_analysis.charts.trend_chart`.
    """
    require(data, "compare")
    request = Request(title, subtitle, footer, lang, size, words, ax, if_empty)
    steps = _steps(data, lang)
    added = () if steps.empty else (_totals(data, lang),)
    with page(data, request, body=body_of(len(steps)), added=added, noted=_rounding(data, lang),
              shorter=moved(data, lang, most=1)) as axes:  # fmt: skip
        _draw_contributions(axes, data, steps, lang)
    return axes


def _steps(data: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the steps that print, the greatest gain first, without what rounding leaves."""
    if pd.isna(data.attrs["total_change"]) and not _is_partly(data):
        return data.iloc[:0]
    rest = ~data["score"].notna()
    prints = data["contribution"].notna() & ~(
        rest & (data["contribution"].abs() < 0.5 * 10 ** -decimals(data))
    )
    steps = _largest(data[prints & (data["code"] != "rounding")], lang)
    steps = steps.sort_values("contribution", ascending=False, kind="stable")
    return _with_incomparable(steps, _change(data), lang) if _is_partly(data) and len(steps) else steps


def _is_partly(data: pd.DataFrame) -> bool:
    return bool(data.attrs["comparability"] == "partly")


def _change(data: pd.DataFrame) -> float:
    """Return the change of the total as it was printed."""
    return float(data.attrs["printed_change" if _is_partly(data) else "total_change"])


def _rounding(data: pd.DataFrame, lang: str) -> str:
    """Say in the footer what rounding leaves, where it prints."""
    rest = data.loc[data["code"] == "rounding", "contribution"].sum()
    if abs(rest) < 0.5 * 10 ** -decimals(data):
        return ""
    return say("columns", "rounding", lang, value=format_number(rest, decimals(data), lang, sign=True))


def _totals(data: pd.DataFrame, lang: str) -> str:
    """Say from which total to which, as the bars add up."""
    then, places = float(data.attrs["previous_total"]), decimals(data)
    ends = {"then": then, "now": then + _change(data)}
    return say("columns", "totals", lang, **{k: format_number(v, places, lang) for k, v in ends.items()})


def _draw_contributions(ax: Axes, data: pd.DataFrame, steps: pd.DataFrame, lang: str) -> None:
    partly = _is_partly(data)
    if steps.empty:
        raise NothingToDraw
    lengths = steps["contribution"].astype(float)
    # Of what was measured anew, it or a part of it, nobody gained or lost all.
    anew = steps["change"].isna() | (steps["below"].fillna("") != "")
    if partly:  # like for like, each is what it is; only the last is not
        anew = steps["score"].isna()
    folded = steps["code"].isna()
    colours = [
        FAINT if small else LINE if grey else OURS if length >= 0 else WORSE
        for small, grey, length in zip(folded, anew, lengths, strict=True)
    ]
    ax.barh(range(len(steps)), lengths, height=0.6, color=colours, zorder=2)
    ax.plot([0, 0], [-0.45, len(steps) - 0.55], color=LINE, linewidth=1, zorder=3)
    width = 60 if len(steps) > 8 else 38  # one line each where two would not fit
    names = [broken(name, width) for name in steps[column_in("name", lang)]]
    rows_of(ax, len(steps), names)
    places = decimals(data)
    added = [format_number(length, places, lang, sign=True) for length in lengths]
    scores = [format_number(score, places, lang) for score in steps["score"]]
    draw_columns(ax, [
        Column(say("columns", "contribution", lang), added, bold=True),
        Column(say("columns", "score", lang, year=data.attrs["year"]), scores),
    ])  # fmt: skip
    low, high = min(0.0, lengths.min()), max(0.0, lengths.max())
    ax.set_xlim(low - 0.03 * (high - low), high + 0.03 * (high - low))
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
