"""What is known of a set of units that are scored together: its size, the regions of its provinces."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

import pandas as pd

from cchc_analysis import units

#: Invented figures say so in their note.
ILLUSTRATIVE = "Số liệu minh họa"
#: What is no ranked unit.
COLLECTIVE = ["nation", "region"]


def is_illustrative(notes: pd.Series) -> bool:
    """Tell whether figures with these notes are invented."""
    return any(ILLUSTRATIVE in note for note in notes.dropna().unique())


@cache
def place_of(unit_id: str) -> str:
    """Return one id for each place, whatever set of units it was ranked in."""
    return min(units.same_place(unit_id))


@cache
def _provinces() -> pd.DataFrame:
    return units.provinces()


@cache
def regions() -> dict[str, str]:
    """Return the region of every province of every time, by id."""
    table = _provinces()
    return dict(zip(table["unit_id"], table["region"], strict=True))


@cache
def declared_size(scope: str) -> int:
    """Return how many provinces a scope has; 0 for units that are not declared one by one."""
    return int((_provinces()["scope"] == scope).sum())


def few(n_units: Any, size: Any) -> Any:
    """Tell whether so few of a scope's units were published that nothing is said of all: fewer than half.

    Examples
    --------
    >>> few(31, 63), few(32, 63)
    (True, False)
    """
    return 2 * n_units < size


def printed_among(printed: Collection[float], size: int) -> int | None:
    """Return among how many units printed ranks are: the list's length where it is whole, else the scope's.

    None where a rank is beyond the units that are known of.

    Examples
    --------
    >>> printed_among([1, 2, 3], 4), printed_among([1, 3], 4)
    (3, 4)
    """
    n, last = len(printed), max(printed, default=0)
    if n and n >= last and 2 * n >= size:
        return n
    return None if last > size else size
