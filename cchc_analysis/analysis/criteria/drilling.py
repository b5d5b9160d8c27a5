"""What stands below a criterion: the indicators of a sub-dimension, the criteria of a domain."""

from __future__ import annotations

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis import scores as frame
from cchc_analysis.analysis.asked import lines, peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.published_scores import published_in
from cchc_analysis.analysis.asked.scopes import few
from cchc_analysis.analysis.asked.subjects import subject as find_subject
from cchc_analysis.analysis.collected import sheets
from cchc_analysis.analysis.collected.panels import panel_of
from cchc_analysis.analysis.errors import error, listed, no_year, noted, words

_COLUMNS = [
    "code", "name", "name_en", "level", "score", "min_score", "max_score", "pct", "median", "median_pct", "gap",
    "gap_pct", "rank", "from_top", "n_units", "status",
]  # fmt: skip
#: Indicators: what is asked, in units of its own.
_INDICATOR = 4


def drill(scores: pd.DataFrame, *, index: str, unit: str, year: int, code: str) -> pd.DataFrame:
    """Return what stands right below a criterion, the unit's scores against the others'.

    Parameters
    ----------
    scores, index, unit
        As in :func:`cchc_analysis.trend`; of a unit with its own scoring sheet its criteria.
    year : int
        The year assessed.
    code : str
        A criterion of the edition of *year*, or of the unit's sheet; ``total`` gives the domains.

    Returns
    -------
    pandas.DataFrame
        In printed order: ``code, name, name_en, level, score`` (as printed), ``min_score, max_score, pct`` (of
        the scale, where one is printed), ``median, median_pct`` (of the published units; of the sheets that
        are compared), ``gap = score − median`` and ``gap_pct`` (below 0: the unit is lower), ``n_units``,
        ``status``. ``rank`` (best first) above indicators, where more is better by construction; ``from_top``,
        the place from the greatest value, for every row. Whether more is good is not declared of indicators
        (*số ngày chờ*, *% hộ nghèo bị bỏ sót*): they have no ``rank``, and the note says so. Medians and
        places are missing where fewer than half of the units were published. ``attrs["estimated"]`` tells
        whether the scores are a merged unit's, made of its parts: they stand beside nobody's.

    Raises
    ------
    AnalysisError
        For an unknown unit or code, a year without figures of it, or a criterion with nothing below it; names
        those that have something.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = drill(load(), index="PAPI", unit="Bắc Kạn", year=2024, code="6")
    >>> table[["code", "gap", "rank", "n_units"]].round(2).values.tolist()[1]
    ['6.2', -0.32, 54, 61]
    """
    index, unit, year, code = checked(scores, index=index, unit=unit, year=year, code=code)
    if sheets.has_sheet(scores, index=index, unit=unit, year=year):
        return _of_sheet(scores, index, unit, year, code)
    rows = peers.rows_of(scores, index)
    subject = find_subject(rows, unit, index)
    if year not in subject.scored_years:
        raise no_year(index, year, unit, subject.scored_years)
    unit_id, scope, _ = subject.by_year[year]
    asked = lines.criterion(index, code, year)
    of_year = rows[(rows["year"] == year) & (rows["scope"] == scope) & rows["level"].notna()]
    above = _parents(index, year, of_year["code"].unique())
    parents = of_year["code"].map(above)
    below = of_year[(parents == code) & (of_year["score"].notna() | (of_year["unit_id"] == unit_id))]
    if not below["score"].notna().any():
        with_parts = [c for c in dict.fromkeys(above.values()) if c]
        raise error("nothing_below", index=index, year=year, code=code, near=listed(_sorted(with_parts)))
    below = below.assign(pct=frame.pct(below), name=scores.loc[below.index, "name"])
    table = _against(below, unit_id, published_in(rows).size(scope))
    table["rank"] = table["rank"].mask(table["level"] == _INDICATOR)
    declared = frameworks.framework(index, year).criteria
    table["name_en"] = [declared[c].name_en if c in declared else "" for c in table["code"]]
    known = {c: criterion.name_vi for c, criterion in declared.items() if criterion.level != _INDICATOR}
    table["name"] = table["code"].map(known).fillna(table["name"])
    result = table[_COLUMNS].reset_index(drop=True)
    indicators = bool((result["level"] == _INDICATOR).any())
    note = words("drill", "direction") if indicators else ("", "")
    result.attrs = subject.attrs(index) | {
        "kind": "drill", "code": code, "name": asked.name_vi, "name_en": asked.name_en, "year": int(year),
        "estimated": bool(below.loc[below["unit_id"] == unit_id, "estimated"].any()),
        "unit_id": unit_id, "scope": scope, "indicators": indicators, **noted(note),
    }  # fmt: skip
    return result


