"""A unit's scoring sheets side by side: the criteria of the latest, with what each year gave."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from cchc_analysis import units
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.values import whole
from cchc_analysis.analysis.collected.matching import match
from cchc_analysis.analysis.collected.sheets import rows_of_unit, sheet
from cchc_analysis.analysis.errors import error, listed, no_year, shown

_COMPARABLE = ("same", "renumbered")


def side_by_side(
    scores: pd.DataFrame,
    *,
    index: str,
    unit: str,
    years: list[int] | None = None,
    level: int = 1,
    corrections: dict[int, str | Path] | None = None,
) -> pd.DataFrame:
    """Return the criteria of the latest sheet with what each year's sheet gave, matched year by year.

    Parameters
    ----------
    scores, index, unit
        As in :func:`sheet`.
    years : list of int, optional
        All that there are unless given.
    level : int
        Level of the criteria (1 domains).
    corrections : dict of int to path, optional
        For a year, the file that corrects its match with the year before (see :func:`match`).

    Returns
    -------
    pandas.DataFrame
        One row a criterion and year: ``code, name`` (of the latest sheet), ``year, result, max_score, pct,
        comparable`` (with the year before: matched, neither it nor anything below it renamed,
        re-weighted, added or dropped), ``change`` (what :func:`match` says; ``rebuilt`` where only
        what is below it changed; ``rearranged`` where the unit of the same name is another;
        ``other_stage`` where one of the results is self-scored, the other appraised or final).
        ``attrs["stages"]``: what the latest result is made of; ``attrs["stages_before"]``: that before it.
    """
    index, unit, years, level = checked(scores, index=index, unit=unit, years=years, level=level)
    corrected = _by_year(corrections)
    known_years = sorted(int(y) for y in rows_of_unit(scores, index, unit)["year"].unique())
    for year in years or []:
        if year not in known_years:
            raise no_year(index, year, unit, known_years)
    chosen = [y for y in known_years if years is None or y in years]
    sheets = {y: sheet(scores, index=index, unit=unit, year=y) for y in chosen}
    latest = sheets[chosen[-1]]
    if not (latest["level"] == level).any():
        levels = listed(sorted(int(number) for number in latest["level"].unique()))
        raise error("no_level", index=index, level=level, near=levels)
    rows, follow = [], {c: c for c in latest.loc[latest["level"].isin([0, level]), "code"]}
    names = latest.set_index("code")["name"]
    for year, earlier in zip(reversed(chosen), [*reversed(chosen[:-1]), None], strict=True):
        table, steps = sheets[year].set_index("code"), dict[str, tuple[str, str]]()
        if earlier is not None:
            steps = _since(sheets[earlier], sheets[year], corrected.get(year), latest.attrs["unit_id"])
        for code, then in follow.items():
            change, row = steps.get(then, ("", ""))[1], table.loc[then]
            rows.append({"code": code, "name": names[code], "year": year, "result": row["result"],
                         "max_score": row["max_score"], "pct": row["pct"], "change": change,
                         "comparable": change in _COMPARABLE})  # fmt: skip
        follow = {code: was for code, then in follow.items() if (was := steps.get(then, ("", ""))[0])}
    table = pd.DataFrame(rows)
    order = {code: i for i, code in enumerate(names.index)}
    table = table.iloc[np.lexsort((table["year"], table["code"].map(order)))]
    files = listed(dict.fromkeys(sheets[year].attrs["file"] for year in chosen))
    before = sheets[chosen[-2]].attrs["stages"] if len(chosen) > 1 else ()
    table.attrs = latest.attrs | {
        "kind": "side_by_side", "level": level, "file": files, "stages_before": before
    }  # fmt: skip
    return table.reset_index(drop=True)


def _by_year(corrections: object) -> Mapping[int, str | Path]:
    """Return the files of corrections by the year that they are of; none where none are given."""
    if corrections is None:
        return {}
    if not isinstance(corrections, Mapping):
        raise error("bad_choice", argument="corrections", value=shown(corrections), near='{…: "….csv"}')
    return {whole(year, "corrections", 1000, 9999): path for year, path in corrections.items()}


def _since(
    before: pd.DataFrame, after: pd.DataFrame, corrections: str | Path | None, unit_id: str
) -> dict[str, tuple[str, str]]:
    """Return by code what it was in the sheet before, and what happened since to it, its unit or its stage."""
    steps = _steps(match(before, after, corrections), before, after)
    if not units.is_same_unit(unit_id, before.attrs["year"], unit_id, after.attrs["year"]):
        return {code: (was, "rearranged") for code, (was, _) in steps.items()}
    if _judged(before) != _judged(after):
        return {code: (was, "other_stage") for code, (was, _) in steps.items()}
    return steps


def _judged(sheet: pd.DataFrame) -> tuple[str, ...]:
    """Return what a result counts as: what is appraised and surveyed is as final as what is printed so."""
    stages: tuple[str, ...] = sheet.attrs["stages"]
    return ("final",) if len(stages) > 1 else tuple(stage.removesuffix("_2") for stage in stages)


def _steps(matched: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return by code what it was the year before, and what happened to it or to anything below it."""
    steps = {r.code: (r.code_before, r.change) for r in matched.itertuples() if r.code}
    steps["total"] = ("total", "same")
    now = {was: code for code, (was, _) in steps.items() if was}
    parent = dict(zip(after["code"], after["parent"], strict=True))
    parent_before = dict(zip(before["code"], before["parent"], strict=True))
    for row in matched[~matched["change"].isin(_COMPARABLE)].itertuples():
        above = parent.get(row.code, "") if row.code else now.get(parent_before[row.code_before], "")
        while above:
            was, change = steps[above]
            steps[above] = (was, "rebuilt" if change in _COMPARABLE else change)
            above = parent.get(above, "")
    return steps
