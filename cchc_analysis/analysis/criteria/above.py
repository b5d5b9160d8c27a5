"""What separates a unit from the one above it in rank, criterion by criterion."""

from __future__ import annotations

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked import peers as company
from cchc_analysis.analysis.asked.arguments import checked, unit_among
from cchc_analysis.analysis.criteria.standing import EQUAL, Standing, standing_of
from cchc_analysis.analysis.errors import error, listed, words
from cchc_analysis.analysis.ranking.ranks import ranks

_COLUMNS = ["code", "name", "name_en", "level", "score", "other_score", "max_score", "pct", "other_pct",
            "gap"]  # fmt: skip


def gap_to_above(
    scores: pd.DataFrame, *, index: str, unit: str, year: int, other: str | None = None, level: int = 1
) -> pd.DataFrame:
    """Return what each criterion adds to the gap between a unit and the one above it in rank.

    Parameters
    ----------
    scores, index, unit
        As in :func:`cchc_analysis.trend`.
    year : int
        The year assessed.
    other : str, optional
        Another unit of the same scope to be set beside; the next above in rank unless given, of equals the
        first in Vietnamese order.
    level : int
        Level of the criteria (1 dimensions or PCI's sub-indices); gaps are of one level.

    Returns
    -------
    pandas.DataFrame
        One row a criterion, the greatest gap first: ``code, name, name_en, level, score, other_score,
        max_score`` in its points, ``pct, other_pct`` in % of the scale, ``gap = (other_score − score)·weight``
        in points of the total, negative where the unit is ahead. A last row, ``làm tròn``, holds what rounding
        leaves (or says that the published figures disagree, or are not all published), so that gaps sum to
        the gap of the totals. Without a row for a unit that nobody is above. ``attrs``: ``total, other_total,
        total_gap, rank, other, other_id, other_rank, n_units``, ``next_above`` (False for a unit that
        was asked for), ``tied`` (others of the same rank as the other), ``note_vi, note_en``.

    Raises
    ------
    AnalysisError
        For an unknown unit, a year in which one was not published or fewer than half were, a unit that was
        not ranked with it, unknown weights, or a level without criteria.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = gap_to_above(load(), index="PAPI", unit="Bắc Kạn", year=2024)
    >>> table.attrs["other"], round(float(table["gap"].sum()), 4) == round(table.attrs["total_gap"], 4)
    ('Bạc Liêu', True)
    """
    index, unit, year, level = checked(scores, index=index, unit=unit, year=year, level=level)
    if other is not None:
        _, other = checked(scores, index=index, other=other)
    standing = standing_of(scores, index, unit, year)
    facts = standing.attrs
    if facts["rank"] is None:
        raise error("not_ranked", index=index, year=year, unit=facts["unit"])
    above, rank, n_units, tied = _above(scores, standing, other)
    attrs = {k: v for k, v in facts.items() if k != "names"} | {
        "kind": "gap_to_above", "code": "total", "level": level, "rank": rank, "n_units": n_units,
        "other": None, "other_id": None, "other_rank": None, "other_total": None, "total_gap": None,
        "next_above": other is None, "tied": tied, "note_vi": "", "note_en": "",
    }  # fmt: skip
    if above is None:
        table = pd.DataFrame(columns=_COLUMNS)
    else:
        table = _apart(standing, str(above["unit_id"]), level)
        gap = float(above["score"] - facts["total"])
        table = _with_rest(table, gap, index, year, level)
        attrs |= {"other": str(above["unit"]), "other_id": str(above["unit_id"]), "total_gap": gap,
                  "other_rank": int(above["shown"]), "other_total": float(above["score"])}  # fmt: skip
        if tied:
            note = words("notes", "tied_above", other=above["unit"], names=listed(tied))
            attrs["note_vi"], attrs["note_en"] = note
    table.attrs = attrs
    return table


def _above(
    scores: pd.DataFrame, standing: Standing, other: str | None
) -> tuple[pd.Series | None, int, int, list[str]]:
    """Return the unit above, the rank of ours, among how many, and who shares the place of the one above."""
    facts = standing.attrs
    order = ranks(scores, index=facts["index"], year=facts["year"], scope=facts["scope"])
    order = order.assign(shown=order["printed_rank"].fillna(order["rank"]))
    ours = order[order["unit_id"] == facts["unit_id"]].iloc[0]
    n_units = order.attrs["n_units" if pd.isna(ours["printed_rank"]) else "n_printed"]
    scored = order[order["score"].notna() & (order["unit_id"] != facts["unit_id"])]
    if other is not None:
        rows = company.rows_of(scores, facts["index"])
        chosen = scored[scored["unit_id"] == other]
        if chosen.empty and other != facts["unit_id"]:
            chosen = scored[scored["unit"] == unit_among(rows, other, facts["index"])]
        if chosen.empty:
            key = "same_units" if other in (facts["unit"], facts["unit_id"]) else "other_scope"
            raise error(key, unit=facts["unit"], other=other)
        return chosen.iloc[0], int(ours["shown"]), n_units, []
    better = order[order["shown"] < ours["shown"]]
    if better.empty:
        return None, int(ours["shown"]), n_units, []
    level_with = better[better["shown"] == better["shown"].max()]
    if pd.isna(level_with["score"].iloc[0]):  # of the next above only the rank was published
        names = listed(level_with["unit"])
        raise error("peers_unpublished", index=facts["index"], year=facts["year"], names=names)
    return level_with.iloc[0], int(ours["shown"]), n_units, level_with["unit"].tolist()[1:]


def _apart(standing: Standing, other_id: str, level: int) -> pd.DataFrame:
    """Return the criteria of a level with both units' scores, and what each adds to the gap."""
    criteria, facts = standing.criteria, standing.attrs
    table = criteria[criteria["level"] == level].copy()
    if table.empty or level < 1:
        levels = sorted({int(at) for at in criteria["level"] if at > 0})
        raise error("no_level", index=facts["index"], level=level, near=listed(levels))
    if table["worth"].isna().all():
        raise error("no_weights", index=facts["index"], year=facts["year"])
    theirs = standing.others.loc[other_id].reindex(table.index)
    span = table["max_score"] - table["min_score"]
    table["other_score"] = theirs.astype(float)
    table["pct"] = 100 * (table["score"] - table["min_score"]) / span
    table["other_pct"] = 100 * (table["other_score"] - table["min_score"]) / span
    table["gap"] = (table["other_score"] - table["score"]) * table["worth"]
    table = table.sort_values("gap", ascending=False, kind="stable")
    return table.rename_axis("code").reset_index()[_COLUMNS]


def _with_rest(table: pd.DataFrame, gap: float, index: str, year: int, level: int) -> pd.DataFrame:
    """Add what the criteria leave of the gap of the totals, under the name of what it is."""
    rest = gap - float(table["gap"].sum())
    kind = "rounding" if abs(rest) <= 2 * frameworks.tolerance(index, year) + EQUAL else "disagree"
    kind = "unpublished" if table["gap"].isna().any() else kind
    name, name_en = words("rows", kind)
    last = pd.DataFrame([{"code": kind, "name": name, "name_en": name_en, "level": level, "gap": rest}])
    return pd.concat([table, last.reindex(columns=_COLUMNS).astype(table.dtypes)], ignore_index=True)