def _parents(index: str, year: int, codes: list[str]) -> dict[str, str]:
    """Return the code above each: as declared, else by its number (``1.1.2`` is below ``1.1``)."""
    criteria = frameworks.framework(index, year).criteria
    return {c: criteria[c].parent if c in criteria else c.rpartition(".")[0] for c in codes}


def _sorted(codes: list[str]) -> list[str]:
    """Return codes with the total first and numbers in their order."""
    return sorted(codes, key=lambda c: (c != "total", [(not p.isdigit(), int(p) if p.isdigit() else 0, p)
                                                       for p in c.split(".")]))  # fmt: skip


def _against(below: pd.DataFrame, unit_id: str, size: int) -> pd.DataFrame:
    """Return the unit's row of each code against all rows: median, gap, places."""
    others = below[below["score"].notna() & ~below["estimated"]]
    grouped = others.groupby("code")
    from_top = grouped["score"].rank(method="min", ascending=False)
    of_unit = below[below["unit_id"] == unit_id].drop_duplicates("code").set_index("code")
    facts = below.drop_duplicates("code").set_index("code")
    table = facts[["name", "level", "min_score", "max_score"]].copy()
    table["status"] = of_unit["status"].reindex(table.index).fillna("missing")
    for column in ("score", "pct"):
        table[column] = of_unit[column].reindex(table.index)
    counted = grouped.size().reindex(table.index).fillna(0)
    enough_units = ~few(counted, size)
    table["n_units"] = counted.astype("Int16")
    table["median"] = grouped["score"].median().reindex(table.index).where(enough_units)
    table["median_pct"] = grouped["pct"].median().reindex(table.index).where(enough_units)
    table["gap"], table["gap_pct"] = table["score"] - table["median"], table["pct"] - table["median_pct"]
    mine = others["unit_id"] == unit_id
    place = pd.Series(from_top[mine].to_numpy(), index=others.loc[mine, "code"])
    table["from_top"] = place.reindex(table.index).where(enough_units).astype("Int16")
    table["rank"] = table["from_top"]
    return table.reset_index()


def _of_sheet(scores: pd.DataFrame, index: str, unit: str, year: int, code: str) -> pd.DataFrame:
    """Return what stands below a criterion of a unit's own sheet, against the sheets of its scope."""
    sheet = sheets.sheet(scores, index=index, unit=unit, year=year)
    unit_id, scope = sheet.attrs["unit_id"], sheet.attrs["scope"]
    panel = panel_of(scores, index, year, scope)
    of_unit = panel.cells[panel.cells["unit_id"] == unit_id]
    parents = sheets.parents_of(of_unit)
    codes = of_unit.loc[(parents == code).to_numpy(), "criterion"]
    if codes.empty:
        key = "nothing_below" if (of_unit["code"] == code).any() else "unknown_code"
        near = listed(_sorted(sorted(set(parents) - {""})))
        raise error(key, index=index, year=year, code=code, near=near)
    usual = panel.cells["compared"] | (panel.cells["unit_id"] == unit_id)
    cells = panel.cells[usual & panel.cells["criterion"].isin(codes) & (panel.cells["status"] == "scored")]
    printed = of_unit.set_index("criterion").loc[codes]
    cells = cells.assign(
        score=cells["result"], estimated=False,
        code=cells["criterion"].map(printed["code"]), name=cells["criterion"].map(printed["name"]),
    )  # fmt: skip
    # The unit's own rows first: their maxima are the ones that are shown.
    cells = cells.sort_values("unit_id", key=lambda ids: ids != unit_id, kind="stable")
    table = _against(cells, unit_id, int(panel.units["compared"].sum()))
    apart = of_unit.loc[~of_unit["compared"], "code"]
    alone = table["code"].isin(apart) | (table["n_units"] < 2)
    against = ["median", "median_pct", "gap", "gap_pct"]
    table[against] = table[against].mask(alone)
    table[["rank", "from_top"]] = table[["rank", "from_top"]].mask(alone)
    table["name_en"] = table["name"]
    table = (
        table.set_index("code").reindex([c for c in printed["code"] if c in set(table["code"])]).reset_index()
    )
    result = table[_COLUMNS].reset_index(drop=True)
    name = str(of_unit.loc[of_unit["code"] == code, "name"].iloc[0])
    result.attrs = sheet.attrs | {
        "kind": "drill", "code": code, "name": name, "name_en": name, "indicators": False,
        "estimated": False, "note_vi": "", "note_en": "",
    }  # fmt: skip
    return result
