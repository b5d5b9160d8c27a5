"""What a plan asks for: a rank, a score or a share of the scale, and whether it was met."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from cchc_analysis.analysis.asked.values import index_name, number
from cchc_analysis.analysis.errors import error, listed, shown, words
from cchc_analysis.phrases import number_in_both
from cchc_analysis.vietnamese import format_number

#: What a plan may set a target for, and whether less is better.
TARGETS = {"rank": True, "score": False, "pct": False}


def checked_targets(targets: Mapping[str, Mapping[str, float]]) -> Mapping[str, Mapping[str, float]]:
    """Return the targets by the short names of indices; refuse an index or a measure that there is none of."""
    if not isinstance(targets, Mapping):
        raise error("bad_choice", argument="targets", value=shown(targets), near='{"PAPI": {"rank": 20}}')
    targets = {index_name(index, "targets"): target for index, target in targets.items()}
    for index, target in targets.items():
        if not isinstance(target, Mapping):
            raise error("bad_choice", argument=index, value=shown(target), near='{"rank": 20}')
        for measure, value in target.items():
            if measure not in TARGETS:
                raise error("bad_choice", argument=index, value=shown(measure), near=listed(TARGETS))
            if number(value, f"{index} {measure}", 0) == 0:
                raise error("bad_choice", argument=f"{index} {measure}", value=value, near="1, 2, 3 …")
    return targets


def target_in_words(target: Mapping[str, float]) -> dict[str, str]:
    """Return a plan's target in words."""
    if not target:
        return {}
    phrases = [
        words("targets", measure, value=number_in_both(value, 0 if float(value).is_integer() else 2))
        for measure, value in target.items()
    ]
    return {"target": "; ".join(vi for vi, _ in phrases), "target_en": "; ".join(en for _, en in phrases)}


def with_targets(table: pd.DataFrame, targets: Mapping[str, Mapping[str, float]], year: int) -> pd.DataFrame:
    """Add the share of the scale in words, and whether the plan's targets were met."""
    for column, lang in (("pct", "vi"), ("pct_en", "en")):
        table[column] = [
            format_number(v, 1, lang, unit="%") if pd.notna(v) else pd.NA for v in table["pct_value"]
        ]
    met, positions = [], []
    for index, row in zip(table["index"], table.itertuples(), strict=True):
        target = targets.get(index, {})
        values = {"rank": row.rank, "score": row.score, "pct": row.pct_value}
        known = target and row.year == year and all(pd.notna(values[m]) for m in target)
        met.append(
            all(values[m] <= v if TARGETS[m] else values[m] >= v for m, v in target.items())
            if known else pd.NA
        )  # fmt: skip
        ranked = "rank" in target and pd.notna(row.n_units) and target["rank"] <= row.n_units
        positions.append((target["rank"] - 1) / (row.n_units - 1) if ranked else float("nan"))
    table["target_met"], table["target_position"] = met, positions
    return table
