"""What is said of bands: how many units are in each and who moved, or the band of one unit."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.phrases import column_in
from cchc_analysis.statements.phrases import say, units_words
from cchc_analysis.statements.shown import rows_of_unit, unit_name


def bands(result: pd.DataFrame, lang: str) -> str:
    """Say how many units are in each band, and how many moved up and down."""
    facts = {"index": result.attrs["index"], "year": result.attrs["year"], **units_words(result, lang)}
    banded = result[result["band"].notna()]
    if banded.empty:
        reasons = result[column_in("reason", lang)]
        scored = reasons[result["score"].notna()]
        return say("bands", "none", lang, reason=(scored if len(scored) else reasons).iloc[0], **facts)
    counts = banded[column_in("band", lang)].value_counts()
    names = [*result.attrs[column_in("names", lang)]]
    names += [name for name in counts.index if name not in names]  # printed, and not declared
    parts = ", ".join(f"{name}: {counts[name]}" for name in names if name in counts)
    key = "title_partial" if result.attrs["partial"] else "title"
    sentence = say("bands", key, lang, n=len(banded), size=result.attrs["n_scope"], parts=parts, **facts)
    moved = result["moved"].dropna()
    if moved.empty:
        return sentence
    up, down = int((moved > 0).sum()), int((moved < 0).sum())
    facts["previous"] = result.attrs["previous"]
    return sentence + say("bands", "moves", lang, up=up, down=down, n=len(moved), **facts)


def band_of(result: pd.DataFrame, unit: str, lang: str, *, ranked: bool = True) -> str:
    """Say in which band a unit is, with its rank unless that was told, and where it was the year before."""
    facts = {"index": result.attrs["index"], "year": result.attrs["year"], "unit": unit_name(result, unit)}
    row = rows_of_unit(result, unit)
    if row.empty:
        return say("bands", "absent", lang, **facts)
    first = row.iloc[0]
    if pd.isna(first["band"]):
        return say("bands", "unbanded", lang, reason=first[column_in("reason", lang)], **facts)
    place = _place(result, first, lang) if ranked else ""
    return say("bands", "unit", lang, band=first[column_in("band", lang)], place=place,
               moved=_moved(result, first, lang), **facts)  # fmt: skip


def _place(result: pd.DataFrame, row: pd.Series, lang: str) -> str:
    """Return the unit's rank: the printed one, or the computed one by scores; none among a few leaders."""
    if pd.notna(row["printed_rank"]):
        return say("bands", "printed_rank", lang, rank=row["printed_rank"], n=result.attrs["n_scope"])
    if pd.isna(row["rank"]) or result.attrs["partial"]:
        return ""
    return say("bands", "rank", lang, rank=row["rank"], n=result.attrs["n_units"])


def _moved(result: pd.DataFrame, row: pd.Series, lang: str) -> str:
    before = row[column_in("previous_band", lang)]
    if pd.isna(before):
        return ""
    facts = {"previous": result.attrs["previous"], "before": before}
    if pd.isna(row["moved"]):
        return say("bands", "not_comparable", lang, **facts)
    key = "same" if row["moved"] == 0 else "up" if row["moved"] > 0 else "down"
    return say("bands", key, lang, bands=abs(int(row["moved"])), **facts)
