"""What a result says, in one sentence: titles, subtitles and footers, computed, never typed.

The sentences are declared in ``words.toml``; which of them is true is decided here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.vietnamese import format_number

#: Changes and gaps that print as zero are said to be none.
_NOTHING = 0.005
#: Percentage points from the median at which a heat map's colour is full.
FULL_COLOUR = 15.0


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files("cchc_analysis").joinpath("words.toml").read_text(encoding="utf-8"))


def say(section: str, key: str, lang: str, **facts: object) -> str:
    """Return a declared phrase in a language, its braces filled in.

    Examples
    --------
    >>> say("marks", "median", "vi", value="43,48")
    'Trung vị 43,48'
    """
    return _words()[section][key][lang].format(**facts)


def statement(result: pd.DataFrame, lang: str = "vi", *, unit: str | None = None) -> str:
    """Return the finding of a result in one sentence.

    Parameters
    ----------
    result : pandas.DataFrame
        Of ``trend``, ``history``, ``ranks``, ``rank_history`` or ``weaknesses``.
    lang : {"vi", "en"}
    unit : str, optional
        Of ``ranks``, which knows of no unit of ours: whose place is told.

    Raises
    ------
    ValueError
        For a table that is no result of the analysis.
    """
    if unit is not None and result.attrs.get("kind") == "ranks":
        return _standing(result, unit, lang)
    return _of(result, _STATEMENTS)(result, lang)


def subtitle(result: pd.DataFrame, lang: str = "vi", notes: tuple[str, ...] = ()) -> str:
    """Return what a result measures: name, unit, scale, years; *notes* are added."""
    said = _of(result, _SUBTITLES)(result, lang)
    return "; ".join([said, *(n for n in notes if n)])


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


def _of(
    result: pd.DataFrame, table: Mapping[str, Callable[[pd.DataFrame, str], str]]
) -> Callable[[pd.DataFrame, str], str]:
    kind = str(result.attrs.get("kind", ""))
    if kind not in table:
        known = ", ".join(table)
        raise ValueError(
            f"Bảng này không phải kết quả phân tích ({known}).\n"
            f"This table is no result of the analysis ({known})."
        )
    return table[kind]


def _name(result: pd.DataFrame, lang: str) -> str:
    return str(
        result.attrs.get("name_en" if lang == "en" else "name") or result.attrs.get("name", "")
    )


# -- sentences -------------------------------------------------------------------------------------


def _trend(result: pd.DataFrame, lang: str) -> str:
    unit, index = result.attrs["unit"], result.attrs["index"]
    published = result[result["score"].notna()]
    if published.empty:
        return say("trend", "none", lang, unit=unit, index=index)
    last = published.iloc[-1]
    facts = {
        "unit": unit, "index": index, "year": int(last["year"]), "name": _name(result, lang),
        "score": _points(last["score"], result, lang), "max": _points(last["max_score"], result, lang),
        "change": _change(published, lang, decimals(result)), "against": _against(last, lang, decimals(result)),
    }  # fmt: skip
    key = "total" if result.attrs["code"] == "total" else "criterion"
    return say("trend", key, lang, **facts)


def _change(published: pd.DataFrame, lang: str, places: int) -> str:
    if len(published) < 2:
        return ""
    last, previous = published.iloc[-1], int(published.iloc[-2]["year"])
    if pd.notna(last["change"]):
        change, suffix = float(last["change"]), ""
    elif pd.notna(last["change_in_pct"]):
        change, suffix, places = float(last["change_in_pct"]), "_pct", 1
    else:
        return say("trend", "not_comparable", lang, previous=previous)
    if abs(change) * 10**places < 0.5:
        return say("trend", "level", lang, previous=previous)
    key = ("up" if change > 0 else "down") + suffix
    return say(
        "trend", key, lang, previous=previous, change=format_number(abs(change), places, lang)
    )


def _against(last: pd.Series, lang: str, places: int) -> str:
    if pd.isna(last["median"]):
        return ""
    gap = float(last["score"] - last["median"])
    key = "equal" if abs(gap) * 10**places < 0.5 else "above" if gap > 0 else "below"
    return say("trend", key, lang, gap=format_number(abs(gap), places, lang))


def shown_rank(result: pd.DataFrame) -> pd.Series:
    """Return the rank that is shown: the printed one, else the computed one."""
    return result["printed_rank"].fillna(result["rank"])


def _rank_history(result: pd.DataFrame, lang: str) -> str:
    facts = {"unit": result.attrs["unit"], "index": result.attrs["index"]}
    ranked = result.assign(shown=shown_rank(result)).dropna(subset=["shown"])
    if ranked.empty:
        return say("rank_history", "none", lang, **facts)
    last = ranked.iloc[-1]
    change = ""
    if len(ranked) > 1:
        previous = int(ranked.iloc[-2]["year"])
        moved = last["change"]
        key = (
            "not_comparable"
            if pd.isna(moved)
            else "level"
            if moved == 0
            else "up"
            if moved > 0
            else "down"
        )
        by = "" if pd.isna(moved) else abs(int(moved))
        change = say("rank_history", key, lang, previous=previous, change=by)
    return say("rank_history", "title", lang, rank=int(last["shown"]), n=int(last["n_units"]),
               year=int(last["year"]), change=change, **facts)  # fmt: skip


def decimals(result: pd.DataFrame) -> int:
    """Return how many decimals the points of a result's index are published with."""
    declared = frameworks.indices().get(str(result.attrs.get("index", "")))
    return declared.decimals if declared else 2


