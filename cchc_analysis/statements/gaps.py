"""The findings about gaps: where a unit is behind, where it is ahead, what separates it from the next one."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.phrases import column_in
from cchc_analysis.statements.phrases import (
    enumerated,
    gap_amount,
    lowered,
    most_points,
    name_of,
    points,
    say,
    term,
    units_words,
)
from cchc_analysis.statements.shown import MOST_NAMED, best_first, decimals, printed_difference, worst_first

#: Points are printed with two decimals: what is closer is the same.
_SAME = 0.005


def named(rows: pd.DataFrame, lang: str, most: int = MOST_NAMED) -> str:
    """Return the names of the first rows as they stand in a sentence."""
    return enumerated(_names(rows.head(most), lang)) or "–"


def _names(rows: pd.DataFrame, lang: str) -> list[str]:
    return [lowered(name, lang) for name in rows[column_in("name", lang)]]


def _short_of(rows: pd.DataFrame, result: pd.DataFrame, lang: str, most: int = MOST_NAMED) -> str:
    """Return the names of the first rows, each with how many of its points it is short of."""
    first = rows.head(most)
    amounts = zip(_names(first, lang), first["points_lost"], first["max_score"], strict=True)
    return enumerated(
        say("weaknesses", "short_of", lang, name=name, lost=points(lost, result, lang),
            most=most_points(maximum, lang))
        for name, lost, maximum in amounts
    )  # fmt: skip


def _median(result: pd.DataFrame, lang: str) -> str:
    """Return what a unit was set beside: the median of all, of its region, of others; or one other unit."""
    names = list(result.attrs.get("peer_names") or [])
    peers = str(result.attrs.get("peers") or "all")
    key = peers if peers in ("all", "region", "nearest") else "named" if len(names) == 1 else "several"
    if key == "all" and result.attrs.get("partial"):
        key = "partial"
    return say("medians", key, lang, peers=peers, n=len(names), **units_words(result, lang))


def _facts(result: pd.DataFrame, lang: str) -> dict[str, object]:
    facts = {name: result.attrs[name] for name in ("unit", "index", "year")}
    return facts | {"median": _median(result, lang), "criterion": term(result, lang)}


def weaknesses(result: pd.DataFrame, lang: str, most: int = MOST_NAMED, *, amounts: bool = True) -> str:
    """Name the criteria in which the unit is furthest behind; those of its own sheet with the points."""
    measure, worst = worst_first(result)
    titles = {"points_lost": "title_loss", "loss_pct": "title_loss", "gap_to_best": "title_best"}
    key = titles.get(measure, "title")
    if worst.empty:
        key = "title_nothing" if result.attrs.get("by") == "loss" else "title_none"
    # Where a criterion weighs more or less in the total, its maximum is not in the points that were lost.
    of_its_own = (worst["max_score"] - worst["score"] - worst["points_lost"]).abs() < _SAME
    with_amounts = amounts and key == "title_loss" and measure == "points_lost" and of_its_own.all()
    names = _short_of(worst, result, lang, most) if with_amounts else named(worst, lang, most)
    return say("weaknesses", key, lang, names=names, **_facts(result, lang))


def strengths(result: pd.DataFrame, lang: str) -> str:
    """Name the criteria in which the unit is furthest ahead, or that reached their maximum."""
    best, facts = best_first(result), _facts(result, lang)
    if result.attrs.get("by") == "loss":
        full = result.attrs["n_full"]
        key = "title_full" if full else "title_loss"
        return say("strengths", key, lang, count=full, names=named(best.head(full or MOST_NAMED), lang),
                   criteria=term(result, lang, several=full != 1), **facts)  # fmt: skip
    return say("strengths", "title_none" if best.empty else "title", lang, names=named(best, lang), **facts)


def gap_to_above(result: pd.DataFrame, lang: str) -> str:
    """Say how far the unit above is away, what makes most of that, and where the unit is ahead of it."""
    attrs = result.attrs
    facts = {name: attrs[name] for name in ("unit", "index", "year", "rank", "other", "other_rank")}
    facts["n"] = attrs["n_units"]
    if attrs["other"] is None:
        return say("gap_to_above", "leading", lang, **facts)
    places = decimals(result)
    gap = printed_difference(attrs["other_total"], attrs["total"], places)
    parts = result[result["score"].notna() & result["gap"].notna()]
    differences = []
    for key, row in (("behind", parts.head(1)), ("ahead", parts.tail(1))):
        for _, part in row.iterrows():
            value = float(part["gap"]) * (1 if key == "behind" else -1)
            if value * 10**places >= 0.5:
                facts_of_part = {"name": name_of(part, lang), "value": points(value, result, lang)}
                differences.append(say("gap_to_above", key, lang, **facts_of_part))
    key = "level" if abs(gap) * 10**places < 0.5 else "title" if gap > 0 else "title_ahead"
    facts["above"] = say("gap_to_above", "above", lang) if attrs["next_above"] else ""
    details = (": " if differences else "") + "; ".join(differences)
    return say("gap_to_above", key, lang, gap=gap_amount(abs(gap), result, lang), parts=details, **facts)
