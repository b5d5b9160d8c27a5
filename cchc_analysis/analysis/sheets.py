"""Scoring sheets: what a unit got and lost, criterion by criterion, and the same over the years.

A scoring sheet declares its own criteria, so two years are set side by side only after they are matched:
what was renumbered, renamed, re-weighted, added or dropped is a table that can be looked at and corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from cchc_analysis import frameworks, units
from cchc_analysis.analysis import peers
from cchc_analysis.analysis.arguments import checked
from cchc_analysis.analysis.errors import error, listed, nearest_years, shown
from cchc_analysis.analysis.kept import who
from cchc_analysis.analysis.values import whole
from cchc_analysis.scores import STAGES
from cchc_analysis.vietnamese import key

#: The stages that make a result, the first that a sheet prints (design, section 6).
RESULTS = (
    ("final",), ("appraised_2", "survey"), ("appraised_2",), ("appraised", "survey"), ("appraised",),
    ("self",), ("survey",),
)  # fmt: skip
#: Names this alike mean the same, alone by that margin; a code that stayed needs less.
_ALIKE, _CLEAR_MARGIN, _SAME_CODE = 88, 5, 60
_SAME_NAME = 97
_COMPARABLE = ("same", "renumbered")
#: What a sheet must have to be matched with another: in its ``attrs``, and as columns.
_OF_SHEET, _MATCHED = {"index", "unit", "year"}, {"code", "name", "level", "max_score"}

#: What a pair of criteria of two sheets is described by.
_PAIRED = [
    "code_before",
    "name_before",
    "max_before",
    "code",
    "name",
    "max_score",
    "level",
    "likeness",
    "change",
]


def has_sheet(scores: pd.DataFrame, *, index: str, unit: str, year: int) -> bool:
    """Tell whether a unit's scores of a year were read from its own scoring sheet."""
    known = who(scores)
    named = (known["unit"] == unit) | known["unit_id"].isin(units.same_place(unit))
    rows = known[(known["index"] == index) & named & (known["year"] == year)]
    declared = {framework.edition for framework in frameworks.editions(index)}
    return bool(len(rows)) and not set(rows["edition"].dropna().unique()) & declared


def sheet(scores: pd.DataFrame, *, index: str, unit: str, year: int) -> pd.DataFrame:
    """Return one unit's scoring sheet of a year, one row a criterion.

    Parameters
    ----------
    scores : pandas.DataFrame
        A Scores frame.
    index, unit : str
        ``PAR``; a name or a unit_id.
    year : int

    Returns
    -------
    pandas.DataFrame
        In the sheet's order: ``code, name, level, parent, max_score, self, appraised, appraised_2, survey,
        final`` (points, missing where not printed), ``result`` (final where printed, else appraised and
        survey, else appraised, else self-scored: one rule for the whole sheet, ``attrs["stages"]``),
        ``pct`` of the maximum, ``points_lost``, ``share_of_loss`` (0 to 1, of all that leaves lost),
        ``self_minus_appraised``, ``leaf``, ``status``, ``note``.

    Raises
    ------
    AnalysisError
        For an unknown unit, or a year without a sheet of it; names the nearest.
    """
    index, unit, year = checked(scores, index=index, unit=unit, year=year)
    rows = rows_of_unit(scores, index, unit)
    # What has no level (a region's mean, an unweighted total) is no criterion.
    own = rows[(rows["year"] == year) & rows["level"].notna()]
    if own.empty:
        raise error("no_year", index=index, year=year, what=unit,
                    near=nearest_years(year, (int(y) for y in rows["year"].unique())))  # fmt: skip
    facts = own.drop_duplicates("code").set_index("code")
    table = facts[["name", "level", "note"]].copy()
    table["max_score"] = own.groupby("code", sort=False)["max_score"].max()
    for stage in STAGES:
        part = own[own["stage"] == stage].set_index("code")["score"]
        table[stage] = part.reindex(table.index).astype(float)
    applies = own.groupby("code", sort=False)["status"].agg(lambda s: (s != "not_applicable").any())
    table["status"] = np.where(applies, "scored", "not_applicable")
    table = table.reset_index()
    table["parent"] = _parents(table)
    table["leaf"] = ~table["code"].isin(table["parent"]) & (table["level"] > 0)
    printed = {stage for stage in STAGES if table[stage].notna().any()}
    stages = next((s for s in RESULTS if printed.issuperset(s)), RESULTS[0])
    table["result"] = table[list(stages)].sum(axis=1, min_count=1)
    table["pct"] = 100 * table["result"] / table["max_score"].where(table["max_score"] > 0)
    table["points_lost"] = table["max_score"] - table["result"]
    table["share_of_loss"] = table["points_lost"] / table.loc[table["leaf"], "points_lost"].sum()
    judged = table["appraised_2"].fillna(table["appraised"])
    table["self_minus_appraised"] = table["self"] - judged
    illustrative = own["note"].str.contains(peers.ILLUSTRATIVE, regex=False).fillna(False).any()
    table.attrs = {
        "kind": "sheet", "index": index, "unit": str(own["unit"].iloc[0]), "year": int(year),
        "unit_id": str(own["unit_id"].iloc[0]), "scope": str(own["scope"].iloc[0]),
        "stages": stages, "illustrative": bool(illustrative), "file": str(own["file"].iloc[0]),
    }  # fmt: skip
    return table