def _points(value: float, result: pd.DataFrame, lang: str) -> str:
    return format_number(value, decimals(result), lang)


def _ranks(result: pd.DataFrame, lang: str) -> str:
    scored = result.dropna(subset=["score"])
    facts = {name: result.attrs[name] for name in ("index", "year")}
    if scored.empty:
        return say("ranks", "none", lang, **facts)
    best = scored.iloc[0]
    facts |= {"best": best["unit"], "score": _points(best["score"], result, lang), "n": len(scored)}
    if result.attrs.get("partial"):
        return say("ranks", "title_partial", lang, size=result.attrs["n_scope"], **facts)
    return say(
        "ranks", "title", lang, median=_points(scored["score"].median(), result, lang), **facts
    )


def _standing(result: pd.DataFrame, unit: str, lang: str) -> str:
    own, best = result[result["unit"] == unit], result.iloc[0]
    if own.empty or pd.isna(own.iloc[0]["score"]) or pd.isna(best["score"]):
        return _ranks(result, lang)
    gap = float(best["score"] - own.iloc[0]["score"])
    key = "standing" if gap * 10 ** decimals(result) >= 0.5 else "leading"
    printed = pd.notna(own.iloc[0]["printed_rank"])
    n = result.attrs.get("n_scope" if printed else "n_units", len(result))
    return say("ranks", key, lang, unit=unit, rank=int(shown_rank(own).iloc[0]), n=n,
               index=result.attrs["index"], year=result.attrs["year"], best=best["unit"],
               gap=_points(gap, result, lang), score=_points(best["score"], result, lang))  # fmt: skip


def _weaknesses(result: pd.DataFrame, lang: str) -> str:
    told, worst = worst_first(result)
    names = worst["name_en" if lang == "en" else "name"].head(3)
    facts = {name: result.attrs[name] for name in ("unit", "index", "year")}
    titles = {"points_lost": "title_loss", "loss_pct": "title_loss", "gap_to_best": "title_best"}
    key = titles.get(told, "title")
    if key == "title" and result.attrs.get("partial"):
        key = "title_partial"
    if worst.empty:
        key = "title_nothing" if result.attrs.get("by") == "loss" else "title_none"
    said = ", ".join(_lowered(name, lang) for name in names) or "–"
    return say("weaknesses", key, lang, names=said, **facts)


