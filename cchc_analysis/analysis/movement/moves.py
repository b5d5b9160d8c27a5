"""How all units moved between two years, and whether the two may be compared."""

from __future__ import annotations

import pandas as pd

from cchc_analysis import frameworks
from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.kept import kept
from cchc_analysis.analysis.errors import error
from cchc_analysis.analysis.ranking.bands import year_before
from cchc_analysis.analysis.ranking.ranks import ranks
from cchc_analysis.analysis.years import comparing
from cchc_analysis.analysis.years.jumped import jumps_in, with_jumps

_MOVES = ["unit", "unit_id", "score", "previous_score", "change", "rank", "previous_rank", "rank_change"]


def moves(
    scores: pd.DataFrame, *, index: str, year: int, previous: int | None = None, code: str = "total",
    scope: str | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return how the score and the rank of every unit moved between two years.

    Parameters
    ----------
    scores, index, year, code, scope
        As in :func:`cchc_analysis.ranks`.
    previous : int, optional
        The year to compare with; the last one before *year* with figures of the same scope unless given.

    Returns
    -------
    pandas.DataFrame
        One row a unit of the scope, the greatest gain first: ``unit, unit_id, score, previous_score``;
        ``change`` in points, only where scale and content stayed the same; ``rank, previous_rank,
        rank_change`` (places gained, or lost with a minus): the printed ranks where all units of both years
        have them, else computed among the units of both years; missing where the measure was redefined, and
        where fewer than half of the units were published. ``attrs``: ``previous, comparability, reason,
        reason_en, n_common, rank_basis`` (``printed``, ``computed`` or empty), and those of ``ranks``.

    Raises
    ------
    AnalysisError
        As ``ranks``; for a *previous* year that is not before *year*.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = moves(load(), index="PAPI", year=2024).set_index("unit")
    >>> table.loc["Bắc Kạn", ["score", "previous_score", "change"]].astype(float).round(2).tolist()
    [44.1, 43.35, 0.75]
    """
    index, year, previous, code, scope = checked(
        scores, index=index, year=year, previous=previous, code=code, scope=scope
    )
    if previous is not None and previous >= year:
        raise error("not_before", year=year, previous=previous)
    asked = (index, year, previous, code, scope)
    return kept(scores, ("moves", *asked), lambda: _made(scores, *asked), shared=True).copy(deep=False)


def _made(
    scores: pd.DataFrame, index: str, year: int, previous: int | None, code: str, scope: str | None
) -> pd.DataFrame:
    now = ranks(scores, index=index, year=year, code=code, scope=scope)
    previous = previous or year_before(scores, index, year, now.attrs["scope"])
    then_code = None if previous is None else frameworks.code_in(index, code, previous, of=year)
    if previous is None or then_code is None:
        raise error("no_year", index=index, year=previous or year - 1, what=now.attrs["name"], near=str(year))
    then = ranks(scores, index=index, year=previous, code=then_code, scope=now.attrs["scope"])
    step = comparing.step(index, code, year, previous)
    step = with_jumps(index, code, year, previous, step, jumps_in(scores, index, now.attrs["scope"]))
    before = then.set_index("unit_id")
    table = now[["unit", "unit_id", "score"]].copy()
    table["previous_score"] = table["unit_id"].map(before["score"])
    same = step.kind == "same"
    table["change"] = table["score"] - table["previous_score"] if same else float("nan")
    basis = _with_ranks(table, now, then, step.kind)
    table = table.sort_values(["change", "rank_change"], ascending=False, kind="stable")[_MOVES]
    table = table.reset_index(drop=True)
    table.attrs = now.attrs | {
        "kind": "moves", "previous": previous, "comparability": step.kind, "reason": step.reason,
        "reason_en": step.reason_en, "rank_basis": basis,
        "n_common": int((table["score"].notna() & table["previous_score"].notna()).sum()),
    }  # fmt: skip
    return table


def _with_ranks(table: pd.DataFrame, now: pd.DataFrame, then: pd.DataFrame, kind: str) -> str:
    """Add ranks of both years that may be compared; return what they are based on."""
    printed = table["unit_id"].map(then.set_index("unit_id")["printed_rank"]).astype("Int16")
    common = table["score"].notna() & table["previous_score"].notna()
    both = now["printed_rank"].notna() & printed.notna()
    partial = now.attrs["partial"] or then.attrs["partial"]
    basis = ""
    rank = previous = pd.Series(pd.NA, index=table.index, dtype="Int16")
    if kind in comparing.RANKABLE and both.any() and both[common].all():
        basis, rank, previous = "printed", now["printed_rank"].where(both), printed.where(both)
    elif kind in comparing.RANKABLE and common.any() and not partial:
        basis = "computed"
        rank = table["score"].where(common).rank(method="min", ascending=False)
        previous = table["previous_score"].where(common).rank(method="min", ascending=False)
    table["rank"], table["previous_rank"] = rank.astype("Int16"), previous.astype("Int16")
    table["rank_change"] = table["previous_rank"] - table["rank"]
    return basis
