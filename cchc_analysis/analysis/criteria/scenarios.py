"""What would be if some criteria reached another score, everybody else's held: arithmetic, no forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import companions, lines
from cchc_analysis.analysis.asked import peers as company
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.values import code_text, number, whole
from cchc_analysis.analysis.criteria.standing import EQUAL, Standing, standing_of
from cchc_analysis.analysis.errors import error, listed, nearest_codes, noted, shown, words
from cchc_analysis.phrases import number_in_both

_COLUMNS = ["code", "name", "name_en", "level", "score", "new_score", "max_score", "gain", "rank",
            "new_rank", "n_units"]  # fmt: skip


def what_if(
    scores: pd.DataFrame, *, index: str, unit: str, year: int, targets: Mapping[str, float]
) -> pd.DataFrame:
    """Return the total and the rank if some criteria reached other scores, the others' scores held.

    Parameters
    ----------
    scores, index, unit
        As in :func:`cchc_analysis.trend`; a unit with a scoring sheet of its own too.
    year : int
        The year assessed.
    targets : mapping of str to float
        The new score by code, in the criterion's points; lowest criteria or, where those are not looked
        into, one above them; none changes nothing.

    Returns
    -------
    pandas.DataFrame
        The total first, then every criterion that moves, in printed order: ``code, name, name_en, level,
        score, new_score, max_score``; ``gain`` in points of the total; ``rank, new_rank`` of ``n_units``
        (missing on a scoring sheet, and where fewer than half were published). The printed total is kept
        and the gains are added to it. ``attrs``: ``total, new_total, rank, new_rank, n_units`` and, in
        ``note_vi, note_en``, what is assumed.

    Raises
    ------
    AnalysisError
        For an unknown unit or code, a year without figures, a target outside the scale, a criterion and
        one below it both given, or unknown weights.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = what_if(load(), index="PAPI", unit="Bắc Kạn", year=2024, targets={"6.2": 1.72})
    >>> table[["code", "new_score", "rank", "new_rank"]].head(1).round(2).values.tolist()
    [['total', 44.41, 22, 19]]
    """
    index, unit, year = checked(scores, index=index, unit=unit, year=year)
    standing = standing_of(scores, index, unit, year)
    result = _with(standing, _checked(standing, targets))
    result.attrs |= {"kind": "what_if"} | noted(words("notes", "scenario", year=year))
    return result


def cheapest_path(
    scores: pd.DataFrame, *, index: str, unit: str, year: int, rank: int,
    peers: str | Sequence[str] = "all",
) -> pd.DataFrame:  # fmt: skip
    """Return the fewest lowest criteria that would bring a unit to a rank, the others' scores held.

    Each is raised no further than to the best peer's score, the one with most to gain first; the last only
    as far as is needed.

    Parameters
    ----------
    scores, index, unit, year
        As in :func:`what_if`.
    rank : int
        The place to reach.
    peers : {"all", "region", "nearest"} or sequence of str
        Whose best scores are within reach: everybody's, the region's, those of the units nearest in rank, or
        of named ones.

    Returns
    -------
    pandas.DataFrame
        As :func:`what_if` returns it, with ``best_unit`` and its ``best`` score for each criterion.
        Without a criterion where the rank is reached already. ``attrs`` have ``asked_rank`` and
        ``reached``, False where not even all the best peers' scores would do.

    Raises
    ------
    AnalysisError
        As :func:`what_if`; for a rank that is none, a year of which fewer than half were published, or peers
        that were not published that year.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> path = cheapest_path(load(), index="PAPI", unit="Bắc Kạn", year=2024, rank=10)
    >>> path.attrs["new_rank"], list(path.attrs["targets"])
    (10, ['6.2', '7.3'])
    """
    index, unit, year, peers = checked(scores, index=index, unit=unit, year=year, peers=peers)
    standing = standing_of(scores, index, unit, year)
    if standing.attrs["rank"] is None:
        raise error("not_ranked", index=index, year=year, unit=unit)
    rank = whole(rank, "rank", 1, standing.attrs["n_units"])
    within = _within_reach(standing, scores, peers)
    path = _path(standing, within, rank)
    result = _with(standing, path)
    set_ = result["code"].isin(path)
    result["best_unit"] = result["code"].map(within["best_unit"]).where(set_).astype("string")
    result["best"] = result["code"].map(within["best"]).where(set_).astype(float)
    reached = result.attrs["new_rank"] <= rank
    named = ", ".join(peers) if not isinstance(peers, str) else ""
    whose = words("peers", "named", names=named) if named else words("peers", str(peers))
    note = words("notes", "path" if reached else "path_short", year=year, rank=rank, peers=whose)
    result.attrs |= {
        "kind": "cheapest_path", "asked_rank": rank, "reached": reached,
    } | noted(note)  # fmt: skip
    return result


def _within_reach(standing: Standing, scores: pd.DataFrame, who: str | Sequence[str]) -> pd.DataFrame:
    """Return by leaf what the best peer scored, who that is, and what reaching it would add."""
    facts = standing.attrs
    rows = company.rows_of(scores, facts["index"])
    rows = rows[rows["scope"] == facts["scope"]]
    asked = {"index": facts["index"], "year": facts["year"], "code": "total"}
    ids = companions.members(rows, who, facts["unit_id"], **asked)
    others = standing.others if ids is None else standing.others[standing.others.index.isin(ids)]
    leaves = standing.leaves
    reached = others.reindex(columns=leaves.index)
    table = leaves[["score", "worth"]].assign(best=reached.max(), best_unit=None)
    known = reached.columns[reached.notna().any()]
    table.loc[known, "best_unit"] = facts["names"].reindex(reached[known].idxmax()).to_numpy()
    table["gain"] = (table["best"] - table["score"]) * table["worth"]
    return table[table["gain"] > EQUAL].sort_values("gain", ascending=False, kind="stable")


def _path(standing: Standing, within: pd.DataFrame, rank: int) -> dict[str, float]:
    """Return new scores: the greatest gains first, the last no further than needed.

    What is printed must do too: the last score is one that can be printed, and makes up for what the others
    lose by being printed with fewer decimals, as far as the best peer's score goes.
    """
    digits = 10 ** frameworks.indices()[standing.attrs["index"]].decimals
    better = standing.others["total"].dropna().sort_values(ascending=False)
    missing = float(better.iloc[rank - 1]) - standing.attrs["total"] if rank <= len(better) else 0.0
    path: dict[str, float] = {}
    lost = 0.0
    for code, row in within.iterrows():
        if missing <= EQUAL:
            break
        needed = row["score"] + (missing + lost) / row["worth"]
        path[str(code)] = min(row["best"], ceil(needed * digits - EQUAL) / digits)
        missing -= row["gain"]
        lost += (row["best"] - floor(row["best"] * digits + EQUAL) / digits) * row["worth"]
    return path


def _checked(standing: Standing, targets: Mapping[str, float]) -> dict[str, float]:
    """Return the targets as they may be; refuse what cannot be scored or added up."""
    criteria, facts = standing.criteria, standing.attrs
    if not isinstance(targets, Mapping):
        raise error("bad_choice", argument="targets", value=shown(targets), near='{"6.2": 1.5}')
    targets = {code_text(code, criteria.index, "targets"): target for code, target in targets.items()}
    for code, target in targets.items():
        if code not in criteria.index or not criteria.at[code, "level"]:
            if facts.get("kind") != "sheet":  # a code of another edition is told by its years
                lines.criterion(facts["index"], code, facts["year"])
            near = nearest_codes(code, criteria.index[criteria["level"] > 0])
            raise error("unknown_code", index=facts["index"], code=code, year=facts["year"], near=near)
        target = number(target, code, float("-inf"))
        row = criteria.loc[code]
        if pd.isna(row["score"]):
            raise error("no_score", unit=facts["unit"], code=code, year=facts["year"],
                        near=listed(standing.leaves.index))  # fmt: skip
        if pd.isna(row["worth"]):
            raise error("no_weights", index=facts["index"], year=facts["year"])
        low, high = row["min_score"], row["max_score"]
        # Declared ends have thirds in them: 10/3 is printed as 3,33.
        if not (pd.isna(low) or low - 0.005 <= target) or not (pd.isna(high) or target <= high + 0.005):
            ends = tuple(map(" – ".join, zip(number_in_both(low, 2), number_in_both(high, 2), strict=True)))
            raise error("outside", code=code, target=number_in_both(target, 2), scale=ends)
        if above := [other for other in frameworks.line_up(code, criteria["parent"]) if other in targets]:
            raise error("nested", code=code, above=above[0])
    return {code: float(target) for code, target in targets.items()}


def _with(standing: Standing, targets: Mapping[str, float]) -> pd.DataFrame:
    """Return the criteria that move with *targets*, the total first, and where they would stand."""
    criteria, facts = standing.criteria, standing.attrs
    gains = {c: (t - criteria.at[c, "score"]) * criteria.at[c, "worth"] for c, t in targets.items()}
    rows = [_row(standing, "total", criteria.loc["total"], sum(gains.values(), 0.0), facts["total"])]
    for code, row in criteria.iterrows():
        moved = [c for c in targets if code == c or code in frameworks.line_up(c, criteria["parent"])]
        if code != "total" and moved:
            rows.append(_row(standing, str(code), row, sum(gains[c] for c in moved), row["score"]))
    table = pd.DataFrame(rows, columns=_COLUMNS)
    total = table.iloc[0]
    whole = dict.fromkeys(["rank", "new_rank", "n_units"], "Int16") | {"level": "Int8"}
    table = table.astype(whole | dict.fromkeys(["code", "name", "name_en"], "string"))
    table.attrs = {k: v for k, v in facts.items() if k != "names"} | {
        "code": "total", "new_total": float(total["new_score"]), "new_rank": rows[0]["new_rank"],
        "targets": dict(targets),
    }  # fmt: skip
    return table


def _row(standing: Standing, code: str, row: pd.Series, gain: float, score: float) -> dict[str, object]:
    worth = 1.0 if code == "total" else row["worth"]
    new = float(score + gain / worth)
    known = standing.others[code].notna().sum() if code in standing.others else 0
    return {
        "code": code, "name": row["name"], "name_en": row["name_en"], "level": row["level"],
        "score": score, "new_score": new, "max_score": row["max_score"], "gain": gain,
        "rank": standing.rank(code, score), "new_rank": standing.rank(code, new),
        "n_units": known + 1 if known else None,
    }  # fmt: skip