def worst_first(result: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """Return what a table of weaknesses tells, and its rows that fall short, the worst first.

    It tells points lost or the gap to the median in points, as it is ordered; the same in per cent of the
    scale (``loss_pct``, ``gap_pct``) where weights are unknown; the gap to the best where the unit is
    behind the median nowhere. What prints as zero is no shortfall.
    """
    rows = result.assign(gap_pct=result["median_pct"] - result["pct"], loss_pct=100 - result["pct"])
    nothing = 0.5 * 10 ** -decimals(result)
    if result.attrs.get("by") == "loss":
        told = "loss_pct" if rows["points_lost"].isna().all() else "points_lost"
    elif rows["gap_to_median"].isna().all():
        told = "gap_pct"
    else:
        told = "gap_to_median" if (rows["gap_to_median"] >= nothing).any() else "gap_to_best"
    return told, rows[rows[told] >= nothing].sort_values(told, ascending=False, kind="stable")


def _lowered(name: str, lang: str) -> str:
    """Return a name as it stands inside a sentence: ``Tiếp cận đất đai`` → ``tiếp cận đất đai``.

    English names are titles and keep their capitals, as do abbreviations.
    """
    first = name.split(" ")[0]
    abbreviated = len(first) > 1 and first.isupper()
    return name if lang == "en" or abbreviated else name[:1].lower() + name[1:]


def _history(result: pd.DataFrame, lang: str) -> str:
    known = result.dropna(subset=["gap_pct"])
    if known.empty:
        return say("history", "none", lang, unit=result.attrs["unit"], index=result.attrs["index"])
    name = "name_en" if lang == "en" else "name"
    below = known.assign(below=known["gap_pct"] < 0).groupby("code", sort=False)
    table = below.agg(
        years=("below", "sum"), n=("below", "size"), gap=("gap_pct", "mean"), name=(name, "first")
    )
    table = table[table["years"] > table["n"] / 2].sort_values(
        ["years", "gap"], ascending=[False, True]
    )
    if table.empty:
        return say("history", "title_above", lang, unit=result.attrs["unit"])
    longest = table[table[["years", "n"]].eq(table[["years", "n"]].iloc[0]).all(axis=1)].head(2)
    years = f"{int(longest['years'].iloc[0])}/{int(longest['n'].iloc[0])}"
    names = ", ".join(_lowered(n, lang) for n in longest["name"])
    return say("history", "title", lang, unit=result.attrs["unit"], names=names, years=years)


def _sheet(result: pd.DataFrame, lang: str) -> str:
    facts = {name: result.attrs[name] for name in ("unit", "index", "year")}
    leaves = result[result["leaf"] & (result["self_minus_appraised"] >= _NOTHING)]
    if leaves.empty:
        return say("sheet", "title_level", lang, **facts)
    worst = leaves.sort_values("self_minus_appraised", ascending=False, kind="stable")
    names = ", ".join(_lowered(name, lang) for name in worst["name"].head(2))
    gap = format_number(float(worst["self_minus_appraised"].sum()), 2, lang)
    return say("sheet", "title", lang, gap=gap, names=names, **facts)


def _side_by_side(result: pd.DataFrame, lang: str) -> str:
    facts = {"unit": result.attrs["unit"], "index": result.attrs["index"]}
    total = result[result["code"] == "total"]
    if total.empty or pd.isna(total.iloc[-1]["result"]):
        return say("side_by_side", "title_domains", lang, **facts, **_years(result))
    last = total.iloc[-1]
    said = say("side_by_side", "title", lang, year=int(last["year"]), **facts,
               result=format_number(last["result"], 2, lang), max=format_number(last["max_score"], 0, lang),
               pct=format_number(last["pct"], 1, lang, unit="%"))  # fmt: skip
    before = total.iloc[:-1].dropna(subset=["pct"]).tail(1)
    if before.empty:
        return said
    if not last["comparable"]:
        return said + say(
            "side_by_side", "not_comparable", lang, previous=int(before["year"].iloc[0])
        )
    moved = float(last["pct"] - before["pct"].iloc[0])
    key = "level" if abs(moved) < 0.05 else "up" if moved > 0 else "down"
    return said + say("side_by_side", key, lang, previous=int(before["year"].iloc[0]),
                      change=format_number(abs(moved), 1, lang))  # fmt: skip


def _survey(result: pd.DataFrame, lang: str) -> str:
    least = result.iloc[0]
    return say("survey", "title", lang, unit=result.attrs["unit"], year=result.attrs["year"],
               name=_lowered(str(least["name"]), lang),
               score=format_number(least["score"], 1, lang, unit="%"))  # fmt: skip


def _survey_subtitle(result: pd.DataFrame, lang: str) -> str:
    previous = result.attrs["previous"]
    key = "subtitle" if previous else "subtitle_first"
    return say("survey", key, lang, year=result.attrs["year"], previous=previous)


_STATEMENTS = {
    "trend": _trend,
    "rank_history": _rank_history,
    "ranks": _ranks,
    "weaknesses": _weaknesses,
    "history": _history,
    "sheet": _sheet,
    "side_by_side": _side_by_side,
    "survey": _survey,
}


# -- subtitles -------------------------------------------------------------------------------------


def on_pct(result: pd.DataFrame) -> bool:
    """Tell whether a trend must be drawn in per cent of the scale: its scale moved on the way."""
    first = result.loc[result["score"].notna(), "year"].min()
    return bool(((result["step"] == "rescaled") & (result["year"] > first)).any())


def _trend_subtitle(result: pd.DataFrame, lang: str) -> str:
    published = result[result["score"].notna()]
    ends = published[["min_score", "max_score"]].drop_duplicates()
    if on_pct(result):
        scale = say("trend", "pct", lang)
    elif len(ends) == 1 and ends.notna().all(axis=None):
        low, high = (
            f"{v:g}".replace(".", "," if lang == "vi" else ".") for v in ends.iloc[0].round(2)
        )
        scale = say("trend", "points", lang, min=low, max=high)
    else:
        scale = say("trend", "points_varied", lang)
    index, code = result.attrs["index"], result.attrs["code"]
    what = (
        _name(result, lang)
        if code == "total"
        else say("trend", "code", lang, index=index, code=code)
    )
    return say("trend", "subtitle", lang, what=what, scale=scale, **_years(result))


def _years(result: pd.DataFrame) -> dict[str, int]:
    there = result.loc[result["code"].notna(), "year"]
    return {"first": int(there.min()), "last": int(there.max())}


def _plain_subtitle(result: pd.DataFrame, lang: str) -> str:
    facts = {
        "index": result.attrs["index"],
        "name": _name(result, lang),
        "year": result.attrs.get("year"),
    }
    years = _years(result) if "year" in result else {}
    facts["full"] = format_number(FULL_COLOUR, 0, lang)
    within = result.attrs["kind"] == "ranks" and not str(result.attrs["scope"]).startswith("tinh-")
    return say(
        str(result.attrs["kind"]),
        "subtitle_units" if within else "subtitle",
        lang,
        **facts,
        **years,
    )


def _weaknesses_subtitle(result: pd.DataFrame, lang: str) -> str:
    keys = {
        "points_lost": "subtitle_loss",
        "gap_to_best": "subtitle_best",
        "gap_pct": "subtitle_pct",
        "loss_pct": "subtitle_loss_pct",
    }
    key = keys.get(worst_first(result)[0], "subtitle")
    return say("weaknesses", key, lang, index=result.attrs["index"], year=result.attrs["year"])


_SUBTITLES = {
    "trend": _trend_subtitle,
    "rank_history": _plain_subtitle,
    "ranks": _plain_subtitle,
    "weaknesses": _weaknesses_subtitle,
    "history": _plain_subtitle,
    "sheet": _plain_subtitle,
    "side_by_side": _plain_subtitle,
    "survey": _survey_subtitle,
}


# -- caveats ---------------------------------------------------------------------------------------


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


_LINES = ("trend", "rank_history")


def _partial_years(result: pd.DataFrame) -> str:
    if "partial" not in result:
        return ""
    return ", ".join(str(year) for year in sorted(set(result.loc[result["partial"], "year"])))
