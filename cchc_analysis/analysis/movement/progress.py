"""How far a unit is from what its plan asks for."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from cchc_analysis.analysis.asked.arguments import checked
from cchc_analysis.analysis.asked.values import word
from cchc_analysis.analysis.errors import error, listed
from cchc_analysis.analysis.movement.plan_targets import TARGETS, checked_targets
from cchc_analysis.analysis.movement.trends import trend
from cchc_analysis.analysis.ranking.rank_histories import rank_history

_COLUMNS = ["year", "code", "value", "n_units", "step", "status", "estimated"]


def progress(
    scores: pd.DataFrame, *, index: str, unit: str, targets: Mapping[str, Mapping[str, float]],
    measure: str | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return a unit's rank, score or share of the scale over the years, and what the plan still asks for.

    Parameters
    ----------
    scores, index, unit
        As in :func:`cchc_analysis.trend`.
    targets : mapping
        The plan's targets by index, as :func:`cchc_analysis.targets` returns those of ``cchc.toml``.
    measure : {"rank", "score", "pct"}, optional
        Which target of the index; its first unless given.

    Returns
    -------
    pandas.DataFrame
        One row a year: ``value`` (the printed rank, else the computed one; points; or % of the scale),
        ``n_units`` (of a rank), ``step``, ``status``, ``estimated``. ``attrs``: ``measure, target``; ``year``
        and ``value``, the last one known; ``missing``, what it still takes to reach the target (places,
        points or percentage points; 0 or less where it is reached), ``met``.

    Raises
    ------
    AnalysisError
        For an unknown unit, an index or a measure without a target.

    Examples
    --------
    >>> from cchc_analysis import load
    >>> table = progress(load(), index="PAPI", unit="Bắc Kạn", targets={"PAPI": {"rank": 20}})
    >>> table.attrs["year"], table.attrs["value"], table.attrs["missing"], table.attrs["met"]
    (2024, 22.0, 2.0, False)
    """
    index, unit = checked(scores, index=index, unit=unit)
    wanted = checked_targets(targets).get(index, {})
    if not wanted:
        raise error("bad_choice", argument="targets", value=index, near=f'{{"{index}": {{"rank": 20}}}}')
    measure = next(iter(wanted)) if measure is None else word(measure, "measure", tuple(wanted))
    if measure == "rank":
        table = rank_history(scores, index=index, unit=unit)
        value = table["printed_rank"].fillna(table["rank"])
        table = table.assign(value=value.astype("float64"), n_units=table["n_shown"], estimated=False)
    else:
        table = trend(scores, index=index, unit=unit)
        table = table.assign(value=table[measure], n_units=pd.array([pd.NA] * len(table), dtype="Int16"))
    attrs = table.attrs
    known = table[table["value"].notna()]
    target = float(wanted[measure])
    value = float(known["value"].iloc[-1]) if len(known) else float("nan")
    missing = value - target if TARGETS[measure] else target - value
    table = table[_COLUMNS].reset_index(drop=True)
    kept = ("index", "unit", "unit_id", "scope", "illustrative", "code", "name", "name_en")
    table.attrs = {name: attrs[name] for name in kept} | {
        "kind": "progress", "measure": measure, "target": target, "value": value, "missing": missing,
        "year": int(known["year"].iloc[-1]) if len(known) else None,
        "met": bool(missing <= 1e-9) if len(known) else None,
        "measures": listed(wanted),
    }  # fmt: skip
    return table