def rows_of_unit(scores: pd.DataFrame, index: str, unit: str) -> pd.DataFrame:
    """Return an index's rows of one unit, by id or by name."""
    rows = scores[scores["index"] == index]
    own = rows[rows["unit_id"].isin(units.same_place(unit)) | (rows["unit"] == unit)]
    if own.empty:
        own = rows[rows["unit"] == peers.named(rows, unit, index)]
    ids = own["unit_id"].unique()
    if len(ids) > 1 and not units.same_place(ids[0]).issuperset(ids):
        raise error("ambiguous_unit", unit=unit, near=listed(own["unit_id"].unique()))
    return own


def _parents(table: pd.DataFrame) -> list[str]:
    """Return the code above each: the last one before it of a smaller level."""
    above: dict[int, str] = {}
    parents = []
    for code, level in zip(table["code"], table["level"].astype(int), strict=True):
        smaller = [k for k in above if k < level]
        parents.append(above[max(smaller)] if smaller else "")
        above = {k: v for k, v in above.items() if k < level} | {level: code}
    return parents


def match(before: pd.DataFrame, after: pd.DataFrame, corrections: str | Path | None = None) -> pd.DataFrame:
    """Match the criteria of two years' sheets, by code and by name.

    Parameters
    ----------
    before, after : pandas.DataFrame
        Two results of :func:`sheet`.
    corrections : str or Path, optional
        A CSV with ``code_before, code``: pairs that go before what is found; one side blank says that the
        criterion has no counterpart.

    Returns
    -------
    pandas.DataFrame
        ``code_before, name_before, max_before, code, name, max_score, level, likeness`` (0 to 100),
        ``change``: ``same``, or what happened of ``renumbered``, ``renamed``, ``reweighted``, joined by
        ``+``; ``added``; ``dropped``; and ``corrected``, True where the file said so.
    """
    for argument, table in (("before", before), ("after", after)):
        if (
            not isinstance(table, pd.DataFrame)
            or not set(table.attrs) >= _OF_SHEET
            or not set(table) >= _MATCHED
        ):
            raise error("not_a_sheet", argument=argument, value=shown(table))
    old, new = (t[t["level"] > 0].set_index("code") for t in (before, after))
    told = _corrections(corrections)
    pairs = {a: b for a, b in told if a in old.index and b in new.index}
    free_old = [c for c in old.index if c not in {a for a, _ in told}]
    free_new = [c for c in new.index if c not in {b for _, b in told}]
    pairs |= _pairs(old, new, free_old, free_new)
    rows = [_pair(old, new, a, b) | {"corrected": (a, b) in told} for a, b in pairs.items()]
    rows += [_pair(old, new, "", b) | {"corrected": ("", b) in told}
             for b in new.index if b not in pairs.values()]  # fmt: skip
    rows += [_pair(old, new, a, "") | {"corrected": (a, "") in told}
             for a in old.index if a not in pairs]  # fmt: skip
    order = {code: i for i, code in enumerate(new.index)}
    table = pd.DataFrame(rows, columns=[*_PAIRED, "corrected"]).sort_values(
        "code", key=lambda c: c.map(order).fillna(len(order)), kind="stable"
    )
    table.attrs = {"kind": "match", "year": after.attrs["year"], "previous": before.attrs["year"],
                   "unit": after.attrs["unit"], "index": after.attrs["index"]}  # fmt: skip
    return table.reset_index(drop=True)


