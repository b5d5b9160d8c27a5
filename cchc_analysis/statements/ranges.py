"""What is said of a range of ranks: every basis under its name, and which there is none of."""

from __future__ import annotations

import pandas as pd

from cchc_analysis.phrases import column_in
from cchc_analysis.statements.phrases import say
from cchc_analysis.statements.shown import rows_of_unit, unit_name
from cchc_analysis.vietnamese import format_number


def rank_ranges(result: pd.DataFrame, lang: str) -> str:
    """Say how wide the ranges are by each basis; of a result about one unit, where that may be."""
    if "unit" in result.attrs:
        return rank_range_of(result, str(result.attrs["unit"]), lang)
    name = column_in("basis_name", lang)
    widths = (result["high"] - result["low"]).astype("float64").groupby(result["basis"]).mean()
    names = result.drop_duplicates("basis").set_index("basis")[name]
    parts = [say("rank_range", "width", lang, basis=names[basis], width=format_number(widths[basis], 1, lang))
             for basis in result.attrs["bases"]]  # fmt: skip
    facts = {name: result.attrs[name] for name in ("index", "year")}
    return say("rank_range", "widths", lang, parts="; ".join([*parts, *_missing(result, lang)]), **facts)


def rank_range_of(result: pd.DataFrame, unit: str, lang: str) -> str:
    """Say between which ranks a unit may be, by each basis."""
    facts = {name: result.attrs[name] for name in ("index", "year")}
    rows = rows_of_unit(result, unit)
    if rows.empty:
        return say("rank_range", "absent", lang, unit=unit_name(result, unit), **facts)
    level = format_number(100 * result.attrs["level"], 0, lang)
    name = column_in("basis_name", lang)
    parts = []
    for _, row in rows.iterrows():
        places = say("rank_range", "one" if row["low"] == row["high"] else "between", lang, low=row["low"],
                     high=row["high"])  # fmt: skip
        key = "by_printed" if row["basis"] == "printed_weights" else "by"
        parts.append(say("rank_range", key, lang, basis=row[name], places=places, level=level))
    first = rows.iloc[0]
    return say("rank_range", "title", lang, unit=first["unit"], rank=first["rank"], n=first["n_units"],
               parts="; ".join([*parts, *_missing(result, lang)]), **facts)  # fmt: skip


def _missing(result: pd.DataFrame, lang: str) -> list[str]:
    """Return what the ranges leave out: what there is not, and what was not asked for."""
    absent = [say("rank_range", f"no_{word}", lang) for word in result.attrs["missing"]]
    return absent + [say("rank_range", f"unasked_{word}", lang) for word in result.attrs["unasked"]]
