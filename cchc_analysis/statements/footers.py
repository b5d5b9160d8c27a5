"""Where a result is from, and what must be known of it: missing, estimated, not comparable, made up."""

from __future__ import annotations

from datetime import date

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.statements.phrases import say
from cchc_analysis.statements.shown import shown_rank


def footer(result: pd.DataFrame, lang: str = "vi", made: date | None = None) -> str:
    """Return source and caveats: what is missing, estimated, not comparable, or made up; and the date."""
    index = str(result.attrs.get("index", ""))
    declared = frameworks.indices().get(index)
    source = (declared.source_en if lang == "en" else declared.source_vi) if declared else index
    if "file" in result.attrs:
        source = say("marks", "sheet_source", lang, file=result.attrs["file"])
    if result.attrs.get("illustrative"):
        source = say("marks", "illustrative", lang)
    caveats = [*_caveats(result, lang), str(result.attrs.get(f"note_{lang}") or "").rstrip(".")]
    said = "; ".join(c for c in caveats if c)
    parts = [source, said[:1].upper() + said[1:]]
    if made is not None:
        written = (
            f"{made.day}/{made.month}/{made.year}" if lang == "vi" else f"{made.day} {made:%B %Y}"
        )
        parts.append(say("marks", "made", lang, date=written))
    return " ".join(f"{part}." for part in parts if part)


_LINES = ("trend", "rank_history")


def _caveats(result: pd.DataFrame, lang: str) -> list[str]:
    kind = str(result.attrs.get("kind"))
    dotted = result[result["score"].notna()] if kind == "history" else result
    facts = {
        "years": _partial_years(dotted),
        "names": ", ".join(result.attrs.get("not_published") or []),
    }
    seen = {
        "absent": kind in _LINES and _has_absent(result),
        "gap": kind in _LINES and (result["step"] == "redefined").any(),
        "hatched": kind == "history" and (result["status"] == "missing").any(),
        "blank": kind == "history" and result["status"].isna().any(),
        "rule": kind == "history" and (result["step"] == "redefined").any(),
        "estimated": "estimated" in result and result["estimated"].fillna(False).any(),
        "partial": kind == "trend" and bool(facts["years"]),
        "partial_cell": kind == "history" and bool(facts["years"]),
        "not_published": kind == "ranks"
        and bool(facts["names"])
        and not result.attrs.get("partial"),
        "wilson": kind == "survey",
        "reweighted": kind == "side_by_side" and bool(_incomparable(result)),
    }
    return [say("marks", mark, lang, **facts) for mark, there in seen.items() if there]


def _has_absent(result: pd.DataFrame) -> bool:
    """Tell whether a year has neither a score nor, where ranks are drawn, a rank."""
    drawn = shown_rank(result) if result.attrs["kind"] == "rank_history" else result["score"]
    return bool((drawn.isna() & result["code"].notna()).any())


def _incomparable(result: pd.DataFrame) -> list[str]:
    """Return the codes that were renamed, re-weighted or added on the way."""
    later = result[(result["change"] != "") & (result["code"] != "total")]
    return [str(code) for code in later.loc[~later["comparable"].astype(bool), "code"].unique()]


def _partial_years(result: pd.DataFrame) -> str:
    if "partial" not in result:
        return ""
    return ", ".join(str(year) for year in sorted(set(result.loc[result["partial"], "year"])))
