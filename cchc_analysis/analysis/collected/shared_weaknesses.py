"""What many sheets have in common: where points are not reached, and who scores itself too high."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from cchc_analysis.analysis.asked.scopes import ILLUSTRATIVE
from cchc_analysis.analysis.collected.many_sheets import about
from cchc_analysis.analysis.collected.panels import EQUAL, Panel, panel_of, stages_named
from cchc_analysis.analysis.errors import listed, noted, words
from cchc_analysis.analysis.thresholds import threshold
from cchc_analysis.vietnamese import clean, key

#: What a note says beside a reason (``workbooks.kinds.scoring`` puts these before them).
_NO_REASON = ("Đơn vị chủ trì: ", "Tài liệu: ", "Điểm thưởng: ", "Điểm trừ: ", ILLUSTRATIVE)


def units_criteria(scores: pd.DataFrame, *, index: str, year: int, scope: str) -> pd.DataFrame:
    """Return a row a unit and criterion of the lowest level: the table behind a heat map.

    Parameters
    ----------
    scores, index, year, scope
        As in :func:`cchc_analysis.units_table`.

    Returns
    -------
    pandas.DataFrame
        Every unit with every criterion that any sheet has, in the order of the sheets: ``unit, unit_id,
        code, name, domain`` (its name), ``score, max_score, pct`` (of the maximum), ``points_lost,
        status`` (``scored``, ``missing``, ``not_applicable``, ``absent`` where the unit's sheet has no such
        criterion), ``compared`` (the result is made of the same stages as most, and the maximum is that of
        most), ``note``.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> cells = units_criteria(load(), index="PAR", year=2024, scope="xa/minh-hoa")
    >>> cells.set_index("code").loc["3.2", ["score", "max_score", "points_lost"]].tolist()
    [5.0, 8.0, 3.0]
    """
    panel = panel_of(scores, index, year, scope)
    result = _grid(panel)
    stages = stages_named(panel.attrs["stages"])
    apart = result.loc[~result["compared"] & (result["status"] != "absent"), "unit"].unique().tolist()
    note = about("apart", apart, stages=stages)
    result.attrs = panel.attrs | {"kind": "units_criteria"} | noted(note)
    return result


def _grid(panel: Panel) -> pd.DataFrame:
    leaves = panel.criteria[panel.criteria["leaf"]]
    rows = panel.cells[panel.cells["leaf"] & panel.cells["criterion"].isin(leaves.index)]
    whole = pd.MultiIndex.from_product([panel.units.index, leaves.index], names=["unit_id", "criterion"])
    rows = rows.set_index(["unit_id", "criterion"])
    columns = ["result", "max_score", "pct", "status", "compared", "note"]
    table = rows[columns].reindex(whole).rename(columns={"result": "score"}).reset_index()
    table["unit"] = table["unit_id"].map(panel.units["unit"])
    for column in ("code", "name"):
        table[column] = table["criterion"].map(leaves[column])
    table["domain"] = table["criterion"].map(leaves["domain"]).map(panel.criteria["name"])
    applies = table["status"] == "scored"
    table["status"] = table["status"].mask(applies & table["score"].isna(), "missing").fillna("absent")
    table["compared"] = table["compared"].astype("boolean").fillna(False).astype(bool)
    table["points_lost"] = (table["max_score"] - table["score"]).where(applies)
    table["pct"] = table["pct"].where(applies)
    return table[["unit", "unit_id", "criterion", "code", "name", "domain", "score", "max_score", "pct",
                  "points_lost", "status", "compared", "note"]]  # fmt: skip


def common_weaknesses(scores: pd.DataFrame, *, index: str, year: int, scope: str) -> pd.DataFrame:
    """Return a row a criterion: how much of it the units reached, how many did not reach all, and why.

    Parameters
    ----------
    scores, index, year, scope
        As in :func:`cchc_analysis.units_table`.

    Returns
    -------
    pandas.DataFrame
        Those that cost most points first: ``code, name, domain, max_score`` (that of most sheets),
        ``mean_pct`` and ``median_pct`` (of the maximum), ``sd_pct`` (standard deviation, n − 1), ``lowest_pct,
        n_units`` (whose results enter all of this), ``n_lost`` (units below the maximum),
        ``points_lost`` (by all together), ``share_of_loss`` (0 to 1), ``reasons`` (the most frequent notes of
        units that lost points, each with how many gave it), ``n_with_reason, n_reasons`` (different ones).
        Left out, and counted: ``n_other_stages, n_no_max`` (no maximum is printed), ``n_other_max`` (another
        than most sheets), ``n_missing``, ``n_not_applicable``, ``n_absent``.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = common_weaknesses(load(), index="PAR", year=2024, scope="xa/minh-hoa")
    >>> table[["code", "n_lost", "points_lost", "reasons"]].values.tolist()[0]
    ['3.2', 1, 3.0, '94 hồ sơ quá hạn (1)']
    """
    panel = panel_of(scores, index, year, scope)
    grid = _grid(panel)
    entered = grid[grid["compared"] & (grid["status"] == "scored") & grid["points_lost"].notna()]
    lost = entered[entered["points_lost"] > EQUAL]
    by = entered.groupby("criterion")
    table = panel.criteria.loc[panel.criteria["leaf"], ["code", "name", "domain", "max_score"]].copy()
    table["domain"] = table["domain"].map(panel.criteria["name"])
    table["mean_pct"], table["median_pct"] = by["pct"].mean(), by["pct"].median()
    table["sd_pct"], table["lowest_pct"] = by["pct"].std(), by["pct"].min()
    table["n_units"] = by.size()
    table["n_lost"] = lost.groupby("criterion").size()
    table["points_lost"] = by["points_lost"].sum()  # missing where nobody's enters
    table["share_of_loss"] = table["points_lost"] / table["points_lost"].sum()
    table = table.join(_reasons(lost)).join(_left_out(panel, grid))
    counted = [name for name in table if name.startswith("n_")]
    table[counted] = table[counted].fillna(0).astype("Int16")
    table["reasons"] = table["reasons"].astype("string")
    result = table.sort_values("points_lost", ascending=False, kind="stable").reset_index(drop=True)
    apart = panel.units.loc[~panel.units["compared"], "unit"].tolist()
    reweighted = result.loc[result["n_other_max"] > 0, "code"]
    note = noted(
        about("not_compared", apart, stages=stages_named(panel.attrs["stages"])),
        words("many_sheets", "other_max", codes=listed(reweighted)) if len(reweighted) else ("", ""),
    )
    result.attrs = panel.attrs | {
        "kind": "common_weaknesses", "n_units": int(panel.units["compared"].sum()),
        "not_compared": apart,
    } | note  # fmt: skip
    return result


def _left_out(panel: Panel, grid: pd.DataFrame) -> pd.DataFrame:
    """Return by criterion how many units do not enter its means, by the reason."""
    stages = grid["unit_id"].map(panel.units["compared"]).astype(bool)
    scored = grid["status"] == "scored"
    facts = pd.DataFrame({
        "criterion": grid["criterion"], "n_other_stages": ~stages & scored,
        "n_other_max": stages & scored & ~grid["compared"] & grid["max_score"].notna(),
        "n_no_max": stages & scored & grid["max_score"].isna(),
        **{f"n_{status}": grid["status"] == status for status in ("missing", "not_applicable", "absent")},
    })  # fmt: skip
    return facts.groupby("criterion").sum()


def _reasons(lost: pd.DataFrame) -> pd.DataFrame:
    """Return by criterion the reasons given where points were lost, counted, the most frequent first."""
    most = int(threshold("many_sheets", "reasons"))
    by_criterion: dict[object, dict[str, object]] = {}
    for criterion, notes in lost.dropna(subset="note").groupby("criterion")["note"]:
        given = [reasons for note in notes if (reasons := _given(note))]
        counted = Counter(reason for reasons in given for reason in reasons)
        spelt = {reason: text for reasons in reversed(given) for reason, text in reasons.items()}
        most_frequent = "; ".join(f"{spelt[reason]} ({n})" for reason, n in counted.most_common(most))
        by_criterion[criterion] = {
            "reasons": most_frequent or None,
            "n_with_reason": len(given),
            "n_reasons": len(counted),
        }
    return pd.DataFrame.from_dict(
        by_criterion, orient="index", columns=["reasons", "n_with_reason", "n_reasons"]
    )


def _given(note: str) -> dict[str, str]:
    """Return the reasons in a note, as written, by their matching key."""
    parts = [clean(part) for part in str(note).split(" · ")]
    return {key(part): part for part in parts if part and not part.startswith(_NO_REASON)}


def self_bias(scores: pd.DataFrame, *, index: str, year: int, scope: str) -> pd.DataFrame:
    """Return how far units scored themselves above the appraisal, by unit and domain.

    Parameters
    ----------
    scores, index, year, scope
        As in :func:`cchc_analysis.units_table`.

    Returns
    -------
    pandas.DataFrame
        By unit, the greatest bias first, its whole (``code`` is ``total``) and then its domains:
        ``unit, unit_id, code, name, name_en, self, appraised`` (points of the criteria that have both; the
        last appraisal), ``max_score`` (theirs), ``self_minus_appraised, bias_pct`` (of that maximum),
        ``self_pct, appraised_pct, n_criteria`` (that have both), ``n_above``, ``n_below`` (scored above,
        below the appraisal). In ``attrs``: ``not_compared``, units without both; ``mean_bias_pct``.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = self_bias(load(), index="PAR", year=2024, scope="xa/minh-hoa")
    >>> table[["code", "self_minus_appraised", "n_criteria", "n_above"]].values.tolist()[0]
    ['total', 14.0, 18, 11]
    """
    panel = panel_of(scores, index, year, scope)
    cells = panel.cells
    both = cells["self"].notna() & cells["judged"].notna()
    rows = cells[cells["leaf"] & (cells["status"] == "scored") & both]
    gap = rows["self"] - rows["judged"]
    rows = rows.assign(appraised=rows["judged"], self_minus_appraised=gap, n_criteria=1,
                       n_above=gap > EQUAL, n_below=gap < -EQUAL)  # fmt: skip
    added = ["self", "appraised", "max_score", "self_minus_appraised", "n_criteria", "n_above", "n_below"]
    whole = rows.assign(domain=-1).groupby(["unit_id", "domain"])[added].sum()
    table = pd.concat([whole, rows.groupby(["unit_id", "domain"])[added].sum()]).reset_index()
    most = table["max_score"].where(table["max_score"] > 0)
    points = {"bias_pct": "self_minus_appraised", "self_pct": "self", "appraised_pct": "appraised"}
    table[list(points)] = table[list(points.values())].mul(100).div(most, axis=0).to_numpy()
    table["unit"] = table["unit_id"].map(panel.units["unit"])
    for column in ("code", "name"):
        table[column] = table["domain"].map(panel.criteria[column]).astype("string")
    table["name_en"] = table["name"]
    whole_row = table["domain"] == -1
    table.loc[whole_row, ["code", "name", "name_en"]] = ["total", *words("rows", "whole")]
    bias = table[table["domain"] == -1].set_index("unit_id")["bias_pct"]
    order = {place: i for i, place in enumerate([-1, *panel.criteria.index])}
    at = np.lexsort(
        (table["domain"].map(order), table["unit_id"], -table["unit_id"].map(bias).astype(float).round(9))
    )
    counted = ["n_criteria", "n_above", "n_below"]
    table[counted] = table[counted].astype("Int16")
    columns = ["unit", "unit_id", "code", "name", "name_en", "self", "appraised", "max_score",
               "self_minus_appraised", "bias_pct", "self_pct", "appraised_pct", *counted]  # fmt: skip
    result = table.iloc[at][columns].reset_index(drop=True)
    without = panel.units.loc[~panel.units.index.isin(table["unit_id"]), "unit"].tolist()
    note = about("no_pairs", without)
    result.attrs = panel.attrs | {
        "kind": "self_bias", "not_compared": without, "n_units": len(bias),
        "mean_bias_pct": float(bias.mean()), **noted(note),
    }  # fmt: skip
    return result