def _corrections(path: str | Path | None) -> list[tuple[str, str]]:
    if path is None:
        return []
    if not isinstance(path, str | Path):
        raise error("bad_choice", argument="corrections", value=shown(path), near="…/corrections.csv")
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError):  # not there, not to be opened, no text, no table
        raise error("no_file", file=shown(path)) from None
    missing = {"code_before", "code"} - set(table.columns)
    if missing:
        raise error("no_column", file=Path(path).name, column=listed(sorted(missing)))
    return [(a.strip(), b.strip()) for a, b in zip(table["code_before"], table["code"], strict=True)]


def _by_year(corrections: object) -> Mapping[int, str | Path]:
    """Return the files of corrections by the year that they are of; none where none are given."""
    if corrections is None:
        return {}
    if not isinstance(corrections, Mapping):
        raise error("bad_choice", argument="corrections", value=shown(corrections), near='{…: "….csv"}')
    return {whole(year, "corrections", 1000, 9999): path for year, path in corrections.items()}


def _pairs(old: pd.DataFrame, new: pd.DataFrame, free_old: list[str], free_new: list[str]) -> dict[str, str]:
    """Pair what has the same code and name, then the most alike names, then codes that stayed."""
    was, now = (
        [(code, level, key(name)) for code, level, name in zip(t.index, t["level"], t["name"], strict=True)
         if code in free]
        for t, free in ((old, set(free_old)), (new, set(free_new)))
    )  # fmt: skip
    alike = {(a, b): float(fuzz.ratio(one, other)) for a, level, one in was for b, same, other in now
             if level == same}  # fmt: skip
    pairs: dict[str, str] = {}

    def take(wanted: list[tuple[str, str]]) -> None:
        for a, b in wanted:
            if a not in pairs and b not in pairs.values():
                pairs[a] = b

    take([p for p in alike if p[0] == p[1] and alike[p] >= _ALIKE])
    ranked = sorted((p for p in alike if alike[p] >= _ALIKE), key=lambda p: -alike[p])
    take([p for p in ranked if _is_alone(p, alike)])
    take([p for p in alike if p[0] == p[1] and alike[p] >= _SAME_CODE])
    return pairs


def _likeness(old: pd.DataFrame, new: pd.DataFrame, a: str, b: str) -> float:
    return float(fuzz.ratio(key(old.at[a, "name"]), key(new.at[b, "name"])))


def _is_alone(pair: tuple[str, str], alike: dict[tuple[str, str], float]) -> bool:
    a, b = pair
    rivals = [v for (x, y), v in alike.items() if (x == a) != (y == b)]
    return alike[pair] - max(rivals, default=0) >= _CLEAR_MARGIN


