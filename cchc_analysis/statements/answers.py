"""The findings of what is asked beyond one criterion: what moved, where we stand in all, what would be if."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.statements.phrases import (
    amount_of_index,
    enumerated,
    gap_amount,
    name_of,
    points,
    say,
    term,
)
from cchc_analysis.statements.shown import (
    MOST_NAMED,
    decimals,
    printed_difference,
    rows_of_unit,
    unit_name,
    worst_first,
)
from cchc_analysis.vietnamese import format_number


def _facts(result: pd.DataFrame) -> dict[str, object]:
    return {name: result.attrs[name] for name in ("unit", "index", "year")}


def compare(result: pd.DataFrame, lang: str, most: int = 2) -> str:
    """Say how the total moved, and what moved it most each way, or (*most* being one) most of all."""
    facts = _facts(result) | {"previous": result.attrs["previous"]}
    kind = result.attrs["comparability"]
    column = {"partly": "like_for_like", "jumped": "gap_change"}.get(kind, "total_change")
    change, places = result.attrs[column], decimals(result)
    if pd.isna(change):
        return say("compare", "not_comparable", lang, **facts)
    if kind == "same":
        change = printed_difference(result.attrs["total"], result.attrs["previous_total"], places)
    key = "level" if abs(change) * 10**places < 0.5 else "up" if change > 0 else "down"
    key += "_gap" if kind == "jumped" else ""
    moved = say("compare", key, lang, change=gap_amount(abs(change), result, lang))
    if kind == "jumped":
        return say("compare", "title_gap", lang, moved=moved, **facts)
    # What changed its measurement, wholly or in part, has a contribution, but no unit gained or lost all of it.
    # Like for like a part is named of which at least half stayed; what was redefined or jumped never is.
    halves = result["comparability"].isin(["same", "rescaled", "partly"]) & result["like_for_like"].notna()
    compared = halves if kind == "partly" else result["change"].notna() & (result["below"].fillna("") == "")
    parts = result[compared & result["contribution"].notna()]
    moves: list[tuple[float, str]] = []
    for key, ends in (("gain", parts.head(1)), ("loss", parts.tail(1))):
        for _, row in ends.iterrows():
            value = float(row["contribution"])
            if (value if key == "gain" else -value) * 10**places >= 0.5:
                number = format_number(value, places, lang, sign=True)
                moves.append((abs(value), say("compare", key, lang, name=name_of(row, lang), value=number)))
    parts_moved = [words for _, words in (moves if most > 1 else [max(moves)] if moves else [])]
    remeasured = (result["score"].notna() & result["contribution"].notna()).sum() > len(parts)
    ending = ((", " if kind == "partly" else ": ") if moves else "") + ", ".join(parts_moved)
    ending += say("compare", "unchanged", lang) if moves and remeasured and kind != "partly" else ""
    title = "title_partly" if kind == "partly" else "title"
    return say("compare", title, lang, moved=moved, parts=ending, **facts)


def weakest(result: pd.DataFrame, lang: str, most: int = MOST_NAMED) -> str:
    """Name the criteria that are furthest behind, whatever their index, so many of them."""
    _, worst = worst_first(result)
    if worst.empty:
        return say("weakest", "none" if len(result) else "unknown", lang, unit=result.attrs["unit"],
                   year=result.attrs["year"])  # fmt: skip
    first = worst.head(most)
    index = str(first["index"].iloc[0])
    if len(first) > 1 and (first["index"] == index).all():
        names = enumerated(name_of(row, lang) for _, row in first.iterrows())
        return say("weakest", "title_of_one", lang, unit=result.attrs["unit"], index=index, names=names,
                   year=first["year"].iloc[0])  # fmt: skip
    names = enumerated(
        say("weakest", "criterion", lang, name=name_of(row, lang), index=row["index"], year=row["year"])
        for _, row in first.iterrows()
    )
    return say("weakest", "title", lang, unit=result.attrs["unit"], names=names)


def _scenario(result: pd.DataFrame, lang: str) -> dict[str, object]:
    total = result.iloc[0]
    targeted = result[result["code"].isin(list(result.attrs["targets"]))]
    names = enumerated(name_of(row, lang) for _, row in targeted.iterrows())
    ranks = {"rank": total["rank"], "new_rank": total["new_rank"], "n": total["n_units"]}
    return _facts(result) | ranks | {
        "names": names, "count": len(targeted), "new_total": amount_of_index(total["new_score"], result, lang),
        "gain": gap_amount(abs(total["gain"]), result, lang), "asked": result.attrs.get("asked_rank"),
        "criterion": term(targeted, lang), "criteria": term(targeted, lang, several=len(targeted) != 1),
    }  # fmt: skip


def what_if(result: pd.DataFrame, lang: str) -> str:
    """Say what total and rank the targets would give."""
    facts = _scenario(result, lang)
    gain, risen = result["gain"].iloc[0], result["rank"].iloc[0] - result["new_rank"].iloc[0]
    key = "none" if not facts["count"] else "title_loss" if gain < 0 else "title"
    places = ""
    if pd.notna(risen):
        moved = "level" if risen == 0 else "up" if risen > 0 else "down"
        places = say("what_if", f"places_{'none' if key == 'none' else moved}", lang, **facts)
    return say("what_if", key, lang, places=places, **facts)


def cheapest_path(result: pd.DataFrame, lang: str) -> str:
    """Say what would bring the unit to the rank asked for."""
    facts = _scenario(result, lang)
    key = "title" if facts["count"] else "reached"
    raised = result[result["code"].isin(list(result.attrs["targets"]))]
    if len(raised) > MOST_NAMED:  # a title of two lines: the chart names them all
        largest = raised.sort_values("gain", ascending=False, kind="stable").head(MOST_NAMED)
        names = enumerated(name_of(row, lang) for _, row in largest.iterrows())
        others = {"names": names, "n": len(raised) - MOST_NAMED}
        facts["names"] = say("cheapest_path", "names", lang, **facts | others)
    return say("cheapest_path", key if result.attrs["reached"] else "short", lang, **facts)


def difference(result: pd.DataFrame, lang: str) -> str:
    """Say how far apart two units are in the total, and whether that is more than chance."""
    total = result.iloc[0]
    ends = {name: points(total[name], result, lang) for name in ("low", "high")}
    gap = say("difference", "more" if total["difference"] >= 0 else "less", lang,
              value=gap_amount(abs(total["difference"]), result, lang), other=result.attrs["other"],
              **_facts(result))  # fmt: skip
    known = total["significant"]
    key = "unknown" if pd.isna(known) else "significant" if known else "not_significant"
    return gap + say("difference", key, lang, **ends)


def sensitivity(result: pd.DataFrame, unit: str, lang: str) -> str:
    """Say between which ranks a unit would be if the weights were others."""
    facts = {name: result.attrs[name] for name in ("index", "year")} | {"unit": unit_name(result, unit)}
    facts |= {"criterion": term(result, lang, level=1), "criteria": term(result, lang, level=1, several=True)}
    rows = rows_of_unit(result, unit)
    if rows.empty:
        return say("sensitivity", "absent", lang, **facts)
    row = rows.iloc[0]
    low, high = row["low_rank"], row["high_rank"]
    places = say("sensitivity", "one" if low == high else "between", lang, low=low, high=high)
    best, worst = row["best_rank"], row["worst_rank"]
    wider = (best, worst) != (low, high)
    extremes = say("sensitivity", "extremes", lang, low=best, high=worst) if wider else ""
    return say("sensitivity", "title", lang, rank=row["rank"], n=len(result), places=places, extremes=extremes,
               spread=format_number(100 * result.attrs["spread"], 0, lang), **facts)  # fmt: skip
