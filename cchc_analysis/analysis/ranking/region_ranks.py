"""The ranks of all provinces of a region over the years."""

from __future__ import annotations

import pandas as pd

from cchc_analysis import units
from cchc_analysis.analysis.asked import peers
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.published_scores import Key, Published, published_in
from cchc_analysis.analysis.asked.scopes import few, printed_among, regions
from cchc_analysis.analysis.asked.subjects import subject as find_subject
from cchc_analysis.analysis.errors import error
from cchc_analysis.analysis.ranking.rank_histories import rank_history

_TYPES = {"year": "Int16", "unit": "string", "unit_id": "string", "rank": "Int16", "n_units": "Int16",
          "basis": "string", "step": "string"}  # fmt: skip


def region_ranks(scores: pd.DataFrame, *, index: str, unit: str, code: str = "total") -> pd.DataFrame:
    """Return the national rank of every province of a unit's region, year by year.

    Parameters
    ----------
    scores, index, unit, code
        As in :func:`cchc_analysis.trend`.

    Returns
    -------
    pandas.DataFrame
        One row a year and province of the region, published or not: ``rank`` of ``n_units`` (the printed one,
        else computed; missing where fewer than half of the provinces were published and none is printed),
        ``basis`` (``printed``, ``computed``), and ``step``, what happened to the index since the year before.
        Years with other boundaries than those of most years with a rank of the unit are left out: a rank among
        34 is none among 63. ``attrs``: ``region, n_region``, and ``place`` of the unit in the region in
        ``year``, the last with its rank, among the ``n_placed`` that have one.

    Raises
    ------
    AnalysisError
        For an unknown unit or code, or a unit that belongs to no region.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = region_ranks(load(), index="PAPI", unit="Bắc Kạn")
    >>> table.attrs["place"], table.attrs["n_placed"], table.attrs["year"]
    (5, 14, 2024)
    """
    index, unit, code = checked(scores, index=index, unit=unit, code=code)
    history = rank_history(scores, index=index, unit=unit, code=code)
    shown = history["printed_rank"].fillna(history["rank"])
    counts = history.assign(shown=shown).groupby("scope").agg(n=("shown", "count"), year=("year", "max"))
    scope = str(counts.sort_values(["n", "year"], kind="stable").index[-1])
    history = history[history["scope"] == scope]
    members, unit_id = _members(history, scope, index, unit, scores)
    rows = []
    published = published_in(peers.rows_of(scores, index))
    for year, then_code, step in history[["year", "code", "step"]].itertuples(index=False):
        table = _ranked(published, (int(year), None if pd.isna(then_code) else str(then_code), scope))
        for member, name in members.items():
            rows.append((year, name, member, *table.get(member, (pd.NA, pd.NA, pd.NA)), step))
    table = pd.DataFrame(rows, columns=list(_TYPES)).astype(_TYPES)
    ours = table[(table["unit_id"] == unit_id) & table["rank"].notna()]
    last = int(ours["year"].max()) if len(ours) else None
    placed = table.loc[(table["year"] == last) & table["rank"].notna(), "rank"] if last else ours["rank"]
    table.attrs = history.attrs | {
        "kind": "region_ranks", "unit_id": unit_id, "unit": members[unit_id], "scope": scope, "year": last,
        "region": regions()[unit_id], "n_region": len(members), "n_placed": len(placed),
        "place": 1 + int((placed < ours["rank"].iloc[-1]).sum()) if last else None,
    }  # fmt: skip
    return table


def _members(
    history: pd.DataFrame, scope: str, index: str, unit: str, scores: pd.DataFrame
) -> tuple[dict[str, str], str]:
    """Return the provinces of the unit's region by id, and the unit's id, with the boundaries of *scope*."""
    by_year = find_subject(peers.rows_of(scores, index), unit, index).by_year
    unit_id, _, region = [member for member in by_year.values() if member.scope == scope][-1]
    if not region:
        raise error("no_region", unit=history.attrs["unit"])
    table = units.provinces()
    table = table[(table["scope"] == scope) & (table["region"] == region)]
    return dict(zip(table["unit_id"], table["unit"], strict=True)), unit_id


def _ranked(published: Published, key: Key) -> dict[str, tuple[int, int | None, str]]:
    """Return rank, among how many and on what basis by unit; empty for a year without figures."""
    cohort, printed, size = published.of(*key), published.printed(*key), published.size(str(key[2]))
    n = len(cohort.scores)
    computed = {} if few(n, size) else cohort.ranks
    among = printed_among(printed.values(), size)
    return {unit_id: (rank, n, "computed") for unit_id, rank in computed.items()} | {
        unit_id: (rank, among, "printed") for unit_id, rank in printed.items()
    }