def _pair(old: pd.DataFrame, new: pd.DataFrame, a: str, b: str) -> dict[str, object]:
    was, now = _facts(old, a), _facts(new, b)
    likeness = _likeness(old, new, a, b) if a and b else float("nan")
    if a and b:
        changes = {
            "renumbered": a != b,
            "renamed": likeness < _SAME_NAME,
            "reweighted": not np.isclose(was[1], now[1], equal_nan=True),
        }
        change = "+".join(name for name, there in changes.items() if there) or "same"
    else:
        change = "added" if b else "dropped"
    return {
        "code_before": a, "name_before": was[0], "max_before": was[1], "code": b, "name": now[0],
        "max_score": now[1], "level": (now if b else was)[2], "likeness": likeness, "change": change,
    }  # fmt: skip


def _facts(table: pd.DataFrame, code: str) -> tuple[str, float, int]:
    """Return name, maximum and level of a code; blanks for none."""
    if not code:
        return "", float("nan"), 0
    row = table.loc[code]
    return str(row["name"]), float(row["max_score"]), int(row["level"])


def _steps(found: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return by code what it was the year before, and what happened to it or to anything below it."""
    steps = {r.code: (r.code_before, r.change) for r in found.itertuples() if r.code}
    steps["total"] = ("total", "same")
    now = {was: code for code, (was, _) in steps.items() if was}
    parent = dict(zip(after["code"], after["parent"], strict=True))
    parent_before = dict(zip(before["code"], before["parent"], strict=True))
    for row in found[~found["change"].isin(_COMPARABLE)].itertuples():
        above = parent.get(row.code, "") if row.code else now.get(parent_before[row.code_before], "")
        while above:
            was, change = steps[above]
            steps[above] = (was, "rebuilt" if change in _COMPARABLE else change)
            above = parent.get(above, "")
    return steps


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
        what is below it changed; ``rearranged`` where the unit of the same name is another).
    """
    index, unit, years, level = checked(scores, index=index, unit=unit, years=years, level=level)
    corrected = _by_year(corrections)
    there = sorted(int(y) for y in rows_of_unit(scores, index, unit)["year"].unique())
    for year in years or []:
        if year not in there:
            raise error("no_year", index=index, year=year, what=unit, near=nearest_years(year, there))
    chosen = [y for y in there if years is None or y in years]
    sheets = {y: sheet(scores, index=index, unit=unit, year=y) for y in chosen}
    latest = sheets[chosen[-1]]
    if not (latest["level"] == level).any():
        levels = listed(sorted(int(number) for number in latest["level"].unique()))
        raise error("no_level", index=index, level=level, near=levels)
    rows, follow = [], {c: c for c in latest.loc[latest["level"].isin([0, level]), "code"]}
    names = latest.set_index("code")["name"]
    for year in reversed(chosen):
        table = sheets[year].set_index("code")
        earlier = [y for y in chosen if y < year]
        steps: dict[str, tuple[str, str]] = {}
        if earlier:
            found = match(sheets[earlier[-1]], sheets[year], corrected.get(year))
            steps = _steps(found, sheets[earlier[-1]], sheets[year])
            unit_id = latest.attrs["unit_id"]
            if not units.is_same_unit(unit_id, earlier[-1], unit_id, year):
                steps = {code: (was, "rearranged") for code, (was, _) in steps.items()}
        for code, then in follow.items():
            if not then:
                continue
            change = steps.get(then, ("", ""))[1]
            row = table.loc[then]
            rows.append({"code": code, "name": names[code], "year": year, "result": row["result"],
                         "max_score": row["max_score"], "pct": row["pct"], "change": change,
                         "comparable": change in _COMPARABLE})  # fmt: skip
        follow = {code: steps.get(then, ("", ""))[0] for code, then in follow.items() if then}
    table = pd.DataFrame(rows)
    order = {code: i for i, code in enumerate(names.index)}
    table = table.iloc[np.lexsort((table["year"], table["code"].map(order)))]
    files = listed(dict.fromkeys(sheets[year].attrs["file"] for year in chosen))
    table.attrs = latest.attrs | {"kind": "side_by_side", "level": level, "file": files}
    return table.reset_index(drop=True)
