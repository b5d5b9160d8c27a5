"""What is said of one unit's own sheets: self-scores beside the appraisal, its years."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.analysis.collected.panels import stages_named
from cchc_analysis.statements.phrases import enumerated, lowered, most_points, say, span
from cchc_analysis.vietnamese import format_number

#: Gaps that print as zero are said to be none.
_NOTHING = 0.005


def _sheet(result: pd.DataFrame, lang: str) -> str:
    facts = {name: result.attrs[name] for name in ("unit", "index", "year")}
    leaves = result[result["leaf"] & result["self_minus_appraised"].notna()]
    if leaves.empty:
        return say("sheet", "title_one_stage", lang, **facts)
    leaves = leaves[leaves["self_minus_appraised"] >= _NOTHING]
    if leaves.empty:
        return say("sheet", "title_level", lang, **facts)
    worst = leaves.sort_values("self_minus_appraised", ascending=False, kind="stable")
    names = enumerated(lowered(name, lang) for name in worst["name"].head(2))
    gap = format_number(float(worst["self_minus_appraised"].sum()), 2, lang)
    return say("sheet", "title", lang, gap=gap, names=names, **facts)


def _side_by_side(result: pd.DataFrame, lang: str) -> str:
    facts = {"unit": result.attrs["unit"], "index": result.attrs["index"]}
    total = result[result["code"] == "total"]
    if total.empty or pd.isna(total.iloc[-1]["result"]):
        return say("side_by_side", "title_domains", lang, **facts, **span(result))
    last = total.iloc[-1]
    title = "title_self" if result.attrs["stages"] == ("self",) else "title"
    sentence = say("side_by_side", title, lang, year=int(last["year"]), **facts,
                   result=format_number(last["result"], 2, lang), max=most_points(last["max_score"], lang),
                   pct=format_number(last["pct"], 1, lang, unit="%"))  # fmt: skip
    before = total.iloc[:-1].dropna(subset=["pct"]).tail(1)
    if before.empty:
        return sentence
    if not last["comparable"]:
        stages_before = stages_named(result.attrs["stages_before"])[lang == "en"]
        reason = "other_stage" if last["change"] == "other_stage" else "not_comparable"
        return sentence + say("side_by_side", reason, lang, previous=int(before["year"].iloc[0]),
                              stages_before=stages_before)  # fmt: skip
    moved = float(last["pct"] - before["pct"].iloc[0])
    key = "level" if abs(moved) < 0.05 else "up" if moved > 0 else "down"
    return sentence + say("side_by_side", key, lang, previous=int(before["year"].iloc[0]),
                      change=format_number(abs(moved), 1, lang))  # fmt: skip


SENTENCES = {"sheet": _sheet, "side_by_side": _side_by_side}
