"""The findings about many units' sheets: who is first and last, where all fall short, whose bias is widest."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.statements.phrases import enumerated, lowered, most_points, points, say, units_words
from cchc_analysis.statements.shown import MOST_NAMED
from cchc_analysis.vietnamese import format_number, sentence_case

#: Criteria and units that a heat map has room for.
MOST_CRITERIA, MOST_UNITS = 24, 36
#: What prints as zero is none.
_NOTHING = 0.005


def _name(text: object, lang: str) -> str:
    """Return a sheet's name of a criterion as it stands in a sentence; capitals throughout are no name."""
    name = str(text)
    return lowered(sentence_case(name), lang)


def _facts(result: pd.DataFrame, lang: str) -> dict[str, object]:
    return {name: result.attrs[name] for name in ("index", "year")} | units_words(result, lang)


def _percent(value: float, lang: str) -> str:
    return format_number(value, 1, lang, unit="%")


def _units_table(result: pd.DataFrame, lang: str) -> str:
    absent = len(result.attrs["not_sent"])
    key = "unpublished" if result.attrs["published"] else "absent"
    facts = _facts(result, lang)
    facts["absent"] = say("units_table", key, lang, n=absent, **facts) if absent else ""
    ranked = result[result["rank"].notna()]
    if ranked.empty:
        return say("units_table", "none", lang, **facts)
    high, low = ranked["pct"].max(), ranked["pct"].min()
    key = "title_one" if len(ranked) == 1 else "title_equal" if ranked["rank"].nunique() == 1 else "title"
    best = _together(ranked.loc[ranked["rank"] == ranked["rank"].min(), "unit"], lang)
    worst = _together(ranked.loc[ranked["rank"] == ranked["rank"].max(), "unit"], lang)
    return say("units_table", key, lang, best=best, worst=worst, high=_percent(high, lang),
               low=_percent(low, lang), n=len(ranked), **facts)  # fmt: skip


def _together(names: pd.Series, lang: str) -> str:
    """Name those that share a place: two of them, and how many more."""
    shown = ", ".join(names.head(2))
    if len(names) <= 2:
        return shown
    return say("units_table", "others", lang, names=shown, n=len(names) - 2)


def _common_weaknesses(result: pd.DataFrame, lang: str) -> str:
    known = result[result["n_units"] > 0]
    if known.empty:
        return say("common_weaknesses", "none", lang, **_facts(result, lang))
    worst = known[known["points_lost"] > _NOTHING].head(3)
    if worst.empty:
        return say("common_weaknesses", "title_nothing", lang, **_facts(result, lang))
    names = [_name(name, lang) for name in worst["name"]]
    if worst["n_units"].max() > 1:
        counts = zip(names, worst["n_lost"], worst["n_units"], strict=True)
        names = [say("common_weaknesses", "one", lang, name=name, lost=lost, n=n) for name, lost, n in counts]
    n = int(worst["n_units"].max())
    key = "title" if n > 1 else "title_one"
    return say("common_weaknesses", key, lang, n=n, names=enumerated(names), **_facts(result, lang))


def _units_criteria(result: pd.DataFrame, lang: str) -> str:
    """Say who is furthest from the maximum of a single criterion, which is the darkest cell of the grid."""
    entered = result[result["compared"] & (result["status"] == "scored") & result["points_lost"].notna()]
    if entered.empty or entered["points_lost"].max() <= _NOTHING:
        key = "none" if entered.empty else "title_nothing"
        return say("common_weaknesses", key, lang, **_facts(result, lang))
    furthest = entered[entered["pct"] < entered["pct"].min() + _NOTHING]
    cells = [
        say("units_criteria", "cell", lang, units=_together(rows["unit"], lang),
            name=_name(rows["name"].iloc[0], lang), lost=points(rows["points_lost"].iloc[0], result, lang),
            most=most_points(rows["max_score"].iloc[0], lang))
        for _, rows in furthest.groupby("criterion", sort=False)
    ]  # fmt: skip
    return say("units_criteria", "title", lang, cells=_first_of(cells, lang), **_facts(result, lang))


def _first_of(cells: list[str], lang: str) -> str:
    """Name the first cells, and how many others are as far."""
    named, others = enumerated(cells[:MOST_NAMED]), len(cells) - MOST_NAMED
    return say("units_criteria", "others", lang, cells=named, n=others) if others > 0 else named


def _self_bias(result: pd.DataFrame, lang: str) -> str:
    whole = result[result["code"] == "total"]
    if whole.empty:
        return say("self_bias", "none", lang, **_facts(result, lang))
    most, mean = whole.iloc[0], float(result.attrs["mean_bias_pct"])
    facts = _facts(result, lang)
    facts |= {"n": len(whole), "unit": most["unit"], "most": format_number(most["bias_pct"], 1, lang),
             "mean": format_number(mean, 1, lang), "where": _where(result, lang)}  # fmt: skip
    if most["self_minus_appraised"] < _NOTHING:
        return say("self_bias", "title_level" if len(whole) > 1 else "title_level_one", lang, **facts)
    key = "title_one" if len(whole) == 1 else "title" if mean >= 0.05 else "title_mixed"
    return say("self_bias", key, lang, **facts)


def _where(result: pd.DataFrame, lang: str) -> str:
    """Name the domain in which all units together scored themselves highest above the appraisal."""
    domains = (
        result[result["code"] != "total"]
        .groupby("name", sort=False)[["self_minus_appraised", "max_score"]]
        .sum()
    )
    share = domains["self_minus_appraised"] / domains["max_score"].where(domains["max_score"] > 0)
    if len(domains) < 2 or not share.max() > 0:
        return ""
    return say("self_bias", "where", lang, name=_name(share.idxmax(), lang))


def _grid_subtitle(result: pd.DataFrame, lang: str) -> str:
    if result.empty:
        return say("units_criteria", "subtitle_none", lang, **_facts(result, lang))
    facts = _facts(result, lang)
    for part, column, most in (("criteria", "criterion", MOST_CRITERIA), ("units", "unit_id", MOST_UNITS)):
        n = result[column].nunique()
        key = f"{part}_some" if n > most else "units_one" if (part, n) == ("units", 1) else part
        facts[f"shown_{part}"] = say("units_criteria", key, lang, n=min(n, most), of=n, **facts)
    return say("units_criteria", "subtitle", lang, **facts)


def _subtitle(result: pd.DataFrame, lang: str) -> str:
    return say(str(result.attrs["kind"]), "subtitle", lang, **_facts(result, lang))


SENTENCES = {
    "units_table": _units_table,
    "common_weaknesses": _common_weaknesses,
    "units_criteria": _units_criteria,
    "self_bias": _self_bias,
}
SUBTITLES = dict.fromkeys(SENTENCES, _subtitle) | {"units_criteria": _grid_subtitle}
