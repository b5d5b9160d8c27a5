"""What is said of the domains of an index: in how many a unit is above the median, where furthest below."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.statements.phrases import name_of, say, span, term, units_words
from cchc_analysis.statements.shown import decimals, printed_differences
from cchc_analysis.vietnamese import format_number


def _parts(result: pd.DataFrame, lang: str) -> str:
    return term(result, lang, several=True, level=1)


def _facts(result: pd.DataFrame, lang: str) -> dict[str, object]:
    attrs = result.attrs
    return {name: attrs[name] for name in ("unit", "index", "year")} | {"parts": _parts(result, lang)}


def gaps(result: pd.DataFrame) -> pd.Series:
    """Return the gap of each row to the median, of printed numbers: points, or % of the scale."""
    score, median, places = shown_columns(result)
    return printed_differences(result[score], result[median], places)


def changes(result: pd.DataFrame) -> pd.Series:
    """Return the change of each domain as the two printed numbers give it, missing where it is none."""
    score, _, places = shown_columns(result)
    return printed_differences(result[score], result[f"previous_{score}"], places)


def shown_columns(result: pd.DataFrame) -> tuple[str, str, int]:
    """Return which columns of a table of domains are shown, score and median, and with how many decimals."""
    return ("score", "median", decimals(result)) if result.attrs["in_points"] else ("pct", "median_pct", 1)


def _domains(result: pd.DataFrame, lang: str) -> str:
    facts = _facts(result, lang)
    gap = gaps(result).dropna()
    if gap.empty:
        return say("domains", "title_alone", lang, **facts)
    above = int((gap > 0).sum())
    facts |= {"above": above, "n": len(gap), "worst": ""}
    if above == len(gap):
        return say("domains", "title_all", lang, **facts)
    if gap.min() < 0:
        name = name_of(result.loc[gap.idxmin()], lang)
        places = shown_columns(result)[2]
        unit = "points" if result.attrs["in_points"] else "percentage_points"
        size = say("amounts", unit, lang, value=format_number(-gap.min(), places, lang))
        facts["worst"] = say("domains", "worst", lang, name=name, gap=size)
    return say("domains", "title" if above else "title_none", lang, **facts)


def _domain_lines(result: pd.DataFrame, lang: str) -> str:
    facts = _facts(result, lang) | span(result)
    if result["score"].isna().all():
        return say("domain_lines", "none", lang, **facts)
    gap = gaps(result)
    counts = pd.DataFrame({"year": result["year"], "above": gap > 0})[gap.notna()]
    years = counts.groupby("year")["above"].agg(["sum", "size"])
    if years.empty:
        return say("domain_lines", "title_alone", lang, **facts)
    first, last = years.iloc[0], years.iloc[-1]
    facts |= {"year": int(years.index[-1]), "above": last["sum"], "n": last["size"],
              "first": int(years.index[0]), "above_first": first["sum"], "n_first": first["size"]}  # fmt: skip
    return say("domain_lines", "title" if len(years) > 1 else "title_one", lang, **facts)


def _subtitle(result: pd.DataFrame, lang: str) -> str:
    scored = result[result["score"].notna()]
    facts: dict[str, object] = {"parts": _parts(result, lang)}
    if result.attrs["kind"] == "domains":
        known = result["median"].notna().any() or result["median_pct"].notna().any()
        facts["ordered"] = say("domains", "ordered", lang, **units_words(result, lang)) if known else ""
    if len(scored):
        facts |= {"first": scored["year"].min(), "last": scored["year"].max()}
        ends = scored[["min_score", "max_score"]].iloc[-1]
        facts |= {
            name: f"{value:g}".replace(".", "," if lang == "vi" else ".")
            for name, value in zip(("min", "max"), ends.round(2), strict=True)
        }
    key = "subtitle_points" if result.attrs["in_points"] else "subtitle_pct"
    return say(result.attrs["kind"], key if len(scored) else "subtitle_none", lang, **facts)


SENTENCES = {"domains": _domains, "domain_lines": _domain_lines}
SUBTITLES = dict.fromkeys(SENTENCES, _subtitle)
