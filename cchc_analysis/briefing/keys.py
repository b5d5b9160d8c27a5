"""Which figure of the Scores frame a row of a result is about: what its number is traced by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cchc_analysis import frameworks


@dataclass(frozen=True, slots=True)
class Key:
    """Which figure a row of a result is about."""

    index: str
    year: int
    previous: int
    unit_id: str
    scope: str
    code: str
    previous_code: str
    other: str
    stages: tuple[str, ...]
    best_unit: str


def key_of(row: Mapping[str, Any], result: pd.DataFrame) -> Key:
    """Return which figure a row is about, by what it says and, where it is silent, by what its result says."""
    attrs = result.attrs

    def fact(name: str, default: Any = None) -> Any:
        for where in (row, attrs):
            value = where.get(name)
            if value is not None and not isinstance(value, pd.DataFrame) and not _missing(value):
                return value
        return default

    index, year = str(fact("index", "")), int(fact("year", 0))
    previous = (
        int(fact("previous_year", fact("previous", year - 1)))
        if attrs.get("kind") != "survey"
        else int(attrs.get("previous") or year - 1)
    )
    code = str(fact("traced_code", fact("code", "total")))
    return Key(
        index, year, previous, str(fact("unit_id", "")), str(fact("scope", "")), code,
        str(fact("previous_code", _code_then(index, code, previous, year))), str(attrs.get("other_id") or ""),
        tuple(attrs.get("stages", ("final",))), str(fact("best_unit", "")),
    )  # fmt: skip


def _missing(value: Any) -> bool:
    return not isinstance(value, list | tuple | dict | set) and bool(pd.isna(value))


def _code_then(index: str, code: str, then: int, now: int) -> str:
    """Return what a code was in another year; itself where no framework knows it."""
    try:
        return frameworks.code_in(index, code, then, of=now) or code
    except (KeyError, ValueError):
        return code
